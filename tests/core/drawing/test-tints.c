/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/tints.h"
#include "picture.h"
#include "sample.h"

static RsRenderer *renderer;

static double
get_luminance (RsColor color)
{
  double sum = 0;
  const double weights[3] = { 0.0722, 0.7152, 0.2126 };

  for (guint i = 0; i < 3; i++)
    {
      double c = (color >> (8 * i) & 0xff) / 255.0;

      sum += weights[i] * (c <= 0.04045 ? c / 12.92 : pow ((c + 0.055) / 1.055, 2.4));
    }
  return sum;
}

/* CIE L*, 0 to 100. */
static double
get_lightness (RsColor color)
{
  return 116 * cbrt (get_luminance (color)) - 16;
}

static double
get_contrast (RsColor a, RsColor b)
{
  double x = get_luminance (a) + 0.05, y = get_luminance (b) + 0.05;

  return MAX (x, y) / MIN (x, y);
}

/* Who sees no hues reads a ramp by its lightness: it grows at every step, in both themes, and even the end
 * that is nearest to the sea stands off it. */
static void
test_ramps (void)
{
  const RsColorBy modes[] = { RS_COLOR_BY_SPEED, RS_COLOR_BY_TIME };

  for (guint theme = RS_THEME_LIGHT; theme <= RS_THEME_DARK; theme++)
    for (guint m = 0; m < G_N_ELEMENTS (modes); m++)
      {
        const RsStyle *style = rs_style_get ((RsTheme) theme);
        double last = -1;

        for (guint i = 0; i <= 20; i++)
          {
            RsColor color = rs_tints_get_ramp ((RsTheme) theme, modes[m], i / 20.0);
            double lightness = get_lightness (color);

            if (i > 0)
              {
                g_assert_cmpfloat (lightness - last, >, 0.6);
                g_assert_cmpfloat (lightness - last, <, 4.5);
              }
            g_assert_cmpfloat (get_contrast (color, style->sea), >, theme == RS_THEME_DARK ? 3 : 2.2);
            last = lightness;
          }
      }
}

static void
test_names (void)
{
  RsColorBy by = RS_COLOR_BY_VESSEL;

  for (guint i = 0; i < RS_N_COLOR_BY; i++)
    {
      g_assert_true (rs_color_by_from_string (rs_color_by_to_string ((RsColorBy) i), &by));
      g_assert_cmpuint (by, ==, i);
    }
  g_assert_false (rs_color_by_from_string ("colour", &by));
}

/* Slow in the west, fast in the east; two imports, one after the other; the last fix is in doubt. */
static RsSnapshot *
make_case (void)
{
  RsSnapshot *snapshot = sample_new ();
  GArray *fixes = g_array_new (FALSE, FALSE, sizeof (RsFix));
  gint64 t_ms = SAMPLE_START_MS;
  RsVessel *vessel;

  sample_sail (fixes, &t_ms, (RsLatLon){ 42, 132 }, (RsLatLon){ 42, 133 }, 4, 5 * RS_MINUTE_MS,
               RS_OBSERVED);
  sample_sail (fixes, &t_ms, (RsLatLon){ 42, 133 }, (RsLatLon){ 42, 134 }, 20, RS_MINUTE_MS,
               RS_OBSERVED);
  for (guint i = 0; i < fixes->len; i++)
    {
      RsFix *fix = &g_array_index (fixes, RsFix, i);

      fix->import = fix->lon_e7 < rs_e7_from_deg (132.5) ? 0 : 1;
      fix->flags = fix->lon_e7 > rs_e7_from_deg (133.9) ? RS_FIX_ON_LAND : 0;
    }
  vessel = sample_add_vessel (snapshot, 1, "One", fixes);
  g_free (vessel->flag);
  vessel->flag = g_strdup ("KP");
  rs_snapshot_seal (snapshot);
  return snapshot;
}

/* Colour of the line at a longitude, without its rim. */
static RsColor
get_color (const Picture *picture, const RsFrame *frame, double lon_deg)
{
  RsColor best = 0;
  double x, y;

  picture_project (frame, (RsLatLon){ 42, lon_deg }, &x, &y);
  for (int row = -2; row <= 2; row++)
    {
      RsColor color = picture_get (picture, x, y + row);

      if (color >> 24 > best >> 24)
        best = color;
    }
  return best;
}

