/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GPX 1.0 and 1.1: each track is a vessel, known by the track's name. Waypoints are no positions of a
 * vessel, route points are a plan. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <libxml/xmlreader.h>
#include <math.h>
#include <string.h>

#include "formats/reader-private.h"

/* Deeper elements than any GPX has are garbage or an attack. */
#define MAX_DEPTH 64

typedef struct
{
  RsReadContext *context;
  xmlTextReaderPtr xml;
  RsTimeReader times;
  GError *input_error;
  char *xml_error; /* first one, as libxml2 says it */
  guint n_tracks, n_waypoints;
  guint n_unnamed;
  guint64 key; /* of the track at hand, 0 none yet */
  /* The point at hand. */
  gboolean in_point, in_route;
  gint point_depth;
  guint32 line;
  char lat[32], lon[32];
  gboolean has_lat, has_lon;
  gboolean has_time, bad_time;
  gint64 t_ms;
  double speed_mps, course_deg; /* NAN none */
  GString *name; /* of the track at hand */
  GString *text; /* of the element at hand */
} Gpx;

static int
read_cb (void *user_data, char *buffer, int len)
{
  Gpx *self = user_data;

  return (int) rs_input_read (self->context->input, buffer, (gsize) MAX (len, 0),
                              &self->input_error);
}

static void
error_cb (void *user_data, const char *message, xmlParserSeverities severity,
          xmlTextReaderLocatorPtr locator)
{
  Gpx *self = user_data;

  if (self->xml_error
      || (severity != XML_PARSER_SEVERITY_ERROR && severity != XML_PARSER_SEVERITY_VALIDITY_ERROR))
    return;
  self->xml_error = g_strdup_printf ("line %d: %s", xmlTextReaderLocatorLineNumber (locator), message);
  g_strchomp (self->xml_error);
}

static guint32
current_line (Gpx *self)
{
  xmlNodePtr node = xmlTextReaderCurrentNode (self->xml);
  long line = node ? xmlGetLineNo (node) : -1;

  return line > 0 ? (guint32) MIN (line, (long) G_MAXUINT32) : 0;
}

static gboolean
copy_attribute (Gpx *self, const char *name, char *out, gsize size)
{
  xmlChar *value = xmlTextReaderGetAttribute (self->xml, (const xmlChar *) name);
  gboolean has = value != NULL;

  g_strlcpy (out, has ? (const char *) value : "", size);
  xmlFree (value);
  return has;
}

static void
begin_point (Gpx *self, gint depth, gboolean in_route)
{
  self->in_point = TRUE;
  self->in_route = in_route;
  self->point_depth = depth;
  self->line = current_line (self);
  self->has_lat = copy_attribute (self, "lat", self->lat, sizeof self->lat);
  self->has_lon = copy_attribute (self, "lon", self->lon, sizeof self->lon);
  self->has_time = self->bad_time = FALSE;
  self->speed_mps = self->course_deg = NAN;
}

static const char *
judge_point (Gpx *self, RsFix *fix)
{
  const char *lat = self->lat, *lon = self->lon;
  gsize lat_len = strlen (lat), lon_len = strlen (lon);
  gint64 lat_e7, lon_e7;
  const char *problem;

  if (self->in_route)
    return self->has_time ? "point of a route, which is a plan and no track" : RS_REJECT_NO_TIME;
  if (!self->has_lat || !self->has_lon)
    return RS_REJECT_NO_POSITION;
  rs_value_trim (&lat, &lat_len);
  rs_value_trim (&lon, &lon_len);
  if (!rs_value_decimal (lat, lat_len, 7, &lat_e7))
    return RS_REJECT_BAD_LAT;
  if (!rs_value_decimal (lon, lon_len, 7, &lon_e7))
    return RS_REJECT_BAD_LON;
  problem = rs_read_set_position (fix, lat_e7, lon_e7);
  if (problem)
    return problem;
  if (self->bad_time)
    return RS_REJECT_BAD_TIME;
  if (!self->has_time)
    return RS_REJECT_NO_TIME;
  fix->t_ms = self->t_ms;
  return NULL;
}

/* The vessel of the track at hand, made only for a point that is good: a track without times, or
 * without points, gives none. <name> stands before the points. */
