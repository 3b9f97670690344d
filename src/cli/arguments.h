/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/command.h"
#include "places/gazetteer.h"

G_BEGIN_DECLS

/* What several subcommands take as words: places, vessels, times. Each prints what is wrong with a
 * word to standard error. */

/* A place as the user named it. */
typedef struct
{
  const RsPort *port; /* NULL: a position */
  RsLatLon p;         /* of a port its roadstead */
  char *name;
} RsNamedPlace;

void rs_named_place_clear (RsNamedPlace *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RsNamedPlace, rs_named_place_clear)

/* A UN/LOCODE, a port's name in any script, or LAT,LON. */
gboolean rs_named_place_parse (const char *text, RsNamedPlace *out);

/* The same, and before it a place of the case's own lists. @snapshot: (nullable) */
gboolean rs_named_place_parse_in (const RsSnapshot *snapshot, const char *text, RsNamedPlace *out);

/* For places that are arguments, not an option's value: a southern latitude would be taken for an option; a space
 * before it keeps its meaning. Before rs_command_parse (). The texts live as long as the process, as arguments
 * do. */
void rs_arguments_guard_positions (int argc, char **argv);

/* "#" and an id, an MMSI, or a name that only one vessel has; O(vessels). NULL: there is none, or it is not
 * clear which, which was said; @code: (out): the exit code for that. */
const RsVessel *rs_arguments_find_vessel (const RsSnapshot *snapshot, const char *text, int *code);

/**
 * rs_arguments_choose_hull:
 * @track: of @vessel
 * @option: the option that says which, "--hull"
 * @hull: what it says, from 1; 0 nothing
 * @t_ms: the time that is asked about, or %RS_TIME_NONE: none
 * @out_hull: (out): the ship that was chosen, from 1; 0 where all of them are meant
 *
 * The ship that is meant of those that share a number: the one that the option says; else the only one whose
 * place at the time is known.
 *
 * Returns: (transfer none) (nullable): her track; the whole where there is one ship, or no time and no
 *   option; %NULL if it is not clear, which was said, with what there is to choose from
 */
const RsTrack *rs_arguments_choose_hull (const RsSnapshot *snapshot, const RsVessel *vessel,
                                         const char *option, gint hull, gint64 t_ms, guint *out_hull);

/* FALSE: it is no time, which was said. @text: (nullable): leaves @out_t_ms as it is */
gboolean rs_arguments_parse_time (const char *option, const char *text, gint64 *out_t_ms);
/* The same of an end: a day alone is meant whole. */
gboolean rs_arguments_parse_end (const char *option, const char *text, gint64 *out_t_ms);

/* Prints "--OPTION “VALUE”: wanted WANTED" and returns RS_EXIT_USAGE. */
int rs_arguments_refuse (const char *option, const char *value, const char *wanted);

/* "name": rounded to @decimals, or null for NAN. */
void rs_arguments_json_number (JsonBuilder *builder, const char *name, double value, int decimals);
/* "name": a bearing in [0, 360), or null for NAN. */
void rs_arguments_json_bearing (JsonBuilder *builder, const char *name, double deg, int decimals);
/* "name": text, or null for NULL. */
void rs_arguments_json_string (JsonBuilder *builder, const char *name, const char *text);
/* "name": {"id", "mmsi", "name"} */
void rs_arguments_json_vessel (JsonBuilder *builder, const char *name, const RsVessel *vessel);
/* "lat", "lon" */
void rs_arguments_json_place (JsonBuilder *builder, RsLatLon place);

G_END_DECLS
