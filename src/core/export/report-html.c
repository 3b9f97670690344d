/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <cairo.h>

#include "drawing/renderer.h"
#include "export/out.h"
#include "export/report.h"

/* One file that needs nothing else: style inside, pictures as data. No script. */

#define PICTURE_WIDTH 920
#define PICTURE_HEIGHT 540

static const char style[]
    = "body{font:16px/1.5 Cantarell,'Noto Sans',system-ui,sans-serif;color:#222;background:#fff;"
      "max-width:58rem;margin:2rem auto;padding:0 1.5rem}"
      "h1{font-size:1.9rem;line-height:1.2}h2{font-size:1.4rem;margin-top:2.5rem;border-top:1px "
      "solid #ccc;padding-top:1.5rem}h3{font-size:1.05rem;margin:1.6rem 0 .4rem}"
      "table{border-collapse:collapse;width:100%;font-size:.86rem;font-variant-numeric:tabular-nums}"
      "th{text-align:left;color:#555;font-weight:600;border-bottom:1px solid #999}"
      "td,th{padding:.35rem .75rem .35rem 0;vertical-align:top;overflow-wrap:anywhere}"
      "td{border-bottom:1px solid #e4e4e4}"
      "table.pair td,table.pair th{width:50%;padding-right:1.5rem}"
      "dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1.2rem;margin:.8rem 0}"
      "dt{color:#555}dd{margin:0;font-variant-numeric:tabular-nums}"
      ".warning{border:1.5px dashed #b04a00;color:#8a3a00;padding:.6rem .9rem;margin:1rem 0}"
      "img{width:100%;height:auto;border:1px solid #c4d4de}p{white-space:pre-line}"
      "@media print{h2{break-before:page}}";

static cairo_status_t
append_png (void *closure, const unsigned char *data, unsigned int n)
{
  g_byte_array_append (closure, data, n);
  return CAIRO_STATUS_SUCCESS;
}

static void
put_picture (RsOut *out, const RsSelection *selection, const RsIncident *incident,
             RsRenderer *renderer, GCancellable *cancellable)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, PICTURE_WIDTH * 2,
                                                         PICTURE_HEIGHT * 2);
  g_autoptr (GByteArray) png = g_byte_array_new ();
  g_autofree char *base64 = NULL;
  RsFrame frame;

  rs_report_frame (selection, incident, PICTURE_WIDTH, PICTURE_HEIGHT, &frame);
  frame.view.scale = 2;
  cairo_surface_flush (surface);
  rs_renderer_draw (renderer, selection->snapshot, &frame, cairo_image_surface_get_data (surface),
                    cairo_image_surface_get_stride (surface), cancellable);
  cairo_surface_mark_dirty (surface);
  cairo_surface_write_to_png_stream (surface, append_png, png);
  cairo_surface_destroy (surface);
  base64 = g_base64_encode (png->data, png->len);
  rs_out_puts (out, "<p><img alt=\"");
  rs_out_xml (out, incident->title);
  rs_out_puts (out, "\" src=\"data:image/png;base64,");
  rs_out_puts (out, base64);
  rs_out_puts (out, "\"></p>\n");
}

static void
put_element (RsOut *out, const char *element, const char *text)
{
  rs_out_printf (out, "<%s>", element);
  rs_out_xml (out, text);
  rs_out_printf (out, "</%s>", element);
}

static void
put_table (RsOut *out, const RsBlock *block)
{
  rs_out_puts (out, block->kind == RS_BLOCK_PAIR ? "<table class=\"pair\">\n" : "<table>\n");
  for (guint r = 0; r < block->rows->len; r++)
    {
      rs_out_puts (out, "<tr>");
      for (char **cell = g_ptr_array_index (block->rows, r); *cell; cell++)
        put_element (out, r == 0 ? "th" : "td", *cell);
      rs_out_puts (out, "</tr>\n");
    }
  rs_out_puts (out, "</table>\n");
}

static void
put_block (RsOut *out, const RsSelection *selection, const RsBlock *block, RsRenderer *renderer,
           GCancellable *cancellable)
{
  switch (block->kind)
    {
    case RS_BLOCK_TITLE:
      put_element (out, "h1", block->text);
      break;
    case RS_BLOCK_HEADING:
      put_element (out, "h2", block->text);
      break;
    case RS_BLOCK_SUBHEADING:
      put_element (out, "h3", block->text);
      break;
    case RS_BLOCK_TEXT:
      put_element (out, "p", block->text);
      break;
    case RS_BLOCK_WARNING:
      rs_out_puts (out, "<div class=\"warning\">");
      rs_out_xml (out, block->text);
      rs_out_puts (out, "</div>");
      break;
    case RS_BLOCK_FACTS:
      rs_out_puts (out, "<dl>");
      for (guint r = 0; r < block->rows->len; r++)
        {
          char **cells = g_ptr_array_index (block->rows, r);

          put_element (out, "dt", cells[0]);
          put_element (out, "dd", cells[1]);
        }
      rs_out_puts (out, "</dl>");
      break;
    case RS_BLOCK_TABLE:
    case RS_BLOCK_PAIR:
      put_table (out, block);
      break;
    case RS_BLOCK_PICTURE:
      if (renderer)
        put_picture (out, selection, block->incident, renderer, cancellable);
      break;
    default:
      g_assert_not_reached ();
    }
  rs_out_puts (out, "\n");
}

gboolean
rs_report_write_html (const RsSelection *selection, GPtrArray *blocks, RsAtlas *atlas,
                      const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (RsRenderer) renderer = atlas ? rs_renderer_new (atlas) : NULL;
  RsOut *out = rs_out_open (path, cancellable, error);

  if (!out)
    return FALSE;
  rs_out_puts (out, "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n<meta "
                    "name=\"generator\" content=\"");
  rs_out_xml (out, rs_export_generator ());
  rs_out_puts (out, "\">\n<meta name=\"viewport\" content=\"width=device-width\">\n");
  put_element (out, "title", selection->snapshot->title);
  rs_out_printf (out, "\n<style>%s</style>\n</head>\n<body>\n", style);
  for (guint i = 0; i < blocks->len && rs_out_is_good (out); i++)
    put_block (out, selection, g_ptr_array_index (blocks, i), renderer, cancellable);
  rs_out_puts (out, "</body>\n</html>\n");
  return rs_out_finish (out, error);
}
