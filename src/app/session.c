/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/session-private.h"

#include <string.h>

/* Wall seconds that a trail shows. */
#define TRAIL_S 2.5

G_DEFINE_FINAL_TYPE (RsSession, rs_session, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (RsTool, rs_tool,
                    G_DEFINE_ENUM_VALUE (RS_TOOL_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (RS_TOOL_NOTE_TEXT, "note-text"),
                    G_DEFINE_ENUM_VALUE (RS_TOOL_NOTE_ARROW, "note-arrow"),
                    G_DEFINE_ENUM_VALUE (RS_TOOL_NOTE_LINE, "note-line"),
                    G_DEFINE_ENUM_VALUE (RS_TOOL_NOTE_POLYGON, "note-polygon"),
                    G_DEFINE_ENUM_VALUE (RS_TOOL_NOTE_RING, "note-ring"),
                    G_DEFINE_ENUM_VALUE (RS_TOOL_PLACE, "place"),
                    G_DEFINE_ENUM_VALUE (RS_TOOL_MEASURE, "measure"),
                    G_DEFINE_ENUM_VALUE (RS_TOOL_AREA, "area"))

G_DEFINE_ENUM_TYPE (RsBaseMap, rs_base_map,
                    G_DEFINE_ENUM_VALUE (RS_BASE_BUILT_IN, "built-in"),
                    G_DEFINE_ENUM_VALUE (RS_BASE_OPEN_STREET_MAP, "open-street-map"))

G_DEFINE_ENUM_TYPE (RsColorBy, rs_color_by,
                    G_DEFINE_ENUM_VALUE (RS_COLOR_BY_VESSEL, "vessel"),
                    G_DEFINE_ENUM_VALUE (RS_COLOR_BY_SPEED, "speed"),
                    G_DEFINE_ENUM_VALUE (RS_COLOR_BY_TIME, "time"),
                    G_DEFINE_ENUM_VALUE (RS_COLOR_BY_FLAG, "flag"),
                    G_DEFINE_ENUM_VALUE (RS_COLOR_BY_SOURCE, "source"),
                    G_DEFINE_ENUM_VALUE (RS_COLOR_BY_CONFIDENCE, "confidence"))

enum
{
  PROP_0,
  PROP_CASE,
  PROP_TIME,
  PROP_PLAYING,
  PROP_SPEED,
  PROP_FOLLOW,
  PROP_LOOP,
  PROP_SKIP_IDLE,
  PROP_SELECTED_VESSEL,
  PROP_HOVERED_VESSEL,
  PROP_SELECTED_INCIDENT,
  PROP_SELECTED_NOTE,
  PROP_SHOW,
  PROP_COLOR_BY,
  PROP_TRACK_WIDTH,
  PROP_TRACK_OPACITY,
  PROP_DARK,
  PROP_LANG,
  PROP_UNITS,
  PROP_ZONE,
  PROP_TOOL,
  PROP_BASE_MAP,
  PROP_SEAMARKS,
  PROP_HAS_SPAN,
  PROP_COMPARED_VESSEL,
  PROP_SHOW_CHARTS,
  PROP_BUSY,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

enum
{
  SNAPSHOT_CHANGED,
  HIDDEN_CHANGED,
  SPAN_CHANGED,
  FILTER_CHANGED,
  FIT,
  FIT_CASE,
  CENTER,
  APPLIED,
  FAILED,
  NOTE_DRAWN,
  CONTEXT,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
set_snapshot (RsSession *self, RsSnapshot *snapshot)
{
  if (self->snapshot)
    rs_snapshot_unref (self->snapshot);
  self->snapshot = snapshot;
}

static void
update_zone (RsSession *self)
{
  const char *zone = self->zone && *self->zone ? self->zone : self->snapshot->zone;
  g_autoptr (GTimeZone) local = NULL;
  const char *slash;

  g_clear_pointer (&self->time_zone, g_time_zone_unref);
  g_clear_pointer (&self->zone_label, g_free);
  if (!zone || !*zone)
    {
      local = g_time_zone_new_local ();
      zone = g_time_zone_get_identifier (local);
      /* A clock that says the same as the first tells nothing. */
      if (!strchr (zone, '/') || g_str_has_prefix (zone, "Etc/"))
        return;
    }
  self->time_zone = rs_time_zone_new (zone);
  if (!self->time_zone)
    return;
  slash = strrchr (zone, '/');
  self->zone_label = g_strdelimit (g_strdup (slash ? slash + 1 : zone), "_", ' ');
}

/* Drops selections of records that are no longer there, keeps the clock inside the span. */
static void
settle (RsSession *self)
{
  if (self->selected_vessel && !rs_snapshot_get_vessel (self->snapshot, self->selected_vessel))
    rs_session_select_vessel (self, 0);
  if (self->compared_vessel && !rs_snapshot_get_vessel (self->snapshot, self->compared_vessel))
    rs_session_compare_with (self, 0);
  if (self->selected_incident
      && !rs_snapshot_get_incident (self->snapshot, self->selected_incident))
    rs_session_select_incident (self, 0);
  if (self->selected_note && !rs_snapshot_get_note (self->snapshot, self->selected_note))
    rs_session_select_note (self, 0);
  self->refreshing = TRUE;
  if (self->follow)
    rs_session_set_time (self, self->snapshot->to_ms);
  else
    rs_session_set_time (self, self->t_ms == RS_TIME_NONE ? rs_session_get_opening_time (self)
                                                          : self->t_ms);
  self->refreshing = FALSE;
}

void
rs_session_refresh (RsSession *self)
{
  gboolean is_first = self->t_ms == RS_TIME_NONE;
  RsSnapshot *snapshot
      = self->document ? rs_case_ref_snapshot (self->document) : rs_snapshot_new ();

  /* A write that was shown as soon as it was done, and now the case says so. */
  if (snapshot == self->snapshot)
    {
      rs_snapshot_unref (snapshot);
      return;
    }
  if (!self->document)
    rs_snapshot_seal (snapshot);
  set_snapshot (self, snapshot);
  update_zone (self);
  rs_session_update_span (self, 0);
  settle (self);
  if (is_first)
    self->prepare_wanted = !self->follow;
  if (!self->finding)
    rs_session_prepare_replay (self);
  rs_session_run_filter (self);
  g_signal_emit (self, signals[SNAPSHOT_CHANGED], 0);
  if (self->span_from_ms != RS_TIME_NONE)
    g_signal_emit (self, signals[SPAN_CHANGED], 0);
}

static void
case_changed_cb (RsSession *self)
{
  rs_session_refresh (self);
}

RsCase *
rs_session_get_case (RsSession *self)
{
  return self->document;
}

void
rs_session_set_case (RsSession *self, RsCase *document)
{
  if (self->document == document)
    return;
  if (self->document)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);
  rs_session_set_playing (self, FALSE);
  rs_session_forget_hidden (self);
  rs_session_set_filter_text (self, "");
  g_object_set (self, "hovered-vessel", (gint64) 0, NULL);
  self->t_ms = RS_TIME_NONE;
  rs_session_set_span (self, RS_TIME_NONE, RS_TIME_NONE);
  rs_session_select_vessel (self, 0);
  rs_session_select_incident (self, 0);
  rs_session_select_note (self, 0);
  rs_session_set_tool (self, RS_TOOL_NONE);
  if (document)
    g_signal_connect_object (document, "changed", G_CALLBACK (case_changed_cb), self,
                             G_CONNECT_SWAPPED);
  rs_session_refresh (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CASE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TIME]);
  rs_session_fit_case (self);
}

RsSnapshot *
rs_session_get_snapshot (RsSession *self)
{
  return self->snapshot;
}

/* Selection: at most one thing */

static void
select_one (RsSession *self, gint64 vessel, gint64 incident, gint64 note)
{
  g_object_freeze_notify (G_OBJECT (self));
  if (self->selected_vessel != vessel)
    {
      self->selected_vessel = vessel;
      rs_session_compare_with (self, 0);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED_VESSEL]);
    }
  if (self->selected_incident != incident)
    {
      self->selected_incident = incident;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED_INCIDENT]);
    }
  if (self->selected_note != note)
    {
      self->selected_note = note;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED_NOTE]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

