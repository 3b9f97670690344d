/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/csv.h"

G_BEGIN_DECLS

/* The first records of a CSV, kept as cells. Owns its texts; immutable once made. */
typedef struct
{
  guint32 line;
  guint n_cells;
  RsCell *cells;
  const char *record; /* as it lies in the file, terminated, cut to %RS_MAX_REJECT_TEXT */
} RsCsvSampleRow;

typedef struct
{
  char delimiter;
  GArray *rows; /* of RsCsvSampleRow; records that cannot be split are left out */
  guint n_usual; /* the number of cells that most rows have, 0 if there are none */
  GStringChunk *texts;
} RsCsvSample;

/**
 * rs_csv_sample_new:
 * @text: (array length=n): the beginning of a file, UTF-8 or nearly
 * @whole: whether it is the whole file; else the last line is cut and left out
 * @delimiter: the delimiter, 0 to find it out: the one with which the rows agree best on their number
 *   of cells, and a header is known best
 * @max: rows at most
 *
 * Returns: (transfer full): the sample
 */
RsCsvSample *rs_csv_sample_new (const char *text, gsize n, gboolean whole, char delimiter, guint max);
void rs_csv_sample_free (RsCsvSample *self);

static inline const RsCsvSampleRow *
rs_csv_sample_get (const RsCsvSample *self, guint i)
{
  return &g_array_index (self->rows, RsCsvSampleRow, i);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsCsvSample, rs_csv_sample_free)

G_END_DECLS
