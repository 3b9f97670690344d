/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tracks from stays: computed sea routes, sailed at an even speed, eased in and out. */
#include <math.h>
#include <string.h>

#include "places/coast.h"
#include "places/gazetteer.h"
#include "places/route.h"
#include "tools/sample.h"

#define STEP_MS (5 * RS_MINUTE_MS)
#define EASED_STEP_MS (2 * RS_MINUTE_MS)
#define STAY_STEP_MS (30 * RS_MINUTE_MS)
/* Two fixes are not nearer in time than this. */
#define LEAST_STEP_MS (15 * RS_SECOND_MS)
/* The way over which a ship comes to speed or loses it, and how far before it the ramp begins, so
 * that she is not infinitely slow at its foot. */
#define RAMP_M 5000.0
#define RAMP_FOOT_M 60.0
#define MOORED 5
#define ANCHORED 1
#define UNDER_WAY 0

#define SAMPLE_ERROR (g_quark_from_static_string ("sample-error"))

/* A way sailed: constant acceleration along the ramps, constant speed between. */
typedef struct
{
  const RsRoute *route;
  double *at_m;   /* distance of each point from the start; the last is the length */
  double ramp_m;
  double top_mps;
} Passage;

static double
get_length (const Passage *self)
{
  return self->at_m[self->route->n - 1];
}

/* Seconds to cover the first @d_m of a ramp. */
static double
ramp_time (const Passage *self, double d_m)
{
  return 2 * (sqrt (d_m + RAMP_FOOT_M) - sqrt (RAMP_FOOT_M)) * sqrt (self->ramp_m + RAMP_FOOT_M)
         / self->top_mps;
}

static double
time_at (const Passage *self, double d_m)
{
  double length_m = get_length (self);
  double even_s = (length_m - 2 * self->ramp_m) / self->top_mps;

  if (d_m <= self->ramp_m)
    return ramp_time (self, d_m);
  if (d_m <= length_m - self->ramp_m)
    return ramp_time (self, self->ramp_m) + (d_m - self->ramp_m) / self->top_mps;
  return 2 * ramp_time (self, self->ramp_m) + even_s - ramp_time (self, MAX (length_m - d_m, 0));
}

static double
ramp_distance (const Passage *self, double t_s)
{
  double root = sqrt (RAMP_FOOT_M) + t_s * self->top_mps / (2 * sqrt (self->ramp_m + RAMP_FOOT_M));

  return root * root - RAMP_FOOT_M;
}

static double
distance_at (const Passage *self, double t_s)
{
  double length_m = get_length (self), whole_s = time_at (self, length_m);
  double ramp_s = ramp_time (self, self->ramp_m);

  if (t_s <= ramp_s)
    return ramp_distance (self, t_s);
  if (t_s <= whole_s - ramp_s)
    return self->ramp_m + (t_s - ramp_s) * self->top_mps;
  return length_m - ramp_distance (self, MAX (whole_s - t_s, 0));
}

static double
speed_at (const Passage *self, double d_m)
{
  double near_m = MIN (MIN (d_m, get_length (self) - d_m), self->ramp_m);

  return self->top_mps * sqrt ((MAX (near_m, 0) + RAMP_FOOT_M) / (self->ramp_m + RAMP_FOOT_M));
}

static RsFix
make_fix (gint64 t_ms, RsLatLon p, double sog_mps, double course_deg, guint8 nav_status)
{
  RsFix fix = { .t_ms = t_ms,
                .lat_e7 = rs_e7_from_deg (p.lat_deg),
                .lon_e7 = rs_e7_from_deg (rs_lon_wrap (p.lon_deg)),
                .sog_dkn = (guint16) lround (sog_mps / RS_KN_TO_MPS * 10),
                .cog_ddeg = RS_COG_NONE,
                .heading_deg = (guint16) (lround (course_deg) % 360),
                .nav_status = nav_status,
                .provenance = RS_RECONSTRUCTED };

  if (nav_status == UNDER_WAY)
    fix.cog_ddeg = (guint16) (lround (course_deg * 10) % 3600);
  return fix;
}

/* The fix at @d_m of the way; @point: hint, moved along. */
static RsFix
sail_to (const Passage *self, double d_m, gint64 t_ms, guint *point)
{
  const RsRoute *route = self->route;
  RsLatLon p;
  double course_deg, piece_m;

  while (*point + 2 < route->n && self->at_m[*point + 1] < d_m)
    (*point)++;
  piece_m = self->at_m[*point + 1] - self->at_m[*point];
  p = rs_geodesic_between (route->points[*point], route->points[*point + 1],
                           piece_m > 0 ? CLAMP ((d_m - self->at_m[*point]) / piece_m, 0, 1) : 0,
                           &course_deg);
  return make_fix (t_ms, p, speed_at (self, d_m), course_deg, UNDER_WAY);
}

/* Fixes under way, without those at the two ends: every few minutes, and at each point of the route,
 * so that lines between fixes are the route. */
