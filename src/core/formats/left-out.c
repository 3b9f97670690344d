/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/left-out.h"

#include <glib/gi18n-lib.h>

/* Of a value that a note shows. */
#define MAX_VALUE 40

gboolean
rs_left_out_count (RsLeftOut *self, guint32 fields)
{
  for (guint32 rest = fields; rest; rest &= rest - 1)
    if (self->fields[g_bit_nth_lsf (rest, -1)].n == 0)
      return FALSE;
  for (guint32 rest = fields; rest; rest &= rest - 1)
    self->fields[g_bit_nth_lsf (rest, -1)].n++;
  return TRUE;
}

void
rs_left_out_add (RsLeftOut *self, guint32 fields, const RsCsvColumns *columns, const RsCell *cells,
                 guint n_cells, guint32 line)
{
  for (guint32 rest = fields; rest; rest &= rest - 1)
    {
      guint field = (guint) g_bit_nth_lsf (rest, -1);
      gint column = columns->columns[field];

      if (self->fields[field].n++ > 0)
        continue;
      self->fields[field].line = line;
      self->fields[field].value
          = column >= 0 && (guint) column < n_cells
                ? g_strstrip (rs_read_clean (cells[column].text, cells[column].len, MAX_VALUE))
                : g_strdup ("");
    }
}

void
rs_left_out_note (const RsLeftOut *self, const RsCsvRowReader *rows, RsReadContext *context)
{
  for (guint i = 0; i < RS_N_FIELDS; i++)
    {
      g_autofree char *column = rs_csv_row_dup_column (rows, i);
      guint n = (guint) MIN (self->fields[i].n, G_MAXUINT);

      if (n > 0)
        rs_read_note (context,
                      /* Translators: number, name of a column, number of a line, a value */
                      ngettext ("%u value of “%s” cannot be read or is impossible, and was left out "
                                "(first: line %u, “%s”)",
                                "%u values of “%s” cannot be read or are impossible, and were left out "
                                "(first: line %u, “%s”)",
                                n),
                      n, column, self->fields[i].line, self->fields[i].value);
    }
}

void
rs_left_out_clear (RsLeftOut *self)
{
  for (guint i = 0; i < RS_N_FIELDS; i++)
    g_clear_pointer (&self->fields[i].value, g_free);
}
