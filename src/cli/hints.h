/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "formats/advice.h"

G_BEGIN_DECLS

/* How what a reader advises (RsAdvice) is said in a shell. */

/* Prints each as "PREFIXhint: TEXT". @advice: bits. @to_stderr: as an error is told; else to standard output */
void rs_hints_print (guint advice, const char *prefix, gboolean to_stderr);

/* Adds "hints": ["...", ...]. */
void rs_hints_add_json (JsonBuilder *builder, guint advice);

G_END_DECLS
