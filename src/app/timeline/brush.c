/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/timeline/brush.h"

void
rs_brush_begin (RsBrush *self, gint64 t_ms)
{
  self->active = TRUE;
  self->from_ms = t_ms;
}

void
rs_brush_drag (RsBrush *self, RsSession *session, gint64 t_ms)
{
  rs_session_set_span (session, self->from_ms, t_ms);
}

void
rs_brush_end (RsBrush *self, RsSession *session, gboolean moved)
{
  /* A click that drags out nothing takes the span away. */
  if (self->active && !moved)
    rs_session_set_span (session, RS_TIME_NONE, RS_TIME_NONE);
  self->active = FALSE;
}

void
rs_brush_set_end (RsSession *session, gint64 view_from_ms, gint64 view_to_ms, gboolean is_start)
{
  const RsSnapshot *snapshot = rs_session_get_snapshot (session);
  gint64 t_ms = rs_session_get_time (session), from_ms, to_ms;

  if (t_ms == RS_TIME_NONE)
    return;
  if (!rs_session_get_span (session, &from_ms, &to_ms))
    {
      from_ms = view_from_ms;
      to_ms = view_to_ms;
    }
  /* The other end: the first of these that lies on its side of the playhead. */
  if (is_start)
    {
      from_ms = t_ms;
      to_ms = to_ms > t_ms ? to_ms : view_to_ms > t_ms ? view_to_ms : snapshot->to_ms;
    }
  else
    {
      to_ms = t_ms;
      from_ms = from_ms < t_ms ? from_ms : view_from_ms < t_ms ? view_from_ms : snapshot->from_ms;
    }
  if (from_ms < to_ms)
    rs_session_set_span (session, from_ms, to_ms);
}

static void
append_rectangle (GtkSnapshot *snapshot, double x, double width, double height,
                  const GdkRGBA *color)
{
  gtk_snapshot_append_color (
      snapshot, color, &GRAPHENE_RECT_INIT ((float) x, 0, (float) width, (float) height));
}

void
rs_brush_snapshot (GtkSnapshot *snapshot, double left, double right, double x0, double x1,
                   double height)
{
  const GdkRGBA veil = { 0.5f, 0.5f, 0.5f, 0.28f }, edge = { 0.11f, 0.44f, 0.84f, 1 };

  append_rectangle (snapshot, left, x0 - left, height, &veil);
  append_rectangle (snapshot, x1, right - x1, height, &veil);
  append_rectangle (snapshot, x0 - 0.5, 1, height, &edge);
  append_rectangle (snapshot, x1 - 0.5, 1, height, &edge);
}
