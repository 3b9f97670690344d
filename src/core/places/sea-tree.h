/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "places/atlas.h"

G_BEGIN_DECLS

/* The sea as a quadtree over the Mercator world, for the router: leaves grow with their distance to
 * the shore, and each has a weight, 1 in open water and more within the wished clearance. Made
 * where it is looked at, from the finest coast. Not shared between threads. */
typedef struct _RsSeaTree RsSeaTree;

/* A place on the map and on the sphere. Plain value. */
typedef struct
{
  double x, y; /* world coordinates, x in [0, 1) */
  double v[3]; /* unit vector */
} RsSpot;

RsSpot rs_spot_from_lat_lon (RsLatLon p);
RsSpot rs_spot_from_world (double x, double y);
RsLatLon rs_spot_to_lat_lon (const RsSpot *self);
/* Metres on the mean sphere. */
double rs_spot_distance (const RsSpot *a, const RsSpot *b);
/* On the great circle, by fraction [0, 1] of the way. */
RsSpot rs_spot_between (const RsSpot *a, const RsSpot *b, double fraction);

typedef struct
{
  guint fine_depth;   /* log2 of the smallest leaves on the world's side, near the ends and in known
                       * narrow straits */
  guint coarse_depth; /* and elsewhere; <= fine_depth */
  double clearance_m; /* wished */
  RsSpot ends[2];
  double end_radius_m; /* how far "near" reaches from an end */
} RsSeaTreeOptions;

RsSeaTree *rs_sea_tree_new (RsAtlas *atlas, const RsSeaTreeOptions *options);
void rs_sea_tree_free (RsSeaTree *self);

/* Number of nodes so far; ids of leaves are below it. */
guint rs_sea_tree_get_n_nodes (const RsSeaTree *self);

/* The leaf at world coordinates; any x, y in [0, 1). */
guint rs_sea_tree_find (RsSeaTree *self, double x, double y);

/* Whether the whole leaf is water. */
gboolean rs_sea_tree_is_free (const RsSeaTree *self, guint leaf);

/* Middle of a leaf. */
RsSpot rs_sea_tree_get_middle (const RsSeaTree *self, guint leaf);

/* Cost of a metre in a free leaf, >= 1. */
double rs_sea_tree_get_weight (const RsSeaTree *self, guint leaf);

/* Width of a leaf, as part of the world. */
double rs_sea_tree_get_width (const RsSeaTree *self, guint leaf);

/* Free leaf that shares a side with another, and the middle of what they share. */
typedef struct
{
  guint leaf;
  double x, y; /* world coordinates, x in [0, 1) */
} RsSeaNeighbour;

/* Replaces @out (of RsSeaNeighbour) by the free neighbours of a leaf. */
void rs_sea_tree_list_neighbours (RsSeaTree *self, guint leaf, GArray *out);

/**
 * rs_sea_tree_line_cost:
 * @a: from
 * @b: to
 *
 * Length in metres of the great circle, walked in rhumb lines of at most RS_SEA_STEP_M, each metre
 * times the weight of its leaf.
 *
 * Returns: the cost, or INFINITY if it meets a leaf that is not free
 */
double rs_sea_tree_line_cost (RsSeaTree *self, const RsSpot *a, const RsSpot *b);
#define RS_SEA_STEP_M 80000.0

/* Into how many rhumb lines a great circle of @dist_m is cut. */
guint rs_sea_n_steps (double dist_m);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsSeaTree, rs_sea_tree_free)

G_END_DECLS
