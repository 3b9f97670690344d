/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/timeline/lanes.h"

#include <glib/gi18n.h>

#include "drawing/style.h"

/* More things at one time share the last row. */
#define MAX_ROWS 5

const char *
rs_lane_get_name (RsLaneKind kind)
{
  switch (kind)
    {
    case RS_LANE_POLICY:
      return C_ ("lane", "Policy");
    case RS_LANE_VOYAGES:
      return C_ ("lane", "Voyages");
    case RS_LANE_CALLS:
      return C_ ("lane", "Port calls");
    case RS_LANE_GAPS:
      return C_ ("lane", "Gaps");
    case RS_LANE_INCIDENTS:
      return C_ ("lane", "Incidents");
    case RS_N_LANES:
    default:
      g_return_val_if_reached ("");
    }
}

gint
rs_lanes_vessel_color (const RsSnapshot *snapshot, gint64 vessel_id)
{
  gint index = rs_snapshot_find_vessel (snapshot, vessel_id);
  const RsVessel *vessel;

  if (index < 0)
    return -1;
  vessel = g_ptr_array_index (snapshot->vessels, index);
  return rs_style_index_for_vessel (vessel->color, vessel->id);
}

static RsLaneKind
lane_for_event (RsEventKind kind)
{
  switch (kind)
    {
    case RS_EVENT_PORT_CALL:
      return RS_LANE_CALLS;
    case RS_EVENT_VOYAGE:
      return RS_LANE_VOYAGES;
    case RS_EVENT_GAP:
      return RS_LANE_GAPS;
    case RS_EVENT_POLICY:
    case RS_N_EVENT_KINDS:
    default:
      return RS_LANE_POLICY;
    }
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const RsLaneItem *ia = a, *ib = b;

  return (ia->from_ms > ib->from_ms) - (ia->from_ms < ib->from_ms);
}

/* Each item goes to the first row that is free at its start. */
static void
lay_out (RsLane *lane)
{
  gint64 free_ms[MAX_ROWS];

  g_array_sort (lane->items, compare_items);
  lane->n_rows = lane->items->len ? 1 : 0;
  for (guint i = 0; i < MAX_ROWS; i++)
    free_ms[i] = G_MININT64;
  for (guint i = 0; i < lane->items->len; i++)
    {
      RsLaneItem *item = &g_array_index (lane->items, RsLaneItem, i);
      guint row = 0;

      while (row < MAX_ROWS - 1 && free_ms[row] > item->from_ms)
        row++;
      /* A moment takes its own: another at the same time goes below. */
      free_ms[row] = MAX (free_ms[row], MAX (item->to_ms, item->from_ms + 1));
      item->row = row;
      lane->n_rows = MAX (lane->n_rows, row + 1);
    }
}

void
rs_lanes_build (RsLane lanes[RS_N_LANES], const RsSnapshot *snapshot, GHashTable *hidden)
{
  for (guint i = 0; i < RS_N_LANES; i++)
    lanes[i].items = g_array_new (FALSE, FALSE, sizeof (RsLaneItem));
  for (guint i = 0; i < snapshot->events->len; i++)
    {
      const RsEvent *event = g_ptr_array_index (snapshot->events, i);
      RsLaneItem item = {
        .from_ms = event->from_ms,
        .to_ms = event->to_ms,
        .event = (gint) i,
        .inferred = event->provenance != RS_OBSERVED && event->kind != RS_EVENT_POLICY,
      };

      if (event->vessel_id && hidden && g_hash_table_contains (hidden, &event->vessel_id))
        continue;
      item.color = event->vessel_id ? rs_lanes_vessel_color (snapshot, event->vessel_id) : -1;
      g_array_append_val (lanes[lane_for_event (event->kind)].items, item);
    }
  for (guint i = 0; i < snapshot->incidents->len; i++)
    {
      const RsIncident *incident = g_ptr_array_index (snapshot->incidents, i);
      RsLaneItem item = {
        .from_ms = incident->from_ms,
        .to_ms = incident->to_ms != RS_TIME_NONE ? incident->to_ms : incident->from_ms,
        .event = -1,
        .color = -1,
        .incident_id = incident->id,
      };

      if (item.from_ms == RS_TIME_NONE)
        continue;
      g_array_append_val (lanes[RS_LANE_INCIDENTS].items, item);
    }
  for (guint i = 0; i < RS_N_LANES; i++)
    lay_out (&lanes[i]);
}

void
rs_lanes_clear (RsLane lanes[RS_N_LANES])
{
  for (guint i = 0; i < RS_N_LANES; i++)
    {
      g_clear_pointer (&lanes[i].items, g_array_unref);
      lanes[i].n_rows = 0;
    }
}
