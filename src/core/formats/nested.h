/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A KMZ within another archive or a compressed file, unpacked as it is read: the first KML in it. One level and no
 * deeper; what bounds its growth is the reader's, as for all that is unpacked. One thread. */
typedef struct _RsNested RsNested;

/* Bytes, 0 at the end, -1 on error. */
typedef gssize (*RsNestedSource) (gpointer user_data, void *buffer, gsize n, GError **error);

/* Whether bytes begin as a ZIP archive does; @n at least 4, or it is none. */
gboolean rs_nested_is_zip (const guint8 *bytes, gsize n);

/**
 * rs_nested_new:
 * @source: gives the archive from its beginning; called until rs_nested_free ()
 * @shown: what to call it in errors
 * @error: %RS_READ_ERROR_UNKNOWN if there is no KML in it, or what @source says
 *
 * Blocks.
 *
 * Returns: (transfer full) (nullable): the KML
 */
RsNested *rs_nested_new (RsNestedSource source, gpointer user_data, const char *shown, GError **error);
void rs_nested_free (RsNested *self);

/* Bytes of the KML, 0 at its end, -1 on error. Blocks. */
gssize rs_nested_read (RsNested *self, void *buffer, gsize n, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsNested, rs_nested_free)

G_END_DECLS
