/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The desktop's file dialogs, in one place: GtkFileChooserNative is replaced by GtkFileDialog in
 * GTK 4.10. They start from the folder that @settings remembers, and remember the chosen one. */

/* Ends with an entry whose name is NULL. "All Files" is added. */
typedef struct
{
  const char *name;     /* untranslated, marked with N_ () */
  const char *suffixes; /* of file names, in any case; ';' between */
} RsFileFilter;

/* @path: NULL if nothing was chosen */
typedef void (*RsFileFunc) (const char *path, gpointer user_data);
/* @paths: (array zero-terminated) (nullable) */
typedef void (*RsFilesFunc) (const char *const *paths, gpointer user_data);

void rs_file_chooser_open (GtkWindow *parent, GSettings *settings, const char *title,
                           const RsFileFilter *filters, RsFileFunc func, gpointer user_data);
void rs_file_chooser_open_many (GtkWindow *parent, GSettings *settings, const char *title,
                                const RsFileFilter *filters, RsFilesFunc func, gpointer user_data);
/* @name: proposed file name. The dialog asks before an existing file is replaced. */
void rs_file_chooser_save (GtkWindow *parent, GSettings *settings, const char *title,
                           const char *name, const RsFileFilter *filters, RsFileFunc func,
                           gpointer user_data);

G_END_DECLS
