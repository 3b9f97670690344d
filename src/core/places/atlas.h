/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/mercator.h"

G_BEGIN_DECLS

/* The built-in base map: land, lakes, borders and names, from one compact file that is mapped and
 * unpacked cell by cell. Immutable after opening; every function may be called from any thread.
 *
 * The geometry comes in levels, coarse to fine, each cut into the cells of a square grid over the
 * Web Mercator world (cells_per_side x cells_per_side). A cell says whether it is all sea, all land
 * or mixed; a mixed one carries rings cut to the cell. */
typedef struct _RsAtlas RsAtlas;

#define RS_ATLAS_ERROR (rs_atlas_error_quark ())
GQuark rs_atlas_error_quark (void);
typedef enum
{
  RS_ATLAS_ERROR_OPEN,   /* the file cannot be read */
  RS_ATLAS_ERROR_FORMAT, /* it is no atlas, of a newer version, or damaged */
} RsAtlasError;

typedef enum
{
  RS_RING_LAND,   /* filled with land over the cell's ground */
  RS_RING_LAKE,   /* filled with sea colour over land */
  RS_RING_ISLAND, /* land in a lake */
} RsRingKind;

/* Points are unit cell coordinates: (0, 0) the cell's north-west corner, (RS_CELL_UNITS,
 * RS_CELL_UNITS) its south-east one. Rings are closed without repeating the first point and run
 * clockwise on screen, lakes too; two of a kind may overlap a little where they were simplified, so
 * fill each by itself or by winding number. */
#define RS_CELL_UNITS 32768
typedef struct
{
  guint16 x;
  guint16 y;
} RsCellPoint;

typedef struct
{
  guint8 kind;   /* RsRingKind */
  guint32 first; /* index into points */
  guint32 n;     /* >= 3 */
} RsCellRing;

typedef struct
{
  guint32 first;
  guint32 n; /* >= 2; an open line */
} RsCellLine;

typedef enum
{
  RS_CELL_SEA,
  RS_CELL_LAND,
  RS_CELL_MIXED,
} RsCellGround;

/* An unpacked cell. Owned by the atlas's cache through a reference count. The edge from point i to
 * the next of its ring is a cut, not a coast, if both ends lie on the same side of the cell:
 * rs_cell_edge_is_cut () says so; it is filled to but not stroked. */
typedef struct
{
  guint level;
  guint cx, cy;  /* column from 180 W, row from the north edge */
  RsCellGround ground;
  guint n_points;
  const RsCellPoint *points;
  guint n_rings;
  const RsCellRing *rings; /* in painting order: land, then lakes, then islands in lakes */
  guint n_borders;
  const RsCellLine *borders; /* international land borders */
} RsAtlasCell;

static inline gboolean
rs_cell_edge_is_cut (RsCellPoint a, RsCellPoint b)
{
  return (a.x == b.x && (a.x == 0 || a.x == RS_CELL_UNITS))
         || (a.y == b.y && (a.y == 0 || a.y == RS_CELL_UNITS));
}

typedef enum
{
  RS_NAME_OCEAN,
  RS_NAME_SEA, /* sea, gulf, bay, strait */
  RS_NAME_COUNTRY,
  RS_NAME_CITY,
  RS_NAME_ISLAND,
} RsNameKind;

typedef enum
{
  RS_LANG_EN,
  RS_LANG_RU,
  RS_LANG_KO,
  RS_LANG_JA,
  RS_N_LANGS
} RsLang;

typedef struct
{
  guint32 x, y; /* packed world coordinates of the middle of the name (city: the dot) */
  guint8 kind;  /* RsNameKind */
  guint8 rank;  /* 0 first; smaller wins a collision */
  float min_zoom, max_zoom;
  const char *text[RS_N_LANGS]; /* UTF-8; never NULL: English where a language lacks it */
} RsAtlasName;

/**
 * rs_atlas_open:
 * @path: the atlas file
 * @error: set on failure (%RS_ATLAS_ERROR)
 *
 * Maps the file; cost does not grow with its size but for the names.
 *
 * Returns: (transfer full) (nullable): the atlas
 */
RsAtlas *rs_atlas_open (const char *path, GError **error);

/**
 * rs_atlas_open_default:
 * @error: set on failure
 *
 * Opens the built-in file, world.rsmap (places/data-file.h).
 *
 * Returns: (transfer full) (nullable): the atlas
 */
RsAtlas *rs_atlas_open_default (GError **error);
RsAtlas *rs_atlas_ref (RsAtlas *self);
void rs_atlas_unref (RsAtlas *self);

guint rs_atlas_get_n_levels (RsAtlas *self);

/* Cells on each side of the grid of a level: a power of two. */
guint rs_atlas_get_cells_per_side (RsAtlas *self, guint level);

/**
 * rs_atlas_level_for_zoom:
 * @zoom: logical zoom plus log2 of the scale factor
 *
 * Returns: the coarsest level whose simplification stays below half a pixel there, or the finest
 */
guint rs_atlas_level_for_zoom (RsAtlas *self, double zoom);

/**
 * rs_atlas_get_cell:
 * @level: 0 (coarsest) to n_levels - 1
 * @cx: column
 * @cy: row
 *
 * Unpacks the cell or finds it in a bounded cache (32 MiB). A level that covers only a region hands
 * out cells of the same shape made from the next coarser level elsewhere, so the caller need not
 * know. @cx is taken modulo the cells of a side, so that a view may go on across 180 degrees; @cy is
 * clamped. A damaged cell is warned of once and replaced by the coarser level's ground.
 *
 * Returns: (transfer full): the cell, never %NULL; give back with rs_atlas_cell_unref ()
 */
const RsAtlasCell *rs_atlas_get_cell (RsAtlas *self, guint level, guint cx, guint cy);
void rs_atlas_cell_unref (const RsAtlasCell *cell);

/**
 * rs_atlas_get_names:
 * @out_n: (out): how many
 *
 * Returns: (transfer none): all names, by rank, living as long as the atlas
 */
const RsAtlasName *rs_atlas_get_names (RsAtlas *self, guint *out_n);

/* Attribution of the data, one line, for the corner of the map. */
const char *rs_atlas_get_attribution (RsAtlas *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsAtlas, rs_atlas_unref)

G_END_DECLS
