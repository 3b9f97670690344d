/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/panels/filter-editor.h"

#include <glib/gi18n.h>

#include "app/panels/filter-choice-row.h"
#include "app/text-filter.h"
#include "app/widgets/page.h"
#include "app/widgets/picker.h"

#define WIDTH_PX 320
#define HEIGHT_PX 420

/* Lives as long as its button. */
typedef struct
{
  RsSession *session;
  GtkMenuButton *button; /* borrowed, as all below */
  GtkPopover *popover;   /* nullable, and all below with it: not opened yet */
  GtkWidget *clear, *port_row, *picker;
  AdwPreferencesGroup *saved;
  GPtrArray *saved_rows; /* of GtkWidget* */
  GtkWidget *name, *save;
} Editor;

static void
editor_free (gpointer data)
{
  Editor *self = data;

  g_ptr_array_unref (self->saved_rows);
  g_object_unref (self->session);
  g_free (self);
}

static void
append_text (GtkWidget *box, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
}

/* Area: what is drawn is the answer to a question, as an incident's area is. */

static void
area_drawn_cb (GArray *area, gpointer user_data)
{
  g_autoptr (RsSession) session = user_data;
  g_autoptr (GString) text = g_string_new ("area:\"");

  if (!area || area->len < 3)
    return;
  for (guint i = 0; i < area->len; i++)
    {
      RsLatLon p = g_array_index (area, RsLatLon, i);
      char lat[G_ASCII_DTOSTR_BUF_SIZE], lon[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (lat, sizeof lat, "%.5f", p.lat_deg);
      g_ascii_formatd (lon, sizeof lon, "%.5f", p.lon_deg);
      g_string_append_printf (text, "%s%s,%s", i ? " " : "", lat, lon);
    }
  g_string_append_c (text, '"');
  rs_session_add_to_filter (session, text->str);
}

static void
draw_area_cb (Editor *self)
{
  gtk_popover_popdown (self->popover);
  rs_session_pick_area (self->session, area_drawn_cb, g_object_ref (self->session));
}

static void
port_toggled_cb (RsPicker *picker, const char *key, Editor *self)
{
  g_autofree char *quoted = rs_filter_quote (key);
  g_autofree char *text = g_strconcat ("port:", quoted, NULL);

  if (rs_filter_find (rs_session_get_filter (self->session), RS_FILTER_PORT, FALSE, key) >= 0)
    rs_session_remove_from_filter (self->session, text);
  else
    rs_session_add_to_filter (self->session, text);
}

static void
add_places (Editor *self, AdwPreferencesGroup *group)
{
  GtkWidget *row = rs_page_create_row (_ ("Area on the map"), NULL);
  GtkWidget *draw = rs_page_create_button ("rs-area-symbolic", _ ("Draw an area on the map"));

  g_signal_connect_swapped (draw, "clicked", G_CALLBACK (draw_area_cb), self);
  gtk_widget_set_valign (draw, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), draw);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), draw);
  adw_preferences_group_add (group, row);

  self->port_row = rs_page_create_row (rs_text_filter_kind (RS_FILTER_PORT), NULL);
  gtk_widget_set_tooltip_text (self->port_row, rs_text_filter_hint (RS_FILTER_PORT));
  self->picker = rs_picker_new (RS_PICK_PORTS, self->session, _ ("Choose ports"));
  gtk_widget_set_valign (self->picker, GTK_ALIGN_CENTER);
  g_signal_connect (self->picker, "toggled", G_CALLBACK (port_toggled_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->port_row), self->picker);
  adw_preferences_group_add (group, self->port_row);

  adw_preferences_group_add (group, rs_filter_choice_row_new (self->session, RS_FILTER_WATERS));
}

/* Saved filters */

static GtkWidget *
create_saved_row (const RsSavedFilter *saved)
{
  GtkWidget *row = rs_page_create_row (saved->name, NULL);
  g_autofree char *label = g_strdup_printf (_ ("Delete filter “%s”"), saved->name);
  GtkWidget *use = gtk_button_new_with_label (_ ("Use"));
  GtkWidget *delete = rs_page_create_button ("user-trash-symbolic", label);
  g_autofree char *use_label = g_strdup_printf (_ ("Use filter “%s”"), saved->name);

  gtk_widget_set_tooltip_text (row, saved->text);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (use), "win.use-filter");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (use), "s", saved->name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (use), GTK_ACCESSIBLE_PROPERTY_LABEL, use_label,
                                  -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (delete), "win.delete-filter");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (delete), "s", saved->name);
  gtk_widget_set_valign (use, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (delete, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (use, "flat");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), use);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), delete);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), use);
  return row;
}

static void
update_saved (Editor *self)
{
  const GPtrArray *filters = rs_session_get_snapshot (self->session)->filters;

  rs_page_clear_group (self->saved, self->saved_rows);
  for (guint i = 0; i < filters->len; i++)
    rs_page_add_row (self->saved, self->saved_rows,
                     create_saved_row (g_ptr_array_index (filters, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->saved), filters->len > 0);
}

static gboolean
can_save (Editor *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));

  return *name && rs_session_get_case (self->session)
         && rs_session_get_filter (self->session)->n > 0;
}

static void
update_save (Editor *self)
{
  gtk_widget_set_sensitive (self->save, can_save (self));
}

static void
save_cb (Editor *self)
{
  g_autofree char *name = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name)));

  if (!can_save (self))
    return;
  gtk_widget_activate_action (GTK_WIDGET (self->button), "win.save-filter", "s", name);
  gtk_editable_set_text (GTK_EDITABLE (self->name), "");
}

