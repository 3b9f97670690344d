/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/level.h"

#include <math.h>
#include <string.h>

#include "base/mercator.h"

/* A fix nearer to the last one kept than this goes at once, and what stays may be this far from the line:
 * 0.75 px together. */
#define THIN_PX 0.25
#define TOLERANCE_PX 0.5
/* Rings nearer to each other than this say nothing new. */
#define RING_SPACING_PX 7.0
/* Douglas-Peucker is quadratic at worst: longer runs are taken in pieces whose ends are kept. */
#define PIECE_POINTS 2048

/* World units of one pixel at a whole zoom. */
static double
get_px (guint zoom)
{
  return RS_WORLD / (256.0 * (double) (G_GUINT64_CONSTANT (1) << zoom));
}

guint
rs_level_for_zoom (double zoom, double scale)
{
  double exact = zoom + log2 (MAX (scale, 0.01));

  /* A hair above a whole zoom, which scrolling leaves behind, is that zoom. */
  return (guint) CLAMP (ceil (exact - 1e-6), 0, RS_LEVEL_MAX_ZOOM);
}

/* What a level grows in. */
typedef struct
{
  const RsTrack *track;
  double px;
  GArray *kept;   /* of RsLevelPoint: the run at hand, thinned */
  GArray *points; /* of RsLevelPoint */
  GArray *chunks; /* of RsLevelChunk */
  double *xs, *ys; /* the piece at hand, unwrapped from its first point */
  guint8 *marks;
  gboolean has_ring;
  guint32 ring_x, ring_y; /* the latest */
} Builder;

/* Fixes [from .. to], all legs alike, thinned and packed. Works in degrees, so that the many fixes
 * that go at a far zoom are never projected. */
static void
thin (Builder *b, guint from, guint to)
{
  const RsFix *fixes = b->track->fixes;
  double min_lon_e7 = THIN_PX * b->px / RS_WORLD * 3.6e9;
  double min2 = min_lon_e7 * min_lon_e7;
  gint32 lat = 0, lon = 0;
  double stretch = 1;

  g_array_set_size (b->kept, 0);
  for (guint i = from; i <= to; i++)
    {
      RsLatLon p;
      RsLevelPoint point;

      if (i != from && i != to)
        {
          double d_lon = (double) ((gint64) fixes[i].lon_e7 - lon);
          double d_lat = (double) ((gint64) fixes[i].lat_e7 - lat) * stretch;

          if (d_lon > RS_LON_E7_MAX)
            d_lon -= 2.0 * RS_LON_E7_MAX;
          else if (d_lon < -RS_LON_E7_MAX)
            d_lon += 2.0 * RS_LON_E7_MAX;
          if (d_lon * d_lon + d_lat * d_lat < min2)
            continue;
        }
      lat = fixes[i].lat_e7;
      lon = fixes[i].lon_e7;
      p = rs_fix_lat_lon (&fixes[i]);
      /* Mercator draws a degree of latitude longer than one of longitude. */
      stretch = 1 / MAX (cos (p.lat_deg * (G_PI / 180.0)), 0.01);
      rs_world_pack (p, &point.x, &point.y);
      point.fix = i;
      g_array_append_val (b->kept, point);
    }
}

static double
dist2_to_segment (double x, double y, double x0, double y0, double x1, double y1)
{
  double dx = x1 - x0, dy = y1 - y0;
  double length2 = dx * dx + dy * dy;
  double u = length2 > 0 ? ((x - x0) * dx + (y - y0) * dy) / length2 : 0;

  u = CLAMP (u, 0, 1);
  dx = x - (x0 + u * dx);
  dy = y - (y0 + u * dy);
  return dx * dx + dy * dy;
}

/* Marks the points of a piece that stay. */
static void
simplify (Builder *b, const RsLevelPoint *points, guint n)
{
  double limit2 = TOLERANCE_PX * b->px * TOLERANCE_PX * b->px;
  /* Each entry is the far end of a span that begins at the one before; never deeper than points. */
  guint stack[PIECE_POINTS];
  guint depth = 0, from = 0;

  b->xs[0] = b->ys[0] = 0;
  for (guint i = 1; i < n; i++)
    {
      b->xs[i] = b->xs[i - 1] + (gint32) (points[i].x - points[i - 1].x);
      b->ys[i] = (double) points[i].y - (double) points[0].y;
    }
  memset (b->marks, 0, n);
  b->marks[0] = b->marks[n - 1] = 1;
  stack[depth++] = n - 1;
  while (depth > 0)
    {
      guint to = stack[depth - 1], worst = 0;
      double worst2 = limit2;

      for (guint i = from + 1; i < to; i++)
        {
          double d2 = dist2_to_segment (b->xs[i], b->ys[i], b->xs[from], b->ys[from], b->xs[to],
                                        b->ys[to]);

          if (d2 > worst2)
            {
              worst2 = d2;
              worst = i;
            }
        }
      if (worst > 0)
        {
          b->marks[worst] = 1;
          stack[depth++] = worst;
        }
      else
        {
          from = to;
          depth--;
        }
    }
}

