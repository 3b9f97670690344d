/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/filter-args.h"

#include <stdio.h>
#include <string.h>

#include "cli/arguments.h"

void
rs_filter_args_get_entries (RsFilterArgs *self, GOptionEntry *out)
{
  const GOptionEntry entries[] = {
    { "filter", 0, 0, G_OPTION_ARG_STRING, &self->text,
      "Only what a filter lets through: “type:tanker flag:KP port:RUVYP speed:..3”", "TEXT" },
    { "saved", 0, 0, G_OPTION_ARG_STRING, &self->saved, "The filter that is saved under this name",
      "NAME" },
    { "from", 0, 0, G_OPTION_ARG_STRING, &self->from, "Not before this time", "T" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &self->to, "Not after this time, or day", "T" },
    { "area", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->areas,
      "In a polygon of three corners or more, or near a port (~ and nm: how near, else 3)",
      "“LAT,LON LAT,LON LAT,LON”|PORT[~NM]" },
    { "country", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->countries,
      "In a country's waters: 12 nm from its coast, nearer than to any other; about", "CODE" },
    { "speed", 0, 0, G_OPTION_ARG_STRING, &self->speed, "At a speed over ground, kn", "MIN..MAX" },
    { "import", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->imports, "From this import", "ID" },
    { "type", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->types,
      "Of this type: tanker, cargo, ..., an AIS number or range, unknown", "TYPE" },
    { "flag-state", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->flags,
      "Under this country's flag, or unknown", "CODE" },
    { "length", 0, 0, G_OPTION_ARG_STRING, &self->length, "So long, m", "MIN..MAX" },
    { "name", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->names,
      "With this in a name, call sign or number", "TEXT" },
    { "event-kind", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->events,
      "With such an event: port-call, voyage, gap", "KIND" },
    { "incident", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->incidents, "In this incident, or in any",
      "NUMBER" },
    { "watchlist", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->watchlists,
      "On this watchlist, or on any", "ID" },
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (entries) == RS_FILTER_ARGS);
  memcpy (out, entries, sizeof entries);
}

void
rs_filter_args_clear (RsFilterArgs *self)
{
  char **strings[] = { &self->text, &self->saved, &self->from, &self->to, &self->speed,
                       &self->length };
  char ***lists[] = { &self->areas, &self->countries, &self->types, &self->flags, &self->names,
                      &self->imports, &self->events, &self->incidents, &self->watchlists };

  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    g_clear_pointer (strings[i], g_free);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    g_clear_pointer (lists[i], g_strfreev);
}

static void
add (GString *text, RsFilterKind kind, const char *value)
{
  g_autofree char *quoted = rs_filter_quote (value);

  g_string_append_printf (text, " %s:%s", rs_filter_kind_to_string (kind), quoted);
}

static void
add_all (GString *text, RsFilterKind kind, char *const *values)
{
  for (guint i = 0; values && values[i]; i++)
    add (text, kind, values[i]);
}

/* A polygon begins with a number and has corners after it; all else is a port. */
static gboolean
is_polygon (const char *value)
{
  const char *start = value + strspn (value, " \t+-.");

  return g_ascii_isdigit (*start) && strchr (value, ',');
}

/* What the options say, as a filter. */
static RsFilter *
make_filter (const RsFilterArgs *self, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (RsFilter) given = NULL, rest = NULL;

  for (guint i = 0; self->areas && self->areas[i]; i++)
    add (text, is_polygon (self->areas[i]) ? RS_FILTER_AREA : RS_FILTER_PORT, self->areas[i]);
  add_all (text, RS_FILTER_WATERS, self->countries);
  add_all (text, RS_FILTER_IMPORT, self->imports);
  add_all (text, RS_FILTER_TYPE, self->types);
  add_all (text, RS_FILTER_FLAG, self->flags);
  add_all (text, RS_FILTER_NAME, self->names);
  add_all (text, RS_FILTER_EVENT, self->events);
  add_all (text, RS_FILTER_INCIDENT, self->incidents);
  add_all (text, RS_FILTER_WATCHLIST, self->watchlists);
  if (self->speed)
    add (text, RS_FILTER_SPEED, self->speed);
  if (self->length)
    add (text, RS_FILTER_LENGTH, self->length);
  if (self->from || self->to)
    {
      g_autofree char *span
        = g_strdup_printf ("%s..%s", self->from ? self->from : "", self->to ? self->to : "");

      add (text, RS_FILTER_TIME, span);
    }
  given = rs_filter_parse (self->text ? self->text : "", error);
  rest = given ? rs_filter_parse (text->str, error) : NULL;
  return rest ? rs_filter_join (given, rest) : NULL;
}

gboolean
rs_filter_args_check (const RsFilterArgs *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RsFilter) filter = NULL;
  gint64 t_ms;

  if (!rs_arguments_parse_time ("from", self->from, &t_ms)
      || !rs_arguments_parse_end ("to", self->to, &t_ms))
    return FALSE;
  filter = make_filter (self, &error);
  if (!filter)
    fprintf (stderr, "%s: %s\n", g_get_prgname (), error->message);
  return filter != NULL;
}

static RsFilter *
find_saved (const RsSnapshot *snapshot, const char *name)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < snapshot->filters->len; i++)
    {
      const RsSavedFilter *saved = g_ptr_array_index (snapshot->filters, i);
      RsFilter *filter;

      if (strcmp (saved->name, name) != 0)
        continue;
      filter = rs_filter_parse (saved->text, &error);
      if (!filter)
        fprintf (stderr, "%s: the filter “%s”: %s\n", g_get_prgname (), name, error->message);
      return filter;
    }
  fprintf (stderr, "%s: there is no filter “%s” in this case; “filters CASE list” shows them\n",
           g_get_prgname (), name);
  return NULL;
}

RsFilterPlan *
rs_filter_args_get_plan (const RsFilterArgs *self, RsSnapshot *snapshot, int *code)
{
  g_autoptr (RsFilter) saved = self->saved ? find_saved (snapshot, self->saved) : NULL;
  g_autoptr (RsFilter) given = make_filter (self, NULL);
  g_autoptr (RsFilter) filter = NULL;
  g_autoptr (RsFilterPlan) plan = NULL;
  const GPtrArray *problems;

  *code = given ? RS_EXIT_FAILED : RS_EXIT_USAGE;
  if (!given || (self->saved && !saved))
    return NULL;
  filter = rs_filter_join (saved, given);
  plan = rs_filter_plan_new (snapshot, filter);
  problems = rs_filter_plan_get_problems (plan);
  for (guint i = 0; i < problems->len; i++)
    fprintf (stderr, "%s: %s\n", g_get_prgname (), (char *) g_ptr_array_index (problems, i));
  return problems->len == 0 ? g_steal_pointer (&plan) : NULL;
}
