/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "drawing/canvas.h"
#include "drawing/frame.h"

G_BEGIN_DECLS

/* Words of a picture: measured and painted through Pango once, kept, then only copied. One set
 * belongs to one renderer; one thread at a time. */
typedef struct _RsTexts RsTexts;

typedef enum
{
  RS_FACE_PLAIN,
  RS_FACE_BOLD,
  RS_FACE_ITALIC,
  RS_FACE_SPACED,  /* capitals set wide: countries */
  RS_FACE_FIGURES, /* tabular figures */
  RS_FACE_FIGURES_BOLD,
  RS_N_FACES
} RsFace;

/* How words look. Plain value. */
typedef struct
{
  RsFace face;
  float size_px;   /* height of the em, logical pixels */
  RsColor color;
  RsColor halo;    /* 0 none */
  float halo_px;   /* how far it reaches */
  RsLang lang;     /* decides between the regional forms of Chinese characters */
} RsTextStyle;

RsTexts *rs_texts_new (void);
void rs_texts_free (RsTexts *self);

/**
 * rs_texts_measure:
 * @text: UTF-8; a newline begins a new, centred line
 * @out_width: (out) (optional): logical pixels, without halo
 * @out_height: (out) (optional): of all lines
 * @out_ascent: (out) (optional): from the upper edge to the first base line
 */
void rs_texts_measure (RsTexts *self, const RsTextStyle *style, const char *text,
                       double *out_width, double *out_height, double *out_ascent);

/**
 * rs_texts_elide:
 * @text: UTF-8, one line
 * @max_px: > 0, logical pixels
 *
 * Returns: (transfer full) (nullable): the longest beginning of @text and "…" that is no wider than @max_px;
 *   %NULL if @text itself is no wider
 */
char *rs_texts_elide (RsTexts *self, const RsTextStyle *style, const char *text, double max_px);

/* Paints with the upper left corner of the measured box at (x, y); in a buffer moved to whole
 * device pixels, so that letters stay crisp. */
void rs_texts_draw (RsTexts *self, RsCanvas *canvas, const RsTextStyle *style, const char *text,
                    double x, double y, double alpha);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsTexts, rs_texts_free)

G_END_DECLS
