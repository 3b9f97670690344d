/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/session.h"

G_BEGIN_DECLS

/* (transfer none): a row that unfolds the choices of a kind of condition (models/filter-choices.h), to be
 * ticked: the most frequent ones, all others by a search. It says what is ticked while folded. */
GtkWidget *rs_filter_choice_row_new (RsSession *session, RsFilterKind kind);

/* (transfer none): a row that unfolds two entries for the ends of a range: numbers, or times. */
GtkWidget *rs_filter_range_row_new (RsSession *session, RsFilterKind kind);

/* (transfer full): the words of the conditions of a kind, with commas; "" for none. */
char *rs_filter_row_summary (RsSession *session, RsFilterKind kind);

G_END_DECLS
