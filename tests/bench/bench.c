/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>

#define N_RUNS 5

static char *
find_processor (void)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (g_file_get_contents ("/proc/cpuinfo", &text, NULL, NULL))
    {
      lines = g_strsplit (text, "\n", -1);
      for (guint i = 0; lines[i]; i++)
        {
          const char *colon = strchr (lines[i], ':');

          if (g_str_has_prefix (lines[i], "model name") && colon)
            return g_strstrip (g_strdup (colon + 1));
        }
    }
  return g_strdup ("unknown processor");
}

static void
print_machine (void)
{
  static gboolean done = FALSE;
  g_autofree char *processor = NULL;
  struct utsname system;

  if (done)
    return;
  done = TRUE;
  processor = find_processor ();
  uname (&system);
  g_print ("# %s, %u processors, %s %s, compiler %s\n", processor, g_get_num_processors (),
           system.sysname, system.release, __VERSION__);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

double
bench_run (const char *name, const char *unit, BenchFunc func, gpointer user_data)
{
  double seconds[N_RUNS], median_s;
  guint64 n_units = 0;

  print_machine ();
  func (user_data);
  for (guint i = 0; i < N_RUNS; i++)
    {
      gint64 start_us = g_get_monotonic_time ();

      n_units = func (user_data);
      seconds[i] = (double) MAX (g_get_monotonic_time () - start_us, 1) / G_USEC_PER_SEC;
    }
  qsort (seconds, N_RUNS, sizeof seconds[0], compare_doubles);
  median_s = seconds[N_RUNS / 2];
  g_print ("%-32s %10.3f ms  +-%4.1f %%  %14.0f %s/s\n", name, median_s * 1e3,
           50 * (seconds[N_RUNS - 1] - seconds[0]) / median_s, (double) n_units / median_s, unit);
  return median_s;
}

void
bench_percentiles (const char *name, double *seconds, gsize n)
{
  gsize p95 = (gsize) ceil (0.95 * (double) n) - 1;

  g_return_if_fail (n > 0);

  print_machine ();
  qsort (seconds, n, sizeof seconds[0], compare_doubles);
  g_print ("%-32s %10.3f ms  p95 %.3f ms  max %.3f ms  of %" G_GSIZE_FORMAT "\n", name,
           seconds[n / 2] * 1e3, seconds[p95] * 1e3, seconds[n - 1] * 1e3, n);
}
