/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ais/message.h"

G_BEGIN_DECLS

/* What is inside the binary messages 6, 8, 25 and 26: tables of fields for each application that is
 * known by its area code (DAC) and function (FI). Sources: IMO SN/Circ.236 and 289 (DAC 1), the Inland
 * AIS standard of UNECE and CESNI (DAC 200), the General Lighthouse Authorities (DAC 235 and 250).
 * Names are those of gpsd's AIS JSON where it has them. */

typedef enum
{
  RS_APP_END, /* of a table */
  RS_APP_UINT,
  RS_APP_INT,  /* two's complement */
  RS_APP_FLAG, /* one bit */
  RS_APP_TEXT, /* six-bit characters, width / 6 of them */
  RS_APP_REST, /* six-bit characters up to the end */
  RS_APP_SKIP,
  RS_APP_DEG3, /* a coordinate in 1/1000 minute */
  RS_APP_DEG4, /* a coordinate in 1/10000 minute */
  RS_APP_MDHM, /* month 4, day 5, hour 5, minute 6 bits: "03-07T06:00Z" */
  RS_APP_MDHM_BARE, /* the same, "3-7T6:0" */
  RS_APP_DMHM, /* day, month, hour, minute: "03-07T06:00" */
  RS_APP_DHM,  /* day, hour, minute: "07T06:00Z" */
  RS_APP_SPAN, /* start and end of 56 bits each that lie in one another: "start", "end" */
  RS_APP_ID,   /* a number in a text */
  RS_APP_LIST, /* of @items, @width bits each, to the end; or as many as @count_width bits say */
  RS_APP_CASE, /* one of the tables @cases, by the number before */
} RsAppKind;

typedef struct _RsAppField RsAppField;
struct _RsAppField
{
  RsAppKind kind;
  const char *name;
  guint16 width; /* bits */
  /* Scaled, a number is (raw + offset) * factor / 10^decimals. */
  gint16 offset;
  guint8 factor; /* 0: as 1 */
  guint8 decimals;
  gboolean word_alone; /* scaled, the word stands in place of the number; else it is name_text */
  const char *(*word) (guint value); /* (nullable) */
  const RsAppField *items;
  const RsAppField *const *cases;
  guint8 count_width;
  guint8 n_cases;
};

typedef struct
{
  guint16 dac;
  guint8 fid;
  gboolean addressed, broadcast; /* in which messages it stands */
  guint16 n_bits;                /* of the payload; 0 any */
  gboolean is_opaque;            /* gpsd leaves it as data: so the data is told too */
  const RsAppField *fields;
} RsApplication;

/* The application of a binary message, or %NULL if nobody here knows it or its length is wrong. */
const RsApplication *rs_application_find (guint dac, guint fid, gboolean addressed, guint n_bits);

/* Tables, (array zero-terminated=dac). */
extern const RsApplication rs_applications_imo[];
extern const RsApplication rs_applications_inland[];

G_END_DECLS
