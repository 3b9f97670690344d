/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "cli/arguments.h"
#include "cli/filter-args.h"

typedef struct
{
  const RsSnapshot *snapshot;
  gboolean json;
  guint flags; /* RsFixFlags: only fixes with one of them; 0 all */
  const RsFilterPlan *plan;
} Printer;

static void
add_degrees (JsonBuilder *builder, const char *name, gint32 e7)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_double_value (builder, rs_deg_from_e7 (e7));
}

/* null where the value is not available. */
static void
add_scaled (JsonBuilder *builder, const char *name, guint value, guint none, guint scale)
{
  json_builder_set_member_name (builder, name);
  if (value == none)
    json_builder_add_null_value (builder);
  else if (scale == 1)
    json_builder_add_int_value (builder, value);
  else
    json_builder_add_double_value (builder, (double) value / scale);
}

/* The index of a fix in its vessel's track; -1 of an undated one. */
static gint
find_in_track (const RsTrack *track, const RsFix *fix)
{
  for (gint i = rs_track_find (track, fix->t_ms); i >= 0 && track->fixes[i].t_ms == fix->t_ms; i--)
    if (track->fixes[i].line == fix->line && track->fixes[i].import == fix->import
        && track->fixes[i].lat_e7 == fix->lat_e7 && track->fixes[i].lon_e7 == fix->lon_e7)
      return i;
  return -1;
}

/* Which of the vessel's segments and ships; null of an undated fix, the ship of a stray too. */
static void
add_parts (JsonBuilder *builder, const RsTrack *track, const RsFix *fix)
{
  gint i = fix->t_ms == RS_TIME_NONE ? -1 : find_in_track (track, fix);
  guint segment = i >= 0 ? rs_track_get_segment (track, (guint) i) : 0;
  guint hull = i >= 0 ? rs_track_get_hull_number (track, (guint) i) : 0;

  add_scaled (builder, "segment", segment, 0, 1);
  add_scaled (builder, "hull", hull, 0, 1);
}

static void
add_flags (JsonBuilder *builder, guint flags)
{
  json_builder_set_member_name (builder, "flags");
  json_builder_begin_array (builder);
  for (guint bit = 0; bit < RS_N_FIX_FLAGS; bit++)
    if (flags & 1u << bit)
      json_builder_add_string_value (builder, rs_fix_flag_to_string (bit));
  json_builder_end_array (builder);
}

static void
print_json (const RsSnapshot *snapshot, const RsVessel *vessel, const RsFix *fix)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const RsImport *import = g_ptr_array_index (snapshot->imports, fix->import);

  json_builder_begin_object (builder);
  rs_command_json_time (builder, "t", fix->t_ms);
  json_builder_set_member_name (builder, "vessel");
  json_builder_add_int_value (builder, vessel->id);
  json_builder_set_member_name (builder, "mmsi");
  if (vessel->mmsi)
    json_builder_add_int_value (builder, vessel->mmsi);
  else
    json_builder_add_null_value (builder);
  add_degrees (builder, "lat", fix->lat_e7);
  add_degrees (builder, "lon", fix->lon_e7);
  add_scaled (builder, "sog_kn", fix->sog_dkn, RS_SOG_NONE, 10);
  add_scaled (builder, "cog_deg", fix->cog_ddeg, RS_COG_NONE, 10);
  add_scaled (builder, "heading_deg", fix->heading_deg, RS_HEADING_NONE, 1);
  add_scaled (builder, "nav_status", fix->nav_status, RS_NAV_STATUS_NONE, 1);
  json_builder_set_member_name (builder, "copies");
  json_builder_add_int_value (builder, (fix->flags & RS_FIX_COPIES_MASK) >> RS_FIX_COPIES_SHIFT);
  add_flags (builder, fix->flags);
  add_parts (builder, rs_snapshot_get_track (snapshot, vessel->id), fix);
  json_builder_set_member_name (builder, "provenance");
  json_builder_add_string_value (builder, rs_provenance_to_string ((RsProvenance) fix->provenance));
  json_builder_set_member_name (builder, "import");
  json_builder_add_int_value (builder, import->id);
  rs_command_json_place (builder, import, fix->line);
  json_builder_end_object (builder);
  rs_command_print_json (builder, FALSE);
}

