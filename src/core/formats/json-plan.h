/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/csv-layout.h"
#include "formats/json-records.h"
#include "formats/json-survey.h"
#include "formats/options.h"
#include "formats/values.h"

G_BEGIN_DECLS

/* How a JSON text is to be read: where its records lie, and which value is what. */
typedef struct
{
  RsJsonShape shape;
  RsJsonTable table; /* its paths are the columns */
  RsCsvColumns columns;
  RsJsonSurvey survey; /* of the beginning, or after rs_json_plan_weigh () of all */
} RsJsonPlan;

/* Whether the text begins as JSON does. */
gboolean rs_json_is_json (const char *text, gsize n);

/**
 * rs_json_plan_make:
 * @self: (out caller-allocates): clear it also on failure
 * @text: (array length=n): the beginning of the file
 * @options: what the user says; a map names values by their paths
 *
 * Returns: %FALSE if no record in it has a time and a position; @error is set if the map does not fit
 */
gboolean rs_json_plan_make (RsJsonPlan *self, const char *text, gsize n, const RsReadOptions *options,
                            GError **error);

/* Whether its values are those of the layout that the user says, if it is one with names of its own; else
 * %RS_READ_ERROR_OPTION. */
gboolean rs_json_plan_check_layout (const RsJsonPlan *self, const RsReadOptions *options, GError **error);

/* Sets @error, %RS_READ_ERROR_UNKNOWN: in the JSON of that beginning no record says when and where. Returns %FALSE. */
gboolean rs_json_plan_set_unknown (const char *text, gsize n, const char *path, GError **error);

/**
 * rs_json_plan_survey:
 * @self: (out caller-allocates): clear it afterwards
 * @text: (array length=n): the beginning of the file
 *
 * What is in a JSON of which nobody knows what is what: its table has the values of most records that look
 * like rows, three values and more; columns that are recognised nevertheless are set.
 *
 * Returns: %FALSE if there are no such records
 */
gboolean rs_json_plan_survey (RsJsonPlan *self, const char *text, gsize n);
void rs_json_plan_clear (RsJsonPlan *self);

/**
 * rs_json_plan_weigh:
 * @input: the same text, of which nothing was read; may be used up
 * @cancellable: (nullable)
 *
 * Looks through the whole text where only that tells day from month, or the unit of speeds. Blocks.
 */
gboolean rs_json_plan_weigh (RsJsonPlan *self, RsInput *input, GCancellable *cancellable,
                             GError **error);

/* How the times are to be read: @times has been initialised. */
void rs_json_plan_set_times (const RsJsonPlan *self, RsTimeReader *times);

G_END_DECLS
