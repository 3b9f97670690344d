/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * rs_dialog_frame_new:
 * @parent: the window that it belongs to and goes with
 * @title: of the dialog
 * @content: (transfer floating): what stands below the header
 * @accept_label: of the button that answers, with a mnemonic
 * @width: pixels at first
 * @height: pixels at first; -1: as high as the content
 * @out_accept: (out) (transfer none): the button that answers; what it does is the caller's
 *
 * A modal dialog with a header that has only two buttons: one that answers and one, as the Escape key,
 * that closes it. Not shown yet.
 *
 * Returns: (transfer none): the dialog, owned by GTK
 */
GtkWindow *rs_dialog_frame_new (GtkWindow *parent, const char *title, GtkWidget *content,
                                const char *accept_label, int width, int height,
                                GtkWidget **out_accept);

G_END_DECLS
