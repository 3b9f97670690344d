/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/panels/vessel-page.h"

#include <glib/gi18n.h>

#include "app/models/track-count.h"
#include "app/palette.h"
#include "app/panels/compare-card.h"
#include "app/panels/where-card.h"
#include "app/steps.h"
#include "app/text.h"
#include "app/watcher.h"
#include "app/widgets/field.h"
#include "app/widgets/page.h"
#include "app/widgets/palette-row.h"
#include "app/widgets/swatch.h"
#include "drawing/event-title.h"
#include "model/country.h"

/* More rows than this no one reads; the list on the left has them all. */
#define N_EVENTS_MAX 60
/* Longer tracks are looked at in a thread. */
#define COUNT_INLINE_MAX 20000

struct _RsVesselPage
{
  GtkBox parent_instance;

  RsSession *session;
  gint64 vessel_id; /* shown; 0 none */

  RsSteps steps; /* groups that are yet to be filled */

  GtkWidget *swatch;
  GtkLabel *heading;
  GtkWidget *tag;
  GtkWidget *unnamed_tag;
  GtkWidget *zoom;
  GtkWidget *eye;
  GtkWidget *add_incident;
  RsField *name;
  RsField *aliases;
  RsField *note;
  RsPaletteRow *color;
  AdwPreferencesGroup *identity;
  AdwPreferencesGroup *watchlists;
  AdwPreferencesGroup *identities;
  AdwPreferencesGroup *track;
  GtkWidget *source; /* row: where the fix of the replay's time came from */
  GtkWidget *source_group; /* nothing else is in it */
  GtkWidget *page;
  AdwPreferencesGroup *incidents;
  AdwPreferencesGroup *events;
  GPtrArray *identity_rows;
  GPtrArray *watch_rows;
  GPtrArray *dated_rows;
  GPtrArray *track_rows;
  GCancellable *counting; /* nullable: of the look at a long track */
  GPtrArray *incident_rows;
  GPtrArray *event_rows;
};

G_DEFINE_FINAL_TYPE (RsVesselPage, rs_vessel_page, GTK_TYPE_BOX)

/* Edits */

static RsVessel *
copy_vessel (RsVesselPage *self)
{
  const RsVessel *vessel
      = rs_snapshot_get_vessel (rs_session_get_snapshot (self->session), self->vessel_id);

  return vessel ? rs_vessel_copy (vessel) : NULL;
}

static void
apply (RsVesselPage *self, const char *summary, const RsVessel *vessel)
{
  RsEdit *edit = rs_edit_new (summary);

  rs_edit_put_vessel (edit, vessel);
  rs_session_apply (self->session, edit, NULL, NULL);
}

static gboolean
name_typed (const char *text, gpointer user_data)
{
  RsVesselPage *self = user_data;
  g_autoptr (RsVessel) vessel = copy_vessel (self);
  g_autofree char *summary = NULL;

  if (!vessel || !*text)
    return FALSE;
  /* Translators: entry of the history; old and new name */
  summary = g_strdup_printf (_ ("Rename vessel “%s” to “%s”"), vessel->name, text);
  rs_set_string (&vessel->name, text);
  apply (self, summary, vessel);
  return TRUE;
}

static gboolean
aliases_typed (const char *text, gpointer user_data)
{
  RsVesselPage *self = user_data;
  g_autoptr (RsVessel) vessel = copy_vessel (self);
  g_autofree char *summary = NULL;

  if (!vessel)
    return TRUE;
  summary = g_strdup_printf (_ ("Change the other names of “%s”"), vessel->name);
  rs_set_string (&vessel->aliases, text);
  apply (self, summary, vessel);
  return TRUE;
}

static gboolean
note_typed (const char *text, gpointer user_data)
{
  RsVesselPage *self = user_data;
  g_autoptr (RsVessel) vessel = copy_vessel (self);
  g_autofree char *summary = NULL;

  if (!vessel)
    return TRUE;
  summary = g_strdup_printf (_ ("Change the note on “%s”"), vessel->name);
  rs_set_string (&vessel->note, text);
  apply (self, summary, vessel);
  return TRUE;
}

static void
color_chosen_cb (RsVesselPage *self, int color)
{
  g_autoptr (RsVessel) vessel = copy_vessel (self);
  g_autofree char *summary = NULL;

  if (!vessel || vessel->color == color)
    return;
  summary = g_strdup_printf (_ ("Change the colour of “%s”"), vessel->name);
  vessel->color = color;
  apply (self, summary, vessel);
}

