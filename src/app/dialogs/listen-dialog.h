/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/window.h"

G_BEGIN_DECLS

/* Asks which receiver to listen to: an address, with examples and the ones used last. Answers by
 * activating win.listen-to. */
void rs_listen_dialog_present (RsWindow *window);

/* Puts an address in front of those used last. */
void rs_listen_dialog_remember (GSettings *settings, const char *url);

G_END_DECLS
