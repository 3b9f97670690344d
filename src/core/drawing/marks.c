/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/marks.h"

#include <math.h>

#include "drawing/projection.h"
#include "drawing/vessel-style.h"

/* Marks outside the view that can still push one inside it. */
#define MARGIN_PX 240.0
#define PIN_STEM_PX 22.0
#define DISC_STEM_PX 24.0
/* Events nearer to each other than this share a disc. */
#define CLUSTER_PX 20.0
/* In the replay an event is seen this long before and after, and the length of the trails. */
#define MIN_EVENT_MS RS_HOUR_MS

gboolean
rs_polygon_get_center (const GArray *points, RsLatLon *out_center)
{
  double x0, sum_x = 0, sum_y = 0, area = 0, px = 0, py = 0, y0;
  RsWorldPoint first;

  if (points->len == 0)
    return FALSE;
  first = rs_world_from_lat_lon (g_array_index (points, RsLatLon, 0));
  x0 = first.x;
  y0 = first.y;
  for (guint i = 1; i <= points->len; i++)
    {
      RsWorldPoint w
        = rs_world_from_lat_lon (g_array_index (points, RsLatLon, i % points->len));
      double x = w.x - x0, y = w.y - y0, cross;

      x -= rint (x);
      cross = px * y - x * py;
      area += cross;
      sum_x += (px + x) * cross;
      sum_y += (py + y) * cross;
      px = x;
      py = y;
    }
  if (fabs (area) > 1e-18)
    {
      first.x = x0 + sum_x / (3 * area);
      first.y = y0 + sum_y / (3 * area);
    }
  first.x -= floor (first.x);
  *out_center = rs_lat_lon_from_world (first);
  return TRUE;
}

static gboolean
is_near_in_time (const RsFrame *frame, gint64 from_ms, gint64 to_ms, gint64 margin_ms)
{
  if (frame->t_ms == RS_TIME_NONE)
    return TRUE;
  if (from_ms == RS_TIME_NONE)
    from_ms = to_ms;
  if (to_ms == RS_TIME_NONE)
    to_ms = from_ms;
  return from_ms == RS_TIME_NONE
         || (frame->t_ms >= from_ms - margin_ms && frame->t_ms <= to_ms + margin_ms);
}

/* Heads lean to a side, then reach farther, where another one stands already. */
static void
place_pin (RsLabels *labels, RsPin *pin)
{
  static const struct
  {
    double stem, lean_deg;
  } SEATS[] = { { 1, 0 },   { 1, 75 },  { 1, -75 }, { 2, 30 },  { 2, -30 }, { 2, 60 },
                { 2, -60 }, { 2, 90 },  { 2, -90 }, { 2, 0 },   { 3, 20 },  { 3, -20 },
                { 3, 40 },  { 3, -40 }, { 3, 60 },  { 3, -60 }, { 3, 0 } };
  RsBox boxes[G_N_ELEMENTS (SEATS)];
  gint chosen;

  for (guint i = 0; i < G_N_ELEMENTS (SEATS); i++)
    {
      double angle = SEATS[i].lean_deg * (G_PI / 180.0), stem = SEATS[i].stem * PIN_STEM_PX;

      boxes[i] = (RsBox){ pin->tip_x + stem * sin (angle) - RS_PIN_HEAD_PX,
                          pin->tip_y - stem * cos (angle) - RS_PIN_HEAD_PX, 2 * RS_PIN_HEAD_PX,
                          2 * RS_PIN_HEAD_PX };
    }
  chosen = rs_labels_place (labels, boxes, G_N_ELEMENTS (boxes));
  if (chosen < 0)
    {
      chosen = 0;
      rs_labels_take (labels, &boxes[0]);
    }
  pin->head_x = boxes[chosen].x + RS_PIN_HEAD_PX;
  pin->head_y = boxes[chosen].y + RS_PIN_HEAD_PX;
  pin->is_far = SEATS[chosen].stem > 1;
}

