/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/feature.h"

#include <string.h>

#include "formats/reason.h"
#include "formats/xsd-time.h"

/* Points that may wait in one folder. */
#define MAX_PENDING 500000

void
rs_feature_init (RsFeature *self)
{
  memset (self, 0, sizeof *self);
  self->points = g_array_new (FALSE, FALSE, sizeof (RsFix));
  self->pieces = g_array_new (FALSE, FALSE, sizeof (RsPiece));
  self->begin_ms = self->end_ms = RS_TIME_NONE;
  self->bad_times = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, g_free);
}

void
rs_feature_reset (RsFeature *self)
{
  rs_subject_clear (&self->subject);
  g_array_set_size (self->points, 0);
  g_array_set_size (self->pieces, 0);
  self->begin_ms = self->end_ms = RS_TIME_NONE;
  self->is_span = FALSE;
  g_clear_pointer (&self->bad_time, g_free);
  g_hash_table_remove_all (self->bad_times);
}

void
rs_feature_clear (RsFeature *self)
{
  rs_subject_clear (&self->subject);
  g_array_unref (self->points);
  g_array_unref (self->pieces);
  g_free (self->bad_time);
  g_hash_table_unref (self->bad_times);
}

void
rs_feature_set_bad_time (RsFeature *self, const char *field, const char *value)
{
  g_free (self->bad_time);
  self->bad_time = rs_reason_name_value (RS_REJECT_BAD_TIME, field, value);
}

void
rs_feature_set_bad_point_time (RsFeature *self, guint index, const char *field, const char *value)
{
  g_hash_table_insert (self->bad_times, GUINT_TO_POINTER (index + 1),
                       rs_reason_name_value (RS_REJECT_BAD_TIME, field, value));
}

static gboolean
parse_time (RsFeature *self, RsTimeReader *times, const char *text, gboolean *out_coarse)
{
  return rs_xsd_time_parse (times, text, strlen (text), &self->begin_ms, out_coarse);
}

void
rs_feature_take_time (RsFeature *self, RsTimeReader *times, guint64 *n_coarse)
{
  const RsSubject *subject = &self->subject;
  const char *time = subject->cells[RS_FIELD_TIME], *word = subject->words[RS_FIELD_TIME];
  const char *clock = subject->cells[RS_FIELD_CLOCK], *date = subject->date;
  g_autofree char *joined = NULL, *joined_word = NULL;
  gboolean coarse, ok;

  if (self->begin_ms != RS_TIME_NONE || self->end_ms != RS_TIME_NONE)
    return;
  if (!time && date && clock)
    {
      time = joined = g_strconcat (date, " ", clock, NULL);
      word = joined_word = g_strconcat (subject->date_word, "+", subject->words[RS_FIELD_CLOCK], NULL);
    }
  else if (!time)
    {
      time = date ? date : clock;
      word = date ? subject->date_word : subject->words[RS_FIELD_CLOCK];
    }
  if (!time)
    return;
  ok = parse_time (self, times, time, &coarse);
  /* What is called a time beside a date may hold all, and so may the date. */
  if (!ok && joined)
    ok = parse_time (self, times, clock, &coarse)
         || (strchr (date, ':') && parse_time (self, times, date, &coarse));
  if (ok)
    *n_coarse += coarse;
  else
    {
      self->begin_ms = RS_POINT_BAD_TIME;
      rs_feature_set_bad_time (self, word, time);
    }
}

guint
rs_feature_count_spans (const RsFeature *self)
{
  gboolean has_begin = self->begin_ms != RS_TIME_NONE && self->begin_ms != RS_POINT_BAD_TIME;
  gboolean has_end = self->end_ms != RS_TIME_NONE && self->end_ms != RS_POINT_BAD_TIME;
  guint n = 0;

  if ((!has_begin && !has_end) || self->subject.is_annotation)
    return 0;
  for (guint i = 0; i < self->pieces->len; i++)
    n += g_array_index (self->pieces, RsPiece, i).kind == RS_PIECE_LINE;
  return n;
}

RsFeatureFolder *
rs_feature_folder_new (void)
{
  RsFeatureFolder *self = g_new0 (RsFeatureFolder, 1);

  self->name = g_strdup ("");
  self->pending = g_array_new (FALSE, FALSE, sizeof (RsFeaturePending));
  return self;
}

void
rs_feature_folder_free (RsFeatureFolder *self)
{
  g_free (self->name);
  g_array_unref (self->pending);
  g_free (self);
}

