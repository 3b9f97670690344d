/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "places/route-shape.h"

#include <math.h>

#include "places/coast.h"

/* What a metre weighs in the first and last piece where it leaves the free leaves: an end may lie
 * closer to the shore than the smallest leaf. */
#define END_WEIGHT 4.0
#define FIRST_MOVE_M 8000.0
#define LAST_MOVE_M 25.0
#define MAX_ROUNDS 400
/* Pieces whose metre weighs more than this get a corner in their middle, to bend along the shore. */
#define BEND_WEIGHT 1.05
#define BEND_LENGTH_M 6000.0
/* Turns: as wide as a coaster likes, in steps of so many degrees. */
#define TURN_RADIUS_M 1500.0
#define TURN_STEP_DEG 8.0
#define MIN_TURN_DEG 4.0

typedef struct
{
  RsSeaTree *tree;
  RsAtlas *atlas;
  GArray *path;  /* of RsSpot */
  GArray *costs; /* of double: of the piece from i to i + 1 */
} Shape;

#define SPOT(i) g_array_index (self->path, RsSpot, i)
#define COST(i) g_array_index (self->costs, double, i)

static gboolean
is_clear_by_coast (RsAtlas *atlas, const RsSpot *a, const RsSpot *b)
{
  guint n = rs_sea_n_steps (rs_spot_distance (a, b));
  RsSpot from = *a;

  for (guint i = 1; i <= n; i++)
    {
      RsSpot to = i == n ? *b : rs_spot_between (a, b, (double) i / n);

      if (!rs_coast_segment_is_clear (atlas, rs_spot_to_lat_lon (&from), rs_spot_to_lat_lon (&to)))
        return FALSE;
      from = to;
    }
  return TRUE;
}

/* @at_end: whether the piece begins or ends the way. */
static double
measure (Shape *self, const RsSpot *a, const RsSpot *b, gboolean at_end)
{
  double cost = rs_sea_tree_line_cost (self->tree, a, b);

  if (isinf (cost) && at_end && is_clear_by_coast (self->atlas, a, b))
    cost = END_WEIGHT * rs_spot_distance (a, b);
  return cost;
}

/* Cost of going from corner @i to corner @j by a straight line. */
static double
measure_between (Shape *self, guint i, guint j)
{
  return measure (self, &SPOT (i), &SPOT (j), i == 0 || j == self->path->len - 1);
}

static void
remove_corner (Shape *self, guint i, double cost)
{
  g_array_remove_index (self->path, i);
  g_array_remove_index (self->costs, i);
  COST (i - 1) = cost;
}

/* Drops corners that cost more than they save; the widest cuts first. */
static void
cut_corners (Shape *self)
{
  for (guint span = self->path->len - 1; span >= 2; span = MIN (span - 1, span * 2 / 3 + 1))
    for (guint i = 0; i + span < self->path->len;)
      {
        double old = 0, cost;

        for (guint k = i; k < i + span; k++)
          old += COST (k);
        cost = measure_between (self, i, i + span);
        if (cost <= old * (1 + 1e-9) + 0.01)
          {
            for (guint k = span - 1; k > 0; k--)
              remove_corner (self, i + k, cost);
            COST (i) = cost;
          }
        else
          i++;
      }
}

/* Tries to move corner @i by @move_m in eight directions; takes the best. */
static gboolean
move_corner (Shape *self, guint i, double move_m)
{
  RsSpot here = SPOT (i), best = here;
  double best_cost = COST (i - 1) + COST (i), best_before = 0, best_after = 0;
  double scale = move_m / rs_mercator_scale_m (rs_spot_to_lat_lon (&here).lat_deg);
  double limit = best_cost * (1 - 1e-7) - 0.01;
  gboolean moved = FALSE;

  for (guint k = 0; k < 8; k++)
    {
      double angle = G_PI / 4 * k;
      double y = here.y + scale * cos (angle);
      double before, after;
      RsSpot there;

      if (y <= 0 || y >= 1)
        continue;
      there = rs_spot_from_world (here.x + scale * sin (angle), y);
      if (rs_spot_distance (&SPOT (i - 1), &there) + rs_spot_distance (&there, &SPOT (i + 1))
          >= MIN (best_cost, limit))
        continue;
      before = measure (self, &SPOT (i - 1), &there, i == 1);
      if (before >= MIN (best_cost, limit))
        continue;
      after = measure (self, &there, &SPOT (i + 1), i + 2 == self->path->len);
      if (before + after < MIN (best_cost, limit))
        {
          best = there;
          best_cost = before + after;
          best_before = before;
          best_after = after;
          moved = TRUE;
        }
    }
  if (moved)
    {
      SPOT (i) = best;
      COST (i - 1) = best_before;
      COST (i) = best_after;
    }
  return moved;
}

static void
pull (Shape *self)
{
  double move_m = FIRST_MOVE_M;

  for (guint round = 0; round < MAX_ROUNDS && move_m >= LAST_MOVE_M; round++)
    {
      gboolean moved = FALSE;

      for (guint i = 1; i + 1 < self->path->len; i++)
        moved |= move_corner (self, i, move_m);
      if (!moved || round % 8 == 7)
        move_m /= 2;
    }
}

/* Gives pieces that run within the clearance a corner in the middle. */
static void
add_corners (Shape *self)
{
  for (guint i = 0; i + 1 < self->path->len; i++)
    {
      double dist_m = rs_spot_distance (&SPOT (i), &SPOT (i + 1));
      RsSpot middle;
      double before, after;

      if (dist_m < BEND_LENGTH_M || COST (i) < dist_m * BEND_WEIGHT)
        continue;
      middle = rs_spot_between (&SPOT (i), &SPOT (i + 1), 0.5);
      before = measure (self, &SPOT (i), &middle, i == 0);
      after = measure (self, &middle, &SPOT (i + 1), i + 2 == self->path->len);
      if (isinf (before) || isinf (after))
        continue;
      i++;
      g_array_insert_val (self->path, i, middle);
      COST (i - 1) = before;
      g_array_insert_val (self->costs, i, after);
    }
}

