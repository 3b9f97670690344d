/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/store.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

static gboolean
back_up (RsDatabase *from, gpointer user_data, GError **error)
{
  RsDatabase *to = user_data;
  sqlite3_backup *backup;
  int result;

  backup = sqlite3_backup_init (rs_database_get_handle (to), "main", rs_database_get_handle (from),
                                "main");
  if (!backup)
    {
      rs_database_set_error (to, error);
      return FALSE;
    }
  sqlite3_backup_step (backup, -1);
  result = sqlite3_backup_finish (backup);
  if (result == SQLITE_OK)
    return TRUE;
  rs_store_set_error (error, result, NULL, rs_database_get_path (to));
  return FALSE;
}

gboolean
rs_store_save_copy (RsStore *self, const char *path, GError **error)
{
  g_autofree char *full = g_canonicalize_filename (path, NULL);
  g_autofree char *part = g_strconcat (full, ".part", NULL);
  g_autofree char *name = g_filename_display_basename (full);
  g_autoptr (RsDatabase) to = NULL;

  if (g_file_test (full, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, RS_STORE_ERROR, RS_STORE_ERROR_EXISTS,
                   _("“%s” exists already. Choose another name."), name);
      return FALSE;
    }
  rs_database_remove_files (part);
  to = rs_database_open (part, RS_DATABASE_CREATE, error);
  if (!to || !rs_store_read (self, NULL, back_up, to, error)
      || !rs_database_run (to, "PRAGMA journal_mode=DELETE", error))
    {
      g_clear_pointer (&to, rs_database_free);
      rs_database_remove_files (part);
      return FALSE;
    }
  g_clear_pointer (&to, rs_database_free);
  /* link () and not rename (): a file that came to be meanwhile is not overwritten. */
  if (link (part, full) != 0 && (errno == EEXIST || g_rename (part, full) != 0))
    {
      g_set_error (error, RS_STORE_ERROR, RS_STORE_ERROR_IO, _("“%s” cannot be written: %s"), name,
                   g_strerror (errno));
      g_unlink (part);
      return FALSE;
    }
  g_unlink (part);
  return TRUE;
}
