/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/lines.h"

#include <string.h>

#include "formats/limits.h"

#define CHUNK (64 * 1024)

static gssize
read_input (gpointer source, void *buffer, gsize n, GError **error)
{
  return rs_input_read (source, buffer, n, error);
}

void
rs_lines_init (RsLines *self, RsInput *input)
{
  memset (self, 0, sizeof *self);
  self->read = read_input;
  self->source = input;
  self->capacity = 2 * CHUNK;
  self->buffer = g_malloc (self->capacity);
}

void
rs_lines_clear (RsLines *self)
{
  g_clear_pointer (&self->buffer, g_free);
}

/* Reads on, keeping what was given out last. */
static gboolean
fill (RsLines *self, GError **error)
{
  gssize got;

  if (self->given > 0)
    {
      memmove (self->buffer, self->buffer + self->given, self->end - self->given);
      self->start -= self->given;
      self->end -= self->given;
      self->given = 0;
    }
  /* What is kept is bounded by find_end (), and so is this. */
  if (self->capacity - self->end < CHUNK)
    {
      self->capacity *= 2;
      self->buffer = g_realloc (self->buffer, self->capacity);
    }
  got = self->read (self->source, self->buffer + self->end, CHUNK, error);
  if (got < 0)
    return FALSE;
  self->at_end = got == 0;
  self->end += (gsize) got;
  if (!self->begun && (self->at_end || self->end >= 3))
    {
      self->begun = TRUE;
      if (self->end >= 3 && memcmp (self->buffer, "\xef\xbb\xbf", 3) == 0)
        self->start = self->given = 3;
    }
  return TRUE;
}

/* Where the line that begins at start ends, the LF not included; it may be end if the input ends
 * there. FALSE: error (out_end 0) or longer than @max (out_end G_MAXSIZE). */
static gboolean
find_end (RsLines *self, gsize max, gsize *out_end, GError **error)
{
  gsize looked = 0; /* beyond start */

  for (;;)
    {
      const char *from = self->buffer + self->start + looked;
      const char *nl = self->start + looked < self->end
                           ? memchr (from, '\n', self->end - self->start - looked)
                           : NULL;

      if (nl)
        {
          *out_end = (gsize) (nl - self->buffer);
          return TRUE;
        }
      looked = self->end - self->start;
      if (self->at_end)
        {
          *out_end = self->end;
          return TRUE;
        }
      if (self->end - self->given > max)
        {
          *out_end = G_MAXSIZE;
          return FALSE;
        }
      if (!fill (self, error))
        {
          *out_end = 0;
          return FALSE;
        }
    }
}

static gsize
trim_cr (const RsLines *self, gsize from, gsize to)
{
  return to > from && self->buffer[to - 1] == '\r' ? to - 1 : to;
}

RsLinesResult
rs_lines_next (RsLines *self, const char **out_line, gsize *out_len, GError **error)
{
  gsize to;
  gboolean cut = FALSE;

  if (!self->begun)
    while (!self->begun)
      if (!fill (self, error))
        return RS_LINES_ERROR;
  while (self->skipping)
    {
      self->given = self->start;
      if (find_end (self, RS_MAX_LINE, &to, error))
        {
          self->skipping = FALSE;
          self->start = MIN (to + 1, self->end);
        }
      else if (to == 0)
        return RS_LINES_ERROR;
      else
        self->start = self->end;
    }
  self->given = self->start;
  self->n_extended = 0;
  if (find_end (self, RS_MAX_LINE, &to, error))
    {
      if (to == self->given && to == self->end)
        return RS_LINES_END;
      self->start = MIN (to + 1, self->end);
      to = trim_cr (self, self->given, to);
      cut = to - self->given > RS_MAX_LINE;
    }
  else if (to == 0)
    return RS_LINES_ERROR;
  else
    {
      cut = self->skipping = TRUE;
      self->start = self->end;
    }
  if (self->number < G_MAXUINT32)
    self->number++;
  *out_line = self->buffer + self->given;
  *out_len = cut ? RS_MAX_LINE : to - self->given;
  return cut ? RS_LINES_CUT : RS_LINES_LINE;
}

RsLinesResult
rs_lines_extend (RsLines *self, const char **line, gsize *len, GError **error)
{
  gsize to;

  if (!find_end (self, RS_MAX_QUOTED_RECORD, &to, error))
    return to == 0 ? RS_LINES_ERROR : RS_LINES_CUT;
  if (self->start == self->end)
    return RS_LINES_END;
  if (to - self->given > RS_MAX_QUOTED_RECORD)
    return RS_LINES_CUT;
  self->start = MIN (to + 1, self->end);
  if (self->number < G_MAXUINT32)
    {
      self->number++;
      self->n_extended++;
    }
  *line = self->buffer + self->given;
  *len = trim_cr (self, self->given, to) - self->given;
  return RS_LINES_LINE;
}

void
rs_lines_undo_extend (RsLines *self, gsize first_len)
{
  gsize at = self->given + first_len;

  if (at < self->end && self->buffer[at] == '\r')
    at++;
  if (at < self->end && self->buffer[at] == '\n')
    at++;
  self->start = at;
  self->number -= self->n_extended;
  self->n_extended = 0;
}
