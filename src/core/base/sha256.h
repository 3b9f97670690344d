/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <nettle/sha2.h>

G_BEGIN_DECLS

/* SHA-256 at the speed of the processor's own instructions, where it has them: GChecksum has no such path,
 * and files of gigabytes are hashed while they are read. Plain value: owns nothing. */
typedef struct
{
  struct sha256_ctx context;
} RsSha256;

#define RS_SHA256_SIZE 32

void rs_sha256_init (RsSha256 *self);
void rs_sha256_update (RsSha256 *self, gconstpointer data, gsize size);

/* Of all bytes so far; more may follow. */
void rs_sha256_get_digest (const RsSha256 *self, guint8 out[RS_SHA256_SIZE]);
/* (transfer full): the same in lower case hex. */
char *rs_sha256_dup_hex (const RsSha256 *self);

G_END_DECLS
