/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>

#include "analysis/visit.h"
#include "cli/arguments.h"

static int
compare_visits (gconstpointer a, gconstpointer b)
{
  const RsVisit *va = a, *vb = b;

  if (va->from_ms != vb->from_ms)
    return va->from_ms < vb->from_ms ? -1 : 1;
  return (va->vessel_id > vb->vessel_id) - (va->vessel_id < vb->vessel_id);
}

/* What is asked about. */
typedef struct
{
  const RsNamedPlace *place;
  RsLatLon points[2]; /* of a port, whose place can lie inland, the roadstead, too */
  guint n_points;
  double radius_nm;
} Question;

static void
add_question (JsonBuilder *builder, const Question *question)
{
  static const char *const port_points[] = { "place", "roadstead" };
  const RsPort *port = question->place->port;

  json_builder_set_member_name (builder, "place");
  json_builder_begin_object (builder);
  rs_arguments_json_string (builder, "name", question->place->name);
  rs_arguments_json_string (builder, "port", port ? port->id : NULL);
  json_builder_set_member_name (builder, "points");
  json_builder_begin_array (builder);
  for (guint i = 0; i < question->n_points; i++)
    {
      json_builder_begin_object (builder);
      rs_arguments_json_string (builder, "of", port_points[i]);
      rs_arguments_json_place (builder, question->points[i]);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  rs_arguments_json_number (builder, "radius_nm", question->radius_nm, 3);
}

static void
print_json (const RsSnapshot *snapshot, const Question *question, GArray *visits)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_question (builder, question);
  json_builder_set_member_name (builder, "visits");
  json_builder_begin_array (builder);
  for (guint i = 0; i < visits->len; i++)
    {
      const RsVisit *visit = &g_array_index (visits, RsVisit, i);

      json_builder_begin_object (builder);
      rs_arguments_json_vessel (builder, "vessel",
                                rs_snapshot_get_vessel (snapshot, visit->vessel_id));
      rs_command_json_time (builder, "from", visit->from_ms);
      rs_command_json_time (builder, "to", visit->to_ms);
      json_builder_set_member_name (builder, "begins_unknown");
      json_builder_add_boolean_value (builder, visit->begins_unknown);
      json_builder_set_member_name (builder, "ends_unknown");
      json_builder_add_boolean_value (builder, visit->ends_unknown);
      rs_command_json_time (builder, "closest", visit->closest_ms);
      rs_arguments_json_number (builder, "closest_nm", visit->closest_m / RS_M_PER_NM, 3);
      json_builder_set_member_name (builder, "fixes");
      json_builder_add_int_value (builder, visit->n_fixes);
      rs_arguments_json_string (builder, "provenance", rs_provenance_to_string (visit->provenance));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  rs_command_print_json (builder, TRUE);
}

static void
print_text (const RsSnapshot *snapshot, const Question *question, GArray *visits)
{
  const RsLatLon *points = question->points;

  printf ("Within %g nm of %s: ", question->radius_nm, question->place->name);
  if (question->place->port)
    printf ("place %.7f,%.7f or roadstead %.7f,%.7f\n", points[0].lat_deg, points[0].lon_deg,
            points[1].lat_deg, points[1].lon_deg);
  else
    printf ("%.7f,%.7f\n", points[0].lat_deg, points[0].lon_deg);
  printf ("%-25s  %-25s  %9s  %9s  %7s  %-13s  %s\n", "from", "to", "hours", "closest", "fixes",
          "provenance", "vessel");
  for (guint i = 0; i < visits->len; i++)
    {
      const RsVisit *visit = &g_array_index (visits, RsVisit, i);
      const RsVessel *vessel = rs_snapshot_get_vessel (snapshot, visit->vessel_id);
      g_autofree char *from = rs_time_format (visit->from_ms);
      g_autofree char *to = rs_time_format (visit->to_ms);

      /* ">" and "<": it was there before or after, too, for all one knows. */
      printf ("%c%-24s  %c%-24s  %9.2f  %6.2f nm  %7u  %-13s  %s\n",
              visit->begins_unknown ? '<' : ' ', from, visit->ends_unknown ? '>' : ' ', to,
              (double) (visit->to_ms - visit->from_ms) / RS_HOUR_MS, visit->closest_m / RS_M_PER_NM,
              visit->n_fixes, rs_provenance_to_string (visit->provenance), vessel->name);
    }
}

int
rs_command_when (int argc, char **argv)
{
  g_autofree char *place_text = NULL, *vessel_text = NULL;
  g_auto (RsNamedPlace) place = { 0 };
  Question question = { &place, { { 0 } }, 1, 2 };
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "place", 0, 0, G_OPTION_ARG_STRING, &place_text, "Where: port code, name or LAT,LON",
      "LAT,LON" },
    { "radius", 0, 0, G_OPTION_ARG_DOUBLE, &question.radius_nm, "How near, up to 1000 (2)", "NM" },
    { "vessel", 0, 0, G_OPTION_ARG_STRING, &vessel_text, "Only this vessel: MMSI, name or #id",
      "MMSI" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Print JSON", NULL },
    { NULL },
  };
  g_autoptr (RsCase) document = NULL;
  g_autoptr (RsSnapshot) snapshot = NULL;
  g_autoptr (GArray) visits = g_array_new (FALSE, FALSE, sizeof (RsVisit));
  const RsVessel *vessel = NULL;
  int result;

  result = rs_command_parse (&argc, &argv, "CASE --place LAT,LON",
                             "Say when vessels were near a place, of a port: near its place or its "
                             "roadstead. A stay that was under way when the "
                             "vessel was first heard is marked “<”, one that outlasted its last fix "
                             "before a silence “>”.",
                             entries, 1, 1);
  if (result >= 0)
    return result;
  if (!place_text)
    {
      fprintf (stderr, "%s: --place is needed\n", g_get_prgname ());
      return RS_EXIT_USAGE;
    }
  if (!(question.radius_nm > 0 && question.radius_nm * RS_M_PER_NM <= RS_VISIT_RADIUS_MAX_M))
    {
      fprintf (stderr, "%s: --radius %g is not above 0 and at most 1000 nm\n", g_get_prgname (),
               question.radius_nm);
      return RS_EXIT_USAGE;
    }
  document = rs_command_open (argv[1]);
  if (!document)
    return RS_EXIT_FAILED;
  snapshot = rs_case_ref_snapshot (document);
  if (!rs_named_place_parse_in (snapshot, place_text, &place))
    return RS_EXIT_USAGE;
  if (vessel_text && !(vessel = rs_arguments_find_vessel (snapshot, vessel_text, &result)))
    return result;
  question.points[0] = place.p;
  if (place.port)
    {
      question.points[0] = place.port->place;
      question.points[1] = place.port->roadstead;
      question.n_points = 2;
    }
  for (guint i = 0; i < snapshot->tracks->len; i++)
    {
      const RsTrack *track = g_ptr_array_index (snapshot->tracks, i);

      if (!vessel || track->vessel_id == vessel->id)
        rs_visits_find_any (track, question.points, question.n_points, question.radius_nm * RS_M_PER_NM,
                            visits);
    }
  g_array_sort (visits, compare_visits);
  (json ? print_json : print_text) (snapshot, &question, visits);
  return RS_EXIT_OK;
}
