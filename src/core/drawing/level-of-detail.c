/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/level-of-detail.h"

#include "drawing/parallel.h"

/* Levels of 10 million fixes at a usual zoom take 30 MB; this leaves room for some zooms, and for
 * all fixes of what lies in view at the nearest. */
#define MAX_LEVEL_BYTES ((gsize) 384 << 20)

struct _RsDetail
{
  RsLevelCache *levels;

  GMutex computing; /* of the two below; taken before the lock */
  RsFixWindow *windows; /* parallel to the hulls of hinted */
  RsSnapshot *hinted; /* (nullable) */

  GMutex lock; /* of all below, never held for long */
  RsSnapshot *snapshot; /* (nullable) the one drawn last */
  RsPositions *latest[2]; /* (nullable): of the picture under way and of the one that is shown */
  gint *trail_hints;    /* (nullable): the picture's thread's; parallel to those of snapshot */
  GHashTable *words;    /* note id to WordsSize* */
  GArray *own_places;   /* (nullable) of RsOwnPlace, of the snapshot */
};

typedef struct
{
  gint64 note_id; /* the key */
  double width, height;
} WordsSize;

RsDetail *
rs_detail_new (void)
{
  RsDetail *self = g_new0 (RsDetail, 1);

  g_mutex_init (&self->computing);
  g_mutex_init (&self->lock);
  self->levels = rs_level_cache_new (MAX_LEVEL_BYTES);
  self->words = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  return self;
}

void
rs_detail_free (RsDetail *self)
{
  if (!self)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (self->latest); i++)
    g_clear_pointer (&self->latest[i], rs_positions_unref);
  g_clear_pointer (&self->hinted, rs_snapshot_unref);
  g_clear_pointer (&self->snapshot, rs_snapshot_unref);
  g_hash_table_unref (self->words);
  g_clear_pointer (&self->own_places, g_array_unref);
  g_free (self->windows);
  g_free (self->trail_hints);
  rs_level_cache_free (self->levels);
  g_mutex_clear (&self->lock);
  g_mutex_clear (&self->computing);
  g_free (self);
}

void
rs_detail_use_snapshot (RsDetail *self, RsSnapshot *snapshot)
{
  gboolean changed;

  g_mutex_lock (&self->lock);
  changed = self->snapshot != snapshot;
  if (changed)
    {
      g_clear_pointer (&self->snapshot, rs_snapshot_unref);
      self->snapshot = rs_snapshot_ref (snapshot);
      g_clear_pointer (&self->trail_hints, g_free);
      g_clear_pointer (&self->own_places, g_array_unref);
    }
  g_mutex_unlock (&self->lock);
  /* An edit leaves most tracks as they were, and their levels with them. */
  if (changed)
    rs_level_cache_keep_only (self->levels, snapshot->hulls);
}

void
rs_detail_set_own_places (RsDetail *self, GArray *own_places)
{
  g_mutex_lock (&self->lock);
  g_clear_pointer (&self->own_places, g_array_unref);
  self->own_places = g_array_ref (own_places);
  g_mutex_unlock (&self->lock);
}

GArray *
rs_detail_ref_own_places (RsDetail *self, const RsSnapshot *snapshot)
{
  GArray *own_places = NULL;

  g_mutex_lock (&self->lock);
  if (self->snapshot == snapshot && self->own_places)
    own_places = g_array_ref (self->own_places);
  g_mutex_unlock (&self->lock);
  return own_places;
}

RsLevel *
rs_detail_get_level (RsDetail *self, RsTrack *track, guint zoom, const RsWorldBox *box)
{
  return rs_level_cache_get (self->levels, track, zoom, box);
}

RsKnots *
rs_detail_get_knots (RsDetail *self, RsTrack *track, RsLevel *level)
{
  return rs_level_cache_get_knots (self->levels, track, level);
}

RsLevel *
rs_detail_peek_level (RsDetail *self, RsTrack *track, guint zoom, const RsWorldBox *box)
{
  return rs_level_cache_peek (self->levels, track, zoom, box);
}

