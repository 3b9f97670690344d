/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys without a modifier, and the context menu of the map. */
#include <glib/gi18n.h>

#include "app/compat/menu-names.h"
#include "app/text.h"
#include "app/window-private.h"

/* Keys */

typedef struct
{
  const char *trigger;
  const char *action;
  const char *target; /* printed variant, or NULL */
} Key;

/* Keys without a modifier come last, after the focused widget had its say. */
static const Key keys[] = {
  { "space", "win.play", NULL },
  { "k", "win.play", NULL },
  { "l", "win.faster", NULL },
  { "j", "win.slower", NULL },
  { "period", "win.step", "1" },
  { "comma", "win.step", "-1" },
  { "n", "win.step-event", "1" },
  { "p", "win.step-event", "-1" },
  { "Home", "win.go-to-start", NULL },
  { "End", "win.go-to-end", NULL },
  { "Escape", "win.escape", NULL },
  { "Delete", "win.delete-selected", NULL },
  { "f", "win.fit", NULL },
  { "m", "win.measure", NULL },
  { "c", "win.show-charts", NULL },
};

void
rs_window_add_keys (RsWindow *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_BUBBLE);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      GtkShortcut *shortcut
          = gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i].trigger),
                              gtk_named_action_new (keys[i].action));

      if (keys[i].target)
        gtk_shortcut_set_arguments (shortcut,
                                    g_variant_new_int32 ((gint32) g_ascii_strtoll (
                                        keys[i].target, NULL, 10)));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
    }
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

/* Context menu of the map */

static void
append (GMenu *menu, const char *label, const char *action, GVariant *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, target);
  g_menu_append_item (menu, item);
}

/* Another vessel was selected when this one was clicked. */
static void
append_compare (GMenu *menu, const RsSnapshot *snapshot, const RsMapContext *context)
{
  const RsVessel *selected = rs_snapshot_get_vessel (snapshot, context->selected_vessel);
  g_autofree char *label = NULL;

  if (!selected || selected->id == context->vessel_id)
    return;
  label = g_strdup_printf (_ ("_Compare with %s"), selected->name);
  append (menu, label, "win.compare", g_variant_new ("(xx)", selected->id, context->vessel_id));
}

/* What was in or near the port or place under the pointer. */
static void
append_port (GMenu *menu, RsSession *session, const RsMapContext *context)
{
  g_autoptr (GMenu) section = g_menu_new ();
  g_autofree char *quoted = rs_filter_quote (context->port);
  g_autofree char *text = g_strconcat ("port:", quoted, NULL);
  g_autofree char *name = NULL;
  guint lang;

  g_object_get (session, "lang", &lang, NULL);
  name = rs_text_port (context->port, (RsLang) lang);
  append (section, _ ("_Filter by Port"), "win.add-to-filter", g_variant_new_string (text));
  g_menu_append_section (menu, name, G_MENU_MODEL (section));
}

static void
popover_closed_cb (GtkWidget *popover)
{
  /* After the activation, which comes later than "closed". */
  g_idle_add_once ((GSourceOnceFunc) gtk_widget_unparent, popover);
}

void
rs_window_show_context_menu (RsWindow *self, const RsMapContext *context)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();
  RsSnapshot *snapshot = rs_session_get_snapshot (self->session);
  char lat[G_ASCII_DTOSTR_BUF_SIZE], lon[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *place = NULL;
  GtkWidget *popover;

  g_ascii_formatd (lat, sizeof lat, "%.5f", context->place.lat_deg);
  g_ascii_formatd (lon, sizeof lon, "%.5f", context->place.lon_deg);
  place = g_strdup_printf ("%s,%s", lat, lon);
  append (section, _ ("Add an Incident _Here"), "win.add-incident-at",
          g_variant_new_string (place));
  append (section, _ ("_Copy Position"), "win.copy", g_variant_new_string (place));
  append (section, _ ("_Who Was Here?"), "win.when-here", g_variant_new_string (place));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  if (context->port)
    append_port (menu, self->session, context);
  if (context->vessel_id)
    {
      const RsVessel *vessel = rs_snapshot_get_vessel (snapshot, context->vessel_id);
      GVariant *id = g_variant_ref_sink (g_variant_new_int64 (context->vessel_id));
      g_autoptr (GMenu) vessel_section = g_menu_new ();

      append (vessel_section, _ ("_Details"), "win.select-vessel", id);
      append_compare (vessel_section, snapshot, context);
      append (vessel_section, _ ("_Zoom to Its Track"), "win.zoom-to-vessel", id);
      append (vessel_section, _ ("Add an _Incident with It"), "win.add-incident-vessel", id);
      append (vessel_section, _ ("H_ide"), "win.toggle-vessel", id);
      append (vessel_section, _ ("Show _Only It"), "win.show-only-vessel", id);
      g_menu_append_section (menu, vessel ? vessel->name : NULL, G_MENU_MODEL (vessel_section));
      g_variant_unref (id);
    }
  if (context->incident_id)
    {
      const RsIncident *incident = rs_snapshot_get_incident (snapshot, context->incident_id);
      GVariant *id = g_variant_ref_sink (g_variant_new_int64 (context->incident_id));
      g_autoptr (GMenu) incident_section = g_menu_new ();

      append (incident_section, _ ("_Edit"), "win.select-incident", id);
      append (incident_section, _ ("_Delete"), "win.delete-incident", id);
      g_menu_append_section (menu, incident ? incident->title : NULL,
                             G_MENU_MODEL (incident_section));
      g_variant_unref (id);
    }
  if (context->note_id)
    {
      GVariant *id = g_variant_ref_sink (g_variant_new_int64 (context->note_id));
      g_autoptr (GMenu) note_section = g_menu_new ();

      append (note_section, _ ("_Edit"), "win.select-note", id);
      append (note_section, _ ("_Delete"), "win.delete-note", id);
      g_menu_append_section (menu, _ ("Map Note"), G_MENU_MODEL (note_section));
      g_variant_unref (id);
    }

  popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  rs_menu_names_watch (GTK_POPOVER (popover));
  gtk_widget_set_parent (popover, GTK_WIDGET (context->widget));
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover),
                               &(GdkRectangle){ (int) context->x, (int) context->y, 1, 1 });
  g_signal_connect (popover, "closed", G_CALLBACK (popover_closed_cb), NULL);
  rs_menu_popup (GTK_POPOVER (popover));
}
