/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/marks.h"

#include "picture.h"
#include "sample.h"

static void
add_gap (RsSnapshot *snapshot, double lon_deg, double from_h, double to_h)
{
  RsEvent *event = rs_event_new ();

  event->kind = RS_EVENT_GAP;
  event->from_ms = SAMPLE_START_MS + (gint64) (from_h * RS_HOUR_MS);
  event->to_ms = SAMPLE_START_MS + (gint64) (to_h * RS_HOUR_MS);
  event->has_place = TRUE;
  event->place = (RsLatLon) { 42, lon_deg };
  g_ptr_array_add (snapshot->events, event);
}

static void
check_discs (const RsSnapshot *snapshot, double from_h, double to_h, guint wanted)
{
  RsFrame frame = picture_frame (42, 132, 8, RS_SHOW_EVENTS);
  g_autoptr (RsMarks) marks = NULL;

  frame.span_from_ms = SAMPLE_START_MS + (gint64) (from_h * RS_HOUR_MS);
  frame.span_to_ms = SAMPLE_START_MS + (gint64) (to_h * RS_HOUR_MS);
  marks = rs_marks_new (snapshot, &frame);
  g_assert_cmpuint (marks->discs->len, ==, wanted);
}

/* An event stands on the map if a part of it lies in the span. */
static void
test_span (void)
{
  g_autoptr (RsSnapshot) snapshot = sample_new ();
  RsFrame frame = picture_frame (42, 132, 8, RS_SHOW_EVENTS);
  g_autoptr (RsMarks) marks = NULL;

  add_gap (snapshot, 131.5, 4, 10);
  add_gap (snapshot, 132.5, 12, 13);
  marks = rs_marks_new (snapshot, &frame);
  g_assert_cmpuint (marks->discs->len, ==, 2);
  check_discs (snapshot, 0, 3, 0);
  check_discs (snapshot, 0, 4, 1);
  check_discs (snapshot, 5, 6, 1);
  check_discs (snapshot, 10, 12, 2);
  check_discs (snapshot, 10.5, 11.5, 0);
  check_discs (snapshot, 13.5, 20, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/marks/span", test_span);
  return g_test_run ();
}
