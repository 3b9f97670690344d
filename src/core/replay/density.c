/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "replay/clock.h"

#include <string.h>

/* The first of fixes[low .. n) at or after @t_ms. */
static guint
find_first (const RsFix *fixes, guint low, guint n, gint64 t_ms)
{
  guint high = n;

  while (low < high)
    {
      guint mid = low + (high - low) / 2;

      if (fixes[mid].t_ms < t_ms)
        low = mid + 1;
      else
        high = mid;
    }
  return low;
}

/* Most tracks are of one kind; only a mixed one has its fixes looked at. */
static guint32
count_inferred (const RsTrack *track, guint from, guint to)
{
  guint32 n = 0;

  if (track->n_not_observed == 0)
    return 0;
  if (track->n_not_observed == track->n)
    return to - from;
  for (guint i = from; i < to; i++)
    n += track->fixes[i].provenance != RS_OBSERVED;
  return n;
}

void
rs_density_count (const RsSnapshot *snapshot, GHashTable *hidden, gint64 from_ms, gint64 to_ms,
                  guint n_bins, guint32 *out_counts, guint32 *out_reconstructed)
{
  memset (out_counts, 0, n_bins * sizeof *out_counts);
  memset (out_reconstructed, 0, n_bins * sizeof *out_reconstructed);
  if (to_ms < from_ms || n_bins == 0)
    return;
  for (guint v = 0; v < snapshot->tracks->len; v++)
    {
      const RsTrack *track = g_ptr_array_index (snapshot->tracks, v);
      guint first, last;

      if (track->n == 0 || track->fixes[0].t_ms > to_ms || track->fixes[track->n - 1].t_ms < from_ms
          || (hidden && g_hash_table_contains (hidden, &track->vessel_id)))
        continue;
      first = find_first (track->fixes, 0, track->n, from_ms);
      for (guint k = 0; k < n_bins && first < track->n; k++, first = last)
        {
          /* The last bin takes the end too, so that a whole case is counted whole. */
          gint64 end_ms = k + 1 == n_bins
                            ? to_ms + 1
                            : from_ms + (gint64) ((__int128) (to_ms - from_ms) * (k + 1) / n_bins);

          last = find_first (track->fixes, first, track->n, end_ms);
          out_counts[k] += last - first;
          out_reconstructed[k] += count_inferred (track, first, last);
        }
    }
}
