/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is shown while a case is opened: its name, and once that takes longer how far it is, with a button that
 * leads back. */
#define RS_TYPE_LOADING_PAGE (rs_loading_page_get_type ())
G_DECLARE_FINAL_TYPE (RsLoadingPage, rs_loading_page, RS, LOADING_PAGE, GtkBox)

void rs_loading_page_begin (RsLoadingPage *self, const char *name);
void rs_loading_page_end (RsLoadingPage *self);

/* So many of the case's fixes are in tracks that are kept. */
void rs_loading_page_set_progress (RsLoadingPage *self, guint64 n_done, guint64 n_all);

G_END_DECLS
