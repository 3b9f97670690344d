/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/text.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "model/country.h"
#include "places/gazetteer.h"

void
rs_set_string (char **field, const char *value)
{
  char *copy = g_strdup (value ? value : "");

  g_free (*field);
  *field = copy;
}

const char *
rs_text_event_kind (RsEventKind kind)
{
  switch (kind)
    {
    case RS_EVENT_PORT_CALL:
      return _ ("Port call");
    case RS_EVENT_VOYAGE:
      return _ ("Voyage");
    case RS_EVENT_GAP:
      return _ ("Gap");
    case RS_EVENT_POLICY:
      return _ ("Policy");
    case RS_N_EVENT_KINDS:
    default:
      return "";
    }
}

const char *
rs_text_event_icon (RsEventKind kind)
{
  switch (kind)
    {
    case RS_EVENT_PORT_CALL:
      return "rs-event-port-call-symbolic";
    case RS_EVENT_VOYAGE:
      return "rs-event-voyage-symbolic";
    case RS_EVENT_GAP:
      return "rs-event-gap-symbolic";
    case RS_EVENT_POLICY:
      return "rs-event-policy-symbolic";
    case RS_N_EVENT_KINDS:
    default:
      return "rs-event-symbolic";
    }
}

const char *
rs_text_incident_kind (RsIncidentKind kind)
{
  switch (kind)
    {
    case RS_INCIDENT_TRANSFER:
      return _ ("Transfer between ships");
    case RS_INCIDENT_PORT_CALL:
      return _ ("Port call");
    case RS_INCIDENT_TRANSSHIPMENT:
      return _ ("Transshipment");
    case RS_INCIDENT_GAP:
      return _ ("Silence");
    case RS_INCIDENT_IDENTITY:
      return _ ("Identity");
    case RS_INCIDENT_OTHER:
      return _ ("Other");
    case RS_N_INCIDENT_KINDS:
    default:
      return "";
    }
}

const char *
rs_text_stance (RsStance stance)
{
  switch (stance)
    {
    case RS_STANCE_ASSERTS:
      return _ ("Asserts");
    case RS_STANCE_DENIES:
      return _ ("Denies");
    case RS_STANCE_NO_COMMENT:
      return _ ("Does not comment");
    case RS_STANCE_OBSERVES:
      return _ ("Observes");
    case RS_N_STANCES:
    default:
      return "";
    }
}

const char *
rs_text_provenance (RsProvenance provenance)
{
  switch (provenance)
    {
    case RS_OBSERVED:
      return _ ("observed");
    case RS_RECONSTRUCTED:
      return _ ("reconstructed");
    case RS_ASSERTED:
      return _ ("asserted");
    default:
      return "";
    }
}

const char *
rs_text_note_kind (RsNoteKind kind)
{
  switch (kind)
    {
    case RS_NOTE_TEXT:
      return _ ("Text");
    case RS_NOTE_ARROW:
      return _ ("Arrow");
    case RS_NOTE_LINE:
      return _ ("Line");
    case RS_NOTE_POLYGON:
      return _ ("Polygon");
    case RS_NOTE_RING:
      return _ ("Range ring");
    case RS_N_NOTE_KINDS:
    default:
      return "";
    }
}

/* The Admiralty code */

const char *
rs_text_reliability (char reliability)
{
  switch (reliability)
    {
    case 'A':
      return _ ("A – completely reliable");
    case 'B':
      return _ ("B – usually reliable");
    case 'C':
      return _ ("C – fairly reliable");
    case 'D':
      return _ ("D – not usually reliable");
    case 'E':
      return _ ("E – unreliable");
    case 'F':
      return _ ("F – cannot be judged");
    default:
      return _ ("Not rated");
    }
}

const char *
rs_text_credibility (int credibility)
{
  switch (credibility)
    {
    case 1:
      return _ ("1 – confirmed by other sources");
    case 2:
      return _ ("2 – probably true");
    case 3:
      return _ ("3 – possibly true");
    case 4:
      return _ ("4 – doubtful");
    case 5:
      return _ ("5 – improbable");
    case 6:
      return _ ("6 – cannot be judged");
    default:
      return _ ("Not rated");
    }
}

/* Ships, countries, ports */

