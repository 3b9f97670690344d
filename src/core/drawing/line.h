/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "drawing/canvas.h"

G_BEGIN_DECLS

/* A polyline on its way to the canvas. Takes doubles, which RsPoint's floats cannot stand for far
 * outside the picture: a leg of a passage is a million pixels long at the nearest zoom. Dashes keep
 * their place on the line whatever was cut off. Plain value between rs_line_init () and
 * rs_line_clear (). */
typedef struct
{
  RsCanvas *canvas; /* borrowed */
  double width, height;
  GArray *points;   /* of RsPoint: what is to be stroked */
  double from;      /* length of the line at points[0] */
  double length;    /* of the line so far */
  double x, y;      /* its end */
  gboolean is_open;

  double stroke_px;
  RsColor color;
  RsDash dash;
  double phase;     /* at the line's beginning */
} RsLine;

void rs_line_init (RsLine *self, RsCanvas *canvas);
void rs_line_clear (RsLine *self);

/* Begins a line; one that is open is ended first. @phase may be of any size. */
void rs_line_begin (RsLine *self, double stroke_px, RsColor color, RsDash dash, double phase);
void rs_line_add (RsLine *self, double x, double y);
void rs_line_end (RsLine *self);

G_END_DECLS