gint64
rs_session_get_selected_vessel (RsSession *self)
{
  return self->selected_vessel;
}

void
rs_session_select_vessel (RsSession *self, gint64 id)
{
  if (id)
    select_one (self, id, 0, 0);
  else
    select_one (self, 0, self->selected_incident, self->selected_note);
}

gint64
rs_session_get_selected_incident (RsSession *self)
{
  return self->selected_incident;
}

void
rs_session_select_incident (RsSession *self, gint64 id)
{
  if (id)
    select_one (self, 0, id, 0);
  else
    select_one (self, self->selected_vessel, 0, self->selected_note);
}

gint64
rs_session_get_selected_note (RsSession *self)
{
  return self->selected_note;
}

void
rs_session_select_note (RsSession *self, gint64 id)
{
  if (id)
    select_one (self, 0, 0, id);
  else
    select_one (self, self->selected_vessel, self->selected_incident, 0);
}

/* What is shown */

guint
rs_session_get_show (RsSession *self)
{
  return self->show;
}

void
rs_session_set_show (RsSession *self, guint show)
{
  if (self->show == show)
    return;
  self->show = show;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW]);
}

/* Colours of vessels are in the list; what others say only the legend does. */
static void
set_color_by (RsSession *self, RsColorBy by)
{
  if (self->color_by == by)
    return;
  self->color_by = by;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COLOR_BY]);
  if (by != RS_COLOR_BY_VESSEL)
    rs_session_set_show (self, self->show | RS_SHOW_LEGEND);
}

