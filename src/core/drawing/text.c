/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/text.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

#define FAMILIES "Cantarell, Noto Sans, Noto Sans CJK KR, Noto Sans KR, DejaVu Sans, sans-serif"
/* Cantarell has no italic of its own; a slanted roman would look like a mistake. */
#define ITALIC_FAMILIES "Noto Sans, Noto Sans CJK KR, Noto Sans KR, DejaVu Sans, sans-serif"
#define SPACED_EM 0.16
/* When more is kept than this, all of it goes: a picture needs some hundred. */
#define MAX_SHAPES 6000
#define MAX_IMAGE_BYTES (48 << 20)

static const char *const lang_codes[RS_N_LANGS] = { "en", "ru", "ko", "ja" };

/* A text laid out in one face and size. */
typedef struct
{
  RsFace face;
  RsLang lang;
  float size_px;
  char *text;

  PangoLayout *layout;
  double width, height, ascent;
  double left, top, right, bottom; /* what it inks, from the box's upper left corner */
} Shape;

/* A shape painted in one colour and resolution. */
typedef struct
{
  const Shape *shape;
  RsColor color, halo;
  float halo_px;
  double scale;

  cairo_surface_t *surface;
  double x, y; /* of its corner from the box's, logical pixels, whole device ones */
} Image;

struct _RsTexts
{
  PangoFontMap *fonts;
  PangoContext *context;
  GHashTable *shapes; /* set of Shape */
  GHashTable *images; /* set of Image */
  gsize image_bytes;
};

static guint
hash_shape (gconstpointer key)
{
  const Shape *s = key;

  return g_str_hash (s->text) ^ ((guint) s->face << 3) ^ ((guint) s->lang << 7)
         ^ ((guint) (s->size_px * 16) << 10);
}

static gboolean
equal_shapes (gconstpointer a, gconstpointer b)
{
  const Shape *x = a, *y = b;

  return x->face == y->face && x->lang == y->lang && x->size_px == y->size_px
         && strcmp (x->text, y->text) == 0;
}

static void
free_shape (gpointer data)
{
  Shape *shape = data;

  g_clear_object (&shape->layout);
  g_free (shape->text);
  g_free (shape);
}

static guint
hash_image (gconstpointer key)
{
  const Image *i = key;

  return g_direct_hash (i->shape) ^ i->color ^ (i->halo * 31) ^ (guint) (i->scale * 1024);
}

static gboolean
equal_images (gconstpointer a, gconstpointer b)
{
  const Image *x = a, *y = b;

  return x->shape == y->shape && x->color == y->color && x->halo == y->halo
         && x->halo_px == y->halo_px && x->scale == y->scale;
}

static void
free_image (gpointer data)
{
  Image *image = data;

  cairo_surface_destroy (image->surface);
  g_free (image);
}

RsTexts *
rs_texts_new (void)
{
  RsTexts *self = g_new0 (RsTexts, 1);
  cairo_font_options_t *options = cairo_font_options_create ();

  /* A font map of our own: the default one belongs to a thread, a renderer wanders. */
  self->fonts = pango_cairo_font_map_new ();
  self->context = pango_font_map_create_context (self->fonts);
  /* Nothing of the desktop's taste: a picture is the same everywhere. */
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (self->context, options);
  pango_cairo_context_set_resolution (self->context, 96);
  pango_context_set_round_glyph_positions (self->context, FALSE);
  cairo_font_options_destroy (options);
  self->shapes = g_hash_table_new_full (hash_shape, equal_shapes, free_shape, NULL);
  self->images = g_hash_table_new_full (hash_image, equal_images, free_image, NULL);
  return self;
}

void
rs_texts_free (RsTexts *self)
{
  if (!self)
    return;
  g_hash_table_unref (self->images);
  g_hash_table_unref (self->shapes);
  g_object_unref (self->context);
  g_object_unref (self->fonts);
  g_free (self);
}

