/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "cli/command.h"

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  if (text && *text)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

static void
add_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

/* GeoJSON's order: longitude first. */
static void
add_point (JsonBuilder *builder, RsLatLon p)
{
  json_builder_begin_array (builder);
  json_builder_add_double_value (builder, p.lon_deg);
  json_builder_add_double_value (builder, p.lat_deg);
  json_builder_end_array (builder);
}

static void
add_source (JsonBuilder *builder, const RsSource *source)
{
  const char reliability[2] = { source->reliability, '\0' };

  json_builder_begin_object (builder);
  add_int (builder, "id", source->id);
  add_text (builder, "title", source->title);
  add_text (builder, "publisher", source->publisher);
  add_text (builder, "url", source->url);
  rs_command_json_time (builder, "published", source->t_ms);
  add_text (builder, "reliability", reliability);
  json_builder_end_object (builder);
}

static void
add_source_member (JsonBuilder *builder, const RsSnapshot *snapshot, gint64 source_id)
{
  const RsSource *source = rs_snapshot_get_source (snapshot, source_id);

  json_builder_set_member_name (builder, "source");
  if (source)
    add_source (builder, source);
  else
    json_builder_add_null_value (builder);
}

static void
add_claims (JsonBuilder *builder, const RsSnapshot *snapshot, const RsIncident *incident)
{
  json_builder_set_member_name (builder, "claims");
  json_builder_begin_array (builder);
  for (guint i = 0; i < incident->claims->len; i++)
    {
      const RsClaim *claim = g_ptr_array_index (incident->claims, i);

      json_builder_begin_object (builder);
      add_int (builder, "id", claim->id);
      add_text (builder, "speaker", claim->speaker);
      add_text (builder, "stance", rs_stance_to_string (claim->stance));
      add_text (builder, "text", claim->text);
      rs_command_json_time (builder, "said", claim->t_ms);
      json_builder_set_member_name (builder, "credibility");
      if (claim->credibility)
        json_builder_add_int_value (builder, claim->credibility);
      else
        json_builder_add_null_value (builder);
      add_source_member (builder, snapshot, claim->source_id);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_lists (JsonBuilder *builder, const RsSnapshot *snapshot, const RsIncident *incident)
{
  json_builder_set_member_name (builder, "vessels");
  json_builder_begin_array (builder);
  for (guint i = 0; i < incident->vessel_ids->len; i++)
    {
      const RsVessel *vessel
        = rs_snapshot_get_vessel (snapshot, g_array_index (incident->vessel_ids, gint64, i));

      if (!vessel)
        continue;
      json_builder_begin_object (builder);
      add_int (builder, "id", vessel->id);
      add_text (builder, "name", vessel->name);
      json_builder_set_member_name (builder, "unnamed");
      json_builder_add_boolean_value (builder, vessel->unnamed);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "ports");
  json_builder_begin_array (builder);
  for (guint i = 0; i < incident->ports->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (incident->ports, i));
  json_builder_end_array (builder);
  add_claims (builder, snapshot, incident);
  json_builder_set_member_name (builder, "sources");
  json_builder_begin_array (builder);
  for (guint i = 0; i < incident->source_ids->len; i++)
    {
      const RsSource *source
        = rs_snapshot_get_source (snapshot, g_array_index (incident->source_ids, gint64, i));

      if (source)
        add_source (builder, source);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "attachments");
  json_builder_begin_array (builder);
  for (guint i = 0; i < incident->attachments->len; i++)
    {
      const RsAttachment *attachment = g_ptr_array_index (incident->attachments, i);

      json_builder_begin_object (builder);
      add_int (builder, "id", attachment->id);
      add_text (builder, "name", attachment->name);
      add_text (builder, "mime_type", attachment->mime_type);
      add_int (builder, "size", attachment->size);
      add_text (builder, "sha256", attachment->sha256);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_incident (JsonBuilder *builder, const RsSnapshot *snapshot, const RsIncident *incident)
{
  json_builder_begin_object (builder);
  add_int (builder, "id", incident->id);
  add_int (builder, "number", incident->number);
  add_text (builder, "title", incident->title);
  add_text (builder, "kind", rs_incident_kind_to_string (incident->kind));
  rs_command_json_time (builder, "from", incident->from_ms);
  rs_command_json_time (builder, "to", incident->to_ms);
  json_builder_set_member_name (builder, "place");
  if (incident->has_place)
    add_point (builder, incident->place);
  else
    json_builder_add_null_value (builder);
  json_builder_set_member_name (builder, "area");
  json_builder_begin_array (builder);
  for (guint i = 0; i < incident->area->len; i++)
    add_point (builder, g_array_index (incident->area, RsLatLon, i));
  json_builder_end_array (builder);
  add_text (builder, "narrative", incident->narrative);
  add_lists (builder, snapshot, incident);
  json_builder_end_object (builder);
}

static void
print_json (const RsSnapshot *snapshot)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < snapshot->incidents->len; i++)
    add_incident (builder, snapshot, g_ptr_array_index (snapshot->incidents, i));
  json_builder_end_array (builder);
  rs_command_print_json (builder, TRUE);
}

static void
print_claims (const RsIncident *incident, const RsSnapshot *snapshot)
{
  for (guint i = 0; i < incident->claims->len; i++)
    {
      const RsClaim *claim = g_ptr_array_index (incident->claims, i);
      const RsSource *source = rs_snapshot_get_source (snapshot, claim->source_id);

      printf ("    %s %s: %s", claim->speaker, rs_stance_to_string (claim->stance), claim->text);
      if (source || claim->credibility)
        printf (" [%s%s%c%c]", source ? source->title : "", source ? " " : "",
                source && source->reliability ? source->reliability : '-',
                claim->credibility ? '0' + claim->credibility : '-');
      printf ("\n");
    }
}

static void
print_text (const RsSnapshot *snapshot)
{
  for (guint i = 0; i < snapshot->incidents->len; i++)
    {
      const RsIncident *incident = g_ptr_array_index (snapshot->incidents, i);
      g_autofree char *from = rs_time_format (incident->from_ms);
      g_autofree char *to = rs_time_format (incident->to_ms);

      printf ("%d  %s  %s%s%s  %s\n", incident->number, *from ? from : "-", to,
              *to ? "  " : "", rs_incident_kind_to_string (incident->kind), incident->title);
      for (guint j = 0; j < incident->vessel_ids->len; j++)
        {
          const RsVessel *vessel
            = rs_snapshot_get_vessel (snapshot, g_array_index (incident->vessel_ids, gint64, j));

          if (vessel)
            printf ("    vessel %s%s\n", vessel->name, vessel->unnamed ? " (unnamed)" : "");
        }
      print_claims (incident, snapshot);
    }
}

int
rs_command_incidents (int argc, char **argv)
{
  gboolean json = FALSE;
  gint64 attachment = 0;
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Print JSON, with everything in them", NULL },
    { "attachment", 0, 0, G_OPTION_ARG_INT64, &attachment,
      "Write the attachment of this id, which --json shows, to the file of -o", "ID" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, "Where to", "FILE" },
    { NULL },
  };
  g_autoptr (RsCase) document = NULL;
  g_autoptr (RsSnapshot) snapshot = NULL;
  int result
    = rs_command_parse (&argc, &argv, "CASE", "List the incidents of a case.", entries, 1, 1);

  if (result >= 0)
    return result;
  if ((attachment != 0) != (output != NULL))
    {
      fprintf (stderr, "%s: --attachment ID and -o FILE go together\n", g_get_prgname ());
      return RS_EXIT_USAGE;
    }
  document = rs_command_open (argv[1]);
  if (!document)
    return RS_EXIT_FAILED;
  if (output)
    return rs_case_save_attachment (document, attachment, output, &error)
             ? RS_EXIT_OK
             : rs_command_fail (error);
  snapshot = rs_case_ref_snapshot (document);
  if (json)
    print_json (snapshot);
  else
    print_text (snapshot);
  return RS_EXIT_OK;
}
