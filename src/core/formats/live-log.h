/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/time.h"

G_BEGIN_DECLS

/* What a live source sent, kept line by line in a file, so that every fix leads back to its line: a
 * sentence without a time of its own gets the moment of its reception in a tag block (c:). Read as a
 * log it gives the same fixes. One thread. */
typedef struct _RsLiveLog RsLiveLog;

/**
 * rs_live_log_new:
 * @case_path: the case file; the log is made beside it, as NAME-live-YYYYMMDDThhmmssZ.nmea
 * @t_ms: the time in its name
 * @error: set on failure (%G_FILE_ERROR), naming the file
 *
 * Makes a file that was not there before. Blocks.
 *
 * Returns: (transfer full) (nullable): the log, empty
 */
RsLiveLog *rs_live_log_new (const char *case_path, gint64 t_ms, GError **error);
/* Closes the file, which stays. */
void rs_live_log_free (RsLiveLog *self);

/* Name without folders. */
const char *rs_live_log_get_name (RsLiveLog *self);
guint64 rs_live_log_get_size (RsLiveLog *self);
guint32 rs_live_log_get_n_lines (RsLiveLog *self);

/**
 * rs_live_log_add:
 * @line: (array length=len): any bytes but line feeds
 * @t_ms: when it was received
 * @out_line: (out): the line as it is in the file, until the next call
 * @out_own_time: (out): whether the line has a time of its own
 *
 * Returns: its number, from 1; 0 if nothing more can be written, with @error set
 */
guint32 rs_live_log_add (RsLiveLog *self, const char *line, gsize len, gint64 t_ms,
                         const char **out_line, gsize *out_len, gboolean *out_own_time,
                         GError **error);

/* Hands what was added to the system, before anything that leads to it is stored. */
gboolean rs_live_log_flush (RsLiveLog *self, GError **error);

/* (transfer full): SHA-256 of what was added, lower case hex. */
char *rs_live_log_get_sha256 (RsLiveLog *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsLiveLog, rs_live_log_free)

G_END_DECLS
