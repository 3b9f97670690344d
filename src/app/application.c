/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/application.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "app/compat/about.h"
#include "app/compat/file-chooser.h"
#include "app/dialogs/preferences.h"
#include "app/settings.h"
#include "app/window.h"
#include "config.h"

struct _RsApplication
{
  AdwApplication parent_instance;

  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (RsApplication, rs_application, ADW_TYPE_APPLICATION)

RsApplication *
rs_application_new (void)
{
  return g_object_new (RS_TYPE_APPLICATION, "application-id", RS_APP_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN, "resource-base-path",
                       "/org/roadstead/Roadstead", NULL);
}

GSettings *
rs_application_get_settings (RsApplication *self)
{
  return self->settings;
}

static RsWindow *
get_active_window (RsApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  /* A dialog may be the active one. */
  while (window && !RS_IS_WINDOW (window))
    window = gtk_window_get_transient_for (window);
  if (!window)
    for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l; l = l->next)
      if (RS_IS_WINDOW (l->data))
        return l->data;
  return window ? RS_WINDOW (window) : NULL;
}

static RsWindow *
find_window_of (RsApplication *self, const char *path)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l; l = l->next)
    if (RS_IS_WINDOW (l->data) && g_strcmp0 (rs_window_get_case_path (l->data), path) == 0)
      return l->data;
  return NULL;
}

static RsWindow *
get_free_window (RsApplication *self)
{
  RsWindow *window = get_active_window (self);

  if (window && !rs_window_get_case_path (window))
    return window;
  return rs_window_new (self);
}

void
rs_application_open_case (RsApplication *self, const char *path)
{
  g_autofree char *canonical = g_canonicalize_filename (path, NULL);
  RsWindow *window = find_window_of (self, canonical);

  if (!window)
    {
      window = get_free_window (self);
      rs_window_open_case (window, canonical);
    }
  gtk_window_present (GTK_WINDOW (window));
}

/* Samples */

char *
rs_application_find_sample (const char *name)
{
  const char *datadir = g_getenv ("RS_DATADIR");
  g_autofree char *file = g_strconcat (name, ".roadstead", NULL);
  g_autofree char *path
      = g_build_filename (datadir ? datadir : RS_PKGDATADIR, "samples", file, NULL);

  return g_file_test (path, G_FILE_TEST_IS_REGULAR) ? g_steal_pointer (&path) : NULL;
}

static void
copy_sample_thread (GTask *task, gpointer object, gpointer data, GCancellable *cancellable)
{
  const char *name = data;
  g_autofree char *source = rs_application_find_sample (name);
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "roadstead", "cases", NULL);
  g_autofree char *file_name = g_strconcat (name, ".roadstead", NULL);
  g_autofree char *target = g_build_filename (folder, file_name, NULL);
  g_autoptr (GFile) from = NULL;
  g_autoptr (GFile) to = g_file_new_for_path (target);
  GError *error = NULL;

  if (!g_file_test (target, G_FILE_TEST_EXISTS))
    {
      if (!source)
        {
          g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                                   _ ("The sample case “%s” is not installed."), name);
          return;
        }
      from = g_file_new_for_path (source);
      if (g_mkdir_with_parents (folder, 0700) != 0)
        {
          int number = errno;

          g_task_return_new_error (task, G_IO_ERROR, (int) g_io_error_from_errno (number),
                                   _ ("The folder “%s” cannot be made: %s"), folder,
                                   g_strerror (number));
          return;
        }
      if (!g_file_copy (from, to, G_FILE_COPY_TARGET_DEFAULT_PERMS, cancellable, NULL, NULL,
                        &error))
        {
          g_task_return_error (task, error);
          return;
        }
      g_chmod (target, 0600);
    }
  g_task_return_pointer (task, g_steal_pointer (&target), g_free);
}

static void
sample_copied_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  RsApplication *self = RS_APPLICATION (object);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_task_propagate_pointer (G_TASK (result), &error);

  if (path)
    {
      rs_application_open_case (self, path);
    }
  else
    {
      RsWindow *window = get_free_window (self);

      rs_window_show_error (window, _ ("The Sample Case Cannot Be Opened"), error->message);
      gtk_window_present (GTK_WINDOW (window));
    }
  g_application_release (G_APPLICATION (self));
}

void
rs_application_open_sample (RsApplication *self, const char *name)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, sample_copied_cb, NULL);

  g_application_hold (G_APPLICATION (self));
  g_task_set_source_tag (task, rs_application_open_sample);
  g_task_set_task_data (task, g_strdup (name), g_free);
  g_task_run_in_thread (task, copy_sample_thread);
}

/* Actions */

static void
chosen_to_open_cb (const char *path, gpointer user_data)
{
  if (path)
    rs_application_open_case (RS_APPLICATION (user_data), path);
}

static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RsApplication *self = user_data;
  static const RsFileFilter filters[] = { { N_ ("Roadstead Cases"), "roadstead" }, { NULL } };
  RsWindow *window = get_active_window (self);

  rs_file_chooser_open (window ? GTK_WINDOW (window) : NULL, self->settings, _ ("Open Case"),
                        filters, chosen_to_open_cb, self);
}

static void
open_file_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rs_application_open_case (user_data, g_variant_get_string (parameter, NULL));
}

