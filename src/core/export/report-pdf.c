/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <pango/pangocairo.h>

#include "drawing/renderer.h"
#include "export/out.h"
#include "export/report.h"

/* A4 in points. Text flows down the page; a row or a picture that does not fit starts the next. */
#define PAGE_WIDTH 595.276
#define PAGE_HEIGHT 841.89
#define MARGIN 56.0
#define TEXT_WIDTH (PAGE_WIDTH - 2 * MARGIN)
#define BOTTOM (PAGE_HEIGHT - MARGIN - 14)
#define PICTURE_HEIGHT (TEXT_WIDTH * 0.58)
/* The map is drawn for a screen of this width and scaled down to the text's. */
#define PICTURE_PX 920.0
#define FONT "Cantarell, Noto Sans, Noto Sans CJK KR, sans-serif"

typedef struct
{
  cairo_t *cr;
  const RsSelection *selection;
  RsRenderer *renderer; /* (nullable) */
  double y;
  guint page;
} Pdf;

static PangoLayout *
make_layout (Pdf *pdf, const char *text, double size, gboolean bold, double width)
{
  PangoLayout *layout = pango_cairo_create_layout (pdf->cr);
  PangoFontDescription *font = pango_font_description_from_string (FONT);

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  if (bold)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_line_spacing (layout, 1.15f);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

static double
layout_height (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);
  return (double) height / PANGO_SCALE;
}

static void
put_footer (Pdf *pdf)
{
  g_autofree char *text = g_strdup_printf ("%s · %s · %u", pdf->selection->snapshot->title,
                                           rs_export_generator (), pdf->page);
  g_autoptr (PangoLayout) layout = make_layout (pdf, text, 8, FALSE, TEXT_WIDTH);

  cairo_set_source_rgb (pdf->cr, 0.45, 0.45, 0.45);
  cairo_move_to (pdf->cr, MARGIN, PAGE_HEIGHT - MARGIN + 6);
  pango_cairo_show_layout (pdf->cr, layout);
}

static void
next_page (Pdf *pdf)
{
  put_footer (pdf);
  cairo_show_page (pdf->cr);
  pdf->page++;
  pdf->y = MARGIN;
}

static void
need (Pdf *pdf, double height)
{
  if (pdf->y + height > BOTTOM && pdf->y > MARGIN)
    next_page (pdf);
}

