/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/key-map.h"

/* As a GHashTable has it: keys that crowd together, keys that do not, new and old. */
static void
test_twin (void)
{
  guint32 seed = (guint32) g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GHashTable) twin = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  RsKeyMap map;

  g_test_message ("seed %u", seed);
  rs_key_map_init (&map);
  for (guint i = 0; i < 200000; i++)
    {
      guint64 key = 1 + (guint64) g_rand_int_range (rand, 0, 30000);
      guint64 *value;

      if (i % 3 == 0)
        key = key * 1000003 << 5;
      value = rs_key_map_get (&map, key);
      g_assert_cmpuint (*value, ==, GPOINTER_TO_UINT (g_hash_table_lookup (twin, &key)));
      *value = i;
      g_hash_table_insert (twin, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (i));
    }
  g_assert_cmpuint (map.n, ==, g_hash_table_size (twin));
  rs_key_map_clear (&map);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/key-map/twin", test_twin);
  return g_test_run ();
}
