/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * rs_data_file_find:
 * @name: of a file that the program brings
 *
 * Returns: (transfer full): its path in $RS_DATADIR, else in the build's resources folder, else in the
 *   installed one; the last place that could have it if none has
 */
char *rs_data_file_find (const char *name);

G_END_DECLS
