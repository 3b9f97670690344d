/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/panels/record-list.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "app/compat/menu-names.h"
#include "app/models/record-model.h"
#include "app/panels/filter-chips.h"
#include "app/panels/filter-editor.h"
#include "app/panels/row-filler.h"
#include "app/steps.h"
#include "app/text.h"
#include "app/widgets/record-row.h"
#include "app/widgets/page.h"

struct _RsRecordList
{
  GtkBox parent_instance;

  RsRecordKind kind;
  RsSession *session;
  RsRecordModel *model;
  GtkSingleSelection *selection;
  RsRowFiller *filler;
  gboolean selecting; /* the selection is being taken from the session */
  RsSteps scrolling;  /* to what was selected elsewhere */

  GtkWidget *search;
  GtkWidget *chips; /* nullable */
  AdwStatusPage *outside;
  GtkLabel *count;
  GtkStack *pages;
  GtkListView *view;
};

enum
{
  EVENT_ACTIVATED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RsRecordList, rs_record_list, GTK_TYPE_BOX)

/* What is shown */

static void
update_page (RsRecordList *self)
{
  guint n = rs_record_model_get_n_shown (self->model);
  guint n_all = rs_record_model_get_n_all (self->model);
  const char *search = gtk_editable_get_text (GTK_EDITABLE (self->search));
  gboolean has_filter = rs_session_get_filter_result (self->session) != NULL;
  gint64 from_ms, to_ms;
  gboolean has_span = rs_session_get_span (self->session, &from_ms, &to_ms);
  g_autofree char *shown = rs_text_count (n);
  g_autofree char *all = rs_text_count (n_all);
  g_autofree char *text = NULL;

  /* Soon there is more to say. */
  if (n == 0 && rs_record_model_is_making (self->model))
    return;
  gtk_stack_set_visible_child_name (
    self->pages, n > 0                                                    ? "list"
                 : n_all == 0                                             ? "empty"
                 : rs_record_model_is_outside (self->model) && !*search   ? "outside"
                 : has_filter && !*search                                 ? "filtered"
                                                                          : "no-match");
  if (has_span)
    {
      g_autofree char *span = rs_text_span (from_ms, to_ms);

      adw_status_page_set_description (self->outside, span);
    }
  if (n < n_all && self->kind == RS_RECORD_VESSEL)
    text = g_strdup_printf (_ ("%s of %s vessels"), shown, all);
  else if (n < n_all)
    /* Translators: how many rows of a list the search lets through */
    text = g_strdup_printf (_ ("%s of %s"), shown, all);
  gtk_label_set_text (self->count, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->count), text != NULL);
}

static gint64
get_session_key (RsRecordList *self)
{
  if (self->kind == RS_RECORD_VESSEL)
    return rs_session_get_selected_vessel (self->session);
  if (self->kind == RS_RECORD_INCIDENT)
    return rs_session_get_selected_incident (self->session);
  return 0;
}

/* A leap to another part of a long list binds all its rows anew. */
static gboolean
scroll_step (gpointer data, guint *at)
{
  RsRecordList *self = data;
  guint position = gtk_single_selection_get_selected (self->selection);

  if (position != GTK_INVALID_LIST_POSITION && gtk_widget_get_mapped (GTK_WIDGET (self->view)))
    gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", position);
  return FALSE;
}

static void
take_selection (RsRecordList *self)
{
  static const RsStepFunc steps[] = { scroll_step };
  gint64 key = get_session_key (self);
  guint position = key ? rs_record_model_find (self->model, key) : GTK_INVALID_LIST_POSITION;

  if (self->kind == RS_RECORD_EVENT)
    return;
  if (gtk_single_selection_get_selected (self->selection) == position)
    return;
  self->selecting = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->selecting = FALSE;
  rs_steps_start (&self->scrolling, self, steps, G_N_ELEMENTS (steps));
}

static void
shown_cb (RsRecordList *self)
{
  update_page (self);
  take_selection (self);
}

