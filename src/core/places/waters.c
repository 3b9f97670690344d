/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "places/waters.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <zstd.h>

#include "base/geo.h"
#include "places/data-file.h"

#define MAGIC "RSWATER1"
#define HEADER_BYTES 12
#define ENTRY_BYTES 8
#define CELLS_PER_DEGREE_MAX 600
#define RAW_BYTES_MAX (64 << 20)
#define N_ENTRIES 256
/* Cells on a side of a square of which it is known whether all are of one entry. */
#define SQUARE 16
#define MIXED G_MAXUINT16
/* Bounds of more squares, or with more rows of cells in mixed ones, are left open. */
#define SQUARES_MAX 1024
#define ROWS_MAX 64

G_DEFINE_QUARK (rs-waters-error-quark, rs_waters_error)

/* Cells up to @end, exclusive, that no earlier run has. */
typedef struct
{
  guint32 end;
  guint8 entry;
} Run;

struct _RsWaters
{
  guint per_degree, n_columns, n_rows;
  char codes[N_ENTRIES][ENTRY_BYTES + 1]; /* by entry; 0 is nobody's */
  guint n_entries;
  guint32 *starts; /* n_rows + 1: a row's runs are runs[starts[r] .. starts[r + 1]) */
  Run *runs;
  gsize squares_once;
  guint n_square_columns;
  guint16 *squares; /* by row: the entry of all its cells, or MIXED; made when first asked for */
};

static gboolean
fail (GError **error, const char *path)
{
  g_set_error (error, RS_WATERS_ERROR, RS_WATERS_ERROR_FORMAT,
               _("%s is damaged, or no file of countries' waters; install Roadstead again."), path);
  return FALSE;
}

