/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/snapshot.h"

G_BEGIN_DECLS

/* Places of the lists that a user brought to the case. */

/**
 * rs_own_places_find:
 * @text: a code, a name or another name of a place of the case's lists, in any script
 *
 * Compared as in every search (rs_search_key ()). O(places).
 *
 * Returns: (nullable): the place; %NULL if none or more than one has that name
 */
const RsPlace *rs_own_places_find (const RsSnapshot *snapshot, const char *text);

/* (transfer container) (element-type RsPlace): places of which a name or code is, starts with or contains
 * @text, best first; at most @limit. O(places). */
GPtrArray *rs_own_places_search (const RsSnapshot *snapshot, const char *text, guint limit);

/* A place as a map has it. */
typedef struct
{
  const RsPlace *place; /* the snapshot's */
  RsLatLon at;
  gboolean in_case; /* an incident or an event of the case names it */
} RsOwnPlace;

/**
 * rs_own_places_list:
 *
 * What the lists add to the gazetteer: places with a name, each once, but for those whose code is a port's of
 * the gazetteer, and those that have the name of one at most %RS_OWN_PLACE_SAME_M from it. O(places), and some
 * microseconds each if the case names a port that the gazetteer does not know.
 *
 * Returns: (transfer full) (element-type RsOwnPlace): in the order of the lists
 */
GArray *rs_own_places_list (const RsSnapshot *snapshot);

#define RS_OWN_PLACE_SAME_M 20000

G_END_DECLS
