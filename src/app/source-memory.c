/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/source-memory.h"

#define GROUP "Sources"
#define KEPT_MAX 500

static char *
get_path (void)
{
  return g_build_filename (g_get_user_state_dir (), "roadstead", "sources.ini", NULL);
}

static GKeyFile *
load (void)
{
  g_autofree char *path = get_path ();
  GKeyFile *file = g_key_file_new ();

  g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL);
  return file;
}

void
rs_source_memory_note (const char *sha256, const char *path)
{
  g_autoptr (GKeyFile) file = NULL;
  g_autofree char *whole = g_canonicalize_filename (path, NULL);
  g_autofree char *at = get_path ();
  g_autofree char *folder = g_path_get_dirname (at);
  g_auto (GStrv) keys = NULL;
  gsize n = 0;

  if (!*sha256)
    return;
  file = load ();
  /* The last one noted stands last. */
  g_key_file_remove_key (file, GROUP, sha256, NULL);
  g_key_file_set_string (file, GROUP, sha256, whole);
  keys = g_key_file_get_keys (file, GROUP, &n, NULL);
  for (gsize i = 0; i + KEPT_MAX < n; i++)
    g_key_file_remove_key (file, GROUP, keys[i], NULL);
  g_mkdir_with_parents (folder, 0700);
  g_key_file_save_to_file (file, at, NULL);
}

char *
rs_source_memory_find (const char *sha256)
{
  g_autoptr (GKeyFile) file = load ();

  return *sha256 ? g_key_file_get_string (file, GROUP, sha256, NULL) : NULL;
}
