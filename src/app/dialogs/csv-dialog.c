/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/dialogs/csv-dialog.h"

#include <glib/gi18n.h>

#include "app/compat/file-chooser.h"
#include "app/models/csv-mapping.h"
#include "app/text.h"
#include "app/widgets/csv-grid.h"
#include "app/widgets/page.h"
#include "app/window-private.h"
#include "formats/charset.h"
#include "formats/preview.h"
#include "formats/saved-layout.h"

#define N_ROWS 100
/* After the last key, before what is typed is tried. */
#define TYPING_MS 300

#define RS_TYPE_CSV_DIALOG (rs_csv_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RsCsvDialog, rs_csv_dialog, RS, CSV_DIALOG, AdwWindow)

struct _RsCsvDialog
{
  AdwWindow parent_instance;

  /* Template */
  AdwWindowTitle *title;
  GtkWidget *cancel;
  GtkWidget *import;
  GtkDropDown *delimiter;
  GtkDropDown *header;
  GtkDropDown *encoding;
  GtkEditable *zone;
  GtkLabel *found;
  GtkImage *state_icon;
  GtkLabel *state;
  GtkStack *stack;
  RsCsvGrid *grid;
  AdwStatusPage *status;
  GtkEditable *name;
  GtkLabel *name_state;

  /* Owned */
  char *path;
  RsPreview *preview; /* what is shown; NULL: none yet */
  char *map;          /* as it is read, by number; NULL: not known, or not readable */
  GCancellable *reading;
  guint typing_id;

  gboolean assigned; /* a person has assigned columns: they are no longer found out */
  gboolean setting;  /* it is the program that chooses */
  gboolean wanted;   /* a person said to import before the beginning was read */
};

G_DEFINE_FINAL_TYPE (RsCsvDialog, rs_csv_dialog, ADW_TYPE_WINDOW)

static const struct
{
  char delimiter;
  const char *label;
} delimiters[] = {
  { 0, N_ ("Find out") },  { ',', N_ ("Comma") },         { ';', N_ ("Semicolon") },
  { '\t', N_ ("Tab") },    { '|', N_ ("Vertical bar") },  { ' ', N_ ("Space") },
};

static const char *const headers[] = { N_ ("Find out"), N_ ("Names of the columns"), N_ ("Data") };

/* What is chosen, for the readers */

/* Borrowed from the dialog, but @options->map. */
static void
get_options (RsCsvDialog *self, RsReadOptions *options)
{
  guint encoding = gtk_drop_down_get_selected (self->encoding);
  const char *zone = gtk_editable_get_text (self->zone);

  *options = (RsReadOptions){
    .delimiter = delimiters[gtk_drop_down_get_selected (self->delimiter)].delimiter,
    .header = (RsHeader) gtk_drop_down_get_selected (self->header),
    .encoding = encoding > 0 ? rs_charset_get_all ()[encoding - 1] : NULL,
    .time_zone = *zone ? zone : NULL,
  };
}

/* The columns as they are read: values of JSON by name, as it is their names that tell how deep the records
 * lie. */
static char *
dup_map (RsCsvDialog *self, const RsCsvColumns *columns)
{
  if (self->preview->delimiter == 0)
    return rs_csv_columns_to_named_map (columns, (const char *const *) self->preview->names);
  return rs_csv_columns_to_map (columns);
}

static gboolean
zone_is_good (RsCsvDialog *self)
{
  const char *text = gtk_editable_get_text (self->zone);
  g_autoptr (GTimeZone) zone = *text ? rs_time_zone_new (text) : NULL;

  return !*text || zone;
}

/* Reading the beginning again */

typedef struct
{
  char *path;
  RsReadOptions options; /* strings owned */
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->path);
  g_free ((char *) request->options.map);
  g_free ((char *) request->options.time_zone);
  g_free (request);
}

static void
read_thread (GTask *task, gpointer object, gpointer data, GCancellable *cancellable)
{
  const Request *request = data;
  GError *error = NULL;
  RsPreview *preview = rs_read_preview (request->path, &request->options, N_ROWS, &error);

  if (preview)
    g_task_return_pointer (task, preview, (GDestroyNotify) rs_preview_free);
  else
    g_task_return_error (task, error);
}

static char *
name_delimiter (char delimiter)
{
  for (guint i = 1; i < G_N_ELEMENTS (delimiters); i++)
    if (delimiters[i].delimiter == delimiter)
      return g_strdup (_ (delimiters[i].label));
  return g_strdup_printf ("“%c”", delimiter);
}

