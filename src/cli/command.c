/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Where an argument began with a minus after it, GOption leaves the “--” among them. */
static void
drop_separator (int *argc, char **argv)
{
  int i = 1;

  while (i < *argc && strcmp (argv[i], "--") != 0)
    i++;
  if (i == *argc)
    return;
  for (--*argc; i <= *argc; i++)
    argv[i] = argv[i + 1];
}

int
rs_command_parse (int *argc, char ***argv, const char *usage, const char *summary,
                  const GOptionEntry *entries, int min_args, int max_args)
{
  g_autoptr (GOptionContext) context = g_option_context_new (usage);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_strdup_printf ("roadstead-cli %s", (*argv)[0]);
  gboolean help = FALSE;
  const GOptionEntry help_entry[]
      = { { "help", 'h', 0, G_OPTION_ARG_NONE, &help, "Show this help", NULL }, { NULL } };

  g_option_context_set_summary (context, summary);
  g_option_context_set_help_enabled (context, FALSE);
  if (entries)
    g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_add_main_entries (context, help_entry, NULL);
  g_set_prgname (name);
  if (!g_option_context_parse (context, argc, argv, &error))
    {
      gboolean is_unknown = g_error_matches (error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION);

      fprintf (stderr, "%s: %s%s\n", name, error->message,
               is_unknown && max_args != 0 ? "; an argument that begins with “-” goes after “--”" : "");
      return RS_EXIT_USAGE;
    }
  drop_separator (argc, *argv);
  if (help)
    {
      g_autofree char *text = g_option_context_get_help (context, TRUE, NULL);

      fputs (text, stdout);
      return RS_EXIT_OK;
    }
  if (*argc - 1 < min_args || (max_args >= 0 && *argc - 1 > max_args))
    {
      fprintf (stderr, "%s: wrong number of arguments; usage: %s [OPTION...] %s\n", name, name,
               usage);
      return RS_EXIT_USAGE;
    }
  return -1;
}

static void
open_progress (guint64 n_done, guint64 n_all, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  fprintf (stderr, "\r\033[K%3.0f %% of the tracks are made, which is done once",
           100.0 * (double) n_done / (double) n_all);
  fflush (stderr);
}

RsCase *
rs_command_open (const char *path)
{
  g_autoptr (GError) error = NULL;
  gboolean shown = FALSE;
  RsCase *document
    = rs_case_open_watched (path, NULL, isatty (STDERR_FILENO) ? open_progress : NULL, &shown, &error);

  if (shown)
    fputs ("\r\033[K", stderr);
  if (!document)
    rs_command_fail (error);
  else if (rs_case_get_notice (document))
    fprintf (stderr, "%s: %s\n", g_get_prgname (), rs_case_get_notice (document));
  return document;
}

int
rs_command_fail (const GError *error)
{
  fprintf (stderr, "%s: %s\n", g_get_prgname (), error->message);
  return RS_EXIT_FAILED;
}

/* Shortest text that reads back as @value: json-glib's own has 17 digits, 42.733329999999998. */
static void
append_number (GString *out, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  for (guint digits = 15; digits <= 17; digits++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%ug", digits);
      g_ascii_formatd (text, sizeof text, format, value);
      if (g_ascii_strtod (text, NULL) == value)
        break;
    }
  g_string_append (out, text);
}

static void
append_string (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  for (const char *p = text; *p; p++)
    switch (*p)
      {
      case '"':
      case '\\':
        g_string_append_c (out, '\\');
        g_string_append_c (out, *p);
        break;
      case '\n':
        g_string_append (out, "\\n");
        break;
      case '\t':
        g_string_append (out, "\\t");
        break;
      default:
        if ((guchar) *p < 0x20 || *p == 0x7f)
          g_string_append_printf (out, "\\u%04x", (guint) (guchar) *p);
        else
          g_string_append_c (out, *p);
      }
  g_string_append_c (out, '"');
}

static void
append_break (GString *out, int depth)
{
  if (depth < 0)
    return;
  g_string_append_c (out, '\n');
  for (int i = 0; i < depth; i++)
    g_string_append (out, "  ");
}

/* @depth: of indentation, or negative for all in one line */
static void
append_node (GString *out, JsonNode *node, int depth)
{
  int inner = depth < 0 ? depth : depth + 1;
  const char *comma = "";

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      g_autoptr (GList) names = json_object_get_members (json_node_get_object (node));

      g_string_append_c (out, '{');
      for (GList *l = names; l; l = l->next)
        {
          g_string_append (out, comma);
          append_break (out, inner);
          append_string (out, l->data);
          g_string_append (out, depth < 0 ? ":" : " : ");
          append_node (out, json_object_get_member (json_node_get_object (node), l->data), inner);
          comma = ",";
        }
      if (names)
        append_break (out, depth);
      g_string_append_c (out, '}');
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      g_string_append_c (out, '[');
      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          g_string_append (out, comma);
          append_break (out, inner);
          append_node (out, json_array_get_element (array, i), inner);
          comma = ",";
        }
      if (json_array_get_length (array))
        append_break (out, depth);
      g_string_append_c (out, ']');
    }
  else if (JSON_NODE_HOLDS_NULL (node))
    g_string_append (out, "null");
  else if (json_node_get_value_type (node) == G_TYPE_STRING)
    append_string (out, json_node_get_string (node));
  else if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    g_string_append (out, json_node_get_boolean (node) ? "true" : "false");
  else if (json_node_get_value_type (node) == G_TYPE_DOUBLE)
    append_number (out, json_node_get_double (node));
  else
    g_string_append_printf (out, "%" G_GINT64_FORMAT, json_node_get_int (node));
}

