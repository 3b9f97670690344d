/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/map/map-tip.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "app/text.h"
#include "drawing/event-title.h"
#include "drawing/pick.h"
#include "places/gazetteer.h"
#include "replay/position.h"

#define OFFSET_PX 16

struct _RsMapTip
{
  GtkWidget parent_instance;

  GtkWidget *label;
  double x, y;
};

G_DEFINE_FINAL_TYPE (RsMapTip, rs_map_tip, GTK_TYPE_WIDGET)

static void
append_time (GString *text, RsSession *session, gint64 t_ms)
{
  g_autofree char *utc = rs_time_format_zone (t_ms, NULL, TRUE);
  GTimeZone *zone = rs_session_get_time_zone (session);

  g_string_append_printf (text, "\n%s UTC", utc);
  if (zone)
    {
      g_autofree char *local = rs_time_format_zone (t_ms, zone, FALSE);

      /* The date is said already unless it is another one there. */
      g_string_append_printf (text, " · %s %s", strncmp (utc, local, 10) == 0 ? local + 11 : local,
                              rs_session_get_zone_label (session));
    }
}

static void
append_motion (GString *text, double sog_kn, double course_deg)
{
  if (!isnan (sog_kn))
    /* Translators: speed in knots */
    g_string_append_printf (text, _ ("\n%.1f kn"), sog_kn);
  if (!isnan (course_deg))
    g_string_append_printf (text, isnan (sog_kn) ? "\n%03.0f°" : ", %03.0f°",
                            rs_bearing_round (course_deg, 0));
}

static void
append_provenance (GString *text, RsProvenance provenance)
{
  if (provenance == RS_RECONSTRUCTED)
    g_string_append_printf (text, "\n%s", _ ("Reconstructed, not observed"));
  else if (provenance == RS_ASSERTED)
    g_string_append_printf (text, "\n%s", _ ("Asserted by a source, not observed"));
}

static void
append_vessel (GString *text, RsSession *session, const RsPick *pick)
{
  RsSnapshot *snapshot = rs_session_get_snapshot (session);
  const RsVessel *vessel = rs_snapshot_get_vessel (snapshot, pick->id);
  const RsTrack *track = rs_snapshot_get_track (snapshot, pick->id);
  g_autofree char *place = NULL;

  if (!vessel)
    return;
  if (*vessel->name)
    g_string_append (text, vessel->name);
  else
    g_string_append_printf (text, "MMSI %09u", vessel->mmsi);
  if (!track)
    return;
  if (pick->fix >= 0 && (guint) pick->fix < track->n)
    {
      const RsFix *fix = &track->fixes[pick->fix];

      append_time (text, session, fix->t_ms);
      place = rs_lat_lon_format (rs_fix_lat_lon (fix));
      g_string_append_printf (text, "\n%s", place);
      append_motion (text, fix->sog_dkn == RS_SOG_NONE ? NAN : fix->sog_dkn / 10.0,
                     fix->cog_ddeg == RS_COG_NONE ? NAN : fix->cog_ddeg / 10.0);
      append_provenance (text, fix->provenance);
      if (fix->line && fix->import < snapshot->imports->len)
        {
          guint32 line;
          g_autofree char *file = rs_import_dup_place (
              g_ptr_array_index (snapshot->imports, fix->import), fix->line, &line);

          /* Translators: file name and line that a position came from */
          g_string_append_printf (text, _ ("\n%s, line %u"), file, line);
        }
    }
  else
    {
      RsPosition position;

      rs_position_at (rs_pick_get_track (pick, snapshot), rs_session_get_time (session), snapshot->gap_ms, NULL, &position);
      if (position.presence == RS_PRESENCE_NONE)
        return;
      place = rs_lat_lon_format (position.place);
      if (position.presence == RS_PRESENCE_LOST)
        {
          g_string_append_printf (text, "\n%s", _ ("In a gap. Last heard:"));
          append_time (text, session, position.since_ms);
          g_string_append_printf (text, "\n%s", place);
        }
      else
        {
          g_string_append_printf (text, "\n%s", place);
          append_motion (text, position.sog_kn, position.course_deg);
        }
      append_provenance (text, position.provenance);
    }
}

static void
append_place (GString *text, const RsPlace *place)
{
  g_autofree char *detail = rs_text_place_detail (place);

  g_string_append (text, place->name);
  if (*detail)
    g_string_append_printf (text, "\n%s", detail);
}

