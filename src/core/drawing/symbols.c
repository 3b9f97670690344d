/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/symbols.h"

#include <math.h>

#include "drawing/vessel-style.h"

#define HULL_MIN_PX 12.0
/* A pixel of 96 to the inch at 1:20,000, with a little to spare for whole zooms. */
#define HULL_MAX_M_PER_PX 5.8
#define HULL_DASH_PX 5.0
#define HULL_GAP_PX 3.0
#define HALO_PX 1.3
#define OUTLINE_PX 1.5
/* The smaller diamond would close up. */
#define DIAMOND_OUTLINE_PX 1.2
/* A ship whose breadth nobody sent. */
#define HULL_SLENDERNESS 6.5
#define MAX_CORNERS 16
#define DISC_PX 4.2

/* A shape around the origin, the bow up, corners clockwise. */
typedef struct
{
  guint n;
  double x[MAX_CORNERS], y[MAX_CORNERS];
} Shape;

static const Shape TRIANGLE = { 3, { 0, 4.5, -4.5 }, { -9, 7, 7 } };
static const Shape SWALLOW = { 4, { 0, 4.5, 0, -4.5 }, { -9, 7, 3.2, 7 } };
static const Shape BROAD = { 5, { 0, 4.8, 4.8, -4.8, -4.8 }, { -7.5, -1.5, 6, 6, -1.5 } };
static const Shape THIN = { 3, { 0, 3, -3 }, { -8, 5.5, 5.5 } };
static const Shape DIAMOND = { 4, { 0, 5, 0, -5 }, { -5.4, 0, 5.4, 0 } };

static void
add_corner (Shape *shape, double x, double y)
{
  if (shape->n < MAX_CORNERS)
    {
      shape->x[shape->n] = x;
      shape->y[shape->n] = y;
      shape->n++;
    }
}

/* Moves the sides out by @d (in, if negative). An outer corner that would become a needle is cut. */
static void
offset_shape (const Shape *in, double d, Shape *out)
{
  out->n = 0;
  for (guint i = 0; i < in->n; i++)
    {
      guint before = (i + in->n - 1) % in->n, after = (i + 1) % in->n;
      double ax = in->x[i] - in->x[before], ay = in->y[i] - in->y[before];
      double bx = in->x[after] - in->x[i], by = in->y[after] - in->y[i];
      double a = hypot (ax, ay), b = hypot (bx, by);
      double mx, my, dot;

      ax /= a;
      ay /= a;
      bx /= b;
      by /= b;
      /* Clockwise with y down: (dy, -dx) points out. */
      mx = ay + by;
      my = -ax - bx;
      dot = 1 + ax * bx + ay * by;
      if (d > 0 && dot < 0.6)
        {
          /* Square it off d beyond the corner. */
          double m = hypot (mx, my), t;

          mx /= m;
          my /= m;
          t = (1 - (mx * ay - my * ax)) * d / MAX (fabs (mx * ax + my * ay), 1e-6);
          add_corner (out, in->x[i] + ay * d + ax * t, in->y[i] - ax * d + ay * t);
          add_corner (out, in->x[i] + by * d - bx * t, in->y[i] - bx * d - by * t);
        }
      else
        add_corner (out, in->x[i] + mx * d / dot, in->y[i] + my * d / dot);
    }
}

/* The part right of the keel. */
static void
halve_shape (const Shape *in, double keel_x, Shape *out)
{
  out->n = 0;
  for (guint i = 0; i < in->n; i++)
    {
      guint after = (i + 1) % in->n;
      double da = in->x[i] - keel_x, db = in->x[after] - keel_x;

      if (da >= 0)
        add_corner (out, in->x[i], in->y[i]);
      if ((da > 0 && db < 0) || (da < 0 && db > 0))
        add_corner (out, keel_x, in->y[i] + (in->y[after] - in->y[i]) * da / (da - db));
    }
}

static void
fill_shape (RsCanvas *canvas, const Shape *shape, const RsSymbol *symbol, RsColor color)
{
  double angle = isnan (symbol->angle_rad) ? 0 : symbol->angle_rad;
  double c = cos (angle), s = sin (angle);
  RsPoint points[MAX_CORNERS];
  guint starts[2] = { 0, shape->n };

  if (shape->n < 3)
    return;
  for (guint i = 0; i < shape->n; i++)
    {
      points[i].x = (float) (symbol->x + c * shape->x[i] - s * shape->y[i]);
      points[i].y = (float) (symbol->y + s * shape->x[i] + c * shape->y[i]);
    }
  rs_canvas_fill (canvas, points, starts, 1, color);
}