/* What was recognised of the file, and what there is to say about it. */
static void
show_found (RsCsvDialog *self)
{
  const RsPreview *preview = self->preview;
  guint n = g_strv_length (preview->names);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *delimiter = name_delimiter (preview->delimiter);

  if (preview->delimiter == 0)
    /* Translators: of a file: JSON, its encoding */
    g_string_append_printf (text, _ ("JSON · %s"), preview->encoding);
  else
    /* Translators: of a file: its delimiter, its encoding, whether it has a header */
    g_string_append_printf (text, _ ("Delimiter: %s · Encoding: %s · %s"),
                            delimiter, preview->encoding,
                            preview->has_header ? _ ("The first row names the columns")
                                                : _ ("The columns have no names"));
  g_string_append_printf (text, " · ");
  g_string_append_printf (text, ngettext ("%u column", "%u columns", n), n);
  if (n > RS_CSV_GRID_COLUMNS)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, _ ("Only the first %u columns are shown"), RS_CSV_GRID_COLUMNS);
    }
  for (guint i = 0; i < preview->notes->len; i++)
    g_string_append_printf (text, "\n%s", (const char *) g_ptr_array_index (preview->notes, i));
  gtk_label_set_text (self->found, text->str);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->found), text->str);
}

static void
set_state (RsCsvDialog *self, const char *icon, const char *css_class, const char *text)
{
  gtk_image_set_from_icon_name (self->state_icon, icon);
  gtk_label_set_text (self->state, text);
  gtk_widget_remove_css_class (GTK_WIDGET (self->state), "error");
  gtk_widget_remove_css_class (GTK_WIDGET (self->state), "rs-rejected");
  if (css_class)
    gtk_widget_add_css_class (GTK_WIDGET (self->state), css_class);
}

/* Whether it can be read, and with how many of its first rows. */
static void
show_state (RsCsvDialog *self)
{
  const RsCsvColumns *columns = rs_csv_grid_get_columns (self->grid);
  guint n = self->preview->rows->len, n_bad = 0;
  const RsPreviewRow *first = NULL;
  g_autofree char *text = NULL;
  g_autofree char *missing = rs_csv_mapping_describe_missing (columns);

  if (*missing)
    {
      /* Translators: %s lists fields, "Latitude, Longitude" */
      text = g_strdup_printf (_ ("Choose the column above its values: still needed: %s"), missing);
      set_state (self, "dialog-information-symbolic", NULL, text);
      return;
    }
  for (guint i = 0; i < n; i++)
    {
      const RsPreviewRow *row = g_ptr_array_index (self->preview->rows, i);

      if (row->problem && n_bad++ == 0)
        first = row;
    }
  if (n_bad == 0)
    {
      text = g_strdup_printf (ngettext ("The first %u row can be read", "The first %u rows can be read",
                                        n), n);
      set_state (self, "object-select-symbolic", NULL, text);
      return;
    }
  /* Translators: number rejected, number of rows, line, reason */
  text = g_strdup_printf (_ ("%u of the first %u rows would be rejected; line %u: %s"), n_bad, n,
                          first->line, first->problem);
  set_state (self, "dialog-warning-symbolic", "rs-rejected", text);
}

static void
update_import (RsCsvDialog *self)
{
  const char *name = gtk_editable_get_text (self->name);

  gtk_widget_set_sensitive (self->import, self->map && !self->reading && zone_is_good (self)
                                              && (!*name || rs_saved_layout_is_name (name)));
}

/* A saved layout that was used unasked also says how times are meant. */
static void
take_saved (RsCsvDialog *self)
{
  g_autoptr (RsSavedLayout) saved
      = self->preview->saved ? rs_saved_layout_load (self->preview->saved, NULL) : NULL;

  if (!saved)
    return;
  self->setting = TRUE;
  for (guint i = 0; saved->encoding && rs_charset_get_all ()[i]; i++)
    if (g_str_equal (rs_charset_get_all ()[i], saved->encoding))
      gtk_drop_down_set_selected (self->encoding, i + 1);
  if (saved->time_zone)
    gtk_editable_set_text (self->zone, saved->time_zone);
  gtk_editable_set_text (self->name, saved->name);
  self->setting = FALSE;
}

static void import_cb (RsCsvDialog *self);

