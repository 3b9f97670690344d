/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "cli/filter-args.h"

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

/* null where the value is not known. */
static void
add_number (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  if (value)
    json_builder_add_int_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
add_size (JsonBuilder *builder, guint a, guint b, guint c, guint d)
{
  const guint dims[] = { a, b, c, d };

  json_builder_set_member_name (builder, "dimensions_m");
  if (!(a || b || c || d))
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_array (builder);
  for (guint i = 0; i < G_N_ELEMENTS (dims); i++)
    json_builder_add_int_value (builder, dims[i]);
  json_builder_end_array (builder);
}

static void
add_identity (JsonBuilder *builder, const RsIdentity *identity)
{
  json_builder_begin_object (builder);
  rs_command_json_time (builder, "from", identity->from_ms);
  rs_command_json_time (builder, "to", identity->to_ms);
  add_text (builder, "name", identity->name);
  add_text (builder, "callsign", identity->callsign);
  add_number (builder, "imo", identity->imo);
  add_number (builder, "ship_type", identity->ship_type);
  add_size (builder, identity->dim_a_m, identity->dim_b_m, identity->dim_c_m, identity->dim_d_m);
  add_number (builder, "draught_dm", identity->draught_dm);
  add_text (builder, "destination", identity->destination);
  add_number (builder, "import", identity->import_id);
  json_builder_end_object (builder);
}

static void
add_vessel (JsonBuilder *builder, const RsVessel *vessel, const RsTrack *track,
            const RsUndated *undated)
{
  guint n = track ? track->n : 0;

  json_builder_begin_object (builder);
  add_number (builder, "id", vessel->id);
  add_number (builder, "mmsi", vessel->mmsi);
  add_number (builder, "imo", vessel->imo);
  add_text (builder, "name", vessel->name);
  json_builder_set_member_name (builder, "unnamed");
  json_builder_add_boolean_value (builder, vessel->unnamed);
  add_text (builder, "callsign", vessel->callsign);
  add_text (builder, "flag", vessel->flag);
  add_number (builder, "ship_type", vessel->ship_type);
  add_size (builder, vessel->dim_a_m, vessel->dim_b_m, vessel->dim_c_m, vessel->dim_d_m);
  add_text (builder, "aliases", vessel->aliases);
  add_text (builder, "note", vessel->note);
  json_builder_set_member_name (builder, "fixes");
  json_builder_add_int_value (builder, n);
  json_builder_set_member_name (builder, "undated");
  json_builder_add_int_value (builder, undated ? undated->n : 0);
  json_builder_set_member_name (builder, "hulls");
  json_builder_add_int_value (builder, n ? track->n_hulls : 0);
  json_builder_set_member_name (builder, "segments");
  json_builder_add_int_value (builder, n ? track->n_segments : 0);
  json_builder_set_member_name (builder, "strays");
  json_builder_add_int_value (builder, n && track->strays ? track->strays->n : 0);
  json_builder_set_member_name (builder, "not_observed");
  json_builder_add_int_value (builder, track ? track->n_not_observed : 0);
  rs_command_json_time (builder, "from", n ? track->from_ms : RS_TIME_NONE);
  rs_command_json_time (builder, "to", n ? track->fixes[n - 1].t_ms : RS_TIME_NONE);
  json_builder_set_member_name (builder, "identities");
  json_builder_begin_array (builder);
  for (guint i = 0; i < vessel->identities->len; i++)
    add_identity (builder, g_ptr_array_index (vessel->identities, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
print_json (const RsSnapshot *snapshot, const RsFilterResult *result)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < snapshot->vessels->len; i++)
    if (result->passes[i])
      add_vessel (builder, g_ptr_array_index (snapshot->vessels, i),
                  g_ptr_array_index (snapshot->tracks, i),
                  g_ptr_array_index (snapshot->undated, i));
  json_builder_end_array (builder);
  rs_command_print_json (builder, TRUE);
}

static void
print_vessel (const RsVessel *vessel, const RsTrack *track, const RsUndated *undated)
{
  g_autofree char *mmsi = vessel->mmsi ? g_strdup_printf ("%09u", vessel->mmsi) : g_strdup ("");
  g_autofree char *imo = vessel->imo ? g_strdup_printf ("%07u", vessel->imo) : g_strdup ("");
  g_autofree char *from = rs_time_format (track->n ? track->from_ms : RS_TIME_NONE);
  g_autofree char *to = rs_time_format (track->n ? track->to_ms : RS_TIME_NONE);

  printf ("%-6" G_GINT64_FORMAT "  %-9s  %-7s  %-4s  %9u  %-20s  %-20s  %s%s%s", vessel->id, mmsi,
          imo, vessel->flag, track->n, from, to, vessel->name, vessel->unnamed ? " (unnamed)" : "",
          track->n_not_observed ? " (not observed)" : "");
  if (undated)
    printf (" (and %u undated)", undated->n);
  putchar ('\n');
}

static void
print_text (const RsSnapshot *snapshot, const RsFilterResult *result)
{
  printf ("%-6s  %-9s  %-7s  %-4s  %9s  %-20s  %-20s  %s\n", "id", "mmsi", "imo", "flag", "fixes",
          "from", "to", "name");
  for (guint i = 0; i < snapshot->vessels->len; i++)
    if (result->passes[i])
      print_vessel (g_ptr_array_index (snapshot->vessels, i),
                    g_ptr_array_index (snapshot->tracks, i),
                    g_ptr_array_index (snapshot->undated, i));
}

int
rs_command_vessels (int argc, char **argv)
{
  g_auto (RsFilterArgs) args = { NULL };
  gboolean json = FALSE;
  GOptionEntry entries[RS_FILTER_ARGS + 2] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Print JSON, with all identities", NULL },
  };
  g_autoptr (RsCase) document = NULL;
  g_autoptr (RsSnapshot) snapshot = NULL;
  g_autoptr (RsFilterPlan) plan = NULL;
  g_autoptr (RsFilterResult) passing = NULL;
  int result;

  rs_filter_args_get_entries (&args, entries + 1);
  result = rs_command_parse (&argc, &argv, "CASE",
                             "List the vessels of a case, all or those that a filter lets through. "
                             "Options of several kinds must all hold, of several of one kind one. "
                             "Time, place, speed and import must hold for one fix at once; a vessel that "
                             "passes is listed with all its fixes, and “fixes” lists those that meet the "
                             "filter.",
                             entries, 1, 1);
  if (result >= 0)
    return result;
  if (!rs_filter_args_check (&args))
    return RS_EXIT_USAGE;
  document = rs_command_open (argv[1]);
  if (!document)
    return RS_EXIT_FAILED;
  snapshot = rs_case_ref_snapshot (document);
  plan = rs_filter_args_get_plan (&args, snapshot, &result);
  if (!plan)
    return result;
  passing = rs_filter_plan_run (plan, NULL, NULL);
  if (json)
    print_json (snapshot, passing);
  else
    print_text (snapshot, passing);
  return RS_EXIT_OK;
}
