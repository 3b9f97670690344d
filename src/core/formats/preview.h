/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/csv-layout.h"
#include "formats/input.h"
#include "formats/options.h"
#include "model/fix.h"

G_BEGIN_DECLS

/* The beginning of a CSV or of JSON as it would be read, for a person who says which column is what. Immutable;
 * owned strings, valid UTF-8. */
typedef struct
{
  guint32 line;
  char **cells; /* NULL-terminated; may be fewer or more than there are columns */
  char *problem; /* (nullable): why it would be rejected, in the user's language */
  guint32 mmsi; /* 0 unknown */
  RsFix fix; /* valid if there is no problem and the columns are known */
  /* (nullable) (array length=RS_N_FIELDS): how the value of each field that has a column is read, in the
   * user's language, "" for nothing; NULL for those that have none. NULL: it would be rejected, or the columns
   * are not known. */
  char **readings;
} RsPreviewRow;

typedef struct
{
  char *layout; /* "csv-noaa", ...; "" if the columns are not known */
  char *encoding; /* as it was found or said */
  char delimiter; /* 0: JSON */
  gboolean has_header;
  gboolean found; /* time and position are known: rows were read */
  char **names; /* of the columns, by their header or number; NULL-terminated */
  RsCsvColumns columns; /* if not found: those that the header names nevertheless */
  char *member; /* (nullable): which file of an archive it is */
  char *saved; /* (nullable): the saved layout that it is read with unasked */
  char *map; /* the columns as --map takes them, "" if they are not known */
  GPtrArray *rows; /* of RsPreviewRow* */
  GPtrArray *notes; /* of char*: what a person should know, in the user's language */
  guint advice;     /* of RsAdvice: what a person could say against what they tell */
} RsPreview;

/**
 * rs_read_preview:
 * @path: a CSV, or JSON lines or arrays; of an archive its first table is taken, rather one of which nobody
 *   knows the columns
 * @options: what the user says; the map may be wrong, which is an error
 * @max_rows: rows at most, up to 100
 * @error: set if the file cannot be read or the options do not fit it
 *
 * Looks at the first 64 KiB only: what the whole file would tell of days and months is left open, and
 * a note says so. A file that is no CSV gives what it looks like as one. Blocks.
 *
 * Returns: (transfer full) (nullable): the preview
 */
RsPreview *rs_read_preview (const char *path, const RsReadOptions *options, guint max_rows,
                            GError **error);

/* The same from an open input, of which nothing was read, and which is used up; saved layouts are not looked
 * for. */
RsPreview *rs_read_preview_input (RsInput *input, const RsReadOptions *options, guint max_rows,
                                  GError **error);
void rs_preview_free (RsPreview *self);

/* (transfer full) (nullable): the headers for RsSavedLayout; %NULL if there are none. */
char *rs_preview_dup_header_row (const RsPreview *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsPreview, rs_preview_free)

G_END_DECLS