/* Does what was asked for while it was read, if it can be done as it turned out. */
static void
import_if_wanted (RsCsvDialog *self)
{
  gboolean wanted = self->wanted;

  self->wanted = FALSE;
  if (wanted && gtk_widget_get_sensitive (self->import))
    import_cb (self);
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  RsCsvDialog *self = RS_CSV_DIALOG (object);
  const Request *request = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (RsPreview) preview = g_task_propagate_pointer (G_TASK (result), &error);
  RsCsvColumns columns;
  gboolean is_read, is_first = self->preview == NULL;

  if (self->reading != g_task_get_cancellable (G_TASK (result)))
    return;
  g_clear_object (&self->reading);
  g_clear_pointer (&self->map, g_free);
  if (!preview)
    {
      self->wanted = FALSE;
      /* Nothing to show: that is all there is to say. Else it is the columns that do not fit. */
      if (is_first)
        {
          g_autofree char *markup = g_markup_escape_text (error->message, -1);

          adw_status_page_set_title (self->status, _ ("The File Cannot Be Read"));
          adw_status_page_set_description (self->status, markup);
          gtk_stack_set_visible_child_name (self->stack, "status");
        }
      else
        set_state (self, "dialog-error-symbolic", "error", error->message);
      update_import (self);
      return;
    }
  g_clear_pointer (&self->preview, rs_preview_free);
  self->preview = g_steal_pointer (&preview);
  if (self->preview->names[0] == NULL)
    {
      self->wanted = FALSE;
      adw_status_page_set_title (self->status, _ ("No Columns"));
      adw_status_page_set_description (self->status, _ ("This file is no table of text."));
      gtk_stack_set_visible_child_name (self->stack, "status");
      update_import (self);
      return;
    }
  /* Rows that were read without the columns that a person chose mean nothing. */
  is_read = self->preview->found && (!self->assigned || request->options.map);
  columns = self->assigned ? *rs_csv_grid_get_columns (self->grid) : self->preview->columns;
  columns.has_header = self->preview->has_header;
  rs_csv_mapping_cut (&columns, (gint) g_strv_length (self->preview->names));
  if (is_read)
    self->map = dup_map (self, &columns);
  rs_csv_grid_show (self->grid, self->preview, &columns, is_read);
  if (is_first)
    take_saved (self);
  show_found (self);
  show_state (self);
  update_import (self);
  gtk_stack_set_visible_child_name (self->stack, "rows");
  if (is_first)
    rs_csv_grid_focus (self->grid);
  import_if_wanted (self);
}

static void
start_reading (RsCsvDialog *self)
{
  g_autoptr (GTask) task = NULL;
  Request *request;

  g_clear_handle_id (&self->typing_id, g_source_remove);
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (!zone_is_good (self))
    return;
  self->reading = g_cancellable_new ();
  update_import (self);
  request = g_new0 (Request, 1);
  request->path = g_strdup (self->path);
  get_options (self, &request->options);
  request->options.time_zone = g_strdup (request->options.time_zone);
  if (self->assigned && rs_csv_mapping_is_complete (rs_csv_grid_get_columns (self->grid)))
    request->options.map = dup_map (self, rs_csv_grid_get_columns (self->grid));
  task = g_task_new (self, self->reading, read_cb, NULL);
  g_task_set_source_tag (task, start_reading);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, request, request_free);
  g_task_run_in_thread (task, read_thread);
}

/* What a person changes */

static void
columns_changed_cb (RsCsvDialog *self)
{
  self->assigned = TRUE;
  self->wanted = FALSE;
  start_reading (self);
}

static void
option_chosen_cb (RsCsvDialog *self)
{
  if (self->setting)
    return;
  self->wanted = FALSE;
  start_reading (self);
}

/* Other cells: what was said of the columns was said of others. */
static void
delimiter_chosen_cb (RsCsvDialog *self)
{
  if (self->setting)
    return;
  self->assigned = FALSE;
  self->wanted = FALSE;
  start_reading (self);
}

static gboolean
typed_cb (gpointer data)
{
  RsCsvDialog *self = data;

  self->typing_id = 0;
  start_reading (self);
  return G_SOURCE_REMOVE;
}

