/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/gaps.h"

#include <glib/gi18n-lib.h>

/* With one decimal and a point in every locale: these texts are part of exports, which are the same
 * everywhere. */
static const char *
format (char *buffer, double value)
{
  return g_ascii_formatd (buffer, G_ASCII_DTOSTR_BUF_SIZE, "%.1f", value);
}

static RsEvent *
make_event (gint64 vessel_id, const RsFix *from, const RsFix *to, gint64 gap_ms)
{
  RsEvent *event = rs_event_new ();
  double hours = (double) (to->t_ms - from->t_ms) / RS_HOUR_MS;
  double dist_nm
    = rs_geodesic_inverse (rs_fix_lat_lon (from), rs_fix_lat_lon (to), NULL) / RS_M_PER_NM;
  char h[G_ASCII_DTOSTR_BUF_SIZE], nm[G_ASCII_DTOSTR_BUF_SIZE];
  char kn[G_ASCII_DTOSTR_BUF_SIZE], rule[G_ASCII_DTOSTR_BUF_SIZE];

  format (h, hours);
  format (nm, dist_nm);
  format (kn, dist_nm / hours);
  format (rule, (double) gap_ms / RS_HOUR_MS);
  event->kind = RS_EVENT_GAP;
  event->vessel_id = vessel_id;
  event->from_ms = from->t_ms;
  event->to_ms = to->t_ms;
  event->has_place = TRUE;
  event->place = rs_fix_lat_lon (from);
  event->provenance = (RsProvenance) MAX (from->provenance, to->provenance);
  /* Its title says no more than its kind and its times: rs_event_dup_title (). */
  g_free (event->detail);
  event->detail = g_strdup_printf (
    /* Translators: hours, nautical miles, knots, hours */
    _("%s h without a fix, %s nm apart, %s kn on the shortest way. Rule: a pause longer than %s h."), h, nm,
    kn, rule);
  return event;
}

static void
add_gaps (GArray *gaps, const RsTrack *track, gint64 gap_ms)
{
  for (guint i = 1; i < track->n; i++)
    {
      const RsFix *from = &track->fixes[i - 1], *to = &track->fixes[i];

      if (to->t_ms - from->t_ms > gap_ms
          && (from->provenance != RS_RECONSTRUCTED || to->provenance != RS_RECONSTRUCTED))
        {
          RsGap gap = { *from, *to };

          g_array_append_val (gaps, gap);
        }
    }
}

static int
compare_starts (gconstpointer a, gconstpointer b)
{
  const RsGap *x = a, *y = b;

  return (x->from.t_ms > y->from.t_ms) - (x->from.t_ms < y->from.t_ms);
}

GArray *
rs_gaps_find (const RsTrack *track, gint64 gap_ms)
{
  GArray *gaps = g_array_new (FALSE, FALSE, sizeof (RsGap));

  /* A stray is nobody's silence. */
  if (!track->hulls)
    add_gaps (gaps, track, gap_ms);
  for (guint i = 0; track->hulls && i < track->n_hulls; i++)
    add_gaps (gaps, track->hulls[i], gap_ms);
  if (track->hulls)
    g_array_sort (gaps, compare_starts);
  return gaps;
}

GPtrArray *
rs_gaps_to_events (gint64 vessel_id, const RsGap *gaps, guint n, gint64 gap_ms)
{
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify) rs_event_free);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (events, make_event (vessel_id, &gaps[i].from, &gaps[i].to, gap_ms));
  return events;
}
