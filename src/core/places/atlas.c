/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The atlas file and its cache of unpacked cells. resources/basemap/pack.py describes the format
 * and writes it. */
#include "config.h"
#include "places/atlas-private.h"
#include "places/data-file.h"

#include <string.h>
#include <zstd.h>

#define MAGIC "RSATLAS1"
#define HEADER_BYTES 24
#define MAX_INDEX_BYTES (64u << 20)
#define MAX_LEVELS 8
#define MAX_LEVEL_BITS 12
#define MAX_SHIFT 8
#define MAX_CARVE_BITS 8
#define CACHE_BYTES (32u << 20)

typedef struct
{
  guint bits; /* log2 of the cells on a side */
  guint shift;
  guint x0, y0, nx, ny; /* the range of cells that the file has */
  double max_zoom;      /* HUGE_VAL for the finest */
  guint32 *sizes;       /* nx * ny: 0 sea, 1 land, else 1 + length of the frame */
  guint32 *offsets;     /* of the frames, from the file's start */
} Level;

struct _RsAtlas
{
  gint refs; /* atomic */
  GMappedFile *file;
  const guint8 *bytes;
  guint n_levels;
  Level levels[MAX_LEVELS];
  guint n_names;
  RsAtlasName *names;
  GStringChunk *texts;
  char *attribution;
  gint warned; /* atomic: a damaged cell was reported */

  GMutex lock;       /* guards all below */
  GHashTable *cache; /* key (borrowed from the box) to RsCellBox */
  GQueue recent;     /* most recently used first; links lie in the boxes */
  gsize cached_bytes;
};

typedef struct
{
  const guint8 *at, *end;
  gboolean bad;
} Reader;

G_DEFINE_QUARK (rs - atlas - error - quark, rs_atlas_error)

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

static const guint8 *
read_bytes (Reader *r, gsize n)
{
  const guint8 *p = r->at;

  if (n > (gsize)(r->end - r->at))
    {
      r->bad = TRUE;
      return NULL;
    }
  r->at += n;
  return p;
}

static guint32
get_u32 (const guint8 *p)
{
  return p[0] | (guint32)p[1] << 8 | (guint32)p[2] << 16 | (guint32)p[3] << 24;
}

static gboolean
read_level (RsAtlas *self, Reader *r, Level *level, guint64 *offset, guint64 n_file)
{
  const Level *coarser = level > self->levels ? level - 1 : NULL;
  guint side, n;
  guint32 zoom_raw;

  level->bits = read_varint (r);
  level->shift = read_varint (r);
  level->x0 = read_varint (r);
  level->y0 = read_varint (r);
  level->nx = read_varint (r);
  level->ny = read_varint (r);
  zoom_raw = read_varint (r);
  if (r->bad || level->bits > MAX_LEVEL_BITS || level->shift > MAX_SHIFT || zoom_raw > 16 * 32)
    return FALSE;
  side = 1u << level->bits;
  if (level->x0 > side || level->nx > side - level->x0 || level->y0 > side
      || level->ny > side - level->y0)
    return FALSE;
  /* The coarsest is whole; a finer one is carved from the one before where it is not. */
  if (coarser == NULL
          ? level->nx != side || level->ny != side
          : level->bits <= coarser->bits || level->bits > coarser->bits + MAX_CARVE_BITS)
    return FALSE;
  level->max_zoom = zoom_raw == 0 ? G_MAXDOUBLE : zoom_raw / 16.0;
  if (coarser && level->max_zoom <= coarser->max_zoom)
    return FALSE;

  n = level->nx * level->ny;
  if (n > (gsize)(r->end - r->at)) /* each takes a byte at least */
    return FALSE;
  level->sizes = g_new (guint32, n);
  level->offsets = g_new (guint32, n);
  for (guint i = 0; i < n && !r->bad; i++)
    {
      level->sizes[i] = read_varint (r);
      level->offsets[i] = (guint32)*offset;
      if (level->sizes[i] > 1)
        *offset += level->sizes[i] - 1;
      if (*offset > n_file)
        return FALSE;
    }
  return !r->bad;
}