const char *
rs_text_ship_kind (RsShipKind kind)
{
  static const char *const names[RS_N_SHIP_KINDS] = {
    [RS_SHIP_WING_IN_GROUND] = N_ ("Wing in ground craft"),
    [RS_SHIP_FISHING] = N_ ("Fishing vessel"),
    [RS_SHIP_TOWING] = N_ ("Towing vessel"),
    [RS_SHIP_DREDGER] = N_ ("Dredger"),
    [RS_SHIP_DIVING] = N_ ("Diving vessel"),
    [RS_SHIP_MILITARY] = N_ ("Military vessel"),
    [RS_SHIP_SAILING] = N_ ("Sailing vessel"),
    [RS_SHIP_PLEASURE] = N_ ("Pleasure craft"),
    [RS_SHIP_HIGH_SPEED] = N_ ("High-speed craft"),
    [RS_SHIP_PILOT] = N_ ("Pilot vessel"),
    [RS_SHIP_SEARCH_AND_RESCUE] = N_ ("Search and rescue vessel"),
    [RS_SHIP_TUG] = N_ ("Tug"),
    [RS_SHIP_PORT_TENDER] = N_ ("Port tender"),
    [RS_SHIP_LAW_ENFORCEMENT] = N_ ("Law enforcement vessel"),
    [RS_SHIP_PASSENGER] = N_ ("Passenger ship"),
    [RS_SHIP_CARGO] = N_ ("Cargo ship"),
    [RS_SHIP_TANKER] = N_ ("Tanker"),
  };

  g_return_val_if_fail ((guint) kind < RS_N_SHIP_KINDS, "");
  return _ (names[kind]);
}

char *
rs_text_ship_type (int ship_type)
{
  RsShipKind kind;

  if (ship_type <= 0)
    return g_strdup ("");
  if (rs_ship_kind_of_type (ship_type, &kind))
    return g_strdup (rs_text_ship_kind (kind));
  /* Translators: the number of a ship type that AIS does not name */
  return g_strdup_printf (_ ("Type %d"), ship_type);
}

char *
rs_text_place_detail (const RsPlace *place)
{
  const char *country = rs_country_get_name (place->country);

  return g_strconcat (country, *country && *place->code ? " · " : "", place->code, NULL);
}

char *
rs_text_port (const char *id, RsLang lang)
{
  const RsPort *port = id && *id ? rs_gazetteer_get (id) : NULL;
  const char *name;

  if (!port)
    return g_strdup (id ? id : "");
  switch (lang)
    {
    case RS_LANG_RU:
      name = port->name_ru;
      break;
    case RS_LANG_KO:
      name = port->name_ko;
      break;
    case RS_LANG_JA:
      name = port->name_ja;
      break;
    case RS_LANG_EN:
    case RS_N_LANGS:
    default:
      name = port->name_en;
    }
  return g_strdup (name && *name ? name : port->name_en);
}

/* Times and numbers */

static char *
format_time (gint64 t_ms, gboolean with_seconds)
{
  g_autofree char *text = NULL;

  if (t_ms == RS_TIME_NONE)
    return g_strdup ("");
  text = rs_time_format_zone (t_ms, NULL, with_seconds);
  return g_strconcat (text, " UTC", NULL);
}

char *
rs_text_time (gint64 t_ms)
{
  return format_time (t_ms, FALSE);
}

char *
rs_text_second (gint64 t_ms)
{
  return format_time (t_ms, TRUE);
}

char *
rs_text_span (gint64 from_ms, gint64 to_ms)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (from_ms == RS_TIME_NONE || to_ms == RS_TIME_NONE || from_ms == to_ms)
    return rs_text_time (from_ms != RS_TIME_NONE ? from_ms : to_ms);
  from = rs_time_format_zone (from_ms, NULL, FALSE);
  to = rs_time_format_zone (to_ms, NULL, FALSE);
  /* The day is said once where both lie in it. */
  if (strncmp (from, to, 10) == 0)
    return g_strdup_printf ("%s – %s UTC", from, to + 11);
  return g_strdup_printf ("%s – %s UTC", from, to);
}

char *
rs_text_span_short (gint64 from_ms, gint64 to_ms)
{
  g_autofree char *from = rs_time_format_zone (from_ms, NULL, FALSE);
  g_autofree char *to = rs_time_format_zone (to_ms, NULL, FALSE);

  if (from_ms == RS_TIME_NONE || to_ms == RS_TIME_NONE || strncmp (from, to, 10) == 0)
    return rs_text_span (from_ms, to_ms);
  return g_strdup_printf ("%s – %s", from, strncmp (from, to, 5) == 0 ? to + 5 : to);
}

char *
rs_text_time_to_edit (gint64 t_ms)
{
  if (t_ms == RS_TIME_NONE)
    return g_strdup ("");
  return rs_time_format_zone (t_ms, NULL, t_ms % RS_MINUTE_MS != 0);
}

gboolean
rs_text_time_from_edit (const char *text, gint64 *out_t_ms)
{
  g_autofree char *copy = g_strstrip (g_strdup (text));
  gsize len = strlen (copy);

  if (len == 0)
    {
      *out_t_ms = RS_TIME_NONE;
      return TRUE;
    }
  if (len > 3 && g_ascii_strcasecmp (copy + len - 3, "UTC") == 0)
    copy[len - 3] = '\0';
  g_strchomp (copy);
  return rs_time_parse (copy, out_t_ms);
}

