/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/csv-chunks.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "formats/csv.h"
#include "formats/limits.h"
#include "model/background.h"

#define CHUNK (256 * 1024)
#define BLOCK 64
#define READ_MIN 16
#define N_WORKERS_MAX 8
#define N_CHUNKS (2 * N_WORKERS_MAX + 2)

static gsize chunk_size = CHUNK;

typedef struct
{
  RsCsvChunk out;
  char *text;
  gsize capacity; /* a block less than there is room */
  GArray *rows;   /* of RsCsvChunkRow */
  gboolean ends_line; /* or the file */
  gboolean parsed;
} Chunk;

/* What a parsing thread works with. */
typedef struct
{
  RsCsvRowReader rows;
  GString *scratch;
  RsCell cells[RS_MAX_COLUMNS];
} Parser;

struct _RsCsvChunks
{
  RsInput *input; /* the reading thread's */
  gsize size;
  char delimiter;
  RsCsvRowReader rows; /* what the parsers' are copies of */
  char *carry; /* the reading thread's: the start of a line whose end is not read */
  gsize carry_len;

  GMutex mutex; /* of what follows; a chunk is its stage's own */
  GCond changed;
  Chunk chunks[N_CHUNKS];
  guint n_chunks;                      /* in use of them */
  guint64 n_read, n_begun, n_released; /* chunks so far: read, given to a parser, used up */
  gboolean taken;                      /* the caller has the one after those released */
  gboolean at_end, ending;
  guint64 n_doubled, n_skipped, n_days; /* times that the parsers read, as RsTimeReader has them */
  GError *error; /* (nullable): of reading */
  GThread *threads[N_WORKERS_MAX + 1];
  guint n_threads;
};

void
rs_csv_chunks_set_size (gsize size)
{
  chunk_size = size > 0 ? size : CHUNK;
}

gboolean
rs_csv_chunks_are_worth (RsInput *input)
{
  return rs_input_is_compressed (input) || rs_input_get_size (input) >= 4 * chunk_size;
}

RsCsvMarks
rs_csv_scan_plain (const char *text, char a, char b, char c)
{
  RsCsvMarks marks = { 0, 0, 0 };

  for (guint i = 0; i < BLOCK; i++)
    {
      marks.a |= (guint64) (text[i] == a) << i;
      marks.b |= (guint64) (text[i] == b) << i;
      marks.c |= (guint64) (text[i] == c) << i;
    }
  return marks;
}

RsCsvMarks
rs_csv_scan (const char *text, char a, char b, char c)
{
#ifdef __SSE2__
  __m128i va = _mm_set1_epi8 (a), vb = _mm_set1_epi8 (b), vc = _mm_set1_epi8 (c);
  RsCsvMarks marks = { 0, 0, 0 };

  for (guint i = 0; i < BLOCK / 16; i++)
    {
      __m128i v = _mm_loadu_si128 ((const __m128i *) (gconstpointer) (text + 16 * i));

      marks.a |= (guint64) (guint) _mm_movemask_epi8 (_mm_cmpeq_epi8 (v, va)) << (16 * i);
      marks.b |= (guint64) (guint) _mm_movemask_epi8 (_mm_cmpeq_epi8 (v, vb)) << (16 * i);
      marks.c |= (guint64) (guint) _mm_movemask_epi8 (_mm_cmpeq_epi8 (v, vc)) << (16 * i);
    }
  return marks;
#else
  return rs_csv_scan_plain (text, a, b, c);
#endif
}

/* --- parsing ------------------------------------------------------------------------------------ */

/* Whether the line behind the one at @from to @to, which has an open quote, is in the chunk and a row like it. */
static gboolean
is_next_row (RsCsvChunks *self, Parser *parser, const Chunk *chunk, gsize from, gsize to)
{
  const char *text = chunk->text, *next = memchr (text + to, '\n', chunk->out.len - to), *end;

  next = next ? next + 1 : text + chunk->out.len;
  end = memchr (next, '\n', (gsize) (text + chunk->out.len - next));
  if (!end)
    return FALSE;
  if (end > next && end[-1] == '\r')
    end--;
  return rs_csv_is_next_row (text + from, to - from, next, (gsize) (end - next), self->delimiter,
                             parser->scratch);
}

