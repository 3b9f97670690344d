/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/session.h"

G_BEGIN_DECLS

/* "Where was it at T": a typed time, and the selected vessel's place then, how that is known, the fixes
 * before and after, and the nearest port. */
#define RS_TYPE_WHERE_CARD (rs_where_card_get_type ())
G_DECLARE_FINAL_TYPE (RsWhereCard, rs_where_card, RS, WHERE_CARD, GtkBox)

GtkWidget *rs_where_card_new (RsSession *session);

G_END_DECLS
