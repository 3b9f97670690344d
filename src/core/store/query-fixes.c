/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/query-fixes.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "store/fix-block.h"
#include "store/import-batch.h"
#include "store/undated.h"

typedef struct
{
  gint64 id;
  gint64 vessel_id;
  gint64 from_ms;
  gint64 import_id;
} Found;

/* By vessel, then as tracks have them: equal times in the order of imports, then of the file. */
static int
compare_found (gconstpointer a, gconstpointer b)
{
  const Found *fa = a, *fb = b;

  if (fa->vessel_id != fb->vessel_id)
    return fa->vessel_id < fb->vessel_id ? -1 : 1;
  if (fa->from_ms != fb->from_ms)
    return fa->from_ms < fb->from_ms ? -1 : 1;
  if (fa->import_id != fb->import_id)
    return fa->import_id < fb->import_id ? -1 : 1;
  return (fa->id > fb->id) - (fa->id < fb->id);
}

static int
compare_times (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const RsFix *fa = a, *fb = b;

  return (fa->t_ms > fb->t_ms) - (fa->t_ms < fb->t_ms);
}

static gboolean
collect (RsStatement *s, GArray *out, GError **error)
{
  int found;

  while ((found = rs_statement_step (s, error)) > 0)
    {
      Found row = { .id = rs_statement_get_int (s) };

      row.vessel_id = rs_statement_get_int (s);
      row.from_ms = rs_statement_get_int (s);
      row.import_id = rs_statement_get_int (s);
      g_array_append_val (out, row);
    }
  return found == 0;
}

static gint64
get_from (const RsFixQuery *query)
{
  return query->from_ms == RS_TIME_NONE ? G_MININT64 : query->from_ms;
}

static gint64
get_to (const RsFixQuery *query)
{
  return query->to_ms == RS_TIME_NONE ? G_MAXINT64 : query->to_ms;
}

static gboolean
find_in_area (RsDatabase *database, const RsFixQuery *query, double west_deg, double east_deg,
              GArray *out, GError **error)
{
  RsStatement *s = rs_database_get (database, RS_SQL_FIND_BLOCKS_IN_AREA, error);

  if (!s)
    return FALSE;
  rs_statement_put_int (s, rs_e7_from_deg (west_deg));
  rs_statement_put_int (s, rs_e7_from_deg (east_deg));
  rs_statement_put_int (s, rs_e7_from_deg (query->south_deg));
  rs_statement_put_int (s, rs_e7_from_deg (query->north_deg));
  rs_statement_put_int (s, rs_fix_box_second (get_from (query)));
  rs_statement_put_int (s, rs_fix_box_second (get_to (query)));
  return collect (s, out, error);
}

static gboolean
find_by_time (RsDatabase *database, const RsFixQuery *query, GArray *out, GError **error)
{
  RsStatement *s = rs_database_get (
    database, query->vessel_id ? RS_SQL_FIND_BLOCKS_OF_VESSEL : RS_SQL_FIND_BLOCKS, error);

  if (!s)
    return FALSE;
  rs_statement_put_int (s, get_from (query));
  rs_statement_put_int (s, get_to (query));
  if (query->vessel_id)
    rs_statement_put_int (s, query->vessel_id);
  return collect (s, out, error);
}

static gboolean
find_blocks (RsDatabase *database, const RsFixQuery *query, GArray *out, GError **error)
{
  if (!query->has_box)
    return find_by_time (database, query, out, error);
  /* Blocks are found twice by a box on both sides of 180 degrees: the second is dropped later. */
  if (query->east_deg < query->west_deg)
    return find_in_area (database, query, query->west_deg, 180, out, error)
           && find_in_area (database, query, -180, query->east_deg, out, error);
  return find_in_area (database, query, query->west_deg, query->east_deg, out, error)
         /* 180 degrees is stored as -180. */
         && (query->east_deg < 180 || find_in_area (database, query, -180, -180, out, error));
}

static gboolean
matches (const RsFixQuery *query, const RsFix *fix)
{
  return fix->t_ms >= get_from (query) && fix->t_ms <= get_to (query)
         && rs_fix_query_has_place (query, fix);
}

