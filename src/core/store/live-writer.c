/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/live-writer.h"

#include <string.h>

#include "store/fix-block.h"
#include "store/identity.h"
#include "store/import-batch.h"
#include "store/live-seal.h"
#include "store/records-write.h"

/* A block is written anew with each commit until it has so many fixes: more would compress better and
 * cost more writing. */
#define BLOCK_MAX 1024
#define REJECT_TEXT_MAX 4096
/* Copies of a transmission come within this time, as for files, and among so many. */
#define COPY_MS (30 * RS_SECOND_MS)
#define N_RECENT 8
/* As for files: two ships on one number would give one with every message. */
#define IDENTITIES_MAX 64

typedef struct
{
  RsIdentity *identity; /* id 0: not stored yet */
  gboolean changed;     /* more than its time, since it was stored */
  gboolean extended;    /* its time */
} Dated;

typedef struct
{
  gint64 id; /* 0: not known yet */
  guint32 mmsi;
  const char *country;
  GArray *waiting;   /* of RsFix: since the last commit */
  GArray *open;      /* of RsFix: in the block that is not full */
  gint64 block_id;   /* of it, 0 none */
  GPtrArray *dated;  /* of Dated* */
  gboolean is_dirty; /* in the list of dirty ones */
  gboolean is_gone;   /* the step that brought it was taken back */
  struct
  {
    guint64 hash;
    gint64 t_ms;
  } recent[N_RECENT]; /* transmissions of positions */
  guint next_recent;
  gboolean recounted; /* a fix of the open block got another copy */
} Vessel;

typedef struct
{
  guint32 line;
  char *reason, *text;
} Reject;

struct _RsLiveWriter
{
  RsStore *store;
  gint64 step;      /* seq of the history's entry that all of it belongs to, 0 none yet */
  char *summary;
  RsImport *import; /* (nullable): under way */
  GHashTable *vessels; /* mmsi to Vessel* */
  GPtrArray *dirty;    /* of Vessel*: something of them waits */
  GArray *rejects;     /* of Reject */
  guint n_waiting;
};

static void
dated_free (gpointer data)
{
  Dated *self = data;

  rs_identity_free (self->identity);
  g_free (self);
}

static void
vessel_free (gpointer data)
{
  Vessel *self = data;

  g_array_unref (self->waiting);
  g_array_unref (self->open);
  g_ptr_array_unref (self->dated);
  g_free (self);
}

static void
clear_reject (gpointer data)
{
  Reject *reject = data;

  g_free (reject->reason);
  g_free (reject->text);
}

RsLiveWriter *
rs_live_writer_new (RsStore *store)
{
  RsLiveWriter *self = g_new0 (RsLiveWriter, 1);

  self->store = store;
  self->vessels = g_hash_table_new_full (NULL, NULL, NULL, vessel_free);
  self->dirty = g_ptr_array_new ();
  self->rejects = g_array_new (FALSE, FALSE, sizeof (Reject));
  g_array_set_clear_func (self->rejects, clear_reject);
  return self;
}

void
rs_live_writer_free (RsLiveWriter *self)
{
  if (!self)
    return;
  rs_store_hold (self->store, 0);
  g_ptr_array_unref (self->dirty);
  g_hash_table_unref (self->vessels);
  g_array_unref (self->rejects);
  g_clear_pointer (&self->import, rs_import_free);
  g_free (self->summary);
  g_free (self);
}

static gboolean
begin_in_writer (RsDatabase *database, gpointer user_data, GError **error)
{
  RsImport *import = user_data;

  return rs_database_next_id (database, "import", 1, &import->id, error)
         && rs_live_put_import (database, import, error);
}