GTimeZone *
rs_session_get_time_zone (RsSession *self)
{
  return self->time_zone;
}

const char *
rs_session_get_zone_label (RsSession *self)
{
  return self->zone_label;
}

void
rs_session_fill_frame (RsSession *self, RsFrame *frame)
{
  RsView view = frame->view;

  rs_frame_init (frame);
  frame->view = view;
  frame->t_ms = self->t_ms;
  frame->theme = self->dark ? RS_THEME_DARK : RS_THEME_LIGHT;
  frame->lang = self->lang;
  frame->units = self->units;
  /* A trail that can be seen: an hour, or at a faster pace what passes in some seconds. */
  frame->trail_ms = CLAMP ((gint64) (self->speed * TRAIL_S * RS_SECOND_MS), RS_HOUR_MS, RS_DAY_MS);
  frame->show = self->show;
  frame->color_by = self->color_by;
  frame->track_px = self->track_px;
  frame->track_opacity = self->track_opacity;
  if (self->base_map != RS_BASE_BUILT_IN)
    frame->show &= ~(RS_SHOW_BASE | RS_SHOW_NAMES);
  frame->zone = self->time_zone;
  frame->zone_label = self->zone_label;
  rs_session_fill_frame_span (self, frame);
  frame->selected_vessel = self->selected_vessel;
  frame->hovered_vessel = self->hovered_vessel;
  frame->selected_incident = self->selected_incident;
  frame->selected_note = self->selected_note;
}

/* Asking the map to move */

void
rs_session_fit_case (RsSession *self)
{
  g_signal_emit (self, signals[FIT_CASE], 0);
}

/* Positions without a time are on the map too. */
static void
fit_undated (RsSession *self, const RsUndated *undated)
{
  RsLatLon first;
  double west = 0, east = 0, south = 90, north = -90;

  if (!undated || undated->n == 0)
    return;
  first = rs_fix_lat_lon (&undated->fixes[0]);
  /* Degrees from the first one: it may lie beside the antimeridian. */
  for (guint i = 0; i < undated->n; i++)
    {
      RsLatLon place = rs_fix_lat_lon (&undated->fixes[i]);
      double dx = rs_lon_wrap (place.lon_deg - first.lon_deg);

      west = MIN (west, dx);
      east = MAX (east, dx);
      south = MIN (south, place.lat_deg);
      north = MAX (north, place.lat_deg);
    }
  g_signal_emit (self, signals[FIT], 0, first.lon_deg + west, south, first.lon_deg + east, north);
}

void
rs_session_zoom_to_vessel (RsSession *self, gint64 vessel_id)
{
  const RsTrack *track = rs_snapshot_get_track (self->snapshot, vessel_id);

  /* Not as wide as a stray is far. */
  if (track && track->hulls && track->n_hulls == 1)
    track = track->hulls[0];
  if (track && track->n)
    g_signal_emit (self, signals[FIT], 0, track->west_deg, track->south_deg, track->east_deg,
                   track->north_deg);
  else
    fit_undated (self, rs_snapshot_get_undated (self->snapshot, vessel_id));
}

void
rs_session_zoom_to_incident (RsSession *self, gint64 incident_id)
{
  const RsIncident *incident = rs_snapshot_get_incident (self->snapshot, incident_id);

  if (!incident)
    return;
  if (incident->from_ms != RS_TIME_NONE)
    rs_session_set_time (self, incident->from_ms);
  if (incident->has_place)
    rs_session_center_on (self, incident->place);
  else if (incident->area->len)
    rs_session_center_on (self, g_array_index (incident->area, RsLatLon, 0));
}

