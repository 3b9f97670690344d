/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a window without a case shows: make one, open one, recent ones, and the shipped cases. */
#define RS_TYPE_START_PAGE (rs_start_page_get_type ())
G_DECLARE_FINAL_TYPE (RsStartPage, rs_start_page, RS, START_PAGE, GtkBox)

/* Reads the recent cases again. */
void rs_start_page_refresh (RsStartPage *self);

G_END_DECLS
