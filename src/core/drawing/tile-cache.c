/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/tile-cache.h"

typedef struct
{
  GBytes *picture; /* owned */
  gint64 i, j;
  RsTile *tile; /* owned; NULL in a key for looking up */
  GList link;   /* in the order of use */
} Entry;

struct _RsTileCache
{
  gsize max_tiles;
  GHashTable *entries; /* set of Entry */
  GQueue order;        /* newest first */
};

static guint
hash_entry (gconstpointer key)
{
  const Entry *e = key;

  return g_bytes_hash (e->picture) ^ (guint) e->i * 73856093u ^ (guint) e->j * 19349663u;
}

static gboolean
equal_entries (gconstpointer a, gconstpointer b)
{
  const Entry *x = a, *y = b;

  return x->i == y->i && x->j == y->j && g_bytes_equal (x->picture, y->picture);
}

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  g_bytes_unref (entry->picture);
  g_free (entry->tile);
  g_free (entry);
}

RsTileCache *
rs_tile_cache_new (gsize max_bytes)
{
  RsTileCache *self = g_new0 (RsTileCache, 1);

  self->max_tiles = MAX (max_bytes / sizeof (RsTile), 1);
  self->entries = g_hash_table_new_full (hash_entry, equal_entries, free_entry, NULL);
  g_queue_init (&self->order);
  return self;
}

void
rs_tile_cache_free (RsTileCache *self)
{
  if (!self)
    return;
  g_hash_table_unref (self->entries);
  g_free (self);
}

void
rs_tile_cache_reserve (RsTileCache *self, gsize n_tiles)
{
  self->max_tiles = MAX (self->max_tiles, n_tiles);
}

static Entry *
find_entry (RsTileCache *self, GBytes *picture, gint64 i, gint64 j)
{
  Entry key = { picture, i, j };

  return g_hash_table_lookup (self->entries, &key);
}

const RsTile *
rs_tile_cache_find (RsTileCache *self, GBytes *picture, gint64 i, gint64 j)
{
  Entry *entry = find_entry (self, picture, i, j);

  if (!entry)
    return NULL;
  g_queue_unlink (&self->order, &entry->link);
  g_queue_push_head_link (&self->order, &entry->link);
  return entry->tile;
}

static void
remove_entry (RsTileCache *self, Entry *entry)
{
  g_queue_unlink (&self->order, &entry->link);
  g_hash_table_remove (self->entries, entry);
}

RsTile *
rs_tile_cache_add (RsTileCache *self, GBytes *picture, gint64 i, gint64 j)
{
  Entry *entry = find_entry (self, picture, i, j);

  if (entry)
    return entry->tile;
  entry = g_new0 (Entry, 1);
  while (self->order.length >= self->max_tiles)
    {
      Entry *oldest = self->order.tail->data;

      /* The memory of one that goes serves the one that comes. */
      g_free (entry->tile);
      entry->tile = g_steal_pointer (&oldest->tile);
      remove_entry (self, oldest);
    }
  if (!entry->tile)
    entry->tile = g_new (RsTile, 1);
  entry->picture = g_bytes_ref (picture);
  entry->i = entry->tile->i = i;
  entry->j = entry->tile->j = j;
  entry->tile->inferred = FALSE;
  entry->link.data = entry;
  g_queue_push_head_link (&self->order, &entry->link);
  g_hash_table_add (self->entries, entry);
  return entry->tile;
}

void
rs_tile_cache_remove (RsTileCache *self, GBytes *picture, gint64 i, gint64 j)
{
  Entry *entry = find_entry (self, picture, i, j);

  if (entry)
    remove_entry (self, entry);
}

gsize
rs_tile_cache_get_bytes (RsTileCache *self)
{
  return self->order.length * sizeof (RsTile);
}
