/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Who may write a case: the holder of an advisory lock on a small file beside it. The kernel lets
 * go of it when its process ends, however that ends, so that a crash leaves no lock behind. Works
 * between processes and between two openings in one process. */
typedef struct _RsLock RsLock;

typedef enum
{
  RS_LOCK_TAKEN,   /* ours now */
  RS_LOCK_HELD,    /* somebody else's */
  RS_LOCK_REFUSED, /* the folder cannot be written, or its file system knows no locks */
} RsLockResult;

/**
 * rs_lock_take:
 * @path: the case file
 * @out_lock: (out) (nullable): the lock, where taken
 * @out_holder: (out) (transfer full): who holds it ("process 1234 on host"), "" if unknown
 *
 * Never waits.
 */
RsLockResult rs_lock_take (const char *path, RsLock **out_lock, char **out_holder);

/* Releases the lock and removes its file. */
void rs_lock_free (RsLock *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsLock, rs_lock_free)

G_END_DECLS
