/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "places/route-checks.h"

static RsRoute *
find (RsAtlas *atlas, const char *from, const char *to)
{
  g_autoptr (GError) error = NULL;
  const RsPort *a = rs_gazetteer_find (from), *b = rs_gazetteer_find (to);
  RsRoute *route = rs_route_find (atlas, a->roadstead, b->roadstead, RS_ROUTE_CLEARANCE_M, NULL, &error);

  g_assert_no_error (error);
  check_route (atlas, route, a->roadstead, b->roadstead);
  g_test_message ("%s to %s: %.1f nm, %u points", a->name_en, b->name_en,
                  route->dist_m / RS_M_PER_NM, route->n);
  return route;
}

/* Whether the route crosses the line between two places, as that over a strait. */
static gboolean
crosses (const RsRoute *route, RsLatLon a, RsLatLon b)
{
  RsWorldPoint wa = rs_world_from_lat_lon (a), wb = rs_world_from_lat_lon (b);

  for (guint i = 0; i + 1 < route->n; i++)
    {
      RsWorldPoint p = rs_world_from_lat_lon (route->points[i]);
      RsWorldPoint q = rs_world_from_lat_lon (route->points[i + 1]);
      double d = (q.x - p.x) * (wb.y - wa.y) - (q.y - p.y) * (wb.x - wa.x);
      double t = ((wa.x - p.x) * (wb.y - wa.y) - (wa.y - p.y) * (wb.x - wa.x)) / d;
      double u = ((wa.x - p.x) * (q.y - p.y) - (wa.y - p.y) * (q.x - p.x)) / d;

      if (t >= 0 && t <= 1 && u >= 0 && u <= 1)
        return TRUE;
    }
  return FALSE;
}

static void
assert_nm (const RsRoute *route, double least, double most)
{
  g_assert_cmpfloat (route->dist_m / RS_M_PER_NM, >=, least);
  g_assert_cmpfloat (route->dist_m / RS_M_PER_NM, <=, most);
}

/* The press gives 160 nm, the great circle between the places is 155 nm. */
static void
test_vostochny_chongjin (void)
{
  g_autoptr (RsAtlas) atlas = open_atlas ();
  g_autoptr (RsRoute) route = find (atlas, "Vostochny", "Chongjin");

  assert_nm (route, 153, 165);
}

static void
test_straits (void)
{
  static const RsLatLon soya = { 45.52, 141.92 }, crillon = { 45.90, 142.08 };
  static const RsLatLon shirakami = { 41.40, 140.20 }, tappi = { 41.25, 140.35 };
  static const RsLatLon busan = { 35.10, 129.05 }, tsushima = { 34.70, 129.40 };
  static const RsLatLon primorye = { 44.00, 135.50 };
  static const RsLatLon hokkaido = { 43.20, 140.33 };
  g_autoptr (RsAtlas) atlas = open_atlas ();
  g_autoptr (RsRoute) pohang = find (atlas, "Kholmsk", "Pohang");
  g_autoptr (RsRoute) korsakov = find (atlas, "Vanino", "Korsakov");
  g_autoptr (RsRoute) niigata = find (atlas, "Hachinohe", "Niigata");
  g_autoptr (RsRoute) wonsan = find (atlas, "Nampo", "Wonsan");

  /* Open Sea of Japan, west of Hokkaido. */
  g_assert_true (crosses (pohang, primorye, hokkaido));
  g_assert_false (crosses (pohang, soya, crillon));
  g_assert_true (crosses (korsakov, soya, crillon));
  g_assert_true (crosses (niigata, shirakami, tappi));
  assert_nm (niigata, 280, 340);
  /* Right round Korea: between it and Tsushima. */
  g_assert_true (crosses (wonsan, busan, tsushima));
  assert_nm (wonsan, 700, 830);
}

/* The wish is kept in open water, though an island or a cape lies on the way. */
static void
test_clearance (void)
{
  g_autoptr (RsAtlas) atlas = open_atlas ();
  g_autoptr (RsRoute) route = find (atlas, "Ulsan", "Donghae");
  double far_m = 0, near_m = 0;

  for (guint i = 0; i + 1 < route->n; i++)
    {
      RsLatLon a = route->points[i], b = route->points[i + 1];
      double piece_m = rs_geodesic_inverse (a, b, NULL);
      guint n = MAX ((guint) (piece_m / 1000), 1);

      for (guint k = 0; k < n; k++)
        {
          RsLatLon p = rs_geodesic_between (a, b, (double) k / n, NULL);
          gboolean far = rs_coast_distance_m (atlas, p, 10000) >= RS_ROUTE_CLEARANCE_M * 0.8;

          *(far ? &far_m : &near_m) += piece_m / n;
        }
    }
  g_test_message ("%.0f km with the clearance, %.0f km without", far_m / 1000, near_m / 1000);
  g_assert_cmpfloat (near_m, <, 0.2 * far_m);
}

