/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/regular.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "formats/error.h"

void
rs_regular_set_error (GError **error, const char *path, int code)
{
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), _("“%s” cannot be read: %s"), path,
               g_strerror (code));
}

void
rs_regular_set_damaged (GError **error, const char *path, int code, const char *reason)
{
  if (code)
    rs_regular_set_error (error, path, code);
  else
    g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_DAMAGED,
                 _("“%s” is compressed and cannot be unpacked: %s. Get the file again"), path,
                 reason);
}

static gboolean
check (const char *path, const struct stat *info, GError **error)
{
  if (S_ISDIR (info->st_mode))
    g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_NOT_A_FILE,
                 _("“%s” is a folder. Choose the files in it"), path);
  else if (!S_ISREG (info->st_mode))
    g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_NOT_A_FILE,
                 _("“%s” is a device or a pipe. Save its data to a file first"), path);
  else if (info->st_size == 0)
    g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_EMPTY,
                 _("“%s” is empty. Choose another file, or get it again"), path);
  else
    return TRUE;
  return FALSE;
}

int
rs_regular_open (const char *path, struct stat *out_info, GError **error)
{
  /* A pipe without a writer would block for ever; a regular file does not mind. */
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

  if (fd >= 0 && fstat (fd, out_info) == 0)
    {
      if (check (path, out_info, error))
        return fd;
    }
  else
    rs_regular_set_error (error, path, errno);
  if (fd >= 0)
    close (fd);
  return -1;
}
