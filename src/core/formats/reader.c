/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/reader-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "formats/charset.h"
#include "formats/json-plan.h"
#include "formats/saved-layout.h"

/* In the order in which people are told of them. */
static const RsLayout layouts[] = {
  { { "aivdm", N_("AIS log of NMEA sentences (!AIVDM)") }, rs_read_nmea_log },
  { { "csv-noaa", N_("AIS of MarineCadastre (NOAA), CSV") }, rs_read_csv },
  { { "csv-dma", N_("AIS of the Danish Maritime Authority, CSV") }, rs_read_csv },
  { { "csv-spire", N_("AIS of Spire and exactEarth, CSV") }, rs_read_csv },
  { { "csv-marinetraffic", N_("Positions of MarineTraffic, CSV; speeds in tenths of a knot") }, rs_read_csv },
  { { "csv-gfw", N_("Tracks of Global Fishing Watch, CSV") }, rs_read_csv },
  { { "csv-barentswatch", N_("AIS of BarentsWatch, CSV") }, rs_read_csv },
  { { "csv-aishub", N_("AIS of AISHub, CSV") }, rs_read_csv },
  { { "csv-aisstream", N_("Messages of aisstream, CSV") }, rs_read_csv },
  { { "csv", N_("Any other CSV: by the words of its header, or by its values") }, rs_read_csv },
  { { "json-aisstream", N_("Messages of aisstream, JSON") }, rs_read_json },
  { { "json-marinetraffic", N_("Positions of MarineTraffic, JSON; speeds in tenths of a knot") }, rs_read_json },
  { { "json-gfw", N_("Tracks of Global Fishing Watch, JSON") }, rs_read_json },
  { { "json-aishub", N_("AIS of AISHub, JSON") }, rs_read_json },
  { { "json-barentswatch", N_("AIS of BarentsWatch, JSON") }, rs_read_json },
  { { "json", N_("Any other JSON: lines or an array of objects, by the names of their values") },
    rs_read_json },
  { { "gpx", N_("GPX tracks") }, rs_read_gpx },
  { { "kml", N_("KML tracks and placemarks") }, rs_read_kml },
  { { "geojson", N_("GeoJSON tracks and positions") }, rs_read_geojson },
};

const RsLayoutInfo *
rs_read_get_layouts (guint *out_n)
{
  static RsLayoutInfo infos[G_N_ELEMENTS (layouts)];
  static gsize done;

  if (g_once_init_enter (&done))
    {
      for (gsize i = 0; i < G_N_ELEMENTS (layouts); i++)
        infos[i] = layouts[i].info;
      g_once_init_leave (&done, 1);
    }
  *out_n = G_N_ELEMENTS (layouts);
  return infos;
}

const RsLayout *
rs_layout_find (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (layouts); i++)
    if (strcmp (layouts[i].info.name, name) == 0)
      return &layouts[i];
  return NULL;
}

void
rs_read_summary_clear (RsReadSummary *self)
{
  g_clear_pointer (&self->sha256, g_free);
  g_clear_pointer (&self->encoding, g_free);
  g_clear_pointer (&self->clock, g_free);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_clear_pointer (&self->contents, g_ptr_array_unref);
}

const char *
rs_read_set_position (RsFix *fix, gint64 lat_e7, gint64 lon_e7)
{
  /* 91 and 181 degrees are how a transponder says that it does not know (ITU-R M.1371). */
  if (lat_e7 == 91 * (gint64) RS_E7 || lon_e7 == 181 * (gint64) RS_E7)
    return RS_REJECT_NO_POSITION;
  if (lat_e7 < -RS_LAT_E7_MAX || lat_e7 > RS_LAT_E7_MAX || lon_e7 < -RS_LON_E7_MAX
      || lon_e7 > RS_LON_E7_MAX)
    return RS_REJECT_POSITION_RANGE;
  fix->lat_e7 = (gint32) lat_e7;
  fix->lon_e7 = (gint32) (lon_e7 == RS_LON_E7_MAX ? -RS_LON_E7_MAX : lon_e7);
  return NULL;
}

char *
rs_read_clean (const char *text, gsize len, gsize max)
{
  g_autofree char *valid = g_utf8_make_valid (text, (gssize) MIN (len, max));
  gsize n = strlen (valid);

  /* Three bytes stand for each bad one now; cut between characters. */
  if (n > max)
    {
      const char *end = g_utf8_find_prev_char (valid, valid + max + 1);

      valid[end ? end - valid : 0] = '\0';
    }
  for (char *c = valid; *c; c++)
    if ((guchar) *c < 0x20 || *c == 0x7f)
      *c = ' ';
  return g_steal_pointer (&valid);
}

