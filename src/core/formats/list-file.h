/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/error.h"
#include "formats/input.h"
#include "formats/options.h"
#include "model/list.h"
#include "model/records.h"

G_BEGIN_DECLS

/* Lists of vessels and of ports as people publish them: OFAC's SDN list (sdn.csv, with alt.csv and
 * sdn_comments.csv beside it), the World Port Index (UpdatedPub150.csv), and plain tables. */

/**
 * rs_list_sniff:
 * @path: a file
 * @options: (nullable): what the user says of its encoding and delimiter
 * @out_kind: (out): what kind of list it is
 *
 * By its header or by its values; a table in which the reader of CSV finds time, latitude and longitude is
 * none. Blocks; reads the beginning.
 *
 * Returns: %FALSE if it is none, or cannot be read
 */
gboolean rs_list_sniff (const char *path, const RsReadOptions *options, RsListKind *out_kind);

/**
 * rs_list_read:
 * @kind: what it is, whatever it looks like: a table of names alone is a watchlist too
 * @options: (nullable): what the user says of its encoding and delimiter; a guess is said in the list's note
 * @rejects: (element-type RsReject) (nullable): gets the rows that are no entry, with line and reason
 * @losses: (element-type RsReject) (nullable): gets the rows that are an entry without something that they say: an
 *   IMO number that is none; the list's note names the first ones
 * @error: set if the file cannot be read, or has no entry at all
 *
 * Blocks.
 *
 * Returns: (transfer full) (nullable): the list, without ids
 */
RsList *rs_list_read (const char *path, RsListKind kind, const RsReadOptions *options,
                      GPtrArray *rejects, GPtrArray *losses, GError **error);

/* The same of an open input, nothing of which was read. */
RsList *rs_list_read_input (RsInput *input, RsListKind kind, const RsReadOptions *options,
                            GPtrArray *rejects, GPtrArray *losses, GError **error);

G_END_DECLS
