/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSV with a row for each position: MarineCadastre, the Danish Maritime Authority, and any other whose
 * columns are known by name or by --map. The driver: header, rows one by one, whose is what; what the
 * cells of a row say is csv-row.c's. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/key-map.h"
#include "formats/csv-chunks.h"
#include "formats/csv-row.h"
#include "formats/csv-setup.h"
#include "formats/left-out.h"
#include "formats/reader-private.h"

/* In the map of what was said last, beside the fingerprint: whether it was anything at all. */
#define SAID_SOMETHING 1
/* Rows ahead of the one being taken whose vessel is fetched into the processor's cache. */
#define FETCH 32

typedef struct
{
  RsReadContext *context;
  RsCsv csv;
  RsCsvSetup setup;
  RsCsvRowReader rows;
  RsKeyMap said; /* of vessels: fingerprint of what it said last, the lowest bit as above */
  RsLeftOut left_out;
  guint64 n_not_vessels, n_silent, n_remarks, n_mended_courses;
  gboolean in_pieces; /* it is long enough for several threads */
  /* Of a file that several threads read: the piece at hand, when it is read line by line. */
  RsCsvChunks *chunks;
  const char *piece;
  gsize piece_len;
} Reader;

/* Who the row is about; 0 if nobody. */
static guint64
find_key (Reader *self, const RsCsvRow *row)
{
  g_autofree char *name = NULL;

  if (row->mmsi > 0)
    return row->mmsi;
  name = rs_csv_row_dup_name (&self->rows, self->csv.cells, self->csv.n_cells, NULL);
  return rs_read_name_key (self->context, name);
}

/* Whether the vessel says what it said last; if not, it is noted. */
static gboolean
is_said (Reader *self, guint64 key, const RsCsvRow *row, guint64 **out_said)
{
  *out_said = rs_key_map_get (&self->said, key);
  return (**out_said | SAID_SOMETHING) == (row->said | SAID_SOMETHING);
}

/* Fixes before a static report that say again what the vessel said are handed out before it: they mean what was
 * said then. Others wait on: handing out a few at a time is slow. */
static gboolean
flush_said (Reader *self, guint64 key, GError **error)
{
  const RsReadFix *batch = self->context->batch;

  for (guint i = self->context->n_batch; i-- > 0;)
    if (batch[i].key == key && batch[i].says_again)
      return rs_read_flush (self->context, error);
  return TRUE;
}

static void
leave_out (Reader *self, guint32 fields)
{
  if (fields != 0 && !rs_left_out_count (&self->left_out, fields))
    rs_left_out_add (&self->left_out, fields, &self->rows.columns, self->csv.cells,
                     self->csv.n_cells, self->context->line_base + self->csv.line);
}

/* A static report that is not the vessel's last. The cells are at hand. */
static gboolean
emit_static (Reader *self, guint64 key, const RsCsvRow *row, guint64 *said, GError **error)
{
  RsReadStatic statics = { .key = key, .t_ms = row->fix.t_ms, .line = self->csv.line };
  g_autofree char *label = NULL;
  RsCsvStatics read;
  gboolean ok = TRUE, any;

  rs_csv_row_get_statics (&self->rows, self->csv.cells, self->csv.n_cells, &read);
  leave_out (self, read.left_out);
  rs_csv_statics_fill (&read, &statics);
  any = *read.name || *read.callsign || *read.destination || read.imo || read.ship_type
        || read.dim_a_m || read.dim_b_m || read.dim_c_m || read.dim_d_m || read.draught_dm;
  if ((key & RS_READ_NAMED) && read.name[0] == '\0')
    statics.name = label = rs_csv_row_dup_name (&self->rows, self->csv.cells, self->csv.n_cells,
                                                &statics.is_label);
  /* A label needs to be said once. */
  *said = any && !statics.is_label ? row->said | SAID_SOMETHING : row->said & ~(guint64) SAID_SOMETHING;
  if (any || label)
    ok = flush_said (self, key, error)
         && rs_read_emit_static (self->context, &statics, error);
  rs_csv_statics_clear (&read);
  return ok;
}

