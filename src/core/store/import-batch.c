/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/import-batch.h"

#include <string.h>

#include "store/fix-block.h"

/* A transaction holds at most this many rows, or what came in this time. */
#define ROWS_MAX 5000
#define BLOCKS_MAX 256
#define WAIT_MAX_US (250 * 1000)

typedef struct
{
  gint64 vessel_id;
  guint n;
  gint64 from_ms, to_ms;
  RsFixBox boxes[2];
  guint n_boxes;
  GBytes *content;
} Block;

typedef struct
{
  guint32 line;
  char *reason;
  char *text;
} Reject;

struct _RsImportBatch
{
  RsStore *store;
  gint64 import_id;
  GArray *blocks;  /* of Block */
  GArray *rejects; /* of Reject */
  gint64 since_us; /* monotonic: when the last batch was written */
  GChecksum *blocks_checksum;
  GChecksum *rejects_checksum;
};

static void
clear_block (gpointer data)
{
  g_bytes_unref (((Block *) data)->content);
}

static void
clear_reject (gpointer data)
{
  Reject *reject = data;

  g_free (reject->reason);
  g_free (reject->text);
}

RsImportBatch *
rs_import_batch_new (RsStore *store)
{
  RsImportBatch *self = g_new0 (RsImportBatch, 1);

  self->store = store;
  self->blocks = g_array_new (FALSE, FALSE, sizeof (Block));
  g_array_set_clear_func (self->blocks, clear_block);
  self->rejects = g_array_new (FALSE, FALSE, sizeof (Reject));
  g_array_set_clear_func (self->rejects, clear_reject);
  self->blocks_checksum = g_checksum_new (G_CHECKSUM_SHA256);
  self->rejects_checksum = g_checksum_new (G_CHECKSUM_SHA256);
  return self;
}

void
rs_import_batch_free (RsImportBatch *self)
{
  g_array_unref (self->blocks);
  g_array_unref (self->rejects);
  g_checksum_free (self->blocks_checksum);
  g_checksum_free (self->rejects_checksum);
  g_free (self);
}

void
rs_import_batch_discard (RsImportBatch *self)
{
  g_array_set_size (self->blocks, 0);
  g_array_set_size (self->rejects, 0);
}

void
rs_import_batch_begin (RsImportBatch *self, gint64 import_id)
{
  self->import_id = import_id;
  self->since_us = g_get_monotonic_time ();
  g_checksum_reset (self->blocks_checksum);
  g_checksum_reset (self->rejects_checksum);
}

static void
digest_number (GChecksum *checksum, gint64 value)
{
  guint64 little = GUINT64_TO_LE ((guint64) value);

  g_checksum_update (checksum, (const guchar *) &little, sizeof little);
}

void
rs_import_digest_block (GChecksum *checksum, gint64 vessel_id, gint64 n, gint64 from_ms,
                        gint64 to_ms, gconstpointer content, gsize size)
{
  digest_number (checksum, vessel_id);
  digest_number (checksum, n);
  digest_number (checksum, from_ms);
  digest_number (checksum, to_ms);
  digest_number (checksum, (gint64) size);
  g_checksum_update (checksum, size ? content : "", (gssize) size);
}

void
rs_import_batch_digest (RsImportBatch *self, const guint8 *bytes, gsize size)
{
  g_checksum_update (self->blocks_checksum, bytes, (gssize) size);
}

