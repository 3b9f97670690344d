/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/advice.h"
#include "formats/csv-layout.h"
#include "formats/csv-sample.h"
#include "formats/date-order.h"
#include "formats/options.h"
#include "formats/values.h"

G_BEGIN_DECLS

/* Rows of a file looked at before it is read. */
#define RS_CSV_PLAN_ROWS 150

/* How a CSV is to be read, found out from its beginning and the options: delimiter, where the rows
 * begin, which column is what. Sniffing, reading and the preview ask the same plan. Owns its texts. */
typedef struct
{
  RsCsvSample *sample;
  char delimiter;
  gboolean found; /* which columns there are; else only the sample is good */
  guint first_row; /* index in the sample of the first row with data */
  guint32 first_line; /* records that begin before this line are no rows */
  RsCsvColumns columns;
  char **names; /* of the columns: their headers, or their numbers; NULL-terminated, valid UTF-8 */
  RsDateOrder order; /* of the times in the sample */
  gboolean has_open_speeds; /* tenths of a knot, unless one has a decimal point */
  gboolean by_value; /* the columns were told by their values */
  GPtrArray *notes; /* of char*: what a person should know, in words */
  RsAdvice advice;  /* what would help against what they tell */
} RsCsvPlan;

/**
 * rs_csv_plan_make:
 * @self: (out caller-allocates): the plan; clear it also on failure
 * @text: (array length=n): the beginning of the file, UTF-8
 * @whole: whether that is all of it
 * @options: what the user says
 * @by_value: whether to look at values where no header is known
 * @error: set to %RS_READ_ERROR_OPTION if the options do not fit the file
 *
 * Returns: %FALSE on error; that no columns were found is none
 */
gboolean rs_csv_plan_make (RsCsvPlan *self, const char *text, gsize n, gboolean whole,
                           const RsReadOptions *options, gboolean by_value, GError **error);
void rs_csv_plan_clear (RsCsvPlan *self);

/* (transfer full): what column @i is called that has @cell in its header: the text, or the number. */
char *rs_csv_plan_name_column (RsCell cell, guint i);

/* (transfer full): @n names of columns, for a message: with commas between them, and not beyond all measure. */
char *rs_csv_plan_list_names (const char *const *names, guint n);

/* Adds a name to the @n that are there, in quotes, for a note; beyond some they are not named. */
void rs_csv_plan_add_name (GString *names, guint n, const char *name);

/* (nullable): the header of the column of a field, or its number. */
const char *rs_csv_plan_get_name (const RsCsvPlan *self, RsField field);

/* Whether days and months are to be told apart by all times of the file; and whether those of the sample
 * leave it open. */
gboolean rs_csv_plan_needs_order (const RsCsvPlan *self);
gboolean rs_csv_plan_is_order_unsure (const RsCsvPlan *self);

/* Whether any speed of the file that is still to come may tell the unit of all; what one tells. */
gboolean rs_csv_plan_needs_speeds (const RsCsvPlan *self);
void rs_csv_plan_see_speed (RsCsvPlan *self, RsCell cell);

/* (transfer full) (nullable): what was decided about the unit of speeds, in words. */
char *rs_csv_plan_describe_speeds (const RsCsvPlan *self);

/* (transfer full) (nullable): what was decided about days and months, in words. */
char *rs_csv_plan_describe_order (const RsCsvPlan *self);

/* How times of a column with that unit are written. */
RsTimeForm rs_csv_unit_to_time_form (RsUnit unit);

/* How the times are to be read: @times has been initialised. */
void rs_csv_plan_set_times (const RsCsvPlan *self, RsTimeReader *times);

G_END_DECLS
