/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panels/where-card.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/map/measure.h"
#include "app/text.h"
#include "app/typed-time.h"
#include "app/widgets/page.h"
#include "places/gazetteer.h"
#include "replay/position.h"

/* Ships of one number that are told apart. */
#define SHIPS_MAX 12

struct _RsWhereCard
{
  GtkBox parent_instance;

  RsSession *session;
  AdwPreferencesGroup *group;
  GtkWidget *entry;
  GPtrArray *rows;
  gint64 t_ms; /* asked for; RS_TIME_NONE: nothing yet */
};

G_DEFINE_FINAL_TYPE (RsWhereCard, rs_where_card, GTK_TYPE_BOX)

static void
add_value (RsWhereCard *self, const char *title, const char *value)
{
  rs_page_add_row (self->group, self->rows, rs_page_create_value_row (title, value));
}

static void
add_fix (RsWhereCard *self, const char *title, const RsTrack *track, gint index)
{
  RsSnapshot *snapshot = rs_session_get_snapshot (self->session);
  const RsFix *fix;
  g_autofree char *at = NULL, *place = NULL, *copies = NULL;
  g_autoptr (GString) text = NULL;

  if (index < 0 || (guint) index >= track->n)
    {
      add_value (self, title, _ ("none"));
      return;
    }
  fix = &track->fixes[index];
  at = rs_text_time (fix->t_ms);
  place = rs_lat_lon_format (rs_fix_lat_lon (fix));
  text = g_string_new (at);
  g_string_append_printf (text, "\n%s, %s", place,
                          rs_text_provenance ((RsProvenance) fix->provenance));
  if (fix->line && fix->import < snapshot->imports->len)
    {
      guint32 line;
      g_autofree char *file = rs_import_dup_place (
          g_ptr_array_index (snapshot->imports, fix->import), fix->line, &line);

      /* Translators: file name and line that a position came from */
      g_string_append_printf (text, _ ("\n%s, line %u"), file, line);
    }
  copies = rs_text_fix_copies (fix);
  if (copies)
    g_string_append_printf (text, "\n%s", copies);
  add_value (self, title, text->str);
}

static const char *
describe (const RsPosition *position, gint64 t_ms)
{
  switch (position->presence)
    {
    case RS_PRESENCE_MOVING:
    case RS_PRESENCE_STILL:
      return position->since_ms == t_ms ? _ ("a position of that moment")
                                        : _ ("between two positions");
    case RS_PRESENCE_LOST:
      return _ ("last known place; it is silent");
    case RS_PRESENCE_NONE:
    default:
      return "";
    }
}

static void
add_place (RsWhereCard *self, const RsPosition *position)
{
  g_autofree char *place = rs_lat_lon_format (position->place);
  /* That a silent ship still is there was not observed. */
  gboolean is_lost = position->presence == RS_PRESENCE_LOST;
  g_autofree char *text = g_strdup_printf ("%s\n%s%s%s", place, describe (position, self->t_ms),
                                           is_lost ? "" : ", ",
                                           is_lost ? "" : rs_text_provenance (position->provenance));
  double dist_m = 0;
  const RsPort *port = rs_gazetteer_nearest (position->place, INFINITY, &dist_m);
  guint lang = 0, units = 0;

  g_object_get (self->session, "lang", &lang, "units", &units, NULL);
  add_value (self, _ ("Place"), text);
  if (port)
    {
      g_autofree char *name = rs_text_port (port->id, lang);
      g_autofree char *dist = rs_measure_format (dist_m, units == RS_UNITS_METRIC);
      g_autofree char *near = g_strdup_printf ("%s, %s", name, dist);

      add_value (self, _ ("Nearest port"), near);
    }
}

/* Where one ship was, and the positions before and after. */
static void
add_ship (RsWhereCard *self, const RsTrack *track, gint64 gap_ms)
{
  RsPosition position;
  gint index = rs_track_find (track, self->t_ms);

  rs_position_at (track, self->t_ms, gap_ms, NULL, &position);
  if (position.presence == RS_PRESENCE_NONE)
    add_value (self, _ ("Place"),
               index < 0 ? _ ("Not known: before its first position")
                         : _ ("Not known: long after its last position"));
  else
    add_place (self, &position);
  add_fix (self, _ ("Position before"), track, index);
  add_fix (self, _ ("Position after"), track, index + 1);
}

static void
update (RsWhereCard *self)
{
  RsSnapshot *snapshot = rs_session_get_snapshot (self->session);
  const RsTrack *track
    = rs_snapshot_get_track (snapshot, rs_session_get_selected_vessel (self->session));
  g_autoptr (GArray) hulls = NULL;

  rs_page_clear_group (self->group, self->rows);
  if (!track || self->t_ms == RS_TIME_NONE)
    return;
  hulls = rs_position_list_hulls (track, self->t_ms, snapshot->gap_ms);
  if (!track->hulls || hulls->len == 0)
    {
      add_ship (self, track, snapshot->gap_ms);
      return;
    }
  /* All that the number can mean at that time, each by its name. */
  for (guint i = 0; i < MIN (hulls->len, SHIPS_MAX); i++)
    {
      guint hull = g_array_index (hulls, guint, i);
      g_autofree char *name = rs_text_hull (hull + 1, track->n_hulls);

      add_value (self, _ ("One number, several ships"), name);
      add_ship (self, track->hulls[hull], snapshot->gap_ms);
    }
}

static void
entered_cb (RsWhereCard *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *error = NULL;

  if (rs_typed_time_parse (self->session, text, &self->t_ms, &error))
    {
      gtk_widget_remove_css_class (self->entry, "error");
      gtk_widget_set_tooltip_text (self->entry, NULL);
      rs_session_set_time (self->session, self->t_ms);
      update (self);
      return;
    }
  gtk_widget_add_css_class (self->entry, "error");
  gtk_widget_set_tooltip_text (self->entry, error);
  gtk_widget_error_bell (self->entry);
}

/* Another vessel is another question. */
static void
selected_cb (RsWhereCard *self)
{
  self->t_ms = RS_TIME_NONE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  update (self);
}

GtkWidget *
rs_where_card_new (RsSession *session)
{
  RsWhereCard *self = g_object_new (RS_TYPE_WHERE_CARD, NULL);

  self->session = g_object_ref (session);
  self->group = rs_page_add_group (GTK_BOX (self), _ ("Where Was It?"));
  self->entry = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->entry), _ ("Time, UTC or with its zone"));
  g_signal_connect_swapped (self->entry, "entry-activated", G_CALLBACK (entered_cb), self);
  adw_preferences_group_add (self->group, self->entry);
  g_signal_connect_object (session, "notify::selected-vessel", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "snapshot-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

static void
rs_where_card_dispose (GObject *object)
{
  RsWhereCard *self = RS_WHERE_CARD (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (rs_where_card_parent_class)->dispose (object);
}

static void
rs_where_card_class_init (RsWhereCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rs_where_card_dispose;
}

static void
rs_where_card_init (RsWhereCard *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->rows = g_ptr_array_new ();
  self->t_ms = RS_TIME_NONE;
}
