/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Cases of any size, the same at each run: ships between random places of the Sea of Japan. */

/* Time of the first fixes. */
#define BENCH_START_MS G_GINT64_CONSTANT (1709791200000)

/* Writes a case of @n_fixes, of up to 10,000 vessels with 1,000 fixes or more each. */
void bench_make_case (const char *path, guint64 n_fixes);

/* One of @n_vessels, 1 to 100,000, with names, kinds, flags and lengths of many sorts and @n_each fixes each. */
void bench_make_fleet (const char *path, guint n_vessels, guint n_each);

/* Returns: (transfer full): where cases and what is kept of them lie: RS_BENCH_FOLDER, or a new folder,
 * which bench_close_folder () removes. */
char *bench_open_folder (void);
void bench_close_folder (const char *folder);

G_END_DECLS