static void
add_passage (SampleVessel *vessel, const Passage *passage, gint64 depart_ms)
{
  double whole_s = time_at (passage, get_length (passage));
  double ramp_s = ramp_time (passage, passage->ramp_m);
  gint64 last_ms = depart_ms, end_ms = depart_ms + (gint64) (whole_s * 1000);
  guint corner = 1, hint = 0;

  for (;;)
    {
      double gone_s = (double) (last_ms - depart_ms) / 1000;
      gboolean eased = gone_s < ramp_s || gone_s > whole_s - ramp_s - STEP_MS / 1000.0;
      gint64 t_ms = last_ms + (eased ? EASED_STEP_MS : STEP_MS);
      double d_m;
      RsFix fix;

      while (corner + 1 < passage->route->n
             && depart_ms + (gint64) (time_at (passage, passage->at_m[corner]) * 1000)
                    < last_ms + LEAST_STEP_MS)
        corner++;
      d_m = distance_at (passage, (double) (t_ms - depart_ms) / 1000);
      if (corner + 1 < passage->route->n && passage->at_m[corner] <= d_m)
        {
          d_m = passage->at_m[corner];
          t_ms = depart_ms + (gint64) (time_at (passage, d_m) * 1000);
        }
      if (t_ms > end_ms - LEAST_STEP_MS)
        return;
      fix = sail_to (passage, d_m, t_ms, &hint);
      g_array_append_val (vessel->fixes, fix);
      last_ms = t_ms;
    }
}

static void
add_stay (SampleVessel *vessel, const SampleStay *stay, double heading_deg)
{
  guint8 status = stay->anchored ? ANCHORED : MOORED;
  gint64 t_ms = stay->arrive_ms;

  for (;;)
    {
      RsFix fix = make_fix (t_ms, stay->at, 0, heading_deg, status);

      g_array_append_val (vessel->fixes, fix);
      if (t_ms >= stay->depart_ms)
        return;
      t_ms = MIN (t_ms + STAY_STEP_MS, stay->depart_ms);
    }
}

static gboolean
refuse (const Sample *sample, const SampleStay *stay, const char *field, const char *text,
        GError **error)
{
  g_set_error (error, SAMPLE_ERROR, 0, "%s: %s.%s: %s", sample->file, stay->where, field, text);
  return FALSE;
}

static gint64
hours_to_ms (double hours)
{
  return (gint64) llround (hours * (double) RS_HOUR_MS);
}

/* To the minute: more would look like knowledge. */
static void
derive (gint64 *slot, gint64 other, gint64 add_ms)
{
  if (*slot == RS_TIME_NONE && other != RS_TIME_NONE)
    *slot = (other + add_ms + RS_MINUTE_MS / 2) / RS_MINUTE_MS * RS_MINUTE_MS;
}

static Passage *
passage_new (const RsRoute *route)
{
  Passage *self = g_new0 (Passage, 1);

  self->route = route;
  self->at_m = g_new0 (double, route->n);
  for (guint i = 1; i < route->n; i++)
    self->at_m[i] = self->at_m[i - 1]
                    + rs_geodesic_inverse (route->points[i - 1], route->points[i], NULL);
  self->ramp_m = MIN (RAMP_M, get_length (self) / 2);
  self->top_mps = 1;
  return self;
}

static void
passage_free (Passage *self)
{
  rs_route_free ((RsRoute *) self->route);
  g_free (self->at_m);
  g_free (self);
}

static GPtrArray *
find_passages (const Sample *sample, const SampleVessel *vessel, RsAtlas *atlas, GError **error)
{
  g_autoptr (GPtrArray) passages = g_ptr_array_new_with_free_func ((GDestroyNotify) passage_free);

  for (guint i = 0; i < vessel->stays->len; i++)
    {
      const SampleStay *stay = vessel->stays->pdata[i];

      if (rs_coast_is_land (atlas, stay->at))
        {
          refuse (sample, stay, "at", "this place is on land", error);
          return NULL;
        }
    }
  for (guint i = 0; i + 1 < vessel->stays->len; i++)
    {
      const SampleStay *stay = vessel->stays->pdata[i];
      const SampleStay *next = vessel->stays->pdata[i + 1];
      RsRoute *route;

      route = rs_route_find (atlas, stay->at, next->at, RS_ROUTE_CLEARANCE_M, NULL, error);
      if (!route)
        {
          g_prefix_error (error, "%s: %s: ", sample->file, stay->where);
          return NULL;
        }
      g_ptr_array_add (passages, passage_new (route));
      if (!isnan (stay->speed_kn))
        ((Passage *) passages->pdata[i])->top_mps = stay->speed_kn * RS_KN_TO_MPS;
    }
  return g_steal_pointer (&passages);
}

