/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cells: unpacked from the file, or carved out of a coarser one. */
#include "places/atlas-private.h"
#include "places/coast-index.h"

#include <string.h>
#include <zstd.h>

/* More than a cell of any sane atlas; keeps a forged length from asking for gigabytes. */
#define MAX_CELL_BYTES (8u << 20)

typedef struct
{
  const guint8 *at, *end;
  gboolean bad;
} Reader;

static guint32
read_varint (Reader *r)
{
  guint32 v = 0;

  for (guint bits = 0; bits < 32 && r->at < r->end; bits += 7)
    {
      guint8 byte = *r->at++;

      if (bits == 28 && byte > 15)
        break;
      v |= (guint32)(byte & 127) << bits;
      if (byte < 128)
        return v;
    }
  r->bad = TRUE;
  return 0;
}

RsCellBox *
rs_cell_box_new (guint level,
                 guint cx,
                 guint cy,
                 RsCellGround ground,
                 guint n_points,
                 guint n_rings,
                 guint n_borders)
{
  gsize bytes = sizeof (RsCellBox) + n_rings * sizeof (RsCellRing) + n_borders * sizeof (RsCellLine)
                + n_points * sizeof (RsCellPoint);
  RsCellBox *box = g_malloc (bytes);
  guint8 *tail = (guint8 *)(box + 1);

  memset (box, 0, sizeof *box);
  box->refs = 1;
  /* The coast's index may come to lie beside the cell. */
  box->bytes = bytes + n_points * sizeof (RsCoastEdge);
  box->link.data = box;
  box->cell.level = level;
  box->cell.cx = cx;
  box->cell.cy = cy;
  box->cell.ground = ground;
  box->cell.n_points = n_points;
  box->cell.n_rings = n_rings;
  box->cell.n_borders = n_borders;
  box->cell.rings = (const RsCellRing *)(gpointer)tail;
  tail += n_rings * sizeof (RsCellRing);
  box->cell.borders = (const RsCellLine *)(gpointer)tail;
  tail += n_borders * sizeof (RsCellLine);
  box->cell.points = (const RsCellPoint *)(gpointer)tail;
  return box;
}

static void
read_steps (Reader *r, RsCellPoint *points, guint n, guint shift, gboolean of_x)
{
  gint64 at = 0;

  for (guint i = 0; i < n && !r->bad; i++)
    {
      guint32 v = read_varint (r);

      at += (v & 1) ? -(gint64)(v >> 1) - 1 : (gint64)(v >> 1);
      if (at < 0 || at > RS_CELL_UNITS >> shift)
        {
          r->bad = TRUE;
          return;
        }
      if (of_x)
        points[i].x = (guint16)(at << shift);
      else
        points[i].y = (guint16)(at << shift);
    }
}

static RsCellBox *
parse_cell (Reader *r, gsize n_raw, guint shift, guint level, guint cx, guint cy)
{
  guint n_rings = read_varint (r), n_borders = read_varint (r);
  const guint8 *counts = r->at;
  guint64 n_points = 0;
  guint first = 0;
  RsCellBox *box;
  RsCellRing *rings;
  RsCellLine *borders;
  RsCellPoint *points;

  if (r->bad || n_rings > n_raw || n_borders > n_raw)
    return NULL;
  for (guint i = 0; i < n_rings + n_borders && !r->bad; i++)
    n_points += i < n_rings ? read_varint (r) >> 2 : read_varint (r);
  /* A point takes two bytes at least. */
  if (r->bad || n_points > n_raw / 2)
    return NULL;

  box = rs_cell_box_new (level, cx, cy, RS_CELL_MIXED, (guint)n_points, n_rings, n_borders);
  rings = (RsCellRing *)box->cell.rings;
  borders = (RsCellLine *)box->cell.borders;
  points = (RsCellPoint *)box->cell.points;
  r->at = counts;
  for (guint i = 0; i < n_rings; i++)
    {
      guint32 v = read_varint (r);

      rings[i].kind = v & 3;
      rings[i].first = first;
      rings[i].n = v >> 2;
      first += v >> 2;
      if (rings[i].kind > RS_RING_ISLAND || rings[i].n < 3
          || (i > 0 && rings[i].kind < rings[i - 1].kind))
        r->bad = TRUE;
    }
  for (guint i = 0; i < n_borders; i++)
    {
      borders[i].first = first;
      borders[i].n = read_varint (r);
      first += borders[i].n;
      if (borders[i].n < 2)
        r->bad = TRUE;
    }
  read_steps (r, points, (guint)n_points, shift, TRUE);
  read_steps (r, points, (guint)n_points, shift, FALSE);
  if (r->bad || r->at != r->end)
    {
      g_free (box);
      return NULL;
    }
  return box;
}

