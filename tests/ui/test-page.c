/* SPDX-License-Identifier: GPL-3.0-or-later */
/* page: rows of the right panel, laid out in a window of its width; and the page while a case is opened. */
#include "app/panels/loading-page.h"
#include "app/widgets/page.h"

/* As roadstead-resources.c has it. */
GResource *roadstead_get_resource (void);

#define PANEL_PX 320
#define N_ROWS 120

static const char *const latin[] = { "Statement", "on", "refined", "petroleum", "shipped", "from", "Russia" };
static const char *const hangul[] = { "어느", "정도", "신뢰할", "수", "있음", "–", "C" };

/* (transfer full): @n words, of which those of the second half are Hangul if @is_mixed */
static char *
make_text (guint n, guint seed, gboolean is_mixed)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%s", i ? " " : "",
                            is_mixed && i >= n / 2 ? hangul[(i + seed) % G_N_ELEMENTS (hangul)]
                                                   : latin[(i + seed) % G_N_ELEMENTS (latin)]);
  return g_string_free (text, FALSE);
}

/* Whether all labels below @widget end where @row ends, or before. */
static void
check_labels (GtkWidget *row, GtkWidget *widget)
{
  graphene_rect_t bounds;

  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget))
    {
      g_assert_true (gtk_widget_compute_bounds (widget, row, &bounds));
      if (bounds.origin.x + bounds.size.width > (float) gtk_widget_get_width (row))
        g_error ("%.0f px of “%s” are outside of the row",
                 (double) (bounds.origin.x + bounds.size.width) - gtk_widget_get_width (row),
                 gtk_label_get_text (GTK_LABEL (widget)));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    check_labels (row, child);
}

static gboolean
timeout_cb (gpointer data)
{
  g_error ("the window does not come up");
  return G_SOURCE_REMOVE;
}

/* Lines of two scripts are of unequal height: nothing stands outside of its row for that. */
static void
test_rows (void)
{
  GtkWidget *window = gtk_window_new ();
  g_autoptr (GtkCssProvider) style = gtk_css_provider_new ();
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  GtkBox *box;
  GtkWidget *page = rs_page_new (&box);
  AdwPreferencesGroup *group = rs_page_add_group (box, "Sources");
  guint timeout_id = g_timeout_add_seconds (60, timeout_cb, NULL);

  gtk_css_provider_load_from_resource (style, "/org/roadstead/Roadstead/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autofree char *title = make_text (3 + i % 8, i, i % 3 == 0);
      g_autofree char *subtitle = make_text (4 + i % 13, i / 2, TRUE);

      rs_page_add_row (group, rows, rs_page_create_row (title, subtitle));
    }
  gtk_widget_set_size_request (page, PANEL_PX, 600);
  gtk_window_set_child (GTK_WINDOW (window), page);
  gtk_window_set_default_size (GTK_WINDOW (window), PANEL_PX, 600);
  gtk_window_present (GTK_WINDOW (window));
  while (gtk_widget_get_height (rows->pdata[N_ROWS - 1]) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timeout_id);
  for (guint i = 0; i < N_ROWS; i++)
    check_labels (rows->pdata[i], rows->pdata[i]);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Whether a label or a button with that text is below the widget, and would show. */
static gboolean
shows (GtkWidget *widget, const char *text)
{
  if (!gtk_widget_get_visible (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), text) == 0)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (shows (child, text))
      return TRUE;
  return FALSE;
}

/* An opening that takes long is told with its figures and a way back; the next one begins without. */
static void
test_loading (void)
{
  g_autoptr (GtkWidget) page = g_object_ref_sink (g_object_new (RS_TYPE_LOADING_PAGE, NULL));
  RsLoadingPage *loading = RS_LOADING_PAGE (page);

  rs_loading_page_begin (loading, "large.roadstead");
  g_assert_true (shows (page, "large.roadstead"));
  g_assert_false (shows (page, "Cancel"));
  for (guint i = 0; i < 600 && !shows (page, "Cancel"); i++)
    {
      g_usleep (20 * 1000);
      rs_loading_page_set_progress (loading, 300, 900);
    }
  g_assert_true (shows (page, "Cancel"));
  g_assert_true (shows (page, "300 of 900 positions"));
  rs_loading_page_begin (loading, "small.roadstead");
  g_assert_true (shows (page, "small.roadstead"));
  g_assert_false (shows (page, "Cancel"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();
  /* Linked for its constructor, which registers what is in it. */
  g_assert_nonnull (roadstead_get_resource ());

  g_test_add_func ("/page/rows", test_rows);
  g_test_add_func ("/page/loading", test_loading);
  return g_test_run ();
}
