/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/import-writer.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "store/fix-block.h"
#include "store/fix-pages.h"
#include "store/identity.h"
#include "store/import-batch.h"
#include "store/import-duplicate.h"
#include "store/import-fix.h"
#include "store/import-report.h"
#include "store/pending.h"
#include "store/records-write.h"
#include "store/undated.h"

#define MMSI_MAX 999999999
#define REJECT_TEXT_MAX 4096
/* Fixes that a judge sees beyond those it judges. */
#define AHEAD 32
/* Identities of one vessel in one file. Two ships that share a number would otherwise give one for
 * every message; beyond this a report extends the identity that it equals. */
#define IDENTITIES_MAX 64

typedef struct
{
  gint64 id;
  gboolean is_new; /* not in the case when it was looked up */
  guint32 mmsi;
  char *name;      /* of one that is new and has no number */
  gboolean unnamed;
  char *flag;
  gint64 import_id; /* first of our imports that has something of it, 0 none yet */
  GPtrArray *identities; /* of RsIdentity*, all files; import_id says which */
  guint n_identities; /* of the file being written */
} Vessel;

/* What adding a fix touches of a vessel: small, and all beside each other, so that it stays in the processor's
 * cache. */
typedef struct
{
  RsFixQueue waiting;
  gboolean counted; /* in the file being written */
} Inbox;

/* A file that ended, or the one being written. */
typedef struct
{
  RsImport *import;
  char *blocks_sha256;
  char *rejects_sha256;
  guint provenances; /* set of 1 << RsProvenance: of its fixes */
} File;

struct _RsImportWriter
{
  RsStore *store;
  GCancellable *cancellable; /* (nullable) */
  RsImportBatch *batch;
  RsUndatedWriter *undated;
  RsFixJudge judge; /* (nullable) */
  gpointer judge_data;
  GPtrArray *vessels;   /* of Vessel*: RsImportVessel is the index */
  GArray *inboxes;      /* of Inbox: of each of them */
  GHashTable *by_mmsi;  /* (nullable): mmsi to index + 1; filled with the case's at the first call */
  GHashTable *by_id;    /* gint64 to index + 1 */
  GHashTable *by_name;  /* of this file: name to index + 1 */
  gint64 next_vessel_id, end_vessel_id; /* reserved ids */
  GPtrArray *files;     /* of File*: ended */
  File *file;           /* (nullable): being written */
  guint n_vessels, n_new_vessels; /* of it */
  RsFixPages *pages;    /* of what waits */
  gboolean finished;
};

static void
free_vessel (gpointer data)
{
  Vessel *vessel = data;

  g_free (vessel->name);
  g_free (vessel->flag);
  g_ptr_array_unref (vessel->identities);
  g_free (vessel);
}

static void
free_file (gpointer data)
{
  File *file = data;

  rs_import_free (file->import);
  g_free (file->blocks_sha256);
  g_free (file->rejects_sha256);
  g_free (file);
}

RsImportWriter *
rs_import_writer_new (RsStore *store)
{
  RsImportWriter *self = g_new0 (RsImportWriter, 1);

  self->store = store;
  rs_store_begin_import (store);
  self->batch = rs_import_batch_new (store);
  self->undated = rs_undated_writer_new (store);
  self->vessels = g_ptr_array_new_with_free_func (free_vessel);
  self->inboxes = g_array_new (FALSE, TRUE, sizeof (Inbox));
  self->by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->files = g_ptr_array_new_with_free_func (free_file);
  self->pages = rs_fix_pages_new ();
  return self;
}

void
rs_import_writer_set_cancellable (RsImportWriter *self, GCancellable *cancellable)
{
  g_set_object (&self->cancellable, cancellable);
  rs_import_batch_set_cancellable (self->batch, cancellable);
}