gboolean
rs_live_writer_begin (RsLiveWriter *self, const RsImport *import, const char *summary,
                      GError **error)
{
  g_autoptr (RsImport) begun = rs_import_new ();

  g_return_val_if_fail (!self->import, FALSE);

  g_free (begun->file_name);
  g_free (begun->layout);
  g_free (begun->options);
  begun->file_name = g_strdup (import->file_name);
  begun->layout = g_strdup (import->layout);
  begun->options = g_strdup (import->options);
  begun->t_ms = import->t_ms;
  begun->from_ms = begun->to_ms = RS_TIME_NONE;
  begun->provenance = import->provenance;
  if (!rs_store_edit_step (self->store, "import", summary, begin_in_writer, begun, &self->step,
                           error))
    return FALSE;
  rs_store_hold (self->store, self->step);
  self->import = g_steal_pointer (&begun);
  g_free (self->summary);
  self->summary = g_strdup (summary);
  return TRUE;
}

gint64
rs_live_writer_get_import_id (RsLiveWriter *self)
{
  return self->import ? self->import->id : 0;
}

static Vessel *
touch_vessel (RsLiveWriter *self, guint32 mmsi, const char *country)
{
  Vessel *vessel = g_hash_table_lookup (self->vessels, GUINT_TO_POINTER (mmsi));

  if (!vessel)
    {
      vessel = g_new0 (Vessel, 1);
      vessel->mmsi = mmsi;
      vessel->country = country;
      vessel->waiting = g_array_new (FALSE, FALSE, sizeof (RsFix));
      vessel->open = g_array_new (FALSE, FALSE, sizeof (RsFix));
      vessel->dated = g_ptr_array_new_with_free_func (dated_free);
      g_hash_table_insert (self->vessels, GUINT_TO_POINTER (mmsi), vessel);
    }
  if (!vessel->is_dirty)
    g_ptr_array_add (self->dirty, vessel);
  vessel->is_dirty = TRUE;
  return vessel;
}

/* Whether the transmission was heard just before, by another receiver: then the vessel's last fix counts
 * it. */
static gboolean
count_copy (Vessel *vessel, guint64 hash, gint64 t_ms)
{
  GArray *fixes = vessel->waiting->len > 0 ? vessel->waiting : vessel->open;
  RsFix *last = fixes->len > 0 ? &g_array_index (fixes, RsFix, fixes->len - 1) : NULL;
  guint n;

  for (guint i = 0; i < N_RECENT; i++)
    if (last && vessel->recent[i].hash == hash && ABS (t_ms - vessel->recent[i].t_ms) <= COPY_MS)
      {
        n = (last->flags & RS_FIX_COPIES_MASK) >> RS_FIX_COPIES_SHIFT;
        n = MIN (n + 1, RS_FIX_COPIES_MASK >> RS_FIX_COPIES_SHIFT);
        last->flags = (guint16) ((last->flags & ~RS_FIX_COPIES_MASK) | n << RS_FIX_COPIES_SHIFT);
        vessel->recounted = vessel->recounted || fixes == vessel->open;
        return TRUE;
      }
  vessel->recent[vessel->next_recent].hash = hash;
  vessel->recent[vessel->next_recent].t_ms = t_ms;
  vessel->next_recent = (vessel->next_recent + 1) % N_RECENT;
  return FALSE;
}

void
rs_live_writer_add_fix (RsLiveWriter *self, guint32 mmsi, const char *country, guint64 hash,
                        const RsFix *fix)
{
  Vessel *vessel = touch_vessel (self, mmsi, country);
  RsFix copy = *fix;

  g_return_if_fail (self->import);

  if (copy.lon_e7 == RS_LON_E7_MAX)
    copy.lon_e7 = -RS_LON_E7_MAX;
  copy.import = 0;
  copy.flags &= (guint16) ~RS_FIX_BREAK;
  if (count_copy (vessel, hash, copy.t_ms))
    return;
  g_array_append_val (vessel->waiting, copy);
  self->n_waiting++;
  self->import->n_fixes++;
}

static Dated *
find_dated (const Vessel *vessel, const RsIdentity *report)
{
  for (guint i = vessel->dated->len; i > 0; i--)
    {
      Dated *dated = g_ptr_array_index (vessel->dated, i - 1);

      if (rs_identity_fits (dated->identity, report))
        return dated;
      if (vessel->dated->len < IDENTITIES_MAX)
        return NULL;
    }
  return NULL;
}