/* A line of a file in an archive, as the import counts it. */
static guint32
count_on (RsReadContext *self, guint32 line)
{
  self->last_line = MAX (self->last_line, line);
  return line > 0 ? self->line_base + line : 0;
}

gboolean
rs_read_flush (RsReadContext *self, GError **error)
{
  guint n = self->n_batch;

  for (guint i = 0; self->is_archive && i < n; i++)
    self->batch[i].fix.line = count_on (self, self->batch[i].fix.line);
  self->n_batch = 0;
  return n == 0 || self->sink->fixes (self->batch, n, self->user_data, error);
}

gboolean
rs_read_emit_row (RsReadContext *self, guint64 key, const RsFix *fix, gboolean says_again,
                  GError **error)
{
  self->batch[self->n_batch].key = key;
  self->batch[self->n_batch].fix = *fix;
  self->batch[self->n_batch].says_again = says_again;
  self->summary->n_fixes++;
  self->summary->n_undated += fix->t_ms == RS_TIME_NONE;
  return ++self->n_batch < RS_READ_BATCH || rs_read_flush (self, error);
}

gboolean
rs_read_emit_fix (RsReadContext *self, guint64 key, const RsFix *fix, GError **error)
{
  return rs_read_emit_row (self, key, fix, FALSE, error);
}

gboolean
rs_read_emit_static (RsReadContext *self, const RsReadStatic *statics, GError **error)
{
  self->summary->n_statics++;
  return self->sink->statics (statics, self->user_data, error);
}

gboolean
rs_read_emit_reject (RsReadContext *self, guint32 line, const char *reason, const char *text,
                     gsize len, GError **error)
{
  g_autofree char *clean = rs_read_clean (text, len, RS_MAX_REJECT_TEXT);

  self->summary->n_rejected++;
  if (self->is_archive)
    line = count_on (self, line);
  return self->sink->reject (line, reason, clean, self->user_data, error);
}

gboolean
rs_read_tick (RsReadContext *self, GError **error)
{
  guint64 done = rs_input_get_done (self->input);

  /* A packed file gives many records for few bytes. */
  if (done < self->next_tick && self->summary->n_records % 1024 != 0)
    return TRUE;
  self->next_tick = done + 64 * 1024;
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (self->sink->progress)
    {
      RsReadProgress progress
          = { done, rs_input_get_size (self->input), self->summary->n_records };

      self->sink->progress (&progress, self->user_data);
    }
  return TRUE;
}

void
rs_read_note (RsReadContext *self, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (self->summary->notes, g_strdup_vprintf (format, args));
  va_end (args);
}

void
rs_read_note_silent (RsReadContext *self, guint64 n)
{
  if (n > 0)
    rs_read_note (self,
                  ngettext ("%u message holds no position of a ship",
                            "%u messages hold no position of a ship", (gulong) n),
                  (guint) n);
}

gboolean
rs_read_break_off (RsReadContext *self, guint64 n_before, guint32 line, const char *text, gsize len,
                   GError **error)
{
  if (self->summary->n_records == n_before)
    {
      g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_DAMAGED,
                   _("“%s” breaks off at line %u, before anything in it is whole. Get the file again"),
                   rs_input_get_path (self->input), line);
      return FALSE;
    }
  rs_read_note (self,
                _("The file breaks off at line %u: what stands before was read, the rest is missing. Get "
                  "the file again if you need all of it"),
                line);
  self->summary->n_records++;
  return rs_read_emit_reject (self, line, RS_REJECT_BREAKS_OFF, text, len, error);
}

void
rs_read_note_undated (RsReadContext *self, guint64 n_undated, guint n_short)
{
  if (n_short > 0)
    rs_read_note (self,
                  ngettext ("%u track has fewer times than positions",
                            "%u tracks have fewer times than positions", n_short),
                  n_short);
  if (n_undated > 0)
    rs_read_note (self,
                  ngettext ("%u position of a track or a line has no time and was kept without one",
                            "%u positions of tracks and lines have no time and were kept without one",
                            (gulong) n_undated),
                  (guint) n_undated);
}

void
rs_read_note_local_times (RsReadContext *self, const RsTimeReader *times)
{
  const char *zone = times->zone ? g_time_zone_get_identifier (times->zone) : "";

  if (times->n_doubled > 0)
    rs_read_note (self,
                  /* Translators: number, time zone */
                  ngettext ("%u local time is one that the clocks of %s show twice; the second was taken",
                            "%u local times are ones that the clocks of %s show twice; the second was taken "
                            "of each",
                            (gulong) times->n_doubled),
                  (guint) times->n_doubled, zone);
  if (times->n_skipped > 0)
    rs_read_note (self,
                  /* Translators: number, time zone */
                  ngettext ("%u local time is one that the clocks of %s skip; it was read as if they had not "
                            "been put forward. Are these times really of that zone?",
                            "%u local times are ones that the clocks of %s skip; they were read as if these had "
                            "not been put forward. Are these times really of that zone?",
                            (gulong) times->n_skipped),
                  (guint) times->n_skipped, zone);
}

