/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <math.h>
#include <string.h>

#include "drawing/renderer.h"

/* A picture and what tests ask of it. Coordinates are device pixels. */
typedef struct
{
  int width, height;
  guint32 *pixels; /* premultiplied ARGB */
} Picture;

static inline RsRenderer *
picture_new_renderer (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RsAtlas) atlas = rs_atlas_open_default (&error);

  g_assert_no_error (error);
  return rs_renderer_new (atlas);
}

/* A frame without a map below: where nothing is drawn the picture stays transparent. */
static inline RsFrame
picture_frame (double lat_deg, double lon_deg, double zoom, guint show)
{
  RsFrame frame;

  rs_frame_init (&frame);
  frame.view.center = rs_world_from_lat_lon ((RsLatLon){ lat_deg, lon_deg });
  frame.view.zoom = zoom;
  frame.view.width = 400;
  frame.view.height = 300;
  frame.view.scale = 1;
  frame.show = show;
  return frame;
}

static inline Picture
picture_draw (RsRenderer *renderer, RsSnapshot *snapshot, const RsFrame *frame)
{
  Picture picture = { (int) rint (frame->view.width * frame->view.scale),
                      (int) rint (frame->view.height * frame->view.scale), NULL };

  picture.pixels = g_new0 (guint32, (gsize) picture.width * (gsize) picture.height);
  g_assert_true (rs_renderer_draw (renderer, snapshot, frame, (guchar *) picture.pixels,
                                   picture.width * 4, NULL));
  return picture;
}

static inline void
picture_clear (Picture *picture)
{
  g_clear_pointer (&picture->pixels, g_free);
}

static inline guint32
picture_get (const Picture *picture, double x, double y)
{
  int i = (int) floor (x), j = (int) floor (y);

  if (i < 0 || j < 0 || i >= picture->width || j >= picture->height)
    return 0;
  return picture->pixels[(gsize) j * (gsize) picture->width + (gsize) i];
}

/* Pixels of the box with some colour in them. */
static inline guint
picture_count (const Picture *picture, double x0, double y0, double x1, double y1)
{
  guint n = 0;

  for (int y = (int) MAX (y0, 0); y < MIN (y1, picture->height); y++)
    for (int x = (int) MAX (x0, 0); x < MIN (x1, picture->width); x++)
      n += picture_get (picture, x, y) >> 24 > 40;
  return n;
}

/* Pixels near to a colour, which is not premultiplied and opaque. */
static inline guint
picture_count_color (const Picture *picture, guint32 color)
{
  guint n = 0;

  for (int i = 0; i < picture->width * picture->height; i++)
    {
      guint32 p = picture->pixels[i];
      int dr = (int) (p >> 16 & 0xff) - (int) (color >> 16 & 0xff);
      int dg = (int) (p >> 8 & 0xff) - (int) (color >> 8 & 0xff);
      int db = (int) (p & 0xff) - (int) (color & 0xff);

      n += p >> 24 > 200 && ABS (dr) + ABS (dg) + ABS (db) < 40;
    }
  return n;
}

static inline gboolean
picture_is_same (const Picture *a, const Picture *b)
{
  return a->width == b->width && a->height == b->height
         && memcmp (a->pixels, b->pixels, (gsize) a->width * (gsize) a->height * 4) == 0;
}

static inline void
picture_project (const RsFrame *frame, RsLatLon place, double *out_x, double *out_y)
{
  rs_view_project (&frame->view, rs_world_from_lat_lon (place), out_x, out_y);
  *out_x *= frame->view.scale;
  *out_y *= frame->view.scale;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Picture, picture_clear)
