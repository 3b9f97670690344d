/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/fix.h"

G_BEGIN_DECLS

/* Which vessels are looked at, as a person says it: conditions of several kinds, all of which must hold;
 * of several of one kind, one. A filter names things (a port, an import) and holds nothing of a case;
 * case/filter-plan.h applies one to a case. Saved filters, chips, actions and the shell command share
 * its one written form:
 *
 *   type:tanker,cargo flag:KP,RU speed:0..3 length:100.. time:2024-03-01..2024-03-31
 *   area:"42.6,132.9 42.9,132.9 42.9,133.2" port:RUVYP,Chongjin~5 waters:KP -port:"Pohang New Port"
 *   name:star import:3 event:gap incident:2 watchlist:any
 *
 * A kind, a colon, values with commas between; a minus before it excludes. A value with spaces, commas
 * or quotes stands in quotes, in which a backslash takes the next character as it is. */

typedef enum
{
  RS_FILTER_TIME,      /* of a fix: FROM..TO, either may be left out; both included */
  RS_FILTER_AREA,      /* of a fix: a polygon, "LAT,LON LAT,LON LAT,LON..." */
  RS_FILTER_PORT,      /* of a fix: near a port: code or name, "~" and a radius in nm */
  RS_FILTER_WATERS,    /* of a fix: in the waters of a country: ISO 3166 alpha-2 */
  RS_FILTER_SPEED,     /* of a fix: over ground as it was reported, kn: MIN..MAX */
  RS_FILTER_IMPORT,    /* of a fix: the id of the import that it came with */
  RS_FILTER_TYPE,      /* a word of model/ship-type.h, a number, MIN..MAX or "unknown" */
  RS_FILTER_FLAG,      /* ISO 3166 alpha-2, or "unknown" */
  RS_FILTER_LENGTH,    /* m: MIN..MAX */
  RS_FILTER_NAME,      /* each word is in a name, call sign or number that the vessel has or had */
  RS_FILTER_EVENT,     /* has an event of that kind: a word of RsEventKind */
  RS_FILTER_INCIDENT,  /* is part of an incident: its number, or "any" */
  RS_FILTER_WATCHLIST, /* is on a watchlist: its id, or "any" */
  RS_N_FILTER_KINDS
} RsFilterKind;

/* "time", "area", "port", ...: what stands before the colon. */
const char *rs_filter_kind_to_string (RsFilterKind kind);
gboolean rs_filter_kind_from_string (const char *text, RsFilterKind *out);

/* Whether a fix meets it, rather than a vessel. */
static inline gboolean
rs_filter_kind_is_of_fix (RsFilterKind kind)
{
  return kind <= RS_FILTER_IMPORT;
}

/* Whether it is a place where a fix lies: of all conditions of these kinds, one must hold. */
static inline gboolean
rs_filter_kind_is_place (RsFilterKind kind)
{
  return kind == RS_FILTER_AREA || kind == RS_FILTER_PORT || kind == RS_FILTER_WATERS;
}

/* How near a port a fix lies that is in it, if nothing else is said. */
#define RS_FILTER_PORT_RADIUS_NM 3.0
#define RS_FILTER_PORT_RADIUS_MAX_NM 1000.0
/* No filter is longer, in bytes, or has more conditions. */
#define RS_FILTER_TEXT_MAX (1 << 20)
#define RS_FILTER_CONDITIONS_MAX 1000

/* One condition. What its kind does not use is zero. */
typedef struct
{
  RsFilterKind kind;
  gboolean negated;
  char *value;      /* as it is written, without quotes; in one form for all ways to say it */
  char *text;       /* (nullable): port: code or name; waters, flag: code in capitals, "" unknown; name */
  gint64 from_ms, to_ms; /* time; RS_TIME_NONE: open */
  double min, max;  /* speed, length: -INFINITY and INFINITY are open; type: numbers */
  double radius_nm; /* port */
  gint64 id;        /* import, watchlist: an id; incident: a number; event: RsEventKind; 0: any */
  GArray *area;     /* (nullable): of RsLatLon, not closed */
} RsFilterCondition;

/* Immutable, shared by an atomic reference count; any thread. By kind, then in the order given. */
typedef struct
{
  guint n;
  const RsFilterCondition *const *conditions;
} RsFilter;

#define RS_FILTER_ERROR (rs_filter_error_quark ())
GQuark rs_filter_error_quark (void);
typedef enum
{
  RS_FILTER_ERROR_SYNTAX, /* no kind, no value, quotes that do not end, or too long */
  RS_FILTER_ERROR_KIND,   /* there is no such kind */
  RS_FILTER_ERROR_VALUE,  /* the kind has no such value; the message says what it takes */
} RsFilterError;

/**
 * rs_filter_parse:
 * @text: a filter as above; "" lets everything through
 * @error: set on failure, a sentence for the user
 *
 * The same condition given twice is kept once.
 *
 * Returns: (transfer full) (nullable): the filter
 */
RsFilter *rs_filter_parse (const char *text, GError **error);

/* (transfer full): the one text of this filter. rs_filter_parse () reads it back. */
char *rs_filter_to_text (const RsFilter *self);
/* (transfer full): of one condition: "-flag:RU". */
char *rs_filter_condition_to_text (const RsFilterCondition *condition);

RsFilter *rs_filter_ref (const RsFilter *self);
void rs_filter_unref (const RsFilter *self);

/* (transfer full): with what @other has too. (nullable) arguments have nothing. */
RsFilter *rs_filter_join (const RsFilter *self, const RsFilter *other);
/* (transfer full): without condition @index. */
RsFilter *rs_filter_remove (const RsFilter *self, guint index);

/* Index of the condition with that kind, sign and value, or -1. */
gint rs_filter_find (const RsFilter *self, RsFilterKind kind, gboolean negated, const char *value);

/**
 * rs_filter_get_span:
 *
 * Returns: whether there is just one span of time that fixes must lie in
 */
gboolean rs_filter_get_span (const RsFilter *self, gint64 *out_from_ms, gint64 *out_to_ms);

/* (transfer full): @value as it stands in a filter: in quotes where it needs them. */
char *rs_filter_quote (const char *value);

/* A filter that is kept with a case under a name: the case's setting of this key and the name. */
#define RS_FILTER_SETTING "filter:"
#define RS_FILTER_NAME_MAX 200 /* bytes */
typedef struct
{
  char *name;
  char *text;
} RsSavedFilter;
RsSavedFilter *rs_saved_filter_new (const char *name, const char *text);
void rs_saved_filter_free (RsSavedFilter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsFilter, rs_filter_unref)

G_END_DECLS
