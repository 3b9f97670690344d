/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/session.h"

G_BEGIN_DECLS

/* The selected vessel held against another one (session's "compared-vessel"): range, bearing, closing
 * speed and closest point of approach at the session's time, and the nearest that they came in all the
 * time that both are known, which is looked for in a worker. Hidden while nothing is compared. */
#define RS_TYPE_COMPARE_CARD (rs_compare_card_get_type ())
G_DECLARE_FINAL_TYPE (RsCompareCard, rs_compare_card, RS, COMPARE_CARD, GtkBox)

GtkWidget *rs_compare_card_new (RsSession *session);

G_END_DECLS
