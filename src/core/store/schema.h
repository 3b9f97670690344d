/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/database.h"

G_BEGIN_DECLS

#define RS_SCHEMA_APPLICATION_ID 0x52535444 /* "RSTD" */

/* user_version of the files that this program writes. */
gint rs_schema_get_version (void);

/* Makes all tables in an empty database, in one transaction, at the newest version. */
gboolean rs_schema_create (RsDatabase *database, GError **error);

/**
 * rs_schema_check:
 * @out_version: (out): the file's version, 1 to rs_schema_get_version ()
 *
 * Refuses what is no case file and what a newer version wrote, before any table is read.
 */
gboolean rs_schema_check (RsDatabase *database, gint *out_version, GError **error);

/* Brings a file of version @from up to date, each step in a transaction with its version number. */
gboolean rs_schema_migrate (RsDatabase *database, gint from, GError **error);

/* The plain tables, NULL-terminated: everything an analyst edits, recorded by the history. Beside
 * them a file has fixes, rejected rows, attachments' contents, sequences and the history itself. */
const char *const *rs_schema_get_plain_tables (void);
/* How many of them, from the first on, a file of that version has. */
guint rs_schema_count_plain_tables (gint version);

G_END_DECLS
