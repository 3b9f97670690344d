/* SPDX-License-Identifier: GPL-3.0-or-later */
/* roadstead-cli preview: how a CSV would be read, before it is. */
#include <stdio.h>

#include "cli/command.h"
#include "cli/hints.h"
#include "cli/read-args.h"
#include "formats/preview.h"

static void
add_string (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
add_strings (JsonBuilder *builder, const char *name, char **values, guint n)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < n; i++)
    json_builder_add_string_value (builder, values[i]);
  json_builder_end_array (builder);
}

/* The field of a column and its unit, as --map has them; NULL none. */
static char *
describe_column (const RsPreview *preview, gint column)
{
  for (guint f = 0; f < RS_N_FIELDS; f++)
    if (preview->columns.columns[f] == column)
      {
        const char *unit = rs_unit_to_string (preview->columns.units[f]);

        return g_strdup_printf ("%s%s%s", rs_field_to_string (f), unit[0] ? ":" : "", unit);
      }
  return NULL;
}

static void
print_json (const RsPreview *preview)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  char delimiter[] = { preview->delimiter, '\0' };

  json_builder_begin_object (builder);
  add_string (builder, "layout", preview->found ? preview->layout : NULL);
  add_string (builder, "encoding", preview->encoding);
  add_string (builder, "delimiter", delimiter);
  json_builder_set_member_name (builder, "header");
  json_builder_add_boolean_value (builder, preview->has_header);
  add_string (builder, "map", preview->found ? preview->map : NULL);
  json_builder_set_member_name (builder, "columns");
  json_builder_begin_array (builder);
  for (guint i = 0; preview->names[i]; i++)
    {
      g_autofree char *field = describe_column (preview, (gint) i);

      json_builder_begin_object (builder);
      add_string (builder, "name", preview->names[i]);
      add_string (builder, "field", field);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  add_strings (builder, "notes", (char **) preview->notes->pdata, preview->notes->len);
  rs_hints_add_json (builder, preview->advice);
  json_builder_set_member_name (builder, "rows");
  json_builder_begin_array (builder);
  for (guint i = 0; i < preview->rows->len; i++)
    {
      const RsPreviewRow *row = g_ptr_array_index (preview->rows, i);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "line");
      json_builder_add_int_value (builder, row->line);
      add_strings (builder, "cells", row->cells, g_strv_length (row->cells));
      rs_command_json_time (builder, "t",
                            preview->found && !row->problem ? row->fix.t_ms : RS_TIME_NONE);
      add_string (builder, "problem", row->problem);
      json_builder_set_member_name (builder, "read");
      json_builder_begin_object (builder);
      for (guint f = 0; row->readings && f < RS_N_FIELDS; f++)
        if (row->readings[f] && *row->readings[f])
          add_string (builder, rs_field_to_string ((RsField) f), row->readings[f]);
      json_builder_end_object (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  rs_command_print_json (builder, TRUE);
}

static void
print_text (const RsPreview *preview)
{
  printf ("layout %s, %s", preview->found ? preview->layout : "unknown", preview->encoding);
  if (preview->delimiter)
    printf (", delimiter %s, %s",
            preview->delimiter == '\t' ? "tab" : (char[]){ preview->delimiter, '\0' },
            preview->has_header ? "with a header" : "without a header");
  putchar ('\n');
  if (preview->found)
    printf ("--map %s\n", preview->map);
  for (guint i = 0; i < preview->notes->len; i++)
    printf ("note: %s\n", (const char *) g_ptr_array_index (preview->notes, i));
  rs_hints_print (preview->advice, "", FALSE);
  for (guint i = 0; preview->names[i]; i++)
    {
      g_autofree char *field = describe_column (preview, (gint) i);

      printf ("column %u %s: %s\n", i + 1, preview->names[i], field ? field : "-");
    }
  for (guint i = 0; i < preview->rows->len; i++)
    {
      const RsPreviewRow *row = g_ptr_array_index (preview->rows, i);
      g_autofree char *cells = g_strjoinv (" | ", row->cells);
      g_autoptr (GString) read = g_string_new (NULL);

      printf ("%u: %s\n", row->line, cells);
      for (guint f = 0; row->readings && f < RS_N_FIELDS; f++)
        if (row->readings[f] && *row->readings[f])
          g_string_append_printf (read, "%s%s=%s", read->len > 0 ? " " : "", rs_field_to_string ((RsField) f),
                                  row->readings[f]);
      if (preview->found)
        printf ("   %s%s\n", row->problem ? "rejected: " : "", row->problem ? row->problem : read->str);
    }
}

int
rs_command_preview (int argc, char **argv)
{
  g_auto (RsReadArgs) args = { 0 };
  gboolean json = FALSE;
  gint n_rows = 10;
  GOptionEntry entries[RS_READ_ARGS + 3] = {
    [RS_READ_ARGS] = { "rows", 0, 0, G_OPTION_ARG_INT, &n_rows, "How many rows, up to 100", "N" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Write the preview as JSON", NULL },
    { NULL },
  };
  g_autofree char *summary
      = g_strconcat ("Show how a CSV would be read, without importing it: encoding, delimiter, which "
                     "column is what, the first rows with their time or why they would be rejected. "
                     "Exit code 3: the columns are not known.\n\n",
                     rs_csv_layout_map_help (), NULL);
  RsReadOptions options = { 0 };
  g_autoptr (RsPreview) preview = NULL;
  g_autoptr (GError) error = NULL;
  int code;

  rs_read_args_get_entries (&args, entries);
  code = rs_command_parse (&argc, &argv, "FILE", summary, entries, 1, 1);
  if (code >= 0)
    return code;
  if (!rs_read_args_get_options (&args, &options))
    return RS_EXIT_USAGE;
  preview = rs_read_preview (argv[1], &options, (guint) CLAMP (n_rows, 1, 100), &error);
  if (!preview)
    return rs_command_fail (error);
  if (json)
    print_json (preview);
  else
    print_text (preview);
  return preview->found ? RS_EXIT_OK : RS_EXIT_PARTIAL;
}
