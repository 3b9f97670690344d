/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/arrows.h"

#include <math.h>

/* Beside a line of the grid, parts of its spacing. */
#define NEARLY 1e-6

static double
get_leg (const RsLevelPoint *points, guint leg, double *out_dx, double *out_dy)
{
  *out_dx = (gint32) (points[leg].x - points[leg - 1].x);
  *out_dy = (double) points[leg].y - (double) points[leg - 1].y;
  return sqrt (*out_dx * *out_dx + *out_dy * *out_dy);
}

double
rs_line_place_find_further (RsLinePlace place, double by, double *out_x, double *out_y)
{
  double left = place.along + by, dx, dy, length;

  length = get_leg (place.points, place.leg, &dx, &dy);
  while (left > length && place.leg + 1 < place.n)
    {
      left -= length;
      place.x += dx;
      place.y += dy;
      length = get_leg (place.points, ++place.leg, &dx, &dy);
    }
  while (left < 0 && place.leg > 1)
    {
      length = get_leg (place.points, --place.leg, &dx, &dy);
      left += length;
      place.x -= dx;
      place.y -= dy;
    }
  length = length > 0 ? length : 1;
  *out_x = place.x + dx * CLAMP (left / length, 0, 1);
  *out_y = place.y + dy * CLAMP (left / length, 0, 1);
  return fabs (by) - MAX (left - length, 0) - MAX (-left, 0);
}

/* How far it is along the line from one place to a later one. */
static double
measure_between (const RsLinePlace *from, const RsLinePlace *to)
{
  double dx, dy, way = to->along - from->along;

  for (guint k = from->leg; k < to->leg; k++)
    way += get_leg (from->points, k, &dx, &dy);
  return way;
}

/* Whole steps from far west or north up to here; floor () would be a call. */
static inline gint64
count_steps (double at)
{
  return (gint64) (at + (double) (1 << 28));
}

void
rs_arrows_walk (const RsLevelPoint *points, guint n, double spacing, RsArrowFunc func,
                gpointer user_data)
{
  double per_step = 1 / spacing;
  RsLinePlace place = { points, n, .x = points[0].x }, last = { 0 };

  for (guint k = 1; k < n; k++)
    {
      double dx = (gint32) (points[k].x - points[k - 1].x);
      double dy = (double) points[k].y - (double) points[k - 1].y;
      gboolean along_x = fabs (dx) >= fabs (dy);
      double c = along_x ? place.x : points[k - 1].y, dc = along_x ? dx : dy;
      double phase = dc > 0 ? 0.25 : 0.75, line;

      /* Most legs cross no line of the grid. */
      if (count_steps (MIN (c, c + dc) * per_step - phase - NEARLY)
          == count_steps (MAX (c, c + dc) * per_step - phase + NEARLY))
        {
          place.x += dx;
          continue;
        }
      line = dc > 0 ? ceil (c / spacing - phase) : floor (c / spacing - phase);
      place.leg = k;
      place.y = points[k - 1].y;
      for (; dc != 0; line += dc > 0 ? 1 : -1)
        {
          double way = (line + phase) * spacing - c;

          if (dc > 0 ? way >= dc : way <= dc)
            break;
          place.along = way / dc * sqrt (dx * dx + dy * dy);
          if (last.leg > 0 && measure_between (&last, &place) < 0.5 * spacing)
            continue;
          last = place;
          func (&place, way / dc, user_data);
        }
      place.x += dx;
    }
}
