/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "drawing/view.h"

G_BEGIN_DECLS

/* Words on dark ground over the map, none of which lies over another one or over what is named as taken. One
 * frame's; pixels of its view. */
typedef struct
{
  GArray *taken; /* of graphene_rect_t */
} RsWords;

void rs_words_init (RsWords *self);
void rs_words_clear (RsWords *self);

/* Words go elsewhere, if they can. */
void rs_words_take (RsWords *self, const graphene_rect_t *box);

/**
 * rs_words_place:
 * @x: what the words belong to
 * @is_needed: rather farther off, or over something, than nowhere
 * @out: (out): where @width x @height belong, taken from now on
 *
 * The first free place beside (@x, @y), or farther above and below it, within @view.
 *
 * Returns: %FALSE if there is none
 */
gboolean rs_words_place (RsWords *self, const RsView *view, double x, double y, double width,
                         double height, gboolean is_needed, graphene_rect_t *out);

/* Draws @text where rs_words_place () has it, or leaves it out. */
void rs_words_append (RsWords *self, cairo_t *cr, GtkWidget *widget, const RsView *view,
                      const char *text, double x, double y, gboolean is_needed);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RsWords, rs_words_clear)

G_END_DECLS
