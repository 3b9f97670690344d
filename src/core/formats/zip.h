/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The files in a ZIP archive. A place where one of them was read is kept, and the next is read from there: to read
 * them in their order, also twice at a time, costs as much as to go through the archive once or twice. Any thread. */
typedef struct _RsZip RsZip;

/* One file in it, being read. One thread. */
typedef struct _RsZipReader RsZipReader;

/**
 * rs_zip_open:
 * @error: set on failure (%RS_READ_ERROR, %G_IO_ERROR), naming the file
 *
 * Lists what is in the archive. Blocks.
 *
 * Returns: (transfer full) (nullable): the archive
 */
RsZip *rs_zip_open (const char *path, GError **error);
RsZip *rs_zip_ref (RsZip *self);
void rs_zip_unref (RsZip *self);

const char *rs_zip_get_path (const RsZip *self);

/* (element-type utf8): the names of its files, without folders, valid UTF-8. */
const GPtrArray *rs_zip_get_names (const RsZip *self);

/* (transfer full) (nullable): a reader of the file at @index of the names; given back by rs_zip_put (). Blocks. */
RsZipReader *rs_zip_take (RsZip *self, guint index, GError **error);
void rs_zip_put (RsZip *self, RsZipReader *reader);

/* Bytes unpacked, 0 at the end, -1 on error. Blocks. */
gssize rs_zip_reader_read (RsZipReader *self, void *buffer, gsize n, GError **error);

/* The file's size unpacked, as the archive has it; G_MAXUINT64 if it does not say. */
guint64 rs_zip_reader_get_size (const RsZipReader *self);

/* Bytes of the archive: where the reader is, for any thread, and all. */
guint64 rs_zip_reader_get_done (const RsZipReader *self);
guint64 rs_zip_reader_get_archive_size (const RsZipReader *self);

/* @cancellable: (nullable): see rs_input_set_cancellable (). */
void rs_zip_reader_set_cancellable (RsZipReader *self, GCancellable *cancellable);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsZip, rs_zip_unref)

G_END_DECLS
