/* SPDX-License-Identifier: GPL-3.0-or-later */
/* KML 2.0 to 2.3 with Google's gx: gx:Track in both element orders, gx:MultiTrack, placemarks with a
 * time, and lines without. The names of placemarks name vessels. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "formats/kml-points.h"
#include "formats/feature.h"
#include "formats/xml.h"
#include "formats/xsd-time.h"

/* What the text of the element at hand is. */
typedef enum
{
  TARGET_NONE,
  TARGET_FOLDER_NAME,
  TARGET_NAME,
  TARGET_BEGIN,
  TARGET_END,
  TARGET_WHEN, /* within gx:Track */
  TARGET_COORD,
  TARGET_ANGLES,
  TARGET_COORDINATES,
  TARGET_LON,
  TARGET_LAT,
  TARGET_DATA,
  TARGET_ARRAY_VALUE,
} Target;

typedef struct
{
  RsReadContext *context;
  RsXml *xml; /* within a callback */
  RsTimeReader times;
  RsFeatureEmitter emitter;
  GPtrArray *folders; /* of RsFeatureFolder*; the root is one */
  GArray *folder_depths; /* of gint */
  RsFeature feature;
  gint placemark_depth, geometry_depth, track_depth, time_depth, extended_depth, location_depth;
  guint n_placemarks, n_areas, n_spans, n_links, n_overlays;
  guint64 n_coarse;
  gboolean too_many; /* points in the placemark at hand */
  gboolean is_cut;   /* the file breaks off */
  /* Of the geometry at hand. */
  RsPieceKind kind;
  guint first;
  GArray *whens; /* of gint64 */
  guint n_angles, n_values;
  gint array_field;
  /* Text. */
  Target target;
  gint text_depth;
  guint32 tuple_line; /* where the tuple at hand begins */
  GString *text;
  char word[64]; /* name of the datum at hand */
  RsKmlTuple tuple;
  char lon[40];
} Kml;

static RsFeatureFolder *
current_folder (Kml *self)
{
  return g_ptr_array_index (self->folders, self->folders->len - 1);
}

static gboolean
reject (Kml *self, guint32 line, const char *reason, const char *text, gsize len, GError **error)
{
  self->context->summary->n_records++;
  return rs_read_emit_reject (self->context, line, reason, text, len, error);
}

/* Takes the position that was read, or rejects it; its place in the track is kept. */
static gboolean
add_point (Kml *self, const RsKmlTuple *tuple, guint32 line, const char *text, gsize len,
           GError **error)
{
  RsFix fix = rs_read_blank_fix ();
  const char *problem;

  if (self->feature.points->len >= RS_MAX_FEATURE_POINTS)
    {
      gboolean first = !self->too_many;

      self->too_many = TRUE;
      return !first || reject (self, line, RS_REJECT_TOO_MANY_POINTS, text, len, error);
    }
  fix.line = line;
  problem = rs_kml_tuple_read (tuple, &fix);
  if (problem)
    {
      fix.lat_e7 = RS_POINT_GONE;
      if (!reject (self, line, problem, text, len, error))
        return FALSE;
    }
  g_array_append_val (self->feature.points, fix);
  return TRUE;
}

static gboolean
end_tuple (Kml *self, GError **error)
{
  g_autofree char *text = NULL;
  gboolean ok = TRUE;

  if (self->tuple.any)
    {
      text = g_strdup_printf ("%s,%s", self->tuple.cell[0], self->tuple.cell[1]);
      ok = add_point (self, &self->tuple, self->tuple_line, text, strlen (text), error);
    }
  rs_kml_tuple_init (&self->tuple);
  return ok;
}

/* The text of a gx:coord: "lon lat alt". */
static gboolean
add_coord (Kml *self, GError **error)
{
  RsKmlTuple tuple;
  gboolean blank = FALSE;

  rs_kml_tuple_init (&tuple);
  g_strstrip (self->text->str);
  for (const char *c = self->text->str; *c; c++)
    {
      if (g_ascii_isspace (*c))
        blank = TRUE;
      else
        {
          if (blank && *c != ',')
            rs_kml_tuple_put (&tuple, ',');
          blank = FALSE;
          rs_kml_tuple_put (&tuple, *c);
        }
    }
  return add_point (self, &tuple, rs_xml_get_line (self->xml), self->text->str,
                    strlen (self->text->str), error);
}

