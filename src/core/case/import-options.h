/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/options.h"

G_BEGIN_DECLS

/* How a file was read, as it is kept with its import: "--map t=1,lat=2,lon=3 --time-zone Asia/Tokyo". */

/* What can be told of reading a file, in the order in which it is written. */
typedef enum
{
  RS_IMPORT_OPTION_LAYOUT,
  RS_IMPORT_OPTION_MAP,
  RS_IMPORT_OPTION_TIME_ZONE,
  RS_IMPORT_OPTION_ENCODING,
  RS_IMPORT_OPTION_DELIMITER,
  RS_IMPORT_OPTION_HEADER, /* "yes" or "no" */
  RS_IMPORT_OPTION_DATE,   /* ISO 8601, UTC */
  RS_N_IMPORT_OPTIONS
} RsImportOption;

/* (transfer full): what @options say; "" if nothing. @encoding: (nullable): that was said with them, or by a
 * saved layout */
char *rs_import_options_describe (const RsReadOptions *options, const char *encoding);

/* (transfer full) (nullable): what @text, as rs_import_options_describe () made it, says of @option; %NULL:
 * nothing. */
char *rs_import_options_find (const char *text, RsImportOption option);

G_END_DECLS
