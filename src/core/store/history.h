/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/database.h"

G_BEGIN_DECLS

/* The append-only history: each entry holds the changeset of one transaction over the plain tables
 * and the SHA-256 of itself and the entry before. Undo and redo append too; which step is next
 * follows from the entries, so that it outlives the program. Used in the writer thread, but for the
 * labels. */
typedef struct _RsHistory RsHistory;

#define RS_HISTORY_HASH_SIZE 32

/* Everything of an entry that its hash covers. Borrowed. */
typedef struct
{
  gint64 seq;    /* from 1, without holes */
  gint64 t_ms;
  const char *author;
  const char *action; /* "create", "edit", "import", "undo", "redo" */
  const char *summary;
  gint64 target; /* of "undo" and "redo": the seq that was undone or redone; of an "import" that goes
                    on: the seq of its first entry; else 0 */
  gconstpointer changeset;
  gsize changeset_size;
  const guint8 *prev_hash; /* RS_HISTORY_HASH_SIZE bytes; zeros for the first */
} RsHistoryRecord;

/* The hash of an entry: SHA-256 of its canonical encoding (FORMAT.md). */
void rs_history_hash (const RsHistoryRecord *record, guint8 out[RS_HISTORY_HASH_SIZE]);

RsHistory *rs_history_new (void);
void rs_history_free (RsHistory *self);

/* Reads the steps from the file. */
gboolean rs_history_load (RsHistory *self, RsDatabase *database, GError **error);

typedef gboolean (*RsHistoryFunc) (RsDatabase *database, gpointer user_data, GError **error);

/**
 * rs_history_record:
 * @action: "create", "edit" or "import"; only the last two are steps that can be undone
 * @func: (scope call): changes plain tables
 *
 * Runs @func in a transaction and appends what it changed; nothing if it changed nothing.
 */
gboolean rs_history_record (RsHistory *self, RsDatabase *database, const char *action,
                            const char *summary, RsHistoryFunc func, gpointer user_data,
                            GError **error);

/**
 * rs_history_record_step:
 * @step: (inout): 0 begins a step of its own and gets its seq; a seq goes on with that step: undo
 *   and redo take all of it at once
 *
 * As rs_history_record (), for what comes in parts while other edits are made.
 */
gboolean rs_history_record_step (RsHistory *self, RsDatabase *database, const char *action,
                                 const char *summary, RsHistoryFunc func, gpointer user_data,
                                 gint64 *step, GError **error);

/* While a step is held (0: none) it cannot be undone: %RS_STORE_ERROR_INVALID. Any thread. */
void rs_history_hold (RsHistory *self, gint64 step);

/* The step that brought an import; 0 if the history has none. */
gboolean rs_history_find_import (RsDatabase *database, gint64 import_id, gint64 *out_step,
                                 GError **error);

gboolean rs_history_undo (RsHistory *self, RsDatabase *database, GError **error);
gboolean rs_history_redo (RsHistory *self, RsDatabase *database, GError **error);

/* (transfer full) (nullable): any thread. */
void rs_history_dup_labels (RsHistory *self, char **out_undo, char **out_redo);

/* Applies a changeset to plain tables; %RS_STORE_ERROR_DAMAGED if they are not as it expects. */
gboolean rs_history_apply (RsDatabase *database, gconstpointer changeset, gsize size, gboolean invert,
                           GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsHistory, rs_history_free)

G_END_DECLS
