/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/record-row.h"

#include <glib/gi18n.h>

#include "app/text.h"
#include "app/watcher.h"
#include "app/widgets/swatch.h"

struct _RsRecordRow
{
  GtkBox parent_instance;

  RsRecordKind kind;
  RsSession *session;
  RsRecordItem *item;
  gulong changed_id;

  GtkWidget *sign; /* a swatch, a pin's number, or an icon */
  GtkLabel *title;
  GtkLabel *detail;
  GtkWidget *tag; /* "reconstructed" */
  GtkWidget *listed; /* nullable: on a watchlist */
  GtkWidget *eye; /* nullable */
  GtkWidget *zoom; /* nullable */
};

G_DEFINE_FINAL_TYPE (RsRecordRow, rs_record_row, GTK_TYPE_BOX)

static void
update_eye (RsRecordRow *self)
{
  const RsVessel *vessel = self->item ? rs_record_item_get_vessel (self->item) : NULL;
  gboolean hidden;
  g_autofree char *label = NULL;

  if (!vessel)
    return;
  hidden = rs_session_is_hidden (self->session, vessel->id);
  label = g_strdup_printf (hidden ? _ ("Show %s") : _ ("Hide %s"), vessel->name);
  gtk_button_set_icon_name (GTK_BUTTON (self->eye),
                            hidden ? "rs-hidden-symbolic" : "rs-visible-symbolic");
  gtk_widget_set_tooltip_text (self->eye, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->eye), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_widget_set_opacity (GTK_WIDGET (self->title), hidden ? 0.5 : 1);
  gtk_widget_set_opacity (self->sign, hidden ? 0.3 : 1);
}

/* The mark of a vessel that is on a watchlist; its words say which and on what ground. */
static void
update_listed (RsRecordRow *self)
{
  const RsVessel *vessel = self->item ? rs_record_item_get_vessel (self->item) : NULL;
  guint n = 0;
  const RsWatchMatch *matches
      = vessel ? rs_watcher_find (rs_watcher_get (self->session), vessel->id, &n) : NULL;
  g_autofree char *text = n > 0 ? rs_watcher_describe (matches) : NULL;

  gtk_widget_set_visible (self->listed, n > 0);
  gtk_widget_set_tooltip_text (self->listed, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->listed), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text ? text : "", -1);
}

static void
set_detail (RsRecordRow *self, char *text)
{
  gtk_label_set_text (self->detail, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->detail), text);
  g_free (text);
}

static void
set_zoom_target (RsRecordRow *self, const char *name, gint64 id)
{
  g_autofree char *label = g_strdup_printf (_ ("Show %s on the map"), name);

  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self->zoom), g_variant_new_int64 (id));
  gtk_widget_set_tooltip_text (self->zoom, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->zoom), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
}

static void
update (RsRecordRow *self)
{
  RsSnapshot *snapshot = rs_record_item_get_snapshot (self->item);
  guint index = rs_record_item_get_index (self->item);
  guint lang = 0;

  g_object_get (self->session, "lang", &lang, NULL);
  if (self->kind == RS_RECORD_VESSEL)
    {
      const RsVessel *vessel = rs_record_item_get_vessel (self->item);

      rs_swatch_set_vessel (RS_SWATCH (self->sign), snapshot, index);
      gtk_label_set_text (self->title, vessel->name);
      set_detail (self, rs_text_vessel_detail (snapshot, index));
      gtk_widget_set_visible (self->tag, rs_snapshot_has_reconstructed (snapshot, vessel->id));
      set_zoom_target (self, vessel->name, vessel->id);
      update_eye (self);
      update_listed (self);
    }
  else if (self->kind == RS_RECORD_INCIDENT)
    {
      const RsIncident *incident = rs_record_item_get_incident (self->item);
      g_autofree char *number = g_strdup_printf ("%d", incident->number);

      gtk_label_set_text (GTK_LABEL (self->sign), number);
      gtk_label_set_text (self->title, *incident->title ? incident->title : _ ("Untitled"));
      set_detail (self, rs_text_incident_detail (snapshot, incident, lang));
      set_zoom_target (self, incident->title, incident->id);
      gtk_widget_set_visible (self->zoom, incident->has_place || incident->area->len > 0);
    }
  else
    {
      const RsEvent *event = rs_record_item_get_event (self->item);
      g_autofree char *title = rs_text_event_title (snapshot, event, lang);

      gtk_image_set_from_icon_name (GTK_IMAGE (self->sign), rs_text_event_icon (event->kind));
      gtk_widget_set_tooltip_text (self->sign, rs_text_event_kind (event->kind));
      gtk_label_set_text (self->title, title);
      set_detail (self, rs_text_event_detail (snapshot, event, lang));
      gtk_widget_set_visible (self->tag, event->provenance == RS_RECONSTRUCTED);
    }
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), gtk_label_get_text (self->title));
}

