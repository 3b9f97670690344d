/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "case/case.h"

G_BEGIN_DECLS

/* What was imported already, by the SHA-256 of files and of what is in packed ones: the same content is not
 * imported again, however it is packed. Of an archive that was imported before that was kept, only the
 * archive itself is known. */
typedef struct _RsKnown RsKnown;

/* What the imports of the snapshot brought. */
RsKnown *rs_known_new (const RsSnapshot *snapshot);
void rs_known_free (RsKnown *self);

/* One file more: its hash and those of its @contents, of RsContent*. */
void rs_known_add (RsKnown *self, const char *file_name, gint64 t_ms, const char *sha256,
                   guint64 size, const GPtrArray *contents);

/* Whether something of that size, in bytes, or of that content was imported. */
gboolean rs_known_has_size (const RsKnown *self, guint64 size);
gboolean rs_known_has (const RsKnown *self, const char *sha256);

/**
 * rs_known_check_file:
 * @size: of the file, bytes
 * @error: %RS_CASE_ERROR_DUPLICATE if the file was imported before; or it cannot be read, or was cancelled
 *
 * Before a file is read as rows: only one that has the size of something known is hashed for it. Blocks.
 */
gboolean rs_known_check_file (const RsKnown *self, const char *path, guint64 size,
                              GCancellable *cancellable, GError **error);

/* After it was read: whether a compressed file's content is new. What is known of an archive's
 * files was not read, so that they are. */
gboolean rs_known_check (const RsKnown *self, const char *path, const GPtrArray *contents,
                         GError **error);

G_END_DECLS
