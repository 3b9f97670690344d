/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/typed-time.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/text.h"
#include "app/timeline/time-axis.h"
#include "base/time-text.h"

static gboolean
parse (RsSession *session, const char *text, gint64 *out_t_ms)
{
  const char *months[12];
  GTimeZone *time_zone = rs_session_get_time_zone (session);
  gint64 now_ms = rs_session_get_time (session);

  for (int i = 0; i < 12; i++)
    months[i] = rs_time_axis_get_month (i + 1);
  /* A zone by its city, or by the whole of its name. */
  return rs_time_parse_typed (text, time_zone, rs_session_get_zone_label (session), months, now_ms,
                              out_t_ms)
         || (time_zone
             && rs_time_parse_typed (text, time_zone, g_time_zone_get_identifier (time_zone), months,
                                     now_ms, out_t_ms));
}

gboolean
rs_typed_time_parse (RsSession *session, const char *text, gint64 *out_t_ms, char **out_error)
{
  g_autofree char *typed = g_strstrip (g_strdup (text));
  const char *zone = rs_session_get_time_zone (session) ? rs_session_get_zone_label (session) : NULL;
  char *last = strrchr (typed, ' ');
  gint64 t_ms;

  if (parse (session, typed, out_t_ms))
    return TRUE;
  if (!out_error)
    return FALSE;
  if (last)
    *last++ = '\0';
  /* A time, were it not for the name of a zone that is not the case's. */
  if (!last || !parse (session, typed, &t_ms))
    *out_error = g_strdup (_ ("This is not understood as a time.\nWrite it as one of these:"));
  else if (zone)
    /* Translators: the first %s is what was typed after a time, as “Asia/Seoul”; the second a city */
    *out_error = g_strdup_printf (_ ("After a time, “%s” is not understood:\nonly UTC, %s and offsets such as +09:00 are."),
                                  last, zone);
  else
    /* Translators: %s is what was typed after a time, as “Asia/Seoul” */
    *out_error = g_strdup_printf (_ ("After a time, “%s” is not understood:\nonly UTC and offsets such as +09:00 are."), last);
  return FALSE;
}

char *
rs_typed_time_dup_examples (RsSession *session)
{
  const char *zone = rs_session_get_time_zone (session) ? rs_session_get_zone_label (session) : NULL;
  g_autofree char *day = rs_time_axis_dup_day (rs_time_from_civil (2024, 3, 7, 6, 0, 0, 0));

  return g_strdup_printf ("2024-03-07T06:00Z · %s 0600\n16:00%s%s · +2h · -30min", day,
                          zone ? " " : "", zone ? zone : "");
}

char *
rs_typed_time_dup_outside (RsSession *session, gint64 t_ms)
{
  const RsSnapshot *snapshot = rs_session_get_snapshot (session);
  gboolean is_early = t_ms < snapshot->from_ms;
  g_autofree char *end = NULL;

  if (snapshot->from_ms == RS_TIME_NONE || (!is_early && t_ms <= snapshot->to_ms))
    return NULL;
  end = rs_text_time (is_early ? snapshot->from_ms : snapshot->to_ms);
  /* Translators: %s is a time; a time before or after it was asked for */
  return g_strdup_printf (is_early ? _ ("The case begins at %s") : _ ("The case ends at %s"), end);
}