static void
snapshot_changed_cb (RsRecordList *self)
{
  rs_record_model_set_snapshot (self->model, rs_session_get_snapshot (self->session));
  update_page (self);
  take_selection (self);
}

static void
span_changed_cb (RsRecordList *self)
{
  gint64 from_ms, to_ms;

  rs_session_get_span (self->session, &from_ms, &to_ms);
  rs_record_model_set_filter (self->model, rs_session_get_filter (self->session),
                              rs_session_get_filter_result (self->session));
  rs_record_model_set_span (self->model, from_ms, to_ms, rs_session_get_outside (self->session));
  update_page (self);
  take_selection (self);
}

static void
search_changed_cb (RsRecordList *self)
{
  rs_record_model_set_query (self->model, gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

/* Selection */

static void
choose (RsRecordList *self, guint position)
{
  g_autoptr (RsRecordItem) item = g_list_model_get_item (G_LIST_MODEL (self->model), position);

  if (!item)
    return;
  if (self->kind == RS_RECORD_VESSEL)
    rs_session_select_vessel (self->session, rs_record_item_get_key (item));
  else if (self->kind == RS_RECORD_INCIDENT)
    rs_session_select_incident (self->session, rs_record_item_get_key (item));
  else
    g_signal_emit (self, signals[EVENT_ACTIVATED], 0, rs_record_item_get_index (item));
}

static void
selected_cb (RsRecordList *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);

  if (!self->selecting && !rs_record_model_is_moving (self->model)
      && position != GTK_INVALID_LIST_POSITION)
    choose (self, position);
}

/* Enter or a double click also goes there on the map. */
static void
activated_cb (RsRecordList *self, guint position)
{
  g_autoptr (RsRecordItem) item = g_list_model_get_item (G_LIST_MODEL (self->model), position);

  if (!item)
    return;
  choose (self, position);
  if (self->kind != RS_RECORD_EVENT)
    gtk_widget_activate_action (
        GTK_WIDGET (self),
        self->kind == RS_RECORD_VESSEL ? "win.zoom-to-vessel" : "win.zoom-to-incident", "x",
        rs_record_item_get_key (item));
}

/* Enter in the search goes to the first row. */
static void
search_activated_cb (RsRecordList *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0)
    {
      gtk_single_selection_set_selected (self->selection, 0);
      gtk_widget_grab_focus (GTK_WIDGET (self->view));
    }
}

static void
search_stopped_cb (RsRecordList *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

/* Rows */

static void
append (GMenu *menu, const char *label, const char *action, gint64 id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, g_variant_new_int64 (id));
  g_menu_append_item (menu, item);
}

static void
append_filter (GMenu *menu, const char *label, RsFilterKind kind, const char *value)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);
  g_autofree char *text = g_strdup_printf ("%s:%s", rs_filter_kind_to_string (kind), value);

  g_menu_item_set_action_and_target (item, "win.add-to-filter", "s", text);
  g_menu_append_item (menu, item);
}

/* Others like it. */
static void
append_filters (GMenu *menu, const RsVessel *vessel)
{
  g_autofree char *number = g_strdup_printf ("%d", vessel->ship_type);
  RsShipKind kind;

  if (strlen (vessel->flag) == 2)
    append_filter (menu, _ ("Filter by Its _Flag"), RS_FILTER_FLAG, vessel->flag);
  if (vessel->ship_type > 0)
    append_filter (menu, _ ("Filter by Its _Type"), RS_FILTER_TYPE,
                   rs_ship_kind_of_type (vessel->ship_type, &kind) ? rs_ship_kind_to_string (kind)
                                                                   : number);
}

static void
popover_closed_cb (GtkWidget *popover)
{
  g_idle_add_once ((GSourceOnceFunc) gtk_widget_unparent, popover);
}

