/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A bar that folds away when nothing is going on: what it is, figures about it, and a button that ends
 * it. Knows whether something is going on by the cancellable of it. */
#define RS_TYPE_ACTIVITY_BAR (rs_activity_bar_get_type ())
G_DECLARE_FINAL_TYPE (RsActivityBar, rs_activity_bar, RS, ACTIVITY_BAR, GtkBox)

/**
 * rs_activity_bar_new:
 * @stop_label: of the button that ends it, with a mnemonic
 * @stop_action: what the button activates
 * @what: (nullable): a widget in the middle: a progress bar; %NULL: the text has the room
 * @more: (nullable): a widget beside the button
 *
 * Returns: (transfer none): floating
 */
GtkWidget *rs_activity_bar_new (const char *stop_label, const char *stop_action, GtkWidget *what,
                                GtkWidget *more);

/* (transfer none): unfolds with a text and without figures; the cancellable of what begins. */
GCancellable *rs_activity_bar_begin (RsActivityBar *self, const char *text);

/* Asks what is going on to end, and says @text until it does; %FALSE if nothing is. */
gboolean rs_activity_bar_cancel (RsActivityBar *self, const char *text);

/* What is going on can no longer be ended. */
void rs_activity_bar_disarm (RsActivityBar *self);

/* Folds away if @cancellable is of what is going on; %FALSE if it is of something else. */
gboolean rs_activity_bar_end (RsActivityBar *self, GCancellable *cancellable);

gboolean rs_activity_bar_is_running (RsActivityBar *self);
/* Whether what is going on is that of @cancellable. */
gboolean rs_activity_bar_is_current (RsActivityBar *self, GCancellable *cancellable);

/* @tooltip: (nullable): more than there is room for */
void rs_activity_bar_set_text (RsActivityBar *self, const char *text, const char *tooltip);
void rs_activity_bar_set_figures (RsActivityBar *self, const char *text);
/* NULL: none */
void rs_activity_bar_set_icon (RsActivityBar *self, const char *icon_name);

G_END_DECLS
