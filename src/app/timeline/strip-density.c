/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/timeline/strip-density.h"

#include <math.h>

#include "replay/density.h"

#define BAR_PX 3.0
#define HEADROOM_PX 6.0
/* Up to this many fixes are counted at once, so that a small case never shows an empty strip. */
#define INLINE_FIXES 200000

struct _RsStripDensity
{
  RsStripDensityFunc func;
  gpointer user_data;
  RsDensity *density;     /* nullable: nothing counted yet */
  GCancellable *counting; /* nullable: of the count under way */
};

typedef struct
{
  RsSnapshot *snapshot;
  GHashTable *hidden;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  rs_snapshot_unref (request->snapshot);
  g_hash_table_unref (request->hidden);
  g_free (request);
}

RsStripDensity *
rs_strip_density_new (RsStripDensityFunc func, gpointer user_data)
{
  RsStripDensity *self = g_new0 (RsStripDensity, 1);

  self->func = func;
  self->user_data = user_data;
  return self;
}

static void
stop (RsStripDensity *self)
{
  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
}

void
rs_strip_density_free (RsStripDensity *self)
{
  if (!self)
    return;
  stop (self);
  g_clear_pointer (&self->density, rs_density_unref);
  g_free (self);
}

static void
take (RsStripDensity *self, RsDensity *density)
{
  g_clear_pointer (&self->density, rs_density_unref);
  self->density = density;
  self->func (self->user_data);
}

static void
count_thread (GTask *task, gpointer object, gpointer data, GCancellable *cancellable)
{
  Request *request = data;

  g_task_return_pointer (task, rs_density_new (request->snapshot, request->hidden),
                         (GDestroyNotify) rs_density_unref);
}

/* A cancelled count was another's, or the strip is gone: @user_data is not looked at then. */
static void
counted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  RsDensity *density = g_task_propagate_pointer (G_TASK (result), NULL);
  RsStripDensity *self = user_data;

  if (!density)
    return;
  g_clear_object (&self->counting);
  take (self, density);
}

void
rs_strip_density_update (RsStripDensity *self, RsSession *session)
{
  RsSnapshot *snapshot = rs_session_get_snapshot (session);
  GHashTable *hidden = rs_session_get_masked (session);
  g_autoptr (GTask) task = NULL;
  Request *request;

  stop (self);
  if (snapshot->n_fixes <= INLINE_FIXES)
    {
      take (self, rs_density_new (snapshot, hidden));
      return;
    }
  request = g_new0 (Request, 1);
  request->snapshot = rs_snapshot_ref (snapshot);
  request->hidden = g_hash_table_ref (hidden);
  self->counting = g_cancellable_new ();
  task = g_task_new (NULL, self->counting, counted_cb, self);
  g_task_set_source_tag (task, rs_strip_density_update);
  g_task_set_task_data (task, request, request_free);
  g_task_run_in_thread (task, count_thread);
}

static void
set_color (cairo_t *cr, RsColor color, double alpha)
{
  cairo_set_source_rgba (cr, (color >> 16 & 255) / 255.0, (color >> 8 & 255) / 255.0,
                         (color & 255) / 255.0, alpha * (color >> 24) / 255.0);
}

void
rs_strip_density_draw (RsStripDensity *self, cairo_t *cr, const RsStyle *style, double left,
                       double width, double height, gint64 from_ms, gint64 to_ms)
{
  /* A bar is a whole number of milliseconds, and begins at a multiple of it. */
  double ms_per_px = (double) (to_ms - from_ms) / MAX (width, 1);
  gint64 bar_ms = MAX (1, (gint64) (ms_per_px * BAR_PX));
  gint64 first_ms = from_ms - from_ms % bar_ms - (from_ms % bar_ms < 0 ? bar_ms : 0);
  guint n = (guint) ((to_ms - first_ms) / bar_ms) + 1;
  g_autofree guint32 *counts = g_new0 (guint32, n), *inferred = g_new0 (guint32, n);
  guint32 most = 1;

  if (!self->density || ms_per_px <= 0)
    return;
  /* The last bin would take its end, which is the next one's start. */
  rs_density_query (self->density, first_ms, first_ms + n * bar_ms, n, counts, inferred);
  for (guint i = 0; i < n; i++)
    most = MAX (most, counts[i]);
  cairo_save (cr);
  cairo_rectangle (cr, left, 0, width, height);
  cairo_clip (cr);
  for (guint i = 0; i < n; i++)
    {
      /* The square root keeps single fixes visible beside dense times. */
      double bar = sqrt ((double) counts[i] / most) * (height - HEADROOM_PX);
      double x = left + (double) (first_ms + i * bar_ms - from_ms) / ms_per_px;

      if (counts[i] == 0)
        continue;
      bar = MAX (bar, 2);
      cairo_rectangle (cr, x, height - bar, MAX ((double) bar_ms / ms_per_px - 1, 1), bar);
      set_color (cr, style->context, inferred[i] * 2 > counts[i] ? 0.45 : 0.9);
      cairo_fill (cr);
    }
  cairo_restore (cr);
  cairo_rectangle (cr, left, height - 0.5, width, 1);
  set_color (cr, style->context, 0.4);
  cairo_fill (cr);
}
