/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files into a case: what the readers find, vessel by vessel. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "ais/mmsi.h"
#include "analysis/quality.h"
#include "base/key-map.h"
#include "case/case-private.h"
#include "case/import-lists.h"
#include "case/import-options.h"
#include "case/import-result.h"
#include "case/known.h"
#include "formats/reader.h"
#include "formats/table.h"
#include "places/land-grid.h"
#include "store/import-writer.h"

#define PROGRESS_US (100 * 1000)
/* The rate is taken over this long. */
#define RATE_US (1000 * 1000)
#define RATE_SAMPLES 16
/* Fixes ahead of the one being added for which something is fetched into the processor's cache. */
#define FETCH_KEY 64
#define FETCH_VESSEL 48
#define FETCH_WRITER 32
#define FETCH_PAGE 16
/* MMSI that a note names. */
#define NAMED_MAX 10

typedef struct
{
  RsImportVessel writer_id;
  RsIdentity *statics;   /* (nullable): the last report, for rows that say it again */
  gint64 from_ms, to_ms; /* times at which they did, not handed on yet; RS_TIME_NONE none */
} Vessel;

/* What the judge of fixes knows of a vessel. */
typedef struct
{
  gboolean is_odd;     /* its number is no ship's */
  RsQualityTail *tail; /* (nullable): of its fixes in the file at hand */
} Judged;

typedef struct
{
  RsImportWriter *writer;
  RsImportResult *result; /* of the file at hand */
  RsQualityRules rules;
  GArray *judged;         /* of Judged, by RsImportVessel */
  RsKeyMap numbers;       /* of the file at hand: key to index in vessels + 1 */
  GArray *vessels;        /* of Vessel: side by side, each row looks at one */
  guint last;             /* number of the vessel of the fix before; rows of one vessel come together */
  guint64 last_key;       /* 0 none */
  const RsReadSummary *read; /* of it, as far as it is filled in */
  guint64 n_wrong_imo;
  guint32 wrong_imo, wrong_imo_line; /* the first of them */
  GHashTable *reasons; /* of char* to RsReasonCount*, both owned by the result */
  RsKnown *known;
  /* Progress over all files. */
  RsImportProgressFunc progress;
  gpointer user_data;
  RsImportProgress at;
  guint64 bytes_before, records_before; /* of the files before */
  gint64 told_us;
  struct
  {
    gint64 t_us;
    guint64 n;
  } samples[RATE_SAMPLES];
  guint n_samples;
} Import;

static inline Vessel *
get_vessel (Import *self, guint number)
{
  return &g_array_index (self->vessels, Vessel, number);
}

static void
clear_vessels (Import *self)
{
  for (guint i = 0; i < self->vessels->len; i++)
    g_clear_pointer (&get_vessel (self, i)->statics, rs_identity_free);
  g_array_set_size (self->vessels, 0);
  rs_key_map_clear (&self->numbers);
}

static Judged *
get_judged (Import *self, RsImportVessel vessel)
{
  if (vessel >= self->judged->len)
    g_array_set_size (self->judged, vessel + 1);
  return &g_array_index (self->judged, Judged, vessel);
}

/* The next file's fixes are not compared with these. */
static void
clear_tails (Import *self)
{
  for (guint i = 0; i < self->judged->len; i++)
    g_clear_pointer (&g_array_index (self->judged, Judged, i).tail, g_free);
}

static gboolean
add_vessel (Import *self, guint64 key, const char *name, gboolean is_label, GError **error)
{
  Vessel vessel = { .from_ms = RS_TIME_NONE, .to_ms = RS_TIME_NONE };
  gboolean ok;

  if (key & RS_READ_NAMED)
    ok = rs_import_writer_get_vessel_by_name (self->writer, is_label ? "" : name, name,
                                              &vessel.writer_id, error);
  else
    ok = rs_import_writer_get_vessel_by_mmsi (self->writer, (guint32) key, &vessel.writer_id, error);
  if (!ok)
    return FALSE;
  if (!(key & RS_READ_NAMED))
    {
      get_judged (self, vessel.writer_id)->is_odd = rs_mmsi_is_odd ((guint32) key);
      rs_import_writer_set_flag (self->writer, vessel.writer_id,
                                 rs_mmsi_get_country ((guint32) key));
    }
  g_array_append_val (self->vessels, vessel);
  return TRUE;
}