void
rs_import_writer_free (RsImportWriter *self)
{
  rs_import_batch_discard (self->batch);
  if (self->file)
    g_ptr_array_add (self->files, g_steal_pointer (&self->file));
  for (guint i = 0; !self->finished && i < self->files->len; i++)
    {
      const File *file = g_ptr_array_index (self->files, i);

      rs_store_abandon_import (self->store, file->import->id);
    }
  rs_store_end_import (self->store);
  rs_import_batch_free (self->batch);
  rs_undated_writer_free (self->undated);
  g_ptr_array_unref (self->vessels);
  g_array_unref (self->inboxes);
  g_clear_pointer (&self->by_mmsi, g_hash_table_unref);
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->by_name);
  g_ptr_array_unref (self->files);
  g_clear_object (&self->cancellable);
  rs_fix_pages_free (self->pages);
  g_free (self);
}

static gboolean
check_import (RsImportWriter *self, const RsImport *import, GError **error)
{
  if (!rs_import_is_new (self->store, import, self->files->len, error))
    return FALSE;
  for (guint i = 0; *import->sha256 && i < self->files->len; i++)
    {
      const File *file = g_ptr_array_index (self->files, i);

      if (g_str_equal (file->import->sha256, import->sha256))
        {
          rs_import_set_duplicate_error (import, file->import->file_name, RS_TIME_NONE, error);
          return FALSE;
        }
    }
  return TRUE;
}

static inline Vessel *
get_vessel (RsImportWriter *self, RsImportVessel vessel)
{
  return g_ptr_array_index (self->vessels, vessel);
}

static inline Inbox *
get_inbox (RsImportWriter *self, RsImportVessel vessel)
{
  return &g_array_index (self->inboxes, Inbox, vessel);
}

static gboolean
begin_in_writer (RsDatabase *database, gpointer user_data, GError **error)
{
  return rs_pending_begin (database, user_data, error);
}

gboolean
rs_import_writer_begin_file (RsImportWriter *self, const RsImport *import, GError **error)
{
  gint64 import_id = 0;

  g_return_val_if_fail (!self->file && !self->finished, FALSE);

  if (!check_import (self, import, error)
      || !rs_store_write (self->store, begin_in_writer, &import_id, error))
    return FALSE;
  self->file = g_new0 (File, 1);
  self->file->import = rs_import_copy (import);
  self->file->import->id = import_id;
  self->file->import->n_read = 0;
  self->file->import->n_fixes = 0;
  self->file->import->n_rejected = 0;
  self->file->import->from_ms = RS_TIME_NONE;
  self->file->import->to_ms = RS_TIME_NONE;
  if (import->t_ms == RS_TIME_NONE)
    self->file->import->t_ms = g_get_real_time () / 1000;
  self->n_vessels = 0;
  self->n_new_vessels = 0;
  g_hash_table_remove_all (self->by_name);
  for (guint i = 0; i < self->vessels->len; i++)
    {
      get_vessel (self, i)->n_identities = 0;
      get_inbox (self, i)->counted = FALSE;
    }
  rs_import_batch_begin (self->batch, import_id);
  rs_undated_writer_begin (self->undated, import_id);
  return TRUE;
}

static Vessel *
add_vessel (RsImportWriter *self, gint64 id)
{
  Vessel *vessel = g_new0 (Vessel, 1);

  vessel->id = id;
  vessel->identities = g_ptr_array_new_with_free_func ((GDestroyNotify) rs_identity_free);
  g_ptr_array_add (self->vessels, vessel);
  g_array_set_size (self->inboxes, self->vessels->len);
  g_hash_table_insert (self->by_id, &vessel->id, GUINT_TO_POINTER (self->vessels->len));
  return vessel;
}

static gboolean
reserve_in_writer (RsDatabase *database, gpointer user_data, GError **error)
{
  RsImportWriter *self = user_data;

  /* No transaction of its own is needed for one statement. */
  if (!rs_database_next_id (database, "vessel", 256, &self->next_vessel_id, error))
    return FALSE;
  self->end_vessel_id = self->next_vessel_id + 256;
  return TRUE;
}

