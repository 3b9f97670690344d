/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/date-order.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/time.h"

/* Dates that lie this much closer together in one reading than in the other speak for it. */
#define CLOSER 3

static gboolean
take_number (const char **p, const char *end, guint max_digits, int *out)
{
  const char *start = *p;

  *out = 0;
  while (*p < end && g_ascii_isdigit (**p) && (guint) (*p - start) < max_digits)
    *out = *out * 10 + (*(*p)++ - '0');
  return *p > start;
}

static void
stretch (gint *min, gint *max, gboolean first, int year, int month, int day)
{
  gint64 t_ms = rs_time_from_civil (year, month, day, 0, 0, 0, 0);
  gint days;

  if (t_ms == RS_TIME_NONE)
    return;
  days = (gint) (t_ms / RS_DAY_MS);
  *min = first ? days : MIN (*min, days);
  *max = first ? days : MAX (*max, days);
}

void
rs_date_order_add (RsDateOrder *self, const char *text, gsize len, guint32 line)
{
  const char *p = text, *end = text + len;
  int a, b, year;

  if (!take_number (&p, end, 2, &a) || p == end || !strchr ("/-.", *p))
    return;
  p++;
  if (!take_number (&p, end, 2, &b) || p == end || !strchr ("/-.", *p))
    return;
  p++;
  if (!take_number (&p, end, 4, &year) || (p < end && g_ascii_isdigit (*p)))
    return;
  if (a < 1 || b < 1 || a > 31 || b > 31 || (a > 12 && b > 12))
    return;
  if (year < 100)
    year += year < 70 ? 2000 : 1900;
  if (a > 12)
    {
      if (self->n_day_first++ == 0)
        self->day_first_line = line;
    }
  else if (b > 12)
    {
      if (self->n_month_first++ == 0)
        self->month_first_line = line;
    }
  else
    {
      /* 3/3 is the same day either way, and counts for how far the dates reach. */
      gboolean first = self->n_both == 0;

      stretch (&self->day_first_min, &self->day_first_max, first, year, b, a);
      stretch (&self->month_first_min, &self->month_first_max, first, year, a, b);
      self->n_both++;
    }
}

RsDateOrderResult
rs_date_order_result (const RsDateOrder *self)
{
  gint day_first_span, month_first_span;

  if (self->n_day_first != self->n_month_first)
    return self->n_day_first > self->n_month_first ? RS_DATE_ORDER_DAY_FIRST
                                                   : RS_DATE_ORDER_MONTH_FIRST;
  if (self->n_both == 0)
    return self->n_day_first > 0 ? RS_DATE_ORDER_LIKELY_DAY_FIRST : RS_DATE_ORDER_NONE;
  day_first_span = self->day_first_max - self->day_first_min;
  month_first_span = self->month_first_max - self->month_first_min;
  return day_first_span > (month_first_span + 1) * CLOSER ? RS_DATE_ORDER_LIKELY_MONTH_FIRST
                                                          : RS_DATE_ORDER_LIKELY_DAY_FIRST;
}

gboolean
rs_date_order_is_day_first (const RsDateOrder *self)
{
  RsDateOrderResult result = rs_date_order_result (self);

  return result != RS_DATE_ORDER_MONTH_FIRST && result != RS_DATE_ORDER_LIKELY_MONTH_FIRST;
}

gboolean
rs_date_order_is_guess (const RsDateOrder *self)
{
  RsDateOrderResult result = rs_date_order_result (self);

  return result == RS_DATE_ORDER_LIKELY_DAY_FIRST || result == RS_DATE_ORDER_LIKELY_MONTH_FIRST;
}

char *
rs_date_order_describe (const RsDateOrder *self, gboolean can_say)
{
  if (self->n_day_first > 0 && self->n_month_first > 0)
    return g_strdup_printf (
        rs_date_order_is_day_first (self)
            /* Translators: two numbers of lines */
            ? _("Dates contradict each other: line %u can only be day/month/year, line %u only "
                "month/day/year. All were read as day/month/year; what is no such date is rejected")
            /* Translators: two numbers of lines */
            : _("Dates contradict each other: line %u can only be day/month/year, line %u only "
                "month/day/year. All were read as month/day/year; what is no such date is rejected"),
        self->day_first_line, self->month_first_line);
  switch (rs_date_order_result (self))
    {
    case RS_DATE_ORDER_DAY_FIRST:
      return g_strdup_printf (_("Dates are day/month/year: line %u cannot be read otherwise"),
                              self->day_first_line);
    case RS_DATE_ORDER_MONTH_FIRST:
      return g_strdup_printf (_("Dates are month/day/year: line %u cannot be read otherwise"),
                              self->month_first_line);
    case RS_DATE_ORDER_LIKELY_DAY_FIRST:
      return g_strdup (
          can_say ? _("No date of the file tells day from month; they were read as day/month/year")
                  : _("No date of the file tells day from month; they were read as day/month/year. "
                      "If it is the other way, write them as year-month-day"));
    case RS_DATE_ORDER_LIKELY_MONTH_FIRST:
      return g_strdup (
          can_say ? _("No date of the file tells day from month; they were read as month/day/year, "
                      "as the days then lie close together")
                  : _("No date of the file tells day from month; they were read as month/day/year, "
                      "as the days then lie close together. If it is the other way, write them as "
                      "year-month-day"));
    case RS_DATE_ORDER_NONE:
    default:
      return NULL;
    }
}
