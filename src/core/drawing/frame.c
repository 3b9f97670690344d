/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/frame.h"

#include <math.h>
#include <string.h>

/* Room for the names of the ports at the ends, and for furniture. */
#define FIT_PADDING_PX 80.0
#define FIT_MAX_ZOOM 12
#define CLOCK_PX 100.0
#define MIN_HEIGHT_FOR_CLOCK_PX 480.0
#define TRAIL_MS RS_HOUR_MS
/* Without anything in the case: the inhabited world. */
#define WORLD_SOUTH_DEG -58.0
#define WORLD_NORTH_DEG 76.0

/* A stretch of longitude, degrees east, from in [-180, 180), to >= from. */
typedef struct
{
  double from, to;
} Stretch;

typedef struct
{
  GArray *stretches;
  double south_deg, north_deg;
} Extent;

static const char *const COLOR_BY[RS_N_COLOR_BY]
  = { "vessel", "speed", "time", "flag", "source", "confidence" };

const char *
rs_color_by_to_string (RsColorBy by)
{
  return COLOR_BY[MIN (by, RS_N_COLOR_BY - 1)];
}

gboolean
rs_color_by_from_string (const char *text, RsColorBy *out)
{
  for (guint i = 0; i < RS_N_COLOR_BY; i++)
    if (strcmp (text, COLOR_BY[i]) == 0)
      {
        *out = (RsColorBy) i;
        return TRUE;
      }
  return FALSE;
}

static int
compare_stretches (gconstpointer a, gconstpointer b)
{
  double x = ((const Stretch *) a)->from, y = ((const Stretch *) b)->from;

  return (x > y) - (x < y);
}

/* So many of the first stretches grow by what meets them: the ships of one sea make a handful of stretches, and a hundred
 * thousand need not be sorted. */
#define GROWING_STRETCHES 8

static void
add_stretch (GArray *stretches, Stretch stretch)
{
  for (guint i = 0; i < MIN (stretches->len, GROWING_STRETCHES); i++)
    {
      Stretch *other = &g_array_index (stretches, Stretch, i);

      if (stretch.from > other->to || stretch.to < other->from)
        continue;
      other->from = MIN (other->from, stretch.from);
      other->to = MAX (other->to, stretch.to);
      return;
    }
  g_array_append_val (stretches, stretch);
}

static void
add_box (Extent *extent, double west_deg, double south_deg, double east_deg, double north_deg)
{
  double from = rs_lon_wrap (west_deg);
  Stretch stretch = { from, from + (east_deg < west_deg ? east_deg + 360 : east_deg) - west_deg };

  if (stretch.to > 180)
    {
      Stretch rest = { -180, stretch.to - 360 };

      stretch.to = 180;
      add_stretch (extent->stretches, rest);
    }
  add_stretch (extent->stretches, stretch);
  extent->south_deg = MIN (extent->south_deg, south_deg);
  extent->north_deg = MAX (extent->north_deg, north_deg);
}

static void
add_point (Extent *extent, RsLatLon p)
{
  add_box (extent, p.lon_deg, p.lat_deg, p.lon_deg, p.lat_deg);
}

/* The shortest stretch that holds them all, to > 180 where it crosses: what is left of the circle
 * when the widest gap is taken away. */
static Stretch
join_stretches (GArray *stretches)
{
  Stretch all = { -180, 180 };
  double widest = 0, end;

  g_array_sort (stretches, compare_stretches);
  end = g_array_index (stretches, Stretch, 0).to;
  for (guint i = 1; i < stretches->len; i++)
    {
      Stretch s = g_array_index (stretches, Stretch, i);

      if (s.from - end > widest)
        {
          widest = s.from - end;
          all.from = s.from;
          all.to = end + 360;
        }
      end = MAX (end, s.to);
    }
  if (g_array_index (stretches, Stretch, 0).from + 360 - end > widest)
    {
      all.from = g_array_index (stretches, Stretch, 0).from;
      all.to = end;
    }
  return all;
}

void
rs_frame_init (RsFrame *frame)
{
  *frame = (RsFrame){
    .t_ms = RS_TIME_NONE,
    .trail_ms = TRAIL_MS,
    .theme = RS_THEME_LIGHT,
    .lang = RS_LANG_EN,
    .units = RS_UNITS_NAUTICAL,
    .show = RS_SHOW_MAP | RS_SHOW_CASE | RS_SHOW_FURNITURE,
    .track_px = RS_TRACK_PX,
    .track_opacity = 1,
    .furniture_scale = 1,
    .span_from_ms = RS_TIME_NONE,
    .span_to_ms = RS_TIME_NONE,
  };
}

void
rs_frame_fit_case (RsFrame *frame, const RsSnapshot *snapshot)
{
  g_autoptr (GArray) stretches = g_array_new (FALSE, FALSE, sizeof (Stretch));
  Extent extent = { stretches, G_MAXDOUBLE, -G_MAXDOUBLE };
  Stretch all;
  RsView fitted;
  double clock_px;

  /* A stray at 0 N 0 E must not make the case as wide as the world. */
  for (guint i = 0; i < snapshot->hulls->len; i++)
    {
      const RsTrack *track = g_ptr_array_index (snapshot->hulls, i);

      if (track->n > 0
          && !(frame->hidden && g_hash_table_contains (frame->hidden, &track->vessel_id)))
        add_box (&extent, track->west_deg, track->south_deg, track->east_deg, track->north_deg);
    }
  for (guint i = 0; i < snapshot->undated->len; i++)
    {
      const RsUndated *undated = g_ptr_array_index (snapshot->undated, i);

      for (guint k = 0; undated && k < undated->n; k++)
        add_point (&extent, rs_fix_lat_lon (&undated->fixes[k]));
    }
  for (guint i = 0; i < snapshot->incidents->len; i++)
    {
      const RsIncident *incident = g_ptr_array_index (snapshot->incidents, i);

      if (incident->has_place)
        add_point (&extent, incident->place);
      for (guint j = 0; j < incident->area->len; j++)
        add_point (&extent, g_array_index (incident->area, RsLatLon, j));
    }
  if (stretches->len == 0)
    {
      /* The narrower side decides: better a world cut off at the poles than a small one. */
      rs_view_fit (&frame->view, -180, WORLD_SOUTH_DEG, 180, WORLD_NORTH_DEG, 0, FIT_MAX_ZOOM);
      frame->view.center.x = 0.5;
      return;
    }
  all = join_stretches (stretches);
  /* The clock stands in a lower corner: the picture of a case sits a little higher. */
  clock_px = frame->view.height >= MIN_HEIGHT_FOR_CLOCK_PX ? CLOCK_PX * frame->furniture_scale : 0;
  clock_px = MIN (clock_px, frame->view.height / 6);
  fitted = frame->view;
  fitted.height -= clock_px;
  rs_view_fit (&fitted, all.from, extent.south_deg, all.to, extent.north_deg,
               MIN (FIT_PADDING_PX, MIN (fitted.width, fitted.height) / 8), FIT_MAX_ZOOM);
  frame->view.zoom = fitted.zoom;
  frame->view.center = rs_view_unproject (&fitted, fitted.width / 2, (fitted.height + clock_px) / 2);
}
