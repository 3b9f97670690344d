/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/timeline/chart-path.h"

#include <math.h>

#include "replay/leg.h"

#define DOT_PX 1.4     /* height of a value between two silences */
#define DRAUGHT_PX 2.0 /* least length */
#define BEYOND_PX 9.0

/* What lies far outside is drawn to a bit beyond the edge: a line is not a million dashes long. */
double
rs_chart_frame_get_x (const RsChartFrame *frame, gint64 t_ms)
{
  double x = frame->left
             + (double) (t_ms - frame->from_ms) / (double) (frame->to_ms - frame->from_ms)
                 * (frame->right - frame->left);

  return CLAMP (x, frame->left - BEYOND_PX, frame->right + BEYOND_PX);
}

static double
get_y (const RsChartFrame *frame, double value)
{
  return frame->lower - CLAMP (value / frame->top, 0, 1) * (frame->lower - frame->upper);
}

static gboolean
ends_at (cairo_t *cr, double x, double y)
{
  double at_x, at_y;

  cairo_get_current_point (cr, &at_x, &at_y);
  return cairo_has_current_point (cr) && fabs (at_x - x) < 1 && fabs (at_y - y) < 0.1;
}

/* Goes on with the line that ends there: dashes begin anew with each. */
static void
go_on_from (cairo_t *cr, double x, double y)
{
  if (ends_at (cr, x, y))
    cairo_line_to (cr, x, y);
  else
    cairo_move_to (cr, x, y);
}

/* Speed */

/* From a fix to the next one, if that is @inferred or not. */
static void
add_step (cairo_t *cr, const RsChartFrame *frame, const RsSeries *series, guint from, guint to,
          gboolean inferred)
{
  const RsTrack *track = rs_series_get_track (series);
  const RsFix *a = &track->fixes[from], *b = &track->fixes[to];
  float before = rs_series_get_value (series, from), after = rs_series_get_value (series, to);
  double x = rs_chart_frame_get_x (frame, b->t_ms);

  if ((b->flags & RS_FIX_BREAK) || isnan (before)
      || (rs_leg_provenance (a, b) != RS_OBSERVED) != inferred)
    return;
  go_on_from (cr, rs_chart_frame_get_x (frame, a->t_ms), get_y (frame, before));
  cairo_line_to (cr, x, get_y (frame, before));
  if (!isnan (after))
    cairo_line_to (cr, x, get_y (frame, after));
}

/* The fixes that share a column of pixels. */
static void
add_column (cairo_t *cr, const RsChartFrame *frame, const RsSeries *series,
            const RsSeriesColumn *column)
{
  const RsTrack *track = rs_series_get_track (series);
  float first = rs_series_get_value (series, (guint) column->first);
  float last = rs_series_get_value (series, (guint) column->last);
  double x = rs_chart_frame_get_x (frame, track->fixes[column->first].t_ms);
  double y = get_y (frame, isnan (first) ? column->low : first);

  if (!ends_at (cr, x, y))
    {
      cairo_move_to (cr, x, y - DOT_PX / 2);
      cairo_line_to (cr, x, y + DOT_PX / 2);
    }
  go_on_from (cr, x, y);
  if (column->first == column->last)
    return;
  /* On the shorter way: dashes drawn over dashes are a solid line. */
  cairo_line_to (cr, x, get_y (frame, first > last ? column->high : column->low));
  cairo_line_to (cr, x, get_y (frame, first > last ? column->low : column->high));
  if (!isnan (last))
    cairo_line_to (cr, x, get_y (frame, last));
}

void
rs_chart_path_add_speed (cairo_t *cr, const RsChartFrame *frame, const RsSeries *series,
                         gboolean inferred)
{
  const RsTrack *track = rs_series_get_track (series);
  guint n = (guint) MAX (frame->right - frame->left, 1);
  g_autofree RsSeriesColumn *columns = g_new (RsSeriesColumn, n);
  gint last = rs_track_find (track, frame->from_ms - 1);

  rs_series_query (series, frame->from_ms, frame->to_ms, n, columns);
  for (guint k = 0; k < n; k++)
    {
      const RsSeriesColumn *column = &columns[k];

      if (column->first < 0)
        continue;
      if (last >= 0)
        add_step (cr, frame, series, (guint) last, (guint) column->first, inferred);
      if (!isnan (column->low)
          && (track->fixes[column->first].provenance != RS_OBSERVED) == inferred)
        add_column (cr, frame, series, column);
      last = column->last;
    }
  /* Out of the view at its right. */
  if (last >= 0 && (guint) last + 1 < track->n)
    add_step (cr, frame, series, (guint) last, (guint) last + 1, inferred);
}

