/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Counts of what a list holds, "12 × no time" below each other, one of which can be chosen to see only
 * what it counts; choosing it again shows all.
 *
 * Signals: "chosen" (gint index): by a person; -1: none is chosen any more */
#define RS_TYPE_COUNT_FILTER (rs_count_filter_get_type ())
G_DECLARE_FINAL_TYPE (RsCountFilter, rs_count_filter, RS, COUNT_FILTER, GtkBox)

/* @label: the accessible name of all of them together */
GtkWidget *rs_count_filter_new (const char *label);
void rs_count_filter_set_label (RsCountFilter *self, const char *label);
/* Begins anew with none. */
void rs_count_filter_clear (RsCountFilter *self);
/* @what: as a person reads it. @chosen: whether it is the one; emits nothing. */
void rs_count_filter_add (RsCountFilter *self, guint64 n, const char *what, gboolean chosen);

G_END_DECLS
