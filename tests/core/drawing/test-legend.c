/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/legend-rows.h"

#include "drawing/legend.h"
#include "sample.h"

static void
add_ship (RsSnapshot *snapshot, gint64 id, const char *name, guint32 mmsi)
{
  GArray *fixes = g_array_new (FALSE, FALSE, sizeof (RsFix));
  gint64 t_ms = SAMPLE_START_MS;

  sample_sail (fixes, &t_ms, (RsLatLon){ 42, 132 }, (RsLatLon){ 42.5, 132.5 }, 10, RS_MINUTE_MS, RS_OBSERVED);
  sample_add_vessel (snapshot, id, name, fixes)->mmsi = mmsi;
}

/* Two ships of one name are told apart. */
static void
test_names (void)
{
  static const char *const WANTED[] = { "STAR (273000001)", "MOON", "STAR (445000002)", "STAR" };
  g_autoptr (RsSnapshot) snapshot = sample_new ();
  g_autoptr (GArray) rows = NULL;
  RsFrame frame;
  RsLegendFacts facts;
  RsTintFacts tint_facts;
  RsTints tints;
  RsDrawContext context = { .snapshot = snapshot, .frame = &frame, .tints = &tints, .facts = &facts };

  add_ship (snapshot, 1, "STAR", 273000001);
  add_ship (snapshot, 2, "MOON", 273000003);
  add_ship (snapshot, 3, "STAR", 445000002);
  add_ship (snapshot, 4, "STAR", 0);
  rs_snapshot_seal (snapshot);
  rs_frame_init (&frame);
  frame.view = (RsView){ .width = 800, .height = 600, .scale = 1, .zoom = 7,
                         .center = rs_world_from_lat_lon ((RsLatLon){ 42, 132 }) };
  context.style = rs_style_get (frame.theme);
  rs_legend_facts_init (&facts, snapshot);
  rs_tint_facts_init (&tint_facts, snapshot);
  rs_tints_init (&tints, &frame, context.style, &tint_facts);
  rows = rs_legend_list (&context, 0);
  g_assert_cmpuint (rows->len, >=, G_N_ELEMENTS (WANTED));
  for (guint i = 0; i < G_N_ELEMENTS (WANTED); i++)
    g_assert_cmpstr (g_array_index (rows, RsLegendRow, i).text, ==, WANTED[i]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/legend/names", test_names);
  return g_test_run ();
}
