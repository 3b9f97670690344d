/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/panels/rejects-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/text.h"
#include "app/widgets/page.h"
#include "formats/reason.h"

/* As many as a person scrolls through; "roadstead-cli rejects" gives all. */
#define N_MAX 10000

struct _RsRejectsPage
{
  GtkBox parent_instance;

  RsSession *session;
  GCancellable *reading;
  gint64 import_id;
  GtkLabel *detail;
  GtkStack *stack;
  GtkStringList *rows; /* "LINE · REASON\nTEXT" */
  AdwStatusPage *status;
  GtkSpinner *spinner;
};

enum
{
  CLOSED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RsRejectsPage, rs_rejects_page, GTK_TYPE_BOX)

typedef struct
{
  RsCase *document;
  gint64 import_id;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_object_unref (request->document);
  g_free (request);
}

/* The texts are made here: ten thousand of them take a while. */
static void
read_thread (GTask *task, gpointer object, gpointer data, GCancellable *cancellable)
{
  Request *request = data;
  GError *error = NULL;
  g_autoptr (GPtrArray) rejects
      = rs_case_read_rejects (request->document, request->import_id, N_MAX, &error);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  if (!rejects)
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = 0; i < rejects->len; i++)
    {
      const RsReject *reject = g_ptr_array_index (rejects, i);

      g_autofree char *reason = rs_reason_to_local (reject->reason);
      /* Translators: line number and reason of a rejected row */
      g_autofree char *head = g_strdup_printf (_ ("Line %u · %s"), reject->line, reason);

      g_ptr_array_add (texts, g_strdup_printf ("%s\n%s", head, reject->text));
    }
  g_ptr_array_add (texts, NULL);
  g_task_return_pointer (task, g_ptr_array_free (g_steal_pointer (&texts), FALSE),
                         (GDestroyNotify) g_strfreev);
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  RsRejectsPage *self = RS_REJECTS_PAGE (object);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) texts = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *count = NULL;
  g_autofree char *detail = NULL;
  guint n;

  if (g_task_get_cancellable (G_TASK (result)) != self->reading)
    return;
  g_clear_object (&self->reading);
  gtk_spinner_stop (self->spinner);
  if (error)
    {
      g_autofree char *markup = g_markup_escape_text (error->message, -1);

      adw_status_page_set_title (self->status, _ ("The Rows Cannot Be Read"));
      adw_status_page_set_description (self->status, markup);
      gtk_stack_set_visible_child_name (self->stack, "status");
      return;
    }
  n = g_strv_length (texts);
  gtk_string_list_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)),
                          (const char *const *) texts);
  count = rs_text_count (n);
  detail = n == N_MAX ? g_strdup_printf (_ ("The first %s rows"), count)
                      : g_strdup_printf (ngettext ("%s row", "%s rows", n), count);
  gtk_label_set_text (self->detail, detail);
  adw_status_page_set_title (self->status, _ ("No Rejected Rows"));
  adw_status_page_set_description (self->status, NULL);
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : "status");
}

void
rs_rejects_page_show (RsRejectsPage *self, gint64 import_id)
{
  RsCase *document = rs_session_get_case (self->session);
  g_autoptr (GTask) task = NULL;
  Request *request;

  if (!document)
    return;
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  self->import_id = import_id;
  gtk_label_set_text (self->detail, "");
  gtk_stack_set_visible_child_name (self->stack, "loading");
  gtk_spinner_start (self->spinner);
  request = g_new0 (Request, 1);
  request->document = g_object_ref (document);
  request->import_id = import_id;
  task = g_task_new (self, self->reading, read_cb, NULL);
  g_task_set_source_tag (task, rs_rejects_page_show);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, request, request_free);
  g_task_run_in_thread (task, read_thread);
}

static void
case_changed_cb (RsRejectsPage *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  gtk_string_list_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)),
                          NULL);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *head = gtk_label_new (NULL);
  GtkWidget *text = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (head), 0);
  gtk_label_set_wrap (GTK_LABEL (head), TRUE);
  gtk_widget_add_css_class (head, "rs-figures");
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (text, "rs-hash");
  gtk_widget_add_css_class (text, "dim-label");
  gtk_widget_add_css_class (box, "rs-compact-row");
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), text);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  const char *row = gtk_string_object_get_string (gtk_list_item_get_item (item));
  GtkWidget *head = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *text = gtk_widget_get_next_sibling (head);
  g_auto (GStrv) parts = g_strsplit (row, "\n", 2);

  gtk_label_set_text (GTK_LABEL (head), parts[0]);
  gtk_label_set_text (GTK_LABEL (text), parts[1] ? parts[1] : "");
  gtk_widget_set_tooltip_text (text, parts[1]);
}

static void
close_cb (RsRejectsPage *self)
{
  g_signal_emit (self, signals[CLOSED], 0);
}

GtkWidget *
rs_rejects_page_new (RsSession *session)
{
  RsRejectsPage *self = g_object_new (RS_TYPE_REJECTS_PAGE, "orientation",
                                      GTK_ORIENTATION_VERTICAL, NULL);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *back = rs_page_create_button ("go-previous-symbolic", _ ("Back to the case"));
  GtkWidget *heading = gtk_label_new (_ ("Rejected Rows"));
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *view;

  self->session = g_object_ref (session);
  g_signal_connect_object (back, "clicked", G_CALLBACK (close_cb), self, G_CONNECT_SWAPPED);
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "title-3");
  self->detail = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->detail, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->detail), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->detail), "rs-figures");
  gtk_box_append (GTK_BOX (texts), heading);
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (self->detail));
  gtk_box_append (GTK_BOX (head), back);
  gtk_box_append (GTK_BOX (head), texts);
  gtk_widget_add_css_class (head, "rs-compact-row");
  gtk_box_append (GTK_BOX (self), head);

  self->rows = gtk_string_list_new (NULL);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  view = gtk_list_view_new (
      GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->rows)))),
      factory);
  gtk_widget_add_css_class (view, "rs-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Rejected Rows"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  self->status = ADW_STATUS_PAGE (adw_status_page_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->status), "compact");
  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_stack_add_named (self->stack, scrolled, "list");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->status), "status");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->spinner), "loading");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->stack));
  g_signal_connect_object (session, "notify::case", G_CALLBACK (case_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

static void
rs_rejects_page_dispose (GObject *object)
{
  RsRejectsPage *self = RS_REJECTS_PAGE (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->session);
  g_clear_object (&self->rows);
  G_OBJECT_CLASS (rs_rejects_page_parent_class)->dispose (object);
}

static void
rs_rejects_page_class_init (RsRejectsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rs_rejects_page_dispose;
  signals[CLOSED] = g_signal_new ("closed", RS_TYPE_REJECTS_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
rs_rejects_page_init (RsRejectsPage *self)
{
}
