/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/map/picture-layer.h"

#include <math.h>

#include "app/map/viewport.h"
#include "app/widgets/picture.h"
#include "app/widgets/pixel-pool.h"
#include "drawing/name-places.h"
#include "model/background.h"

/* Free space around the viewport, so that panning does not show an edge at once; logical pixels. */
#define MARGIN 64
#define PICK_RADIUS_PX 8

struct _RsPictureLayer
{
  ShumateLayer parent_instance;

  RsSession *session;
  RsRenderer *renderer;
  GThreadPool *pool; /* of one thread */
  RsPixelPool *pixels;
  char *attribution;
  double legend_top_px; /* buttons of the map view lie above */

  RsPicture *picture;   /* the newest picture, or NULL before the first */
  RsView picture_view;  /* what it shows, margin included */
  gint64 picture_t_ms;
  GArray *names;        /* (nullable) of RsPlacedName, in it */
  RsPieces *furniture;  /* (nullable) clock, scale: fixed to the viewport */
  RsView furniture_view; /* the viewport's then */
  double draw_ms;

  gboolean shows_case; /* the picture has tracks, as far as there are any in view */
  gboolean is_ground; /* only the built-in map, nothing of the case */
  gboolean wanted; /* the picture is not what it should be */
  gboolean drawing;
  gboolean paused;
};

G_DEFINE_FINAL_TYPE (RsPictureLayer, rs_picture_layer, SHUMATE_TYPE_LAYER)

