/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Longer than this the main loop shall not be kept from its next turn. */
#define RS_PACE_BLOCK_MS 8.0

/* How fluid a window is: how long its frames take (before-paint to after-paint of the frame clock:
 * callbacks, layout, drawing), and how long else each turn of the main loop is busy (input, timeouts,
 * answers of workers, of all windows). Measures while it exists, and costs a few system calls a turn.
 * Main thread. */
typedef struct _RsPace RsPace;

/* Times in milliseconds; all 0 before the first. */
typedef struct
{
  guint n;        /* measured since the start */
  guint n_blocks; /* of them longer than RS_PACE_BLOCK_MS */
  double median, p95; /* of the latest 2,048 */
  double longest; /* since the start */
} RsPaceFigures;

/* @clock: of the window that is measured; a reference is kept */
RsPace *rs_pace_new (GdkFrameClock *clock);
void rs_pace_free (RsPace *self);
/* Forgets what was measured. */
void rs_pace_reset (RsPace *self);

void rs_pace_get_frames (RsPace *self, RsPaceFigures *out_figures);
/* Without the frames that a turn drew. */
void rs_pace_get_turns (RsPace *self, RsPaceFigures *out_figures);
/* The same turns, by the time for which the main thread had a processor: on a machine that is busy with other
 * things a turn takes long without doing much, and that is not the program's fault. */
void rs_pace_get_work (RsPace *self, RsPaceFigures *out_figures);
/* Frames a second over the latest two seconds in which frames were drawn one after the other: a window that
 * has nothing new to show draws none. 0: none yet. */
double rs_pace_get_rate (RsPace *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsPace, rs_pace_free)

G_END_DECLS
