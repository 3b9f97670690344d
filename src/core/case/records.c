/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window and the shell command ask of a case beside its snapshot. */
#include "case/case-private.h"
#include "formats/reason.h"
#include "store/records-read.h"
#include "store/verify.h"

typedef struct
{
  gint64 id;
  guint limit;
  const char *reason; /* (nullable) */
  gpointer result;
} Question;

/* A row's own reason may name more: the column and its value. */
static gboolean
has_reason (const char *reason, gconstpointer wanted)
{
  const char *base = rs_reason_get_base (reason);

  return g_strcmp0 (base ? base : reason, wanted) == 0;
}

static gboolean
read_rejects (RsDatabase *database, gpointer user_data, GError **error)
{
  Question *question = user_data;

  question->result = rs_records_read_rejects (database, question->id,
                                              question->reason ? has_reason : NULL, question->reason,
                                              question->limit, error);
  return question->result != NULL;
}

static gboolean
read_attachment (RsDatabase *database, gpointer user_data, GError **error)
{
  Question *question = user_data;

  question->result = rs_records_read_attachment (database, question->id, error);
  return question->result != NULL;
}

static gboolean
read_history (RsDatabase *database, gpointer user_data, GError **error)
{
  Question *question = user_data;
  g_autoptr (GPtrArray) entries
    = g_ptr_array_new_with_free_func ((GDestroyNotify) rs_history_entry_free);
  RsStatement *s = rs_database_get (database, RS_SQL_GET_HISTORY, error);
  int found;

  if (!s)
    return FALSE;
  rs_statement_put_int (s, question->limit);
  while ((found = rs_statement_step (s, error)) > 0)
    {
      RsHistoryEntry *entry = g_new0 (RsHistoryEntry, 1);

      entry->seq = rs_statement_get_int (s);
      entry->t_ms = rs_statement_get_int (s);
      entry->author = rs_statement_dup_text (s);
      entry->action = rs_statement_dup_text (s);
      entry->summary = rs_statement_dup_text (s);
      entry->hash = rs_statement_dup_text (s);
      g_ptr_array_add (entries, entry);
    }
  question->result = found == 0 ? g_steal_pointer (&entries) : NULL;
  return found == 0;
}

static gpointer
ask (RsCase *self, RsStoreFunc func, gint64 id, const char *reason, guint limit, GError **error)
{
  Question question = { id, limit, reason, NULL };
  GError *failure = NULL;

  if (!rs_store_read (rs_case_get_store (self), NULL, func, &question, &failure))
    rs_case_take_error (error, failure);
  return question.result;
}

GPtrArray *
rs_case_read_rejects (RsCase *self, gint64 import_id, const char *reason, guint limit, GError **error)
{
  return ask (self, read_rejects, import_id, reason, limit, error);
}

GBytes *
rs_case_read_attachment (RsCase *self, gint64 attachment_id, GError **error)
{
  return ask (self, read_attachment, attachment_id, NULL, 0, error);
}

gboolean
rs_case_save_attachment (RsCase *self, gint64 attachment_id, const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = rs_case_read_attachment (self, attachment_id, error);

  return bytes
         && g_file_set_contents (path, g_bytes_get_data (bytes, NULL),
                                 (gssize) g_bytes_get_size (bytes), error);
}

GPtrArray *
rs_case_read_history (RsCase *self, guint limit, GError **error)
{
  return ask (self, read_history, 0, NULL, limit, error);
}

static gboolean
verify (RsDatabase *database, gpointer user_data, GError **error)
{
  return rs_verify_file (database, user_data, error);
}

gboolean
rs_case_verify (RsCase *self, GPtrArray **out_findings, GError **error)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_free);
  GError *failure = NULL;

  *out_findings = NULL;
  if (!rs_store_read (rs_case_get_store (self), NULL, verify, findings, &failure))
    return rs_case_take_error (error, failure);
  *out_findings = g_steal_pointer (&findings);
  return TRUE;
}

void
rs_history_entry_free (RsHistoryEntry *self)
{
  g_free (self->author);
  g_free (self->action);
  g_free (self->summary);
  g_free (self->hash);
  g_free (self);
}
