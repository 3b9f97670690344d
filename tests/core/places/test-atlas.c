/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "places/atlas.h"

#include <string.h>

static RsAtlas *
open_atlas (void)
{
  g_autoptr (GError) error = NULL;
  RsAtlas *atlas = rs_atlas_open_default (&error);

  g_assert_no_error (error);
  return atlas;
}

static void
test_levels (void)
{
  g_autoptr (RsAtlas) atlas = open_atlas ();
  guint n = rs_atlas_get_n_levels (atlas);

  g_assert_cmpuint (n, >=, 4);
  g_assert_cmpuint (rs_atlas_level_for_zoom (atlas, -1), ==, 0);
  g_assert_cmpuint (rs_atlas_level_for_zoom (atlas, 20), ==, n - 1);
  for (guint i = 1; i < n; i++)
    {
      guint side = rs_atlas_get_cells_per_side (atlas, i);

      g_assert_cmpuint (side & (side - 1), ==, 0);
      g_assert_cmpuint (side, >, rs_atlas_get_cells_per_side (atlas, i - 1));
    }
  g_assert_cmpstr (rs_atlas_get_attribution (atlas), !=, "");
}

/* Every cell of a sample of each level keeps what the header promises. */
static void
test_sound_cells (void)
{
  g_autoptr (RsAtlas) atlas = open_atlas ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  for (guint level = 0; level < rs_atlas_get_n_levels (atlas); level++)
    for (guint k = 0; k < 300; k++)
      {
        guint side = rs_atlas_get_cells_per_side (atlas, level);
        guint cx = (guint) g_rand_int_range (rand, 0, (gint32) side);
        guint cy = (guint) g_rand_int_range (rand, 0, (gint32) side);
        const RsAtlasCell *cell = rs_atlas_get_cell (atlas, level, cx, cy);
        guint used = 0, last_kind = 0;

        g_assert_nonnull (cell);
        g_assert_true (cell->level == level && cell->cx == cx && cell->cy == cy);
        g_assert_true ((cell->ground == RS_CELL_MIXED) == (cell->n_rings + cell->n_borders > 0));
        for (guint i = 0; i < cell->n_rings; i++)
          {
            g_assert_cmpuint (cell->rings[i].first, ==, used);
            g_assert_cmpuint (cell->rings[i].n, >=, 3);
            g_assert_cmpuint (cell->rings[i].kind, >=, last_kind);
            last_kind = cell->rings[i].kind;
            used += cell->rings[i].n;
          }
        for (guint i = 0; i < cell->n_borders; i++)
          {
            g_assert_cmpuint (cell->borders[i].first, ==, used);
            g_assert_cmpuint (cell->borders[i].n, >=, 2);
            used += cell->borders[i].n;
          }
        g_assert_cmpuint (used, ==, cell->n_points);
        for (guint i = 0; i < cell->n_points; i++)
          g_assert_true (cell->points[i].x <= RS_CELL_UNITS && cell->points[i].y <= RS_CELL_UNITS);
        rs_atlas_cell_unref (cell);
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/atlas/levels", test_levels);
  g_test_add_func ("/atlas/sound-cells", test_sound_cells);
  return g_test_run ();
}