void
rs_session_center_on (RsSession *self, RsLatLon place)
{
  g_signal_emit (self, signals[CENTER], 0, place.lat_deg, place.lon_deg);
}

void
rs_session_emit_context (RsSession *self, const RsMapContext *context)
{
  g_signal_emit (self, signals[CONTEXT], 0, context);
}

void
rs_session_emit_note_drawn (RsSession *self, gint64 note_id)
{
  g_signal_emit (self, signals[NOTE_DRAWN], 0, note_id);
}

/* GObject */

static void
rs_session_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RsSession *self = RS_SESSION (object);

  switch (id)
    {
    case PROP_CASE:
      g_value_set_object (value, self->document);
      break;
    case PROP_TIME:
      g_value_set_int64 (value, self->t_ms);
      break;
    case PROP_PLAYING:
      g_value_set_boolean (value, self->playing);
      break;
    case PROP_SPEED:
      g_value_set_double (value, self->speed);
      break;
    case PROP_FOLLOW:
      g_value_set_boolean (value, self->follow);
      break;
    case PROP_LOOP:
      g_value_set_boolean (value, self->loop);
      break;
    case PROP_SKIP_IDLE:
      g_value_set_boolean (value, self->skip_idle);
      break;
    case PROP_SELECTED_VESSEL:
      g_value_set_int64 (value, self->selected_vessel);
      break;
    case PROP_HOVERED_VESSEL:
      g_value_set_int64 (value, self->hovered_vessel);
      break;
    case PROP_SELECTED_INCIDENT:
      g_value_set_int64 (value, self->selected_incident);
      break;
    case PROP_SELECTED_NOTE:
      g_value_set_int64 (value, self->selected_note);
      break;
    case PROP_SHOW:
      g_value_set_uint (value, self->show);
      break;
    case PROP_COLOR_BY:
      g_value_set_enum (value, (gint) self->color_by);
      break;
    case PROP_TRACK_WIDTH:
      g_value_set_double (value, self->track_px);
      break;
    case PROP_TRACK_OPACITY:
      g_value_set_double (value, self->track_opacity);
      break;
    case PROP_DARK:
      g_value_set_boolean (value, self->dark);
      break;
    case PROP_LANG:
      g_value_set_uint (value, self->lang);
      break;
    case PROP_UNITS:
      g_value_set_uint (value, self->units);
      break;
    case PROP_ZONE:
      g_value_set_string (value, self->zone);
      break;
    case PROP_TOOL:
      g_value_set_enum (value, self->tool);
      break;
    case PROP_BASE_MAP:
      g_value_set_enum (value, self->base_map);
      break;
    case PROP_SEAMARKS:
      g_value_set_boolean (value, self->seamarks);
      break;
    case PROP_HAS_SPAN:
      g_value_set_boolean (value, self->span_from_ms != RS_TIME_NONE);
      break;
    case PROP_COMPARED_VESSEL:
      g_value_set_int64 (value, self->compared_vessel);
      break;
    case PROP_SHOW_CHARTS:
      g_value_set_boolean (value, self->show_charts);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->n_writing > 0);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_boolean (RsSession *self, gboolean *field, const GValue *value, GParamSpec *pspec)
{
  gboolean wanted = g_value_get_boolean (value);

  if (*field == wanted)
    return;
  *field = wanted;
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
set_double (RsSession *self, double *field, const GValue *value, GParamSpec *pspec)
{
  double wanted = g_value_get_double (value);

  if (!(wanted < *field || wanted > *field))
    return;
  *field = wanted;
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
set_uint (RsSession *self, guint *field, const GValue *value, GParamSpec *pspec)
{
  guint wanted = g_value_get_uint (value);

  if (*field == wanted)
    return;
  *field = wanted;
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
set_follow (RsSession *self, gboolean follow)
{
  if (self->follow == follow)
    return;
  if (follow)
    {
      rs_session_set_playing (self, FALSE);
      if (self->snapshot->to_ms != RS_TIME_NONE)
        rs_session_set_time (self, self->snapshot->to_ms);
    }
  self->follow = follow;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLLOW]);
}

static void
rs_session_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  RsSession *self = RS_SESSION (object);

  switch (id)
    {
    case PROP_CASE:
      rs_session_set_case (self, g_value_get_object (value));
      break;
    case PROP_TIME:
      rs_session_set_time (self, g_value_get_int64 (value));
      break;
    case PROP_PLAYING:
      rs_session_set_playing (self, g_value_get_boolean (value));
      break;
    case PROP_SPEED:
      rs_session_set_speed (self, g_value_get_double (value));
      break;
    case PROP_FOLLOW:
      set_follow (self, g_value_get_boolean (value));
      break;
    case PROP_LOOP:
      set_boolean (self, &self->loop, value, pspec);
      break;
    case PROP_SKIP_IDLE:
      set_boolean (self, &self->skip_idle, value, pspec);
      break;
    case PROP_SELECTED_VESSEL:
      rs_session_select_vessel (self, g_value_get_int64 (value));
      break;
    case PROP_HOVERED_VESSEL:
      if (self->hovered_vessel != g_value_get_int64 (value))
        {
          self->hovered_vessel = g_value_get_int64 (value);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    case PROP_SELECTED_INCIDENT:
      rs_session_select_incident (self, g_value_get_int64 (value));
      break;
    case PROP_SELECTED_NOTE:
      rs_session_select_note (self, g_value_get_int64 (value));
      break;
    case PROP_SHOW:
      rs_session_set_show (self, g_value_get_uint (value));
      break;
    case PROP_COLOR_BY:
      set_color_by (self, (RsColorBy) g_value_get_enum (value));
      break;
    case PROP_TRACK_WIDTH:
      set_double (self, &self->track_px, value, pspec);
      break;
    case PROP_TRACK_OPACITY:
      set_double (self, &self->track_opacity, value, pspec);
      break;
    case PROP_DARK:
      set_boolean (self, &self->dark, value, pspec);
      break;
    case PROP_LANG:
      set_uint (self, &self->lang, value, pspec);
      break;
    case PROP_UNITS:
      set_uint (self, &self->units, value, pspec);
      break;
    case PROP_ZONE:
      if (g_strcmp0 (self->zone, g_value_get_string (value)) != 0)
        {
          g_free (self->zone);
          self->zone = g_value_dup_string (value);
          update_zone (self);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    case PROP_TOOL:
      rs_session_set_tool (self, g_value_get_enum (value));
      break;
    case PROP_BASE_MAP:
      if (self->base_map != (RsBaseMap) g_value_get_enum (value))
        {
          self->base_map = g_value_get_enum (value);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    case PROP_SEAMARKS:
      set_boolean (self, &self->seamarks, value, pspec);
      break;
    case PROP_SHOW_CHARTS:
      set_boolean (self, &self->show_charts, value, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rs_session_finalize (GObject *object)
{
  RsSession *self = RS_SESSION (object);

  /* A write holds a reference through its task, so none is under way here. */
  g_thread_pool_free (self->writer, FALSE, TRUE);
  g_clear_object (&self->document);
  rs_snapshot_unref (self->snapshot);
  rs_session_clear_span (self);
  g_free (self->zone);
  g_free (self->zone_label);
  g_clear_pointer (&self->time_zone, g_time_zone_unref);
  G_OBJECT_CLASS (rs_session_parent_class)->finalize (object);
}

static void
rs_session_class_init (RsSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags rw = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = rs_session_get_property;
  object_class->set_property = rs_session_set_property;
  object_class->finalize = rs_session_finalize;

  properties[PROP_CASE] = g_param_spec_object ("case", NULL, NULL, RS_TYPE_CASE, rw);
  properties[PROP_TIME] = g_param_spec_int64 ("time", NULL, NULL, G_MININT64, G_MAXINT64,
                                              RS_TIME_NONE, rw);
  properties[PROP_PLAYING] = g_param_spec_boolean ("playing", NULL, NULL, FALSE, rw);
  properties[PROP_SPEED]
      = g_param_spec_double ("speed", NULL, NULL, RS_SPEED_MIN, RS_SPEED_MAX, 3600, rw);
  properties[PROP_FOLLOW] = g_param_spec_boolean ("follow", NULL, NULL, FALSE, rw);
  properties[PROP_LOOP] = g_param_spec_boolean ("loop", NULL, NULL, FALSE, rw);
  properties[PROP_SKIP_IDLE] = g_param_spec_boolean ("skip-idle", NULL, NULL, TRUE, rw);
  properties[PROP_SELECTED_VESSEL]
      = g_param_spec_int64 ("selected-vessel", NULL, NULL, 0, G_MAXINT64, 0, rw);
  properties[PROP_HOVERED_VESSEL]
      = g_param_spec_int64 ("hovered-vessel", NULL, NULL, 0, G_MAXINT64, 0, rw);
  properties[PROP_SELECTED_INCIDENT]
      = g_param_spec_int64 ("selected-incident", NULL, NULL, 0, G_MAXINT64, 0, rw);
  properties[PROP_SELECTED_NOTE]
      = g_param_spec_int64 ("selected-note", NULL, NULL, 0, G_MAXINT64, 0, rw);
  properties[PROP_SHOW] = g_param_spec_uint ("show", NULL, NULL, 0, G_MAXUINT, 0, rw);
  properties[PROP_COLOR_BY]
      = g_param_spec_enum ("colour-by", NULL, NULL, RS_TYPE_COLOR_BY, RS_COLOR_BY_VESSEL, rw);
  properties[PROP_TRACK_WIDTH] = g_param_spec_double ("track-width", NULL, NULL, RS_TRACK_MIN_PX,
                                                      RS_TRACK_MAX_PX, RS_TRACK_PX, rw);
  properties[PROP_TRACK_OPACITY] = g_param_spec_double ("track-opacity", NULL, NULL,
                                                        RS_TRACK_MIN_OPACITY, 1, 1, rw);
  properties[PROP_DARK] = g_param_spec_boolean ("dark", NULL, NULL, FALSE, rw);
  properties[PROP_LANG] = g_param_spec_uint ("lang", NULL, NULL, 0, RS_N_LANGS - 1, 0, rw);
  properties[PROP_UNITS] = g_param_spec_uint ("units", NULL, NULL, 0, RS_UNITS_METRIC, 0, rw);
  properties[PROP_ZONE] = g_param_spec_string ("zone", NULL, NULL, "", rw);
  properties[PROP_TOOL]
      = g_param_spec_enum ("tool", NULL, NULL, RS_TYPE_TOOL, RS_TOOL_NONE, rw);
  properties[PROP_BASE_MAP]
      = g_param_spec_enum ("base-map", NULL, NULL, RS_TYPE_BASE_MAP, RS_BASE_BUILT_IN, rw);
  properties[PROP_SEAMARKS] = g_param_spec_boolean ("seamarks", NULL, NULL, FALSE, rw);
  properties[PROP_HAS_SPAN] = g_param_spec_boolean ("has-span", NULL, NULL, FALSE,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_COMPARED_VESSEL]
      = g_param_spec_int64 ("compared-vessel", NULL, NULL, 0, G_MAXINT64, 0,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SHOW_CHARTS] = g_param_spec_boolean ("show-charts", NULL, NULL, FALSE, rw);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

#define NEW_SIGNAL(name, n, ...)                                                                   \
  g_signal_new (name, RS_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, n,     \
                ##__VA_ARGS__)
  signals[SNAPSHOT_CHANGED] = NEW_SIGNAL ("snapshot-changed", 0);
  signals[HIDDEN_CHANGED] = NEW_SIGNAL ("hidden-changed", 0);
  signals[SPAN_CHANGED] = NEW_SIGNAL ("span-changed", 0);
  signals[FILTER_CHANGED] = NEW_SIGNAL ("filter-changed", 0);
  signals[FIT] = NEW_SIGNAL ("fit", 4, G_TYPE_DOUBLE, G_TYPE_DOUBLE, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[FIT_CASE] = NEW_SIGNAL ("fit-case", 0);
  signals[CENTER] = NEW_SIGNAL ("center", 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[APPLIED] = NEW_SIGNAL ("applied", 1, G_TYPE_STRING);
  signals[FAILED] = NEW_SIGNAL ("failed", 1, G_TYPE_STRING);
  signals[NOTE_DRAWN] = NEW_SIGNAL ("note-drawn", 1, G_TYPE_INT64);
  signals[CONTEXT] = NEW_SIGNAL ("context", 1, G_TYPE_POINTER);
#undef NEW_SIGNAL
}

static void
rs_session_init (RsSession *self)
{
  self->writer = g_thread_pool_new (rs_session_write_func, NULL, 1, FALSE, NULL);
  self->snapshot = rs_snapshot_new ();
  rs_snapshot_seal (self->snapshot);
  rs_session_init_span (self);
  self->t_ms = self->played_to_ms = RS_TIME_NONE;
  self->speed = 3600;
  self->skip_idle = TRUE;
  self->zone = g_strdup ("");
  self->show = RS_SHOW_MAP | RS_SHOW_CASE | RS_SHOW_CLOCK | RS_SHOW_SCALE;
  self->track_px = RS_TRACK_PX;
  self->track_opacity = 1;
}

RsSession *
rs_session_new (void)
{
  return g_object_new (RS_TYPE_SESSION, NULL);
}
