/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/key-map.h"

#define SIZE_MIN 1024

void
rs_key_map_init (RsKeyMap *self)
{
  self->entries = g_new0 (RsKeyMapEntry, SIZE_MIN);
  self->mask = SIZE_MIN - 1;
  self->n = 0;
}

void
rs_key_map_clear (RsKeyMap *self)
{
  g_clear_pointer (&self->entries, g_free);
  self->mask = self->n = 0;
}

static gsize
find_slot (const RsKeyMap *self, guint64 key)
{
  gsize i = rs_key_map_hash (self, key);

  while (self->entries[i].key != key && self->entries[i].key != 0)
    i = (i + 1) & self->mask;
  return i;
}

static void
grow (RsKeyMap *self)
{
  RsKeyMap larger = { g_new0 (RsKeyMapEntry, 2 * (self->mask + 1)), 2 * self->mask + 1, self->n };

  for (gsize i = 0; i <= self->mask; i++)
    if (self->entries[i].key != 0)
      larger.entries[find_slot (&larger, self->entries[i].key)] = self->entries[i];
  g_free (self->entries);
  *self = larger;
}

guint64 *
rs_key_map_get (RsKeyMap *self, guint64 key)
{
  gsize i = find_slot (self, key);

  if (G_UNLIKELY (self->entries[i].key == 0))
    {
      if (self->n >= (self->mask + 1) / 2)
        {
          grow (self);
          i = find_slot (self, key);
        }
      self->entries[i].key = key;
      self->n++;
    }
  return &self->entries[i].value;
}
