/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/area.h"

#include <math.h>

#include "base/mercator.h"

#define N_ROWS_MAX 4096
#define TURN_E7 (2 * (gint64) RS_LON_E7_MAX)
/* An edge that is straight on the map is cut into pieces no higher than this; each is then straight in
 * degrees. */
#define PIECE_DEG 0.05
/* The map ends there; polygons do too. */
#define MAP_LAT_MAX_DEG 85.05

typedef struct
{
  gint64 x0, x1; /* lon, unwrapped from the first corner */
  gint32 y0, y1; /* lat, y0 < y1 */
} Edge;

struct _RsArea
{
  /* Box, degrees x 10^7; longitudes unwrapped: west in [-180, 180), east up to a turn farther. */
  gint64 west_e7, east_e7;
  gint32 south_e7, north_e7;

  /* Of a circle. */
  double radius_m; /* 0: a polygon */
  RsLatLon middle;

  /* Of a polygon. */
  gint64 row_e7; /* height of a row */
  guint n_rows;
  guint32 *starts; /* n_rows + 1: a row's edges are edges[starts[r] .. starts[r + 1]) */
  Edge *edges;     /* one that spans rows is in each */
};

static guint
find_row (const RsArea *self, gint32 lat_e7)
{
  return (guint) MIN (((gint64) lat_e7 - self->south_e7) / self->row_e7, self->n_rows - 1);
}

/* Pieces of the edge, its ends exact. */
static void
add_edge (GArray *pieces, RsLatLon from, gint64 x0, RsLatLon to, gint64 x1)
{
  guint n = (guint) ceil (fabs (to.lat_deg - from.lat_deg) / PIECE_DEG);
  double low = rs_world_from_lat_lon (from).y, high = rs_world_from_lat_lon (to).y;
  gint64 x = x0;
  gint32 y = rs_e7_from_deg (from.lat_deg);

  for (guint i = 1; i <= n; i++)
    {
      RsLatLon at = { from.lat_deg + (to.lat_deg - from.lat_deg) * i / n, 0 };
      double part = (rs_world_from_lat_lon (at).y - low) / (high - low);
      gint64 next_x = i == n ? x1 : x0 + llround (part * (double) (x1 - x0));
      gint32 next_y = rs_e7_from_deg (i == n ? to.lat_deg : at.lat_deg);
      Edge edge = next_y > y ? (Edge){ x, next_x, y, next_y } : (Edge){ next_x, x, next_y, y };

      /* A level one is crossed by no level line. */
      if (next_y != y)
        g_array_append_val (pieces, edge);
      x = next_x;
      y = next_y;
    }
}

static void
sort_into_rows (RsArea *self, const GArray *pieces)
{
  self->n_rows = CLAMP (pieces->len / 2, 1, N_ROWS_MAX);
  self->row_e7 = ((gint64) self->north_e7 - self->south_e7) / self->n_rows + 1;
  self->starts = g_new0 (guint32, self->n_rows + 1);
  for (guint i = 0; i < pieces->len; i++)
    {
      const Edge *edge = &g_array_index (pieces, Edge, i);

      for (guint row = find_row (self, edge->y0); row <= find_row (self, edge->y1); row++)
        self->starts[row]++;
    }
  for (guint row = 1; row <= self->n_rows; row++)
    self->starts[row] += self->starts[row - 1];
  self->edges = g_new (Edge, MAX (self->starts[self->n_rows], 1));
  for (guint i = 0; i < pieces->len; i++)
    {
      const Edge *edge = &g_array_index (pieces, Edge, i);

      for (guint row = find_row (self, edge->y0); row <= find_row (self, edge->y1); row++)
        self->edges[--self->starts[row]] = *edge;
    }
}

