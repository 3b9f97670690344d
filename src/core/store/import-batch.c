/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/import-batch.h"

#include <string.h>

#include "model/background.h"
#include "store/fix-block.h"

/* A transaction holds at most this many rows, or what came in this time. */
#define ROWS_MAX 5000
#define BLOCKS_MAX 256
#define WAIT_MAX_US (250 * 1000)
/* Who waits looks this often whether it was cancelled. */
#define LOOK_US (20 * 1000)
/* Blocks that are being packed (128 KiB each), and bytes of rejected rows that wait. */
#define N_BUFFERS 24
#define REJECT_BYTES_MAX (4 * 1024 * 1024)

/* A block of fixes, or a rejected row if it has a reason. */
typedef struct
{
  gint64 vessel_id;
  guint n;
  RsFix *fixes; /* (nullable): of the buffers; given back when it is packed */
  gboolean done; /* packed */
  gint64 from_ms, to_ms;
  RsFixBox boxes[2];
  guint n_boxes;
  GBytes *content;
  guint32 line;
  char *reason;
  char *text;
} Row;

struct _RsImportBatch
{
  RsStore *store;
  GCancellable *cancellable; /* (nullable) */
  gint64 import_id;
  RsFix *taken; /* by the giving thread, not given back yet */

  GMutex mutex; /* of what follows */
  GCond changed;
  GPtrArray *buffers; /* of RsFix*: free ones */
  GQueue to_pack;     /* of Row*, borrowed */
  GQueue rows;        /* of Row*: all that is not written, as they came */
  gsize reject_bytes; /* in them */
  gboolean flushing;  /* somebody waits until all is written */
  gboolean writing;   /* the writing thread is beyond rows */
  gboolean ending;
  GError *error; /* (nullable) */

  GThread *threads[9]; /* packing, and the last one writing */
  guint n_threads;

  /* The writing thread's; anybody's after a flush. */
  GPtrArray *batch; /* of Row*: for the next transaction */
  gint64 since_us;  /* monotonic: when the last one was written */
  RsSha256 blocks_checksum, rejects_checksum;
};

static void
row_free (gpointer data)
{
  Row *self = data;

  g_clear_pointer (&self->content, g_bytes_unref);
  g_free (self->reason);
  g_free (self->text);
  g_free (self);
}

static void
digest_number (RsSha256 *checksum, gint64 value)
{
  guint64 little = GUINT64_TO_LE ((guint64) value);

  rs_sha256_update (checksum, &little, sizeof little);
}

void
rs_import_digest_block (RsSha256 *checksum, gint64 vessel_id, gint64 n, gint64 from_ms,
                        gint64 to_ms, gconstpointer content, gsize size)
{
  digest_number (checksum, vessel_id);
  digest_number (checksum, n);
  digest_number (checksum, from_ms);
  digest_number (checksum, to_ms);
  digest_number (checksum, (gint64) size);
  rs_sha256_update (checksum, content, size);
}

void
rs_import_digest_reject (RsSha256 *checksum, gint64 line, const char *reason, const char *text)
{
  digest_number (checksum, line);
  digest_number (checksum, (gint64) strlen (reason));
  rs_sha256_update (checksum, reason, strlen (reason));
  digest_number (checksum, (gint64) strlen (text));
  rs_sha256_update (checksum, text, strlen (text));
}

gint32
rs_fix_box_second (gint64 t_ms)
{
  gint64 second = t_ms / 1000 - (t_ms % 1000 < 0);

  return (gint32) CLAMP (second, G_MININT32, G_MAXINT32);
}

/* The box of the fixes whose longitude lies in [@from_e7, @to_e7]; FALSE if there are none. */
static gboolean
get_box (const RsFix *fixes, guint n, gint32 from_e7, gint32 to_e7, RsFixBox *out)
{
  RsFixBox box = { G_MAXINT32, G_MININT32, G_MAXINT32, G_MININT32, 0, 0 };
  gint64 from_ms = G_MAXINT64, to_ms = G_MININT64;

  for (guint i = 0; i < n; i++)
    {
      const RsFix *fix = &fixes[i];

      if (fix->lon_e7 < from_e7 || fix->lon_e7 > to_e7)
        continue;
      box.west_e7 = MIN (box.west_e7, fix->lon_e7);
      box.east_e7 = MAX (box.east_e7, fix->lon_e7);
      box.south_e7 = MIN (box.south_e7, fix->lat_e7);
      box.north_e7 = MAX (box.north_e7, fix->lat_e7);
      from_ms = MIN (from_ms, fix->t_ms);
      to_ms = MAX (to_ms, fix->t_ms);
    }
  if (from_ms > to_ms)
    return FALSE;
  box.from_s = rs_fix_box_second (from_ms);
  box.to_s = rs_fix_box_second (to_ms);
  *out = box;
  return TRUE;
}

