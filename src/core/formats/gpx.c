/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GPX 1.0 and 1.1: each track is a vessel, known by the track's name or by a number in its extensions.
 * Routes are plans and waypoints are marks: somebody says so, nobody saw a vessel there. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "formats/reason.h"
#include "formats/subject.h"
#include "formats/xml.h"
#include "formats/xsd-time.h"

typedef enum
{
  GPX_NONE,
  GPX_TRACK,
  GPX_ROUTE,
  GPX_MARK,
} GpxKind;

typedef struct
{
  RsReadContext *context;
  RsXml *xml; /* within a callback */
  RsTimeReader times;
  guint n_tracks, n_routes, n_unnamed, n_annotations;
  guint64 n_route_points, n_waypoints, n_coarse, n_undated;
  /* The track, the route or all waypoints. */
  GpxKind kind;
  RsSubject subject;
  guint64 key, mark_key; /* 0 none yet */
  guint32 subject_line;
  /* The point at hand. */
  gboolean in_point;
  char lat[32], lon[32];
  gboolean has_lat, has_lon;
  gboolean has_time, bad_time, is_annotation;
  char time[64]; /* as it is written, if it is bad */
  RsFix fix;
  /* Depths of open elements, -1 outside. */
  gint subject_depth, point_depth, extensions_depth, text_depth;
  GString *text;
} Gpx;

static const char *
get_element (const Gpx *self)
{
  return self->kind == GPX_TRACK ? "trkpt" : self->kind == GPX_ROUTE ? "rtept" : "wpt";
}

static void
begin_point (Gpx *self, gint depth)
{
  self->in_point = TRUE;
  self->point_depth = depth;
  self->fix = rs_read_blank_fix ();
  self->fix.line = rs_xml_get_line (self->xml);
  if (self->kind != GPX_TRACK)
    self->fix.provenance = RS_ASSERTED;
  self->has_lat = rs_xml_get_attribute (self->xml, "lat", self->lat, sizeof self->lat);
  self->has_lon = rs_xml_get_attribute (self->xml, "lon", self->lon, sizeof self->lon);
  self->has_time = self->bad_time = self->is_annotation = FALSE;
}

/* (transfer full) (nullable): why the point is none. */
static char *
judge_point (Gpx *self)
{
  const char *lat = self->lat, *lon = self->lon;
  gsize lat_len = strlen (lat), lon_len = strlen (lon);
  gint64 lat_e7, lon_e7;
  const char *problem;

  if (!self->has_lat || !self->has_lon)
    return g_strdup (RS_REJECT_NO_POSITION);
  rs_value_trim (&lat, &lat_len);
  rs_value_trim (&lon, &lon_len);
  if (!rs_value_decimal (lat, lat_len, 7, &lat_e7))
    return rs_reason_name_value (RS_REJECT_BAD_LAT, "lat", self->lat);
  if (!rs_value_decimal (lon, lon_len, 7, &lon_e7))
    return rs_reason_name_value (RS_REJECT_BAD_LON, "lon", self->lon);
  problem = rs_read_set_position (&self->fix, lat_e7, lon_e7);
  if (problem)
    return g_strdup (problem);
  if (self->bad_time)
    return rs_reason_name_value (RS_REJECT_BAD_TIME, "time", self->time);
  return self->kind != GPX_MARK ? rs_subject_dup_mmsi_problem (&self->subject) : NULL;
}

/* The vessel of the track at hand, made only for a point that is good: a track without points gives
 * none. <name> stands before the points. */
static gboolean
ensure_key (Gpx *self, GError **error)
{
  RsSubjectLabel label = { "Track", self->n_tracks };
  gboolean named;

  if (self->kind == GPX_MARK)
    {
      RsSubject nobody = { 0 };

      label = (RsSubjectLabel){ "Waypoints", 0 };
      if (self->mark_key == 0
          && !rs_subject_find_key (&nobody, self->context, self->fix.line, RS_TIME_NONE, label,
                                   &self->mark_key, NULL, error))
        return FALSE;
      self->key = self->mark_key;
      return TRUE;
    }
  if (self->key != 0)
    return TRUE;
  if (self->kind == GPX_ROUTE)
    label = (RsSubjectLabel){ "Route", self->n_routes };
  if (!rs_subject_find_key (&self->subject, self->context, self->fix.line, RS_TIME_NONE, label,
                            &self->key, &named, error))
    return FALSE;
  self->n_unnamed += !named;
  return TRUE;
}

