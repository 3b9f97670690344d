/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/feature.h"
#include "formats/json-pull.h"

G_BEGIN_DECLS

/* What a feature of GeoJSON says of the times of its positions: lists beside a line that have an entry for each of
 * them ("times", "coordTimes", "datetimes", and speeds, courses, headings by the words of CSV headers); a fourth
 * number in each position; and from when until when it was. For geojson.c. */
typedef struct
{
  RsTimeReader *times; /* borrowed */
  GArray *t_ms;        /* of gint64: RS_TIME_NONE, RS_POINT_BAD_TIME */
  GHashTable *bad;     /* of index + 1 to char*: the texts of times that could not be read */
  char *word;          /* (nullable) owned: what the list of times is called */
  GArray *values;      /* of RsFix: only speed, course, heading and status are set */
  gboolean has_times, too_many;
  char outer[64]; /* word of the object that the list is in, "" none */
  GArray *fourths; /* of gint64: the fourth number of each position as a time; RS_TIME_NONE, RS_POINT_BAD_TIME */
  gint64 begin_ms, end_ms; /* RS_TIME_NONE: not said, or no time */
  guint64 n_coarse;
  guint n_fourths; /* lines that have their times so */
} RsGeojsonLists;

void rs_geojson_lists_init (RsGeojsonLists *self, RsTimeReader *times);
void rs_geojson_lists_reset (RsGeojsonLists *self);
void rs_geojson_lists_clear (RsGeojsonLists *self);

/* Whether a list under this word holds times. */
gboolean rs_geojson_lists_is_times (const char *word);

/* Reads a list whose '[' was read; lists in lists count on. One of no use is passed over. */
gboolean rs_geojson_lists_read (RsGeojsonLists *self, RsJson *json, const char *word,
                                GError **error);

/* The fourth number of a position as a time: s or ms since 1970, from 1990 to 2099; %RS_POINT_BAD_TIME else. */
gint64 rs_geojson_lists_parse_fourth (const char *text, gsize len);
/* Of the position that becomes point @index of the feature; %RS_TIME_NONE: it has no fourth number. */
void rs_geojson_lists_add_fourth (RsGeojsonLists *self, guint index, gint64 t_ms);

/* Whether a property of this name says when the feature began or ended: "start_time", "end". */
gboolean rs_geojson_lists_is_span (const char *word);
/* Takes such a property; others are passed over. */
void rs_geojson_lists_see_span (RsGeojsonLists *self, const char *word, const char *text, gsize len);
/* Dates a feature of lines by them, if it is not yet. */
void rs_geojson_lists_take_span (const RsGeojsonLists *self, RsFeature *feature);

/* Gives the points of the feature's lines their times and values; a line with times is a track. Returns
 * how many times there are beyond the points. */
guint rs_geojson_lists_apply (RsGeojsonLists *self, RsFeature *feature, RsFeatureEmitter *emitter);

G_END_DECLS