/* A vessel without a number was named by a static report before its first fix. @out: its number, until the
 * end of the file. */
static inline gboolean
find_vessel (Import *self, guint64 key, const char *name, gboolean is_label, guint *out,
             GError **error)
{
  if (self->last_key != key)
    {
      guint64 *number = rs_key_map_get (&self->numbers, key);

      if (*number == 0)
        {
          if (!add_vessel (self, key, name, is_label, error))
            return FALSE;
          *number = self->vessels->len;
        }
      self->last = (guint) *number - 1;
      self->last_key = key;
    }
  *out = self->last;
  return TRUE;
}

/* The vessel said at that time again what it said last. */
static void
say_again (Vessel *vessel, gint64 t_ms)
{
  if (vessel->from_ms == RS_TIME_NONE)
    vessel->from_ms = vessel->to_ms = t_ms;
  vessel->from_ms = MIN (vessel->from_ms, t_ms);
  vessel->to_ms = MAX (vessel->to_ms, t_ms);
}

/* Hands on when it did: equal reports one after the other are one from the first to the last. */
static gboolean
flush_statics (Import *self, Vessel *vessel, GError **error)
{
  gint64 from_ms = vessel->from_ms, to_ms = vessel->to_ms;

  if (from_ms == RS_TIME_NONE)
    return TRUE;
  vessel->from_ms = vessel->to_ms = RS_TIME_NONE;
  return rs_import_writer_add_static (self->writer, vessel->writer_id, vessel->statics, from_ms,
                                      error)
         && rs_import_writer_add_static (self->writer, vessel->writer_id, vessel->statics, to_ms,
                                         error);
}

static void
judge_cb (RsImportVessel vessel, RsFix *fixes, guint n, guint n_ahead, gpointer user_data)
{
  Import *self = user_data;
  Judged *judged = get_judged (self, vessel);

  if (!judged->tail)
    judged->tail = g_new0 (RsQualityTail, 1);
  rs_quality_flag (&self->rules, judged->tail, judged->is_odd, fixes, n, n_ahead,
                   self->result->n_flagged);
}

/* Hands a fix on. Undated ones are not judged by the writer. */
static gboolean
add_fix (Import *self, RsImportVessel vessel, const RsFix *fix, GError **error)
{
  RsFix undated;

  if (fix->t_ms != RS_TIME_NONE)
    return rs_import_writer_add_fixes (self->writer, vessel, fix, 1, error);
  undated = *fix;
  rs_quality_flag_undated (&self->rules, get_judged (self, vessel)->is_odd, &undated,
                           self->result->n_flagged);
  return rs_import_writer_add_fixes (self->writer, vessel, &undated, 1, error);
}

static gboolean
flush_all (Import *self, GError **error)
{
  for (guint i = 0; i < self->vessels->len; i++)
    if (!flush_statics (self, get_vessel (self, i), error))
      return FALSE;
  return TRUE;
}

/* What fix @i of some needs is fetched while those before it are added: each look depends on the one before,
 * and together they would take longer than all else. */