static void
make_disc (Shape *shape)
{
  shape->n = 0;
  for (guint i = 0; i < MAX_CORNERS; i++)
    add_corner (shape, DISC_PX * sin (2 * G_PI * i / MAX_CORNERS),
                -DISC_PX * cos (2 * G_PI * i / MAX_CORNERS));
}

static void
make_hull (const RsSymbol *symbol, Shape *shape)
{
  double bow = symbol->bow_px, stern = symbol->stern_px;
  double left = symbol->port_px, right = symbol->starboard_px;
  double length = bow + stern, shoulder = -bow + 0.16 * length, middle = (right - left) / 2;
  double half = (right + left) / 2, quarter = stern - 0.04 * length;

  shape->n = 0;
  add_corner (shape, middle, -bow);
  add_corner (shape, middle + 0.62 * half, -bow + 0.06 * length);
  add_corner (shape, right, shoulder);
  add_corner (shape, right, quarter);
  add_corner (shape, middle + 0.8 * half, stern);
  add_corner (shape, middle - 0.8 * half, stern);
  add_corner (shape, -left, quarter);
  add_corner (shape, -left, shoulder);
  add_corner (shape, middle - 0.62 * half, -bow + 0.06 * length);
}

RsSymbolKind
rs_symbol_kind_for_type (gint ship_type)
{
  if (ship_type == 30)
    return RS_SYMBOL_FISHING;
  if (ship_type == 36 || ship_type == 37)
    return RS_SYMBOL_PLEASURE;
  if ((ship_type >= 31 && ship_type <= 35) || (ship_type >= 50 && ship_type <= 59))
    return RS_SYMBOL_SERVICE;
  if ((ship_type >= 40 && ship_type <= 49) || (ship_type >= 60 && ship_type <= 69))
    return RS_SYMBOL_PASSENGER;
  if (ship_type >= 70 && ship_type <= 79)
    return RS_SYMBOL_CARGO;
  if (ship_type >= 80 && ship_type <= 89)
    return RS_SYMBOL_TANKER;
  return RS_SYMBOL_OTHER;
}

/* Metres from the antenna to bow, stern, port and starboard side. Plain value. */
typedef struct
{
  double bow, stern, port, starboard;
} Size;

static Size
find_size (const RsVessel *vessel, gint64 t_ms)
{
  Size size = { vessel->dim_a_m, vessel->dim_b_m, vessel->dim_c_m, vessel->dim_d_m };

  for (guint i = 0; i < vessel->identities->len; i++)
    {
      const RsIdentity *identity = g_ptr_array_index (vessel->identities, i);

      if (identity->dim_a_m + identity->dim_b_m > 0
          && (identity->from_ms == RS_TIME_NONE || identity->from_ms <= t_ms)
          && (identity->to_ms == RS_TIME_NONE || identity->to_ms >= t_ms))
        size = (Size){ identity->dim_a_m, identity->dim_b_m, identity->dim_c_m, identity->dim_d_m };
    }
  return size;
}

void
rs_symbol_set_hull (RsSymbol *self, const RsVessel *vessel, gint64 t_ms, double px_per_m)
{
  double length_m, breadth_m;
  Size size;

  self->bow_px = self->stern_px = self->port_px = self->starboard_px = 0;
  if (isnan (self->angle_rad) || px_per_m * HULL_MAX_M_PER_PX < 1)
    return;
  size = find_size (vessel, t_ms);
  length_m = size.bow + size.stern;
  breadth_m = size.port + size.starboard;
  if (length_m <= 0 || length_m * px_per_m < HULL_MIN_PX)
    return;
  if (breadth_m <= 0)
    breadth_m = length_m / HULL_SLENDERNESS;
  self->bow_px = size.bow * px_per_m;
  self->stern_px = size.stern * px_per_m;
  self->port_px = size.port * px_per_m;
  self->starboard_px = size.starboard * px_per_m;
  /* Without the antenna's place (ITU-R M.1371: a and c are 0) it stands in the middle. */
  if (size.bow <= 0)
    self->bow_px = self->stern_px = length_m * px_per_m / 2;
  if (size.port <= 0)
    self->port_px = self->starboard_px = breadth_m * px_per_m / 2;
}

