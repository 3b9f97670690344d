/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/map/map-hint.h"

struct _RsMapHint
{
  GtkBox parent_instance;
};

G_DEFINE_FINAL_TYPE (RsMapHint, rs_map_hint, GTK_TYPE_BOX)

/* "can-target" would keep the pointer from the buttons, too. */
static gboolean
rs_map_hint_contains (GtkWidget *widget, double x, double y)
{
  return FALSE;
}

static void
rs_map_hint_class_init (RsMapHintClass *klass)
{
  GTK_WIDGET_CLASS (klass)->contains = rs_map_hint_contains;
}

static void
rs_map_hint_init (RsMapHint *self)
{
}