static inline void
prefetch (Import *self, const RsReadFix *fixes, guint n, guint i, const guint found[FETCH_KEY])
{
  if (i + FETCH_KEY < n)
    rs_key_map_prefetch (&self->numbers, fixes[i + FETCH_KEY].key);
  if (i + FETCH_VESSEL < n)
    __builtin_prefetch (get_vessel (self, found[(i + FETCH_VESSEL) % FETCH_KEY]), 1);
  if (i + FETCH_WRITER < n)
    rs_import_writer_prefetch (self->writer,
                               get_vessel (self, found[(i + FETCH_WRITER) % FETCH_KEY])->writer_id,
                               FALSE);
  if (i + FETCH_PAGE < n)
    rs_import_writer_prefetch (self->writer,
                               get_vessel (self, found[(i + FETCH_PAGE) % FETCH_KEY])->writer_id,
                               TRUE);
}

static gboolean
fixes_cb (const RsReadFix *fixes, guint n, gpointer user_data, GError **error)
{
  Import *self = user_data;
  guint found[FETCH_KEY]; /* numbers of the vessels of the next ones, by theirs */

  self->rules.has_motion = self->rules.has_motion || self->read->has_motion;
  for (guint i = 0; i < n && !self->rules.has_motion; i++)
    self->rules.has_motion = rs_quality_has_motion (&fixes[i].fix);
  for (guint i = 0; i < n; i++)
    {
      Vessel *vessel;

      /* The vessels of the first few, and then one more each time. */
      for (guint k = i == 0 ? 0 : FETCH_VESSEL; k <= FETCH_VESSEL && i + k < n; k++)
        if (!find_vessel (self, fixes[i + k].key, "", FALSE, &found[(i + k) % FETCH_KEY], error))
          return FALSE;
      prefetch (self, fixes, n, i, found);
      vessel = get_vessel (self, found[i % FETCH_KEY]);
      if (!add_fix (self, vessel->writer_id, &fixes[i].fix, error))
        return FALSE;
      if (fixes[i].says_again && vessel->statics)
        say_again (vessel, fixes[i].fix.t_ms);
    }
  return TRUE;
}

static void
note_wrong_imo (Import *self, const RsReadStatic *s)
{
  if (self->n_wrong_imo++ > 0)
    return;
  self->wrong_imo = s->imo;
  self->wrong_imo_line = s->line;
}

static gboolean
statics_cb (const RsReadStatic *s, gpointer user_data, GError **error)
{
  Import *self = user_data;
  Vessel *vessel;
  guint number;

  if (!find_vessel (self, s->key, s->name, s->is_label, &number, error))
    return FALSE;
  vessel = get_vessel (self, number);
  if (s->same && s->t_ms != RS_TIME_NONE && !s->is_label && vessel->statics)
    {
      say_again (vessel, s->t_ms);
      return TRUE;
    }
  if (!flush_statics (self, vessel, error))
    return FALSE;
  if (!s->same)
    {
      g_clear_pointer (&vessel->statics, rs_identity_free);
      vessel->statics = rs_identity_new ();
      g_free (vessel->statics->name);
      g_free (vessel->statics->callsign);
      g_free (vessel->statics->destination);
      vessel->statics->name = g_strdup (s->is_label ? "" : s->name);
      vessel->statics->callsign = g_strdup (s->callsign);
      vessel->statics->destination = g_strdup (s->destination);
      vessel->statics->imo = rs_imo_is_valid (s->imo) ? s->imo : 0;
      vessel->statics->ship_type = s->ship_type;
      vessel->statics->dim_a_m = s->dim_a_m;
      vessel->statics->dim_b_m = s->dim_b_m;
      vessel->statics->dim_c_m = s->dim_c_m;
      vessel->statics->dim_d_m = s->dim_d_m;
      vessel->statics->draught_dm = s->draught_dm;
      if (s->imo != 0 && vessel->statics->imo == 0)
        note_wrong_imo (self, s);
    }
  if (s->is_label || !vessel->statics)
    return TRUE;
  return rs_import_writer_add_static (self->writer, vessel->writer_id, vessel->statics, s->t_ms,
                                      error);
}