void
rs_command_print_json (JsonBuilder *builder, gboolean pretty)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autoptr (GString) text = g_string_new (NULL);

  append_node (text, root, pretty ? 0 : -1);
  puts (text->str);
}

void
rs_command_json_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

void
rs_command_json_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  if (text)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

static void
add_line (JsonBuilder *builder, const char *name, guint32 line)
{
  if (line > 0)
    {
      rs_command_json_int (builder, name, line);
      return;
    }
  json_builder_set_member_name (builder, name);
  json_builder_add_null_value (builder);
}

void
rs_command_json_place (JsonBuilder *builder, const RsImport *import, guint32 line)
{
  guint32 own = line;
  const RsContent *content = import && line > 0 ? rs_import_find_content (import, line, &own) : NULL;

  rs_command_json_text (builder, "file", import ? import->file_name : "");
  add_line (builder, "line", line);
  rs_command_json_text (builder, "member", content && *content->name ? content->name : NULL);
  add_line (builder, "line_in_member", own);
}

/* What is in the file, if it was packed. */
static void
add_contents (JsonBuilder *builder, const RsImport *import)
{
  json_builder_set_member_name (builder, "contents");
  json_builder_begin_array (builder);
  for (guint i = 0; i < import->contents->len; i++)
    {
      const RsContent *content = g_ptr_array_index (import->contents, i);

      json_builder_begin_object (builder);
      rs_command_json_text (builder, "name", content->name);
      rs_command_json_text (builder, "sha256", content->sha256);
      rs_command_json_int (builder, "size", (gint64) content->size);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* What the import said of itself: clock, notes, fixes with each flag, rejected rows by reason. */
static void
add_report (JsonBuilder *builder, const RsImport *import)
{
  g_auto (GStrv) notes = g_strsplit (import->notes, "\n", -1);

  rs_command_json_text (builder, "clock", import->clock);
  json_builder_set_member_name (builder, "notes");
  json_builder_begin_array (builder);
  for (gsize i = 0; notes[i] && *notes[i]; i++)
    json_builder_add_string_value (builder, notes[i]);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "flagged");
  json_builder_begin_object (builder);
  for (guint bit = 0; bit < RS_N_FIX_FLAGS; bit++)
    if (import->n_flagged[bit] > 0)
      rs_command_json_int (builder, rs_fix_flag_to_string (bit), (gint64) import->n_flagged[bit]);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "reasons");
  json_builder_begin_array (builder);
  for (guint i = 0; i < import->reasons->len; i++)
    {
      const RsReasonCount *count = g_ptr_array_index (import->reasons, i);

      json_builder_begin_object (builder);
      rs_command_json_text (builder, "reason", count->reason);
      rs_command_json_int (builder, "count", (gint64) count->n);
      rs_command_json_int (builder, "first_line", count->first_line);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

void
rs_command_json_import (JsonBuilder *builder, const RsImport *import)
{
  json_builder_begin_object (builder);
  rs_command_json_int (builder, "id", import->id);
  rs_command_json_text (builder, "file", import->file_name);
  rs_command_json_text (builder, "sha256", import->sha256);
  rs_command_json_int (builder, "size", import->size);
  rs_command_json_time (builder, "imported", import->t_ms);
  rs_command_json_text (builder, "layout", import->layout);
  rs_command_json_text (builder, "options", import->options);
  rs_command_json_text (builder, "provenance", rs_provenance_to_string (import->provenance));
  rs_command_json_int (builder, "read", import->n_read);
  rs_command_json_int (builder, "fixes", import->n_fixes);
  rs_command_json_int (builder, "rejected", import->n_rejected);
  rs_command_json_time (builder, "from", import->from_ms);
  rs_command_json_time (builder, "to", import->to_ms);
  add_contents (builder, import);
  add_report (builder, import);
  json_builder_end_object (builder);
}

const RsImport *
rs_command_find_import (const RsSnapshot *snapshot, gint64 import_id)
{
  for (guint i = 0; i < snapshot->imports->len; i++)
    {
      const RsImport *import = g_ptr_array_index (snapshot->imports, i);

      if (import->id == import_id)
        return import;
    }
  return NULL;
}

void
rs_command_json_time (JsonBuilder *builder, const char *name, gint64 t_ms)
{
  g_autofree char *text = rs_time_format (t_ms);

  json_builder_set_member_name (builder, name);
  if (t_ms == RS_TIME_NONE)
    json_builder_add_null_value (builder);
  else
    json_builder_add_string_value (builder, text);
}

void
rs_command_json_counts (JsonBuilder *builder, const guint64 *n_flagged, GPtrArray *reasons)
{
  json_builder_set_member_name (builder, "flags");
  json_builder_begin_object (builder);
  for (guint bit = 0; bit < RS_N_FIX_FLAGS; bit++)
    if (n_flagged[bit] > 0)
      {
        json_builder_set_member_name (builder, rs_fix_flag_to_string (bit));
        json_builder_add_int_value (builder, (gint64) n_flagged[bit]);
      }
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "reasons");
  json_builder_begin_array (builder);
  for (guint i = 0; i < reasons->len; i++)
    {
      const RsReasonCount *count = g_ptr_array_index (reasons, i);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "reason");
      json_builder_add_string_value (builder, count->reason);
      json_builder_set_member_name (builder, "count");
      json_builder_add_int_value (builder, (gint64) count->n);
      json_builder_set_member_name (builder, "first_line");
      json_builder_add_int_value (builder, count->first_line);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}