/* Whether the report says something that the identity does not have yet. */
static gboolean
adds_to (const RsIdentity *identity, const RsIdentity *report)
{
  return (*report->name && !*identity->name) || (*report->callsign && !*identity->callsign)
         || (*report->destination && !*identity->destination) || (report->imo && !identity->imo)
         || (report->ship_type && !identity->ship_type)
         || (report->draught_dm && !identity->draught_dm)
         || (report->dim_a_m + report->dim_b_m + report->dim_c_m + report->dim_d_m > 0
             && identity->dim_a_m + identity->dim_b_m + identity->dim_c_m + identity->dim_d_m == 0);
}

void
rs_live_writer_add_static (RsLiveWriter *self, guint32 mmsi, const char *country,
                           RsIdentity *report, gint64 t_ms)
{
  Vessel *vessel = touch_vessel (self, mmsi, country);
  Dated *dated = find_dated (vessel, report);

  g_return_if_fail (self->import);

  if (!dated)
    {
      dated = g_new0 (Dated, 1);
      dated->identity = rs_identity_new ();
      dated->identity->from_ms = dated->identity->to_ms = RS_TIME_NONE;
      dated->identity->import_id = self->import->id;
      dated->changed = TRUE;
      g_ptr_array_add (vessel->dated, dated);
    }
  dated->changed = dated->changed || adds_to (dated->identity, report);
  dated->extended = TRUE;
  rs_identity_extend (dated->identity, report, t_ms);
  rs_identity_free (report);
}

void
rs_live_writer_add_reject (RsLiveWriter *self, guint32 line, const char *reason, const char *text,
                           gsize len)
{
  Reject reject = { line, g_strdup (reason),
                    g_utf8_make_valid (text, (gssize) MIN (len, REJECT_TEXT_MAX)) };

  g_return_if_fail (self->import);

  /* A byte that is no UTF-8 became three. */
  if (strlen (reject.text) > REJECT_TEXT_MAX)
    *g_utf8_find_prev_char (reject.text, reject.text + REJECT_TEXT_MAX + 1) = '\0';
  g_array_append_val (self->rejects, reject);
  self->import->n_rejected++;
}

guint
rs_live_writer_get_n_waiting (RsLiveWriter *self)
{
  return self->n_waiting;
}

guint64
rs_live_writer_get_n_fixes (RsLiveWriter *self)
{
  return self->import ? (guint64) self->import->n_fixes : 0;
}

guint64
rs_live_writer_get_n_rejected (RsLiveWriter *self)
{
  return self->import ? (guint64) self->import->n_rejected : 0;
}

/* Vessels and identities: through the history. */

static gboolean
is_new (const Vessel *vessel)
{
  return vessel->id == 0 && (vessel->waiting->len > 0 || vessel->dated->len > 0);
}

/* Notes which vessels are no longer in the case: a file that brought them was taken back. */
static gboolean
find_gone (RsDatabase *database, gpointer user_data, GError **error)
{
  RsLiveWriter *self = user_data;

  for (guint i = 0; i < self->dirty->len; i++)
    {
      Vessel *vessel = g_ptr_array_index (self->dirty, i);
      gboolean there = TRUE;

      if (vessel->id
          && !rs_records_has (database, RS_RECORD_VESSEL, vessel->id, &there, error))
        return FALSE;
      vessel->is_gone = !there;
    }
  return TRUE;
}

static gboolean
has_news (const RsLiveWriter *self, gboolean may_bring)
{
  for (guint i = 0; i < self->dirty->len; i++)
    {
      const Vessel *vessel = g_ptr_array_index (self->dirty, i);

      if (vessel->is_gone || (is_new (vessel) && may_bring))
        return TRUE;
      for (guint k = 0; vessel->id && k < vessel->dated->len; k++)
        if (((const Dated *) g_ptr_array_index (vessel->dated, k))->changed)
          return TRUE;
    }
  return FALSE;
}

