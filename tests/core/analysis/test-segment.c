/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/segment.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

static const RsSegmentRule RULE = { 25, 0.25, 8 * RS_HOUR_MS };

static RsFix
fix_at (gint64 t_ms, double lat_deg, double lon_deg)
{
  RsFix fix = {
    .t_ms = t_ms,
    .lat_e7 = rs_e7_from_deg (lat_deg),
    .lon_e7 = rs_e7_from_deg (rs_lon_wrap (lon_deg)),
    .sog_dkn = RS_SOG_NONE,
    .cog_ddeg = RS_COG_NONE,
    .heading_deg = RS_HEADING_NONE,
    .nav_status = RS_NAV_STATUS_NONE,
  };

  return fix;
}

/* No two neighbours of a segment may be what one ship cannot have sent. */
static void
check_steps (const RsFix *fixes, guint n, const RsSegments *segments)
{
  g_autofree gint *last = g_new (gint, MAX (segments->n_segments, 1));
  g_autofree gint *last_of_hull = g_new (gint, segments->n_hulls + 1);

  for (guint i = 0; i < segments->n_segments; i++)
    last[i] = -1;
  for (guint i = 0; i <= segments->n_hulls; i++)
    last_of_hull[i] = -1;
  for (guint i = 0; i < n; i++)
    {
      guint s = segments->of_fix[i], hull = segments->segments[s].hull;

      if (last[s] >= 0)
        g_assert_true (rs_segment_allows (&RULE, &fixes[last[s]], &fixes[i]));
      else
        g_assert_cmpuint (segments->segments[s].first, ==, i);
      last[s] = (gint) i;
      /* The segments of a hull come one after the other. */
      if (hull > 0 && last_of_hull[hull] >= 0 && segments->of_fix[last_of_hull[hull]] != s)
        g_assert_cmpint (segments->segments[segments->of_fix[last_of_hull[hull]]].last, ==,
                         last_of_hull[hull]);
      last_of_hull[hull] = (gint) i;
    }
}

static void
test_rule (void)
{
  RsFix a = fix_at (0, 42, 133), b;

  /* 6 nm in no time are within the buffer, but a jump of 100 kn and more. */
  b = fix_at (0, 42.1, 133);
  g_assert_false (rs_segment_allows (&RULE, &a, &b));
  /* 18.6 nm in half an hour: 25 kn and the quarter of an hour. */
  b = fix_at (RS_HOUR_MS / 2, 42.31, 133);
  g_assert_true (rs_segment_allows (&RULE, &a, &b));
  b = fix_at (RS_HOUR_MS / 2, 42.32, 133);
  g_assert_false (rs_segment_allows (&RULE, &a, &b));
  /* A ferry that says 30 kn is no jump. */
  b.sog_dkn = 300;
  g_assert_true (rs_segment_allows (&RULE, &a, &b));
  b = fix_at (8 * RS_HOUR_MS, 42, 133);
  g_assert_true (rs_segment_allows (&RULE, &a, &b));
  b.t_ms++;
  g_assert_false (rs_segment_allows (&RULE, &a, &b));
  a.provenance = b.provenance = RS_RECONSTRUCTED;
  g_assert_true (rs_segment_allows (&RULE, &a, &b));
}

