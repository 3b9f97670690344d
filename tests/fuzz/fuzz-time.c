/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A time that is accepted is written in our own form, and that form reads back as the same time. */
#include "fuzz.h"

#include "base/time.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *written = NULL;
  gint64 t_ms = RS_TIME_NONE, again_ms = RS_TIME_NONE;

  if (!rs_time_parse (text, &t_ms))
    return 0;
  g_assert_cmpint (t_ms, !=, RS_TIME_NONE);
  written = rs_time_format (t_ms);
  g_assert_true (rs_time_parse (written, &again_ms));
  g_assert_cmpint (again_ms, ==, t_ms);
  return 0;
}
