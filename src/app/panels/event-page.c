/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/panels/event-page.h"

#include <glib/gi18n.h>

#include "app/models/record-item.h"
#include "app/text.h"
#include "app/widgets/page.h"
#include "drawing/event-title.h"

struct _RsEventPage
{
  GtkBox parent_instance;

  RsSession *session;
  gint64 key; /* of the event shown (rs_record_key ()); 0 none */

  GtkImage *icon;
  GtkLabel *heading;
  GtkLabel *kind;
  GtkWidget *tag;
  AdwPreferencesGroup *facts;
  GtkWidget *detail_group;
  GtkLabel *detail;
  GPtrArray *rows;
};

G_DEFINE_FINAL_TYPE (RsEventPage, rs_event_page, GTK_TYPE_BOX)

static gint
find_event (RsEventPage *self)
{
  RsSnapshot *snapshot = rs_session_get_snapshot (self->session);

  for (guint i = 0; self->key && i < snapshot->events->len; i++)
    if (rs_record_key (snapshot, RS_RECORD_EVENT, i) == self->key)
      return (gint) i;
  return -1;
}

static void
add_value (RsEventPage *self, const char *title, char *value)
{
  if (value && *value)
    rs_page_add_row (self->facts, self->rows, rs_page_create_value_row (title, value));
  g_free (value);
}

static void
add_vessel (RsEventPage *self, const RsVessel *vessel)
{
  GtkWidget *row = rs_page_create_row (vessel->name, _ ("Vessel"));

  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("rs-vessel-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.select-vessel");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "x", vessel->id);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  rs_page_add_row (self->facts, self->rows, row);
}

static void
update (RsEventPage *self)
{
  RsSnapshot *snapshot = rs_session_get_snapshot (self->session);
  gint index = find_event (self);
  const RsEvent *event;
  const RsVessel *vessel;
  const RsSource *source;
  g_autofree char *title = NULL;
  guint lang = 0;

  if (index < 0)
    return;
  g_object_get (self->session, "lang", &lang, NULL);
  event = g_ptr_array_index (snapshot->events, index);
  title = rs_event_dup_title (event, (RsLang) lang);
  gtk_image_set_from_icon_name (self->icon, rs_text_event_icon (event->kind));
  gtk_label_set_text (self->heading, title);
  gtk_label_set_text (self->kind, rs_text_event_kind (event->kind));
  gtk_label_set_text (GTK_LABEL (self->tag), rs_text_provenance (event->provenance));
  gtk_widget_set_visible (self->tag, event->provenance != RS_OBSERVED);

  rs_page_clear_group (self->facts, self->rows);
  vessel = event->vessel_id ? rs_snapshot_get_vessel (snapshot, event->vessel_id) : NULL;
  if (vessel)
    add_vessel (self, vessel);
  if (event->kind == RS_EVENT_POLICY)
    {
      char *day = rs_time_format_zone (event->from_ms, NULL, FALSE);

      day[10] = '\0';
      add_value (self, _ ("Date"), day);
    }
  else
    {
      add_value (self, _ ("From"), rs_text_time (event->from_ms));
      if (event->to_ms != event->from_ms)
        {
          add_value (self, _ ("To"), rs_text_time (event->to_ms));
          add_value (self, _ ("Duration"), rs_duration_describe (event->to_ms - event->from_ms));
        }
    }
  add_value (self, event->kind == RS_EVENT_VOYAGE ? _ ("From port") : _ ("Port"),
             rs_text_port (event->port, lang));
  add_value (self, _ ("To port"), rs_text_port (event->to_port, lang));
  if (event->has_place)
    add_value (self, _ ("Place"), rs_lat_lon_format (event->place));
  source = event->source_id ? rs_snapshot_get_source (snapshot, event->source_id) : NULL;
  if (source)
    add_value (self, _ ("Source"),
               *source->publisher ? g_strdup_printf ("%s – %s", source->publisher, source->title)
                                  : g_strdup (source->title));
  gtk_label_set_text (self->detail, event->detail);
  gtk_widget_set_visible (self->detail_group, *event->detail != '\0');
}

void
rs_event_page_show (RsEventPage *self, guint index)
{
  RsSnapshot *snapshot = rs_session_get_snapshot (self->session);

  g_return_if_fail (index < snapshot->events->len);
  self->key = rs_record_key (snapshot, RS_RECORD_EVENT, index);
  update (self);
}

gboolean
rs_event_page_is_valid (RsEventPage *self)
{
  return find_event (self) >= 0;
}

static void
go_there_cb (RsEventPage *self)
{
  gint index = find_event (self);

  if (index >= 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-event", "u", (guint) index);
}

static void
promote_cb (RsEventPage *self)
{
  gint index = find_event (self);

  if (index >= 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.add-incident-event", "u", (guint) index);
}

GtkWidget *
rs_event_page_new (RsSession *session)
{
  RsEventPage *self = g_object_new (RS_TYPE_EVENT_PAGE, NULL);
  AdwPreferencesGroup *group;
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *below = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *go, *promote;
  GtkBox *box;
  GtkWidget *page = rs_page_new (&box);

  self->session = g_object_ref (session);
  gtk_widget_set_hexpand (page, TRUE);
  gtk_box_append (GTK_BOX (self), page);

  self->icon = GTK_IMAGE (gtk_image_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), "rs-disc");
  gtk_widget_set_valign (GTK_WIDGET (self->icon), GTK_ALIGN_START);
  self->heading = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->heading, TRUE);
  gtk_label_set_wrap_mode (self->heading, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (self->heading, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->heading), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->heading), "title-2");
  self->kind = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->kind), "dim-label");
  self->tag = rs_page_create_tag ("", "reconstructed");
  gtk_box_append (GTK_BOX (below), GTK_WIDGET (self->kind));
  gtk_box_append (GTK_BOX (below), self->tag);
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (self->heading));
  gtk_box_append (GTK_BOX (texts), below);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (line), texts);
  gtk_box_append (box, line);

  go = rs_page_create_text_button (_ ("_Go There"));
  gtk_widget_set_tooltip_text (go, _ ("Set time and map to the event"));
  g_signal_connect_object (go, "clicked", G_CALLBACK (go_there_cb), self, G_CONNECT_SWAPPED);
  promote = rs_page_create_text_button (_ ("_Make an Incident"));
  gtk_widget_set_tooltip_text (promote, _ ("Add an incident with the event’s time, place, vessel "
                                           "and ports"));
  g_signal_connect_object (promote, "clicked", G_CALLBACK (promote_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (buttons), go);
  gtk_box_append (GTK_BOX (buttons), promote);
  gtk_box_set_homogeneous (GTK_BOX (buttons), TRUE);
  gtk_box_append (box, buttons);

  self->facts = rs_page_add_group (box, NULL);
  group = rs_page_add_group (box, _ ("Why"));
  self->detail_group = GTK_WIDGET (group);
  self->detail = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->detail, TRUE);
  gtk_label_set_wrap_mode (self->detail, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (self->detail, 0);
  gtk_label_set_selectable (self->detail, TRUE);
  adw_preferences_group_add (group, GTK_WIDGET (self->detail));

  g_signal_connect_object (session, "snapshot-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

static void
rs_event_page_dispose (GObject *object)
{
  RsEventPage *self = RS_EVENT_PAGE (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (rs_event_page_parent_class)->dispose (object);
}

static void
rs_event_page_class_init (RsEventPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rs_event_page_dispose;
}

static void
rs_event_page_init (RsEventPage *self)
{
  self->rows = g_ptr_array_new ();
}
