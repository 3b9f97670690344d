/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/panels/incident-page.h"

#include <glib/gi18n.h>

#include "app/models/incident-draft.h"
#include "app/panels/attachment-list.h"
#include "app/panels/incident-evidence.h"
#include "app/text.h"
#include "app/widgets/choice.h"
#include "app/widgets/field.h"
#include "app/widgets/page.h"
#include "app/widgets/picker.h"
#include "places/gazetteer.h"
#include "places/own-places.h"

struct _RsIncidentPage
{
  GtkBox parent_instance;

  RsSession *session;
  RsIncidentDraft *draft;

  GtkLabel *number;
  GtkLabel *heading;
  GtkWidget *zoom;
  GtkWidget *remove;
  RsField *title;
  GtkWidget *kind;
  RsField *from;
  RsField *to;
  RsField *place;
  GtkWidget *pick_place;
  GtkWidget *area;
  GtkWidget *draw_area;
  GtkWidget *clear_area;
  RsField *narrative;
  AdwPreferencesGroup *vessels;
  AdwPreferencesGroup *ports;
  RsPicker *vessel_picker;
  RsPicker *port_picker;
  GPtrArray *vessel_rows;
  GPtrArray *port_rows;
  RsIncidentEvidence *evidence;
  RsAttachmentList *attachments;
};

G_DEFINE_FINAL_TYPE (RsIncidentPage, rs_incident_page, GTK_TYPE_BOX)

static RsIncident *
get_incident (RsIncidentPage *self)
{
  return rs_incident_draft_get (self->draft);
}

/* What and when */

static gboolean
title_typed (const char *text, gpointer user_data)
{
  RsIncidentPage *self = user_data;
  RsIncident *incident = get_incident (self);

  if (!*text)
    return FALSE;
  if (incident)
    {
      rs_set_string (&incident->title, text);
      rs_incident_draft_commit (self->draft, _ ("Change the title to “%s”"));
    }
  return TRUE;
}

static void
kind_chosen (guint index, gpointer user_data)
{
  RsIncidentPage *self = user_data;
  RsIncident *incident = get_incident (self);

  if (incident && index < RS_N_INCIDENT_KINDS)
    {
      incident->kind = (RsIncidentKind) index;
      rs_incident_draft_commit (self->draft, _ ("Change the kind of “%s”"));
    }
}

static gboolean
set_time (RsIncidentPage *self, gboolean is_to, gint64 t_ms)
{
  RsIncident *incident = get_incident (self);
  gint64 from_ms, to_ms;

  if (!incident)
    return TRUE;
  from_ms = is_to ? incident->from_ms : t_ms;
  to_ms = is_to ? t_ms : incident->to_ms;
  if (from_ms != RS_TIME_NONE && to_ms != RS_TIME_NONE && from_ms > to_ms)
    {
      /* A moment moves as a whole; a span must not be turned round. */
      if (incident->from_ms != incident->to_ms)
        return FALSE;
      from_ms = to_ms = t_ms;
    }
  incident->from_ms = from_ms;
  incident->to_ms = to_ms;
  rs_incident_draft_commit (self->draft, _ ("Change the time of “%s”"));
  return TRUE;
}

static gboolean
from_typed (const char *text, gpointer user_data)
{
  gint64 t_ms;

  return rs_text_time_from_edit (text, &t_ms) && set_time (user_data, FALSE, t_ms);
}

static gboolean
to_typed (const char *text, gpointer user_data)
{
  gint64 t_ms;

  return rs_text_time_from_edit (text, &t_ms) && set_time (user_data, TRUE, t_ms);
}

static void
use_now_cb (GtkWidget *button, RsIncidentPage *self)
{
  gint64 t_ms = rs_session_get_time (self->session);
  gboolean is_to = g_object_get_data (G_OBJECT (button), "to") != NULL;

  if (t_ms != RS_TIME_NONE && !set_time (self, is_to, t_ms))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.tell", "s",
                                _ ("The beginning would be after the end."));
}

static gboolean
narrative_typed (const char *text, gpointer user_data)
{
  RsIncidentPage *self = user_data;
  RsIncident *incident = get_incident (self);

  if (incident)
    {
      rs_set_string (&incident->narrative, text);
      rs_incident_draft_commit (self->draft, _ ("Change the narrative of “%s”"));
    }
  return TRUE;
}

/* Where */

