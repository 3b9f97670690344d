/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/session.h"

G_BEGIN_DECLS

/* "When was it here": who was within some miles of a place, from when to when. Looked for in a worker;
 * a click on a stay sets the time and moves the map there. */
#define RS_TYPE_VISITS_PAGE (rs_visits_page_get_type ())
G_DECLARE_FINAL_TYPE (RsVisitsPage, rs_visits_page, RS, VISITS_PAGE, GtkBox)

GtkWidget *rs_visits_page_new (RsSession *session);

/* @vessel_id: only this one at first; 0: any */
void rs_visits_page_ask (RsVisitsPage *self, RsLatLon place, gint64 vessel_id);

G_END_DECLS