static gboolean
ensure_key (Gpx *self, GError **error)
{
  RsReadStatic statics = { .t_ms = RS_TIME_NONE, .line = self->line, .callsign = "",
                           .destination = "" };
  g_autofree char *name = NULL;

  if (self->key != 0)
    return TRUE;
  name = rs_read_clean (self->name->str, self->name->len, RS_MAX_NAME);
  g_strstrip (name);
  if (name[0] == '\0')
    {
      g_free (name);
      name = g_strdup_printf ("Track %u", self->n_tracks);
      self->n_unnamed++;
      statics.is_label = TRUE;
    }
  self->key = rs_read_name_key (self->context, name);
  if (self->key == 0)
    {
      g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_DAMAGED,
                   _("“%s” has more than %d tracks"), rs_input_get_path (self->context->input),
                   RS_MAX_NAMED);
      return FALSE;
    }
  statics.key = self->key;
  statics.name = name;
  return rs_read_emit_static (self->context, &statics, error);
}

static gboolean
end_point (Gpx *self, GError **error)
{
  RsFix fix = rs_read_blank_fix ();
  const char *problem;

  self->in_point = FALSE;
  self->context->summary->n_records++;
  fix.line = self->line;
  problem = judge_point (self, &fix);
  if (problem)
    {
      g_autofree char *time = self->has_time ? rs_time_format (self->t_ms) : g_strdup ("");
      g_autofree char *text
          = g_strdup_printf ("<%s lat=\"%s\" lon=\"%s\"> %s",
                             self->in_route ? "rtept" : "trkpt", self->lat, self->lon, time);

      return rs_read_emit_reject (self->context, self->line, problem, text, strlen (text), error);
    }
  if (isfinite (self->speed_mps) && self->speed_mps >= 0)
    {
      double dkn = self->speed_mps / RS_KN_TO_MPS * 10;

      if (dkn < 1022.5)
        fix.sog_dkn = (guint16) lround (dkn);
    }
  if (isfinite (self->course_deg) && self->course_deg >= 0 && self->course_deg <= 360)
    fix.cog_ddeg = (guint16) (lround (self->course_deg * 10) % 3600);
  return ensure_key (self, error)
         && rs_read_emit_fix (self->context, self->key, &fix, error);
}

static double
parse_double (const GString *text)
{
  const char *p = text->str;
  gsize len = text->len;
  gint64 value;

  while (len > 0 && g_ascii_isspace (*p))
    {
      p++;
      len--;
    }
  while (len > 0 && g_ascii_isspace (p[len - 1]))
    len--;
  return rs_value_decimal (p, len, 6, &value) ? (double) value / 1e6 : NAN;
}

static void
end_value (Gpx *self, const char *name)
{
  if (strcmp (name, "time") == 0)
    {
      const char *p;
      gsize len;

      g_strstrip (self->text->str);
      p = self->text->str;
      len = strlen (p);
      self->has_time = len > 0;
      self->bad_time
          = len > 0 && !rs_time_reader_parse (&self->times, p, len, &self->t_ms);
      if (self->bad_time)
        self->has_time = FALSE;
      g_string_truncate (self->text, 0);
    }
  else if (strcmp (name, "speed") == 0)
    self->speed_mps = parse_double (self->text);
  else if (strcmp (name, "course") == 0)
    self->course_deg = parse_double (self->text);
}

/* Where the reader stands, as far as it matters. */
typedef struct
{
  gint track_depth, route_depth; /* -1 outside */
  gint name_depth;               /* of the track's <name>, -1 outside */
  gint value_depth;              /* of a value within a point, -1 outside */
  gboolean is_gpx;
} Place;

static void
begin_element (Gpx *self, Place *place, const char *name, gint depth)
{
  if (depth == 0)
    {
      place->is_gpx = strcmp (name, "gpx") == 0;
      return;
    }
  if (strcmp (name, "trk") == 0 && place->track_depth < 0)
    {
      place->track_depth = depth;
      self->n_tracks++;
      self->key = 0;
      g_string_truncate (self->name, 0);
    }
  else if (strcmp (name, "rte") == 0)
    place->route_depth = depth;
  else if (strcmp (name, "wpt") == 0)
    self->n_waypoints++;
  else if (strcmp (name, "trkpt") == 0 && place->track_depth >= 0)
    begin_point (self, depth, FALSE);
  else if (strcmp (name, "rtept") == 0 && place->route_depth >= 0)
    begin_point (self, depth, TRUE);
  else if (strcmp (name, "name") == 0 && depth == place->track_depth + 1 && place->track_depth >= 0)
    {
      place->name_depth = depth;
      g_string_truncate (self->name, 0);
    }
  else if (self->in_point && place->value_depth < 0
           && (strcmp (name, "time") == 0 || strcmp (name, "speed") == 0
               || strcmp (name, "course") == 0))
    {
      place->value_depth = depth;
      g_string_truncate (self->text, 0);
    }
}

