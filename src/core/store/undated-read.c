/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/undated.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "store/fix-block.h"
#include "store/import-batch.h"

/* One row of undated_block that is at hand. */
typedef struct
{
  gint64 id, import_id, vessel_id, n;
  gconstpointer content;
  gsize size;
} Block;

static Block
get_block (RsStatement *s)
{
  Block block = { .id = rs_statement_get_int (s) };

  block.import_id = rs_statement_get_int (s);
  block.vessel_id = rs_statement_get_int (s);
  block.n = rs_statement_get_int (s);
  block.content = rs_statement_get_blob (s, &block.size);
  return block;
}

static gboolean
unpack (const Block *block, RsFix *out)
{
  return block->n >= 1 && block->n <= RS_FIX_BLOCK_MAX
         && rs_fix_block_unpack (block->content, block->size, (guint) block->n, out, NULL);
}

static void
take (GHashTable *out, gint64 vessel_id, GArray *fixes)
{
  if (fixes->len > 0)
    {
      RsFix *own = g_memdup2 (fixes->data, fixes->len * sizeof (RsFix));
      RsUndated *undated = rs_undated_new (vessel_id, own, fixes->len);

      g_hash_table_replace (out, &undated->vessel_id, undated);
    }
  g_array_set_size (fixes, 0);
}

GHashTable *
rs_undated_read (RsDatabase *database, GPtrArray *problems, GError **error)
{
  RsStatement *s = rs_database_get (database, RS_SQL_GET_UNDATED, error);
  g_autoptr (GHashTable) out = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL,
                                                      (GDestroyNotify) rs_undated_unref);
  g_autoptr (GArray) fixes = g_array_new (FALSE, FALSE, sizeof (RsFix));
  gint64 vessel_id = 0;
  int found;

  if (!s)
    return NULL;
  while ((found = rs_statement_step (s, error)) > 0)
    {
      Block block = get_block (s);
      gint64 import = rs_statement_get_int (s);
      guint at;

      if (block.vessel_id != vessel_id)
        take (out, vessel_id, fixes);
      vessel_id = block.vessel_id;
      at = fixes->len;
      g_array_set_size (fixes, at + (guint) CLAMP (block.n, 0, RS_FIX_BLOCK_MAX));
      if (fixes->len == at || !unpack (&block, &g_array_index (fixes, RsFix, at)))
        {
          g_array_set_size (fixes, at);
          g_ptr_array_add (problems,
                           g_strdup_printf (_("block %" PRId64 " of undated fixes"), block.id));
          continue;
        }
      for (guint i = at; i < fixes->len; i++)
        g_array_index (fixes, RsFix, i).import = (guint16) import;
    }
  take (out, vessel_id, fixes);
  return found == 0 ? g_steal_pointer (&out) : NULL;
}

typedef struct
{
  const RsFixQuery *query;
  RsFixFunc func;
  gpointer user_data;
  gboolean stopped;
} Query;

static void
give (Query *self, gint64 vessel_id, GArray *fixes)
{
  if (fixes->len > 0)
    self->stopped = !self->func (vessel_id, (const RsFix *) (gpointer) fixes->data, fixes->len,
                                 self->user_data);
  g_array_set_size (fixes, 0);
}

static gboolean
query_block (Query *self, const Block *block, gint64 import, RsFix *buffer, GArray *fixes,
             GError **error)
{
  if (!unpack (block, buffer))
    {
      g_set_error (error, RS_STORE_ERROR, RS_STORE_ERROR_DAMAGED,
                   _("Block %" PRId64 " of undated fixes is damaged."), block->id);
      return FALSE;
    }
  for (guint i = 0; i < block->n; i++)
    if (rs_fix_query_has_place (self->query, &buffer[i]))
      {
        buffer[i].t_ms = RS_TIME_NONE;
        buffer[i].import = (guint16) import;
        g_array_append_val (fixes, buffer[i]);
      }
  return TRUE;
}

gboolean
rs_undated_query (RsDatabase *database, const RsFixQuery *query, RsFixFunc func,
                  gpointer user_data, GError **error)
{
  RsStatement *s = rs_database_get (
    database, query->vessel_id ? RS_SQL_GET_UNDATED_OF_VESSEL : RS_SQL_GET_UNDATED, error);
  g_autoptr (GArray) fixes = g_array_new (FALSE, FALSE, sizeof (RsFix));
  g_autofree RsFix *buffer = g_new (RsFix, RS_FIX_BLOCK_MAX);
  Query self = { query, func, user_data, FALSE };
  gint64 vessel_id = 0;
  int found = 0;

  if (!s)
    return FALSE;
  if (query->vessel_id)
    rs_statement_put_int (s, query->vessel_id);
  while (!self.stopped && (found = rs_statement_step (s, error)) > 0)
    {
      Block block = get_block (s);
      gint64 import = rs_statement_get_int (s);

      if (block.vessel_id != vessel_id)
        give (&self, vessel_id, fixes);
      vessel_id = block.vessel_id;
      if (!self.stopped && rs_fix_query_has_vessel (query, vessel_id)
          && !query_block (&self, &block, import, buffer, fixes, error))
        {
          rs_statement_reset (s);
          return FALSE;
        }
    }
  if (found < 0)
    return FALSE;
  rs_statement_reset (s);
  if (!self.stopped)
    give (&self, vessel_id, fixes);
  return TRUE;
}

gboolean
rs_undated_verify (RsDatabase *database, gint64 import_id, RsSha256 *checksum,
                   GPtrArray *findings, gint64 *out_n, GError **error)
{
  RsStatement *s = rs_database_get (database, RS_SQL_GET_UNDATED_OF_IMPORT, error);
  RsSha256 undated;
  g_autofree RsFix *buffer = g_new (RsFix, RS_FIX_BLOCK_MAX);
  guint8 digest[RS_SHA256_SIZE];
  gboolean any = FALSE;
  int found;

  *out_n = 0;
  rs_sha256_init (&undated);
  if (!s)
    return FALSE;
  rs_statement_put_int (s, import_id);
  while ((found = rs_statement_step (s, error)) > 0)
    {
      Block block = get_block (s);

      any = TRUE;
      *out_n += MAX (block.n, 0);
      rs_import_digest_block (&undated, block.vessel_id, block.n, 0, 0, block.content, block.size);
      if (!unpack (&block, buffer))
        g_ptr_array_add (findings, g_strdup_printf ("Block %" PRId64
                                                    " of undated fixes cannot be read.",
                                                    block.id));
    }
  rs_sha256_get_digest (&undated, digest);
  if (any)
    rs_sha256_update (checksum, digest, sizeof digest);
  return found == 0;
}