static void
test_pauses (void)
{
  RsFix fixes[] = {
    fix_at (0, 42, 179.95),
    fix_at (RS_HOUR_MS, 42, -179.9),
    fix_at (10 * RS_HOUR_MS, 42, -179.8),
    fix_at (11 * RS_HOUR_MS, 42, -179.7),
    fix_at (12 * RS_HOUR_MS, 10, 20),
    fix_at (13 * RS_HOUR_MS, 42, -179.6),
  };
  guint n = G_N_ELEMENTS (fixes), index;
  g_autoptr (RsSegments) segments = rs_segments_find (fixes, n, &RULE);
  g_autoptr (RsTrack) track = NULL;
  const guint32 expected[] = { 0, 0, 1, 1, 2, 1 };

  check_steps (fixes, n, segments);
  g_assert_cmpmem (segments->of_fix, n * sizeof (guint32), expected, sizeof expected);
  g_assert_cmpuint (segments->n_hulls, ==, 1);
  g_assert_cmpuint (segments->segments[0].hull, ==, 1);
  g_assert_cmpuint (segments->segments[1].hull, ==, 1);
  g_assert_cmpuint (segments->segments[2].hull, ==, 0);

  track = rs_segment_track_new (5, g_memdup2 (fixes, sizeof fixes), n, 2 * RS_HOUR_MS, &RULE);
  g_assert_cmpuint (track->n, ==, n);
  g_assert_cmpuint (track->n_segments, ==, 3);
  g_assert_cmpuint (track->n_hulls, ==, 1);
  g_assert_cmpuint (track->hulls[0]->n, ==, 5);
  g_assert_cmpuint (track->strays->n, ==, 1);
  g_assert_cmpint (track->strays->vessel_id, ==, 5);
  g_assert_cmpuint (track->n_suspects, ==, 1);
  g_assert_cmpuint (track->suspects[0].fix, ==, 4);
  /* The whole never joins the stray; the hull goes past it. */
  g_assert_true (track->fixes[4].flags & RS_FIX_BREAK);
  g_assert_true (track->fixes[5].flags & RS_FIX_BREAK);
  g_assert_false (track->hulls[0]->fixes[4].flags & RS_FIX_BREAK);
  g_assert_true (track->hulls[0]->fixes[2].flags & RS_FIX_BREAK);
  g_assert_true (rs_track_get_hull (track, 5, &index) == track->hulls[0]);
  g_assert_cmpuint (index, ==, 4);
  g_assert_true (rs_track_get_hull (track, 4, &index) == track->strays);
  g_assert_cmpuint (index, ==, 0);
}

/* What the quick way says is what the segmenter says. */
static void
test_quick_way (void)
{
  for (guint seed = 1; seed <= 200; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      guint n = (guint) g_rand_int_range (rand, 0, 60);
      RsFix *fixes = g_new (RsFix, MAX (n, 1));
      g_autoptr (RsSegments) segments = NULL;
      g_autoptr (RsTrack) track = NULL;
      gint64 t_ms = 0;
      double lat = 10, lon = 179.9;

      for (guint i = 0; i < n; i++)
        {
          double hours = g_rand_int_range (rand, 0, 20) == 0 ? 9 : g_rand_double_range (rand, 0, 1);

          t_ms += (gint64) (hours * RS_HOUR_MS);
          lat += g_rand_double_range (rand, -0.1, 0.1) * hours;
          lon += g_rand_double_range (rand, -0.1, 0.2) * hours;
          fixes[i] = fix_at (t_ms, lat, lon);
        }
      segments = rs_segments_find (fixes, n, &RULE);
      track = rs_segment_track_new (1, fixes, n, 2 * RS_HOUR_MS, &RULE);
      g_assert_null (track->hulls);
      g_assert_cmpuint (segments->n_hulls, ==, n > 0);
      for (guint i = 0; i < n; i++)
        g_assert_cmpuint (rs_track_get_segment (track, i), ==, segments->of_fix[i] + 1);
    }
}

/* A ship that sails legs of some hours, turning at their ends; heard every few minutes. */
typedef struct
{
  double lat_deg, lon_deg, course_deg, sog_kn;
  gint64 heard_ms, every_ms, turn_ms;
} Ship;

static void
sail (Ship *ship, gint64 t_ms)
{
  double dist_m = ship->sog_kn * RS_KN_TO_MPS * (double) (t_ms - ship->heard_ms) / 1000;
  RsLatLon at = rs_geodesic_direct ((RsLatLon) { ship->lat_deg, ship->lon_deg }, ship->course_deg,
                                    dist_m);

  ship->lat_deg = at.lat_deg;
  ship->lon_deg = at.lon_deg;
  ship->heard_ms = t_ms;
}

/* @n_ships hulls on one number, interleaved in time, in sight of each other at 180 degrees: each is
 * found again, whole. */
