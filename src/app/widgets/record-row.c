/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/record-row.h"

#include <glib/gi18n.h>

#include "app/text.h"
#include "app/watcher.h"
#include "app/widgets/swatch.h"
#include "drawing/event-title.h"

struct _RsRecordRow
{
  GtkBox parent_instance;

  RsRecordKind kind;
  RsSession *session;
  RsRecordItem *item;
  gulong changed_id;

  /* All made when it is first filled. */
  GtkWidget *sign; /* nullable until then; a swatch, a pin's number, or an icon */
  GtkInscription *title; /* takes the place that there is, so that another text is no new layout of the list */
  GtkInscription *detail;
  GtkWidget *tag; /* "reconstructed" */
  GtkWidget *listed; /* nullable: on a watchlist */
  GtkWidget *eye; /* nullable */
  GtkWidget *zoom; /* nullable */
};

enum
{
  STALE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RsRecordRow, rs_record_row, GTK_TYPE_BOX)

static void
set_name (GtkWidget *widget, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

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
  set_name (self->eye, label);
  gtk_widget_set_opacity (GTK_WIDGET (self->title), hidden ? 0.5 : 1);
  gtk_widget_set_opacity (self->sign, hidden ? 0.3 : 1);
}

/* (transfer full) (nullable): on which watchlist, and on what ground */
static char *
describe_listed (RsRecordRow *self)
{
  const RsVessel *vessel = self->item ? rs_record_item_get_vessel (self->item) : NULL;
  guint n = 0;
  const RsWatchMatch *matches
      = vessel ? rs_watcher_find (rs_watcher_get (self->session), vessel->id, &n) : NULL;

  return n > 0 ? rs_watcher_describe (matches) : NULL;
}

/* The mark of a vessel that is on a watchlist; its words say which and on what ground. */
static void
update_listed (RsRecordRow *self)
{
  g_autofree char *text = describe_listed (self);

  gtk_widget_set_visible (self->listed, text != NULL);
  set_name (self->listed, text ? text : "");
}

static void
set_detail (RsRecordRow *self, char *text)
{
  gtk_inscription_set_text (self->detail, text);
  g_free (text);
}

static void
set_zoom_target (RsRecordRow *self, const char *name, gint64 id)
{
  g_autofree char *label = g_strdup_printf (_ ("Show %s on the map"), name);

  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self->zoom), g_variant_new_int64 (id));
  set_name (self->zoom, label);
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
      gtk_inscription_set_text (self->title, vessel->name);
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
      gtk_inscription_set_text (self->title, *incident->title ? incident->title : _ ("Untitled"));
      set_detail (self, rs_text_incident_detail (snapshot, incident, lang));
      set_zoom_target (self, incident->title, incident->id);
      gtk_widget_set_visible (self->zoom, incident->has_place || incident->area->len > 0);
    }
  else
    {
      const RsEvent *event = rs_record_item_get_event (self->item);
      g_autofree char *title = rs_event_dup_title (event, (RsLang) lang);

      gtk_image_set_from_icon_name (GTK_IMAGE (self->sign), rs_text_event_icon (event->kind));
      gtk_inscription_set_text (self->title, title);
      set_detail (self, rs_text_event_detail (snapshot, event, lang));
      gtk_widget_set_visible (self->tag, event->provenance == RS_RECONSTRUCTED);
    }
}

/* Tooltips: asked for when one is to show. Setting the text of one asks the display server where the pointer is,
 * twice, which for all rows of a list takes longer than all else. */