static gboolean
put_identities (RsDatabase *database, Vessel *vessel, GError **error)
{
  gboolean any = FALSE;

  for (guint i = 0; i < vessel->dated->len; i++)
    {
      Dated *dated = g_ptr_array_index (vessel->dated, i);

      if (!dated->changed)
        continue;
      any = TRUE;
      if (!rs_live_put_identity (database, vessel->id, dated->identity, error))
        return FALSE;
    }
  return !any || rs_records_update_static (database, vessel->id, error);
}

typedef struct
{
  RsLiveWriter *writer;
  gboolean may_bring; /* vessels that are new */
} Commit;

static gboolean
put_news_in_writer (RsDatabase *database, gpointer user_data, GError **error)
{
  const Commit *commit = user_data;
  RsLiveWriter *self = commit->writer;

  for (guint i = 0; i < self->dirty->len; i++)
    {
      Vessel *vessel = g_ptr_array_index (self->dirty, i);

      if (is_new (vessel)
          && (!commit->may_bring
              || !rs_live_find_vessel (database, vessel->mmsi, vessel->country, self->import->id,
                                       &vessel->id, error)))
        {
          if (commit->may_bring)
            return FALSE;
          continue;
        }
      if (vessel->is_gone
          && !rs_live_put_vessel (database, vessel->mmsi, vessel->country, self->import->id,
                                  vessel->id, error))
        return FALSE;
      if (vessel->id && !put_identities (database, vessel, error))
        return FALSE;
    }
  return TRUE;
}

static void
note_stored (RsLiveWriter *self)
{
  for (guint i = 0; i < self->dirty->len; i++)
    {
      const Vessel *vessel = g_ptr_array_index (self->dirty, i);

      for (guint k = 0; vessel->id && k < vessel->dated->len; k++)
        {
          Dated *dated = g_ptr_array_index (vessel->dated, k);

          dated->extended = dated->extended && !dated->changed;
          dated->changed = FALSE;
        }
    }
}

static gboolean
put_news (RsLiveWriter *self, gboolean wait, GError **error)
{
  Commit commit = { .writer = self };
  gboolean ok = TRUE;

  /* Only who may bring vessels looks them up: a file that is being imported may bring the same. */
  if (wait)
    rs_store_begin_import (self->store);
  commit.may_bring = wait || rs_store_try_begin_import (self->store);
  ok = rs_store_read (self->store, NULL, find_gone, self, error);
  if (ok && has_news (self, commit.may_bring))
    ok = rs_store_edit_step (self->store, "import", self->summary, put_news_in_writer, &commit,
                             &self->step, error);
  if (commit.may_bring)
    rs_store_end_import (self->store);
  if (ok)
    note_stored (self);
  return ok;
}

/* Fixes and rejected rows. */

static int
compare_times (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const RsFix *x = a, *y = b;

  if (x->t_ms != y->t_ms)
    return x->t_ms < y->t_ms ? -1 : 1;
  return (x->line > y->line) - (x->line < y->line);
}

static gboolean
put_fixes (RsDatabase *database, gint64 import_id, Vessel *vessel, GError **error)
{
  g_array_append_vals (vessel->open, vessel->waiting->data, vessel->waiting->len);
  while (vessel->open->len > 0)
    {
      guint n = MIN (vessel->open->len, BLOCK_MAX);
      RsFix *fixes = (RsFix *) (gpointer) vessel->open->data;

      g_qsort_with_data (fixes, (gint) n, sizeof *fixes, compare_times, NULL);
      if (!rs_live_put_block (database, import_id, vessel->id, fixes, n, &vessel->block_id, error))
        return FALSE;
      if (n < BLOCK_MAX)
        break;
      g_array_remove_range (vessel->open, 0, n);
      vessel->block_id = 0;
    }
  return TRUE;
}

