/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where this user's imported files lie, by what is in them. Not in the case, which is given to others: kept in the
 * user's own state folder, the last few hundred. What cannot be written is forgotten. */

/* @sha256: of the file, hex; @path: absolute or not */
void rs_source_memory_note (const char *sha256, const char *path);

/* (transfer full) (nullable): where a file of that content was when it was last noted. It need not be there now. */
char *rs_source_memory_find (const char *sha256);

G_END_DECLS
