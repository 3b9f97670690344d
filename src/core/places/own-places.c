/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "places/own-places.h"

#include <string.h>

#include "places/gazetteer.h"

/* How well a place fits a key: 0 not, 1 contains it, 2 begins with it, 3 is it. */
static guint
rate_text (const char *text, const char *key)
{
  g_autofree char *own = rs_search_key (text);

  if (strcmp (own, key) == 0)
    return 3;
  if (g_str_has_prefix (own, key))
    return 2;
  return strstr (own, key) ? 1 : 0;
}

static guint
rate_place (const RsPlace *place, const char *key)
{
  g_auto (GStrv) aliases = g_strsplit (place->aliases, "\n", -1);
  guint best = MAX (rate_text (place->name, key), rate_text (place->code, key));

  for (guint i = 0; aliases[i]; i++)
    if (aliases[i][0] != '\0')
      best = MAX (best, rate_text (aliases[i], key));
  return best;
}

static gboolean
is_same_spot (const RsPlace *a, const RsPlace *b)
{
  return a->lat_e7 == b->lat_e7 && a->lon_e7 == b->lon_e7;
}

const RsPlace *
rs_own_places_find (const RsSnapshot *snapshot, const char *text)
{
  g_autofree char *key = rs_search_key (text);
  const RsPlace *found = NULL;

  for (guint l = 0; l < snapshot->place_lists->len && key[0] != '\0'; l++)
    {
      const RsList *list = g_ptr_array_index (snapshot->place_lists, l);

      for (guint i = 0; i < list->items->len; i++)
        {
          const RsPlace *place = g_ptr_array_index (list->items, i);

          if (rate_place (place, key) < 3)
            continue;
          if (found && !is_same_spot (found, place))
            return NULL;
          found = place;
        }
    }
  return found;
}

GPtrArray *
rs_own_places_search (const RsSnapshot *snapshot, const char *text, guint limit)
{
  g_autofree char *key = rs_search_key (text);
  GPtrArray *found = g_ptr_array_new ();

  for (guint rate = 3; rate >= 1 && key[0] != '\0'; rate--)
    for (guint l = 0; l < snapshot->place_lists->len; l++)
      {
        const RsList *list = g_ptr_array_index (snapshot->place_lists, l);

        for (guint i = 0; i < list->items->len && found->len < limit; i++)
          if (rate_place (g_ptr_array_index (list->items, i), key) == rate)
            g_ptr_array_add (found, g_ptr_array_index (list->items, i));
      }
  return found;
}

/* Keys of the ports that the case names and the gazetteer does not know, each with the place that has it: none
 * yet, or &ambiguous. */
static const RsPlace ambiguous;

static void
add_name (GHashTable *names, const char *text)
{
  g_autofree char *key = NULL;

  if (!text || !*text || rs_gazetteer_get (text))
    return;
  key = rs_search_key (text);
  if (*key)
    g_hash_table_insert (names, g_steal_pointer (&key), NULL);
}

static GHashTable *
find_names (const RsSnapshot *snapshot)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < snapshot->events->len; i++)
    {
      const RsEvent *event = g_ptr_array_index (snapshot->events, i);

      add_name (names, event->port);
      add_name (names, event->to_port);
    }
  for (guint i = 0; i < snapshot->incidents->len; i++)
    {
      const RsIncident *incident = g_ptr_array_index (snapshot->incidents, i);

      for (guint k = 0; k < incident->ports->len; k++)
        add_name (names, g_ptr_array_index (incident->ports, k));
    }
  return names;
}

/* As rs_own_places_find () does: a name of several places says nothing. */
static void
note_name (GHashTable *names, const char *text, const RsPlace *place)
{
  g_autofree char *key = rs_search_key (text);
  gpointer own, before;

  if (!g_hash_table_lookup_extended (names, key, &own, &before))
    return;
  if (before && (before == &ambiguous || !is_same_spot (before, place)))
    place = &ambiguous;
  g_hash_table_insert (names, g_steal_pointer (&key), (gpointer) place);
}

static void
note_place (GHashTable *names, const RsPlace *place)
{
  g_auto (GStrv) aliases = g_strsplit (place->aliases, "\n", -1);

  note_name (names, place->name, place);
  note_name (names, place->code, place);
  for (guint i = 0; aliases[i]; i++)
    note_name (names, aliases[i], place);
}

/* Whether the gazetteer has it. */
static gboolean
is_port (const RsPlace *place, RsLatLon at)
{
  guint n;
  const RsPort *ports = rs_gazetteer_get_ports (&n);

  if (*place->code && rs_gazetteer_get (place->code))
    return TRUE;
  for (guint i = 0; i < n; i++)
    if (ABS (ports[i].place.lat_deg - at.lat_deg) < 0.5
        && g_ascii_strcasecmp (ports[i].name_en, place->name) == 0
        && rs_sphere_distance (ports[i].place, at) <= RS_OWN_PLACE_SAME_M)
      return TRUE;
  return FALSE;
}

static guint
hash_place (gconstpointer data)
{
  const RsPlace *place = data;

  return g_str_hash (place->name) ^ (guint) place->lat_e7 ^ ((guint) place->lon_e7 << 1);
}

static gboolean
is_equal_place (gconstpointer a, gconstpointer b)
{
  return is_same_spot (a, b) && strcmp (((const RsPlace *) a)->name, ((const RsPlace *) b)->name) == 0;
}

GArray *
rs_own_places_list (const RsSnapshot *snapshot)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (RsOwnPlace));
  g_autoptr (GHashTable) names = NULL, seen = NULL, of_case = NULL;
  GHashTableIter iter;
  gpointer value;

  if (snapshot->place_lists->len == 0)
    return places;
  names = find_names (snapshot);
  seen = g_hash_table_new (hash_place, is_equal_place);
  for (guint l = 0; l < snapshot->place_lists->len; l++)
    {
      const RsList *list = g_ptr_array_index (snapshot->place_lists, l);

      for (guint i = 0; i < list->items->len; i++)
        {
          const RsPlace *place = g_ptr_array_index (list->items, i);
          RsOwnPlace own = { place, { rs_deg_from_e7 (place->lat_e7), rs_deg_from_e7 (place->lon_e7) },
                             FALSE };

          if (g_hash_table_size (names) > 0)
            note_place (names, place);
          if (!*place->name || is_port (place, own.at) || !g_hash_table_add (seen, (gpointer) place))
            continue;
          g_array_append_val (places, own);
        }
    }
  of_case = g_hash_table_new (hash_place, is_equal_place);
  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (value && value != &ambiguous)
      g_hash_table_add (of_case, value);
  for (guint i = 0; i < places->len; i++)
    {
      RsOwnPlace *own = &g_array_index (places, RsOwnPlace, i);

      own->in_case = g_hash_table_contains (of_case, own->place);
    }
  return places;
}
