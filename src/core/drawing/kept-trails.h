/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "drawing/canvas.h"
#include "drawing/level-of-detail.h"
#include "drawing/view.h"

G_BEGIN_DECLS

/* The trails of a picture as they were painted, to be laid over those that follow while the ships have hardly
 * moved: a replay shows thirty pictures a second, and ten thousand trails cost as much as all else in one.
 * One thread. */
typedef struct _RsKeptTrails RsKeptTrails;

RsKeptTrails *rs_kept_trails_new (void);
void rs_kept_trails_free (RsKeptTrails *self);

/**
 * rs_kept_trails_fit:
 * @looks: all that trails depend on but what else is asked for here
 * @now: where the ships are
 *
 * Returns: whether no ship in the view is half a pixel or more from where it was when the trails were painted,
 *   and no trail began by more than a twentieth of its time earlier or later
 */
gboolean rs_kept_trails_fit (const RsKeptTrails *self, GBytes *looks, const RsView *view,
                             const RsPositions *now, gint64 trail_ms);

/* Returns: (transfer full): a transparent canvas like @canvas to paint new trails on; the old ones are gone */
RsCanvas *rs_kept_trails_begin (RsKeptTrails *self, RsCanvas *canvas);

/* What was painted since is whole, and is kept. @inferred: some of it is not observed */
void rs_kept_trails_end (RsKeptTrails *self, GBytes *looks, const RsView *view, RsPositions *now,
                         gint64 trail_ms, gboolean inferred);

/* Lays them over the picture.
 *
 * Returns: whether some of them is not observed */
gboolean rs_kept_trails_paint (const RsKeptTrails *self, RsCanvas *canvas);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsKeptTrails, rs_kept_trails_free)

G_END_DECLS