/* "-" where the value is not available. */
static void
format_value (char *out, gsize size, guint value, guint none, guint scale)
{
  if (value == none)
    g_strlcpy (out, "-", size);
  else if (scale == 10)
    g_snprintf (out, (gulong) size, "%u.%u", value / 10, value % 10);
  else
    g_snprintf (out, (gulong) size, "%u", value);
}

static void
print_text (const RsSnapshot *snapshot, const RsVessel *vessel, const RsFix *fix)
{
  const RsImport *import = g_ptr_array_index (snapshot->imports, fix->import);
  g_autofree char *time
    = fix->t_ms == RS_TIME_NONE ? g_strdup ("-") : rs_time_format (fix->t_ms);
  char sog[8], cog[8], heading[8], status[8];

  format_value (sog, sizeof sog, fix->sog_dkn, RS_SOG_NONE, 10);
  format_value (cog, sizeof cog, fix->cog_ddeg, RS_COG_NONE, 10);
  format_value (heading, sizeof heading, fix->heading_deg, RS_HEADING_NONE, 1);
  format_value (status, sizeof status, fix->nav_status, RS_NAV_STATUS_NONE, 1);
  printf ("%-20s  %11.7f  %12.7f  %5s  %5s  %3s  %2s  %-13s  ", time, rs_deg_from_e7 (fix->lat_e7),
          rs_deg_from_e7 (fix->lon_e7), sog, cog, heading, status,
          rs_provenance_to_string ((RsProvenance) fix->provenance));
  if (vessel->mmsi)
    printf ("%09u", vessel->mmsi);
  else
    printf ("#%-8" G_GINT64_FORMAT, vessel->id);
  if (fix->line)
    {
      guint32 line;
      g_autofree char *file = rs_import_dup_place (import, fix->line, &line);

      printf ("  %s:%u", file, line);
    }
  else
    printf ("  %s", import->file_name);
  for (guint bit = 0; bit < RS_N_FIX_FLAGS; bit++)
    if (fix->flags & 1u << bit)
      printf (" %s", rs_fix_flag_to_string (bit));
  putchar ('\n');
}

/* What is suspicious in a fix beside those of all imports, not only of its own. */
static guint16
get_flags (const RsSnapshot *snapshot, const RsTrack *track, const RsFix *fix)
{
  gint i = snapshot->imports->len < 2 || fix->t_ms == RS_TIME_NONE ? -1 : find_in_track (track, fix);

  return i >= 0 ? track->fixes[i].flags : fix->flags;
}

static gboolean
print_cb (gint64 vessel_id, const RsFix *fixes, guint n, gpointer user_data)
{
  const Printer *printer = user_data;
  const RsVessel *vessel = rs_snapshot_get_vessel (printer->snapshot, vessel_id);
  const RsTrack *track = vessel ? rs_snapshot_get_track (printer->snapshot, vessel_id) : NULL;

  if (!vessel)
    return TRUE;
  for (guint i = 0; i < n; i++)
    {
      RsFix fix = fixes[i];

      if (fix.import >= printer->snapshot->imports->len)
        continue;
      fix.flags = get_flags (printer->snapshot, track, &fix);
      if ((printer->flags && !(fix.flags & printer->flags))
          || !rs_filter_plan_takes_fix (printer->plan, &fix))
        continue;
      if (printer->json)
        print_json (printer->snapshot, vessel, &fix);
      else
        print_text (printer->snapshot, vessel, &fix);
      /* Nobody reads on: "| head". */
      if (ferror (stdout))
        return FALSE;
    }
  return TRUE;
}

static gboolean
passes (gint64 vessel_id, gconstpointer data)
{
  return rs_filter_result_has (data, vessel_id);
}

static gboolean
parse_box (const char *text, RsFixQuery *query)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  double values[4];

  if (g_strv_length (parts) != 4)
    return FALSE;
  for (guint i = 0; i < 4; i++)
    {
      double max = i % 2 ? 90 : 180;
      char *end;

      values[i] = g_ascii_strtod (parts[i], &end);
      if (end == parts[i] || *end || !(values[i] >= -max && values[i] <= max))
        return FALSE;
    }
  query->has_box = TRUE;
  query->west_deg = values[0];
  query->south_deg = values[1];
  query->east_deg = values[2];
  query->north_deg = values[3];
  return query->south_deg <= query->north_deg;
}

