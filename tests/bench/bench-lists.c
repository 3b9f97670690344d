/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long the main loop is kept from its next turn while a window works with a case of 100,000 vessels: opened,
 * sorted by each column, scrolled, searched, filtered, selected in, replayed, edited and undone, closed. Each row is
 * one such step, from the command until nothing has happened for a while: how soon the list showed it, the longest
 * turn of the main loop without the frames that it drew, by the clock and by the main thread's own processor time
 * (what is long in both the program does itself), how many of the turns were longer than 8 ms in both, and the
 * longest frame.
 *
 * Run on a screen: tests/util/run-headless --size 1440x900 bench-lists [VESSELS [FIXES-EACH]]. GSK_RENDERER is as
 * run-headless has it, or RS_BENCH_RENDERER. RS_BENCH_FOLDER keeps the case. */
#include <adwaita.h>
#include <gio/gio.h>
#include <stdlib.h>

#include "app/pace.h"
#include "app/window.h"
#include "bench-case.h"
#include "case/case.h"

#define N_VESSELS 100000
#define N_EACH 20
#define QUIET_US 1000000
#define WAIT_S 120

typedef struct
{
  GtkWidget *window;
  RsSession *session;
  RsPace *pace;
  GtkWidget *list; /* of vessels; borrowed */
  gint64 changed_us; /* when the list last did */
} Bench;

static GtkWidget *
find_widget (GtkWidget *widget, GType type)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find_widget (child, type);
  return found;
}

/* Lets the main loop run until nothing but rare things has happened for a while. */
static void
settle (void)
{
  gint64 now_us = g_get_monotonic_time (), end_us = now_us + WAIT_S * G_USEC_PER_SEC;
  gint64 quiet_us = now_us + QUIET_US;

  while (now_us < quiet_us && now_us < end_us)
    {
      gint64 before_us = now_us;
      gboolean did = g_main_context_iteration (NULL, FALSE);

      now_us = g_get_monotonic_time ();
      if (!did)
        g_usleep (500);
      /* A blinking cursor and a timeout that finds nothing to do are no work. */
      else if (now_us - before_us > 1000)
        quiet_us = now_us + QUIET_US;
    }
}

static void
items_changed_cb (Bench *bench)
{
  bench->changed_us = g_get_monotonic_time ();
}

static gint64
begin (Bench *bench)
{
  bench->changed_us = 0;
  rs_pace_reset (bench->pace);
  return g_get_monotonic_time ();
}

/* @start_us: as begin () returned it */
static void
end (Bench *bench, const char *name, gint64 start_us)
{
  RsPaceFigures frames, turns, work;
  g_autofree char *shown = NULL;

  settle ();
  rs_pace_get_frames (bench->pace, &frames);
  rs_pace_get_turns (bench->pace, &turns);
  rs_pace_get_work (bench->pace, &work);
  shown = bench->changed_us > 0
              ? g_strdup_printf ("%6.0f ms", (double) (bench->changed_us - start_us) / 1000)
              : g_strdup ("       -");
  g_print ("  %-22s list %s; longest turn %6.1f ms, %6.1f computing; %u and %u of %u over 8 ms; "
           "longest frame %6.1f ms\n",
           name, shown, turns.longest, work.longest, turns.n_blocks, work.n_blocks, turns.n,
           frames.longest);
}

/* An action, in a turn of the main loop of its own, as a click or a key has one: what it leads to comes in others. */
typedef struct
{
  GtkWidget *widget;
  const char *action;
  GVariant *target; /* nullable */
} Command;

static gboolean
command_cb (gpointer data)
{
  Command *command = data;

  gtk_widget_activate_action_variant (command->widget, command->action, command->target);
  return G_SOURCE_REMOVE;
}

static void
run_command (Bench *bench, const char *name, GtkWidget *widget, const char *action,
             GVariant *target)
{
  gint64 start_us = begin (bench);
  g_autoptr (GVariant) own = target ? g_variant_ref_sink (target) : NULL;
  Command command = { widget, action, own };

  g_idle_add_full (G_PRIORITY_DEFAULT, command_cb, &command, NULL);
  end (bench, name, start_us);
}

static void
run_action (Bench *bench, const char *name, const char *action, GVariant *target)
{
  g_autofree char *full = g_strconcat ("win.", action, NULL);

  run_command (bench, name, bench->window, full, target);
}

/* The case, from the command to its first pictures and full lists. */
static void
open_case (Bench *bench, const char *name, const char *path)
{
  gint64 start_us = begin (bench);
  gint64 end_us = start_us + WAIT_S * G_USEC_PER_SEC;

  rs_window_open_case (RS_WINDOW (bench->window), path);
  while (rs_session_get_snapshot (bench->session)->vessels->len == 0
         && g_get_monotonic_time () < end_us)
    g_main_context_iteration (NULL, TRUE);
  end (bench, name, start_us);
  if (bench->list)
    return;
  bench->list = find_widget (bench->window, GTK_TYPE_LIST_VIEW);
  g_assert_nonnull (bench->list);
  g_signal_connect_swapped (gtk_list_view_get_model (GTK_LIST_VIEW (bench->list)), "items-changed",
                            G_CALLBACK (items_changed_cb), bench);
}

static void
sort (Bench *bench, const char *when)
{
  static const char *const orders[]
      = { "last-seen", "first-seen", "positions", "type", "flag", "length", "name" };

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autofree char *name = g_strdup_printf ("sort by %s%s", orders[i], when);

      run_command (bench, name, bench->list, "list-order.order", g_variant_new_string (orders[i]));
    }
}

