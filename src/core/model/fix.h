/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/geo.h"
#include "base/time.h"

G_BEGIN_DECLS

/* Where a position comes from. Never drawn or exported alike. */
typedef enum
{
  RS_OBSERVED,      /* radioed by the ship, or read from its log */
  RS_RECONSTRUCTED, /* computed by us, for example a sea route between dated port calls */
  RS_ASSERTED,      /* somebody says so */
} RsProvenance;

/* Files and messages say "observed", "reconstructed", "asserted". */
const char *rs_provenance_to_string (RsProvenance provenance);
gboolean rs_provenance_from_string (const char *text, RsProvenance *out);

#define RS_SOG_NONE G_MAXUINT16
#define RS_COG_NONE G_MAXUINT16
#define RS_HEADING_NONE G_MAXUINT16
#define RS_NAV_STATUS_NONE 15 /* ITU-R M.1371: "not defined" */

/* What is suspicious in a fix. Flags are stored with it, and it stays: nothing is deleted for them.
 * RS_FIX_BREAK is computed when a track is loaded, and so is what several imports say together
 * (rs_quality_join ()): stored is what a file says by itself. */
typedef enum
{
  RS_FIX_NULL_ISLAND = 1 << 0,  /* at or beside 0 N 0 E, where broken receivers put ships */
  RS_FIX_ON_LAND = 1 << 1,      /* farther inland than the coast's own error */
  RS_FIX_DUPLICATE = 1 << 2,    /* the vessel was at that time and place before, in this file or another */
  RS_FIX_OUT_OF_ORDER = 1 << 3, /* earlier than the fix of this vessel on a line before */
  RS_FIX_FUTURE = 1 << 4,       /* later than the moment of its import */
  RS_FIX_TOO_FAST = 1 << 5,     /* one of a few that no other fix of the vessel leads to */
  RS_FIX_ODD_MMSI = 1 << 6,     /* the number is no ship's */
  RS_FIX_NO_MOTION = 1 << 7,    /* neither speed nor course are available, in a file that gives them */
  /* Bits 8 to 13: how many more receivers' copies of the transmission the file holds, 63 for that
   * many or more. */
  RS_FIX_COPIES_SHIFT = 8,
  RS_FIX_COPIES_MASK = 0x3f << RS_FIX_COPIES_SHIFT,
  RS_FIX_BREAK = 1 << 15, /* the line from the fix before to this one is not drawn: a gap or a jump */
} RsFixFlags;

/* The position or the time itself is in doubt: drawn apart. The others say something of the row. */
#define RS_FIX_SUSPECT (RS_FIX_NULL_ISLAND | RS_FIX_ON_LAND | RS_FIX_FUTURE | RS_FIX_TOO_FAST)

/* Of the flags above that are stored and are no number: bits 0 to RS_N_FIX_FLAGS - 1. */
#define RS_N_FIX_FLAGS 8
#define RS_FIX_FLAGS_MASK ((1 << RS_N_FIX_FLAGS) - 1)

/* Files and messages say "null-island", "on-land", "duplicate", "out-of-order", "future", "too-fast",
 * "odd-mmsi", "no-motion"; by the flag's bit. */
const char *rs_fix_flag_to_string (guint bit);
gboolean rs_fix_flag_from_string (const char *text, guint *out_bit);

/* One position report of one vessel: 32 bytes. Plain value. */
typedef struct
{
  gint64 t_ms;         /* UTC */
  gint32 lat_e7;       /* degrees x 10^7, north */
  gint32 lon_e7;       /* degrees x 10^7, east, [-1800000000, 1800000000) */
  guint32 line;        /* line or record number in the imported file, from 1; 0 none */
  guint16 sog_dkn;     /* 0.1 kn, or RS_SOG_NONE */
  guint16 cog_ddeg;    /* 0.1 degree, 0 to 3599, or RS_COG_NONE */
  guint16 heading_deg; /* 0 to 359, or RS_HEADING_NONE */
  guint16 flags;       /* RsFixFlags */
  guint16 import;      /* index into the snapshot's imports; not stored */
  guint8 nav_status;   /* AIS navigational status 0 to 15 */
  guint8 provenance;   /* RsProvenance */
} RsFix;

G_STATIC_ASSERT (sizeof (RsFix) == 32);

static inline RsLatLon
rs_fix_lat_lon (const RsFix *fix)
{
  RsLatLon p = { rs_deg_from_e7 (fix->lat_e7), rs_deg_from_e7 (fix->lon_e7) };
  return p;
}

/* A leg is as sure as its less sure end: two observed fixes make an observed leg, an observed and a
 * reconstructed one a reconstructed leg. */
static inline RsProvenance
rs_leg_provenance (const RsFix *a, const RsFix *b)
{
  return (RsProvenance) MAX (a->provenance, b->provenance);
}

G_END_DECLS
