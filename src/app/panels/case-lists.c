/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/panels/case-lists.h"

#include <glib/gi18n.h>

#include "app/text.h"
#include "app/widgets/page.h"
#include "case/lists.h"

struct _RsCaseLists
{
  GtkBox parent_instance;

  RsSession *session;
  AdwPreferencesGroup *group;
  GPtrArray *rows;
};

G_DEFINE_FINAL_TYPE (RsCaseLists, rs_case_lists, GTK_TYPE_BOX)

/* A list on its way out of the case. */
typedef struct
{
  RsCase *document;
  RsListKind kind;
  gint64 id;
  char *title;
} Removal;

static void
removal_free (gpointer data)
{
  Removal *self = data;

  g_object_unref (self->document);
  g_free (self->title);
  g_free (self);
}

static void
remove_thread (GTask *task, gpointer object, gpointer data, GCancellable *cancellable)
{
  Removal *removal = data;
  GError *error = NULL;

  if (rs_case_remove_list (removal->document, removal->kind, removal->id, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
removed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  RsCaseLists *self = RS_CASE_LISTS (object);
  Removal *removal = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      if (self->session)
        g_signal_emit_by_name (self->session, "failed", error->message);
      return;
    }
  message = g_strdup_printf (_ ("Removed “%s”"), removal->title);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.announce-deletion", "s", message);
}

static void
remove_clicked_cb (GtkWidget *button, RsCaseLists *self)
{
  RsCase *document = rs_session_get_case (self->session);
  Removal *removal = g_object_get_data (G_OBJECT (button), "removal");
  g_autoptr (GTask) task = NULL;
  Removal *own;

  if (!document)
    return;
  own = g_new0 (Removal, 1);
  own->document = g_object_ref (document);
  own->kind = removal->kind;
  own->id = removal->id;
  own->title = g_strdup (removal->title);
  task = g_task_new (self, NULL, removed_cb, NULL);
  g_task_set_source_tag (task, remove_clicked_cb);
  g_task_set_task_data (task, own, removal_free);
  g_task_run_in_thread (task, remove_thread);
}

static void
add_list (RsCaseLists *self, RsCase *document, const RsList *list)
{
  g_autofree char *count = rs_text_count (list->items->len);
  g_autofree char *items
      = g_strdup_printf (list->kind == RS_LIST_WATCH
                             ? ngettext ("%s vessel", "%s vessels", list->items->len)
                             : ngettext ("%s port", "%s ports", list->items->len),
                         count);
  g_autofree char *subtitle = g_strdup_printf (
      "%s · %s · %s", list->kind == RS_LIST_WATCH ? _ ("Watchlist") : _ ("List of ports"), items,
      list->file_name);
  GtkWidget *row = rs_page_create_row (list->title, subtitle);

  if (!rs_case_get_read_only_reason (document))
    {
      g_autofree char *label = g_strdup_printf (_ ("Remove list “%s”"), list->title);
      GtkWidget *button = rs_page_create_button ("user-trash-symbolic", label);
      Removal *removal = g_new0 (Removal, 1);

      removal->document = g_object_ref (document);
      removal->kind = list->kind;
      removal->id = list->id;
      removal->title = g_strdup (list->title);
      g_object_set_data_full (G_OBJECT (button), "removal", removal, removal_free);
      g_signal_connect_object (button, "clicked", G_CALLBACK (remove_clicked_cb), self, 0);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
    }
  rs_page_add_row (self->group, self->rows, row);
}

static void
snapshot_changed_cb (RsCaseLists *self)
{
  RsSnapshot *snapshot = rs_session_get_snapshot (self->session);
  RsCase *document = rs_session_get_case (self->session);

  rs_page_clear_group (self->group, self->rows);
  for (guint i = 0; document && i < snapshot->watchlists->len; i++)
    add_list (self, document, g_ptr_array_index (snapshot->watchlists, i));
  for (guint i = 0; document && i < snapshot->place_lists->len; i++)
    add_list (self, document, g_ptr_array_index (snapshot->place_lists, i));
  gtk_widget_set_visible (GTK_WIDGET (self), self->rows->len > 0);
}

GtkWidget *
rs_case_lists_new (RsSession *session)
{
  RsCaseLists *self = g_object_new (RS_TYPE_CASE_LISTS, NULL);

  self->session = g_object_ref (session);
  self->group = rs_page_add_group (GTK_BOX (self), _ ("Lists"));
  g_signal_connect_object (session, "snapshot-changed", G_CALLBACK (snapshot_changed_cb), self,
                           G_CONNECT_SWAPPED);
  snapshot_changed_cb (self);
  return GTK_WIDGET (self);
}

static void
rs_case_lists_dispose (GObject *object)
{
  RsCaseLists *self = RS_CASE_LISTS (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (rs_case_lists_parent_class)->dispose (object);
}

static void
rs_case_lists_class_init (RsCaseListsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rs_case_lists_dispose;
}

static void
rs_case_lists_init (RsCaseLists *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->rows = g_ptr_array_new ();
}
