/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/panels/import-page.h"

#include <glib/gi18n.h>

#include "app/panels/import-summary.h"
#include "app/text.h"
#include "app/widgets/choice.h"
#include "app/widgets/field.h"
#include "app/widgets/page.h"
#include "formats/reader.h"
#include "formats/saved-layout.h"
#include "formats/table.h"

struct _RsImportPage
{
  GtkBox parent_instance;

  RsSession *session;
  RsImportBar *bar;
  GPtrArray *paths; /* of char* */
  GHashTable *kinds; /* of char* path to RsTableKind, of those that were looked at */

  GtkStack *stack; /* "ask", "running", "done" */
  AdwPreferencesGroup *files;
  GPtrArray *file_rows;
  GtkWidget *layout;
  RsField *zone;
  RsField *date;
  GtkWidget *start;
  RsImportSummary *summary;

  GPtrArray *layouts; /* of char*: what can be chosen; the first one, "", is to find out */
  guint layout_index;
  char *time_zone;
  gint64 date_ms;
  gboolean is_asking_columns; /* a dialog was opened unasked for a file of these */
  GArray *import_ids;         /* of gint64: what the summary is about */
  gboolean is_in_case;        /* the snapshot has had them */
  gboolean was_empty; /* the case had no positions when the import began */
};

enum
{
  CLOSED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RsImportPage, rs_import_page, GTK_TYPE_BOX)

/* Files */

static void update_files (RsImportPage *self);

static void
remove_file_cb (GtkWidget *button, RsImportPage *self)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "index"));

  if (index >= self->paths->len)
    return;
  g_ptr_array_remove_index (self->paths, index);
  update_files (self);
  if (self->paths->len == 0)
    g_signal_emit (self, signals[CLOSED], 0);
}

static RsTableKind
get_kind (RsImportPage *self, const char *path)
{
  return (RsTableKind) GPOINTER_TO_INT (g_hash_table_lookup (self->kinds, path));
}

/* Of a table, whose columns can be told by hand. */
static void
add_columns_button (RsImportPage *self, GtkWidget *row, const char *path)
{
  RsTableKind kind = get_kind (self, path);
  GtkWidget *button;

  if (kind == RS_TABLE_NONE)
    return;
  if (kind == RS_TABLE_UNKNOWN)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("Which column is what has to be said"));
  button = rs_page_create_text_button (_ ("Co_lumns…"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", path);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.import-columns-of");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static void
update_files (RsImportPage *self)
{
  rs_page_clear_group (self->files, self->file_rows);
  for (guint i = 0; i < self->paths->len; i++)
    {
      const char *path = g_ptr_array_index (self->paths, i);
      g_autofree char *name = g_filename_display_basename (path);
      g_autofree char *folder = g_path_get_dirname (path);
      g_autofree char *label = g_strdup_printf (_ ("Do not import “%s”"), name);
      GtkWidget *row = rs_page_create_row (name, folder);
      GtkWidget *button = rs_page_create_button ("list-remove-symbolic", label);

      g_object_set_data (G_OBJECT (button), "index", GUINT_TO_POINTER (i));
      g_signal_connect_object (button, "clicked", G_CALLBACK (remove_file_cb), self, 0);
      add_columns_button (self, row, path);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
      rs_page_add_row (self->files, self->file_rows, row);
    }
  gtk_widget_set_sensitive (self->start, self->paths->len > 0);
}

/* Looking at them */

static void
look_thread (GTask *task, gpointer object, gpointer data, GCancellable *cancellable)
{
  g_task_return_int (task, rs_read_table_kind (data));
}

static void
looked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  RsImportPage *self = RS_IMPORT_PAGE (object);
  const char *path = g_task_get_task_data (G_TASK (result));
  RsTableKind kind = (RsTableKind) g_task_propagate_int (G_TASK (result), NULL);

  /* The page may be gone, or no longer ask about the file. */
  if (!self->paths
      || !g_ptr_array_find_with_equal_func (self->paths, path, g_str_equal, NULL))
    return;
  g_hash_table_insert (self->kinds, g_strdup (path), GINT_TO_POINTER (kind));
  if (kind == RS_TABLE_NONE)
    return;
  update_files (self);
  if (kind == RS_TABLE_UNKNOWN && !self->is_asking_columns)
    {
      self->is_asking_columns = TRUE;
      gtk_widget_activate_action (GTK_WIDGET (self), "win.import-columns-of", "s", path);
    }
}

