/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Pieces that the pages of the right panel are made of. All results (transfer none), floating. */

/* A scrolled column with the panel's margins; append to @out_box. */
GtkWidget *rs_page_new (GtkBox **out_box);
/* @page: of rs_page_new () */
void rs_page_scroll_to_top (GtkWidget *page);
AdwPreferencesGroup *rs_page_add_group (GtkBox *box, const char *title);
/* What stands above a page that another one leads to: a button back, on which @back_cb (@owner) is called, the title and
 * small below it what it is about. @owner: a GObject */
GtkWidget *rs_page_create_head (const char *back_label, GCallback back_cb, gpointer owner,
                                GtkLabel **out_title, GtkLabel **out_detail);
/* Text of @title and @subtitle is shown as it is, never as markup. */
GtkWidget *rs_page_create_row (const char *title, const char *subtitle);
/* Has the texts of an action row or expander row stay inside of it; see column-layout.h. */
void rs_page_bound_texts (GtkWidget *row);
/* A row whose value can be selected and copied: the title small, the value large. */
GtkWidget *rs_page_create_value_row (const char *title, const char *value);
/* A row of a list around any widget, for instance a box of text, with @title small above it. */
GtkWidget *rs_page_wrap_in_row (GtkWidget *child, const char *title);
/* A small flat button with an icon; @label is its tooltip and accessible name. */
GtkWidget *rs_page_create_button (const char *icon_name, const char *label);
/* A button with a text; @label has a mnemonic. Its accessible name is the text without it. */
GtkWidget *rs_page_create_text_button (const char *label);
/* Gives a drop-down a name, and the button inside, which is what has the focus. */
void rs_page_name_drop_down (GtkDropDown *drop, const char *label);
/* Removes every row in @rows from @group and empties @rows. */
void rs_page_clear_group (AdwPreferencesGroup *group, GPtrArray *rows);
void rs_page_add_row (AdwPreferencesGroup *group, GPtrArray *rows, GtkWidget *row);
/* "reconstructed" in an outlined box. @css_class: "reconstructed" or "asserted" */
GtkWidget *rs_page_create_tag (const char *text, const char *css_class);

G_END_DECLS
