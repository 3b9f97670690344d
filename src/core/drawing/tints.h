/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "drawing/frame.h"
#include "drawing/style.h"
#include "model/knots.h"
#include "replay/position.h"

G_BEGIN_DECLS

/* Classes of speed, each a knot wide but the last, which is all above; and of time. */
#define RS_N_SPEED_TINTS 24
#define RS_N_TIME_TINTS 24
#define RS_MAX_TINTS 32

/* What colours depend on in a snapshot. Plain value. */
typedef struct
{
  guint n_flags;
  char flags[RS_N_VESSEL_COLORS][4]; /* the countries of most ships, these first */
  gint64 from_ms, to_ms;             /* of all tracks; RS_TIME_NONE: there are none */
} RsTintFacts;

/* O(vessels) */
void rs_tint_facts_init (RsTintFacts *self, const RsSnapshot *snapshot);

/* The colours of one picture. Plain value; borrows what it was made of. */
typedef struct
{
  RsColorBy by;
  const RsFrame *frame;
  const RsStyle *style;
  const RsTintFacts *facts;
  gint64 from_ms, to_ms; /* by time: what the ramp spans */
  guint n;               /* colours; 0: they go by vessel */
  RsColor colors[RS_MAX_TINTS];
} RsTints;

void rs_tints_init (RsTints *self, const RsFrame *frame, const RsStyle *style,
                    const RsTintFacts *facts);

/* Whether colours change along a track. */
static inline gboolean
rs_tints_vary (const RsTints *self)
{
  return self->n > 0;
}

/* Index into colors of a stretch; by time that of the stretch's first moment. */
guint rs_tints_find_stretch (const RsTints *self, const RsTrack *track, const RsKnot *knot,
                             RsProvenance provenance);
/* By time: the class of a moment. */
guint rs_tints_find_time (const RsTints *self, gint64 t_ms);
/* Of a fix, and of speed @sog_kn (NAN unknown). */
guint rs_tints_find_fix (const RsTints *self, const RsFix *fix, double sog_kn);

/* Colour @index, paler if another vessel than this one is selected. */
RsColor rs_tints_get (const RsTints *self, guint index, const RsVessel *vessel);

/* What a vessel has one colour for: its own, its flag's, or the grey of all that is context. Paler if
 * another one is selected. */
RsColor rs_tints_get_vessel (const RsTints *self, const RsVessel *vessel);

/* A vessel's symbol at a moment. */
RsColor rs_tints_get_position (const RsTints *self, const RsVessel *vessel, const RsTrack *track,
                               const RsPosition *position, gint64 t_ms);

/* Place of a country among the colours: 0 to n_flags - 1, or n_flags for all others; "" none. */
guint rs_tints_find_flag (const RsTintFacts *facts, const char *flag);

/* How dense ships are, from little (0) to much (1); the colour's alpha grows with it. */
RsColor rs_tints_get_heat (RsTheme theme, double share);

/* A ramp of @theme at @share of it, 0 to 1: what legends paint. */
RsColor rs_tints_get_ramp (RsTheme theme, RsColorBy by, double share);

G_END_DECLS
