/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/pending.h"

static gboolean
run_for (RsDatabase *database, RsStatementId statement, gint64 import_id, GError **error)
{
  RsStatement *s = rs_database_get (database, statement, error);

  if (!s)
    return FALSE;
  rs_statement_put_int (s, import_id);
  return rs_statement_run (s, error);
}

gboolean
rs_pending_begin (RsDatabase *database, gint64 *out_import_id, GError **error)
{
  if (!rs_database_begin (database, error))
    return FALSE;
  if (rs_database_next_id (database, "import", 1, out_import_id, error)
      && run_for (database, RS_SQL_BEGIN_DATA, *out_import_id, error)
      && rs_database_commit (database, error))
    return TRUE;
  rs_database_rollback (database);
  return FALSE;
}

gboolean
rs_pending_drop (RsDatabase *database, gint64 import_id, GError **error)
{
  static const RsStatementId steps[] = { RS_SQL_DELETE_AREAS, RS_SQL_DELETE_BLOCKS,
                                         RS_SQL_DELETE_UNDATED, RS_SQL_DELETE_REJECTS,
                                         RS_SQL_DELETE_DATA };

  if (!rs_database_begin (database, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (!run_for (database, steps[i], import_id, error))
      {
        rs_database_rollback (database);
        return FALSE;
      }
  if (rs_database_commit (database, error))
    return TRUE;
  rs_database_rollback (database);
  return FALSE;
}

gboolean
rs_pending_clean (RsDatabase *database, GError **error)
{
  gint64 import_id = -1;

  while (import_id != 0)
    {
      RsStatement *s = rs_database_get (database, RS_SQL_GET_LEFTOVERS, error);
      int found = s ? rs_statement_step (s, error) : -1;

      import_id = found > 0 ? rs_statement_get_int (s) : 0;
      if (found < 0)
        return FALSE;
      rs_statement_reset (s);
      if (import_id && !rs_pending_drop (database, import_id, error))
        return FALSE;
    }
  return TRUE;
}
