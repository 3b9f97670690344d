/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "drawing/frame.h"
#include "model/snapshot.h"

G_BEGIN_DECLS

#define RS_EXPORT_ERROR (rs_export_error_quark ())
GQuark rs_export_error_quark (void);
typedef enum
{
  RS_EXPORT_ERROR_WRITE,  /* the file cannot be written */
  RS_EXPORT_ERROR_FORMAT, /* the format cannot hold what was asked */
  RS_EXPORT_ERROR_EMPTY,  /* nothing to export */
} RsExportError;

typedef enum
{
  RS_EXPORT_GEOJSON,
  RS_EXPORT_KML,
  RS_EXPORT_KMZ,
  RS_EXPORT_GPX,
  RS_EXPORT_CSV,
  RS_EXPORT_HTML,
  RS_EXPORT_MARKDOWN,
  RS_EXPORT_PDF,
  RS_N_EXPORTS
} RsExportFormat;

/* "geojson", "kml", "kmz", "gpx", "csv", "html", "md", "pdf". */
const char *rs_export_format_to_string (RsExportFormat format);
gboolean rs_export_format_from_string (const char *text, RsExportFormat *out);

/* What to export. Borrowed. */
typedef struct
{
  const gint64 *vessel_ids; /* n_vessels of them; NULL: all */
  guint n_vessels;
  const gint64 *incident_ids; /* n_incidents of them; NULL: all */
  guint n_incidents;
  gint64 from_ms, to_ms;    /* RS_TIME_NONE: open */
  GTimeZone *zone;          /* (nullable): second time zone in reports */
  const char *zone_label;   /* (nullable) */
  RsLang lang;              /* of names of ports in titles of events, and in the report's map picture */
  gint64 now_ms;            /* "made at", RS_TIME_NONE: left out, so that tests compare */
} RsExportOptions;

void rs_export_options_init (RsExportOptions *options);

/**
 * rs_export_write:
 * @snapshot: the case
 * @format: what to write
 * @options: what of it
 * @atlas: (nullable): needed for the map picture of HTML and PDF
 * @path: file to write; written aside and renamed, an older one is replaced
 * @cancellable: (nullable): a cancel leaves no file
 *
 * Byte-identical for the same snapshot and options, from the window and the shell command. Every
 * format carries provenance, sources, import hashes and time zone as it can. Blocks.
 */
gboolean rs_export_write (RsSnapshot *snapshot, RsExportFormat format,
                          const RsExportOptions *options, RsAtlas *atlas, const char *path,
                          GCancellable *cancellable, GError **error);

/* How many fixes of what is exported have no time and are therefore not in the file: GPX and KML have tracks only,
 * and no fix without a time is within a span. */
guint64 rs_export_count_left_out (RsSnapshot *snapshot, RsExportFormat format,
                                  const RsExportOptions *options);

/**
 * rs_export_picture:
 * @frame: what to draw
 * @path: ends in .png, .svg or .pdf
 *
 * The map as a picture file, the same as on screen. Blocks.
 */
gboolean rs_export_picture (RsSnapshot *snapshot, const RsFrame *frame, RsAtlas *atlas,
                            const char *path, GCancellable *cancellable, GError **error);

G_END_DECLS
