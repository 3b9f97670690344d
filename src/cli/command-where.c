/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>

#include "cli/arguments.h"
#include "replay/position.h"

typedef struct
{
  const RsSnapshot *snapshot;
  const RsVessel *vessel;
  guint hull, n_hulls; /* which of the ships that share the number; hull 0 of one alone */
  const RsFix *before, *after; /* (nullable) */
  gint64 t_ms;
  RsPosition position;
  const RsPort *port; /* (nullable) nearest */
  double port_m;
} Answer;

static const char *
describe (const Answer *answer)
{
  switch (answer->position.presence)
    {
    case RS_PRESENCE_MOVING:
    case RS_PRESENCE_STILL:
      return answer->before && answer->before->t_ms == answer->t_ms ? "fix" : "between fixes";
    case RS_PRESENCE_LOST:
      return "last known";
    case RS_PRESENCE_NONE:
    default:
      if (!answer->before && !answer->after)
        return "no fix with a time";
      return answer->before ? "long after the last fix" : "before the first fix";
    }
}

static void
add_fix (JsonBuilder *builder, const char *name, const Answer *answer, const RsFix *fix)
{
  const RsImport *import;

  json_builder_set_member_name (builder, name);
  if (!fix)
    {
      json_builder_add_null_value (builder);
      return;
    }
  import = fix->import < answer->snapshot->imports->len
             ? g_ptr_array_index (answer->snapshot->imports, fix->import)
             : NULL;
  json_builder_begin_object (builder);
  rs_command_json_time (builder, "t", fix->t_ms);
  rs_arguments_json_place (builder, rs_fix_lat_lon (fix));
  rs_arguments_json_string (builder, "provenance",
                            rs_provenance_to_string ((RsProvenance) fix->provenance));
  rs_command_json_place (builder, import, fix->line);
  json_builder_end_object (builder);
}

static void
print_json (const Answer *answer)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const RsPosition *p = &answer->position;
  gboolean known = p->presence != RS_PRESENCE_NONE;
  /* Of a silent ship only the place of its last fix is known, which "before" tells of, and not that it still is
   * there: nobody observed that. */
  gboolean seen = known && p->presence != RS_PRESENCE_LOST;

  json_builder_begin_object (builder);
  rs_arguments_json_vessel (builder, "vessel", answer->vessel);
  rs_command_json_int (builder, "hull", MAX (answer->hull, 1));
  rs_command_json_int (builder, "hulls", answer->n_hulls);
  rs_command_json_time (builder, "t", answer->t_ms);
  rs_arguments_json_string (builder, "how", describe (answer));
  rs_arguments_json_number (builder, "lat", known ? p->place.lat_deg : NAN, 7);
  rs_arguments_json_number (builder, "lon", known ? p->place.lon_deg : NAN, 7);
  rs_arguments_json_number (builder, "sog_kn", seen ? p->sog_kn : NAN, 1);
  rs_arguments_json_bearing (builder, "course_deg", seen ? p->course_deg : NAN, 1);
  rs_arguments_json_string (builder, "provenance",
                            seen ? rs_provenance_to_string (p->provenance) : NULL);
  add_fix (builder, "before", answer, answer->before);
  add_fix (builder, "after", answer, answer->after);
  rs_arguments_json_string (builder, "port", answer->port ? answer->port->id : NULL);
  rs_arguments_json_number (builder, "port_nm", answer->port ? answer->port_m / RS_M_PER_NM : NAN, 2);
  json_builder_end_object (builder);
  rs_command_print_json (builder, TRUE);
}

static void
print_fix (const Answer *answer, const char *name, const RsFix *fix)
{
  g_autofree char *at = NULL;

  if (!fix)
    {
      printf ("%-7s none\n", name);
      return;
    }
  at = rs_time_format (fix->t_ms);
  printf ("%-7s %s  %11.7f  %12.7f  %s", name, at, rs_deg_from_e7 (fix->lat_e7),
          rs_deg_from_e7 (fix->lon_e7), rs_provenance_to_string ((RsProvenance) fix->provenance));
  if (fix->import < answer->snapshot->imports->len)
    {
      const RsImport *import = g_ptr_array_index (answer->snapshot->imports, fix->import);

      guint32 line;
      g_autofree char *file = rs_import_dup_place (import, fix->line, &line);

      printf (fix->line ? "  %s:%u" : "  %s", file, line);
    }
  printf ("\n");
}