static gint64
read_time (Kml *self)
{
  gboolean coarse;
  gint64 t_ms;

  if (self->text->len == 0)
    return RS_TIME_NONE;
  if (!rs_xsd_time_parse (&self->times, self->text->str, self->text->len, &t_ms, &coarse))
    return RS_POINT_BAD_TIME;
  self->n_coarse += coarse;
  return t_ms;
}

static void
set_heading (Kml *self)
{
  guint at = self->first + self->n_angles++;
  gsize len;

  g_strstrip (self->text->str);
  len = strcspn (self->text->str, " \t\r\n");
  if (at < self->feature.points->len)
    rs_subject_set_fix_value (&g_array_index (self->feature.points, RsFix, at), RS_FIELD_HEADING,
                              self->text->str, len);
}

static void
set_array_value (Kml *self)
{
  guint at = self->first + self->n_values++;

  g_strstrip (self->text->str);
  if (self->array_field >= 0 && at < self->feature.points->len)
    rs_subject_set_fix_value (&g_array_index (self->feature.points, RsFix, at),
                              (RsField) self->array_field, self->text->str,
                              strlen (self->text->str));
}

static void
begin_geometry (Kml *self, RsPieceKind kind, gint depth)
{
  self->geometry_depth = depth;
  self->kind = kind;
  self->first = self->feature.points->len;
  g_array_set_size (self->whens, 0);
  self->n_angles = self->n_values = 0;
  self->array_field = -1;
}

static gboolean
end_geometry (Kml *self, GError **error)
{
  RsPiece piece = { self->kind, self->first, self->feature.points->len - self->first };

  self->geometry_depth = -1;
  if (self->kind == RS_PIECE_TRACK)
    {
      self->track_depth = -1;
      for (guint i = 0; i < MIN (piece.n, self->whens->len); i++)
        g_array_index (self->feature.points, RsFix, piece.first + i).t_ms
            = g_array_index (self->whens, gint64, i);
      self->emitter.n_short += self->whens->len > 0 && self->whens->len < piece.n;
      for (guint i = piece.n; i < self->whens->len && !self->too_many && !self->is_cut; i++)
        if (!reject (self, rs_xml_get_line (self->xml), RS_REJECT_TIME_ALONE, "<when>", 6, error))
          return FALSE;
    }
  else if (self->kind == RS_PIECE_LINE && piece.n > 0)
    self->emitter.n_lines++;
  if (piece.n > 0)
    g_array_append_val (self->feature.pieces, piece);
  return TRUE;
}

static void
collect (Kml *self, Target target, gint depth)
{
  self->target = target;
  self->text_depth = depth;
  g_string_truncate (self->text, 0);
  if (target == TARGET_COORDINATES)
    rs_kml_tuple_init (&self->tuple);
  self->tuple_line = rs_xml_get_line (self->xml);
}

static void
begin_in_track (Kml *self, const char *name, gint depth)
{
  if (strcmp (name, "when") == 0 && depth == self->track_depth + 1)
    collect (self, TARGET_WHEN, depth);
  else if (strcmp (name, "coord") == 0 && depth == self->track_depth + 1)
    collect (self, TARGET_COORD, depth);
  else if (strcmp (name, "angles") == 0 && depth == self->track_depth + 1)
    collect (self, TARGET_ANGLES, depth);
  else if (strcmp (name, "SimpleArrayData") == 0)
    {
      rs_xml_get_attribute (self->xml, "name", self->word, sizeof self->word);
      self->array_field = rs_field_from_word (self->word, strlen (self->word));
      self->n_values = 0;
    }
  else if (strcmp (name, "value") == 0 && self->array_field >= 0)
    collect (self, TARGET_ARRAY_VALUE, depth);
}

static void
begin_in_geometry (Kml *self, const char *name, gint depth)
{
  if (self->track_depth >= 0)
    begin_in_track (self, name, depth);
  else if (strcmp (name, "coordinates") == 0)
    collect (self, TARGET_COORDINATES, depth);
}

static void
begin_in_extended (Kml *self, const char *name, gint depth)
{
  if (strcmp (name, "Data") == 0 || strcmp (name, "SimpleData") == 0)
    {
      rs_xml_get_attribute (self->xml, "name", self->word, sizeof self->word);
      if (name[0] == 'S')
        collect (self, TARGET_DATA, depth);
    }
  else if (strcmp (name, "value") == 0)
    collect (self, TARGET_DATA, depth);
  else if (depth == self->extended_depth + 1 && strcmp (name, "SchemaData") != 0)
    {
      g_strlcpy (self->word, name, sizeof self->word);
      collect (self, TARGET_DATA, depth);
    }
}

