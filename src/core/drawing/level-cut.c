/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/level-cut.h"

#include "base/mercator.h"
#include "base/time.h"
#include "replay/position.h"

typedef struct
{
  const RsTrack *track;
  gint64 from_ms, to_ms;
  GArray *points; /* of RsLevelPoint */
  GArray *chunks; /* of RsLevelChunk */
} Cutter;

static gint64
get_time (const Cutter *cutter, const RsLevelPoint *point)
{
  return cutter->track->fixes[point->fix].t_ms;
}

static void
append_moment (Cutter *cutter, gint64 t_ms)
{
  RsPosition position;
  RsLevelPoint point;

  rs_position_at (cutter->track, t_ms, 0, NULL, &position);
  rs_world_pack (position.place, &point.x, &point.y);
  point.fix = (guint32) position.index;
  g_array_append_val (cutter->points, point);
}

static void
append_within (Cutter *cutter, const RsLevelPoint *points, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      gint64 t_ms = get_time (cutter, &points[i]);

      if (t_ms >= cutter->from_ms && t_ms <= cutter->to_ms)
        g_array_append_val (cutter->points, points[i]);
    }
}

static void
cut_chunk (Cutter *cutter, const RsLevel *level, const RsLevelChunk *chunk)
{
  const RsLevelPoint *points = level->points + chunk->first;
  gint64 first_ms = chunk->from_ms, last_ms = chunk->to_ms;
  RsLevelChunk cut = *chunk;

  if (last_ms < cutter->from_ms || first_ms > cutter->to_ms)
    return;
  cut.first = cutter->points->len;
  if (first_ms < cutter->from_ms)
    {
      append_moment (cutter, cutter->from_ms);
      cut.flags = (guint8) ((cut.flags | RS_CHUNK_BEGINS) & ~RS_CHUNK_RING_FIRST);
    }
  if (first_ms >= cutter->from_ms && last_ms <= cutter->to_ms)
    g_array_append_vals (cutter->points, points, chunk->n);
  else
    append_within (cutter, points, chunk->n);
  if (last_ms > cutter->to_ms)
    {
      append_moment (cutter, cutter->to_ms);
      cut.flags = (guint8) ((cut.flags | RS_CHUNK_ENDS) & ~RS_CHUNK_RING_LAST);
    }
  cut.n = (guint16) (cutter->points->len - cut.first);
  cut.from_ms = MAX (cut.from_ms, cutter->from_ms);
  cut.to_ms = MIN (cut.to_ms, cutter->to_ms);
  g_array_append_val (cutter->chunks, cut);
}

void
rs_level_cut (RsLevel **level, const RsTrack *track, gint64 from_ms, gint64 to_ms)
{
  Cutter cutter = { .track = track, .from_ms = from_ms, .to_ms = to_ms };
  RsLevel *cut;
  gsize n;

  if (from_ms == RS_TIME_NONE || track->n == 0
      || (track->from_ms >= from_ms && track->to_ms <= to_ms))
    return;
  cutter.points = g_array_new (FALSE, FALSE, sizeof (RsLevelPoint));
  cutter.chunks = g_array_new (FALSE, FALSE, sizeof (RsLevelChunk));
  for (guint i = 0; i < (*level)->n_chunks; i++)
    cut_chunk (&cutter, *level, &(*level)->chunks[i]);
  cut = g_new0 (RsLevel, 1);
  cut->ref_count = 1;
  cut->zoom = (*level)->zoom;
  cut->n_points = cutter.points->len;
  cut->n_chunks = cutter.chunks->len;
  cut->points = g_array_steal (cutter.points, &n);
  cut->chunks = g_array_steal (cutter.chunks, &n);
  g_array_unref (cutter.points);
  g_array_unref (cutter.chunks);
  rs_level_unref (*level);
  *level = cut;
}
