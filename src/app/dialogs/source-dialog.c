/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/dialogs/source-dialog.h"

#include <glib/gi18n.h>

#include "app/compat/file-chooser.h"
#include "app/source-memory.h"
#include "app/window-private.h"
#include "app/widgets/page.h"
#include "case/source.h"

#define RS_TYPE_SOURCE_DIALOG (rs_source_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RsSourceDialog, rs_source_dialog, RS, SOURCE_DIALOG, AdwWindow)

struct _RsSourceDialog
{
  AdwWindow parent_instance;

  RsCase *document;
  GSettings *settings;
  GCancellable *reading;
  gint64 import_id;
  guint32 line;
  char *sha256;      /* of the file that was imported */
  char *remembered;  /* (nullable): where it was, and is looked for if it is nowhere else */

  GtkSpinner *spinner;
  GtkLabel *state;
  GtkLabel *text;
  GtkWidget *choose;
};

G_DEFINE_FINAL_TYPE (RsSourceDialog, rs_source_dialog, ADW_TYPE_WINDOW)

static void
read_thread (GTask *task, gpointer object, gpointer data, GCancellable *cancellable)
{
  RsSourceDialog *self = object;
  GError *error = NULL;
  RsSourceLine *found = rs_case_read_source_line (self->document, self->import_id, self->line, data,
                                                  cancellable, &error);

  if (found)
    g_task_return_pointer (task, found, (GDestroyNotify) rs_source_line_free);
  else
    g_task_return_error (task, error);
}

static void start_reading (RsSourceDialog *self, const char *path);

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  RsSourceDialog *self = RS_SOURCE_DIALOG (object);
  g_autoptr (GError) error = NULL;
  g_autoptr (RsSourceLine) found = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *state = NULL;

  if (self->reading != g_task_get_cancellable (G_TASK (result)))
    return;
  if (!found && self->remembered
      && g_error_matches (error, RS_CASE_ERROR, RS_CASE_ERROR_NO_SOURCE))
    {
      g_autofree char *path = g_steal_pointer (&self->remembered);

      if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
        {
          start_reading (self, path);
          return;
        }
    }
  gtk_spinner_stop (self->spinner);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->text), found != NULL);
  gtk_widget_set_visible (self->choose, found == NULL);
  if (!found)
    {
      gtk_label_set_text (self->state, error->message);
      return;
    }
  if (found->sealed)
    rs_source_memory_note (self->sha256, found->path);
  gtk_label_set_text (self->text, found->text);
  if (found->member)
    /* Translators: line number, name of a file in an archive, path of the archive */
    state = g_strdup_printf (_ ("Line %u of “%s” in %s. The archive is the one that was imported: its "
                                "SHA-256 is the same."),
                             found->line, found->member, found->path);
  else if (found->sealed)
    /* Translators: line number, path of a file */
    state = g_strdup_printf (_ ("Line %u of %s. The file is the one that was imported: its "
                                "SHA-256 is the same."),
                             found->line, found->path);
  else
    state = g_strdup_printf (_ ("Line %u of %s, which is still being written."), found->line,
                             found->path);
  gtk_label_set_text (self->state, state);
}

static void
start_reading (RsSourceDialog *self, const char *path)
{
  g_autoptr (GTask) task = NULL;

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), TRUE);
  gtk_spinner_start (self->spinner);
  gtk_widget_set_visible (GTK_WIDGET (self->text), FALSE);
  gtk_widget_set_visible (self->choose, FALSE);
  gtk_label_set_text (self->state, _ ("Reading the file and comparing its SHA-256"));
  task = g_task_new (self, self->reading, read_cb, NULL);
  g_task_set_source_tag (task, start_reading);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, read_thread);
}

static void
chosen_cb (const char *path, gpointer user_data)
{
  g_autoptr (RsSourceDialog) self = user_data;

  if (path && self->document)
    start_reading (self, path);
}

static void
choose_cb (RsSourceDialog *self)
{
  static const RsFileFilter filters[] = { { NULL } };

  rs_file_chooser_open (GTK_WINDOW (self), self->settings, _ ("The File That Was Imported"),
                        filters, chosen_cb, g_object_ref (self));
}

static char *
dup_sha256 (const RsSnapshot *snapshot, gint64 import_id)
{
  for (guint i = 0; i < snapshot->imports->len; i++)
    {
      const RsImport *import = g_ptr_array_index (snapshot->imports, i);

      if (import->id == import_id)
        return g_strdup (import->sha256);
    }
  return g_strdup ("");
}

void
rs_source_dialog_present (RsWindow *window, gint64 import_id, guint32 line)
{
  RsSourceDialog *self;
  RsCase *document = rs_session_get_case (window->session);

  if (!document)
    return;
  self = g_object_new (RS_TYPE_SOURCE_DIALOG, "transient-for", window, "modal", TRUE,
                       "destroy-with-parent", TRUE, "title", _ ("Source of a Position"),
                       "default-width", 560, "default-height", 280, NULL);
  self->document = g_object_ref (document);
  self->settings = g_object_ref (window->settings);
  self->import_id = import_id;
  self->line = line;
  self->sha256 = dup_sha256 (rs_session_get_snapshot (window->session), import_id);
  self->remembered = rs_source_memory_find (self->sha256);
  start_reading (self, NULL);
  gtk_window_present (GTK_WINDOW (self));
}

static void
rs_source_dialog_dispose (GObject *object)
{
  RsSourceDialog *self = RS_SOURCE_DIALOG (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (rs_source_dialog_parent_class)->dispose (object);
}

static void
rs_source_dialog_finalize (GObject *object)
{
  /* A thread that still reads holds a reference to the dialog. */
  g_clear_object (&RS_SOURCE_DIALOG (object)->document);
  g_free (RS_SOURCE_DIALOG (object)->sha256);
  g_free (RS_SOURCE_DIALOG (object)->remembered);
  G_OBJECT_CLASS (rs_source_dialog_parent_class)->finalize (object);
}

static void
rs_source_dialog_class_init (RsSourceDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rs_source_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = rs_source_dialog_finalize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static GtkLabel *
create_label (void)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (label, 0);
  gtk_label_set_selectable (label, TRUE);
  return label;
}

static void
rs_source_dialog_init (RsSourceDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  self->text = create_label ();
  gtk_widget_add_css_class (GTK_WIDGET (self->text), "monospace");
  self->state = create_label ();
  self->choose = rs_page_create_text_button (_ ("_Choose the File…"));
  gtk_widget_set_halign (self->choose, GTK_ALIGN_START);
  g_signal_connect_object (self->choose, "clicked", G_CALLBACK (choose_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->spinner));
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->text));
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->state));
  gtk_box_append (GTK_BOX (content), self->choose);
  gtk_widget_set_margin_top (content, 18);
  gtk_widget_set_margin_bottom (content, 24);
  gtk_widget_set_margin_start (content, 18);
  gtk_widget_set_margin_end (content, 18);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  /* The window stays as high as it was first, whatever is said later. */
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), content);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), scrolled);
  adw_window_set_content (ADW_WINDOW (self), box);
}