static gboolean
reject_cb (guint32 line, const char *reason, const char *text, gpointer user_data, GError **error)
{
  Import *self = user_data;

  rs_import_result_count (self->result, self->reasons, reason, line);
  return rs_import_writer_add_reject (self->writer, line, reason, text, -1, error);
}

/* Tells the caller, at most ten times a second unless it is the last word. */
static void
tell (Import *self, gboolean last)
{
  gint64 now_us = g_get_monotonic_time ();
  guint oldest = 0;

  if (!self->progress || (!last && now_us - self->told_us < PROGRESS_US))
    return;
  self->told_us = now_us;
  /* The rate since the sample that is a second old, or the oldest there is. */
  for (guint i = 0; i < self->n_samples; i++)
    if (now_us - self->samples[i].t_us >= RATE_US)
      oldest = i;
  if (self->n_samples > 0 && now_us > self->samples[oldest].t_us)
    self->at.records_per_s = (double) (self->at.n_records - self->samples[oldest].n) * 1e6
                             / (double) (now_us - self->samples[oldest].t_us);
  if (self->n_samples == RATE_SAMPLES)
    {
      memmove (self->samples, self->samples + 1, (RATE_SAMPLES - 1) * sizeof self->samples[0]);
      self->n_samples--;
    }
  self->samples[self->n_samples].t_us = now_us;
  self->samples[self->n_samples++].n = self->at.n_records;
  self->progress (&self->at, self->user_data);
}

static gboolean
is_known_cb (guint64 size, const char *sha256, gpointer user_data)
{
  Import *self = user_data;

  return sha256 ? rs_known_has (self->known, sha256) : rs_known_has_size (self->known, size);
}

static void
progress_cb (const RsReadProgress *progress, gpointer user_data)
{
  Import *self = user_data;

  self->at.bytes_done = self->bytes_before + progress->bytes_done;
  self->at.n_records = self->records_before + progress->n_records;
  tell (self, FALSE);
}

/* What the numbers of the vessels say. */
static void
note_numbers (Import *self)
{
  g_autoptr (GString) odd = g_string_new (NULL);
  guint n = 0;

  for (gsize i = 0; i <= self->numbers.mask; i++)
    {
      guint64 mmsi = self->numbers.entries[i].key;

      if (mmsi == 0 || (mmsi & RS_READ_NAMED) || !rs_mmsi_is_odd ((guint32) mmsi))
        continue;
      if (n++ < NAMED_MAX)
        g_string_append_printf (odd, "%s%" G_GUINT64_FORMAT, odd->len > 0 ? ", " : "", mmsi);
    }
  if (n > 0)
    g_ptr_array_add (self->result->notes,
                     g_strdup_printf (ngettext ("%u vessel has an MMSI that is no ship's: %s%s",
                                                "%u vessels have an MMSI that is no ship's: %s%s",
                                                n),
                                      n, odd->str, n > NAMED_MAX ? ", …" : ""));
  if (self->n_wrong_imo > 0)
    g_ptr_array_add (self->result->notes,
                     /* Translators: number, number of a line, the IMO number in it */
                     g_strdup_printf (ngettext ("%u report has an IMO number that is none, by its check digit or "
                                                "its length; it was not taken over (first: line %u, “%u”)",
                                                "%u reports have an IMO number that is none, by its check digit or "
                                                "its length; it was not taken over (first: line %u, “%u”)",
                                                (gulong) self->n_wrong_imo),
                                      (guint) self->n_wrong_imo, self->wrong_imo_line, self->wrong_imo));
}

static int
compare_reasons (gconstpointer a, gconstpointer b)
{
  const RsReasonCount *x = *(gpointer *) a, *y = *(gpointer *) b;

  return x->n != y->n ? (x->n < y->n ? 1 : -1) : strcmp (x->reason, y->reason);
}

static void
begin_result (Import *self, RsImportResult *result)
{
  self->result = result;
  self->last_key = 0;
  self->n_wrong_imo = 0;
  self->rules.has_motion = FALSE;
  clear_vessels (self);
  clear_tails (self);
  rs_key_map_init (&self->numbers);
  g_hash_table_remove_all (self->reasons);
}

