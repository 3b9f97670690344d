/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "case/case.h"
#include "store/store.h"

G_BEGIN_DECLS

/* For the other files of this folder. */

/* The store of an open case; never NULL. */
RsStore *rs_case_get_store (RsCase *self);

/* FALSE with %RS_CASE_ERROR_READ_ONLY if the case cannot be changed. */
gboolean rs_case_check_writable (RsCase *self, GError **error);

/* Builds the snapshot of what the file holds now and announces it. Blocks. */
gboolean rs_case_load (RsCase *self, GError **error);

/**
 * rs_case_reload:
 *
 * Builds the snapshot after a change of the store and announces it. Call after every successful
 * change. A failure to read what was just written makes the case read-only, but the change was
 * made: it is no failure of the caller's.
 */
void rs_case_reload (RsCase *self);

/* A case is listened to once at a time; @stop is cancelled when it is closed. %RS_CASE_ERROR_INVALID
 * if it is listened to already. */
gboolean rs_case_begin_listening (RsCase *self, GCancellable *stop, GError **error);
void rs_case_end_listening (RsCase *self);

/* For a live source: fixes that were just stored; the next rs_case_reload () need not read them. */
void rs_case_add_heard (RsCase *self, gint64 vessel_id, gint64 import_id, const RsFix *fixes,
                        guint n);

/* Puts an error of the store into the words of RS_CASE_ERROR where it has them, and returns FALSE. */
gboolean rs_case_take_error (GError **error, GError *from_store);

G_END_DECLS
