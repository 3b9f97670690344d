/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/records.h"

G_BEGIN_DECLS

/* What there is to say of an import, right after it and whenever its record is opened later: rows of a
 * page. */

void rs_import_parts_add_count (AdwPreferencesGroup *group, const char *title, guint64 n);

/* Records read, positions kept and how many rows were rejected. */
void rs_import_parts_add_counts (AdwPreferencesGroup *group, const RsImport *import);

/* Something that was passed over, merged or doubted: without it the counts would not add up. */
void rs_import_parts_add_note (AdwPreferencesGroup *group, const char *note);

/* What a person can do against what the notes, or the error of a file that was not imported, tell.
 * @advice: RsAdvice bits */
void rs_import_parts_add_advice (AdwPreferencesGroup *group, guint advice, gboolean is_imported);

/* How many rows were rejected. @reasons: (nullable): of RsReasonCount* */
guint64 rs_import_parts_count_reasons (const GPtrArray *reasons);

/* Rows of a list of vessels or ports that were rejected, by reason; the case does not keep them. @reasons: of
 * RsReasonCount*; nothing if there are none. */
void rs_import_parts_add_list_reasons (AdwPreferencesGroup *group, const GPtrArray *reasons);

/* Rejected rows by reason; a click shows those of one. @reasons: of RsReasonCount*; nothing if there are
 * none. */
void rs_import_parts_add_reasons (AdwPreferencesGroup *group, const RsImport *import,
                                  const GPtrArray *reasons);

/* Kept but suspicious positions by what is suspicious; a click shows those of one. Nothing if there are
 * none. @n_flagged: RS_N_FIX_FLAGS of them */
void rs_import_parts_add_flags (AdwPreferencesGroup *group, const RsImport *import,
                                const guint64 *n_flagged);

G_END_DECLS