static Vessel *
add_new_vessel (RsImportWriter *self, GError **error)
{
  Vessel *vessel;

  if (self->next_vessel_id == self->end_vessel_id
      && !rs_store_write (self->store, reserve_in_writer, self, error))
    return NULL;
  vessel = add_vessel (self, self->next_vessel_id++);
  vessel->is_new = TRUE;
  return vessel;
}

/* All numbers of the case, at once: a look-up in the file for each vessel would take its time. */
static gboolean
read_numbers (RsDatabase *database, gpointer user_data, GError **error)
{
  RsImportWriter *self = user_data;
  RsStatement *s = rs_database_get (database, RS_SQL_GET_VESSEL_NUMBERS, error);
  int found;

  if (!s)
    return FALSE;
  while ((found = rs_statement_step (s, error)) > 0)
    {
      gint64 id = rs_statement_get_int (s);
      guint32 mmsi = (guint32) rs_statement_get_int (s);
      guint index = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_id, &id));

      /* The first of several that share a number. */
      if (g_hash_table_contains (self->by_mmsi, GUINT_TO_POINTER (mmsi)))
        continue;
      if (!index)
        {
          add_vessel (self, id)->mmsi = mmsi;
          index = self->vessels->len;
        }
      g_hash_table_insert (self->by_mmsi, GUINT_TO_POINTER (mmsi), GUINT_TO_POINTER (index));
    }
  return found == 0;
}

gboolean
rs_import_writer_get_vessel_by_mmsi (RsImportWriter *self, guint32 mmsi, RsImportVessel *out,
                                     GError **error)
{
  guint index;
  Vessel *vessel;

  if (mmsi == 0 || mmsi > MMSI_MAX)
    {
      g_set_error (error, RS_STORE_ERROR, RS_STORE_ERROR_INVALID, "MMSI %u", mmsi);
      return FALSE;
    }
  if (!self->by_mmsi)
    {
      self->by_mmsi = g_hash_table_new (NULL, NULL);
      if (!rs_store_read (self->store, NULL, read_numbers, self, error))
        {
          g_clear_pointer (&self->by_mmsi, g_hash_table_unref);
          return FALSE;
        }
    }
  index = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_mmsi, GUINT_TO_POINTER (mmsi)));
  if (index)
    {
      *out = index - 1;
      return TRUE;
    }
  vessel = add_new_vessel (self, error);
  if (!vessel)
    return FALSE;
  vessel->mmsi = mmsi;
  vessel->name = g_strdup_printf ("MMSI %09u", mmsi);
  vessel->unnamed = TRUE;
  *out = self->vessels->len - 1;
  g_hash_table_insert (self->by_mmsi, GUINT_TO_POINTER (mmsi), GUINT_TO_POINTER (*out + 1));
  return TRUE;
}

gboolean
rs_import_writer_get_vessel_by_name (RsImportWriter *self, const char *name, const char *label,
                                     RsImportVessel *out, GError **error)
{
  g_autofree char *valid = g_utf8_make_valid (*name ? name : label, -1);
  g_autofree char *key = g_strdup_printf ("%c%s", *name ? 'n' : 'l', valid);
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_name, key));
  Vessel *vessel;

  if (index)
    {
      *out = index - 1;
      return TRUE;
    }
  vessel = add_new_vessel (self, error);
  if (!vessel)
    return FALSE;
  vessel->name = g_steal_pointer (&valid);
  vessel->unnamed = *name == '\0';
  *out = self->vessels->len - 1;
  g_hash_table_insert (self->by_name, g_steal_pointer (&key), GUINT_TO_POINTER (*out + 1));
  return TRUE;
}

typedef struct
{
  gint64 id;
  gboolean there;
} Presence;

static gboolean
find_vessel (RsDatabase *database, gpointer user_data, GError **error)
{
  Presence *presence = user_data;

  return rs_records_has (database, RS_RECORD_VESSEL, presence->id, &presence->there, error);
}