void
rs_import_digest_reject (GChecksum *checksum, gint64 line, const char *reason, const char *text)
{
  digest_number (checksum, line);
  digest_number (checksum, (gint64) strlen (reason));
  g_checksum_update (checksum, (const guchar *) reason, (gssize) strlen (reason));
  digest_number (checksum, (gint64) strlen (text));
  g_checksum_update (checksum, (const guchar *) text, (gssize) strlen (text));
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
  gboolean any = FALSE;

  for (guint i = 0; i < n; i++)
    {
      const RsFix *fix = &fixes[i];
      gint32 t_s = rs_fix_box_second (fix->t_ms);

      if (fix->lon_e7 < from_e7 || fix->lon_e7 > to_e7)
        continue;
      if (!any)
        *out = (RsFixBox) { fix->lon_e7, fix->lon_e7, fix->lat_e7, fix->lat_e7, t_s, t_s };
      any = TRUE;
      out->west_e7 = MIN (out->west_e7, fix->lon_e7);
      out->east_e7 = MAX (out->east_e7, fix->lon_e7);
      out->south_e7 = MIN (out->south_e7, fix->lat_e7);
      out->north_e7 = MAX (out->north_e7, fix->lat_e7);
      out->from_s = MIN (out->from_s, t_s);
      out->to_s = MAX (out->to_s, t_s);
    }
  return any;
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
put_block (RsDatabase *database, gint64 import_id, const Block *block, GError **error)
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
  if (rs_statement_step (s, error) < 0)
    return FALSE;
  id = rs_statement_get_int (s);
  rs_statement_reset (s);
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
put_reject (RsDatabase *database, gint64 import_id, const Reject *reject, GError **error)
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
flush_in_writer (RsDatabase *database, gpointer user_data, GError **error)
{
  RsImportBatch *self = user_data;

  if (!rs_database_begin (database, error))
    return FALSE;
  for (guint i = 0; i < self->blocks->len; i++)
    if (!put_block (database, self->import_id, &g_array_index (self->blocks, Block, i), error))
      return FALSE;
  for (guint i = 0; i < self->rejects->len; i++)
    if (!put_reject (database, self->import_id, &g_array_index (self->rejects, Reject, i), error))
      return FALSE;
  return rs_database_commit (database, error);
}

gboolean
rs_import_batch_flush (RsImportBatch *self, GError **error)
{
  if (self->blocks->len + self->rejects->len > 0
      && !rs_store_write (self->store, flush_in_writer, self, error))
    return FALSE;
  rs_import_batch_discard (self);
  self->since_us = g_get_monotonic_time ();
  return TRUE;
}

static gboolean
flush_if_due (RsImportBatch *self, GError **error)
{
  if (self->blocks->len < BLOCKS_MAX && self->rejects->len < ROWS_MAX
      && g_get_monotonic_time () - self->since_us < WAIT_MAX_US)
    return TRUE;
  return rs_import_batch_flush (self, error);
}

static int
compare_times (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const RsFix *fa = a, *fb = b;

  return (fa->t_ms > fb->t_ms) - (fa->t_ms < fb->t_ms);
}

gboolean
rs_import_batch_add_block (RsImportBatch *self, gint64 vessel_id, RsFix *fixes, guint n,
                           GError **error)
{
  Block block = { .vessel_id = vessel_id, .n = n };
  gsize size;
  gconstpointer content;

  for (guint i = 1; i < n; i++)
    if (fixes[i].t_ms < fixes[i - 1].t_ms)
      {
        g_qsort_with_data (fixes, (gint) n, sizeof *fixes, compare_times, NULL);
        break;
      }
  block.from_ms = fixes[0].t_ms;
  block.to_ms = fixes[n - 1].t_ms;
  block.n_boxes = rs_fix_boxes (fixes, n, block.boxes);
  block.content = rs_fix_block_pack (fixes, n);
  content = g_bytes_get_data (block.content, &size);
  rs_import_digest_block (self->blocks_checksum, vessel_id, n, block.from_ms, block.to_ms, content,
                          size);
  g_array_append_val (self->blocks, block);
  return flush_if_due (self, error);
}

gboolean
rs_import_batch_add_reject (RsImportBatch *self, guint32 line, const char *reason, const char *text,
                            GError **error)
{
  Reject reject = { line, g_strdup (reason), g_strdup (text) };

  rs_import_digest_reject (self->rejects_checksum, line, reason, text);
  g_array_append_val (self->rejects, reject);
  return flush_if_due (self, error);
}

/* A checksum is closed by asking for it: a copy is asked. */
static char *
get_hex (const GChecksum *checksum)
{
  g_autoptr (GChecksum) copy = g_checksum_copy (checksum);

  return g_strdup (g_checksum_get_string (copy));
}

char *
rs_import_batch_get_blocks_sha256 (RsImportBatch *self)
{
  return get_hex (self->blocks_checksum);
}

char *
rs_import_batch_get_rejects_sha256 (RsImportBatch *self)
{
  return get_hex (self->rejects_checksum);
}