static void
look_at (RsImportPage *self, const char *path)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, looked_cb, NULL);

  g_task_set_source_tag (task, look_at);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, look_thread);
}

/* Options */

/* Those of the program, and those that were saved since. */
static void
update_layouts (RsImportPage *self)
{
  g_autoptr (GPtrArray) saved = rs_saved_layout_list ();
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  guint n;
  const RsLayoutInfo *infos = rs_read_get_layouts (&n);

  g_ptr_array_set_size (self->layouts, 0);
  g_ptr_array_add (self->layouts, g_strdup (""));
  g_ptr_array_add (labels, _ ("Find out"));
  for (guint i = 0; i < saved->len; i++)
    {
      g_ptr_array_add (self->layouts, g_strdup (g_ptr_array_index (saved, i)));
      g_ptr_array_add (labels, g_ptr_array_index (saved, i));
    }
  for (guint i = 0; i < n; i++)
    {
      g_ptr_array_add (self->layouts, g_strdup (infos[i].name));
      g_ptr_array_add (labels, (gpointer) _ (infos[i].title));
    }
  g_ptr_array_add (labels, NULL);
  rs_choice_set_labels (self->layout, (const char *const *) labels->pdata);
  self->layout_index = MIN (self->layout_index, self->layouts->len - 1);
  rs_choice_set_index (self->layout, self->layout_index);
}

static void
layout_chosen (guint index, gpointer user_data)
{
  RS_IMPORT_PAGE (user_data)->layout_index = index;
}

static gboolean
zone_typed (const char *text, gpointer user_data)
{
  RsImportPage *self = user_data;
  g_autoptr (GTimeZone) zone = *text ? rs_time_zone_new (text) : NULL;

  if (*text && !zone)
    return FALSE;
  rs_set_string (&self->time_zone, text);
  return TRUE;
}

static gboolean
date_typed (const char *text, gpointer user_data)
{
  gint64 t_ms;

  if (!rs_text_time_from_edit (text, &t_ms))
    return FALSE;
  RS_IMPORT_PAGE (user_data)->date_ms = t_ms;
  return TRUE;
}

void
rs_import_page_forget (RsImportPage *self)
{
  g_ptr_array_set_size (self->paths, 0);
  g_hash_table_remove_all (self->kinds);
  self->layout_index = 0;
  rs_set_string (&self->time_zone, "");
  self->date_ms = RS_TIME_NONE;
  rs_field_set_text (self->zone, "");
  rs_field_set_text (self->date, "");
}

void
rs_import_page_ask (RsImportPage *self, const char *const *paths)
{
  for (gsize i = 0; paths[i]; i++)
    if (!g_ptr_array_find_with_equal_func (self->paths, paths[i], g_str_equal, NULL))
      {
        g_ptr_array_add (self->paths, g_strdup (paths[i]));
        g_hash_table_remove (self->kinds, paths[i]);
        look_at (self, paths[i]);
      }
  self->is_asking_columns = FALSE;
  update_layouts (self);
  update_files (self);
  gtk_stack_set_visible_child_name (self->stack, "ask");
  gtk_widget_grab_focus (self->start);
}

/* Hands @paths to the importer. */
static void
start (RsImportPage *self, const char *const *paths, const RsReadOptions *options)
{
  self->was_empty = rs_session_get_snapshot (self->session)->n_fixes == 0;
  if (rs_import_bar_start (self->bar, paths, options))
    gtk_stack_set_visible_child_name (self->stack, "running");
}

/* What was typed would be left out silently: says why, and puts the pointer there. */
static void
refuse_field (RsImportPage *self, RsField *field, const char *message)
{
  gtk_widget_grab_focus (rs_field_get_widget (field));
  g_signal_emit_by_name (self->session, "failed", message);
}

