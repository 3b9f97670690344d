/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "places/route.h"

#include <math.h>

#include "places/coast.h"
#include "places/route-shape.h"
#include "places/sea-search.h"

/* How far from an end that is on land the sea is looked for. */
#define MAX_INLAND_M 20000.0
#define SHORE_MARGIN_M 100.0
/* How far from an end on the sea the first free leaf is looked for, and how many are tried. */
#define MAX_APPROACH_M 4000.0
#define MAX_APPROACHES 8

G_DEFINE_QUARK (rs-route-error-quark, rs_route_error)

/* Resolutions to try, coarse to fine: log2 of the leaves on the world's side. At 41 degrees the
 * smallest leaf is 920 m wide at 15, 115 m at 18, 29 m at 20. */
static const struct
{
  guint fine_depth, coarse_depth;
  double end_radius_m;
} passes[] = {
  { 18, 15, 60e3 },
  { 18, 18, 60e3 },
  { 20, 18, 60e3 },
};

void
rs_route_free (RsRoute *self)
{
  if (!self)
    return;
  g_free (self->points);
  g_free (self);
}

/* (transfer full) (element-type guint): free leaves around @spot that it has a clear line to,
 * nearest first. */
static GArray *
list_approaches (RsSeaTree *tree, RsAtlas *atlas, const RsSpot *spot)
{
  GArray *leaves = g_array_new (FALSE, FALSE, sizeof (guint));
  guint leaf = rs_sea_tree_find (tree, spot->x, spot->y);
  RsLatLon p = rs_spot_to_lat_lon (spot);
  double scale_m = rs_mercator_scale_m (p.lat_deg);
  double step_m = rs_sea_tree_get_width (tree, leaf) * scale_m;

  if (rs_sea_tree_is_free (tree, leaf))
    {
      g_array_append_val (leaves, leaf);
      return leaves;
    }
  step_m = CLAMP (step_m, 20, 200);
  for (double r_m = step_m; r_m <= MAX_APPROACH_M && leaves->len < MAX_APPROACHES; r_m += step_m)
    {
      guint n = (guint) ceil (2 * G_PI * r_m / step_m);

      for (guint i = 0; i < n && leaves->len < MAX_APPROACHES; i++)
        {
          double angle = 2 * G_PI * i / n;
          double y = spot->y - r_m / scale_m * cos (angle);
          gboolean known = FALSE;
          RsSpot middle;

          if (y <= 0 || y >= 1)
            continue;
          leaf = rs_sea_tree_find (tree, spot->x + r_m / scale_m * sin (angle), y);
          if (!rs_sea_tree_is_free (tree, leaf))
            continue;
          for (guint k = 0; k < leaves->len && !known; k++)
            known = g_array_index (leaves, guint, k) == leaf;
          middle = rs_sea_tree_get_middle (tree, leaf);
          if (!known && rs_coast_segment_is_clear (atlas, p, rs_spot_to_lat_lon (&middle)))
            g_array_append_val (leaves, leaf);
        }
    }
  return leaves;
}

static RsRoute *
take_points (GArray *points, const RsLatLon ends[2])
{
  RsRoute *route = g_new0 (RsRoute, 1);

  /* Undo the rounding of the way there and back through the projection. */
  g_array_index (points, RsLatLon, 0) = ends[0];
  g_array_index (points, RsLatLon, points->len - 1) = ends[1];
  route->n = points->len;
  route->points = g_array_steal (points, NULL);
  g_array_unref (points);
  for (guint i = 0; i + 1 < route->n; i++)
    route->dist_m += rs_geodesic_inverse (route->points[i], route->points[i + 1], NULL);
  return route;
}