gboolean
rs_import_writer_get_vessel_by_id (RsImportWriter *self, gint64 vessel_id, RsImportVessel *out,
                                   GError **error)
{
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_id, &vessel_id));
  Presence presence = { vessel_id, FALSE };

  if (!index)
    {
      if (!rs_store_read (self->store, NULL, find_vessel, &presence, error))
        return FALSE;
      if (!presence.there)
        {
          g_set_error (error, RS_STORE_ERROR, RS_STORE_ERROR_NOT_FOUND,
                       _("There is no vessel %" PRId64 " in this case."), vessel_id);
          return FALSE;
        }
      add_vessel (self, vessel_id);
      index = self->vessels->len;
    }
  *out = index - 1;
  return TRUE;
}

void
rs_import_writer_set_flag (RsImportWriter *self, RsImportVessel vessel, const char *flag)
{
  g_return_if_fail (vessel < self->vessels->len);

  g_free (get_vessel (self, vessel)->flag);
  get_vessel (self, vessel)->flag = g_strdup (flag);
}

void
rs_import_writer_set_judge (RsImportWriter *self, RsFixJudge judge, gpointer user_data)
{
  self->judge = judge;
  self->judge_data = user_data;
}

/* Notes that the file being written has something of the vessel. */
static void
count_vessel (RsImportWriter *self, RsImportVessel index)
{
  Vessel *vessel = get_vessel (self, index);

  get_inbox (self, index)->counted = TRUE;
  self->n_vessels++;
  if (vessel->import_id)
    return;
  vessel->import_id = self->file->import->id;
  self->n_new_vessels += vessel->is_new;
}

/* Keeps fixes for the next block. There is room: their pages were just given back. */
static void
keep_fixes (RsImportWriter *self, RsFixQueue *waiting, const RsFix *fixes, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      if (rs_fix_queue_needs_page (waiting))
        rs_fix_pages_extend (self->pages, waiting);
      rs_fix_queue_add (waiting, &fixes[i]);
    }
}

/* Makes a block of what waits of the vessel; with @more to come and a judge, the latest are kept. */
static gboolean
flush_vessel (RsImportWriter *self, RsImportVessel index, gboolean more, GError **error)
{
  RsFixQueue *waiting = &get_inbox (self, index)->waiting;
  guint n = waiting->n, n_ahead;
  RsFix *buffer;

  if (n == 0)
    return TRUE;
  n_ahead = more && self->judge && n >= 4 * AHEAD ? AHEAD : 0;
  buffer = rs_import_batch_take_buffer (self->batch, error);
  if (!buffer)
    return FALSE;
  rs_fix_queue_copy (waiting, buffer);
  rs_import_sort_fixes (buffer, n);
  if (self->judge)
    self->judge (index, buffer, n - n_ahead, n_ahead, self->judge_data);
  rs_fix_pages_clear (self->pages, waiting);
  keep_fixes (self, waiting, buffer + n - n_ahead, n_ahead);
  rs_import_batch_add_block (self->batch, get_vessel (self, index)->id, n - n_ahead);
  return TRUE;
}

/* Flushes the vessels that have at least @least fixes waiting. */
static gboolean
flush_full (RsImportWriter *self, guint least, gboolean more, GError **error)
{
  for (guint i = 0; i < self->vessels->len; i++)
    if (get_inbox (self, i)->waiting.n >= least && !flush_vessel (self, i, more, error))
      return FALSE;
  return TRUE;
}

/* Makes room: of those that have most, as many as hold an eighth of all. So blocks are as long as memory
 * lets them be. */
static gboolean
make_room (RsImportWriter *self, GError **error)
{
  guint by_pages[RS_FIX_BLOCK_MAX / RS_FIX_PAGE_FIXES + 2] = { 0 };
  guint level = G_N_ELEMENTS (by_pages), freed = 0;

  for (guint i = 0; i < self->vessels->len; i++)
    {
      guint n = rs_fix_pages_count (get_inbox (self, i)->waiting.n);

      by_pages[n] += n;
    }
  while (level > 1 && freed < rs_fix_pages_get_max () / 8)
    freed += by_pages[--level];
  return flush_full (self, (MAX (level, 1) - 1) * RS_FIX_PAGE_FIXES + 1, TRUE, error);
}

