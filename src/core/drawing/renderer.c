/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/renderer.h"

#include <math.h>
#include <string.h>

#include "drawing/draft.h"
#include "drawing/layer-private.h"
#include "drawing/legend.h"
#include "drawing/level-of-detail.h"
#include "drawing/parallel.h"
#include "drawing/ports.h"
#include "drawing/pick.h"
#include "drawing/tile-cache.h"

/* Enough for base and tracks of a 4K picture with some room to pan. */
#define TILE_CACHE_BYTES (192 << 20)

struct _RsRenderer
{
  GMutex lock; /* everything below but the atlas */
  RsAtlas *atlas;
  RsTileCache *tiles;
  RsLabels *labels, *covered;
  RsTexts *texts;
  RsSprites *sprites;
  RsNamePlaces *name_places;
  RsKeptTrails *kept_trails;
  RsDetail *detail;
  RsSnapshot *snapshot; /* (nullable) the one drawn last */
  GHashTable *case_ports; /* of the snapshot */
  GArray *own_places;     /* of RsOwnPlace, of the snapshot */
  RsLegendFacts facts;    /* of the snapshot */
  RsTintFacts tint_facts; /* of the snapshot */
  RsTints tints;          /* of the picture */
  guint64 tracks_serial; /* grows when a snapshot brings other tracks or colours */
  gboolean inferred, is_draft; /* of the last picture */
};

/* Where a picture's tiles lie: whole device pixels of the turned world. */
typedef struct
{
  gint64 left, top; /* of the picture */
  int width, height;
  double world_px; /* device pixels of the world */
  double c, n;     /* of the rotation */
} Grid;

RsRenderer *
rs_renderer_new (RsAtlas *atlas)
{
  RsRenderer *self = g_new0 (RsRenderer, 1);

  g_mutex_init (&self->lock);
  self->atlas = rs_atlas_ref (atlas);
  self->tiles = rs_tile_cache_new (TILE_CACHE_BYTES);
  self->labels = rs_labels_new ();
  self->covered = rs_labels_new ();
  self->texts = rs_texts_new ();
  self->sprites = rs_sprites_new ();
  self->name_places = rs_name_places_new ();
  self->kept_trails = rs_kept_trails_new ();
  self->detail = rs_detail_new ();
  return self;
}

