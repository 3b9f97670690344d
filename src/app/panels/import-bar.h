/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/session.h"

G_BEGIN_DECLS

/* Runs an import and shows its progress, rate and a cancel button in a bar that folds away when
 * nothing is imported. Does not block anything.
 *
 * Signals: "done" (RsImportOutcome *): finished, failed or cancelled; valid during the call */
#define RS_TYPE_IMPORT_BAR (rs_import_bar_get_type ())
G_DECLARE_FINAL_TYPE (RsImportBar, rs_import_bar, RS, IMPORT_BAR, GtkBox)

/* What became of an import as a whole. Borrowed. */
typedef struct
{
  GPtrArray *results;  /* of RsImportResult*, nullable */
  const GError *error; /* nullable: nothing was imported; G_IO_ERROR_CANCELLED if the user said so */
  double seconds;      /* wall time it took */
} RsImportOutcome;

void rs_import_bar_set_session (RsImportBar *self, RsSession *session);

/**
 * rs_import_bar_start:
 * @paths: (array zero-terminated): files
 * @options: how to read them; copied
 *
 * Returns: %FALSE if an import is under way already or there is no case
 */
gboolean rs_import_bar_start (RsImportBar *self, const char *const *paths,
                              const RsReadOptions *options);
void rs_import_bar_cancel (RsImportBar *self);
gboolean rs_import_bar_is_running (RsImportBar *self);

G_END_DECLS
