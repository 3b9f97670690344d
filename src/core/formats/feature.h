/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/subject.h"

G_BEGIN_DECLS

/* From features, placemarks of KML or features of GeoJSON, to positions: whom they are of, and which
 * times they have. */

typedef enum
{
  RS_PIECE_POINT,
  RS_PIECE_LINE,
  RS_PIECE_TRACK,
} RsPieceKind;

/* A geometry: a run of points of its feature. */
typedef struct
{
  RsPieceKind kind;
  guint first, n;
} RsPiece;

/* A point whose row was rejected already keeps its place with this latitude; a time that could not be
 * read is this one. */
#define RS_POINT_GONE G_MAXINT32
#define RS_POINT_BAD_TIME G_MAXINT64

/* The feature at hand. */
typedef struct
{
  RsSubject subject;
  GArray *points; /* of RsFix */
  GArray *pieces; /* of RsPiece */
  guint32 line;
  /* When its points were there: from, and until; RS_TIME_NONE, RS_POINT_BAD_TIME. Tracks have times
   * of their own in their points. */
  gint64 begin_ms, end_ms;
  gboolean is_span; /* somebody says from when until when */
  char *bad_time;        /* (nullable) owned: the reason, where one of these is RS_POINT_BAD_TIME */
  GHashTable *bad_times; /* of index in points + 1 to char*: the reasons where their times are it */
} RsFeature;

void rs_feature_init (RsFeature *self);
/* For the next one. */
void rs_feature_reset (RsFeature *self);
void rs_feature_clear (RsFeature *self);

/* Why a time could not be read: of the feature, or of a point of it. @field: what it is called in the file. */
void rs_feature_set_bad_time (RsFeature *self, const char *field, const char *value);
void rs_feature_set_bad_point_time (RsFeature *self, guint index, const char *field, const char *value);

/* Takes the time from what the feature says of itself, if it has none yet; @n_coarse counts those that
 * name less than a moment. */
void rs_feature_take_time (RsFeature *self, RsTimeReader *times, guint64 *n_coarse);

/* How many of its lines are dated as a whole only: nobody says when the vessel was at their points. */
guint rs_feature_count_spans (const RsFeature *self);

/* A folder, a document, a collection: its name, and the dated points in it that may be one vessel's. */
typedef struct
{
  char *name;      /* never NULL */
  GArray *pending; /* of RsFeaturePending */
} RsFeatureFolder;

typedef struct
{
  RsFix fix;
  const char *name; /* interned in the emitter */
} RsFeaturePending;

typedef struct
{
  RsReadContext *context;
  const char *const *what; /* borrowed: a word for each kind of piece, for rejected rows */
  const char *place_label; /* what points of nobody are called; static */
  GStringChunk *names;
  guint n_tracks, n_unnamed, n_lines;
  guint n_short; /* tracks with fewer times than positions */
  guint n_annotations; /* passed over */
  guint64 n_claims;    /* places that are dated by a span */
  guint64 n_marks, n_undated; /* positions of tracks and lines without a time */
} RsFeatureEmitter;

/* @what, @place_label: static */
void rs_feature_emitter_init (RsFeatureEmitter *self, RsReadContext *context,
                              const char *const *what, const char *place_label);
void rs_feature_emitter_clear (RsFeatureEmitter *self);

RsFeatureFolder *rs_feature_folder_new (void);
void rs_feature_folder_free (RsFeatureFolder *self);

/* Hands out a feature; its dated points wait in @folder unless it says whom they are of. */
gboolean rs_feature_emit (RsFeatureEmitter *self, RsFeature *feature, RsFeatureFolder *folder,
                              GError **error);

/* Hands out what waits. Points whose names differ each from each are one vessel with the folder's name;
 * otherwise each name is a vessel. */
gboolean rs_feature_emit_folder (RsFeatureEmitter *self, RsFeatureFolder *folder, GError **error);

G_END_DECLS
