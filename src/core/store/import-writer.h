/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/records.h"
#include "model/track.h"
#include "store/import-batch.h"
#include "store/store.h"

G_BEGIN_DECLS

/* Writes what a reader of files finds into a case: begin a file, name vessels, add fixes, static
 * reports and rejected rows, end the file, perhaps the next one, finish. Data goes to the file in
 * batches that nobody sees; finish is one small transaction, one entry of the history and one undo
 * step for all files. Without finish the case is as it was. Memory is bounded whatever the file's
 * size. For one thread; the store may be read and edited meanwhile. */
typedef struct _RsImportWriter RsImportWriter;

/* Of a vessel, for the file being written. */
typedef guint RsImportVessel;

RsImportWriter *rs_import_writer_new (RsStore *store);
/* @cancellable: (nullable): a cancel ends whatever call waits or works, also rs_import_writer_finish (), with
 * %G_IO_ERROR_CANCELLED; then free. Before the first file. */
void rs_import_writer_set_cancellable (RsImportWriter *self, GCancellable *cancellable);
/* What was written is nobody's if rs_import_writer_finish () did not succeed: rs_store_abandon_import (). */
void rs_import_writer_free (RsImportWriter *self);

/**
 * rs_import_writer_begin_file:
 * @import: file_name, sha256, size, layout and options are taken, the provenance if there is no fix; the rest is counted
 * @error: %RS_STORE_ERROR_DUPLICATE if a file of the same sha256 is in the case or was written just
 *   before (an import that was undone or removed may come again); an empty sha256 never is
 */
gboolean rs_import_writer_begin_file (RsImportWriter *self, const RsImport *import, GError **error);

/**
 * rs_import_writer_get_vessel_by_mmsi:
 * @mmsi: 1 to 999999999
 *
 * The case's vessel of that number, or a new one. O(1) after the first call for a number.
 */
gboolean rs_import_writer_get_vessel_by_mmsi (RsImportWriter *self, guint32 mmsi,
                                              RsImportVessel *out, GError **error);

/* A vessel without a number, known by @name within this file only ("" gives one that the file does
 * not name: @label is shown then). */
gboolean rs_import_writer_get_vessel_by_name (RsImportWriter *self, const char *name,
                                              const char *label, RsImportVessel *out,
                                              GError **error);

/* A vessel that is in the case. */
gboolean rs_import_writer_get_vessel_by_id (RsImportWriter *self, gint64 vessel_id,
                                            RsImportVessel *out, GError **error);

/* ISO 3166 alpha-2 of a vessel that this import brings, as its MMSI says; one in the case keeps
 * its own. */
void rs_import_writer_set_flag (RsImportWriter *self, RsImportVessel vessel, const char *flag);

/**
 * RsFixJudge:
 * @fixes: (array): @n + @n_ahead fixes of one vessel by time, then by line; of the first @n the flags may
 *   be changed, and nothing else
 * @n_ahead: fixes that come again in the next call
 *
 * Called before fixes are packed, for a vessel in the order they were added, block after block; in the thread
 * that adds fixes, or ends the file. Ten million fixes in three seconds leave 300 ns for all that this
 * thread does: the call may take 60 ns a fix. Not called for undated fixes.
 */
typedef void (*RsFixJudge) (RsImportVessel vessel, RsFix *fixes, guint n, guint n_ahead,
                            gpointer user_data);

/* Before the first file. Fixes that the judge sees ahead: the latest 32, if there are four times as many. */
void rs_import_writer_set_judge (RsImportWriter *self, RsFixJudge judge, gpointer user_data);

/**
 * rs_import_writer_add_fixes:
 * @fixes: (array length=n): in any order; import and %RS_FIX_BREAK do not matter. One whose time is
 *   %RS_TIME_NONE is kept as undated
 * @error: %RS_STORE_ERROR_INVALID for a position or a value out of the range that #RsFix names:
 *   a reader rejects such rows before
 */
gboolean rs_import_writer_add_fixes (RsImportWriter *self, RsImportVessel vessel,
                                     const RsFix *fixes, guint n, GError **error);

/* Has the processor fetch what adding a fix of @vessel will touch: first the vessel (@deep %FALSE), then, some
 * fixes later, where its next one goes (@deep %TRUE). Rows of thousands of vessels lie between each other, and
 * adding one is little more than waiting for memory. */
void rs_import_writer_prefetch (RsImportWriter *self, RsImportVessel vessel, gboolean deep);

/**
 * rs_import_writer_add_static:
 * @report: one report of name, number, size: empty fields say nothing. Only its content is taken
 * @t_ms: its time, or RS_TIME_NONE
 *
 * Equal reports in a row make one dated identity; one that contradicts it begins the next.
 */
gboolean rs_import_writer_add_static (RsImportWriter *self, RsImportVessel vessel,
                                      const RsIdentity *report, gint64 t_ms, GError **error);

/* @text: the row; made valid UTF-8 and cut to 4 KiB here. */
gboolean rs_import_writer_add_reject (RsImportWriter *self, guint32 line, const char *reason,
                                      const char *text, gssize length, GError **error);

/**
 * rs_import_writer_set_source:
 * @sha256: of the file on disk
 * @size: bytes
 * @layout: what the file turned out to be
 * @options: how it was read
 * @error: %RS_STORE_ERROR_DUPLICATE as rs_import_writer_begin_file () has it; then drop the file
 *
 * For a reader that hashes while it reads and began the file with an empty sha256.
 */
gboolean rs_import_writer_set_source (RsImportWriter *self, const char *sha256, gint64 size,
                                      const char *layout, const char *options, GError **error);

/* What the file that was ended last says of itself: clock, notes, n_flagged, reasons and contents of
 * @report are copied. */
void rs_import_writer_set_report (RsImportWriter *self, const RsImport *report);

/* What the file added up to. */
typedef struct
{
  gint64 import_id;
  guint n_vessels;     /* with fixes or static data in it */
  guint n_new_vessels; /* not in the case before */
  guint64 n_undated;   /* of its fixes: without a time */
} RsImportSummary;

/**
 * rs_import_writer_end_file:
 * @n_read: records that the reader saw
 * @out_summary: (out) (optional)
 */
gboolean rs_import_writer_end_file (RsImportWriter *self, gint64 n_read,
                                    RsImportSummary *out_summary, GError **error);

/* Gives up the file that was begun last, and not ended: the others stay. */
void rs_import_writer_drop_file (RsImportWriter *self);

/* Puts all ended files into the case. @summary: for the history and the undo menu. */
gboolean rs_import_writer_finish (RsImportWriter *self, const char *summary, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsImportWriter, rs_import_writer_free)

G_END_DECLS
