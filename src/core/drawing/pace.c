/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/pace.h"

#include <math.h>

#include "base/time.h"

static double
measure (const RsPacePoint *a, const RsPacePoint *b)
{
  double dx = b->x - a->x, dy = b->y - a->y;

  return sqrt (dx * dx + dy * dy);
}

/* Times from @first, which has one, to the last point, which gets @t_s. */
static void
spread_time (GArray *out, guint first, double t_s)
{
  RsPacePoint *points = (RsPacePoint *) (gpointer) out->data;
  guint last = out->len - 1;
  double from_s = points[first].t_s, way = 0, done = 0;

  t_s = MAX (t_s, from_s);
  for (guint i = first + 1; i <= last; i++)
    way += measure (&points[i - 1], &points[i]);
  for (guint i = first + 1; i < last; i++)
    {
      done += measure (&points[i - 1], &points[i]);
      points[i].t_s = from_s + (way > 0 ? done / way : 0) * (t_s - from_s);
    }
  points[last].t_s = t_s;
}

static double
get_seconds (const RsTrack *track, gint64 t_ms)
{
  return (double) (t_ms - track->from_ms) / RS_SECOND_MS;
}

void
rs_pace_walk (const RsTrack *track, const RsLevel *level, const RsLevelChunk *chunk,
              const RsKnots *knots, GArray *out)
{
  const RsLevelPoint *points = level->points + chunk->first;
  double to_s = get_seconds (track, chunk->to_ms);
  RsPacePoint point = { points[0].x, points[0].y, get_seconds (track, chunk->from_ms), 0 };
  guint timed = 0, knot = rs_knots_find_after (knots, points[0].fix);

  g_array_set_size (out, 0);
  knot -= knot > 0;
  point.knot = knot;
  g_array_append_val (out, point);
  for (guint k = 1; k < chunk->n; k++)
    {
      double x = point.x;

      while (knot + 1 < knots->n && !(knots->knots[knot].flags & RS_KNOT_ENDS)
             && knots->knots[knot + 1].fix <= points[k].fix)
        {
          const RsKnot *next = &knots->knots[knot + 1];

          /* One that stands in the point itself, or before a cut, or is the end. */
          if (next->fix == points[k].fix || next->t_s > to_s || (next->flags & RS_KNOT_ENDS))
            break;
          knot++;
          if (next->fix <= points[0].fix)
            continue;
          point.x = x + (gint32) (next->x - points[k - 1].x);
          point.y = next->y;
          point.knot = knot;
          g_array_append_val (out, point);
          spread_time (out, timed, next->t_s);
          timed = out->len - 1;
        }
      point.x = x + (gint32) (points[k].x - points[k - 1].x);
      point.y = points[k].y;
      if (knot + 1 < knots->n && !(knots->knots[knot].flags & RS_KNOT_ENDS)
          && !(knots->knots[knot + 1].flags & RS_KNOT_ENDS)
          && knots->knots[knot + 1].fix == points[k].fix && k + 1 < chunk->n)
        {
          point.knot = ++knot;
          g_array_append_val (out, point);
          spread_time (out, timed, knots->knots[knot].t_s);
          timed = out->len - 1;
        }
      else
        {
          point.knot = knot;
          g_array_append_val (out, point);
        }
    }
  if (timed + 1 < out->len)
    spread_time (out, timed, to_s);
}