/* Adds a page to a vessel whose last one is full, or that has none. */
static gboolean
add_page (RsImportWriter *self, RsFixQueue *waiting, GError **error)
{
  if (rs_fix_pages_are_full (self->pages) && !make_room (self, error))
    return FALSE;
  /* Making room may have left the vessel some that it keeps, and room behind them. */
  if (rs_fix_queue_needs_page (waiting))
    rs_fix_pages_extend (self->pages, waiting);
  return TRUE;
}

void
rs_import_writer_prefetch (RsImportWriter *self, RsImportVessel vessel, gboolean deep)
{
  const Inbox *of = get_inbox (self, vessel);

  if (!deep)
    __builtin_prefetch (of, 1);
  else if (of->waiting.last)
    __builtin_prefetch (&of->waiting.last->fixes[of->waiting.n % RS_FIX_PAGE_FIXES], 1);
}

gboolean
rs_import_writer_add_fixes (RsImportWriter *self, RsImportVessel vessel, const RsFix *fixes,
                            guint n, GError **error)
{
  RsImport *import;
  RsFixQueue *waiting = &get_inbox (self, vessel)->waiting;

  g_return_val_if_fail (self->file, FALSE);

  import = self->file->import;
  for (guint i = 0; i < n; i++)
    {
      RsFix fix = fixes[i];

      if (!rs_import_fix_is_valid (&fix))
        {
          g_set_error (error, RS_STORE_ERROR, RS_STORE_ERROR_INVALID,
                       "“%s”, line %u: a value out of range", import->file_name, fix.line);
          return FALSE;
        }
      if (fix.lon_e7 == RS_LON_E7_MAX)
        fix.lon_e7 = -RS_LON_E7_MAX;
      fix.import = 0;
      fix.flags &= (guint16) ~RS_FIX_BREAK;
      self->file->provenances |= 1u << fix.provenance;
      if (fix.t_ms == RS_TIME_NONE)
        {
          import->n_fixes++;
          if (!rs_undated_writer_add (self->undated, get_vessel (self, vessel)->id, &fix, error))
            return FALSE;
          continue;
        }
      if (rs_fix_queue_needs_page (waiting) && !add_page (self, waiting, error))
        return FALSE;
      rs_fix_queue_add (waiting, &fix);
      import->n_fixes++;
      if (import->from_ms == RS_TIME_NONE)
        import->from_ms = import->to_ms = fix.t_ms;
      import->from_ms = MIN (import->from_ms, fix.t_ms);
      import->to_ms = MAX (import->to_ms, fix.t_ms);
      if (waiting->n == RS_FIX_BLOCK_MAX && !flush_vessel (self, vessel, TRUE, error))
        return FALSE;
    }
  if (n > 0 && !get_inbox (self, vessel)->counted)
    count_vessel (self, vessel);
  return TRUE;
}

/* The identity of this file that the report belongs to, or NULL. */
static RsIdentity *
find_identity (const Vessel *vessel, const RsIdentity *report)
{
  guint last = vessel->identities->len;

  for (guint i = 0; i < vessel->n_identities; i++)
    {
      RsIdentity *identity = g_ptr_array_index (vessel->identities, last - 1 - i);

      if (rs_identity_fits (identity, report))
        return identity;
      if (vessel->n_identities < IDENTITIES_MAX)
        return NULL;
    }
  return NULL;
}

gboolean
rs_import_writer_add_static (RsImportWriter *self, RsImportVessel vessel, const RsIdentity *report,
                             gint64 t_ms, GError **error)
{
  Vessel *of = get_vessel (self, vessel);
  RsIdentity *identity;

  g_return_val_if_fail (self->file, FALSE);

  if (!get_inbox (self, vessel)->counted)
    count_vessel (self, vessel);
  identity = find_identity (of, report);
  if (!identity)
    {
      identity = rs_identity_new ();
      identity->import_id = self->file->import->id;
      g_ptr_array_add (of->identities, identity);
      of->n_identities++;
    }
  rs_identity_extend (identity, report, t_ms);
  return TRUE;
}

