/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panels/compare-card.h"

#include <glib/gi18n.h>
#include <math.h>

#include "analysis/compare.h"
#include "app/map/measure.h"
#include "app/text.h"
#include "app/widgets/page.h"
#include "drawing/event-title.h"

struct _RsCompareCard
{
  GtkBox parent_instance;

  RsSession *session;
  AdwPreferencesGroup *group;
  AdwActionRow *range, *motion, *approach, *closest;

  GCancellable *searching; /* nullable */
  gboolean has_closest;
  RsClosest result;
};

G_DEFINE_FINAL_TYPE (RsCompareCard, rs_compare_card, GTK_TYPE_BOX)

typedef struct
{
  RsSnapshot *snapshot;
  gint64 own, other;
  gboolean found;
  RsClosest closest;
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  rs_snapshot_unref (search->snapshot);
  g_free (search);
}

static gboolean
get_metric (RsCompareCard *self)
{
  guint units;

  g_object_get (self->session, "units", &units, NULL);
  return units == RS_UNITS_METRIC;
}

static char *
format_speed (RsCompareCard *self, double mps)
{
  return get_metric (self) ? g_strdup_printf (_ ("%.1f km/h"), mps * 3.6)
                           : g_strdup_printf (_ ("%.1f kn"), mps / RS_KN_TO_MPS);
}

static void
set_row (AdwActionRow *row, const char *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  gtk_widget_set_visible (GTK_WIDGET (row), *text != '\0');
  if (g_strcmp0 (adw_action_row_get_subtitle (row), markup) != 0)
    adw_action_row_set_subtitle (row, markup);
}

static void
describe_motion (RsCompareCard *self, const RsComparison *c)
{
  g_autofree char *speed = NULL, *dist = NULL, *wait = NULL, *motion = NULL, *approach = NULL;

  if (!c->has_motion)
    {
      set_row (self->motion, "");
      set_row (self->approach, "");
      return;
    }
  speed = format_speed (self, fabs (c->cpa.closing_mps));
  motion = fabs (c->cpa.closing_mps) < RS_CPA_STILL_MPS
             /* Translators: the distance of two ships stays as it is */
             ? g_strdup (_ ("neither closing nor opening"))
           : c->cpa.closing_mps > 0
             /* Translators: how fast the distance of two ships shrinks */
             ? g_strdup_printf (_ ("closing at %s"), speed)
             /* Translators: how fast the distance of two ships grows */
             : g_strdup_printf (_ ("opening at %s"), speed);
  set_row (self->motion, motion);
  dist = rs_measure_format (c->cpa.dist_m, get_metric (self));
  switch (c->cpa.kind)
    {
    case RS_CPA_AHEAD:
      wait = rs_duration_describe ((gint64) c->cpa.time_s * RS_SECOND_MS);
      /* Translators: closest point of approach: distance, and time until then */
      approach = g_strdup_printf (_ ("%s in %s"), dist, wait);
      break;
    case RS_CPA_OPENING:
      /* Translators: closest point of approach of two ships that part */
      approach = g_strdup_printf (_ ("%s, now: they part"), dist);
      break;
    case RS_CPA_STEADY:
      /* Translators: distance of two ships that move alike, or do not move */
      approach = g_strdup_printf (_ ("%s: they keep their distance"), dist);
      break;
    case RS_CPA_FAR:
    default:
      /* Translators: why no closest point of approach of two ships is given */
      approach = g_strdup (_ ("Too far apart, or too long until then, to tell"));
      break;
    }
  set_row (self->approach, approach);
}

/* " · ship 2 of 3" of a number that several ships share. */
static void
append_hull (GString *text, const RsSnapshot *snapshot, gint64 vessel_id, const RsTrack *track,
             guint hull)
{
  const RsVessel *vessel = rs_snapshot_get_vessel (snapshot, vessel_id);
  g_autofree char *words = NULL;

  if (!vessel || !track->hulls || hull == 0)
    return;
  words = rs_text_hull (hull, track->n_hulls);
  g_string_append_printf (text, "\n%s: %s", vessel->name, words);
}

static void
update_moment (RsCompareCard *self)
{
  RsSnapshot *snapshot = rs_session_get_snapshot (self->session);
  const RsTrack *own
    = rs_snapshot_get_track (snapshot, rs_session_get_selected_vessel (self->session));
  const RsTrack *other
    = rs_snapshot_get_track (snapshot, rs_session_get_compared_vessel (self->session));
  g_autofree char *leg = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  const char *how;
  RsComparison c;

  if (!own || !other)
    return;
  rs_compare_nearest (own, other, rs_session_get_time (self->session), snapshot->gap_ms, &c);
  describe_motion (self, &c);
  if (!c.has_range)
    {
      set_row (self->range, _ ("One of them is not known at this time"));
      return;
    }
  leg = rs_measure_format_leg (c.dist_m, c.bearing_deg, get_metric (self));
  how = c.is_sure ? _ ("observed")
        : c.own.presence == RS_PRESENCE_LOST || c.other.presence == RS_PRESENCE_LOST
          ? _ ("from a last known place")
          : _ ("not observed");
  /* Translators: distance and true bearing, and how sure that is */
  g_string_append_printf (text, _ ("%s, %s"), leg, how);
  append_hull (text, snapshot, rs_session_get_selected_vessel (self->session), own, c.own_hull);
  append_hull (text, snapshot, rs_session_get_compared_vessel (self->session), other, c.other_hull);
  set_row (self->range, text->str);
}

