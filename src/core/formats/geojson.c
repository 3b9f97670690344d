/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GeoJSON (RFC 7946), alone, one a line or as a text sequence: lines with a list of times beside them,
 * a feature for each position, and OGC Moving Features JSON. Read as a stream: only the feature at hand
 * is held. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "formats/feature.h"
#include "formats/geojson-dates.h"
#include "formats/geojson-lists.h"
#include "formats/json-pull.h"

/* The shapes that are positions; of an area none is a ship's. */
typedef struct
{
  const char *name;
  guint depth; /* lists around a position */
  RsPieceKind kind;
  gboolean is_area;
} Shape;

static const Shape shapes[] = {
  { "Point", 0, RS_PIECE_POINT, FALSE },      { "MultiPoint", 1, RS_PIECE_POINT, FALSE },
  { "LineString", 1, RS_PIECE_LINE, FALSE },  { "MultiLineString", 2, RS_PIECE_LINE, FALSE },
  { "Polygon", 2, RS_PIECE_LINE, TRUE },      { "MultiPolygon", 3, RS_PIECE_LINE, TRUE },
  { "MovingPoint", 1, RS_PIECE_LINE, FALSE },
};

typedef struct
{
  RsReadContext *context;
  RsJson *json;
  RsTimeReader times;
  RsFeatureEmitter emitter;
  RsFeatureFolder *folder;
  RsFeature feature;
  RsGeojsonLists lists; /* of the feature at hand: a time, a speed for each position */
  guint n_features, n_areas, n_empty, n_spans;
  guint64 n_coarse;
  RsDateOrder order;
  gboolean in_feature, has_properties; /* the feature at hand is not handed out; its properties are whole */
} Geo;

/* What an object says of itself while it is read. */
typedef struct
{
  char type[32];
  guint32 line, column;
  guint first, depth; /* of its coordinates: index of the first, lists around a position */
  gboolean has_member; /* "coordinates" are there, were they an empty list */
  gboolean has_coordinates, uneven, is_null;
} Object;

static gboolean read_object (Geo *self, gboolean in_geometry, GError **error);

static gboolean
reject_at (Geo *self, guint32 line, guint32 column, const char *reason, const char *text,
           GError **error)
{
  g_autofree char *where = g_strdup_printf ("column %u: %s", column, text);

  self->context->summary->n_records++;
  return rs_read_emit_reject (self->context, line, reason, where, strlen (where), error);
}

/* One position, whose '[' was read and whose first number is at hand. */
static gboolean
read_position (Geo *self, RsJsonToken token, GError **error)
{
  RsFix fix = rs_read_blank_fix ();
  const char *problem = NULL;
  char text[2][48] = { "", "" };
  gint64 values[2] = { 0, 0 }, t_ms = RS_TIME_NONE;
  guint n = 0;
  guint32 line = rs_json_get_line (self->json), column = rs_json_get_column (self->json);

  for (; token != RS_JSON_END_ARRAY; token = rs_json_next (self->json, error))
    {
      gsize len;
      const char *number = rs_json_get_text (self->json, &len);

      if (token == RS_JSON_ERROR)
        return FALSE;
      if (n < 2)
        {
          if (token == RS_JSON_NUMBER || token == RS_JSON_STRING)
            g_snprintf (text[n], sizeof text[n], token == RS_JSON_STRING ? "\"%s\"" : "%s", number);
          if (token != RS_JSON_NUMBER || !rs_value_decimal (number, len, 7, &values[n]))
            problem = problem ? problem : n == 0 ? RS_REJECT_BAD_LON : RS_REJECT_BAD_LAT;
        }
      else if (n == 3 && token == RS_JSON_NUMBER)
        t_ms = rs_geojson_lists_parse_fourth (number, len);
      n++;
      if (!rs_json_skip (self->json, token, error))
        return FALSE;
    }
  if (self->feature.points->len >= RS_MAX_FEATURE_POINTS)
    {
      gboolean first = !self->lists.too_many;

      self->lists.too_many = TRUE;
      return !first || reject_at (self, line, column, RS_REJECT_TOO_MANY_POINTS, "…", error);
    }
  fix.line = line;
  if (!problem)
    problem = n < 2 ? RS_REJECT_NO_POSITION : rs_read_set_position (&fix, values[1], values[0]);
  if (problem)
    {
      g_autofree char *shown = g_strdup_printf ("[%s, %s]", text[0], text[1]);

      fix.lat_e7 = RS_POINT_GONE;
      if (!reject_at (self, line, column, problem, shown, error))
        return FALSE;
    }
  rs_geojson_lists_add_fourth (&self->lists, self->feature.points->len, t_ms);
  g_array_append_val (self->feature.points, fix);
  return TRUE;
}