static void
show_menu (GtkWidget *row, double x, double y)
{
  RsRecordItem *record = rs_record_row_get_item (RS_RECORD_ROW (row));
  const RsVessel *vessel = record ? rs_record_item_get_vessel (record) : NULL;
  const RsIncident *incident = record ? rs_record_item_get_incident (record) : NULL;
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *popover;

  if (vessel)
    {
      append (menu, _ ("_Zoom to Its Track"), "win.zoom-to-vessel", vessel->id);
      append (menu, _ ("_Show or Hide"), "win.toggle-vessel", vessel->id);
      append (menu, _ ("Show _Only It"), "win.show-only-vessel", vessel->id);
      append_filters (menu, vessel);
      append (menu, _ ("Add an _Incident with It"), "win.add-incident-vessel", vessel->id);
    }
  else if (incident)
    {
      append (menu, _ ("_Show on the Map"), "win.zoom-to-incident", incident->id);
      append (menu, _ ("_Delete"), "win.delete-incident", incident->id);
    }
  else
    {
      return;
    }
  popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  rs_menu_names_watch (GTK_POPOVER (popover));
  gtk_widget_set_parent (popover, row);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover),
                               &(GdkRectangle){ (int) x, (int) y, 1, 1 });
  g_signal_connect (popover, "closed", G_CALLBACK (popover_closed_cb), NULL);
  rs_menu_popup (GTK_POPOVER (popover));
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y)
{
  show_menu (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)), x, y);
}

static void
setup_cb (RsRecordList *self, GtkListItem *list_item)
{
  GtkWidget *row = rs_record_row_new (self->kind, self->session);
  GtkGesture *gesture = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), GDK_BUTTON_SECONDARY);
  g_signal_connect (gesture, "pressed", G_CALLBACK (pressed_cb), NULL);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (gesture));
  gtk_list_item_set_child (list_item, row);
  rs_row_filler_add (self->filler, RS_RECORD_ROW (row), list_item);
}

static void
teardown_cb (RsRecordList *self, GtkListItem *list_item)
{
  if (self->filler)
    rs_row_filler_remove (self->filler, list_item);
}

static void
bind_cb (RsRecordList *self, GtkListItem *list_item)
{
  rs_record_row_set_item (RS_RECORD_ROW (gtk_list_item_get_child (list_item)),
                          gtk_list_item_get_item (list_item));
}

static void
unbind_cb (RsRecordList *self, GtkListItem *list_item)
{
  rs_record_row_set_item (RS_RECORD_ROW (gtk_list_item_get_child (list_item)), NULL);
}

/* The Menu key opens the menu of the selected row. */
static gboolean
menu_key_cb (GtkWidget *view, GVariant *arguments, gpointer user_data)
{
  GtkWidget *row = gtk_widget_get_focus_child (view);

  while (row && !RS_IS_RECORD_ROW (row))
    row = gtk_widget_get_first_child (row);
  if (!row)
    return FALSE;
  show_menu (row, 12, gtk_widget_get_height (row));
  return TRUE;
}

/* Order of vessels */

static const struct
{
  const char *name;
  const char *title;
} orders[] = {
  [RS_ORDER_NAME] = { "name", N_ ("_Name") },
  [RS_ORDER_LAST_SEEN] = { "last-seen", N_ ("_Last Heard") },
  [RS_ORDER_FIRST_SEEN] = { "first-seen", N_ ("_First Heard") },
  [RS_ORDER_POSITIONS] = { "positions", N_ ("Number of _Positions") },
  [RS_ORDER_TYPE] = { "type", N_ ("_Type") },
  [RS_ORDER_FLAG] = { "flag", N_ ("Fla_g") },
  [RS_ORDER_LENGTH] = { "length", N_ ("L_ength") },
};
G_STATIC_ASSERT (G_N_ELEMENTS (orders) == RS_N_ORDERS);

static void
order_changed_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  RsRecordList *self = user_data;

  for (guint i = 0; i < RS_N_ORDERS; i++)
    if (g_str_equal (orders[i].name, g_variant_get_string (state, NULL)))
      {
        rs_record_model_set_order (self->model, (RsRecordOrder) i);
        g_simple_action_set_state (action, state);
      }
}