void
rs_feature_emitter_init (RsFeatureEmitter *self, RsReadContext *context, const char *const *what,
                         const char *place_label)
{
  memset (self, 0, sizeof *self);
  self->context = context;
  self->what = what;
  self->place_label = place_label;
  self->names = g_string_chunk_new (4096);
}

void
rs_feature_emitter_clear (RsFeatureEmitter *self)
{
  g_string_chunk_free (self->names);
}

static gboolean
reject_point (RsFeatureEmitter *self, const RsFix *fix, const char *reason, const char *what,
              GError **error)
{
  self->context->summary->n_records++;
  return rs_read_emit_reject (self->context, fix->line, reason, what, strlen (what), error);
}

static gboolean
emit_point (RsFeatureEmitter *self, guint64 key, const RsFix *fix, GError **error)
{
  self->context->summary->n_records++;
  return rs_read_emit_fix (self->context, key, fix, error);
}

/* Whether a point of the piece will be kept: a vessel is made only for one. */
static gboolean
has_good (const RsFeature *feature, const RsPiece *piece)
{
  for (guint i = 0; i < piece->n; i++)
    {
      const RsFix *fix = &g_array_index (feature->points, RsFix, piece->first + i);

      if (fix->lat_e7 != RS_POINT_GONE && fix->t_ms != RS_POINT_BAD_TIME)
        return TRUE;
    }
  return FALSE;
}

