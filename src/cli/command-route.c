/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>

#include "cli/arguments.h"
#include "places/route.h"

static void
add_position (JsonBuilder *builder, RsLatLon p)
{
  json_builder_begin_array (builder);
  /* Not rs_e7_from_deg (): here 180 and -180 are two ends of a line. */
  json_builder_add_double_value (builder, round (p.lon_deg * 1e7) / 1e7);
  json_builder_add_double_value (builder, round (p.lat_deg * 1e7) / 1e7);
  json_builder_end_array (builder);
}

/* RFC 7946 cuts lines at 180 degrees. */
static gboolean
crosses_180 (RsLatLon a, RsLatLon b)
{
  return fabs (a.lon_deg - b.lon_deg) > 180;
}

static void
add_geometry (JsonBuilder *builder, const RsRoute *route)
{
  gboolean cut = FALSE;

  for (guint i = 0; i + 1 < route->n && !cut; i++)
    cut = crosses_180 (route->points[i], route->points[i + 1]);
  json_builder_set_member_name (builder, "geometry");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "type");
  json_builder_add_string_value (builder, cut ? "MultiLineString" : "LineString");
  json_builder_set_member_name (builder, "coordinates");
  json_builder_begin_array (builder);
  if (cut)
    json_builder_begin_array (builder);
  for (guint i = 0; i < route->n; i++)
    {
      RsLatLon p = route->points[i];

      if (i > 0 && crosses_180 (route->points[i - 1], p))
        {
          /* Where the rhumb line, straight in Mercator, meets 180 degrees. */
          RsLatLon before = route->points[i - 1];
          RsWorldPoint a = rs_world_from_lat_lon (before), b = rs_world_from_lat_lon (p);
          double edge = before.lon_deg > 0 ? 180 : -180;
          double t = (edge > 0 ? 1 - a.x : a.x) / (1 - fabs (a.x - b.x));
          RsWorldPoint meet = { 0, a.y + t * (b.y - a.y) };
          RsLatLon at = { rs_lat_lon_from_world (meet).lat_deg, edge };

          add_position (builder, at);
          json_builder_end_array (builder);
          json_builder_begin_array (builder);
          at.lon_deg = -edge;
          add_position (builder, at);
        }
      add_position (builder, p);
    }
  if (cut)
    json_builder_end_array (builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_nm (JsonBuilder *builder, const char *name, double dist_m)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_double_value (builder, round (dist_m / RS_M_PER_NM * 1000) / 1000);
}

static void
add_end (JsonBuilder *builder, const char *name, const char *port_name, const RsNamedPlace *end)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, end->name);
  json_builder_set_member_name (builder, port_name);
  if (end->port)
    json_builder_add_string_value (builder, end->port->id);
  else
    json_builder_add_null_value (builder);
}

static void
print_json (const RsRoute *route, const RsNamedPlace *from, const RsNamedPlace *to, double clearance_m)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "type");
  json_builder_add_string_value (builder, "Feature");
  add_geometry (builder, route);
  json_builder_set_member_name (builder, "properties");
  json_builder_begin_object (builder);
  add_end (builder, "from", "from_port", from);
  add_end (builder, "to", "to_port", to);
  add_nm (builder, "distance_nm", route->dist_m);
  add_nm (builder, "great_circle_nm",
          rs_geodesic_inverse (route->points[0], route->points[route->n - 1], NULL));
  json_builder_set_member_name (builder, "clearance_m");
  json_builder_add_double_value (builder, clearance_m);
  json_builder_set_member_name (builder, "provenance");
  json_builder_add_string_value (builder, "reconstructed");
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  rs_command_print_json (builder, FALSE);
}

static void
print_text (const RsRoute *route, const RsNamedPlace *from, const RsNamedPlace *to)
{
  printf ("%.1f nm from %s to %s, computed, %u points\n", route->dist_m / RS_M_PER_NM, from->name,
          to->name, route->n);
  for (guint i = 0; i < route->n; i++)
    printf ("%.6f,%.6f\n", route->points[i].lat_deg, route->points[i].lon_deg);
}

int
rs_command_route (int argc, char **argv)
{
  gboolean as_json = FALSE;
  double clearance_km = RS_ROUTE_CLEARANCE_M / 1000;
  g_autofree char *case_path = NULL;
  const GOptionEntry entries[] = {
    { "case", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &case_path,
      "Find ports of this case's lists too", "CASE" },
    { "json", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &as_json, "Print a GeoJSON feature", NULL },
    { "clearance", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_DOUBLE, &clearance_km,
      "Wished distance off the shore in open water (5)", "KM" },
    { NULL },
  };
  g_autoptr (RsCase) document = NULL;
  g_autoptr (RsSnapshot) snapshot = NULL;
  g_autoptr (RsAtlas) atlas = NULL;
  g_autoptr (RsRoute) route = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (RsNamedPlace) from = { 0 };
  g_auto (RsNamedPlace) to = { 0 };
  int done;

  rs_arguments_guard_positions (argc, argv);
  done = rs_command_parse (&argc, &argv, "FROM TO",
                           "Compute the way by sea between two ports or positions. FROM and TO are "
                           "a UN/LOCODE, a port's name in any script, or LAT,LON in decimal degrees. "
                           "The line is computed, not observed.",
                           entries, 2, 2);
  if (done >= 0)
    return done;
  if (!(clearance_km >= 0 && clearance_km <= 1000))
    {
      fprintf (stderr, "%s: --clearance %g is not between 0 and 1000 km\n", g_get_prgname (),
               clearance_km);
      return RS_EXIT_USAGE;
    }
  if (case_path)
    {
      document = rs_command_open (case_path);
      if (!document)
        return RS_EXIT_FAILED;
      snapshot = rs_case_ref_snapshot (document);
    }
  if (!rs_named_place_parse_in (snapshot, argv[1], &from)
      || !rs_named_place_parse_in (snapshot, argv[2], &to))
    return RS_EXIT_USAGE;

  atlas = rs_atlas_open_default (&error);
  if (atlas)
    route = rs_route_find (atlas, from.p, to.p, clearance_km * 1000, NULL, &error);
  if (!route)
    return rs_command_fail (error);
  if (as_json)
    print_json (route, &from, &to, clearance_km * 1000);
  else
    print_text (route, &from, &to);
  return RS_EXIT_OK;
}
