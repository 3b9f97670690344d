/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A file being written: aside under a name of its own, and renamed over the wanted one only when
 * all of it is on disk. Errors stick: write on, and ask rs_out_finish (). One thread. */
typedef struct _RsOut RsOut;

RsOut *rs_out_open (const char *path, GCancellable *cancellable, GError **error);
void rs_out_write (RsOut *self, const void *data, gsize n);
void rs_out_puts (RsOut *self, const char *text);
void rs_out_printf (RsOut *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Text with the characters that the format reserves written safely. NULL is empty. */
void rs_out_json (RsOut *self, const char *text); /* with the quotes */
void rs_out_xml (RsOut *self, const char *text);  /* for content and quoted attributes */
/* One cell: quoted where needed; a text that a spreadsheet would run (= + - @) gets a leading '. */
void rs_out_csv (RsOut *self, const char *text);

/* Degrees with 7 decimals and no trailing zeros, in the C locale. */
void rs_out_deg (RsOut *self, gint32 deg_e7);

/* %FALSE once writing failed or was cancelled: time to stop. */
gboolean rs_out_is_good (RsOut *self);

/* Closes and renames; frees @self. On failure nothing is left behind. */
gboolean rs_out_finish (RsOut *self, GError **error);

G_END_DECLS
