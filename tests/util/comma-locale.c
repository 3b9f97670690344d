/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preloaded into tests of the core: gives them a locale whose decimal separator is a comma, as the
 * window has it on many a desk, so that a test shows which file or parser depends on it. */
#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

__attribute__ ((constructor)) static void
take_comma_locale (void)
{
  static const char *const ours[] = { "test-", "fuzz-" };
  int is_ours = 0;

  for (size_t i = 0; i < sizeof ours / sizeof ours[0]; i++)
    is_ours |= strncmp (program_invocation_short_name, ours[i], strlen (ours[i])) == 0;
  if (!is_ours)
    return;
  if (!setlocale (LC_NUMERIC, "de_DE.UTF-8") || strcmp (localeconv ()->decimal_point, ",") != 0)
    {
      fputs ("The locale de_DE.UTF-8 is not there: ./dev test makes it and names it in LOCPATH.\n",
             stderr);
      _exit (99);
    }
}
