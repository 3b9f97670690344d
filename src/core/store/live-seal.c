/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/live-seal.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "store/fix-block.h"
#include "store/history.h"
#include "store/import-batch.h"
#include "store/import-report.h"
#include "store/live-writer.h"
#include "store/records-read.h"
#include "store/records-write.h"

gboolean
rs_live_put_import (RsDatabase *database, const RsImport *import, GError **error)
{
  RsStatement *s = rs_database_get (database, RS_SQL_BEGIN_DATA, error);

  if (!s)
    return FALSE;
  rs_statement_put_int (s, import->id);
  return rs_statement_run (s, error)
         && rs_records_put_import (database, import, "", "", error);
}

gboolean
rs_live_put_vessel (RsDatabase *database, guint32 mmsi, const char *country, gint64 import_id,
                    gint64 id, GError **error)
{
  g_autofree char *label = g_strdup_printf ("MMSI %09u", mmsi);
  RsStatement *s = rs_database_get (database, RS_SQL_BRING_VESSEL, error);

  if (!s)
    return FALSE;
  rs_statement_put_int (s, id);
  rs_statement_put_int (s, mmsi);
  rs_statement_put_text (s, label);
  rs_statement_put_text (s, country);
  rs_statement_put_int (s, import_id);
  return rs_statement_run (s, error);
}

gboolean
rs_live_find_vessel (RsDatabase *database, guint32 mmsi, const char *country, gint64 import_id,
                     gint64 *out_id, GError **error)
{
  RsStatement *s = rs_database_get (database, RS_SQL_FIND_VESSEL_BY_MMSI, error);
  gint64 id = 0;
  int found;

  if (!s)
    return FALSE;
  rs_statement_put_int (s, mmsi);
  found = rs_statement_step (s, error);
  if (found > 0)
    id = rs_statement_get_int (s);
  rs_statement_reset (s);
  if (found < 0
      || (id == 0
          && (!rs_database_next_id (database, "vessel", 1, &id, error)
              || !rs_live_put_vessel (database, mmsi, country, import_id, id, error))))
    return FALSE;
  *out_id = id;
  return TRUE;
}

gboolean
rs_live_put_identity (RsDatabase *database, gint64 vessel_id, RsIdentity *identity, GError **error)
{
  RsStatement *s;

  if (identity->id == 0)
    return rs_database_next_id (database, "identity", 1, &identity->id, error)
           && rs_records_put_identity (database, vessel_id, identity, error);
  s = rs_database_get (database, RS_SQL_UPDATE_IDENTITY, error);
  if (!s)
    return FALSE;
  rs_statement_put_int (s, identity->id);
  rs_statement_put_int (s, identity->import_id);
  rs_statement_put_time (s, identity->from_ms);
  rs_statement_put_time (s, identity->to_ms);
  rs_statement_put_text (s, identity->name);
  rs_statement_put_text (s, identity->callsign);
  rs_statement_put_id (s, identity->imo);
  rs_statement_put_int (s, identity->ship_type);
  rs_statement_put_int (s, identity->dim_a_m);
  rs_statement_put_int (s, identity->dim_b_m);
  rs_statement_put_int (s, identity->dim_c_m);
  rs_statement_put_int (s, identity->dim_d_m);
  rs_statement_put_int (s, identity->draught_dm);
  rs_statement_put_text (s, identity->destination);
  return rs_statement_run (s, error);
}

