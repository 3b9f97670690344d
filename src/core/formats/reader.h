/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "formats/advice.h"
#include "formats/error.h"
#include "formats/input.h"
#include "formats/options.h"
#include "model/records.h"

G_BEGIN_DECLS

/* Reading a file of any known layout: rows in, fixes and static reports out, pushed in batches into a
 * sink. Readers judge single values only; what to do with them is the sink's. */

/* Whom a row is about: the MMSI, or for a vessel that the file knows by name only
 * RS_READ_NAMED | a number counted up in the order of the names. */
#define RS_READ_NAMED (G_GUINT64_CONSTANT (1) << 32)

typedef struct
{
  guint64 key;
  RsFix fix; /* provenance observed unless the file says else, import 0; t_ms RS_TIME_NONE where the file tells no time */
  /* The row also says again, at its time, what the vessel's static report before said: as one with
   * "same" would, without the call. */
  gboolean says_again;
} RsReadFix;

/* What a row says of a vessel beside its position. Borrowed strings, valid UTF-8. */
typedef struct
{
  guint64 key;
  gint64 t_ms; /* RS_TIME_NONE unknown */
  guint32 line; /* of an archive: within the file in it */
  gboolean same; /* all as in this vessel's static report before: only the time is new */
  gboolean is_label; /* the name is ours: the file does not name the vessel */
  /* "" or 0: the row does not say. */
  const char *name, *callsign, *destination;
  guint32 imo; /* as it is there; check it with rs_imo_is_valid () */
  gint ship_type;
  guint16 dim_a_m, dim_b_m, dim_c_m, dim_d_m;
  guint16 draught_dm;
} RsReadStatic;

typedef struct
{
  guint64 bytes_done, bytes_total; /* on disk */
  guint64 n_records;
} RsReadProgress;

/* Called in the reading thread. A callback that fails sets @error and ends the reading. */
typedef struct
{
  gboolean (*fixes) (const RsReadFix *fixes, guint n, gpointer user_data, GError **error);
  gboolean (*statics) (const RsReadStatic *statics, gpointer user_data, GError **error);
  /* @text: valid UTF-8, at most %RS_MAX_REJECT_TEXT bytes; @reason: until the call returns */
  gboolean (*reject) (guint32 line, const char *reason, const char *text, gpointer user_data,
                      GError **error);
  /* (nullable): called each 64 KiB or so */
  void (*progress) (const RsReadProgress *progress, gpointer user_data);
  /* (nullable): whether a file of that size and, unless @sha256 is %NULL, of that content was read before:
   * such a file in an archive is not read again */
  gboolean (*is_known) (guint64 size, const char *sha256, gpointer user_data);
} RsReadSink;

/* What was read. */
typedef struct
{
  const char *layout; /* static */
  char *sha256;
  char *encoding; /* (nullable): that was said, by the user or by a saved layout */
  guint64 size;
  guint64 n_records; /* messages or rows, the rejected ones too */
  guint64 n_fixes, n_statics, n_rejected; /* given to the sink */
  guint64 n_undated; /* of the fixes: without a time */
  gboolean has_motion; /* the format, or a column, has speed or course; else a fix may have them nevertheless */
  char *clock;      /* which clock gave the times, in words */
  GPtrArray *notes; /* of char*: what else a person should know, in words */
  guint advice;     /* of RsAdvice: what a person could say against what the notes tell */
  GPtrArray *contents; /* of RsContent*: what a compressed file or an archive holds; else empty */
} RsReadSummary;

void rs_read_summary_clear (RsReadSummary *self);

/**
 * rs_read_file:
 * @path: the file
 * @options: how to read it
 * @sink: gets what is read
 * @cancellable: (nullable)
 * @out: (out): what was read, also on failure; free with rs_read_summary_clear ()
 * @error: set on failure: the file is none of ours, cannot be read, the sink failed or it was
 *   cancelled. Rows that are no good are no failure.
 *
 * Reads the file once. Blocks.
 */
gboolean rs_read_file (const char *path, const RsReadOptions *options, const RsReadSink *sink,
                       gpointer user_data, GCancellable *cancellable, RsReadSummary *out,
                       GError **error);

/* The same from an open input, which is used up. */
gboolean rs_read_input (RsInput *input, const RsReadOptions *options, const RsReadSink *sink,
                        gpointer user_data, GCancellable *cancellable, RsReadSummary *out,
                        GError **error);

/* A layout that the program reads. */
typedef struct
{
  const char *name;  /* "csv-noaa" */
  const char *title; /* "AIS of MarineCadastre (NOAA), CSV" */
} RsLayoutInfo;

/* (array length=out_n): all layouts; static. */
const RsLayoutInfo *rs_read_get_layouts (guint *out_n);

G_END_DECLS
