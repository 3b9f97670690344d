/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/csv-grid.h"

#include <glib/gi18n.h>

#include "app/models/csv-mapping.h"
#include "app/widgets/option-factory.h"
#include "app/widgets/page.h"

/* Pixels; what stands in a column is cut to it. */
#define COLUMN_WIDTH 180
#define LINE_WIDTH 72
#define PROBLEM_WIDTH 264
/* A text that certainly fits into a column needs no tooltip. */
#define SHORT_TEXT 16

/* A row */

#define RS_TYPE_CSV_GRID_ROW (rs_csv_grid_row_get_type ())
G_DECLARE_FINAL_TYPE (RsCsvGridRow, rs_csv_grid_row, RS, CSV_GRID_ROW, GObject)

struct _RsCsvGridRow
{
  GObject parent_instance;

  guint32 line;
  char **cells;
  char **readings; /* (nullable) (array length=n_readings): of each column, NULL if it is not used */
  guint n_readings;
  char *problem; /* (nullable): why it would be rejected */
};

G_DEFINE_FINAL_TYPE (RsCsvGridRow, rs_csv_grid_row, G_TYPE_OBJECT)

static void
rs_csv_grid_row_finalize (GObject *object)
{
  RsCsvGridRow *self = RS_CSV_GRID_ROW (object);

  g_strfreev (self->cells);
  for (guint i = 0; i < self->n_readings; i++)
    g_free (self->readings[i]);
  g_free (self->readings);
  g_free (self->problem);
  G_OBJECT_CLASS (rs_csv_grid_row_parent_class)->finalize (object);
}

static void
rs_csv_grid_row_class_init (RsCsvGridRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rs_csv_grid_row_finalize;
}

static void
rs_csv_grid_row_init (RsCsvGridRow *self)
{
}

/* How each column is read, from how each field is. */
static void
take_readings (RsCsvGridRow *self, const RsPreviewRow *row, const RsCsvColumns *columns)
{
  self->n_readings = RS_CSV_GRID_COLUMNS;
  self->readings = g_new0 (char *, self->n_readings);
  for (guint f = 0; f < RS_N_FIELDS; f++)
    {
      gint column = columns->columns[f];

      if (column >= 0 && (guint) column < self->n_readings && !self->readings[column])
        self->readings[column] = g_strdup (row->readings[f]);
    }
}

static RsCsvGridRow *
create_row (const RsPreviewRow *row, const RsCsvColumns *columns, gboolean is_read)
{
  RsCsvGridRow *self = g_object_new (RS_TYPE_CSV_GRID_ROW, NULL);

  self->line = row->line;
  self->cells = g_strdupv (row->cells);
  if (is_read && row->problem)
    self->problem = g_strdup (row->problem);
  else if (is_read && row->readings)
    take_readings (self, row, columns);
  return self;
}

/* The grid */

struct _RsCsvGrid
{
  GtkBox parent_instance;

  RsCsvColumns columns;
  char **names;
  guint n;             /* columns shown */
  GtkBox *heads;       /* of the line, of the problem, and one for each column */
  GtkWidget *problem_head;             /* in the heads */
  GtkColumnViewColumn *problem_column; /* in the view; both are shown only if a row has one */
  GtkColumnView *view;
  GListStore *rows;
  GtkStringList *fields; /* labels: "Not used", then in the order of choices[] */
  gboolean setting;      /* it is the program that chooses */
};

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RsCsvGrid, rs_csv_grid, GTK_TYPE_BOX)

/* In the order in which a person looks for them. */
static const RsField choices[] = {
  RS_FIELD_TIME,     RS_FIELD_CLOCK,    RS_FIELD_LAT,         RS_FIELD_LON,   RS_FIELD_MMSI,
  RS_FIELD_IMO,      RS_FIELD_NAME,     RS_FIELD_CALLSIGN,    RS_FIELD_SOG,   RS_FIELD_COG,
  RS_FIELD_HEADING,  RS_FIELD_STATUS,   RS_FIELD_DESTINATION, RS_FIELD_DRAUGHT, RS_FIELD_TYPE,
  RS_FIELD_LENGTH,   RS_FIELD_WIDTH,    RS_FIELD_DIM_A,       RS_FIELD_DIM_B, RS_FIELD_DIM_C,
  RS_FIELD_DIM_D,    RS_FIELD_ID,       RS_FIELD_PROVENANCE,  RS_FIELD_MOBILE,
};

