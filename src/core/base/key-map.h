/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Numbers by number, for look-ups of each of millions of rows: open addressing, key and value side by side,
 * one miss of the cache each. Keys are not 0. One thread. */
typedef struct
{
  guint64 key; /* 0: free */
  guint64 value;
} RsKeyMapEntry;

typedef struct
{
  RsKeyMapEntry *entries;
  gsize mask; /* size - 1; the size is a power of two */
  gsize n;
} RsKeyMap;

void rs_key_map_init (RsKeyMap *self);
void rs_key_map_clear (RsKeyMap *self);

/* Where a key is looked for first. The golden ratio's multiples lie evenly; the high bits are the good ones. */
static inline gsize
rs_key_map_hash (const RsKeyMap *self, guint64 key)
{
  return (gsize) ((key * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> 32) & self->mask;
}

/* Has the processor fetch what rs_key_map_get () will look at. */
static inline void
rs_key_map_prefetch (const RsKeyMap *self, guint64 key)
{
  __builtin_prefetch (&self->entries[rs_key_map_hash (self, key)]);
}

/**
 * rs_key_map_get:
 * @key: not 0
 *
 * Returns: (transfer none): where the value of @key is, 0 if it is new; until the next call. Amortised O(1)
 */
guint64 *rs_key_map_get (RsKeyMap *self, guint64 key);

G_END_DECLS
