/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/timeline/time-axis.h"

#include <glib/gi18n.h>

/* Steps below a month are fixed lengths; months and years are counted on the calendar. */
static const gint64 steps_ms[] = {
  RS_SECOND_MS,      2 * RS_SECOND_MS,  5 * RS_SECOND_MS,  10 * RS_SECOND_MS, 30 * RS_SECOND_MS,
  RS_MINUTE_MS,      2 * RS_MINUTE_MS,  5 * RS_MINUTE_MS,  10 * RS_MINUTE_MS, 30 * RS_MINUTE_MS,
  RS_HOUR_MS,        2 * RS_HOUR_MS,    3 * RS_HOUR_MS,    6 * RS_HOUR_MS,    12 * RS_HOUR_MS,
  RS_DAY_MS,         2 * RS_DAY_MS,     7 * RS_DAY_MS,
};
static const int steps_months[] = { 1, 3, 6, 12, 24, 60, 120, 240, 600, 1200 };

#define MONTH_MS (30 * RS_DAY_MS)

const char *
rs_time_axis_get_month (int month)
{
  static const char *const names[]
      = { NC_ ("month", "Jan"), NC_ ("month", "Feb"), NC_ ("month", "Mar"), NC_ ("month", "Apr"),
          NC_ ("month", "May"), NC_ ("month", "Jun"), NC_ ("month", "Jul"), NC_ ("month", "Aug"),
          NC_ ("month", "Sep"), NC_ ("month", "Oct"), NC_ ("month", "Nov"), NC_ ("month", "Dec") };

  return g_dpgettext2 (NULL, "month", names[month - 1]);
}

static void
append_tick (GArray *ticks, gint64 t_ms, gint64 step_ms)
{
  RsTick tick = { .t_ms = t_ms };
  int year, month, day, hour, minute, second;

  rs_time_to_civil (t_ms, &year, &month, &day, &hour, &minute, &second, NULL);
  if (step_ms >= 12 * MONTH_MS)
    g_snprintf (tick.label, sizeof tick.label, "%d", year);
  else if (step_ms >= MONTH_MS)
    {
      tick.major = month == 1;
      if (tick.major)
        g_snprintf (tick.label, sizeof tick.label, "%d", year);
      else
        g_snprintf (tick.label, sizeof tick.label, "%s", rs_time_axis_get_month (month));
    }
  else if (hour == 0 && minute == 0 && second == 0)
    {
      tick.major = step_ms < RS_DAY_MS || day == 1;
      /* Translators: a day on the time axis: day of the month, month */
      g_snprintf (tick.label, sizeof tick.label, _ ("%d %s"), day, rs_time_axis_get_month (month));
    }
  else if (step_ms < RS_MINUTE_MS && second)
    g_snprintf (tick.label, sizeof tick.label, "%02d:%02d:%02d", hour, minute, second);
  else
    g_snprintf (tick.label, sizeof tick.label, "%02d:%02d", hour, minute);
  g_array_append_val (ticks, tick);
}

static gint64
floor_to (gint64 t_ms, gint64 step_ms, gint64 origin_ms)
{
  gint64 offset = (t_ms - origin_ms) % step_ms;

  return t_ms - (offset < 0 ? offset + step_ms : offset);
}

/* In ms; of months, which differ, an even one that tells how many. */
static gint64
choose_step (gint64 from_ms, gint64 to_ms, double width_px, double min_px)
{
  double wanted_ms = (double) (to_ms - from_ms) / MAX (width_px, 1) * min_px;

  for (gsize i = 0; i < G_N_ELEMENTS (steps_ms); i++)
    if (steps_ms[i] >= wanted_ms)
      return steps_ms[i];
  for (gsize i = 0; i < G_N_ELEMENTS (steps_months); i++)
    if (steps_months[i] * 30.4 * RS_DAY_MS >= wanted_ms)
      return steps_months[i] * MONTH_MS;
  return steps_months[G_N_ELEMENTS (steps_months) - 1] * MONTH_MS;
}

GArray *
rs_time_axis_ticks (gint64 from_ms, gint64 to_ms, double width_px, double min_px)
{
  GArray *ticks = g_array_new (FALSE, FALSE, sizeof (RsTick));
  gint64 step_ms = choose_step (from_ms, to_ms, width_px, min_px);
  /* Weeks begin on Monday: 1970-01-05 was one. */
  const gint64 monday_ms = 4 * RS_DAY_MS;
  int year, month, n_months = (int) (step_ms / MONTH_MS);

  if (n_months == 0)
    {
      gint64 origin_ms = step_ms == 7 * RS_DAY_MS ? monday_ms : 0;

      for (gint64 t_ms = floor_to (from_ms, step_ms, origin_ms); t_ms <= to_ms; t_ms += step_ms)
        if (t_ms >= from_ms)
          append_tick (ticks, t_ms, step_ms);
      return ticks;
    }
  rs_time_to_civil (from_ms, &year, &month, NULL, NULL, NULL, NULL, NULL);
  for (int m = (year * 12 + month - 1) / n_months * n_months;; m += n_months)
    {
      gint64 t_ms = rs_time_from_civil (m / 12, m % 12 + 1, 1, 0, 0, 0, 0);

      if (t_ms == RS_TIME_NONE || t_ms > to_ms)
        return ticks;
      if (t_ms >= from_ms)
        append_tick (ticks, t_ms, step_ms);
    }
}

char *
rs_time_axis_dup_day (gint64 t_ms)
{
  int year, month, day;

  rs_time_to_civil (t_ms, &year, &month, &day, NULL, NULL, NULL, NULL);
  /* Translators: a day beside the time axis: day of the month, month, year */
  return g_strdup_printf (_ ("%d %s %d"), day, rs_time_axis_get_month (month), year);
}

char *
rs_time_axis_dup_start (gint64 from_ms, gint64 to_ms, double width_px, double min_px)
{
  gint64 step_ms = choose_step (from_ms, to_ms, width_px, min_px);
  int year;

  if (step_ms >= 12 * MONTH_MS)
    return g_strdup ("");
  if (step_ms < RS_DAY_MS)
    return rs_time_axis_dup_day (from_ms);
  rs_time_to_civil (from_ms, &year, NULL, NULL, NULL, NULL, NULL, NULL);
  return g_strdup_printf ("%d", year);
}