static void
assert_near (RsColor a, RsColor b, int most)
{
  for (guint shift = 0; shift < 24; shift += 8)
    if (ABS ((int) (a >> shift & 0xff) - (int) (b >> shift & 0xff)) > most)
      g_error ("%08x is not near %08x", a, b);
}

static void
test_modes (void)
{
  g_autoptr (RsSnapshot) snapshot = make_case ();
  RsFrame frame = picture_frame (42, 133, 8, RS_SHOW_TRACKS);
  const RsStyle *style = rs_style_get (RS_THEME_LIGHT);

  frame.track_px = 4;
  for (guint by = 0; by < RS_N_COLOR_BY; by++)
    {
      frame.color_by = (RsColorBy) by;
      {
        g_auto (Picture) picture = picture_draw (renderer, snapshot, &frame);
        RsColor west = get_color (&picture, &frame, 132.3), middle
                                                            = get_color (&picture, &frame, 132.7);
        RsColor east = get_color (&picture, &frame, 133.5), end
                                                            = get_color (&picture, &frame, 133.97);

        switch ((RsColorBy) by)
          {
          case RS_COLOR_BY_SPEED:
            assert_near (west, rs_tints_get_ramp (RS_THEME_LIGHT, RS_COLOR_BY_SPEED, 4 / 23.0), 12);
            assert_near (east, rs_tints_get_ramp (RS_THEME_LIGHT, RS_COLOR_BY_SPEED, 20 / 23.0), 12);
            break;
          case RS_COLOR_BY_TIME:
            /* 11 of 13.4 hours are over in the middle. */
            assert_near (west, rs_tints_get_ramp (RS_THEME_LIGHT, RS_COLOR_BY_TIME, 0.25), 14);
            assert_near (end, rs_tints_get_ramp (RS_THEME_LIGHT, RS_COLOR_BY_TIME, 1), 8);
            break;
          case RS_COLOR_BY_SOURCE:
            assert_near (west, style->vessels[0], 4);
            assert_near (middle, style->vessels[1], 4);
            break;
          case RS_COLOR_BY_CONFIDENCE:
            assert_near (east, style->vessels[0], 4);
            assert_near (end, style->vessels[1], 4);
            break;
          case RS_COLOR_BY_FLAG:
          case RS_COLOR_BY_VESSEL:
            assert_near (west, style->vessels[0], 4);
            assert_near (end, style->vessels[0], 4);
            break;
          case RS_N_COLOR_BY:
          default:
            g_assert_not_reached ();
          }
        /* No hole where colours meet. */
        for (double lon_deg = 132.02; lon_deg < 133.98; lon_deg += 0.003)
          g_assert_cmpuint (get_color (&picture, &frame, lon_deg) >> 24, >, 240);
      }
    }
}

/* A selected vessel is told from others whatever the colours say, and width and opacity are kept. */
static void
test_selected (void)
{
  g_autoptr (RsSnapshot) snapshot = make_case ();
  RsFrame frame = picture_frame (42, 133, 8, RS_SHOW_TRACKS);
  guint thin, thick, selected;
  RsColor color;

  frame.color_by = RS_COLOR_BY_SPEED;
  {
    g_auto (Picture) picture = picture_draw (renderer, snapshot, &frame);

    thin = picture_count (&picture, 0, 0, 400, 300);
  }
  frame.selected_vessel = 1;
  {
    g_auto (Picture) picture = picture_draw (renderer, snapshot, &frame);

    selected = picture_count (&picture, 0, 0, 400, 300);
  }
  frame.selected_vessel = 0;
  frame.track_px = 4;
  frame.track_opacity = 0.5;
  {
    g_auto (Picture) picture = picture_draw (renderer, snapshot, &frame);

    thick = picture_count (&picture, 0, 0, 400, 300);
    color = get_color (&picture, &frame, 133.5);
  }
  g_assert_cmpuint (selected, >, thin * 3 / 2);
  g_assert_cmpuint (thick, >, thin * 3 / 2);
  g_assert_cmpuint (color >> 24, >, 115);
  g_assert_cmpuint (color >> 24, <, 140);
}

int
main (int argc, char *argv[])
{
  int rc;

  g_test_init (&argc, &argv, NULL);
  renderer = picture_new_renderer ();
  g_test_add_func ("/tints/ramps", test_ramps);
  g_test_add_func ("/tints/names", test_names);
  g_test_add_func ("/tints/modes", test_modes);
  g_test_add_func ("/tints/selected", test_selected);
  rc = g_test_run ();
  rs_renderer_free (renderer);
  return rc;
}
