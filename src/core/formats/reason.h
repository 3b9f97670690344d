/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Why rows are rejected. A reason is stored in English, the same words for the same thing, so that
 * files and counts do not depend on the language of who imported. */

/* A reason may name the column and the value at fault: "time is not readable: BaseDateTime = “x”".
 * (nullable): the reason without them, by which rows are counted; static. NULL if it is none of ours. */
const char *rs_reason_get_base (const char *reason);

/* (transfer full): @reason with the field, or the column, and the value at fault; @value: cut to 80 bytes */
char *rs_reason_name_value (const char *reason, const char *field, const char *value);

/* (transfer full): @reason in the user's language, with what it names; itself if it is none of ours. */
char *rs_reason_to_local (const char *reason);

/* (array length=out_n): all reasons that the readers give; static. */
const char *const *rs_reason_get_all (guint *out_n);

G_END_DECLS