static gboolean
end_element (Gpx *self, Place *place, const char *name, gint depth, GError **error)
{
  if (depth == place->name_depth)
    place->name_depth = -1; /* its text is the name until the first point */
  else if (depth == place->value_depth)
    {
      end_value (self, name);
      place->value_depth = -1;
    }
  else if (self->in_point && depth == self->point_depth)
    return end_point (self, error);
  else if (depth == place->track_depth)
    place->track_depth = -1;
  else if (depth == place->route_depth)
    place->route_depth = -1;
  return TRUE;
}

static gboolean
set_damaged (Gpx *self, GError **error)
{
  if (self->input_error)
    g_propagate_error (error, g_steal_pointer (&self->input_error));
  else
    g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_DAMAGED,
                 _("“%s” is no well-formed XML (%s). Get the file again"),
                 rs_input_get_path (self->context->input),
                 self->xml_error ? self->xml_error : _("it breaks off"));
  return FALSE;
}

static gboolean
read_nodes (Gpx *self, GError **error)
{
  Place place = { -1, -1, -1, -1, FALSE };
  const char *path = rs_input_get_path (self->context->input);
  int got;

  while ((got = xmlTextReaderRead (self->xml)) == 1)
    {
      int type = xmlTextReaderNodeType (self->xml);
      gint depth = xmlTextReaderDepth (self->xml);
      const char *name = (const char *) xmlTextReaderConstLocalName (self->xml);

      if (!rs_read_tick (self->context, error))
        return FALSE;
      if (depth > MAX_DEPTH || type == XML_READER_TYPE_DOCUMENT_TYPE)
        {
          g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_DAMAGED,
                       depth > MAX_DEPTH ? _("“%s” has elements in elements beyond all measure")
                                         : _("“%s” declares a document type, which GPX does not have"),
                       path);
          return FALSE;
        }
      if (type == XML_READER_TYPE_ELEMENT)
        {
          gboolean empty = xmlTextReaderIsEmptyElement (self->xml) == 1;

          begin_element (self, &place, name, depth);
          if (empty && !end_element (self, &place, name, depth, error))
            return FALSE;
          if (!place.is_gpx)
            {
              g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_UNKNOWN,
                           _("“%s” is XML but no GPX: it begins with <%s>"), path, name);
              return FALSE;
            }
        }
      else if (type == XML_READER_TYPE_END_ELEMENT)
        {
          if (!end_element (self, &place, name, depth, error))
            return FALSE;
        }
      else if ((type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA)
               && (place.name_depth >= 0 || place.value_depth >= 0))
        {
          const char *value = (const char *) xmlTextReaderConstValue (self->xml);
          GString *into = place.value_depth >= 0 ? self->text : self->name;

          if (value && into->len < RS_MAX_LINE)
            g_string_append_len (into, value, (gssize) strnlen (value, RS_MAX_LINE));
        }
    }
  return got == 0 && !self->input_error ? TRUE : set_damaged (self, error);
}

gboolean
rs_read_gpx (RsReadContext *context, GError **error)
{
  Gpx self = { .context = context };
  gboolean ok;

  if (!rs_time_reader_init (&self.times, context->options->time_zone))
    {
      g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_OPTION,
                   _("there is no time zone “%s”; name one as Asia/Vladivostok or +10:00"),
                   context->options->time_zone);
      return FALSE;
    }
  self.name = g_string_new (NULL);
  self.text = g_string_new (NULL);
  /* No network, no DTD, no entities but the five of XML; libxml2's own bounds stay on. */
  self.xml = xmlReaderForIO (read_cb, NULL, &self, NULL, NULL,
                             XML_PARSE_NONET | XML_PARSE_COMPACT | XML_PARSE_BIG_LINES);
  if (!self.xml)
    ok = set_damaged (&self, error);
  else
    {
      xmlTextReaderSetErrorHandler (self.xml, error_cb, &self);
      ok = read_nodes (&self, error);
      xmlFreeTextReader (self.xml);
    }
  if (ok)
    {
      if (self.n_waypoints > 0)
        rs_read_note (context,
                      ngettext ("%u waypoint is a mark, no position of a vessel, and was passed over",
                                "%u waypoints are marks, no positions of a vessel, and were passed "
                                "over",
                                self.n_waypoints),
                      self.n_waypoints);
      if (self.n_tracks == 0)
        rs_read_note (context, _("there is no track in the file"));
      if (self.n_unnamed > 0)
        rs_read_note (context,
                      ngettext ("%u track has no name; it is numbered",
                                "%u tracks have no name; they are numbered", self.n_unnamed),
                      self.n_unnamed);
    }
  g_clear_error (&self.input_error);
  g_free (self.xml_error);
  rs_time_reader_clear (&self.times);
  g_string_free (self.name, TRUE);
  g_string_free (self.text, TRUE);
  return ok;
}
