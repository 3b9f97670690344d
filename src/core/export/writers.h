/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "export/out.h"
#include "export/selection.h"

G_BEGIN_DECLS

/* One writer for each format; called by rs_export_write () alone. Each writes the whole content to
 * @out, whose errors stick. */
void rs_write_geojson (RsOut *out, const RsSelection *selection);
void rs_write_kml (RsOut *out, const RsSelection *selection);
void rs_write_gpx (RsOut *out, const RsSelection *selection);
void rs_write_csv (RsOut *out, const RsSelection *selection);

/* A KMZ is a zip of one KML; libarchive writes it from a file next to @path. */
gboolean rs_write_kmz (const RsSelection *selection, const char *path, GCancellable *cancellable,
                       GError **error);

G_END_DECLS