/* Puts together what there is to say of a file that was ended, and keeps it with the import. */
static void
report (Import *self, const RsReadSummary *read)
{
  RsImportResult *result = self->result;
  g_autoptr (RsImport) kept = rs_import_new ();

  g_free (result->clock);
  result->clock = g_strdup (read->clock);
  result->advice = read->advice;
  for (guint i = 0; i < read->notes->len; i++)
    g_ptr_array_add (result->notes, g_strdup (g_ptr_array_index (read->notes, i)));
  if (!self->rules.has_motion && read->n_fixes > 0)
    g_ptr_array_add (result->notes, g_strdup (_("The file tells neither speed nor course of any position")));
  note_numbers (self);
  if (!self->rules.is_inland)
    g_ptr_array_add (result->notes, g_strdup (_("The built-in map cannot be read: no position was "
                                                "looked up on land")));
  g_ptr_array_sort (result->reasons, compare_reasons);
  g_ptr_array_add (result->notes, NULL);
  g_free (kept->clock);
  kept->clock = g_strdup (result->clock);
  g_free (kept->notes);
  kept->notes = g_strjoinv ("\n", (char **) result->notes->pdata);
  g_ptr_array_set_size (result->notes, (gint) result->notes->len - 1);
  memcpy (kept->n_flagged, result->n_flagged, sizeof kept->n_flagged);
  g_ptr_array_unref (kept->reasons);
  kept->reasons = g_ptr_array_ref (result->reasons);
  g_ptr_array_unref (kept->contents);
  kept->contents = g_ptr_array_ref (read->contents);
  rs_import_writer_set_report (self->writer, kept);
}

/* Reads one file into the writer. */
static gboolean
read_file (Import *self, const RsReadOptions *options, GCancellable *cancellable,
           gint64 *out_import_id, GError **error)
{
  static const RsReadSink sink
      = { fixes_cb, statics_cb, reject_cb, progress_cb, is_known_cb };
  g_autoptr (RsImport) import = rs_import_new ();
  g_autofree char *described = NULL;
  RsReadSummary read;
  RsImportSummary written;
  gboolean ok;

  g_free (import->file_name);
  import->file_name = g_filename_display_basename (self->result->path);
  import->t_ms = g_get_real_time () / 1000;
  import->provenance = RS_OBSERVED;
  if (!rs_import_writer_begin_file (self->writer, import, error))
    return FALSE;
  self->rules.import_ms = import->t_ms;
  self->read = &read;
  ok = rs_read_file (self->result->path, options, &sink, self, cancellable, &read, error)
       && rs_known_check (self->known, self->result->path, read.contents, error)
       && flush_all (self, error);
  described = rs_import_options_describe (options, read.encoding);
  ok = ok
       && rs_import_writer_set_source (self->writer, read.sha256, (gint64) read.size, read.layout,
                                       described, error)
       && rs_import_writer_end_file (self->writer, (gint64) read.n_records, &written, error);
  if (ok)
    {
      *out_import_id = written.import_id;
      self->result->n_vessels = written.n_vessels;
      self->result->n_undated = written.n_undated;
      self->result->n_new_vessels = written.n_new_vessels;
      report (self, &read);
      rs_known_add (self->known, import->file_name, import->t_ms, read.sha256, read.size,
                    read.contents);
      self->at.n_records = self->records_before + read.n_records;
    }
  self->read = NULL;
  rs_read_summary_clear (&read);
  return ok;
}

/* What ends the whole import, not only its file: the case cannot be written, or the user had enough. */
static gboolean
is_fatal (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
         || (error->domain == RS_STORE_ERROR && error->code != RS_STORE_ERROR_DUPLICATE);
}