/* A row of any kind. Its cells are at hand. */
static gboolean
take_row (Reader *self, RsCsvRow *row, GError **error)
{
  gboolean says_again = FALSE;
  guint64 key = 0, *said;

  /* A remark between the rows; a row may begin with # for another reason. */
  if (row->kind == RS_CSV_ROW_REJECT && self->csv.record[0] == '#')
    {
      self->n_remarks++;
      self->context->summary->n_records--;
      return TRUE;
    }
  leave_out (self, row->left_out);
  self->n_mended_courses += row->is_course_mended;
  if (!row->has_bad_mmsi)
    key = find_key (self, row);
  if (key == 0 && !row->has_bad_mmsi)
    {
      row->kind = RS_CSV_ROW_REJECT;
      row->problem = RS_REJECT_NOBODY;
      row->problem_field = RS_N_FIELDS;
      row->has_statics = FALSE;
    }
  if (row->has_statics)
    {
      if (!is_said (self, key, row, &said))
        {
          if (!emit_static (self, key, row, said, error))
            return FALSE;
        }
      else
        says_again = (*said & SAID_SOMETHING) != 0;
    }
  if (row->kind != RS_CSV_ROW_FIX)
    {
      g_autofree char *reason = NULL;
      RsReadStatic statics = { .key = key, .t_ms = row->fix.t_ms, .line = self->csv.line,
                               .same = TRUE, .name = "", .callsign = "", .destination = "" };

      if (says_again
          && (!flush_said (self, key, error)
              || !rs_read_emit_static (self->context, &statics, error)))
        return FALSE;
      self->n_silent += row->kind == RS_CSV_ROW_STATIC;
      if (row->kind == RS_CSV_ROW_STATIC)
        return TRUE;
      reason = rs_csv_row_dup_reason (&self->rows, self->csv.cells, self->csv.n_cells, row);
      return rs_read_emit_reject (self->context, self->csv.line, reason, self->csv.record,
                                  self->csv.record_len, error);
    }
  row->fix.line = self->csv.line;
  return rs_read_emit_row (self->context, key, &row->fix, says_again, error);
}

static gboolean
read_row (Reader *self, GError **error)
{
  RsCsvRow row;

  rs_csv_row_read (&self->rows, self->csv.cells, self->csv.n_cells, &row);
  self->context->summary->n_records++;
  if (row.kind == RS_CSV_ROW_NO_VESSEL)
    {
      self->n_not_vessels++;
      return TRUE;
    }
  return take_row (self, &row, error);
}

static gboolean
is_at_piece_end (const Reader *self)
{
  const RsLines *lines = &self->csv.lines;

  return self->chunks && self->piece_len == 0 && lines->start == lines->end && !lines->skipping;
}

/* Whether the rows begin, and several threads are to read them. */
static gboolean
is_to_hand_over (const Reader *self)
{
  return self->in_pieces && !self->chunks
         && rs_csv_setup_is_row (&self->setup, self->csv.lines.number + 1);
}

/* Line by line to the end of the file, or of a piece that ends with a line; of a file that is read in pieces
 * to where its rows begin. */
static gboolean
read_lines (Reader *self, GError **error)
{
  do
    {
      const char *reason;

      switch (rs_csv_next (&self->csv, &reason, error))
        {
        case RS_CSV_END:
          return TRUE;
        case RS_CSV_ERROR:
          return FALSE;
        case RS_CSV_BAD:
          if (!rs_csv_setup_is_row (&self->setup, self->csv.line))
            continue;
          self->context->summary->n_records++;
          if (!rs_read_emit_reject (self->context, self->csv.line, reason, self->csv.record,
                                    self->csv.record_len, error))
            return FALSE;
          break;
        case RS_CSV_RECORD:
        default:
          if (!rs_csv_setup_is_row (&self->setup, self->csv.line))
            continue;
          if (!read_row (self, error))
            return FALSE;
          break;
        }
      if (!rs_read_tick (self->context, error))
        return FALSE;
    }
  while (!is_at_piece_end (self) && !is_to_hand_over (self));
  return TRUE;
}

/* Bytes of the piece at hand, and when those are used up of the next. */
static gssize
read_piece (gpointer source, void *buffer, gsize n, GError **error)
{
  Reader *self = source;

  while (self->piece_len == 0)
    {
      const RsCsvChunk *chunk;

      if (!rs_csv_chunks_next (self->chunks, &chunk, error))
        return -1;
      if (!chunk)
        return 0;
      self->piece = chunk->text;
      self->piece_len = chunk->len;
    }
  n = MIN (n, self->piece_len);
  memcpy (buffer, self->piece, n);
  self->piece += n;
  self->piece_len -= n;
  return (gssize) n;
}

/* Takes a row of a piece that needs a look at its cells. */
static gboolean
take_slow_row (Reader *self, const char *text, const RsCsvChunkRow *found, GError **error)
{
  RsCsvRow row = found->row;

  self->csv.record = text + found->offset;
  self->csv.record_len = found->len;
  if (found->reason)
    return rs_read_emit_reject (self->context, self->csv.line, found->reason, self->csv.record,
                                self->csv.record_len, error);
  self->csv.n_cells = rs_csv_split (self->csv.record, found->len, self->csv.delimiter,
                                    self->csv.cells, RS_MAX_COLUMNS, self->csv.scratch);
  return take_row (self, &row, error);
}

