/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>

#include "analysis/compare.h"
#include "cli/arguments.h"

typedef struct
{
  const RsVessel *own, *other;
  guint own_hull, other_hull; /* which of the ships that share the number; 0 all of them, or one alone */
  gint64 t_ms; /* RS_TIME_NONE: no moment was asked for */
  RsComparison moment;
  gboolean has_closest;
  RsClosest closest;
} Answer;

static const char *
describe_presence (RsPresence presence)
{
  switch (presence)
    {
    case RS_PRESENCE_MOVING:
      return "moving";
    case RS_PRESENCE_STILL:
      return "still";
    case RS_PRESENCE_LOST:
      return "last known";
    case RS_PRESENCE_NONE:
    default:
      return "unknown";
    }
}

/* Of a silent ship nobody observed where it is. */
static const char *
describe_provenance (const RsPosition *position)
{
  return position->presence == RS_PRESENCE_LOST ? NULL : rs_provenance_to_string (position->provenance);
}

static void
add_position (JsonBuilder *builder, const char *name, const RsPosition *position)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  rs_arguments_json_string (builder, "presence", describe_presence (position->presence));
  if (position->presence != RS_PRESENCE_NONE)
    {
      rs_arguments_json_place (builder, position->place);
      rs_arguments_json_string (builder, "provenance", describe_provenance (position));
      rs_command_json_time (builder, "heard", position->since_ms);
    }
  json_builder_end_object (builder);
}

static void
add_moment (JsonBuilder *builder, const Answer *answer)
{
  const RsComparison *m = &answer->moment;

  json_builder_set_member_name (builder, "moment");
  if (answer->t_ms == RS_TIME_NONE)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  rs_command_json_time (builder, "t", answer->t_ms);
  add_position (builder, "own", &m->own);
  add_position (builder, "other", &m->other);
  rs_arguments_json_number (builder, "range_nm", m->has_range ? m->dist_m / RS_M_PER_NM : NAN, 3);
  rs_arguments_json_bearing (builder, "bearing_deg", m->has_range ? m->bearing_deg : NAN, 1);
  json_builder_set_member_name (builder, "observed");
  json_builder_add_boolean_value (builder, m->is_sure);
  rs_arguments_json_number (builder, "closing_kn",
                            m->has_motion ? m->cpa.closing_mps / RS_KN_TO_MPS : NAN, 1);
  rs_arguments_json_number (builder, "cpa_nm", m->has_motion ? m->cpa.dist_m / RS_M_PER_NM : NAN, 3);
  rs_arguments_json_number (builder, "tcpa_min", m->has_motion ? m->cpa.time_s / 60 : NAN, 1);
  json_builder_end_object (builder);
}

static void
print_json (const Answer *answer)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const RsClosest *c = &answer->closest;

  json_builder_begin_object (builder);
  rs_arguments_json_vessel (builder, "own", answer->own);
  rs_arguments_json_vessel (builder, "other", answer->other);
  add_moment (builder, answer);
  json_builder_set_member_name (builder, "closest");
  if (answer->has_closest)
    {
      json_builder_begin_object (builder);
      rs_command_json_time (builder, "t", c->t_ms);
      rs_arguments_json_number (builder, "range_nm", c->dist_m / RS_M_PER_NM, 3);
      rs_command_json_int (builder, "own_hull", c->own_hull);
      rs_command_json_int (builder, "other_hull", c->other_hull);
      rs_arguments_json_string (builder, "provenance", rs_provenance_to_string (c->provenance));
      rs_arguments_json_place (builder, c->own);
      rs_command_json_time (builder, "overlap_from", c->from_ms);
      rs_command_json_time (builder, "overlap_to", c->to_ms);
      rs_arguments_json_number (builder, "known_h", (double) c->known_ms / RS_HOUR_MS, 2);
      json_builder_end_object (builder);
    }
  else
    json_builder_add_null_value (builder);
  json_builder_end_object (builder);
  rs_command_print_json (builder, TRUE);
}

static void
print_end (const RsVessel *vessel, const RsPosition *position)
{
  const char *provenance = describe_provenance (position);

  printf ("%s (%s%s%s)", vessel->name, describe_presence (position->presence), provenance ? ", " : "",
          provenance ? provenance : "");
}

static void
print_motion (const RsCpa *cpa)
{
  double dist_nm = cpa->dist_m / RS_M_PER_NM;

  if (fabs (cpa->closing_mps) < RS_CPA_STILL_MPS)
    printf ("neither closing nor opening; ");
  else
    printf ("%s at %.1f kn; ", cpa->closing_mps > 0 ? "closing" : "opening",
            fabs (cpa->closing_mps) / RS_KN_TO_MPS);
  switch (cpa->kind)
    {
    case RS_CPA_AHEAD:
      printf ("if both hold course and speed, %.2f nm in %.1f min\n", dist_nm, cpa->time_s / 60);
      break;
    case RS_CPA_OPENING:
      printf ("if both hold course and speed, %.2f nm is the nearest: they part\n", dist_nm);
      break;
    case RS_CPA_STEADY:
      printf ("if both hold course and speed, they stay %.2f nm apart\n", dist_nm);
      break;
    case RS_CPA_FAR:
    default:
      printf ("too far apart, or too long until then, to tell how near they will come\n");
      break;
    }
}

