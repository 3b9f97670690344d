/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "export/out.h"
#include "export/report.h"

/* Text with Markdown's own characters escaped, and no line end that would break a table. */
static void
put_text (RsOut *out, const char *text)
{
  for (const char *c = text; *c; c++)
    {
      if (strchr ("\\`*_{}[]<>#|", *c))
        rs_out_puts (out, "\\");
      rs_out_write (out, *c == '\n' ? " " : c, 1);
    }
}

static void
put_table (RsOut *out, const RsBlock *block)
{
  guint n = g_strv_length (g_ptr_array_index (block->rows, 0));

  for (guint r = 0; r < block->rows->len; r++)
    {
      char **cells = g_ptr_array_index (block->rows, r);

      for (char **cell = cells; *cell; cell++)
        {
          rs_out_puts (out, "| ");
          put_text (out, *cell);
          rs_out_puts (out, " ");
        }
      rs_out_puts (out, "|\n");
      if (r == 0)
        {
          for (guint i = 0; i < n; i++)
            rs_out_puts (out, "| --- ");
          rs_out_puts (out, "|\n");
        }
    }
  rs_out_puts (out, "\n");
}

gboolean
rs_report_write_markdown (const RsSelection *selection, GPtrArray *blocks, const char *path,
                          GCancellable *cancellable, GError **error)
{
  RsOut *out = rs_out_open (path, cancellable, error);

  if (!out)
    return FALSE;
  for (guint i = 0; i < blocks->len; i++)
    {
      const RsBlock *block = g_ptr_array_index (blocks, i);

      switch (block->kind)
        {
        case RS_BLOCK_TITLE:
        case RS_BLOCK_HEADING:
        case RS_BLOCK_SUBHEADING:
          rs_out_puts (out, block->kind == RS_BLOCK_TITLE     ? "# "
                            : block->kind == RS_BLOCK_HEADING ? "## "
                                                              : "### ");
          put_text (out, block->text);
          rs_out_puts (out, "\n\n");
          break;
        case RS_BLOCK_WARNING:
          rs_out_puts (out, "> **");
          put_text (out, block->text);
          rs_out_puts (out, "**\n\n");
          break;
        case RS_BLOCK_TEXT:
          put_text (out, block->text);
          rs_out_puts (out, "\n\n");
          break;
        case RS_BLOCK_FACTS:
          for (guint r = 0; r < block->rows->len; r++)
            {
              char **cells = g_ptr_array_index (block->rows, r);

              rs_out_puts (out, "- **");
              put_text (out, cells[0]);
              rs_out_puts (out, ":** ");
              put_text (out, cells[1]);
              rs_out_puts (out, "\n");
            }
          rs_out_puts (out, "\n");
          break;
        case RS_BLOCK_TABLE:
        case RS_BLOCK_PAIR:
          put_table (out, block);
          break;
        case RS_BLOCK_PICTURE: /* a text format: the picture is in HTML and PDF */
        default:
          break;
        }
    }
  return rs_out_finish (out, error);
}
