/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The values of a filter's conditions: what each kind takes, and the one way it is written. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "model/filter-private.h"
#include "model/records.h"
#include "model/ship-type.h"

/* What stands for a value that nobody knows, and for all there are. */
#define UNKNOWN "unknown"
#define ANY "any"
#define CORNERS_MAX 10000
#define NUMBER_MAX 1e8

typedef gboolean (*ParseFunc) (const char *text, RsFilterCondition *out);

/* As few digits as say it: never as 1e-05, which no value may be. */
static char *
format_number (double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  char *end;

  g_ascii_formatd (buffer, sizeof buffer, "%.7f", value);
  for (end = buffer + strlen (buffer); end[-1] == '0'; end--)
    end[-1] = '\0';
  if (end[-1] == '.')
    end[-1] = '\0';
  return g_strdup (strcmp (buffer, "-0") == 0 ? "0" : buffer);
}

/* Numbers have no more digits after the point than are written, and zero has no sign (-0 + 0 is 0). */
static double
round_number (double value)
{
  return round (value * 1e7) / 1e7 + 0.0;
}

static gboolean
parse_number (const char *text, double *out)
{
  char *end;
  double value;

  if (!*text || strlen (text) > 32 || strspn (text, "0123456789.+-") != strlen (text))
    return FALSE;
  value = g_ascii_strtod (text, &end);
  if (*end || !(fabs (value) <= NUMBER_MAX))
    return FALSE;
  *out = round_number (value);
  return TRUE;
}

/* "MIN..MAX", either left out but not both, or one number for both. */
static gboolean
parse_range (const char *text, RsFilterCondition *out)
{
  const char *dots = strstr (text, "..");
  g_autofree char *low = dots ? g_strndup (text, (gsize) (dots - text)) : g_strdup (text);
  const char *high = dots ? dots + 2 : text;
  g_autofree char *min = NULL, *max = NULL;

  out->min = -INFINITY;
  out->max = INFINITY;
  if ((*low && !parse_number (low, &out->min)) || (*high && !parse_number (high, &out->max))
      || (!*low && !*high) || out->min > out->max || (*low && out->min < 0) || out->max < 0)
    return FALSE;
  min = *low ? format_number (out->min) : g_strdup ("");
  max = *high ? format_number (out->max) : g_strdup ("");
  out->value = strcmp (min, max) == 0 ? g_strdup (min) : g_strdup_printf ("%s..%s", min, max);
  return TRUE;
}

static gboolean
parse_time (const char *text, RsFilterCondition *out)
{
  const char *dots = strstr (text, "..");
  g_autofree char *from = dots ? g_strndup (text, (gsize) (dots - text)) : NULL;
  const char *to = dots ? dots + 2 : "";
  g_autofree char *first = NULL, *last = NULL;

  out->from_ms = out->to_ms = RS_TIME_NONE;
  if (!dots || (*from && !rs_time_parse (from, &out->from_ms))
      || (*to && !rs_time_parse_end (to, &out->to_ms)) || (!*from && !*to)
      || (*from && *to && out->from_ms > out->to_ms))
    return FALSE;
  first = rs_time_format (out->from_ms);
  last = rs_time_format (out->to_ms);
  out->value = g_strdup_printf ("%s..%s", first, last);
  return TRUE;
}

/* Its edges go the shorter way round: those of a box wider than half the world, or of one all round a pole, go
 * round nothing, or a pole. */
static gboolean
has_inside (const GArray *corners)
{
  double x = 0, west = 0, east = 0;

  for (guint i = 0; i < corners->len; i++)
    {
      const RsLatLon *from = &g_array_index (corners, RsLatLon, i);
      const RsLatLon *to = &g_array_index (corners, RsLatLon, (i + 1) % corners->len);

      x += rs_lon_wrap (to->lon_deg - from->lon_deg);
      west = MIN (west, x);
      east = MAX (east, x);
    }
  return fabs (x) < 180 && east > west;
}