static guint
get_choice (gint field)
{
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if ((gint) choices[i] == field)
      return i + 1;
  return 0;
}

/* Choosing */

static GtkListItemFactory *
create_factory (gpointer setup, gpointer bind, gpointer user_data)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup), user_data);
  g_signal_connect (factory, "bind", G_CALLBACK (bind), user_data);
  return factory;
}

static GtkWidget *
create_drop_down (GListModel *model, const char *label)
{
  GtkWidget *drop = gtk_drop_down_new (g_object_ref (model), NULL);
  g_autoptr (GtkListItemFactory) factory = rs_option_factory_new_for_button ();
  g_autoptr (GtkListItemFactory) list = rs_option_factory_new ();

  gtk_drop_down_set_factory (GTK_DROP_DOWN (drop), factory);
  gtk_drop_down_set_list_factory (GTK_DROP_DOWN (drop), list);
  rs_page_name_drop_down (GTK_DROP_DOWN (drop), label);
  return drop;
}

/* The head of a column: its name, the choice of the field, the choice of the unit. */
typedef struct
{
  GtkWidget *field;
  GtkWidget *unit;
} Head;

static Head *
get_head (RsCsvGrid *self, guint column)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->heads));

  for (guint i = 0; child && i < column + 2; i++)
    child = gtk_widget_get_next_sibling (child);
  return child ? g_object_get_data (G_OBJECT (child), "head") : NULL;
}

static void update_heads (RsCsvGrid *self);

static void
field_chosen_cb (GtkDropDown *drop, GParamSpec *pspec, RsCsvGrid *self)
{
  gint column = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (drop), "column"));
  guint choice = gtk_drop_down_get_selected (drop);

  if (self->setting || choice == GTK_INVALID_LIST_POSITION)
    return;
  rs_csv_mapping_assign (&self->columns, column, choice > 0 ? (gint) choices[choice - 1] : -1);
  update_heads (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
unit_chosen_cb (GtkDropDown *drop, GParamSpec *pspec, RsCsvGrid *self)
{
  gint column = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (drop), "column"));
  gint field = rs_csv_mapping_get_field (&self->columns, column);
  guint choice = gtk_drop_down_get_selected (drop);
  g_autoptr (GArray) units = NULL;

  if (self->setting || field < 0)
    return;
  units = rs_csv_mapping_list_units ((RsField) field);
  if (choice >= units->len)
    return;
  self->columns.units[field] = g_array_index (units, RsUnit, choice);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* The units of the column's field, and which of them it is. */
static void
update_units (RsCsvGrid *self, guint column, Head *head)
{
  gint field = rs_csv_mapping_get_field (&self->columns, (gint) column);
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  g_autoptr (GArray) units = NULL;
  guint chosen = 0;

  if (field >= 0)
    units = rs_csv_mapping_list_units ((RsField) field);
  /* A column without a choice of units keeps the room, so that heads do not jump. */
  gtk_widget_set_sensitive (head->unit, units && units->len > 1);
  gtk_widget_set_opacity (head->unit, units && units->len > 1 ? 1 : 0);
  gtk_accessible_update_state (GTK_ACCESSIBLE (head->unit), GTK_ACCESSIBLE_STATE_HIDDEN,
                               !units || units->len <= 1, -1);
  for (guint i = 0; units && i < units->len; i++)
    {
      RsUnit unit = g_array_index (units, RsUnit, i);

      gtk_string_list_append (list, rs_csv_mapping_get_unit_label ((RsField) field, unit));
      if (unit == self->columns.units[field])
        chosen = i;
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (head->unit), G_LIST_MODEL (list));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (head->unit), chosen);
}

static void
update_heads (RsCsvGrid *self)
{
  self->setting = TRUE;
  for (guint i = 0; i < self->n; i++)
    {
      Head *head = get_head (self, i);
      gint field = rs_csv_mapping_get_field (&self->columns, (gint) i);

      gtk_drop_down_set_selected (GTK_DROP_DOWN (head->field), get_choice (field));
      update_units (self, i, head);
    }
  self->setting = FALSE;
}

static GtkWidget *
create_head_box (const char *title, int width, float xalign)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (g_utf8_strlen (title, -1) > SHORT_TEXT)
    gtk_widget_set_tooltip_text (label, title);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_set_size_request (box, width, -1);
  gtk_widget_add_css_class (box, "rs-csv-head");
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

