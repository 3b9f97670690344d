/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Bounds of places, degrees x 10^7, all four included. Plain value. West is never more than east: places on
 * both sides of 180 degrees have bounds that go round the world. */
typedef struct
{
  gint32 south_e7, north_e7, west_e7, east_e7;
} RsBoxE7;

/* How many of some things meet a condition, as far as it is known without a look at each. */
typedef enum
{
  RS_SHARE_NONE,
  RS_SHARE_SOME, /* one or more */
  RS_SHARE_ALL,  /* of one or more things */
  RS_SHARE_OPEN, /* nothing is known */
} RsShare;

/* How many meet both conditions. */
static inline RsShare
rs_share_and (RsShare a, RsShare b)
{
  if (a == RS_SHARE_NONE || b == RS_SHARE_ALL)
    return a;
  if (b == RS_SHARE_NONE || a == RS_SHARE_ALL)
    return b;
  return RS_SHARE_OPEN;
}

/* How many meet one of the conditions, or both. */
static inline RsShare
rs_share_or (RsShare a, RsShare b)
{
  if (a == RS_SHARE_ALL || b == RS_SHARE_NONE)
    return a;
  if (b == RS_SHARE_ALL || a == RS_SHARE_NONE)
    return b;
  return a == RS_SHARE_SOME || b == RS_SHARE_SOME ? RS_SHARE_SOME : RS_SHARE_OPEN;
}

G_END_DECLS
