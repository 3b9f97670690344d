/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/timeline/time-axis.h"

#include <math.h>
#include <string.h>

#define AT(y, mo, d, h, mi, s) rs_time_from_civil (y, mo, d, h, mi, s, 0)

static GArray *
ticks_of (gint64 from_ms, gint64 to_ms, double width_px)
{
  return rs_time_axis_ticks (from_ms, to_ms, width_px, 80);
}

static char *
join_labels (GArray *ticks)
{
  GString *labels = g_string_new (NULL);

  for (guint i = 0; i < ticks->len; i++)
    {
      const RsTick *tick = &g_array_index (ticks, RsTick, i);

      g_string_append_printf (labels, "%s%s%s", i ? ", " : "", tick->label,
                              tick->major ? "*" : "");
    }
  return g_string_free (labels, FALSE);
}

static void
check_labels (gint64 from_ms, gint64 to_ms, double width_px, const char *wanted)
{
  g_autoptr (GArray) ticks = ticks_of (from_ms, to_ms, width_px);
  g_autofree char *labels = join_labels (ticks);

  g_assert_cmpstr (labels, ==, wanted);
}

static void
test_hours (void)
{
  /* 80 px are 2.4 hours, so every third one is ticked. */
  check_labels (AT (2024, 3, 6, 20, 15, 0), AT (2024, 3, 7, 5, 15, 0), 300,
                "21:00, 7 Mar*, 03:00");
}

static void
test_days_and_hours (void)
{
  check_labels (AT (2024, 2, 28, 20, 0, 0), AT (2024, 3, 1, 4, 0, 0), 480,
                "29 Feb*, 06:00, 12:00, 18:00, 1 Mar*");
  /* By days, the first of a month stands out. */
  check_labels (AT (2024, 2, 27, 20, 0, 0), AT (2024, 3, 2, 4, 0, 0), 480,
                "28 Feb, 29 Feb, 1 Mar*, 2 Mar");
}

static void
test_seconds (void)
{
  check_labels (AT (2024, 3, 7, 6, 0, 55), AT (2024, 3, 7, 6, 1, 6), 300,
                "06:00:55, 06:01, 06:01:05");
}

static void
test_months_and_years (void)
{
  check_labels (AT (2023, 11, 2, 0, 0, 0), AT (2024, 4, 2, 0, 0, 0), 500,
                "Dec, 2024*, Feb, Mar, Apr");
  check_labels (AT (1993, 5, 1, 0, 0, 0), AT (2024, 5, 1, 0, 0, 0), 400,
                "2000, 2010, 2020");
}

static void
check_start (gint64 from_ms, gint64 to_ms, const char *wanted)
{
  g_autofree char *start = rs_time_axis_dup_start (from_ms, to_ms, 500, 80);

  g_assert_cmpstr (start, ==, wanted);
}

/* What no tick says of the left edge. */
static void
test_start (void)
{
  check_start (AT (1993, 5, 1, 0, 0, 0), AT (2024, 5, 1, 0, 0, 0), "");
  check_start (AT (2023, 11, 2, 0, 0, 0), AT (2024, 4, 2, 0, 0, 0), "2023");
  check_start (AT (2024, 3, 2, 0, 0, 0), AT (2024, 3, 9, 0, 0, 0), "2024");
  check_start (AT (2024, 3, 7, 20, 0, 0), AT (2024, 3, 8, 9, 0, 0), "7 Mar 2024");
  check_start (AT (2024, 3, 7, 6, 0, 55), AT (2024, 3, 7, 6, 1, 6), "7 Mar 2024");
}

static void
test_weeks_begin_on_monday (void)
{
  g_autoptr (GArray) ticks = ticks_of (AT (2024, 2, 26, 0, 0, 0), AT (2024, 4, 1, 0, 0, 0), 500);

  g_assert_cmpuint (ticks->len, ==, 6);
  for (guint i = 0; i < ticks->len; i++)
    {
      gint64 day = g_array_index (ticks, RsTick, i).t_ms / RS_DAY_MS;

      /* 1970-01-01 was a Thursday. */
      g_assert_cmpint ((day + 3) % 7, ==, 0);
    }
}

/* Whatever the span and width: in order, inside, at least min_px apart, on round times, and as
 * many as there is room for within the coarseness of the steps. */
static void
test_any_zoom (void)
{
  guint64 seed = 20240307;
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) seed);
  const gint64 first_ms = AT (1900, 1, 1, 0, 0, 0), last_ms = AT (2100, 1, 1, 0, 0, 0);

  for (int i = 0; i < 2000; i++)
    {
      double span_ms = exp (g_rand_double_range (rand, log (2000.0), log (1.5e12)));
      gint64 from_ms
          = first_ms + (gint64) (g_rand_double (rand) * ((double) (last_ms - first_ms) - span_ms));
      gint64 to_ms = from_ms + (gint64) span_ms;
      double width_px = g_rand_double_range (rand, 200, 2500);
      g_autoptr (GArray) ticks = ticks_of (from_ms, to_ms, width_px);

      g_assert_cmpuint (ticks->len, <=, (guint) (width_px / 80) + 1);
      /* The next finer step is a fifth of the chosen one or more; there is none below a second. */
      if (span_ms / width_px * 80 > RS_SECOND_MS)
        g_assert_cmpuint (ticks->len + 2, >=, (guint) (width_px / 80 / 5));
      for (guint k = 0; k < ticks->len; k++)
        {
          const RsTick *tick = &g_array_index (ticks, RsTick, k);

          g_assert_cmpint (tick->t_ms, >=, from_ms);
          g_assert_cmpint (tick->t_ms, <=, to_ms);
          g_assert_cmpint (tick->t_ms % RS_SECOND_MS, ==, 0);
          g_assert_cmpuint (strlen (tick->label), >, 0);
          if (k > 0)
            {
              gint64 apart_ms = tick->t_ms - g_array_index (ticks, RsTick, k - 1).t_ms;

              /* Months are up to 8 % shorter than the 30.4 days they are chosen by. */
              g_assert_cmpfloat ((double) apart_ms / span_ms * width_px, >, 80 * 0.92);
            }
        }
    }
}

static void
test_no_span (void)
{
  g_autoptr (GArray) ticks
      = rs_time_axis_ticks (AT (2024, 3, 7, 0, 0, 0), AT (2024, 3, 7, 0, 0, 0), 0, 80);

  g_assert_cmpuint (ticks->len, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/time-axis/hours", test_hours);
  g_test_add_func ("/time-axis/days-and-hours", test_days_and_hours);
  g_test_add_func ("/time-axis/seconds", test_seconds);
  g_test_add_func ("/time-axis/months-and-years", test_months_and_years);
  g_test_add_func ("/time-axis/start", test_start);
  g_test_add_func ("/time-axis/weeks-begin-on-monday", test_weeks_begin_on_monday);
  g_test_add_func ("/time-axis/any-zoom", test_any_zoom);
  g_test_add_func ("/time-axis/no-span", test_no_span);
  return g_test_run ();
}
