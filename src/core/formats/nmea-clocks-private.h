/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ais/stream.h"
#include "formats/reader-private.h"

G_BEGIN_DECLS

/* What there is to say of the clocks of an AIS log. One thread. */

#define RS_NMEA_MAX_REFUSED 8

/* A clock that was not believed, when first met. */
typedef struct
{
  guint32 line, mmsi; /* 0: the log's own receiver */
  gint64 t_ms;
  RsClockVerdict why;
} RsNmeaRefused;

/* Zeros: none yet. */
typedef struct
{
  RsNmeaRefused refused[RS_NMEA_MAX_REFUSED];
  guint n_refused;
  guint64 n_more; /* reports of others */
} RsNmeaClocks;

/* Keeps the first report of each station. */
void rs_nmea_clocks_refuse (RsNmeaClocks *self, guint32 line, guint32 mmsi, gint64 t_ms,
                            RsClockVerdict why);

/* Notes which clocks were not believed, and where. */
void rs_nmea_clocks_note (const RsNmeaClocks *self, RsReadContext *context);

/* (transfer full): which clocks gave the times, best first, in words. */
char *rs_nmea_clocks_describe (const RsAisStreamCounts *counts);

G_END_DECLS