static void
open_sample_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *name = g_variant_get_string (parameter, NULL);

  /* A name, not a way out of the folder of samples. */
  if (*name && !strpbrk (name, "/\\") && *name != '.')
    rs_application_open_sample (user_data, name);
}

static void
create_case (RsApplication *self, const char *path)
{
  RsWindow *window = get_free_window (self);

  rs_window_create_case (window, path);
  gtk_window_present (GTK_WINDOW (window));
}

static void
chosen_to_create_cb (const char *path, gpointer user_data)
{
  if (path)
    create_case (user_data, path);
}

static void
new_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RsApplication *self = user_data;
  static const RsFileFilter filters[] = { { N_ ("Roadstead Cases"), "roadstead" }, { NULL } };
  RsWindow *window = get_active_window (self);

  rs_file_chooser_save (window ? GTK_WINDOW (window) : NULL, self->settings, _ ("New Case"),
                        _ ("New case.roadstead"), filters, chosen_to_create_cb, self);
}

static void
new_file_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  create_case (user_data, g_variant_get_string (parameter, NULL));
}

static void
preferences_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RsApplication *self = user_data;
  RsWindow *window = get_active_window (self);

  rs_preferences_present (window ? GTK_WINDOW (window) : NULL, self->settings);
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RsWindow *window = get_active_window (user_data);

  rs_about_present (window ? GTK_WINDOW (window) : NULL);
}

static void
new_window_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_window_present (GTK_WINDOW (rs_window_new (user_data)));
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GList) windows
      = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (user_data)));

  for (GList *l = windows; l; l = l->next)
    if (RS_IS_WINDOW (l->data))
      gtk_window_close (l->data);
}

static const GActionEntry entries[] = {
  { "new", new_cb },
  { "new-file", new_file_cb, "s" },
  { "open", open_cb },
  { "open-file", open_file_cb, "s" },
  { "open-sample", open_sample_cb, "s" },
  { "new-window", new_window_cb },
  { "preferences", preferences_cb },
  { "about", about_cb },
  { "quit", quit_cb },
};

static const struct
{
  const char *action;
  const char *accels[4];
} accelerators[] = {
  { "app.new", { "<Control>n" } },
  { "app.open", { "<Control>o" } },
  { "app.new-window", { "<Control><Shift>n" } },
  { "app.preferences", { "<Control>comma" } },
  { "app.quit", { "<Control>q" } },
  { "window.close", { "<Control>w" } },
  { "win.show-help-overlay", { "<Control>question", "F1" } },
  { "win.import", { "<Control>i" } },
  { "win.export", { "<Control>e" } },
  { "win.save-copy", { "<Control><Shift>s" } },
  { "win.add-incident", { "<Control><Shift>i" } },
  { "win.undo", { "<Control>z" } },
  { "win.redo", { "<Control><Shift>z", "<Control>y" } },
  { "win.search", { "<Control>f" } },
  { "win.show-sidebar", { "F9" } },
  { "win.show-pace", { "<Control>F9" } },
  { "win.show-details", { "F10" } },
  { "win.fullscreen", { "F11" } },
  { "win.fit", { "<Control>0" } },
  { "win.ask-time", { "<Control>g" } },
  { "win.zoom-to-selected", { "<Control>j" } },
  { "win.menu", { "<Alt>F10" } },
};

/* GApplication */

static void
rs_application_startup (GApplication *application)
{
  RsApplication *self = RS_APPLICATION (application);

  G_APPLICATION_CLASS (rs_application_parent_class)->startup (application);
  self->settings = rs_settings_new ();
  rs_settings_follow_theme (self->settings);
  gtk_window_set_default_icon_name (RS_APP_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  for (guint i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), accelerators[i].action,
                                           accelerators[i].accels);
}

static void
rs_application_activate (GApplication *application)
{
  RsWindow *window = get_active_window (RS_APPLICATION (application));

  if (!window)
    window = rs_window_new (RS_APPLICATION (application));
  gtk_window_present (GTK_WINDOW (window));
}

static void
rs_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *path = g_file_get_path (files[i]);

      if (path)
        {
          rs_application_open_case (RS_APPLICATION (application), path);
        }
      else
        {
          RsWindow *window = get_free_window (RS_APPLICATION (application));
          g_autofree char *uri = g_file_get_uri (files[i]);

          rs_window_show_error (window, _ ("The Case Cannot Be Opened"), uri);
          gtk_window_present (GTK_WINDOW (window));
        }
    }
}

static void
rs_application_dispose (GObject *object)
{
  g_clear_object (&RS_APPLICATION (object)->settings);
  G_OBJECT_CLASS (rs_application_parent_class)->dispose (object);
}

static void
rs_application_class_init (RsApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rs_application_dispose;
  application_class->startup = rs_application_startup;
  application_class->activate = rs_application_activate;
  application_class->open = rs_application_open;
}

/* A thread that frees a case of a hundred thousand vessels leaves as many small pieces behind, which the C library
 * joins when somebody next asks for or frees a large one: most often the main thread, for 40 ms. So each is joined
 * with its neighbours when it is freed. */
static void
set_up_malloc (void)
{
#ifdef __GLIBC__
  mallopt (M_MXFAST, 0);
#endif
}

static void
rs_application_init (RsApplication *self)
{
  set_up_malloc ();
}