gboolean
rs_import_writer_add_reject (RsImportWriter *self, guint32 line, const char *reason,
                             const char *text, gssize length, GError **error)
{
  gsize size = length < 0 ? strlen (text) : (gsize) length;
  g_autofree char *row = g_utf8_make_valid (text, (gssize) MIN (size, REJECT_TEXT_MAX));
  g_autofree char *why = g_utf8_make_valid (reason, -1);

  g_return_val_if_fail (self->file, FALSE);

  /* A byte that is no UTF-8 became three. */
  if (strlen (row) > REJECT_TEXT_MAX)
    *g_utf8_find_prev_char (row, row + REJECT_TEXT_MAX + 1) = '\0';
  self->file->import->n_rejected++;
  return rs_import_batch_add_reject (self->batch, line, why, row, error);
}

gboolean
rs_import_writer_set_source (RsImportWriter *self, const char *sha256, gint64 size,
                             const char *layout, const char *options, GError **error)
{
  RsImport *import;

  g_return_val_if_fail (self->file, FALSE);

  import = self->file->import;
  g_free (import->sha256);
  g_free (import->layout);
  g_free (import->options);
  import->sha256 = g_strdup (sha256);
  import->size = size;
  import->layout = g_strdup (layout);
  import->options = g_strdup (options);
  return check_import (self, import, error);
}

void
rs_import_writer_set_report (RsImportWriter *self, const RsImport *report)
{
  RsImport *import;

  g_return_if_fail (!self->file && self->files->len > 0);

  import = ((File *) g_ptr_array_index (self->files, self->files->len - 1))->import;
  g_free (import->clock);
  g_free (import->notes);
  import->clock = g_strdup (report->clock);
  import->notes = g_strdup (report->notes);
  memcpy (import->n_flagged, report->n_flagged, sizeof import->n_flagged);
  g_ptr_array_set_size (import->reasons, 0);
  for (guint i = 0; i < report->reasons->len; i++)
    {
      const RsReasonCount *count = g_ptr_array_index (report->reasons, i);

      g_ptr_array_add (import->reasons,
                       rs_reason_count_new (count->reason, count->n, count->first_line));
    }
  g_ptr_array_set_size (import->contents, 0);
  for (guint i = 0; i < report->contents->len; i++)
    g_ptr_array_add (import->contents, rs_content_copy (g_ptr_array_index (report->contents, i)));
}

gboolean
rs_import_writer_end_file (RsImportWriter *self, gint64 n_read, RsImportSummary *out_summary,
                           GError **error)
{
  guint8 digest[32];
  guint64 n_undated;

  g_return_val_if_fail (self->file, FALSE);

  if (!flush_full (self, 1, FALSE, error) || !rs_import_batch_flush (self->batch, error)
      || !rs_undated_writer_end (self->undated, digest, &n_undated, error))
    return FALSE;
  if (n_undated > 0)
    rs_import_batch_digest (self->batch, digest, sizeof digest);
  self->file->import->n_read = n_read;
  /* Of several the surest: each fix has its own. */
  if (self->file->provenances != 0)
    self->file->import->provenance = (RsProvenance) g_bit_nth_lsf (self->file->provenances, -1);
  self->file->blocks_sha256 = rs_import_batch_get_blocks_sha256 (self->batch);
  self->file->rejects_sha256 = rs_import_batch_get_rejects_sha256 (self->batch);
  if (out_summary)
    *out_summary = (RsImportSummary) { .import_id = self->file->import->id,
                                       .n_vessels = self->n_vessels,
                                       .n_new_vessels = self->n_new_vessels,
                                       .n_undated = n_undated };
  g_ptr_array_add (self->files, g_steal_pointer (&self->file));
  return TRUE;
}