static void
check_fleet (guint seed, guint n_ships, gboolean says_motion)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autofree Ship *ships = g_new0 (Ship, n_ships);
  g_autoptr (GArray) fixes = g_array_new (FALSE, FALSE, sizeof (RsFix));
  g_autoptr (GArray) truth = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (RsSegments) segments = NULL;
  g_autoptr (RsTrack) track = NULL;
  g_autofree gint *hull_of = g_new (gint, n_ships);
  const RsFix *data;

  for (guint i = 0; i < n_ships; i++)
    {
      /* On a lattice of a degree: no two within reach when first heard. */
      ships[i].lat_deg = (i / 8) * 1.0 - 3;
      ships[i].lon_deg = 176 + (i % 8) * 1.0;
      ships[i].course_deg = g_rand_double_range (rand, 0, 360);
      ships[i].sog_kn = g_rand_double_range (rand, 0, 16);
      ships[i].every_ms = g_rand_int_range (rand, 20, 240) * RS_SECOND_MS;
      ships[i].turn_ms = g_rand_int_range (rand, 1, 5) * RS_HOUR_MS;
      hull_of[i] = -1;
    }
  for (gint64 t_ms = 0; t_ms < 12 * RS_HOUR_MS; t_ms += 10 * RS_SECOND_MS)
    for (guint i = 0; i < n_ships; i++)
      {
        RsFix fix;

        if (t_ms - ships[i].heard_ms < ships[i].every_ms && t_ms > 0)
          continue;
        sail (&ships[i], t_ms);
        fix = fix_at (t_ms, ships[i].lat_deg, ships[i].lon_deg);
        fix.line = fixes->len + 1;
        if (says_motion)
          {
            fix.sog_dkn = (guint16) (ships[i].sog_kn * 10);
            fix.cog_ddeg = (guint16) (ships[i].course_deg * 10);
          }
        g_array_append_val (fixes, fix);
        g_array_append_val (truth, i);
        if (t_ms > ships[i].turn_ms)
          {
            ships[i].turn_ms += g_rand_int_range (rand, 1, 5) * RS_HOUR_MS;
            ships[i].course_deg
                = fmod (ships[i].course_deg + g_rand_double_range (rand, 10, 350), 360);
          }
      }
  data = (const RsFix *) (gpointer) fixes->data;
  segments = rs_segments_find (data, fixes->len, &RULE);
  check_steps (data, fixes->len, segments);
  g_test_message ("seed %u: %u ships, %u fixes, %u segments, %u hulls", seed, n_ships, fixes->len,
                  segments->n_segments, segments->n_hulls);
  g_assert_cmpuint (segments->n_hulls, ==, n_ships);
  for (guint i = 0; i < fixes->len; i++)
    {
      guint ship = g_array_index (truth, guint, i);
      gint hull = (gint) segments->segments[segments->of_fix[i]].hull;

      if (hull_of[ship] < 0)
        hull_of[ship] = hull;
      g_assert_cmpint (hull_of[ship], ==, hull);
    }
  track = rs_segment_track_new (1, g_memdup2 (data, fixes->len * sizeof *data), fixes->len,
                                2 * RS_HOUR_MS, &RULE);
  g_assert_cmpuint (track->n_hulls, ==, n_ships);
  g_assert_null (track->strays);
  for (guint h = 0; h < n_ships; h++)
    {
      const RsTrack *hull = track->hulls[h];

      for (guint i = 0; i < hull->n; i++)
        {
          g_assert_cmpuint (hull->fixes[i].line, ==,
                            track->fixes[rs_track_get_whole_index (hull, i)].line);
          /* A line never joins two. */
          if (i > 0)
            g_assert_cmpuint (g_array_index (truth, guint, hull->fixes[i].line - 1), ==,
                              g_array_index (truth, guint, hull->fixes[i - 1].line - 1));
          g_assert_false (hull->fixes[i].flags & RS_FIX_BREAK);
        }
    }
  for (guint i = 1; i < track->n; i++)
    if (g_array_index (truth, guint, i) != g_array_index (truth, guint, i - 1))
      g_assert_true (track->fixes[i].flags & RS_FIX_BREAK);
}

