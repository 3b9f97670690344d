/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "case/case.h"

G_BEGIN_DECLS

/* (transfer full): of a file of which nothing is known yet. */
RsImportResult *rs_import_result_new (const char *path);

/* Counts a rejected row. @by_reason: the result's own RsReasonCount by what they are counted by, empty at first;
 * keys and values are the result's */
void rs_import_result_count (RsImportResult *self, GHashTable *by_reason, const char *reason, guint32 line);

G_END_DECLS