/* Parts */

static void
add_value (AdwPreferencesGroup *group, GPtrArray *rows, const char *title, char *value)
{
  if (*value)
    rs_page_add_row (group, rows, rs_page_create_value_row (title, value));
  g_free (value);
}

static char *
describe_size (guint16 a, guint16 b, guint16 c, guint16 d)
{
  guint length = (guint) a + b, beam = (guint) c + d;

  if (length == 0)
    return g_strdup ("");
  if (beam == 0)
    /* Translators: length in metres */
    return g_strdup_printf (_ ("%u m"), length);
  /* Translators: length and beam in metres */
  return g_strdup_printf (_ ("%u × %u m"), length, beam);
}

static void
update_identity (RsVesselPage *self, const RsVessel *vessel)
{
  rs_page_clear_group (self->identity, self->identity_rows);
  add_value (self->identity, self->identity_rows, _ ("Flag"),
             g_strdup (*vessel->flag ? rs_country_get_name (vessel->flag) : ""));
  add_value (self->identity, self->identity_rows, _ ("Type"),
             rs_text_ship_type (vessel->ship_type));
  add_value (self->identity, self->identity_rows, "MMSI",
             vessel->mmsi ? g_strdup_printf ("%09u", vessel->mmsi) : g_strdup (""));
  add_value (self->identity, self->identity_rows, _ ("IMO number"),
             vessel->imo ? g_strdup_printf ("%07u", vessel->imo) : g_strdup (""));
  add_value (self->identity, self->identity_rows, _ ("Call sign"), g_strdup (vessel->callsign));
  add_value (self->identity, self->identity_rows, _ ("Length and beam"),
             describe_size (vessel->dim_a_m, vessel->dim_b_m, vessel->dim_c_m, vessel->dim_d_m));
}

/* Where the vessel is listed, and on what ground that is thought. */
static void
update_watchlists (RsVesselPage *self)
{
  guint n = 0;
  const RsWatchMatch *matches = NULL;

  if (!self->session)
    return;
  matches = rs_watcher_find (rs_watcher_get (self->session), self->vessel_id, &n);
  rs_page_clear_group (self->watchlists, self->watch_rows);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = rs_watcher_describe (&matches[i]);
      const RsWatchEntry *entry = matches[i].entry;
      GtkWidget *row = rs_page_create_row (text, *entry->program ? entry->program : NULL);

      adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
      gtk_widget_set_tooltip_text (row, entry->remark);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                                 gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
      rs_page_add_row (self->watchlists, self->watch_rows, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->watchlists), n > 0);
}

static void
update_dated (RsVesselPage *self, const RsVessel *vessel)
{
  rs_page_clear_group (self->identities, self->dated_rows);
  for (guint i = 0; i < vessel->identities->len; i++)
    {
      const RsIdentity *identity = g_ptr_array_index (vessel->identities, i);
      g_autofree char *span = rs_text_span (identity->from_ms, identity->to_ms);
      GString *subtitle = g_string_new (span);
      GtkWidget *row;

      if (*identity->callsign)
        g_string_append_printf (subtitle, "%s%s", subtitle->len ? "\n" : "", identity->callsign);
      if (identity->imo)
        g_string_append_printf (subtitle, "%sIMO %u", subtitle->len ? " · " : "", identity->imo);
      if (identity->draught_dm)
        {
          g_autofree char *draught = g_strdup_printf (
              _ ("draught %.1f m"), identity->draught_dm / 10.0);

          g_string_append_printf (subtitle, "%s%s", subtitle->len ? " · " : "", draught);
        }
      if (*identity->destination)
        g_string_append_printf (subtitle, "%s→ %s", subtitle->len ? " · " : "",
                                identity->destination);
      row = rs_page_create_row (*identity->name ? identity->name : _ ("No name"), subtitle->str);
      adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
      rs_page_add_row (self->identities, self->dated_rows, row);
      g_string_free (subtitle, TRUE);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->identities), vessel->identities->len > 0);
}

