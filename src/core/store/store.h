/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/database.h"
#include "store/history.h"

G_BEGIN_DECLS

/* One open case file: a writer thread that owns the read-write connection and does what is handed
 * to it in order, and a pool of reading connections. Any thread may call; functions that block say
 * so. WAL while open, one file when closed. */
typedef struct _RsStore RsStore;

/**
 * rs_store_create:
 * @path: a file that does not exist
 * @title: title of the case
 *
 * Blocks. Leaves no file behind when it fails.
 */
RsStore *rs_store_create (const char *path, const char *title, GError **error);

/**
 * rs_store_open:
 * @path: a case file
 *
 * Blocks. Read-only, with a reason, where somebody else has it open, where it cannot be written and
 * where it is damaged. An older file is migrated after a copy was made: NAME.vN.bak. What an import
 * that never ended left behind is removed.
 */
RsStore *rs_store_open (const char *path, GError **error);

/* Ends the writer, checkpoints into a single file and closes; then every call fails with
 * %RS_STORE_ERROR_CLOSED. Blocks. A second call does nothing. */
gboolean rs_store_close (RsStore *self, GError **error);
/* Closes if that was not done. */
void rs_store_free (RsStore *self);

const char *rs_store_get_path (RsStore *self);
/* NULL if the store can be written, otherwise a sentence for the user; lives as long as the store. */
const char *rs_store_get_read_only_reason (RsStore *self);
/* Whether what was read was found damaged: then reading gives what can be read. */
gboolean rs_store_is_damaged (RsStore *self);

/* Makes the store read-only from now on because of what reading found. Any thread. */
void rs_store_set_damaged (RsStore *self, const char *reason);

typedef gboolean (*RsStoreFunc) (RsDatabase *database, gpointer user_data, GError **error);

/**
 * rs_store_write:
 * @func: (scope call): runs in the writer thread; begins and ends its own transaction
 *
 * Blocks until @func has returned. What it leaves open is rolled back.
 */
gboolean rs_store_write (RsStore *self, RsStoreFunc func, gpointer user_data, GError **error);

/**
 * rs_store_edit:
 * @action: "edit" or "import"
 * @summary: what the history and the undo menu say
 * @func: (scope call): changes plain tables; runs in the writer thread inside a transaction
 *
 * One transaction, one entry of the history, one undo step. If @func changes nothing, nothing is
 * appended. If it or the commit fails, nothing was changed. Blocks.
 */
gboolean rs_store_edit (RsStore *self, const char *action, const char *summary, RsStoreFunc func,
                        gpointer user_data, GError **error);

/* While a case is being made, edits are what it begins with, "create" in its history: no steps that could be
 * undone. For the thread that makes it, between its edits. */
void rs_store_set_making (RsStore *self, gboolean making);

/* As rs_store_edit (), for a step that goes on: rs_history_record_step (). */
gboolean rs_store_edit_step (RsStore *self, const char *action, const char *summary,
                             RsStoreFunc func, gpointer user_data, gint64 *step, GError **error);
/* rs_history_hold (). */
void rs_store_hold (RsStore *self, gint64 step);

/* (nullable): what opening found and put in order, a sentence for the user. */
const char *rs_store_get_notice (RsStore *self);

/* Undo and redo append to the history too. %RS_STORE_ERROR_NOTHING if there is no such step. */
gboolean rs_store_undo (RsStore *self, GError **error);
gboolean rs_store_redo (RsStore *self, GError **error);

/* (transfer full) (nullable): summaries of the steps that undo and redo would take. */
void rs_store_dup_labels (RsStore *self, char **out_undo, char **out_redo);

/**
 * rs_store_read:
 * @cancellable: (nullable): interrupts SQLite
 * @func: (scope call): reads, in one consistent view of the file; runs in the calling thread
 */
gboolean rs_store_read (RsStore *self, GCancellable *cancellable, RsStoreFunc func,
                        gpointer user_data, GError **error);

/* One import at a time: two that met the same new vessel would both bring it. Waits for the one
 * before to end; any thread, and the end may come from another. */
void rs_store_begin_import (RsStore *self);
/* The same without waiting; FALSE if another is under way. */
gboolean rs_store_try_begin_import (RsStore *self);
void rs_store_end_import (RsStore *self);

/* What was written for an import that will not be in the case is nobody's: the writer thread deletes it
 * slice by slice when nobody wants anything of it, or else at closing, or after the next opening. Returns
 * at once; any thread. */
void rs_store_abandon_import (RsStore *self, gint64 import_id);

/* A consistent copy in a new file that does not exist yet, closed to a single file. Blocks. */
gboolean rs_store_save_copy (RsStore *self, const char *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsStore, rs_store_free)

G_END_DECLS
