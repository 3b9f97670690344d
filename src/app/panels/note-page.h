/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/session.h"

G_BEGIN_DECLS

/* The drawing on the map that is selected: text, colour, when it is shown. */
#define RS_TYPE_NOTE_PAGE (rs_note_page_get_type ())
G_DECLARE_FINAL_TYPE (RsNotePage, rs_note_page, RS, NOTE_PAGE, GtkBox)

GtkWidget *rs_note_page_new (RsSession *session);
void rs_note_page_flush (RsNotePage *self);
/* Puts the focus into its text. */
void rs_note_page_focus (RsNotePage *self);

G_END_DECLS
