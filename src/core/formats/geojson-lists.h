/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/feature.h"
#include "formats/json-pull.h"

G_BEGIN_DECLS

/* The lists beside a line of GeoJSON that have an entry for each of its positions: "times",
 * "coordTimes", "datetimes", and speeds, courses, headings by the words of CSV headers. For
 * geojson.c. */
typedef struct
{
  RsTimeReader *times; /* borrowed */
  GArray *t_ms;        /* of gint64: RS_TIME_NONE, RS_POINT_BAD_TIME */
  GHashTable *bad;     /* of index + 1 to char*: the texts of times that could not be read */
  char *word;          /* (nullable) owned: what the list of times is called */
  GArray *values;      /* of RsFix: only speed, course, heading and status are set */
  gboolean has_times, too_many;
  char outer[64]; /* word of the object that the list is in, "" none */
  guint64 n_coarse;
} RsGeojsonLists;

void rs_geojson_lists_init (RsGeojsonLists *self, RsTimeReader *times);
void rs_geojson_lists_reset (RsGeojsonLists *self);
void rs_geojson_lists_clear (RsGeojsonLists *self);

/* Whether a list under this word holds times. */
gboolean rs_geojson_lists_is_times (const char *word);

/* Reads a list whose '[' was read; lists in lists count on. One of no use is passed over. */
gboolean rs_geojson_lists_read (RsGeojsonLists *self, RsJson *json, const char *word,
                                GError **error);

/* Gives the points of the feature's lines their times and values; a line with times is a track. Returns
 * how many times there are beyond the points. */
guint rs_geojson_lists_apply (RsGeojsonLists *self, RsFeature *feature, RsFeatureEmitter *emitter);

G_END_DECLS