static void
show_count (RsVesselPage *self, const RsSnapshot *snapshot, const RsTrackCount *count)
{
  if (count->n_copied > 0)
    add_value (self->track, self->track_rows, _ ("Heard in several copies"),
               rs_text_count (count->n_copied));
  for (guint i = 0; i < count->n_imports; i++)
    if (count->is_used[i])
      {
        const RsImport *import = g_ptr_array_index (snapshot->imports, i);

        add_value (self->track, self->track_rows, _ ("Import"),
                   g_strdup_printf ("%s (%s)", import->file_name,
                                    rs_text_provenance (import->provenance)));
      }
}

static void
counted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RsTrackCount) count = rs_track_count_finish (result);
  RsVesselPage *self = user_data;

  /* A cancelled one may belong to a page that is gone. */
  if (!count)
    return;
  g_clear_object (&self->counting);
  show_count (self, rs_session_get_snapshot (self->session), count);
}

/* What takes a look at every fix comes last: of a long track it comes later. */
static void
count_track (RsVesselPage *self, const RsSnapshot *snapshot, RsTrack *track)
{
  g_autoptr (RsTrackCount) count = NULL;

  if (track->n > COUNT_INLINE_MAX)
    {
      self->counting = g_cancellable_new ();
      rs_track_count_async (track, snapshot->imports->len, self->counting, counted_cb, self);
      return;
    }
  count = rs_track_count_new (track, snapshot->imports->len);
  show_count (self, snapshot, count);
}

static void
update_track (RsVesselPage *self, const RsSnapshot *snapshot, RsTrack *track)
{
  const RsUndated *undated = rs_snapshot_get_undated (snapshot, self->vessel_id);

  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  rs_page_clear_group (self->track, self->track_rows);
  add_value (self->track, self->track_rows, _ ("Positions"), rs_text_count (track->n));
  if (undated)
    add_value (self->track, self->track_rows, _ ("Positions without a time"),
               rs_text_count (undated->n));
  if (track->n == 0)
    return;
  if (track->n_hulls > 1)
    {
      g_autofree char *hulls = g_strdup_printf (
          ngettext ("%u hull shares this number", "%u hulls share this number", track->n_hulls),
          track->n_hulls);
      GtkWidget *row = rs_page_create_row (
          hulls, _ ("Their positions cannot be one ship's; each has its own line and symbol."));

      adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                                 gtk_image_new_from_icon_name ("dialog-information-symbolic"));
      rs_page_add_row (self->track, self->track_rows, row);
    }
  if (track->n_suspects > 0)
    add_value (self->track, self->track_rows, _ ("Suspicious positions"),
               rs_text_count (track->n_suspects));
  add_value (self->track, self->track_rows, _ ("First"), rs_text_time (track->from_ms));
  add_value (self->track, self->track_rows, _ ("Last"),
             rs_text_time (track->to_ms));
  count_track (self, snapshot, track);
}

/* The line of the file that the fix of the replay's time came from. */
static void
update_source (RsVesselPage *self)
{
  RsSnapshot *snapshot = rs_session_get_snapshot (self->session);
  const RsTrack *track
      = self->vessel_id ? rs_snapshot_get_track (snapshot, self->vessel_id) : NULL;
  gint64 t_ms = rs_session_get_time (self->session);
  gint index = track && t_ms != RS_TIME_NONE ? rs_track_find (track, t_ms) : -1;
  const RsFix *fix = index >= 0 ? &track->fixes[index] : NULL;
  const RsImport *import = fix && fix->line && fix->import < snapshot->imports->len
                               ? g_ptr_array_index (snapshot->imports, fix->import)
                               : NULL;
  g_autofree char *where = NULL, *copies = NULL, *file = NULL;
  guint32 line_in_file;

  gtk_widget_set_visible (self->source_group, import != NULL);
  if (!import)
    return;
  /* Translators: name of a file, line number */
  file = rs_import_dup_place (import, fix->line, &line_in_file);
  where = g_markup_printf_escaped (_ ("%s, line %u"), file, line_in_file);
  copies = rs_text_fix_copies (fix);
  if (copies)
    {
      g_autofree char *line = g_steal_pointer (&where);

      where = g_strdup_printf ("%s · %s", line, copies);
    }
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->source), "(xu)", import->id, fix->line);
  if (g_strcmp0 (adw_action_row_get_subtitle (ADW_ACTION_ROW (self->source)), where) != 0)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self->source), where);
}

static GtkWidget *
create_link_row (const char *title, const char *subtitle, const char *icon, const char *action,
                 GVariant *target)
{
  GtkWidget *row = rs_page_create_row (title, subtitle);

  if (icon)
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name (icon));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), action);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (row), target);
  return row;
}