void
rs_import_page_start (RsImportPage *self)
{
  const char *layout;
  RsReadOptions options = { 0 };

  if (self->paths->len == 0 || rs_import_bar_is_running (self->bar))
    return;
  layout = g_ptr_array_index (self->layouts, self->layout_index);
  for (guint i = 0; i < self->paths->len && !*layout; i++)
    if (get_kind (self, g_ptr_array_index (self->paths, i)) == RS_TABLE_UNKNOWN)
      {
        gtk_widget_activate_action (GTK_WIDGET (self), "win.import-columns-of", "s",
                                    g_ptr_array_index (self->paths, i));
        return;
      }
  if (!rs_field_flush (self->zone))
    {
      refuse_field (self, self->zone,
                    _ ("There is no such time zone. Write a name such as Asia/Vladivostok, or hours "
                       "such as +9."));
      return;
    }
  if (!rs_field_flush (self->date))
    {
      refuse_field (self, self->date, _ ("This is no date. Write it as 2024-03-07."));
      return;
    }
  options.layout = *layout ? layout : NULL;
  options.time_zone = *self->time_zone ? self->time_zone : NULL;
  options.date_ms = self->date_ms == RS_TIME_NONE ? 0 : self->date_ms;
  g_ptr_array_add (self->paths, NULL);
  start (self, (const char *const *) self->paths->pdata, &options);
  rs_import_page_forget (self);
}

void
rs_import_page_start_table (RsImportPage *self, const char *path, const RsReadOptions *options)
{
  const char *paths[] = { path, NULL };
  guint index;

  if (rs_import_bar_is_running (self->bar))
    return;
  start (self, paths, options);
  if (g_ptr_array_find_with_equal_func (self->paths, path, g_str_equal, &index))
    g_ptr_array_remove_index (self->paths, index);
}

/* How many of those that the summary is about the case has. */
static guint
count_in_case (RsImportPage *self)
{
  GPtrArray *imports = rs_session_get_snapshot (self->session)->imports;
  guint n = 0;

  for (guint i = 0; i < imports->len; i++)
    for (guint j = 0; j < self->import_ids->len; j++)
      n += ((const RsImport *) g_ptr_array_index (imports, i))->id
           == g_array_index (self->import_ids, gint64, j);
  return n;
}

/* Once the import is undone, by whatever means, the summary no longer offers to: that would undo what was
 * done before. */
static void
snapshot_changed_cb (RsImportPage *self)
{
  guint n = self->import_ids->len > 0 ? count_in_case (self) : 0;

  if (n > 0)
    self->is_in_case = TRUE;
  else if (self->is_in_case)
    {
      self->is_in_case = FALSE;
      g_array_set_size (self->import_ids, 0);
      rs_import_summary_show_undone (self->summary);
    }
}

static void
done_cb (RsImportPage *self, const RsImportOutcome *outcome)
{
  g_array_set_size (self->import_ids, 0);
  self->is_in_case = FALSE;
  for (guint i = 0; outcome->results && i < outcome->results->len; i++)
    {
      const RsImportResult *result = g_ptr_array_index (outcome->results, i);

      if (result->import)
        g_array_append_val (self->import_ids, result->import->id);
    }
  rs_import_summary_show (self->summary, outcome);
  /* The first data of a case: show where it is. */
  if (!outcome->error && self->was_empty)
    rs_session_fit_case (self->session);
  gtk_stack_set_visible_child_name (self->stack, "done");
  rs_import_summary_focus (self->summary);
  snapshot_changed_cb (self);
}

static void
close_cb (RsImportPage *self)
{
  rs_import_page_forget (self);
  g_signal_emit (self, signals[CLOSED], 0);
}

/* The summary was read. Files that were asked about beside a table are still to come: what they are
 * may be another thing by now, if the table's columns were kept. */
static void
go_on_cb (RsImportPage *self)
{
  g_autoptr (GPtrArray) paths = NULL;

  if (self->paths->len == 0)
    {
      close_cb (self);
      return;
    }
  paths = g_steal_pointer (&self->paths);
  self->paths = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (paths, NULL);
  rs_import_page_ask (self, (const char *const *) paths->pdata);
}

/* Construction */