static GtkWidget *
create_order_button (RsRecordList *self)
{
  static const GActionEntry entries[]
    = { { "order", NULL, "s", "'name'", order_changed_cb } };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "list-order", G_ACTION_GROUP (group));
  for (guint i = 0; i < RS_N_ORDERS; i++)
    {
      g_autofree char *action = g_strdup_printf ("list-order.order::%s", orders[i].name);

      g_menu_append (menu, _ (orders[i].title), action);
    }
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "rs-sort-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  rs_menu_names_watch (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
  gtk_widget_set_tooltip_text (button, _ ("Order"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Order"), -1);
  gtk_widget_add_css_class (button, "flat");
  return button;
}

/* Filters of events */

static void
chip_toggled_cb (RsRecordList *self)
{
  guint kinds = 0, n = 0;

  for (GtkWidget *chip = gtk_widget_get_first_child (self->chips); chip;
       chip = gtk_widget_get_next_sibling (chip), n++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (chip)))
      kinds |= 1u << n;
  rs_record_model_set_event_kinds (self->model, kinds);
}

static GtkWidget *
create_chips (RsRecordList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  for (guint kind = 0; kind < RS_N_EVENT_KINDS; kind++)
    {
      GtkWidget *chip = gtk_toggle_button_new ();
      g_autofree char *tip
          = g_strdup_printf (_ ("Only: %s"), rs_text_event_kind ((RsEventKind) kind));

      gtk_button_set_icon_name (GTK_BUTTON (chip), rs_text_event_icon ((RsEventKind) kind));
      gtk_widget_set_tooltip_text (chip, tip);
      gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, tip,
                                      -1);
      g_signal_connect_object (chip, "toggled", G_CALLBACK (chip_toggled_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), chip);
    }
  return box;
}

/* Construction */

static GtkWidget *
create_status (const char *icon, const char *title, const char *description, const char *button,
               const char *action)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), icon);
  adw_status_page_set_title (ADW_STATUS_PAGE (page), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (page), description);
  gtk_widget_add_css_class (page, "compact");
  if (button)
    {
      GtkWidget *child = rs_page_create_text_button (button);

      gtk_widget_set_halign (child, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (child, "pill");
      gtk_widget_add_css_class (child, "suggested-action");
      gtk_actionable_set_action_name (GTK_ACTIONABLE (child), action);
      adw_status_page_set_child (ADW_STATUS_PAGE (page), child);
    }
  return page;
}

static GtkWidget *
create_empty_page (RsRecordKind kind)
{
  if (kind == RS_RECORD_VESSEL)
    return create_status ("rs-vessel-symbolic", _ ("No Vessels Yet"),
                          _ ("Import an AIS log, a CSV archive or a GPX track, or drop the files "
                             "here."),
                          _ ("_Import AIS Data"), "win.import");
  if (kind == RS_RECORD_INCIDENT)
    return create_status ("rs-incident-symbolic", _ ("No Incidents Yet"),
                          _ ("Add what you found: where, when, which vessels, and who says so."),
                          _ ("_Add an Incident"), "win.add-incident");
  return create_status ("rs-event-symbolic", _ ("No Events Yet"),
                        _ ("Port calls, voyages and gaps of the imported vessels appear here."),
                        NULL, NULL);
}

static const char *
get_search_hint (RsRecordKind kind)
{
  if (kind == RS_RECORD_VESSEL)
    return _ ("Name, MMSI, IMO");
  if (kind == RS_RECORD_INCIDENT)
    return _ ("Search incidents");
  return _ ("Search events");
}

