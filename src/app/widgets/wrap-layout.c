/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/wrap-layout.h"

#define SPACING_PX 6

struct _RsWrapLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (RsWrapLayout, rs_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

static gboolean
is_shown (GtkWidget *child)
{
  return gtk_widget_should_layout (child);
}

/* Places the children, if @allocate; returns how high they are together. */
static int
lay_out (GtkWidget *widget, int width, gboolean allocate)
{
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = 0, y = 0, line = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      int natural, height, child_width;

      if (!is_shown (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
      child_width = MIN (natural, width);
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, child_width, &height, NULL, NULL, NULL);
      if (x > 0 && x + child_width > width)
        {
          x = 0;
          y += line + SPACING_PX;
          line = 0;
        }
      if (allocate)
        gtk_widget_size_allocate (
          child, &(GtkAllocation){ mirrored ? width - x - child_width : x, y, child_width, height },
          -1);
      x += child_width + SPACING_PX;
      line = MAX (line, height);
    }
  return y + line;
}

static GtkSizeRequestMode
get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation, int for_size,
         int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  int least = 0, all = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_least, child_natural;

      if (!is_shown (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_least, &child_natural, NULL,
                          NULL);
      least = MAX (least, child_least);
      all += child_natural + (all > 0 ? SPACING_PX : 0);
    }
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = least;
      *natural = MAX (least, all);
    }
  else
    {
      *minimum = *natural = lay_out (widget, for_size < 0 ? all : MAX (for_size, least), FALSE);
    }
}

static void
allocate_children (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  lay_out (widget, width, TRUE);
}

static void
rs_wrap_layout_class_init (RsWrapLayoutClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager_class->get_request_mode = get_request_mode;
  manager_class->measure = measure;
  manager_class->allocate = allocate_children;
}

static void
rs_wrap_layout_init (RsWrapLayout *self)
{
}

GtkLayoutManager *
rs_wrap_layout_new (void)
{
  return g_object_new (RS_TYPE_WRAP_LAYOUT, NULL);
}
