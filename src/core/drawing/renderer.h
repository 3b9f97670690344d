/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "drawing/canvas.h"
#include "drawing/frame.h"

G_BEGIN_DECLS

/* Makes pictures of a case: a pure function of snapshot and frame, with caches inside (base map
 * tiles at the exact zoom, simplified tracks). Only where a frame is steady the picture before counts,
 * too: for the sides of their ships on which names stand (name-places.h) and for trails (kept-trails.h). One renderer serves one thread at a
 * time; its own lock makes a second caller wait. */
typedef struct _RsRenderer RsRenderer;

RsRenderer *rs_renderer_new (RsAtlas *atlas);
void rs_renderer_free (RsRenderer *self);

/**
 * rs_renderer_draw:
 * @snapshot: the case
 * @frame: what to show; view.width x view.height x view.scale must fit the buffer
 * @pixels: (out caller-allocates): premultiplied native-endian ARGB (CAIRO_FORMAT_ARGB32)
 * @stride: bytes a row
 * @cancellable: (nullable): checked between the parts; a cancelled picture is unfinished
 *
 * Blocks for some milliseconds; any thread.
 *
 * Returns: %FALSE if cancelled
 */
gboolean rs_renderer_draw (RsRenderer *self, RsSnapshot *snapshot, const RsFrame *frame,
                           guchar *pixels, int stride, GCancellable *cancellable);

/* Whether the last picture showed a position or line that is not observed. For who draws furniture
 * apart from the map that moves under it: RsFrame.inferred_below. */
gboolean rs_renderer_get_inferred (RsRenderer *self);

/* Whether whole tracks were only drafted in the last picture (RsFrame.hurry): it is to be drawn again without hurry. */
gboolean rs_renderer_is_draft (RsRenderer *self);

/* (transfer none): of RsPlacedName: where the names of ships stood in the last picture that had any.
 * Until the next picture; not while one is drawn in another thread. */
const GArray *rs_renderer_list_names (RsRenderer *self);

/* The same parts as lines, fills and text through cairo, for SVG and PDF. */
void rs_renderer_draw_vector (RsRenderer *self, RsSnapshot *snapshot, const RsFrame *frame,
                              cairo_t *cr);

typedef enum
{
  RS_PICK_NONE,
  RS_PICK_VESSEL,
  RS_PICK_INCIDENT,
  RS_PICK_NOTE,
  RS_PICK_PORT,
  RS_PICK_PLACE,
  RS_PICK_EVENT,
} RsPickKind;

typedef struct
{
  RsPickKind kind;
  gint64 id;        /* vessel, incident or note */
  const char *port; /* gazetteer id, static */
  const RsPlace *place; /* of the user's lists; the snapshot's */
  gint event;       /* index into the snapshot's events */
  gint fix;         /* vessel's track: index of the fix nearest to the pointer, or -1 for a symbol */
  gint hull;        /* vessel's symbol: index into the snapshot's hulls, else -1 */
  double dist_px;
} RsPick;

/**
 * rs_renderer_pick:
 * @x: logical pixels
 * @y: logical pixels
 * @radius_px: how far around
 *
 * What a click at (x, y) means: pins before symbols before notes before ports before tracks, the
 * nearest of a kind. Places of the user's lists count once the snapshot was drawn. Uses the index that drawing uses; may be called in the main thread (well below
 * 5 ms with a million fixes; tests/bench).
 */
RsPick rs_renderer_pick (RsRenderer *self, RsSnapshot *snapshot, const RsFrame *frame, double x,
                         double y, double radius_px);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsRenderer, rs_renderer_free)

G_END_DECLS
