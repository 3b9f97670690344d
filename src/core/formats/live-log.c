/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/live-log.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "ais/nmea.h"
#include "base/sha256.h"

/* Names tried when there is a file of that second already. */
#define NAMES_MAX 100

struct _RsLiveLog
{
  char *path;
  char *name;
  FILE *file;
  RsSha256 checksum;
  GString *line; /* given out last */
  guint32 n_lines;
  guint64 size;
};

static gboolean
set_write_error (RsLiveLog *self, int code, GError **error)
{
  g_set_error (error, G_FILE_ERROR, (gint) g_file_error_from_errno (code),
               _("The log “%s” cannot be written: %s"), self->path, g_strerror (code));
  return FALSE;
}

/* "20240307T060000Z" */
static char *
format_stamp (gint64 t_ms)
{
  int year, month, day, hour, minute, second;

  rs_time_to_civil (t_ms, &year, &month, &day, &hour, &minute, &second, NULL);
  return g_strdup_printf ("%04d%02d%02dT%02d%02d%02dZ", year, month, day, hour, minute, second);
}

RsLiveLog *
rs_live_log_new (const char *case_path, gint64 t_ms, GError **error)
{
  g_autoptr (RsLiveLog) self = g_new0 (RsLiveLog, 1);
  g_autofree char *stamp = format_stamp (t_ms);
  g_autofree char *stem = g_strdup (case_path);
  int fd = -1;

  if (g_str_has_suffix (stem, ".roadstead"))
    stem[strlen (stem) - strlen (".roadstead")] = '\0';
  for (guint i = 1; fd < 0 && i <= NAMES_MAX; i++)
    {
      g_free (self->path);
      self->path = i == 1 ? g_strdup_printf ("%s-live-%s.nmea", stem, stamp)
                          : g_strdup_printf ("%s-live-%s-%u.nmea", stem, stamp, i);
      fd = g_open (self->path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0644);
      if (fd < 0 && errno != EEXIST)
        break;
    }
  self->file = fd >= 0 ? fdopen (fd, "w") : NULL;
  if (!self->file)
    {
      set_write_error (self, errno, error);
      return NULL;
    }
  self->name = g_path_get_basename (self->path);
  rs_sha256_init (&self->checksum);
  self->line = g_string_new (NULL);
  return g_steal_pointer (&self);
}

void
rs_live_log_free (RsLiveLog *self)
{
  if (!self)
    return;
  if (self->file)
    fclose (self->file);
  if (self->line)
    g_string_free (self->line, TRUE);
  g_free (self->name);
  g_free (self->path);
  g_free (self);
}

const char *
rs_live_log_get_name (RsLiveLog *self)
{
  return self->name;
}

guint64
rs_live_log_get_size (RsLiveLog *self)
{
  return self->size;
}

guint32
rs_live_log_get_n_lines (RsLiveLog *self)
{
  return self->n_lines;
}

static guint
sum (const char *text, gsize len)
{
  guint8 total = 0;

  for (gsize i = 0; i < len; i++)
    total ^= (guint8) text[i];
  return total;
}

/* "\c:1709791200000*5A\" before the line; a tag block that it has already takes the time up, if @tag_counts. */
static void
put_time (GString *out, const char *line, gsize len, gint64 t_ms, gboolean tag_counts)
{
  const char *star = NULL, *close = NULL;
  gsize from;

  if (line[0] == '\\' && tag_counts)
    {
      close = memchr (line + 1, '\\', len - 1);
      star = close ? memchr (line + 1, '*', (gsize) (close - line - 1)) : NULL;
    }
  g_string_append_c (out, '\\');
  from = out->len;
  g_string_append_printf (out, "c:%" G_GINT64_FORMAT, t_ms);
  if (star)
    {
      g_string_append_c (out, ',');
      g_string_append_len (out, line + 1, star - line - 1);
    }
  g_string_append_printf (out, "*%02X\\", sum (out->str + from, out->len - from));
  if (star)
    g_string_append_len (out, close + 1, line + len - close - 1);
  else
    g_string_append_len (out, line, (gssize) len);
}

guint32
rs_live_log_add (RsLiveLog *self, const char *line, gsize len, gint64 t_ms, const char **out_line,
                 gsize *out_len, gboolean *out_own_time, GError **error)
{
  RsNmeaSentence sentence;
  gsize offset = 0;
  RsNmeaScan found = rs_nmea_scan (line, len, &offset, &sentence);

  *out_own_time = found != RS_NMEA_END
                  && (sentence.tag_ms != RS_TIME_NONE || sentence.beside_ms != RS_TIME_NONE);
  g_string_truncate (self->line, 0);
  /* What is no sentence is kept as it came. */
  if (found == RS_NMEA_END || *out_own_time)
    g_string_append_len (self->line, line, (gssize) len);
  else
    put_time (self->line, line, len, t_ms, sentence.tag_problem <= RS_NMEA_TAG_UNSUMMED);
  g_string_append_c (self->line, '\n');
  if (self->n_lines == G_MAXUINT32
      || fwrite (self->line->str, 1, self->line->len, self->file) != self->line->len)
    {
      set_write_error (self, self->n_lines == G_MAXUINT32 ? EFBIG : errno, error);
      return 0;
    }
  rs_sha256_update (&self->checksum, self->line->str, self->line->len);
  self->size += self->line->len;
  *out_line = self->line->str;
  *out_len = self->line->len - 1;
  return ++self->n_lines;
}

gboolean
rs_live_log_flush (RsLiveLog *self, GError **error)
{
  return fflush (self->file) == 0 || set_write_error (self, errno, error);
}

char *
rs_live_log_get_sha256 (RsLiveLog *self)
{
  return rs_sha256_dup_hex (&self->checksum);
}