static GtkWidget *
create_head (RsCsvGrid *self, guint column)
{
  const char *name = self->names[column];
  GtkWidget *box = create_head_box (name, COLUMN_WIDTH, 0);
  /* Translators: %s is the header of a column */
  g_autofree char *field_label = g_strdup_printf (_ ("What column “%s” holds"), name);
  g_autofree char *unit_label = g_strdup_printf (_ ("Unit of column “%s”"), name);
  g_autoptr (GtkStringList) none = gtk_string_list_new (NULL);
  Head *head = g_new0 (Head, 1);

  head->field = create_drop_down (G_LIST_MODEL (self->fields), field_label);
  head->unit = create_drop_down (G_LIST_MODEL (none), unit_label);
  g_object_set_data (G_OBJECT (head->field), "column", GUINT_TO_POINTER (column));
  g_object_set_data (G_OBJECT (head->unit), "column", GUINT_TO_POINTER (column));
  g_signal_connect_object (head->field, "notify::selected", G_CALLBACK (field_chosen_cb), self, 0);
  g_signal_connect_object (head->unit, "notify::selected", G_CALLBACK (unit_chosen_cb), self, 0);
  gtk_box_append (GTK_BOX (box), head->field);
  gtk_box_append (GTK_BOX (box), head->unit);
  g_object_set_data_full (G_OBJECT (box), "head", head, g_free);
  return box;
}

/* Cells */

static GtkWidget *
append_label (GtkWidget *box)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "rs-figures");
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

/* What stands in the file, and below it how it is read. */
static void
setup_cell_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer column)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  append_label (box);
  gtk_widget_add_css_class (append_label (box), "rs-reading");
  gtk_widget_set_valign (box, GTK_ALIGN_START);
  gtk_list_item_set_child (item, box);
}

static void
set_cell_text (GtkWidget *label, const char *text)
{
  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_widget_set_tooltip_text (label, g_utf8_strlen (text, -1) > SHORT_TEXT ? text : NULL);
}

static void
bind_cell_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer column)
{
  const RsCsvGridRow *row = gtk_list_item_get_item (item);
  GtkWidget *label = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *reading = gtk_widget_get_next_sibling (label);
  guint index = GPOINTER_TO_UINT (column);
  const char *read = index < row->n_readings ? row->readings[index] : NULL;

  set_cell_text (label, index < g_strv_length (row->cells) ? row->cells[index] : "");
  set_cell_text (reading, read ? read : "");
  gtk_widget_set_visible (reading, read != NULL);
  /* What is not taken over steps back. */
  if (row->problem || row->n_readings > 0)
    gtk_widget_add_css_class (label, "dim-label");
  else
    gtk_widget_remove_css_class (label, "dim-label");
}

static void
setup_line_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *mark = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "rs-figures");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (mark, "rs-rejected");
  gtk_widget_set_valign (box, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_item_set_child (item, box);
}

static void
bind_line_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  const RsCsvGridRow *row = gtk_list_item_get_item (item);
  GtkWidget *mark = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *label = gtk_widget_get_next_sibling (mark);
  g_autofree char *line = g_strdup_printf ("%u", row->line);

  gtk_label_set_text (GTK_LABEL (label), line);
  gtk_widget_set_visible (mark, row->problem != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (mark), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  row->problem ? _ ("Would be rejected") : "",
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  row->problem ? row->problem : "", -1);
  gtk_widget_set_tooltip_text (mark, row->problem);
}

static void
setup_problem_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_add_css_class (label, "rs-rejected");
  gtk_list_item_set_child (item, label);
}

static void
bind_problem_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  const RsCsvGridRow *row = gtk_list_item_get_item (item);

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), row->problem ? row->problem : "");
}

static GtkColumnViewColumn *
append_column (RsCsvGrid *self, const char *title, int width, gpointer setup, gpointer bind,
               guint index)
{
  GtkColumnViewColumn *column = gtk_column_view_column_new (
      title, create_factory (setup, bind, GUINT_TO_POINTER (index)));

  gtk_column_view_column_set_fixed_width (column, width);
  gtk_column_view_append_column (self->view, column);
  g_object_unref (column);
  return column;
}

/* Showing */

static gboolean
has_names (RsCsvGrid *self, char **names)
{
  return self->names && g_strv_equal ((const char *const *) self->names,
                                      (const char *const *) names);
}

