/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Replays a corpus through a fuzz target without libFuzzer: each file given or lying in a folder
 * given, then copies of it cut short and copies with bytes changed, drawn from a fixed seed. */
#include "fuzz.h"

#include <glib.h>
#include <string.h>

#define SEED 20240307
#define MAX_CUTS 64
#define MAX_CHANGES 256

typedef struct
{
  guint n_files;
  guint n_inputs;
} Count;

/* The target gets a block of its own, so that a sanitizer sees the first byte read past its end. */
static void
feed (const guint8 *data, gsize size, Count *count)
{
  guint8 *block = g_malloc (MAX (size, 1));

  if (size > 0)
    memcpy (block, data, size);
  LLVMFuzzerTestOneInput (block, size);
  g_free (block);
  count->n_inputs++;
}

static void
feed_file (const char *path, Count *count)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  g_autofree char *text = NULL;
  g_autofree guint8 *copy = NULL;
  gsize size;

  if (!g_file_get_contents (path, &text, &size, &error))
    g_error ("%s", error->message);

  count->n_files++;
  feed ((const guint8 *) text, size, count);
  if (size == 0)
    return;

  for (gsize cut = 0; cut < MIN (size, MAX_CUTS); cut++)
    feed ((const guint8 *) text, size <= MAX_CUTS ? cut : size * cut / MAX_CUTS, count);

  for (guint i = 0; i < MAX_CHANGES; i++)
    {
      guint n_changes = (guint) g_rand_int_range (rand, 1, 5);

      g_free (copy);
      copy = g_memdup2 (text, size);
      while (n_changes-- > 0)
        {
          gsize at = (gsize) (g_rand_double (rand) * (double) size);

          copy[MIN (at, size - 1)] = (guint8) g_rand_int_range (rand, 0, 256);
        }
      feed (copy, size, count);
    }
}

static void
feed_path (const char *path, Count *count)
{
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GError) error = NULL;
  const char *name;

  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      feed_file (path, count);
      return;
    }
  dir = g_dir_open (path, 0, &error);
  if (dir == NULL)
    g_error ("%s", error->message);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *below = g_build_filename (path, name, NULL);

      feed_path (below, count);
    }
}

int
main (int argc, char **argv)
{
  Count count = { 0, 0 };

  for (int i = 1; i < argc; i++)
    feed_path (argv[i], &count);
  g_print ("%u inputs from %u files\n", count.n_inputs, count.n_files);
  if (count.n_files == 0)
    {
      g_printerr ("%s: no input found\n", argv[0]);
      return 1;
    }
  return 0;
}
