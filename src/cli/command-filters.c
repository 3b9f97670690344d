/* SPDX-License-Identifier: GPL-3.0-or-later */
/* roadstead-cli filters: the filters that are saved with a case. */
#include <stdio.h>
#include <string.h>

#include "case/filter-plan.h"
#include "cli/command.h"
#include "model/filter.h"

static void
add_condition_json (JsonBuilder *builder, const RsFilterCondition *condition)
{
  json_builder_begin_object (builder);
  rs_command_json_text (builder, "kind", rs_filter_kind_to_string (condition->kind));
  json_builder_set_member_name (builder, "excludes");
  json_builder_add_boolean_value (builder, condition->negated);
  rs_command_json_text (builder, "value", condition->value);
  json_builder_end_object (builder);
}

static void
add_filter_json (JsonBuilder *builder, const RsSavedFilter *saved)
{
  g_autoptr (RsFilter) filter = rs_filter_parse (saved->text, NULL);

  json_builder_begin_object (builder);
  rs_command_json_text (builder, "name", saved->name);
  rs_command_json_text (builder, "filter", saved->text);
  json_builder_set_member_name (builder, "conditions");
  json_builder_begin_array (builder);
  for (guint i = 0; filter && i < filter->n; i++)
    add_condition_json (builder, filter->conditions[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static int
do_list (const RsSnapshot *snapshot, gboolean as_json)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < snapshot->filters->len; i++)
    {
      const RsSavedFilter *saved = g_ptr_array_index (snapshot->filters, i);

      if (as_json)
        add_filter_json (builder, saved);
      else
        printf ("%s\t%s\n", saved->name, saved->text);
    }
  json_builder_end_array (builder);
  if (as_json)
    rs_command_print_json (builder, TRUE);
  return RS_EXIT_OK;
}

/* @text: "" deletes it. */
static int
do_set (RsCase *document, const char *name, const char *text)
{
  g_autofree char *summary
    = g_strdup_printf (*text ? "Save filter “%s”" : "Delete filter “%s”", name);
  g_autofree char *key = g_strconcat (RS_FILTER_SETTING, name, NULL);
  g_autoptr (RsEdit) edit = rs_edit_new (summary);
  g_autoptr (GError) error = NULL;

  rs_edit_set (edit, key, text);
  if (rs_case_apply (document, edit, &error))
    return RS_EXIT_OK;
  rs_command_fail (error);
  return g_error_matches (error, RS_CASE_ERROR, RS_CASE_ERROR_INVALID) ? RS_EXIT_USAGE : RS_EXIT_FAILED;
}

/* What a filter names and the case does not have may come with a later import. */
static void
warn_of_problems (RsSnapshot *snapshot, const RsFilter *filter)
{
  g_autoptr (RsFilterPlan) plan = rs_filter_plan_new (snapshot, filter);
  const GPtrArray *problems = rs_filter_plan_get_problems (plan);

  for (guint i = 0; i < problems->len; i++)
    fprintf (stderr, "%s: the filter is saved, but cannot be used yet: %s\n", g_get_prgname (),
             (const char *) problems->pdata[i]);
}

static gboolean
has_filter (const RsSnapshot *snapshot, const char *name)
{
  for (guint i = 0; i < snapshot->filters->len; i++)
    if (strcmp (((RsSavedFilter *) g_ptr_array_index (snapshot->filters, i))->name, name) == 0)
      return TRUE;
  return FALSE;
}

int
rs_command_filters (int argc, char **argv)
{
  static const char usage[] = "CASE list | save NAME FILTER | delete NAME";
  gboolean as_json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "Write the list as JSON", NULL },
    { NULL },
  };
  g_autoptr (RsCase) document = NULL;
  g_autoptr (RsSnapshot) snapshot = NULL;
  g_autoptr (RsFilter) filter = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  const char *what;
  int code = rs_command_parse (&argc, &argv, usage,
                               "Keep filters with a case: “vessels --saved NAME” and the window "
                               "use them. “vessels --help” says what a filter may hold.",
                               entries, 2, 4);

  if (code >= 0)
    return code;
  what = argv[2];
  if (!((strcmp (what, "list") == 0 && argc == 3) || (strcmp (what, "save") == 0 && argc == 5)
        || (strcmp (what, "delete") == 0 && argc == 4)))
    {
      fprintf (stderr, "Usage: roadstead-cli filters %s\n", usage);
      return RS_EXIT_USAGE;
    }
  if (argc == 5)
    {
      filter = rs_filter_parse (argv[4], &error);
      if (!filter || filter->n == 0)
        {
          fprintf (stderr, "%s: %s\n", g_get_prgname (),
                   error ? error->message : "a filter without conditions is not worth a name");
          return RS_EXIT_USAGE;
        }
      text = rs_filter_to_text (filter);
    }
  document = rs_command_open (argv[1]);
  if (!document)
    return RS_EXIT_FAILED;
  snapshot = rs_case_ref_snapshot (document);
  if (argc == 3)
    return do_list (snapshot, as_json);
  if (argc == 4 && !has_filter (snapshot, argv[3]))
    {
      fprintf (stderr, "%s: there is no filter “%s” in this case\n", g_get_prgname (), argv[3]);
      return RS_EXIT_FAILED;
    }
  code = do_set (document, argv[3], text ? text : "");
  if (code == RS_EXIT_OK && filter)
    warn_of_problems (snapshot, filter);
  return code;
}