static void
test_fleets (void)
{
  static const guint SIZES[] = { 2, 3, 7, 24, 48 };

  for (guint i = 0; i < G_N_ELEMENTS (SIZES); i++)
    for (guint seed = 1; seed <= 4; seed++)
      check_fleet (seed, SIZES[i], TRUE);
  check_fleet (9, 2, FALSE);
  check_fleet (10, 8, FALSE);
}

/* The rows of a file of JSON objects, one a line. */
static GPtrArray *
read_rows (const char *name)
{
  const char *dir = g_getenv ("RS_CASES_DIR");
  g_autofree char *path = g_build_filename (dir ? dir : "/nonexistent", "events", name, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GPtrArray *rows;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    {
      g_test_skip ("the real data is not here (RS_CASES_DIR)");
      return NULL;
    }
  rows = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i]; i++)
    if (*g_strstrip (lines[i]))
      {
        JsonNode *node = json_from_string (lines[i], NULL);

        g_assert_nonnull (node);
        g_ptr_array_add (rows, node);
      }
  return rows;
}

static RsFix
fix_of_row (JsonObject *row, gint64 t_ms)
{
  RsFix fix = fix_at (t_ms, json_object_get_double_member (row, "lat"),
                      json_object_get_double_member (row, "lon"));

  if (!json_object_get_null_member (row, "speed"))
    fix.sog_dkn = (guint16) lround (json_object_get_double_member (row, "speed") * 10);
  return fix;
}

/* Where a ship must have been by a robust line through what was heard of her for an hour and a half on both
 * sides: the median of the slopes between pairs, and the median of the offsets (Theil and Sen). No order,
 * no extrapolation from one fix, nothing of what the segmenter does. */
#define LINE_MS (RS_HOUR_MS * 3 / 2)
#define LINE_FIXES 40
#define SLOPE_MIN_MS (5 * RS_MINUTE_MS)

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
take_median (GArray *values)
{
  g_assert_cmpuint (values->len, >, 0);
  g_array_sort (values, compare_doubles);
  return g_array_index (values, double, values->len / 2);
}

static double
get_e7 (const RsFix *fix, gboolean is_lon)
{
  return is_lon ? fix->lon_e7 : fix->lat_e7;
}

/* Degrees at the time of fix @at. */
static double
fit_line (const RsFix *const *near, guint n, const RsFix *at, gboolean is_lon)
{
  g_autoptr (GArray) slopes = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));
  double slope;

  for (guint a = 0; a < n; a++)
    for (guint b = a + 1; b < n; b++)
      if (near[b]->t_ms - near[a]->t_ms >= SLOPE_MIN_MS)
        {
          double v = (get_e7 (near[b], is_lon) - get_e7 (near[a], is_lon))
                     / (double) (near[b]->t_ms - near[a]->t_ms);

          g_array_append_val (slopes, v);
        }
  slope = take_median (slopes);
  for (guint i = 0; i < n; i++)
    {
      double v = get_e7 (near[i], is_lon) + slope * (double) (at->t_ms - near[i]->t_ms);

      g_array_append_val (values, v);
    }
  return take_median (values) / RS_E7;
}

/* Nautical miles from that line; NAN where she was not heard on both sides. */
static double
measure_off_line (const RsFix *fixes, guint n, guint index)
{
  const RsFix *near[2 * LINE_FIXES], *fix = &fixes[index];
  guint first = index, last = index, step, n_near = 0;
  RsLatLon at;

  while (first > 0 && fix->t_ms - fixes[first - 1].t_ms <= LINE_MS)
    first--;
  while (last + 1 < n && fixes[last + 1].t_ms - fix->t_ms <= LINE_MS)
    last++;
  if (first == index || last == index)
    return NAN;
  step = MAX ((last - first + 1) / LINE_FIXES, 1);
  for (guint i = first; i <= last && n_near < G_N_ELEMENTS (near); i += step)
    if (i != index)
      near[n_near++] = &fixes[i];
  at = (RsLatLon) { fit_line (near, n_near, fix, FALSE), fit_line (near, n_near, fix, TRUE) };
  return rs_sphere_distance (at, rs_fix_lat_lon (fix)) / RS_M_PER_NM;
}

