/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "base/time.h"

G_BEGIN_DECLS

typedef enum
{
  RS_HEADER_ANY, /* find out */
  RS_HEADER_YES,
  RS_HEADER_NO,
} RsHeader;

/* How files are to be read. Zero-initialised means: find out. Borrowed strings. */
typedef struct
{
  const char *layout;    /* (nullable): "aivdm", "csv-noaa", "gpx", or one that was saved; NULL: sniff */
  const char *map;       /* (nullable): "FIELD=COLUMN,..." for a CSV of no known layout */
  const char *time_zone; /* (nullable): IANA name or +HH:MM of local times in the file; UTC */
  const char *encoding;  /* (nullable): a name that iconv knows; NULL: find out */
  char delimiter;        /* between the cells of a CSV; 0: find out */
  RsHeader header;       /* whether the first row of a CSV is one */
  gint64 date_ms;        /* start of the file for logs without a date; RS_TIME_NONE or 0: none */
} RsReadOptions;

G_END_DECLS