static void
begin_in_placemark (Kml *self, const char *name, gint depth)
{
  gboolean is_child = depth == self->placemark_depth + 1;

  if (self->extended_depth >= 0)
    begin_in_extended (self, name, depth);
  else if (self->time_depth >= 0)
    {
      if (strcmp (name, "when") == 0 || strcmp (name, "begin") == 0)
        collect (self, TARGET_BEGIN, depth);
      else if (strcmp (name, "end") == 0)
        collect (self, TARGET_END, depth);
    }
  else if (self->location_depth >= 0)
    {
      if (strcmp (name, "longitude") == 0)
        collect (self, TARGET_LON, depth);
      else if (strcmp (name, "latitude") == 0)
        collect (self, TARGET_LAT, depth);
    }
  else if (is_child && strcmp (name, "name") == 0)
    collect (self, TARGET_NAME, depth);
  else if (is_child && (strcmp (name, "TimeStamp") == 0 || strcmp (name, "TimeSpan") == 0))
    {
      self->time_depth = depth;
      self->feature.is_span = strcmp (name, "TimeSpan") == 0;
    }
  else if (is_child && strcmp (name, "ExtendedData") == 0)
    self->extended_depth = depth;
  else if (strcmp (name, "Point") == 0)
    begin_geometry (self, RS_PIECE_POINT, depth);
  else if (strcmp (name, "LineString") == 0)
    begin_geometry (self, RS_PIECE_LINE, depth);
  else if (strcmp (name, "Track") == 0)
    {
      begin_geometry (self, RS_PIECE_TRACK, depth);
      self->track_depth = depth;
      self->emitter.n_tracks++;
    }
  else if (strcmp (name, "Location") == 0)
    {
      begin_geometry (self, RS_PIECE_POINT, depth);
      self->location_depth = depth;
      self->lon[0] = '\0';
    }
  else if (strcmp (name, "Polygon") == 0 || (is_child && strcmp (name, "LinearRing") == 0))
    self->n_areas++;
}

static gboolean
begin_cb (RsXml *xml, const char *name, gint depth, gpointer user_data, GError **error)
{
  Kml *self = user_data;

  self->xml = xml;
  if (self->target != TARGET_NONE)
    return TRUE;
  if (self->geometry_depth >= 0 && self->location_depth < 0)
    begin_in_geometry (self, name, depth);
  else if (self->placemark_depth >= 0)
    begin_in_placemark (self, name, depth);
  else if (depth == 0 || strcmp (name, "Document") == 0 || strcmp (name, "Folder") == 0)
    {
      g_ptr_array_add (self->folders, rs_feature_folder_new ());
      g_array_append_val (self->folder_depths, depth);
    }
  else if (strcmp (name, "Placemark") == 0)
    {
      self->placemark_depth = depth;
      self->n_placemarks++;
      self->too_many = FALSE;
      rs_feature_reset (&self->feature);
      self->feature.line = rs_xml_get_line (xml);
    }
  else if (strcmp (name, "NetworkLink") == 0)
    self->n_links++;
  else if (strcmp (name, "GroundOverlay") == 0 || strcmp (name, "ScreenOverlay") == 0
           || strcmp (name, "PhotoOverlay") == 0)
    self->n_overlays++;
  else if (strcmp (name, "name") == 0
           && depth == g_array_index (self->folder_depths, gint, self->folder_depths->len - 1) + 1)
    collect (self, TARGET_FOLDER_NAME, depth);
  return TRUE;
}

static void
set_folder_name (Kml *self)
{
  RsFeatureFolder *folder = current_folder (self);

  g_free (folder->name);
  folder->name = rs_read_clean (self->text->str, self->text->len, RS_MAX_NAME);
  g_strstrip (folder->name);
}

