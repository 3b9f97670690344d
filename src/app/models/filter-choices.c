/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/models/filter-choices.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/text.h"
#include "model/country.h"
#include "places/gazetteer.h"
#include "places/waters.h"

void
rs_filter_choice_free (RsFilterChoice *self)
{
  g_free (self->value);
  g_free (self->label);
  g_free (self->key);
  g_free (self);
}

/* @label: (transfer full) */
static void
add (GPtrArray *choices, const char *value, char *label, guint64 count)
{
  RsFilterChoice *choice = g_new0 (RsFilterChoice, 1);
  g_autofree char *text = g_strdup_printf ("%s %s", label, value);

  choice->value = g_strdup (value);
  choice->label = label;
  choice->key = rs_search_key (text);
  choice->count = count;
  g_ptr_array_add (choices, choice);
}

static int
compare_choices (gconstpointer a, gconstpointer b)
{
  const RsFilterChoice *x = *(const RsFilterChoice *const *) a;
  const RsFilterChoice *y = *(const RsFilterChoice *const *) b;

  if (x->count != y->count)
    return x->count > y->count ? -1 : 1;
  return g_utf8_collate (x->label, y->label);
}

/* One choice for each different text. @counts: text to GUINT_TO_POINTER (count) */
static void
count_text (GHashTable *counts, const char *text)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, text));

  g_hash_table_insert (counts, g_strdup (text), GUINT_TO_POINTER (n + 1));
}

static GHashTable *
new_counts (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
add_types (GPtrArray *choices, const RsSnapshot *snapshot)
{
  g_autoptr (GHashTable) counts = new_counts ();
  GHashTableIter iter;
  gpointer value, count;

  for (guint i = 0; i < snapshot->vessels->len; i++)
    {
      const RsVessel *vessel = g_ptr_array_index (snapshot->vessels, i);
      RsShipKind kind;
      char number[16];

      g_snprintf (number, sizeof number, "%d", vessel->ship_type);
      count_text (counts, vessel->ship_type <= 0 ? "unknown"
                          : rs_ship_kind_of_type (vessel->ship_type, &kind)
                            ? rs_ship_kind_to_string (kind)
                            : number);
    }
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &value, &count))
    {
      RsShipKind kind;
      char *label = g_str_equal (value, "unknown") ? g_strdup (_ ("Unknown type"))
                    : rs_ship_kind_from_string (value, &kind)
                      ? g_strdup (rs_text_ship_kind (kind))
                      : rs_text_ship_type ((int) g_ascii_strtoll (value, NULL, 10));

      add (choices, value, label, GPOINTER_TO_UINT (count));
    }
}

static void
count_flags (GHashTable *counts, const RsSnapshot *snapshot)
{
  for (guint i = 0; i < snapshot->vessels->len; i++)
    {
      const RsVessel *vessel = g_ptr_array_index (snapshot->vessels, i);
      gboolean is_code = strlen (vessel->flag) == 2 && g_ascii_isalpha (vessel->flag[0])
                         && g_ascii_isalpha (vessel->flag[1]);

      if (!vessel->flag[0] || is_code)
        count_text (counts, is_code ? vessel->flag : "unknown");
    }
}

static void
add_flags (GPtrArray *choices, const RsSnapshot *snapshot)
{
  g_autoptr (GHashTable) counts = new_counts ();
  GHashTableIter iter;
  gpointer value, count;

  count_flags (counts, snapshot);
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &value, &count))
    add (choices, value,
         g_strdup (g_str_equal (value, "unknown") ? _ ("Unknown flag") : rs_country_get_name (value)),
         GPOINTER_TO_UINT (count));
}

/* Those whose flags are seen come first: nobody asks for the other end of the world. */
static void
add_waters (GPtrArray *choices, const RsSnapshot *snapshot)
{
  const RsWaters *waters = rs_waters_get_default (NULL);
  g_autofree const char **codes = waters ? rs_waters_list_countries (waters) : NULL;
  g_autoptr (GHashTable) counts = new_counts ();

  count_flags (counts, snapshot);
  for (guint i = 0; codes && codes[i]; i++)
    add (choices, codes[i], g_strdup (rs_country_get_name (codes[i])),
         GPOINTER_TO_UINT (g_hash_table_lookup (counts, codes[i])));
}

static void
add_events (GPtrArray *choices, const RsSnapshot *snapshot)
{
  guint counts[RS_N_EVENT_KINDS] = { 0 };

  for (guint i = 0; i < snapshot->events->len; i++)
    {
      const RsEvent *event = g_ptr_array_index (snapshot->events, i);

      if (event->vessel_id)
        counts[event->kind]++;
    }
  for (guint kind = 0; kind < RS_N_EVENT_KINDS; kind++)
    if (counts[kind])
      add (choices, rs_event_kind_to_string ((RsEventKind) kind),
           g_strdup (rs_text_event_kind ((RsEventKind) kind)), counts[kind]);
}

static void
add_id (GPtrArray *choices, gint64 id, const char *label, guint64 count)
{
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  add (choices, value, g_strdup (label), count);
}

static void
add_incidents (GPtrArray *choices, const RsSnapshot *snapshot)
{
  if (snapshot->incidents->len > 0)
    add (choices, "any", g_strdup (_ ("In any incident")), 0);
  for (guint i = 0; i < snapshot->incidents->len; i++)
    {
      const RsIncident *incident = g_ptr_array_index (snapshot->incidents, i);
      g_autofree char *label = g_strdup_printf ("%d  %s", incident->number, incident->title);

      add_id (choices, incident->number, label, 0);
    }
}

static void
add_watchlists (GPtrArray *choices, const RsSnapshot *snapshot)
{
  if (snapshot->watchlists->len > 0)
    add (choices, "any", g_strdup (_ ("On any watchlist")), 0);
  for (guint i = 0; i < snapshot->watchlists->len; i++)
    {
      const RsList *list = g_ptr_array_index (snapshot->watchlists, i);

      add_id (choices, list->id, list->title, 0);
    }
}

GPtrArray *
rs_filter_choices_new (const RsSnapshot *snapshot, RsFilterKind kind)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func ((GDestroyNotify) rs_filter_choice_free);

  if (kind == RS_FILTER_TYPE)
    add_types (choices, snapshot);
  else if (kind == RS_FILTER_FLAG)
    add_flags (choices, snapshot);
  else if (kind == RS_FILTER_WATERS)
    add_waters (choices, snapshot);
  else if (kind == RS_FILTER_EVENT)
    add_events (choices, snapshot);
  else if (kind == RS_FILTER_INCIDENT)
    add_incidents (choices, snapshot);
  else if (kind == RS_FILTER_WATCHLIST)
    add_watchlists (choices, snapshot);
  for (guint i = 0; kind == RS_FILTER_IMPORT && i < snapshot->imports->len; i++)
    {
      const RsImport *import = g_ptr_array_index (snapshot->imports, i);

      add_id (choices, import->id, import->file_name, (guint64) MAX (import->n_fixes, 0));
    }
  if (kind != RS_FILTER_INCIDENT && kind != RS_FILTER_WATCHLIST)
    g_ptr_array_sort (choices, compare_choices);
  /* Of these the number says nothing of what is near. */
  for (guint i = 0; kind == RS_FILTER_WATERS && i < choices->len; i++)
    ((RsFilterChoice *) g_ptr_array_index (choices, i))->count = 0;
  return choices;
}
