/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/map/words.h"
#include "model/records.h"

G_BEGIN_DECLS

/* A shape that is being drawn or moved on the map: points, the pointer, handles. Knows no session
 * and no store. */
typedef struct
{
  RsNoteKind kind;
  GArray *points;   /* of RsLatLon */
  double radius_m;  /* ring */
  gboolean has_pointer;
  RsLatLon pointer; /* where the next point would be */
  gint64 note_id;   /* 0: a new shape */
  gboolean measures; /* drawn by measure.h */
  gboolean is_done;  /* of one that measures: the next point begins another */
} RsSketch;

/* What is held while dragging a shape. */
#define RS_GRIP_NONE (-1)
#define RS_GRIP_WHOLE (-2)
#define RS_GRIP_RADIUS (-3) /* others: index of a point */

RsSketch *rs_sketch_new (RsNoteKind kind);
RsSketch *rs_sketch_new_from_note (const RsNote *note);
void rs_sketch_free (RsSketch *self);

/* Adds a point, or gives a ring its radius. Returns %TRUE if the shape is complete by this. */
gboolean rs_sketch_add (RsSketch *self, RsLatLon p);
/* Takes the last point back; %FALSE if there was none. */
gboolean rs_sketch_remove_last (RsSketch *self);
/* Whether it can be finished as it is: enough points for its kind. */
gboolean rs_sketch_can_finish (const RsSketch *self);

/* Whether the pointer has left the last point, so that it points at the next one. */
gboolean rs_sketch_is_pointing (const RsSketch *self, const RsView *view);

/* What the pointer at (x, y) would hold of a finished shape. */
int rs_sketch_grip_at (const RsSketch *self, const RsView *view, double x, double y);
/* Moves the grip from one place to another (a difference in world coordinates for the whole). */
void rs_sketch_drag (RsSketch *self, int grip, RsLatLon from, RsLatLon to);

/* Lines, handles and the measure beside the pointer ("12.3 nm, 047°"), in @color. */
void rs_sketch_snapshot (const RsSketch *self, RsWords *words, GtkWidget *widget,
                         GtkSnapshot *snapshot, const RsView *view, const GdkRGBA *color,
                         gboolean metric);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsSketch, rs_sketch_free)

G_END_DECLS
