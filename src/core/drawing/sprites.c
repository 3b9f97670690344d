/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/sprites.h"

#include <math.h>
#include <string.h>

/* All directions and halves of a pixel of one colour at scale 1 take 0.4 MB; beyond this the cache
 * begins anew. */
#define MAX_BYTES ((gsize) 32 << 20)
#define N_ANGLES 90
#define N_PHASES 2
/* Farther outside of a picture nothing is painted. */
#define MAX_PX 1e8
/* The symbol, its halo and one pixel. */
#define REACH_PX (RS_SYMBOL_REACH_PX + 4)

/* What sprites of all directions and parts of a pixel have in common. Without padding: it is hashed as bytes. */
typedef struct
{
  RsColor color, ground;
  guint32 scale_mil; /* thousandths */
  guint16 presence_and_kind, provenance;
} Key;

typedef struct
{
  int left, top;     /* from the symbol's whole pixel to the upper left corner */
  int width, height; /* device pixels: what is not empty */
  guint32 *pixels;
} Painted;

/* The sprites of a key, as far as they are painted: by direction and parts of a pixel. */
typedef struct
{
  Key key;
  Painted *sprites[N_ANGLES + 1][N_PHASES][N_PHASES]; /* N_ANGLES: unknown */
} Family;

/* Ships lie in no order: the families of a picture are found by a look at one of so many places. */
#define N_RECENT 256

struct _RsSprites
{
  GHashTable *families; /* Key to Family*, which holds it */
  Family *recent[N_RECENT]; /* (nullable) */
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
free_family (gpointer data)
{
  Family *family = data;

  for (guint angle = 0; angle <= N_ANGLES; angle++)
    for (guint i = 0; i < N_PHASES * N_PHASES; i++)
      {
        Painted *sprite = family->sprites[angle][i / N_PHASES][i % N_PHASES];

        if (sprite)
          g_free (sprite->pixels);
        g_free (sprite);
      }
  g_free (family);
}

RsSprites *
rs_sprites_new (void)
{
  RsSprites *self = g_new0 (RsSprites, 1);

  G_STATIC_ASSERT (sizeof (Key) == 16);
  self->families = g_hash_table_new_full (hash_key, equal_keys, NULL, free_family);
  return self;
}

void
rs_sprites_free (RsSprites *self)
{
  if (!self)
    return;
  g_hash_table_unref (self->families);
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
paint_sprite (const RsSymbol *symbol, guint angle, guint phase_x, guint phase_y, const RsStyle *style,
              double scale)
{
  Painted *sprite = g_new0 (Painted, 1);
  int size = 2 * (int) ceil (REACH_PX * scale) + 1;
  g_autofree guint32 *pixels = g_new0 (guint32, (gsize) size * (gsize) size);
  g_autoptr (RsCanvas) canvas
    = rs_canvas_new_for_buffer ((guchar *) pixels, size, size, size * 4, scale);
  RsSymbol still = *symbol;
  double middle = size / 2;

  still.x = (middle + phase_x / (double) N_PHASES) / scale;
  still.y = (middle + phase_y / (double) N_PHASES) / scale;
  still.angle_rad = angle == N_ANGLES ? NAN : angle * 2 * G_PI / N_ANGLES;
  rs_symbol_draw (&still, canvas, style);
  trim (sprite, pixels, size);
  return sprite;
}

static Family *
find_family (RsSprites *self, const Key *key)
{
  Family **recent = &self->recent[hash_key (key) % N_RECENT], *family = *recent;

  if (family && equal_keys (&family->key, key))
    return family;
  family = g_hash_table_lookup (self->families, key);
  if (!family)
    {
      family = g_new0 (Family, 1);
      family->key = *key;
      g_hash_table_insert (self->families, &family->key, family);
      self->bytes += sizeof *family;
    }
  *recent = family;
  return family;
}

/* floor () of what is far within the range of an int. */
static int
floor_int (double x)
{
  int whole = (int) x;

  return whole - (whole > x);
}

RsSprite
rs_sprites_find (RsSprites *self, const RsSymbol *symbol, const RsStyle *style, double scale)
{
  /* The upper left of the symbol's half of a pixel. */
  int part_x = floor_int (CLAMP (symbol->x * scale, -MAX_PX, MAX_PX) * N_PHASES + 0.5);
  int part_y = floor_int (CLAMP (symbol->y * scale, -MAX_PX, MAX_PX) * N_PHASES + 0.5);
  guint phase_x = (guint) part_x % N_PHASES, phase_y = (guint) part_y % N_PHASES;
  guint angle = N_ANGLES;
  const Key key = { .color = symbol->color,
                    .ground = style->panel,
                    .scale_mil = (guint32) (scale * 1000 + 0.5),
                    .presence_and_kind
                    = (guint16) ((guint) symbol->presence | (guint) symbol->kind << 8),
                    .provenance = (guint16) symbol->provenance };
  Painted **sprite;

  if (!isnan (symbol->angle_rad))
    {
      double turns = symbol->angle_rad / (2 * G_PI);

      angle = (guint) ((turns - floor (turns)) * N_ANGLES + 0.5) % N_ANGLES;
    }
  sprite = &find_family (self, &key)->sprites[angle][phase_y][phase_x];
  if (!*sprite)
    {
      *sprite = paint_sprite (symbol, angle, phase_x, phase_y, style, scale);
      self->bytes += sizeof **sprite + (gsize) (*sprite)->width * (gsize) (*sprite)->height * 4;
    }
  return (RsSprite){ (*sprite)->pixels, (*sprite)->width, (*sprite)->height,
                     (part_x - (int) phase_x) / N_PHASES + (*sprite)->left,
                     (part_y - (int) phase_y) / N_PHASES + (*sprite)->top };
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
  memset (self->recent, 0, sizeof self->recent);
  g_hash_table_remove_all (self->families);
  self->bytes = 0;
}

gsize
rs_sprites_get_bytes (RsSprites *self)
{
  return self->bytes;
}
