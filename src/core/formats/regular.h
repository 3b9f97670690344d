/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sys/stat.h>

G_BEGIN_DECLS

/**
 * rs_regular_open:
 * @path: a regular file that is not empty
 * @out_info: (out): what it is at this moment
 * @error: set on failure (%RS_READ_ERROR, %G_IO_ERROR), naming the file
 *
 * Opens a file to be read; nothing is read of it. A folder, a device, a pipe and an empty file are refused with
 * words that say what to do.
 *
 * Returns: its descriptor, which the caller closes; -1 on error
 */
int rs_regular_open (const char *path, struct stat *out_info, GError **error);

/* "“PATH” cannot be read: ...", with the words of errno's @code. */
void rs_regular_set_error (GError **error, const char *path, int code);

/* What is packed in @path cannot be unpacked: because of errno's @code, or if that is 0 for @reason. */
void rs_regular_set_damaged (GError **error, const char *path, int code, const char *reason);

G_END_DECLS