static gboolean
end_point (Gpx *self, GError **error)
{
  g_autofree char *problem = NULL;

  self->in_point = FALSE;
  self->point_depth = -1;
  self->n_annotations += self->is_annotation;
  if (self->is_annotation)
    return TRUE;
  self->context->summary->n_records++;
  problem = judge_point (self);
  if (problem)
    {
      g_autofree char *time = self->has_time ? rs_time_format (self->fix.t_ms) : g_strdup ("");
      g_autofree char *text = g_strdup_printf ("<%s lat=\"%s\" lon=\"%s\"> %s", get_element (self),
                                               self->lat, self->lon, time);

      return rs_read_emit_reject (self->context, self->fix.line, problem, text, strlen (text),
                                  error);
    }
  self->n_route_points += self->kind == GPX_ROUTE;
  self->n_waypoints += self->kind == GPX_MARK;
  self->n_undated += self->kind == GPX_TRACK && !self->has_time;
  if (self->kind == GPX_TRACK)
    rs_subject_apply (&self->subject, &self->fix);
  return ensure_key (self, error)
         && rs_read_emit_fix (self->context, self->key, &self->fix, error);
}

/* A value of the point at hand: speeds of GPX are in m/s, our own "sog" is in knots. */
static void
set_point_value (Gpx *self, const char *name)
{
  const char *text = g_strstrip (self->text->str);
  gsize len = strlen (text);
  gint64 value;

  if (strcmp (name, "time") == 0)
    {
      gboolean coarse = FALSE;

      self->has_time = len > 0
                       && rs_xsd_time_parse (&self->times, text, len, &self->fix.t_ms, &coarse);
      self->bad_time = len > 0 && !self->has_time;
      if (self->bad_time)
        g_strlcpy (self->time, text, sizeof self->time);
      self->n_coarse += self->has_time && coarse;
    }
  else if (strcmp (name, "roadstead") == 0)
    self->is_annotation = self->kind == GPX_MARK;
  else if (strcmp (name, "speed") == 0)
    {
      if (rs_value_decimal (text, len, 6, &value) && value >= 0)
        {
          double dkn = (double) value / 1e6 / RS_KN_TO_MPS * 10;

          if (dkn < 1022.5)
            self->fix.sog_dkn = (guint16) lround (dkn);
        }
    }
  else if (strcmp (name, "course") == 0)
    {
      if (rs_value_decimal (text, len, 6, &value) && value >= 0 && value <= 360000000)
        self->fix.cog_ddeg = (guint16) (lround ((double) value / 1e5) % 3600);
    }
  else
    rs_subject_set_fix_value (&self->fix, (RsField) rs_field_from_word (name, strlen (name)), text,
                              len);
}

static gboolean
is_point_value (const Gpx *self, const char *name, gint depth)
{
  static const char *const in_extensions[] = { "sog", "cog", "heading", "hdg", "roadstead" };

  if (strcmp (name, "time") == 0)
    return depth == self->point_depth + 1;
  if (strcmp (name, "speed") == 0 || strcmp (name, "course") == 0)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (in_extensions); i++)
    if (strcmp (name, in_extensions[i]) == 0)
      return self->extensions_depth >= 0;
  return FALSE;
}

static void
collect (Gpx *self, gint depth)
{
  self->text_depth = depth;
  g_string_truncate (self->text, 0);
}

static void
begin_subject (Gpx *self, GpxKind kind, gint depth)
{
  self->kind = kind;
  self->subject_depth = depth;
  self->key = 0;
  rs_subject_clear (&self->subject);
  self->n_tracks += kind == GPX_TRACK;
  self->n_routes += kind == GPX_ROUTE;
}

