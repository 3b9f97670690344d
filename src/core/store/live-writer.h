/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/fix.h"
#include "model/records.h"
#include "store/store.h"

G_BEGIN_DECLS

/* Writes what a live source sends into a case while it comes: begin, add, commit every few seconds, end,
 * perhaps begin the next log of the same listening. All is one undo step. What was committed is in the
 * case at once; until the end the import's hashes are empty and its row in import_data is not
 * complete, and if the end never comes the next opening puts it in order (rs_live_recover ()). Blocks
 * of fixes grow in the file: a vessel's last one is written anew with each commit until it is full.
 *
 * For one thread; files may be imported and records edited meanwhile. Memory: the last block of each
 * vessel, and what came since the last commit. */
typedef struct _RsLiveWriter RsLiveWriter;

RsLiveWriter *rs_live_writer_new (RsStore *store);
/* What was not committed is lost. */
void rs_live_writer_free (RsLiveWriter *self);

/**
 * rs_live_writer_begin:
 * @import: file_name, layout, options, t_ms and provenance are taken
 * @summary: for the history and the undo menu
 *
 * Puts the import into the case, empty. Blocks.
 */
gboolean rs_live_writer_begin (RsLiveWriter *self, const RsImport *import, const char *summary,
                               GError **error);

/* Of the import under way; 0 none. */
gint64 rs_live_writer_get_import_id (RsLiveWriter *self);

/* @fix: valid; @country: ISO 3166 alpha-2 of the number, static, "" unknown; @hash: of the transmission:
 * the same within 30 s is a copy, which the fix before counts */
void rs_live_writer_add_fix (RsLiveWriter *self, guint32 mmsi, const char *country, guint64 hash,
                             const RsFix *fix);
/* @report: (transfer full) */
void rs_live_writer_add_static (RsLiveWriter *self, guint32 mmsi, const char *country,
                                RsIdentity *report, gint64 t_ms);
/* @reason: copied; @text: the row, any bytes, copied */
void rs_live_writer_add_reject (RsLiveWriter *self, guint32 line, const char *reason,
                                const char *text, gsize len);

/* Fixes that wait for a commit. */
guint rs_live_writer_get_n_waiting (RsLiveWriter *self);
guint64 rs_live_writer_get_n_fixes (RsLiveWriter *self);
guint64 rs_live_writer_get_n_rejected (RsLiveWriter *self);

/* Fixes of a vessel that are in the case now, in the order in which they came. */
typedef void (*RsLiveCommitFunc) (gint64 vessel_id, const RsFix *fixes, guint n,
                                  gpointer user_data);

/**
 * rs_live_writer_commit:
 * @func: (nullable) (scope call): told of all fixes once they are stored
 *
 * New vessels and identities go through the history, then all fixes and rejected rows in one
 * transaction. While a file is being imported vessels that are new wait: two would bring them. Blocks.
 */
gboolean rs_live_writer_commit (RsLiveWriter *self, RsLiveCommitFunc func, gpointer user_data,
                                GError **error);

/**
 * rs_live_writer_end:
 * @sha256: of the log
 * @size: of the log, bytes
 * @n_read: messages
 * @clock: which clock gave the times, in words
 *
 * Commits what waits and seals the import: counts, span, hashes. Waits for a file import that is
 * under way. Blocks.
 */
gboolean rs_live_writer_end (RsLiveWriter *self, const char *sha256, gint64 size, gint64 n_read,
                             const char *clock, GError **error);

/**
 * rs_live_recover:
 * @database: the writer's connection, in no transaction
 * @history: of it, loaded
 * @out_notice: (out) (transfer full) (nullable): what was found, a sentence for the user
 *
 * Seals imports whose listening never ended, because the program was killed or the power failed, with
 * what was committed. Blocks.
 */
gboolean rs_live_recover (RsDatabase *database, RsHistory *history, char **out_notice,
                          GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsLiveWriter, rs_live_writer_free)

G_END_DECLS
