/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "cli/arguments.h"
#include "cli/command.h"
#include "export/export.h"

/* Appends the incident of the number that its pin shows. */
static gboolean
add_incident (const RsSnapshot *snapshot, const char *text, GArray *ids)
{
  guint64 number = 0;

  if (g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT, &number, NULL))
    for (guint i = 0; i < snapshot->incidents->len; i++)
      {
        const RsIncident *incident = g_ptr_array_index (snapshot->incidents, i);

        if ((guint64) incident->number == number)
          {
            g_array_append_val (ids, incident->id);
            return TRUE;
          }
      }
  fprintf (stderr, "%s: the case has no incident number “%s”; see roadstead-cli incidents\n",
           g_get_prgname (), text);
  return FALSE;
}

static void
print_result (const char *path, RsExportFormat format, guint64 n_left_out)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "file");
  json_builder_add_string_value (builder, path);
  json_builder_set_member_name (builder, "format");
  json_builder_add_string_value (builder, rs_export_format_to_string (format));
  rs_command_json_int (builder, "left_out", (gint64) n_left_out);
  json_builder_end_object (builder);
  rs_command_print_json (builder, FALSE);
}

int
rs_command_export (int argc, char **argv)
{
  g_autofree char *format_name = NULL, *path = NULL, *from = NULL, *to = NULL, *zone = NULL;
  g_auto (GStrv) vessels = NULL, incidents = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "format", 'f', 0, G_OPTION_ARG_STRING, &format_name,
      "geojson, kml, kmz, gpx, csv, html, md or pdf", "FORMAT" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &path, "The file to write", "FILE" },
    { "incident", 0, 0, G_OPTION_ARG_STRING_ARRAY, &incidents,
      "Only this incident (its number); may be given again", "ID" },
    { "vessel", 0, 0, G_OPTION_ARG_STRING_ARRAY, &vessels,
      "Only this vessel (MMSI, name or #id); may be given again", "VESSEL" },
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, "Only from this time on", "T" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, "Only until this time, or day", "T" },
    { "zone", 0, 0, G_OPTION_ARG_STRING, &zone, "Second time zone of reports; else the case's",
      "ZONE" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Say what was written as JSON", NULL },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (RsCase) document = NULL;
  g_autoptr (RsSnapshot) snapshot = NULL;
  g_autoptr (RsAtlas) atlas = NULL;
  g_autoptr (GTimeZone) time_zone = NULL;
  g_autoptr (GArray) vessel_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) incident_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  RsExportOptions options;
  RsExportFormat format;
  guint64 n_left_out;
  int code = rs_command_parse (&argc, &argv, "CASE -f FORMAT -o FILE", "Write a case to a file.",
                               entries, 1, 1);

  if (code >= 0)
    return code;
  rs_export_options_init (&options);
  if (!format_name || !path)
    {
      fprintf (stderr, "%s: --format and --output are needed\n", g_get_prgname ());
      return RS_EXIT_USAGE;
    }
  if (!rs_export_format_from_string (format_name, &format))
    {
      fprintf (stderr,
               "%s: --format is “%s”; it can be geojson, kml, kmz, gpx, csv, html, md or pdf\n",
               g_get_prgname (), format_name);
      return RS_EXIT_USAGE;
    }
  if (!rs_arguments_parse_time ("from", from, &options.from_ms)
      || !rs_arguments_parse_end ("to", to, &options.to_ms))
    return RS_EXIT_USAGE;
  document = rs_command_open (argv[1]);
  if (!document)
    return RS_EXIT_FAILED;
  snapshot = rs_case_ref_snapshot (document);
  for (char **v = vessels; v && *v; v++)
    {
      const RsVessel *vessel = rs_arguments_find_vessel (snapshot, *v, &code);

      if (!vessel)
        return code;
      g_array_append_val (vessel_ids, vessel->id);
    }
  for (char **i = incidents; i && *i; i++)
    if (!add_incident (snapshot, *i, incident_ids))
      return RS_EXIT_FAILED;
  if (vessels)
    options.vessel_ids = (const gint64 *) (void *) vessel_ids->data;
  options.n_vessels = vessel_ids->len;
  if (incidents)
    options.incident_ids = (const gint64 *) (void *) incident_ids->data;
  options.n_incidents = incident_ids->len;
  if (!zone && *snapshot->zone)
    zone = g_strdup (snapshot->zone);
  if (zone)
    {
      time_zone = rs_time_zone_new (zone);
      if (!time_zone)
        {
          fprintf (stderr, "%s: there is no time zone “%s”; a name is like Asia/Vladivostok\n",
                   g_get_prgname (), zone);
          return RS_EXIT_USAGE;
        }
      options.zone = time_zone;
      options.zone_label = strrchr (zone, '/') ? strrchr (zone, '/') + 1 : zone;
    }
  atlas = rs_atlas_open_default (&error);
  if (!atlas
      || !rs_export_write (snapshot, format, &options, atlas, path, NULL, &error))
    return rs_command_fail (error);
  n_left_out = rs_export_count_left_out (snapshot, format, &options);
  if (n_left_out > 0)
    fprintf (stderr, "%s: left out: %" G_GUINT64_FORMAT " %s without a time, which %s\n", g_get_prgname (),
             n_left_out, n_left_out == 1 ? "position" : "positions",
             from || to ? "no span of time has" : "this format cannot hold; csv and geojson can");
  if (json)
    print_result (path, format, n_left_out);
  return RS_EXIT_OK;
}
