/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/database.h"

G_BEGIN_DECLS

/* Puts what is in the journal of a case (WAL) back into its file, in a thread and through a connection of its
 * own: it waits for the disk, and who waits for the writer thread, a user who cancels an import above all, must
 * not. SQLite lets both go on at once. */
typedef struct _RsCheckpointer RsCheckpointer;

/**
 * rs_checkpointer_new:
 * @path: of the file
 * @writer: after whose commits is looked how long the journal is, in its thread; borrowed
 *
 * The file is opened at the first need. A failure is no harm: the journal is then put back at closing.
 */
RsCheckpointer *rs_checkpointer_new (const char *path, RsDatabase *writer);

/* Waits for what is being put back. Its connection is closed then. @writer must not be at work. */
void rs_checkpointer_free (RsCheckpointer *self);

G_END_DECLS