static void
set_place (RsIncidentPage *self, const RsLatLon *place)
{
  RsIncident *incident = get_incident (self);

  if (!incident)
    return;
  incident->has_place = place != NULL;
  if (place)
    incident->place = *place;
  rs_incident_draft_commit (self->draft, _ ("Change the place of “%s”"));
}

static gboolean
place_typed (const char *text, gpointer user_data)
{
  RsLatLon place;

  if (!*text)
    {
      set_place (user_data, NULL);
      return TRUE;
    }
  if (!rs_lat_lon_parse (text, &place))
    return FALSE;
  set_place (user_data, &place);
  return TRUE;
}

/* The answer is for the incident that asked, even if another one is shown by then. */
typedef struct
{
  RsIncidentPage *page;
  gint64 incident_id;
} Question;

static Question *
question_new (RsIncidentPage *self)
{
  Question *question = g_new0 (Question, 1);

  question->page = g_object_ref (self);
  question->incident_id = get_incident (self)->id;
  return question;
}

static gboolean
question_take (Question *question, RsIncidentPage **out_page)
{
  RsIncidentPage *self = question->page;
  gboolean same
      = self->draft && get_incident (self) && get_incident (self)->id == question->incident_id;

  g_free (question);
  *out_page = self;
  return same;
}

static void
place_picked_cb (const RsLatLon *place, gpointer user_data)
{
  g_autoptr (RsIncidentPage) self = NULL;

  if (question_take (user_data, &self) && place)
    set_place (self, place);
}

static void
pick_place_cb (RsIncidentPage *self)
{
  if (get_incident (self))
    rs_session_pick_place (self->session, place_picked_cb, question_new (self));
}

static void
set_area (RsIncidentPage *self, GArray *area)
{
  RsIncident *incident = get_incident (self);

  g_array_set_size (incident->area, 0);
  if (area && area->len >= 3)
    g_array_append_vals (incident->area, area->data, area->len);
  rs_incident_draft_commit (self->draft, _ ("Change the area of “%s”"));
}

static void
area_drawn_cb (GArray *area, gpointer user_data)
{
  g_autoptr (RsIncidentPage) self = NULL;

  if (question_take (user_data, &self) && area)
    set_area (self, area);
}

static void
draw_area_cb (RsIncidentPage *self)
{
  if (get_incident (self))
    rs_session_pick_area (self->session, area_drawn_cb, question_new (self));
}

static void
clear_area_cb (RsIncidentPage *self)
{
  if (get_incident (self))
    set_area (self, NULL);
}

/* Vessels and ports */

static void
vessel_toggled_cb (RsIncidentPage *self, const char *key)
{
  RsIncident *incident = get_incident (self);
  gint64 id = g_ascii_strtoll (key, NULL, 10);

  if (!incident || !rs_incident_draft_is_writable (self->draft))
    return;
  for (guint i = 0; i < incident->vessel_ids->len; i++)
    if (g_array_index (incident->vessel_ids, gint64, i) == id)
      {
        g_array_remove_index (incident->vessel_ids, i);
        rs_incident_draft_commit (self->draft, _ ("Remove a vessel from “%s”"));
        return;
      }
  g_array_append_val (incident->vessel_ids, id);
  rs_incident_draft_commit (self->draft, _ ("Add a vessel to “%s”"));
}

static void
port_toggled_cb (RsIncidentPage *self, const char *key)
{
  RsIncident *incident = get_incident (self);

  if (!incident || !rs_incident_draft_is_writable (self->draft))
    return;
  for (guint i = 0; i < incident->ports->len; i++)
    if (g_str_equal (g_ptr_array_index (incident->ports, i), key))
      {
        g_ptr_array_remove_index (incident->ports, i);
        rs_incident_draft_commit (self->draft, _ ("Remove a port from “%s”"));
        return;
      }
  g_ptr_array_add (incident->ports, g_strdup (key));
  rs_incident_draft_commit (self->draft, _ ("Add a port to “%s”"));
}

static void
remove_vessel_cb (GtkWidget *button, RsIncidentPage *self)
{
  vessel_toggled_cb (self, g_object_get_data (G_OBJECT (button), "key"));
}

static void
remove_port_cb (GtkWidget *button, RsIncidentPage *self)
{
  port_toggled_cb (self, g_object_get_data (G_OBJECT (button), "key"));
}