GtkWidget *
rs_record_list_new (RsRecordKind kind, RsSession *session)
{
  RsRecordList *self = g_object_new (RS_TYPE_RECORD_LIST, "orientation", GTK_ORIENTATION_VERTICAL,
                                     NULL);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  self->kind = kind;
  self->session = g_object_ref (session);
  self->model = rs_record_model_new (kind);
  self->filler = rs_row_filler_new ();

  gtk_widget_set_margin_start (head, 12);
  gtk_widget_set_margin_end (head, 12);
  gtk_widget_set_margin_bottom (head, 6);
  self->search = gtk_search_entry_new ();
  gtk_search_entry_set_search_delay (GTK_SEARCH_ENTRY (self->search), 100);
  g_object_set (self->search, "placeholder-text", get_search_hint (kind), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  get_search_hint (kind), -1);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (search_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "activate", G_CALLBACK (search_activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "stop-search", G_CALLBACK (search_stopped_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_hexpand (self->search, TRUE);
  gtk_box_append (GTK_BOX (first), self->search);
  if (kind == RS_RECORD_VESSEL)
    {
      GtkWidget *filter = rs_filter_editor_new_button (session);

      gtk_widget_add_css_class (filter, "flat");
      gtk_box_append (GTK_BOX (first), filter);
      gtk_box_append (GTK_BOX (first), create_order_button (self));
    }
  gtk_box_append (GTK_BOX (head), first);
  gtk_box_append (GTK_BOX (head), rs_filter_chips_new (session));
  if (kind == RS_RECORD_EVENT)
    {
      self->chips = create_chips (self);
      gtk_box_append (GTK_BOX (head), self->chips);
    }
  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->count, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "rs-figures");
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->count));
  gtk_box_append (GTK_BOX (self), head);

  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->model)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "teardown", G_CALLBACK (teardown_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  self->view = GTK_LIST_VIEW (
      gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)), factory));
  rs_row_filler_set_view (self->filler, self->view);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "rs-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  kind == RS_RECORD_VESSEL     ? _ ("Vessels")
                                  : kind == RS_RECORD_INCIDENT ? _ ("Incidents")
                                                               : _ ("Events"),
                                  -1);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Menu|<Shift>F10"),
                        gtk_callback_action_new (menu_key_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->view));
  self->pages = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->pages), TRUE);
  gtk_stack_set_hhomogeneous (self->pages, FALSE);
  gtk_stack_add_named (self->pages, scrolled, "list");
  gtk_stack_add_named (self->pages, create_empty_page (kind), "empty");
  gtk_stack_add_named (self->pages,
                       create_status ("system-search-symbolic", _ ("Nothing Found"),
                                      _ ("Try another spelling or remove the filters."), NULL,
                                      NULL),
                       "no-match");
  self->outside = ADW_STATUS_PAGE (create_status ("rs-fit-time-symbolic", _ ("Nothing in This Span"), NULL,
                                                  _ ("Show _All Times"), "win.clear-span"));
  gtk_stack_add_named (self->pages, GTK_WIDGET (self->outside), "outside");
  gtk_stack_add_named (self->pages,
                       create_status ("rs-filter-symbolic", _ ("Nothing Passes the Filter"),
                                      _ ("Remove a condition above, or all."), _ ("_Clear the Filter"),
                                      "win.clear-filter"),
                       "filtered");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->pages));

  g_signal_connect_object (self->model, "shown", G_CALLBACK (shown_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "snapshot-changed", G_CALLBACK (snapshot_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "span-changed", G_CALLBACK (span_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "filter-changed", G_CALLBACK (update_page), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::selected-vessel", G_CALLBACK (take_selection), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::selected-incident", G_CALLBACK (take_selection),
                           self, G_CONNECT_SWAPPED);
  snapshot_changed_cb (self);
  return GTK_WIDGET (self);
}

void
rs_record_list_focus_search (RsRecordList *self)
{
  gtk_widget_grab_focus (self->search);
}

void
rs_record_list_search (RsRecordList *self, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), text);
}

static void
rs_record_list_dispose (GObject *object)
{
  RsRecordList *self = RS_RECORD_LIST (object);

  rs_steps_stop (&self->scrolling);
  g_clear_pointer (&self->filler, rs_row_filler_free);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (rs_record_list_parent_class)->dispose (object);
}

static void
rs_record_list_class_init (RsRecordListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rs_record_list_dispose;
  signals[EVENT_ACTIVATED]
      = g_signal_new ("event-activated", RS_TYPE_RECORD_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
rs_record_list_init (RsRecordList *self)
{
}
