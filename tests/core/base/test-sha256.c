/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/sha256.h"

#include <string.h>

/* As GLib has it, in pieces of any size, and asked for before the end. */
static void
test_twin (void)
{
  guint32 seed = (guint32) g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  guint8 data[4096];

  g_test_message ("seed %u", seed);
  for (guint i = 0; i < sizeof data; i++)
    data[i] = (guint8) g_rand_int (rand);
  for (guint round = 0; round < 200; round++)
    {
      gsize size = (gsize) g_rand_int_range (rand, 0, sizeof data), at = 0;
      g_autofree char *expected = g_compute_checksum_for_data (G_CHECKSUM_SHA256, data, size);
      g_autofree char *hex = NULL;
      guint8 digest[RS_SHA256_SIZE];
      RsSha256 sha256;

      rs_sha256_init (&sha256);
      while (at < size)
        {
          gsize n = (gsize) g_rand_int_range (rand, 0, 200);

          n = MIN (n, size - at);
          rs_sha256_update (&sha256, data + at, n);
          rs_sha256_get_digest (&sha256, digest);
          at += n;
        }
      hex = rs_sha256_dup_hex (&sha256);
      g_assert_cmpstr (hex, ==, expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/sha256/twin", test_twin);
  return g_test_run ();
}