/* Each time follows from the one before or after it, by the stay's length or the passage's. */
static gboolean
settle_times (const Sample *sample, SampleVessel *vessel, const GPtrArray *passages, GError **error)
{
  guint n = vessel->stays->len;

  for (guint round = 0; round < 2 * n; round++)
    for (guint i = 0; i < n; i++)
      {
        SampleStay *stay = vessel->stays->pdata[i];

        if (!isnan (stay->stay_h))
          {
            derive (&stay->depart_ms, stay->arrive_ms, hours_to_ms (stay->stay_h));
            derive (&stay->arrive_ms, stay->depart_ms, -hours_to_ms (stay->stay_h));
          }
        if (i + 1 < n && !isnan (stay->speed_kn))
          {
            SampleStay *next = vessel->stays->pdata[i + 1];
            const Passage *passage = passages->pdata[i];
            gint64 ms = (gint64) (time_at (passage, get_length (passage)) * 1000);

            derive (&next->arrive_ms, stay->depart_ms, ms);
            derive (&stay->depart_ms, next->arrive_ms, -ms);
          }
      }
  for (guint i = 0; i < n; i++)
    {
      const SampleStay *stay = vessel->stays->pdata[i];

      if (stay->arrive_ms == RS_TIME_NONE || stay->depart_ms == RS_TIME_NONE)
        return refuse (sample, stay, stay->arrive_ms == RS_TIME_NONE ? "arrive" : "depart",
                       "it is neither given nor to be derived", error);
      if (stay->depart_ms <= stay->arrive_ms)
        return refuse (sample, stay, "depart", "it is not after arrive", error);
      if (i + 1 < n)
        {
          const SampleStay *next = vessel->stays->pdata[i + 1];
          Passage *passage = passages->pdata[i];
          /* Time grows as the inverse of the top speed. */
          double whole_s = (double) (next->arrive_ms - stay->depart_ms) / 1000;

          passage->top_mps *= time_at (passage, get_length (passage)) / whole_s;
          if (!(whole_s > 0) || passage->top_mps > 14 * RS_KN_TO_MPS)
            return refuse (sample, next, "arrive", "too early to be reached at 14 knots", error);
        }
    }
  return TRUE;
}

static RsEvent *
add_event (Sample *sample, RsEventKind kind, gint64 vessel_id, const SampleStay *at)
{
  RsEvent *event = rs_event_new ();

  event->kind = kind;
  event->vessel_id = vessel_id;
  event->has_place = TRUE;
  event->place = at->at;
  g_free (event->port);
  event->port = g_strdup (at->port);
  event->source_id = at->source_id;
  event->provenance = at->provenance;
  g_free (event->title);
  g_free (event->detail);
  g_ptr_array_add (sample->events, event);
  return event;
}

static void
add_events (Sample *sample, const SampleVessel *vessel, gint64 vessel_id, const GPtrArray *passages)
{
  for (guint i = 0; i < vessel->stays->len; i++)
    {
      const SampleStay *stay = vessel->stays->pdata[i];
      RsEvent *event = add_event (sample, RS_EVENT_PORT_CALL, vessel_id, stay);

      event->from_ms = stay->arrive_ms;
      event->to_ms = stay->depart_ms;
      /* Without one it has the title that its kind and its ports make, in the language of who reads it. */
      event->title = g_strdup (stay->title);
      event->detail = g_strdup (stay->detail);
      /* Shifting within a port is no voyage. */
      if (i + 1 < vessel->stays->len
          && strcmp (stay->port, ((const SampleStay *) vessel->stays->pdata[i + 1])->port) != 0)
        {
          const SampleStay *next = vessel->stays->pdata[i + 1];
          const Passage *passage = passages->pdata[i];

          event = add_event (sample, RS_EVENT_VOYAGE, vessel_id, stay);
          event->provenance = RS_RECONSTRUCTED;
          event->source_id = 0;
          event->from_ms = stay->depart_ms;
          event->to_ms = next->arrive_ms;
          g_free (event->to_port);
          event->to_port = g_strdup (next->port);
          event->title = g_strdup ("");
          event->detail = g_strdup_printf (
              "Computed sea route, %.0f nm at %.1f kn; no published track of this voyage is known.%s%s",
              get_length (passage) / RS_M_PER_NM, passage->top_mps / RS_KN_TO_MPS,
              *stay->voyage_detail ? "\n\n" : "", stay->voyage_detail);
        }
    }
}

gboolean
sample_compute (Sample *self, RsAtlas *atlas, GError **error)
{
  for (guint v = 0; v < self->vessels->len; v++)
    {
      SampleVessel *vessel = self->vessels->pdata[v];
      g_autoptr (GPtrArray) passages = find_passages (self, vessel, atlas, error);
      double heading_deg = 0;

      if (!passages || !settle_times (self, vessel, passages, error))
        return FALSE;
      for (guint i = 0; i < vessel->stays->len; i++)
        {
          const SampleStay *stay = vessel->stays->pdata[i];

          if (i == 0)
            {
              const RsRoute *route = ((const Passage *) passages->pdata[0])->route;

              rs_geodesic_inverse (route->points[0], route->points[1], &heading_deg);
            }
          add_stay (vessel, stay, heading_deg);
          if (i + 1 < vessel->stays->len)
            {
              add_passage (vessel, passages->pdata[i], stay->depart_ms);
              heading_deg = g_array_index (vessel->fixes, RsFix, vessel->fixes->len - 1).heading_deg;
            }
        }
      add_events (self, vessel, -(gint64) (self->sources->len + v + 1), passages);
    }
  return TRUE;
}
