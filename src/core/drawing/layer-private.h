/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "drawing/canvas.h"
#include "drawing/frame.h"
#include "drawing/kept-trails.h"
#include "drawing/labels.h"
#include "drawing/marks.h"
#include "drawing/name-places.h"
#include "drawing/sprites.h"
#include "drawing/style.h"
#include "drawing/text.h"
#include "drawing/tints.h"

G_BEGIN_DECLS

/* The simplified tracks and what else the case's parts keep between pictures (level-of-detail.h).
 * Has a lock of its own, so that picking in the main thread never waits for a picture. */
typedef struct _RsDetail RsDetail;

/* What every part of a picture gets. The picture's parts are functions
 * rs_draw_PART (canvas, context), each in the file of that name; the renderer calls them in this
 * order:
 *
 *   in tiles and kept with them: base map, rs_draw_tracks (whole tracks and direction arrows);
 *     frame->view is the tile's then, t_ms RS_TIME_NONE, nothing is hovered, labels and texts NULL;
 *     RsShow's bits for tracks and directions decide what is drawn, and in_replay how loud
 *   taking room before any name: rs_cover_furniture, rs_reserve_case (incident pins, event
 *     discs, the words of notes)
 *   over the tiles: ports; rs_reserve_vessels (the names of a handful of ships, before those of seas
 *     and towns); names; rs_draw_notes, rs_draw_undated, rs_draw_trails, rs_draw_events,
 *     rs_draw_incidents, rs_draw_vessels (symbols over the pins of the ports they lie in, then their
 *     labels); furniture last
 *
 * A part draws nothing for bits of frame->show that are off, skips what lies outside the canvas,
 * looks at the cancellable now and then, and sets inferred_in_view if it drew a position or line
 * that is not observed. */
typedef struct
{
  RsSnapshot *snapshot;
  const RsFrame *frame; /* view centre moved to whole device pixels in a buffer */
  const RsStyle *style;
  const RsTints *tints; /* colours of vessels and their tracks */
  RsAtlas *atlas;
  RsDetail *detail;
  GArray *fleet; /* of RsFleetMember: the ships in the picture; NULL until they are asked for */
  GArray *vessel_labels; /* names of ships that have their place; NULL until they do */
  GBytes *looks; /* (nullable): of a buffer: all that tracks depend on but the moment and the place of the view */
  RsKeptTrails *kept_trails; /* (nullable): those of the picture before, where that counts */
  RsNamePlaces *name_places; /* on which side of their ships names stood in the picture before */
  RsMarks *marks;   /* where incident pins and event discs stand */
  RsLabels *labels; /* who has which room in the picture */
  RsLabels *covered; /* what furniture will cover: words that lie there are left out */
  RsSprites *sprites; /* symbols painted before */
  RsTexts *texts;   /* measured and painted words */
  GHashTable *case_ports; /* set of const RsPort*: named by the case's events and incidents */
  const GArray *own_places; /* of RsOwnPlace: ports of the user's lists */
  const struct _RsLegendFacts *facts;
  GCancellable *cancellable; /* (nullable) */
  gboolean in_replay; /* the picture shows a moment: whole tracks are only context */
  gboolean inferred_in_view; /* out */
} RsDrawContext;

static inline gboolean
rs_draw_context_shows (const RsDrawContext *context, guint bits)
{
  return (context->frame->show & bits) != 0;
}

/* In replay the whole track only says where the trail belongs. */
#define RS_CONTEXT_ALPHA 0.45

/* How opaque a vessel's whole track is. */
static inline double
rs_draw_context_get_track_alpha (const RsDrawContext *context, gint64 vessel_id)
{
  if (context->frame->selected_vessel == vessel_id)
    return 1;
  return context->frame->track_opacity * (context->in_replay ? RS_CONTEXT_ALPHA : 1);
}

/* The case's parts. */
/* Before rs_draw_tracks () is called for several tiles at once: makes the levels ready that they will
 * ask for, each once, in several threads. */
void rs_prepare_tracks (const RsDrawContext *context);
void rs_draw_tracks (RsCanvas *canvas, RsDrawContext *context);
/* Called by it, over the lines. */
void rs_draw_suspects (RsCanvas *canvas, RsDrawContext *context);
void rs_reserve_case (RsCanvas *canvas, RsDrawContext *context);
void rs_reserve_vessels (RsCanvas *canvas, RsDrawContext *context);
void rs_reserve_notes (RsDrawContext *context); /* by rs_reserve_case () */
void rs_draw_notes (RsCanvas *canvas, RsDrawContext *context);
void rs_draw_undated (RsCanvas *canvas, RsDrawContext *context);
void rs_draw_trails (RsCanvas *canvas, RsDrawContext *context);
void rs_draw_events (RsCanvas *canvas, RsDrawContext *context);
void rs_draw_vessels (RsCanvas *canvas, RsDrawContext *context);
void rs_draw_incidents (RsCanvas *canvas, RsDrawContext *context);

/* The map's parts. Furniture is laid out first, to say what it covers. */
void rs_draw_base_map (RsCanvas *canvas, RsDrawContext *context);
void rs_draw_ports (RsCanvas *canvas, RsDrawContext *context);
void rs_draw_names (RsCanvas *canvas, RsDrawContext *context);
void rs_cover_furniture (RsCanvas *canvas, RsDrawContext *context);
void rs_draw_furniture (RsCanvas *canvas, RsDrawContext *context);

G_END_DECLS