static void
add_pins (RsMarks *self, const RsSnapshot *snapshot, const RsFrame *frame,
          const RsProjection *projection, RsLabels *labels)
{
  gint selected = -1;

  for (guint i = 0; i < snapshot->incidents->len; i++)
    {
      const RsIncident *incident = g_ptr_array_index (snapshot->incidents, i);
      RsLatLon place = incident->place;
      RsPin pin = { .incident = (gint) i };

      if (!incident->has_place && !rs_polygon_get_center (incident->area, &place))
        continue;
      for (guint copy = 0;
           rs_projection_place (projection, place, copy, &pin.tip_x, &pin.tip_y); copy++)
        {
          pin.is_current = is_near_in_time (frame, incident->from_ms, incident->to_ms,
                                            MAX (frame->trail_ms, MIN_EVENT_MS));
          place_pin (labels, &pin);
          if (incident->id == frame->selected_incident)
            selected = (gint) self->pins->len;
          g_array_append_val (self->pins, pin);
        }
    }
  if (selected >= 0)
    {
      RsPin pin = g_array_index (self->pins, RsPin, selected);

      g_array_remove_index (self->pins, (guint) selected);
      g_array_append_val (self->pins, pin);
    }
}

static void
place_disc (RsLabels *labels, RsDisc *disc)
{
  static const double LEAN_DEG[] = { -55, 55, -100, 100, 0, -145, 145, 180 };
  RsBox boxes[2 * G_N_ELEMENTS (LEAN_DEG)];
  gint chosen;

  for (guint i = 0; i < G_N_ELEMENTS (boxes); i++)
    {
      double angle = LEAN_DEG[i % G_N_ELEMENTS (LEAN_DEG)] * (G_PI / 180.0);
      double far = i < G_N_ELEMENTS (LEAN_DEG) ? DISC_STEM_PX : 1.9 * DISC_STEM_PX;

      boxes[i] = (RsBox){ disc->place_x + far * sin (angle) - RS_DISC_PX,
                          disc->place_y - far * cos (angle) - RS_DISC_PX, 2 * RS_DISC_PX,
                          2 * RS_DISC_PX };
    }
  chosen = rs_labels_place (labels, boxes, G_N_ELEMENTS (boxes));
  if (chosen < 0)
    {
      chosen = 0;
      rs_labels_take (labels, &boxes[0]);
    }
  disc->x = boxes[chosen].x + RS_DISC_PX;
  disc->y = boxes[chosen].y + RS_DISC_PX;
}

static gboolean
is_drawn (const RsEvent *event, const RsFrame *frame)
{
  if (!event->has_place || (event->kind != RS_EVENT_PORT_CALL && event->kind != RS_EVENT_GAP))
    return FALSE;
  if (event->vessel_id != 0 && rs_frame_hides_vessel (frame, event->vessel_id))
    return FALSE;
  if (frame->selected_vessel != 0 && event->vessel_id != 0
      && event->vessel_id != frame->selected_vessel)
    return FALSE;
  /* Of the span are those that reach into it. */
  if (frame->span_from_ms != RS_TIME_NONE
      && (event->from_ms > frame->span_to_ms || event->to_ms < frame->span_from_ms))
    return FALSE;
  return is_near_in_time (frame, event->from_ms, event->to_ms,
                          MAX (frame->trail_ms, MIN_EVENT_MS));
}

typedef struct
{
  gint64 column, row; /* of a grid so fine that whoever shares a cell shares a disc */
} Cell;

static guint
hash_cell (gconstpointer key)
{
  const Cell *cell = key;

  return (guint) (cell->column * 73856093 ^ cell->row * 19349663);
}

static gboolean
equal_cells (gconstpointer a, gconstpointer b)
{
  const Cell *x = a, *y = b;

  return x->column == y->column && x->row == y->row;
}