static gboolean
has_vessel (const RsIncident *incident, gint64 id)
{
  for (guint i = 0; i < incident->vessel_ids->len; i++)
    if (g_array_index (incident->vessel_ids, gint64, i) == id)
      return TRUE;
  return FALSE;
}

static void
update_incidents (RsVesselPage *self, const RsSnapshot *snapshot)
{
  rs_page_clear_group (self->incidents, self->incident_rows);
  for (guint i = 0; i < snapshot->incidents->len; i++)
    {
      const RsIncident *incident = g_ptr_array_index (snapshot->incidents, i);
      g_autofree char *detail = NULL;

      if (!has_vessel (incident, self->vessel_id))
        continue;
      detail = rs_text_incident_detail (snapshot, incident, RS_LANG_EN);
      rs_page_add_row (self->incidents, self->incident_rows,
                       create_link_row (incident->title, detail, "rs-incident-symbolic",
                                        "win.select-incident",
                                        g_variant_new_int64 (incident->id)));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->incidents), self->incident_rows->len > 0);
}

static void
update_events (RsVesselPage *self, const RsSnapshot *snapshot)
{
  guint lang = 0, n = 0;

  g_object_get (self->session, "lang", &lang, NULL);
  rs_page_clear_group (self->events, self->event_rows);
  for (guint i = 0; i < snapshot->events->len; i++)
    {
      const RsEvent *event = g_ptr_array_index (snapshot->events, i);
      g_autofree char *title = NULL;
      g_autofree char *span = NULL;

      if (event->vessel_id != self->vessel_id)
        continue;
      if (n++ >= N_EVENTS_MAX)
        continue;
      title = rs_event_dup_title (event, (RsLang) lang);
      span = rs_text_span (event->from_ms, event->to_ms);
      rs_page_add_row (self->events, self->event_rows,
                       create_link_row (title, span, rs_text_event_icon (event->kind),
                                        "win.show-event", g_variant_new_uint32 (i)));
    }
  if (n > N_EVENTS_MAX)
    {
      g_autofree char *more = g_strdup_printf (
          ngettext ("and %u more in the list of events", "and %u more in the list of events",
                    n - N_EVENTS_MAX),
          n - N_EVENTS_MAX);

      rs_page_add_row (self->events, self->event_rows, rs_page_create_row (more, NULL));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->events), n > 0);
}

