/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/geo.h"
#include "base/time.h"
#include "store/error.h"
#include "store/statements.h"

G_BEGIN_DECLS

/* One connection and its prepared statements. Used by one thread at a time; nothing in here locks. */
typedef struct _RsDatabase RsDatabase;

typedef enum
{
  RS_DATABASE_CREATE,     /* a new file, which must not exist */
  RS_DATABASE_READ_WRITE, /* an existing file */
  RS_DATABASE_READ_ONLY,
  RS_DATABASE_IMMUTABLE,  /* read-only where not even a lock can be written; ignores a left WAL */
  RS_DATABASE_MEMORY,     /* private, empty; @path is only for messages */
} RsDatabaseMode;

/* Removes a database and what SQLite puts beside it, where they are. Nobody may have it open. */
void rs_database_remove_files (const char *path);

/**
 * rs_database_open:
 * @path: the file, absolute
 *
 * Opens a connection with the settings that every connection of ours has: foreign keys on, schema
 * not trusted, cell sizes checked, defensive, and query-only for readers. Reads no table.
 *
 * Returns: (transfer full) (nullable): the connection
 */
RsDatabase *rs_database_open (const char *path, RsDatabaseMode mode, GError **error);
void rs_database_free (RsDatabase *self);

const char *rs_database_get_path (RsDatabase *self);
sqlite3 *rs_database_get_handle (RsDatabase *self);

/* A cancel interrupts the statement that runs, which then fails with %G_IO_ERROR_CANCELLED. The
 * cancellable is borrowed until it is set anew; NULL for none. */
void rs_database_set_cancellable (RsDatabase *self, GCancellable *cancellable);

/* Runs constant SQL without parameters, several statements too. */
gboolean rs_database_run (RsDatabase *self, const char *sql, GError **error);
/* First column of the first row of constant SQL as an integer; 0 if there is no row. */
gboolean rs_database_query_int (RsDatabase *self, const char *sql, gint64 *out, GError **error);

/* BEGIN IMMEDIATE, COMMIT, and a ROLLBACK that does not fail. */
gboolean rs_database_begin (RsDatabase *self, GError **error);
gboolean rs_database_commit (RsDatabase *self, GError **error);
void rs_database_rollback (RsDatabase *self);

/* Sets @error from the connection's last failure. */
void rs_database_set_error (RsDatabase *self, GError **error);

/* A prepared statement and how far its parameters are bound or its columns read: both go from left
 * to right. Owned by the connection; in use by one function at a time. */
typedef struct
{
  sqlite3_stmt *stmt;
  RsDatabase *database;
  int at;
} RsStatement;

/**
 * rs_database_get:
 * @id: which of the statements of statements.h
 *
 * Prepares it once; afterwards returns it reset and without parameters.
 *
 * Returns: (transfer none) (nullable): the statement
 */
RsStatement *rs_database_get (RsDatabase *self, RsStatementId id, GError **error);

/* The next parameter. The bytes of a text or blob must live until the statement is done. */
void rs_statement_put_int (RsStatement *self, gint64 value);
void rs_statement_put_double (RsStatement *self, double value);
void rs_statement_put_text (RsStatement *self, const char *text); /* NULL is stored as "" */
void rs_statement_put_blob (RsStatement *self, gconstpointer data, gsize size);
void rs_statement_put_null (RsStatement *self);
void rs_statement_put_time (RsStatement *self, gint64 t_ms); /* RS_TIME_NONE is stored as NULL */
void rs_statement_put_id (RsStatement *self, gint64 id);     /* 0 is stored as NULL */

/* 1: a row is there; 0: no more, and the statement is reset; -1: failed, reset, @error is set. */
int rs_statement_step (RsStatement *self, GError **error);
/* Runs a statement that returns no rows, or ends one early. */
gboolean rs_statement_run (RsStatement *self, GError **error);
void rs_statement_reset (RsStatement *self);

/* The next column. Texts and blobs live until the next step. */
gint64 rs_statement_get_int (RsStatement *self);
double rs_statement_get_double (RsStatement *self);
const char *rs_statement_get_text (RsStatement *self);      /* never NULL */
char *rs_statement_dup_text (RsStatement *self);            /* (transfer full): valid UTF-8 */
gconstpointer rs_statement_get_blob (RsStatement *self, gsize *out_size);
gint64 rs_statement_get_time (RsStatement *self);           /* NULL is RS_TIME_NONE */
gint64 rs_statement_get_id (RsStatement *self);             /* NULL is 0 */
gboolean rs_statement_is_null (RsStatement *self);          /* of the next column, which stays */

/* The id of the row inserted last: asked for by RETURNING, SQLite makes a table for it each time. */
gint64 rs_database_get_last_id (RsDatabase *self);

/**
 * rs_database_next_id:
 * @name: a table whose ids come from the table "sequence"
 * @n: how many
 * @out_first: (out): the first of @n ids in a row
 *
 * Ids given once are never given again, also after an undo.
 */
gboolean rs_database_next_id (RsDatabase *self, const char *name, guint n, gint64 *out_first,
                              GError **error);

/**
 * rs_database_fail_after:
 * @n: the statement step that fails as if the disk were full, counted from 1; 0: none
 *
 * For tests: every path must leave the case as it was wherever it fails. For all connections that
 * can write.
 */
void rs_database_fail_after (gint n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsDatabase, rs_database_free)

G_END_DECLS