static gboolean
read_text (RsAtlas *self, Reader *r, const char **out)
{
  guint32 n = read_varint (r);
  const guint8 *p = read_bytes (r, n);

  if (r->bad || !g_utf8_validate_len ((const char *)p, n, NULL))
    return FALSE;
  *out = n ? g_string_chunk_insert_len (self->texts, (const char *)p, n) : NULL;
  return TRUE;
}

static gboolean
read_name (RsAtlas *self, Reader *r, RsAtlasName *name)
{
  const guint8 *p = read_bytes (r, 12);

  if (p == NULL || p[0] > RS_NAME_ISLAND)
    return FALSE;
  name->kind = p[0];
  name->rank = p[1];
  name->min_zoom = p[2] / 8.0f;
  name->max_zoom = p[3] / 8.0f;
  name->x = get_u32 (p + 4);
  name->y = get_u32 (p + 8);
  for (guint i = 0; i < RS_N_LANGS; i++)
    {
      if (!read_text (self, r, &name->text[i]))
        return FALSE;
      if (name->text[i] == NULL)
        name->text[i] = name->text[RS_LANG_EN];
    }
  return name->text[RS_LANG_EN] != NULL;
}

static gboolean
read_index (RsAtlas *self, Reader *r, guint64 first_cell, guint64 n_file)
{
  const char *attribution = NULL;
  guint64 offset = first_cell;

  self->n_levels = read_varint (r);
  if (r->bad || self->n_levels < 1 || self->n_levels > MAX_LEVELS)
    {
      self->n_levels = 0;
      return FALSE;
    }
  for (guint i = 0; i < self->n_levels; i++)
    if (!read_level (self, r, &self->levels[i], &offset, n_file))
      return FALSE;
  self->levels[self->n_levels - 1].max_zoom = G_MAXDOUBLE;

  self->n_names = read_varint (r);
  if (r->bad || self->n_names > (gsize)(r->end - r->at) / 16)
    {
      self->n_names = 0;
      return FALSE;
    }
  self->names = g_new0 (RsAtlasName, self->n_names);
  for (guint i = 0; i < self->n_names; i++)
    if (!read_name (self, r, &self->names[i]))
      return FALSE;
  if (!read_text (self, r, &attribution) || r->at != r->end)
    return FALSE;
  self->attribution = g_strdup (attribution ? attribution : "");
  return offset == n_file;
}

static gboolean
parse_file (RsAtlas *self, const char *path, GError **error)
{
  const guint8 *p = self->bytes;
  gsize n = g_mapped_file_get_length (self->file);
  guint32 n_packed, n_raw;
  g_autofree guint8 *raw = NULL;
  Reader r;

  if (n < HEADER_BYTES || memcmp (p, MAGIC, strlen (MAGIC) - 1) != 0)
    {
      g_set_error (error, RS_ATLAS_ERROR, RS_ATLAS_ERROR_FORMAT, "%s is not an atlas", path);
      return FALSE;
    }
  if (p[7] != MAGIC[7])
    {
      g_set_error (error, RS_ATLAS_ERROR, RS_ATLAS_ERROR_FORMAT,
                   "%s has format %c, this program reads %c", path,
                   g_ascii_isgraph ((char)p[7]) ? (char)p[7] : '?', MAGIC[7]);
      return FALSE;
    }
  n_packed = get_u32 (p + 8);
  n_raw = get_u32 (p + 12);
  if (get_u32 (p + 16) != (n & G_MAXUINT32) || get_u32 (p + 20) != (guint64)n >> 32
      || n > G_MAXUINT32)
    {
      g_set_error (error, RS_ATLAS_ERROR, RS_ATLAS_ERROR_FORMAT,
                   "%s is cut short or lengthened: it has %" G_GSIZE_FORMAT " bytes", path, n);
      return FALSE;
    }
  if (n_packed > n - HEADER_BYTES || n_raw > MAX_INDEX_BYTES
      || ZSTD_getFrameContentSize (p + HEADER_BYTES, n_packed) != n_raw)
    {
      g_set_error (error, RS_ATLAS_ERROR, RS_ATLAS_ERROR_FORMAT,
                   "%s has a damaged header: index of %u bytes, %u unpacked", path, n_packed,
                   n_raw);
      return FALSE;
    }
  raw = g_malloc (n_raw + 1);
  r = (Reader){ raw, raw + n_raw, FALSE };
  if (ZSTD_decompress (raw, n_raw, p + HEADER_BYTES, n_packed) != n_raw
      || !read_index (self, &r, HEADER_BYTES + (guint64)n_packed, n))
    {
      g_set_error (error, RS_ATLAS_ERROR, RS_ATLAS_ERROR_FORMAT,
                   "%s has a damaged index, near its byte %td", path, r.at - raw);
      return FALSE;
    }
  return TRUE;
}