static gboolean
begin_cb (RsXml *xml, const char *name, gint depth, gpointer user_data, GError **error)
{
  Gpx *self = user_data;

  self->xml = xml;
  if (self->text_depth >= 0)
    return TRUE;
  if (strcmp (name, "extensions") == 0 && self->extensions_depth < 0)
    self->extensions_depth = depth;
  else if (self->in_point)
    {
      if (is_point_value (self, name, depth))
        collect (self, depth);
    }
  else if (self->subject_depth < 0)
    {
      if (strcmp (name, "trk") == 0)
        begin_subject (self, GPX_TRACK, depth);
      else if (strcmp (name, "rte") == 0)
        begin_subject (self, GPX_ROUTE, depth);
      else if (strcmp (name, "wpt") == 0)
        {
          self->kind = GPX_MARK;
          begin_point (self, depth);
        }
    }
  else if ((strcmp (name, "trkpt") == 0 && self->kind == GPX_TRACK)
           || (strcmp (name, "rtept") == 0 && self->kind == GPX_ROUTE))
    begin_point (self, depth);
  else if (strcmp (name, "name") == 0 ? depth == self->subject_depth + 1 : self->extensions_depth >= 0)
    collect (self, depth);
  return TRUE;
}

static void
end_text (Gpx *self, const char *name)
{
  self->text_depth = -1;
  if (self->in_point)
    set_point_value (self, name);
  else if (self->extensions_depth < 0)
    rs_subject_set_title (&self->subject, self->text->str, self->text->len);
  else
    rs_subject_set (&self->subject, name, strlen (name), self->text->str, self->text->len);
}

static gboolean
end_cb (RsXml *xml, const char *name, gint depth, gpointer user_data, GError **error)
{
  Gpx *self = user_data;

  self->xml = xml;
  if (self->text_depth >= 0)
    {
      if (depth == self->text_depth)
        end_text (self, name);
      return TRUE;
    }
  if (depth == self->extensions_depth)
    self->extensions_depth = -1;
  else if (self->in_point)
    return depth != self->point_depth || end_point (self, error);
  else if (depth == self->subject_depth)
    self->subject_depth = -1;
  return TRUE;
}

static gboolean
text_cb (RsXml *xml, const char *text, gsize len, gpointer user_data, GError **error)
{
  Gpx *self = user_data;

  if (self->text_depth >= 0 && self->text->len < RS_MAX_LINE)
    g_string_append_len (self->text, text, (gssize) MIN (len, RS_MAX_LINE));
  return TRUE;
}

static void
add_notes (Gpx *self)
{
  RsReadContext *context = self->context;

  if (self->n_waypoints > 0)
    rs_read_note (context,
                  ngettext ("%u waypoint is a mark that somebody made, no observed position",
                            "%u waypoints are marks that somebody made, no observed positions",
                            (gulong) self->n_waypoints),
                  (guint) self->n_waypoints);
  if (self->n_route_points > 0)
    rs_read_note (context,
                  ngettext ("%u route point is a plan, no observed position",
                            "%u route points are a plan, no observed positions",
                            (gulong) self->n_route_points),
                  (guint) self->n_route_points);
  rs_read_note_annotations (context, self->n_annotations);
  rs_read_note_undated (context, self->n_undated, 0);
  if (self->n_tracks == 0)
    rs_read_note (context, _("there is no track in the file"));
  if (self->n_unnamed > 0)
    rs_read_note (context,
                  ngettext ("%u track has no name; it is numbered",
                            "%u tracks have no name; they are numbered", self->n_unnamed),
                  self->n_unnamed);
  rs_read_note_coarse (context, self->n_coarse);
}

gboolean
rs_read_gpx (RsReadContext *context, GError **error)
{
  static const RsXmlHandler handler = { begin_cb, end_cb, text_cb, NULL };
  Gpx self = { .context = context, .subject_depth = -1, .point_depth = -1, .extensions_depth = -1,
               .text_depth = -1 };
  gboolean ok;

  if (!rs_time_reader_init (&self.times, context->options->time_zone))
    {
      g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_OPTION,
                   _("there is no time zone “%s”; name one as Asia/Vladivostok or +10:00"),
                   context->options->time_zone);
      return FALSE;
    }
  self.text = g_string_new (NULL);
  ok = rs_xml_read (context, "gpx", "GPX", &handler, &self, error);
  if (ok)
    {
      add_notes (&self);
      rs_read_note_local_times (context, &self.times);
      rs_read_note_unused_date (context);
    }
  rs_subject_clear (&self.subject);
  rs_time_reader_clear (&self.times);
  g_string_free (self.text, TRUE);
  return ok;
}
