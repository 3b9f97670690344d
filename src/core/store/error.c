/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/error.h"

#include <glib/gi18n-lib.h>

G_DEFINE_QUARK (rs-store-error-quark, rs_store_error)

void
rs_store_set_error (GError **error, int code, const char *message, const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);

  switch (code & 0xff)
    {
    case SQLITE_FULL:
      g_set_error (error, RS_STORE_ERROR, RS_STORE_ERROR_FULL,
                   _("“%s”: the disk is full. This change was not made; what was saved before is "
                     "safe."),
                   name);
      break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      g_set_error (error, RS_STORE_ERROR, RS_STORE_ERROR_BUSY,
                   _("“%s” is in use by another program. Try again when it is done."), name);
      break;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      g_set_error (error, RS_STORE_ERROR, RS_STORE_ERROR_READ_ONLY,
                   _("“%s” cannot be written: the file or its folder is read-only."), name);
      break;
    case SQLITE_NOTADB:
      g_set_error (error, RS_STORE_ERROR, RS_STORE_ERROR_NOT_A_CASE,
                   _("“%s” is not a Roadstead case file."), name);
      break;
    case SQLITE_CORRUPT:
      g_set_error (error, RS_STORE_ERROR, RS_STORE_ERROR_DAMAGED,
                   _("“%s” is damaged: part of it cannot be read."), name);
      break;
    case SQLITE_CANTOPEN:
      g_set_error (error, RS_STORE_ERROR, RS_STORE_ERROR_IO,
                   _("“%s” cannot be opened: it is not there, or its folder cannot be used."),
                   name);
      break;
    case SQLITE_IOERR:
      g_set_error (error, RS_STORE_ERROR, RS_STORE_ERROR_IO,
                   _("“%s”: the disk could not be read or written."), name);
      break;
    case SQLITE_NOMEM:
      g_set_error (error, RS_STORE_ERROR, RS_STORE_ERROR_IO, _("“%s”: out of memory."), name);
      break;
    case SQLITE_CONSTRAINT:
      g_set_error (error, RS_STORE_ERROR, RS_STORE_ERROR_INVALID,
                   _("“%s” refuses a value (%s)."), name, message ? message : "");
      break;
    case SQLITE_TOOBIG:
      g_set_error (error, RS_STORE_ERROR, RS_STORE_ERROR_INVALID,
                   _("“%s” cannot hold a value of that size (1 GB is the most)."), name);
      break;
    case SQLITE_INTERRUPT:
    case SQLITE_ABORT:
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Cancelled"));
      break;
    default:
      g_set_error (error, RS_STORE_ERROR, RS_STORE_ERROR_SQL, "“%s”: SQLite error %d: %s", name,
                   code, message ? message : "");
      break;
    }
}

gboolean
rs_store_note_problem (GPtrArray *problems, GError *failure, GError **error)
{
  if (!g_error_matches (failure, RS_STORE_ERROR, RS_STORE_ERROR_DAMAGED))
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  g_ptr_array_add (problems, g_strdup (failure->message));
  g_error_free (failure);
  return TRUE;
}
