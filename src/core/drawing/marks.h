/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "drawing/frame.h"
#include "drawing/labels.h"

G_BEGIN_DECLS

/* Where incident pins and event discs stand in a picture: beside the place they mean, tied to it,
 * without covering each other. A pure function of snapshot and frame, the same for drawing and
 * picking, and not moved by panning: who stands beside whom does not depend on the view's edge. */

#define RS_PIN_HEAD_PX 10.5 /* radius */
#define RS_DISC_PX 9.0      /* radius */

typedef struct
{
  gint incident;   /* index into the snapshot's incidents */
  double tip_x, tip_y;
  double head_x, head_y;
  gboolean is_far;     /* the head stands so far off that a thin stem ties it to the tip */
  gboolean is_current; /* the moment shown is in its span, or there is none */
} RsPin;

typedef struct
{
  guint event;     /* the first: index into the snapshot's events */
  guint count;     /* events that stand here, 1 or more */
  gint64 vessel_id; /* 0 if they are of several */
  gboolean is_observed; /* all of them */
  double place_x, place_y;
  double x, y;     /* middle */
} RsDisc;

typedef struct
{
  GArray *pins;  /* of RsPin, by number, the selected one last */
  GArray *discs; /* of RsDisc */
} RsMarks;

RsMarks *rs_marks_new (const RsSnapshot *snapshot, const RsFrame *frame);
void rs_marks_free (RsMarks *self);

/* The middle of a polygon in which nothing crosses 180 degrees twice; FALSE if it has no points. */
gboolean rs_polygon_get_center (const GArray *points, RsLatLon *out_center);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsMarks, rs_marks_free)

G_END_DECLS
