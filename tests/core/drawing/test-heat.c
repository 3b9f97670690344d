/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long ships were where, beside a slow count from every fix. */
#include "drawing/heat.h"
#include "picture.h"
#include "sample.h"

#define SEED 99
/* Parts into which the slow count cuts each leg. */
#define N_PARTS 48

static RsRenderer *renderer;

/* Ships that lie at anchor, sail slowly and fast, and fall silent; two of them across 180 degrees. */
static RsSnapshot *
make_case (double lon_deg)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  RsSnapshot *snapshot = sample_new ();

  for (gint64 id = 1; id <= 8; id++)
    {
      GArray *fixes = g_array_new (FALSE, FALSE, sizeof (RsFix));
      RsLatLon at = { g_rand_double_range (rand, 42.2, 42.8),
                      lon_deg + g_rand_double_range (rand, -0.5, 0.5) };
      gint64 t_ms = SAMPLE_START_MS;

      for (guint leg = 0; leg < 5; leg++)
        {
          RsLatLon next = { at.lat_deg + g_rand_double_range (rand, -0.25, 0.25),
                            at.lon_deg + g_rand_double_range (rand, -0.4, 0.4) };

          sample_rest (fixes, &t_ms, at, g_rand_int_range (rand, 1, 9) * RS_HOUR_MS,
                       3 * RS_MINUTE_MS, RS_OBSERVED);
          if (leg == 3)
            t_ms += 7 * RS_HOUR_MS;
          sample_sail (fixes, &t_ms, at, next, g_rand_double_range (rand, 4, 20),
                       RS_MINUTE_MS, RS_OBSERVED);
          at = next;
        }
      sample_add_vessel (snapshot, id, "Ship", fixes);
    }
  rs_snapshot_seal (snapshot);
  return snapshot;
}

static void
count_leg (float *hours, guint columns, guint rows, guint margin, double cell_px,
           const RsView *view, const RsFix *a, const RsFix *b)
{
  RsWorldPoint from = rs_world_from_lat_lon (rs_fix_lat_lon (a));
  RsWorldPoint to = rs_world_from_lat_lon (rs_fix_lat_lon (b));

  to.x -= rint (to.x - from.x);
  for (guint i = 0; i < N_PARTS; i++)
    {
      double u = (i + 0.5) / N_PARTS, x, y;

      rs_view_project (view,
                       (RsWorldPoint){ from.x + u * (to.x - from.x), from.y + u * (to.y - from.y) },
                       &x, &y);
      x = floor (x / cell_px + margin);
      y = floor (y / cell_px + margin);
      if (x >= 0 && y >= 0 && x < columns && y < rows)
        hours[(guint) y * columns + (guint) x]
            += (float) ((double) (b->t_ms - a->t_ms) / RS_HOUR_MS / N_PARTS);
    }
}

/* Hours around a cell, up to @reach cells away. */
static double
sum_around (const float *hours, guint columns, guint x, guint y, guint reach)
{
  double sum = 0;

  for (guint j = y - reach; j <= y + reach; j++)
    for (guint i = x - reach; i <= x + reach; i++)
      sum += (double) hours[j * columns + i];
  return sum;
}

/* Cells around which one has time that the other has not two cells (four pixels) farther. */
static guint
count_misplaced (const float *a, const float *b, guint columns, guint rows)
{
  guint n = 0;

  for (guint y = 8; y + 8 < rows; y++)
    for (guint x = 8; x + 8 < columns; x++)
      {
        double near_a = sum_around (a, columns, x, y, 2), near_b = sum_around (b, columns, x, y, 2);

        n += near_a > sum_around (b, columns, x, y, 4) * 1.02 + 0.02
             || near_b > sum_around (a, columns, x, y, 4) * 1.02 + 0.02;
      }
  return n;
}

static double
sum_all (const float *hours, gsize n)
{
  double sum = 0;

  for (gsize i = 0; i < n; i++)
    sum += (double) hours[i];
  return sum;
}

