/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "places/waters.h"

#include <glib/gstdio.h>
#include <string.h>

#include "places/coast.h"
#include "places/gazetteer.h"

static const char *
codes_at (const RsWaters *waters, double lat_deg, double lon_deg)
{
  return rs_waters_get_codes (waters, rs_e7_from_deg (lat_deg),
                              rs_e7_from_deg (rs_lon_wrap (lon_deg)));
}

static void
test_places (void)
{
  static const struct
  {
    double lat_deg, lon_deg;
    const char *codes;
  } known[] = {
    { 42.70, 133.05, "RU" },   /* before Vostochny */
    { 41.75, 129.85, "KP" },   /* before Chongjin */
    { 42.20, 130.45, "KP" },   /* before Rajin */
    { 41.5, 132.0, "" },       /* the open Sea of Japan */
    { 35.10, 129.10, "KR" },   /* Busan */
    { 43.35, 141.0, "JP" },    /* Ishikari bay */
    { 47.0, 142.0, "RU" },     /* off Kholmsk */
    { 33.5, 126.2, "KR" },     /* off Jeju */
    { 44.55, 33.4, "RUUA" },   /* before Sevastopol, claimed by two */
    { 37.24, 131.87, "KRJP" }, /* Liancourt Rocks */
    { 40.64, -74.05, "US" },   /* New York */
    { 51.05, 1.35, "GB" },       /* the strait, nearer to Dover... */
    { 50.95, 1.75, "FR" },     /* ...and to Calais */
    { -33.9, 18.35, "ZA" },
    { -70, 0, "" },            /* Antarctica */
    { 51.95, 179.65, "US" },   /* the Aleutians, on both sides of 180 */
    { 51.79, -178.8, "US" },
    { 0, -150, "" },
  };
  g_autoptr (GError) error = NULL;
  const RsWaters *waters = rs_waters_get_default (&error);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (strcmp (codes_at (waters, known[i].lat_deg, known[i].lon_deg), known[i].codes) != 0)
      g_error ("%g, %g: “%s”, wanted “%s”", known[i].lat_deg, known[i].lon_deg,
               codes_at (waters, known[i].lat_deg, known[i].lon_deg), known[i].codes);
}

/* Every port lies in the waters of its country, but for one in the mouth of the Yalu, whose roadstead is
 * nearer to the other bank. */
static void
test_ports (void)
{
  const RsWaters *waters = rs_waters_get_default (NULL);
  const RsPort *ports;
  guint n;

  ports = rs_gazetteer_get_ports (&n);
  for (guint i = 0; i < n; i++)
    if (strcmp (ports[i].id, "CNDDG") != 0
        && !strstr (codes_at (waters, ports[i].roadstead.lat_deg, ports[i].roadstead.lon_deg),
                 ports[i].country))
      g_error ("%s is not in %s", ports[i].id, ports[i].country);
}

/* Nobody's sea is farther from every coast than the reach, less what coasts and cells are coarse; and
 * somebody's is not. */
