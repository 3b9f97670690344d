/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/sprites.h"

#include <math.h>
#include <string.h>

/* All directions and halves of a pixel of one colour at scale 1 take 0.4 MB; beyond this the cache
 * begins anew. */
#define MAX_BYTES ((gsize) 32 << 20)
#define N_ANGLES 90
#define N_PHASES 2
/* The symbol, its halo and one pixel. */
#define REACH_PX (RS_SYMBOL_REACH_PX + 4)

/* Without padding: it is hashed as bytes. */
typedef struct
{
  RsColor color, ground;
  guint32 scale_mil; /* thousandths */
  guint16 angle;     /* N_ANGLES: unknown */
  guint8 presence_and_kind, provenance;
  guint16 phase_x, phase_y;
} Key;

typedef struct
{
  Key key;
  int left, top;     /* from the symbol's whole pixel to the upper left corner */
  int width, height; /* device pixels: what is not empty */
  guint32 *pixels;
} Painted;

struct _RsSprites
{
  GHashTable *sprites; /* Key to Painted*, which holds it */
  gsize bytes;
};

static guint
hash_key (gconstpointer data)
{
  const guint32 *words = data;
  guint32 hash = 2166136261u;

  for (guint i = 0; i < sizeof (Key) / sizeof *words; i++)
    hash = (hash ^ words[i]) * 16777619u;
  return hash ^ hash >> 15;
}

static gboolean
equal_keys (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (Key)) == 0;
}

static void
free_sprite (gpointer data)
{
  Painted *sprite = data;

  g_free (sprite->pixels);
  g_free (sprite);
}

RsSprites *
rs_sprites_new (void)
{
  RsSprites *self = g_new0 (RsSprites, 1);

  G_STATIC_ASSERT (sizeof (Key) == 20);
  self->sprites = g_hash_table_new_full (hash_key, equal_keys, NULL, free_sprite);
  return self;
}

void
rs_sprites_free (RsSprites *self)
{
  if (!self)
    return;
  g_hash_table_unref (self->sprites);
  g_free (self);
}

/* Keeps only the box of pixels that are not empty. */
static void
trim (Painted *sprite, const guint32 *pixels, int size)
{
  int x0 = size, y0 = size, x1 = 0, y1 = 0;

  for (int y = 0; y < size; y++)
    for (int x = 0; x < size; x++)
      if (pixels[y * size + x])
        {
          x0 = MIN (x0, x);
          y0 = MIN (y0, y);
          x1 = MAX (x1, x + 1);
          y1 = MAX (y1, y + 1);
        }
  if (x0 >= x1)
    return;
  sprite->left = x0 - size / 2;
  sprite->top = y0 - size / 2;
  /* Whole groups of four pixels are painted fastest; what is added is empty. */
  sprite->width = (x1 - x0 + 3) & ~3;
  sprite->height = y1 - y0;
  sprite->pixels = g_new0 (guint32, (gsize) sprite->width * (gsize) sprite->height);
  for (int y = y0; y < y1; y++)
    memcpy (sprite->pixels + (y - y0) * sprite->width, pixels + y * size + x0,
            (gsize) (x1 - x0) * sizeof *pixels);
}

static Painted *
paint_sprite (const Key *key, const RsSymbol *symbol, const RsStyle *style, double scale)
{
  Painted *sprite = g_new0 (Painted, 1);
  int size = 2 * (int) ceil (REACH_PX * scale) + 1;
  g_autofree guint32 *pixels = g_new0 (guint32, (gsize) size * (gsize) size);
  g_autoptr (RsCanvas) canvas
    = rs_canvas_new_for_buffer ((guchar *) pixels, size, size, size * 4, scale);
  RsSymbol still = *symbol;
  double middle = size / 2;

  sprite->key = *key;
  still.x = (middle + key->phase_x / (double) N_PHASES) / scale;
  still.y = (middle + key->phase_y / (double) N_PHASES) / scale;
  still.angle_rad = key->angle == N_ANGLES ? NAN : key->angle * 2 * G_PI / N_ANGLES;
  rs_symbol_draw (&still, canvas, style);
  trim (sprite, pixels, size);
  return sprite;
}

RsSprite
rs_sprites_find (RsSprites *self, const RsSymbol *symbol, const RsStyle *style, double scale)
{
  /* The upper left of the symbol's half of a pixel. */
  double x = floor (symbol->x * scale * N_PHASES + 0.5) / N_PHASES;
  double y = floor (symbol->y * scale * N_PHASES + 0.5) / N_PHASES;
  Key key = { .color = symbol->color,
              .ground = style->panel,
              .scale_mil = (guint32) lround (scale * 1000),
              .angle = N_ANGLES,
              .presence_and_kind = (guint8) ((guint) symbol->presence | (guint) symbol->kind << 4),
              .provenance = (guint8) symbol->provenance,
              .phase_x = (guint16) lround ((x - floor (x)) * N_PHASES),
              .phase_y = (guint16) lround ((y - floor (y)) * N_PHASES) };
  Painted *sprite;

  if (!isnan (symbol->angle_rad))
    {
      double turns = symbol->angle_rad / (2 * G_PI);

      key.angle = (guint16) ((guint) lround ((turns - floor (turns)) * N_ANGLES) % N_ANGLES);
    }
  sprite = g_hash_table_lookup (self->sprites, &key);
  if (!sprite)
    {
      sprite = paint_sprite (&key, symbol, style, scale);
      self->bytes += sizeof *sprite + (gsize) sprite->width * (gsize) sprite->height * 4;
      g_hash_table_insert (self->sprites, &sprite->key, sprite);
    }
  return (RsSprite){ sprite->pixels, sprite->width, sprite->height,
                     (int) floor (x) + sprite->left, (int) floor (y) + sprite->top };
}

gboolean
rs_sprites_is_full (RsSprites *self)
{
  return self->bytes > MAX_BYTES;
}

void
rs_sprites_trim (RsSprites *self)
{
  if (!rs_sprites_is_full (self))
    return;
  g_hash_table_remove_all (self->sprites);
  self->bytes = 0;
}

gsize
rs_sprites_get_bytes (RsSprites *self)
{
  return self->bytes;
}