static gboolean
has_line (const guint *lines, guint n, guint line)
{
  for (guint i = 0; i < n; i++)
    if (lines[i] == line)
      return TRUE;
  return FALSE;
}

/* A ship of which satellites heard now and then with a clock that is up to two hours wrong: 3 to 21 nm off
 * her way. What is noise is what lies off a line through the others.
 *
 * Its publisher's own segmenter, in its newest form, drops two fixes of 18 July as noise, and ends with
 * seven segments of 1 to 4 fixes beside the eight of the ship: these 2 and 13 fixes are our 15 strays, all of
 * them and no other (found with a re-creation of it that gives the published counts: 14 closed segments, an open
 * one, 60 messages without a position, 2 dropped).
 *
 * The file also has labels, made by a program that takes fixes one by one. When it had taken one that
 * was 19 nm off (20 July, 05:59:35), it gave the next 22 away, until seven minutes later the true way was
 * within its reach again: each of the 22 is within 50 m of the line. They are the ship here. */
static void
test_noise (void)
{
  g_autoptr (GPtrArray) rows = read_rows ("GlobalFishingWatch+gpsdio-segment/tests/data/"
                                          "338013000.json");
  g_autoptr (GArray) fixes = g_array_new (FALSE, FALSE, sizeof (RsFix));
  g_autoptr (RsSegments) segments = NULL;
  const char *ship = NULL;
  const RsFix *data;
  const guint noise[] = { 362, 376 }, pieces[] = { 445, 528, 658, 773, 847, 921, 928, 954, 1120,
                                                   1122, 1181, 1182, 1186 };
  guint n_strays = 0, n_stray_segments = 0, n_labelled = 0, n_both = 0, n_on_line = 0;

  if (!rows)
    return;
  for (guint i = 0; i < rows->len; i++)
    {
      JsonObject *row = json_node_get_object (g_ptr_array_index (rows, i));
      RsFix fix;
      gint64 t_ms;

      if (json_object_get_null_member (row, "lat"))
        continue;
      g_assert_true (rs_time_parse (json_object_get_string_member (row, "timestamp"), &t_ms));
      fix = fix_of_row (row, t_ms);
      fix.line = i + 1;
      g_array_append_val (fixes, fix);
    }
  g_assert_cmpuint (fixes->len, ==, 1193);
  data = (const RsFix *) (gpointer) fixes->data;
  segments = rs_segments_find (data, fixes->len, &RULE);
  check_steps (data, fixes->len, segments);
  for (guint i = 0; i < fixes->len; i++)
    {
      JsonObject *row = json_node_get_object (g_ptr_array_index (rows, data[i].line - 1));
      const char *label = json_object_get_string_member (row, "expected");
      gboolean is_stray = segments->segments[segments->of_fix[i]].hull == 0, is_labelled;
      double off_nm = measure_off_line (data, fixes->len, i);

      /* The first fix is the ship's, by the labels too. */
      ship = ship ? ship : label;
      is_labelled = strcmp (label, ship) != 0;
      g_assert_cmpint (is_stray, ==, has_line (noise, G_N_ELEMENTS (noise), data[i].line)
                                         || has_line (pieces, G_N_ELEMENTS (pieces), data[i].line));
      n_strays += is_stray;
      n_labelled += is_labelled;
      n_both += is_stray && is_labelled;
      if (is_labelled && off_nm < 0.1)
        {
          g_assert_false (is_stray);
          n_on_line++;
        }
      if (!isnan (off_nm))
        g_assert_cmpint (is_stray, ==, off_nm > 2);
      else
        g_assert_false (is_stray);
    }
  for (guint i = 0; i < segments->n_segments; i++)
    {
      const RsSegment *segment = &segments->segments[i];
      g_autofree char *t = rs_time_format (data[segment->first].t_ms);

      g_test_message ("segment %u: %u fixes from %s, hull %u", i, segment->n, t, segment->hull);
      n_stray_segments += segment->hull == 0;
    }
  g_test_message ("%u fixes, %u hulls, %u strays in %u; labelled as noise %u: %u are strays, %u lie "
                  "within 0.1 nm of the way",
                  fixes->len, segments->n_hulls, n_strays, n_stray_segments, n_labelled, n_both,
                  n_on_line);
  g_assert_cmpuint (segments->n_hulls, ==, 1);
  g_assert_cmpuint (n_strays, ==, 15);
  g_assert_cmpuint (n_stray_segments, ==, 6);
  g_assert_cmpuint (n_labelled, ==, 30);
  g_assert_cmpuint (n_both, ==, 7);
  g_assert_cmpuint (n_on_line, ==, 23);
}