static void
print_text (const Answer *answer)
{
  g_autofree char *at = rs_time_format (answer->t_ms);
  const RsPosition *p = &answer->position;

  printf ("%s", answer->vessel->name);
  if (answer->hull > 0 && answer->n_hulls > 1)
    printf (" (ship %u of the %u that send its number)", answer->hull, answer->n_hulls);
  printf (" at %s: ", at);
  if (p->presence == RS_PRESENCE_NONE)
    printf ("unknown, %s\n", describe (answer));
  else if (p->presence == RS_PRESENCE_LOST)
    {
      g_autofree char *since = rs_time_format (p->since_ms);

      printf ("unknown, silent since %s; last known %.7f,%.7f\n", since, p->place.lat_deg, p->place.lon_deg);
    }
  else
    {
      printf ("%.7f,%.7f (%s, %s)", p->place.lat_deg, p->place.lon_deg, describe (answer),
              rs_provenance_to_string (p->provenance));
      if (!isnan (p->sog_kn))
        printf (", %.1f kn", p->sog_kn);
      if (!isnan (p->course_deg))
        printf (", %05.1f°", rs_bearing_round (p->course_deg, 1));
      printf ("\n");
    }
  print_fix (answer, "before", answer->before);
  print_fix (answer, "after", answer->after);
  if (answer->port)
    printf ("%-7s %s (%s), %.2f nm\n", "port", answer->port->name_en, answer->port->id,
            answer->port_m / RS_M_PER_NM);
}

int
rs_command_where (int argc, char **argv)
{
  g_autofree char *at = NULL, *vessel = NULL;
  gboolean json = FALSE;
  gint hull = 0;
  const GOptionEntry entries[] = {
    { "vessel", 0, 0, G_OPTION_ARG_STRING, &vessel, "Which vessel: MMSI, name or #id", "MMSI" },
    { "at", 0, 0, G_OPTION_ARG_STRING, &at, "When", "T" },
    { "hull", 0, 0, G_OPTION_ARG_INT, &hull,
      "Which of the ships that share the number; needed only where several were there then", "N" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Print JSON", NULL },
    { NULL },
  };
  g_autoptr (RsCase) document = NULL;
  g_autoptr (RsSnapshot) snapshot = NULL;
  Answer answer = { .t_ms = RS_TIME_NONE };
  const RsTrack *track;
  gint index;
  int result = rs_command_parse (&argc, &argv, "CASE --vessel MMSI --at T",
                                 "Say where a vessel was at a time, the fixes before and after it, and "
                                 "the nearest port.",
                                 entries, 1, 1);

  if (result >= 0)
    return result;
  if (!vessel || !at)
    {
      fprintf (stderr, "%s: --vessel and --at are needed\n", g_get_prgname ());
      return RS_EXIT_USAGE;
    }
  if (!rs_arguments_parse_time ("at", at, &answer.t_ms))
    return RS_EXIT_USAGE;
  document = rs_command_open (argv[1]);
  if (!document)
    return RS_EXIT_FAILED;
  snapshot = rs_case_ref_snapshot (document);
  answer.snapshot = snapshot;
  answer.vessel = rs_arguments_find_vessel (snapshot, vessel, &result);
  if (!answer.vessel)
    return result;
  answer.n_hulls = MAX (rs_snapshot_get_track (snapshot, answer.vessel->id)->n_hulls, 1);
  track = rs_arguments_choose_hull (snapshot, answer.vessel, "--hull", hull, answer.t_ms, &answer.hull);
  if (!track)
    return RS_EXIT_USAGE;
  index = rs_track_find (track, answer.t_ms);
  answer.before = index >= 0 ? &track->fixes[index] : NULL;
  answer.after = (guint) (index + 1) < track->n ? &track->fixes[index + 1] : NULL;
  rs_position_at (track, answer.t_ms, snapshot->gap_ms, NULL, &answer.position);
  if (answer.position.presence != RS_PRESENCE_NONE)
    answer.port = rs_gazetteer_nearest (answer.position.place, INFINITY, &answer.port_m);
  (json ? print_json : print_text) (&answer);
  return RS_EXIT_OK;
}