static void
free_context (gpointer context)
{
  ZSTD_freeDCtx (context);
}

RsCellBox *
rs_cell_unpack (const guint8 *frame, gsize n_frame, guint shift, guint level, guint cx, guint cy)
{
  static GPrivate context_of_thread = G_PRIVATE_INIT (free_context);
  unsigned long long n_raw = ZSTD_getFrameContentSize (frame, n_frame);
  ZSTD_DCtx *context = g_private_get (&context_of_thread);
  g_autofree guint8 *raw = NULL;
  Reader r;

  if (n_raw == ZSTD_CONTENTSIZE_UNKNOWN || n_raw == ZSTD_CONTENTSIZE_ERROR
      || n_raw > MAX_CELL_BYTES)
    return NULL;
  if (context == NULL)
    {
      context = ZSTD_createDCtx ();
      g_private_set (&context_of_thread, context);
    }
  raw = g_malloc (n_raw + 1);
  if (ZSTD_decompressDCtx (context, raw, n_raw, frame, n_frame) != n_raw)
    return NULL;
  r = (Reader){ raw, raw + n_raw, FALSE };
  return parse_cell (&r, n_raw, shift, level, cx, cy);
}

/* Carving. The parent's points are magnified first, so that all arithmetic is on whole numbers of
 * the new cell's units, measured from the parent's corner. */

typedef struct
{
  gint32 v[2]; /* x, y */
} Point;

typedef struct
{
  gint32 low[2], high[2]; /* the cell's sides */
  gint32 far_side;        /* the parent's right and lower side */
} Window;

static gboolean
same (Point a, Point b)
{
  return a.v[0] == b.v[0] && a.v[1] == b.v[1];
}

/* Where the edge crosses a line strictly between its ends. The same whichever way it is walked. */
static gboolean
cross (Point a, Point b, int axis, gint32 line, Point *out)
{
  gint64 num, den;

  if (a.v[axis] > b.v[axis])
    {
      Point t = a;

      a = b;
      b = t;
    }
  if (!(a.v[axis] < line && line < b.v[axis]))
    return FALSE;
  den = (gint64)b.v[axis] - a.v[axis];
  num = ((gint64)line - a.v[axis]) * ((gint64)b.v[1 - axis] - a.v[1 - axis]);
  out->v[axis] = line;
  /* Nearest, halves up; the numerator may be negative. */
  num = 2 * num + den;
  out->v[1 - axis]
      = a.v[1 - axis] + (gint32)(num >= 0 ? num / (2 * den) : -((-num + 2 * den - 1) / (2 * den)));
  return TRUE;
}

/* Copies points to @out with vertices where edges cross the window's four lines. */
static void
cut_edges (const Point *in, guint n, gboolean closed, const Window *w, GArray *out)
{
  g_array_set_size (out, 0);
  for (guint i = 0; i < n; i++)
    {
      Point a = in[i], b = in[(i + 1) % n], cuts[4];
      guint n_cuts = 0;

      g_array_append_val (out, a);
      if (i + 1 == n && !closed)
        break;
      for (int axis = 0; axis < 2; axis++)
        {
          n_cuts += cross (a, b, axis, w->low[axis], &cuts[n_cuts]);
          n_cuts += cross (a, b, axis, w->high[axis], &cuts[n_cuts]);
        }
      /* In order along the edge; rounding keeps both coordinates monotone. */
      for (guint j = 0; j < n_cuts; j++)
        {
          guint next = j;
          Point c, last = g_array_index (out, Point, out->len - 1);

          for (guint k = j + 1; k < n_cuts; k++)
            {
              gint64 dk = ABS ((gint64)cuts[k].v[0] - a.v[0]) + ABS ((gint64)cuts[k].v[1] - a.v[1]);
              gint64 dn
                  = ABS ((gint64)cuts[next].v[0] - a.v[0]) + ABS ((gint64)cuts[next].v[1] - a.v[1]);

              if (dk < dn)
                next = k;
            }
          c = cuts[next];
          cuts[next] = cuts[j];
          if (!same (c, last) && !same (c, b))
            g_array_append_val (out, c);
        }
    }
}