/* A line whose end was found. FALSE: it needs those behind it. */
static gboolean
parse_line (RsCsvChunks *self, Parser *parser, Chunk *chunk, gsize from, gsize to, guint n_cells,
            gboolean quoted)
{
  const char *text = chunk->text;
  RsCsvChunkRow *row;
  gsize len;

  if (to > from && text[to - 1] == '\r')
    to--;
  len = to - from;
  if (len == 0)
    return TRUE;
  g_array_set_size (chunk->rows, chunk->rows->len + 1);
  row = &g_array_index (chunk->rows, RsCsvChunkRow, chunk->rows->len - 1);
  row->reason = NULL;
  row->offset = (guint32) from;
  row->len = (guint32) MIN (len, RS_MAX_LINE);
  row->line = chunk->out.n_lines;
  if (len > RS_MAX_LINE)
    {
      row->reason = "line is too long";
      return TRUE;
    }
  if (quoted)
    {
      gboolean open;

      n_cells = rs_csv_split_quoted (text + from, len, self->delimiter, parser->cells,
                                     RS_MAX_COLUMNS, parser->scratch, &open);
      if (open && !is_next_row (self, parser, chunk, from, to))
        {
          g_array_set_size (chunk->rows, chunk->rows->len - 1);
          return FALSE;
        }
      if (open)
        {
          chunk->out.n_letters++;
          n_cells = rs_csv_split (text + from, len, self->delimiter, parser->cells, RS_MAX_COLUMNS,
                                  parser->scratch);
        }
    }
  else if (n_cells < RS_MAX_COLUMNS)
    {
      /* The last cell ends with the line. */
      const char *start = n_cells > 0 ? parser->cells[n_cells - 1].text
                                            + parser->cells[n_cells - 1].len + 1
                                      : text + from;

      parser->cells[n_cells].text = start;
      parser->cells[n_cells++].len = (gsize) (text + to - start);
    }
  else
    n_cells = 0;
  if (n_cells == 0)
    {
      row->reason = "too many columns";
      return TRUE;
    }
  rs_csv_row_read (&parser->rows, parser->cells, n_cells, &row->row);
  if (row->row.kind == RS_CSV_ROW_NO_VESSEL)
    {
      chunk->out.n_no_vessels++;
      g_array_set_size (chunk->rows, chunk->rows->len - 1);
    }
  return TRUE;
}

static void
parse_chunk (RsCsvChunks *self, Parser *parser, Chunk *chunk)
{
  const char *text = chunk->text;
  gsize len = chunk->out.len, start = 0, cell = 0;
  guint n_cells = 0;
  gboolean quoted = FALSE, stopped = FALSE;

  g_array_set_size (chunk->rows, 0);
  chunk->out.n_lines = 0;
  chunk->out.n_no_vessels = 0;
  chunk->out.n_letters = 0;
  if (!chunk->ends_line)
    len = 0;
  for (gsize block = 0; block < len && !stopped; block += BLOCK)
    {
      RsCsvMarks marks = rs_csv_scan (text + block, '\n', self->delimiter, '"');
      guint64 all = marks.a | marks.b | marks.c;

      for (; all; all &= all - 1)
        {
          gsize at = block + (guint) __builtin_ctzll (all);
          guint64 bit = all & (0 - all);

          if (at >= len)
            break;
          if (marks.b & bit)
            {
              if (n_cells < RS_MAX_COLUMNS)
                {
                  parser->cells[n_cells].text = text + cell;
                  parser->cells[n_cells].len = at - cell;
                  n_cells++;
                }
              cell = at + 1;
            }
          else if (marks.c & bit)
            quoted = TRUE;
          else
            {
              chunk->out.n_lines++;
              if (!parse_line (self, parser, chunk, start, at, n_cells, quoted))
                {
                  chunk->out.n_lines--;
                  stopped = TRUE;
                  break;
                }
              start = cell = at + 1;
              n_cells = 0;
              quoted = FALSE;
            }
        }
    }
  /* The last line of a file may lack its end. */
  if (!stopped && start < len)
    {
      chunk->out.n_lines++;
      if (parse_line (self, parser, chunk, start, len, n_cells, quoted))
        start = len;
      else
        chunk->out.n_lines--;
    }
  chunk->out.stopped_at = start;
  chunk->out.rows = (RsCsvChunkRow *) (gpointer) chunk->rows->data;
  chunk->out.n_rows = chunk->rows->len;
}

static gpointer
run_parser (gpointer data)
{
  RsCsvChunks *self = data;
  Parser *parser = g_new0 (Parser, 1);

  rs_background_begin ();
  rs_csv_row_reader_init_copy (&parser->rows, &self->rows);
  parser->scratch = g_string_sized_new (1024);
  g_mutex_lock (&self->mutex);
  while (!self->ending)
    {
      Chunk *chunk;

      if (self->n_begun == self->n_read)
        {
          if (self->at_end)
            break;
          g_cond_wait (&self->changed, &self->mutex);
          continue;
        }
      chunk = &self->chunks[self->n_begun++ % self->n_chunks];
      g_mutex_unlock (&self->mutex);
      parse_chunk (self, parser, chunk);
      g_mutex_lock (&self->mutex);
      chunk->parsed = TRUE;
      self->n_doubled += parser->rows.times.n_doubled;
      self->n_skipped += parser->rows.times.n_skipped;
      self->n_days += parser->rows.times.n_days;
      parser->rows.times.n_doubled = parser->rows.times.n_skipped = parser->rows.times.n_days = 0;
      g_cond_broadcast (&self->changed);
    }
  g_mutex_unlock (&self->mutex);
  g_string_free (parser->scratch, TRUE);
  rs_csv_row_reader_clear (&parser->rows);
  g_free (parser);
  return NULL;
}

/* --- reading ------------------------------------------------------------------------------------ */

