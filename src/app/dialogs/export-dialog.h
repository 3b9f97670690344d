/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/window.h"

G_BEGIN_DECLS

/* What of the case is exported. */
typedef enum
{
  RS_EXPORT_SCOPE_ALL,
  RS_EXPORT_SCOPE_SHOWN,    /* vessels that are not hidden and pass the filter, all incidents */
  RS_EXPORT_SCOPE_SELECTED, /* the vessel, or the incident with its vessels */
  RS_N_EXPORT_SCOPES
} RsExportScope;

/* Adds win.export, which shows the dialog, and win.export-to, which writes "FORMAT::PATH". */
void rs_export_install_actions (RsWindow *window);

/* Shows the dialog: format and scope, then where to. */
void rs_export_dialog_present (RsWindow *window);

/**
 * rs_export_write_file:
 * @format: as rs_export_format_to_string (), or "picture": what the map shows now, as PNG, SVG or
 *   PDF by the ending of @path
 * @path: file to write; an older one is replaced
 * @scope: what of the case; a picture takes no notice
 *
 * Writes in a worker; a toast tells how it went and offers the folder.
 */
void rs_export_write_file (RsWindow *window, const char *format, const char *path,
                           RsExportScope scope);

G_END_DECLS
