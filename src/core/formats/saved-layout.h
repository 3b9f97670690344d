/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/input.h"
#include "formats/options.h"

G_BEGIN_DECLS

/* Layouts of CSV that a user gave a name: key files NAME.layout in the user's configuration, each with a
 * group [layout]. Plain struct; owned strings, NULL where it does not say. */
typedef struct
{
  char *name;
  char *map; /* as --map takes it */
  char *header_row; /* the columns of the file that it was made for, by their headers, with tabs between:
                     * files with the same ones are read with it unasked */
  char *encoding, *time_zone;
  char delimiter; /* 0: found out */
  RsHeader header;
} RsSavedLayout;

void rs_saved_layout_free (RsSavedLayout *self);

/* (transfer full): the folder: $RS_LAYOUTS_DIR, for tests, or roadstead/layouts in the user's
 * configuration. It need not exist. */
char *rs_saved_layout_get_folder (void);

/* Whether a layout can be saved by that name: 1 to 60 letters, digits, spaces, "-", "_" and ".", no
 * "." first, and no layout of the program's. */
gboolean rs_saved_layout_is_name (const char *name);

/* (nullable): the layout; sets @error to %RS_READ_ERROR_OPTION if there is none or it is damaged. */
RsSavedLayout *rs_saved_layout_load (const char *name, GError **error);

/* Writes aside and renames; replaces one of the same name. */
gboolean rs_saved_layout_save (const RsSavedLayout *self, GError **error);

/* Gives it another name; fails if there is one of that name, or it is none. */
gboolean rs_saved_layout_rename (const char *name, const char *new_name, GError **error);

/* Deletes the file. */
gboolean rs_saved_layout_delete (const char *name, GError **error);

/* (transfer full) (element-type utf8): the names in the order of the alphabet. Blocks. */
GPtrArray *rs_saved_layout_list (void);

/* The same, the one that was saved last first. Blocks. */
GPtrArray *rs_saved_layout_list_newest (void);

/**
 * rs_saved_layout_match:
 * @input: nothing of which was read; it is only peeked at
 *
 * The saved layout that was made for a file with the same headers, in the same order; of several the one
 * that was saved last. Blocks.
 *
 * Returns: (transfer full) (nullable): the layout
 */
RsSavedLayout *rs_saved_layout_match (RsInput *input);

/* (transfer full): that it was used unasked, in words. */
char *rs_saved_layout_describe_match (const RsSavedLayout *self);

/* What @options do not say is taken from @self; borrows its strings. */
void rs_saved_layout_apply (const RsSavedLayout *self, RsReadOptions *options);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsSavedLayout, rs_saved_layout_free)

G_END_DECLS