static void
print_moment (const Answer *answer)
{
  const RsComparison *m = &answer->moment;
  g_autofree char *at = rs_time_format (answer->t_ms);

  if (!m->has_range)
    {
      printf ("%s: %s is %s, %s is %s\n", at, answer->own->name, describe_presence (m->own.presence),
              answer->other->name, describe_presence (m->other.presence));
      return;
    }
  printf ("%s: %.2f nm, ", at, m->dist_m / RS_M_PER_NM);
  if (m->dist_m > 0)
    printf ("bearing %05.1f° ", rs_bearing_round (m->bearing_deg, 1));
  printf ("from ");
  print_end (answer->own, &m->own);
  printf (" to ");
  print_end (answer->other, &m->other);
  printf ("\n");
  if (m->has_motion)
    {
      printf ("%*s  ", (int) g_utf8_strlen (at, -1), "");
      print_motion (&m->cpa);
    }
}

static void
print_hull (const RsVessel *vessel, guint hull)
{
  if (hull > 0)
    printf ("%s: ship %u of those that send its number\n", vessel->name, hull);
}

static void
print_text (const Answer *answer)
{
  const RsClosest *c = &answer->closest;
  g_autofree char *at = NULL;

  print_hull (answer->own, answer->own_hull);
  print_hull (answer->other, answer->other_hull);
  if (answer->t_ms != RS_TIME_NONE)
    print_moment (answer);
  if (!answer->has_closest)
    {
      printf ("There is no moment at which both are known.\n");
      return;
    }
  at = rs_time_format (c->t_ms);
  printf ("Nearest at %s: %.2f nm (%s), of %.1f h in which both are known\n", at,
          c->dist_m / RS_M_PER_NM, rs_provenance_to_string (c->provenance),
          (double) c->known_ms / RS_HOUR_MS);
  if (answer->own_hull == 0 && c->own_hull != 1)
    print_hull (answer->own, c->own_hull);
  if (answer->other_hull == 0 && c->other_hull != 1)
    print_hull (answer->other, c->other_hull);
}

int
rs_command_compare (int argc, char **argv)
{
  g_autofree char *at = NULL;
  gboolean json = FALSE;
  gint own_hull = 0, other_hull = 0;
  const GOptionEntry entries[] = {
    { "hull", 0, 0, G_OPTION_ARG_INT, &own_hull,
      "Which of the ships that share the first vessel's number; needed only where several were there then", "N" },
    { "other-hull", 0, 0, G_OPTION_ARG_INT, &other_hull, "Which of those that share the second one's", "N" },
    { "at", 0, 0, G_OPTION_ARG_STRING, &at, "Also range, bearing and closest point at this time",
      "T" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Print JSON", NULL },
    { NULL },
  };
  g_autoptr (RsCase) document = NULL;
  g_autoptr (RsSnapshot) snapshot = NULL;
  Answer answer = { .t_ms = RS_TIME_NONE };
  const RsTrack *own, *other;
  int result = rs_command_parse (&argc, &argv, "CASE VESSEL VESSEL",
                                 "Say how near two vessels came in the time that both are known, and "
                                 "where they were to each other at a time. A vessel is an MMSI, a name "
                                 "or #id.",
                                 entries, 3, 3);

  if (result >= 0)
    return result;
  if (!rs_arguments_parse_time ("at", at, &answer.t_ms))
    return RS_EXIT_USAGE;
  document = rs_command_open (argv[1]);
  if (!document)
    return RS_EXIT_FAILED;
  snapshot = rs_case_ref_snapshot (document);
  answer.own = rs_arguments_find_vessel (snapshot, argv[2], &result);
  answer.other = answer.own ? rs_arguments_find_vessel (snapshot, argv[3], &result) : NULL;
  if (!answer.other)
    return result;
  if (answer.own == answer.other)
    {
      fprintf (stderr, "%s: “%s” and “%s” are one vessel\n", g_get_prgname (), argv[2], argv[3]);
      return RS_EXIT_USAGE;
    }
  own = rs_arguments_choose_hull (snapshot, answer.own, "--hull", own_hull, answer.t_ms,
                                  &answer.own_hull);
  other = own ? rs_arguments_choose_hull (snapshot, answer.other, "--other-hull", other_hull,
                                          answer.t_ms, &answer.other_hull)
              : NULL;
  if (!other)
    return RS_EXIT_USAGE;
  if (answer.t_ms != RS_TIME_NONE)
    rs_compare_at (own, other, answer.t_ms, snapshot->gap_ms, &answer.moment);
  /* Without a time and a choice it is any of them, and the answer says which. */
  answer.has_closest = rs_closest_find (own, other, &answer.closest);
  if (answer.own_hull > 0)
    answer.closest.own_hull = answer.own_hull;
  if (answer.other_hull > 0)
    answer.closest.other_hull = answer.other_hull;
  (json ? print_json : print_text) (&answer);
  return RS_EXIT_OK;
}