enum
{
  READY,
  DRAWN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* A picture to be drawn: copies of everything, so that the worker shares nothing that changes. */
typedef struct
{
  RsPictureLayer *layer;
  RsRenderer *renderer;
  RsSnapshot *snapshot;
  RsFrame frame;
  RsView viewport_view; /* without the margin, for the furniture */
  GTimeZone *zone;
  char *zone_label;
  char *attribution;
  GHashTable *hidden;

  RsPicture *picture;
  GArray *names;
  RsPieces *furniture;
  double draw_ms;
  gboolean is_draft;
} Job;

static void
job_free (Job *job)
{
  rs_snapshot_unref (job->snapshot);
  g_clear_pointer (&job->zone, g_time_zone_unref);
  g_clear_pointer (&job->hidden, g_hash_table_unref);
  g_free (job->zone_label);
  g_free (job->attribution);
  g_clear_pointer (&job->picture, rs_picture_unref);
  g_clear_pointer (&job->names, g_array_unref);
  g_clear_pointer (&job->furniture, rs_pieces_free);
  g_object_unref (job->layer);
  g_free (job);
}

/* (transfer full) */
static cairo_surface_t *
draw (Job *job, const RsFrame *frame)
{
  gboolean opaque = (frame->show & RS_SHOW_BASE) != 0;
  cairo_surface_t *surface
      = rs_pixel_pool_take (job->layer->pixels, opaque ? CAIRO_FORMAT_RGB24 : CAIRO_FORMAT_ARGB32,
                            (int) ceil (frame->view.width * frame->view.scale),
                            (int) ceil (frame->view.height * frame->view.scale));

  rs_renderer_draw (job->renderer, job->snapshot, frame, cairo_image_surface_get_data (surface),
                    cairo_image_surface_get_stride (surface), NULL);
  cairo_surface_mark_dirty (surface);
  return surface;
}

static void start_job (RsPictureLayer *self);

static gboolean
drawn_cb (gpointer data)
{
  Job *job = data;
  RsPictureLayer *self = job->layer;

  g_clear_pointer (&self->picture, rs_picture_unref);
  g_clear_pointer (&self->names, g_array_unref);
  g_clear_pointer (&self->furniture, rs_pieces_free);
  self->picture = g_steal_pointer (&job->picture);
  self->names = g_steal_pointer (&job->names);
  self->furniture = g_steal_pointer (&job->furniture);
  self->picture_view = job->frame.view;
  self->picture_t_ms = job->frame.t_ms;
  self->furniture_view = job->viewport_view;
  self->draw_ms = job->draw_ms;
  self->shows_case = job->snapshot->n_fixes > 0;
  self->wanted |= job->is_draft;
  self->drawing = FALSE;
  g_signal_emit (self, signals[READY], 0);
  /* What has changed meanwhile does not wait for the next frame. */
  if (self->wanted && !self->paused && gtk_widget_get_mapped (GTK_WIDGET (self)))
    start_job (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    g_signal_emit (self, signals[DRAWN], 0);
  return G_SOURCE_REMOVE;
}

static void
draw_func (gpointer data, gpointer user_data)
{
  Job *job = data;
  RsFrame furniture = job->frame;
  gint64 start_us = g_get_monotonic_time ();

  rs_background_draw ();
  furniture.show_below = furniture.show & ~RS_SHOW_FURNITURE;
  furniture.show &= RS_SHOW_FURNITURE;
  furniture.view = job->viewport_view;
  job->frame.show &= ~RS_SHOW_FURNITURE;
  job->frame.show_later = furniture.show;
  job->frame.rim_px = MARGIN;
  job->picture = rs_picture_new (draw (job, &job->frame));
  job->names = g_array_copy ((GArray *) rs_renderer_list_names (job->renderer));
  job->is_draft = rs_renderer_is_draft (job->renderer);
  furniture.inferred_below = rs_renderer_get_inferred (job->renderer);
  if (furniture.show)
    job->furniture = rs_pieces_new (draw (job, &furniture));
  job->draw_ms = (g_get_monotonic_time () - start_us) / 1000.0;

  /* Before the next frame is laid out, so that it shows this picture. */
  g_idle_add_full (G_PRIORITY_HIGH, drawn_cb, job, (GDestroyNotify) job_free);
}

static void
start_job (RsPictureLayer *self)
{
  Job *job = g_new0 (Job, 1);

  self->wanted = FALSE;
  self->drawing = TRUE;
  job->layer = g_object_ref (self);
  job->renderer = self->renderer;
  job->snapshot = rs_snapshot_ref (rs_session_get_snapshot (self->session));
  job->viewport_view = rs_picture_layer_get_view (self);
  job->frame.view = job->viewport_view;
  job->frame.view.width += 2 * MARGIN;
  job->frame.view.height += 2 * MARGIN;
  rs_session_fill_frame (self->session, &job->frame);
  job->frame.steady = TRUE;
  /* A case that has just been opened is shown at once, in a draft if need be; the picture itself follows it. */
  job->frame.hurry = !self->shows_case;
  job->frame.legend_top_px = self->legend_top_px;
  if (self->is_ground)
    job->frame.show = RS_SHOW_BASE | RS_SHOW_NAMES;
  if (job->frame.zone)
    job->frame.zone = job->zone = g_time_zone_ref (job->frame.zone);
  job->frame.zone_label = job->zone_label = g_strdup (job->frame.zone_label);
  job->frame.attribution = job->attribution = g_strdup (self->attribution);
  if (job->frame.hidden)
    job->hidden = g_hash_table_ref (job->frame.hidden);
  g_thread_pool_push (self->pool, job, NULL);
}

static void
want (RsPictureLayer *self)
{
  self->wanted = TRUE;
  if (!self->paused)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
rs_picture_layer_set_paused (RsPictureLayer *self, gboolean paused)
{
  if (self->paused == paused)
    return;
  self->paused = paused;
  if (!paused && self->wanted)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

RsView
rs_picture_layer_get_view (RsPictureLayer *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  return rs_view_from_viewport (shumate_layer_get_viewport (SHUMATE_LAYER (self)),
                                gtk_widget_get_width (widget), gtk_widget_get_height (widget),
                                gtk_widget_get_scale_factor (widget));
}

RsPick
rs_picture_layer_pick (RsPictureLayer *self, double x, double y)
{
  RsFrame frame;

  frame.view = rs_picture_layer_get_view (self);
  rs_session_fill_frame (self->session, &frame);
  if (self->picture)
    frame.t_ms = self->picture_t_ms;
  return rs_renderer_pick (self->renderer, rs_session_get_snapshot (self->session), &frame, x, y,
                           PICK_RADIUS_PX);
}

gboolean
rs_picture_layer_find_name (RsPictureLayer *self, gint64 vessel_id, guint hull, graphene_rect_t *out)
{
  gint64 ship = rs_name_places_key (vessel_id, hull > 0 ? hull - 1 : 0);
  RsView now = rs_picture_layer_get_view (self);

  for (guint i = 0; self->names && i < self->names->len; i++)
    {
      const RsPlacedName *name = &g_array_index (self->names, RsPlacedName, i);
      double x, y;

      if (name->ship != ship)
        continue;
      /* While the map is zoomed or turned the name is a little off this, until the next picture. */
      rs_view_project (&now, self->picture_view.center, &x, &y);
      *out = GRAPHENE_RECT_INIT ((float) (x + name->x - self->picture_view.width / 2),
                                 (float) (y + name->y - self->picture_view.height / 2),
                                 (float) name->width, (float) name->height);
      return TRUE;
    }
  return FALSE;
}

/* It keeps its distance from the lower edge until it is drawn anew. */
static float
get_furniture_top (RsPictureLayer *self, const RsView *now)
{
  return (float) (now->height - self->furniture_view.height);
}

gboolean
rs_picture_layer_find_furniture (RsPictureLayer *self, guint corner, graphene_rect_t *out)
{
  RsView now = rs_picture_layer_get_view (self);

  if (!self->furniture || !rs_pieces_get_box (self->furniture, corner, self->furniture_view.scale, out))
    return FALSE;
  out->origin.y += get_furniture_top (self, &now);
  return TRUE;
}

void
rs_picture_layer_set_attribution (RsPictureLayer *self, const char *attribution)
{
  if (g_strcmp0 (self->attribution, attribution) == 0)
    return;
  g_free (self->attribution);
  self->attribution = g_strdup (attribution);
  want (self);
}

void
rs_picture_layer_set_legend_top (RsPictureLayer *self, double legend_top_px)
{
  if (self->legend_top_px == legend_top_px)
    return;
  self->legend_top_px = legend_top_px;
  want (self);
}

gboolean
rs_picture_layer_get_drawing (RsPictureLayer *self)
{
  return self->drawing;
}

double
rs_picture_layer_get_draw_ms (RsPictureLayer *self)
{
  return self->draw_ms;
}

/* Whether the viewport has left what the picture was made for. */
static gboolean
view_differs (const RsView *a, const RsView *b)
{
  return a->center.x != b->center.x || a->center.y != b->center.y || a->zoom != b->zoom
         || a->rotation_rad != b->rotation_rad || a->width != b->width || a->height != b->height
         || a->scale != b->scale;
}

static void
append_picture (RsPictureLayer *self, GtkSnapshot *snapshot, const RsView *now)
{
  const RsView *then = &self->picture_view;
  double zoom = exp2 (now->zoom - then->zoom);
  double x, y;

  rs_view_project (now, then->center, &x, &y);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  if (now->rotation_rad != then->rotation_rad)
    gtk_snapshot_rotate (snapshot,
                         (float) ((now->rotation_rad - then->rotation_rad) * 180.0 / G_PI));
  if (zoom != 1)
    gtk_snapshot_scale (snapshot, (float) zoom, (float) zoom);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (-then->width / 2),
                                                          (float) (-then->height / 2)));
  rs_picture_append (self->picture, GTK_WIDGET (self), snapshot, then->width, then->height);
  gtk_snapshot_restore (snapshot);
}

static void
rs_picture_layer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RsPictureLayer *self = RS_PICTURE_LAYER (widget);
  RsView now = rs_picture_layer_get_view (self);
  RsView bare = self->picture_view;

  if (now.width <= 0 || now.height <= 0)
    return;
  bare.width -= 2 * MARGIN;
  bare.height -= 2 * MARGIN;
  if (!self->picture || view_differs (&bare, &now))
    self->wanted = TRUE;
  if (self->wanted && !self->drawing && !self->paused)
    start_job (self);

  gtk_snapshot_push_clip (snapshot,
                          &GRAPHENE_RECT_INIT (0, 0, (float) now.width, (float) now.height));
  if (self->picture)
    append_picture (self, snapshot, &now);
  if (self->furniture)
    {
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (0, get_furniture_top (self, &now)));
      rs_pieces_append (self->furniture, widget, snapshot, self->furniture_view.scale);
    }
  gtk_snapshot_pop (snapshot);
}