/* Coordinates of any depth. @depth: lists that are open, the one at hand too. */
static gboolean
read_coordinates (Geo *self, Object *object, guint depth, GError **error)
{
  RsJsonToken token = rs_json_next (self->json, error);
  RsPiece piece = { RS_PIECE_LINE, self->feature.points->len, 0 };
  gboolean ok = TRUE;

  if (token == RS_JSON_ERROR)
    return FALSE;
  if (token != RS_JSON_BEGIN_ARRAY && token != RS_JSON_END_ARRAY)
    {
      if (object->has_coordinates && object->depth != depth - 1)
        object->uneven = TRUE;
      object->has_coordinates = TRUE;
      object->depth = depth - 1;
      return read_position (self, token, error);
    }
  while (ok && token != RS_JSON_END_ARRAY)
    {
      if (token == RS_JSON_BEGIN_ARRAY)
        ok = read_coordinates (self, object, depth + 1, error);
      else
        {
          /* A number beside lists. */
          object->uneven = TRUE;
          ok = rs_json_skip (self->json, token, error);
        }
      token = ok ? rs_json_next (self->json, error) : RS_JSON_ERROR;
      ok = token != RS_JSON_ERROR;
    }
  /* The innermost list is a piece: a line, or a set of points; also where the file breaks off in it. */
  piece.n = self->feature.points->len - piece.first;
  if (object->has_coordinates && object->depth == depth && piece.n > 0)
    g_array_append_val (self->feature.pieces, piece);
  return ok;
}

static const Shape *
find_shape (const char *type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    if (strcmp (shapes[i].name, type) == 0)
      return &shapes[i];
  return NULL;
}

/* Takes back what was read of a geometry. */
static void
drop_points (Geo *self, guint first_point, guint first_piece)
{
  g_array_set_size (self->feature.points, first_point);
  g_array_set_size (self->feature.pieces, first_piece);
}

/* A geometry is whole: its type says what its pieces are. */
static gboolean
end_geometry (Geo *self, const Object *object, guint first_piece, GError **error)
{
  const Shape *shape = find_shape (object->type);
  guint n = self->feature.points->len - object->first;

  if (!shape)
    {
      drop_points (self, object->first, first_piece);
      if (strcmp (object->type, "GeometryCollection") == 0)
        return TRUE;
      return reject_at (self, object->line, object->column, RS_REJECT_NO_TYPE,
                        object->type[0] != '\0' ? object->type : "{…}", error);
    }
  if (!object->has_member)
    return reject_at (self, object->line, object->column, RS_REJECT_COORDINATES, shape->name, error);
  if (n == 0)
    {
      self->n_empty++;
      return TRUE;
    }
  if (object->uneven || object->depth != shape->depth)
    {
      drop_points (self, object->first, first_piece);
      return reject_at (self, object->line, object->column, RS_REJECT_COORDINATES, shape->name,
                        error);
    }
  if (shape->is_area)
    {
      drop_points (self, object->first, first_piece);
      self->n_areas++;
      return TRUE;
    }
  if (shape->depth == 0)
    {
      RsPiece piece = { RS_PIECE_POINT, object->first, n };

      g_array_append_val (self->feature.pieces, piece);
    }
  for (guint i = first_piece; i < self->feature.pieces->len; i++)
    g_array_index (self->feature.pieces, RsPiece, i).kind = shape->kind;
  return TRUE;
}