static void
append_simplified (Builder *b)
{
  const RsLevelPoint *kept = (const RsLevelPoint *) (gpointer) b->kept->data;
  guint n = b->kept->len;

  g_array_append_val (b->points, kept[0]);
  for (guint from = 0; from + 1 < n;)
    {
      guint piece = MIN (n - from, PIECE_POINTS);

      simplify (b, kept + from, piece);
      for (guint i = 1; i < piece; i++)
        {
          if (b->marks[i])
            g_array_append_val (b->points, kept[from + i]);
        }
      from += piece - 1;
    }
}

static gboolean
wants_ring (Builder *b, const RsLevelPoint *point)
{
  double limit = RING_SPACING_PX * b->px;
  double dx, dy;

  if (b->has_ring)
    {
      dx = (gint32) (point->x - b->ring_x);
      dy = (double) point->y - (double) b->ring_y;
      if (dx * dx + dy * dy < limit * limit)
        return FALSE;
    }
  b->has_ring = TRUE;
  b->ring_x = point->x;
  b->ring_y = point->y;
  return TRUE;
}

/* Cuts points[first ..] into chunks. */
static void
append_chunks (Builder *b, guint first, RsProvenance provenance, gboolean after_silence,
               gboolean before_silence)
{
  const RsLevelPoint *points = (const RsLevelPoint *) (gpointer) b->points->data;
  guint end = b->points->len;
  guint begin = first;
  double length = 0;

  do
    {
      RsLevelChunk chunk = { .start = length, .first = first, .provenance = (guint8) provenance };
      gint64 x = points[first].x;

      chunk.n = (guint16) MIN (end - first, RS_LEVEL_CHUNK_POINTS);
      chunk.west = chunk.east = x;
      chunk.north = chunk.south = points[first].y;
      for (guint i = first + 1; i < first + chunk.n; i++)
        {
          double dx = (gint32) (points[i].x - points[i - 1].x);
          double dy = (double) points[i].y - (double) points[i - 1].y;

          x += (gint32) (points[i].x - points[i - 1].x);
          chunk.west = MIN (chunk.west, x);
          chunk.east = MAX (chunk.east, x);
          chunk.north = MIN (chunk.north, points[i].y);
          chunk.south = MAX (chunk.south, points[i].y);
          length += sqrt (dx * dx + dy * dy);
        }
      if (first == begin)
        {
          chunk.flags |= RS_CHUNK_BEGINS;
          if (after_silence && wants_ring (b, &points[first]))
            chunk.flags |= RS_CHUNK_RING_FIRST;
        }
      chunk.from_ms = b->track->fixes[points[first].fix].t_ms;
      first += chunk.n - 1u;
      chunk.to_ms = b->track->fixes[points[first].fix].t_ms;
      if (first + 1 >= end)
        {
          chunk.flags |= RS_CHUNK_ENDS;
          if (before_silence && wants_ring (b, &points[first]))
            chunk.flags |= RS_CHUNK_RING_LAST;
        }
      g_array_append_val (b->chunks, chunk);
    }
  while (first + 1 < end);
}

static void
builder_init (Builder *b, const RsTrack *track, guint zoom)
{
  *b = (Builder){ .track = track, .px = get_px (MIN (zoom, RS_LEVEL_MAX_ZOOM)) };
  b->kept = g_array_new (FALSE, FALSE, sizeof (RsLevelPoint));
  b->points = g_array_new (FALSE, FALSE, sizeof (RsLevelPoint));
  b->chunks = g_array_new (FALSE, FALSE, sizeof (RsLevelChunk));
  b->xs = g_new (double, PIECE_POINTS);
  b->ys = g_new (double, PIECE_POINTS);
  b->marks = g_new (guint8, PIECE_POINTS);
}

static void
add_run (Builder *b, guint from, guint to, RsProvenance provenance, gboolean after_silence,
         gboolean before_silence)
{
  guint first = b->points->len;

  thin (b, from, to);
  append_simplified (b);
  append_chunks (b, first, provenance, after_silence, before_silence);
}

/* (transfer full) */
static RsLevel *
builder_finish (Builder *b, guint zoom)
{
  RsLevel *self = g_new0 (RsLevel, 1);

  self->ref_count = 1;
  self->zoom = zoom;
  self->n_points = b->points->len;
  self->n_chunks = b->chunks->len;
  self->points = g_memdup2 (b->points->data, b->points->len * sizeof (RsLevelPoint));
  self->chunks = g_memdup2 (b->chunks->data, b->chunks->len * sizeof (RsLevelChunk));
  g_array_unref (b->kept);
  g_array_unref (b->points);
  g_array_unref (b->chunks);
  g_free (b->xs);
  g_free (b->ys);
  g_free (b->marks);
  return self;
}

