/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "drawing/strokes.h"

G_BEGIN_DECLS

/* A polyline on its way to the canvas. Takes doubles, which RsPoint's floats cannot stand for far
 * outside the picture: a leg of a passage is a million pixels long at the nearest zoom. Dashes lie
 * fast on the map (RS_DASH_BY_PLACE). Plain value between rs_line_init () and
 * rs_line_clear (). */
typedef struct
{
  RsCanvas *canvas;   /* (nullable): borrowed */
  RsStrokes *strokes; /* (nullable): borrowed: where it goes instead */
  double width, height;
  GArray *points;   /* of RsPoint: what is to be stroked */
  double x, y;      /* its end */
  gboolean is_open;

  double stroke_px;
  RsColor color;
  RsDash dash;
  gboolean round_ends; /* of solid lines; kept until it is set anew */
} RsLine;

void rs_line_init (RsLine *self, RsCanvas *canvas);
/* For a picture of @width x @height logical pixels that is painted later: goes to @strokes. */
void rs_line_init_strokes (RsLine *self, RsStrokes *strokes, double width, double height);
void rs_line_clear (RsLine *self);

/* Begins a line; one that is open is ended first. */
void rs_line_begin (RsLine *self, double stroke_px, RsColor color, RsDash dash);
void rs_line_add (RsLine *self, double x, double y);
void rs_line_end (RsLine *self);

G_END_DECLS
