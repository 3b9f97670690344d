/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Who has which room in one picture: boxes in logical pixels, found through a coarse grid. What is
 * placed first stays; who comes later goes where there is room or not at all. One thread. */
typedef struct _RsLabels RsLabels;

typedef struct
{
  double x, y, width, height; /* upper left corner */
} RsBox;

RsLabels *rs_labels_new (void);
void rs_labels_free (RsLabels *self);

/* Forgets all boxes. */
void rs_labels_clear (RsLabels *self);

/* Whether no box taken so far overlaps @box. Boxes may lie outside the picture. */
gboolean rs_labels_is_free (const RsLabels *self, const RsBox *box);

/* Takes the room whether it is free or not: symbols, pins, furniture. */
void rs_labels_take (RsLabels *self, const RsBox *box);

/**
 * rs_labels_place:
 * @candidates: (array length=n): where it might go, best first
 *
 * Takes the first candidate that is free.
 *
 * Returns: its index, or -1 if none is free and nothing was taken
 */
gint rs_labels_place (RsLabels *self, const RsBox *candidates, guint n);

/**
 * rs_labels_place_around:
 * @x: middle of a point symbol
 * @y: middle of a point symbol
 * @gap: from there to the words' nearest edge
 * @width: of the words
 * @height: of the words
 * @padding: room kept free around the words
 * @out: (out): where the words go, without the padding
 *
 * Tries right, left, above, below and the four corners, in this order.
 *
 * Returns: %FALSE if there is no room
 */
gboolean rs_labels_place_around (RsLabels *self, double x, double y, double gap, double width,
                                 double height, double padding, RsBox *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsLabels, rs_labels_free)

G_END_DECLS