RsArea *
rs_area_new_polygon (const RsLatLon *corners, guint n)
{
  RsArea *self;
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (Edge));
  g_autofree gint64 *x = g_new (gint64, n + 1);
  g_autofree RsLatLon *on_map = g_new (RsLatLon, MAX (n, 1));
  gint64 turns = 0;

  g_return_val_if_fail (n >= 3, NULL);
  self = g_new0 (RsArea, 1);
  for (guint i = 0; i < n; i++)
    {
      on_map[i] = corners[i];
      on_map[i].lat_deg = CLAMP (corners[i].lat_deg, -MAP_LAT_MAX_DEG, MAP_LAT_MAX_DEG);
    }
  corners = on_map;
  self->west_e7 = G_MAXINT64;
  self->east_e7 = G_MININT64;
  self->south_e7 = G_MAXINT32;
  self->north_e7 = G_MININT32;
  x[0] = rs_e7_from_deg (corners[0].lon_deg);
  for (guint i = 0; i <= n; i++)
    {
      RsLatLon corner = corners[i % n];
      gint32 y = rs_e7_from_deg (corner.lat_deg);

      if (i > 0)
        x[i] = x[i - 1]
               + rs_e7_from_deg (rs_lon_wrap (corner.lon_deg - corners[i - 1].lon_deg));
      self->west_e7 = MIN (self->west_e7, x[i]);
      self->east_e7 = MAX (self->east_e7, x[i]);
      self->south_e7 = MIN (self->south_e7, y);
      self->north_e7 = MAX (self->north_e7, y);
    }
  /* So that the box begins in [-180, 180). */
  while (self->west_e7 + turns < -RS_LON_E7_MAX)
    turns += TURN_E7;
  self->west_e7 += turns;
  self->east_e7 += turns;
  for (guint i = 0; i < n; i++)
    add_edge (pieces, corners[i], x[i] + turns, corners[(i + 1) % n], x[i + 1] + turns);
  sort_into_rows (self, pieces);
  return self;
}

RsArea *
rs_area_new_circle (RsLatLon middle, double radius_m)
{
  RsArea *self = g_new0 (RsArea, 1);
  double angle = radius_m / RS_EARTH_RADIUS_M, lat = middle.lat_deg * G_PI / 180;
  double height_deg = angle * 180 / G_PI, width_deg = 180;

  g_return_val_if_fail (radius_m > 0, NULL);
  self->radius_m = radius_m;
  self->middle = middle;
  /* A circle round a pole is as wide as the world. */
  if (fabs (lat) + angle < G_PI / 2 - 1e-9)
    width_deg = asin (sin (angle) / cos (lat)) * 180 / G_PI;
  self->south_e7 = rs_e7_from_deg (MAX (middle.lat_deg - height_deg, -90)) - 1;
  self->north_e7 = rs_e7_from_deg (MIN (middle.lat_deg + height_deg, 90)) + 1;
  self->west_e7 = rs_e7_from_deg (rs_lon_wrap (middle.lon_deg - width_deg)) - 1;
  self->east_e7 = self->west_e7 + llround (width_deg * 2 * RS_E7) + 2;
  return self;
}

void
rs_area_free (RsArea *self)
{
  g_free (self->starts);
  g_free (self->edges);
  g_free (self);
}

/* Where the edge crosses a latitude that it spans; what lies west of there has it to the east. */
static gint64
get_crossing (const Edge *e, gint32 y)
{
  return e->x0 + (gint64) ((double) (e->x1 - e->x0) * (y - e->y0) / (e->y1 - e->y0));
}

static gboolean
polygon_contains (const RsArea *self, gint32 y, gint64 x)
{
  guint row = find_row (self, y);
  gboolean inside = FALSE;

  for (guint i = self->starts[row]; i < self->starts[row + 1]; i++)
    {
      const Edge *e = &self->edges[i];

      /* A corner belongs to the edge above it alone. */
      if (y < e->y0 || y >= e->y1)
        continue;
      if (x < get_crossing (e, y))
        inside = !inside;
    }
  return inside;
}

gboolean
rs_area_contains (const RsArea *self, gint32 lat_e7, gint32 lon_e7)
{
  if (lat_e7 < self->south_e7 || lat_e7 > self->north_e7)
    return FALSE;
  for (gint64 x = lon_e7; x <= self->east_e7; x += TURN_E7)
    {
      if (x < self->west_e7)
        continue;
      if (self->radius_m > 0)
        {
          RsLatLon p = { rs_deg_from_e7 (lat_e7), rs_deg_from_e7 (lon_e7) };

          return rs_sphere_distance (self->middle, p) <= self->radius_m;
        }
      if (polygon_contains (self, lat_e7, x))
        return TRUE;
    }
  return FALSE;
}

/* Bounds that meet more edges, or within which more of them begin and end, are left open. */
#define EDGES_MAX 256
#define ENDS_MAX 16

/* Latitudes at which the number of edges to the east changes, among those of the bounds. */
typedef struct
{
  gint32 at[ENDS_MAX];
  guint n;
} Ends;