static gboolean
parse_area (const char *text, RsFilterCondition *out)
{
  g_auto (GStrv) corners = g_strsplit_set (text, " \t", -1);
  g_autoptr (GString) value = g_string_new (NULL);

  out->area = g_array_new (FALSE, FALSE, sizeof (RsLatLon));
  for (guint i = 0; corners[i]; i++)
    {
      g_autofree char *lat = NULL, *lon = NULL;
      RsLatLon corner;

      if (!*corners[i])
        continue;
      if (!rs_lat_lon_parse (corners[i], &corner))
        return FALSE;
      corner.lat_deg = round_number (corner.lat_deg);
      corner.lon_deg = rs_lon_wrap (round_number (corner.lon_deg));
      g_array_append_val (out->area, corner);
      lat = format_number (corner.lat_deg);
      lon = format_number (corner.lon_deg);
      g_string_append_printf (value, "%s%s,%s", value->len ? " " : "", lat, lon);
    }
  out->value = g_strdup (value->str);
  return out->area->len >= 3 && out->area->len <= CORNERS_MAX && has_inside (out->area);
}

static gboolean
parse_port (const char *text, RsFilterCondition *out)
{
  const char *tilde = strrchr (text, '~');

  out->text = g_strstrip (tilde ? g_strndup (text, (gsize) (tilde - text)) : g_strdup (text));
  out->radius_nm = RS_FILTER_PORT_RADIUS_NM;
  if (!*out->text
      || (tilde
          && !(parse_number (tilde + 1, &out->radius_nm) && out->radius_nm > 0
               && out->radius_nm <= RS_FILTER_PORT_RADIUS_MAX_NM)))
    return FALSE;
  /* A name with a tilde needs another behind it. */
  if (out->radius_nm == RS_FILTER_PORT_RADIUS_NM && !strchr (out->text, '~'))
    {
      out->value = g_strdup (out->text);
    }
  else
    {
      g_autofree char *radius = format_number (out->radius_nm);

      out->value = g_strdup_printf ("%s~%s", out->text, radius);
    }
  return TRUE;
}

static gboolean
parse_country (const char *text, RsFilterCondition *out)
{
  if (strlen (text) != 2 || !g_ascii_isalpha (text[0]) || !g_ascii_isalpha (text[1]))
    return FALSE;
  out->text = g_ascii_strup (text, -1);
  out->value = g_strdup (out->text);
  return TRUE;
}

static gboolean
parse_flag (const char *text, RsFilterCondition *out)
{
  if (g_ascii_strcasecmp (text, UNKNOWN) != 0)
    return parse_country (text, out);
  out->text = g_strdup ("");
  out->value = g_strdup (UNKNOWN);
  return TRUE;
}

static gboolean
parse_type (const char *text, RsFilterCondition *out)
{
  RsShipKind kind;
  gint from, to;

  if (g_ascii_strcasecmp (text, UNKNOWN) == 0)
    {
      out->value = g_strdup (UNKNOWN);
      return TRUE;
    }
  if (rs_ship_kind_from_string (text, &kind))
    {
      rs_ship_kind_get_types (kind, &from, &to);
      out->min = from;
      out->max = to;
    }
  else if (!parse_range (text, out) || (isfinite (out->max) && out->max != floor (out->max))
           || (isfinite (out->min) && out->min != floor (out->min)))
    {
      return FALSE;
    }
  /* 0 is "not available", never a type. */
  out->min = MAX (out->min, 1);
  if (out->max < out->min)
    return FALSE;
  if (rs_ship_kind_of_type ((gint) MIN (out->min, 1000), &kind))
    {
      rs_ship_kind_get_types (kind, &from, &to);
      if (out->min == from && out->max == to)
        {
          g_free (out->value);
          out->value = g_strdup (rs_ship_kind_to_string (kind));
        }
    }
  return TRUE;
}

static gboolean
parse_id (const char *text, RsFilterCondition *out)
{
  guint64 id;

  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT64, &id, NULL))
    return FALSE;
  out->id = (gint64) id;
  out->value = g_strdup_printf ("%" G_GUINT64_FORMAT, id);
  return TRUE;
}

