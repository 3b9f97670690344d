/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/geo.h"

G_BEGIN_DECLS

/* The built-in ports (DEFINITIONS.md, section 6). Static data, never freed; any thread. */
typedef struct
{
  const char *id;        /* UN/LOCODE, or for a port without one a word of ours: "dunai" */
  const char *alt_ids;   /* other codes, space separated: "KPNJN"; "" none */
  const char *country;   /* ISO 3166 alpha-2 */
  const char *name_en;
  const char *name_ru;
  const char *name_ko;
  const char *name_ja;
  const char *aliases;   /* other spellings in any script, '|' between; "" none */
  RsLatLon place;        /* of the place, not of a berth; can lie on land */
  RsLatLon roadstead;    /* on the water before it, where routes begin and end */
  gboolean position_unchecked; /* place is general knowledge that nobody checked against a source */
} RsPort;

const RsPort *rs_gazetteer_get_ports (guint *out_n);

/* By code, id, name or alias, in any of the scripts, ignoring case, spaces, hyphens and diacritics;
 * NULL if none or ambiguous. O(1). */
const RsPort *rs_gazetteer_find (const char *text);

/* By code or id only, exactly as written; NULL if none. O(1). */
const RsPort *rs_gazetteer_get (const char *id);

/* Nearest port within @max_m metres, or NULL: by the geodesic to its place or its roadstead,
 * whichever is nearer. @out_dist_m: (out) (optional): metres. */
const RsPort *rs_gazetteer_nearest (RsLatLon p, double max_m, double *out_dist_m);

/* (transfer container): ports of which a name or code is, starts with or contains
 * @text, best first; at most @limit, or all for 0. */
GPtrArray *rs_gazetteer_search (const char *text, guint limit);

/* The key under which names are compared in every search of the program: compatibility forms
 * resolved, case folded, diacritics, punctuation and spaces dropped; Hangul and kana are composed
 * and kept. Bytes that are no UTF-8 are replaced. "" for a text without letters or digits.
 * (transfer full) */
char *rs_search_key (const char *text);

G_END_DECLS