static void
update_closest (RsCompareCard *self)
{
  RsSnapshot *snapshot = rs_session_get_snapshot (self->session);
  gint64 own = rs_session_get_selected_vessel (self->session);
  gint64 other = rs_session_get_compared_vessel (self->session);
  const RsTrack *own_track = rs_snapshot_get_track (snapshot, own);
  const RsTrack *other_track = rs_snapshot_get_track (snapshot, other);
  g_autofree char *dist = NULL, *at = NULL, *known = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->closest), self->has_closest);
  if (!self->has_closest)
    {
      set_row (self->closest, self->searching ? _ ("Looking for it…")
                                              : _ ("They are never known at the same time"));
      return;
    }
  dist = rs_measure_format (self->result.dist_m, get_metric (self));
  at = rs_text_time (self->result.t_ms);
  known = rs_duration_describe (self->result.known_ms);
  /* Translators: distance, time, how that is known, and how long both ships are known together */
  g_string_append_printf (text, _ ("%s at %s, %s; of %s in which both are known"), dist, at,
                          rs_text_provenance (self->result.provenance), known);
  if (own_track && other_track)
    {
      append_hull (text, snapshot, own, own_track, self->result.own_hull);
      append_hull (text, snapshot, other, other_track, self->result.other_hull);
    }
  set_row (self->closest, text->str);
}

static void
search_thread (GTask *task, gpointer object, gpointer data, GCancellable *cancellable)
{
  Search *search = data;
  const RsTrack *own = rs_snapshot_get_track (search->snapshot, search->own);
  const RsTrack *other = rs_snapshot_get_track (search->snapshot, search->other);

  search->found = own && other && rs_closest_find (own, other, &search->closest);
  g_task_return_boolean (task, TRUE);
}

static void
searched_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  RsCompareCard *self = RS_COMPARE_CARD (object);
  const Search *search = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), NULL)
      || g_task_get_cancellable (G_TASK (result)) != self->searching)
    return;
  g_clear_object (&self->searching);
  self->has_closest = search->found;
  self->result = search->closest;
  update_closest (self);
}

static void
start_search (RsCompareCard *self)
{
  g_autoptr (GTask) task = NULL;
  Search *search = g_new0 (Search, 1);

  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  self->has_closest = FALSE;
  self->searching = g_cancellable_new ();
  search->snapshot = rs_snapshot_ref (rs_session_get_snapshot (self->session));
  search->own = rs_session_get_selected_vessel (self->session);
  search->other = rs_session_get_compared_vessel (self->session);
  task = g_task_new (self, self->searching, searched_cb, NULL);
  g_task_set_source_tag (task, start_search);
  g_task_set_task_data (task, search, search_free);
  g_task_run_in_thread (task, search_thread);
}

static void
update (RsCompareCard *self)
{
  const RsVessel *other
    = rs_snapshot_get_vessel (rs_session_get_snapshot (self->session),
                              rs_session_get_compared_vessel (self->session));
  g_autofree char *title = NULL, *markup = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), other != NULL);
  if (!other)
    return;
  title = g_strdup_printf (_ ("Compared with %s"), other->name);
  markup = g_markup_escape_text (title, -1);
  adw_preferences_group_set_title (self->group, markup);
  start_search (self);
  update_moment (self);
  update_closest (self);
}

static void
time_changed_cb (RsCompareCard *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    update_moment (self);
}

static void
closest_activated_cb (RsCompareCard *self)
{
  if (!self->has_closest)
    return;
  rs_session_set_time (self->session, self->result.t_ms);
  rs_session_center_on (self->session, self->result.own);
}

static void
close_cb (RsCompareCard *self)
{
  rs_session_compare_with (self->session, 0);
}

static AdwActionRow *
add_row (RsCompareCard *self, const char *title)
{
  GtkWidget *row = rs_page_create_row (title, "");

  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  adw_preferences_group_add (self->group, row);
  return ADW_ACTION_ROW (row);
}

GtkWidget *
rs_compare_card_new (RsSession *session)
{
  RsCompareCard *self = g_object_new (RS_TYPE_COMPARE_CARD, NULL);
  GtkWidget *close;

  self->session = g_object_ref (session);
  self->group = rs_page_add_group (GTK_BOX (self), "");
  close = rs_page_create_button ("window-close-symbolic", _ ("Stop comparing"));
  g_signal_connect_swapped (close, "clicked", G_CALLBACK (close_cb), self);
  adw_preferences_group_set_header_suffix (self->group, close);
  self->range = add_row (self, _ ("Range and bearing"));
  self->motion = add_row (self, _ ("Closing speed"));
  self->approach = add_row (self, _ ("If both hold course and speed"));
  self->closest = add_row (self, _ ("Nearest they came"));
  g_signal_connect_swapped (self->closest, "activated", G_CALLBACK (closest_activated_cb), self);
  g_signal_connect_object (session, "notify::compared-vessel", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::units", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "snapshot-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::time", G_CALLBACK (time_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (time_changed_cb), NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  return GTK_WIDGET (self);
}

static void
rs_compare_card_dispose (GObject *object)
{
  RsCompareCard *self = RS_COMPARE_CARD (object);

  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (rs_compare_card_parent_class)->dispose (object);
}

static void
rs_compare_card_class_init (RsCompareCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rs_compare_card_dispose;
}

static void
rs_compare_card_init (RsCompareCard *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
}
