/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/picker.h"

#include <glib/gi18n.h>

#include "app/models/record-model.h"
#include "app/text.h"
#include "model/country.h"
#include "places/gazetteer.h"
#include "places/own-places.h"

/* Whoever wants another one types more of its name. */
#define N_ROWS_MAX 40

struct _RsPicker
{
  GtkWidget parent_instance;

  RsPickerKind kind;
  RsSession *session;
  RsRecordModel *model; /* of vessels, else NULL */
  char **chosen;

  GtkWidget *button;
  GtkWidget *search;
  GtkListBox *list;
};

enum
{
  TOGGLED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RsPicker, rs_picker, GTK_TYPE_WIDGET)

static void
add_row (RsPicker *self, const char *key, const char *title, const char *detail)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title_label = gtk_label_new (title);
  GtkWidget *detail_label = gtk_label_new (detail);
  GtkWidget *check = gtk_image_new_from_icon_name ("object-select-symbolic");
  gboolean is_chosen = self->chosen && g_strv_contains ((const char *const *) self->chosen, key);

  gtk_label_set_xalign (GTK_LABEL (title_label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title_label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (detail_label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (detail_label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (detail_label, "caption");
  gtk_widget_add_css_class (detail_label, "dim-label");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), title_label);
  gtk_box_append (GTK_BOX (texts), detail_label);
  gtk_widget_set_opacity (check, is_chosen ? 1 : 0);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (GTK_BOX (box), check);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_widget_set_margin_start (box, 6);
  gtk_widget_set_margin_end (box, 6);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "key", g_strdup (key), g_free);
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_CHECKED,
                               is_chosen ? GTK_ACCESSIBLE_TRISTATE_TRUE
                                         : GTK_ACCESSIBLE_TRISTATE_FALSE,
                               -1);
  gtk_list_box_append (self->list, row);
}

static void
add_vessels (RsPicker *self)
{
  guint n = MIN (g_list_model_get_n_items (G_LIST_MODEL (self->model)), N_ROWS_MAX);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (RsRecordItem) item = g_list_model_get_item (G_LIST_MODEL (self->model), i);
      const RsVessel *vessel = rs_record_item_get_vessel (item);
      g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, vessel->id);
      g_autofree char *detail = rs_text_vessel_detail (rs_record_item_get_snapshot (item),
                                                       rs_record_item_get_index (item));

      add_row (self, key, vessel->name, detail);
    }
}

static void
add_port (RsPicker *self, const RsPort *port, guint lang)
{
  g_autofree char *name = rs_text_port (port->id, lang);
  g_autofree char *detail
    = g_strdup_printf ("%s · %s", rs_country_get_name (port->country), port->id);

  add_row (self, port->id, name, detail);
}

/* A place of one of the case's own lists; an incident knows it by its name. */
static void
add_place (RsPicker *self, const RsPlace *place)
{
  g_autofree char *detail = rs_text_place_detail (place);

  add_row (self, place->name, place->name, detail);
}

/* Those of the gazetteer go first, and once: who brings the same port in a list means the same. */
static void
add_places (RsPicker *self, const char *text)
{
  g_autoptr (GPtrArray) found
      = rs_own_places_search (rs_session_get_snapshot (self->session), text, N_ROWS_MAX);

  for (guint i = 0; i < found->len; i++)
    {
      const RsPlace *place = g_ptr_array_index (found, i);

      if (*place->name && !rs_gazetteer_get (place->code))
        add_place (self, place);
    }
}

static void
add_ports (RsPicker *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));
  guint lang = 0, n = 0;

  g_object_get (self->session, "lang", &lang, NULL);
  if (*text)
    {
      g_autoptr (GPtrArray) found = rs_gazetteer_search (text, N_ROWS_MAX);

      for (guint i = 0; i < found->len; i++)
        add_port (self, g_ptr_array_index (found, i), lang);
      add_places (self, text);
    }
  else
    {
      const RsPort *ports = rs_gazetteer_get_ports (&n);

      for (guint i = 0; i < MIN (n, N_ROWS_MAX); i++)
        add_port (self, &ports[i], lang);
    }
}

static void
fill (RsPicker *self)
{
  GtkWidget *row;

  while ((row = GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, 0))))
    gtk_list_box_remove (self->list, row);
  if (self->kind == RS_PICK_VESSELS)
    add_vessels (self);
  else
    add_ports (self);
}

static gboolean
is_open (RsPicker *self)
{
  return gtk_widget_get_visible (
      GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (self->button))));
}

static void
shown_cb (RsPicker *self)
{
  if (is_open (self))
    fill (self);
}

static void
search_changed_cb (RsPicker *self)
{
  if (self->model)
    rs_record_model_set_query (self->model,
                               gtk_editable_get_text (GTK_EDITABLE (self->search)));
  fill (self);
}

static void
row_activated_cb (RsPicker *self, GtkListBoxRow *row)
{
  g_autofree char *key = g_strdup (g_object_get_data (G_OBJECT (row), "key"));

  g_signal_emit (self, signals[TOGGLED], 0, key);
}

/* Enter in the search takes the first row. */
static void
search_activated_cb (RsPicker *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, 0);

  if (row)
    row_activated_cb (self, row);
}

static void
opened_cb (RsPicker *self)
{
  if (self->model)
    rs_record_model_set_snapshot (self->model, rs_session_get_snapshot (self->session));
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  fill (self);
  gtk_widget_grab_focus (self->search);
}

static void
stop_search_cb (RsPicker *self)
{
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
}

void
rs_picker_set_chosen (RsPicker *self, const char *const *keys)
{
  char **copy = g_strdupv ((char **) keys);

  g_strfreev (self->chosen);
  self->chosen = copy;
  if (is_open (self))
    fill (self);
}

GtkWidget *
rs_picker_new (RsPickerKind kind, RsSession *session, const char *label)
{
  RsPicker *self = g_object_new (RS_TYPE_PICKER, NULL);
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *placeholder = gtk_label_new (_ ("Nothing found"));

  self->kind = kind;
  self->session = g_object_ref (session);
  if (kind == RS_PICK_VESSELS)
    {
      self->model = rs_record_model_new (RS_RECORD_VESSEL);
      g_signal_connect_object (self->model, "shown", G_CALLBACK (shown_cb), self,
                               G_CONNECT_SWAPPED);
    }

  self->search = gtk_search_entry_new ();
  g_object_set (self->search, "placeholder-text",
                kind == RS_PICK_VESSELS ? _ ("Name, MMSI, IMO") : _ ("Port in any language"),
                NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (search_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "activate", G_CALLBACK (search_activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "stop-search", G_CALLBACK (stop_search_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->search);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_set_margin_top (placeholder, 12);
  gtk_widget_set_margin_bottom (placeholder, 12);
  gtk_widget_add_css_class (placeholder, "dim-label");
  gtk_list_box_set_placeholder (self->list, placeholder);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "rs-list");
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_widget_set_size_request (scrolled, 260, 300);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  g_signal_connect_object (popover, "show", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);

  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->button), "list-add-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), popover);
  gtk_widget_set_tooltip_text (self->button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

static void
rs_picker_dispose (GObject *object)
{
  RsPicker *self = RS_PICKER (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->model);
  g_clear_object (&self->session);
  g_clear_pointer (&self->chosen, g_strfreev);
  G_OBJECT_CLASS (rs_picker_parent_class)->dispose (object);
}

static void
rs_picker_class_init (RsPickerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rs_picker_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[TOGGLED] = g_signal_new ("toggled", RS_TYPE_PICKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
rs_picker_init (RsPicker *self)
{
}
