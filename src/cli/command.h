/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "case/case.h"

G_BEGIN_DECLS

/* Exit codes, the same for every subcommand (DESIGN.md, "The shell command"). */
enum
{
  RS_EXIT_OK = 0,
  RS_EXIT_FAILED = 1,
  RS_EXIT_USAGE = 2,   /* a question about a vessel, port, incident, ... that there is none of, too */
  RS_EXIT_PARTIAL = 3, /* done, but rows were rejected and kept aside */
};

/* A subcommand: one file command-NAME.c with one function, listed in main.c. It gets its own
 * arguments (argv[0] is the subcommand), prints data to standard output and everything else to
 * standard error, and returns an exit code. */
typedef int (*RsCommandFunc) (int argc, char **argv);

int rs_command_new (int argc, char **argv);
int rs_command_info (int argc, char **argv);
int rs_command_import (int argc, char **argv);
int rs_command_imports (int argc, char **argv);
int rs_command_listen (int argc, char **argv);
int rs_command_remove_import (int argc, char **argv);
int rs_command_undo (int argc, char **argv);
int rs_command_redo (int argc, char **argv);
int rs_command_source (int argc, char **argv);
int rs_command_preview (int argc, char **argv);
int rs_command_layouts (int argc, char **argv);
int rs_command_decode (int argc, char **argv);
int rs_command_vessels (int argc, char **argv);
int rs_command_fixes (int argc, char **argv);
int rs_command_filters (int argc, char **argv);
int rs_command_rejects (int argc, char **argv);
int rs_command_watchlist (int argc, char **argv);
int rs_command_places (int argc, char **argv);
int rs_command_route (int argc, char **argv);
int rs_command_incidents (int argc, char **argv);
int rs_command_export (int argc, char **argv);
int rs_command_render (int argc, char **argv);
int rs_command_verify (int argc, char **argv);
int rs_command_measure (int argc, char **argv);
int rs_command_compare (int argc, char **argv);
int rs_command_where (int argc, char **argv);
int rs_command_when (int argc, char **argv);

/**
 * rs_command_parse:
 * @usage: the arguments after the subcommand's name, "CASE FILE..."
 * @summary: one sentence
 * @entries: options, without --help, which is added
 * @min_args: positional arguments wanted after the subcommand, at least
 * @max_args: at most; -1 any number
 *
 * Parses with GOptionContext; on wrong usage or --help prints what is needed.
 *
 * Returns: -1 to go on, or the exit code to return at once
 */
int rs_command_parse (int *argc, char ***argv, const char *usage, const char *summary,
                      const GOptionEntry *entries, int min_args, int max_args);

/* Opens a case or prints why not; NULL then. */
RsCase *rs_command_open (const char *path);

/* Prints "roadstead-cli: MESSAGE" to standard error and returns RS_EXIT_FAILED. */
int rs_command_fail (const GError *error);

/* Prints the builder's root as one JSON text with a newline to standard output; @pretty: over many
 * lines. A number has as few digits as tell it apart: what was rounded to 7 decimals shows those. */
void rs_command_print_json (JsonBuilder *builder, gboolean pretty);

/* Add "name": value; a NULL text is null. */
void rs_command_json_int (JsonBuilder *builder, const char *name, gint64 value);
void rs_command_json_text (JsonBuilder *builder, const char *name, const char *text);

/* Adds the file and the line that a fix or a rejected row came from: "file", "line" (as “source --line”
 * takes it), "member" (the file in an archive, or null) and "line_in_member". @line: 0 none. */
void rs_command_json_place (JsonBuilder *builder, const RsImport *import, guint32 line);

/* Adds an object: what the case keeps of an import. */
void rs_command_json_import (JsonBuilder *builder, const RsImport *import);

/* (nullable): the import of that id. */
const RsImport *rs_command_find_import (const RsSnapshot *snapshot, gint64 import_id);

/* Adds "flags": {"on-land": 3, ...}, those that occur, and "reasons": [{"reason", "count",
 * "first_line"}, ...]. @n_flagged: by the flag's bit. @reasons: of RsReasonCount*. */
void rs_command_json_counts (JsonBuilder *builder, const guint64 *n_flagged, GPtrArray *reasons);

/* Adds "name": "2024-03-07T06:00:00Z", or null for RS_TIME_NONE. */
void rs_command_json_time (JsonBuilder *builder, const char *name, gint64 t_ms);

G_END_DECLS