/* A text of any length, broken across pages between its lines. */
static void
put_text (Pdf *pdf, const char *text, double size, gboolean bold, double before, double after)
{
  g_autoptr (PangoLayout) layout = make_layout (pdf, text, size, bold, TEXT_WIDTH);
  PangoLayoutIter *iter;

  if (pdf->y > MARGIN)
    pdf->y += before;
  /* A heading stays with the lines after it. */
  if (bold)
    need (pdf, layout_height (layout) + 40);
  iter = pango_layout_get_iter (layout);
  do
    {
      PangoLayoutLine *line = pango_layout_iter_get_line_readonly (iter);
      int top, bottom, baseline = pango_layout_iter_get_baseline (iter);
      double height;

      pango_layout_iter_get_line_yrange (iter, &top, &bottom);
      height = (double) (bottom - top) / PANGO_SCALE;
      need (pdf, height);
      cairo_set_source_rgb (pdf->cr, 0.13, 0.13, 0.13);
      cairo_move_to (pdf->cr, MARGIN, pdf->y + (double) (baseline - top) / PANGO_SCALE);
      pango_cairo_show_layout_line (pdf->cr, line);
      pdf->y += height;
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
  pdf->y += after;
}

static void
put_warning (Pdf *pdf, const char *text)
{
  const double dashes[] = { 5, 3.5 };
  g_autoptr (PangoLayout) layout = make_layout (pdf, text, 9.5, FALSE, TEXT_WIDTH - 20);
  double height = layout_height (layout) + 14;

  pdf->y += 4;
  need (pdf, height);
  cairo_set_source_rgb (pdf->cr, 0.54, 0.23, 0);
  cairo_set_line_width (pdf->cr, 1);
  cairo_set_dash (pdf->cr, dashes, 2, 0);
  cairo_rectangle (pdf->cr, MARGIN, pdf->y, TEXT_WIDTH, height);
  cairo_stroke (pdf->cr);
  cairo_set_dash (pdf->cr, NULL, 0, 0);
  cairo_move_to (pdf->cr, MARGIN + 10, pdf->y + 7);
  pango_cairo_show_layout (pdf->cr, layout);
  pdf->y += height + 8;
}

/* One row of cells side by side, each wrapped in its column. */
static void
put_row (Pdf *pdf, char **cells, const double *widths, guint n, double size, gboolean head,
         gboolean dim_first)
{
  g_autoptr (GPtrArray) layouts = g_ptr_array_new_with_free_func (g_object_unref);
  double height = 0, x = MARGIN;

  for (guint i = 0; i < n; i++)
    {
      PangoLayout *layout = make_layout (pdf, cells[i], size, head, widths[i] - 8);

      height = MAX (height, layout_height (layout));
      g_ptr_array_add (layouts, layout);
    }
  need (pdf, height + 6);
  for (guint i = 0; i < n; i++)
    {
      double grey = head || (dim_first && i == 0) ? 0.38 : 0.13;

      cairo_set_source_rgb (pdf->cr, grey, grey, grey);
      cairo_move_to (pdf->cr, x, pdf->y + 3);
      pango_cairo_show_layout (pdf->cr, g_ptr_array_index (layouts, i));
      x += widths[i];
    }
  pdf->y += height + 6;
  if (!dim_first)
    {
      cairo_set_source_rgb (pdf->cr, head ? 0.5 : 0.85, head ? 0.5 : 0.85, head ? 0.5 : 0.85);
      cairo_set_line_width (pdf->cr, 0.5);
      cairo_move_to (pdf->cr, MARGIN, pdf->y);
      cairo_line_to (pdf->cr, MARGIN + TEXT_WIDTH, pdf->y);
      cairo_stroke (pdf->cr);
    }
}

/* Width that a text wants: on one line, or as wide as its longest word. */
static double
measure_text (Pdf *pdf, const char *text, double size, gboolean bold, gboolean longest_word)
{
  g_autoptr (PangoLayout) layout = make_layout (pdf, text, size, bold, longest_word ? 0 : 10000);
  int width;

  if (longest_word)
    pango_layout_set_wrap (layout, PANGO_WRAP_WORD);
  pango_layout_get_size (layout, &width, NULL);
  return (double) width / PANGO_SCALE + 10;
}

/* Each column gets its longest word, unless that is a hash or an address; what is left goes to
 * those that would like more. */
static void
share_width (Pdf *pdf, const RsBlock *block, double size, guint n, double *widths)
{
  g_autofree double *wanted = g_new0 (double, n);
  double least = 0, more = 0, spare;

  for (guint c = 0; c < n; c++)
    {
      for (guint r = 0; r < block->rows->len; r++)
        {
          const char *text = ((char **) g_ptr_array_index (block->rows, r))[c];

          widths[c] = MAX (widths[c], MIN (measure_text (pdf, text, size, r == 0, TRUE),
                                           TEXT_WIDTH * 0.3));
          wanted[c] = MAX (wanted[c], MIN (measure_text (pdf, text, size, r == 0, FALSE),
                                           TEXT_WIDTH * 0.5));
        }
      wanted[c] = MAX (wanted[c] - widths[c], 0);
      least += widths[c];
      more += wanted[c];
    }
  spare = TEXT_WIDTH - least;
  for (guint c = 0; c < n; c++)
    {
      if (spare < 0)
        widths[c] *= TEXT_WIDTH / least;
      else
        widths[c] += more > 0 ? spare * wanted[c] / more : spare / n;
    }
}

static void
put_table (Pdf *pdf, const RsBlock *block)
{
  guint n = g_strv_length (g_ptr_array_index (block->rows, 0));
  g_autofree double *widths = g_new0 (double, n);
  double size = 8.5;

  if (block->kind == RS_BLOCK_PAIR)
    {
      widths[0] = widths[1] = TEXT_WIDTH / 2;
      size = 9;
    }
  else
    share_width (pdf, block, size, n, widths);
  for (guint r = 0; r < block->rows->len; r++)
    put_row (pdf, g_ptr_array_index (block->rows, r), widths, n, size, r == 0, FALSE);
  pdf->y += 8;
}

static void
put_facts (Pdf *pdf, const RsBlock *block)
{
  const double widths[2] = { 84, TEXT_WIDTH - 84 };

  for (guint r = 0; r < block->rows->len; r++)
    put_row (pdf, g_ptr_array_index (block->rows, r), widths, 2, 9.5, FALSE, TRUE);
  pdf->y += 6;
}

static void
put_picture (Pdf *pdf, const RsIncident *incident)
{
  double scale = TEXT_WIDTH / PICTURE_PX;
  RsFrame frame;

  if (!pdf->renderer)
    return;
  need (pdf, PICTURE_HEIGHT + 12);
  rs_report_frame (pdf->selection, incident, PICTURE_PX, PICTURE_HEIGHT / scale, &frame);
  cairo_save (pdf->cr);
  cairo_translate (pdf->cr, MARGIN, pdf->y + 4);
  cairo_scale (pdf->cr, scale, scale);
  cairo_rectangle (pdf->cr, 0, 0, PICTURE_PX, PICTURE_HEIGHT / scale);
  cairo_clip (pdf->cr);
  rs_renderer_draw_vector (pdf->renderer, pdf->selection->snapshot, &frame, pdf->cr);
  cairo_restore (pdf->cr);
  pdf->y += PICTURE_HEIGHT + 14;
}

static void
put_block (Pdf *pdf, const RsBlock *block)
{
  switch (block->kind)
    {
    case RS_BLOCK_TITLE:
      put_text (pdf, block->text, 22, TRUE, 0, 6);
      break;
    case RS_BLOCK_HEADING:
      put_text (pdf, block->text, 15, TRUE, 22, 4);
      break;
    case RS_BLOCK_SUBHEADING:
      put_text (pdf, block->text, 11, TRUE, 8, 2);
      break;
    case RS_BLOCK_TEXT:
      put_text (pdf, block->text, 10, FALSE, 0, 6);
      break;
    case RS_BLOCK_WARNING:
      put_warning (pdf, block->text);
      break;
    case RS_BLOCK_FACTS:
      put_facts (pdf, block);
      break;
    case RS_BLOCK_TABLE:
    case RS_BLOCK_PAIR:
      put_table (pdf, block);
      break;
    case RS_BLOCK_PICTURE:
      put_picture (pdf, block->incident);
      break;
    default:
      g_assert_not_reached ();
    }
}

static cairo_status_t
write_out (void *closure, const unsigned char *data, unsigned int n)
{
  RsOut *out = closure;

  rs_out_write (out, data, n);
  return rs_out_is_good (out) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

gboolean
rs_report_write_pdf (const RsSelection *selection, GPtrArray *blocks, RsAtlas *atlas,
                     const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (RsRenderer) renderer = atlas ? rs_renderer_new (atlas) : NULL;
  RsOut *out = rs_out_open (path, cancellable, error);
  Pdf pdf = { .selection = selection, .renderer = renderer, .y = MARGIN, .page = 1 };
  cairo_surface_t *surface;

  if (!out)
    return FALSE;
  surface = cairo_pdf_surface_create_for_stream (write_out, out, PAGE_WIDTH, PAGE_HEIGHT);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, selection->snapshot->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, rs_export_generator ());
  if (selection->options->now_ms == RS_TIME_NONE)
    /* Without a time of making, the same case gives the same bytes. */
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE,
                                    "1970-01-01T00:00:00Z");
  pdf.cr = cairo_create (surface);
  for (guint i = 0; i < blocks->len && rs_out_is_good (out); i++)
    put_block (&pdf, g_ptr_array_index (blocks, i));
  put_footer (&pdf);
  cairo_destroy (pdf.cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  return rs_out_finish (out, error);
}