static void
test_published (void)
{
  g_autoptr (GPtrArray) rows = read_rows ("GlobalFishingWatch+pipe-segment/tests/data/"
                                          "expected_messages.json");
  g_autoptr (GPtrArray) params = read_rows ("GlobalFishingWatch+pipe-segment/tests/data/"
                                            "expected_segments.json");
  guint n_segments = 0;

  if (!rows || !params)
    return;
  /* Rows of a number lie together, in time order. */
  for (guint from = 0, to; from < rows->len; from = to)
    {
      JsonObject *first = json_node_get_object (g_ptr_array_index (rows, from));
      g_autoptr (GArray) fixes = g_array_new (FALSE, FALSE, sizeof (RsFix));
      g_autoptr (RsSegments) segments = NULL;

      for (to = from; to < rows->len; to++)
        {
          JsonObject *row = json_node_get_object (g_ptr_array_index (rows, to));
          RsFix fix = fix_of_row (row, json_object_get_int_member (row, "timestamp") * 1000);

          if (strcmp (json_object_get_string_member (row, "ssvid"),
                      json_object_get_string_member (first, "ssvid")) != 0)
            break;
          g_array_append_val (fixes, fix);
        }
      segments = rs_segments_find ((const RsFix *) (gpointer) fixes->data, fixes->len, &RULE);
      n_segments += segments->n_segments;
      for (guint i = 0; i + 1 < fixes->len; i++)
        {
          JsonObject *a = json_node_get_object (g_ptr_array_index (rows, from + i));
          JsonObject *b = json_node_get_object (g_ptr_array_index (rows, from + i + 1));

          g_assert_cmpint (strcmp (json_object_get_string_member (a, "seg_id"),
                                   json_object_get_string_member (b, "seg_id")) == 0, ==,
                           segments->of_fix[i] == segments->of_fix[i + 1]);
        }
      for (guint i = 0; i < segments->n_segments; i++)
        {
          const RsSegment *segment = &segments->segments[i];
          gboolean found = FALSE;

          /* Each is one of the expected: the same number, first and last time and count. */
          for (guint k = 0; k < params->len; k++)
            {
              JsonObject *e = json_node_get_object (g_ptr_array_index (params, k));

              found |= strcmp (json_object_get_string_member (e, "ssvid"),
                               json_object_get_string_member (first, "ssvid")) == 0
                       && json_object_get_double_member (e, "first_msg_timestamp") * 1000
                              == (double) g_array_index (fixes, RsFix, segment->first).t_ms
                       && json_object_get_double_member (e, "last_msg_timestamp") * 1000
                              == (double) g_array_index (fixes, RsFix, segment->last).t_ms
                       && json_object_get_int_member (e, "message_count") == segment->n;
            }
          g_assert_true (found);
        }
    }
  g_assert_cmpuint (n_segments, ==, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/segment/rule", test_rule);
  g_test_add_func ("/segment/pauses", test_pauses);
  g_test_add_func ("/segment/quick-way", test_quick_way);
  g_test_add_func ("/segment/fleets", test_fleets);
  g_test_add_func ("/segment/noise", test_noise);
  g_test_add_func ("/segment/published", test_published);
  return g_test_run ();
}