static PangoLayout *
make_layout (RsTexts *self, RsFace face, float size_px, RsLang lang, const char *text)
{
  PangoLayout *layout = pango_layout_new (self->context);
  PangoFontDescription *font = pango_font_description_new ();
  PangoAttrList *attributes = pango_attr_list_new ();
  g_autofree char *capitals = NULL;

  pango_font_description_set_family_static (font,
                                            face == RS_FACE_ITALIC ? ITALIC_FAMILIES : FAMILIES);
  pango_font_description_set_absolute_size (font, (double) size_px * PANGO_SCALE);
  if (face == RS_FACE_BOLD || face == RS_FACE_FIGURES_BOLD)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  if (face == RS_FACE_ITALIC)
    pango_font_description_set_style (font, PANGO_STYLE_ITALIC);
  if (face == RS_FACE_FIGURES || face == RS_FACE_FIGURES_BOLD)
    pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  if (face == RS_FACE_SPACED)
    {
      pango_attr_list_insert (
          attributes,
          pango_attr_letter_spacing_new ((int) (SPACED_EM * (double) size_px * PANGO_SCALE)));
      capitals = g_utf8_strup (text, -1);
      text = capitals;
    }
  pango_attr_list_insert (attributes,
                          pango_attr_language_new (pango_language_from_string (lang_codes[lang])));
  pango_layout_set_font_description (layout, font);
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_set_text (layout, text, -1);
  pango_font_description_free (font);
  pango_attr_list_unref (attributes);
  return layout;
}

static const Shape *
get_shape (RsTexts *self, const RsTextStyle *style, const char *text)
{
  Shape key = { style->face, style->lang, style->size_px, (char *) text };
  Shape *shape = g_hash_table_lookup (self->shapes, &key);
  g_autofree char *valid = NULL;
  PangoRectangle ink, logical;

  if (shape)
    return shape;
  if (g_hash_table_size (self->shapes) >= MAX_SHAPES)
    {
      g_hash_table_remove_all (self->images);
      g_hash_table_remove_all (self->shapes);
      self->image_bytes = 0;
    }
  valid = g_utf8_make_valid (text, -1);
  shape = g_new0 (Shape, 1);
  shape->face = style->face;
  shape->lang = style->lang;
  shape->size_px = style->size_px;
  shape->text = g_strdup (text);
  shape->layout = make_layout (self, style->face, style->size_px, style->lang, valid);
  pango_layout_get_extents (shape->layout, &ink, &logical);
  shape->width = (double) (logical.x + logical.width) / PANGO_SCALE;
  shape->height = (double) (logical.y + logical.height) / PANGO_SCALE;
  shape->ascent = (double) pango_layout_get_baseline (shape->layout) / PANGO_SCALE;
  shape->left = (double) ink.x / PANGO_SCALE;
  shape->top = (double) ink.y / PANGO_SCALE;
  shape->right = (double) (ink.x + ink.width) / PANGO_SCALE;
  shape->bottom = (double) (ink.y + ink.height) / PANGO_SCALE;
  g_hash_table_add (self->shapes, shape);
  return shape;
}

/* The halo below, the letters above, upper left corner of the box at (x, y). */
static void
paint_shape (cairo_t *cr, const Shape *shape, RsColor color, RsColor halo, double halo_px,
             double x, double y, double alpha)
{
  if (halo >> 24 && halo_px > 0)
    {
      cairo_new_path (cr);
      cairo_move_to (cr, x, y);
      pango_cairo_layout_path (cr, shape->layout);
      cairo_set_line_width (cr, 2 * halo_px);
      cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
      cairo_set_dash (cr, NULL, 0, 0);
      rs_cairo_set_color (cr, rs_color_with_alpha (halo, alpha));
      cairo_stroke (cr);
    }
  rs_cairo_set_color (cr, rs_color_with_alpha (color, alpha));
  cairo_move_to (cr, x, y);
  /* cairo 1.16 moves each glyph of a picture to a whole pixel, which tears small words apart;
   * outlines stay where they belong. On paper letters remain letters. */
  if (cairo_surface_get_type (cairo_get_target (cr)) == CAIRO_SURFACE_TYPE_IMAGE)
    {
      pango_cairo_layout_path (cr, shape->layout);
      cairo_fill (cr);
    }
  else
    pango_cairo_show_layout (cr, shape->layout);
  cairo_new_path (cr);
}

