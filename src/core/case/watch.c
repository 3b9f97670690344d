/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "case/watch.h"

#include <string.h>

#include "ais/mmsi.h"
#include "places/gazetteer.h"

typedef struct
{
  const RsList *list;
  const RsWatchEntry *entry;
} Item;

/* Entries by what they can be known by: guint32 or text to GArray of Item. */
typedef struct
{
  GHashTable *by_imo, *by_mmsi, *by_name;
  GArray *matches;
} Watch;

const char *
rs_watch_by_to_string (RsWatchBy by)
{
  static const char *const words[] = { "imo", "mmsi", "name and callsign", "name" };

  return words[by];
}

const char *
rs_watch_surety_to_string (RsWatchSurety surety)
{
  static const char *const words[] = { "sure", "likely", "possible" };

  return words[surety];
}

/* (transfer full): the name as it is compared: without what kind of ship stands before it. */
static char *
make_key (const char *name)
{
  static const char *const prefixes[] = { "M/V ", "MV ", "M.V. ", "M/T ", "MT ", "M.T. ", "F/V ", "S/S " };

  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_ascii_strncasecmp (name, prefixes[i], strlen (prefixes[i])) == 0)
      {
        name += strlen (prefixes[i]);
        break;
      }
  return rs_search_key (name);
}

static void
add_item (GHashTable *table, gpointer key, Item item)
{
  GArray *items = g_hash_table_lookup (table, key);

  if (!items)
    {
      items = g_array_new (FALSE, FALSE, sizeof (Item));
      g_hash_table_insert (table, key, items);
    }
  g_array_append_val (items, item);
}

static void
add_name (Watch *self, const char *name, Item item)
{
  char *key = make_key (name);

  /* A letter or two name nobody. */
  if (g_utf8_strlen (key, -1) < 2)
    {
      g_free (key);
      return;
    }
  if (g_hash_table_contains (self->by_name, key))
    {
      add_item (self->by_name, key, item);
      g_free (key);
    }
  else
    add_item (self->by_name, key, item);
}

static void
index_entries (Watch *self, const RsSnapshot *snapshot)
{
  for (guint l = 0; l < snapshot->watchlists->len; l++)
    {
      const RsList *list = g_ptr_array_index (snapshot->watchlists, l);

      for (guint i = 0; i < list->items->len; i++)
        {
          const RsWatchEntry *entry = g_ptr_array_index (list->items, i);
          g_auto (GStrv) aliases = g_strsplit (entry->aliases, "\n", -1);
          Item item = { list, entry };

          if (entry->imo)
            add_item (self->by_imo, GUINT_TO_POINTER (entry->imo), item);
          if (entry->mmsi)
            add_item (self->by_mmsi, GUINT_TO_POINTER (entry->mmsi), item);
          add_name (self, entry->name, item);
          for (guint a = 0; aliases[a]; a++)
            add_name (self, aliases[a], item);
        }
    }
}

/* What a vessel was called for a time. */
typedef struct
{
  const RsVessel *vessel;
  guint32 imo;
  const char *name, *callsign;
  gint64 from_ms, to_ms;
  guint first; /* match of this vessel */
} Called;

static gboolean
overlaps (const RsWatchEntry *entry, const Called *called)
{
  return !(entry->to_ms != RS_TIME_NONE && called->from_ms != RS_TIME_NONE
           && called->from_ms > entry->to_ms)
         && !(entry->from_ms != RS_TIME_NONE && called->to_ms != RS_TIME_NONE
              && called->to_ms < entry->from_ms);
}

static gboolean
same_word (const char *a, const char *b)
{
  g_autofree char *x = rs_search_key (a), *y = rs_search_key (b);

  return x[0] != '\0' && strcmp (x, y) == 0;
}

