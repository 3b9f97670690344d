/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Why rows are rejected. A reason is stored in English, the same words for the same thing, so that
 * files and counts do not depend on the language of who imported. */

/* @reason in the user's language; itself if it is none of ours. Static or as long as @reason. */
const char *rs_reason_to_local (const char *reason);

/* (array length=out_n): all reasons that the readers give; static. */
const char *const *rs_reason_get_all (guint *out_n);

G_END_DECLS