/* The file breaks off within a geometry: only a line that is read so far is one. */
static void
cut_geometry (Geo *self, const Object *object, guint first_piece)
{
  const Shape *shape = find_shape (object->type);

  if (!shape || shape->kind != RS_PIECE_LINE || shape->is_area || object->uneven
      || object->depth != shape->depth)
    drop_points (self, object->first, first_piece);
}

static gboolean
read_properties (Geo *self, GError **error)
{
  RsJsonToken token;

  while ((token = rs_json_next (self->json, error)) != RS_JSON_END_OBJECT)
    {
      g_autofree char *word = NULL;
      gsize len;
      const char *text;

      if (token == RS_JSON_ERROR)
        return FALSE;
      word = g_strndup (rs_json_get_text (self->json, NULL), RS_MAX_NAME);
      token = rs_json_next (self->json, error);
      text = rs_json_get_text (self->json, &len);
      switch (token)
        {
        case RS_JSON_STRING:
        case RS_JSON_NUMBER:
          rs_geojson_lists_see_span (&self->lists, word, text, len);
          rs_subject_set (&self->feature.subject, word, strlen (word), text, len);
          break;
        case RS_JSON_TRUE:
        case RS_JSON_FALSE:
          rs_subject_set (&self->feature.subject, word, strlen (word),
                          token == RS_JSON_TRUE ? "true" : "false",
                          token == RS_JSON_TRUE ? 4 : 5);
          break;
        case RS_JSON_BEGIN_ARRAY:
          if (!rs_geojson_lists_read (&self->lists, self->json, word, error))
            return FALSE;
          break;
        case RS_JSON_BEGIN_OBJECT:
          /* "coordinateProperties": {"times": [...]}; a temporal property: {"values": [...]}. */
          g_strlcpy (self->lists.outer, word, sizeof self->lists.outer);
          if (!read_properties (self, error))
            return FALSE;
          self->lists.outer[0] = '\0';
          break;
        case RS_JSON_ERROR:
          return FALSE;
        case RS_JSON_NULL:
        case RS_JSON_END:
        case RS_JSON_END_OBJECT:
        case RS_JSON_END_ARRAY:
        case RS_JSON_KEY:
        default:
          break;
        }
    }
  return TRUE;
}

/* "temporalProperties": [{"datetimes": [...], "speed": {"values": [...]}}]. */
static gboolean
read_temporal_properties (Geo *self, GError **error)
{
  RsJsonToken token;

  while ((token = rs_json_next (self->json, error)) != RS_JSON_END_ARRAY)
    {
      if (token == RS_JSON_ERROR)
        return FALSE;
      if (token == RS_JSON_BEGIN_OBJECT)
        {
          if (!read_properties (self, error))
            return FALSE;
        }
      else if (!rs_json_skip (self->json, token, error))
        return FALSE;
    }
  return TRUE;
}

static void
begin_feature (Geo *self)
{
  rs_feature_reset (&self->feature);
  rs_geojson_lists_reset (&self->lists);
  self->feature.line = rs_json_get_line (self->json);
  self->in_feature = TRUE;
  self->has_properties = FALSE;
}

static gboolean
emit_feature (Geo *self, GError **error)
{
  RsFeature *feature = &self->feature;
  guint n_extra;

  self->in_feature = FALSE;
  self->n_features++;
  rs_feature_take_time (feature, &self->times, &self->n_coarse);
  rs_geojson_lists_take_span (&self->lists, feature);
  n_extra = rs_geojson_lists_apply (&self->lists, feature, &self->emitter);
  self->n_spans += rs_feature_count_spans (feature);
  for (guint i = 0; i < n_extra && !rs_json_is_cut (self->json); i++)
    {
      self->context->summary->n_records++;
      if (!rs_read_emit_reject (self->context, feature->line, RS_REJECT_TIME_ALONE, "times", 5,
                                error))
        return FALSE;
    }
  return rs_feature_emit (&self->emitter, feature, self->folder, error)
         && rs_read_tick (self->context, error);
}