static void
session_notify_cb (RsPictureLayer *self, GParamSpec *pspec)
{
  static const char *const ground[] = { "dark", "lang", NULL };
  static const char *const drawn[]
      = { "time", "selected-vessel", "hovered-vessel", "selected-incident", "selected-note",
          "show", "colour-by", "track-width", "track-opacity", "dark", "lang", "units", "zone",
          "base-map", NULL };

  if (g_strv_contains (self->is_ground ? ground : drawn, pspec->name))
    want (self);
}

static void
rs_picture_layer_dispose (GObject *object)
{
  RsPictureLayer *self = RS_PICTURE_LAYER (object);

  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (rs_picture_layer_parent_class)->dispose (object);
}

static void
rs_picture_layer_finalize (GObject *object)
{
  RsPictureLayer *self = RS_PICTURE_LAYER (object);

  /* A job holds a reference to the layer, so the pool is idle here. */
  g_thread_pool_free (self->pool, TRUE, TRUE);
  rs_renderer_free (self->renderer);
  g_clear_pointer (&self->picture, rs_picture_unref);
  g_clear_pointer (&self->names, g_array_unref);
  g_clear_pointer (&self->furniture, rs_pieces_free);
  rs_pixel_pool_unref (self->pixels);
  g_free (self->attribution);
  G_OBJECT_CLASS (rs_picture_layer_parent_class)->finalize (object);
}