void
rs_record_row_set_item (RsRecordRow *self, RsRecordItem *item)
{
  if (self->item)
    g_clear_signal_handler (&self->changed_id, self->item);
  g_set_object (&self->item, item);
  if (!item)
    return;
  self->changed_id
      = g_signal_connect_object (item, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

RsRecordItem *
rs_record_row_get_item (RsRecordRow *self)
{
  return self->item;
}

static void
eye_clicked_cb (RsRecordRow *self)
{
  const RsVessel *vessel = self->item ? rs_record_item_get_vessel (self->item) : NULL;

  if (vessel)
    rs_session_set_hidden (self->session, vessel->id,
                           !rs_session_is_hidden (self->session, vessel->id));
}

static GtkWidget *
create_button (const char *icon_name)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  return button;
}

static GtkWidget *
create_sign (RsRecordKind kind)
{
  GtkWidget *sign;

  if (kind == RS_RECORD_VESSEL)
    return rs_swatch_new ();
  if (kind == RS_RECORD_INCIDENT)
    {
      sign = gtk_label_new (NULL);
      gtk_widget_add_css_class (sign, "rs-pin");
      gtk_widget_add_css_class (sign, "rs-figures");
    }
  else
    {
      sign = gtk_image_new ();
      gtk_widget_add_css_class (sign, "rs-disc");
    }
  gtk_widget_set_valign (sign, GTK_ALIGN_CENTER);
  return sign;
}

GtkWidget *
rs_record_row_new (RsRecordKind kind, RsSession *session)
{
  RsRecordRow *self = g_object_new (RS_TYPE_RECORD_ROW, NULL);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *above = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *below = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->kind = kind;
  self->session = g_object_ref (session);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_widget_add_css_class (GTK_WIDGET (self), "rs-row");

  self->sign = create_sign (kind);
  gtk_box_append (GTK_BOX (self), self->sign);

  self->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->title, 0);
  gtk_label_set_ellipsize (self->title, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "rs-row-title");
  gtk_box_append (GTK_BOX (above), GTK_WIDGET (self->title));
  self->detail = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->detail, 0);
  gtk_label_set_ellipsize (self->detail, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->detail), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->detail), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->detail), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->detail), "rs-figures");
  self->tag = gtk_image_new_from_icon_name ("rs-reconstructed-symbolic");
  gtk_widget_set_tooltip_text (self->tag, _ ("Reconstructed: computed, not observed"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->tag), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("reconstructed"), -1);
  gtk_widget_add_css_class (self->tag, "rs-asserts");
  gtk_widget_set_visible (self->tag, FALSE);
  gtk_box_append (GTK_BOX (below), self->tag);
  if (kind == RS_RECORD_VESSEL)
    {
      self->listed = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
      gtk_image_set_pixel_size (GTK_IMAGE (self->listed), 12);
      gtk_widget_add_css_class (self->listed, "rs-rejected");
      gtk_widget_set_visible (self->listed, FALSE);
      gtk_box_append (GTK_BOX (above), self->listed);
      g_signal_connect_object (rs_watcher_get (session), "changed", G_CALLBACK (update_listed), self,
                               G_CONNECT_SWAPPED);
    }
  gtk_box_append (GTK_BOX (below), GTK_WIDGET (self->detail));
  gtk_box_append (GTK_BOX (texts), above);
  gtk_box_append (GTK_BOX (texts), below);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (self), texts);

  if (kind != RS_RECORD_EVENT)
    {
      GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

      self->zoom = create_button ("rs-zoom-to-symbolic");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (self->zoom), "x", G_GINT64_CONSTANT (0));
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->zoom),
                                      kind == RS_RECORD_VESSEL ? "win.zoom-to-vessel"
                                                               : "win.zoom-to-incident");
      gtk_box_append (GTK_BOX (buttons), self->zoom);
      if (kind == RS_RECORD_VESSEL)
        {
          self->eye = create_button ("rs-visible-symbolic");
          g_signal_connect_object (self->eye, "clicked", G_CALLBACK (eye_clicked_cb), self,
                                   G_CONNECT_SWAPPED);
          gtk_box_append (GTK_BOX (buttons), self->eye);
          g_signal_connect_object (session, "hidden-changed", G_CALLBACK (update_eye), self,
                                   G_CONNECT_SWAPPED);
        }
      gtk_box_append (GTK_BOX (self), buttons);
    }
  return GTK_WIDGET (self);
}

static void
rs_record_row_dispose (GObject *object)
{
  RsRecordRow *self = RS_RECORD_ROW (object);

  rs_record_row_set_item (self, NULL);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (rs_record_row_parent_class)->dispose (object);
}

static void
rs_record_row_class_init (RsRecordRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rs_record_row_dispose;
}

static void
rs_record_row_init (RsRecordRow *self)
{
}
