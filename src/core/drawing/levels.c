/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/levels.h"

/* So many are made ready in 2 ms. */
#define MAX_PEEK_FIXES 50000

typedef struct
{
  RsTrack *track;
  RsLevel *levels[RS_LEVEL_MAX_ZOOM + 1];
  guint64 used[RS_LEVEL_MAX_ZOOM + 1]; /* the cache's counter at the last use */
} Entry;

struct _RsLevelCache
{
  GMutex lock; /* of all below */
  GHashTable *entries; /* RsTrack* to Entry* */
  gsize bytes, max_bytes;
  guint64 counter;
};

static gsize
get_bytes (const RsLevel *level)
{
  return sizeof *level + level->n_points * sizeof *level->points
         + level->n_chunks * sizeof *level->chunks;
}

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  for (guint zoom = 0; zoom <= RS_LEVEL_MAX_ZOOM; zoom++)
    rs_level_unref (entry->levels[zoom]);
  rs_track_unref (entry->track);
  g_free (entry);
}

RsLevelCache *
rs_level_cache_new (gsize max_bytes)
{
  RsLevelCache *self = g_new0 (RsLevelCache, 1);

  g_mutex_init (&self->lock);
  self->entries = g_hash_table_new_full (NULL, NULL, NULL, free_entry);
  self->max_bytes = max_bytes;
  return self;
}

void
rs_level_cache_free (RsLevelCache *self)
{
  if (!self)
    return;
  g_hash_table_unref (self->entries);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static int
compare_ages (gconstpointer a, gconstpointer b)
{
  const guint64 *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

/* Lets the older half of all levels go: rarely called, so it may look at all. */
static void
shrink (RsLevelCache *self)
{
  g_autoptr (GArray) ages = g_array_new (FALSE, FALSE, sizeof (guint64));
  GHashTableIter iter;
  gpointer value;
  guint64 limit;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Entry *entry = value;

      for (guint zoom = 0; zoom <= RS_LEVEL_MAX_ZOOM; zoom++)
        {
          if (entry->levels[zoom])
            g_array_append_val (ages, entry->used[zoom]);
        }
    }
  if (ages->len == 0)
    return;
  g_array_sort (ages, compare_ages);
  limit = g_array_index (ages, guint64, ages->len / 2);
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Entry *entry = value;
      gboolean empty = TRUE;

      for (guint zoom = 0; zoom <= RS_LEVEL_MAX_ZOOM; zoom++)
        {
          if (entry->levels[zoom] && entry->used[zoom] <= limit)
            {
              self->bytes -= get_bytes (entry->levels[zoom]);
              g_clear_pointer (&entry->levels[zoom], rs_level_unref);
            }
          empty &= entry->levels[zoom] == NULL;
        }
      if (empty)
        g_hash_table_iter_remove (&iter);
    }
}

RsLevel *
rs_level_cache_get (RsLevelCache *self, RsTrack *track, guint zoom)
{
  RsLevel *level = NULL;
  Entry *entry;

  zoom = MIN (zoom, RS_LEVEL_MAX_ZOOM);
  level = rs_level_new_stored (track, zoom);
  if (level)
    return level;
  g_mutex_lock (&self->lock);
  entry = g_hash_table_lookup (self->entries, track);
  if (entry && entry->levels[zoom])
    {
      entry->used[zoom] = ++self->counter;
      level = rs_level_ref (entry->levels[zoom]);
    }
  g_mutex_unlock (&self->lock);
  if (level)
    return level;

  /* Made without the lock: a long track must not hold up a pick in another thread. */
  level = rs_level_new (track, zoom);

  g_mutex_lock (&self->lock);
  entry = g_hash_table_lookup (self->entries, track);
  if (!entry)
    {
      entry = g_new0 (Entry, 1);
      entry->track = rs_track_ref (track);
      g_hash_table_insert (self->entries, track, entry);
    }
  entry->used[zoom] = ++self->counter;
  if (entry->levels[zoom])
    {
      /* Another thread was faster. */
      rs_level_unref (level);
      level = rs_level_ref (entry->levels[zoom]);
    }
  else
    {
      entry->levels[zoom] = rs_level_ref (level);
      self->bytes += get_bytes (level);
      if (self->bytes > self->max_bytes)
        shrink (self);
    }
  g_mutex_unlock (&self->lock);
  return level;
}

RsLevel *
rs_level_cache_peek (RsLevelCache *self, RsTrack *track, guint zoom)
{
  RsLevel *level = NULL;
  Entry *entry;

  zoom = MIN (zoom, RS_LEVEL_MAX_ZOOM);
  level = rs_level_new_stored (track, zoom);
  if (level)
    return level;
  g_mutex_lock (&self->lock);
  entry = g_hash_table_lookup (self->entries, track);
  for (guint off = 0; entry && !level && off <= RS_LEVEL_MAX_ZOOM; off++)
    {
      /* Rather finer than coarser. */
      if (zoom + off <= RS_LEVEL_MAX_ZOOM && entry->levels[zoom + off])
        level = rs_level_ref (entry->levels[zoom + off]);
      else if (off <= MIN (zoom, 1u) && entry->levels[zoom - off])
        level = rs_level_ref (entry->levels[zoom - off]);
    }
  g_mutex_unlock (&self->lock);
  /* Of a stored track the finest there is is better than none. */
  if (!level && track->n > MAX_PEEK_FIXES && zoom >= track->n_levels && track->n_levels > 0)
    level = rs_level_new_stored (track, track->n_levels - 1);
  if (!level && track->n <= MAX_PEEK_FIXES)
    level = rs_level_cache_get (self, track, zoom);
  return level;
}

void
rs_level_cache_keep_only (RsLevelCache *self, GPtrArray *tracks)
{
  g_autoptr (GHashTable) keep = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer key, value;

  for (guint i = 0; i < tracks->len; i++)
    g_hash_table_add (keep, g_ptr_array_index (tracks, i));
  g_mutex_lock (&self->lock);
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      Entry *entry = value;

      if (g_hash_table_contains (keep, key))
        continue;
      for (guint zoom = 0; zoom <= RS_LEVEL_MAX_ZOOM; zoom++)
        {
          if (entry->levels[zoom])
            self->bytes -= get_bytes (entry->levels[zoom]);
        }
      g_hash_table_iter_remove (&iter);
    }
  g_mutex_unlock (&self->lock);
}

gsize
rs_level_cache_get_bytes (RsLevelCache *self)
{
  gsize bytes;

  g_mutex_lock (&self->lock);
  bytes = self->bytes;
  g_mutex_unlock (&self->lock);
  return bytes;
}
