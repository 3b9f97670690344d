/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "export/out.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <math.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

#include "export/export.h"

#define BUFFER_BYTES 65536

struct _RsOut
{
  char *path;
  char *aside;
  int fd;
  GString *buffer;
  GCancellable *cancellable; /* (nullable) */
  GError *error;             /* the first one */
};

static void
set_errno (RsOut *self, const char *path)
{
  int code = errno;

  if (!self->error)
    g_set_error (&self->error, RS_EXPORT_ERROR, RS_EXPORT_ERROR_WRITE,
                 _ ("“%s” cannot be written: %s"), path, g_strerror (code));
}

RsOut *
rs_out_open (const char *path, GCancellable *cancellable, GError **error)
{
  RsOut *self = g_new0 (RsOut, 1);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *aside_name = g_strdup_printf (".%s.XXXXXX", name);

  self->path = g_strdup (path);
  self->aside = g_build_filename (folder, aside_name, NULL);
  self->buffer = g_string_sized_new (BUFFER_BYTES + 4096);
  g_set_object (&self->cancellable, cancellable);
  self->fd = g_mkstemp_full (self->aside, O_RDWR | O_CLOEXEC, 0644);
  if (self->fd < 0)
    {
      set_errno (self, path);
      g_clear_pointer (&self->aside, g_free);
      rs_out_finish (self, error);
      return NULL;
    }
  return self;
}

static void
flush (RsOut *self)
{
  const char *at = self->buffer->str;
  gsize left = self->buffer->len;

  while (left > 0 && !self->error)
    {
      gssize n = write (self->fd, at, left);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          set_errno (self, self->path);
          break;
        }
      at += n;
      left -= (gsize) n;
    }
  g_string_truncate (self->buffer, 0);
  if (!self->error)
    g_cancellable_set_error_if_cancelled (self->cancellable, &self->error);
}

void
rs_out_write (RsOut *self, const void *data, gsize n)
{
  if (self->error)
    return;
  g_string_append_len (self->buffer, data, (gssize) n);
  if (self->buffer->len >= BUFFER_BYTES)
    flush (self);
}

void
rs_out_puts (RsOut *self, const char *text)
{
  rs_out_write (self, text, strlen (text));
}

void
rs_out_printf (RsOut *self, const char *format, ...)
{
  va_list args;

  if (self->error)
    return;
  va_start (args, format);
  g_string_append_vprintf (self->buffer, format, args);
  va_end (args);
  if (self->buffer->len >= BUFFER_BYTES)
    flush (self);
}

void
rs_out_json (RsOut *self, const char *text)
{
  GString *out = self->buffer;

  g_string_append_c (out, '"');
  for (const char *c = text ? text : ""; *c; c++)
    switch (*c)
      {
      case '"':
      case '\\':
        g_string_append_c (out, '\\');
        g_string_append_c (out, *c);
        break;
      case '\n':
        g_string_append (out, "\\n");
        break;
      case '\t':
        g_string_append (out, "\\t");
        break;
      case '\r':
        g_string_append (out, "\\r");
        break;
      default:
        if ((guchar) *c < 0x20)
          g_string_append_printf (out, "\\u%04x", (guchar) *c);
        else
          g_string_append_c (out, *c);
      }
  rs_out_write (self, "\"", 1);
}

void
rs_out_xml (RsOut *self, const char *text)
{
  GString *out = self->buffer;

  for (const char *c = text ? text : ""; *c; c++)
    switch (*c)
      {
      case '&':
        g_string_append (out, "&amp;");
        break;
      case '<':
        g_string_append (out, "&lt;");
        break;
      case '>':
        g_string_append (out, "&gt;");
        break;
      case '"':
        g_string_append (out, "&quot;");
        break;
      default:
        /* XML 1.0 has no other control characters. */
        if ((guchar) *c >= 0x20 || *c == '\n' || *c == '\t' || *c == '\r')
          g_string_append_c (out, *c);
      }
  rs_out_write (self, "", 0);
}

void
rs_out_csv (RsOut *self, const char *text)
{
  GString *out = self->buffer;
  gboolean guard;

  if (!text || !*text)
    return;
  guard = strchr ("=+-@\t\r", *text) != NULL;
  if (!guard && !strpbrk (text, ",\"\r\n"))
    {
      rs_out_puts (self, text);
      return;
    }
  g_string_append (out, guard ? "\"'" : "\"");
  for (const char *c = text; *c; c++)
    {
      if (*c == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *c);
    }
  rs_out_write (self, "\"", 1);
}

void
rs_out_deg (RsOut *self, gint32 deg_e7)
{
  char text[24];
  guint32 magnitude = deg_e7 < 0 ? 0u - (guint32) deg_e7 : (guint32) deg_e7;
  int n = g_snprintf (text, sizeof text, "%s%u.%07u", deg_e7 < 0 ? "-" : "", magnitude / 10000000,
                      magnitude % 10000000);

  while (text[n - 1] == '0' && text[n - 2] != '.')
    n--;
  rs_out_write (self, text, (gsize) n);
}

gboolean
rs_out_is_good (RsOut *self)
{
  return self->error == NULL;
}

gboolean
rs_out_finish (RsOut *self, GError **error)
{
  gboolean ok;

  if (!self->error)
    flush (self);
  if (!self->error && fsync (self->fd) != 0)
    set_errno (self, self->path);
  if (self->fd >= 0 && close (self->fd) != 0)
    set_errno (self, self->path);
  if (!self->error && g_rename (self->aside, self->path) != 0)
    set_errno (self, self->path);
  ok = self->error == NULL;
  if (!ok)
    {
      if (self->aside)
        g_unlink (self->aside);
      g_propagate_error (error, g_steal_pointer (&self->error));
    }
  g_clear_object (&self->cancellable);
  g_string_free (self->buffer, TRUE);
  g_free (self->path);
  g_free (self->aside);
  g_free (self);
  return ok;
}