static const Image *
get_image (RsTexts *self, const RsTextStyle *style, const char *text, double scale)
{
  Image key = { get_shape (self, style, text), style->color, style->halo, style->halo_px, scale };
  const Shape *shape = key.shape;
  Image *image = g_hash_table_lookup (self->images, &key);
  double margin, left, top;
  int width, height;
  cairo_t *cr;

  if (image)
    return image;
  if (self->image_bytes > MAX_IMAGE_BYTES)
    {
      g_hash_table_remove_all (self->images);
      self->image_bytes = 0;
    }
  margin = (double) style->halo_px + 1;
  left = floor ((shape->left - margin) * scale);
  top = floor ((shape->top - margin) * scale);
  width = MAX ((int) (ceil ((shape->right + margin) * scale) - left), 1);
  height = MAX ((int) (ceil ((shape->bottom + margin) * scale) - top), 1);
  image = g_memdup2 (&key, sizeof key);
  image->x = left / scale;
  image->y = top / scale;
  image->surface
      = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, MIN (width, 8192), MIN (height, 4096));
  cairo_surface_set_device_scale (image->surface, scale, scale);
  cr = cairo_create (image->surface);
  paint_shape (cr, shape, style->color, style->halo, (double) style->halo_px, -image->x, -image->y,
               1);
  cairo_destroy (cr);
  self->image_bytes += (gsize) width * (gsize) height * 4;
  g_hash_table_add (self->images, image);
  return image;
}

void
rs_texts_measure (RsTexts *self, const RsTextStyle *style, const char *text, double *out_width,
                  double *out_height, double *out_ascent)
{
  const Shape *shape = get_shape (self, style, text);

  if (out_width)
    *out_width = shape->width;
  if (out_height)
    *out_height = shape->height;
  if (out_ascent)
    *out_ascent = shape->ascent;
}

char *
rs_texts_elide (RsTexts *self, const RsTextStyle *style, const char *text, double max_px)
{
  glong low = 0, high = g_utf8_strlen (text, -1);
  char *best = NULL;
  double width;

  rs_texts_measure (self, style, text, &width, NULL, NULL);
  if (width <= max_px)
    return NULL;
  /* The most characters that have room, fewer than all. */
  while (low + 1 < high)
    {
      glong middle = (low + high) / 2;
      g_autofree char *start = g_strchomp (g_utf8_substring (text, 0, middle));
      g_autofree char *elided = g_strconcat (start, "…", NULL);

      rs_texts_measure (self, style, elided, &width, NULL, NULL);
      if (width <= max_px)
        {
          low = middle;
          g_free (best);
          best = g_steal_pointer (&elided);
        }
      else
        {
          high = middle;
        }
    }
  return best ? best : g_strdup ("…");
}

void
rs_texts_draw (RsTexts *self, RsCanvas *canvas, const RsTextStyle *style, const char *text,
               double x, double y, double alpha)
{
  double scale = rs_canvas_get_scale (canvas);
  cairo_t *cr;
  const Image *image;

  if (!isfinite (x) || !isfinite (y))
    return;
  if (rs_canvas_is_vector (canvas))
    {
      paint_shape (rs_canvas_get_cairo (canvas), get_shape (self, style, text), style->color,
                   style->halo, (double) style->halo_px, x, y, alpha);
      return;
    }
  image = get_image (self, style, text, scale);
  cr = rs_canvas_get_cairo (canvas);
  cairo_set_source_surface (cr, image->surface, rint (x * scale) / scale + image->x,
                            rint (y * scale) / scale + image->y);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  if (alpha < 1)
    cairo_paint_with_alpha (cr, alpha);
  else
    cairo_paint (cr);
  cairo_set_source_rgba (cr, 0, 0, 0, 1);
}
