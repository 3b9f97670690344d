/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/compat/file-chooser.h"

#include <glib/gi18n.h>

typedef struct
{
  GSettings *settings;
  RsFileFunc file_func;
  RsFilesFunc files_func;
  gpointer user_data;
} Request;

static void
request_free (gpointer data, GClosure *closure)
{
  Request *request = data;

  g_object_unref (request->settings);
  g_free (request);
}

static GtkFileChooserNative *
create_dialog (GtkWindow *parent, GSettings *settings, const char *title,
               GtkFileChooserAction action, const RsFileFilter *filters)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, parent, action, NULL, NULL);
  GtkFileChooser *chooser = GTK_FILE_CHOOSER (dialog);
  g_autofree char *folder = g_settings_get_string (settings, "last-folder");
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  for (; filters && filters->name; filters++)
    {
      g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
      g_auto (GStrv) suffixes = g_strsplit (filters->suffixes, ";", -1);

      gtk_file_filter_set_name (filter, _ (filters->name));
      for (gsize i = 0; suffixes[i]; i++)
        gtk_file_filter_add_suffix (filter, suffixes[i]);
      gtk_file_chooser_add_filter (chooser, filter);
    }
  gtk_file_filter_set_name (all, _ ("All Files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (chooser, all);
  if (*folder)
    {
      g_autoptr (GFile) file = g_file_new_for_path (folder);

      gtk_file_chooser_set_current_folder (chooser, file, NULL);
    }
  return dialog;
}

static GPtrArray *
get_paths (GtkFileChooser *chooser)
{
  g_autoptr (GListModel) files = gtk_file_chooser_get_files (chooser);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      char *path = g_file_get_path (file);

      if (path)
        g_ptr_array_add (paths, path);
    }
  g_ptr_array_add (paths, NULL);
  return g_steal_pointer (&paths);
}

static void
response_cb (GtkNativeDialog *dialog, int response, Request *request)
{
  g_autoptr (GPtrArray) paths = NULL;
  const char *first = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      paths = get_paths (GTK_FILE_CHOOSER (dialog));
      first = g_ptr_array_index (paths, 0);
    }
  if (first)
    {
      g_autofree char *folder = g_path_get_dirname (first);

      g_settings_set_string (request->settings, "last-folder", folder);
    }
  if (request->file_func)
    request->file_func (first, request->user_data);
  else
    request->files_func (first ? (const char *const *) paths->pdata : NULL, request->user_data);
  g_object_unref (dialog);
}

static void
show_dialog (GtkFileChooserNative *dialog, GSettings *settings, RsFileFunc file_func,
             RsFilesFunc files_func, gpointer user_data)
{
  Request *request = g_new0 (Request, 1);

  request->settings = g_object_ref (settings);
  request->file_func = file_func;
  request->files_func = files_func;
  request->user_data = user_data;
  /* The reference is dropped when the dialog is answered. */
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), request,
                         (GClosureNotify) request_free, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
rs_file_chooser_open (GtkWindow *parent, GSettings *settings, const char *title,
                      const RsFileFilter *filters, RsFileFunc func, gpointer user_data)
{
  GtkFileChooserNative *dialog
      = create_dialog (parent, settings, title, GTK_FILE_CHOOSER_ACTION_OPEN, filters);

  show_dialog (dialog, settings, func, NULL, user_data);
}

void
rs_file_chooser_open_many (GtkWindow *parent, GSettings *settings, const char *title,
                           const RsFileFilter *filters, RsFilesFunc func, gpointer user_data)
{
  GtkFileChooserNative *dialog
      = create_dialog (parent, settings, title, GTK_FILE_CHOOSER_ACTION_OPEN, filters);

  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  show_dialog (dialog, settings, NULL, func, user_data);
}

void
rs_file_chooser_save (GtkWindow *parent, GSettings *settings, const char *title, const char *name,
                      const RsFileFilter *filters, RsFileFunc func, gpointer user_data)
{
  GtkFileChooserNative *dialog
      = create_dialog (parent, settings, title, GTK_FILE_CHOOSER_ACTION_SAVE, filters);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  show_dialog (dialog, settings, func, NULL, user_data);
}