static GtkWidget *
create_ask_page (RsImportPage *self)
{
  const char *const labels[] = { NULL };
  AdwPreferencesGroup *group;
  GtkBox *box;
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scrolled = rs_page_new (&box);
  GtkWidget *heading = gtk_label_new (_ ("Import AIS Data"));
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *cancel = rs_page_create_text_button (_ ("_Cancel"));
  GtkWidget *add = rs_page_create_button ("list-add-symbolic", _ ("Add more files"));

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "title-2");
  gtk_box_append (box, heading);

  self->files = rs_page_add_group (box, _ ("Files"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (add), "win.import");
  adw_preferences_group_set_header_suffix (self->files, add);
  group = rs_page_add_group (box, _ ("How to Read Them"));
  self->layout = rs_choice_new (_ ("Layout"), labels, layout_chosen, self);
  update_layouts (self);
  /* The titles are too long to stand beside the word. */
  adw_combo_row_set_use_subtitle (ADW_COMBO_ROW (self->layout), TRUE);
  adw_preferences_group_add (group, self->layout);
  self->zone = rs_field_new_row (_ ("Zone of times without one (UTC)"), zone_typed, self);
  adw_preferences_group_add (group, rs_field_get_widget (self->zone));
  self->date = rs_field_new_row (_ ("First day of a log without dates"), date_typed, self);
  adw_preferences_group_add (group, rs_field_get_widget (self->date));

  /* Not the letter of the button in the header bar. */
  self->start = rs_page_create_text_button (_ ("I_mport"));
  gtk_widget_add_css_class (self->start, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->start), "win.start-import");
  g_signal_connect_object (cancel, "clicked", G_CALLBACK (close_cb), self, G_CONNECT_SWAPPED);
  gtk_box_set_homogeneous (GTK_BOX (buttons), TRUE);
  gtk_box_append (GTK_BOX (buttons), cancel);
  gtk_box_append (GTK_BOX (buttons), self->start);
  /* Below what is scrolled: in sight however many files there are and however low the window is. */
  gtk_widget_set_margin_start (buttons, 12);
  gtk_widget_set_margin_end (buttons, 12);
  gtk_widget_set_margin_top (buttons, 12);
  gtk_widget_set_margin_bottom (buttons, 12);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (page), scrolled);
  gtk_box_append (GTK_BOX (page), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (page), buttons);
  return page;
}

static GtkWidget *
create_running_page (void)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "rs-import-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("Importing"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page),
                                   _ ("You can go on working. Its progress is shown below the map; "
                                      "cancelling leaves the case as it was."));
  gtk_widget_add_css_class (page, "compact");
  return page;
}

GtkWidget *
rs_import_page_new (RsSession *session, RsImportBar *bar)
{
  RsImportPage *self = g_object_new (RS_TYPE_IMPORT_PAGE, NULL);

  self->session = g_object_ref (session);
  self->bar = g_object_ref (bar);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_hexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_stack_add_named (self->stack, create_ask_page (self), "ask");
  gtk_stack_add_named (self->stack, create_running_page (), "running");
  self->summary = RS_IMPORT_SUMMARY (rs_import_summary_new ());
  g_signal_connect_object (self->summary, "closed", G_CALLBACK (go_on_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->summary), "done");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->stack));
  g_signal_connect_object (bar, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "snapshot-changed", G_CALLBACK (snapshot_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

static void
rs_import_page_dispose (GObject *object)
{
  RsImportPage *self = RS_IMPORT_PAGE (object);

  g_clear_object (&self->session);
  g_clear_object (&self->bar);
  g_clear_pointer (&self->paths, g_ptr_array_unref);
  g_clear_pointer (&self->kinds, g_hash_table_unref);
  g_clear_pointer (&self->layouts, g_ptr_array_unref);
  g_clear_pointer (&self->import_ids, g_array_unref);
  g_clear_pointer (&self->file_rows, g_ptr_array_unref);
  g_clear_pointer (&self->time_zone, g_free);
  G_OBJECT_CLASS (rs_import_page_parent_class)->dispose (object);
}

static void
rs_import_page_class_init (RsImportPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rs_import_page_dispose;
  signals[CLOSED] = g_signal_new ("closed", RS_TYPE_IMPORT_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static void
rs_import_page_init (RsImportPage *self)
{
  self->paths = g_ptr_array_new_with_free_func (g_free);
  self->kinds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->layouts = g_ptr_array_new_with_free_func (g_free);
  self->file_rows = g_ptr_array_new ();
  self->import_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->time_zone = g_strdup ("");
  self->date_ms = RS_TIME_NONE;
}