static void
add_match (Watch *self, const Called *called, const Item *item, RsWatchBy by)
{
  const RsWatchEntry *entry = item->entry;
  guint32 imo = called->imo ? called->imo : called->vessel->imo;
  RsWatchMatch match = { called->vessel->id, item->list, entry, by, RS_WATCH_POSSIBLE,
                         called->from_ms, called->to_ms };

  if (!overlaps (entry, called) || (by != RS_WATCH_IMO && entry->imo && imo && entry->imo != imo))
    return;
  if (by == RS_WATCH_NAME && same_word (entry->callsign, called->callsign))
    match.by = RS_WATCH_CALLSIGN;
  if (by == RS_WATCH_IMO)
    match.surety = RS_WATCH_SURE;
  else if (match.by != RS_WATCH_NAME || same_word (entry->flag, called->vessel->flag))
    match.surety = RS_WATCH_LIKELY;
  for (guint i = called->first; i < self->matches->len; i++)
    {
      RsWatchMatch *before = &g_array_index (self->matches, RsWatchMatch, i);

      if (before->entry != entry)
        continue;
      /* The same once more: the span grows, the better ground stays. */
      if (match.surety < before->surety)
        *before = match;
      else if (match.by == before->by)
        {
          before->from_ms = before->from_ms == RS_TIME_NONE || match.from_ms == RS_TIME_NONE
                                ? RS_TIME_NONE
                                : MIN (before->from_ms, match.from_ms);
          before->to_ms = before->to_ms == RS_TIME_NONE || match.to_ms == RS_TIME_NONE
                              ? RS_TIME_NONE
                              : MAX (before->to_ms, match.to_ms);
        }
      return;
    }
  g_array_append_val (self->matches, match);
}

static void
look_up (Watch *self, GHashTable *table, gconstpointer key, const Called *called, RsWatchBy by)
{
  const GArray *items = g_hash_table_lookup (table, key);

  for (guint i = 0; items && i < items->len; i++)
    add_match (self, called, &g_array_index (items, Item, i), by);
}

static void
match_called (Watch *self, const Called *called)
{
  g_autofree char *key = make_key (called->name);

  if (called->imo)
    look_up (self, self->by_imo, GUINT_TO_POINTER (called->imo), called, RS_WATCH_IMO);
  if (called->vessel->mmsi)
    look_up (self, self->by_mmsi, GUINT_TO_POINTER (called->vessel->mmsi), called, RS_WATCH_MMSI);
  if (key[0] != '\0')
    look_up (self, self->by_name, key, called, RS_WATCH_NAME);
}

static int
compare_matches (gconstpointer a, gconstpointer b)
{
  const RsWatchMatch *x = a, *y = b;

  if (x->surety != y->surety)
    return x->surety < y->surety ? -1 : 1;
  return (x->entry->id > y->entry->id) - (x->entry->id < y->entry->id);
}

static void
match_vessel (Watch *self, const RsVessel *vessel, const RsTrack *track)
{
  guint first = self->matches->len;
  g_auto (GStrv) aliases = g_strsplit (vessel->aliases, "\n", -1);
  Called called = { vessel, vessel->imo, vessel->unnamed ? "" : vessel->name, vessel->callsign,
                    RS_TIME_NONE, RS_TIME_NONE, first };

  for (guint i = 0; i < vessel->identities->len; i++)
    {
      const RsIdentity *identity = g_ptr_array_index (vessel->identities, i);
      Called then = { vessel, identity->imo, identity->name, identity->callsign, identity->from_ms,
                      identity->to_ms, first };

      match_called (self, &then);
    }
  /* What is said of the vessel itself holds as long as it is seen. */
  if (track && track->n > 0)
    {
      called.from_ms = track->from_ms;
      called.to_ms = track->to_ms;
    }
  match_called (self, &called);
  for (guint i = 0; aliases[i]; i++)
    {
      Called other = { vessel, 0, aliases[i], "", called.from_ms, called.to_ms, first };

      match_called (self, &other);
    }
  if (self->matches->len > first + 1)
    qsort (&g_array_index (self->matches, RsWatchMatch, first), self->matches->len - first,
           sizeof (RsWatchMatch), compare_matches);
}

GArray *
rs_watch_match (const RsSnapshot *snapshot)
{
  Watch self = { 0 };

  self.matches = g_array_new (FALSE, FALSE, sizeof (RsWatchMatch));
  self.by_imo = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL,
                                       (GDestroyNotify) g_array_unref);
  self.by_mmsi = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL,
                                        (GDestroyNotify) g_array_unref);
  self.by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify) g_array_unref);
  index_entries (&self, snapshot);
  for (guint i = 0; i < snapshot->vessels->len && snapshot->watchlists->len > 0; i++)
    match_vessel (&self, g_ptr_array_index (snapshot->vessels, i),
                  g_ptr_array_index (snapshot->tracks, i));
  g_hash_table_unref (self.by_imo);
  g_hash_table_unref (self.by_mmsi);
  g_hash_table_unref (self.by_name);
  return self.matches;
}