static void
test_limit (void)
{
  g_autoptr (RsAtlas) atlas = rs_atlas_open_default (NULL);
  const RsWaters *waters = rs_waters_get_default (NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (99);
  guint n_near = 0, n_far = 0;

  for (guint i = 0; i < 3000; i++)
    {
      RsLatLon p = { g_rand_double_range (rand, 33, 50), g_rand_double_range (rand, 127, 143) };
      const char *codes = codes_at (waters, p.lat_deg, p.lon_deg);
      double shore_nm;

      if (rs_coast_is_land (atlas, p))
        continue;
      shore_nm = rs_coast_distance_m (atlas, p, 20 * RS_M_PER_NM) / RS_M_PER_NM;
      if (shore_nm < RS_WATERS_REACH_NM - 2)
        {
          /* Rocks that the coarser coast lacks may hold a place alone. */
          n_near++;
          n_far += *codes == '\0';
        }
      else if (shore_nm > RS_WATERS_REACH_NM + 2)
        {
          g_assert_cmpstr (codes, ==, "");
        }
    }
  g_test_message ("%u near a coast, %u of them nobody's", n_near, n_far);
  g_assert_cmpuint (n_near, >, 300);
  g_assert_cmpuint (n_far * 10, <, n_near);
}

static void
test_cursor (void)
{
  const RsWaters *waters = rs_waters_get_default (NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  RsWatersSet set = { { 0 } };
  RsWatersCursor kept = { 0 };

  g_assert_true (rs_waters_add_country (waters, "RU", &set));
  g_assert_true (rs_waters_add_country (waters, "UA", &set));
  g_assert_false (rs_waters_add_country (waters, "XX", &set));
  for (guint i = 0; i < 20000; i++)
    {
      gint32 lat_e7 = rs_e7_from_deg (g_rand_double_range (rand, -90, 90));
      gint32 lon_e7 = rs_e7_from_deg (g_rand_double_range (rand, -180, 180));
      const char *codes;

      for (guint k = 0; k < 3; k++, lon_e7 = MIN (lon_e7 + 100000, RS_LON_E7_MAX - 1))
        {
          codes = rs_waters_get_codes (waters, lat_e7, lon_e7);
          g_assert_cmpint (rs_waters_has (waters, &set, lat_e7, lon_e7, &kept), ==,
                           strstr (codes, "RU") || strstr (codes, "UA"));
        }
    }
}

/* What is said of bounds is true of places in them; and much is said. */
static void
test_share (void)
{
  const RsWaters *waters = rs_waters_get_default (NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (8);
  RsWatersSet set = { { 0 } };
  guint n[4] = { 0 };

  g_assert_true (rs_waters_add_country (waters, "JP", &set));
  g_assert_true (rs_waters_add_country (waters, "US", &set));
  for (guint i = 0; i < 20000; i++)
    {
      double size = g_rand_double_range (rand, 0, i % 4 ? 0.3 : 8);
      double south = g_rand_double_range (rand, i % 8 ? 30 : -90, i % 8 ? 55 : 89);
      double west = g_rand_double_range (rand, i % 2 ? 125 : -180, i % 2 ? 145 : 179);
      const RsBoxE7 box = { rs_e7_from_deg (south), rs_e7_from_deg (MIN (south + size, 90)),
                            rs_e7_from_deg (west),
                            MIN (rs_e7_from_deg (west + size), RS_LON_E7_MAX - 1) };
      RsShare share = rs_waters_get_share (waters, &set, &box);

      n[share]++;
      for (guint k = 0; share != RS_SHARE_OPEN && k < 40; k++)
        {
          RsWatersCursor cursor = { 0 };
          double part_lat = k < 4 ? k & 1 : g_rand_double (rand);
          double part_lon = k < 4 ? k >> 1 : g_rand_double (rand);
          gint32 lat_e7 = (gint32) (box.south_e7 + part_lat * ((double) box.north_e7 - box.south_e7));
          gint32 lon_e7 = (gint32) (box.west_e7 + part_lon * ((double) box.east_e7 - box.west_e7));

          g_assert_cmpint (rs_waters_has (waters, &set, lat_e7, lon_e7, &cursor), ==,
                           share == RS_SHARE_ALL);
        }
    }
  g_test_message ("%u none, %u all, %u open", n[RS_SHARE_NONE], n[RS_SHARE_ALL], n[RS_SHARE_OPEN]);
  g_assert_cmpuint (n[RS_SHARE_SOME], ==, 0);
  g_assert_cmpuint (n[RS_SHARE_NONE], >, 5000);
  g_assert_cmpuint (n[RS_SHARE_ALL], >, 1000);
  g_assert_cmpuint (n[RS_SHARE_OPEN], >, 100);
}

static void
test_countries (void)
{
  g_autofree const char **codes = rs_waters_list_countries (rs_waters_get_default (NULL));

  g_assert_true (g_strv_contains (codes, "KP") && g_strv_contains (codes, "RU")
                 && g_strv_contains (codes, "UA"));
  for (guint i = 1; codes[i]; i++)
    g_assert_cmpstr (codes[i - 1], <, codes[i]);
}

static void
test_damaged (void)
{
  g_autofree char *whole_path = g_build_filename (g_getenv ("RS_DATADIR"), "waters.rsgrid", NULL);
  g_autofree char *folder = g_dir_make_tmp ("roadstead-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "waters.rsgrid", NULL);
  g_autofree char *content = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (6);
  g_autoptr (GError) error = NULL;
  gsize size;

  g_assert_null (rs_waters_open (path, &error));
  g_assert_error (error, RS_WATERS_ERROR, RS_WATERS_ERROR_OPEN);
  g_clear_error (&error);
  g_assert_true (g_file_get_contents (whole_path, &content, &size, NULL));
  for (guint round = 0; round < 60; round++)
    {
      gsize n = round % 2 ? size : (gsize) g_rand_int_range (rand, 0, (gint32) size);
      g_autofree char *broken = g_memdup2 (content, size);

      broken[g_rand_int_range (rand, 0, round < 20 ? 2000 : (gint32) size)] ^= 1 << round % 8;
      g_assert_true (g_file_set_contents (path, broken, (gssize) n, NULL));
      g_clear_pointer (&(RsWaters *){ rs_waters_open (path, &error) }, rs_waters_free);
      if (error)
        g_assert_error (error, RS_WATERS_ERROR, RS_WATERS_ERROR_FORMAT);
      else
        g_assert_cmpuint (n, ==, size);
      g_clear_error (&error);
    }
  g_remove (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/waters/places", test_places);
  g_test_add_func ("/waters/ports", test_ports);
  g_test_add_func ("/waters/limit", test_limit);
  g_test_add_func ("/waters/cursor", test_cursor);
  g_test_add_func ("/waters/share", test_share);
  g_test_add_func ("/waters/countries", test_countries);
  g_test_add_func ("/waters/damaged", test_damaged);
  return g_test_run ();
}