static void
add_remove_button (RsIncidentPage *self, GtkWidget *row, const char *name, const char *key,
                   GCallback callback)
{
  g_autofree char *label = g_strdup_printf (_ ("Remove %s from the incident"), name);
  GtkWidget *button = rs_page_create_button ("list-remove-symbolic", label);

  g_object_set_data_full (G_OBJECT (button), "key", g_strdup (key), g_free);
  g_signal_connect_object (button, "clicked", callback, self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static void
update_vessels (RsIncidentPage *self, const RsIncident *incident, gboolean writable)
{
  RsSnapshot *snapshot = rs_session_get_snapshot (self->session);
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  rs_page_clear_group (self->vessels, self->vessel_rows);
  for (guint i = 0; i < incident->vessel_ids->len; i++)
    {
      gint64 id = g_array_index (incident->vessel_ids, gint64, i);
      gint index = rs_snapshot_find_vessel (snapshot, id);
      char *key = g_strdup_printf ("%" G_GINT64_FORMAT, id);
      const RsVessel *vessel = index >= 0 ? g_ptr_array_index (snapshot->vessels, index) : NULL;
      g_autofree char *detail
          = vessel ? rs_text_vessel_detail (snapshot, (guint) index) : NULL;
      GtkWidget *row = rs_page_create_row (vessel ? vessel->name : _ ("Removed vessel"), detail);

      g_ptr_array_add (keys, key);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), vessel != NULL);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.select-vessel");
      gtk_actionable_set_action_target_value (GTK_ACTIONABLE (row), g_variant_new_int64 (id));
      adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                                 gtk_image_new_from_icon_name ("rs-vessel-symbolic"));
      if (writable)
        add_remove_button (self, row, vessel ? vessel->name : _ ("Removed vessel"), key,
                           G_CALLBACK (remove_vessel_cb));
      rs_page_add_row (self->vessels, self->vessel_rows, row);
    }
  g_ptr_array_add (keys, NULL);
  rs_picker_set_chosen (self->vessel_picker, (const char *const *) keys->pdata);
  gtk_widget_set_visible (GTK_WIDGET (self->vessel_picker), writable);
}

/* The code of a port, or what the case's own list says of a place. */
static char *
describe_port (RsIncidentPage *self, const char *id)
{
  const RsPlace *place;

  if (rs_gazetteer_get (id))
    return g_strdup (id);
  place = rs_own_places_find (rs_session_get_snapshot (self->session), id);
  return place ? rs_text_place_detail (place) : NULL;
}

static void
update_ports (RsIncidentPage *self, const RsIncident *incident, gboolean writable)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  guint lang = 0;

  g_object_get (self->session, "lang", &lang, NULL);
  rs_page_clear_group (self->ports, self->port_rows);
  for (guint i = 0; i < incident->ports->len; i++)
    {
      const char *id = g_ptr_array_index (incident->ports, i);
      g_autofree char *name = rs_text_port (id, lang);
      g_autofree char *detail = describe_port (self, id);
      GtkWidget *row = rs_page_create_row (name, detail);

      g_ptr_array_add (keys, (char *) id);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                                 gtk_image_new_from_icon_name ("rs-event-port-call-symbolic"));
      if (writable)
        add_remove_button (self, row, name, id, G_CALLBACK (remove_port_cb));
      rs_page_add_row (self->ports, self->port_rows, row);
    }
  g_ptr_array_add (keys, NULL);
  rs_picker_set_chosen (self->port_picker, (const char *const *) keys->pdata);
  gtk_widget_set_visible (GTK_WIDGET (self->port_picker), writable);
}

/* Page */

