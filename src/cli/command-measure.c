/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>

#include "cli/arguments.h"

/* One leg, with the bearing in which it sets out and the one in which it arrives; NAN of one that goes nowhere. */
typedef struct
{
  double dist_m;
  double initial_deg, final_deg;
} Leg;

static Leg
make_leg (RsLatLon from, RsLatLon to)
{
  Leg leg;
  double back_deg;

  leg.dist_m = rs_geodesic_inverse (from, to, &leg.initial_deg);
  rs_geodesic_inverse (to, from, &back_deg);
  leg.final_deg = back_deg + 180;
  if (leg.dist_m == 0)
    leg.initial_deg = leg.final_deg = NAN;
  return leg;
}

static void
add_end (JsonBuilder *builder, const char *name, const RsNamedPlace *end)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  rs_arguments_json_string (builder, "name", end->name);
  rs_arguments_json_string (builder, "port", end->port ? end->port->id : NULL);
  rs_arguments_json_place (builder, end->p);
  json_builder_end_object (builder);
}

static void
print_json (const RsNamedPlace *ends, guint n, double total_m)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  rs_arguments_json_number (builder, "distance_nm", total_m / RS_M_PER_NM, 3);
  rs_arguments_json_number (builder, "distance_m", total_m, 0);
  json_builder_set_member_name (builder, "legs");
  json_builder_begin_array (builder);
  for (guint i = 0; i + 1 < n; i++)
    {
      Leg leg = make_leg (ends[i].p, ends[i + 1].p);

      json_builder_begin_object (builder);
      add_end (builder, "from", &ends[i]);
      add_end (builder, "to", &ends[i + 1]);
      rs_arguments_json_number (builder, "distance_nm", leg.dist_m / RS_M_PER_NM, 3);
      rs_arguments_json_number (builder, "distance_m", leg.dist_m, 0);
      rs_arguments_json_bearing (builder, "initial_bearing_deg", leg.initial_deg, 2);
      rs_arguments_json_bearing (builder, "final_bearing_deg", leg.final_deg, 2);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  rs_command_print_json (builder, TRUE);
}

static void
print_leg (double dist_m)
{
  printf ("%9.2f nm  %9.2f km", dist_m / RS_M_PER_NM, dist_m / 1000);
}

static void
print_text (const RsNamedPlace *ends, guint n, double total_m)
{
  for (guint i = 0; i + 1 < n; i++)
    {
      Leg leg = make_leg (ends[i].p, ends[i + 1].p);

      print_leg (leg.dist_m);
      if (!isnan (leg.initial_deg))
        printf ("  from %05.1f° to %05.1f°", rs_bearing_round (leg.initial_deg, 1),
                rs_bearing_round (leg.final_deg, 1));
      printf ("  %s to %s\n", ends[i].name, ends[i + 1].name);
    }
  if (n > 2)
    {
      print_leg (total_m);
      printf ("  in all\n");
    }
}

int
rs_command_measure (int argc, char **argv)
{
  gboolean as_json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "Print JSON", NULL },
    { NULL },
  };
  RsNamedPlace *ends;
  double total_m = 0;
  int result;
  guint n;

  rs_arguments_guard_positions (argc, argv);
  result = rs_command_parse (&argc, &argv, "FROM TO...",
                             "Measure the shortest line from each place to the next, over land too, "
                             "and its true bearing at both ends. A place is a UN/LOCODE, a port's name "
                             "in any script, or LAT,LON in decimal degrees.",
                             entries, 2, -1);
  if (result >= 0)
    return result;
  n = (guint) argc - 1;
  ends = g_new0 (RsNamedPlace, n);
  result = RS_EXIT_OK;
  for (guint i = 0; i < n && result == RS_EXIT_OK; i++)
    if (!rs_named_place_parse (argv[i + 1], &ends[i]))
      result = RS_EXIT_USAGE;
    else if (i > 0)
      total_m += rs_geodesic_inverse (ends[i - 1].p, ends[i].p, NULL);
  if (result == RS_EXIT_OK)
    (as_json ? print_json : print_text) (ends, n, total_m);
  for (guint i = 0; i < n; i++)
    rs_named_place_clear (&ends[i]);
  g_free (ends);
  return result;
}
