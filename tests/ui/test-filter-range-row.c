/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/panels/filter-choice-row.h"

typedef struct
{
  RsSession *session;
  GtkWidget *window;
  GtkWidget *entries[2];
  GtkWidget *error;
} Fixture;

static void
find_parts (Fixture *fixture, GtkWidget *widget)
{
  if (GTK_IS_ENTRY (widget))
    fixture->entries[fixture->entries[0] != NULL] = widget;
  else if (GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, "error"))
    fixture->error = widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    find_parts (fixture, child);
}

static void
set_up (Fixture *fixture, gconstpointer kind)
{
  fixture->session = rs_session_new ();
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window),
                        rs_filter_range_row_new (fixture->session, GPOINTER_TO_UINT (kind)));
  find_parts (fixture, fixture->window);
  g_assert_nonnull (fixture->entries[1]);
  g_assert_nonnull (fixture->error);
}

static void
tear_down (Fixture *fixture, gconstpointer kind)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_object_unref (fixture->session);
}

/* @wrong: which ends are marked, "", "low", "high" or "both"; each tells a screen reader what the label says. */
static void
enter (Fixture *fixture, const char *low, const char *high, const char *wrong, const char *filter)
{
  g_autofree char *text = NULL;
  const char *error;

  gtk_editable_set_text (GTK_EDITABLE (fixture->entries[0]), low);
  gtk_editable_set_text (GTK_EDITABLE (fixture->entries[1]), high);
  g_signal_emit_by_name (fixture->entries[1], "activate");
  error = gtk_label_get_text (GTK_LABEL (fixture->error));
  g_assert_cmpint (gtk_widget_get_visible (fixture->error), ==, *wrong != '\0');
  g_assert_cmpint (*error != '\0', ==, *wrong != '\0');
  for (guint i = 0; i < 2; i++)
    {
      gboolean is_wrong = g_str_equal (wrong, "both") || g_str_equal (wrong, i ? "high" : "low");

      g_assert_cmpint (gtk_widget_has_css_class (fixture->entries[i], "error"), ==, is_wrong);
      gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fixture->entries[i]),
                                           GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, is_wrong ? error : "");
      gtk_test_accessible_assert_state (GTK_ACCESSIBLE (fixture->entries[i]), GTK_ACCESSIBLE_STATE_INVALID,
                                        is_wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE);
    }
  text = rs_filter_to_text (rs_session_get_filter (fixture->session));
  g_assert_cmpstr (text, ==, filter);
}

static void
test_numbers (Fixture *fixture, gconstpointer kind)
{
  enter (fixture, "100", "200", "", "length:100..200");
  enter (fixture, "200", "100", "high", "length:100..200");
  enter (fixture, "-5", "", "low", "length:100..200");
  enter (fixture, "", "long", "high", "length:100..200");
  enter (fixture, "a", "b", "both", "length:100..200");
  enter (fixture, "20,5", "", "", "length:20.5..");
  enter (fixture, "", "", "", "");
}

static void
test_times (Fixture *fixture, gconstpointer kind)
{
  const char *filter = "time:2024-03-07T06:00:00Z..";

  enter (fixture, "2024-03-07 06:00", "", "", filter);
  enter (fixture, "2024-03-07 06:00", "soon", "high", filter);
  enter (fixture, "20.5", "", "low", filter);
  enter (fixture, "2024-03-07 06:00", "2024-03-06", "high", filter);
  /* All of that day, from its beginning. */
  enter (fixture, "2024-03-07", "2024-03-07", "",
         "time:2024-03-07T00:00:00Z..2024-03-07T23:59:59.999Z");
  enter (fixture, "", "2024-03-07 00:00", "", "time:..2024-03-07T00:00:00Z");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();
  g_test_add ("/filter-range-row/numbers", Fixture, GUINT_TO_POINTER (RS_FILTER_LENGTH), set_up,
              test_numbers, tear_down);
  g_test_add ("/filter-range-row/times", Fixture, GUINT_TO_POINTER (RS_FILTER_TIME), set_up,
              test_times, tear_down);
  return g_test_run ();
}