static void
update (RsIncidentPage *self)
{
  RsIncident *incident = get_incident (self);
  gboolean writable = rs_incident_draft_is_writable (self->draft);
  g_autofree char *number = NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *place = NULL;
  g_autofree char *area = NULL;
  RsField *fields[] = { self->title, self->from, self->to, self->place, self->narrative };

  if (!incident)
    {
      /* What is hidden tells nothing that is no longer true. */
      gtk_label_set_text (self->heading, "");
      rs_field_set_text (self->title, "");
      return;
    }
  number = g_strdup_printf ("%d", incident->number);
  from = rs_text_time_to_edit (incident->from_ms);
  to = rs_text_time_to_edit (incident->to_ms);
  place = incident->has_place ? rs_text_place_to_edit (incident->place) : g_strdup ("");
  area = incident->area->len == 0
             ? g_strdup (_ ("None"))
             : g_strdup_printf (ngettext ("Polygon with %u corner", "Polygon with %u corners",
                                          incident->area->len),
                                incident->area->len);
  gtk_label_set_text (self->number, number);
  gtk_label_set_text (self->heading, incident->title);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self->zoom),
                                          g_variant_new_int64 (incident->id));
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self->remove),
                                          g_variant_new_int64 (incident->id));
  gtk_widget_set_visible (self->zoom, incident->has_place || incident->area->len > 0);
  gtk_widget_set_visible (self->remove, writable);
  rs_field_set_text (self->title, incident->title);
  rs_field_set_text (self->from, from);
  rs_field_set_text (self->to, to);
  rs_field_set_text (self->place, place);
  rs_field_set_text (self->narrative, incident->narrative);
  rs_choice_set_index (self->kind, incident->kind);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->area), area);
  gtk_widget_set_visible (self->clear_area, writable && incident->area->len > 0);
  gtk_widget_set_visible (self->draw_area, writable);
  gtk_widget_set_visible (self->pick_place, writable);
  gtk_widget_set_sensitive (self->kind, writable);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    rs_field_set_editable (fields[i], writable);
  update_vessels (self, incident, writable);
  update_ports (self, incident, writable);
}

static void
selected_cb (RsIncidentPage *self)
{
  rs_incident_page_flush (self);
  rs_incident_draft_set_id (self->draft, rs_session_get_selected_incident (self->session));
}

void
rs_incident_page_flush (RsIncidentPage *self)
{
  RsField *fields[] = { self->title, self->from, self->to, self->place, self->narrative };

  if (!get_incident (self))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    rs_field_flush (fields[i]);
  rs_incident_evidence_flush (self->evidence);
}

void
rs_incident_page_focus (RsIncidentPage *self)
{
  GtkWidget *row = rs_field_get_widget (self->title);

  gtk_widget_grab_focus (row);
  gtk_editable_select_region (GTK_EDITABLE (row), 0, -1);
}

void
rs_incident_page_attach (RsIncidentPage *self, const char *path)
{
  rs_attachment_list_add_file (self->attachments, path);
}

void
rs_incident_page_save_attachment (RsIncidentPage *self, gint64 attachment_id, const char *path)
{
  rs_attachment_list_save (self->attachments, attachment_id, path);
}

void
rs_incident_page_add_claim (RsIncidentPage *self)
{
  rs_incident_evidence_add_claim (self->evidence);
}

static GtkWidget *
create_heading (RsIncidentPage *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->number = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->number), "rs-pin");
  gtk_widget_add_css_class (GTK_WIDGET (self->number), "rs-figures");
  gtk_widget_set_valign (GTK_WIDGET (self->number), GTK_ALIGN_START);
  self->heading = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->heading, TRUE);
  gtk_label_set_wrap_mode (self->heading, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (self->heading, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->heading), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->heading), "title-3");
  self->zoom = rs_page_create_button ("rs-zoom-to-symbolic", _ ("Show on the map, at its time"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->zoom), "win.zoom-to-incident");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->zoom), "x", G_GINT64_CONSTANT (0));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->number));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->heading));
  gtk_box_append (GTK_BOX (line), self->zoom);
  return line;
}

static RsField *
add_time (RsIncidentPage *self, AdwPreferencesGroup *group, const char *title, RsFieldFunc func,
          gboolean is_to)
{
  RsField *field = rs_field_new_row (title, func, self);
  GtkWidget *button = rs_page_create_button ("rs-now-symbolic", _ ("Use the time of the replay"));

  if (is_to)
    g_object_set_data (G_OBJECT (button), "to", GINT_TO_POINTER (1));
  g_signal_connect_object (button, "clicked", G_CALLBACK (use_now_cb), self, 0);
  rs_field_add_button (field, button);
  adw_preferences_group_add (group, rs_field_get_widget (field));
  return field;
}

static void
add_where (RsIncidentPage *self, AdwPreferencesGroup *group)
{
  self->place = rs_field_new_row (_ ("Place (latitude, longitude)"), place_typed, self);
  self->pick_place = rs_page_create_button ("rs-place-symbolic", _ ("Pick the place on the map"));
  g_signal_connect_object (self->pick_place, "clicked", G_CALLBACK (pick_place_cb), self,
                           G_CONNECT_SWAPPED);
  rs_field_add_button (self->place, self->pick_place);
  adw_preferences_group_add (group, rs_field_get_widget (self->place));

  self->area = rs_page_create_row (_ ("Area"), _ ("None"));
  self->draw_area = rs_page_create_button ("rs-area-symbolic", _ ("Draw the area on the map"));
  g_signal_connect_object (self->draw_area, "clicked", G_CALLBACK (draw_area_cb), self,
                           G_CONNECT_SWAPPED);
  self->clear_area = rs_page_create_button ("edit-clear-symbolic", _ ("Remove the area"));
  g_signal_connect_object (self->clear_area, "clicked", G_CALLBACK (clear_area_cb), self,
                           G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->area), self->clear_area);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->area), self->draw_area);
  adw_preferences_group_add (group, self->area);
}