static void
update_eye (RsVesselPage *self)
{
  gboolean hidden = self->vessel_id && rs_session_is_hidden (self->session, self->vessel_id);
  const char *label = hidden ? _ ("Show on the map") : _ ("Hide from the map");

  gtk_button_set_icon_name (GTK_BUTTON (self->eye),
                            hidden ? "rs-hidden-symbolic" : "rs-visible-symbolic");
  gtk_widget_set_tooltip_text (self->eye, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->eye), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

/* (nullable): the vessel that is shown, as the session has it now. */
static const RsVessel *
get_vessel (RsVesselPage *self)
{
  return rs_snapshot_get_vessel (rs_session_get_snapshot (self->session), self->vessel_id);
}

static gboolean
identity_step (gpointer data, guint *at)
{
  if (get_vessel (data))
    update_identity (data, get_vessel (data));
  return FALSE;
}

static gboolean
dated_step (gpointer data, guint *at)
{
  update_watchlists (data);
  if (get_vessel (data))
    update_dated (data, get_vessel (data));
  return FALSE;
}

static gboolean
track_step (gpointer data, guint *at)
{
  RsVesselPage *self = data;
  RsSnapshot *snapshot = rs_session_get_snapshot (self->session);
  gint index = rs_snapshot_find_vessel (snapshot, self->vessel_id);

  if (index >= 0)
    update_track (self, snapshot, g_ptr_array_index (snapshot->tracks, index));
  return FALSE;
}

static gboolean
incidents_step (gpointer data, guint *at)
{
  update_incidents (data, rs_session_get_snapshot (((RsVesselPage *) data)->session));
  return FALSE;
}

static gboolean
events_step (gpointer data, guint *at)
{
  update_events (data, rs_session_get_snapshot (((RsVesselPage *) data)->session));
  return FALSE;
}

static void
update (RsVesselPage *self)
{
  static const RsStepFunc steps[]
      = { identity_step, dated_step, track_step, incidents_step, events_step };
  RsSnapshot *snapshot = rs_session_get_snapshot (self->session);
  gint64 id = rs_session_get_selected_vessel (self->session);
  gint index = id ? rs_snapshot_find_vessel (snapshot, id) : -1;
  RsCase *document = rs_session_get_case (self->session);
  gboolean writable = document && !rs_case_get_read_only_reason (document);
  const RsVessel *vessel;

  if (self->vessel_id && id != self->vessel_id)
    rs_vessel_page_flush (self);
  if (index >= 0 && id != self->vessel_id)
    rs_page_scroll_to_top (self->page);
  self->vessel_id = index >= 0 ? id : 0;
  if (index < 0)
    {
      gtk_label_set_text (self->heading, "");
      rs_steps_stop (&self->steps);
      return;
    }
  vessel = g_ptr_array_index (snapshot->vessels, index);
  rs_swatch_set_vessel (RS_SWATCH (self->swatch), snapshot, (guint) index);
  gtk_label_set_text (self->heading, vessel->name);
  gtk_widget_set_visible (self->tag, rs_snapshot_has_reconstructed (snapshot, id));
  gtk_widget_set_visible (self->unnamed_tag, vessel->unnamed);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self->zoom), g_variant_new_int64 (id));
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self->eye), g_variant_new_int64 (id));
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self->add_incident),
                                          g_variant_new_int64 (id));
  rs_field_set_text (self->name, vessel->name);
  rs_field_set_text (self->aliases, vessel->aliases);
  rs_field_set_text (self->note, vessel->note);
  rs_field_set_editable (self->name, writable);
  rs_field_set_editable (self->aliases, writable);
  rs_field_set_editable (self->note, writable);
  rs_palette_row_set_color (self->color, rs_palette_get_vessel_index (snapshot, (guint) index));
  gtk_widget_set_sensitive (GTK_WIDGET (self->color), writable);
  update_eye (self);
  update_source (self);
  rs_steps_start (&self->steps, self, steps, G_N_ELEMENTS (steps));
}

void
rs_vessel_page_flush (RsVesselPage *self)
{
  if (!self->vessel_id)
    return;
  rs_field_flush (self->name);
  rs_field_flush (self->aliases);
  rs_field_flush (self->note);
}

static GtkWidget *
create_heading (RsVesselPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *tags = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->swatch = rs_swatch_new ();
  self->heading = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->heading, 0);
  gtk_label_set_wrap (self->heading, TRUE);
  gtk_label_set_wrap_mode (self->heading, PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (GTK_WIDGET (self->heading), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->heading), "title-2");
  self->zoom = rs_page_create_button ("rs-zoom-to-symbolic", _ ("Zoom to its track"));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->zoom), "x", G_GINT64_CONSTANT (0));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->zoom), "win.zoom-to-vessel");
  self->eye = rs_page_create_button ("rs-visible-symbolic", _ ("Hide from the map"));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->eye), "x", G_GINT64_CONSTANT (0));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->eye), "win.toggle-vessel");
  self->add_incident
      = rs_page_create_button ("rs-add-incident-symbolic", _ ("Add an incident with it"));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->add_incident), "x", G_GINT64_CONSTANT (0));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->add_incident), "win.add-incident-vessel");
  gtk_box_append (GTK_BOX (buttons), self->zoom);
  gtk_box_append (GTK_BOX (buttons), self->eye);
  gtk_box_append (GTK_BOX (buttons), self->add_incident);
  gtk_box_append (GTK_BOX (line), self->swatch);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->heading));
  gtk_box_append (GTK_BOX (line), buttons);
  gtk_box_append (GTK_BOX (box), line);

  self->tag = rs_page_create_tag (_ ("reconstructed"), "reconstructed");
  gtk_widget_set_tooltip_text (self->tag, _ ("Computed, not observed"));
  self->unnamed_tag = rs_page_create_tag (_ ("unnamed in the sources"), "dim-label");
  gtk_widget_set_tooltip_text (self->unnamed_tag, _ ("The name is a label of ours"));
  gtk_box_append (GTK_BOX (tags), self->tag);
  gtk_box_append (GTK_BOX (tags), self->unnamed_tag);
  gtk_box_append (GTK_BOX (box), tags);
  return box;
}

