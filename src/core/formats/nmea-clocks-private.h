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

/* Characters kept of a tag block. */
#define RS_NMEA_MAX_TAG_TEXT 80

/* Tag blocks with which one thing is wrong. */
typedef struct
{
  guint64 n;
  guint32 line; /* of the first */
  char text[RS_NMEA_MAX_TAG_TEXT + 1];
} RsNmeaBadTags;

/* Zeros: none yet. */
typedef struct
{
  RsNmeaRefused refused[RS_NMEA_MAX_REFUSED];
  guint n_refused;
  guint64 n_more; /* reports of others */
  RsNmeaBadTags tags[RS_N_NMEA_TAG_PROBLEMS];
} RsNmeaClocks;

/* Keeps the first report of each station. */
void rs_nmea_clocks_refuse (RsNmeaClocks *self, guint32 line, guint32 mmsi, gint64 t_ms,
                            RsClockVerdict why);

/* Counts a tag block with which something is wrong, and keeps the first. @text: (array length=len): any bytes */
void rs_nmea_clocks_bad_tag (RsNmeaClocks *self, guint32 line, RsNmeaTagProblem why,
                             const char *text, gsize len);

/* Notes which clocks were not believed, and what is wrong with tag blocks, and where. */
void rs_nmea_clocks_note (const RsNmeaClocks *self, RsReadContext *context);

/* (transfer full): which clocks gave the times, best first, in words. */
char *rs_nmea_clocks_describe (const RsAisStreamCounts *counts);

G_END_DECLS
