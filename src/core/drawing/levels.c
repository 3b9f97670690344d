/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/levels.h"

#include <math.h>

#include "base/mercator.h"

/* So many are made ready in 2 ms. */
#define MAX_PEEK_FIXES 50000

/* What is made of a track for one zoom. */
typedef struct
{
  RsLevel *level; /* (nullable) */
  RsKnots *knots; /* (nullable): to it */
  RsWorldBox box; /* what it holds if it was made for a part of the world */
  gboolean is_part;
  guint64 used; /* the cache's counter at the last use */
} Slot;

typedef struct
{
  RsTrack *track;
  Slot slots[RS_LEVEL_MAX_ZOOM + 1];
} Entry;

struct _RsLevelCache
{
  GMutex lock; /* of all below */
  GHashTable *entries; /* RsTrack* to Entry* */
  gsize bytes, max_bytes;
  guint64 counter;
};

static gsize
get_bytes (const Slot *slot)
{
  gsize bytes = 0;

  if (slot->level)
    bytes += sizeof *slot->level + slot->level->n_points * sizeof *slot->level->points
             + slot->level->n_chunks * sizeof *slot->level->chunks;
  if (slot->knots)
    bytes += sizeof *slot->knots + slot->knots->n * sizeof *slot->knots->knots;
  return bytes;
}

static void
clear_slot (RsLevelCache *self, Slot *slot)
{
  self->bytes -= get_bytes (slot);
  g_clear_pointer (&slot->level, rs_level_unref);
  g_clear_pointer (&slot->knots, rs_knots_unref);
}

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  for (guint zoom = 0; zoom <= RS_LEVEL_MAX_ZOOM; zoom++)
    {
      rs_level_unref (entry->slots[zoom].level);
      rs_knots_unref (entry->slots[zoom].knots);
    }
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
          if (entry->slots[zoom].level)
            g_array_append_val (ages, entry->slots[zoom].used);
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
          if (entry->slots[zoom].level && entry->slots[zoom].used <= limit)
            clear_slot (self, &entry->slots[zoom]);
          empty &= entry->slots[zoom].level == NULL;
        }
      if (empty)
        g_hash_table_iter_remove (&iter);
    }
}

/* Whether what the slot has serves a view of @box. */
static gboolean
serves (const Slot *slot, const RsWorldBox *box)
{
  double shift;

  if (!slot->level || !slot->is_part)
    return slot->level != NULL;
  shift = rint ((slot->box.west + slot->box.east - box->west - box->east) / (2 * RS_WORLD)) * RS_WORLD;
  return box->west + shift >= slot->box.west && box->east + shift <= slot->box.east
         && box->north >= slot->box.north && box->south <= slot->box.south;
}

/* Half as much again on each side, so that moving on does not make all anew at each step. */
static RsWorldBox
widen (const RsWorldBox *box)
{
  double x = (box->east - box->west) / 2, y = (box->south - box->north) / 2;

  return (RsWorldBox){ box->west - x, box->east + x, box->north - y, box->south + y };
}

RsLevel *
rs_level_cache_get (RsLevelCache *self, RsTrack *track, guint zoom, const RsWorldBox *box)
{
  RsLevel *level = NULL;
  Slot fresh = { 0 }, *slot;
  Entry *entry;

  zoom = MIN (zoom, RS_LEVEL_MAX_ZOOM);
  level = rs_level_new_stored (track, zoom);
  if (level)
    return level;
  g_mutex_lock (&self->lock);
  entry = g_hash_table_lookup (self->entries, track);
  if (entry && serves (&entry->slots[zoom], box))
    {
      entry->slots[zoom].used = ++self->counter;
      level = rs_level_ref (entry->slots[zoom].level);
    }
  g_mutex_unlock (&self->lock);
  if (level)
    return level;

  /* Made without the lock: a long track must not hold up a pick in another thread. */
  fresh.box = widen (box);
  fresh.level = rs_level_new_within (track, zoom, &fresh.box);
  fresh.is_part = fresh.level != NULL;
  if (!fresh.level)
    fresh.level = rs_level_new (track, zoom);

  g_mutex_lock (&self->lock);
  entry = g_hash_table_lookup (self->entries, track);
  if (!entry)
    {
      entry = g_new0 (Entry, 1);
      entry->track = rs_track_ref (track);
      g_hash_table_insert (self->entries, track, entry);
    }
  slot = &entry->slots[zoom];
  if (serves (slot, box))
    rs_level_unref (fresh.level); /* another thread was faster */
  else
    {
      clear_slot (self, slot);
      *slot = fresh;
      self->bytes += get_bytes (slot);
    }
  slot->used = ++self->counter;
  level = rs_level_ref (slot->level);
  if (self->bytes > self->max_bytes)
    shrink (self);
  g_mutex_unlock (&self->lock);
  return level;
}

RsKnots *
rs_level_cache_get_knots (RsLevelCache *self, RsTrack *track, RsLevel *level)
{
  RsKnots *knots = rs_knots_new_stored (track, level->zoom);
  Entry *entry;

  if (knots)
    return knots;
  g_mutex_lock (&self->lock);
  entry = g_hash_table_lookup (self->entries, track);
  if (entry && entry->slots[level->zoom].level == level && entry->slots[level->zoom].knots)
    knots = rs_knots_ref (entry->slots[level->zoom].knots);
  g_mutex_unlock (&self->lock);
  if (knots)
    return knots;
  knots = rs_knots_new (track, level);
  g_mutex_lock (&self->lock);
  entry = g_hash_table_lookup (self->entries, track);
  if (entry && entry->slots[level->zoom].level == level && !entry->slots[level->zoom].knots)
    {
      Slot *slot = &entry->slots[level->zoom];

      self->bytes -= get_bytes (slot);
      slot->knots = rs_knots_ref (knots);
      self->bytes += get_bytes (slot);
      if (self->bytes > self->max_bytes)
        shrink (self);
    }
  g_mutex_unlock (&self->lock);
  return knots;
}

RsLevel *
rs_level_cache_peek (RsLevelCache *self, RsTrack *track, guint zoom, const RsWorldBox *box)
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
      if (zoom + off <= RS_LEVEL_MAX_ZOOM && serves (&entry->slots[zoom + off], box))
        level = rs_level_ref (entry->slots[zoom + off].level);
      else if (off <= MIN (zoom, 1u) && serves (&entry->slots[zoom - off], box))
        level = rs_level_ref (entry->slots[zoom - off].level);
    }
  g_mutex_unlock (&self->lock);
  /* Of a stored track the finest there is is better than none. */
  if (!level && track->n > MAX_PEEK_FIXES && zoom >= track->n_levels && track->n_levels > 0)
    level = rs_level_new_stored (track, track->n_levels - 1);
  if (!level && track->n <= MAX_PEEK_FIXES)
    level = rs_level_cache_get (self, track, zoom, box);
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
          self->bytes -= get_bytes (&entry->slots[zoom]);
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