void
rs_read_note_unused_date (RsReadContext *self)
{
  if (self->options->date_ms != 0 && self->options->date_ms != RS_TIME_NONE)
    rs_read_note (self, _("The date that was given was not used: it is for logs of sentences; rows have times of "
                          "their own"));
}

void
rs_read_note_coarse (RsReadContext *self, guint64 n)
{
  if (n > 0)
    rs_read_note (self,
                  ngettext ("%u time names a day, a month or a year only; its beginning was taken",
                            "%u times name a day, a month or a year only; their beginning was taken", (gulong) n),
                  (guint) n);
}

void
rs_read_note_spans (RsReadContext *self, guint n)
{
  if (n > 0)
    rs_read_note (self,
                  ngettext ("%u line is dated as a whole; its points have no times of their own",
                            "%u lines are dated as a whole; their points have no times of their own", n),
                  n);
}

void
rs_read_note_annotations (RsReadContext *self, guint n)
{
  if (n > 0)
    rs_read_note (self,
                  ngettext ("%u event, incident or note of an export of Roadstead is no position of a vessel and "
                            "was passed over",
                            "%u events, incidents or notes of an export of Roadstead are no positions of a vessel "
                            "and were passed over",
                            n),
                  n);
}

void
rs_read_note_encoding (RsReadContext *self)
{
  RsInput *input = self->input;
  guint64 from = rs_input_get_encoding_from (input);
  guint n_bad = (guint) MIN (rs_input_get_n_bad_characters (input), G_MAXUINT);

  if (from != G_MAXUINT64)
    rs_read_note (self,
                  /* Translators: number of bytes, encoding */
                  _("The text behind its first %" PRIu64 " bytes, which are ASCII, is no UTF-8; it was read as "
                    "%s"),
                  from, rs_input_get_encoding (input));
  if (n_bad > 0)
    rs_read_note (self,
                  ngettext ("%u byte is no character of %s", "%u bytes are no characters of %s", n_bad),
                  n_bad, rs_input_get_encoding (input));
  if (from != G_MAXUINT64 || n_bad > 0)
    rs_read_advise (self, RS_ADVICE_ENCODING);
}

guint64
rs_read_name_key (RsReadContext *self, const char *name)
{
  guint index;

  if (name[0] == '\0')
    return 0;
  if (!self->named)
    self->named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  index = GPOINTER_TO_UINT (g_hash_table_lookup (self->named, name));
  if (index == 0)
    {
      index = g_hash_table_size (self->named) + 1;
      if (index > RS_MAX_NAMED)
        return 0;
      g_hash_table_insert (self->named, g_strdup (name), GUINT_TO_POINTER (index));
    }
  return RS_READ_NAMED | (index - 1);
}

gboolean
rs_read_is_json (RsInput *input)
{
  gsize n;
  const guint8 *bytes = rs_input_peek (input, 1024, &n, NULL);

  return bytes && rs_json_is_json ((const char *) bytes, n);
}

gboolean
rs_read_set_encoding (RsInput *input, const RsReadOptions *options, RsReadSummary *out,
                      GError **error)
{
  const guint8 *bytes;
  const char *guess;
  gsize n;

  if (options->encoding)
    return rs_input_set_encoding (input, options->encoding, error);
  bytes = rs_input_peek (input, RS_SNIFF_BYTES, &n, error);
  if (!bytes)
    return FALSE;
  guess = rs_charset_guess (bytes, n);
  if (!g_str_has_prefix (guess, "UTF-16"))
    return TRUE;
  g_ptr_array_add (out->notes, g_strdup_printf (_("The text is in %s"), guess));
  return rs_input_set_encoding (input, guess, error);
}

static gboolean
set_unknown_layout (const char *name, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (layouts); i++)
    g_string_append_printf (known, "%s%s", i ? ", " : "", layouts[i].info.name);
  g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_OPTION,
               _("there is no layout “%s”; there are %s, and those that you saved"), name, known->str);
  return FALSE;
}

/* A layout that the user saved says what the options do not: the one that is named, or that was made
 * for files like this one. @out_saved: what they borrow from then. */
