/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/snapshot.h"
#include "places/atlas.h"
#include "places/gazetteer.h"
#include "places/own-places.h"

G_BEGIN_DECLS

/* (transfer full) (element-type RsPort): set of the gazetteer's ports that events and incidents of
 * the case name. */
GHashTable *rs_case_ports_new (const RsSnapshot *snapshot);

/* Whether a port, or a place of the user's own, is on the map at a zoom; @in_case: the case names it. */
gboolean rs_port_is_shown (gboolean in_case, double zoom);

/* Never NULL. */
const char *rs_port_get_name (const RsPort *port, RsLang lang);

G_END_DECLS
