/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panels/visits-page.h"

#include <glib/gi18n.h>
#include <math.h>

#include "analysis/visit.h"
#include "app/map/measure.h"
#include "app/text.h"
#include "app/widgets/page.h"
#include "drawing/event-title.h"

/* As many as a person reads; "roadstead-cli when" gives all. */
#define N_MAX 300
#define RADIUS_NM 2.0

struct _RsVisitsPage
{
  GtkBox parent_instance;

  RsSession *session;
  RsLatLon place;
  gint64 vessel_id; /* 0: any */
  GtkLabel *heading;
  GtkWidget *radius; /* spin button, nm */
  GtkWidget *only;   /* switch */
  AdwActionRow *only_row;
  AdwPreferencesGroup *group;
  GPtrArray *rows;
  GCancellable *searching; /* nullable */
};

G_DEFINE_FINAL_TYPE (RsVisitsPage, rs_visits_page, GTK_TYPE_BOX)

typedef struct
{
  RsSnapshot *snapshot;
  RsLatLon place;
  double radius_m;
  gint64 vessel_id;
  GArray *visits; /* of RsVisit */
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  rs_snapshot_unref (search->snapshot);
  g_array_unref (search->visits);
  g_free (search);
}

static int
compare_visits (gconstpointer a, gconstpointer b)
{
  const RsVisit *va = a, *vb = b;

  return (va->from_ms > vb->from_ms) - (va->from_ms < vb->from_ms);
}

static void
search_thread (GTask *task, gpointer object, gpointer data, GCancellable *cancellable)
{
  Search *search = data;

  for (guint i = 0; i < search->snapshot->tracks->len && !g_cancellable_is_cancelled (cancellable);
       i++)
    {
      const RsTrack *track = g_ptr_array_index (search->snapshot->tracks, i);

      if (!search->vessel_id || track->vessel_id == search->vessel_id)
        rs_visits_find (track, search->place, search->radius_m, search->visits);
    }
  g_array_sort (search->visits, compare_visits);
  g_task_return_boolean (task, TRUE);
}

static void
visit_activated_cb (RsVisitsPage *self, GtkWidget *row)
{
  const gint64 *t_ms = g_object_get_data (G_OBJECT (row), "time");

  rs_session_set_time (self->session, *t_ms);
  rs_session_center_on (self->session, self->place);
}

static void
add_visit (RsVisitsPage *self, const RsSnapshot *snapshot, const RsVisit *visit)
{
  const RsVessel *vessel = rs_snapshot_get_vessel (snapshot, visit->vessel_id);
  g_autofree char *from = rs_text_time (visit->from_ms), *to = rs_text_time (visit->to_ms);
  g_autofree char *stay = rs_duration_describe (visit->to_ms - visit->from_ms), *near = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  GtkWidget *row;
  guint units;

  if (!vessel)
    return;
  g_object_get (self->session, "units", &units, NULL);
  near = rs_measure_format (visit->closest_m, units == RS_UNITS_METRIC);
  /* Translators: a stay that had begun before the first position of it */
  g_string_append_printf (text, visit->begins_unknown ? _ ("heard from %s") : _ ("from %s"), from);
  g_string_append_c (text, '\n');
  /* Translators: a stay of which the end is not known */
  g_string_append_printf (text, visit->ends_unknown ? _ ("last heard %s") : _ ("to %s"), to);
  /* Translators: length of a stay, how near the ship came, and how that is known */
  g_string_append_printf (text, _ ("\n%s, nearest %s, %s"), stay, near,
                          rs_text_provenance (visit->provenance));
  row = rs_page_create_row (vessel->name, text->str);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 4);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "time",
                          g_memdup2 (&visit->closest_ms, sizeof visit->closest_ms), g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (visit_activated_cb), self,
                           G_CONNECT_SWAPPED);
  rs_page_add_row (self->group, self->rows, row);
}

static void
add_words (RsVisitsPage *self, const char *words)
{
  rs_page_add_row (self->group, self->rows, rs_page_create_row (words, NULL));
}

static void
searched_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  RsVisitsPage *self = RS_VISITS_PAGE (object);
  const Search *search = g_task_get_task_data (G_TASK (result));
  guint n = search->visits->len;

  if (!g_task_propagate_boolean (G_TASK (result), NULL)
      || g_task_get_cancellable (G_TASK (result)) != self->searching)
    return;
  g_clear_object (&self->searching);
  rs_page_clear_group (self->group, self->rows);
  for (guint i = 0; i < MIN (n, N_MAX); i++)
    add_visit (self, search->snapshot, &g_array_index (search->visits, RsVisit, i));
  if (n == 0)
    add_words (self, _ ("No vessel is known to have been here"));
  if (n > N_MAX)
    {
      g_autofree char *more
        = g_strdup_printf (ngettext ("and %u more stay", "and %u more stays", n - N_MAX), n - N_MAX);

      add_words (self, more);
    }
}

