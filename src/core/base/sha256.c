/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/sha256.h"

void
rs_sha256_init (RsSha256 *self)
{
  sha256_init (&self->context);
}

void
rs_sha256_update (RsSha256 *self, gconstpointer data, gsize size)
{
  if (size > 0)
    sha256_update (&self->context, size, data);
}

void
rs_sha256_get_digest (const RsSha256 *self, guint8 out[RS_SHA256_SIZE])
{
  /* Closing changes the state. */
  struct sha256_ctx copy = self->context;

  sha256_digest (&copy, RS_SHA256_SIZE, out);
}

char *
rs_sha256_dup_hex (const RsSha256 *self)
{
  static const char digits[] = "0123456789abcdef";
  guint8 digest[RS_SHA256_SIZE];
  char *hex = g_malloc (2 * RS_SHA256_SIZE + 1);

  rs_sha256_get_digest (self, digest);
  for (guint i = 0; i < RS_SHA256_SIZE; i++)
    {
      hex[2 * i] = digits[digest[i] >> 4];
      hex[2 * i + 1] = digits[digest[i] & 15];
    }
  hex[2 * RS_SHA256_SIZE] = '\0';
  return hex;
}
