/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "formats/error.h"
#include "formats/limits.h"
#include "formats/regular.h"

#define CHUNK (256 * 1024)
/* Places that are kept: a file is read to see what it is, whether it was read before and how its days are written,
 * and for its rows. */
#define KEPT_MAX 8

struct _RsZip
{
  gint n_refs;
  char *path;
  GPtrArray *names;
  GMutex mutex;
  GPtrArray *kept; /* readers that nobody uses */
};

struct _RsZipReader
{
  int fd;
  struct archive *archive;
  guint8 *chunk;             /* raw bytes for the archive */
  guint64 archive_size, done;
  GCancellable *cancellable; /* (nullable) */
  char *shown;               /* what to call it in errors */
  int read_errno;            /* kept for the archive's callback */
  guint next;                /* files before its place */
  guint64 member_size;
  gboolean is_broken;
};

/* Readers */

static la_ssize_t
read_cb (struct archive *archive, void *user_data, const void **out_buffer)
{
  RsZipReader *self = user_data;
  gssize got = -1;

  errno = ECANCELED;
  if (!g_cancellable_is_cancelled (self->cancellable))
    do
      got = read (self->fd, self->chunk, CHUNK);
    while (got < 0 && errno == EINTR);
  if (got < 0)
    {
      self->read_errno = errno;
      archive_set_error (archive, errno, "%s", g_strerror (errno));
      return ARCHIVE_FATAL;
    }
  __atomic_store_n (&self->done,
                    MIN ((guint64) MAX (lseek (self->fd, 0, SEEK_CUR), 0), self->archive_size),
                    __ATOMIC_RELAXED);
  *out_buffer = self->chunk;
  return got;
}

static la_int64_t
seek_cb (struct archive *archive, void *user_data, la_int64_t offset, int whence)
{
  RsZipReader *self = user_data;
  off_t at = lseek (self->fd, offset, whence);

  return at < 0 ? ARCHIVE_FATAL : at;
}

static void
free_reader (RsZipReader *self)
{
  archive_read_free (self->archive);
  if (self->fd >= 0)
    close (self->fd);
  g_clear_object (&self->cancellable);
  g_free (self->chunk);
  g_free (self->shown);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsZipReader, free_reader)

static gboolean
set_damaged (RsZipReader *self, GError **error)
{
  self->is_broken = TRUE;
  rs_regular_set_damaged (error, self->shown, self->read_errno,
                          archive_error_string (self->archive));
  return FALSE;
}

static RsZipReader *
new_reader (const char *path, GError **error)
{
  g_autoptr (RsZipReader) self = g_new0 (RsZipReader, 1);
  struct stat info;

  self->shown = g_strdup (path);
  self->fd = rs_regular_open (path, &info, error);
  if (self->fd < 0)
    return NULL;
  self->archive_size = (guint64) info.st_size;
  self->chunk = g_malloc (CHUNK);
  self->archive = archive_read_new ();
  archive_read_support_format_zip (self->archive);
  archive_read_set_read_callback (self->archive, read_cb);
  archive_read_set_seek_callback (self->archive, seek_cb);
  archive_read_set_callback_data (self->archive, self);
  if (archive_read_open1 (self->archive) != ARCHIVE_OK)
    {
      set_damaged (self, error);
      return NULL;
    }
  return g_steal_pointer (&self);
}

/* Goes to the next file: its name, borrowed until the next call, or NULL at the end. */
static gboolean
go_on (RsZipReader *self, const char **out_name, GError **error)
{
  struct archive_entry *entry;
  int got;

  *out_name = NULL;
  while ((got = archive_read_next_header (self->archive, &entry)) == ARCHIVE_OK
         || got == ARCHIVE_WARN)
    {
      const char *name = archive_entry_pathname_utf8 (entry);

      if (!name)
        name = archive_entry_pathname (entry);
      if (archive_entry_filetype (entry) == AE_IFREG && name && name[0] != '\0'
          && !g_str_has_suffix (name, "/"))
        {
          *out_name = name;
          self->next++;
          self->member_size = archive_entry_size_is_set (entry)
                                  ? (guint64) archive_entry_size (entry)
                                  : G_MAXUINT64;
          return TRUE;
        }
    }
  return got == ARCHIVE_EOF || set_damaged (self, error);
}

gssize
rs_zip_reader_read (RsZipReader *self, void *buffer, gsize n, GError **error)
{
  gssize got = archive_read_data (self->archive, buffer, n);

  if (got >= 0)
    return got;
  set_damaged (self, error);
  return -1;
}

