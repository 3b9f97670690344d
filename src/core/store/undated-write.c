/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/undated.h"

#include "store/fix-block.h"
#include "store/import-batch.h"

/* Fixes that wait, over all vessels (32 MB), and packed blocks. */
#define WAITING_MAX (1024 * 1024)
#define BLOCKS_MAX 256

typedef struct
{
  gint64 vessel_id;
  guint n;
  GBytes *content;
} Block;

struct _RsUndatedWriter
{
  RsStore *store;
  gint64 import_id;
  GHashTable *waiting; /* gint64 vessel id to GArray of RsFix */
  GPtrArray *order;    /* of the same arrays' ids, as they came: so the blocks' order is the file's */
  guint n_waiting;
  GArray *blocks; /* of Block */
  RsSha256 checksum;
  guint64 n;
};

static void
clear_block (gpointer data)
{
  g_bytes_unref (((Block *) data)->content);
}

RsUndatedWriter *
rs_undated_writer_new (RsStore *store)
{
  RsUndatedWriter *self = g_new0 (RsUndatedWriter, 1);

  self->store = store;
  self->waiting = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL,
                                         (GDestroyNotify) g_array_unref);
  self->order = g_ptr_array_new_with_free_func (g_free);
  self->blocks = g_array_new (FALSE, FALSE, sizeof (Block));
  g_array_set_clear_func (self->blocks, clear_block);
  rs_sha256_init (&self->checksum);
  return self;
}

void
rs_undated_writer_free (RsUndatedWriter *self)
{
  g_hash_table_unref (self->waiting);
  g_ptr_array_unref (self->order);
  g_array_unref (self->blocks);
  g_free (self);
}

void
rs_undated_writer_discard (RsUndatedWriter *self)
{
  g_hash_table_remove_all (self->waiting);
  g_ptr_array_set_size (self->order, 0);
  g_array_set_size (self->blocks, 0);
  self->n_waiting = 0;
  self->n = 0;
}

void
rs_undated_writer_begin (RsUndatedWriter *self, gint64 import_id)
{
  self->import_id = import_id;
  self->n = 0;
  rs_sha256_init (&self->checksum);
}

static gboolean
put_blocks (RsDatabase *database, gpointer user_data, GError **error)
{
  RsUndatedWriter *self = user_data;

  if (!rs_database_begin (database, error))
    return FALSE;
  for (guint i = 0; i < self->blocks->len; i++)
    {
      const Block *block = &g_array_index (self->blocks, Block, i);
      RsStatement *s = rs_database_get (database, RS_SQL_PUT_UNDATED, error);
      gsize size;
      gconstpointer content = g_bytes_get_data (block->content, &size);

      if (!s)
        return FALSE;
      rs_statement_put_int (s, self->import_id);
      rs_statement_put_int (s, block->vessel_id);
      rs_statement_put_int (s, block->n);
      rs_statement_put_blob (s, content, size);
      if (!rs_statement_run (s, error))
        return FALSE;
    }
  return rs_database_commit (database, error);
}

static gboolean
flush_blocks (RsUndatedWriter *self, GError **error)
{
  if (self->blocks->len > 0 && !rs_store_write (self->store, put_blocks, self, error))
    return FALSE;
  g_array_set_size (self->blocks, 0);
  return TRUE;
}

static gboolean
pack (RsUndatedWriter *self, gint64 vessel_id, GArray *fixes, GError **error)
{
  Block block = { .vessel_id = vessel_id, .n = fixes->len };
  gconstpointer content;
  gsize size;

  if (fixes->len == 0)
    return TRUE;
  for (guint i = 0; i < fixes->len; i++)
    g_array_index (fixes, RsFix, i).t_ms = i;
  block.content = rs_fix_block_pack ((const RsFix *) (gpointer) fixes->data, fixes->len);
  content = g_bytes_get_data (block.content, &size);
  rs_import_digest_block (&self->checksum, vessel_id, block.n, 0, 0, content, size);
  self->n_waiting -= fixes->len;
  g_array_set_size (fixes, 0);
  g_array_append_val (self->blocks, block);
  return self->blocks->len < BLOCKS_MAX || flush_blocks (self, error);
}

static gboolean
pack_all (RsUndatedWriter *self, GError **error)
{
  for (guint i = 0; i < self->order->len; i++)
    {
      gint64 *vessel_id = g_ptr_array_index (self->order, i);

      if (!pack (self, *vessel_id, g_hash_table_lookup (self->waiting, vessel_id), error))
        return FALSE;
    }
  g_hash_table_remove_all (self->waiting);
  g_ptr_array_set_size (self->order, 0);
  return TRUE;
}

gboolean
rs_undated_writer_add (RsUndatedWriter *self, gint64 vessel_id, const RsFix *fix, GError **error)
{
  GArray *fixes = g_hash_table_lookup (self->waiting, &vessel_id);

  if (!fixes)
    {
      gint64 *key = g_memdup2 (&vessel_id, sizeof vessel_id);

      fixes = g_array_new (FALSE, FALSE, sizeof (RsFix));
      g_ptr_array_add (self->order, key);
      g_hash_table_insert (self->waiting, key, fixes);
    }
  g_array_append_val (fixes, *fix);
  self->n++;
  self->n_waiting++;
  if (fixes->len == RS_FIX_BLOCK_MAX)
    return pack (self, vessel_id, fixes, error);
  return self->n_waiting < WAITING_MAX || pack_all (self, error);
}

gboolean
rs_undated_writer_end (RsUndatedWriter *self, guint8 *out_digest, guint64 *out_n, GError **error)
{
  if (!pack_all (self, error) || !flush_blocks (self, error))
    return FALSE;
  *out_n = self->n;
  if (self->n > 0)
    rs_sha256_get_digest (&self->checksum, out_digest);
  return TRUE;
}
