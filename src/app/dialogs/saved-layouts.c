/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/dialogs/saved-layouts.h"

#include <glib/gi18n.h>

#include "app/compat/preferences-window.h"
#include "app/widgets/page.h"
#include "formats/saved-layout.h"

#define RS_TYPE_SAVED_LAYOUTS (rs_saved_layouts_get_type ())
G_DECLARE_FINAL_TYPE (RsSavedLayouts, rs_saved_layouts, RS, SAVED_LAYOUTS, AdwPreferencesGroup)

struct _RsSavedLayouts
{
  AdwPreferencesGroup parent_instance;

  GPtrArray *rows;        /* of GtkWidget*, borrowed */
  RsSavedLayout *deleted; /* (nullable): the last one, to be put back */
};

G_DEFINE_FINAL_TYPE (RsSavedLayouts, rs_saved_layouts, ADW_TYPE_PREFERENCES_GROUP)

static void fill (RsSavedLayouts *self);

static const char *
get_name (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "name");
}

static void
say (RsSavedLayouts *self, const char *message)
{
  g_autofree char *markup = g_markup_escape_text (message, -1);

  rs_preferences_window_toast (GTK_WIDGET (self), adw_toast_new (markup));
}

static void
set_name (GtkWidget *row, const char *name)
{
  GtkWidget *button = g_object_get_data (G_OBJECT (row), "delete");
  g_autofree char *label = g_strdup_printf (_ ("Delete the layout “%s”"), name);

  g_object_set_data_full (G_OBJECT (row), "name", g_strdup (name), g_free);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
rename_cb (GtkWidget *row, RsSavedLayouts *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
  g_autoptr (GError) error = NULL;
  gboolean good = rs_saved_layout_rename (get_name (row), name, &error);

  if (good)
    {
      set_name (row, name);
      gtk_widget_remove_css_class (row, "error");
    }
  else
    {
      gtk_widget_add_css_class (row, "error");
      say (self, error->message);
    }
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID,
                               good ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE,
                               -1);
}

static void
put_back_cb (RsSavedLayouts *self)
{
  g_autoptr (GError) error = NULL;

  if (self->deleted && !rs_saved_layout_save (self->deleted, &error))
    say (self, error->message);
  g_clear_pointer (&self->deleted, rs_saved_layout_free);
  fill (self);
}

static void
delete_cb (GtkWidget *button, RsSavedLayouts *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, ADW_TYPE_ENTRY_ROW);
  g_autoptr (RsSavedLayout) layout = rs_saved_layout_load (get_name (row), NULL);
  g_autofree char *message = NULL, *markup = NULL;
  g_autoptr (GError) error = NULL;
  AdwToast *toast;

  /* Translators: name of a saved layout */
  message = g_strdup_printf (_ ("Layout “%s” deleted"), get_name (row));
  if (!rs_saved_layout_delete (get_name (row), &error))
    {
      say (self, error->message);
      return;
    }
  markup = g_markup_escape_text (message, -1);
  toast = adw_toast_new (markup);
  /* One that cannot be read cannot be put back. */
  g_clear_pointer (&self->deleted, rs_saved_layout_free);
  self->deleted = g_steal_pointer (&layout);
  if (self->deleted)
    {
      adw_toast_set_button_label (toast, _ ("Undo"));
      /* There is no other way back: it stays until it is put away. */
      adw_toast_set_timeout (toast, 0);
      g_signal_connect_object (toast, "button-clicked", G_CALLBACK (put_back_cb), self,
                               G_CONNECT_SWAPPED);
    }
  fill (self);
  rs_preferences_window_toast (GTK_WIDGET (self), toast);
}

static GtkWidget *
create_row (RsSavedLayouts *self, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RsSavedLayout) layout = rs_saved_layout_load (name, &error);
  g_autofree char *title = g_markup_escape_text (layout ? layout->map : error->message, -1);
  GtkWidget *row = adw_entry_row_new ();
  GtkWidget *button = rs_page_create_button ("user-trash-symbolic", "");

  g_object_set_data (G_OBJECT (row), "delete", button);
  set_name (row, name);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), name);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), button);
  g_signal_connect_object (row, "apply", G_CALLBACK (rename_cb), self, 0);
  g_signal_connect_object (button, "clicked", G_CALLBACK (delete_cb), self, 0);
  return row;
}

static void
fill (RsSavedLayouts *self)
{
  g_autoptr (GPtrArray) names = rs_saved_layout_list ();

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < names->len; i++)
    {
      GtkWidget *row = create_row (self, g_ptr_array_index (names, i));

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
      g_ptr_array_add (self->rows, row);
    }
  /* The last one can still be put back. */
  gtk_widget_set_visible (GTK_WIDGET (self), names->len > 0);
}

GtkWidget *
rs_saved_layouts_new (void)
{
  return g_object_new (RS_TYPE_SAVED_LAYOUTS, NULL);
}

static void
rs_saved_layouts_dispose (GObject *object)
{
  RsSavedLayouts *self = RS_SAVED_LAYOUTS (object);

  g_clear_pointer (&self->deleted, rs_saved_layout_free);
  G_OBJECT_CLASS (rs_saved_layouts_parent_class)->dispose (object);
}

static void
rs_saved_layouts_finalize (GObject *object)
{
  g_ptr_array_unref (RS_SAVED_LAYOUTS (object)->rows);
  G_OBJECT_CLASS (rs_saved_layouts_parent_class)->finalize (object);
}

static void
rs_saved_layouts_class_init (RsSavedLayoutsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rs_saved_layouts_dispose;
  G_OBJECT_CLASS (klass)->finalize = rs_saved_layouts_finalize;
}

static void
rs_saved_layouts_init (RsSavedLayouts *self)
{
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Saved Layouts"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (self),
      _ ("Which column holds what, kept for files with the same header. Their names can be changed."));
  fill (self);
}
