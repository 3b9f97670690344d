/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/session.h"

G_BEGIN_DECLS

/* The watchlists and lists of ports on the page of the case, each with a button that removes it. */
#define RS_TYPE_CASE_LISTS (rs_case_lists_get_type ())
G_DECLARE_FINAL_TYPE (RsCaseLists, rs_case_lists, RS, CASE_LISTS, GtkBox)

GtkWidget *rs_case_lists_new (RsSession *session);

G_END_DECLS