static void
test_back (void)
{
  g_autoptr (RsAtlas) atlas = open_atlas ();
  g_autoptr (RsRoute) route = find (atlas, "Rajin", "Otaru");

  check_back (atlas, route, rs_gazetteer_get ("KPRJN")->roadstead,
              rs_gazetteer_get ("JPOTR")->roadstead);
}

static void
test_antimeridian (void)
{
  g_autoptr (RsAtlas) atlas = open_atlas ();
  g_autoptr (RsRoute) route = find (atlas, "Vladivostok", "Honolulu");
  gboolean east = FALSE, west = FALSE;

  for (guint i = 0; i < route->n; i++)
    {
      east |= route->points[i].lon_deg > 170;
      west |= route->points[i].lon_deg < -165;
    }
  g_assert_true (east && west);
  /* Within a percent and a half of the great circle, which runs over Hokkaido. */
  assert_nm (route, 3690, 3750);
}

/* Every roadstead of the gazetteer is on the sea, clear of the shore, and joined to the rest. */
static void
test_roadsteads (void)
{
  g_autoptr (RsAtlas) atlas = open_atlas ();
  guint n;
  const RsPort *ports = rs_gazetteer_get_ports (&n);

  for (guint i = 0; i < n; i++)
    {
      RsLatLon water;
      double shore_m = rs_coast_distance_m (atlas, ports[i].roadstead, 20000);

      if (rs_coast_is_land (atlas, ports[i].roadstead) || shore_m < 100)
        g_error ("%s: the roadstead is on land or too close to it", ports[i].id);
      /* A lake has no sea in it. */
      g_assert_true (rs_coast_nearest_water (atlas, ports[i].roadstead, 0, 100, &water));
      g_assert_cmpfloat (rs_geodesic_inverse (water, ports[i].roadstead, NULL), <, 1);
    }
}

/* Out of each harbour that is deep in the land. */
static void
test_harbours (void)
{
  static const char *const from[] = { "Songnim", "Sinuiju", "taean",  "Haeju",    "Masan",
                                      "Posyet",  "Dunai",   "Gunsan", "Pyeongtaek", "Shanghai" };
  g_autoptr (RsAtlas) atlas = open_atlas ();

  for (guint i = 0; i < G_N_ELEMENTS (from); i++)
    {
      g_autoptr (RsRoute) route = find (atlas, from[i], "Incheon");

      g_assert_nonnull (route);
    }
}

static void
assert_fails (RsLatLon from, RsLatLon to, GCancellable *cancellable, RsRouteError code)
{
  g_autoptr (RsAtlas) atlas = open_atlas ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RsRoute) route = rs_route_find (atlas, from, to, RS_ROUTE_CLEARANCE_M, cancellable, &error);

  g_assert_null (route);
  g_assert_error (error, RS_ROUTE_ERROR, (int) code);
}

static void
test_errors (void)
{
  static const RsLatLon sea = { 40, 135 }, gobi = { 43, 104 }, far = { 30, 170 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  assert_fails (sea, gobi, NULL, RS_ROUTE_ERROR_NO_WATER);
  assert_fails (gobi, sea, NULL, RS_ROUTE_ERROR_NO_WATER);
  g_cancellable_cancel (cancellable);
  assert_fails (sea, far, cancellable, RS_ROUTE_ERROR_CANCELLED);
}

/* An end on land begins at the sea next to it; both ends alike is a route of no length. */
static void
test_ends (void)
{
  static const RsLatLon sea = { 40, 135 };
  g_autoptr (RsAtlas) atlas = open_atlas ();
  g_autoptr (GError) error = NULL;
  RsLatLon place = rs_gazetteer_get ("RUVYP")->place;
  g_autoptr (RsRoute) inland = rs_route_find (atlas, place, sea, RS_ROUTE_CLEARANCE_M, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (RsRoute) none = rs_route_find (atlas, sea, sea, RS_ROUTE_CLEARANCE_M, NULL, &error);
  g_assert_no_error (error);

  check_route (atlas, inland, place, sea);
  g_assert_cmpfloat (rs_geodesic_inverse (place, inland->points[0], NULL), <, 3000);
  g_assert_cmpfloat (inland->points[inland->n - 1].lat_deg, ==, 40);
  g_assert_cmpfloat (none->dist_m, <, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/route/vostochny-chongjin", test_vostochny_chongjin);
  g_test_add_func ("/route/straits", test_straits);
  g_test_add_func ("/route/clearance", test_clearance);
  g_test_add_func ("/route/back", test_back);
  g_test_add_func ("/route/antimeridian", test_antimeridian);
  g_test_add_func ("/route/roadsteads", test_roadsteads);
  g_test_add_func ("/route/harbours", test_harbours);
  g_test_add_func ("/route/errors", test_errors);
  g_test_add_func ("/route/ends", test_ends);
  return g_test_run ();
}
