/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/session.h"

G_BEGIN_DECLS

/* The case as a whole: title, description, second clock, what is in it, imports, sources, and the
 * history of who changed what. */
#define RS_TYPE_CASE_PAGE (rs_case_page_get_type ())
G_DECLARE_FINAL_TYPE (RsCasePage, rs_case_page, RS, CASE_PAGE, GtkBox)

GtkWidget *rs_case_page_new (RsSession *session);
void rs_case_page_flush (RsCasePage *self);

G_END_DECLS