/* To the end and back, in pages; then at one leap each. */
static void
scroll (Bench *bench)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (bench->list));
  gint64 start_us = begin (bench);

  for (guint i = 0; i < 40; i++)
    {
      gint64 next_us = g_get_monotonic_time () + 16000;

      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + 200);
      while (g_get_monotonic_time () < next_us)
        g_main_context_iteration (NULL, FALSE) ? (void) 0 : g_usleep (500);
    }
  end (bench, "scroll", start_us);
  start_us = begin (bench);
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  settle ();
  gtk_adjustment_set_value (adjustment, 0);
  end (bench, "scroll to the end", start_us);
}

static void
search (Bench *bench)
{
  GtkWidget *entry = find_widget (bench->window, GTK_TYPE_SEARCH_ENTRY);
  const char *const texts[] = { "c", "co", "coral", "coral 77", "" };

  g_assert_nonnull (entry);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *name = g_strdup_printf ("search “%s”", texts[i]);
      gint64 start_us = begin (bench);

      gtk_editable_set_text (GTK_EDITABLE (entry), texts[i]);
      end (bench, name, start_us);
    }
}

static gint64
get_vessel (Bench *bench, guint index)
{
  RsSnapshot *snapshot = rs_session_get_snapshot (bench->session);

  return ((RsVessel *) g_ptr_array_index (snapshot->vessels, index))->id;
}

/* Until the window has another snapshot than @old. */
static void
wait_for_snapshot (Bench *bench, RsSnapshot *old)
{
  gint64 end_us = g_get_monotonic_time () + WAIT_S * G_USEC_PER_SEC;

  while (rs_session_get_snapshot (bench->session) == old && g_get_monotonic_time () < end_us)
    g_main_context_iteration (NULL, FALSE) ? (void) 0 : g_usleep (500);
}

static void
edit (Bench *bench)
{
  RsEdit *edit = rs_edit_new ("Bench");
  g_autoptr (RsNote) note = rs_note_new ();
  RsLatLon place = { 40, 135 };
  gint64 start_us;

  g_free (note->text);
  note->text = g_strdup ("Bench");
  g_array_append_val (note->points, place);
  rs_edit_put_note (edit, note);
  start_us = begin (bench);
  rs_session_apply (bench->session, edit, NULL, NULL);
  wait_for_snapshot (bench, rs_session_get_snapshot (bench->session));
  end (bench, "edit", start_us);
  start_us = begin (bench);
  rs_session_undo (bench->session);
  wait_for_snapshot (bench, rs_session_get_snapshot (bench->session));
  end (bench, "undo", start_us);
}

static void
measure (const char *path)
{
  Bench bench = { 0 };
  g_autoptr (RsApplication) application = rs_application_new ();
  g_autoptr (GError) error = NULL;
  gint64 last, start_us;

  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  g_application_hold (G_APPLICATION (application));
  bench.window = GTK_WIDGET (rs_window_new (application));
  bench.session = rs_window_get_session (RS_WINDOW (bench.window));
  gtk_window_present (GTK_WINDOW (bench.window));
  settle ();
  bench.pace = rs_pace_new (gtk_widget_get_frame_clock (bench.window));
  open_case (&bench, "open", path);
  last = get_vessel (&bench, rs_session_get_snapshot (bench.session)->vessels->len - 1);
  sort (&bench, "");
  scroll (&bench);
  search (&bench);
  run_action (&bench, "select the last", "select-vessel", g_variant_new_int64 (last));
  sort (&bench, ", selected");
  run_action (&bench, "hide one", "toggle-vessel", g_variant_new_int64 (last));
  run_action (&bench, "show only one", "show-only-vessel", g_variant_new_int64 (last));
  run_action (&bench, "show all", "show-all-vessels", NULL);
  run_action (&bench, "deselect", "deselect", NULL);
  run_action (&bench, "filter by flag", "add-to-filter", g_variant_new_string ("flag:RU"));
  run_action (&bench, "clear the filter", "clear-filter", NULL);
  run_action (&bench, "narrow to a span", "set-span",
              g_variant_new_string ("2024-03-07T06:05:00Z/2024-03-07T06:10:00Z"));
  run_action (&bench, "leave the span", "clear-span", NULL);
  edit (&bench);
  start_us = begin (&bench);
  rs_session_set_playing (bench.session, TRUE);
  while (g_get_monotonic_time () < start_us + 3 * G_USEC_PER_SEC)
    g_main_context_iteration (NULL, FALSE) ? (void) 0 : g_usleep (500);
  rs_session_set_playing (bench.session, FALSE);
  end (&bench, "replay", start_us);
  run_action (&bench, "close", "close-case", NULL);
  open_case (&bench, "open again", path);
  run_action (&bench, "select the last again", "select-vessel", g_variant_new_int64 (last));
  run_action (&bench, "close again", "close-case", NULL);
  rs_pace_free (bench.pace);
  gtk_window_destroy (GTK_WINDOW (bench.window));
  g_application_release (G_APPLICATION (application));
  settle ();
}

int
main (int argc, char *argv[])
{
  g_autofree char *folder = NULL, *path = NULL;
  guint n_vessels = argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : N_VESSELS;
  guint n_each = argc > 2 ? (guint) g_ascii_strtoull (argv[2], NULL, 10) : N_EACH;

  if (g_getenv ("RS_BENCH_RENDERER"))
    {
      g_setenv ("GSK_RENDERER", g_getenv ("RS_BENCH_RENDERER"), TRUE);
      g_unsetenv ("GDK_DEBUG");
      g_unsetenv ("GDK_DISABLE");
    }
  folder = bench_open_folder ();
  path = g_strdup_printf ("%s/%u-vessels-%u.roadstead", folder, n_vessels, n_each);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    bench_make_fleet (path, n_vessels, n_each);
  g_print ("%u vessels, %u fixes each\n", n_vessels, n_each);
  measure (path);
  bench_close_folder (folder);
  return 0;
}