static gboolean
is_after_silence (const RsTrack *track, guint fix)
{
  /* A track of a single fix has no line either: without a ring nobody would see it. */
  return track->n == 1 || (fix > 0 && (track->fixes[fix].flags & RS_FIX_BREAK));
}

static gboolean
is_before_silence (const RsTrack *track, guint fix)
{
  return fix + 1 < track->n && (track->fixes[fix + 1].flags & RS_FIX_BREAK);
}

RsLevel *
rs_level_new (const RsTrack *track, guint zoom)
{
  Builder b;

  builder_init (&b, track, zoom);
  for (guint from = 0, to; from < track->n; from = to)
    {
      RsProvenance provenance = (RsProvenance) track->fixes[from].provenance;
      gboolean before_silence;

      to = from;
      while (to + 1 < track->n && !(track->fixes[to + 1].flags & RS_FIX_BREAK))
        {
          RsProvenance leg = rs_leg_provenance (&track->fixes[to], &track->fixes[to + 1]);

          if (to == from)
            provenance = leg;
          else if (leg != provenance)
            break;
          to++;
        }
      before_silence = is_before_silence (track, to);
      add_run (&b, from, to, provenance, is_after_silence (track, from), before_silence);
      /* Where only the provenance changes the next run begins in the fix that ends this one. */
      if (to + 1 == track->n || before_silence)
        to++;
    }
  return builder_finish (&b, zoom);
}

static gboolean
meets_box (const RsLevelChunk *chunk, const RsWorldBox *box, double margin)
{
  double west = (double) chunk->west - margin, east = (double) chunk->east + margin;
  double shift
    = rint (((box->west + box->east) - (west + east)) / (2 * RS_WORLD)) * RS_WORLD;

  return west + shift <= box->east && east + shift >= box->west
         && chunk->north - margin <= box->south && chunk->south + margin >= box->north;
}

RsLevel *
rs_level_new_within (const RsTrack *track, guint zoom, const RsWorldBox *box)
{
  const RsStoredLevel *nearest;
  double margin;
  Builder b;

  if (track->n_levels == 0)
    return NULL;
  nearest = &track->levels[track->n_levels - 1];
  /* As far as a fix may be off the line that stands for it. */
  margin = get_px (track->n_levels - 1);
  builder_init (&b, track, zoom);
  for (guint i = 0; i < nearest->n_chunks;)
    {
      const RsLevelChunk *chunk = &nearest->chunks[i], *last = chunk;
      const RsLevelPoint *points = nearest->points;
      guint from, to;

      i++;
      if (!meets_box (chunk, box, margin))
        continue;
      while (i < nearest->n_chunks && !(last->flags & RS_CHUNK_ENDS)
             && meets_box (&nearest->chunks[i], box, margin))
        last = &nearest->chunks[i++];
      from = points[chunk->first].fix;
      to = points[last->first + last->n - 1u].fix;
      add_run (&b, from, to, (RsProvenance) chunk->provenance,
               (chunk->flags & RS_CHUNK_BEGINS) && is_after_silence (track, from),
               (last->flags & RS_CHUNK_ENDS) && is_before_silence (track, to));
    }
  return builder_finish (&b, zoom);
}

gboolean
rs_level_peek_stored (const RsTrack *track, guint zoom, RsLevel *self)
{
  if (zoom >= track->n_levels)
    return FALSE;
  rs_track_look (track);
  *self = (RsLevel){ .ref_count = 1,
                     .zoom = zoom,
                     .n_points = track->levels[zoom].n_points,
                     .n_chunks = track->levels[zoom].n_chunks,
                     .points = track->levels[zoom].points,
                     .chunks = track->levels[zoom].chunks };
  return TRUE;
}

RsLevel *
rs_level_new_stored (const RsTrack *track, guint zoom)
{
  RsLevel stored, *self;

  if (!rs_level_peek_stored (track, zoom, &stored))
    return NULL;
  self = g_memdup2 (&stored, sizeof stored);
  self->storage = g_bytes_ref (rs_track_get_storage (track));
  return self;
}

RsLevel *
rs_level_ref (RsLevel *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
rs_level_unref (RsLevel *self)
{
  if (!self || !g_atomic_int_dec_and_test (&self->ref_count))
    return;
  if (self->storage)
    g_bytes_unref (self->storage);
  else
    {
      g_free ((gpointer) self->points);
      g_free ((gpointer) self->chunks);
    }
  g_free (self);
}

guint
rs_level_find_after (const RsLevel *self, gint fix)
{
  guint low = 0, high = self->n_points;

  while (low < high)
    {
      guint mid = low + (high - low) / 2;

      if ((gint64) self->points[mid].fix <= fix)
        low = mid + 1;
      else
        high = mid;
    }
  return low;
}
