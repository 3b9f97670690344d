/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/session.h"

G_BEGIN_DECLS

/* The vessel that is selected: identity now and over time, track, imports, incidents, events. */
#define RS_TYPE_VESSEL_PAGE (rs_vessel_page_get_type ())
G_DECLARE_FINAL_TYPE (RsVesselPage, rs_vessel_page, RS, VESSEL_PAGE, GtkBox)

GtkWidget *rs_vessel_page_new (RsSession *session);
void rs_vessel_page_flush (RsVesselPage *self);

G_END_DECLS
