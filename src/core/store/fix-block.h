/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/fix.h"
#include "store/error.h"

G_BEGIN_DECLS

/* Fixes of one vessel and one import, packed: column by column, each as differences from what is expected,
 * in as few bits as they need. Blocks of version 1 are read too.
 * Lossless for every field but RsFix.import and RS_FIX_BREAK, which are not the file's. The format
 * is in FORMAT.md. */
#define RS_FIX_BLOCK_MAX 4096

/**
 * rs_fix_block_pack:
 * @fixes: (array length=n): in time order, each within the ranges that #RsFix names
 * @n: 1 to %RS_FIX_BLOCK_MAX
 *
 * Any thread.
 *
 * Returns: (transfer full): the packed block
 */
GBytes *rs_fix_block_pack (const RsFix *fixes, guint n);

/* The same for many blocks: keeps its buffers between them. One thread at a time. */
typedef struct _RsFixPacker RsFixPacker;

RsFixPacker *rs_fix_packer_new (void);
void rs_fix_packer_free (RsFixPacker *self);
GBytes *rs_fix_packer_pack (RsFixPacker *self, const RsFix *fixes, guint n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsFixPacker, rs_fix_packer_free)

/**
 * rs_fix_block_unpack:
 * @data: (array length=size): what may be a packed block: it is not trusted
 * @n: how many fixes it must hold, 1 to %RS_FIX_BLOCK_MAX
 * @out: (out caller-allocates) (array length=n): the fixes; undefined on failure
 * @error: set to %RS_STORE_ERROR_DAMAGED
 *
 * Any thread.
 *
 * Returns: %FALSE if @data is not exactly a block of @n fixes in time order with values in range
 */
gboolean rs_fix_block_unpack (const guint8 *data, gsize size, guint n, RsFix *out, GError **error);

G_END_DECLS
