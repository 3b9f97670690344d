/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "places/data-file.h"

char *
rs_data_file_find (const char *name)
{
  const char *folders[] = { g_getenv ("RS_DATADIR"), RS_BUILD_DATADIR, RS_PKGDATADIR };
  g_autofree char *path = NULL;

  /* What the environment names is meant, even if it is not there; the build's folder may be gone. */
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      if (folders[i] == NULL || folders[i][0] == '\0')
        continue;
      g_free (path);
      path = g_build_filename (folders[i], name, NULL);
      if (i == 0 || g_file_test (path, G_FILE_TEST_EXISTS))
        break;
    }
  return g_steal_pointer (&path);
}
