/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which saved layout was made for a file like this one. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "formats/charset.h"
#include "formats/csv-plan.h"
#include "formats/limits.h"
#include "formats/saved-layout.h"

/* The beginning of the file as UTF-8; NULL if there is no such encoding. */
static char *
decode (const guint8 *bytes, gsize n, const char *encoding, gsize *out_n)
{
  g_autoptr (RsCharset) converter = NULL;
  char *text;
  gsize used;

  if (strcmp (encoding, "UTF-8") == 0)
    {
      *out_n = n;
      return g_memdup2 (bytes, n);
    }
  converter = rs_charset_new (encoding, NULL);
  if (!converter)
    return NULL;
  text = g_malloc (3 * n + 16);
  *out_n = rs_charset_convert (converter, bytes, n, FALSE, text, 3 * n + 16, &used);
  return text;
}

static gboolean
row_is (const RsCsvSampleRow *row, char **names)
{
  guint n = g_strv_length (names);

  if (row->n_cells != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = rs_csv_plan_name_column (row->cells[i], i);

      if (strcmp (name, names[i]) != 0)
        return FALSE;
    }
  return TRUE;
}

/* Whether the header is among the first rows; there may be a title above it. */
static gboolean
fits (const RsSavedLayout *layout, const guint8 *bytes, gsize n)
{
  const char *encoding
      = layout->encoding ? layout->encoding : rs_charset_guess (bytes, n);
  g_auto (GStrv) names = g_strsplit (layout->header_row, "\t", -1);
  g_autoptr (RsCsvSample) sample = NULL;
  g_autofree char *text = NULL;
  gsize n_text;

  text = decode (bytes, n, encoding, &n_text);
  if (!text)
    return FALSE;
  sample = rs_csv_sample_new (text, n_text, n + 16 < RS_SNIFF_BYTES, layout->delimiter,
                              RS_MAX_PREAMBLE);
  for (guint i = 0; i < sample->rows->len; i++)
    if (row_is (rs_csv_sample_get (sample, i), names))
      return TRUE;
  return FALSE;
}

RsSavedLayout *
rs_saved_layout_match (RsInput *input)
{
  g_autoptr (GPtrArray) names = rs_saved_layout_list_newest ();
  const guint8 *bytes;
  gsize n;

  if (names->len == 0)
    return NULL;
  bytes = rs_input_peek (input, RS_SNIFF_BYTES, &n, NULL);
  for (guint i = 0; bytes && i < names->len; i++)
    {
      g_autoptr (RsSavedLayout) layout
          = rs_saved_layout_load (g_ptr_array_index (names, i), NULL);

      if (layout && layout->header_row && fits (layout, bytes, n))
        return g_steal_pointer (&layout);
    }
  return NULL;
}

char *
rs_saved_layout_describe_match (const RsSavedLayout *self)
{
  /* Translators: %s is the name that the user gave to a layout of columns */
  return g_strdup_printf (_("The columns are those of the saved layout “%s”, which was made for such a "
                            "file"),
                          self->name);
}