/* Drops inner points of runs along a line, which enclose nothing, and repeated points. */
static void
clean_on (GArray *ring, int axis, gint32 line)
{
  Point *p = (Point *)(gpointer)ring->data;
  gboolean again = TRUE;

  while (again && ring->len >= 3)
    {
      guint n = 0, len = ring->len;
      Point first = p[0], before = p[len - 1];

      for (guint i = 0; i < len; i++)
        {
          Point here = p[i], after = i + 1 < len ? p[i + 1] : first;
          gboolean inner = here.v[axis] == line && before.v[axis] == line && after.v[axis] == line;

          if (!inner && !same (here, before))
            p[n++] = here;
          before = here;
        }
      again = n < len;
      g_array_set_size (ring, n);
    }
  if (ring->len < 3)
    g_array_set_size (ring, 0);
}

/* Keeps the side of a line on which all crossings of true edges already are vertices. */
static void
keep_half (GArray *ring, GArray *spare, int axis, gint32 line, gboolean below)
{
  guint n = ring->len;
  const Point *p = (const Point *)(gpointer)ring->data;

  g_array_set_size (spare, 0);
  for (guint i = 0; i < n; i++)
    {
      Point a = p[i], b = p[(i + 1) % n];

      if (below ? a.v[axis] <= line : a.v[axis] >= line)
        g_array_append_val (spare, a);
      if ((a.v[axis] < line && b.v[axis] > line) || (a.v[axis] > line && b.v[axis] < line))
        {
          /* Only a side that an earlier cut drew can jump the line; it runs along the axis. */
          a.v[axis] = line;
          g_array_append_val (spare, a);
        }
    }
  g_array_set_size (ring, 0);
  g_array_append_vals (ring, spare->data, spare->len);
  clean_on (ring, axis, line);
}

static gint64
double_area (const GArray *ring)
{
  gint64 sum = 0;

  for (guint i = 0; i < ring->len; i++)
    {
      Point a = g_array_index (ring, Point, i);
      Point b = g_array_index (ring, Point, (i + 1) % ring->len);

      sum += (gint64)a.v[0] * b.v[1] - (gint64)b.v[0] * a.v[1];
    }
  return sum;
}

static void
clip_ring (GArray *ring, GArray *spare, const Window *w)
{
  guint before;

  for (int axis = 0; axis < 2 && ring->len >= 3; axis++)
    {
      keep_half (ring, spare, axis, w->low[axis], FALSE);
      if (ring->len >= 3)
        keep_half (ring, spare, axis, w->high[axis], TRUE);
    }
  do
    {
      before = ring->len;
      for (int axis = 0; axis < 2 && ring->len >= 3; axis++)
        {
          clean_on (ring, axis, w->low[axis]);
          if (ring->len >= 3)
            clean_on (ring, axis, w->high[axis]);
        }
    }
  while (ring->len >= 3 && ring->len < before);
  if (ring->len < 3 || double_area (ring) == 0)
    g_array_set_size (ring, 0);
}

static gboolean
is_square (const GArray *ring, const Window *w)
{
  if (ring->len != 4)
    return FALSE;
  for (guint i = 0; i < 4; i++)
    {
      Point p = g_array_index (ring, Point, i);

      for (int axis = 0; axis < 2; axis++)
        if (p.v[axis] != w->low[axis] && p.v[axis] != w->high[axis])
          return FALSE;
    }
  return TRUE;
}

static void
append_points (GArray *to, const Point *p, guint n, const Window *w)
{
  for (guint i = 0; i < n; i++)
    {
      RsCellPoint c = { (guint16)(p[i].v[0] - w->low[0]), (guint16)(p[i].v[1] - w->low[1]) };

      g_array_append_val (to, c);
    }
}

/* Whether the middle of an edge lies in the window; its right and lower side are the neighbour's.
 */
static gboolean
holds_middle (const Window *w, Point a, Point b)
{
  for (int axis = 0; axis < 2; axis++)
    {
      gint32 twice = a.v[axis] + b.v[axis], end = 2 * w->high[axis];

      if (twice < 2 * w->low[axis] || twice > end || (twice == end && w->high[axis] != w->far_side))
        return FALSE;
    }
  return TRUE;
}