guint64
rs_zip_reader_get_size (const RsZipReader *self)
{
  return self->member_size;
}

guint64
rs_zip_reader_get_done (const RsZipReader *self)
{
  return __atomic_load_n (&self->done, __ATOMIC_RELAXED);
}

guint64
rs_zip_reader_get_archive_size (const RsZipReader *self)
{
  return self->archive_size;
}

void
rs_zip_reader_set_cancellable (RsZipReader *self, GCancellable *cancellable)
{
  g_set_object (&self->cancellable, cancellable);
}

/* The archive */

static gboolean
list (RsZip *self, GError **error)
{
  g_autoptr (RsZipReader) reader = new_reader (self->path, error);
  const char *name;

  while (reader && go_on (reader, &name, error))
    {
      if (!name)
        return TRUE;
      if (self->names->len == RS_MAX_MEMBERS)
        {
          g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_TOO_BIG,
                       _("“%s” holds more than %d files. Unpack it and import what you need"),
                       self->path, RS_MAX_MEMBERS);
          return FALSE;
        }
      g_ptr_array_add (self->names, g_utf8_make_valid (name, -1));
    }
  return FALSE;
}

RsZip *
rs_zip_open (const char *path, GError **error)
{
  g_autoptr (RsZip) self = g_new0 (RsZip, 1);

  self->n_refs = 1;
  self->path = g_strdup (path);
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->kept = g_ptr_array_new_with_free_func ((GDestroyNotify) free_reader);
  g_mutex_init (&self->mutex);
  return list (self, error) ? g_steal_pointer (&self) : NULL;
}

RsZip *
rs_zip_ref (RsZip *self)
{
  g_atomic_int_inc (&self->n_refs);
  return self;
}

void
rs_zip_unref (RsZip *self)
{
  if (!g_atomic_int_dec_and_test (&self->n_refs))
    return;
  g_ptr_array_unref (self->kept);
  g_ptr_array_unref (self->names);
  g_mutex_clear (&self->mutex);
  g_free (self->path);
  g_free (self);
}

const char *
rs_zip_get_path (const RsZip *self)
{
  return self->path;
}

const GPtrArray *
rs_zip_get_names (const RsZip *self)
{
  return self->names;
}

/* (nullable): of the readers kept the one that is nearest before @index. */
static RsZipReader *
take_kept (RsZip *self, guint index)
{
  g_autoptr (GMutexLocker) G_GNUC_UNUSED locker = g_mutex_locker_new (&self->mutex);
  gint best = -1;

  for (guint i = 0; i < self->kept->len; i++)
    {
      const RsZipReader *reader = g_ptr_array_index (self->kept, i);
      const RsZipReader *other = best >= 0 ? g_ptr_array_index (self->kept, best) : NULL;

      if (reader->next <= index && (!other || reader->next > other->next))
        best = (gint) i;
    }
  return best >= 0 ? g_ptr_array_steal_index (self->kept, (guint) best) : NULL;
}

RsZipReader *
rs_zip_take (RsZip *self, guint index, GError **error)
{
  g_autoptr (RsZipReader) reader = take_kept (self, index);
  const char *name = NULL;

  if (!reader)
    reader = new_reader (self->path, error);
  if (!reader)
    return NULL;
  while (reader->next <= index)
    {
      if (!go_on (reader, &name, error))
        return NULL;
      if (!name)
        {
          g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_DAMAGED,
                       _("“%s” changed while it was read. Import it again"), self->path);
          return NULL;
        }
    }
  {
    g_autofree char *valid = g_utf8_make_valid (name, -1);

    g_free (reader->shown);
    reader->shown = g_strdup_printf ("%s/%s", self->path, valid);
  }
  return g_steal_pointer (&reader);
}

void
rs_zip_put (RsZip *self, RsZipReader *reader)
{
  rs_zip_reader_set_cancellable (reader, NULL);
  g_mutex_lock (&self->mutex);
  /* The one that was used longest ago. */
  if (!reader->is_broken && self->kept->len == KEPT_MAX)
    g_ptr_array_remove_index (self->kept, 0);
  if (!reader->is_broken)
    g_ptr_array_add (self->kept, g_steal_pointer (&reader));
  g_mutex_unlock (&self->mutex);
  g_clear_pointer (&reader, free_reader);
}
