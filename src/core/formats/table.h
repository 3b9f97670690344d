/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/input.h"

G_BEGIN_DECLS

typedef enum
{
  RS_TABLE_NONE,    /* something else, a list of vessels or of ports, or it cannot be read */
  RS_TABLE_KNOWN,   /* which column is what is found out, or a saved layout says it */
  RS_TABLE_UNKNOWN, /* a CSV or JSON of which a person has to say it */
} RsTableKind;

/* Whether a file has columns that a person may, or has to, say something about; of an archive, whether any
 * file in it has: %RS_TABLE_UNKNOWN only if nothing in it is known. Blocks; looks at the first 64 KiB. */
RsTableKind rs_read_table_kind (const char *path);

/**
 * rs_read_open_table:
 * @path: a file
 * @out_member: (out): (transfer full) (nullable): the name of the file in it that was opened, if it is an
 *   archive
 * @error: set if it cannot be read, or is an archive without a table
 *
 * Opens the table that a person is shown: the file, or the first in an archive of which nobody knows the
 * columns, or else the first known one. Blocks.
 *
 * Returns: (transfer full) (nullable): nothing was read of it
 */
RsInput *rs_read_open_table (const char *path, char **out_member, GError **error);

G_END_DECLS