/* Fills a chunk and cuts it behind its last line; FALSE at the end of the file or on error. */
static gboolean
read_chunk (RsCsvChunks *self, Chunk *chunk, GError **error)
{
  gsize n = self->carry_len;
  const char *last;
  gboolean more = TRUE;

  if (chunk->capacity < n + self->size)
    {
      chunk->capacity = n + self->size;
      g_free (chunk->text);
      chunk->text = g_malloc (chunk->capacity + READ_MIN + BLOCK);
    }
  memcpy (chunk->text, self->carry, n);
  while (n < self->carry_len + self->size)
    {
      /* Not less than it can give; the block behind the chunk has room. */
      gssize got = rs_input_read (self->input, chunk->text + n,
                                  MAX (self->carry_len + self->size - n, READ_MIN), error);

      if (got <= 0)
        {
          if (got < 0)
            return FALSE;
          more = FALSE;
          break;
        }
      n += (gsize) got;
    }
  self->carry_len = 0;
  last = more ? memrchr (chunk->text, '\n', n) : NULL;
  chunk->ends_line = !more || last;
  if (last)
    {
      gsize end = (gsize) (last + 1 - chunk->text);

      self->carry = g_realloc (self->carry, MAX (n - end, 1));
      self->carry_len = n - end;
      memcpy (self->carry, last + 1, n - end);
      n = end;
    }
  memset (chunk->text + n, 0, BLOCK);
  chunk->out.text = chunk->text;
  chunk->out.len = n;
  return more;
}

static gpointer
run_reader (gpointer data)
{
  RsCsvChunks *self = data;
  gboolean more = TRUE;

  rs_background_begin ();
  g_mutex_lock (&self->mutex);
  while (more && !self->ending)
    {
      GError *error = NULL;
      Chunk *chunk;

      if (self->n_read - self->n_released == self->n_chunks)
        {
          g_cond_wait (&self->changed, &self->mutex);
          continue;
        }
      chunk = &self->chunks[self->n_read % self->n_chunks];
      chunk->parsed = FALSE;
      g_mutex_unlock (&self->mutex);
      more = read_chunk (self, chunk, &error);
      g_mutex_lock (&self->mutex);
      if (!error)
        self->n_read++;
      self->error = error;
      self->at_end = !more;
      g_cond_broadcast (&self->changed);
    }
  g_mutex_unlock (&self->mutex);
  return NULL;
}

RsCsvChunks *
rs_csv_chunks_new (RsInput *input, const char *rest, gsize rest_len, char delimiter,
                   const RsCsvRowReader *rows)
{
  RsCsvChunks *self = g_new0 (RsCsvChunks, 1);
  guint n_workers = rs_background_get_n_workers ();

  self->input = input;
  self->size = chunk_size;
  self->delimiter = delimiter;
  rs_csv_row_reader_init_copy (&self->rows, rows);
  self->carry = g_malloc (MAX (rest_len, 1));
  memcpy (self->carry, rest, rest_len);
  self->carry_len = rest_len;
  self->n_chunks = 2 * n_workers + 2;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  for (guint i = 0; i < self->n_chunks; i++)
    self->chunks[i].rows = g_array_new (FALSE, FALSE, sizeof (RsCsvChunkRow));
  for (guint i = 0; i < n_workers; i++)
    self->threads[self->n_threads++] = g_thread_new ("csv-parse", run_parser, self);
  self->threads[self->n_threads++] = g_thread_new ("csv-read", run_reader, self);
  return self;
}

void
rs_csv_chunks_free (RsCsvChunks *self)
{
  g_mutex_lock (&self->mutex);
  self->ending = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
  for (guint i = 0; i < self->n_threads; i++)
    g_thread_join (self->threads[i]);
  for (guint i = 0; i < self->n_chunks; i++)
    {
      g_array_unref (self->chunks[i].rows);
      g_free (self->chunks[i].text);
    }
  g_clear_error (&self->error);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);
  g_free (self->carry);
  rs_csv_row_reader_clear (&self->rows);
  g_free (self);
}

gboolean
rs_csv_chunks_next (RsCsvChunks *self, const RsCsvChunk **out, GError **error)
{
  gboolean ok = TRUE;

  *out = NULL;
  g_mutex_lock (&self->mutex);
  if (self->taken)
    {
      self->n_released++;
      self->taken = FALSE;
      g_cond_broadcast (&self->changed);
    }
  for (;;)
    {
      Chunk *chunk = &self->chunks[self->n_released % self->n_chunks];

      if (self->n_released < self->n_read)
        {
          if (chunk->parsed)
            {
              self->taken = TRUE;
              *out = &chunk->out;
              break;
            }
        }
      else if (self->at_end)
        {
          ok = self->error == NULL;
          if (!ok)
            g_propagate_error (error, g_steal_pointer (&self->error));
          break;
        }
      g_cond_wait (&self->changed, &self->mutex);
    }
  g_mutex_unlock (&self->mutex);
  return ok;
}

void
rs_csv_chunks_add_times (RsCsvChunks *self, RsTimeReader *times)
{
  g_mutex_lock (&self->mutex);
  times->n_doubled += self->n_doubled;
  times->n_skipped += self->n_skipped;
  times->n_days += self->n_days;
  g_mutex_unlock (&self->mutex);
}