static gboolean
apply_saved (RsInput *input, const RsReadOptions *options, RsReadOptions *out,
             RsSavedLayout **out_saved, RsReadSummary *summary, GError **error)
{
  g_autoptr (GPtrArray) names = NULL;

  *out = *options;
  *out_saved = NULL;
  if (!options->layout && !options->map)
    *out_saved = rs_saved_layout_match (input);
  if (*out_saved)
    {
      out->layout = (*out_saved)->name;
      rs_saved_layout_apply (*out_saved, out);
      g_ptr_array_add (summary->notes, rs_saved_layout_describe_match (*out_saved));
    }
  if (!options->layout || rs_layout_find (options->layout))
    return TRUE;
  names = rs_saved_layout_list ();
  if (!g_ptr_array_find_with_equal_func (names, options->layout, g_str_equal, NULL))
    return set_unknown_layout (options->layout, error);
  *out_saved = rs_saved_layout_load (options->layout, error);
  if (*out_saved)
    rs_saved_layout_apply (*out_saved, out);
  return *out_saved != NULL;
}

/* What a compressed file holds. */
static gboolean
finish_content (RsInput *input, RsReadSummary *out, GError **error)
{
  g_autofree char *sha256 = NULL;
  guint64 size;

  if (!rs_input_is_compressed (input))
    return TRUE;
  sha256 = rs_input_finish_content (input, &size, error);
  if (!sha256)
    return FALSE;
  g_ptr_array_add (out->contents, rs_content_new ("", sha256, size, 0));
  return TRUE;
}

static gboolean
read_input (RsInput *input, const RsReadOptions *options, const RsReadSink *sink,
            gpointer user_data, GCancellable *cancellable, RsReadSummary *out, GError **error)
{
  RsReadContext context = { .input = input, .options = options, .sink = sink,
                            .user_data = user_data, .cancellable = cancellable, .summary = out };
  const RsLayout *layout;
  const char *name = options->layout;
  gboolean ok, is_archive = FALSE;

  if (!rs_read_is_archive (input, &is_archive, error)
      || (!is_archive && !rs_read_set_encoding (input, options, out, error)))
    return FALSE;
  /* Columns that are named by hand are those of a CSV. */
  if (options->map && options->map[0] != '\0' && (!name || !rs_layout_find (name)))
    name = rs_read_is_json (input) ? "json" : "csv";
  if (!name && !is_archive)
    name = options->delimiter ? "csv" : rs_sniff (input, error);
  if (!name && !is_archive)
    return FALSE;
  layout = name ? rs_layout_find (name) : NULL;
  if (!layout && !is_archive)
    return set_unknown_layout (name, error);
  if (!is_archive)
    out->layout = layout->info.name;
  context.batch = g_new (RsReadFix, RS_READ_BATCH);
  context.is_archive = is_archive;
  ok = !g_cancellable_set_error_if_cancelled (cancellable, error)
       && (is_archive ? rs_read_archive : layout->read) (&context, error)
       && rs_read_flush (&context, error);
  if (ok)
    rs_read_note_encoding (&context);
  ok = ok && (is_archive || finish_content (input, out, error));
  if (ok)
    {
      out->sha256 = rs_input_finish (input, error);
      ok = out->sha256 != NULL;
    }
  if (!out->clock)
    out->clock = g_strdup (out->n_fixes > 0 && out->n_undated == out->n_fixes ? _("no times")
                                                                              : _("times in the rows"));
  g_free (context.batch);
  g_clear_pointer (&context.named, g_hash_table_unref);
  return ok;
}

gboolean
rs_read_input (RsInput *input, const RsReadOptions *options, const RsReadSink *sink,
               gpointer user_data, GCancellable *cancellable, RsReadSummary *out, GError **error)
{
  g_autoptr (RsSavedLayout) saved = NULL;
  RsReadOptions all;

  memset (out, 0, sizeof *out);
  out->notes = g_ptr_array_new_with_free_func (g_free);
  out->contents = g_ptr_array_new_with_free_func ((GDestroyNotify) rs_content_free);
  out->size = rs_input_get_size (input);
  rs_input_set_cancellable (input, cancellable);
  if (!apply_saved (input, options, &all, &saved, out, error))
    return FALSE;
  out->encoding = g_strdup (all.encoding);
  return read_input (input, &all, sink, user_data, cancellable, out, error);
}

gboolean
rs_read_file (const char *path, const RsReadOptions *options, const RsReadSink *sink,
              gpointer user_data, GCancellable *cancellable, RsReadSummary *out, GError **error)
{
  g_autoptr (RsInput) input = rs_input_open (path, error);

  if (!input)
    {
      memset (out, 0, sizeof *out);
      return FALSE;
    }
  return rs_read_input (input, options, sink, user_data, cancellable, out, error);
}