static void
make_shape (const RsSymbol *symbol, Shape *shape)
{
  if (rs_symbol_has_hull (symbol))
    make_hull (symbol, shape);
  else if (symbol->presence == RS_PRESENCE_STILL)
    *shape = DIAMOND;
  else if (isnan (symbol->angle_rad))
    make_disc (shape);
  else
    *shape = symbol->kind == RS_SYMBOL_FISHING    ? SWALLOW
             : symbol->kind == RS_SYMBOL_SERVICE  ? BROAD
             : symbol->kind == RS_SYMBOL_PLEASURE ? THIN
                                                  : TRIANGLE;
}

/* The mark that says what the ship is for, in the ground's colour on what is filled. */
static void
draw_mark (const RsSymbol *self, RsCanvas *canvas, RsColor ground)
{
  static const double HATCH[1][2] = { { 1.6, 3.8 } }, DECKS[2][2] = { { -0.6, 1.0 }, { 2.8, 4.4 } };
  gboolean still = self->presence == RS_PRESENCE_STILL;
  double angle = isnan (self->angle_rad) ? 0 : self->angle_rad, back = still ? -2.4 : 0;
  const double(*bars)[2] = self->kind == RS_SYMBOL_CARGO ? HATCH : DECKS;
  guint n = self->kind == RS_SYMBOL_CARGO ? 1 : 2;

  if (self->kind == RS_SYMBOL_TANKER)
    rs_canvas_fill_disc (canvas, self->x - sin (angle) * (still ? 0 : 2.8),
                         self->y + cos (angle) * (still ? 0 : 2.8), 1.7, ground);
  if (self->kind != RS_SYMBOL_CARGO && self->kind != RS_SYMBOL_PASSENGER)
    return;
  for (guint i = 0; i < n; i++)
    {
      /* Half the triangle's breadth there, less a rim. */
      double half = still ? 2.6 : MAX (4.5 * (bars[i][0] + 9) / 16 - 1.1, 0.8);
      const Shape bar = { 4,
                          { -half, half, half, -half },
                          { bars[i][0] + back, bars[i][0] + back, bars[i][1] + back,
                            bars[i][1] + back } };

      fill_shape (canvas, &bar, self, ground);
    }
}

/* The outline of a hull that points where nobody said it does. */
static void
draw_dashed_outline (const RsSymbol *self, RsCanvas *canvas, const Shape *shape, RsColor color)
{
  double c = cos (self->angle_rad), s = sin (self->angle_rad), phase = 0;

  for (guint i = 0; i < shape->n; i++)
    {
      guint next = (i + 1) % shape->n;
      double ax = shape->x[i], ay = shape->y[i], dx = shape->x[next] - ax, dy = shape->y[next] - ay;
      double length = hypot (dx, dy), at = 0;

      while (at < length)
        {
          double in = fmod (phase, HULL_DASH_PX + HULL_GAP_PX);
          double to = MIN (length, at + (in < HULL_DASH_PX ? HULL_DASH_PX
                                                            : HULL_DASH_PX + HULL_GAP_PX) - in);
          double x0 = ax + dx * at / length, y0 = ay + dy * at / length;
          double x1 = ax + dx * to / length, y1 = ay + dy * to / length;
          const RsPoint line[2] = {
            { (float) (self->x + c * x0 - s * y0), (float) (self->y + s * x0 + c * y0) },
            { (float) (self->x + c * x1 - s * y1), (float) (self->y + s * x1 + c * y1) },
          };

          if (to <= at)
            break;
          if (in < HULL_DASH_PX)
            rs_canvas_stroke (canvas, line, 2, OUTLINE_PX, color, RS_DASH_NONE, 0);
          phase += to - at;
          at = to;
        }
    }
}

