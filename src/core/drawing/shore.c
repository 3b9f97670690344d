/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/shore.h"

#include <math.h>

void
rs_shore_init (RsShore *self)
{
  self->points = g_array_new (FALSE, FALSE, sizeof (RsPoint));
  self->cuts = g_array_new (FALSE, FALSE, sizeof (guint8));
}

void
rs_shore_clear (RsShore *self)
{
  g_array_unref (self->points);
  g_array_unref (self->cuts);
}

static void
append (RsShore *self, RsPoint point, guint8 cut)
{
  g_array_append_val (self->points, point);
  g_array_append_val (self->cuts, cut);
}

void
rs_shore_relax (const RsShore *self, RsShore *out, float max_px)
{
  const RsPoint *p = (const RsPoint *) (gpointer) self->points->data;
  const guint8 *cuts = (const guint8 *) self->cuts->data;
  guint n = self->points->len;

  g_array_set_size (out->points, 0);
  g_array_set_size (out->cuts, 0);
  for (guint i = 0; i < n; i++)
    {
      guint before = i ? i - 1 : n - 1, after = i + 1 < n ? i + 1 : 0;
      RsPoint moved = p[i];

      if (!cuts[before] && !cuts[i])
        {
          float dx = (p[before].x + p[after].x - 2 * p[i].x) * 0.25f;
          float dy = (p[before].y + p[after].y - 2 * p[i].y) * 0.25f;
          float length = sqrtf (dx * dx + dy * dy), t = length > max_px ? max_px / length : 1;

          moved.x += t * dx;
          moved.y += t * dy;
        }
      append (out, moved, cuts[i]);
    }
}

/* The point that far from @from towards @to. */
static RsPoint
step_towards (RsPoint from, RsPoint to, float max_px)
{
  float dx = to.x - from.x, dy = to.y - from.y, length = sqrtf (dx * dx + dy * dy);
  float t = length * 0.25f > max_px ? max_px / length : 0.25f;
  RsPoint p = { from.x + t * dx, from.y + t * dy };

  return p;
}

void
rs_shore_round (const RsShore *self, RsShore *out, float max_px, float width, float height)
{
  const RsPoint *p = (const RsPoint *) (gpointer) self->points->data;
  const guint8 *cuts = (const guint8 *) self->cuts->data;
  guint n = self->points->len;
  float reach = 2 * max_px;

  g_array_set_size (out->points, 0);
  g_array_set_size (out->cuts, 0);
  for (guint i = 0; i < n; i++)
    {
      guint before = i ? i - 1 : n - 1, after = i + 1 < n ? i + 1 : 0;
      gboolean outside = p[i].x < -reach || p[i].y < -reach || p[i].x > width + reach
                         || p[i].y > height + reach;

      if (outside || cuts[before] || cuts[i])
        append (out, p[i], cuts[i]);
      else
        {
          append (out, step_towards (p[i], p[before], max_px), FALSE);
          append (out, step_towards (p[i], p[after], max_px), FALSE);
        }
    }
}
