/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/compat/button-names.h"

#include "config.h"

/* Whether its text is a label of GTK's own: then nobody gave it a name beside that. */
static gboolean
has_text (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget))
    return gtk_button_get_label (GTK_BUTTON (widget)) != NULL;
  return GTK_IS_CHECK_BUTTON (widget) && gtk_check_button_get_label (GTK_CHECK_BUTTON (widget));
}

void
rs_button_names_mend (GtkWidget *widget)
{
  if (has_text (widget))
    gtk_accessible_reset_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    rs_button_names_mend (child);
}