static void
set_names (RsCsvGrid *self, char **names)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);
  GtkWidget *child;

  if (has_names (self, names))
    return;
  g_strfreev (self->names);
  self->names = g_strdupv (names);
  self->n = MIN (g_strv_length (names), RS_CSV_GRID_COLUMNS);
  g_list_store_remove_all (self->rows);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->heads))))
    gtk_box_remove (self->heads, child);
  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (self->view, column);
    }
  gtk_box_append (self->heads, create_head_box (C_ ("of a file", "Line"), LINE_WIDTH, 1));
  self->problem_head = create_head_box (_ ("Problem"), PROBLEM_WIDTH, 0);
  gtk_box_append (self->heads, self->problem_head);
  append_column (self, C_ ("of a file", "Line"), LINE_WIDTH, setup_line_cb, bind_line_cb, 0);
  self->problem_column = append_column (self, _ ("Problem"), PROBLEM_WIDTH, setup_problem_cb,
                                        bind_problem_cb, 0);
  for (guint i = 0; i < self->n; i++)
    {
      gtk_box_append (self->heads, create_head (self, i));
      append_column (self, names[i], COLUMN_WIDTH, setup_cell_cb, bind_cell_cb, i);
    }
}

void
rs_csv_grid_show (RsCsvGrid *self, const RsPreview *preview, const RsCsvColumns *columns,
                  gboolean is_read)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean has_problem = FALSE;

  set_names (self, preview->names);
  self->columns = *columns;
  update_heads (self);
  for (guint i = 0; i < preview->rows->len; i++)
    {
      RsCsvGridRow *row = create_row (g_ptr_array_index (preview->rows, i), columns, is_read);

      has_problem = has_problem || row->problem;
      g_ptr_array_add (rows, row);
    }
  gtk_widget_set_visible (self->problem_head, has_problem);
  gtk_column_view_column_set_visible (self->problem_column, has_problem);
  g_list_store_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)),
                       rows->pdata, rows->len);
}

const RsCsvColumns *
rs_csv_grid_get_columns (RsCsvGrid *self)
{
  return &self->columns;
}

void
rs_csv_grid_focus (RsCsvGrid *self)
{
  if (self->n > 0)
    gtk_widget_grab_focus (get_head (self, 0)->field);
}

static void
rs_csv_grid_dispose (GObject *object)
{
  RsCsvGrid *self = RS_CSV_GRID (object);

  g_clear_object (&self->rows);
  g_clear_object (&self->fields);
  g_clear_pointer (&self->names, g_strfreev);
  self->n = 0;
  G_OBJECT_CLASS (rs_csv_grid_parent_class)->dispose (object);
}

static void
rs_csv_grid_class_init (RsCsvGridClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rs_csv_grid_dispose;
  signals[CHANGED] = g_signal_new ("changed", RS_TYPE_CSV_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
rs_csv_grid_init (RsCsvGrid *self)
{
  GtkWidget *top = gtk_scrolled_window_new ();
  GtkWidget *bottom = gtk_scrolled_window_new ();
  GtkSelectionModel *selection;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->fields = gtk_string_list_new (NULL);
  gtk_string_list_append (self->fields, _ ("Not used"));
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    gtk_string_list_append (self->fields, rs_field_get_label (choices[i]));

  self->heads = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (top), GTK_POLICY_EXTERNAL,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (top), GTK_WIDGET (self->heads));
  gtk_box_append (GTK_BOX (self), top);
  gtk_box_append (GTK_BOX (self), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));

  self->rows = g_list_store_new (RS_TYPE_CSV_GRID_ROW);
  selection
      = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->rows))));
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (selection));
  gtk_column_view_set_show_column_separators (self->view, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "rs-csv-grid");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("The first rows of the file"), -1);
  /* Its own heads cannot hold a choice; ours are above. */
  gtk_widget_set_visible (gtk_widget_get_first_child (GTK_WIDGET (self->view)), FALSE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (bottom), GTK_WIDGET (self->view));
  gtk_widget_set_vexpand (bottom, TRUE);
  gtk_box_append (GTK_BOX (self), bottom);
  /* Heads and rows move together, whichever was moved. */
  g_object_bind_property (
      gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (bottom)), "value",
      gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (top)), "value",
      G_BINDING_BIDIRECTIONAL);
}
