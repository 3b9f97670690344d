/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "export/export.h"

#include <glib/gi18n-lib.h>

#include "export/report.h"
#include "export/writers.h"

G_DEFINE_QUARK (rs-export-error-quark, rs_export_error)

static const char *const format_names[RS_N_EXPORTS]
    = { "geojson", "kml", "kmz", "gpx", "csv", "html", "md", "pdf" };

const char *
rs_export_format_to_string (RsExportFormat format)
{
  g_return_val_if_fail (format < RS_N_EXPORTS, NULL);
  return format_names[format];
}

gboolean
rs_export_format_from_string (const char *text, RsExportFormat *out)
{
  for (guint i = 0; i < RS_N_EXPORTS; i++)
    if (g_ascii_strcasecmp (text, format_names[i]) == 0)
      {
        *out = i;
        return TRUE;
      }
  return FALSE;
}

void
rs_export_options_init (RsExportOptions *options)
{
  *options = (RsExportOptions){
    .from_ms = RS_TIME_NONE,
    .to_ms = RS_TIME_NONE,
    .lang = RS_LANG_EN,
    .now_ms = RS_TIME_NONE,
  };
}

static gboolean
write_text (const RsSelection *selection, void (*func) (RsOut *, const RsSelection *),
            const char *path, GCancellable *cancellable, GError **error)
{
  RsOut *out = rs_out_open (path, cancellable, error);

  if (!out)
    return FALSE;
  func (out, selection);
  return rs_out_finish (out, error);
}

guint64
rs_export_count_left_out (RsSnapshot *snapshot, RsExportFormat format, const RsExportOptions *options)
{
  gboolean is_track = format == RS_EXPORT_GPX || format == RS_EXPORT_KML || format == RS_EXPORT_KMZ;
  gboolean is_data = is_track || format == RS_EXPORT_GEOJSON || format == RS_EXPORT_CSV;
  RsExportOptions all = *options;
  g_autoptr (RsSelection) selection = NULL;

  if (!is_data
      || (!is_track && options->from_ms == RS_TIME_NONE && options->to_ms == RS_TIME_NONE))
    return 0;
  all.from_ms = all.to_ms = RS_TIME_NONE;
  selection = rs_selection_new (snapshot, &all);
  return rs_selection_count_undated (selection);
}

gboolean
rs_export_write (RsSnapshot *snapshot, RsExportFormat format, const RsExportOptions *options,
                 RsAtlas *atlas, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (RsSelection) selection = rs_selection_new (snapshot, options);

  switch (format)
    {
    case RS_EXPORT_GEOJSON:
      return write_text (selection, rs_write_geojson, path, cancellable, error);
    case RS_EXPORT_KML:
      return write_text (selection, rs_write_kml, path, cancellable, error);
    case RS_EXPORT_KMZ:
      return rs_write_kmz (selection, path, cancellable, error);
    case RS_EXPORT_GPX:
      return write_text (selection, rs_write_gpx, path, cancellable, error);
    case RS_EXPORT_CSV:
      return write_text (selection, rs_write_csv, path, cancellable, error);
    case RS_EXPORT_HTML:
    case RS_EXPORT_MARKDOWN:
    case RS_EXPORT_PDF:
      return rs_report_write (selection, format, atlas, path, cancellable, error);
    case RS_N_EXPORTS:
    default:
      g_return_val_if_reached (FALSE);
    }
}
