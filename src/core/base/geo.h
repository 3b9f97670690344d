/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Stored positions are degrees x 10^7, north and east positive, WGS 84: 1.1 cm, and an AIS
 * position (1/600000 degree) comes back exactly by rounding. */
#define RS_E7 10000000
#define RS_LAT_E7_MAX 900000000
#define RS_LON_E7_MAX 1800000000
#define RS_M_PER_NM 1852.0
#define RS_KN_TO_MPS (1852.0 / 3600.0)
/* Mean radius of the WGS 84 ellipsoid, (2a + b) / 3. */
#define RS_EARTH_RADIUS_M 6371008.7714

/* A place, speed or course that is none. */
typedef enum
{
  RS_GEO_ERROR_RANGE, /* a value is not finite or out of its range */
} RsGeoError;
#define RS_GEO_ERROR (rs_geo_error_quark ())
GQuark rs_geo_error_quark (void);

/* A position in degrees. Plain value. */
typedef struct
{
  double lat_deg; /* north, [-90, 90] */
  double lon_deg; /* east, [-180, 180) after rs_lon_wrap () */
} RsLatLon;

/**
 * rs_lon_wrap:
 * @lon_deg: any finite longitude in degrees
 *
 * Returns: the same meridian in [-180, 180)
 */
double rs_lon_wrap (double lon_deg);

/**
 * rs_e7_from_deg:
 * @deg: degrees, finite, |deg| <= 214
 *
 * Returns: degrees x 10^7, rounded half away from zero
 */
gint32 rs_e7_from_deg (double deg);
#define rs_deg_from_e7(e7) ((e7) / 1e7)

/**
 * rs_bearing_round:
 * @deg: clockwise from north; NaN stays
 *
 * Returns: as it is written with so many decimals: 359.97 with one is 0, not 360
 */
double rs_bearing_round (double deg, int decimals);

/**
 * rs_geodesic_inverse:
 * @a: from
 * @b: to
 * @out_azimuth_deg: (out) (optional): initial azimuth, clockwise from true north, [0, 360)
 *
 * Karney's solution on the WGS 84 ellipsoid (PROJ's geodesic.h, error below 15 nm). Any thread.
 *
 * Returns: distance in metres
 */
double rs_geodesic_inverse (RsLatLon a, RsLatLon b, double *out_azimuth_deg);

/**
 * rs_geodesic_direct:
 * @from: start
 * @azimuth_deg: initial azimuth, clockwise from true north
 * @dist_m: metres along the geodesic
 *
 * Returns: the end of the geodesic, longitude in [-180, 180)
 */
RsLatLon rs_geodesic_direct (RsLatLon from, double azimuth_deg, double dist_m);

/**
 * rs_geodesic_between:
 * @a: from
 * @b: to
 * @fraction: [0, 1] of the distance from @a
 * @out_azimuth_deg: (out) (optional): azimuth of travel at the result, [0, 360)
 *
 * Returns: the point on the geodesic from @a to @b
 */
RsLatLon rs_geodesic_between (RsLatLon a, RsLatLon b, double fraction, double *out_azimuth_deg);

/**
 * rs_sphere_distance:
 * @a: from
 * @b: to
 *
 * Haversine on the mean sphere, for hot loops: within 0.57 % of the geodesic everywhere
 * (tests/core/base/test-geo.c measures it).
 *
 * Returns: distance in metres
 */
double rs_sphere_distance (RsLatLon a, RsLatLon b);

/**
 * rs_lat_lon_format:
 * @p: a position
 *
 * Degrees and decimal minutes as mariners write them, "42°44.0′N 133°03.0′E". For people; files
 * use decimal degrees.
 *
 * Returns: (transfer full): the text
 */
char *rs_lat_lon_format (RsLatLon p);

/**
 * rs_lat_lon_parse:
 * @text: "42.733,133.05" in decimal degrees, latitude first
 * @out: (out): the position
 *
 * Returns: %FALSE if @text is not two numbers in range
 */
gboolean rs_lat_lon_parse (const char *text, RsLatLon *out);

G_END_DECLS