/* An edge that begins where another ends changes nothing. */
static gboolean
toggle_end (Ends *ends, gint32 y)
{
  for (guint i = 0; i < ends->n; i++)
    if (ends->at[i] == y)
      {
        ends->at[i] = ends->at[--ends->n];
        return TRUE;
      }
  if (ends->n == ENDS_MAX)
    return FALSE;
  ends->at[ends->n++] = y;
  return TRUE;
}

/* polygon_contains () for all places of the bounds at once: each edge must lie east of all or of none, and
 * as many edges, odd or even, must lie east at each latitude. */
static RsShare
get_polygon_share (const RsArea *self, gint32 south, gint32 north, gint64 west, gint64 east)
{
  guint first = find_row (self, MAX (south, self->south_e7));
  guint last = find_row (self, MIN (north, self->north_e7));
  gboolean inside = FALSE;
  Ends ends = { .n = 0 };

  if (self->starts[last + 1] - self->starts[first] > EDGES_MAX)
    return RS_SHARE_OPEN;
  for (guint row = first; row <= last; row++)
    for (guint i = self->starts[row]; i < self->starts[row + 1]; i++)
      {
        const Edge *e = &self->edges[i];
        gint32 from = MAX (e->y0, south), to = MIN (e->y1 - 1, north);
        gint64 x0, x1;

        /* One that spans rows is looked at in the first. */
        if (from > to || row != MAX (find_row (self, e->y0), first))
          continue;
        x0 = get_crossing (e, from);
        x1 = get_crossing (e, to);
        if (west >= MAX (x0, x1))
          continue;
        if (east >= MIN (x0, x1))
          return RS_SHARE_OPEN;
        if (e->y0 <= south)
          inside = !inside;
        else if (!toggle_end (&ends, e->y0))
          return RS_SHARE_OPEN;
        if (e->y1 <= north && !toggle_end (&ends, e->y1))
          return RS_SHARE_OPEN;
      }
  return ends.n > 0 ? RS_SHARE_OPEN : inside ? RS_SHARE_ALL : RS_SHARE_NONE;
}

/* @is_within: the bounds are in the box of the circle, where the distance alone decides */
static RsShare
get_circle_share (const RsArea *self, const RsBoxE7 *box, gboolean is_within)
{
  /* More than what rounding does to distances. */
  const double slack_m = 1;
  double half_lat = ((double) box->north_e7 - box->south_e7) / 2 / RS_E7 * G_PI / 180;
  double half_lon = ((double) box->east_e7 - box->west_e7) / 2 / RS_E7 * G_PI / 180;
  RsLatLon middle = { ((double) box->south_e7 + box->north_e7) / 2 / RS_E7,
                      ((double) box->west_e7 + box->east_e7) / 2 / RS_E7 };
  double low_lat = box->south_e7 <= 0 && box->north_e7 >= 0
                     ? 0
                     : MIN (fabs (box->south_e7 / 1e7), fabs (box->north_e7 / 1e7)) * G_PI / 180;
  /* From the middle along a meridian, then along a parallel, one is at any place of the bounds. */
  double reach_m = (half_lat + half_lon * cos (low_lat)) * RS_EARTH_RADIUS_M + slack_m;
  double dist_m = rs_sphere_distance (self->middle, middle);

  if (is_within && dist_m + reach_m <= self->radius_m)
    return RS_SHARE_ALL;
  return dist_m - reach_m > self->radius_m ? RS_SHARE_NONE : RS_SHARE_OPEN;
}

RsShare
rs_area_get_share (const RsArea *self, const RsBoxE7 *box)
{
  RsShare share = RS_SHARE_NONE;

  if (box->north_e7 < self->south_e7 || box->south_e7 > self->north_e7)
    return RS_SHARE_NONE;
  for (gint64 turn = 0; box->west_e7 + turn <= self->east_e7; turn += TURN_E7)
    {
      gint64 west = box->west_e7 + turn, east = box->east_e7 + turn;

      gboolean is_within = west >= self->west_e7 && east <= self->east_e7
                           && box->south_e7 >= self->south_e7 && box->north_e7 <= self->north_e7;

      if (east < self->west_e7)
        continue;
      if (self->radius_m <= 0)
        share = rs_share_or (share, get_polygon_share (self, box->south_e7, box->north_e7, west, east));
      else
        share = rs_share_or (share, get_circle_share (self, box, is_within));
    }
  return share;
}
