/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/list.h"

RsWatchEntry *
rs_watch_entry_new (void)
{
  RsWatchEntry *self = g_new0 (RsWatchEntry, 1);
  char **texts[] = { &self->name,      &self->aliases, &self->callsign, &self->flag,
                     &self->ship_type, &self->program, &self->remark };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    *texts[i] = g_strdup ("");
  self->from_ms = self->to_ms = RS_TIME_NONE;
  return self;
}

void
rs_watch_entry_free (RsWatchEntry *self)
{
  g_free (self->name);
  g_free (self->aliases);
  g_free (self->callsign);
  g_free (self->flag);
  g_free (self->ship_type);
  g_free (self->program);
  g_free (self->remark);
  g_free (self);
}

RsPlace *
rs_place_new (void)
{
  RsPlace *self = g_new0 (RsPlace, 1);
  char **texts[] = { &self->code, &self->name, &self->aliases, &self->country, &self->detail };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    *texts[i] = g_strdup ("");
  return self;
}

void
rs_place_free (RsPlace *self)
{
  g_free (self->code);
  g_free (self->name);
  g_free (self->aliases);
  g_free (self->country);
  g_free (self->detail);
  g_free (self);
}

RsList *
rs_list_new (RsListKind kind)
{
  RsList *self = g_new0 (RsList, 1);
  char **texts[] = { &self->title,  &self->publisher, &self->file_name,
                     &self->sha256, &self->layout,    &self->note };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    *texts[i] = g_strdup ("");
  self->kind = kind;
  self->t_ms = RS_TIME_NONE;
  self->items = g_ptr_array_new_with_free_func (
      kind == RS_LIST_WATCH ? (GDestroyNotify) rs_watch_entry_free : (GDestroyNotify) rs_place_free);
  return self;
}

void
rs_list_free (RsList *self)
{
  g_free (self->title);
  g_free (self->publisher);
  g_free (self->file_name);
  g_free (self->sha256);
  g_free (self->layout);
  g_free (self->note);
  g_ptr_array_unref (self->items);
  g_free (self);
}
