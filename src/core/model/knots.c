/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/knots.h"

#include <math.h>

#include "base/mercator.h"
#include "base/time.h"

#define E7_PER_WORLD 3.6e9
/* Of a degree of latitude on the sphere, for steps whose speed nobody sent. */
#define NM_PER_E7 (60 / 1e7)

/* A stretch that is growing from its anchor. The rates are of longitude and stretched latitude, 1e-7
 * degree a second, that bring the ship past every fix so far within the tolerance. */
typedef struct
{
  const RsTrack *track;
  GArray *knots; /* of RsKnot */
  double tolerance_e7;

  guint anchor;
  double stretch; /* Mercator's, of latitude, at the anchor */
  double x_low, x_high, y_low, y_high;
  double way_nm, way_s; /* of its steps whose speed is known */
  guint16 import;
  gboolean suspect;
} Weaver;

static double
get_seconds (const RsFix *from, const RsFix *to)
{
  return (double) (to->t_ms - from->t_ms) / RS_SECOND_MS;
}

static double
get_east_e7 (const RsFix *from, const RsFix *to)
{
  double east = (double) to->lon_e7 - (double) from->lon_e7;

  return east - rint (east / E7_PER_WORLD) * E7_PER_WORLD;
}

static void
begin_stretch (Weaver *weaver, guint anchor)
{
  const RsFix *fix = &weaver->track->fixes[anchor];

  weaver->anchor = anchor;
  weaver->stretch = 1 / MAX (cos (rs_deg_from_e7 (fix->lat_e7) * (G_PI / 180.0)), 0.01);
  weaver->x_low = weaver->y_low = -G_MAXDOUBLE;
  weaver->x_high = weaver->y_high = G_MAXDOUBLE;
  weaver->way_nm = weaver->way_s = 0;
  weaver->suspect = FALSE;
}

static guint8
pack_speed (double sog_kn)
{
  return (guint8) MIN (rint (sog_kn / RS_KNOT_SPEED_KN), RS_KNOT_SPEED_NONE - 1);
}

static void
append_knot (Weaver *weaver, guint fix, guint8 speed, guint flags)
{
  const RsFix *at = &weaver->track->fixes[fix];
  RsKnot knot = { .fix = fix,
                  .t_s = (guint32) CLAMP ((at->t_ms - weaver->track->from_ms) / RS_SECOND_MS, 0,
                                          G_MAXUINT32),
                  .import = weaver->import,
                  .speed = speed,
                  .flags = (guint8) flags };

  rs_world_pack (rs_fix_lat_lon (at), &knot.x, &knot.y);
  g_array_append_val (weaver->knots, knot);
}

/* The stretch from the anchor to @end. */
static void
end_stretch (Weaver *weaver, guint end)
{
  const RsFix *from = &weaver->track->fixes[weaver->anchor], *to = &weaver->track->fixes[end];
  guint8 speed = RS_KNOT_SPEED_NONE;

  if (weaver->way_s > 0)
    speed = pack_speed (weaver->way_nm / weaver->way_s * 3600);
  else if (to->sog_dkn != RS_SOG_NONE || from->sog_dkn != RS_SOG_NONE)
    speed = pack_speed ((to->sog_dkn != RS_SOG_NONE ? to : from)->sog_dkn / 10.0);
  append_knot (weaver, weaver->anchor, speed, weaver->suspect ? RS_KNOT_SUSPECT : 0);
}

static void
add_step (Weaver *weaver, guint to)
{
  const RsFix *a = &weaver->track->fixes[to - 1], *b = &weaver->track->fixes[to];
  double seconds = get_seconds (a, b);
  gboolean has_a = a->sog_dkn != RS_SOG_NONE, has_b = b->sog_dkn != RS_SOG_NONE;

  weaver->suspect |= ((a->flags | b->flags) & RS_FIX_SUSPECT) != 0;
  if (seconds <= 0)
    return;
  weaver->way_s += seconds;
  if (has_a || has_b)
    weaver->way_nm += (has_a && has_b ? (a->sog_dkn + b->sog_dkn) / 20.0
                                      : (has_a ? a : b)->sog_dkn / 10.0)
                      * seconds / 3600;
  else
    weaver->way_nm
      += NM_PER_E7
         * hypot (get_east_e7 (a, b) / weaver->stretch, (double) b->lat_e7 - (double) a->lat_e7);
}

