/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/pending.h"

/* A slice is a few milliseconds of work: who waits for the writer thread does not notice. */
#define SLICE_BLOCKS 32
#define SLICE_REJECTS 1000

static gboolean
run_for (RsDatabase *database, RsStatementId statement, gint64 import_id, gint64 limit,
         GError **error)
{
  RsStatement *s = rs_database_get (database, statement, error);

  if (!s)
    return FALSE;
  rs_statement_put_int (s, import_id);
  if (limit > 0)
    rs_statement_put_int (s, limit);
  return rs_statement_run (s, error);
}

gboolean
rs_pending_begin (RsDatabase *database, gint64 *out_import_id, GError **error)
{
  if (!rs_database_begin (database, error))
    return FALSE;
  if (rs_database_next_id (database, "import", 1, out_import_id, error)
      && run_for (database, RS_SQL_BEGIN_DATA, *out_import_id, 0, error)
      && rs_database_commit (database, error))
    return TRUE;
  rs_database_rollback (database);
  return FALSE;
}

/* Deletes some rows of a table; @out_n: how many. */
static gboolean
drop_some (RsDatabase *database, RsStatementId statement, gint64 import_id, gint64 limit,
           gint64 *out_n, GError **error)
{
  return run_for (database, statement, import_id, limit, error)
         && rs_database_query_int (database, "SELECT changes ()", out_n, error);
}

static gboolean
drop_slice (RsDatabase *database, gint64 import_id, guint n_slices, gboolean *out_done,
            GError **error)
{
  const struct
  {
    RsStatementId statement;
    gint64 limit;
  } steps[] = { { RS_SQL_DELETE_BLOCKS, (gint64) n_slices * SLICE_BLOCKS },
                { RS_SQL_DELETE_UNDATED, (gint64) n_slices * SLICE_BLOCKS },
                { RS_SQL_DELETE_REJECTS, (gint64) n_slices * SLICE_REJECTS } };

  if (!run_for (database, RS_SQL_DELETE_AREAS, import_id, steps[0].limit, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      gint64 n;

      if (!drop_some (database, steps[i].statement, import_id, steps[i].limit, &n, error))
        return FALSE;
      if (n == steps[i].limit)
        return TRUE;
    }
  *out_done = TRUE;
  return run_for (database, RS_SQL_DELETE_DATA, import_id, 0, error);
}

gboolean
rs_pending_drop_slice (RsDatabase *database, gint64 import_id, guint n_slices, gboolean *out_done,
                       GError **error)
{
  *out_done = FALSE;
  if (!rs_database_begin (database, error))
    return FALSE;
  if (drop_slice (database, import_id, n_slices, out_done, error) && rs_database_commit (database, error))
    return TRUE;
  rs_database_rollback (database);
  return FALSE;
}

gboolean
rs_pending_find (RsDatabase *database, GArray *import_ids, GError **error)
{
  RsStatement *s = rs_database_get (database, RS_SQL_GET_LEFTOVERS, error);
  int found;

  if (!s)
    return FALSE;
  while ((found = rs_statement_step (s, error)) > 0)
    {
      gint64 import_id = rs_statement_get_int (s);

      g_array_append_val (import_ids, import_id);
    }
  return found == 0;
}