static void
check_view (RsSnapshot *snapshot, const RsView *view, gboolean sees_all)
{
  guint zoom = rs_level_for_zoom (view->zoom, view->scale), columns, rows, margin;
  g_autoptr (RsHeat) heat = rs_heat_new (view);
  g_autoptr (RsHeat) naive = rs_heat_new (view);
  g_autofree float *slow = NULL;
  const RsKnots nothing = { 0 };
  const float *hours, *naive_hours;
  double cell_px;

  hours = rs_heat_get_hours (heat, &columns, &rows, &margin, &cell_px);
  naive_hours = rs_heat_get_hours (naive, &columns, &rows, &margin, &cell_px);
  slow = g_new0 (float, (gsize) columns * rows);
  for (guint i = 0; i < snapshot->hulls->len; i++)
    {
      const RsTrack *track = g_ptr_array_index (snapshot->hulls, i);
      g_autoptr (RsLevel) level = rs_level_new (track, zoom);
      g_autoptr (RsKnots) knots = rs_knots_new (track, level);

      g_assert_false (rs_heat_add (heat, track, level, knots));
      rs_heat_add (naive, track, level, &nothing);
      for (guint k = 1; k < track->n; k++)
        if (!(track->fixes[k].flags & RS_FIX_BREAK))
          count_leg (slow, columns, rows, margin, cell_px, view, &track->fixes[k - 1],
                     &track->fixes[k]);
    }
  g_test_message ("zoom %.1f scale %.1f: %.1f h of %.1f h, %u cells misplaced; without knots %u",
                  view->zoom, view->scale, sum_all (hours, (gsize) columns * rows),
                  sum_all (slow, (gsize) columns * rows),
                  count_misplaced (hours, slow, columns, rows),
                  count_misplaced (naive_hours, slow, columns, rows));
  g_assert_cmpuint (count_misplaced (hours, slow, columns, rows), ==, 0);
  /* The test can tell: spread evenly along the lines it is wrong. */
  g_assert_cmpuint (count_misplaced (naive_hours, slow, columns, rows), >, 20);
  if (sees_all)
    g_assert_cmpfloat_with_epsilon (sum_all (hours, (gsize) columns * rows),
                                    sum_all (slow, (gsize) columns * rows), 0.5);
}

static void
test_count (void)
{
  const double lons[] = { 133, 180 };
  const struct
  {
    double zoom, scale, rotation_rad;
    gboolean sees_all;
  } views[] = { { 7.3, 1, 0, TRUE }, { 8, 2, 0.7, TRUE }, { 9.6, 1, 0, FALSE }, { 11, 1.5, -1, FALSE } };

  g_test_message ("seed %d", SEED);
  for (guint k = 0; k < G_N_ELEMENTS (lons); k++)
    {
      g_autoptr (RsSnapshot) snapshot = make_case (lons[k]);

      for (guint i = 0; i < G_N_ELEMENTS (views); i++)
        {
          RsFrame frame = picture_frame (42.5, lons[k], views[i].zoom, 0);

          frame.view.scale = views[i].scale;
          frame.view.rotation_rad = views[i].rotation_rad;
          check_view (snapshot, &frame.view, views[i].sees_all);
        }
    }
}

static guint
count_inked (RsSnapshot *snapshot, const RsFrame *frame)
{
  g_auto (Picture) picture = picture_draw (renderer, snapshot, frame);

  return picture_count (&picture, 0, 0, picture.width, picture.height);
}

/* Hidden ships and what is outside of the span do not count; a lone fix does not either. */
static void
test_picture (void)
{
  g_autoptr (RsSnapshot) snapshot = make_case (133);
  RsFrame frame = picture_frame (42.5, 133, 8, RS_SHOW_TRACKS | RS_SHOW_HEAT);
  g_autoptr (GHashTable) hidden = g_hash_table_new (g_int64_hash, g_int64_equal);
  gint64 ids[8];
  guint all = count_inked (snapshot, &frame), some;

  g_assert_cmpuint (all, >, 1000);
  frame.span_from_ms = SAMPLE_START_MS;
  frame.span_to_ms = SAMPLE_START_MS + 8 * RS_HOUR_MS;
  some = count_inked (snapshot, &frame);
  g_assert_cmpuint (some, >, 50);
  g_assert_cmpuint (some, <, all / 2);
  frame.span_from_ms = frame.span_to_ms = RS_TIME_NONE;
  for (guint i = 0; i < 8; i++)
    {
      ids[i] = i + 1;
      g_hash_table_add (hidden, &ids[i]);
      frame.hidden = hidden;
      some = count_inked (snapshot, &frame);
      g_assert_cmpuint (some, <, all);
    }
  g_assert_cmpuint (some, ==, 0);
}

/* The same pixels wherever the view has been moved to. */
static void
test_panning (void)
{
  g_autoptr (RsSnapshot) snapshot = make_case (133);
  RsFrame frame = picture_frame (42.5, 133, 8.4, RS_SHOW_TRACKS | RS_SHOW_HEAT);
  g_auto (Picture) picture = picture_draw (renderer, snapshot, &frame);
  RsFrame moved = frame;
  Picture other;

  moved.view.center.x += 64 / rs_view_world_px (&frame.view);
  other = picture_draw (renderer, snapshot, &moved);
  for (int y = 0; y < 300; y++)
    for (int x = 64; x < 400; x++)
      g_assert_cmphex (picture_get (&picture, x, y), ==, picture_get (&other, x - 64, y));
  picture_clear (&other);
}

int
main (int argc, char *argv[])
{
  int rc;

  g_test_init (&argc, &argv, NULL);
  renderer = picture_new_renderer ();
  g_test_add_func ("/heat/count", test_count);
  g_test_add_func ("/heat/picture", test_picture);
  g_test_add_func ("/heat/panning", test_panning);
  rc = g_test_run ();
  rs_renderer_free (renderer);
  return rc;
}