static GtkWidget *
create_save_box (Editor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->name = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->name), _ ("Save it as…"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->name), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Name of the filter"), -1);
  gtk_widget_set_hexpand (self->name, TRUE);
  g_signal_connect_swapped (self->name, "changed", G_CALLBACK (update_save), self);
  g_signal_connect_swapped (self->name, "activate", G_CALLBACK (save_cb), self);
  self->save = gtk_button_new_with_label (_ ("Save"));
  g_signal_connect_swapped (self->save, "clicked", G_CALLBACK (save_cb), self);
  gtk_box_append (GTK_BOX (box), self->name);
  gtk_box_append (GTK_BOX (box), self->save);
  return box;
}

/* Together */

static void
filter_changed_cb (GtkWidget *button)
{
  Editor *self = g_object_get_data (G_OBJECT (button), "editor");
  const RsFilter *filter = rs_session_get_filter (self->session);
  g_autofree char *ports = NULL;
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();

  if (filter->n > 0)
    gtk_widget_add_css_class (button, "rs-active");
  else
    gtk_widget_remove_css_class (button, "rs-active");
  if (!self->popover)
    return;
  ports = rs_filter_row_summary (self->session, RS_FILTER_PORT);
  gtk_widget_set_sensitive (self->clear, filter->n > 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->port_row), ports);
  for (guint i = 0; i < filter->n; i++)
    if (filter->conditions[i]->kind == RS_FILTER_PORT && !filter->conditions[i]->negated)
      g_ptr_array_add (chosen, filter->conditions[i]->value);
  g_ptr_array_add (chosen, NULL);
  rs_picker_set_chosen (RS_PICKER (self->picker), (const char *const *) chosen->pdata);
  update_save (self);
}

static void
snapshot_changed_cb (GtkWidget *button)
{
  Editor *self = g_object_get_data (G_OBJECT (button), "editor");

  if (self->popover)
    update_saved (self);
}

static GtkWidget *
create_head (Editor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  append_text (box, _ ("Filter"), "heading");
  self->clear = gtk_button_new_with_label (_ ("Clear All"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->clear), "win.clear-filter");
  gtk_widget_add_css_class (self->clear, "flat");
  gtk_box_append (GTK_BOX (box), self->clear);
  return box;
}

static GtkWidget *
create_content (Editor *self)
{
  static const RsFilterKind vessel_kinds[] = { RS_FILTER_TYPE, RS_FILTER_FLAG };
  static const RsFilterKind other_kinds[]
    = { RS_FILTER_EVENT, RS_FILTER_INCIDENT, RS_FILTER_WATCHLIST, RS_FILTER_IMPORT };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  self->saved = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->saved));
  for (guint i = 0; i < G_N_ELEMENTS (vessel_kinds); i++)
    adw_preferences_group_add (group, rs_filter_choice_row_new (self->session, vessel_kinds[i]));
  adw_preferences_group_add (group, rs_filter_range_row_new (self->session, RS_FILTER_LENGTH));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (group));

  group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_description (
    group, _ ("One position must meet all of these. A vessel that passes is shown with its whole track; a "
              "time also cuts it."));
  add_places (self, group);
  adw_preferences_group_add (group, rs_filter_range_row_new (self->session, RS_FILTER_TIME));
  adw_preferences_group_add (group, rs_filter_range_row_new (self->session, RS_FILTER_SPEED));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (group));

  group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  for (guint i = 0; i < G_N_ELEMENTS (other_kinds); i++)
    adw_preferences_group_add (group, rs_filter_choice_row_new (self->session, other_kinds[i]));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (group));

  /* Room for the shadows of the groups. */
  gtk_widget_set_margin_start (box, 3);
  gtk_widget_set_margin_end (box, 3);
  gtk_widget_set_margin_top (box, 3);
  gtk_widget_set_margin_bottom (box, 3);
  gtk_widget_add_css_class (box, "rs-filter");
  return box;
}

/* At the first press: it is much, and many windows never want it. */
static void
create_popover_cb (GtkMenuButton *button, gpointer user_data)
{
  Editor *self = user_data;
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  if (self->popover)
    return;
  self->popover = GTK_POPOVER (gtk_popover_new ());
  gtk_box_append (GTK_BOX (box), create_head (self));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), HEIGHT_PX);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), create_content (self));
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), create_save_box (self));
  gtk_widget_set_size_request (box, WIDTH_PX, -1);
  gtk_popover_set_child (self->popover, box);
  gtk_menu_button_set_popover (button, GTK_WIDGET (self->popover));
  update_saved (self);
  filter_changed_cb (GTK_WIDGET (button));
}

GtkWidget *
rs_filter_editor_new_button (RsSession *session)
{
  Editor *self = g_new0 (Editor, 1);
  GtkWidget *button = gtk_menu_button_new ();

  self->session = g_object_ref (session);
  self->button = GTK_MENU_BUTTON (button);
  self->saved_rows = g_ptr_array_new ();
  g_object_set_data_full (G_OBJECT (button), "editor", self, editor_free);
  gtk_menu_button_set_create_popup_func (self->button, create_popover_cb, self, NULL);
  gtk_menu_button_set_icon_name (self->button, "rs-filter-symbolic");
  gtk_widget_set_tooltip_text (button, _ ("Filter"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Filter"), -1);
  g_signal_connect_object (session, "filter-changed", G_CALLBACK (filter_changed_cb), button,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "snapshot-changed", G_CALLBACK (snapshot_changed_cb), button,
                           G_CONNECT_SWAPPED);
  return button;
}