static void
clip_border (const GArray *line, const Window *w, GArray *points, GArray *borders)
{
  const Point *p = (const Point *)(gpointer)line->data;

  for (guint i = 0; i + 1 < line->len;)
    {
      guint j = i;

      while (j + 1 < line->len && holds_middle (w, p[j], p[j + 1]))
        j++;
      if (j > i)
        {
          RsCellLine l = { points->len, j - i + 1 };

          g_array_append_val (borders, l);
          append_points (points, &p[i], j - i + 1, w);
        }
      i = MAX (j, i + 1);
    }
}

static void
magnify (const RsAtlasCell *parent, guint first, guint n, guint bits, GArray *out)
{
  g_array_set_size (out, n);
  for (guint i = 0; i < n; i++)
    {
      RsCellPoint c = parent->points[first + i];

      g_array_index (out, Point, i) = (Point){ { c.x << bits, c.y << bits } };
    }
}

/* Most rings of a parent lie wholly in one of its parts. */
static gboolean
may_touch (const GArray *ring, const Window *w)
{
  for (int axis = 0; axis < 2; axis++)
    {
      gint32 low = G_MAXINT32, high = G_MININT32;

      for (guint i = 0; i < ring->len; i++)
        {
          gint32 v = g_array_index (ring, Point, i).v[axis];

          low = MIN (low, v);
          high = MAX (high, v);
        }
      if (high < w->low[axis] || low > w->high[axis])
        return FALSE;
    }
  return TRUE;
}

RsCellBox *
rs_cell_carve (const RsAtlasCell *parent, guint bits, guint level, guint cx, guint cy)
{
  guint mask = (1u << bits) - 1;
  gint32 left = (gint32)((cx & mask) * RS_CELL_UNITS), top = (gint32)((cy & mask) * RS_CELL_UNITS);
  Window w
      = { { left, top }, { left + RS_CELL_UNITS, top + RS_CELL_UNITS }, RS_CELL_UNITS << bits };
  g_autoptr (GArray) whole = g_array_new (FALSE, FALSE, sizeof (Point));
  g_autoptr (GArray) cut = g_array_new (FALSE, FALSE, sizeof (Point));
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (RsCellPoint));
  g_autoptr (GArray) rings = g_array_new (FALSE, FALSE, sizeof (RsCellRing));
  g_autoptr (GArray) borders = g_array_new (FALSE, FALSE, sizeof (RsCellLine));
  gboolean plain = TRUE;
  RsCellBox *box;

  if (parent->ground != RS_CELL_MIXED)
    return rs_cell_box_new (level, cx, cy, parent->ground, 0, 0, 0);
  for (guint i = 0; i < parent->n_rings; i++)
    {
      magnify (parent, parent->rings[i].first, parent->rings[i].n, bits, whole);
      if (!may_touch (whole, &w))
        continue;
      cut_edges ((const Point *)(gpointer)whole->data, whole->len, TRUE, &w, cut);
      clip_ring (cut, whole, &w);
      if (cut->len >= 3)
        {
          RsCellRing ring = { parent->rings[i].kind, points->len, cut->len };

          plain = plain && ring.kind == RS_RING_LAND && is_square (cut, &w);
          g_array_append_val (rings, ring);
          append_points (points, (const Point *)(gpointer)cut->data, cut->len, &w);
        }
    }
  for (guint i = 0; i < parent->n_borders; i++)
    {
      magnify (parent, parent->borders[i].first, parent->borders[i].n, bits, whole);
      cut_edges ((const Point *)(gpointer)whole->data, whole->len, FALSE, &w, cut);
      clip_border (cut, &w, points, borders);
    }
  if (plain && borders->len == 0)
    return rs_cell_box_new (level, cx, cy, rings->len ? RS_CELL_LAND : RS_CELL_SEA, 0, 0, 0);
  box = rs_cell_box_new (level, cx, cy, RS_CELL_MIXED, points->len, rings->len, borders->len);
  if (points->len)
    memcpy ((gpointer)box->cell.points, points->data, points->len * sizeof (RsCellPoint));
  if (rings->len)
    memcpy ((gpointer)box->cell.rings, rings->data, rings->len * sizeof (RsCellRing));
  if (borders->len)
    memcpy ((gpointer)box->cell.borders, borders->data, borders->len * sizeof (RsCellLine));
  return box;
}
