/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  RS_TABLE_NONE,    /* something else, a list of vessels or of ports, or it cannot be read */
  RS_TABLE_KNOWN,   /* which column is what is found out, or a saved layout says it */
  RS_TABLE_UNKNOWN, /* a CSV of which a person has to say it */
} RsTableKind;

/* Whether a file has columns that a person may, or has to, say something about. Blocks; looks at the
 * first 64 KiB. */
RsTableKind rs_read_table_kind (const char *path);

G_END_DECLS
