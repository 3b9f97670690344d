/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "drawing/renderer.h"
#include "export/export.h"
#include "export/out.h"

/* A buffer of 16k x 16k is a gigabyte. */
#define MAX_SIDE_PX 16384
#define POINTS_PER_PX 0.75
#define PNG_SIGNATURE_BYTES 8
/* Signature, and the header chunk: length, type, 13 bytes, check sum. */
#define PNG_HEADER_BYTES (PNG_SIGNATURE_BYTES + 12 + 13)

/* What a picture says about itself, beside what it shows. */
typedef struct
{
  char *title;
  char *description; /* the moment, what is reconstructed */
  char *source;      /* of the map, and the imported files with their hashes */
} Words;

static void
clear_words (Words *words)
{
  g_free (words->title);
  g_free (words->description);
  g_free (words->source);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, clear_words)

static void
write_words (Words *words, RsSnapshot *snapshot, const RsFrame *frame, RsAtlas *atlas)
{
  GString *description = g_string_new (NULL);
  GString *source = g_string_new (rs_atlas_get_attribution (atlas));
  g_autofree char *time = rs_time_format (frame->t_ms);

  if (*time)
    g_string_append (description, time);
  if (rs_snapshot_has_reconstructed (snapshot, 0))
    g_string_append_printf (description, "%s%s", description->len ? "; " : "",
                            _ ("positions drawn dashed or half filled are reconstructed, "
                               "not observed"));
  if (frame->attribution && *frame->attribution)
    g_string_append_printf (source, "; %s", frame->attribution);
  for (guint i = 0; i < snapshot->imports->len; i++)
    {
      const RsImport *import = g_ptr_array_index (snapshot->imports, i);

      g_string_append_printf (source, "; %s SHA-256 %s", import->file_name, import->sha256);
    }
  words->title = g_strdup (snapshot->title && *snapshot->title ? snapshot->title : "Roadstead");
  words->description = g_string_free (description, FALSE);
  words->source = g_string_free (source, FALSE);
}

static cairo_status_t
append_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* The check sum of PNG (ISO 3309). */
static guint32
compute_crc (const guint8 *data, gsize n)
{
  guint32 crc = 0xffffffffu;

  for (gsize i = 0; i < n; i++)
    {
      crc ^= data[i];
      for (int bit = 0; bit < 8; bit++)
        crc = crc & 1 ? 0xedb88320u ^ (crc >> 1) : crc >> 1;
    }
  return ~crc;
}

static void
append_u32 (GByteArray *bytes, guint32 value)
{
  guint32 big = GUINT32_TO_BE (value);

  g_byte_array_append (bytes, (const guint8 *) &big, 4);
}

static void
append_chunk (GByteArray *png, const char *type, const GByteArray *content)
{
  g_autoptr (GByteArray) body = g_byte_array_new ();

  g_byte_array_append (body, (const guint8 *) type, 4);
  g_byte_array_append (body, content->data, content->len);
  append_u32 (png, content->len);
  g_byte_array_append (png, body->data, body->len);
  append_u32 (png, compute_crc (body->data, body->len));
}

/* International text, not compressed. */
static void
append_text (GByteArray *png, const char *keyword, const char *text)
{
  static const guint8 nothing[4] = { 0 }; /* not compressed, method, language, translation */
  g_autoptr (GByteArray) content = g_byte_array_new ();

  if (!*text)
    return;
  g_byte_array_append (content, (const guint8 *) keyword, (guint) strlen (keyword) + 1);
  g_byte_array_append (content, nothing, 4);
  g_byte_array_append (content, (const guint8 *) text, (guint) strlen (text));
  append_chunk (png, "iTXt", content);
}

static gboolean
check_size (int width, int height, GError **error)
{
  if (width >= 1 && height >= 1 && width <= MAX_SIDE_PX && height <= MAX_SIDE_PX)
    return TRUE;
  g_set_error (error, RS_EXPORT_ERROR, RS_EXPORT_ERROR_FORMAT,
               _ ("A picture of %d by %d pixels cannot be made: each side must have 1 to %d"),
               width, height, MAX_SIDE_PX);
  return FALSE;
}

