/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A text that is edited in place: what is typed is handed over at Enter, when the focus leaves, or
 * a moment after the last key, and only if it differs from what was there. Lives as long as its
 * widget. */
#define RS_TYPE_FIELD (rs_field_get_type ())
G_DECLARE_FINAL_TYPE (RsField, rs_field, RS, FIELD, GObject)

/**
 * RsFieldFunc:
 * @text: what was typed, stripped
 *
 * Returns: %FALSE if it is not acceptable: the field is marked as wrong and keeps the text
 */
typedef gboolean (*RsFieldFunc) (const char *text, gpointer user_data);

/* (transfer none): an AdwEntryRow, for one line. The field belongs to its widget. */
RsField *rs_field_new_row (const char *title, RsFieldFunc func, gpointer user_data);
/* (transfer none): a box for several lines, at least @height px high. */
RsField *rs_field_new_text (const char *title, int height, RsFieldFunc func, gpointer user_data);

/* (transfer none): to be put into a container, at once. */
GtkWidget *rs_field_get_widget (RsField *self);

/* Shows a value; what is being typed right now is left alone. */
void rs_field_set_text (RsField *self, const char *text);
/* Hands over what is being typed, if anything; %FALSE if it is not acceptable. */
gboolean rs_field_flush (RsField *self);
void rs_field_set_editable (RsField *self, gboolean editable);
/* Marks a widget in which something is typed, also to a screen reader, or takes the mark away. */
void rs_field_mark (GtkWidget *widget, gboolean is_wrong);
/* Adds a button behind the entry of a row. */
void rs_field_add_button (RsField *self, GtkWidget *button);

G_END_DECLS