static gboolean
put_areas (RsDatabase *database, gint64 block_id, const RsFix *fixes, guint n, GError **error)
{
  RsFixBox boxes[2];
  guint n_boxes = rs_fix_boxes (fixes, n, boxes);
  RsStatement *s = rs_database_get (database, RS_SQL_DELETE_AREAS_OF_BLOCK, error);

  if (!s)
    return FALSE;
  rs_statement_put_int (s, block_id);
  if (!rs_statement_run (s, error))
    return FALSE;
  for (guint i = 0; i < n_boxes; i++)
    {
      s = rs_database_get (database, RS_SQL_PUT_AREA, error);
      if (!s)
        return FALSE;
      rs_statement_put_int (s, block_id * 2 + i);
      rs_statement_put_int (s, boxes[i].west_e7);
      rs_statement_put_int (s, boxes[i].east_e7);
      rs_statement_put_int (s, boxes[i].south_e7);
      rs_statement_put_int (s, boxes[i].north_e7);
      rs_statement_put_int (s, boxes[i].from_s);
      rs_statement_put_int (s, boxes[i].to_s);
      if (!rs_statement_run (s, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
rs_live_put_block (RsDatabase *database, gint64 import_id, gint64 vessel_id, const RsFix *fixes,
                   guint n, gint64 *block_id, GError **error)
{
  g_autoptr (GBytes) content = rs_fix_block_pack (fixes, n);
  gsize size;
  gconstpointer data = g_bytes_get_data (content, &size);
  gboolean is_new = *block_id == 0;
  RsStatement *s
      = rs_database_get (database, is_new ? RS_SQL_PUT_BLOCK : RS_SQL_UPDATE_BLOCK, error);

  if (!s)
    return FALSE;
  if (is_new)
    {
      rs_statement_put_int (s, import_id);
      rs_statement_put_int (s, vessel_id);
    }
  else
    rs_statement_put_int (s, *block_id);
  rs_statement_put_int (s, n);
  rs_statement_put_int (s, fixes[0].t_ms);
  rs_statement_put_int (s, fixes[n - 1].t_ms);
  rs_statement_put_blob (s, data, size);
  if (!rs_statement_run (s, error))
    return FALSE;
  if (is_new)
    *block_id = rs_database_get_last_id (database);
  return put_areas (database, *block_id, fixes, n, error);
}

/* What an import added up to, counted in the file. */
typedef struct
{
  gint64 n_fixes, n_rejected;
  gint64 from_ms, to_ms;
  RsSha256 blocks, rejects;
  RsImport *report; /* fixes with each flag, rejected rows by reason */
} Sum;

static void
count_flags (gconstpointer content, gsize size, guint n, RsFix *buffer, RsImport *report)
{
  if (n < 1 || n > RS_FIX_BLOCK_MAX || !rs_fix_block_unpack (content, size, n, buffer, NULL))
    return;
  for (guint i = 0; i < n; i++)
    for (guint bit = 0; bit < RS_N_FIX_FLAGS; bit++)
      report->n_flagged[bit] += buffer[i].flags >> bit & 1;
}

static void
count_reason (RsImport *report, const char *reason, guint32 line)
{
  for (guint i = 0; i < report->reasons->len; i++)
    {
      RsReasonCount *count = g_ptr_array_index (report->reasons, i);

      if (g_str_equal (count->reason, reason))
        {
          count->n++;
          return;
        }
    }
  g_ptr_array_add (report->reasons, rs_reason_count_new (reason, 1, line));
}

static gboolean
sum_blocks (RsDatabase *database, gint64 import_id, Sum *sum, GError **error)
{
  g_autofree RsFix *buffer = g_new (RsFix, RS_FIX_BLOCK_MAX);
  RsStatement *s = rs_database_get (database, RS_SQL_GET_BLOCKS_OF_IMPORT, error);
  int found;

  if (!s)
    return FALSE;
  rs_statement_put_int (s, import_id);
  while ((found = rs_statement_step (s, error)) > 0)
    {
      gint64 vessel_id = rs_statement_get_int (s);
      gint64 n = rs_statement_get_int (s);
      gint64 from_ms = rs_statement_get_int (s);
      gint64 to_ms = rs_statement_get_int (s);
      gsize size;
      gconstpointer content = rs_statement_get_blob (s, &size);

      rs_import_digest_block (&sum->blocks, vessel_id, n, from_ms, to_ms, content, size);
      count_flags (content, size, (guint) n, buffer, sum->report);
      sum->n_fixes += n;
      sum->from_ms = sum->from_ms == RS_TIME_NONE ? from_ms : MIN (sum->from_ms, from_ms);
      sum->to_ms = sum->to_ms == RS_TIME_NONE ? to_ms : MAX (sum->to_ms, to_ms);
    }
  return found == 0;
}

static gboolean
sum_rejects (RsDatabase *database, gint64 import_id, Sum *sum, GError **error)
{
  RsStatement *s = rs_database_get (database, RS_SQL_GET_REJECTS_BY_ID, error);
  int found;

  if (!s)
    return FALSE;
  rs_statement_put_int (s, import_id);
  while ((found = rs_statement_step (s, error)) > 0)
    {
      gint64 line = rs_statement_get_int (s);
      const char *reason = rs_statement_get_text (s);

      count_reason (sum->report, reason, (guint32) line);
      rs_import_digest_reject (&sum->rejects, line, reason, rs_statement_get_text (s));
      sum->n_rejected++;
    }
  return found == 0;
}

static gboolean
put_sum (RsDatabase *database, const RsImport *import, const Sum *sum, GError **error)
{
  RsStatement *s = rs_database_get (database, RS_SQL_SEAL_IMPORT, error);
  g_autofree char *blocks = rs_sha256_dup_hex (&sum->blocks);
  g_autofree char *rejects = rs_sha256_dup_hex (&sum->rejects);

  if (!s)
    return FALSE;
  rs_statement_put_int (s, import->id);
  rs_statement_put_text (s, import->sha256);
  rs_statement_put_int (s, import->size);
  rs_statement_put_int (s, import->n_read);
  rs_statement_put_int (s, sum->n_fixes);
  rs_statement_put_int (s, sum->n_rejected);
  rs_statement_put_time (s, sum->from_ms);
  rs_statement_put_time (s, sum->to_ms);
  rs_statement_put_text (s, blocks);
  rs_statement_put_text (s, rejects);
  return rs_statement_run (s, error);
}

gboolean
rs_live_seal (RsDatabase *database, const RsImport *import, const char *clock, GError **error)
{
  g_autoptr (RsImport) report = rs_import_new ();
  Sum sum = { .from_ms = RS_TIME_NONE, .to_ms = RS_TIME_NONE, .report = report };
  RsStatement *s;

  report->id = import->id;
  g_free (report->clock);
  report->clock = g_strdup (clock);

  rs_sha256_init (&sum.blocks);
  rs_sha256_init (&sum.rejects);
  if (!sum_blocks (database, import->id, &sum, error)
      || !sum_rejects (database, import->id, &sum, error)
      || !put_sum (database, import, &sum, error)
      || !rs_import_report_put (database, report, error))
    return FALSE;
  s = rs_database_get (database, RS_SQL_COMPLETE_DATA, error);
  if (!s)
    return FALSE;
  rs_statement_put_int (s, import->id);
  return rs_statement_run (s, error);
}

/* After a crash. */

/* SHA-256 and size of the log beside the case; "" and 0 if it is not there. */
static void
hash_log (RsDatabase *database, RsImport *import)
{
  g_autofree char *folder = g_path_get_dirname (rs_database_get_path (database));
  g_autofree char *path = g_build_filename (folder, import->file_name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  RsSha256 checksum;
  g_autofree guchar *buffer = g_malloc (64 * 1024);
  gint64 size = 0;
  gssize got = stream ? 0 : -1;

  rs_sha256_init (&checksum);
  while (stream
         && (got = g_input_stream_read (G_INPUT_STREAM (stream), buffer, 64 * 1024, NULL, NULL)) > 0)
    {
      rs_sha256_update (&checksum, buffer, (gsize) got);
      size += got;
    }
  if (got < 0)
    return;
  g_free (import->sha256);
  import->sha256 = rs_sha256_dup_hex (&checksum);
  import->size = size;
}

static gboolean
seal_in_writer (RsDatabase *database, gpointer user_data, GError **error)
{
  return rs_live_seal (database, user_data,
                       _("reception by this machine; the listening was cut off"), error);
}

/* (nullable): an import whose listening never ended; NULL without @error if there is none. */
static RsImport *
find_broken (RsDatabase *database, GError **error)
{
  gint64 id = 0;

  if (!rs_database_query_int (database,
                              "SELECT import_id FROM import_data JOIN import ON id = import_id"
                              " WHERE complete = 0 LIMIT 1",
                              &id, error)
      || id == 0)
    return NULL;
  return rs_records_read_import (database, id, error);
}

gboolean
rs_live_recover (RsDatabase *database, RsHistory *history, char **out_notice, GError **error)
{
  GError *failure = NULL;

  *out_notice = NULL;
  for (;;)
    {
      g_autoptr (RsImport) import = find_broken (database, &failure);
      gint64 step = 0;

      if (!import)
        break;
      if (!rs_history_find_import (database, import->id, &step, error))
        return FALSE;
      hash_log (database, import);
      if (!rs_history_record_step (history, database, "import", _("Close what was listened to"),
                                   seal_in_writer, import, &step, error))
        return FALSE;
      g_free (*out_notice);
      *out_notice = g_strdup_printf (
          /* Translators: the address that was listened to */
          _("Listening to %s was cut off, and the case was not closed. All positions that had been "
            "stored by then are kept."),
          import->options);
    }
  if (failure)
    g_propagate_error (error, failure);
  return failure == NULL;
}
