/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "drawing/event-title.h"

#include <glib/gi18n-lib.h>

#include "drawing/ports.h"

static const char *
get_port_name (const char *id, RsLang lang)
{
  const RsPort *port = *id ? rs_gazetteer_get (id) : NULL;

  return port ? rs_port_get_name (port, lang) : id;
}

char *
rs_duration_describe (gint64 ms)
{
  gint64 minutes = (ms + RS_MINUTE_MS / 2) / RS_MINUTE_MS;
  int d = (int) (minutes / (24 * 60)), h = (int) (minutes / 60 % 24), min = (int) (minutes % 60);

  if (d > 0)
    /* Translators: days and hours, short */
    return g_strdup_printf (_("%d d %d h"), d, h);
  if (h > 0)
    /* Translators: hours and minutes, short */
    return g_strdup_printf (_("%d h %d min"), h, min);
  /* Translators: minutes, short */
  return g_strdup_printf (_("%d min"), min);
}

char *
rs_event_dup_title (const RsEvent *event, RsLang lang)
{
  const char *port = get_port_name (event->port, lang);
  const char *to_port = get_port_name (event->to_port, lang);

  if (*event->title)
    return g_strdup (event->title);
  switch (event->kind)
    {
    case RS_EVENT_PORT_CALL:
      return *port ? g_strdup_printf (_("Call at %s"), port) : g_strdup (_("Port call"));
    case RS_EVENT_VOYAGE:
      return *port && *to_port ? g_strdup_printf ("%s – %s", port, to_port) : g_strdup (_("Voyage"));
    case RS_EVENT_GAP:
      {
        g_autofree char *duration = rs_duration_describe (event->to_ms - event->from_ms);

        return g_strdup_printf (_("Silent for %s"), duration);
      }
    case RS_EVENT_POLICY:
      return g_strdup (_("Policy"));
    case RS_N_EVENT_KINDS:
    default:
      return g_strdup ("");
    }
}
