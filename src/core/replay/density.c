/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "replay/density.h"

#include <string.h>

/* Cells of the whole span. A view of 400 bins takes its counts from them until it shows less than
 * 3/1000 of the span. */
#define N_CELLS_MAX (1 << 20)
/* A bin this many cells long has edges good enough. */
#define CELLS_PER_BIN 8

struct _RsDensity
{
  gatomicrefcount ref_count;
  RsSnapshot *snapshot;
  GHashTable *hidden; /* nullable */
  gint64 from_ms, to_ms; /* of all fixes that count; from > to: there are none */
  gint64 cell_ms;
  guint n_cells;
  guint32 *sums;     /* n_cells + 1: fixes before each cell */
  guint32 *inferred; /* nullable: all are observed */
};

static gboolean
is_hidden (GHashTable *hidden, const RsTrack *track)
{
  return hidden && g_hash_table_contains (hidden, &track->vessel_id);
}

/* Where bin @k of @n_bins begins. */
static gint64
get_edge (gint64 from_ms, gint64 to_ms, guint k, guint n_bins)
{
  return from_ms + (gint64) ((__int128) (to_ms - from_ms) * k / n_bins);
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
      guint k = 0;
      gint64 end_ms = get_edge (from_ms, to_ms, 1, n_bins);

      if (track->n == 0 || track->from_ms > to_ms || track->to_ms < from_ms
          || is_hidden (hidden, track))
        continue;
      for (guint i = (guint) (rs_track_find (track, from_ms - 1) + 1);
           i < track->n && track->fixes[i].t_ms <= to_ms; i++)
        {
          gint64 t_ms = track->fixes[i].t_ms;

          /* The last bin takes the end too, so that a whole case is counted whole. */
          if (t_ms >= end_ms && k + 1 < n_bins)
            {
              k = (guint) MIN ((__int128) (t_ms - from_ms) * n_bins / (to_ms - from_ms), n_bins - 1);
              /* Edges are rounded down: the fix may be beyond the next one already. */
              while (k + 1 < n_bins && t_ms >= get_edge (from_ms, to_ms, k + 1, n_bins))
                k++;
              end_ms = get_edge (from_ms, to_ms, k + 1, n_bins);
            }
          out_counts[k]++;
          out_reconstructed[k] += track->fixes[i].provenance != RS_OBSERVED;
        }
    }
}

static void
find_span (RsDensity *self)
{
  self->from_ms = G_MAXINT64;
  self->to_ms = G_MININT64;
  for (guint v = 0; v < self->snapshot->tracks->len; v++)
    {
      const RsTrack *track = g_ptr_array_index (self->snapshot->tracks, v);

      if (track->n == 0 || is_hidden (self->hidden, track))
        continue;
      self->from_ms = MIN (self->from_ms, track->from_ms);
      self->to_ms = MAX (self->to_ms, track->to_ms);
    }
}

static void
sum_up (guint32 *cells, guint n)
{
  guint32 sum = 0;

  for (guint i = 0; i <= n; i++)
    {
      guint32 here = cells[i];

      cells[i] = sum;
      sum += here;
    }
}

static void
count_cells (RsDensity *self)
{
  guint64 n_fixes = 0;

  for (guint v = 0; v < self->snapshot->tracks->len; v++)
    {
      const RsTrack *track = g_ptr_array_index (self->snapshot->tracks, v);

      if (is_hidden (self->hidden, track))
        continue;
      n_fixes += track->n;
      if (track->n_not_observed && !self->inferred)
        self->inferred = g_new0 (guint32, N_CELLS_MAX + 2);
    }
  self->cell_ms = (self->to_ms - self->from_ms) / N_CELLS_MAX + 1;
  self->n_cells = (guint) ((self->to_ms - self->from_ms) / self->cell_ms) + 1;
  self->sums = g_new0 (guint32, self->n_cells + 1);
  for (guint v = 0; n_fixes && v < self->snapshot->tracks->len; v++)
    {
      const RsTrack *track = g_ptr_array_index (self->snapshot->tracks, v);

      if (is_hidden (self->hidden, track))
        continue;
      for (guint i = 0; i < track->n; i++)
        {
          guint cell = (guint) ((track->fixes[i].t_ms - self->from_ms) / self->cell_ms);

          self->sums[cell]++;
          if (track->fixes[i].provenance != RS_OBSERVED)
            self->inferred[cell]++;
        }
      rs_track_forget (track);
    }
  sum_up (self->sums, self->n_cells);
  if (self->inferred)
    sum_up (self->inferred, self->n_cells);
}

RsDensity *
rs_density_new (RsSnapshot *snapshot, GHashTable *hidden)
{
  RsDensity *self = g_new0 (RsDensity, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->snapshot = rs_snapshot_ref (snapshot);
  if (hidden && g_hash_table_size (hidden))
    {
      GHashTableIter iter;
      gpointer key;

      self->hidden = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
      g_hash_table_iter_init (&iter, hidden);
      while (g_hash_table_iter_next (&iter, &key, NULL))
        g_hash_table_add (self->hidden, g_memdup2 (key, sizeof (gint64)));
    }
  find_span (self);
  if (self->from_ms <= self->to_ms)
    count_cells (self);
  return self;
}

RsDensity *
rs_density_ref (RsDensity *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rs_density_unref (RsDensity *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  rs_snapshot_unref (self->snapshot);
  g_clear_pointer (&self->hidden, g_hash_table_unref);
  g_free (self->sums);
  g_free (self->inferred);
  g_free (self);
}

/* The cell in which @t_ms lies, or where the sums end. */
static guint
find_cell (const RsDensity *self, gint64 t_ms)
{
  if (t_ms <= self->from_ms)
    return 0;
  if (t_ms > self->to_ms)
    return self->n_cells;
  return (guint) ((t_ms - self->from_ms) / self->cell_ms);
}

void
rs_density_query (const RsDensity *self, gint64 from_ms, gint64 to_ms, guint n_bins,
                  guint32 *out_counts, guint32 *out_inferred)
{
  if (!self->sums || n_bins == 0 || (to_ms - from_ms) / n_bins < CELLS_PER_BIN * self->cell_ms)
    {
      rs_density_count (self->snapshot, self->hidden, from_ms, to_ms, n_bins, out_counts,
                        out_inferred);
      return;
    }
  for (guint k = 0; k < n_bins; k++)
    {
      gint64 end_ms = get_edge (from_ms, to_ms, k + 1, n_bins);
      guint first = find_cell (self, get_edge (from_ms, to_ms, k, n_bins));
      guint end = find_cell (self, k + 1 == n_bins ? end_ms + 1 : end_ms);

      out_counts[k] = self->sums[end] - self->sums[first];
      out_inferred[k] = self->inferred ? self->inferred[end] - self->inferred[first] : 0;
    }
}
