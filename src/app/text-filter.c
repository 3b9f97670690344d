/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/text-filter.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/text.h"
#include "case/lists.h"
#include "model/country.h"
#include "places/gazetteer.h"

const char *
rs_text_filter_kind (RsFilterKind kind)
{
  switch (kind)
    {
    case RS_FILTER_TIME:
      return _ ("Time");
    case RS_FILTER_AREA:
      return _ ("Area");
    case RS_FILTER_PORT:
      return _ ("Port");
    case RS_FILTER_WATERS:
      return _ ("Waters of a country");
    case RS_FILTER_SPEED:
      return _ ("Speed, kn");
    case RS_FILTER_IMPORT:
      return _ ("Import");
    case RS_FILTER_TYPE:
      return _ ("Type");
    case RS_FILTER_FLAG:
      return _ ("Flag");
    case RS_FILTER_LENGTH:
      return _ ("Length, m");
    case RS_FILTER_NAME:
      return _ ("Name or number");
    case RS_FILTER_EVENT:
      return _ ("Event");
    case RS_FILTER_INCIDENT:
      return _ ("Incident");
    case RS_FILTER_WATCHLIST:
      return _ ("Watchlist");
    case RS_N_FILTER_KINDS:
    default:
      return "";
    }
}

const char *
rs_text_filter_hint (RsFilterKind kind)
{
  switch (kind)
    {
    case RS_FILTER_WATERS:
      return _ ("Land, and sea within 12 nm of the coast that is nearer to it than to any other: an "
                "approximation of the territorial sea, right to about 1.5 nm");
    case RS_FILTER_SPEED:
      return _ ("Over ground, as it was reported");
    case RS_FILTER_PORT:
      return _ ("Within 3 nm of the port's place or roadstead, if nothing else is said");
    case RS_FILTER_TIME:
      return _ ("Vessels heard in that time; their tracks are drawn only so far");
    case RS_FILTER_AREA:
    case RS_FILTER_IMPORT:
    case RS_FILTER_TYPE:
    case RS_FILTER_FLAG:
    case RS_FILTER_LENGTH:
    case RS_FILTER_NAME:
    case RS_FILTER_EVENT:
    case RS_FILTER_INCIDENT:
    case RS_FILTER_WATCHLIST:
    case RS_N_FILTER_KINDS:
    default:
      return NULL;
    }
}

/* @unit: "kn", "m" or "" */
static char *
word_range (double min, double max, const char *unit)
{
  if (isinf (min))
    return g_strdup_printf ("≤ %g %s", max, unit);
  if (isinf (max))
    return g_strdup_printf ("≥ %g %s", min, unit);
  if (min == max)
    return g_strdup_printf ("%g %s", min, unit);
  return g_strdup_printf ("%g–%g %s", min, max, unit);
}

static char *
word_time (const RsFilterCondition *condition, gboolean is_short)
{
  g_autofree char *from = rs_text_time (condition->from_ms), *to = rs_text_time (condition->to_ms);

  if (condition->to_ms == RS_TIME_NONE)
    /* Translators: %s is a time */
    return g_strdup_printf (_ ("from %s"), from);
  if (condition->from_ms == RS_TIME_NONE)
    /* Translators: %s is a time */
    return g_strdup_printf (_ ("until %s"), to);
  return is_short ? rs_text_span_short (condition->from_ms, condition->to_ms)
                  : rs_text_span (condition->from_ms, condition->to_ms);
}

static char *
word_port (const RsFilterCondition *condition, RsLang lang)
{
  const RsPort *port = rs_gazetteer_find (condition->text);
  g_autofree char *name = port ? rs_text_port (port->id, lang) : g_strdup (condition->text);

  if (condition->radius_nm == RS_FILTER_PORT_RADIUS_NM)
    /* Translators: %s is a port */
    return g_strdup_printf (_ ("Near %s"), name);
  /* Translators: a distance in nautical miles, then a port */
  return g_strdup_printf (_ ("Within %g nm of %s"), condition->radius_nm, name);
}

static char *
word_type (const RsFilterCondition *condition)
{
  g_autofree char *low = rs_text_ship_type ((int) MIN (condition->min, 1000));
  RsShipKind kind;

  if (condition->max == 0)
    return g_strdup (_ ("Unknown type"));
  if (rs_ship_kind_from_string (condition->value, &kind) || condition->min == condition->max)
    return g_steal_pointer (&low);
  /* Translators: %s is a range of numbers that AIS has for ship types */
  return g_strdup_printf (_ ("Types %s"), condition->value);
}