GtkWidget *
rs_incident_page_new (RsSession *session, GSettings *settings)
{
  static const char *kinds[RS_N_INCIDENT_KINDS + 1];
  RsIncidentPage *self = g_object_new (RS_TYPE_INCIDENT_PAGE, NULL);
  AdwPreferencesGroup *group;
  GtkBox *box;
  GtkWidget *page = rs_page_new (&box);

  for (guint i = 0; i < RS_N_INCIDENT_KINDS; i++)
    kinds[i] = rs_text_incident_kind ((RsIncidentKind) i);
  self->session = g_object_ref (session);
  self->draft = rs_incident_draft_new (session);
  gtk_widget_set_hexpand (page, TRUE);
  gtk_box_append (GTK_BOX (self), page);
  gtk_box_append (box, create_heading (self));

  group = rs_page_add_group (box, NULL);
  self->title = rs_field_new_row (_ ("Title"), title_typed, self);
  adw_preferences_group_add (group, rs_field_get_widget (self->title));
  self->kind = rs_choice_new (_ ("Kind"), kinds, kind_chosen, self);
  adw_preferences_group_add (group, self->kind);
  group = rs_page_add_group (box, _ ("When and Where"));
  self->from = add_time (self, group, _ ("From (UTC)"), from_typed, FALSE);
  self->to = add_time (self, group, _ ("To (UTC)"), to_typed, TRUE);
  add_where (self, group);

  group = rs_page_add_group (box, _ ("Narrative"));
  self->narrative = rs_field_new_text (_ ("Narrative"), 108, narrative_typed, self);
  adw_preferences_group_add (group, rs_field_get_widget (self->narrative));

  self->vessels = rs_page_add_group (box, _ ("Vessels"));
  self->vessel_picker
      = RS_PICKER (rs_picker_new (RS_PICK_VESSELS, session, _ ("Choose vessels")));
  g_signal_connect_object (self->vessel_picker, "toggled", G_CALLBACK (vessel_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_set_header_suffix (self->vessels, GTK_WIDGET (self->vessel_picker));
  self->ports = rs_page_add_group (box, _ ("Ports"));
  self->port_picker = RS_PICKER (rs_picker_new (RS_PICK_PORTS, session, _ ("Choose ports")));
  g_signal_connect_object (self->port_picker, "toggled", G_CALLBACK (port_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_set_header_suffix (self->ports, GTK_WIDGET (self->port_picker));

  self->evidence = RS_INCIDENT_EVIDENCE (rs_incident_evidence_new (self->draft));
  gtk_box_append (box, GTK_WIDGET (self->evidence));
  self->attachments = RS_ATTACHMENT_LIST (rs_attachment_list_new (self->draft, settings));
  gtk_box_append (box, GTK_WIDGET (self->attachments));

  self->remove = rs_page_create_text_button (_ ("_Delete Incident"));
  gtk_widget_add_css_class (self->remove, "destructive-action");
  gtk_widget_set_halign (self->remove, GTK_ALIGN_START);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->remove), "x", G_GINT64_CONSTANT (0));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->remove), "win.delete-incident");
  gtk_box_append (box, self->remove);

  g_signal_connect_object (self->draft, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::selected-incident", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

static void
rs_incident_page_dispose (GObject *object)
{
  RsIncidentPage *self = RS_INCIDENT_PAGE (object);

  g_clear_object (&self->draft);
  g_clear_object (&self->session);
  g_clear_pointer (&self->vessel_rows, g_ptr_array_unref);
  g_clear_pointer (&self->port_rows, g_ptr_array_unref);
  G_OBJECT_CLASS (rs_incident_page_parent_class)->dispose (object);
}

static void
rs_incident_page_class_init (RsIncidentPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rs_incident_page_dispose;
}

static void
rs_incident_page_init (RsIncidentPage *self)
{
  self->vessel_rows = g_ptr_array_new ();
  self->port_rows = g_ptr_array_new ();
}