/* Whether speed and draught are drawn below the map. */
static GtkWidget *
create_charts_row (RsSession *session)
{
  GtkWidget *row = rs_page_create_row (_ ("Speed and draught below the map"), NULL);
  GtkWidget *toggle = gtk_switch_new ();

  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (toggle, _ ("Charts over Time (C)"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  /* Which is what names it. */
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  g_object_bind_property (session, "show-charts", toggle, "active",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  return row;
}

GtkWidget *
rs_vessel_page_new (RsSession *session)
{
  RsVesselPage *self = g_object_new (RS_TYPE_VESSEL_PAGE, NULL);
  AdwPreferencesGroup *group;
  GtkBox *box;
  GtkWidget *page = rs_page_new (&box);

  self->session = g_object_ref (session);
  self->page = page;
  gtk_widget_set_hexpand (page, TRUE);
  gtk_box_append (GTK_BOX (self), page);
  gtk_box_append (box, create_heading (self));
  gtk_box_append (box, rs_compare_card_new (session));

  self->identity = rs_page_add_group (box, _ ("Identity"));
  self->watchlists = rs_page_add_group (box, _ ("On Watchlists"));
  gtk_widget_set_visible (GTK_WIDGET (self->watchlists), FALSE);
  self->identities = rs_page_add_group (box, _ ("Known over Time As"));
  self->track = rs_page_add_group (box, _ ("Track"));
  adw_preferences_group_add (self->track, create_charts_row (session));
  gtk_box_append (box, rs_where_card_new (session));
  group = rs_page_add_group (box, NULL);
  self->source = create_link_row (_ ("Source of the position shown"), "", NULL, NULL, NULL);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->source), "(xu)", G_GINT64_CONSTANT (0),
                                    0u);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->source), "win.show-source");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->source),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  adw_preferences_group_add (group, self->source);
  self->source_group = GTK_WIDGET (group);
  self->incidents = rs_page_add_group (box, _ ("Incidents"));
  self->events = rs_page_add_group (box, _ ("Events"));
  group = rs_page_add_group (box, _ ("Shown As"));
  self->name = rs_field_new_row (_ ("Name"), name_typed, self);
  adw_preferences_group_add (group, rs_field_get_widget (self->name));
  self->color = RS_PALETTE_ROW (rs_palette_row_new (_ ("Colour")));
  g_signal_connect_object (self->color, "chosen", G_CALLBACK (color_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, GTK_WIDGET (self->color));
  group = rs_page_add_group (box, _ ("Other Names, One a Line"));
  self->aliases = rs_field_new_text (_ ("Other names"), 54, aliases_typed, self);
  adw_preferences_group_add (group, rs_field_get_widget (self->aliases));
  group = rs_page_add_group (box, _ ("Note"));
  self->note = rs_field_new_text (_ ("Note"), 72, note_typed, self);
  adw_preferences_group_add (group, rs_field_get_widget (self->note));

  g_signal_connect_object (session, "snapshot-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (rs_watcher_get (session), "changed", G_CALLBACK (update_watchlists), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::time", G_CALLBACK (update_source), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::selected-vessel", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "hidden-changed", G_CALLBACK (update_eye), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

static void
rs_vessel_page_dispose (GObject *object)
{
  RsVesselPage *self = RS_VESSEL_PAGE (object);

  rs_steps_stop (&self->steps);
  g_clear_object (&self->session);
  g_clear_pointer (&self->identity_rows, g_ptr_array_unref);
  g_clear_pointer (&self->watch_rows, g_ptr_array_unref);
  g_clear_pointer (&self->dated_rows, g_ptr_array_unref);
  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  g_clear_pointer (&self->track_rows, g_ptr_array_unref);
  g_clear_pointer (&self->incident_rows, g_ptr_array_unref);
  g_clear_pointer (&self->event_rows, g_ptr_array_unref);
  G_OBJECT_CLASS (rs_vessel_page_parent_class)->dispose (object);
}

static void
rs_vessel_page_class_init (RsVesselPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rs_vessel_page_dispose;
}

static void
rs_vessel_page_init (RsVesselPage *self)
{
  self->identity_rows = g_ptr_array_new ();
  self->watch_rows = g_ptr_array_new ();
  self->dated_rows = g_ptr_array_new ();
  self->track_rows = g_ptr_array_new ();
  self->incident_rows = g_ptr_array_new ();
  self->event_rows = g_ptr_array_new ();
}
