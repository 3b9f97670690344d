/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "case/edit.h"
#include "formats/options.h"
#include "model/fix-query.h"
#include "model/snapshot.h"

G_BEGIN_DECLS

/* The document: one case file, and what a user asks of it. The window and the shell command call
 * this and nothing below it that stores. Every function that says "blocks" does file work: the
 * window calls it in a GTask thread (any thread may call; writes are serialised on the store's one
 * writer thread). "changed" is emitted in the main context that was thread-default where the case
 * was opened, at most ten times a second.
 *
 * Signals: "changed" (): a newer snapshot is there. */
#define RS_TYPE_CASE (rs_case_get_type ())
G_DECLARE_FINAL_TYPE (RsCase, rs_case, RS, CASE, GObject)

#define RS_CASE_ERROR (rs_case_error_quark ())
GQuark rs_case_error_quark (void);
typedef enum
{
  RS_CASE_ERROR_READ_ONLY, /* the case is open read-only: why is in rs_case_get_read_only_reason () */
  RS_CASE_ERROR_NOT_FOUND, /* a record that the edit names is not there */
  RS_CASE_ERROR_INVALID,   /* a value that the case refuses; the message names the field */
  RS_CASE_ERROR_DUPLICATE, /* the file was imported before; nothing was added */
  RS_CASE_ERROR_NOTHING,   /* nothing to undo or redo */
  RS_CASE_ERROR_NO_SOURCE, /* the file that an import came from is not there */
  RS_CASE_ERROR_OTHER_SOURCE, /* a file is not the one that was imported */
} RsCaseError;

/**
 * rs_case_create:
 * @path: a file that does not exist yet
 * @title: title of the case, "" for the file's name
 * @error: set on failure
 *
 * Blocks.
 *
 * Returns: (transfer full) (nullable): the new, open case
 */
RsCase *rs_case_create (const char *path, const char *title, GError **error);

/**
 * rs_case_open:
 * @path: a case file
 * @error: set on failure: no case file, a newer version, unreadable
 *
 * Blocks: reads the whole case into its first snapshot. A file that is already open elsewhere, is
 * damaged or cannot be written is opened read-only. An older one is migrated, a copy kept beside
 * it as NAME.vN.bak.
 *
 * Returns: (transfer full) (nullable): the open case
 */
RsCase *rs_case_open (const char *path, GError **error);

/**
 * rs_case_open_watched:
 * @cancellable: (nullable): ends it with an error; no half of a file is left
 * @progress: (nullable) (scope call): called at most 200 times, in the calling thread, while the track files of a
 *   large case are made, which takes some seconds for ten million fixes and is done once: how many fixes are in
 *   tracks, of how many
 *
 * As rs_case_open ().
 */
RsCase *rs_case_open_watched (const char *path, GCancellable *cancellable,
                              void (*progress) (guint64 n_done, guint64 n_all, gpointer user_data),
                              gpointer user_data, GError **error);

/* The same, but all tracks in its snapshots are empty and gaps are not looked for: for imports, whose memory
 * is bounded then whatever the size of the case. Fixes can be queried. */
RsCase *rs_case_open_without_fixes (const char *path, GError **error);

/* Stops listening (case/live.h), waits for pending writes, checkpoints to a single file and closes; later
 * calls fail. Blocks. */
gboolean rs_case_close (RsCase *self, GError **error);

const char *rs_case_get_path (RsCase *self);
/* NULL if the case can be changed, otherwise a sentence for the user. */
const char *rs_case_get_read_only_reason (RsCase *self);

/* (nullable): what opening found and put in order, a sentence for the user: that a listening was cut
 * off by a crash. */
const char *rs_case_get_notice (RsCase *self);

/* From now on shows what another program or window writes into a case that is open read-only here:
 * a thread looks once a second, and "changed" is emitted as after a change of one's own. Does
 * nothing to a case that can be changed here. To be called in the thread that closes the case. */
void rs_case_follow (RsCase *self);

/* (transfer full): the newest snapshot; never NULL; cheap; any thread. */
RsSnapshot *rs_case_ref_snapshot (RsCase *self);

/**
 * rs_case_apply:
 * @edit: what to change (case/edit.h)
 * @error: set on failure; then nothing was changed
 *
 * One transaction, one history entry, one undo step. Blocks. The ids given to new records are then
 * in @edit: rs_edit_get_id ().
 */
gboolean rs_case_apply (RsCase *self, RsEdit *edit, GError **error);
/* While it is being made, what is put into a case is what it begins with: nothing that a person could undo.
 * For the thread that makes it, between its calls. */
void rs_case_set_making (RsCase *self, gboolean making);
gboolean rs_case_undo (RsCase *self, GError **error);
gboolean rs_case_redo (RsCase *self, GError **error);