/* A table that cannot be read as it is may be if a person says which column is what, or names no layout. */
static guint
advise_failed (const RsImportResult *result, const RsReadOptions *options)
{
  gboolean is_option = g_error_matches (result->error, RS_READ_ERROR, RS_READ_ERROR_OPTION);
  guint advice = is_option && options->layout ? RS_ADVICE_LAYOUT : 0;

  if (!is_option && !g_error_matches (result->error, RS_READ_ERROR, RS_READ_ERROR_UNKNOWN))
    return 0;
  return rs_read_table_kind (result->path) != RS_TABLE_NONE ? advice | RS_ADVICE_COLUMNS : advice;
}

static gboolean
read_files (Import *self, const guint64 *sizes, const RsReadOptions *options,
            GCancellable *cancellable, GPtrArray *results, gint64 *import_ids, guint *out_n_good,
            GError **error)
{
  for (guint i = 0; i < results->len; i++)
    {
      RsImportResult *result = g_ptr_array_index (results, i);
      GError *failure = NULL;
      gboolean ok;

      if (result->list_id != 0 || result->error)
        continue;
      begin_result (self, result);
      self->at.file = i;
      ok = rs_known_check_file (self->known, result->path, sizes[i], cancellable, &failure)
           && read_file (self, options, cancellable, &import_ids[i], &failure);
      if (!ok)
        {
          if (is_fatal (failure))
            {
              g_propagate_error (error, failure);
              return FALSE;
            }
          if (g_error_matches (failure, RS_READ_ERROR, RS_READ_ERROR_KNOWN))
            {
              failure->domain = RS_CASE_ERROR;
              failure->code = RS_CASE_ERROR_DUPLICATE;
            }
          if (failure->domain == RS_STORE_ERROR)
            rs_case_take_error (&result->error, failure);
          else
            result->error = failure;
          rs_import_writer_drop_file (self->writer);
          g_ptr_array_set_size (result->reasons, 0);
          g_ptr_array_set_size (result->notes, 0);
          result->advice = advise_failed (result, options);
          memset (result->n_flagged, 0, sizeof result->n_flagged);
        }
      *out_n_good += ok;
      self->bytes_before += sizes[i];
      self->records_before = self->at.n_records;
      self->at.bytes_done = self->bytes_before;
      tell (self, i + 1 == results->len);
    }
  return TRUE;
}

/* What the history says. */
static char *
summarise (GPtrArray *results, guint n_good)
{
  for (guint i = 0; i < results->len && n_good == 1; i++)
    {
      const RsImportResult *result = g_ptr_array_index (results, i);
      g_autofree char *name = g_filename_display_basename (result->path);

      /* Translators: %s is the name of a file */
      if (!result->error && result->list_id == 0)
        return g_strdup_printf (_("Import “%s”"), name);
    }
  return g_strdup_printf (ngettext ("Import %u file", "Import %u files", n_good), n_good);
}

static void
take_imports (RsCase *self, GPtrArray *results, const gint64 *import_ids)
{
  g_autoptr (RsSnapshot) snapshot = rs_case_ref_snapshot (self);

  for (guint i = 0; i < results->len; i++)
    {
      RsImportResult *result = g_ptr_array_index (results, i);

      for (guint k = 0; k < snapshot->imports->len && !result->error; k++)
        {
          const RsImport *import = g_ptr_array_index (snapshot->imports, k);

          if (import->id != import_ids[i])
            continue;
          result->import = rs_import_copy (import);
          memcpy (result->n_flagged, import->n_flagged, sizeof result->n_flagged);
        }
    }
}

static gboolean
is_inland_cb (gint32 lat_e7, gint32 lon_e7, gpointer user_data)
{
  return rs_land_grid_is_inland (user_data, lat_e7, lon_e7);
}