static const char *
find_import_name (const RsSnapshot *snapshot, gint64 id)
{
  for (guint i = 0; i < snapshot->imports->len; i++)
    {
      const RsImport *import = g_ptr_array_index (snapshot->imports, i);

      if (import->id == id)
        return import->file_name;
    }
  return NULL;
}

static char *
word_incident (const RsSnapshot *snapshot, const RsFilterCondition *condition)
{
  for (guint i = 0; i < snapshot->incidents->len; i++)
    {
      const RsIncident *incident = g_ptr_array_index (snapshot->incidents, i);

      if (incident->number == condition->id)
        return g_strdup_printf ("%d · %s", incident->number, incident->title);
    }
  return condition->id ? g_strdup_printf (_ ("Incident %s"), condition->value)
                       : g_strdup (_ ("In any incident"));
}

static char *
word_id (const RsSnapshot *snapshot, const RsFilterCondition *condition)
{
  const RsList *list;
  const char *name;

  switch (condition->kind)
    {
    case RS_FILTER_IMPORT:
      name = find_import_name (snapshot, condition->id);
      return name ? g_strdup (name) : g_strdup_printf (_ ("Import %s"), condition->value);
    case RS_FILTER_INCIDENT:
      return word_incident (snapshot, condition);
    case RS_FILTER_WATCHLIST:
      list = rs_case_find_list (snapshot, RS_LIST_WATCH, condition->id);
      return list ? g_strdup (list->title)
             : condition->id ? g_strdup_printf (_ ("Watchlist %s"), condition->value)
                             : g_strdup (_ ("On any watchlist"));
    case RS_FILTER_TIME:
    case RS_FILTER_AREA:
    case RS_FILTER_PORT:
    case RS_FILTER_WATERS:
    case RS_FILTER_SPEED:
    case RS_FILTER_TYPE:
    case RS_FILTER_FLAG:
    case RS_FILTER_LENGTH:
    case RS_FILTER_NAME:
    case RS_FILTER_EVENT:
    case RS_N_FILTER_KINDS:
    default:
      g_return_val_if_reached (g_strdup (""));
    }
}

static char *
word_plain (const RsSnapshot *snapshot, const RsFilterCondition *condition, RsLang lang,
            gboolean is_short)
{
  switch (condition->kind)
    {
    case RS_FILTER_TIME:
      return word_time (condition, is_short);
    case RS_FILTER_AREA:
      return g_strdup (_ ("Drawn area"));
    case RS_FILTER_PORT:
      return word_port (condition, lang);
    case RS_FILTER_WATERS:
      /* Translators: %s is a country */
      return g_strdup_printf (_ ("Waters: %s"), rs_country_get_name (condition->text));
    case RS_FILTER_SPEED:
      return word_range (condition->min, condition->max, _ ("kn"));
    case RS_FILTER_LENGTH:
      return word_range (condition->min, condition->max, _ ("m"));
    case RS_FILTER_TYPE:
      return word_type (condition);
    case RS_FILTER_FLAG:
      return g_strdup (*condition->text ? rs_country_get_name (condition->text) : _ ("Unknown flag"));
    case RS_FILTER_NAME:
      return g_strdup_printf ("“%s”", condition->text);
    case RS_FILTER_EVENT:
      return g_strdup (rs_text_event_kind ((RsEventKind) condition->id));
    case RS_FILTER_IMPORT:
    case RS_FILTER_INCIDENT:
    case RS_FILTER_WATCHLIST:
      return word_id (snapshot, condition);
    case RS_N_FILTER_KINDS:
    default:
      g_return_val_if_reached (g_strdup (""));
    }
}

char *
rs_text_filter_condition (const RsSnapshot *snapshot, const RsFilterCondition *condition,
                          RsLang lang, gboolean is_short)
{
  g_autofree char *plain = word_plain (snapshot, condition, lang, is_short);

  /* Translators: %s is a condition that vessels must not meet, for example a country */
  return condition->negated ? g_strdup_printf (_ ("not %s"), plain) : g_steal_pointer (&plain);
}