static void
zone_changed_cb (RsCsvDialog *self)
{
  gboolean good = zone_is_good (self);

  if (good)
    gtk_widget_remove_css_class (GTK_WIDGET (self->zone), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->zone), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->zone), GTK_ACCESSIBLE_STATE_INVALID,
                               good ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE,
                               -1);
  update_import (self);
  if (self->setting)
    return;
  self->wanted = FALSE;
  g_clear_handle_id (&self->typing_id, g_source_remove);
  self->typing_id = g_timeout_add (TYPING_MS, typed_cb, self);
}

static void
name_changed_cb (RsCsvDialog *self)
{
  const char *name = gtk_editable_get_text (self->name);
  gboolean good = !*name || rs_saved_layout_is_name (name);
  g_autoptr (GPtrArray) names = rs_saved_layout_list ();

  if (good)
    gtk_widget_remove_css_class (GTK_WIDGET (self->name), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->name), "error");
  if (!good)
    gtk_label_set_text (self->name_state,
                        _ ("Letters, digits, spaces, “-” and “_”; no name of the program’s own"));
  else if (g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
    gtk_label_set_text (self->name_state, _ ("Replaces the layout that has this name"));
  else if (*name && self->preview && self->preview->delimiter == 0)
    gtk_label_set_text (self->name_state, _ ("Can be chosen as the layout of files like this one"));
  else if (*name)
    gtk_label_set_text (self->name_state,
                        _ ("The next file with the same header is read like this one"));
  else
    gtk_label_set_text (self->name_state, "");
  if (!self->setting)
    self->wanted = FALSE;
  update_import (self);
}

/* What was said, for the next file of the kind. */
static gboolean
save_layout (RsCsvDialog *self, const RsReadOptions *options)
{
  g_autofree char *map
      = rs_csv_columns_to_named_map (rs_csv_grid_get_columns (self->grid),
                                     (const char *const *) self->preview->names);
  g_autofree char *header = rs_preview_dup_header_row (self->preview);
  g_autoptr (GError) error = NULL;
  RsSavedLayout layout = {
    .name = (char *) options->layout,
    .map = map,
    .header_row = header,
    .encoding = (char *) options->encoding,
    .time_zone = (char *) options->time_zone,
    .delimiter = options->delimiter,
    .header = options->header,
  };

  if (rs_saved_layout_save (&layout, &error))
    return TRUE;
  set_state (self, "dialog-error-symbolic", "error", error->message);
  return FALSE;
}

/* Return and the button. While the beginning is still being read, it is done after that: who knows the file
 * need not wait for the picture of it. */
static void
import_cb (RsCsvDialog *self)
{
  const char *name = gtk_editable_get_text (self->name);
  g_autoptr (RsWindow) window = NULL;
  RsReadOptions options;

  if (self->typing_id)
    start_reading (self);
  if (self->reading)
    self->wanted = TRUE;
  if (self->reading || !gtk_widget_get_sensitive (self->import))
    return;
  get_options (self, &options);
  options.map = self->map;
  /* What was found out in the beginning holds for the file. */
  options.delimiter = self->preview->delimiter;
  if (self->preview->delimiter)
    options.header = self->preview->has_header ? RS_HEADER_YES : RS_HEADER_NO;
  if (*name)
    {
      options.layout = name;
      if (!save_layout (self, &options))
        return;
    }
  g_set_object (&window, RS_WINDOW (gtk_window_get_transient_for (GTK_WINDOW (self))));
  rs_window_set_panel_shown (window, RS_PANEL_RIGHT, TRUE);
  rs_details_import_table (window->details, self->path, &options);
  gtk_window_close (GTK_WINDOW (self));
}

/* Construction */

static void
fill_choices (RsCsvDialog *self)
{
  const char *const *charsets = rs_charset_get_all ();
  g_autoptr (GtkStringList) delimiter_list = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) header_list = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) encoding_list = gtk_string_list_new (charsets);

  for (guint i = 0; i < G_N_ELEMENTS (delimiters); i++)
    gtk_string_list_append (delimiter_list, _ (delimiters[i].label));
  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    gtk_string_list_append (header_list, _ (headers[i]));
  gtk_string_list_splice (encoding_list, 0, 0, (const char *const[]){ _ ("Find out"), NULL });
  self->setting = TRUE;
  rs_page_name_drop_down (self->delimiter, _ ("Delimiter"));
  rs_page_name_drop_down (self->header, _ ("First row"));
  rs_page_name_drop_down (self->encoding, _ ("Encoding"));
  gtk_drop_down_set_model (self->delimiter, G_LIST_MODEL (delimiter_list));
  gtk_drop_down_set_model (self->header, G_LIST_MODEL (header_list));
  gtk_drop_down_set_model (self->encoding, G_LIST_MODEL (encoding_list));
  self->setting = FALSE;
}