static gboolean
read_features (Geo *self, GError **error)
{
  RsJsonToken token = rs_json_next (self->json, error);
  guint32 line = rs_json_get_line (self->json), column = rs_json_get_column (self->json);

  if (token == RS_JSON_ERROR)
    return FALSE;
  if (token != RS_JSON_BEGIN_ARRAY)
    return rs_json_skip (self->json, token, error)
           && reject_at (self, line, column, RS_REJECT_NO_LIST, "features", error);
  while ((token = rs_json_next (self->json, error)) != RS_JSON_END_ARRAY)
    {
      if (token == RS_JSON_ERROR)
        return FALSE;
      if (token == RS_JSON_BEGIN_OBJECT)
        {
          begin_feature (self);
          if (!read_object (self, FALSE, error))
            return FALSE;
        }
      else if (!reject_at (self, rs_json_get_line (self->json), rs_json_get_column (self->json),
                           RS_REJECT_NO_TYPE, rs_json_get_text (self->json, NULL), error)
               || !rs_json_skip (self->json, token, error))
        return FALSE;
    }
  return TRUE;
}

/* The value of "geometry", or one of "geometries". */
static gboolean
read_geometry (Geo *self, RsJsonToken token, GError **error)
{
  if (token == RS_JSON_BEGIN_OBJECT)
    return read_object (self, TRUE, error);
  if (token == RS_JSON_NULL)
    {
      self->n_empty++;
      return TRUE;
    }
  if (token == RS_JSON_ERROR)
    return FALSE;
  return reject_at (self, rs_json_get_line (self->json), rs_json_get_column (self->json),
                    RS_REJECT_NO_TYPE, "geometry", error)
         && rs_json_skip (self->json, token, error);
}

static gboolean
read_geometries (Geo *self, RsJsonToken token, GError **error)
{
  if (token != RS_JSON_BEGIN_ARRAY)
    return read_geometry (self, token, error);
  while ((token = rs_json_next (self->json, error)) != RS_JSON_END_ARRAY)
    if (!read_geometry (self, token, error))
      return FALSE;
  return TRUE;
}

static gboolean
read_member (Geo *self, Object *object, const char *key, gboolean in_geometry, GError **error)
{
  RsJsonToken token;

  if (strcmp (key, "features") == 0 && !in_geometry)
    {
      object->is_null = TRUE; /* no feature of its own */
      return read_features (self, error);
    }
  token = rs_json_next (self->json, error);
  if (token == RS_JSON_ERROR)
    return FALSE;
  if (strcmp (key, "type") == 0 && token == RS_JSON_STRING)
    g_strlcpy (object->type, rs_json_get_text (self->json, NULL), sizeof object->type);
  else if (strcmp (key, "geometry") == 0 || strcmp (key, "temporalGeometry") == 0)
    return read_geometry (self, token, error);
  else if (strcmp (key, "geometries") == 0 || strcmp (key, "prisms") == 0)
    return read_geometries (self, token, error);
  else if (strcmp (key, "coordinates") == 0)
    {
      object->has_member = TRUE;
      object->first = self->feature.points->len;
      if (token == RS_JSON_BEGIN_ARRAY)
        return read_coordinates (self, object, 1, error);
      return reject_at (self, rs_json_get_line (self->json), rs_json_get_column (self->json),
                        RS_REJECT_COORDINATES, "coordinates", error)
             && rs_json_skip (self->json, token, error);
    }
  else if ((strcmp (key, "properties") == 0 || strcmp (key, "coordinateProperties") == 0)
           && token == RS_JSON_BEGIN_OBJECT)
    {
      self->has_properties = read_properties (self, error);
      return self->has_properties;
    }
  else if (strcmp (key, "temporalProperties") == 0 && token == RS_JSON_BEGIN_ARRAY)
    return read_temporal_properties (self, error);
  else if (token == RS_JSON_BEGIN_ARRAY && rs_geojson_lists_is_times (key))
    return rs_geojson_lists_read (&self->lists, self->json, key, error);
  else if ((token == RS_JSON_STRING || token == RS_JSON_NUMBER) && !in_geometry)
    {
      gsize len;
      const char *text = rs_json_get_text (self->json, &len);

      if (strcmp (key, "name") == 0 && self->folder->name[0] == '\0'
          && rs_json_get_depth (self->json) == 1)
        {
          g_free (self->folder->name);
          self->folder->name = rs_read_clean (text, len, RS_MAX_NAME);
        }
      if (strcmp (key, "id") == 0)
        rs_subject_set (&self->feature.subject, key, 2, text, len);
    }
  return rs_json_skip (self->json, token, error);
}

