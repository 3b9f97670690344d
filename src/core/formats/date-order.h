/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether 3/7/2024 is the third of July or the seventh of March: weighed over many values. Plain value;
 * pure. */
typedef struct
{
  guint64 n_day_first, n_month_first; /* values that can be only that */
  guint64 n_both;                     /* values that can be both and differ */
  guint32 day_first_line, month_first_line; /* of the first such value */
  /* Days since some day, as far as values that can be both reach in each reading. */
  gint day_first_min, day_first_max, month_first_min, month_first_max;
} RsDateOrder;

typedef enum
{
  RS_DATE_ORDER_NONE, /* no value of that form */
  RS_DATE_ORDER_DAY_FIRST,
  RS_DATE_ORDER_MONTH_FIRST,
  RS_DATE_ORDER_LIKELY_DAY_FIRST, /* nothing decides; the dates lie closer together, or it is usual */
  RS_DATE_ORDER_LIKELY_MONTH_FIRST,
} RsDateOrderResult;

/* @text: (array length=len): a time, trimmed. */
void rs_date_order_add (RsDateOrder *self, const char *text, gsize len, guint32 line);

/* Most values win; of a tie, and where none decides, the reading in which the dates lie closer together. */
RsDateOrderResult rs_date_order_result (const RsDateOrder *self);

/* Whether 3/7/2024 is to be read as the third of July. */
gboolean rs_date_order_is_day_first (const RsDateOrder *self);

/* Whether no date decides it. */
gboolean rs_date_order_is_guess (const RsDateOrder *self);

/**
 * rs_date_order_describe:
 * @can_say: whether a person can say it otherwise, for this kind of file
 *
 * Returns: (transfer full) (nullable): what was decided, in words, with the line that decides or those that contradict each
 *   other; %NULL if there was nothing to decide
 */
char *rs_date_order_describe (const RsDateOrder *self, gboolean can_say);

G_END_DECLS