static gboolean
parse_id_or_any (const char *text, RsFilterCondition *out)
{
  if (g_ascii_strcasecmp (text, ANY) != 0)
    return parse_id (text, out);
  out->value = g_strdup (ANY);
  return TRUE;
}

static gboolean
parse_event (const char *text, RsFilterCondition *out)
{
  g_autofree char *word = g_ascii_strdown (text, -1);
  RsEventKind kind;

  if (!rs_event_kind_from_string (word, &kind))
    return FALSE;
  out->id = kind;
  out->value = g_steal_pointer (&word);
  return TRUE;
}

static gboolean
parse_name (const char *text, RsFilterCondition *out)
{
  out->text = g_strstrip (g_strdup (text));
  out->value = g_strdup (out->text);
  return *out->text != '\0';
}

static const struct
{
  const char *word;
  ParseFunc parse;
  const char *wanted;
} kinds[] = {
  [RS_FILTER_TIME] = { "time", parse_time,
                       N_ ("a span as 2024-03-01..2024-03-31T12:00Z; one end may be left out") },
  [RS_FILTER_AREA]
  = { "area", parse_area,
      N_ ("three corners or more, each as LAT,LON in degrees, with spaces between; each side goes the "
          "shorter way round the earth, and they do not go round a pole") },
  [RS_FILTER_PORT] = { "port", parse_port,
                       N_ ("a port's code or name, and if wanted ~ and a radius in nm: RUVYP~5") },
  [RS_FILTER_WATERS] = { "waters", parse_country, N_ ("a country's code of two letters: KP") },
  [RS_FILTER_SPEED] = { "speed", parse_range, N_ ("knots as 0..3, 10.. or ..5") },
  [RS_FILTER_IMPORT] = { "import", parse_id, N_ ("the number of an import") },
  [RS_FILTER_TYPE]
  = { "type", parse_type,
      N_ ("a word such as tanker, cargo, fishing, passenger or tug, an AIS type as 80 or 80..89, "
          "or unknown") },
  [RS_FILTER_FLAG] = { "flag", parse_flag, N_ ("a country's code of two letters, or unknown") },
  [RS_FILTER_LENGTH] = { "length", parse_range, N_ ("metres as 100..200, 100.. or ..30") },
  [RS_FILTER_NAME] = { "name", parse_name, N_ ("a part of a name, call sign, MMSI or IMO number") },
  [RS_FILTER_EVENT] = { "event", parse_event, N_ ("a kind of event, as port-call, voyage or gap") },
  [RS_FILTER_INCIDENT] = { "incident", parse_id_or_any, N_ ("the number of an incident, or any") },
  [RS_FILTER_WATCHLIST] = { "watchlist", parse_id_or_any, N_ ("the id of a watchlist, or any") },
};

G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == RS_N_FILTER_KINDS);

const char *
rs_filter_kind_to_string (RsFilterKind kind)
{
  g_return_val_if_fail ((guint) kind < RS_N_FILTER_KINDS, "");
  return kinds[kind].word;
}

gboolean
rs_filter_kind_from_string (const char *text, RsFilterKind *out)
{
  for (guint i = 0; i < RS_N_FILTER_KINDS; i++)
    if (g_ascii_strcasecmp (text, kinds[i].word) == 0)
      {
        *out = (RsFilterKind) i;
        return TRUE;
      }
  return FALSE;
}

RsFilterCondition *
rs_filter_value_parse (RsFilterKind kind, gboolean negated, const char *value, GError **error)
{
  g_autoptr (RsFilterCondition) condition = g_new0 (RsFilterCondition, 1);

  condition->kind = kind;
  condition->negated = negated;
  if (kinds[kind].parse (value, condition))
    return g_steal_pointer (&condition);
  g_set_error (error, RS_FILTER_ERROR, RS_FILTER_ERROR_VALUE,
               /* Translators: “speed:fast” in a filter; then what may stand there */
               _("“%s:%s” in the filter: wanted %s."), kinds[kind].word, value,
               _ (kinds[kind].wanted));
  return NULL;
}