/* A track or a line: all of one vessel. */
static gboolean
emit_run (RsFeatureEmitter *self, RsFeature *feature, const RsPiece *piece, guint64 *key,
          GError **error)
{
  gboolean is_track = piece->kind == RS_PIECE_TRACK, named;

  if (*key == 0 && has_good (feature, piece))
    {
      RsSubjectLabel label = { is_track ? "Track" : "Line",
                               is_track ? self->n_tracks : self->n_lines };

      if (!rs_subject_find_key (&feature->subject, self->context, feature->line, RS_TIME_NONE, label,
                                key, &named, error))
        return FALSE;
      self->n_unnamed += !named;
    }
  for (guint i = 0; i < piece->n; i++)
    {
      RsFix *fix = &g_array_index (feature->points, RsFix, piece->first + i);

      if (fix->lat_e7 == RS_POINT_GONE)
        continue;
      /* Nobody says that a ship sent a bare line. */
      if (!is_track)
        fix->provenance = RS_ASSERTED;
      rs_subject_apply (&feature->subject, fix);
      self->n_undated += fix->t_ms == RS_TIME_NONE;
      if (!(fix->t_ms == RS_POINT_BAD_TIME
                ? reject_point (self, fix,
                                g_hash_table_lookup (feature->bad_times,
                                                     GUINT_TO_POINTER (piece->first + i + 1)),
                                self->what[piece->kind], error)
                : emit_point (self, *key, fix, error)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
emit_dated (RsFeatureEmitter *self, RsFeature *feature, RsFeatureFolder *folder, RsFix *fix,
            guint64 *key, GError **error)
{
  if (rs_subject_is_explicit (&feature->subject))
    {
      RsSubjectLabel label = { self->place_label, 0 };

      return (*key != 0
              || rs_subject_find_key (&feature->subject, self->context, feature->line, fix->t_ms,
                                      label, key, NULL, error))
             && emit_point (self, *key, fix, error);
    }
  if (folder->pending->len >= MAX_PENDING && !rs_feature_emit_folder (self, folder, error))
    return FALSE;
  {
    g_autofree char *name = rs_subject_dup_name (&feature->subject);
    RsFeaturePending pending = { *fix, g_string_chunk_insert_const (self->names, name) };

    g_array_append_val (folder->pending, pending);
  }
  return TRUE;
}

static gboolean
emit_place (RsFeatureEmitter *self, RsFeature *feature, RsFeatureFolder *folder, RsFix *fix,
            guint64 *key, GError **error)
{
  rs_subject_apply (&feature->subject, fix);
  if (feature->begin_ms == RS_TIME_NONE && feature->end_ms == RS_TIME_NONE)
    {
      RsSubject mark = { 0 };
      RsSubjectLabel label = { self->place_label, 0 };
      guint64 mark_key = 0;

      /* A mark on the map: nobody says that a vessel was there, unless it names one. */
      fix->provenance = RS_ASSERTED;
      self->n_marks++;
      if (!rs_subject_find_key (
              rs_subject_is_explicit (&feature->subject) ? &feature->subject : &mark, self->context,
              feature->line, RS_TIME_NONE, label, &mark_key, NULL, error))
        return FALSE;
      return emit_point (self, mark_key, fix, error);
    }
  if (feature->begin_ms == RS_POINT_BAD_TIME || feature->end_ms == RS_POINT_BAD_TIME)
    return reject_point (self, fix, feature->bad_time, self->what[RS_PIECE_POINT], error);
  fix->t_ms = feature->begin_ms != RS_TIME_NONE ? feature->begin_ms : feature->end_ms;
  if (feature->is_span)
    {
      /* A report is of a moment. */
      fix->provenance = RS_ASSERTED;
      self->n_claims++;
    }
  return emit_dated (self, feature, folder, fix, key, error);
}

/* All points of a feature that is about nobody. */
static gboolean
reject_all (RsFeatureEmitter *self, const RsFeature *feature, const char *reason, GError **error)
{
  for (guint p = 0; p < feature->pieces->len; p++)
    {
      const RsPiece *piece = &g_array_index (feature->pieces, RsPiece, p);

      for (guint i = 0; i < piece->n; i++)
        {
          const RsFix *fix = &g_array_index (feature->points, RsFix, piece->first + i);

          if (fix->lat_e7 != RS_POINT_GONE
              && !reject_point (self, fix, reason, self->what[piece->kind], error))
            return FALSE;
        }
    }
  return TRUE;
}

gboolean
rs_feature_emit (RsFeatureEmitter *self, RsFeature *feature, RsFeatureFolder *folder,
                     GError **error)
{
  g_autofree char *problem = rs_subject_dup_mmsi_problem (&feature->subject);
  guint64 key = 0;

  if (feature->subject.is_annotation)
    {
      self->n_annotations += feature->pieces->len > 0;
      return TRUE;
    }
  if (problem)
    return reject_all (self, feature, problem, error);
  for (guint p = 0; p < feature->pieces->len; p++)
    {
      const RsPiece *piece = &g_array_index (feature->pieces, RsPiece, p);

      if (piece->kind != RS_PIECE_POINT)
        {
          /* A track without a name is its folder's. */
          if (piece->kind == RS_PIECE_TRACK && folder->name[0] != '\0')
            rs_subject_set_title (&feature->subject, folder->name, strlen (folder->name));
          if (!emit_run (self, feature, piece, &key, error))
            return FALSE;
          continue;
        }
      for (guint i = 0; i < piece->n; i++)
        {
          RsFix *fix = &g_array_index (feature->points, RsFix, piece->first + i);

          if (fix->lat_e7 != RS_POINT_GONE
              && !emit_place (self, feature, folder, fix, &key, error))
            return FALSE;
        }
    }
  return TRUE;
}

/* Whether each name is there once: then they number the places of one vessel. */
static gboolean
are_distinct (const GArray *pending)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_direct_hash, g_direct_equal);

  for (guint i = 0; i < pending->len; i++)
    {
      const char *name = g_array_index (pending, RsFeaturePending, i).name;

      if (name[0] != '\0' && !g_hash_table_add (seen, (gpointer) name))
        return FALSE;
    }
  return g_hash_table_size (seen) != 1;
}

gboolean
rs_feature_emit_folder (RsFeatureEmitter *self, RsFeatureFolder *folder, GError **error)
{
  g_autoptr (GHashTable) keys
      = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, g_free);
  gboolean one = are_distinct (folder->pending);

  for (guint i = 0; i < folder->pending->len; i++)
    {
      const RsFeaturePending *pending = &g_array_index (folder->pending, RsFeaturePending, i);
      const char *name = one || pending->name[0] == '\0' ? folder->name : pending->name;
      guint64 *key = g_hash_table_lookup (keys, name);

      if (!key)
        {
          RsSubject subject = { .title = (char *) name };
          RsSubjectLabel label = { self->place_label, 0 };
          gboolean named;

          key = g_new0 (guint64, 1);
          g_hash_table_insert (keys, (gpointer) name, key);
          if (!rs_subject_find_key (&subject, self->context, pending->fix.line, RS_TIME_NONE, label,
                                    key, &named, error))
            return FALSE;
          self->n_unnamed += !named;
        }
      if (!emit_point (self, *key, &pending->fix, error))
        return FALSE;
    }
  g_array_set_size (folder->pending, 0);
  return TRUE;
}