/* Appends the fixes of a block that match. */
static gboolean
read_block (RsDatabase *database, const RsFixQuery *query, const Found *found, guint16 import,
            RsFix *buffer, GArray *out, GError **error)
{
  RsStatement *s = rs_database_get (database, RS_SQL_GET_BLOCK, error);
  gboolean ok;
  gsize size;
  gconstpointer data;
  gint64 n;
  int there;

  if (!s)
    return FALSE;
  rs_statement_put_int (s, found->id);
  there = rs_statement_step (s, error);
  if (there <= 0)
    return there == 0;
  s->at = 3; /* after id, import_id, vessel_id */
  n = rs_statement_get_int (s);
  s->at = 6; /* after from_ms, to_ms */
  data = rs_statement_get_blob (s, &size);
  ok = n >= 1 && n <= RS_FIX_BLOCK_MAX
       && rs_fix_block_unpack (data, size, (guint) n, buffer, NULL);
  rs_statement_reset (s);
  if (!ok)
    {
      g_set_error (error, RS_STORE_ERROR, RS_STORE_ERROR_DAMAGED,
                   _("Block %" PRId64 " of fixes is damaged."), found->id);
      return FALSE;
    }
  for (guint i = 0; i < n; i++)
    if (matches (query, &buffer[i]))
      {
        buffer[i].import = import;
        g_array_append_val (out, buffer[i]);
      }
  return TRUE;
}

/* Import id to index + 1, by id. */
static GHashTable *
read_imports (RsDatabase *database, GError **error)
{
  g_autoptr (GHashTable) imports = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  RsStatement *s = rs_database_get (database, RS_SQL_GET_IMPORTS, error);
  guint n = 0;
  int found;

  if (!s)
    return NULL;
  while ((found = rs_statement_step (s, error)) > 0)
    {
      gint64 id = rs_statement_get_int (s);

      g_hash_table_insert (imports, g_memdup2 (&id, sizeof id), GUINT_TO_POINTER (++n));
    }
  return found == 0 ? g_steal_pointer (&imports) : NULL;
}

static gboolean
give (gint64 vessel_id, GArray *fixes, RsFixFunc func, gpointer user_data)
{
  gboolean more = TRUE;

  if (fixes->len > 0)
    {
      g_qsort_with_data (fixes->data, (gint) fixes->len, sizeof (RsFix), compare_times, NULL);
      more = func (vessel_id, (const RsFix *) (gpointer) fixes->data, fixes->len, user_data);
    }
  g_array_set_size (fixes, 0);
  return more;
}

gboolean
rs_query_fixes (RsDatabase *database, const RsFixQuery *query, RsFixFunc func, gpointer user_data,
                GError **error)
{
  g_autoptr (GArray) blocks = g_array_new (FALSE, FALSE, sizeof (Found));
  g_autoptr (GArray) fixes = g_array_new (FALSE, FALSE, sizeof (RsFix));
  g_autofree RsFix *buffer = g_new (RsFix, RS_FIX_BLOCK_MAX);
  g_autoptr (GHashTable) imports = read_imports (database, error);
  gint64 vessel_id = 0, block_id = 0; /* of the latest that was read */

  if (!imports || !find_blocks (database, query, blocks, error))
    return FALSE;
  g_array_sort (blocks, compare_found);
  for (guint i = 0; i < blocks->len; i++)
    {
      const Found *found = &g_array_index (blocks, Found, i);
      guint import = GPOINTER_TO_UINT (g_hash_table_lookup (imports, &found->import_id));

      if (found->id == block_id || import == 0 || !rs_fix_query_has_vessel (query, found->vessel_id))
        continue;
      if (found->vessel_id != vessel_id && !give (vessel_id, fixes, func, user_data))
        return TRUE;
      vessel_id = found->vessel_id;
      block_id = found->id;
      if (!read_block (database, query, found, (guint16) (import - 1), buffer, fixes, error))
        return FALSE;
    }
  if (!give (vessel_id, fixes, func, user_data))
    return TRUE;
  if (!query->with_undated || query->from_ms != RS_TIME_NONE || query->to_ms != RS_TIME_NONE)
    return TRUE;
  return rs_undated_query (database, query, func, user_data, error);
}
