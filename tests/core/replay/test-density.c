/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "replay/density.h"

#define N_TRACKS 5

/* A case over some years with runs and silences, of which some vessels are computed. */
static RsSnapshot *
make_case (GRand *rand, guint n_fixes)
{
  RsSnapshot *snapshot = rs_snapshot_new ();

  for (guint v = 0; v < N_TRACKS; v++)
    {
      RsVessel *vessel = rs_vessel_new ();
      RsFix *fixes = g_new0 (RsFix, n_fixes);
      gint64 t_ms = g_rand_int_range (rand, 0, 1000000);

      for (guint i = 0; i < n_fixes; i++)
        {
          fixes[i].t_ms = t_ms;
          fixes[i].provenance = v == 1 || (v == 2 && i % 3 == 0) ? RS_RECONSTRUCTED : RS_OBSERVED;
          t_ms += g_rand_int_range (rand, 0, 50) ? g_rand_int_range (rand, 0, 20000)
                                                 : (gint64) g_rand_int_range (rand, 0, 400) * RS_HOUR_MS;
        }
      vessel->id = v + 1;
      g_ptr_array_add (snapshot->vessels, vessel);
      g_ptr_array_add (snapshot->tracks, rs_track_new (v + 1, fixes, n_fixes, RS_DAY_MS));
    }
  rs_snapshot_seal (snapshot);
  return snapshot;
}

/* How many fixes lie in [from, end), one by one. */
static guint
count_slowly (const RsSnapshot *snapshot, GHashTable *hidden, gint64 from_ms, gint64 end_ms,
              gboolean inferred)
{
  guint n = 0;

  for (guint v = 0; v < snapshot->tracks->len; v++)
    {
      const RsTrack *track = g_ptr_array_index (snapshot->tracks, v);

      for (guint i = 0; i < track->n; i++)
        n += track->fixes[i].t_ms >= from_ms && track->fixes[i].t_ms < end_ms
             && !(hidden && g_hash_table_contains (hidden, &track->vessel_id))
             && (!inferred || track->fixes[i].provenance != RS_OBSERVED);
    }
  return n;
}

static void
check_view (RsDensity *density, const RsSnapshot *snapshot, GHashTable *hidden, gint64 from_ms,
            gint64 to_ms, guint n_bins)
{
  g_autofree guint32 *counts = g_new (guint32, n_bins), *inferred = g_new (guint32, n_bins);
  gint64 slack_ms = (to_ms - from_ms) / n_bins / 8 + 1;
  guint64 sum = 0;

  rs_density_query (density, from_ms, to_ms, n_bins, counts, inferred);
  for (guint k = 0; k < n_bins; k++)
    {
      gint64 begin_ms = from_ms + (to_ms - from_ms) * k / n_bins;
      gint64 end_ms = from_ms + (to_ms - from_ms) * (k + 1) / n_bins + (k + 1 == n_bins);

      sum += counts[k];
      /* Within what the edges may be off. */
      g_assert_cmpuint (counts[k], >=,
                        count_slowly (snapshot, hidden, begin_ms + slack_ms, end_ms - slack_ms, FALSE));
      g_assert_cmpuint (counts[k], <=,
                        count_slowly (snapshot, hidden, begin_ms - slack_ms, end_ms + slack_ms, FALSE));
      g_assert_cmpuint (inferred[k], <=, counts[k]);
    }
  g_assert_cmpuint (sum, >=, count_slowly (snapshot, hidden, from_ms + slack_ms, to_ms - slack_ms, FALSE));
  g_assert_cmpuint (sum, <=, count_slowly (snapshot, hidden, from_ms - slack_ms, to_ms + slack_ms, FALSE));
}

/* From the whole span down to seconds. */
static void
test_zooms (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  g_autoptr (RsSnapshot) snapshot = make_case (rand, 4000);
  g_autoptr (GHashTable) hidden = g_hash_table_new (g_int64_hash, g_int64_equal);
  const gint64 hidden_id = 4;
  g_autoptr (RsDensity) all = rs_density_new (snapshot, NULL);
  g_autoptr (RsDensity) some = NULL;
  guint32 one, inferred;

  g_hash_table_add (hidden, (gpointer) &hidden_id);
  some = rs_density_new (snapshot, hidden);
  for (gint64 span_ms = snapshot->to_ms - snapshot->from_ms; span_ms > 10000; span_ms /= 7)
    {
      const RsTrack *track = g_ptr_array_index (snapshot->tracks, 2);
      gint64 from_ms = span_ms < RS_DAY_MS ? track->fixes[2000].t_ms - span_ms / 3
                                           : snapshot->from_ms + span_ms / 9;

      check_view (all, snapshot, NULL, from_ms, from_ms + span_ms, 50);
      check_view (some, snapshot, hidden, from_ms, from_ms + span_ms, 50);
    }
  /* The whole is counted whole, in one bin or in many. */
  rs_density_query (all, snapshot->from_ms, snapshot->to_ms, 1, &one, &inferred);
  g_assert_cmpuint (one, ==, N_TRACKS * 4000);
  g_assert_cmpuint (inferred, ==, 4000 + 1334);
  check_view (all, snapshot, NULL, snapshot->from_ms, snapshot->to_ms, 400);
}

static void
test_empty (void)
{
  g_autoptr (RsSnapshot) snapshot = rs_snapshot_new ();
  g_autoptr (RsDensity) density = NULL;
  guint32 counts[3] = { 1, 1, 1 }, inferred[3];

  rs_snapshot_seal (snapshot);
  density = rs_density_new (snapshot, NULL);
  rs_density_query (density, 0, 1000, 3, counts, inferred);
  g_assert_cmpuint (counts[0] + counts[1] + counts[2], ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/density/zooms", test_zooms);
  g_test_add_func ("/density/empty", test_empty);
  return g_test_run ();
}
