/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/timeline/chart-path.h"

#include <math.h>

#define HOUR(h) ((gint64) (h) * RS_HOUR_MS)

static const RsChartFrame FRAME
  = { .from_ms = 0, .to_ms = HOUR (20), .left = 100, .right = 300, .lower = 50, .upper = 10, .top = 20 };

/* One fix an hour at these tenths of a knot. */
static RsTrack *
make_track (const RsProvenance *provenances, const guint16 *speeds, guint n, gint64 silence_after_ms)
{
  RsFix *fixes = g_new0 (RsFix, n);

  for (guint i = 0; i < n; i++)
    fixes[i] = (RsFix) { .t_ms = HOUR (i) + (HOUR (i) > silence_after_ms ? HOUR (8) : 0),
                         .sog_dkn = speeds[i],
                         .cog_ddeg = RS_COG_NONE,
                         .heading_deg = RS_HEADING_NONE,
                         .nav_status = RS_NAV_STATUS_NONE,
                         .provenance = (guint8) provenances[i] };
  return rs_track_new (1, fixes, n, HOUR (4));
}

/* "100,30 110,30 110,10 | 130,10 140,10": the lines of the path, without dots. */
static char *
print_path (cairo_t *cr)
{
  cairo_path_t *path = cairo_copy_path (cr);
  GString *text = g_string_new (NULL), *line = g_string_new (NULL);
  double from_x = 0, length = 0;

  for (int i = 0; i <= path->num_data; i += i < path->num_data ? path->data[i].header.length : 1)
    {
      if (i == path->num_data || path->data[i].header.type == CAIRO_PATH_MOVE_TO)
        {
          if (length > 1)
            g_string_append_printf (text, "%s%s", text->len ? " | " : "", line->str);
          g_string_truncate (line, 0);
          length = 0;
        }
      if (i == path->num_data)
        break;
      if (line->len > 0)
        length += fabs (path->data[i + 1].point.x - from_x);
      from_x = path->data[i + 1].point.x;
      g_string_append_printf (line, "%s%.0f,%.0f", line->len ? " " : "", from_x, path->data[i + 1].point.y);
    }
  cairo_path_destroy (path);
  cairo_new_path (cr);
  g_string_free (line, TRUE);
  return g_string_free (text, FALSE);
}

static cairo_t *
create_cairo (void)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 8, 8);
  cairo_t *cr = cairo_create (surface);

  cairo_surface_destroy (surface);
  return cr;
}

static guint
count_lines (const char *path)
{
  g_auto (GStrv) lines = g_strsplit (path, " | ", -1);

  return g_strv_length (lines);
}

static void
test_speed_runs (void)
{
  enum { N = 12 };
  const guint16 speeds[N] = { 100, 100, 100, 50, 50, 50, 50, 80, 80, 80, 80, 80 };
  RsProvenance provenances[N];
  cairo_t *cr = create_cairo ();

  for (guint i = 0; i < N; i++)
    provenances[i] = i < 8 ? RS_RECONSTRUCTED : RS_OBSERVED;
  {
    g_autoptr (RsTrack) track = make_track (provenances, speeds, N, G_MAXINT64);
    g_autoptr (RsSeries) series = rs_series_new_speed (track);

    for (guint inferred = 0; inferred < 2; inferred++)
      {
        g_autofree char *path = NULL;

        rs_chart_path_add_speed (cr, &FRAME, series, inferred);
        path = print_path (cr);
        g_assert_cmpuint (count_lines (path), ==, 1);
        g_assert_true (g_str_has_prefix (path, inferred ? "100,30 " : "180,34 "));
      }
  }
  cairo_destroy (cr);
}

/* Many fixes to a column, as far out as the chart can be zoomed. */
static void
test_speed_crowded (void)
{
  enum { N = 400 };
  guint16 speeds[N];
  RsProvenance provenances[N];
  RsChartFrame frame = FRAME;
  cairo_t *cr = create_cairo ();

  for (guint i = 0; i < N; i++)
    {
      provenances[i] = RS_OBSERVED;
      speeds[i] = (guint16) (i * 37 % 150);
    }
  frame.to_ms = HOUR (N);
  {
    g_autoptr (RsTrack) track = make_track (provenances, speeds, N, HOUR (200));
    g_autoptr (RsSeries) series = rs_series_new_speed (track);
    g_autofree char *path = NULL;

    rs_chart_path_add_speed (cr, &frame, series, FALSE);
    path = print_path (cr);
    /* One silence. */
    g_assert_cmpuint (count_lines (path), ==, 2);
  }
  cairo_destroy (cr);
}

