/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A combo row that tells only of choices that a user made, not of values that the program set. */

/* @index: of the chosen label */
typedef void (*RsChoiceFunc) (guint index, gpointer user_data);

/* (transfer none): @labels: (array zero-terminated): shown as they are */
GtkWidget *rs_choice_new (const char *title, const char *const *labels, RsChoiceFunc func,
                          gpointer user_data);
void rs_choice_set_labels (GtkWidget *choice, const char *const *labels);
void rs_choice_set_index (GtkWidget *choice, guint index);

G_END_DECLS
