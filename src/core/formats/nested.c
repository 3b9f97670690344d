/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/nested.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "formats/error.h"
#include "formats/limits.h"
#include "formats/regular.h"

#define CHUNK (64 * 1024)

struct _RsNested
{
  RsNestedSource source;
  gpointer user_data;
  struct archive *archive;
  guint8 *chunk;
  char *shown;
  GError *failure; /* of the source, within a call of the archive's */
};

gboolean
rs_nested_is_zip (const guint8 *bytes, gsize n)
{
  return n >= 4 && memcmp (bytes, "PK\3\4", 4) == 0;
}

static la_ssize_t
read_cb (struct archive *archive, void *user_data, const void **out_buffer)
{
  RsNested *self = user_data;
  gssize got = -1;

  if (!self->failure)
    got = self->source (self->user_data, self->chunk, CHUNK, &self->failure);
  if (got < 0)
    {
      archive_set_error (archive, EIO, "%s", self->failure->message);
      return ARCHIVE_FATAL;
    }
  *out_buffer = self->chunk;
  return got;
}

/* What the source said, or the archive. */
static void
set_error (RsNested *self, GError **error)
{
  if (self->failure)
    g_propagate_error (error, g_steal_pointer (&self->failure));
  else
    rs_regular_set_damaged (error, self->shown, 0, archive_error_string (self->archive));
}

static gboolean
is_kml (struct archive_entry *entry)
{
  const char *name = archive_entry_pathname (entry);
  gsize n = name ? strlen (name) : 0;

  return archive_entry_filetype (entry) == AE_IFREG && n > 4
         && g_ascii_strcasecmp (name + n - 4, ".kml") == 0;
}

static gboolean
find_kml (RsNested *self, GError **error)
{
  struct archive_entry *entry;
  int got = ARCHIVE_OK;

  for (guint n = 0; n < RS_MAX_MEMBERS; n++)
    {
      got = archive_read_next_header (self->archive, &entry);
      if (got != ARCHIVE_OK && got != ARCHIVE_WARN)
        break;
      if (is_kml (entry))
        return TRUE;
    }
  if (got != ARCHIVE_OK && got != ARCHIVE_WARN && got != ARCHIVE_EOF)
    set_error (self, error);
  else
    g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_UNKNOWN,
                 _("“%s” holds an archive that is no KMZ. Unpack it and import what is in it"),
                 self->shown);
  return FALSE;
}

RsNested *
rs_nested_new (RsNestedSource source, gpointer user_data, const char *shown, GError **error)
{
  g_autoptr (RsNested) self = g_new0 (RsNested, 1);

  self->source = source;
  self->user_data = user_data;
  self->shown = g_strdup (shown);
  self->chunk = g_malloc (CHUNK);
  self->archive = archive_read_new ();
  archive_read_support_format_zip_streamable (self->archive);
  if (archive_read_open (self->archive, self, NULL, read_cb, NULL) != ARCHIVE_OK)
    {
      set_error (self, error);
      return NULL;
    }
  return find_kml (self, error) ? g_steal_pointer (&self) : NULL;
}

gssize
rs_nested_read (RsNested *self, void *buffer, gsize n, GError **error)
{
  gssize got = archive_read_data (self->archive, buffer, n);

  if (got >= 0)
    return got;
  set_error (self, error);
  return -1;
}

void
rs_nested_free (RsNested *self)
{
  if (!self)
    return;
  archive_read_free (self->archive);
  g_clear_error (&self->failure);
  g_free (self->chunk);
  g_free (self->shown);
  g_free (self);
}