static void
draw_line_across (const RsSymbol *symbol, RsCanvas *canvas, RsColor color, RsColor ground)
{
  double angle = isnan (symbol->angle_rad) ? 0 : symbol->angle_rad;
  double half = 7.5, along = 1.5, x, y;
  RsPoint points[2];
  guint starts[2] = { 0, 2 };

  if (rs_symbol_has_hull (symbol))
    {
      half = (symbol->port_px + symbol->starboard_px) / 2 + 4;
      along = (symbol->stern_px - symbol->bow_px) / 2;
    }
  x = symbol->x - sin (angle) * along;
  y = symbol->y + cos (angle) * along;
  points[0] = (RsPoint){ (float) (x - cos (angle) * half), (float) (y - sin (angle) * half) };
  points[1] = (RsPoint){ (float) (x + cos (angle) * half), (float) (y + sin (angle) * half) };
  rs_canvas_stroke_lines (canvas, points, starts, 1, OUTLINE_PX + 2 * HALO_PX, ground);
  rs_canvas_stroke_lines (canvas, points, starts, 1, OUTLINE_PX, color);
}

void
rs_symbol_draw (const RsSymbol *self, RsCanvas *canvas, const RsStyle *style)
{
  RsColor ground = style->panel | 0xff000000u;
  RsColor halo = rs_color_with_alpha (ground, 0.85 * (self->color >> 24) / 255.0);
  gboolean hollow = self->presence == RS_PRESENCE_LOST || self->provenance != RS_OBSERVED;
  Shape shape, other;

  make_shape (self, &shape);
  offset_shape (&shape, HALO_PX, &other);
  fill_shape (canvas, &other, self, halo);
  if (rs_symbol_has_hull (self) && self->hull_inferred && self->presence != RS_PRESENCE_LOST)
    {
      fill_shape (canvas, &shape, self, rs_color_with_alpha (self->color, 0.3));
      draw_dashed_outline (self, canvas, &shape, self->color);
      return;
    }
  if (self->presence == RS_PRESENCE_LOST)
    draw_line_across (self, canvas, self->color, halo);
  if (self->color >> 24 != 0xff && hollow)
    fill_shape (canvas, &shape, self, ground);
  fill_shape (canvas, &shape, self, self->color);
  if (!hollow)
    {
      if (!rs_symbol_has_hull (self))
        draw_mark (self, canvas, ground);
      return;
    }
  offset_shape (&shape, shape.n == DIAMOND.n ? -DIAMOND_OUTLINE_PX : -OUTLINE_PX, &other);
  fill_shape (canvas, &other, self, ground);
  if (self->presence == RS_PRESENCE_LOST)
    {
      draw_line_across (self, canvas, self->color, 0);
      return;
    }
  if (self->provenance == RS_RECONSTRUCTED)
    {
      double keel_x = (self->starboard_px - self->port_px) / 2;

      halve_shape (&shape, keel_x, &other);
      fill_shape (canvas, &other, self, self->color);
    }
  else if (isnan (self->angle_rad) || self->presence == RS_PRESENCE_STILL)
    rs_canvas_fill_disc (canvas, self->x, self->y, 1.3, self->color);
  else
    rs_canvas_fill_disc (canvas, self->x - sin (self->angle_rad) * 2.4,
                         self->y + cos (self->angle_rad) * 2.4, 1.3, self->color);
}

void
rs_symbol_get_extent (const RsSymbol *self, double *out_x, double *out_y, double *out_reach)
{
  *out_x = self->x;
  *out_y = self->y;
  *out_reach = RS_SYMBOL_REACH_PX;
  if (rs_symbol_has_hull (self))
    {
      double back = (self->stern_px - self->bow_px) / 2;
      double right = (self->starboard_px - self->port_px) / 2;
      double c = cos (self->angle_rad), s = sin (self->angle_rad);

      *out_x += c * right - s * back;
      *out_y += s * right + c * back;
      *out_reach = MAX (*out_reach, (self->bow_px + self->stern_px) / 2);
    }
}

double
rs_symbol_dist (const RsSymbol *self, double x, double y)
{
  double angle = isnan (self->angle_rad) ? 0 : self->angle_rad;
  double dx = x - self->x, dy = y - self->y;
  double c = cos (angle), s = sin (angle);
  double right = c * dx + s * dy, down = -s * dx + c * dy;
  double out_x, out_y;

  if (!rs_symbol_has_hull (self))
    return MAX (0, hypot (dx, dy) - 5);
  out_x = MAX (MAX (-self->port_px - right, right - self->starboard_px), 0);
  out_y = MAX (MAX (-self->bow_px - down, down - self->stern_px), 0);
  return hypot (out_x, out_y);
}
