/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/geojson-lists.h"

#include <string.h>

#include "formats/csv-words.h"
#include "formats/xsd-time.h"

/* Fourth numbers are times if all of a line are in these years; a distance or a measure is smaller. */
#define FOURTH_MIN_MS G_GINT64_CONSTANT (631152000000)  /* 1990 */
#define FOURTH_MAX_MS G_GINT64_CONSTANT (4102444800000) /* 2100 */

void
rs_geojson_lists_init (RsGeojsonLists *self, RsTimeReader *times)
{
  memset (self, 0, sizeof *self);
  self->times = times;
  self->t_ms = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->values = g_array_new (FALSE, FALSE, sizeof (RsFix));
  self->bad = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, g_free);
  self->fourths = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->begin_ms = self->end_ms = RS_TIME_NONE;
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
  g_array_set_size (self->fourths, 0);
  self->begin_ms = self->end_ms = RS_TIME_NONE;
}

void
rs_geojson_lists_clear (RsGeojsonLists *self)
{
  g_array_unref (self->fourths);
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

gint64
rs_geojson_lists_parse_fourth (const char *text, gsize len)
{
  gint64 value;

  /* Seconds of these years have fewer digits than milliseconds. */
  if (!rs_value_decimal (text, len, 3, &value))
    return RS_POINT_BAD_TIME;
  if (value > FOURTH_MAX_MS)
    value /= 1000;
  return value >= FOURTH_MIN_MS && value < FOURTH_MAX_MS ? value : RS_POINT_BAD_TIME;
}

void
rs_geojson_lists_add_fourth (RsGeojsonLists *self, guint index, gint64 t_ms)
{
  const gint64 none = RS_TIME_NONE;

  /* Those of a geometry that was dropped are written over. */
  g_array_set_size (self->fourths, MIN (index, self->fourths->len));
  while (self->fourths->len < index)
    g_array_append_val (self->fourths, none);
  g_array_append_val (self->fourths, t_ms);
}

/* Whether the fourth numbers of the lines' positions are times, all that there are, and no list has the times. */
static gboolean
has_fourths (const RsGeojsonLists *self, const RsFeature *feature)
{
  gboolean any = FALSE;

  if ((self->has_times && self->t_ms->len > 0) || self->fourths->len < feature->points->len)
    return FALSE;
  for (guint p = 0; p < feature->pieces->len; p++)
    {
      const RsPiece *piece = &g_array_index (feature->pieces, RsPiece, p);

      for (guint i = piece->first; i < piece->first + piece->n; i++)
        {
          gint64 t_ms = g_array_index (self->fourths, gint64, i);

          if (piece->kind == RS_PIECE_POINT || t_ms == RS_POINT_BAD_TIME)
            return FALSE;
          any = any || t_ms != RS_TIME_NONE;
        }
    }
  return any;
}

typedef enum
{
  NO_END,
  BEGIN,
  END,
} SpanEnd;

/* Which end of a span a word means. */
static SpanEnd
find_span_end (const char *word)
{
  static const struct
  {
    const char *word; /* folded */
    SpanEnd end;
  } words[] = {
    { "start", BEGIN },         { "begin", BEGIN },          { "starttime", BEGIN },
    { "begintime", BEGIN },     { "timestart", BEGIN },      { "timebegin", BEGIN },
    { "startdate", BEGIN },     { "begindate", BEGIN },      { "startdatetime", BEGIN },
    { "starttimestamp", BEGIN }, { "timestampstart", BEGIN }, { "end", END },
    { "endtime", END },         { "timeend", END },          { "enddate", END },
    { "enddatetime", END },     { "endtimestamp", END },     { "timestampend", END },
  };
  char folded[RS_CSV_WORD];

  rs_csv_word_fold (word, strlen (word), folded);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i].word, folded) == 0)
      return words[i].end;
  return NO_END;
}

gboolean
rs_geojson_lists_is_span (const char *word)
{
  return find_span_end (word) != NO_END;
}

void
rs_geojson_lists_see_span (RsGeojsonLists *self, const char *word, const char *text, gsize len)
{
  SpanEnd which = find_span_end (word);
  gint64 *end = which == BEGIN ? &self->begin_ms : &self->end_ms, t_ms;
  gboolean coarse;

  /* These words may mean a place or a number as well. */
  if (which != NO_END && *end == RS_TIME_NONE && rs_xsd_time_parse (self->times, text, len, &t_ms, &coarse))
    *end = t_ms;
}

void
rs_geojson_lists_take_span (const RsGeojsonLists *self, RsFeature *feature)
{
  for (guint i = 0; i < feature->pieces->len; i++)
    if (g_array_index (feature->pieces, RsPiece, i).kind == RS_PIECE_POINT)
      return;
  if (feature->begin_ms != RS_TIME_NONE || feature->end_ms != RS_TIME_NONE)
    return;
  feature->begin_ms = self->begin_ms;
  feature->end_ms = self->end_ms;
}

guint
rs_geojson_lists_apply (RsGeojsonLists *self, RsFeature *feature, RsFeatureEmitter *emitter)
{
  RsFix *points = (RsFix *) (gpointer) feature->points->data;
  guint n = feature->points->len;
  gboolean by_fourth = has_fourths (self, feature);
  gboolean dated = by_fourth || (self->has_times && self->t_ms->len > 0), has_line = FALSE;

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
  if (by_fourth)
    {
      gboolean is_short = FALSE;

      for (guint i = 0; i < n; i++)
        {
          points[i].t_ms = g_array_index (self->fourths, gint64, i);
          is_short = is_short || points[i].t_ms == RS_TIME_NONE;
        }
      self->n_fourths++;
      emitter->n_short += is_short;
      return 0;
    }
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