static void
search (RsVisitsPage *self)
{
  g_autoptr (GTask) task = NULL;
  Search *request;

  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  if (isnan (self->place.lat_deg))
    return;
  request = g_new0 (Search, 1);
  request->snapshot = rs_snapshot_ref (rs_session_get_snapshot (self->session));
  request->place = self->place;
  request->radius_m
    = gtk_spin_button_get_value (GTK_SPIN_BUTTON (self->radius)) * RS_M_PER_NM;
  request->vessel_id = gtk_switch_get_active (GTK_SWITCH (self->only)) ? self->vessel_id : 0;
  request->visits = g_array_new (FALSE, FALSE, sizeof (RsVisit));
  self->searching = g_cancellable_new ();
  task = g_task_new (self, self->searching, searched_cb, NULL);
  g_task_set_source_tag (task, search);
  g_task_set_task_data (task, request, search_free);
  g_task_run_in_thread (task, search_thread);
}

void
rs_visits_page_ask (RsVisitsPage *self, RsLatLon place, gint64 vessel_id)
{
  const RsVessel *vessel
    = rs_snapshot_get_vessel (rs_session_get_snapshot (self->session), vessel_id);
  g_autofree char *where = rs_lat_lon_format (place);

  self->place = place;
  self->vessel_id = vessel ? vessel_id : 0;
  gtk_label_set_text (self->heading, where);
  gtk_widget_set_visible (GTK_WIDGET (self->only_row), vessel != NULL);
  gtk_switch_set_active (GTK_SWITCH (self->only), vessel != NULL);
  if (vessel)
    {
      g_autofree char *title = g_strdup_printf (_ ("Only %s"), vessel->name);
      g_autofree char *markup = g_markup_escape_text (title, -1);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->only_row), markup);
    }
  rs_page_clear_group (self->group, self->rows);
  search (self);
}

/* Another case, or a newer state of this one: the question stays while its page is looked at. */
static void
snapshot_changed_cb (RsVisitsPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    search (self);
}

static AdwActionRow *
add_control (AdwPreferencesGroup *group, const char *title, GtkWidget *control)
{
  GtkWidget *row = rs_page_create_row (title, NULL);

  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), control);
  /* Which is what names it. */
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), control);
  adw_preferences_group_add (group, row);
  return ADW_ACTION_ROW (row);
}

GtkWidget *
rs_visits_page_new (RsSession *session)
{
  RsVisitsPage *self = g_object_new (RS_TYPE_VISITS_PAGE, NULL);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *close = rs_page_create_button ("window-close-symbolic", _ ("Close"));
  AdwPreferencesGroup *controls;
  GtkBox *box;
  GtkWidget *page = rs_page_new (&box);

  self->session = g_object_ref (session);
  gtk_widget_set_hexpand (page, TRUE);
  gtk_box_append (GTK_BOX (self), page);
  self->heading = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->heading, 0);
  gtk_label_set_wrap (self->heading, TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->heading), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->heading), "title-4");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (close), "s", "case");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (close), "win.show-page");
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->heading));
  gtk_box_append (GTK_BOX (line), close);
  gtk_box_append (box, line);

  controls = rs_page_add_group (box, _ ("Who Was Here?"));
  self->radius = gtk_spin_button_new_with_range (0.1, 100, 0.5);
  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (self->radius), 1);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->radius), RADIUS_NM);
  add_control (controls, _ ("Within nautical miles"), self->radius);
  self->only = gtk_switch_new ();
  self->only_row = add_control (controls, _ ("Only the selected vessel"), self->only);
  g_signal_connect_swapped (self->radius, "value-changed", G_CALLBACK (search), self);
  g_signal_connect_swapped (self->only, "notify::active", G_CALLBACK (search), self);
  self->group = rs_page_add_group (box, _ ("Stays"));
  g_signal_connect_object (session, "snapshot-changed", G_CALLBACK (snapshot_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

static void
rs_visits_page_dispose (GObject *object)
{
  RsVisitsPage *self = RS_VISITS_PAGE (object);

  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  g_clear_object (&self->session);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (rs_visits_page_parent_class)->dispose (object);
}

static void
rs_visits_page_class_init (RsVisitsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rs_visits_page_dispose;
}

static void
rs_visits_page_init (RsVisitsPage *self)
{
  self->rows = g_ptr_array_new ();
  self->place.lat_deg = NAN;
}
