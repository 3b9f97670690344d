/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/input.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "base/sha256.h"
#include "formats/charset.h"
#include "formats/error.h"
#include "formats/limits.h"
#include "formats/nested.h"
#include "formats/regular.h"
#include "formats/zip.h"

#define CHUNK (256 * 1024)
/* A cell of a text may hold a zero byte by mistake; data that are none have more. */
#define MIN_BYTES_PER_NUL 1000

struct _RsInput
{
  char *path;
  int fd;
  GCancellable *cancellable; /* (nullable) */
  guint64 size, done;
  struct timespec modified; /* when it was opened */
  RsSha256 checksum;
  struct archive *archive; /* NULL: not compressed by itself */
  guint64 unpacked;
  RsSha256 content; /* of what was unpacked */
  int read_errno;   /* kept for the archive's callback */
  guint8 *chunk;    /* raw bytes for the archive */
  /* Of a file in a ZIP archive, whose bytes are not read in order; NULL: none. */
  RsZip *zip;
  RsZipReader *member;
  guint member_index;
  char *shown; /* (nullable): what to call it instead of path */
  /* What is unpacked may be a KMZ, of which the KML is read: its first bytes, looked at once. */
  guint8 head[4];
  gsize n_head, head_pos;
  gboolean has_looked, packed_end; /* packed_end: of what the file or the archive gives */
  RsNested *nested;                /* (nullable) */
  guint64 n_nested;                /* bytes that it gave */
  /* Bytes on disk looked at to see whether the file is compressed. */
  guint8 magic[8];
  gsize n_magic, magic_pos;
  /* Peeked bytes, to be read again. */
  guint8 *peeked;
  gsize n_peeked, peeked_pos;
  gboolean at_end;
  /* Lines end with CR alone, as on old Macs: LF is given for it. Decided once, by the first bytes of the text. */
  gboolean has_line_ends, ends_with_cr;
  /* Text in another encoding: bytes not turned into UTF-8 yet. NULL: none. */
  RsCharset *charset;
  char *charset_name;
  guint8 *raw;
  gsize n_raw, raw_pos;
  gboolean is_ascii;     /* so far: the encoding is guessed where that ends */
  guint64 n_text;        /* bytes of text that were looked at so */
  guint64 encoding_from;
  /* For tests: no file. */
  const guint8 *bytes;
};

/* Leaves the reason in errno. */
static gboolean
is_cancelled (RsInput *self)
{
  if (!g_cancellable_is_cancelled (self->cancellable))
    return FALSE;
  errno = ECANCELED;
  return TRUE;
}

/* Raw bytes from disk, each hashed once. */
static gssize
read_raw (RsInput *self, void *buffer, gsize n)
{
  gssize got;

  if (is_cancelled (self))
    return -1;
  if (self->magic_pos < self->n_magic)
    {
      n = MIN (n, self->n_magic - self->magic_pos);
      memcpy (buffer, self->magic + self->magic_pos, n);
      self->magic_pos += n;
      return (gssize) n;
    }
  if (self->bytes)
    {
      n = MIN (n, self->size - self->done);
      if (n > 0)
        memcpy (buffer, self->bytes + self->done, n);
      got = (gssize) n;
    }
  else
    {
      /* Not beyond what it was when it was opened: one that grows would have no end. */
      n = MIN (n, self->size - self->done);
      do
        got = read (self->fd, buffer, n);
      while (got < 0 && errno == EINTR);
    }
  if (got > 0)
    {
      rs_sha256_update (&self->checksum, buffer, (gsize) got);
      __atomic_store_n (&self->done, self->done + (guint64) got, __ATOMIC_RELAXED);
    }
  return got;
}

static la_ssize_t
archive_read_cb (struct archive *archive, void *user_data, const void **out_buffer)
{
  RsInput *self = user_data;
  gssize got;

  got = read_raw (self, self->chunk, CHUNK);
  if (got < 0)
    {
      self->read_errno = errno;
      archive_set_error (archive, errno, "%s", g_strerror (errno));
      return ARCHIVE_FATAL;
    }
  *out_buffer = self->chunk;
  return got;
}