/* Whether the stretch may go on to @to; narrows the rates if so. */
static gboolean
accept (Weaver *weaver, guint to)
{
  const RsFix *from = &weaver->track->fixes[weaver->anchor], *fix = &weaver->track->fixes[to];
  double seconds = get_seconds (from, fix);
  double x = get_east_e7 (from, fix);
  double y = ((double) fix->lat_e7 - (double) from->lat_e7) * weaver->stretch;
  double d = weaver->tolerance_e7;

  if (seconds <= 0)
    return fabs (x) <= d && fabs (y) <= d;
  if (x < weaver->x_low * seconds || x > weaver->x_high * seconds || y < weaver->y_low * seconds
      || y > weaver->y_high * seconds)
    return FALSE;
  weaver->x_low = MAX (weaver->x_low, (x - d) / seconds);
  weaver->x_high = MIN (weaver->x_high, (x + d) / seconds);
  weaver->y_low = MAX (weaver->y_low, (y - d) / seconds);
  weaver->y_high = MIN (weaver->y_high, (y + d) / seconds);
  return TRUE;
}

/* Whether another source or doubt begins with the leg to @to, and far enough from the anchor for it
 * to be seen. */
static gboolean
changes (const Weaver *weaver, guint to)
{
  const RsFix *from = &weaver->track->fixes[weaver->anchor], *before = &weaver->track->fixes[to - 1];
  const RsFix *fix = &weaver->track->fixes[to];
  gboolean suspect = ((before->flags | fix->flags) & RS_FIX_SUSPECT) != 0;

  if (fix->import == weaver->import && suspect == weaver->suspect)
    return FALSE;
  return MAX (fabs (get_east_e7 (from, before)),
              fabs ((double) before->lat_e7 - (double) from->lat_e7) * weaver->stretch)
         > weaver->tolerance_e7;
}

static void
weave_run (Weaver *weaver, guint from, guint to)
{
  const RsFix *fixes = weaver->track->fixes;

  begin_stretch (weaver, from);
  weaver->import = fixes[MIN (from + 1, to)].import;
  for (guint i = from + 1; i <= to; i++)
    {
      if (i > weaver->anchor + 1 && (changes (weaver, i) || !accept (weaver, i)))
        {
          end_stretch (weaver, i - 1);
          begin_stretch (weaver, i - 1);
          weaver->import = fixes[i].import;
        }
      /* The first leg is always taken, and says how fast the stretch is. */
      if (i == weaver->anchor + 1 && !accept (weaver, i))
        weaver->x_low = G_MAXDOUBLE; /* in two places at once: nothing more fits into it */
      add_step (weaver, i);
    }
  if (to > weaver->anchor)
    end_stretch (weaver, to);
  append_knot (weaver, to,
               fixes[to].sog_dkn != RS_SOG_NONE ? pack_speed (fixes[to].sog_dkn / 10.0)
                                                : RS_KNOT_SPEED_NONE,
               RS_KNOT_ENDS | (fixes[to].flags & RS_FIX_SUSPECT ? RS_KNOT_SUSPECT : 0));
}

RsKnots *
rs_knots_new (const RsTrack *track, const RsLevel *level)
{
  RsKnots *self = g_new0 (RsKnots, 1);
  Weaver weaver = { .track = track,
                    .knots = g_array_new (FALSE, FALSE, sizeof (RsKnot)),
                    .tolerance_e7 = RS_KNOT_TOLERANCE_PX * E7_PER_WORLD
                                    / (256.0 * exp2 (MIN (level->zoom, RS_LEVEL_MAX_ZOOM))) };
  gsize n;

  for (guint i = 0; i < level->n_chunks;)
    {
      const RsLevelChunk *chunk = &level->chunks[i++], *last = chunk;

      while (!(last->flags & RS_CHUNK_ENDS) && i < level->n_chunks)
        last = &level->chunks[i++];
      weave_run (&weaver, level->points[chunk->first].fix,
                 level->points[last->first + last->n - 1u].fix);
    }
  self->ref_count = 1;
  self->n = weaver.knots->len;
  self->knots = g_array_steal (weaver.knots, &n);
  g_array_unref (weaver.knots);
  return self;
}

RsKnots *
rs_knots_new_stored (const RsTrack *track, guint zoom)
{
  RsKnots *self;

  if (zoom >= track->n_levels)
    return NULL;
  self = g_new0 (RsKnots, 1);
  self->ref_count = 1;
  self->n = track->levels[zoom].n_knots;
  self->knots = track->levels[zoom].knots;
  self->storage = g_bytes_ref (rs_track_get_storage (track));
  return self;
}

RsKnots *
rs_knots_ref (RsKnots *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
rs_knots_unref (RsKnots *self)
{
  if (!self || !g_atomic_int_dec_and_test (&self->ref_count))
    return;
  if (self->storage)
    g_bytes_unref (self->storage);
  else
    g_free ((gpointer) self->knots);
  g_free (self);
}

guint
rs_knots_find_after (const RsKnots *self, guint fix)
{
  guint low = 0, high = self->n;

  while (low < high)
    {
      guint mid = low + (high - low) / 2;

      if (self->knots[mid].fix <= fix)
        low = mid + 1;
      else
        high = mid;
    }
  return low;
}
