/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/level-of-detail.h"

#include "sample.h"

static RsSnapshot *
make_snapshot (void)
{
  RsSnapshot *snapshot = sample_new ();

  for (gint64 id = 1; id <= 3; id++)
    {
      GArray *fixes = g_array_new (FALSE, FALSE, sizeof (RsFix));
      gint64 t_ms = SAMPLE_START_MS;

      sample_sail (fixes, &t_ms, (RsLatLon){ 40 + (double) id, 132 }, (RsLatLon){ 40 + (double) id, 134 }, 10,
                   RS_MINUTE_MS, RS_OBSERVED);
      sample_add_vessel (snapshot, id, "Ship", fixes);
    }
  rs_snapshot_seal (snapshot);
  return snapshot;
}

static gint64
get_time (guint i)
{
  return SAMPLE_START_MS + (gint64) i * 777 * RS_SECOND_MS;
}

static void
check_positions (const RsPositions *positions, RsSnapshot *snapshot, gint64 t_ms)
{
  g_assert_true (positions->snapshot == snapshot);
  g_assert_cmpint (positions->t_ms, ==, t_ms);
  g_assert_cmpuint (positions->n, ==, snapshot->hulls->len);
  for (guint i = 0; i < positions->n; i++)
    {
      RsPosition position;

      rs_position_at (g_ptr_array_index (snapshot->hulls, i), t_ms, snapshot->gap_ms, NULL, &position);
      g_assert_cmpint (positions->positions[i].index, ==, position.index);
      g_assert_cmpfloat (positions->positions[i].place.lat_deg, ==, position.place.lat_deg);
      g_assert_cmpfloat (positions->positions[i].place.lon_deg, ==, position.place.lon_deg);
    }
}

/* A picture under way leaves those of the picture that is shown, also at the third time; another snapshot does
 * not. */
static void
test_positions (void)
{
  g_autoptr (RsSnapshot) snapshot = make_snapshot ();
  g_autoptr (RsSnapshot) other = make_snapshot ();
  g_autoptr (RsDetail) detail = rs_detail_new ();
  RsPositions *before = NULL;

  rs_detail_use_snapshot (detail, snapshot);
  for (guint i = 0; i < 4; i++)
    {
      RsPositions *now = rs_detail_get_positions (detail, snapshot, get_time (i));
      g_autoptr (RsPositions) again = rs_detail_get_positions (detail, snapshot, get_time (i));

      check_positions (now, snapshot, get_time (i));
      g_assert_true (again == now);
      if (before)
        {
          g_autoptr (RsPositions) shown = rs_detail_get_positions (detail, snapshot, get_time (i - 1));

          g_assert_true (shown == before);
        }
      g_clear_pointer (&before, rs_positions_unref);
      before = now;
    }
  {
    g_autoptr (RsPositions) now = rs_detail_get_positions (detail, other, get_time (3));
    g_autoptr (RsPositions) back = rs_detail_get_positions (detail, snapshot, get_time (3));

    check_positions (now, other, get_time (3));
    check_positions (back, snapshot, get_time (3));
    g_assert_true (back != before);
  }
  rs_positions_unref (before);
}

typedef struct
{
  RsDetail *detail;
  RsSnapshot *snapshot;
} Asker;

static gpointer
ask_thread (gpointer data)
{
  const Asker *asker = data;

  for (guint i = 0; i < 400; i++)
    {
      g_autoptr (RsPositions) positions
        = rs_detail_get_positions (asker->detail, asker->snapshot, get_time (i % 3));

      check_positions (positions, asker->snapshot, get_time (i % 3));
    }
  return NULL;
}

/* Several at once, of several snapshots. */
static void
test_threads (void)
{
  g_autoptr (RsSnapshot) snapshot = make_snapshot ();
  g_autoptr (RsSnapshot) other = make_snapshot ();
  g_autoptr (RsDetail) detail = rs_detail_new ();
  Asker askers[4] = { { detail, snapshot }, { detail, other }, { detail, snapshot }, { detail, snapshot } };
  GThread *threads[G_N_ELEMENTS (askers)];

  rs_detail_use_snapshot (detail, snapshot);
  for (guint i = 0; i < G_N_ELEMENTS (askers); i++)
    threads[i] = g_thread_new ("ask", ask_thread, &askers[i]);
  for (guint i = 0; i < G_N_ELEMENTS (askers); i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/level-of-detail/positions", test_positions);
  g_test_add_func ("/level-of-detail/threads", test_threads);
  return g_test_run ();
}