void
rs_import_writer_drop_file (RsImportWriter *self)
{
  gint64 import_id;

  if (!self->file)
    return;
  import_id = self->file->import->id;
  rs_import_batch_discard (self->batch);
  rs_undated_writer_discard (self->undated);
  for (guint i = 0; i < self->vessels->len; i++)
    {
      Vessel *vessel = get_vessel (self, i);

      rs_fix_pages_clear (self->pages, &get_inbox (self, i)->waiting);
      g_ptr_array_set_size (vessel->identities,
                            (gint) (vessel->identities->len - vessel->n_identities));
      vessel->n_identities = 0;
      if (vessel->import_id == import_id)
        vessel->import_id = 0;
    }
  free_file (g_steal_pointer (&self->file));
  rs_store_abandon_import (self->store, import_id);
}

static gboolean
put_file (RsDatabase *database, const File *file, GError **error)
{
  RsStatement *s;

  if (!rs_records_put_import (database, file->import, file->blocks_sha256, file->rejects_sha256,
                              error))
    return FALSE;
  s = rs_database_get (database, RS_SQL_COMPLETE_DATA, error);
  if (!s)
    return FALSE;
  rs_statement_put_int (s, file->import->id);
  return rs_statement_run (s, error) && rs_import_report_put (database, file->import, error);
}

static gboolean
put_vessel (RsDatabase *database, const Vessel *vessel, GError **error)
{
  gboolean there = FALSE;

  if (vessel->import_id == 0)
    return TRUE;
  /* The number of a new one was never given before. */
  if (!vessel->is_new
      && !rs_records_has (database, RS_RECORD_VESSEL, vessel->id, &there, error))
    return FALSE;
  if (!there
      && !rs_records_put_new_vessel (database, vessel->id, vessel->mmsi, vessel->name,
                                     vessel->unnamed, vessel->flag, vessel->import_id,
                                     vessel->identities, error))
    return FALSE;
  for (guint i = 0; i < vessel->identities->len; i++)
    if (!rs_records_put_identity (database, vessel->id, g_ptr_array_index (vessel->identities, i),
                                  error))
      return FALSE;
  return !there || vessel->identities->len == 0
         || rs_records_update_static (database, vessel->id, error);
}

/* All their ids at once. */
static gboolean
number_identities (RsImportWriter *self, RsDatabase *database, GError **error)
{
  gint64 id;
  guint n = 0;

  for (guint i = 0; i < self->vessels->len; i++)
    n += get_vessel (self, i)->identities->len;
  if (n == 0)
    return TRUE;
  if (!rs_database_next_id (database, "identity", n, &id, error))
    return FALSE;
  for (guint i = 0; i < self->vessels->len; i++)
    for (guint k = 0; k < get_vessel (self, i)->identities->len; k++)
      ((RsIdentity *) g_ptr_array_index (get_vessel (self, i)->identities, k))->id = id++;
  return TRUE;
}

static gboolean
finish_in_writer (RsDatabase *database, gpointer user_data, GError **error)
{
  RsImportWriter *self = user_data;

  for (guint i = 0; i < self->files->len; i++)
    if (!put_file (database, g_ptr_array_index (self->files, i), error))
      return FALSE;
  if (!number_identities (self, database, error))
    return FALSE;
  for (guint i = 0; i < self->vessels->len; i++)
    if (g_cancellable_set_error_if_cancelled (self->cancellable, error)
        || !put_vessel (database, get_vessel (self, i), error))
      return FALSE;
  return TRUE;
}

gboolean
rs_import_writer_finish (RsImportWriter *self, const char *summary, GError **error)
{
  g_return_val_if_fail (!self->file && !self->finished, FALSE);

  if (self->files->len > 0
      && !rs_store_edit (self->store, "import", summary, finish_in_writer, self, error))
    return FALSE;
  self->finished = TRUE;
  return TRUE;
}