char *
rs_map_tip_text (RsSession *session, const RsPick *pick)
{
  RsSnapshot *snapshot = rs_session_get_snapshot (session);
  g_autoptr (GString) text = g_string_new (NULL);

  switch (pick->kind)
    {
    case RS_PICK_VESSEL:
      append_vessel (text, session, pick);
      break;
    case RS_PICK_INCIDENT:
      {
        const RsIncident *incident = rs_snapshot_get_incident (snapshot, pick->id);

        if (incident)
          {
            g_string_append_printf (text, "%d · %s", incident->number, incident->title);
            if (incident->from_ms != RS_TIME_NONE)
              append_time (text, session, incident->from_ms);
          }
        break;
      }
    case RS_PICK_PORT:
      {
        const RsPort *port = rs_gazetteer_get (pick->port);

        if (port)
          g_string_append_printf (text, "%s\n%s · %s", port->name_en, port->country, port->id);
        break;
      }
    case RS_PICK_PLACE:
      append_place (text, pick->place);
      break;
    case RS_PICK_EVENT:
      if (pick->event >= 0 && (guint) pick->event < snapshot->events->len)
        {
          const RsEvent *event = g_ptr_array_index (snapshot->events, pick->event);

          g_autofree char *title = NULL;
          guint lang = 0;

          g_object_get (session, "lang", &lang, NULL);
          title = rs_event_dup_title (event, (RsLang) lang);
          g_string_append (text, title);
          append_time (text, session, event->from_ms);
          append_provenance (text, event->provenance);
        }
      break;
    case RS_PICK_NOTE:
    case RS_PICK_NONE:
    default:
      break;
    }
  return text->len ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

void
rs_map_tip_show (RsMapTip *self, RsSession *session, const RsPick *pick, double x, double y)
{
  g_autofree char *text = rs_map_tip_text (session, pick);
  PangoAttrList *attributes;
  PangoAttribute *bold;
  char *line_end;

  if (!text)
    {
      rs_map_tip_hide (self);
      return;
    }
  /* The first line is the title. Attributes, not markup: names come from radio. */
  line_end = strchr (text, '\n');
  attributes = pango_attr_list_new ();
  bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);
  bold->end_index = line_end ? (guint) (line_end - text) : G_MAXUINT;
  pango_attr_list_insert (attributes, bold);
  gtk_label_set_attributes (GTK_LABEL (self->label), attributes);
  pango_attr_list_unref (attributes);
  gtk_label_set_text (GTK_LABEL (self->label), text);
  self->x = x;
  self->y = y;
  gtk_widget_set_visible (self->label, TRUE);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
rs_map_tip_hide (RsMapTip *self)
{
  gtk_widget_set_visible (self->label, FALSE);
}

static void
rs_map_tip_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RsMapTip *self = RS_MAP_TIP (widget);
  GtkRequisition size;
  double x, y;

  if (!gtk_widget_should_layout (self->label))
    return;
  gtk_widget_get_preferred_size (self->label, NULL, &size);
  /* Right of and below the pointer, or on the other side where there is no room. */
  x = self->x + OFFSET_PX + size.width <= width ? self->x + OFFSET_PX
                                                : self->x - OFFSET_PX - size.width;
  y = self->y + OFFSET_PX + size.height <= height ? self->y + OFFSET_PX
                                                  : self->y - OFFSET_PX - size.height;
  x = CLAMP (x, 0, MAX (0, width - size.width));
  y = CLAMP (y, 0, MAX (0, height - size.height));
  gtk_widget_size_allocate (
      self->label, &(GtkAllocation){ (int) x, (int) y, size.width, size.height }, -1);
}

static void
rs_map_tip_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                    int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = 0;
}

static void
rs_map_tip_dispose (GObject *object)
{
  g_clear_pointer (&RS_MAP_TIP (object)->label, gtk_widget_unparent);
  G_OBJECT_CLASS (rs_map_tip_parent_class)->dispose (object);
}

static void
rs_map_tip_class_init (RsMapTipClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rs_map_tip_dispose;
  widget_class->size_allocate = rs_map_tip_size_allocate;
  widget_class->measure = rs_map_tip_measure;
}

static void
rs_map_tip_init (RsMapTip *self)
{
  self->label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_widget_add_css_class (self->label, "map-tip");
  gtk_widget_add_css_class (self->label, "osd");
  gtk_widget_set_visible (self->label, FALSE);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
}
