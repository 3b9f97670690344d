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

/**
 * rs_key_map_get:
 * @key: not 0
 *
 * Returns: (transfer none): where the value of @key is, 0 if it is new; until the next call. Amortised O(1)
 */
guint64 *rs_key_map_get (RsKeyMap *self, guint64 key);

G_END_DECLS
