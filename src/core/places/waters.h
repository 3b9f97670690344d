/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/box.h"

G_BEGIN_DECLS

/* In which country's waters a place lies: its land, and the sea nearer to it than to any other country and
 * no farther than 12 nm from its coast. An approximation of the territorial sea: coasts of Natural
 * Earth at 1:10,000,000 in cells of one minute, so the limit is right to about 1.5 nm; no baselines, no
 * treaties, no claims to more or less. Of what two countries claim, it is in the waters of both. Antarctica
 * and what has no ISO 3166 code is nobody's. Immutable; any thread. */
typedef struct _RsWaters RsWaters;

/* How far from the coast, as the file was made (basemap/make-waters.py). */
#define RS_WATERS_REACH_NM 12

#define RS_WATERS_ERROR (rs_waters_error_quark ())
GQuark rs_waters_error_quark (void);
typedef enum
{
  RS_WATERS_ERROR_OPEN,   /* the file cannot be read */
  RS_WATERS_ERROR_FORMAT, /* it is none, or damaged */
} RsWatersError;

/* (transfer full) (nullable): the file @path; O(its size). */
RsWaters *rs_waters_open (const char *path, GError **error);
void rs_waters_free (RsWaters *self);

/* (transfer none) (nullable): the built-in file, waters.rsgrid, read at the first call and kept; 5 ms. */
const RsWaters *rs_waters_get_default (GError **error);

/* Entries of the grid that are waters of a country, as a set of 256 bits. */
typedef struct
{
  guint32 bits[8];
} RsWatersSet;

/* Adds the entries of the country; %FALSE if the grid has none. @code: ISO 3166 alpha-2, capitals */
gboolean rs_waters_add_country (const RsWaters *self, const char *code, RsWatersSet *set);

/* What was found last: where many places are asked for one after the other, the next is mostly near. Zero
 * it before the first use. */
typedef struct
{
  guint row, from, to; /* cells [from, to) of the row */
  guint8 entry;
} RsWatersCursor;

/**
 * rs_waters_has:
 * @cursor: (inout): kept between calls, for one thread
 *
 * Degrees x 10^7. O(1) near the place asked for last, else O(log coasts at that latitude).
 *
 * Returns: whether the place lies in one of the entries
 */
gboolean rs_waters_has (const RsWaters *self, const RsWatersSet *set, gint32 lat_e7, gint32 lon_e7,
                        RsWatersCursor *cursor);

/**
 * rs_waters_get_share:
 * @box: bounds of places
 *
 * O(the bounds' degrees), and no more than some hundred cells; 3 ms more at the first call.
 *
 * Returns: whether all cells of the bounds are of the entries, or none; %RS_SHARE_OPEN if that is neither
 *   or not known. Never at odds with rs_waters_has ()
 */
RsShare rs_waters_get_share (const RsWaters *self, const RsWatersSet *set, const RsBoxE7 *box);

/* (transfer container) (element-type utf8) (array zero-terminated): codes of all countries that have
 * waters, in alphabetical order; each borrowed. */
const char **rs_waters_list_countries (const RsWaters *self);

/* The codes at a place, without separator: "RU", "RUUA", "" nobody's. */
const char *rs_waters_get_codes (const RsWaters *self, gint32 lat_e7, gint32 lon_e7);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsWaters, rs_waters_free)

G_END_DECLS
