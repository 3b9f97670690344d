/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "places/land-grid.h"

#include "places/coast.h"

static RsAtlas *atlas;

static gboolean
ask_slowly (RsLatLon p)
{
  double limit_m = p.lat_deg >= 30 && p.lat_deg < 58 && p.lon_deg >= 117 && p.lon_deg < 157
                       ? 2000
                       : 20000;

  return rs_coast_is_land (atlas, p) && rs_coast_distance_m (atlas, p, limit_m) >= limit_m;
}

static void
test_known_places (void)
{
  static const struct
  {
    double lat_deg, lon_deg;
    gboolean inland;
  } places[] = {
    { 42.8239, 132.8927, FALSE }, /* Nakhodka, by the water */
    { 42.9, 132.95, TRUE },
    { 42.733, 133.05, FALSE }, /* Vostochny as UN/LOCODE has it, 1.5 km from the water */
    { 29.95, -90.06, FALSE },  /* New Orleans, on a river that the coarse coast does not have */
    { 39.1, -94.6, TRUE },     /* Kansas City */
    { 40, 135, FALSE },
    { 37.57, 126.98, TRUE }, /* Seoul */
    { 25, 0, TRUE },
    { 53.5, 108.2, FALSE }, /* Baikal */
    { -85, 180, TRUE },
    { 90, 0, FALSE },
    { 0, 0, FALSE },
  };
  g_autoptr (RsLandGrid) grid = rs_land_grid_new (atlas);

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (rs_land_grid_is_inland (grid, rs_e7_from_deg (places[i].lat_deg),
                                rs_e7_from_deg (rs_lon_wrap (places[i].lon_deg)))
        != places[i].inland)
      g_error ("%g, %g is not %d", places[i].lat_deg, places[i].lon_deg, places[i].inland);
}

/* The grid says what the coast says, where it is asked for the first time and again. */
static void
test_twin (void)
{
  static const double BOXES[][4] = {
    { 42.5, 131, 43.5, 134 },     /* Peter the Great Bay */
    { 34, 126, 36, 130 },         /* the south of Korea */
    { 51, 3, 54, 9 },             /* the Netherlands: coarse */
    { -18.5, 177, -15.5, 183 },   /* Fiji, across 180 degrees */
    { 57.5, 116, 58.5, 118 },     /* where the fine coast ends */
    { -90, -180, 90, 180 },
  };
  g_autoptr (RsLandGrid) grid = rs_land_grid_new (atlas);
  g_autoptr (GRand) rand = g_rand_new_with_seed (77);
  guint n_inland = 0;

  for (guint b = 0; b < G_N_ELEMENTS (BOXES); b++)
    for (guint i = 0; i < 1500; i++)
      {
        double lat = g_rand_double_range (rand, BOXES[b][0], BOXES[b][2]);
        double lon = g_rand_double_range (rand, BOXES[b][1], BOXES[b][3]);

        /* Neighbours in one cell. */
        for (guint k = 0; k < 2; k++)
          {
            gint32 lat_e7 = rs_e7_from_deg (CLAMP (lat + k * 0.002, -90, 90));
            gint32 lon_e7 = rs_e7_from_deg (rs_lon_wrap (lon + k * 0.002));
            RsLatLon p = { rs_deg_from_e7 (lat_e7), rs_deg_from_e7 (lon_e7) };
            gboolean inland = rs_land_grid_is_inland (grid, lat_e7, lon_e7);

            if (inland != ask_slowly (p))
              g_error ("%.7f, %.7f: %d", p.lat_deg, p.lon_deg, inland);
            n_inland += inland;
          }
      }
  g_test_message ("%u inland", n_inland);
  g_assert_cmpuint (n_inland, >, 1000);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  atlas = rs_atlas_open_default (&error);
  g_assert_no_error (error);
  g_test_add_func ("/land-grid/known-places", test_known_places);
  g_test_add_func ("/land-grid/twin", test_twin);
  result = g_test_run ();
  rs_atlas_unref (atlas);
  return result;
}