static guint64
cell_key (const RsAtlasCell *cell)
{
  return (guint64)cell->level << 48 | (guint64)cell->cx << 24 | cell->cy;
}

static guint
hash_cell (gconstpointer cell)
{
  guint64 key = cell_key (cell) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  return (guint)(key >> 32);
}

static gboolean
equal_cells (gconstpointer a, gconstpointer b)
{
  return cell_key (a) == cell_key (b);
}

RsAtlas *
rs_atlas_open (const char *path, GError **error)
{
  g_autoptr (RsAtlas) self = NULL;
  g_autoptr (GError) failure = NULL;
  GMappedFile *file;

  g_return_val_if_fail (path != NULL, NULL);

  file = g_mapped_file_new (path, FALSE, &failure);
  if (file == NULL)
    {
      g_set_error (error, RS_ATLAS_ERROR, RS_ATLAS_ERROR_OPEN, "%s", failure->message);
      return NULL;
    }
  self = g_new0 (RsAtlas, 1);
  self->refs = 1;
  self->file = file;
  self->bytes = (const guint8 *)g_mapped_file_get_contents (file);
  self->texts = g_string_chunk_new (16384);
  g_mutex_init (&self->lock);
  self->cache = g_hash_table_new (hash_cell, equal_cells);
  g_queue_init (&self->recent);
  if (!parse_file (self, path, error))
    return NULL;
  return g_steal_pointer (&self);
}

RsAtlas *
rs_atlas_open_default (GError **error)
{
  g_autofree char *path = rs_data_file_find ("world.rsmap");

  return rs_atlas_open (path, error);
}

RsAtlas *
rs_atlas_ref (RsAtlas *self)
{
  g_atomic_int_inc (&self->refs);
  return self;
}

void
rs_atlas_unref (RsAtlas *self)
{
  GList *link;

  if (!g_atomic_int_dec_and_test (&self->refs))
    return;
  while ((link = g_queue_pop_head_link (&self->recent)))
    rs_atlas_cell_unref (link->data);
  g_hash_table_unref (self->cache);
  g_mutex_clear (&self->lock);
  for (guint i = 0; i < self->n_levels; i++)
    {
      g_free (self->levels[i].sizes);
      g_free (self->levels[i].offsets);
    }
  g_free (self->names);
  g_string_chunk_free (self->texts);
  g_free (self->attribution);
  g_mapped_file_unref (self->file);
  g_free (self);
}

guint
rs_atlas_get_n_levels (RsAtlas *self)
{
  return self->n_levels;
}

guint
rs_atlas_get_cells_per_side (RsAtlas *self, guint level)
{
  g_return_val_if_fail (level < self->n_levels, 1);

  return 1u << self->levels[level].bits;
}

guint
rs_atlas_level_for_zoom (RsAtlas *self, double zoom)
{
  guint i = 0;

  while (i + 1 < self->n_levels && zoom > self->levels[i].max_zoom)
    i++;
  return i;
}

/* The cell's place in the level's own range, or -1 if it is carved from the coarser level. */
static gssize
find_stored (const Level *level, guint cx, guint cy)
{
  if (cx < level->x0 || cy < level->y0 || cx - level->x0 >= level->nx
      || cy - level->y0 >= level->ny)
    return -1;
  return (gssize)(cy - level->y0) * level->nx + (cx - level->x0);
}

RsCellGround
rs_atlas_peek_ground (RsAtlas *self, guint level, guint cx, guint cy)
{
  const Level *l = &self->levels[level];
  gssize i = find_stored (l, cx, cy);

  while (i < 0)
    {
      guint bits = l->bits - l[-1].bits;

      l--;
      cx >>= bits;
      cy >>= bits;
      i = find_stored (l, cx, cy);
    }
  return l->sizes[i] == 0 ? RS_CELL_SEA : l->sizes[i] == 1 ? RS_CELL_LAND : RS_CELL_MIXED;
}

