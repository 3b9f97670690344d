/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "case/case-private.h"
#include "store/import-writer.h"
#include "store/query-fixes.h"

static gboolean
write_fixes (RsImportWriter *writer, gint64 vessel_id, const RsFix *fixes, guint n,
             const RsImport *import, const char *summary, GError **error)
{
  g_autofree RsFix *marked = g_memdup2 (fixes, n * sizeof *fixes);
  RsImportVessel vessel;

  /* The import says what its fixes are. */
  for (guint i = 0; i < n; i++)
    marked[i].provenance = (guint8) import->provenance;
  return rs_import_writer_begin_file (writer, import, error)
         && rs_import_writer_get_vessel_by_id (writer, vessel_id, &vessel, error)
         && rs_import_writer_add_fixes (writer, vessel, marked, n, error)
         && rs_import_writer_end_file (writer, n, NULL, error)
         && rs_import_writer_finish (writer, summary, error);
}

gboolean
rs_case_add_fixes (RsCase *self, gint64 vessel_id, const RsFix *fixes, guint n,
                   const RsImport *import, GError **error)
{
  g_autoptr (RsImportWriter) writer = NULL;
  g_autofree char *summary = NULL;
  GError *failure = NULL;

  if (!rs_case_check_writable (self, error))
    return FALSE;
  if (n == 0)
    {
      g_set_error_literal (error, RS_CASE_ERROR, RS_CASE_ERROR_INVALID, _("There are no fixes."));
      return FALSE;
    }
  /* Translators: %s is the name of a file or of generated data */
  summary = g_strdup_printf (_("Add track “%s”"), import->file_name);
  writer = rs_import_writer_new (rs_case_get_store (self));
  if (!write_fixes (writer, vessel_id, fixes, n, import, summary, &failure))
    return rs_case_take_error (error, failure);
  g_clear_pointer (&writer, rs_import_writer_free);
  rs_case_reload (self);
  return TRUE;
}

typedef struct
{
  const RsFixQuery *query;
  RsFixFunc func;
  gpointer user_data;
} Query;

static gboolean
query_in_reader (RsDatabase *database, gpointer user_data, GError **error)
{
  const Query *query = user_data;

  return rs_query_fixes (database, query->query, query->func, query->user_data, error);
}

gboolean
rs_case_query_fixes (RsCase *self, const RsFixQuery *query, RsFixFunc func, gpointer user_data,
                     GCancellable *cancellable, GError **error)
{
  Query wanted = { query, func, user_data };
  GError *failure = NULL;

  return rs_store_read (rs_case_get_store (self), cancellable, query_in_reader, &wanted, &failure)
         || rs_case_take_error (error, failure);
}
