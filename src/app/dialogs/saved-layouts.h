/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* (transfer floating): a group of the preferences: the layouts of columns that were saved, each to be renamed
 * or deleted; a deletion can be taken back. Hidden if there are none. */
GtkWidget *rs_saved_layouts_new (void);

G_END_DECLS