static void
rs_picture_layer_class_init (RsPictureLayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rs_picture_layer_dispose;
  object_class->finalize = rs_picture_layer_finalize;
  widget_class->snapshot = rs_picture_layer_snapshot;

  signals[READY] = g_signal_new ("ready", RS_TYPE_PICTURE_LAYER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  signals[DRAWN] = g_signal_new ("drawn", RS_TYPE_PICTURE_LAYER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
rs_picture_layer_init (RsPictureLayer *self)
{
  self->pool = g_thread_pool_new (draw_func, NULL, 1, TRUE, NULL);
  self->pixels = rs_pixel_pool_new ();
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

static RsPictureLayer *
create (ShumateViewport *viewport, RsSession *session, RsAtlas *atlas)
{
  RsPictureLayer *self = g_object_new (RS_TYPE_PICTURE_LAYER, "viewport", viewport, NULL);

  self->session = g_object_ref (session);
  self->renderer = rs_renderer_new (atlas);
  g_signal_connect_object (session, "notify", G_CALLBACK (session_notify_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (viewport, "notify", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self, "notify::scale-factor", G_CALLBACK (want), self,
                           G_CONNECT_SWAPPED);
  return self;
}

RsPictureLayer *
rs_picture_layer_new (ShumateViewport *viewport, RsSession *session, RsAtlas *atlas)
{
  RsPictureLayer *self = create (viewport, session, atlas);

  g_signal_connect_object (session, "snapshot-changed", G_CALLBACK (want), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "hidden-changed", G_CALLBACK (want), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "span-changed", G_CALLBACK (want), self, G_CONNECT_SWAPPED);
  return self;
}

RsPictureLayer *
rs_picture_layer_new_ground (ShumateViewport *viewport, RsSession *session, RsAtlas *atlas)
{
  RsPictureLayer *self = create (viewport, session, atlas);

  self->is_ground = TRUE;
  return self;
}
