/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/import-duplicate.h"

#include <glib/gi18n-lib.h>

#define IMPORTS_MAX G_MAXUINT16 /* RsFix.import is that wide */

/* Answers whether a file of that content is in the case. */
typedef struct
{
  const char *sha256;
  char *name; /* (nullable): of the import */
  gint64 t_ms;
  gint64 n_imports;
} Duplicate;

static gboolean
find_duplicate (RsDatabase *database, gpointer user_data, GError **error)
{
  Duplicate *duplicate = user_data;
  RsStatement *s = rs_database_get (database, RS_SQL_FIND_IMPORT_BY_SHA256, error);
  int found;

  if (!s)
    return FALSE;
  rs_statement_put_text (s, duplicate->sha256);
  found = rs_statement_step (s, error);
  if (found > 0)
    {
      duplicate->name = rs_statement_dup_text (s);
      duplicate->t_ms = rs_statement_get_time (s);
    }
  rs_statement_reset (s);
  return found >= 0
         && rs_database_query_int (database, "SELECT count (*) FROM import", &duplicate->n_imports,
                                   error);
}

void
rs_import_set_duplicate_error (const RsImport *import, const char *name, gint64 t_ms, GError **error)
{
  g_autofree char *when = rs_time_format_zone (t_ms, NULL, TRUE);

  g_set_error (error, RS_STORE_ERROR, RS_STORE_ERROR_DUPLICATE,
               _("“%s” was imported before, as “%s” (%s UTC): the same content."), import->file_name,
               name, when);
}

gboolean
rs_import_is_new (RsStore *store, const RsImport *import, guint n_waiting, GError **error)
{
  Duplicate duplicate = { .sha256 = import->sha256, .t_ms = RS_TIME_NONE };
  g_autofree char *name = NULL;

  if (!rs_store_read (store, NULL, find_duplicate, &duplicate, error))
    return FALSE;
  name = duplicate.name;
  if (duplicate.n_imports + n_waiting >= IMPORTS_MAX)
    {
      g_set_error_literal (error, RS_STORE_ERROR, RS_STORE_ERROR_INVALID,
                           _("A case holds at most 65,535 imports."));
      return FALSE;
    }
  if (name)
    rs_import_set_duplicate_error (import, name, duplicate.t_ms, error);
  return name == NULL;
}