void
rs_route_shape (RsSeaTree *tree, RsAtlas *atlas, GArray *path)
{
  Shape shape = { tree, atlas, path, NULL };
  Shape *self = &shape;

  self->costs = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint i = 0; i + 1 < path->len; i++)
    {
      double cost = measure_between (self, i, i + 1);

      g_array_append_val (self->costs, cost);
    }
  cut_corners (self);
  pull (self);
  cut_corners (self);
  add_corners (self);
  pull (self);
  cut_corners (self);
  g_array_unref (self->costs);
}

static void
add_point (GArray *points, const RsSpot *spot)
{
  RsLatLon p = rs_spot_to_lat_lon (spot);

  g_array_append_val (points, p);
}

static gboolean
points_are_clear (RsAtlas *atlas, const GArray *points)
{
  for (guint i = 0; i + 1 < points->len; i++)
    if (!rs_coast_segment_is_clear (atlas, g_array_index (points, RsLatLon, i),
                                    g_array_index (points, RsLatLon, i + 1)))
      return FALSE;
  return TRUE;
}

/* Points on the circle that touches both legs of the corner, @reach_m from it along each; on the
 * tangent plane, in Mercator, which keeps angles. */
static GArray *
make_turn (const RsSpot *before, const RsSpot *corner, const RsSpot *after, double reach_m,
           double turn_deg)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (RsLatLon));
  double reach = reach_m / rs_mercator_scale_m (rs_spot_to_lat_lon (corner).lat_deg);
  double ax = before->x - corner->x, ay = before->y - corner->y;
  double bx = after->x - corner->x, by = after->y - corner->y;
  guint n = MAX ((guint) ceil (turn_deg / TURN_STEP_DEG), 2);
  double la, lb;

  ax -= rint (ax);
  bx -= rint (bx);
  la = hypot (ax, ay);
  lb = hypot (bx, by);
  for (guint i = 0; i <= n; i++)
    {
      /* A quadratic Bezier curve: within a hair of the circle for such turns. */
      double t = (double) i / n, fa = (1 - t) * (1 - t) * reach / la, fb = t * t * reach / lb;
      RsSpot spot = rs_spot_from_world (corner->x + fa * ax + fb * bx, corner->y + fa * ay + fb * by);

      add_point (points, &spot);
    }
  return points;
}

static double
turn_at (const RsSpot *before, const RsSpot *corner, const RsSpot *after)
{
  double ax = corner->x - before->x, ay = corner->y - before->y;
  double bx = after->x - corner->x, by = after->y - corner->y;

  ax -= rint (ax);
  bx -= rint (bx);
  return fabs (atan2 (ax * by - ay * bx, ax * bx + ay * by)) * 180 / G_PI;
}

/* Replaces sharp corners of @points by turns where those are clear. */
static GArray *
round_corners (RsAtlas *atlas, const GArray *spots)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (RsLatLon));

  add_point (out, &g_array_index (spots, RsSpot, 0));
  for (guint i = 1; i + 1 < spots->len; i++)
    {
      const RsSpot *before = &g_array_index (spots, RsSpot, i - 1);
      const RsSpot *corner = before + 1, *after = before + 2;
      double turn_deg = turn_at (before, corner, after);
      double room_m = MIN (rs_spot_distance (before, corner), rs_spot_distance (corner, after)) / 2;
      double reach_m = MIN (TURN_RADIUS_M * tan (MIN (turn_deg, 120) * G_PI / 360), room_m * 0.98);
      gboolean turned = FALSE;

      for (guint k = 0; turn_deg >= MIN_TURN_DEG && !turned && k < 4; k++, reach_m /= 2)
        {
          g_autoptr (GArray) turn = make_turn (before, corner, after, reach_m, turn_deg);

          turned = points_are_clear (atlas, turn);
          if (turned)
            g_array_append_vals (out, turn->data, turn->len);
        }
      if (!turned)
        add_point (out, corner);
    }
  add_point (out, &g_array_index (spots, RsSpot, spots->len - 1));
  return out;
}

GArray *
rs_route_draw (RsSeaTree *tree, RsAtlas *atlas, const GArray *path)
{
  g_autoptr (GArray) spots = g_array_new (FALSE, FALSE, sizeof (RsSpot));
  g_autoptr (GArray) points = NULL;

  for (guint i = 0; i < path->len; i++)
    {
      const RsSpot *spot = &g_array_index (path, RsSpot, i);

      if (i > 0)
        {
          guint n = rs_sea_n_steps (rs_spot_distance (spot - 1, spot));

          for (guint k = 1; k < n; k++)
            {
              RsSpot between = rs_spot_between (spot - 1, spot, (double) k / n);

              g_array_append_val (spots, between);
            }
        }
      g_array_append_val (spots, *spot);
    }
  points = round_corners (atlas, spots);
  if (points_are_clear (atlas, points))
    return g_steal_pointer (&points);

  /* A turn slipped through where two clear pieces meet; or the way is not clear at all. */
  g_array_set_size (points, 0);
  for (guint i = 0; i < spots->len; i++)
    add_point (points, &g_array_index (spots, RsSpot, i));
  return points_are_clear (atlas, points) ? g_steal_pointer (&points) : NULL;
}