static gboolean
read_varint (const guint8 **at, const guint8 *end, guint32 *out)
{
  guint32 value = 0;

  for (guint shift = 0; shift < 28 && *at < end; shift += 7)
    {
      guint8 byte = *(*at)++;

      value |= (guint32) (byte & 127) << shift;
      if (!(byte & 128))
        {
          *out = value;
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
read_runs (RsWaters *self, const guint8 *at, const guint8 *end)
{
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (Run));

  self->starts = g_new0 (guint32, self->n_rows + 1);
  for (guint row = 0; row < self->n_rows; row++)
    {
      for (guint32 column = 0; column < self->n_columns;)
        {
          guint32 n;
          Run run;

          if (!read_varint (&at, end, &n) || at == end || n == 0 || n > self->n_columns - column
              || *at > self->n_entries)
            return FALSE;
          column += n;
          run = (Run){ column, *at++ };
          g_array_append_val (runs, run);
        }
      self->starts[row + 1] = runs->len;
    }
  self->runs = g_new (Run, runs->len);
  memcpy (self->runs, runs->data, runs->len * sizeof (Run));
  return at == end;
}

static gboolean
read_file (RsWaters *self, const guint8 *data, gsize size)
{
  const guint8 *at = data + HEADER_BYTES;
  g_autofree guint8 *raw = NULL;
  gsize rest;
  guint32 n_raw;

  if (size < HEADER_BYTES || memcmp (data, MAGIC, 8) != 0)
    return FALSE;
  self->per_degree = (guint) data[8] | (guint) data[9] << 8;
  self->n_entries = (guint) data[10] | (guint) data[11] << 8;
  rest = size - HEADER_BYTES;
  if (self->per_degree == 0 || self->per_degree > CELLS_PER_DEGREE_MAX
      || self->n_entries >= N_ENTRIES || rest < self->n_entries * ENTRY_BYTES + 4)
    return FALSE;
  self->n_columns = 360 * self->per_degree;
  self->n_rows = 180 * self->per_degree;
  for (guint i = 1; i <= self->n_entries; i++, at += ENTRY_BYTES)
    memcpy (self->codes[i], at, ENTRY_BYTES);
  n_raw = (guint32) at[0] | (guint32) at[1] << 8 | (guint32) at[2] << 16 | (guint32) at[3] << 24;
  at += 4;
  rest = size - (gsize) (at - data);
  if (n_raw > RAW_BYTES_MAX || ZSTD_getFrameContentSize (at, rest) != n_raw)
    return FALSE;
  raw = g_malloc (MAX (n_raw, 1));
  return ZSTD_decompress (raw, n_raw, at, rest) == n_raw && read_runs (self, raw, raw + n_raw);
}

RsWaters *
rs_waters_open (const char *path, GError **error)
{
  g_autoptr (RsWaters) self = g_new0 (RsWaters, 1);
  g_autoptr (GError) failure = NULL;
  g_autofree char *data = NULL;
  gsize size;

  if (!g_file_get_contents (path, &data, &size, &failure))
    {
      g_set_error_literal (error, RS_WATERS_ERROR, RS_WATERS_ERROR_OPEN, failure->message);
      return NULL;
    }
  if (!read_file (self, (const guint8 *) data, size))
    {
      fail (error, path);
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
rs_waters_free (RsWaters *self)
{
  g_free (self->starts);
  g_free (self->runs);
  g_free (self->squares);
  g_free (self);
}

const RsWaters *
rs_waters_get_default (GError **error)
{
  static GMutex lock;
  static RsWaters *opened; /* guarded by lock; kept until the program ends */
  const RsWaters *waters;

  g_mutex_lock (&lock);
  if (!opened)
    {
      g_autofree char *path = rs_data_file_find ("waters.rsgrid");

      opened = rs_waters_open (path, error);
    }
  waters = opened;
  g_mutex_unlock (&lock);
  return waters;
}

static gboolean
has_code (const char *codes, const char *code)
{
  for (; *codes; codes += 2)
    if (codes[0] == code[0] && codes[1] == code[1])
      return TRUE;
  return FALSE;
}

gboolean
rs_waters_add_country (const RsWaters *self, const char *code, RsWatersSet *set)
{
  gboolean found = FALSE;

  g_return_val_if_fail (strlen (code) == 2, FALSE);
  for (guint i = 1; i <= self->n_entries; i++)
    if (has_code (self->codes[i], code))
      {
        set->bits[i / 32] |= 1u << i % 32;
        found = TRUE;
      }
  return found;
}

static guint
get_row (const RsWaters *self, gint32 lat_e7)
{
  gint64 down = ((gint64) RS_LAT_E7_MAX - lat_e7) * self->per_degree / RS_E7;

  return (guint) CLAMP (down, 0, (gint64) self->n_rows - 1);
}

static guint
get_column (const RsWaters *self, gint32 lon_e7)
{
  gint64 along = ((gint64) lon_e7 + RS_LON_E7_MAX) * self->per_degree / RS_E7;

  return (guint) CLAMP (along, 0, (gint64) self->n_columns - 1);
}

/* Index of the run that has the cell. */
static guint
find_run (const RsWaters *self, guint row, guint column)
{
  guint low = self->starts[row], high = self->starts[row + 1] - 1;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (self->runs[middle].end > column)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

/* Moves the cursor to the run that has the place. */
static void
find (const RsWaters *self, gint32 lat_e7, gint32 lon_e7, RsWatersCursor *cursor)
{
  guint row = get_row (self, lat_e7), column = get_column (self, lon_e7), low;

  if (row == cursor->row && column >= cursor->from && column < cursor->to)
    return;
  low = find_run (self, row, column);
  cursor->row = row;
  cursor->from = low > self->starts[row] ? self->runs[low - 1].end : 0;
  cursor->to = self->runs[low].end;
  cursor->entry = self->runs[low].entry;
}

static gboolean
has_entry (const RsWatersSet *set, guint8 entry)
{
  return (set->bits[entry / 32] >> entry % 32 & 1) != 0;
}

gboolean
rs_waters_has (const RsWaters *self, const RsWatersSet *set, gint32 lat_e7, gint32 lon_e7,
               RsWatersCursor *cursor)
{
  find (self, lat_e7, lon_e7, cursor);
  return has_entry (set, cursor->entry);
}

static void
make_squares (RsWaters *self)
{
  guint n_columns = (self->n_columns + SQUARE - 1) / SQUARE;
  guint n_rows = (self->n_rows + SQUARE - 1) / SQUARE;
  guint16 *squares = g_new (guint16, (gsize) n_columns * n_rows);

  for (guint row = 0; row < self->n_rows; row++)
    {
      guint16 *at = squares + (gsize) (row / SQUARE) * n_columns;
      guint from = 0;

      if (row % SQUARE == 0)
        for (guint i = 0, run = self->starts[row]; i < n_columns; i++)
          {
            while (self->runs[run].end <= i * SQUARE)
              run++;
            at[i] = self->runs[run].entry;
          }
      for (guint run = self->starts[row]; run < self->starts[row + 1]; run++)
        {
          guint16 entry = self->runs[run].entry;
          guint end = (self->runs[run].end + SQUARE - 1) / SQUARE;

          for (guint i = from / SQUARE; i < end; i++)
            at[i] = at[i] == entry ? entry : MIXED;
          from = self->runs[run].end;
        }
    }
  self->n_square_columns = n_columns;
  self->squares = squares;
}

/* What some cells are. */
typedef struct
{
  gboolean in, out;
} Found;

static void
look_at_row (const RsWaters *self, const RsWatersSet *set, guint row, guint west, guint east,
             Found *found)
{
  for (guint run = find_run (self, row, west); !(found->in && found->out); run++)
    {
      if (has_entry (set, self->runs[run].entry))
        found->in = TRUE;
      else
        found->out = TRUE;
      if (self->runs[run].end > east)
        return;
    }
}

RsShare
rs_waters_get_share (const RsWaters *self, const RsWatersSet *set, const RsBoxE7 *box)
{
  RsWaters *mutable_self = (RsWaters *) self;
  guint north = get_row (self, box->north_e7), south = get_row (self, box->south_e7);
  guint west = get_column (self, box->west_e7), east = get_column (self, box->east_e7);
  guint first = west / SQUARE, end = east / SQUARE + 1;
  gboolean is_mixed = FALSE;
  Found found = { FALSE, FALSE };

  if (g_once_init_enter (&mutable_self->squares_once))
    {
      make_squares (mutable_self);
      g_once_init_leave (&mutable_self->squares_once, 1);
    }
  if ((south / SQUARE - north / SQUARE + 1) * (end - first) > SQUARES_MAX)
    return RS_SHARE_OPEN;
  for (guint row = north / SQUARE; row <= south / SQUARE; row++)
    for (guint i = first; i < end; i++)
      {
        guint16 entry = self->squares[(gsize) row * self->n_square_columns + i];

        if (entry == MIXED)
          is_mixed = TRUE;
        else if (has_entry (set, (guint8) entry))
          found.in = TRUE;
        else
          found.out = TRUE;
        if (found.in && found.out)
          return RS_SHARE_OPEN;
      }
  if (is_mixed && south - north >= ROWS_MAX)
    return RS_SHARE_OPEN;
  for (guint row = north; is_mixed && row <= south && !(found.in && found.out); row++)
    look_at_row (self, set, row, west, east, &found);
  return found.in && found.out ? RS_SHARE_OPEN : found.in ? RS_SHARE_ALL : RS_SHARE_NONE;
}

const char *
rs_waters_get_codes (const RsWaters *self, gint32 lat_e7, gint32 lon_e7)
{
  RsWatersCursor cursor = { 0 };

  find (self, lat_e7, lon_e7, &cursor);
  return self->codes[cursor.entry];
}

static int
compare_codes (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

const char **
rs_waters_list_countries (const RsWaters *self)
{
  GPtrArray *codes = g_ptr_array_new ();

  /* Entries of two countries have their codes beside entries of each alone. */
  for (guint i = 1; i <= self->n_entries; i++)
    if (strlen (self->codes[i]) == 2)
      g_ptr_array_add (codes, (gpointer) self->codes[i]);
  g_ptr_array_sort (codes, compare_codes);
  g_ptr_array_add (codes, NULL);
  return (const char **) g_ptr_array_free (codes, FALSE);
}