char *
rs_text_place_to_edit (RsLatLon place)
{
  char lat[G_ASCII_DTOSTR_BUF_SIZE], lon[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (lat, sizeof lat, "%.5f", place.lat_deg);
  g_ascii_formatd (lon, sizeof lon, "%.5f", place.lon_deg);
  return g_strdup_printf ("%s, %s", lat, lon);
}

char *
rs_text_count (guint64 n)
{
  const char *separator = localeconv ()->thousands_sep;
  char digits[24];
  gsize len = (gsize) g_snprintf (digits, sizeof digits, "%" G_GUINT64_FORMAT, n);
  GString *text = g_string_new (NULL);

  /* A narrow no-break space where the locale has none of its own; four digits stay together. */
  if (!separator || !*separator)
    separator = "\u202f";
  for (gsize i = 0; i < len; i++)
    {
      if (i > 0 && (len - i) % 3 == 0 && len > 4)
        g_string_append (text, separator);
      g_string_append_c (text, digits[i]);
    }
  return g_string_free (text, FALSE);
}

const char *
rs_text_fix_flag (guint bit)
{
  static const char *const texts[RS_N_FIX_FLAGS] = {
    N_ ("at 0° N 0° E"),
    N_ ("on land"),
    N_ ("repeats another"),
    N_ ("not in the order of time"),
    N_ ("later than the import"),
    N_ ("out of reach of all others"),
    N_ ("MMSI is no ship's"),
    N_ ("neither speed nor course"),
  };

  g_return_val_if_fail (bit < G_N_ELEMENTS (texts), "");
  return _ (texts[bit]);
}

char *
rs_text_fix_copies (const RsFix *fix)
{
  guint n = (fix->flags & RS_FIX_COPIES_MASK) >> RS_FIX_COPIES_SHIFT;

  if (n == 0)
    return NULL;
  /* As many as the field holds may be more. */
  if (n == RS_FIX_COPIES_MASK >> RS_FIX_COPIES_SHIFT)
    return g_strdup_printf (_ ("heard in %u copies or more"), n + 1);
  /* Translators: of a transmission that several receivers heard */
  return g_strdup_printf (ngettext ("heard in %u copy", "heard in %u copies", n + 1), n + 1);
}

/* Records */

static void
append_part (GString *text, const char *part)
{
  if (!part || !*part)
    return;
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, part);
}

char *
rs_text_vessel_detail (const RsSnapshot *snapshot, guint index)
{
  const RsVessel *vessel = g_ptr_array_index (snapshot->vessels, index);
  const RsTrack *track = g_ptr_array_index (snapshot->tracks, index);
  GString *text = g_string_new (NULL);
  const char *country = *vessel->flag ? rs_country_get_name (vessel->flag) : NULL;
  g_autofree char *type = rs_text_ship_type (vessel->ship_type);
  const RsUndated *undated
      = index < snapshot->undated->len ? g_ptr_array_index (snapshot->undated, index) : NULL;
  guint n = track->n > 0 || !undated ? track->n : undated->n;
  g_autofree char *count = rs_text_count (n);
  g_autofree char *fixes
      = n == track->n
          ? g_strdup_printf (ngettext ("%s position", "%s positions", n), count)
          : g_strdup_printf (ngettext ("%s position without a time", "%s positions without a time", n),
                             count);

  if (vessel->imo)
    {
      g_autofree char *imo = g_strdup_printf ("IMO %07u", vessel->imo);

      append_part (text, imo);
    }
  else if (vessel->mmsi)
    {
      g_autofree char *mmsi = g_strdup_printf ("MMSI %09u", vessel->mmsi);

      append_part (text, mmsi);
    }
  else
    {
      append_part (text, type);
    }
  append_part (text, country);
  append_part (text, fixes);
  return g_string_free (text, FALSE);
}

char *
rs_text_event_detail (const RsSnapshot *snapshot, const RsEvent *event, RsLang lang)
{
  const RsVessel *vessel
      = event->vessel_id ? rs_snapshot_get_vessel (snapshot, event->vessel_id) : NULL;
  g_autofree char *from = NULL;
  GString *text = g_string_new (NULL);

  if (vessel)
    append_part (text, vessel->name);
  from = rs_time_format_zone (event->from_ms, NULL, FALSE);
  /* A day of policy has no hour. */
  if (event->kind == RS_EVENT_POLICY)
    from[10] = '\0';
  append_part (text, from);
  return g_string_free (text, FALSE);
}

char *
rs_text_incident_detail (const RsSnapshot *snapshot, const RsIncident *incident, RsLang lang)
{
  GString *text = g_string_new (NULL);
  g_autofree char *claims = NULL;

  if (incident->from_ms != RS_TIME_NONE)
    {
      g_autofree char *from = rs_time_format_zone (incident->from_ms, NULL, FALSE);

      from[10] = '\0';
      append_part (text, from);
    }
  append_part (text, rs_text_incident_kind (incident->kind));
  if (incident->claims->len > 0)
    {
      claims = g_strdup_printf (ngettext ("%u claim", "%u claims", incident->claims->len),
                                incident->claims->len);
      append_part (text, claims);
    }
  return g_string_free (text, FALSE);
}

char *
rs_text_hull (guint hull, guint n_hulls)
{
  /* Translators: which of the ships that share one number, and how many there are */
  return g_strdup_printf (_ ("ship %u of %u"), hull, n_hulls);
}