static gboolean
read_members (Geo *self, Object *object, gboolean in_geometry, GError **error)
{
  RsJsonToken token;

  while ((token = rs_json_next (self->json, error)) != RS_JSON_END_OBJECT)
    {
      g_autofree char *key = NULL;

      if (token == RS_JSON_ERROR)
        return FALSE;
      key = g_strndup (rs_json_get_text (self->json, NULL), RS_MAX_NAME);
      if (!read_member (self, object, key, in_geometry, error))
        return FALSE;
    }
  return TRUE;
}

/* An object whose '{' was read: a collection, a feature or a geometry. */
static gboolean
read_object (Geo *self, gboolean in_geometry, GError **error)
{
  Object object = { .line = rs_json_get_line (self->json),
                    .column = rs_json_get_column (self->json),
                    .first = self->feature.points->len };
  guint first_piece = self->feature.pieces->len;

  if (!read_members (self, &object, in_geometry, error))
    {
      if (in_geometry)
        cut_geometry (self, &object, first_piece);
      return FALSE;
    }
  if (in_geometry)
    return strcmp (object.type, "GeometryCollection") == 0
               || strcmp (object.type, "MovingGeometryCollection") == 0
           || end_geometry (self, &object, first_piece, error);
  if (object.is_null)
    return TRUE;
  if (strcmp (object.type, "FeatureCollection") == 0)
    return reject_at (self, object.line, object.column, RS_REJECT_NO_LIST, object.type, error);
  if (strcmp (object.type, "Feature") != 0 && strcmp (object.type, "GeometryCollection") != 0
      && !end_geometry (self, &object, first_piece, error))
    return FALSE;
  return emit_feature (self, error);
}

/* Whether each line is a value: then a bad one spoils only itself. */
static gboolean
is_by_line (RsInput *input, gboolean *out, GError **error)
{
  gsize n;
  const char *text = (const char *) rs_input_peek (input, RS_SNIFF_BYTES, &n, error);
  const char *nl, *end;

  if (!text)
    return FALSE;
  nl = memchr (text, '\n', n);
  end = nl;
  while (end && end > text && g_ascii_isspace (end[-1]))
    end--;
  *out = end && end > text && end[-1] == '}' && nl + 1 < text + n
         && (nl[1] == '{' || nl[1] == 0x1e);
  return TRUE;
}

/* The file breaks off: of the feature at hand a track or a line is kept, if it is known whose it is. */
static gboolean
break_off (Geo *self, guint64 n_before, GError **error)
{
  guint32 line = rs_json_get_line (self->json), column = rs_json_get_column (self->json);
  guint n = self->in_feature ? self->feature.points->len : 0;
  gboolean keep = n > 0 && self->has_properties && self->feature.pieces->len > 0;
  g_autofree char *where
      = n == 0 ? g_strdup_printf ("column %u", column)
        : keep ? g_strdup_printf ("column %u, behind %u positions of a feature", column, n)
               : g_strdup_printf ("column %u: a feature that is not whole, with %u positions", column, n);

  return (!keep || emit_feature (self, error))
         && rs_feature_emit_folder (&self->emitter, self->folder, error)
         && rs_read_break_off (self->context, n_before, line, where, strlen (where), error);
}