void
rs_csv_dialog_present (RsWindow *window, const char *path)
{
  RsCase *document = rs_session_get_case (window->session);
  g_autofree char *base = NULL;
  RsCsvDialog *self;

  if (!document || rs_case_get_read_only_reason (document))
    return;
  base = g_filename_display_basename (path);
  self = g_object_new (RS_TYPE_CSV_DIALOG, "transient-for", window, NULL);
  self->path = g_strdup (path);
  adw_window_title_set_subtitle (self->title, base);
  start_reading (self);
  /* Until there are columns. Else it would be on Cancel, and Return would mean that. */
  gtk_widget_grab_focus (GTK_WIDGET (self->name));
  gtk_window_present (GTK_WINDOW (self));
}

/* Of what has no use for the key itself. */
static gboolean
return_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  import_cb (RS_CSV_DIALOG (widget));
  return TRUE;
}

static void
rs_csv_dialog_dispose (GObject *object)
{
  RsCsvDialog *self = RS_CSV_DIALOG (object);

  g_clear_handle_id (&self->typing_id, g_source_remove);
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  gtk_widget_dispose_template (GTK_WIDGET (self), RS_TYPE_CSV_DIALOG);
  G_OBJECT_CLASS (rs_csv_dialog_parent_class)->dispose (object);
}

static void
rs_csv_dialog_finalize (GObject *object)
{
  RsCsvDialog *self = RS_CSV_DIALOG (object);

  g_free (self->path);
  g_free (self->map);
  rs_preview_free (self->preview);
  G_OBJECT_CLASS (rs_csv_dialog_parent_class)->finalize (object);
}

static void
rs_csv_dialog_class_init (RsCsvDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rs_csv_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = rs_csv_dialog_finalize;
  g_type_ensure (RS_TYPE_CSV_GRID);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/roadstead/Roadstead/csv-dialog.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, RsCsvDialog, name)
  BIND (title);
  BIND (cancel);
  BIND (import);
  BIND (delimiter);
  BIND (header);
  BIND (encoding);
  BIND (zone);
  BIND (found);
  BIND (state_icon);
  BIND (state);
  BIND (stack);
  BIND (grid);
  BIND (status);
  BIND (name);
  BIND (name_state);
#undef BIND
#define CALLBACK(name) gtk_widget_class_bind_template_callback (widget_class, name)
  CALLBACK (import_cb);
  CALLBACK (delimiter_chosen_cb);
  CALLBACK (option_chosen_cb);
  CALLBACK (zone_changed_cb);
  CALLBACK (name_changed_cb);
  CALLBACK (columns_changed_cb);
#undef CALLBACK
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, 0, return_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, 0, return_cb, NULL);
}

static void
rs_csv_dialog_init (RsCsvDialog *self)
{
  self->setting = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->setting = FALSE;
  /* As rs_page_create_text_button () has it. */
  gtk_accessible_reset_property (GTK_ACCESSIBLE (self->cancel), GTK_ACCESSIBLE_PROPERTY_LABEL);
  gtk_accessible_reset_property (GTK_ACCESSIBLE (self->import), GTK_ACCESSIBLE_PROPERTY_LABEL);
  fill_choices (self);
}

/* Actions */

static void
chosen_cb (const char *path, gpointer user_data)
{
  g_autoptr (RsWindow) window = user_data;

  if (path)
    rs_csv_dialog_present (window, path);
}

static void
import_columns_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  static const RsFileFilter filters[]
      = { { N_ ("Tables of Text"), "csv;tsv;txt;json;jsonl;ndjson;gz;bz2;xz;zst;zip" }, { NULL } };
  RsWindow *window = user_data;

  rs_file_chooser_open (GTK_WINDOW (window), window->settings, _ ("Import with Columns"), filters,
                        chosen_cb, g_object_ref (window));
}

static void
import_columns_of_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rs_csv_dialog_present (user_data, g_variant_get_string (parameter, NULL));
}

void
rs_csv_dialog_install_actions (RsWindow *window)
{
  static const GActionEntry entries[] = {
    { "import-columns", import_columns_cb },
    { "import-columns-of", import_columns_of_cb, "s" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
}