static RsCellBox *
make_cell (RsAtlas *self, guint level, guint cx, guint cy)
{
  const Level *l = &self->levels[level];
  gssize i = find_stored (l, cx, cy);
  RsCellBox *box = NULL;

  if (i >= 0)
    {
      box = rs_cell_unpack (self->bytes + l->offsets[i], l->sizes[i] - 1, l->shift, level, cx, cy);
      if (box == NULL && g_atomic_int_compare_and_exchange (&self->warned, 0, 1))
        g_warning ("the base map is damaged: cell %u, %u of level %u; coarser ones stand in", cx,
                   cy, level);
    }
  if (box == NULL && level > 0)
    {
      guint bits = l->bits - l[-1].bits;
      const RsAtlasCell *parent = rs_atlas_get_cell (self, level - 1, cx >> bits, cy >> bits);

      box = rs_cell_carve (parent, bits, level, cx, cy);
      rs_atlas_cell_unref (parent);
    }
  return box ? box : rs_cell_box_new (level, cx, cy, RS_CELL_SEA, 0, 0, 0);
}

/* Puts a new box into the cache, or gives it up for one that another thread put there meanwhile. */
static RsCellBox *
cache_cell (RsAtlas *self, RsCellBox *box)
{
  GQueue old = G_QUEUE_INIT;
  RsCellBox *found;
  GList *link;

  g_mutex_lock (&self->lock);
  found = g_hash_table_lookup (self->cache, &box->cell);
  if (found)
    {
      g_atomic_int_inc (&found->refs);
      g_queue_push_head_link (&old, &box->link);
    }
  else
    {
      g_atomic_int_inc (&box->refs);
      g_hash_table_add (self->cache, box);
      g_queue_push_head_link (&self->recent, &box->link);
      self->cached_bytes += box->bytes;
      found = box;
      while (self->cached_bytes > CACHE_BYTES && self->recent.length > 1)
        {
          link = g_queue_pop_tail_link (&self->recent);
          g_hash_table_remove (self->cache, link->data);
          self->cached_bytes -= ((RsCellBox *)link->data)->bytes;
          g_queue_push_head_link (&old, link);
        }
    }
  g_mutex_unlock (&self->lock);

  while ((link = g_queue_pop_head_link (&old)))
    rs_atlas_cell_unref (link->data);
  return found;
}

const RsAtlasCell *
rs_atlas_get_cell (RsAtlas *self, guint level, guint cx, guint cy)
{
  RsAtlasCell key = { 0 };
  RsCellGround ground;
  RsCellBox *box;
  guint side;

  if (level >= self->n_levels)
    level = self->n_levels - 1;
  side = 1u << self->levels[level].bits;
  cx &= side - 1;
  cy = MIN (cy, side - 1);
  ground = rs_atlas_peek_ground (self, level, cx, cy);
  if (ground != RS_CELL_MIXED)
    return &rs_cell_box_new (level, cx, cy, ground, 0, 0, 0)->cell;

  key.level = level;
  key.cx = cx;
  key.cy = cy;
  g_mutex_lock (&self->lock);
  box = g_hash_table_lookup (self->cache, &key);
  if (box)
    {
      g_atomic_int_inc (&box->refs);
      g_queue_unlink (&self->recent, &box->link);
      g_queue_push_head_link (&self->recent, &box->link);
    }
  g_mutex_unlock (&self->lock);
  if (box == NULL)
    box = cache_cell (self, make_cell (self, level, cx, cy));
  return &box->cell;
}

void
rs_atlas_cell_unref (const RsAtlasCell *cell)
{
  RsCellBox *box = (RsCellBox *)cell;

  if (!g_atomic_int_dec_and_test (&box->refs))
    return;
  if (box->aux)
    box->aux_free (box->aux);
  g_free (box);
}

const RsAtlasName *
rs_atlas_get_names (RsAtlas *self, guint *out_n)
{
  *out_n = self->n_names;
  return self->names;
}

const char *
rs_atlas_get_attribution (RsAtlas *self)
{
  return self->attribution;
}