typedef struct
{
  Cell cell;      /* its key in the table */
  RsDisc disc;
  double x, y;    /* world units */
  RsLatLon place;
} Cluster;

/* A cluster within reach. Only the place in the world counts, so that panning moves nothing. */
static Cluster *
find_cluster (GHashTable *clusters, const Cell *cell, double x, double y, double reach)
{
  for (gint64 row = cell->row - 2; row <= cell->row + 2; row++)
    {
      for (gint64 column = cell->column - 2; column <= cell->column + 2; column++)
        {
          Cell key = { column, row };
          Cluster *cluster = g_hash_table_lookup (clusters, &key);

          if (cluster && hypot (cluster->x - x, cluster->y - y) < reach)
            return cluster;
        }
    }
  return NULL;
}

static void
add_discs (RsMarks *self, const RsSnapshot *snapshot, const RsFrame *frame,
           const RsProjection *projection, RsLabels *labels)
{
  g_autoptr (GHashTable) clusters = g_hash_table_new (hash_cell, equal_cells);
  g_autoptr (GPtrArray) order = g_ptr_array_new_with_free_func (g_free);
  double reach = CLUSTER_PX * rs_projection_get_px (projection);

  for (guint i = 0; i < snapshot->events->len; i++)
    {
      const RsEvent *event = g_ptr_array_index (snapshot->events, i);
      RsWorldPoint w;
      Cell cell;
      Cluster *cluster;

      if (!is_drawn (event, frame))
        continue;
      w = rs_world_from_lat_lon (event->place);
      cell = (Cell){ (gint64) floor (w.x * RS_WORLD / (0.7 * reach)),
                     (gint64) floor (w.y * RS_WORLD / (0.7 * reach)) };
      cluster = find_cluster (clusters, &cell, w.x * RS_WORLD, w.y * RS_WORLD, reach);
      if (cluster)
        {
          cluster->disc.count++;
          cluster->disc.is_observed &= event->provenance == RS_OBSERVED;
          if (cluster->disc.vessel_id != event->vessel_id)
            cluster->disc.vessel_id = 0;
          continue;
        }
      cluster = g_new0 (Cluster, 1);
      cluster->cell = cell;
      cluster->x = w.x * RS_WORLD;
      cluster->y = w.y * RS_WORLD;
      cluster->place = event->place;
      cluster->disc.event = i;
      cluster->disc.count = 1;
      cluster->disc.vessel_id = event->vessel_id;
      cluster->disc.is_observed = event->provenance == RS_OBSERVED;
      g_ptr_array_add (order, cluster);
      g_hash_table_insert (clusters, &cluster->cell, cluster);
    }
  for (guint i = 0; i < order->len; i++)
    {
      Cluster *cluster = g_ptr_array_index (order, i);
      RsDisc *disc = &cluster->disc;

      for (guint copy = 0; rs_projection_place (projection, cluster->place, copy, &disc->place_x,
                                                &disc->place_y);
           copy++)
        {
          place_disc (labels, disc);
          g_array_append_val (self->discs, *disc);
        }
    }
}

RsMarks *
rs_marks_new (const RsSnapshot *snapshot, const RsFrame *frame)
{
  RsMarks *self = g_new (RsMarks, 1);
  g_autoptr (RsLabels) labels = rs_labels_new ();
  RsProjection projection;

  self->pins = g_array_new (FALSE, FALSE, sizeof (RsPin));
  self->discs = g_array_new (FALSE, FALSE, sizeof (RsDisc));
  rs_projection_init (&projection, &frame->view, MARGIN_PX);
  if (frame->show & RS_SHOW_INCIDENTS)
    add_pins (self, snapshot, frame, &projection, labels);
  if (frame->show & RS_SHOW_EVENTS)
    add_discs (self, snapshot, frame, &projection, labels);
  return self;
}

void
rs_marks_free (RsMarks *self)
{
  if (!self)
    return;
  g_array_unref (self->pins);
  g_array_unref (self->discs);
  g_free (self);
}
