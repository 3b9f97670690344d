/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/* The replay's time: where it is, where it goes while playing. */
#include <math.h>

#include "app/session-private.h"

/* (nullable): NULL while it is being found: then nothing is skipped. */
static const RsActivity *
get_activity (RsSession *self)
{
  if (!self->activity && !self->finding)
    self->activity = rs_activity_new (self->snapshot, self->shown->masked);
  return self->activity;
}

/* Where a replay begins and stops: with idle times skipped, when ships move. */
static gint64
get_start (RsSession *self)
{
  const RsActivity *activity = self->skip_idle ? get_activity (self) : NULL;
  gint64 start_ms = activity ? rs_activity_get_start (activity) : RS_TIME_NONE;

  return start_ms == RS_TIME_NONE ? self->snapshot->from_ms : start_ms;
}

static gint64
get_end (RsSession *self)
{
  const RsActivity *activity = self->skip_idle ? get_activity (self) : NULL;
  gint64 end_ms = activity ? rs_activity_get_end (activity) : RS_TIME_NONE;

  return end_ms == RS_TIME_NONE ? self->snapshot->to_ms : end_ms;
}

gint64
rs_session_get_opening_time (RsSession *self)
{
  const RsSnapshot *snapshot = self->snapshot;

  return snapshot->main_from_ms > snapshot->tracks_from_ms ? snapshot->main_from_ms
                                                           : snapshot->from_ms;
}

void
rs_session_prepare_replay (RsSession *self)
{
  gboolean is_wanted = self->prepare_wanted && !self->playing && !self->follow
                       && self->t_ms == rs_session_get_opening_time (self);
  const RsActivity *activity = is_wanted ? get_activity (self) : NULL;
  gint64 start_ms = activity ? rs_activity_get_start (activity) : RS_TIME_NONE;

  self->prepare_wanted = FALSE;
  if (start_ms == RS_TIME_NONE)
    return;
  rs_session_set_time (self, start_ms);
  rs_session_set_speed (self, rs_speed_for_length (rs_activity_get_length (activity)));
}

gint64
rs_session_get_time (RsSession *self)
{
  return self->t_ms;
}

void
rs_session_set_time (RsSession *self, gint64 t_ms)
{
  if (self->snapshot->from_ms == RS_TIME_NONE)
    t_ms = RS_TIME_NONE;
  else
    t_ms = CLAMP (t_ms, self->snapshot->from_ms, self->snapshot->to_ms);
  if (self->t_ms == t_ms)
    return;
  self->t_ms = t_ms;
  g_object_notify (G_OBJECT (self), "time");
  if (self->follow && !self->refreshing)
    g_object_set (self, "follow", FALSE, NULL);
}

gboolean
rs_session_get_playing (RsSession *self)
{
  return self->playing;
}

void
rs_session_set_playing (RsSession *self, gboolean playing)
{
  playing = !!playing;
  if (self->playing == playing || (playing && self->t_ms == RS_TIME_NONE))
    return;
  if (playing)
    g_object_set (self, "follow", FALSE, NULL);
  if (playing && self->t_ms >= get_end (self))
    rs_session_set_time (self, get_start (self));
  self->playing = playing;
  self->carried_ms = 0;
  g_object_notify (G_OBJECT (self), "playing");
}

double
rs_session_get_speed (RsSession *self)
{
  return self->speed;
}

void
rs_session_set_speed (RsSession *self, double speed)
{
  speed = CLAMP (speed, RS_SPEED_MIN, RS_SPEED_MAX);
  if (self->speed == speed)
    return;
  self->speed = speed;
  g_object_notify (G_OBJECT (self), "speed");
}

void
rs_session_tick (RsSession *self, double wall_ms)
{
  RsClock clock = {
    .from_ms = self->snapshot->from_ms,
    .to_ms = self->snapshot->to_ms,
    .speed = self->speed,
    .loop = self->loop,
    .skip_idle = self->skip_idle,
  };
  gboolean ended = FALSE;

  if (!self->playing || self->t_ms == RS_TIME_NONE)
    return;
  if (self->t_ms != self->played_to_ms || self->speed != self->anchor_speed)
    {
      self->anchor_ms = self->t_ms;
      self->anchor_speed = self->speed;
      self->played_ms = 0;
    }
  self->played_ms += wall_ms;
  self->played_to_ms
      = rs_clock_advance (&clock, self->anchor_ms, self->played_ms,
                          self->skip_idle ? get_activity (self) : NULL, &ended);
  rs_session_set_time (self, self->played_to_ms);
  if (ended)
    rs_session_set_playing (self, FALSE);
}

void
rs_session_step (RsSession *self, int n)
{
  if (self->t_ms == RS_TIME_NONE)
    return;
  rs_session_set_playing (self, FALSE);
  rs_session_set_time (self, self->t_ms + (gint64) (n * self->speed * RS_SECOND_MS));
}

void
rs_session_step_event (RsSession *self, int direction)
{
  guint n_events = self->snapshot->events->len, n = n_events + self->snapshot->incidents->len;
  gint64 best = RS_TIME_NONE, span_from_ms, span_to_ms;
  gboolean has_span = rs_session_get_drawn_span (self, &span_from_ms, &span_to_ms);

  if (self->t_ms == RS_TIME_NONE)
    return;
  for (guint i = 0; i < n; i++)
    {
      const RsEvent *event = i < n_events ? g_ptr_array_index (self->snapshot->events, i) : NULL;
      const RsIncident *incident
        = event ? NULL : g_ptr_array_index (self->snapshot->incidents, i - n_events);
      gint64 t_ms = event ? event->from_ms : incident->from_ms;
      gint64 end_ms = MAX (t_ms, event ? event->to_ms : incident->to_ms);

      if (t_ms == RS_TIME_NONE
          || (event && event->vessel_id
              && g_hash_table_contains (self->shown->masked, &event->vessel_id)))
        continue;
      /* As the list shows them: of one that began before the span, to the span's start. */
      if (has_span && (t_ms > span_to_ms || end_ms < span_from_ms))
        continue;
      t_ms = has_span ? MAX (t_ms, span_from_ms) : t_ms;
      if (direction > 0 ? t_ms > self->t_ms && (best == RS_TIME_NONE || t_ms < best)
                        : t_ms < self->t_ms && (best == RS_TIME_NONE || t_ms > best))
        best = t_ms;
    }
  if (best != RS_TIME_NONE)
    rs_session_set_time (self, best);
}