static RsIdentity
make_identity (double from_h, double to_h, guint16 draught_dm)
{
  return (RsIdentity) { .from_ms = (gint64) (from_h * RS_HOUR_MS),
                        .to_ms = (gint64) (to_h * RS_HOUR_MS),
                        .draught_dm = draught_dm };
}

/* Heard from 0 to 6, silent from 6 to 15, heard until 19. */
static void
check_draught (RsIdentity *identities, guint n, const char *wanted, const double *values)
{
  enum { N = 12 };
  const guint16 speeds[N] = { 0 };
  const RsProvenance provenances[N] = { RS_OBSERVED };
  g_autoptr (RsTrack) track = make_track (provenances, speeds, N, HOUR (6));
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  const RsVessel vessel = { .identities = list };
  g_autofree char *path = NULL;
  cairo_t *cr = create_cairo ();

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (list, &identities[i]);
  rs_chart_path_add_draught (cr, &FRAME, &vessel, track);
  path = print_path (cr);
  g_assert_cmpstr (path, ==, wanted);
  /* At 1, 5, 10 and 18 hours. */
  for (guint i = 0; i < 4; i++)
    {
      const double hours[] = { 1, 5, 10, 18 };
      double value = rs_chart_path_get_draught (&vessel, track, HOUR (hours[i]));

      if (isnan (values[i]))
        g_assert_true (isnan (value));
      else
        g_assert_cmpfloat_with_epsilon (value, values[i], 1e-9);
    }
  cairo_destroy (cr);
}

static void
test_draught (void)
{
  RsIdentity through[] = { make_identity (0, 19, 100) };
  RsIdentity steps[] = { make_identity (0, 2, 100), make_identity (4, 19, 50) };
  RsIdentity apart[] = { make_identity (0, 5, 100), make_identity (17, 19, 50) };
  RsIdentity taken_back[] = { make_identity (0, 2, 100), make_identity (4, 19, 0) };
  RsIdentity open[] = { { .from_ms = RS_TIME_NONE, .to_ms = RS_TIME_NONE, .draught_dm = 100 } };

  check_draught (through, 1, "100,30 160,30 | 250,30 290,30", (double[]) { 10, 10, NAN, 10 });
  check_draught (steps, 2, "100,30 140,30 140,40 160,40 | 250,40 290,40",
                 (double[]) { 10, 5, NAN, 5 });
  check_draught (apart, 2, "100,30 160,30 | 270,40 290,40", (double[]) { 10, 10, NAN, 5 });
  check_draught (taken_back, 2, "100,30 140,30", (double[]) { 10, NAN, NAN, NAN });
  check_draught (open, 1, "100,30 160,30 | 250,30 300,30", (double[]) { 10, 10, NAN, 10 });
}

/* A view that begins in a silence, which ends at 15 hours, has nothing at its edge. */
static void
test_draught_edge (void)
{
  enum { N = 12 };
  const guint16 speeds[N] = { 0 };
  const RsProvenance provenances[N] = { RS_OBSERVED };
  g_autoptr (RsTrack) track = make_track (provenances, speeds, N, HOUR (6));
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  RsIdentity identity = make_identity (0, 19, 100);
  const RsVessel vessel = { .identities = list };
  g_autofree char *path = NULL;
  RsChartFrame frame = FRAME;
  cairo_t *cr = create_cairo ();

  g_ptr_array_add (list, &identity);
  frame.from_ms = HOUR (10);
  rs_chart_path_add_draught (cr, &frame, &vessel, track);
  path = print_path (cr);
  g_assert_cmpstr (path, ==, "200,30 280,30");
  cairo_destroy (cr);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart-path/speed-runs", test_speed_runs);
  g_test_add_func ("/chart-path/speed-crowded", test_speed_crowded);
  g_test_add_func ("/chart-path/draught", test_draught);
  g_test_add_func ("/chart-path/draught-edge", test_draught_edge);
  return g_test_run ();
}
