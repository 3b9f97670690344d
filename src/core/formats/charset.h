/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Texts that are not UTF-8. */

/**
 * rs_charset_guess:
 * @bytes: (array length=n): the beginning of a file
 *
 * By a byte order mark, by every second byte being 0 (UTF-16), by being UTF-8; else the one of
 * EUC-KR, Shift-JIS, Windows-1251 and Windows-1252 whose usual letters there are most of.
 *
 * Returns: a name for iconv: "UTF-8" (ASCII too), "UTF-16LE", ...; static
 */
const char *rs_charset_guess (const guint8 *bytes, gsize n);

/* (transfer full): that a text was read in a guessed encoding, in words. */
char *rs_charset_describe_guess (const char *name);

/* (array zero-terminated=1): the names to choose from; static. */
const char *const *rs_charset_get_all (void);

/* Turns a stream of bytes into UTF-8, piece by piece, with bounded memory. A byte that is none gives
 * U+FFFD and is counted. One thread. */
typedef struct _RsCharset RsCharset;

/**
 * rs_charset_new:
 * @name: a name that iconv knows
 * @error: set if it does not
 */
RsCharset *rs_charset_new (const char *name, GError **error);
void rs_charset_free (RsCharset *self);

/**
 * rs_charset_convert:
 * @in: (array length=n_in): bytes
 * @at_end: whether these are the last
 * @out: (array length=n_out): where the text goes, at least 16 bytes
 * @used: (out): how many bytes of @in were taken; fewer than @n_in where @out is full or @in ends
 *   within a character
 *
 * Returns: bytes written to @out
 */
gsize rs_charset_convert (RsCharset *self, const guint8 *in, gsize n_in, gboolean at_end, char *out,
                          gsize n_out, gsize *used);

guint64 rs_charset_get_n_bad (RsCharset *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsCharset, rs_charset_free)

G_END_DECLS