static gboolean
read_values (Geo *self, gboolean by_line, GError **error)
{
  guint64 n_before = self->context->summary->n_records;

  rs_json_set_by_line (self->json, by_line);
  for (;;)
    {
      g_autoptr (GError) failure = NULL;
      RsJsonToken token = rs_json_next (self->json, &failure);
      guint32 line = rs_json_get_line (self->json), column = rs_json_get_column (self->json);
      gboolean ok = token != RS_JSON_ERROR;

      if (token == RS_JSON_END)
        return TRUE;
      if (token == RS_JSON_BEGIN_OBJECT)
        {
          begin_feature (self);
          ok = read_object (self, FALSE, &failure);
        }
      else if (ok)
        ok = reject_at (self, line, column, RS_REJECT_NO_TYPE, rs_json_get_text (self->json, NULL),
                        &failure)
             && rs_json_skip (self->json, token, &failure);
      if (ok)
        continue;
      if (rs_json_is_cut (self->json)
          && g_error_matches (failure, RS_READ_ERROR, RS_READ_ERROR_DAMAGED))
        return break_off (self, n_before, error);
      if (!by_line || !g_error_matches (failure, RS_READ_ERROR, RS_READ_ERROR_DAMAGED))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      if (!reject_at (self, line, rs_json_get_column (self->json), RS_REJECT_JSON, failure->message,
                      error)
          || !rs_json_resync (self->json, error))
        return FALSE;
    }
}

static void
add_notes (Geo *self)
{
  RsReadContext *context = self->context;
  g_autofree char *order = rs_date_order_describe (&self->order, FALSE);

  if (order)
    rs_read_note (context, "%s", order);
  if (self->n_features == 0)
    rs_read_note (context, _("there is no feature in the file"));
  if (self->emitter.n_unnamed > 0)
    rs_read_note (context,
                  ngettext ("%u track has no name; it is numbered",
                            "%u tracks have no name; they are numbered", self->emitter.n_unnamed),
                  self->emitter.n_unnamed);
  if (self->lists.n_fourths > 0)
    rs_read_note (context,
                  ngettext ("%u line has a time as the fourth number of each position",
                            "%u lines have a time as the fourth number of each position",
                            self->lists.n_fourths),
                  self->lists.n_fourths);
  rs_read_note_local_times (context, &self->times);
  rs_read_note_unused_date (context);
  rs_read_note_undated (context, self->emitter.n_undated, self->emitter.n_short);
  rs_read_note_spans (context, self->n_spans);
  rs_read_note_annotations (context, self->emitter.n_annotations);
  if (self->n_areas > 0)
    rs_read_note (context,
                  ngettext ("%u area is no position of a vessel and was passed over",
                            "%u areas are no positions of a vessel and were passed over",
                            self->n_areas),
                  self->n_areas);
  if (self->n_empty > 0)
    rs_read_note (context,
                  ngettext ("%u feature has no place", "%u features have no place", self->n_empty),
                  self->n_empty);
  rs_read_note_coarse (context, self->n_coarse + self->lists.n_coarse);
}

gboolean
rs_read_geojson (RsReadContext *context, GError **error)
{
  static const char *const what[] = { "Point", "LineString", "LineString" };
  Geo self = { .context = context };
  gboolean ok, by_line;

  if (!rs_time_reader_init (&self.times, context->options->time_zone))
    {
      g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_OPTION,
                   _("there is no time zone “%s”; name one as Asia/Vladivostok or +10:00"),
                   context->options->time_zone);
      return FALSE;
    }
  if (!is_by_line (context->input, &by_line, error)
      || !rs_geojson_weigh_dates (context, by_line, &self.order, error))
    {
      rs_time_reader_clear (&self.times);
      return FALSE;
    }
  self.times.day_first = rs_date_order_is_day_first (&self.order);
  self.json = rs_json_new (context->input);
  self.folder = rs_feature_folder_new ();
  rs_feature_init (&self.feature);
  rs_feature_emitter_init (&self.emitter, context, what, "Points");
  rs_geojson_lists_init (&self.lists, &self.times);
  ok = read_values (&self, by_line, error) && rs_feature_emit_folder (&self.emitter, self.folder, error);
  if (ok)
    add_notes (&self);
  rs_geojson_lists_clear (&self.lists);
  rs_feature_emitter_clear (&self.emitter);
  rs_feature_clear (&self.feature);
  rs_feature_folder_free (self.folder);
  rs_json_free (self.json);
  rs_time_reader_clear (&self.times);
  return ok;
}