static guint64 *
measure_files (const char *const *files, guint n_files, guint64 *out_total)
{
  guint64 *sizes = g_new0 (guint64, n_files);

  *out_total = 0;
  for (guint i = 0; i < n_files; i++)
    {
      GStatBuf info;

      if (g_stat (files[i], &info) == 0 && S_ISREG (info.st_mode))
        sizes[i] = (guint64) info.st_size;
      *out_total += sizes[i];
    }
  return sizes;
}

gboolean
rs_case_import (RsCase *self, const char *const *files, guint n_files,
                const RsReadOptions *options, RsImportProgressFunc progress, gpointer user_data,
                GCancellable *cancellable, GPtrArray **out_results, GError **error)
{
  static const RsReadOptions no_options;
  g_autoptr (RsSnapshot) snapshot = rs_case_ref_snapshot (self);
  g_autoptr (RsImportWriter) writer = NULL;
  g_autofree gint64 *import_ids = g_new0 (gint64, n_files);
  g_autofree guint64 *sizes = NULL;
  g_autofree char *summary = NULL;
  g_autoptr (RsAtlas) atlas = NULL;
  g_autoptr (RsLandGrid) land = NULL;
  Import import = { .progress = progress, .user_data = user_data };
  GPtrArray *results = g_ptr_array_new_with_free_func ((GDestroyNotify) rs_import_result_free);
  GError *failure = NULL;
  guint n_good = 0, n_lists;
  gboolean ok;

  for (guint i = 0; i < n_files; i++)
    g_ptr_array_add (results, rs_import_result_new (files[i]));
  *out_results = results;
  if (!rs_case_check_writable (self, error))
    return FALSE;
  n_lists = rs_import_lists (self, results, options ? options : &no_options);
  sizes = measure_files (files, n_files, &import.at.bytes_total);
  writer = import.writer = rs_import_writer_new (rs_case_get_store (self));
  rs_import_writer_set_cancellable (writer, cancellable);
  rs_import_writer_set_judge (writer, judge_cb, &import);
  import.reasons = g_hash_table_new (g_str_hash, g_str_equal);
  import.judged = g_array_new (FALSE, TRUE, sizeof (Judged));
  import.vessels = g_array_new (FALSE, FALSE, sizeof (Vessel));
  atlas = rs_atlas_open_default (NULL);
  if (atlas)
    {
      land = rs_land_grid_new (atlas);
      import.rules = (RsQualityRules) { .is_inland = is_inland_cb, .user_data = land };
    }
  import.known = rs_known_new (snapshot);
  tell (&import, TRUE);
  ok = read_files (&import, sizes, options ? options : &no_options, cancellable, results,
                   import_ids, &n_good, &failure);
  if (ok && n_good > 0 && !g_cancellable_set_error_if_cancelled (cancellable, &failure))
    {
      summary = summarise (results, n_good);
      ok = rs_import_writer_finish (writer, summary, &failure);
      import.at.is_stored = ok;
    }
  clear_vessels (&import);
  clear_tails (&import);
  g_array_unref (import.vessels);
  g_array_unref (import.judged);
  g_hash_table_unref (import.reasons);
  rs_known_free (import.known);
  /* Without finish this takes back all that was written. */
  g_clear_pointer (&writer, rs_import_writer_free);
  if (failure)
    return rs_case_take_error (error, failure);
  if (n_good == 0 && n_lists > 0)
    {
      rs_import_lists_count_vessels (self, results);
      return TRUE;
    }
  if (n_good == 0)
    {
      const RsImportResult *first = n_files > 0 ? g_ptr_array_index (results, 0) : NULL;

      if (first)
        g_propagate_error (error, g_error_copy (first->error));
      else
        g_set_error_literal (error, RS_CASE_ERROR, RS_CASE_ERROR_INVALID, _("There are no files."));
      return FALSE;
    }
  tell (&import, TRUE);
  rs_case_reload (self);
  take_imports (self, results, import_ids);
  if (n_lists > 0)
    rs_import_lists_count_vessels (self, results);
  return ok;
}