static gboolean
commit_in_writer (RsDatabase *database, gpointer user_data, GError **error)
{
  RsLiveWriter *self = user_data;
  gint64 import_id = self->import->id;

  if (!rs_database_begin (database, error))
    return FALSE;
  for (guint i = 0; i < self->dirty->len; i++)
    {
      Vessel *vessel = g_ptr_array_index (self->dirty, i);

      if (vessel->id && (vessel->waiting->len > 0 || vessel->recounted)
          && !put_fixes (database, import_id, vessel, error))
        return FALSE;
    }
  for (guint i = 0; i < self->rejects->len; i++)
    {
      const Reject *reject = &g_array_index (self->rejects, Reject, i);
      RsStatement *s = rs_database_get (database, RS_SQL_PUT_REJECT, error);

      if (!s)
        return FALSE;
      rs_statement_put_int (s, import_id);
      rs_statement_put_int (s, reject->line);
      rs_statement_put_text (s, reject->reason);
      rs_statement_put_text (s, reject->text);
      if (!rs_statement_run (s, error))
        return FALSE;
    }
  return rs_database_commit (database, error);
}

static gboolean
commit (RsLiveWriter *self, gboolean wait, RsLiveCommitFunc func, gpointer user_data,
        GError **error)
{
  g_autoptr (GPtrArray) later = g_ptr_array_new ();

  if (!self->import || (self->dirty->len == 0 && self->rejects->len == 0))
    return TRUE;
  if (!put_news (self, wait, error)
      || !rs_store_write (self->store, commit_in_writer, self, error))
    return FALSE;
  g_array_set_size (self->rejects, 0);
  for (guint i = 0; i < self->dirty->len; i++)
    {
      Vessel *vessel = g_ptr_array_index (self->dirty, i);
      const RsFix *fixes = (const RsFix *) (gpointer) vessel->waiting->data;

      vessel->is_dirty = vessel->id == 0;
      if (vessel->is_dirty)
        {
          g_ptr_array_add (later, vessel);
          continue;
        }
      if (func && vessel->waiting->len > 0)
        func (vessel->id, fixes, vessel->waiting->len, user_data);
      vessel->recounted = FALSE;
      self->n_waiting -= vessel->waiting->len;
      g_array_set_size (vessel->waiting, 0);
    }
  g_ptr_array_unref (self->dirty);
  self->dirty = g_steal_pointer (&later);
  return TRUE;
}

gboolean
rs_live_writer_commit (RsLiveWriter *self, RsLiveCommitFunc func, gpointer user_data,
                       GError **error)
{
  return commit (self, FALSE, func, user_data, error);
}

/* The end. */

typedef struct
{
  RsLiveWriter *writer;
  const char *clock;
} End;

static gboolean
end_in_writer (RsDatabase *database, gpointer user_data, GError **error)
{
  const End *end = user_data;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, end->writer->vessels);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Vessel *vessel = value;

      for (guint i = 0; i < vessel->dated->len; i++)
        {
          const Dated *dated = g_ptr_array_index (vessel->dated, i);

          if (dated->extended
              && !rs_live_put_identity (database, vessel->id, dated->identity, error))
            return FALSE;
        }
    }
  return rs_live_seal (database, end->writer->import, end->clock, error);
}

gboolean
rs_live_writer_end (RsLiveWriter *self, const char *sha256, gint64 size, gint64 n_read,
                    const char *clock, GError **error)
{
  End end = { self, clock };

  g_return_val_if_fail (self->import, FALSE);

  if (!commit (self, TRUE, NULL, NULL, error))
    return FALSE;
  g_free (self->import->sha256);
  self->import->sha256 = g_strdup (sha256);
  self->import->size = size;
  self->import->n_read = n_read;
  if (!rs_store_edit_step (self->store, "import", self->summary, end_in_writer, &end, &self->step,
                           error))
    return FALSE;
  rs_store_hold (self->store, 0);
  g_clear_pointer (&self->import, rs_import_free);
  g_hash_table_remove_all (self->vessels);
  return TRUE;
}