static gboolean
has_packed_magic (const guint8 *b, gsize n)
{
  static const struct
  {
    gsize len;
    const char *magic;
  } rows[] = { { 2, "\x1f\x8b" }, { 3, "BZh" },         { 6, "\xfd"
                                                              "7zXZ" },
               { 4, "\x28\xb5\x2f\xfd" }, { 2, "\x1f\x9d" } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (n >= rows[i].len && memcmp (b, rows[i].magic, rows[i].len) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
set_damaged (RsInput *self, GError **error)
{
  rs_regular_set_damaged (error, rs_input_get_path (self), self->read_errno,
                          archive_error_string (self->archive));
  return FALSE;
}

static gboolean
open_archive (RsInput *self, GError **error)
{
  struct archive_entry *entry;

  self->chunk = g_malloc (CHUNK);
  rs_sha256_init (&self->content);
  self->archive = archive_read_new ();
  archive_read_support_filter_gzip (self->archive);
  archive_read_support_filter_bzip2 (self->archive);
  archive_read_support_filter_xz (self->archive);
  archive_read_support_filter_zstd (self->archive);
  archive_read_support_filter_compress (self->archive);
  archive_read_support_format_raw (self->archive);
  if (archive_read_open (self->archive, self, NULL, archive_read_cb, NULL) != ARCHIVE_OK)
    return set_damaged (self, error);
  switch (archive_read_next_header (self->archive, &entry))
    {
    case ARCHIVE_OK:
      return TRUE;
    case ARCHIVE_EOF:
      g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_EMPTY,
                   _("“%s” is compressed and holds nothing. Choose another file"), self->path);
      return FALSE;
    default:
      return set_damaged (self, error);
    }
}

RsInput *
rs_input_open (const char *path, GError **error)
{
  g_autoptr (RsInput) self = g_new0 (RsInput, 1);
  struct stat info;

  self->path = g_strdup (path);
  rs_sha256_init (&self->checksum);
  self->fd = rs_regular_open (path, &info, error);
  if (self->fd < 0)
    return NULL;
  self->size = (guint64) info.st_size;
  self->modified = info.st_mtim;
  while (self->n_magic < sizeof self->magic)
    {
      gssize got = read (self->fd, self->magic + self->n_magic, sizeof self->magic - self->n_magic);

      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        {
          rs_regular_set_error (error, path, errno);
          return NULL;
        }
      if (got == 0)
        break;
      self->n_magic += (gsize) got;
    }
  rs_sha256_update (&self->checksum, self->magic, self->n_magic);
  self->done = self->n_magic;
  if (has_packed_magic (self->magic, self->n_magic) && !open_archive (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

RsInput *
rs_input_open_member (RsZip *zip, guint index, GError **error)
{
  const GPtrArray *names = rs_zip_get_names (zip);
  g_autoptr (RsInput) self = NULL;

  g_return_val_if_fail (index < names->len, NULL);
  self = g_new0 (RsInput, 1);
  self->fd = -1;
  self->zip = rs_zip_ref (zip);
  self->path = g_strdup (rs_zip_get_path (zip));
  self->member_index = index;
  rs_sha256_init (&self->content);
  self->member = rs_zip_take (zip, index, error);
  if (!self->member)
    return NULL;
  self->size = rs_zip_reader_get_archive_size (self->member);
  self->shown = g_strdup_printf ("%s/%s", self->path, (char *) g_ptr_array_index (names, index));
  return g_steal_pointer (&self);
}

guint64
rs_input_get_member_size (RsInput *self)
{
  return self->member ? rs_zip_reader_get_size (self->member) : G_MAXUINT64;
}

gboolean
rs_bytes_are_text (const guint8 *bytes, gsize n)
{
  gsize n_nul = 0;

  for (gsize i = 0; i < n; i++)
    n_nul += bytes[i] == 0;
  return n_nul * MIN_BYTES_PER_NUL <= n;
}

gboolean
rs_input_is_text (RsInput *self)
{
  gsize n;
  const guint8 *bytes = self ? rs_input_peek (self, RS_SNIFF_BYTES, &n, NULL) : NULL;

  return bytes && n > 0 && rs_bytes_are_text (bytes, n);
}

RsInput *
rs_input_new_for_bytes (const void *data, gsize size)
{
  RsInput *self = g_new0 (RsInput, 1);

  self->path = g_strdup ("bytes");
  self->fd = -1;
  rs_sha256_init (&self->checksum);
  self->bytes = data ? data : (const guint8 *) "";
  self->size = size;
  return self;
}

void
rs_input_set_cancellable (RsInput *self, GCancellable *cancellable)
{
  g_set_object (&self->cancellable, cancellable);
  if (self->member)
    rs_zip_reader_set_cancellable (self->member, cancellable);
}

RsInput *
rs_input_reopen (RsInput *self, GError **error)
{
  g_autoptr (RsInput) again
      = self->bytes ? rs_input_new_for_bytes (self->bytes, self->size)
        : self->zip ? rs_input_open_member (self->zip, self->member_index, error)
                    : rs_input_open (self->path, error);

  if (again)
    rs_input_set_cancellable (again, self->cancellable);
  if (!again || (self->charset_name && !rs_input_set_encoding (again, self->charset_name, error)))
    return NULL;
  if (self->is_ascii)
    {
      gsize n;

      if (!rs_input_peek (again, RS_SNIFF_BYTES, &n, error))
        return NULL;
      rs_input_watch_encoding (again);
    }
  return g_steal_pointer (&again);
}

void
rs_input_free (RsInput *self)
{
  if (!self)
    return;
  rs_nested_free (self->nested);
  if (self->archive)
    archive_read_free (self->archive);
  if (self->member)
    rs_zip_put (self->zip, self->member);
  g_clear_pointer (&self->zip, rs_zip_unref);
  if (self->fd >= 0)
    close (self->fd);
  g_clear_object (&self->cancellable);
  g_free (self->chunk);
  g_free (self->shown);
  g_free (self->peeked);
  rs_charset_free (self->charset);
  g_free (self->charset_name);
  g_free (self->raw);
  g_free (self->path);
  g_free (self);
}

/* Whether so many bytes are more than what was read of the file can be trusted to hold. */
static gboolean
check_growth (RsInput *self, guint64 n, GError **error)
{
  if (n <= RS_EXPANSION_FREE_BYTES || n / RS_MAX_EXPANSION <= rs_input_get_done (self))
    return TRUE;
  g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_TOO_BIG,
               _("“%s” grows more than %d times when unpacked. Unpack it yourself if you "
                 "trust it"),
               self->path, RS_MAX_EXPANSION);
  return FALSE;
}

/* What the file holds, or the archive. */
static gssize
read_outer (RsInput *self, void *buffer, gsize n, GError **error)
{
  gssize got;

  if (self->packed_end)
    return 0;
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return -1;
  if (!self->archive && !self->member)
    {
      got = read_raw (self, buffer, n);
      if (got < 0)
        rs_regular_set_error (error, self->path, errno);
    }
  else
    {
      got = self->member ? rs_zip_reader_read (self->member, buffer, n, error)
                         : archive_read_data (self->archive, buffer, n);
      if (got < 0)
        {
          if (!self->member)
            set_damaged (self, error);
          return -1;
        }
      rs_sha256_update (&self->content, buffer, (gsize) got);
      self->unpacked += (guint64) got;
      if (!check_growth (self, self->unpacked, error))
        return -1;
    }
  self->packed_end = got == 0;
  return got;
}

/* The same, from its first byte: they were looked at. */
static gssize
read_outer_again (gpointer user_data, void *buffer, gsize n, GError **error)
{
  RsInput *self = user_data;
  gsize n_again = MIN (n, self->n_head - self->head_pos);
  gssize got;

  memcpy (buffer, self->head + self->head_pos, n_again);
  self->head_pos += n_again;
  if (n_again == n)
    return (gssize) n;
  got = read_outer (self, (guint8 *) buffer + n_again, n - n_again, error);
  return got < 0 ? -1 : got + (gssize) n_again;
}

/* Whether what was unpacked is packed once more. */
static gboolean
look_within (RsInput *self, GError **error)
{
  gssize got = 1;

  self->has_looked = TRUE;
  while (got > 0 && self->n_head < sizeof self->head)
    {
      got = read_outer (self, self->head + self->n_head, sizeof self->head - self->n_head, error);
      if (got < 0)
        return FALSE;
      self->n_head += (gsize) got;
    }
  if (!rs_nested_is_zip (self->head, self->n_head))
    return TRUE;
  self->nested = rs_nested_new (read_outer_again, self, rs_input_get_path (self), error);
  return self->nested != NULL;
}

static gssize
read_unpacked (RsInput *self, void *buffer, gsize n, GError **error)
{
  gssize got;

  if (self->at_end)
    return 0;
  if (!self->has_looked && rs_input_is_compressed (self) && !look_within (self, error))
    return -1;
  got = self->nested ? rs_nested_read (self->nested, buffer, n, error)
                     : read_outer_again (self, buffer, n, error);
  if (got > 0 && self->nested)
    {
      self->n_nested += (guint64) got;
      if (!check_growth (self, self->n_nested, error))
        return -1;
    }
  self->at_end = got == 0;
  return got;
}

/* What is left of the raw bytes, and more behind them. FALSE: error. */
static gboolean
fill_raw (RsInput *self, GError **error)
{
  gssize got;

  memmove (self->raw, self->raw + self->raw_pos, self->n_raw - self->raw_pos);
  self->n_raw -= self->raw_pos;
  self->raw_pos = 0;
  got = read_unpacked (self, self->raw + self->n_raw, RS_SNIFF_BYTES - self->n_raw, error);
  if (got < 0)
    return FALSE;
  self->n_raw += (gsize) got;
  return TRUE;
}

/* Bytes before the first that is not ASCII. */
static gsize
count_ascii (const guint8 *bytes, gsize n)
{
  gsize i = 0;

  for (; i + 64 <= n; i += 64)
    {
      guint8 any = 0;

      for (gsize k = 0; k < 64; k++)
        any |= bytes[i + k];
      if (any & 0x80)
        break;
    }
  while (i < n && bytes[i] < 0x80)
    i++;
  return i;
}

/* Whether more of what is not ASCII is UTF-8 than is not: a byte that was damaged makes no other encoding. */
static gboolean
is_rather_utf8 (const guint8 *bytes, gsize n)
{
  guint n_good = 0, n_bad = 0;

  for (gsize i = 0; i < n;)
    {
      gunichar c = g_utf8_get_char_validated ((const char *) bytes + i, (gssize) (n - i));

      if (c == (gunichar) -2)
        break;
      if (c == (gunichar) -1)
        {
          n_bad++;
          i++;
          continue;
        }
      n_good += c >= 0x80;
      i += c < 0x80 ? 1 : (gsize) g_utf8_skip[bytes[i]];
    }
  return n_good >= n_bad;
}

/* @n bytes begin with one that is not ASCII: they are kept, with more behind them, and their encoding set. */
static gboolean
settle_encoding (RsInput *self, const guint8 *bytes, gsize n, GError **error)
{
  gsize n_seen;
  const char *guess;

  self->is_ascii = FALSE;
  self->raw = g_malloc (MAX (n, RS_SNIFF_BYTES));
  memcpy (self->raw, bytes, n);
  self->n_raw = n;
  self->raw_pos = 0;
  while (self->n_raw < RS_SNIFF_BYTES && !self->at_end)
    {
      gssize got = read_unpacked (self, self->raw + self->n_raw, RS_SNIFF_BYTES - self->n_raw, error);

      if (got < 0)
        return FALSE;
      self->n_raw += (gsize) got;
    }
  n_seen = MIN (self->n_raw, RS_SNIFF_BYTES);
  if (is_rather_utf8 (self->raw, n_seen))
    return TRUE;
  guess = rs_charset_guess (self->raw, n_seen);
  self->charset = rs_charset_new (guess, error);
  self->charset_name = g_strdup (guess);
  self->encoding_from = self->n_text;
  return self->charset != NULL;
}

/* Text of no other encoding, as far as is known. */
static gssize
read_plain (RsInput *self, void *buffer, gsize n, GError **error)
{
  gssize got;
  gsize n_ascii;

  if (self->raw_pos < self->n_raw)
    {
      n = MIN (n, self->n_raw - self->raw_pos);
      memcpy (buffer, self->raw + self->raw_pos, n);
      self->raw_pos += n;
      return (gssize) n;
    }
  got = read_unpacked (self, buffer, n, error);
  if (got <= 0 || !self->is_ascii)
    return got;
  n_ascii = count_ascii (buffer, (gsize) got);
  self->n_text += n_ascii;
  if (n_ascii == (gsize) got)
    return got;
  if (!settle_encoding (self, (const guint8 *) buffer + n_ascii, (gsize) got - n_ascii, error))
    return -1;
  return (gssize) n_ascii;
}

static gssize
read_text (RsInput *self, void *buffer, gsize n, GError **error)
{
  if (!self->charset)
    {
      gssize got = read_plain (self, buffer, n, error);

      /* Nothing before what is in another encoding is not the end. */
      if (got != 0 || (self->raw_pos == self->n_raw && !self->charset))
        return got;
      if (!self->charset)
        return read_plain (self, buffer, n, error);
    }
  for (;;)
    {
      gsize used, written;

      written = rs_charset_convert (self->charset, self->raw + self->raw_pos,
                                    self->n_raw - self->raw_pos, self->at_end, buffer, n, &used);
      self->raw_pos += used;
      if (written > 0 || (self->at_end && self->raw_pos == self->n_raw))
        return (gssize) written;
      if (!fill_raw (self, error))
        return -1;
    }
}

static void
replace_bytes (guint8 *bytes, gsize n, guint8 from, guint8 to)
{
  for (gsize i = 0; i < n; i++)
    if (bytes[i] == from)
      bytes[i] = to;
}

/* Text as it is given. */
static gssize
read_lines (RsInput *self, void *buffer, gsize n, GError **error)
{
  gssize got = read_text (self, buffer, n, error);

  if (got > 0 && self->ends_with_cr)
    replace_bytes (buffer, (gsize) got, '\r', '\n');
  return got;
}

/* The first bytes of the text are peeked at: what its lines end with. */
static void
settle_line_ends (RsInput *self)
{
  if (self->has_line_ends)
    return;
  self->has_line_ends = TRUE;
  self->ends_with_cr = memchr (self->peeked, '\r', self->n_peeked) != NULL
                       && memchr (self->peeked, '\n', self->n_peeked) == NULL;
  if (self->ends_with_cr)
    replace_bytes (self->peeked, self->n_peeked, '\r', '\n');
}

gboolean
rs_input_set_encoding (RsInput *self, const char *name, GError **error)
{
  RsCharset *charset;

  g_return_val_if_fail (!self->charset && self->peeked_pos == 0, FALSE);
  if (g_ascii_strcasecmp (name, "UTF-8") == 0)
    return TRUE;
  charset = rs_charset_new (name, error);
  if (!charset)
    return FALSE;
  self->charset = charset;
  self->charset_name = g_strdup (name);
  /* They were no text yet. There was no LF among them. */
  if (self->ends_with_cr)
    replace_bytes (self->peeked, self->n_peeked, '\n', '\r');
  self->has_line_ends = self->ends_with_cr = FALSE;
  self->raw = self->peeked ? g_steal_pointer (&self->peeked) : g_malloc (RS_SNIFF_BYTES);
  self->n_raw = self->n_peeked;
  self->n_peeked = 0;
  return TRUE;
}

void
rs_input_watch_encoding (RsInput *self)
{
  g_return_if_fail (!self->charset && self->peeked_pos == 0);

  if (count_ascii (self->peeked, self->n_peeked) < self->n_peeked)
    return;
  self->is_ascii = TRUE;
  self->n_text = self->n_peeked;
}

guint64
rs_input_get_encoding_from (RsInput *self)
{
  return self->charset && self->encoding_from > 0 ? self->encoding_from : G_MAXUINT64;
}

const char *
rs_input_get_encoding (RsInput *self)
{
  return self->charset_name;
}

guint64
rs_input_get_n_bad_characters (RsInput *self)
{
  return self->charset ? rs_charset_get_n_bad (self->charset) : 0;
}

const guint8 *
rs_input_peek (RsInput *self, gsize n, gsize *out_n, GError **error)
{
  g_return_val_if_fail (n <= RS_SNIFF_BYTES && self->peeked_pos == 0, NULL);
  if (!self->peeked)
    self->peeked = g_malloc (RS_SNIFF_BYTES);
  /* A character needs some room. */
  while (self->n_peeked + (self->charset ? 16 : 0) < n)
    {
      gssize got = read_lines (self, self->peeked + self->n_peeked, n - self->n_peeked, error);

      if (got < 0)
        return NULL;
      if (got == 0)
        break;
      self->n_peeked += (gsize) got;
    }
  if (n == RS_SNIFF_BYTES)
    settle_line_ends (self);
  *out_n = MIN (n, self->n_peeked);
  return self->peeked;
}

gssize
rs_input_read (RsInput *self, void *buffer, gsize n, GError **error)
{
  gsize n_first;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error)
      || (!self->has_line_ends && !rs_input_peek (self, RS_SNIFF_BYTES, &n_first, error)))
    return -1;
  if (self->peeked_pos < self->n_peeked)
    {
      n = MIN (n, self->n_peeked - self->peeked_pos);
      memcpy (buffer, self->peeked + self->peeked_pos, n);
      self->peeked_pos += n;
      return (gssize) n;
    }
  return read_lines (self, buffer, n, error);
}

const char *
rs_input_get_path (RsInput *self)
{
  return self->shown ? self->shown : self->path;
}

gboolean
rs_input_is_compressed (RsInput *self)
{
  return self->archive || self->member;
}

guint64
rs_input_get_size (RsInput *self)
{
  return self->size;
}

guint64
rs_input_get_done (RsInput *self)
{
  return self->member ? rs_zip_reader_get_done (self->member)
                      : __atomic_load_n (&self->done, __ATOMIC_RELAXED);
}

/* Whether the file is what it was when it was opened. */
static gboolean
check_unchanged (RsInput *self, GError **error)
{
  struct stat info;

  if (self->fd < 0
      || (fstat (self->fd, &info) == 0 && (guint64) info.st_size == self->size
          && self->done == self->size && info.st_nlink > 0
          && info.st_mtim.tv_sec == self->modified.tv_sec
          && info.st_mtim.tv_nsec == self->modified.tv_nsec))
    return TRUE;
  g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_DAMAGED,
               _("“%s” changed while it was read. Import it again"), self->path);
  return FALSE;
}

char *
rs_input_finish (RsInput *self, GError **error)
{
  g_autofree guint8 *rest = g_malloc (CHUNK);
  gssize got;

  do
    {
      got = read_raw (self, rest, CHUNK);
      if (got < 0)
        {
          rs_regular_set_error (error, self->path, errno);
          return NULL;
        }
    }
  while (got > 0);
  if (!check_unchanged (self, error))
    return NULL;
  return rs_sha256_dup_hex (&self->checksum);
}

char *
rs_input_finish_content (RsInput *self, guint64 *out_size, GError **error)
{
  g_autofree guint8 *rest = NULL;
  gssize got;

  g_return_val_if_fail (rs_input_is_compressed (self), NULL);

  rest = g_malloc (CHUNK);
  do
    {
      got = read_outer (self, rest, CHUNK, error);
      if (got < 0)
        return NULL;
    }
  while (got > 0);
  *out_size = self->unpacked;
  return rs_sha256_dup_hex (&self->content);
}
