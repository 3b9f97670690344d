/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "export/selection.h"

G_BEGIN_DECLS

/* The incident report: one list of blocks, made once, written by three backends that share nothing
 * else. So HTML, Markdown and PDF say the same. */
typedef enum
{
  RS_BLOCK_TITLE,
  RS_BLOCK_HEADING, /* an incident */
  RS_BLOCK_SUBHEADING,
  RS_BLOCK_TEXT,
  RS_BLOCK_WARNING, /* boxed: what is reconstructed */
  RS_BLOCK_FACTS,   /* rows of two cells: name, value */
  RS_BLOCK_TABLE,   /* first row is the header */
  RS_BLOCK_PAIR,    /* two columns: rows[0] has the two titles, then what each side says */
  RS_BLOCK_PICTURE, /* the map of an incident */
} RsBlockKind;

typedef struct
{
  RsBlockKind kind;
  char *text;
  GPtrArray *rows; /* of GStrv; NULL but for FACTS, TABLE, PAIR */
  const RsIncident *incident; /* PICTURE */
} RsBlock;

/* (transfer full) (element-type RsBlock): strings in the user's language. */
GPtrArray *rs_report_build (const RsSelection *selection);

/* The frame of an incident's map: its place, area and the ways of its vessels around its time;
 * pointers in it live as long as the selection. */
void rs_report_frame (const RsSelection *selection, const RsIncident *incident, double width,
                      double height, RsFrame *frame);

gboolean rs_report_write (const RsSelection *selection, RsExportFormat format, RsAtlas *atlas,
                          const char *path, GCancellable *cancellable, GError **error);

/* Backends. */
gboolean rs_report_write_html (const RsSelection *selection, GPtrArray *blocks, RsAtlas *atlas,
                               const char *path, GCancellable *cancellable, GError **error);
gboolean rs_report_write_markdown (const RsSelection *selection, GPtrArray *blocks,
                                   const char *path, GCancellable *cancellable, GError **error);
gboolean rs_report_write_pdf (const RsSelection *selection, GPtrArray *blocks, RsAtlas *atlas,
                              const char *path, GCancellable *cancellable, GError **error);

G_END_DECLS