/* One try at one resolution. NULL without @error: no way at this resolution. */
static RsRoute *
try_pass (RsAtlas *atlas, guint pass, const RsLatLon waters[2], double clearance_m,
          GCancellable *cancellable, GError **error)
{
  const RsSpot ends[2]
      = { rs_spot_from_lat_lon (waters[0]), rs_spot_from_lat_lon (waters[1]) };
  RsSeaTreeOptions options = { .fine_depth = passes[pass].fine_depth,
                               .coarse_depth = passes[pass].coarse_depth,
                               .clearance_m = clearance_m,
                               .ends = { ends[0], ends[1] },
                               .end_radius_m = passes[pass].end_radius_m };
  g_autoptr (RsSeaTree) tree = rs_sea_tree_new (atlas, &options);
  g_autoptr (GArray) starts = list_approaches (tree, atlas, &ends[0]);
  g_autoptr (GArray) goals = list_approaches (tree, atlas, &ends[1]);
  g_autoptr (GArray) path = g_array_new (FALSE, FALSE, sizeof (RsSpot));
  GArray *points;

  if (starts->len == 0 || goals->len == 0)
    return NULL;
  switch (rs_sea_search (tree, starts, &ends[0], goals, &ends[1], cancellable, path))
    {
    case RS_SEA_CANCELLED:
      g_set_error_literal (error, RS_ROUTE_ERROR, RS_ROUTE_ERROR_CANCELLED,
                           "The search for a route was cancelled");
      return NULL;
    case RS_SEA_NOT_FOUND:
      return NULL;
    case RS_SEA_FOUND:
    default:
      break;
    }
  rs_route_shape (tree, atlas, path);
  points = rs_route_draw (tree, atlas, path);
  return points ? take_points (points, waters) : NULL;
}

/* The end itself if it is on the sea, else the sea next to it. */
static gboolean
find_water (RsAtlas *atlas, RsLatLon p, RsLatLon *out, GError **error)
{
  double margin_m = rs_coast_is_land (atlas, p) ? SHORE_MARGIN_M : 0;

  if (!rs_coast_nearest_water (atlas, p, margin_m, MAX_INLAND_M, out))
    {
      g_autofree char *text = rs_lat_lon_format (p);

      g_set_error (error, RS_ROUTE_ERROR, RS_ROUTE_ERROR_NO_WATER,
                   "There is no sea within %g km of %s", MAX_INLAND_M / 1000, text);
      return FALSE;
    }
  return TRUE;
}

static void
turn_round (RsRoute *route)
{
  for (guint i = 0; i < route->n / 2; i++)
    {
      RsLatLon p = route->points[i];

      route->points[i] = route->points[route->n - 1 - i];
      route->points[route->n - 1 - i] = p;
    }
}

RsRoute *
rs_route_find (RsAtlas *atlas, RsLatLon from, RsLatLon to, double clearance_m,
               GCancellable *cancellable, GError **error)
{
  /* Always worked out from the same end, so that there and back are one way. */
  gboolean swapped = from.lat_deg > to.lat_deg
                     || (from.lat_deg == to.lat_deg && from.lon_deg > to.lon_deg);
  RsLatLon waters[2];
  RsRoute *route = NULL;
  GError *failure = NULL;

  g_return_val_if_fail (atlas, NULL);
  g_return_val_if_fail (isfinite (clearance_m) && clearance_m >= 0, NULL);

  if (!find_water (atlas, from, &waters[swapped ? 1 : 0], error)
      || !find_water (atlas, to, &waters[swapped ? 0 : 1], error))
    return NULL;
  for (guint pass = 0; pass < G_N_ELEMENTS (passes) && !route && !failure; pass++)
    route = try_pass (atlas, pass, waters, clearance_m, cancellable, &failure);
  if (failure)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  if (!route)
    {
      g_autofree char *a = rs_lat_lon_format (from), *b = rs_lat_lon_format (to);

      g_set_error (error, RS_ROUTE_ERROR, RS_ROUTE_ERROR_NO_PATH,
                   "There is no way by sea from %s to %s", a, b);
      return NULL;
    }
  if (swapped)
    turn_round (route);
  return route;
}