static gboolean
check_cancelled (GCancellable *cancellable, GError **error)
{
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* (transfer full) (nullable) */
static GByteArray *
make_png (RsRenderer *renderer, RsSnapshot *snapshot, const RsFrame *frame, const Words *words,
          GCancellable *cancellable, GError **error)
{
  int width = (int) rint (frame->view.width * frame->view.scale);
  int height = (int) rint (frame->view.height * frame->view.scale);
  g_autoptr (GByteArray) plain = g_byte_array_new ();
  g_autoptr (GByteArray) resolution = g_byte_array_new ();
  g_autoptr (GByteArray) png = g_byte_array_new ();
  const guint8 per_metre = 1;
  guint32 dots_per_m = (guint32) rint (frame->view.scale * 96 / 0.0254);
  cairo_surface_t *surface;
  cairo_status_t status;

  if (!check_size (width, height, error))
    return NULL;
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  status = cairo_surface_status (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    {
      gboolean done = rs_renderer_draw (renderer, snapshot, frame,
                                        cairo_image_surface_get_data (surface),
                                        cairo_image_surface_get_stride (surface), cancellable);

      cairo_surface_mark_dirty (surface);
      if (!done)
        {
          cairo_surface_destroy (surface);
          check_cancelled (cancellable, error);
          return NULL;
        }
      status = cairo_surface_write_to_png_stream (surface, append_bytes, plain);
    }
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS || plain->len < PNG_HEADER_BYTES)
    {
      g_set_error (error, RS_EXPORT_ERROR, RS_EXPORT_ERROR_WRITE, _ ("The picture failed: %s"),
                   cairo_status_to_string (status));
      return NULL;
    }
  g_byte_array_append (png, plain->data, PNG_HEADER_BYTES);
  append_u32 (resolution, dots_per_m);
  append_u32 (resolution, dots_per_m);
  g_byte_array_append (resolution, &per_metre, 1);
  append_chunk (png, "pHYs", resolution);
  append_text (png, "Title", words->title);
  append_text (png, "Description", words->description);
  append_text (png, "Source", words->source);
  append_text (png, "Software", "Roadstead " RS_VERSION);
  g_byte_array_append (png, plain->data + PNG_HEADER_BYTES, plain->len - PNG_HEADER_BYTES);
  return g_steal_pointer (&png);
}

/* cairo writes no words into an SVG: they go behind its root's opening tag. */
static void
add_svg_words (GByteArray *svg, const Words *words)
{
  g_autofree char *head = NULL;
  g_autoptr (GByteArray) rest = NULL;
  const char *root = g_strstr_len ((const char *) svg->data, svg->len, "<svg");
  const char *end = root ? memchr (root, '>', svg->len - (gsize) (root - (const char *) svg->data))
                         : NULL;
  gsize at;

  if (!end)
    return;
  at = (gsize) (end - (const char *) svg->data) + 1;
  head = g_markup_printf_escaped ("\n<title>%s</title>\n<desc>%s%s%s</desc>", words->title,
                                  words->description, *words->description ? "; " : "",
                                  words->source);
  rest = g_byte_array_new ();
  g_byte_array_append (rest, svg->data + at, svg->len - (guint) at);
  g_byte_array_set_size (svg, (guint) at);
  g_byte_array_append (svg, (const guint8 *) head, (guint) strlen (head));
  g_byte_array_append (svg, rest->data, rest->len);
}

/* (transfer full) (nullable) */
static GByteArray *
make_vector (RsRenderer *renderer, RsSnapshot *snapshot, const RsFrame *frame, gboolean pdf,
             const Words *words, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  double unit = pdf ? POINTS_PER_PX : 1;
  double width = frame->view.width, height = frame->view.height;
  cairo_surface_t *surface;
  cairo_status_t status;
  cairo_t *cr;

  if (!check_size ((int) width, (int) height, error) || !check_cancelled (cancellable, error))
    return NULL;
  if (pdf)
    {
      surface = cairo_pdf_surface_create_for_stream (append_bytes, bytes, width * unit,
                                                     height * unit);
      cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, words->title);
      cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, words->description);
      cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_KEYWORDS, words->source);
      cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR,
                                      "Roadstead " RS_VERSION);
    }
  else
    {
      surface = cairo_svg_surface_create_for_stream (append_bytes, bytes, width, height);
      cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
    }
  cr = cairo_create (surface);
  cairo_scale (cr, unit, unit);
  rs_renderer_draw_vector (renderer, snapshot, frame, cr);
  cairo_show_page (cr);
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, RS_EXPORT_ERROR, RS_EXPORT_ERROR_WRITE, _ ("The picture failed: %s"),
                   cairo_status_to_string (status));
      return NULL;
    }
  if (!check_cancelled (cancellable, error))
    return NULL;
  if (!pdf)
    add_svg_words (bytes, words);
  return g_steal_pointer (&bytes);
}

static gboolean
has_suffix (const char *path, const char *suffix)
{
  const char *dot = strrchr (path, '.');

  return dot && g_ascii_strcasecmp (dot, suffix) == 0;
}

gboolean
rs_export_picture (RsSnapshot *snapshot, const RsFrame *frame, RsAtlas *atlas, const char *path,
                   GCancellable *cancellable, GError **error)
{
  g_autoptr (RsRenderer) renderer = NULL;
  g_autoptr (GByteArray) bytes = NULL;
  g_auto (Words) words = { 0 };
  RsOut *out;

  if (!has_suffix (path, ".png") && !has_suffix (path, ".svg") && !has_suffix (path, ".pdf"))
    {
      g_set_error (error, RS_EXPORT_ERROR, RS_EXPORT_ERROR_FORMAT,
                   _ ("“%s”: a picture's name ends in .png, .svg or .pdf"), path);
      return FALSE;
    }
  renderer = rs_renderer_new (atlas);
  write_words (&words, snapshot, frame, atlas);
  if (has_suffix (path, ".png"))
    bytes = make_png (renderer, snapshot, frame, &words, cancellable, error);
  else
    bytes = make_vector (renderer, snapshot, frame, has_suffix (path, ".pdf"), &words, cancellable,
                         error);
  if (!bytes)
    return FALSE;
  out = rs_out_open (path, cancellable, error);
  if (!out)
    return FALSE;
  rs_out_write (out, bytes->data, bytes->len);
  return rs_out_finish (out, error);
}