static gboolean
end_text (Kml *self, const char *name, GError **error)
{
  Target target = self->target;
  gint64 t_ms;

  self->target = TARGET_NONE;
  switch (target)
    {
    case TARGET_FOLDER_NAME:
      set_folder_name (self);
      break;
    case TARGET_NAME:
      rs_subject_set_title (&self->feature.subject, self->text->str, self->text->len);
      break;
    case TARGET_BEGIN:
      self->feature.begin_ms = read_time (self);
      if (self->feature.begin_ms == RS_POINT_BAD_TIME)
        rs_feature_set_bad_time (&self->feature, name, self->text->str);
      break;
    case TARGET_END:
      self->feature.end_ms = read_time (self);
      if (self->feature.end_ms == RS_POINT_BAD_TIME)
        rs_feature_set_bad_time (&self->feature, name, self->text->str);
      break;
    case TARGET_WHEN:
      t_ms = read_time (self);
      if (t_ms == RS_POINT_BAD_TIME)
        rs_feature_set_bad_point_time (&self->feature, self->first + self->whens->len, name,
                                       self->text->str);
      if (self->whens->len < RS_MAX_FEATURE_POINTS)
        g_array_append_val (self->whens, t_ms);
      break;
    case TARGET_COORD:
      return add_coord (self, error);
    case TARGET_ANGLES:
      set_heading (self);
      break;
    case TARGET_COORDINATES:
      return end_tuple (self, error);
    case TARGET_LON:
      g_strlcpy (self->lon, g_strstrip (self->text->str), sizeof self->lon);
      break;
    case TARGET_LAT:
      {
        g_autofree char *pair = g_strdup_printf ("%s,%s", self->lon, g_strstrip (self->text->str));

        g_string_assign (self->text, pair);
        return add_coord (self, error);
      }
    case TARGET_DATA:
      rs_subject_set (&self->feature.subject, self->word, strlen (self->word), self->text->str,
                      self->text->len);
      break;
    case TARGET_ARRAY_VALUE:
      set_array_value (self);
      break;
    case TARGET_NONE:
    default:
      break;
    }
  return TRUE;
}

static gboolean
emit_placemark (Kml *self, GError **error)
{
  rs_feature_take_time (&self->feature, &self->times, &self->n_coarse);
  self->n_spans += rs_feature_count_spans (&self->feature);
  return rs_feature_emit (&self->emitter, &self->feature, current_folder (self), error);
}

static gboolean
end_folder (Kml *self, GError **error)
{
  gboolean ok = rs_feature_emit_folder (&self->emitter, current_folder (self), error);

  g_ptr_array_set_size (self->folders, (gint) self->folders->len - 1);
  g_array_set_size (self->folder_depths, self->folder_depths->len - 1);
  return ok;
}

static gboolean
end_cb (RsXml *xml, const char *name, gint depth, gpointer user_data, GError **error)
{
  Kml *self = user_data;

  self->xml = xml;
  if (self->target != TARGET_NONE)
    return depth != self->text_depth || end_text (self, name, error);
  if (depth == self->geometry_depth)
    {
      self->location_depth = -1;
      return end_geometry (self, error);
    }
  if (depth == self->time_depth)
    self->time_depth = -1;
  else if (depth == self->extended_depth)
    self->extended_depth = -1;
  else if (depth == self->placemark_depth)
    {
      self->placemark_depth = -1;
      return emit_placemark (self, error);
    }
  else if (strcmp (name, "SimpleArrayData") == 0)
    self->array_field = -1;
  else if (self->folder_depths->len > 0
           && depth == g_array_index (self->folder_depths, gint, self->folder_depths->len - 1))
    return end_folder (self, error);
  return TRUE;
}

static gboolean
is_place (const RsFeature *feature)
{
  for (guint i = 0; i < feature->pieces->len; i++)
    if (g_array_index (feature->pieces, RsPiece, i).kind == RS_PIECE_POINT)
      return TRUE;
  return FALSE;
}

/* What was read of a track or a line is kept, and so are the points that wait in their folders. Of a place the rest
 * could have said when and whose it is. */
static gboolean
cut_cb (RsXml *xml, gpointer user_data, GError **error)
{
  Kml *self = user_data;

  self->xml = xml;
  self->is_cut = TRUE;
  self->target = TARGET_NONE;
  if (self->geometry_depth >= 0 && !end_geometry (self, error))
    return FALSE;
  if (self->placemark_depth >= 0 && !is_place (&self->feature) && !emit_placemark (self, error))
    return FALSE;
  while (self->folders->len > 0)
    if (!end_folder (self, error))
      return FALSE;
  return TRUE;
}