void
rs_renderer_free (RsRenderer *self)
{
  if (!self)
    return;
  g_clear_pointer (&self->case_ports, g_hash_table_unref);
  g_clear_pointer (&self->own_places, g_array_unref);
  g_clear_pointer (&self->snapshot, rs_snapshot_unref);
  rs_detail_free (self->detail);
  rs_kept_trails_free (self->kept_trails);
  rs_name_places_free (self->name_places);
  rs_sprites_free (self->sprites);
  rs_texts_free (self->texts);
  rs_labels_free (self->covered);
  rs_labels_free (self->labels);
  rs_tile_cache_free (self->tiles);
  rs_atlas_unref (self->atlas);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static Grid
make_grid (const RsView *view)
{
  double world_px = rs_view_world_px (view) * view->scale;
  double c = cos (view->rotation_rad), n = sin (view->rotation_rad);
  int width = (int) rint (view->width * view->scale), height = (int) rint (view->height * view->scale);
  Grid grid = {
    .left = (gint64) rint ((c * view->center.x - n * view->center.y) * world_px - width / 2.0),
    .top = (gint64) rint ((n * view->center.x + c * view->center.y) * world_px - height / 2.0),
    .width = width,
    .height = height,
    .world_px = world_px,
    .c = c,
    .n = n,
  };

  return grid;
}

/* A view of @width x @height device pixels whose corner is at (@left, @top) of the turned world. */
static RsView
make_view (const Grid *grid, const RsView *like, double left, double top, int width, int height)
{
  RsView view = *like;
  double x = (left + width / 2.0) / grid->world_px, y = (top + height / 2.0) / grid->world_px;

  view.center.x = grid->c * x + grid->n * y;
  view.center.x -= floor (view.center.x);
  view.center.y = grid->c * y - grid->n * x;
  view.width = width / view.scale;
  view.height = height / view.scale;
  return view;
}

static GBytes *
describe_picture (const RsFrame *frame)
{
  /* Without padding: these are bytes to be compared. */
  const double numbers[] = { frame->view.zoom, frame->view.rotation_rad, frame->view.scale,
                             (double) frame->theme,
                             (double) (frame->show & (RS_SHOW_BASE | RS_SHOW_GRATICULE)) };

  return g_bytes_new (numbers, sizeof numbers);
}

/* What whole tracks depend on beside the base map. */
static GBytes *
describe_tracks (RsRenderer *self, const RsDrawContext *context, GBytes *base)
{
  const RsFrame *frame = context->frame;
  GByteArray *bytes = g_byte_array_new ();
  const gint64 numbers[] = { (gint64) self->tracks_serial, frame->selected_vessel,
                             context->in_replay, frame->span_from_ms, frame->span_to_ms,
                             frame->show
                               & (RS_SHOW_TRACKS | RS_SHOW_DIRECTIONS | RS_SHOW_SUSPECTS
                                  | RS_SHOW_HEAT),
                             (gint64) frame->color_by,
                             frame->color_by == RS_COLOR_BY_TIME ? context->tints->from_ms : 0,
                             frame->color_by == RS_COLOR_BY_TIME ? context->tints->to_ms : 0,
                             (gint64) rint (frame->track_px * 1000),
                             (gint64) rint (frame->track_opacity * 1000) };

  g_byte_array_append (bytes, g_bytes_get_data (base, NULL), (guint) g_bytes_get_size (base));
  g_byte_array_append (bytes, (const guint8 *) numbers, sizeof numbers);
  /* The hidden ones as a list of ranks: the order of a hash table is no property of the set. */
  for (guint i = 0; frame->hidden && i < context->snapshot->vessels->len; i++)
    {
      const RsVessel *vessel = g_ptr_array_index (context->snapshot->vessels, i);

      if (g_hash_table_contains (frame->hidden, &vessel->id))
        g_byte_array_append (bytes, (const guint8 *) &i, sizeof i);
    }
  return g_byte_array_free_to_bytes (bytes);
}

/* Whether the pictures of both snapshots' tracks are alike. */
static gboolean
has_same_tracks (const RsSnapshot *a, const RsSnapshot *b)
{
  if (a->tracks->len != b->tracks->len)
    return FALSE;
  for (guint i = 0; i < a->tracks->len; i++)
    {
      const RsVessel *u = g_ptr_array_index (a->vessels, i), *v = g_ptr_array_index (b->vessels, i);

      if (g_ptr_array_index (a->tracks, i) != g_ptr_array_index (b->tracks, i) || u->id != v->id
          || u->color != v->color || strcmp (u->flag, v->flag) != 0)
        return FALSE;
    }
  return TRUE;
}

static void
use_snapshot (RsRenderer *self, RsSnapshot *snapshot)
{
  if (self->snapshot == snapshot)
    return;
  if (!self->snapshot || !has_same_tracks (self->snapshot, snapshot))
    self->tracks_serial++;
  g_clear_pointer (&self->snapshot, rs_snapshot_unref);
  g_clear_pointer (&self->case_ports, g_hash_table_unref);
  self->snapshot = rs_snapshot_ref (snapshot);
  self->case_ports = rs_case_ports_new (snapshot);
  g_clear_pointer (&self->own_places, g_array_unref);
  self->own_places = rs_own_places_list (snapshot);
  rs_legend_facts_init (&self->facts, snapshot);
  rs_tint_facts_init (&self->tint_facts, snapshot);
  rs_detail_use_snapshot (self->detail, snapshot);
  rs_detail_set_own_places (self->detail, self->own_places);
}

static void
copy_tile (const RsTile *tile, const Grid *grid, guchar *pixels, int stride)
{
  gint64 x = tile->i * RS_TILE_PX - grid->left, y = tile->j * RS_TILE_PX - grid->top;
  gint64 from = MAX (x, 0), to = MIN (x + RS_TILE_PX, grid->width);

  for (gint64 row = MAX (y, 0); row < MIN (y + RS_TILE_PX, grid->height); row++)
    memcpy (pixels + row * stride + from * 4,
            tile->pixels + (row - y) * RS_TILE_PX + (from - x), (gsize) (to - from) * 4);
}

typedef void (*PaintFunc) (RsCanvas *canvas, RsDrawContext *context);

static void
paint_tile (const RsDrawContext *context, const Grid *grid, RsTile *tile, PaintFunc paint)
{
  RsFrame frame = *context->frame;
  RsDrawContext inner = *context;
  g_autoptr (RsCanvas) canvas = rs_canvas_new_for_buffer (
      (guchar *) tile->pixels, RS_TILE_PX, RS_TILE_PX, RS_TILE_PX * 4, frame.view.scale);

  frame.view = make_view (grid, &context->frame->view, (double) (tile->i * RS_TILE_PX),
                          (double) (tile->j * RS_TILE_PX), RS_TILE_PX, RS_TILE_PX);
  rs_canvas_set_origin (canvas, (double) (tile->i * RS_TILE_PX) / frame.view.scale,
                        (double) (tile->j * RS_TILE_PX) / frame.view.scale);
  frame.t_ms = RS_TIME_NONE;
  frame.hovered_vessel = 0;
  inner.frame = &frame;
  inner.labels = NULL;
  inner.covered = NULL;
  inner.texts = NULL;
  inner.sprites = NULL;
  inner.inferred_in_view = FALSE;
  paint (canvas, &inner);
  tile->inferred = inner.inferred_in_view;
}

static gint64
floor_div (gint64 a, gint64 b)
{
  return a / b - (a % b < 0);
}

/* Tiles that are not there yet, to be painted by several threads at once. */
typedef struct
{
  const RsDrawContext *context;
  const Grid *grid;
  PaintFunc paint;
  GPtrArray *tiles; /* of RsTile*, the cache's */
} Batch;

static void
paint_tile_cb (guint index, gpointer user_data)
{
  const Batch *batch = user_data;

  if (!g_cancellable_is_cancelled (batch->context->cancellable))
    paint_tile (batch->context, batch->grid, g_ptr_array_index (batch->tiles, index),
                batch->paint);
}

/* Which tiles a picture needs: columns and rows, both ends included. */
typedef struct
{
  gint64 left, right, top, bottom;
} Range;

/**
 * Sees to it that the cache has all tiles of the range. @below: (nullable): the picture on whose
 * tiles these are painted; they are there. FALSE if cancelled; then none of the new ones is kept.
 */
static gboolean
complete_tiles (RsRenderer *self, const RsDrawContext *context, const Grid *grid,
                const Range *range, GBytes *picture, GBytes *below, PaintFunc paint)
{
  g_autoptr (GPtrArray) fresh = g_ptr_array_new ();
  Batch batch = { context, grid, paint, fresh };

  for (gint64 j = range->top; j <= range->bottom; j++)
    for (gint64 i = range->left; i <= range->right; i++)
      {
        RsTile *tile;
        const RsTile *ground;

        if (rs_tile_cache_find (self->tiles, picture, i, j))
          continue;
        tile = rs_tile_cache_add (self->tiles, picture, i, j);
        ground = below ? rs_tile_cache_find (self->tiles, below, i, j) : NULL;
        if (ground)
          memcpy (tile->pixels, ground->pixels, sizeof tile->pixels);
        g_ptr_array_add (fresh, tile);
      }
  rs_parallel_run (fresh->len, paint_tile_cb, &batch);
  if (!g_cancellable_is_cancelled (context->cancellable))
    return TRUE;
  for (guint k = 0; k < fresh->len; k++)
    {
      const RsTile *tile = g_ptr_array_index (fresh, k);

      rs_tile_cache_remove (self->tiles, picture, tile->i, tile->j);
    }
  return FALSE;
}

static gboolean
has_all_tiles (RsRenderer *self, const Range *range, GBytes *picture)
{
  for (gint64 j = range->top; j <= range->bottom; j++)
    for (gint64 i = range->left; i <= range->right; i++)
      if (!rs_tile_cache_find (self->tiles, picture, i, j))
        return FALSE;
  return TRUE;
}

static void
copy_tiles (RsRenderer *self, RsDrawContext *context, const Grid *grid, const Range *range,
            GBytes *picture, guchar *pixels, int stride)
{
  for (gint64 j = range->top; j <= range->bottom; j++)
    for (gint64 i = range->left; i <= range->right; i++)
      {
        const RsTile *tile = rs_tile_cache_find (self->tiles, picture, i, j);

        context->inferred_in_view |= tile->inferred;
        copy_tile (tile, grid, pixels, stride);
      }
}

static gboolean
draw_tiles (RsRenderer *self, RsDrawContext *context, const Grid *grid, guchar *pixels, int stride)
{
  g_autoptr (GBytes) base = describe_picture (context->frame);
  GBytes *tracks = NULL;
  const Range range = {
    .left = floor_div (grid->left, RS_TILE_PX),
    .right = floor_div (grid->left + grid->width - 1, RS_TILE_PX),
    .top = floor_div (grid->top, RS_TILE_PX),
    .bottom = floor_div (grid->top + grid->height - 1, RS_TILE_PX),
  };

  context->looks = describe_tracks (self, context, base);
  if (rs_draw_context_shows (context, RS_SHOW_TRACKS) && context->snapshot->n_fixes > 0)
    tracks = context->looks;
  if (!tracks && !rs_draw_context_shows (context, RS_SHOW_BASE | RS_SHOW_GRATICULE))
    {
      for (int y = 0; y < grid->height; y++)
        memset (pixels + (gsize) y * (gsize) stride, 0, (gsize) grid->width * 4);
      return TRUE;
    }
  rs_tile_cache_reserve (self->tiles, 2 * (gsize) ((range.right - range.left + 1)
                                                   * (range.bottom - range.top + 1)));
  if (tracks && context->frame->hurry && !has_all_tiles (self, &range, tracks))
    self->is_draft = rs_draft_is_due (context);
  if (tracks && !self->is_draft && !has_all_tiles (self, &range, tracks))
    rs_prepare_tracks (context);
  if (!complete_tiles (self, context, grid, &range, base, NULL, rs_draw_base_map)
      || (tracks && !self->is_draft
          && !complete_tiles (self, context, grid, &range, tracks, base, rs_draw_tracks)))
    return FALSE;
  copy_tiles (self, context, grid, &range, tracks && !self->is_draft ? tracks : base, pixels, stride);
  if (self->is_draft)
    rs_draft_draw (context, pixels, stride, grid->width, grid->height);
  return TRUE;
}

/* What lies over the tiles: in a buffer and on paper alike. */
static void
draw_over (RsRenderer *self, RsCanvas *canvas, RsDrawContext *context)
{
  static const PaintFunc PARTS[] = {
    rs_cover_furniture, rs_reserve_case,   rs_draw_ports,   rs_reserve_vessels,
    rs_draw_names,      rs_draw_notes,     rs_draw_undated, rs_draw_trails,
    rs_draw_events,     rs_draw_incidents, rs_draw_vessels, rs_draw_furniture,
  };
  g_autoptr (RsMarks) marks = rs_marks_new (context->snapshot, context->frame);

  context->marks = marks;

  for (guint i = 0; i < G_N_ELEMENTS (PARTS); i++)
    {
      if (g_cancellable_is_cancelled (context->cancellable))
        break;
      /* To set the words of the map and find room for them takes longer than a draft has. */
      if (self->is_draft && PARTS[i] == rs_draw_names)
        continue;
      PARTS[i] (canvas, context);
    }
  g_clear_pointer (&context->vessel_labels, g_array_unref);
  g_clear_pointer (&context->fleet, g_array_unref);
}

static void
init_context (RsRenderer *self, RsDrawContext *context, RsSnapshot *snapshot, const RsFrame *frame,
              GCancellable *cancellable)
{
  *context = (RsDrawContext){
    .snapshot = snapshot,
    .frame = frame,
    .style = rs_style_get (frame->theme),
    .atlas = self->atlas,
    .labels = self->labels,
    .covered = self->covered,
    .texts = self->texts,
    .sprites = self->sprites,
    .name_places = self->name_places,
    .kept_trails = frame->steady ? self->kept_trails : NULL,
    .cancellable = cancellable,
    .detail = self->detail,
    .in_replay = frame->t_ms != RS_TIME_NONE,
    .inferred_in_view = frame->inferred_below,
  };
  if (!frame->steady)
    rs_name_places_forget (self->name_places);
  use_snapshot (self, snapshot);
  rs_tints_init (&self->tints, frame, context->style, &self->tint_facts);
  context->tints = &self->tints;
  context->case_ports = self->case_ports;
  context->own_places = self->own_places;
  context->facts = &self->facts;
  rs_labels_clear (self->labels);
  rs_labels_clear (self->covered);
}

gboolean
rs_renderer_draw (RsRenderer *self, RsSnapshot *snapshot, const RsFrame *frame, guchar *pixels,
                  int stride, GCancellable *cancellable)
{
  g_autoptr (GMutexLocker) G_GNUC_UNUSED locker
      = g_mutex_locker_new (&self->lock);
  g_autoptr (RsCanvas) canvas = NULL;
  g_autoptr (GBytes) looks = NULL;
  gboolean is_whole;
  RsFrame snapped = *frame;
  RsDrawContext context;
  Grid grid = make_grid (&frame->view);

  g_return_val_if_fail (grid.width > 0 && grid.height > 0 && stride >= grid.width * 4, FALSE);
  snapped.view = make_view (&grid, &frame->view, (double) grid.left, (double) grid.top, grid.width,
                            grid.height);
  init_context (self, &context, snapshot, &snapped, cancellable);
  self->is_draft = FALSE;
  is_whole = draw_tiles (self, &context, &grid, pixels, stride);
  looks = context.looks;
  if (!is_whole)
    return FALSE;
  canvas = rs_canvas_new_for_buffer (pixels, grid.width, grid.height, stride, snapped.view.scale);
  rs_canvas_set_origin (canvas, (double) grid.left / snapped.view.scale,
                        (double) grid.top / snapped.view.scale);
  draw_over (self, canvas, &context);
  self->inferred = context.inferred_in_view;
  return !g_cancellable_is_cancelled (cancellable);
}

gboolean
rs_renderer_get_inferred (RsRenderer *self)
{
  g_autoptr (GMutexLocker) G_GNUC_UNUSED locker
      = g_mutex_locker_new (&self->lock);

  return self->inferred;
}

gboolean
rs_renderer_is_draft (RsRenderer *self)
{
  g_autoptr (GMutexLocker) G_GNUC_UNUSED locker
      = g_mutex_locker_new (&self->lock);

  return self->is_draft;
}

const GArray *
rs_renderer_list_names (RsRenderer *self)
{
  return rs_name_places_list (self->name_places);
}

void
rs_renderer_draw_vector (RsRenderer *self, RsSnapshot *snapshot, const RsFrame *frame, cairo_t *cr)
{
  g_autoptr (GMutexLocker) G_GNUC_UNUSED locker
      = g_mutex_locker_new (&self->lock);
  g_autoptr (RsCanvas) canvas
      = rs_canvas_new_for_cairo (cr, frame->view.width, frame->view.height);
  RsFrame upright = *frame;
  Grid grid;
  RsDrawContext context;

  upright.view.scale = 1;
  grid = make_grid (&upright.view);
  rs_canvas_set_origin (canvas, (double) grid.left, (double) grid.top);
  init_context (self, &context, snapshot, &upright, NULL);
  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, frame->view.width, frame->view.height);
  cairo_clip (cr);
  rs_draw_base_map (canvas, &context);
  rs_draw_tracks (canvas, &context);
  draw_over (self, canvas, &context);
  cairo_restore (cr);
}

RsPick
rs_renderer_pick (RsRenderer *self, RsSnapshot *snapshot, const RsFrame *frame, double x, double y,
                  double radius_px)
{
  return rs_pick (self->detail, snapshot, frame, x, y, radius_px);
}
