/* SPDX-License-Identifier: GPL-3.0-or-later */
/* roadstead-cli layouts: what files can be, and which layouts were saved. */
#include <stdio.h>

#include "cli/command.h"
#include "formats/reader.h"
#include "formats/saved-layout.h"

static void
add_string (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value ? value : "");
}

static void
print_json (const RsLayoutInfo *infos, guint n_infos, GPtrArray *saved)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < n_infos; i++)
    {
      json_builder_begin_object (builder);
      add_string (builder, "name", infos[i].name);
      add_string (builder, "title", infos[i].title);
      json_builder_set_member_name (builder, "saved");
      json_builder_add_boolean_value (builder, FALSE);
      json_builder_end_object (builder);
    }
  for (guint i = 0; i < saved->len; i++)
    {
      const char *name = g_ptr_array_index (saved, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (RsSavedLayout) layout = rs_saved_layout_load (name, &error);

      json_builder_begin_object (builder);
      add_string (builder, "name", name);
      add_string (builder, "title", layout ? layout->map : error->message);
      json_builder_set_member_name (builder, "saved");
      json_builder_add_boolean_value (builder, TRUE);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  rs_command_print_json (builder, TRUE);
}

int
rs_command_layouts (int argc, char **argv)
{
  g_autofree char *delete = NULL, *rename = NULL;
  g_auto (GStrv) pair = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "delete", 0, 0, G_OPTION_ARG_STRING, &delete, "Delete a saved layout", "NAME" },
    { "rename", 0, 0, G_OPTION_ARG_STRING, &rename, "Give a saved layout another name", "NAME=NEW" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Write the list as JSON", NULL },
    { NULL },
  };
  int code = rs_command_parse (&argc, &argv, "",
                               "List the layouts of files: those that the program knows, and those "
                               "that “roadstead-cli import --save-layout NAME” or the window saved. "
                               "Any of them can be given to --layout.",
                               entries, 0, 0);
  g_autoptr (GPtrArray) saved = NULL;
  g_autoptr (GError) error = NULL;
  const RsLayoutInfo *infos;
  guint n_infos;

  if (code >= 0)
    return code;
  if (rename)
    {
      pair = g_strsplit (rename, "=", 2);
      if (!pair[0] || !pair[1])
        {
          fprintf (stderr, "%s: “%s” is no pair of names; write --rename NAME=NEW\n", g_get_prgname (),
                   rename);
          return RS_EXIT_USAGE;
        }
      return rs_saved_layout_rename (pair[0], pair[1], &error) ? RS_EXIT_OK : rs_command_fail (error);
    }
  if (delete)
    return rs_saved_layout_delete (delete, &error) ? RS_EXIT_OK : rs_command_fail (error);
  infos = rs_read_get_layouts (&n_infos);
  saved = rs_saved_layout_list ();
  if (json)
    {
      print_json (infos, n_infos, saved);
      return RS_EXIT_OK;
    }
  for (guint i = 0; i < n_infos; i++)
    printf ("%-18s %s\n", infos[i].name, infos[i].title);
  for (guint i = 0; i < saved->len; i++)
    {
      g_autoptr (RsSavedLayout) layout = rs_saved_layout_load (g_ptr_array_index (saved, i), &error);

      printf ("%-18s saved: %s\n", (const char *) g_ptr_array_index (saved, i),
              layout ? layout->map : error->message);
      g_clear_error (&error);
    }
  return RS_EXIT_OK;
}