/* (transfer full) (nullable): of the part that the pointer is over */
static char *
describe_part (RsRecordRow *self, GtkWidget *part)
{
  const RsVessel *vessel = self->item ? rs_record_item_get_vessel (self->item) : NULL;
  const RsIncident *incident = self->item ? rs_record_item_get_incident (self->item) : NULL;
  const RsEvent *event = self->item ? rs_record_item_get_event (self->item) : NULL;

  if (part == GTK_WIDGET (self->title) || part == GTK_WIDGET (self->detail))
    return g_strdup (gtk_inscription_get_text (GTK_INSCRIPTION (part)));
  if (part == self->tag)
    return g_strdup (_ ("Reconstructed: computed, not observed"));
  if (part == self->listed)
    return describe_listed (self);
  if (part == self->sign)
    return event ? g_strdup (rs_text_event_kind (event->kind)) : NULL;
  if (part == self->zoom && (vessel || incident))
    return g_strdup_printf (_ ("Show %s on the map"), vessel ? vessel->name : incident->title);
  if (part == self->eye && vessel)
    return g_strdup_printf (rs_session_is_hidden (self->session, vessel->id) ? _ ("Show %s")
                                                                             : _ ("Hide %s"),
                            vessel->name);
  return NULL;
}

static gboolean
query_tooltip_cb (RsRecordRow *self, int x, int y, gboolean by_keys, GtkTooltip *tooltip)
{
  GtkWidget *part = by_keys ? gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)))
                            : gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  for (; part && part != GTK_WIDGET (self); part = gtk_widget_get_parent (part))
    {
      g_autofree char *text = describe_part (self, part);

      if (!text)
        continue;
      gtk_tooltip_set_text (tooltip, text);
      return TRUE;
    }
  return FALSE;
}

static void
tell_stale (RsRecordRow *self)
{
  if (self->item)
    g_signal_emit (self, signals[STALE], 0);
}

void
rs_record_row_set_item (RsRecordRow *self, RsRecordItem *item)
{
  if (self->item)
    g_clear_signal_handler (&self->changed_id, self->item);
  g_set_object (&self->item, item);
  if (!item)
    return;
  self->changed_id = g_signal_connect_object (item, "changed", G_CALLBACK (tell_stale), self,
                                              G_CONNECT_SWAPPED);
  tell_stale (self);
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

static GtkInscription *
create_line (void)
{
  GtkInscription *line = GTK_INSCRIPTION (gtk_inscription_new (NULL));

  gtk_inscription_set_text_overflow (line, GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (line), TRUE);
  return line;
}

static void
add_parts (RsRecordRow *self)
{
  const RsRecordKind kind = self->kind;
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *above = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *below = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->sign = create_sign (kind);
  gtk_box_append (GTK_BOX (self), self->sign);

  self->title = create_line ();
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "rs-row-title");
  self->detail = create_line ();
  gtk_widget_add_css_class (GTK_WIDGET (self->detail), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->detail), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->detail), "rs-figures");
  self->tag = gtk_image_new_from_icon_name ("rs-reconstructed-symbolic");
  set_name (self->tag, _ ("reconstructed"));
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
    }
  gtk_box_append (GTK_BOX (above), GTK_WIDGET (self->title));
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
        }
      gtk_box_append (GTK_BOX (self), buttons);
    }
}

void
rs_record_row_fill (RsRecordRow *self)
{
  if (!self->item)
    return;
  if (!self->sign)
    add_parts (self);
  update (self);
}

GtkWidget *
rs_record_row_new (RsRecordKind kind, RsSession *session)
{
  RsRecordRow *self = g_object_new (RS_TYPE_RECORD_ROW, NULL);

  self->kind = kind;
  self->session = g_object_ref (session);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_widget_add_css_class (GTK_WIDGET (self), "rs-row");
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  if (kind == RS_RECORD_VESSEL)
    {
      g_signal_connect_object (rs_watcher_get (session), "changed", G_CALLBACK (tell_stale), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (session, "hidden-changed", G_CALLBACK (tell_stale), self,
                               G_CONNECT_SWAPPED);
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
  signals[STALE] = g_signal_new ("stale", RS_TYPE_RECORD_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
rs_record_row_init (RsRecordRow *self)
{
}
