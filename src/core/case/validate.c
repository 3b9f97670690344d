/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "case/case.h"
#include "case/edit-private.h"
#include "model/filter.h"

#define TEXT_MAX 1000000 /* bytes of one text: far more than anybody writes */
#define POINTS_MAX 10000
#define ATTACHMENT_MAX 500000000 /* bytes; SQLite holds up to 1e9 */
#define MMSI_MAX 999999999
#define IMO_MAX 9999999

/* Each check returns FALSE and says what is wrong with what. @what is a field's name for the user. */

static gboolean
refuse (GError **error, const char *what, const char *why)
{
  g_set_error (error, RS_CASE_ERROR, RS_CASE_ERROR_INVALID, "%s: %s", what, why);
  return FALSE;
}

static gboolean
check_text (const char *text, const char *what, GError **error)
{
  gsize length = text ? strlen (text) : 0;

  if (!text || !g_utf8_validate (text, (gssize) length, NULL))
    return refuse (error, what, _("the text is not valid UTF-8"));
  if (length > TEXT_MAX)
    return refuse (error, what, _("the text is longer than a million bytes"));
  return TRUE;
}

static gboolean
check_span (gint64 from_ms, gint64 to_ms, const char *what, GError **error)
{
  if (from_ms != RS_TIME_NONE && to_ms != RS_TIME_NONE && from_ms > to_ms)
    {
      g_autofree char *from = rs_time_format (from_ms), *to = rs_time_format (to_ms);

      g_set_error (error, RS_CASE_ERROR, RS_CASE_ERROR_INVALID,
                   _("%s: it ends (%s) before it begins (%s)"), what, to, from);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_point (RsLatLon p, const char *what, GError **error)
{
  /* Written so that NAN fails too. */
  if (!(p.lat_deg >= -90 && p.lat_deg <= 90))
    return refuse (error, what, _("a latitude lies between −90 and 90 degrees"));
  if (!(p.lon_deg >= -180 && p.lon_deg <= 180))
    return refuse (error, what, _("a longitude lies between −180 and 180 degrees"));
  return TRUE;
}

static gboolean
check_points (const GArray *points, const char *what, GError **error)
{
  if (points->len > POINTS_MAX)
    return refuse (error, what, _("more than 10,000 points"));
  for (guint i = 0; i < points->len; i++)
    if (!check_point (g_array_index (points, RsLatLon, i), what, error))
      return FALSE;
  return TRUE;
}

static gboolean
check_imo (guint32 imo, GError **error)
{
  return imo <= IMO_MAX || refuse (error, _("IMO number"), _("it has at most 7 digits"));
}

static gboolean
check_vessel (const RsVessel *vessel, GError **error)
{
  if (!check_text (vessel->name, _("Name of the vessel"), error)
      || !check_text (vessel->callsign, _("Call sign"), error)
      || !check_text (vessel->flag, _("Flag"), error)
      || !check_text (vessel->aliases, _("Other names"), error)
      || !check_text (vessel->note, _("Note"), error) || !check_imo (vessel->imo, error))
    return FALSE;
  if (*vessel->name == '\0')
    return refuse (error, _("Name of the vessel"), _("it is empty"));
  if (vessel->mmsi > MMSI_MAX)
    return refuse (error, _("MMSI"), _("it has at most 9 digits"));
  if (*vessel->flag
      && (strlen (vessel->flag) != 2 || !g_ascii_isupper (vessel->flag[0])
          || !g_ascii_isupper (vessel->flag[1])))
    return refuse (error, _("Flag"), _("a flag is a country code of two capital letters"));
  for (guint i = 0; i < vessel->identities->len; i++)
    {
      const RsIdentity *identity = g_ptr_array_index (vessel->identities, i);

      if (!check_text (identity->name, _("Name in an identity"), error)
          || !check_text (identity->callsign, _("Call sign in an identity"), error)
          || !check_text (identity->destination, _("Destination in an identity"), error)
          || !check_imo (identity->imo, error)
          || !check_span (identity->from_ms, identity->to_ms, _("Time of an identity"), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_event (const RsEvent *event, GError **error)
{
  if ((guint) event->kind >= RS_N_EVENT_KINDS)
    return refuse (error, _("Kind of the event"), _("there is no such kind"));
  if ((guint) event->provenance > RS_ASSERTED)
    return refuse (error, _("Provenance of the event"), _("there is no such provenance"));
  return check_text (event->port, _("Port of the event"), error)
         && check_text (event->to_port, _("Port of destination"), error)
         && check_text (event->title, _("Title of the event"), error)
         && check_text (event->detail, _("Detail of the event"), error)
         && check_span (event->from_ms, event->to_ms, _("Time of the event"), error)
         && (!event->has_place || check_point (event->place, _("Place of the event"), error));
}

static gboolean
check_source (const RsSource *source, GError **error)
{
  if (source->reliability && (source->reliability < 'A' || source->reliability > 'F'))
    return refuse (error, _("Reliability"), _("a source is rated A to F"));
  return check_text (source->title, _("Title of the source"), error)
         && check_text (source->publisher, _("Publisher"), error)
         && check_text (source->url, _("Address of the source"), error)
         && check_text (source->note, _("Note of the source"), error);
}

static gboolean
check_claim (const RsClaim *claim, GError **error)
{
  if ((guint) claim->stance >= RS_N_STANCES)
    return refuse (error, _("Stance of the claim"), _("there is no such stance"));
  if (claim->credibility < 0 || claim->credibility > 6)
    return refuse (error, _("Credibility"), _("a claim is rated 1 to 6"));
  return check_text (claim->speaker, _("Speaker"), error)
         && check_text (claim->text, _("Text of the claim"), error);
}

static gboolean
check_attachment (const RsAttachment *attachment, GError **error)
{
  if (attachment->content && g_bytes_get_size (attachment->content) > ATTACHMENT_MAX)
    return refuse (error, attachment->name, _("an attachment has at most 500 MB"));
  return check_text (attachment->name, _("Name of the attachment"), error)
         && check_text (attachment->mime_type, _("Type of the attachment"), error)
         && check_text (attachment->sha256, _("Hash of the attachment"), error);
}

static gboolean
check_incident (const RsIncident *incident, GError **error)
{
  if ((guint) incident->kind >= RS_N_INCIDENT_KINDS)
    return refuse (error, _("Kind of the incident"), _("there is no such kind"));
  if (!check_text (incident->title, _("Title of the incident"), error)
      || !check_text (incident->narrative, _("Narrative"), error)
      || !check_span (incident->from_ms, incident->to_ms, _("Time of the incident"), error)
      || (incident->has_place
          && !check_point (incident->place, _("Place of the incident"), error))
      || !check_points (incident->area, _("Area of the incident"), error))
    return FALSE;
  if (incident->area->len == 1 || incident->area->len == 2)
    return refuse (error, _("Area of the incident"), _("an area has at least three corners"));
  for (guint i = 0; i < incident->ports->len; i++)
    if (!check_text (g_ptr_array_index (incident->ports, i), _("Port"), error))
      return FALSE;
  for (guint i = 0; i < incident->claims->len; i++)
    if (!check_claim (g_ptr_array_index (incident->claims, i), error))
      return FALSE;
  for (guint i = 0; i < incident->attachments->len; i++)
    if (!check_attachment (g_ptr_array_index (incident->attachments, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
check_note (const RsNote *note, GError **error)
{
  static const struct
  {
    guint min, max;
  } counts[RS_N_NOTE_KINDS] = {
    [RS_NOTE_TEXT] = { 1, 1 },
    [RS_NOTE_ARROW] = { 2, 2 },
    [RS_NOTE_LINE] = { 2, POINTS_MAX },
    [RS_NOTE_POLYGON] = { 3, POINTS_MAX },
    [RS_NOTE_RING] = { 1, 1 },
  };

  if ((guint) note->kind >= RS_N_NOTE_KINDS)
    return refuse (error, _("Kind of the note"), _("there is no such kind"));
  if (note->points->len < counts[note->kind].min || note->points->len > counts[note->kind].max)
    {
      g_set_error (error, RS_CASE_ERROR, RS_CASE_ERROR_INVALID,
                   _("Points of the note: a drawing of the kind “%s” cannot have %u"),
                   rs_note_kind_to_string (note->kind), note->points->len);
      return FALSE;
    }
  if (!isfinite (note->radius_m) || note->radius_m < 0
      || (note->kind == RS_NOTE_RING && note->radius_m == 0))
    return refuse (error, _("Radius of the note"), _("it is not a distance"));
  return check_points (note->points, _("Points of the note"), error)
         && check_text (note->text, _("Text of the note"), error)
         && check_span (note->from_ms, note->to_ms, _("Time of the note"), error);
}

static gboolean
check_put (const RsEditStep *step, GError **error)
{
  switch (step->kind)
    {
    case RS_RECORD_VESSEL:
      return check_vessel (step->record, error);
    case RS_RECORD_EVENT:
      return check_event (step->record, error);
    case RS_RECORD_INCIDENT:
      return check_incident (step->record, error);
    case RS_RECORD_SOURCE:
      return check_source (step->record, error);
    case RS_RECORD_NOTE:
      return check_note (step->record, error);
    case RS_N_RECORDS:
    default:
      g_return_val_if_reached (FALSE);
    }
}

/* @text: "" takes it away. */
static gboolean
check_filter (const char *name, const char *text, GError **error)
{
  g_autoptr (RsFilter) filter = NULL;
  g_autoptr (GError) failure = NULL;
  g_autofree char *stripped = g_strstrip (g_strdup (name));

  if (!check_text (name, _("Name of the filter"), error))
    return FALSE;
  if (!*name || strcmp (name, stripped) != 0 || strlen (name) > RS_FILTER_NAME_MAX
      || strpbrk (name, "\n\r\t"))
    return refuse (error, _("Name of the filter"),
                   _("it is one line of at most 200 bytes, without spaces at its ends"));
  filter = rs_filter_parse (text, &failure);
  return filter || refuse (error, name, failure->message);
}

static gboolean
check_setting (const char *key, const char *value, GError **error)
{
  if (!check_text (value, key, error))
    return FALSE;
  if (g_str_equal (key, "title") || g_str_equal (key, "description"))
    return TRUE;
  if (g_str_equal (key, "zone"))
    {
      g_autoptr (GTimeZone) zone = *value ? rs_time_zone_new (value) : NULL;

      return !*value || zone || refuse (error, value, _("there is no such time zone"));
    }
  if (g_str_equal (key, "gap-ms"))
    {
      guint64 gap_ms;

      return g_ascii_string_to_unsigned (value, 10, RS_MINUTE_MS, 1000 * RS_DAY_MS, &gap_ms, NULL)
             || refuse (error, _("Gap threshold"), _("it lies between a minute and 1000 days"));
    }
  if (g_str_has_prefix (key, RS_FILTER_SETTING))
    return check_filter (key + strlen (RS_FILTER_SETTING), value, error);
  return refuse (error, key, _("there is no such setting"));
}

gboolean
rs_edit_validate (RsEdit *self, GError **error)
{
  GArray *steps = rs_edit_get_steps (self);

  for (guint i = 0; i < steps->len; i++)
    {
      const RsEditStep *step = &g_array_index (steps, RsEditStep, i);

      if (step->action == RS_EDIT_PUT && !check_put (step, error))
        return FALSE;
      if (step->action == RS_EDIT_SET && !check_setting (step->key, step->value, error))
        return FALSE;
      if (step->action == RS_EDIT_DELETE && (guint) step->kind >= RS_N_RECORDS)
        return refuse (error, _("Edit"), _("there is no such kind of record"));
    }
  /* Last: it quotes what the steps hold, of which they know the name. */
  return check_text (rs_edit_get_summary (self), _("Summary of the edit"), error);
}
