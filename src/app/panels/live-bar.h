/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/session.h"
#include "case/live.h"

G_BEGIN_DECLS

/* Listens to a receiver and shows how it goes, in a bar that folds away when nothing is listened to:
 * the source, whether it is connected, messages a second, vessels, a button that keeps the replay at
 * the newest moment, and one that ends it.
 *
 * Signals: "ended" (RsLiveOutcome *): stopped, or it could not begin or go on; valid during the call */
#define RS_TYPE_LIVE_BAR (rs_live_bar_get_type ())
G_DECLARE_FINAL_TYPE (RsLiveBar, rs_live_bar, RS, LIVE_BAR, GtkBox)

/* What became of it. Borrowed. */
typedef struct
{
  const char *url;
  const RsLiveResult *result;
  const GError *error; /* (nullable) */
} RsLiveOutcome;

void rs_live_bar_set_session (RsLiveBar *self, RsSession *session);

/* Returns: %FALSE if something is listened to already, or there is no case */
gboolean rs_live_bar_start (RsLiveBar *self, const char *url);
void rs_live_bar_stop (RsLiveBar *self);
gboolean rs_live_bar_is_running (RsLiveBar *self);

G_END_DECLS