static gboolean
take_rows (Reader *self, const RsCsvChunk *chunk, guint32 line_before, GError **error)
{
  RsReadContext *context = self->context;

  context->summary->n_records += chunk->n_rows + chunk->n_no_vessels;
  self->n_not_vessels += chunk->n_no_vessels;
  self->csv.n_letters += chunk->n_letters;
  for (gsize i = 0; i < chunk->n_rows; i++)
    {
      const RsCsvChunkRow *found = &chunk->rows[i];
      guint64 *said = NULL;

      if (i + FETCH < chunk->n_rows)
        rs_key_map_prefetch (&self->said, found[FETCH].row.mmsi);
      self->csv.line
          = found->line < G_MAXUINT32 - line_before ? line_before + found->line : G_MAXUINT32;
      if (found->reason || found->row.kind != RS_CSV_ROW_FIX || found->row.mmsi == 0
          || (found->row.left_out != 0 && !rs_left_out_count (&self->left_out, found->row.left_out))
          || (found->row.has_statics && !is_said (self, found->row.mmsi, &found->row, &said)))
        {
          if (!take_slow_row (self, chunk->text, found, error))
            return FALSE;
        }
      else
        {
          RsFix fix = found->row.fix;

          fix.line = self->csv.line;
          self->n_mended_courses += found->row.is_course_mended;
          if (!rs_read_emit_row (context, found->row.mmsi, &fix,
                                 said && (*said & SAID_SOMETHING) != 0, error))
            return FALSE;
        }
    }
  return TRUE;
}

/* Piece by piece, as several threads have read them. */
static gboolean
read_chunks (Reader *self, GError **error)
{
  RsLines *lines = &self->csv.lines;
  g_autoptr (RsCsvChunks) chunks
      = rs_csv_chunks_new (self->context->input, lines->buffer + lines->start,
                           lines->end - lines->start, self->csv.delimiter, &self->rows);
  gboolean ok = TRUE;

  self->chunks = chunks;
  lines->read = read_piece;
  lines->source = self;
  while (ok)
    {
      const RsCsvChunk *chunk;

      ok = rs_csv_chunks_next (chunks, &chunk, error);
      if (!ok || !chunk)
        break;
      /* The sink may take its time: a cancel is heeded at each piece, wherever the reading is. */
      self->context->next_tick = 0;
      ok = rs_read_tick (self->context, error) && take_rows (self, chunk, lines->number, error);
      if (!ok)
        break;
      lines->number = chunk->n_lines < G_MAXUINT32 - lines->number ? lines->number + chunk->n_lines
                                                                   : G_MAXUINT32;
      if (chunk->stopped_at == chunk->len)
        continue;
      lines->start = lines->end = lines->given = 0;
      lines->at_end = FALSE;
      self->piece = chunk->text + chunk->stopped_at;
      self->piece_len = chunk->len - chunk->stopped_at;
      ok = read_lines (self, error);
    }
  rs_csv_chunks_add_times (chunks, &self->rows.times);
  self->chunks = NULL;
  return ok;
}

gboolean
rs_read_csv (RsReadContext *context, GError **error)
{
  Reader *self = g_new0 (Reader, 1);
  gboolean ok;

  self->context = context;
  ok = rs_csv_setup_init (&self->setup, context, &self->rows, error);
  if (ok)
    {
      rs_key_map_init (&self->said);
      rs_csv_init (&self->csv, context->input, self->setup.plan.delimiter);
      self->in_pieces = rs_csv_chunks_are_worth (context->input);
      ok = read_lines (self, error) && (!self->in_pieces || read_chunks (self, error));
      rs_csv_clear (&self->csv);
      rs_key_map_clear (&self->said);
    }
  if (ok && self->n_not_vessels > 0)
    rs_read_note (context,
                  ngettext ("%u row is of a base station or an aid to navigation, which is no vessel",
                            "%u rows are of base stations and aids to navigation, which are no vessels",
                            (gulong) self->n_not_vessels),
                  (guint) self->n_not_vessels);
  if (ok && self->n_remarks > 0)
    rs_read_note (context,
                  ngettext ("%u line that begins with # was taken for a remark",
                            "%u lines that begin with # were taken for remarks",
                            (gulong) self->n_remarks),
                  (guint) self->n_remarks);
  if (ok && self->csv.n_letters > 0)
    rs_read_note (context,
                  ngettext ("In %u row a quotation mark that nothing closes was read as a letter of its cell",
                            "In %u rows a quotation mark that nothing closes was read as a letter of its cell",
                            (gulong) self->csv.n_letters),
                  (guint) self->csv.n_letters);
  if (ok && self->n_mended_courses > 0)
    rs_read_note (context,
                  ngettext ("%u course is negative, as MarineCadastre wrote some beyond 204.7 degrees; it was "
                            "read as 409.6 degrees more",
                            "%u courses are negative, as MarineCadastre wrote some beyond 204.7 degrees; they were "
                            "read as 409.6 degrees more",
                            (gulong) self->n_mended_courses),
                  (guint) self->n_mended_courses);
  if (ok)
    {
      rs_left_out_note (&self->left_out, &self->rows, context);
      rs_read_note_local_times (context, &self->rows.times);
      rs_read_note_coarse (context, self->rows.times.n_days);
      rs_read_note_silent (context, self->n_silent);
    }
  rs_left_out_clear (&self->left_out);
  rs_csv_row_reader_clear (&self->rows);
  rs_csv_setup_clear (&self->setup);
  g_free (self);
  return ok;
}