static gboolean
text_cb (RsXml *xml, const char *text, gsize len, gpointer user_data, GError **error)
{
  Kml *self = user_data;
  guint32 line = rs_xml_get_line (xml);

  self->xml = xml;
  if (self->target == TARGET_NONE)
    return TRUE;
  if (self->target != TARGET_COORDINATES)
    {
      if (self->text->len < RS_MAX_LINE)
        g_string_append_len (self->text, text, (gssize) MIN (len, RS_MAX_LINE));
      return TRUE;
    }
  /* The parser stands behind the text. */
  for (gsize i = 0; i < len; i++)
    line -= text[i] == '\n' && line > 1;
  for (gsize i = 0; i < len; i++)
    {
      if (rs_kml_tuple_put (&self->tuple, text[i]))
        {
          if (!end_tuple (self, error))
            return FALSE;
          self->tuple_line = line;
          rs_kml_tuple_put (&self->tuple, text[i]);
        }
      if (!self->tuple.any)
        self->tuple_line = line + (text[i] == '\n');
      line += text[i] == '\n';
    }
  return TRUE;
}

static void
add_notes (Kml *self)
{
  RsReadContext *context = self->context;

  if (self->n_placemarks == 0)
    rs_read_note (context, _("there is no placemark in the file"));
  if (self->emitter.n_unnamed > 0)
    rs_read_note (context,
                  ngettext ("%u track has no name; it is numbered",
                            "%u tracks have no name; they are numbered", self->emitter.n_unnamed),
                  self->emitter.n_unnamed);
  rs_read_note_local_times (context, &self->times);
  rs_read_note_unused_date (context);
  rs_read_note_undated (context, self->emitter.n_undated, self->emitter.n_short);
  if (self->n_areas > 0)
    rs_read_note (context,
                  ngettext ("%u area is no position of a vessel and was passed over",
                            "%u areas are no positions of a vessel and were passed over",
                            self->n_areas),
                  self->n_areas);
  rs_read_note_coarse (context, self->n_coarse);
  rs_read_note_spans (context, self->n_spans);
  rs_read_note_annotations (context, self->emitter.n_annotations);
  if (self->emitter.n_claims > 0)
    rs_read_note (context,
                  ngettext ("%u placemark with a span of time is what somebody says, no observed position; it was "
                            "put at its beginning",
                            "%u placemarks with a span of time are what somebody says, no observed positions; they "
                            "were put at their beginnings",
                            (gulong) self->emitter.n_claims),
                  (guint) self->emitter.n_claims);
  if (self->n_overlays > 0)
    rs_read_note (context,
                  ngettext ("%u picture that lies over the map is no position of a vessel and was passed over",
                            "%u pictures that lie over the map are no positions of a vessel and were passed over",
                            self->n_overlays),
                  self->n_overlays);
  if (self->n_links > 0)
    rs_read_note (context,
                  ngettext ("%u link to another file was not followed",
                            "%u links to other files were not followed", self->n_links),
                  self->n_links);
}

gboolean
rs_read_kml (RsReadContext *context, GError **error)
{
  static const RsXmlHandler handler = { begin_cb, end_cb, text_cb, cut_cb };
  static const char *const what[] = { "<Point>", "<LineString>", "<gx:coord>" };
  Kml self = { .context = context, .placemark_depth = -1, .geometry_depth = -1, .track_depth = -1,
               .time_depth = -1, .extended_depth = -1, .location_depth = -1, .array_field = -1 };
  gboolean ok;

  if (!rs_time_reader_init (&self.times, context->options->time_zone))
    {
      g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_OPTION,
                   _("there is no time zone “%s”; name one as Asia/Vladivostok or +10:00"),
                   context->options->time_zone);
      return FALSE;
    }
  rs_feature_emitter_init (&self.emitter, context, what, "Placemarks");
  rs_feature_init (&self.feature);
  self.folders = g_ptr_array_new_with_free_func ((GDestroyNotify) rs_feature_folder_free);
  self.folder_depths = g_array_new (FALSE, FALSE, sizeof (gint));
  self.whens = g_array_new (FALSE, FALSE, sizeof (gint64));
  self.text = g_string_new (NULL);
  ok = rs_xml_read (context, "kml", "KML", &handler, &self, error);
  if (ok)
    add_notes (&self);
  g_string_free (self.text, TRUE);
  g_array_unref (self.whens);
  g_array_unref (self.folder_depths);
  g_ptr_array_unref (self.folders);
  rs_feature_clear (&self.feature);
  rs_feature_emitter_clear (&self.emitter);
  rs_time_reader_clear (&self.times);
  return ok;
}