/* Progress of an import, of one file after the other. */
typedef struct
{
  guint file;           /* index of the file being read */
  guint64 bytes_done, bytes_total; /* over all files; compressed sizes */
  guint64 n_records;    /* read */
  double records_per_s; /* over the last second */
  gboolean is_stored;   /* everything is read and in the case: a cancel comes too late */
} RsImportProgress;
typedef void (*RsImportProgressFunc) (const RsImportProgress *progress, gpointer user_data);

/* What became of one file. */
typedef struct
{
  char *path;
  GError *error;    /* (nullable): the file was not imported at all (rejected rows are no error) */
  RsImport *import; /* (nullable): as stored */
  guint n_vessels;  /* vessels that it holds fixes or static data of */
  guint n_new_vessels;
  guint64 n_undated; /* of its fixes: without a time */
  char *clock;      /* which clock gave the times, a sentence */
  GPtrArray *reasons; /* of RsReasonCount*: rejected rows by reason, most frequent first */
  /* Fixes with each flag, by its bit: beside all others in the case, or in a case that was opened
   * without fixes as the file says by itself. */
  guint64 n_flagged[RS_N_FIX_FLAGS];
  GPtrArray *notes;     /* of char*: what else a person should know, sentences without a full stop */
  guint advice;         /* of RsAdvice: what a person could say against the notes, or against the error */
  /* The file is a list of vessels or of ports: its id, and what is in it; 0 if it is none. */
  gint64 list_id;
  RsListKind list_kind;
  char *list_title; /* (nullable) */
  guint n_entries, n_lossy; /* of them: without an IMO number that the file has, which is none */
  /* Vessels of the case that may be on it (case/watch.h): in a case that was opened without fixes also those that
   * were seen only when the list did not hold. */
  guint n_watched;
} RsImportResult;
void rs_import_result_free (RsImportResult *self);

/**
 * rs_case_import:
 * @files: (array length=n_files): paths
 * @options: layout, date, zone
 * @progress: (nullable) (scope call): called at most 10 times a second, in the calling thread
 * @cancellable: (nullable): a cancel leaves the case as it was, also for files already read, until
 *   the progress says that all is stored
 * @out_results: (out) (transfer full): one #RsImportResult for each file, also on failure
 * @error: set if nothing at all was imported
 *
 * All files are one history entry and one undo step. Blocks.
 */
gboolean rs_case_import (RsCase *self, const char *const *files, guint n_files,
                         const RsReadOptions *options, RsImportProgressFunc progress,
                         gpointer user_data, GCancellable *cancellable, GPtrArray **out_results,
                         GError **error);

/* Adds ready fixes of one vessel as an import of their own, for generated data (the sample cases):
 * one history entry. Blocks. */
gboolean rs_case_add_fixes (RsCase *self, gint64 vessel_id, const RsFix *fixes, guint n,
                            const RsImport *import, GError **error);

/**
 * rs_case_query_fixes:
 * @query: which
 * @func: (scope call): gets them, vessel by vessel, in the calling thread
 * @cancellable: (nullable)
 *
 * Reads fixes from the file through its indices; their flags are what each import says by itself (the
 * tracks of a snapshot have what all say together). Blocks.
 */
gboolean rs_case_query_fixes (RsCase *self, const RsFixQuery *query, RsFixFunc func,
                              gpointer user_data, GCancellable *cancellable, GError **error);

/* (transfer full) (element-type RsReject): rejected rows in file order; blocks. import_id 0: all; reason:
 * (nullable): only those that are counted by it (RsReasonCount). */
GPtrArray *rs_case_read_rejects (RsCase *self, gint64 import_id, const char *reason, guint limit,
                                 GError **error);

/* (transfer full): content of an attachment, checked against its hash; blocks. */
GBytes *rs_case_read_attachment (RsCase *self, gint64 attachment_id, GError **error);
/* Writes that content to @path, aside and renamed; a file that is there is replaced. Blocks. */
gboolean rs_case_save_attachment (RsCase *self, gint64 attachment_id, const char *path,
                                  GError **error);

/* One entry of the append-only history. */
typedef struct
{
  gint64 seq;
  gint64 t_ms;
  char *author;
  char *action; /* "edit", "import", "undo", "redo" */
  char *summary;
  char *hash;   /* hex */
} RsHistoryEntry;
void rs_history_entry_free (RsHistoryEntry *self);
/* (transfer full) (element-type RsHistoryEntry): newest first; blocks. */
GPtrArray *rs_case_read_history (RsCase *self, guint limit, GError **error);

/**
 * rs_case_verify:
 * @out_findings: (out) (transfer full) (element-type utf8): a sentence for each thing wrong
 *
 * Recomputes the hash chain, replays it and compares the result with the tables, and checks every
 * block of fixes and every attachment against its hash. Blocks.
 *
 * Returns: %TRUE if the check could be made; the case is sound if @out_findings is empty
 */
gboolean rs_case_verify (RsCase *self, GPtrArray **out_findings, GError **error);

/* A consistent copy in a new file, as SQLite's backup makes it. Blocks. */
gboolean rs_case_save_copy (RsCase *self, const char *path, GError **error);

G_END_DECLS
