/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/timeline/strip-picture.h"

#include "replay/clock.h"

#define WIDTH 1000

/* Which columns of the lane's middle have paint, the view beginning @at_ms into a silence or passage of ten days and
 * being @span_ms long. */
static void
draw (RsLaneKind kind, gint64 at_ms, gint64 span_ms, gboolean columns[WIDTH])
{
  RsLane lanes[RS_N_LANES] = { 0 };
  RsLaneItem item = { .to_ms = 10 * RS_DAY_MS, .color = 0, .inferred = TRUE };
  const RsStripPicture picture = { .from_ms = at_ms, .to_ms = at_ms + span_ms, .span_px = WIDTH, .lanes = lanes };
  int height = RS_STRIP_DENSITY_PX + RS_STRIP_ROW_PX + 2 * RS_STRIP_LANE_PAD_PX;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, height);
  cairo_t *cr = cairo_create (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);

  lanes[kind].items = g_array_new (FALSE, FALSE, sizeof (RsLaneItem));
  lanes[kind].n_rows = 1;
  g_array_append_val (lanes[kind].items, item);
  rs_strip_picture_draw_lanes (&picture, cr, rs_style_get (RS_THEME_LIGHT));
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  for (int x = 0; x < WIDTH; x++)
    {
      columns[x] = FALSE;
      for (int y = RS_STRIP_DENSITY_PX + RS_STRIP_LANE_PAD_PX; y < height - RS_STRIP_LANE_PAD_PX; y++)
        columns[x] |= cairo_image_surface_get_data (surface)[(gsize) y * stride + (gsize) x * 4 + 3] > 100;
    }
  cairo_surface_destroy (surface);
  g_array_unref (lanes[kind].items);
}

/* However short what is seen of it is. */
static void
test_long (void)
{
  static const RsLaneKind KINDS[] = { RS_LANE_GAPS, RS_LANE_CALLS };
  gboolean columns[WIDTH];

  for (guint k = 0; k < G_N_ELEMENTS (KINDS); k++)
    for (gint64 at_ms = RS_SECOND_MS; at_ms < 10 * RS_DAY_MS; at_ms = at_ms * 2 + 777)
      {
        draw (KINDS[k], at_ms, 10 * RS_SECOND_MS, columns);
        for (int x = 0; x < WIDTH; x++)
          g_assert_true (columns[x]);
      }
}

/* Dashes stand where they stood, however much of the passage is out of view. */
static void
test_dashes (void)
{
  gboolean before[WIDTH], after[WIDTH];

  draw (RS_LANE_VOYAGES, RS_HOUR_MS, 1000 * RS_SECOND_MS, before);
  draw (RS_LANE_VOYAGES, RS_HOUR_MS + 100 * RS_SECOND_MS, 1000 * RS_SECOND_MS, after);
  for (int x = 100; x < WIDTH; x++)
    g_assert_cmpint (before[x], ==, after[x - 100]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strip-picture/long", test_long);
  g_test_add_func ("/strip-picture/dashes", test_dashes);
  return g_test_run ();
}
