/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/choice.h"

#include "app/widgets/option-factory.h"

typedef struct
{
  RsChoiceFunc func;
  gpointer user_data;
  gboolean setting;
} Choice;

static Choice *
get_choice (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "rs-choice");
}

static void
selected_cb (AdwComboRow *row)
{
  Choice *choice = get_choice (GTK_WIDGET (row));
  guint index = adw_combo_row_get_selected (row);

  if (!choice->setting && index != GTK_INVALID_LIST_POSITION)
    choice->func (index, choice->user_data);
}

GtkWidget *
rs_choice_new (const char *title, const char *const *labels, RsChoiceFunc func, gpointer user_data)
{
  GtkWidget *row = adw_combo_row_new ();
  Choice *choice = g_new0 (Choice, 1);
  g_autoptr (GtkListItemFactory) list = rs_option_factory_new ();

  adw_combo_row_set_list_factory (ADW_COMBO_ROW (row), list);
  choice->func = func;
  choice->user_data = user_data;
  g_object_set_data_full (G_OBJECT (row), "rs-choice", choice, g_free);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  rs_choice_set_labels (row, labels);
  g_signal_connect (row, "notify::selected", G_CALLBACK (selected_cb), NULL);
  return row;
}

static gboolean
has_labels (GListModel *model, const char *const *labels)
{
  guint n = labels ? g_strv_length ((char **) labels) : 0;

  if (!model || g_list_model_get_n_items (model) != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (model), i), labels[i]))
      return FALSE;
  return TRUE;
}

void
rs_choice_set_labels (GtkWidget *widget, const char *const *labels)
{
  Choice *choice = get_choice (widget);
  g_autoptr (GtkStringList) list = NULL;

  if (has_labels (adw_combo_row_get_model (ADW_COMBO_ROW (widget)), labels))
    return;
  list = gtk_string_list_new (labels);
  choice->setting = TRUE;
  adw_combo_row_set_model (ADW_COMBO_ROW (widget), G_LIST_MODEL (list));
  choice->setting = FALSE;
}

void
rs_choice_set_index (GtkWidget *widget, guint index)
{
  Choice *choice = get_choice (widget);

  choice->setting = TRUE;
  adw_combo_row_set_selected (ADW_COMBO_ROW (widget), index);
  choice->setting = FALSE;
}
