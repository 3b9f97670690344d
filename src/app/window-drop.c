/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that are dropped on the window, and the veil over it that says they can be. */
#include "app/compat/pointer.h"
#include "app/window-private.h"

/* Between two looks at whether files are still dragged. */
#define LOOK_MS 250

static void
hide_veil (RsWindow *self)
{
  g_clear_handle_id (&self->drop_look_id, g_source_remove);
  gtk_revealer_set_reveal_child (self->drop_revealer, FALSE);
}

/* A program that ends in the middle of a drag never says that it has left. */
static gboolean
look_cb (gpointer user_data)
{
  RsWindow *self = user_data;

  if (!rs_pointer_is_free (GTK_WIDGET (self)))
    return G_SOURCE_CONTINUE;
  self->drop_look_id = 0;
  hide_veil (self);
  return G_SOURCE_REMOVE;
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, RsWindow *self)
{
  GdkFileList *list = g_value_get_boxed (value);
  g_autoptr (GSList) files = list ? gdk_file_list_get_files (list) : NULL;
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  for (GSList *l = files; l; l = l->next)
    {
      char *path = g_file_get_path (l->data);

      if (path)
        g_ptr_array_add (paths, path);
    }
  hide_veil (self);
  if (paths->len == 0)
    return FALSE;
  g_ptr_array_add (paths, NULL);
  rs_window_import (self, (const char *const *) paths->pdata);
  return TRUE;
}

static GdkDragAction
enter_cb (GtkDropTarget *target, double x, double y, RsWindow *self)
{
  gtk_revealer_set_reveal_child (self->drop_revealer, TRUE);
  if (!self->drop_look_id)
    self->drop_look_id = g_timeout_add (LOOK_MS, look_cb, self);
  return GDK_ACTION_COPY;
}

static void
leave_cb (GtkDropTarget *target, RsWindow *self)
{
  hide_veil (self);
}

void
rs_window_install_file_drop (RsWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, 0);
  g_signal_connect_object (target, "enter", G_CALLBACK (enter_cb), self, 0);
  g_signal_connect_object (target, "leave", G_CALLBACK (leave_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
