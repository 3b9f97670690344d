/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/geo.h"

#include <geodesic.h>
#include <math.h>

G_DEFINE_QUARK (rs-geo-error-quark, rs_geo_error)

static const struct geod_geodesic *
get_wgs84 (void)
{
  static struct geod_geodesic geod;
  static gsize once;

  if (g_once_init_enter (&once))
    {
      geod_init (&geod, 6378137.0, 1 / 298.257223563);
      g_once_init_leave (&once, 1);
    }
  return &geod;
}

static double
wrap_azimuth (double deg)
{
  double wrapped = fmod (deg, 360.0);

  if (wrapped < 0)
    wrapped += 360.0;
  /* + 0.0: there is no bearing of minus nothing. */
  return wrapped >= 360.0 ? 0.0 : wrapped + 0.0;
}

double
rs_bearing_round (double deg, int decimals)
{
  double scale = pow (10, decimals);

  return wrap_azimuth (round (deg * scale) / scale);
}

double
rs_lon_wrap (double lon_deg)
{
  if (lon_deg >= -180.0 && lon_deg < 180.0)
    return lon_deg;
  lon_deg = fmod (lon_deg + 180.0, 360.0);
  if (lon_deg < 0)
    lon_deg += 360.0;
  return lon_deg >= 360.0 ? -180.0 : lon_deg - 180.0;
}

gint32
rs_e7_from_deg (double deg)
{
  return (gint32) lround (deg * 1e7);
}

double
rs_geodesic_inverse (RsLatLon a, RsLatLon b, double *out_azimuth_deg)
{
  double dist_m, azimuth;

  geod_inverse (get_wgs84 (), a.lat_deg, a.lon_deg, b.lat_deg, b.lon_deg, &dist_m, &azimuth, NULL);
  if (out_azimuth_deg)
    *out_azimuth_deg = wrap_azimuth (azimuth);
  return dist_m;
}

RsLatLon
rs_geodesic_direct (RsLatLon from, double azimuth_deg, double dist_m)
{
  RsLatLon to;

  geod_direct (get_wgs84 (), from.lat_deg, from.lon_deg, azimuth_deg, dist_m, &to.lat_deg,
               &to.lon_deg, NULL);
  to.lon_deg = rs_lon_wrap (to.lon_deg);
  return to;
}

RsLatLon
rs_geodesic_between (RsLatLon a, RsLatLon b, double fraction, double *out_azimuth_deg)
{
  struct geod_geodesicline line;
  RsLatLon p;
  double azimuth;

  geod_inverseline (&line, get_wgs84 (), a.lat_deg, a.lon_deg, b.lat_deg, b.lon_deg, 0);
  geod_position (&line, line.s13 * fraction, &p.lat_deg, &p.lon_deg, &azimuth);
  p.lon_deg = rs_lon_wrap (p.lon_deg);
  if (out_azimuth_deg)
    *out_azimuth_deg = wrap_azimuth (azimuth);
  return p;
}

double
rs_sphere_distance (RsLatLon a, RsLatLon b)
{
  const double rad = G_PI / 180.0;
  double s_lat = sin ((b.lat_deg - a.lat_deg) * rad / 2);
  double s_lon = sin ((b.lon_deg - a.lon_deg) * rad / 2);
  double h = s_lat * s_lat + cos (a.lat_deg * rad) * cos (b.lat_deg * rad) * s_lon * s_lon;

  return 2 * RS_EARTH_RADIUS_M * asin (sqrt (MIN (h, 1.0)));
}

static void
append_angle (GString *out, double deg, int width, char positive, char negative)
{
  /* Tenths of a minute as an integer, so that 59.96 minutes carry into the degree. */
  guint tenths = (guint) lround (fabs (deg) * 600.0);

  g_string_append_printf (out, "%0*u°%02u.%u′%c", width, tenths / 600, tenths % 600 / 10,
                          tenths % 10, deg < 0 ? negative : positive);
}

char *
rs_lat_lon_format (RsLatLon p)
{
  GString *out = g_string_new (NULL);

  append_angle (out, p.lat_deg, 2, 'N', 'S');
  g_string_append_c (out, ' ');
  append_angle (out, p.lon_deg, 3, 'E', 'W');
  return g_string_free (out, FALSE);
}

gboolean
rs_lat_lon_parse (const char *text, RsLatLon *out)
{
  char *end;
  double lat, lon;

  lat = g_ascii_strtod (text, &end);
  if (end == text)
    return FALSE;
  while (*end == ' ')
    end++;
  if (*end != ',')
    return FALSE;
  text = end + 1;
  lon = g_ascii_strtod (text, &end);
  if (end == text)
    return FALSE;
  while (*end == ' ')
    end++;
  if (*end != '\0' || !(fabs (lat) <= 90.0) || !(fabs (lon) <= 180.0))
    return FALSE;
  out->lat_deg = lat;
  out->lon_deg = rs_lon_wrap (lon);
  return TRUE;
}
