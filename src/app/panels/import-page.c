/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/panels/import-page.h"

#include <glib/gi18n.h>

#include "app/panels/import-summary.h"
#include "app/text.h"
#include "app/widgets/choice.h"
#include "app/widgets/field.h"
#include "app/widgets/page.h"

struct _RsImportPage
{
  GtkBox parent_instance;

  RsSession *session;
  RsImportBar *bar;
  GPtrArray *paths; /* of char* */

  GtkStack *stack; /* "ask", "running", "done" */
  AdwPreferencesGroup *files;
  GPtrArray *file_rows;
  GtkWidget *layout;
  RsField *zone;
  RsField *date;
  GtkWidget *start;
  RsImportSummary *summary;

  guint layout_index;
  char *time_zone;
  gint64 date_ms;
  gboolean was_empty; /* the case had no positions when the import began */
};

enum
{
  CLOSED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RsImportPage, rs_import_page, GTK_TYPE_BOX)

static const struct
{
  const char *layout; /* RsReadOptions */
  const char *label;
} layouts[] = {
  { NULL, N_ ("Find out") },
  { "aivdm", N_ ("AIS log (NMEA, AIVDM)") },
  { "csv-noaa", N_ ("CSV as of NOAA (Marine Cadastre)") },
  { "csv-dma", N_ ("CSV as of the Danish authority") },
  { "gpx", N_ ("GPX track") },
};

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
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
      rs_page_add_row (self->files, self->file_rows, row);
    }
  gtk_widget_set_sensitive (self->start, self->paths->len > 0);
}

/* Options */

static void
layout_chosen (guint index, gpointer user_data)
{
  RS_IMPORT_PAGE (user_data)->layout_index = index;
}

static gboolean
zone_typed (const char *text, gpointer user_data)
{
  RsImportPage *self = user_data;
  g_autoptr (GTimeZone) zone = *text ? g_time_zone_new_identifier (text) : NULL;

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
rs_import_page_ask (RsImportPage *self, const char *const *paths)
{
  for (gsize i = 0; paths[i]; i++)
    if (!g_ptr_array_find_with_equal_func (self->paths, paths[i], g_str_equal, NULL))
      g_ptr_array_add (self->paths, g_strdup (paths[i]));
  update_files (self);
  gtk_stack_set_visible_child_name (self->stack, "ask");
  gtk_widget_grab_focus (self->start);
}

void
rs_import_page_start (RsImportPage *self)
{
  if (self->paths->len == 0 || rs_import_bar_is_running (self->bar))
    return;
  rs_field_flush (self->zone);
  rs_field_flush (self->date);
  self->was_empty = rs_session_get_snapshot (self->session)->n_fixes == 0;
  g_ptr_array_add (self->paths, NULL);
  if (rs_import_bar_start (self->bar, (const char *const *) self->paths->pdata,
                           layouts[self->layout_index].layout,
                           *self->time_zone ? self->time_zone : NULL, self->date_ms))
    gtk_stack_set_visible_child_name (self->stack, "running");
  g_ptr_array_set_size (self->paths, 0);
}

static void
done_cb (RsImportPage *self, const RsImportOutcome *outcome)
{
  rs_import_summary_show (self->summary, outcome);
  /* The first data of a case: show where it is. */
  if (!outcome->error && self->was_empty)
    rs_session_fit_case (self->session);
  gtk_stack_set_visible_child_name (self->stack, "done");
  rs_import_summary_focus (self->summary);
}

static void
close_cb (RsImportPage *self)
{
  g_ptr_array_set_size (self->paths, 0);
  g_signal_emit (self, signals[CLOSED], 0);
}

/* Construction */

static GtkWidget *
create_ask_page (RsImportPage *self)
{
  const char *labels[G_N_ELEMENTS (layouts) + 1];
  AdwPreferencesGroup *group;
  GtkBox *box;
  GtkWidget *page = rs_page_new (&box);
  GtkWidget *heading = gtk_label_new (_ ("Import AIS Data"));
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *cancel = rs_page_create_text_button (_ ("_Cancel"));
  GtkWidget *add = rs_page_create_button ("list-add-symbolic", _ ("Add more files"));

  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    labels[i] = _ (layouts[i].label);
  labels[G_N_ELEMENTS (layouts)] = NULL;
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "title-2");
  gtk_box_append (box, heading);

  self->files = rs_page_add_group (box, _ ("Files"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (add), "win.import");
  adw_preferences_group_set_header_suffix (self->files, add);
  group = rs_page_add_group (box, _ ("How to Read Them"));
  self->layout = rs_choice_new (_ ("Layout"), labels, layout_chosen, self);
  adw_preferences_group_add (group, self->layout);
  self->zone = rs_field_new_row (_ ("Zone of times without one (UTC)"), zone_typed, self);
  adw_preferences_group_add (group, rs_field_get_widget (self->zone));
  self->date = rs_field_new_row (_ ("Day on which a log without dates begins"), date_typed, self);
  adw_preferences_group_add (group, rs_field_get_widget (self->date));

  self->start = rs_page_create_text_button (_ ("_Import"));
  gtk_widget_add_css_class (self->start, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->start), "win.start-import");
  g_signal_connect_object (cancel, "clicked", G_CALLBACK (close_cb), self, G_CONNECT_SWAPPED);
  gtk_box_set_homogeneous (GTK_BOX (buttons), TRUE);
  gtk_box_append (GTK_BOX (buttons), cancel);
  gtk_box_append (GTK_BOX (buttons), self->start);
  gtk_box_append (box, buttons);
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
  g_signal_connect_object (self->summary, "closed", G_CALLBACK (close_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->summary), "done");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->stack));
  g_signal_connect_object (bar, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

static void
rs_import_page_dispose (GObject *object)
{
  RsImportPage *self = RS_IMPORT_PAGE (object);

  g_clear_object (&self->session);
  g_clear_object (&self->bar);
  g_clear_pointer (&self->paths, g_ptr_array_unref);
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
  self->file_rows = g_ptr_array_new ();
  self->time_zone = g_strdup ("");
  self->date_ms = RS_TIME_NONE;
}