RsPositions *
rs_positions_ref (RsPositions *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
rs_positions_unref (RsPositions *self)
{
  if (!self || !g_atomic_int_dec_and_test (&self->ref_count))
    return;
  rs_snapshot_unref (self->snapshot);
  g_free (self->positions);
  g_free (self->places);
  g_free (self);
}

/* Ships that one thread looks after at a time. */
#define PIECE 512

typedef struct
{
  RsPositions *positions;
  RsFixWindow *windows;
} Computation;

static void
compute_piece_cb (guint index, gpointer user_data)
{
  const Computation *computation = user_data;
  RsPositions *self = computation->positions;

  for (guint i = index * PIECE; i < MIN ((index + 1) * PIECE, self->n); i++)
    {
      RsWorldPoint place;

      if (i + 16 < self->n)
        __builtin_prefetch (g_ptr_array_index (self->snapshot->hulls, i + 16));
      rs_position_follow (g_ptr_array_index (self->snapshot->hulls, i), self->t_ms,
                          self->snapshot->gap_ms, &computation->windows[i], &self->positions[i]);
      if (self->positions[i].presence == RS_PRESENCE_NONE)
        continue;
      place = rs_world_from_lat_lon (self->positions[i].place);
      self->places[i] = (RsWorldPoint){ place.x * RS_WORLD, place.y * RS_WORLD };
    }
}

static RsPositions *
compute_positions (RsSnapshot *snapshot, gint64 t_ms, RsFixWindow *windows)
{
  RsPositions *self = g_new0 (RsPositions, 1);
  Computation computation = { self, windows };

  self->ref_count = 1;
  self->snapshot = rs_snapshot_ref (snapshot);
  self->t_ms = t_ms;
  self->n = snapshot->hulls->len;
  self->positions = g_new (RsPosition, self->n);
  self->places = g_new0 (RsWorldPoint, self->n);
  rs_parallel_run ((self->n + PIECE - 1) / PIECE, compute_piece_cb, &computation);
  return self;
}

/* (transfer full) (nullable) */
static RsPositions *
find_positions (RsDetail *self, const RsSnapshot *snapshot, gint64 t_ms)
{
  RsPositions *found = NULL;

  g_mutex_lock (&self->lock);
  for (guint i = 0; i < G_N_ELEMENTS (self->latest) && !found; i++)
    if (self->latest[i] && self->latest[i]->snapshot == snapshot && self->latest[i]->t_ms == t_ms)
      found = rs_positions_ref (self->latest[i]);
  g_mutex_unlock (&self->lock);
  return found;
}

static void
keep_positions (RsDetail *self, RsPositions *positions)
{
  RsPositions *gone[2] = { NULL, NULL };

  g_mutex_lock (&self->lock);
  gone[1] = self->latest[1];
  self->latest[1] = self->latest[0];
  self->latest[0] = rs_positions_ref (positions);
  /* No snapshot is kept for its positions alone. */
  if (self->latest[1] && self->latest[1]->snapshot != positions->snapshot)
    gone[0] = g_steal_pointer (&self->latest[1]);
  g_mutex_unlock (&self->lock);
  rs_positions_unref (gone[0]);
  rs_positions_unref (gone[1]);
}

RsPositions *
rs_detail_get_positions (RsDetail *self, RsSnapshot *snapshot, gint64 t_ms)
{
  RsPositions *positions = find_positions (self, snapshot, t_ms);

  if (positions)
    return positions;
  g_mutex_lock (&self->computing);
  /* Who held it may have been after the same. */
  positions = find_positions (self, snapshot, t_ms);
  if (!positions)
    {
      if (self->hinted != snapshot)
        {
          g_clear_pointer (&self->hinted, rs_snapshot_unref);
          self->hinted = rs_snapshot_ref (snapshot);
          self->windows = g_renew (RsFixWindow, self->windows, snapshot->hulls->len);
          for (guint i = 0; i < snapshot->hulls->len; i++)
            self->windows[i] = RS_FIX_WINDOW_NONE;
        }
      positions = compute_positions (snapshot, t_ms, self->windows);
      keep_positions (self, positions);
    }
  g_mutex_unlock (&self->computing);
  return positions;
}

gint *
rs_detail_get_trail_hints (RsDetail *self)
{
  if (!self->trail_hints)
    {
      self->trail_hints = g_new (gint, self->snapshot->hulls->len);
      for (guint i = 0; i < self->snapshot->hulls->len; i++)
        self->trail_hints[i] = -1;
    }
  return self->trail_hints;
}

void
rs_detail_set_words_size (RsDetail *self, gint64 note_id, double width, double height)
{
  WordsSize *size = g_new (WordsSize, 1);

  *size = (WordsSize){ note_id, width, height };
  g_mutex_lock (&self->lock);
  g_hash_table_replace (self->words, &size->note_id, size);
  g_mutex_unlock (&self->lock);
}

gboolean
rs_detail_get_words_size (RsDetail *self, gint64 note_id, double *out_width, double *out_height)
{
  const WordsSize *size;

  g_mutex_lock (&self->lock);
  size = g_hash_table_lookup (self->words, &note_id);
  if (size)
    {
      *out_width = size->width;
      *out_height = size->height;
    }
  g_mutex_unlock (&self->lock);
  return size != NULL;
}

gsize
rs_detail_get_bytes (RsDetail *self)
{
  return rs_level_cache_get_bytes (self->levels);
}
