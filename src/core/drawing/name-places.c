/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/name-places.h"

struct _RsNamePlaces
{
  GHashTable *before; /* gint64* (in names) to itself as a RsPlacedName */
  GArray *names;      /* of RsPlacedName: the picture before; what before points into */
  GArray *next;       /* of the picture under way */
};

RsNamePlaces *
rs_name_places_new (void)
{
  RsNamePlaces *self = g_new0 (RsNamePlaces, 1);

  self->before = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->names = g_array_new (FALSE, FALSE, sizeof (RsPlacedName));
  self->next = g_array_new (FALSE, FALSE, sizeof (RsPlacedName));
  return self;
}

void
rs_name_places_free (RsNamePlaces *self)
{
  if (!self)
    return;
  g_hash_table_unref (self->before);
  g_array_unref (self->names);
  g_array_unref (self->next);
  g_free (self);
}

gint
rs_name_places_find (const RsNamePlaces *self, gint64 ship)
{
  const RsPlacedName *name = g_hash_table_lookup (self->before, &ship);

  return name ? name->place : -1;
}

void
rs_name_places_add (RsNamePlaces *self, const RsPlacedName *name)
{
  g_array_append_val (self->next, *name);
}

void
rs_name_places_end_picture (RsNamePlaces *self)
{
  GArray *spare = self->names;

  g_hash_table_remove_all (self->before);
  self->names = self->next;
  self->next = spare;
  g_array_set_size (self->next, 0);
  for (guint i = 0; i < self->names->len; i++)
    {
      RsPlacedName *name = &g_array_index (self->names, RsPlacedName, i);

      g_hash_table_insert (self->before, &name->ship, name);
    }
}

void
rs_name_places_forget (RsNamePlaces *self)
{
  g_hash_table_remove_all (self->before);
  g_array_set_size (self->names, 0);
}

const GArray *
rs_name_places_list (const RsNamePlaces *self)
{
  return self->names;
}