/* Draught */

/* Until when the draught of @identity holds: until the vessel says another thing, @out_next, or is silent or
 * not heard any more. */
static gint64
find_end (const RsVessel *vessel, const RsIdentity *identity, const RsTrack *track,
          const RsIdentity **out_next)
{
  gint64 to_ms = identity->to_ms, end_ms = to_ms;

  *out_next = NULL;
  if (to_ms == RS_TIME_NONE)
    return G_MAXINT64;
  for (guint i = 0; i < vessel->identities->len; i++)
    {
      const RsIdentity *other = g_ptr_array_index (vessel->identities, i);

      if (other->from_ms > to_ms && (!*out_next || other->from_ms < (*out_next)->from_ms))
        *out_next = other;
    }
  if (*out_next)
    end_ms = (*out_next)->from_ms;
  else if (track && track->n > 0)
    end_ms = MAX (to_ms, track->fixes[track->n - 1].t_ms);
  for (guint i = track ? (guint) (rs_track_find (track, to_ms) + 1) : 0;
       track && i < track->n && (i == 0 || track->fixes[i - 1].t_ms < end_ms); i++)
    if (track->fixes[i].flags & RS_FIX_BREAK)
      {
        *out_next = NULL;
        return MAX (to_ms, i > 0 ? track->fixes[i - 1].t_ms : to_ms);
      }
  return end_ms;
}

static void
add_level (cairo_t *cr, const RsChartFrame *frame, gint64 from_ms, gint64 to_ms, double y)
{
  double x = rs_chart_frame_get_x (frame, from_ms);

  go_on_from (cr, x, y);
  cairo_line_to (cr, MAX (rs_chart_frame_get_x (frame, to_ms), x + DRAUGHT_PX), y);
}

void
rs_chart_path_add_draught (cairo_t *cr, const RsChartFrame *frame, const RsVessel *vessel,
                           const RsTrack *track)
{
  for (guint i = 0; i < vessel->identities->len; i++)
    {
      const RsIdentity *identity = g_ptr_array_index (vessel->identities, i), *next;
      double y = get_y (frame, identity->draught_dm / 10.0);
      gint64 end_ms = find_end (vessel, identity, track, &next);
      gint64 from_ms = MAX (identity->from_ms, frame->from_ms), to_ms = MIN (end_ms, frame->to_ms);
      guint at = track ? (guint) (rs_track_find (track, from_ms) + 1) : 0;

      if (identity->draught_dm == 0 || from_ms > to_ms)
        continue;
      for (at = MAX (at, 1); track && at < track->n && track->fixes[at - 1].t_ms < to_ms; at++)
        if (track->fixes[at].flags & RS_FIX_BREAK)
          {
            gint64 silent_ms = MAX (from_ms, track->fixes[at - 1].t_ms);

            /* One first said in a silence is a dot; a view that begins in one has none. */
            if (silent_ms > from_ms || from_ms == identity->from_ms)
              add_level (cr, frame, from_ms, silent_ms, y);
            from_ms = track->fixes[at].t_ms;
          }
      if (from_ms <= to_ms)
        add_level (cr, frame, from_ms, to_ms, y);
      if (next && next->draught_dm && end_ms <= frame->to_ms)
        cairo_line_to (cr, rs_chart_frame_get_x (frame, end_ms),
                       get_y (frame, next->draught_dm / 10.0));
    }
}

static gboolean
is_silent (const RsTrack *track, gint64 t_ms)
{
  gint at = track ? rs_track_find (track, t_ms) : -1;

  return at >= 0 && (guint) at + 1 < track->n && (track->fixes[at + 1].flags & RS_FIX_BREAK)
         && t_ms > track->fixes[at].t_ms;
}

double
rs_chart_path_get_draught (const RsVessel *vessel, const RsTrack *track, gint64 t_ms)
{
  const RsIdentity *next;

  /* The newest comes last. */
  for (guint i = vessel->identities->len; i > 0 && !is_silent (track, t_ms); i--)
    {
      const RsIdentity *identity = g_ptr_array_index (vessel->identities, i - 1);

      if (identity->draught_dm && identity->from_ms <= t_ms
          && find_end (vessel, identity, track, &next) >= t_ms)
        return identity->draught_dm / 10.0;
    }
  return NAN;
}
