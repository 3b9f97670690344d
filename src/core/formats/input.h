/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "formats/zip.h"

G_BEGIN_DECLS

/* The bytes of a file, read once from start to end, unpacked if it is compressed, and hashed as they
 * lie on disk. A text whose lines end with CR alone, so that there is no LF in its beginning, is given with LF for
 * it. One thread. */
typedef struct _RsInput RsInput;

/**
 * rs_input_open:
 * @path: a regular file
 * @error: set on failure (%RS_READ_ERROR, %G_IO_ERROR), naming the file
 *
 * Blocks. gzip, bzip2, xz, zstd and compress are unpacked whatever the name says; of an archive (zip) the
 * bytes are given as they are, see rs_input_open_member (). Of a KMZ within what is packed, its KML is given:
 * that is the only archive in an archive that is read, and reading another fails.
 *
 * Returns: (transfer full) (nullable): the input
 */
RsInput *rs_input_open (const char *path, GError **error);

/**
 * rs_input_open_member:
 * @index: into rs_zip_get_names ()
 *
 * Opens one file in an archive, of which a reference is kept; its path is "ARCHIVE/NAME", its size the archive's. It cannot be
 * finished: the hash is that of the archive. Blocks.
 *
 * Returns: (transfer full) (nullable): the input
 */
RsInput *rs_input_open_member (RsZip *zip, guint index, GError **error);

/* Of a file in an archive: its size unpacked, as the archive has it; G_MAXUINT64 if it does not say. */
guint64 rs_input_get_member_size (RsInput *self);

/* Whether there is no byte in the beginning that no text has. */
gboolean rs_input_is_text (RsInput *self);
/* Whether bytes can be a text in an encoding that has no zero bytes: they have next to none. */
gboolean rs_bytes_are_text (const guint8 *bytes, gsize n);

/**
 * rs_input_new_for_bytes:
 * @data: (array length=size): content, borrowed until freed
 *
 * For tests. Nothing is unpacked.
 */
RsInput *rs_input_new_for_bytes (const void *data, gsize size);
void rs_input_free (RsInput *self);

/* @cancellable: (nullable): when it is cancelled reading fails with %G_IO_ERROR_CANCELLED, in whatever thread
 * and however long the line or the packed block is. */
void rs_input_set_cancellable (RsInput *self, GCancellable *cancellable);

/* (transfer full) (nullable): the same file once more, from its beginning, in the same encoding or watched for it. */
RsInput *rs_input_reopen (RsInput *self, GError **error);

/**
 * rs_input_set_encoding:
 * @name: what the text is in, a name that iconv knows
 * @error: set if it does not
 *
 * From now on bytes are given as UTF-8, also those that were only peeked at; once, and before anything
 * is read. A byte that is no character gives U+FFFD. The hash stays that of the file.
 */
gboolean rs_input_set_encoding (RsInput *self, const char *name, GError **error);

/* Of a text whose beginning is ASCII: where the first byte comes that is not, and what follows is no UTF-8, its
 * encoding is guessed and it is given as UTF-8 from there on. Nothing may have been read yet. */
void rs_input_watch_encoding (RsInput *self);

/* Where that was, in bytes from the beginning of the text; G_MAXUINT64: nowhere. */
guint64 rs_input_get_encoding_from (RsInput *self);

/* (nullable): the encoding that was set, if it is not UTF-8. */
const char *rs_input_get_encoding (RsInput *self);

/* Bytes so far that are no characters of the encoding. */
guint64 rs_input_get_n_bad_characters (RsInput *self);

/**
 * rs_input_peek:
 * @n: how many bytes at most, up to %RS_SNIFF_BYTES
 * @out_n: (out): how many there are
 *
 * Returns: (transfer none) (nullable): the first bytes, which will be read again; %NULL on error
 */
const guint8 *rs_input_peek (RsInput *self, gsize n, gsize *out_n, GError **error);

/* Bytes read, 0 at the end, -1 on error; @n at least 16. Blocks. */
gssize rs_input_read (RsInput *self, void *buffer, gsize n, GError **error);

const char *rs_input_get_path (RsInput *self);
gboolean rs_input_is_compressed (RsInput *self);
/* Bytes on disk, all and read so far. Of the second, any thread may ask. */
guint64 rs_input_get_size (RsInput *self);
guint64 rs_input_get_done (RsInput *self);

/**
 * rs_input_finish:
 * @error: set on failure; %RS_READ_ERROR_DAMAGED if the file was changed or deleted since it was opened
 *
 * Reads what the reader left and closes the hash. Blocks.
 *
 * Returns: (transfer full) (nullable): SHA-256 of the file on disk, lower case hex
 */
char *rs_input_finish (RsInput *self, GError **error);

/**
 * rs_input_finish_content:
 * @out_size: (out): bytes, unpacked
 *
 * Of a compressed file or one in an archive, before rs_input_finish (): reads what the reader left, and closes
 * the hash of what was unpacked. Blocks.
 *
 * Returns: (transfer full) (nullable): SHA-256 of the unpacked bytes, lower case hex; %NULL on error
 */
char *rs_input_finish_content (RsInput *self, guint64 *out_size, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsInput, rs_input_free)

G_END_DECLS
