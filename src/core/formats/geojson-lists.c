/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/geojson-lists.h"

#include <string.h>

#include "formats/xsd-time.h"

void
rs_geojson_lists_init (RsGeojsonLists *self, RsTimeReader *times)
{
  memset (self, 0, sizeof *self);
  self->times = times;
  self->t_ms = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->values = g_array_new (FALSE, FALSE, sizeof (RsFix));
  self->bad = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, g_free);
}

void
rs_geojson_lists_reset (RsGeojsonLists *self)
{
  g_array_set_size (self->t_ms, 0);
  g_array_set_size (self->values, 0);
  g_hash_table_remove_all (self->bad);
  g_clear_pointer (&self->word, g_free);
  self->has_times = self->too_many = FALSE;
  self->outer[0] = '\0';
}

void
rs_geojson_lists_clear (RsGeojsonLists *self)
{
  g_array_unref (self->t_ms);
  g_array_unref (self->values);
  g_hash_table_unref (self->bad);
  g_free (self->word);
}

gboolean
rs_geojson_lists_is_times (const char *word)
{
  static const char *const words[] = { "times",      "coordTimes", "coordinateTimes", "datetimes",
                                       "timestamps", "time",       "datetime",        "timestamp" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (words[i], word) == 0)
      return TRUE;
  return FALSE;
}

/* "speed", "speeds"; within {"speed": {"values": [...]}} the outer word. -1: of no use. */
static gint
find_field (const RsGeojsonLists *self, const char *word)
{
  gsize len;
  gint field;

  if (strcmp (word, "values") == 0 && self->outer[0] != '\0')
    word = self->outer;
  len = strlen (word);
  field = rs_field_from_word (word, len);
  if (field < 0 && len > 1 && word[len - 1] == 's')
    field = rs_field_from_word (word, len - 1);
  return field == RS_FIELD_SOG || field == RS_FIELD_COG || field == RS_FIELD_HEADING
                 || field == RS_FIELD_STATUS
             ? field
             : -1;
}

static void
add_time (RsGeojsonLists *self, RsJsonToken token, const char *text, gsize len)
{
  gint64 t_ms = RS_TIME_NONE;
  gboolean coarse = FALSE;

  if (token == RS_JSON_STRING || token == RS_JSON_NUMBER)
    {
      if (len > 0 && !rs_xsd_time_parse (self->times, text, len, &t_ms, &coarse))
        t_ms = RS_POINT_BAD_TIME;
      self->n_coarse += coarse && t_ms != RS_POINT_BAD_TIME;
    }
  else if (token != RS_JSON_NULL)
    t_ms = RS_POINT_BAD_TIME;
  g_array_append_val (self->t_ms, t_ms);
  if (t_ms == RS_POINT_BAD_TIME)
    g_hash_table_insert (self->bad, GUINT_TO_POINTER (self->t_ms->len),
                         token == RS_JSON_STRING || token == RS_JSON_NUMBER
                             ? rs_read_clean (text, len, RS_MAX_NAME)
                             : g_strdup (token == RS_JSON_BEGIN_OBJECT ? "{…}"
                                         : token == RS_JSON_TRUE       ? "true"
                                                                       : "false"));
}

static void
add_value (RsGeojsonLists *self, guint at, gint field, const char *text, gsize len)
{
  RsFix blank = rs_read_blank_fix ();

  while (self->values->len <= at)
    g_array_append_val (self->values, blank);
  rs_subject_set_fix_value (&g_array_index (self->values, RsFix, at), (RsField) field, text, len);
}

gboolean
rs_geojson_lists_read (RsGeojsonLists *self, RsJson *json, const char *word, GError **error)
{
  /* "temporalProperties" say the times of "temporalGeometry" again. */
  gboolean is_times = rs_geojson_lists_is_times (word) && !self->has_times;
  gint field = is_times ? -1 : find_field (self, word);
  guint depth = rs_json_get_depth (json), n = 0;

  while (rs_json_get_depth (json) >= depth)
    {
      RsJsonToken token = rs_json_next (json, error);
      gsize len;
      const char *text = rs_json_get_text (json, &len);

      if (token == RS_JSON_ERROR)
        return FALSE;
      if (token == RS_JSON_BEGIN_OBJECT)
        {
          if (!rs_json_skip (json, token, error))
            return FALSE;
        }
      else if (token == RS_JSON_BEGIN_ARRAY || token == RS_JSON_END_ARRAY)
        continue;
      if (n >= RS_MAX_FEATURE_POINTS)
        continue;
      if (is_times)
        add_time (self, token, text, len);
      else if (field >= 0 && (token == RS_JSON_NUMBER || token == RS_JSON_STRING))
        add_value (self, n, field, text, len);
      n++;
    }
  if (is_times)
    self->word = g_strdup (word);
  self->has_times = self->has_times || is_times;
  return TRUE;
}

guint
rs_geojson_lists_apply (RsGeojsonLists *self, RsFeature *feature, RsFeatureEmitter *emitter)
{
  RsFix *points = (RsFix *) (gpointer) feature->points->data;
  guint n = feature->points->len;
  gboolean dated = self->has_times && self->t_ms->len > 0, has_line = FALSE;

  for (guint i = 0; i < MIN (n, self->values->len); i++)
    {
      const RsFix *value = &g_array_index (self->values, RsFix, i);

      points[i].sog_dkn = value->sog_dkn;
      points[i].cog_ddeg = value->cog_ddeg;
      points[i].heading_deg = value->heading_deg;
      points[i].nav_status = value->nav_status;
    }
  for (guint i = 0; i < feature->pieces->len; i++)
    {
      RsPiece *piece = &g_array_index (feature->pieces, RsPiece, i);

      has_line = has_line || piece->kind != RS_PIECE_POINT;
      if (dated)
        piece->kind = RS_PIECE_TRACK;
    }
  if (has_line && dated)
    emitter->n_tracks++;
  else if (has_line)
    emitter->n_lines++;
  if (!dated)
    return 0;
  emitter->n_short += self->t_ms->len < n;
  for (guint i = 0; i < MIN (n, self->t_ms->len); i++)
    {
      points[i].t_ms = g_array_index (self->t_ms, gint64, i);
      if (points[i].t_ms == RS_POINT_BAD_TIME)
        rs_feature_set_bad_point_time (feature, i, self->word,
                                       g_hash_table_lookup (self->bad, GUINT_TO_POINTER (i + 1)));
    }
  return self->t_ms->len > n && n > 0 && !self->too_many ? self->t_ms->len - n : 0;
}