guint
rs_fix_boxes (const RsFix *fixes, guint n, RsFixBox out[2])
{
  if (!get_box (fixes, n, G_MININT32, G_MAXINT32, &out[0]))
    return 0;
  /* Wider than half the world: they meet across 180 degrees, or two boxes are the better anyway. */
  if ((gint64) out[0].east_e7 - out[0].west_e7 <= RS_LON_E7_MAX)
    return 1;
  get_box (fixes, n, G_MININT32, -1, &out[0]);
  get_box (fixes, n, 0, G_MAXINT32, &out[1]);
  return 2;
}

static gboolean
put_block (RsDatabase *database, gint64 import_id, const Row *block, GError **error)
{
  RsStatement *s = rs_database_get (database, RS_SQL_PUT_BLOCK, error);
  gsize size;
  gconstpointer content = g_bytes_get_data (block->content, &size);
  gint64 id;

  if (!s)
    return FALSE;
  rs_statement_put_int (s, import_id);
  rs_statement_put_int (s, block->vessel_id);
  rs_statement_put_int (s, block->n);
  rs_statement_put_int (s, block->from_ms);
  rs_statement_put_int (s, block->to_ms);
  rs_statement_put_blob (s, content, size);
  if (!rs_statement_run (s, error))
    return FALSE;
  id = rs_database_get_last_id (database);
  for (guint i = 0; i < block->n_boxes; i++)
    {
      const RsFixBox *box = &block->boxes[i];

      s = rs_database_get (database, RS_SQL_PUT_AREA, error);
      if (!s)
        return FALSE;
      rs_statement_put_int (s, id * 2 + i);
      rs_statement_put_int (s, box->west_e7);
      rs_statement_put_int (s, box->east_e7);
      rs_statement_put_int (s, box->south_e7);
      rs_statement_put_int (s, box->north_e7);
      rs_statement_put_int (s, box->from_s);
      rs_statement_put_int (s, box->to_s);
      if (!rs_statement_run (s, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
put_reject (RsDatabase *database, gint64 import_id, const Row *reject, GError **error)
{
  RsStatement *s = rs_database_get (database, RS_SQL_PUT_REJECT, error);

  if (!s)
    return FALSE;
  rs_statement_put_int (s, import_id);
  rs_statement_put_int (s, reject->line);
  rs_statement_put_text (s, reject->reason);
  rs_statement_put_text (s, reject->text);
  return rs_statement_run (s, error);
}

static gboolean
write_in_writer (RsDatabase *database, gpointer user_data, GError **error)
{
  RsImportBatch *self = user_data;

  if (!rs_database_begin (database, error))
    return FALSE;
  for (guint i = 0; i < self->batch->len; i++)
    {
      const Row *row = g_ptr_array_index (self->batch, i);

      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      if (row->reason ? !put_reject (database, self->import_id, row, error)
                      : !put_block (database, self->import_id, row, error))
        return FALSE;
    }
  return rs_database_commit (database, error);
}

static void
pack_row (Row *row, RsFixPacker *packer)
{
  row->from_ms = row->fixes[0].t_ms;
  row->to_ms = row->fixes[row->n - 1].t_ms;
  row->n_boxes = rs_fix_boxes (row->fixes, row->n, row->boxes);
  row->content = rs_fix_packer_pack (packer, row->fixes, row->n);
}

static gpointer
run_packer (gpointer data)
{
  RsImportBatch *self = data;
  g_autoptr (RsFixPacker) packer = rs_fix_packer_new ();

  rs_background_begin ();
  g_mutex_lock (&self->mutex);
  for (;;)
    {
      Row *row = g_queue_pop_head (&self->to_pack);

      if (row)
        {
          g_mutex_unlock (&self->mutex);
          pack_row (row, packer);
          g_mutex_lock (&self->mutex);
          g_ptr_array_add (self->buffers, g_steal_pointer (&row->fixes));
          row->done = TRUE;
          g_cond_broadcast (&self->changed);
        }
      else if (self->ending)
        break;
      else
        g_cond_wait (&self->changed, &self->mutex);
    }
  g_mutex_unlock (&self->mutex);
  return NULL;
}

/* Takes what is ready, in order. With the mutex. */
static void
take_ready (RsImportBatch *self)
{
  Row *row;

  while ((row = g_queue_peek_head (&self->rows)) != NULL && row->done
         && self->batch->len < ROWS_MAX)
    {
      g_queue_pop_head (&self->rows);
      if (row->reason)
        self->reject_bytes -= strlen (row->text) + sizeof *row;
      g_ptr_array_add (self->batch, row);
    }
}

/* Without the mutex. */
static void
digest_rows (RsImportBatch *self, guint from)
{
  for (guint i = from; i < self->batch->len; i++)
    {
      const Row *row = g_ptr_array_index (self->batch, i);
      gsize size;
      gconstpointer content;

      if (row->reason)
        {
          rs_import_digest_reject (&self->rejects_checksum, row->line, row->reason, row->text);
          continue;
        }
      content = g_bytes_get_data (row->content, &size);
      rs_import_digest_block (&self->blocks_checksum, row->vessel_id, row->n, row->from_ms,
                              row->to_ms, content, size);
    }
}

static gpointer
run_writing (gpointer data)
{
  RsImportBatch *self = data;

  rs_background_begin ();
  g_mutex_lock (&self->mutex);
  for (;;)
    {
      guint before = self->batch->len;
      gboolean due;

      take_ready (self);
      due = self->batch->len > 0
            && (self->batch->len >= BLOCKS_MAX
                || g_get_monotonic_time () - self->since_us >= WAIT_MAX_US
                || (self->flushing && self->rows.length == 0));
      if (self->batch->len > before || due)
        {
          GError *error = NULL;

          self->writing = TRUE;
          g_cond_broadcast (&self->changed);
          g_mutex_unlock (&self->mutex);
          digest_rows (self, before);
          if (due)
            {
              if (!self->error)
                rs_store_write (self->store, write_in_writer, self, &error);
              g_ptr_array_set_size (self->batch, 0);
              self->since_us = g_get_monotonic_time ();
            }
          g_mutex_lock (&self->mutex);
          self->writing = FALSE;
          if (error && !self->error)
            self->error = error;
          else
            g_clear_error (&error);
          g_cond_broadcast (&self->changed);
          continue;
        }
      if (self->ending)
        break;
      if (self->batch->len > 0)
        g_cond_wait_until (&self->changed, &self->mutex, self->since_us + WAIT_MAX_US);
      else
        g_cond_wait (&self->changed, &self->mutex);
    }
  g_mutex_unlock (&self->mutex);
  return NULL;
}

RsImportBatch *
rs_import_batch_new (RsStore *store)
{
  RsImportBatch *self = g_new0 (RsImportBatch, 1);
  guint n_packers = rs_background_get_n_workers ();

  self->store = store;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  g_queue_init (&self->to_pack);
  g_queue_init (&self->rows);
  self->batch = g_ptr_array_new_with_free_func (row_free);
  self->buffers = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < N_BUFFERS; i++)
    g_ptr_array_add (self->buffers, g_new (RsFix, RS_FIX_BLOCK_MAX));
  for (guint i = 0; i < n_packers; i++)
    self->threads[self->n_threads++] = g_thread_new ("import-pack", run_packer, self);
  self->threads[self->n_threads++] = g_thread_new ("import-write", run_writing, self);
  return self;
}

void
rs_import_batch_set_cancellable (RsImportBatch *self, GCancellable *cancellable)
{
  g_set_object (&self->cancellable, cancellable);
}

void
rs_import_batch_discard (RsImportBatch *self)
{
  Row *row;

  g_mutex_lock (&self->mutex);
  while ((row = g_queue_pop_head (&self->to_pack)) != NULL)
    {
      g_ptr_array_add (self->buffers, g_steal_pointer (&row->fixes));
      /* The writer may not get what was never packed. */
      g_queue_remove (&self->rows, row);
      row_free (row);
    }
  /* Those in the hands of a packer are waited for. */
  for (;;)
    {
      gboolean busy = self->writing;

      for (GList *l = self->rows.head; l && !busy; l = l->next)
        busy = !((Row *) l->data)->done;
      if (!busy)
        break;
      g_cond_wait (&self->changed, &self->mutex);
    }
  g_queue_clear_full (&self->rows, row_free);
  g_ptr_array_set_size (self->batch, 0);
  self->reject_bytes = 0;
  g_clear_error (&self->error);
  if (self->taken)
    g_ptr_array_add (self->buffers, g_steal_pointer (&self->taken));
  g_mutex_unlock (&self->mutex);
}

void
rs_import_batch_free (RsImportBatch *self)
{
  rs_import_batch_discard (self);
  g_mutex_lock (&self->mutex);
  self->ending = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
  for (guint i = 0; i < self->n_threads; i++)
    g_thread_join (self->threads[i]);
  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->batch);
  g_ptr_array_unref (self->buffers);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);
  g_free (self);
}

void
rs_import_batch_begin (RsImportBatch *self, gint64 import_id)
{
  g_mutex_lock (&self->mutex);
  self->import_id = import_id;
  self->since_us = g_get_monotonic_time ();
  rs_sha256_init (&self->blocks_checksum);
  rs_sha256_init (&self->rejects_checksum);
  g_mutex_unlock (&self->mutex);
}

/* With the mutex. */
static gboolean
check_failed (RsImportBatch *self, GError **error)
{
  if (self->error && error)
    *error = g_error_copy (self->error);
  return self->error != NULL || g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

/* Waits for a change, or a moment. With the mutex. FALSE: it was cancelled. */
static gboolean
wait_for_change (RsImportBatch *self)
{
  if (g_cancellable_is_cancelled (self->cancellable))
    return FALSE;
  g_cond_wait_until (&self->changed, &self->mutex, g_get_monotonic_time () + LOOK_US);
  return TRUE;
}

RsFix *
rs_import_batch_take_buffer (RsImportBatch *self, GError **error)
{
  gboolean ok;

  g_mutex_lock (&self->mutex);
  while (!self->taken && self->buffers->len == 0 && wait_for_change (self))
    ;
  ok = !check_failed (self, error);
  if (ok && !self->taken)
    self->taken = g_ptr_array_steal_index_fast (self->buffers, self->buffers->len - 1);
  g_mutex_unlock (&self->mutex);
  return ok ? self->taken : NULL;
}

void
rs_import_batch_add_block (RsImportBatch *self, gint64 vessel_id, guint n)
{
  Row *row = g_new0 (Row, 1);

  g_return_if_fail (self->taken);

  row->vessel_id = vessel_id;
  row->n = n;
  g_mutex_lock (&self->mutex);
  row->fixes = g_steal_pointer (&self->taken);
  g_queue_push_tail (&self->to_pack, row);
  g_queue_push_tail (&self->rows, row);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
}

gboolean
rs_import_batch_add_reject (RsImportBatch *self, guint32 line, const char *reason, const char *text,
                            GError **error)
{
  Row *row;
  gboolean ok;

  g_mutex_lock (&self->mutex);
  while (self->reject_bytes > REJECT_BYTES_MAX && wait_for_change (self))
    ;
  ok = !check_failed (self, error);
  if (ok)
    {
      row = g_new0 (Row, 1);
      row->line = line;
      row->reason = g_strdup (reason);
      row->text = g_strdup (text);
      row->done = TRUE;
      self->reject_bytes += strlen (text) + sizeof *row;
      g_queue_push_tail (&self->rows, row);
      g_cond_broadcast (&self->changed);
    }
  g_mutex_unlock (&self->mutex);
  return ok;
}

gboolean
rs_import_batch_flush (RsImportBatch *self, GError **error)
{
  gboolean ok;

  g_mutex_lock (&self->mutex);
  self->flushing = TRUE;
  g_cond_broadcast (&self->changed);
  while ((self->rows.length > 0 || self->batch->len > 0 || self->writing)
         && wait_for_change (self))
    ;
  self->flushing = FALSE;
  ok = !check_failed (self, error);
  g_mutex_unlock (&self->mutex);
  return ok;
}

void
rs_import_batch_digest (RsImportBatch *self, const guint8 *bytes, gsize size)
{
  rs_sha256_update (&self->blocks_checksum, bytes, size);
}

char *
rs_import_batch_get_blocks_sha256 (RsImportBatch *self)
{
  return rs_sha256_dup_hex (&self->blocks_checksum);
}

char *
rs_import_batch_get_rejects_sha256 (RsImportBatch *self)
{
  return rs_sha256_dup_hex (&self->rejects_checksum);
}
