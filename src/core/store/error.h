/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "store/sqlite.h"

G_BEGIN_DECLS

#define RS_STORE_ERROR (rs_store_error_quark ())
GQuark rs_store_error_quark (void);
typedef enum
{
  RS_STORE_ERROR_NOT_A_CASE, /* the file is something else */
  RS_STORE_ERROR_NEWER,      /* written by a newer version */
  RS_STORE_ERROR_DAMAGED,    /* what was read cannot be right */
  RS_STORE_ERROR_READ_ONLY,  /* file or folder cannot be written, or the store is open read-only */
  RS_STORE_ERROR_BUSY,       /* another program holds the file */
  RS_STORE_ERROR_FULL,       /* no space left */
  RS_STORE_ERROR_IO,         /* the disk or the file system failed, or the file is not there */
  RS_STORE_ERROR_EXISTS,     /* a file of that name is there already */
  RS_STORE_ERROR_CLOSED,     /* the store was closed */
  RS_STORE_ERROR_NOT_FOUND,  /* no record of that id */
  RS_STORE_ERROR_INVALID,    /* a value that the schema refuses */
  RS_STORE_ERROR_DUPLICATE,  /* the file was imported before */
  RS_STORE_ERROR_NOTHING,    /* nothing to undo or redo */
  RS_STORE_ERROR_SQL,        /* SQLite refused a statement: a bug */
} RsStoreError;

/**
 * rs_store_set_error:
 * @error: (nullable): where to
 * @code: SQLite's extended result code
 * @message: (nullable): SQLite's message
 * @path: the case file, named in the message
 *
 * Says in a sentence for the user what SQLite meant. An interrupted statement becomes
 * %G_IO_ERROR_CANCELLED.
 */
void rs_store_set_error (GError **error, int code, const char *message, const char *path);

/**
 * rs_store_note_problem:
 * @problems: of char*: what a damaged file does not give
 * @failure: (transfer full): of a part of it
 *
 * Notes that part of a damaged file cannot be read.
 *
 * Returns: %FALSE for any other failure, which @error is set to then
 */
gboolean rs_store_note_problem (GPtrArray *problems, GError *failure, GError **error);

G_END_DECLS
