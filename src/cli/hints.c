/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/hints.h"

#include <stdio.h>

/* By bit. */
static const char *const hints[RS_N_ADVICES] = {
  ("say which column is what with --map t=COLUMN,lat=COLUMN,lon=COLUMN,mmsi=COLUMN; a column is its "
   "header, or its number from 1 (import --help lists all fields; preview shows the columns)"),
  "if day and month are the other way round, say --map t=COLUMN:dmy or t=COLUMN:mdy, with the other columns",
  "if times are of another zone, name it with --time-zone",
  "name the day on which the log begins with --date",
  "if the text is in another encoding, name it with --encoding",
  "leave --layout away, so that the layout is found out",
};

void
rs_hints_print (guint advice, const char *prefix, gboolean to_stderr)
{
  for (guint i = 0; i < RS_N_ADVICES; i++)
    if (advice & 1u << i)
      fprintf (to_stderr ? stderr : stdout, "%shint: %s\n", prefix, hints[i]);
}

void
rs_hints_add_json (JsonBuilder *builder, guint advice)
{
  json_builder_set_member_name (builder, "hints");
  json_builder_begin_array (builder);
  for (guint i = 0; i < RS_N_ADVICES; i++)
    if (advice & 1u << i)
      json_builder_add_string_value (builder, hints[i]);
  json_builder_end_array (builder);
}