/* The flags of all names. */
static gboolean
parse_flags (char **names, guint *out_flags)
{
  for (guint i = 0; names && names[i]; i++)
    {
      guint bit;

      if (!rs_fix_flag_from_string (names[i], &bit))
        {
          rs_arguments_refuse ("flag", names[i],
                               "null-island, on-land, duplicate, out-of-order, future, too-fast, "
                               "odd-mmsi or no-motion");
          return FALSE;
        }
      *out_flags |= 1u << bit;
    }
  return TRUE;
}

int
rs_command_fixes (int argc, char **argv)
{
  g_autofree char *vessel = NULL, *box = NULL;
  g_auto (GStrv) flags = NULL;
  g_auto (RsFilterArgs) args = { NULL };
  gboolean json = FALSE;
  GOptionEntry entries[RS_FILTER_ARGS + 5] = {
    { "vessel", 0, 0, G_OPTION_ARG_STRING, &vessel, "Only of this vessel: MMSI, name or #id",
      "MMSI" },
    { "bbox", 0, 0, G_OPTION_ARG_STRING, &box, "Only inside (E < W: across 180 degrees)",
      "W,S,E,N" },
    { "flag", 0, 0, G_OPTION_ARG_STRING_ARRAY, &flags,
      "Only suspicious ones: on-land, too-fast, duplicate, ...; of several, any", "NAME" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Print one JSON object a line", NULL },
  };
  g_autoptr (RsCase) document = NULL;
  g_autoptr (RsSnapshot) snapshot = NULL;
  g_autoptr (GError) error = NULL;
  RsFixQuery query;
  g_autoptr (RsFilterPlan) plan = NULL;
  g_autoptr (RsFilterResult) passing = NULL;
  Printer printer = { .json = FALSE };
  int result;

  rs_filter_args_get_entries (&args, entries + 4);
  result = rs_command_parse (&argc, &argv, "CASE",
                             "List fixes, each with the file and line that it came from. Those "
                             "without a time come last, unless times are asked for. “copies” is how "
                             "many more receivers' copies of a transmission were joined. A filter's "
                             "options are those of “vessels”.",
                             entries, 1, 1);
  if (result >= 0)
    return result;
  rs_fix_query_init (&query);
  query.with_undated = TRUE;
  if (!rs_filter_args_check (&args)
      || !rs_arguments_parse_time ("from", args.from, &query.from_ms)
      || !rs_arguments_parse_end ("to", args.to, &query.to_ms))
    return RS_EXIT_USAGE;
  if (box && !parse_box (box, &query))
    return rs_arguments_refuse ("bbox", box, "W,S,E,N in degrees, as 129.5,41,134,43.5");
  if (!parse_flags (flags, &printer.flags))
    return RS_EXIT_USAGE;
  document = rs_command_open (argv[1]);
  if (!document)
    return RS_EXIT_FAILED;
  snapshot = rs_case_ref_snapshot (document);
  if (vessel)
    {
      const RsVessel *wanted = rs_arguments_find_vessel (snapshot, vessel, &result);

      if (!wanted)
        return result;
      query.vessel_id = wanted->id;
    }
  plan = rs_filter_args_get_plan (&args, snapshot, &result);
  if (!plan)
    return result;
  passing = rs_filter_plan_run (plan, NULL, NULL);
  printer.plan = plan;
  query.has_vessel = passes;
  query.has_vessel_data = passing;
  printer.snapshot = snapshot;
  printer.json = json;
  if (!json)
    printf ("%-20s  %11s  %12s  %5s  %5s  %3s  %2s  %-13s  %-9s  %s\n", "time", "lat", "lon", "sog",
            "cog", "hdg", "st", "provenance", "vessel", "file:line");
  if (!rs_case_query_fixes (document, &query, print_cb, &printer, NULL, &error))
    return rs_command_fail (error);
  return RS_EXIT_OK;
}
