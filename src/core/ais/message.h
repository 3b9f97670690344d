/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ais/bits.h"

G_BEGIN_DECLS

/* One decoded AIS message (ITU-R M.1371): a tagged union. Fields keep the scale of the wire and say
 * so by _raw; coarser types are brought to the scale of type 1. Text is printable ASCII. */

#define RS_AIS_LON_NONE_RAW (181 * 600000)
#define RS_AIS_LAT_NONE_RAW (91 * 600000)
#define RS_AIS_SOG_NONE G_MAXUINT16
#define RS_AIS_COG_NONE_RAW 3600
#define RS_AIS_HEADING_NONE 511
#define RS_AIS_TURN_NONE_RAW (-128)
#define RS_AIS_SECOND_NONE 60 /* and 61 to 63: why there is no second */

/* Types 1, 2, 3, 9, 18, 27 and the first half of 19. */
typedef struct
{
  gint32 lon_raw, lat_raw; /* 1/600000 degree */
  guint16 sog_dkn;         /* 0.1 kn; 1022 in types of a ship: 102.2 kn or more; RS_AIS_SOG_NONE */
  guint16 cog_raw;         /* 0.1 degree; 3600 none, more is an error of the sender */
  guint16 heading;         /* degree; 511 none */
  gint8 turn_raw;          /* types 1 to 3: 4.733 sqrt (degrees a minute), -128 none, else 0 */
  guint8 status;           /* types 1 to 3 and 27: 0 to 15; else 15 */
  guint8 second;           /* of UTC when the position was fixed; 60 and more: none */
  guint8 maneuver;         /* types 1 to 3 */
  guint16 alt_m;           /* type 9; 4095 none, 4094 that or more */
  guint8 reserved, regional;
  gboolean accuracy, raim; /* accuracy: better than 10 m */
  gboolean dte, assigned;
  gboolean gnss; /* type 27, the bit that gpsd calls so: the position is 5 s old or more */
  gboolean cs, display, dsc, band, msg22; /* type 18 */
  guint32 radio;
} RsAisPosition;

/* Types 4 and 11. */
typedef struct
{
  guint16 year; /* 0 none */
  guint8 month, day, hour, minute, second; /* 0, 0, 24, 60, 60 none */
  gint32 lon_raw, lat_raw;
  gboolean accuracy, raim;
  guint8 epfd;
  guint32 radio;
} RsAisBase;

/* Types 5, 24 and the second half of 19. What a type lacks is 0 or "". */
typedef struct
{
  guint8 part; /* type 24: 0 is A (name), 1 is B (the rest) */
  guint32 imo; /* 0 none; not checked */
  char callsign[8];
  char name[21];
  guint8 ship_type;
  guint16 dim_a_m, dim_b_m; /* antenna to bow and stern */
  guint8 dim_c_m, dim_d_m;  /* to port and starboard */
  guint8 epfd;
  guint8 ais_version;
  guint8 eta_month, eta_day, eta_hour, eta_minute; /* 0, 0, 24, 60 none */
  guint8 draught_dm;                               /* 0.1 m, 0 none */
  char destination[21];
  gboolean dte;
  char vendor[4];
  char vendor_text[8]; /* the bits of vendor, model and serial as text: what older transponders send */
  guint8 model;
  guint32 serial;
  guint32 mothership; /* MMSI, of an auxiliary craft's part B; then there are no dimensions */
} RsAisStatic;

typedef struct
{
  RsAisPosition position;
  RsAisStatic statics;
} RsAisExtended; /* type 19 */

typedef struct
{
  guint8 aid_type;
  char name[35];
  gint32 lon_raw, lat_raw;
  gboolean accuracy, raim, off_position, virtual_aid, assigned;
  guint16 dim_a_m, dim_b_m;
  guint8 dim_c_m, dim_d_m;
  guint8 epfd, second, regional;
} RsAisAton; /* type 21 */

#define RS_AIS_MAX_TEXT 170

typedef struct
{
  guint8 seqno;
  guint32 dest; /* MMSI; 0 to all */
  gboolean retransmit;
  char text[RS_AIS_MAX_TEXT + 1];
} RsAisText; /* types 12 and 14 */

#define RS_AIS_MAX_DATA_BITS 1192

/* Types 6, 8, 17, 25, 26: a payload that other programs define. */
typedef struct
{
  guint8 seqno;
  guint32 dest; /* MMSI; 0 to all */
  gboolean retransmit, addressed, structured;
  guint16 dac;
  guint8 fid;
  guint16 app_id;          /* types 25 and 26 */
  gint32 lon_raw, lat_raw; /* type 17 */
  guint32 radio;           /* type 26 */
  guint n_bits;
  /* The last byte is filled up with zeros, in type 26 with the bits that follow. */
  guint8 data[(RS_AIS_MAX_DATA_BITS + 7) / 8];
} RsAisBinary;

/* Types 7, 10, 13, 15, 16, 20, 22, 23: how stations and the channel are run. */
typedef struct
{
  guint n;
  guint32 mmsi[4];
  guint16 type1[4], offset1[4], type2[4], offset2[4]; /* 15: asked for; 16: offset1, type1: increment */
  guint16 number[4], timeout[4], increment[4];        /* 20 */
  gint32 ne_lon_raw, ne_lat_raw, sw_lon_raw, sw_lat_raw; /* 22, 23 */
  guint16 channel_a, channel_b;                          /* 22 */
  guint8 txrx, zonesize, station_type, ship_type, interval, quiet;
  gboolean power, addressed, band_a, band_b;
} RsAisControl;

typedef struct
{
  guint8 type; /* 1 to 27 */
  guint8 repeat;
  guint32 mmsi;
  guint n_bits;
  gboolean odd_length; /* not the length that the standard gives the type; decoded all the same */
  union
  {
    RsAisPosition position;
    RsAisBase base;
    RsAisStatic statics;
    RsAisExtended extended;
    RsAisAton aton;
    RsAisText text;
    RsAisBinary binary;
    RsAisControl control;
  };
} RsAisMessage;

/**
 * rs_ais_message_decode:
 * @payload: the bits
 * @out: (out): the message
 *
 * A message that is cut short but holds all that matters is decoded with @out->odd_length set, as
 * receivers really send them. Values are not judged: a latitude of 109 degrees is handed out.
 * No allocation; any thread.
 *
 * Returns: %NULL, or in words why it is no message (static)
 */
const char *rs_ais_message_decode (const RsAisPayload *payload, RsAisMessage *out);

/* The message's position report, or %NULL for a type without one. */
const RsAisPosition *rs_ais_message_get_position (const RsAisMessage *self);

/* The message's static data, or %NULL for a type without. */
const RsAisStatic *rs_ais_message_get_static (const RsAisMessage *self);

/* Degrees x 10^7 of a wire coordinate, rounded half away from zero. */
static inline gint32
rs_ais_e7_from_raw (gint32 raw)
{
  gint64 x = (gint64) raw * 100;

  return (gint32) ((x + (x < 0 ? -3 : 3)) / 6);
}

/* Rate of turn in degrees a minute, right is positive; NAN if not known, +-INFINITY if only known to
 * be more than 5 degrees in 30 s. */
double rs_ais_turn_dpm (gint8 turn_raw);

/* "Under way using engine"; for a value out of range "Not defined". Static. */
const char *rs_ais_status_to_string (guint status);
/* "Tanker - Hazardous category A". Static. */
const char *rs_ais_ship_type_to_string (guint ship_type);
const char *rs_ais_epfd_to_string (guint epfd);

G_END_DECLS
