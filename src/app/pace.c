/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pace.h"

#include <stdlib.h>
#include <time.h>

#define N_LATEST 2048
#define N_RATE 128
/* Frames further apart than this are not of one movement. */
#define REST_US 250000

/* The latest times, overwritten in turn. */
typedef struct
{
  guint n, n_blocks;
  double longest_ms;
  float latest_ms[N_LATEST];
} Times;

/* A moment, by two clocks. */
typedef struct
{
  gint64 wall_us;
  gint64 work_us; /* for which this thread had a processor */
} Moment;

struct _RsPace
{
  GdkFrameClock *clock;
  gulong handlers[2];
  Times frames, turns, work;
  Moment frame_start; /* 0 between two frames */
  Moment in_frames;   /* how long, of this turn of the main loop */
  gint64 last_frame_us;
  gint64 gaps_us[N_RATE]; /* from frame to frame, overwritten in turn */
  guint n_gaps;
};

/* All that measure: the main loop has one poll function. */
static GPtrArray *paces;
static GPollFunc plain_poll;
static Moment turn_start;

static Moment
get_now (void)
{
  struct timespec work;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &work);
  return (Moment){ g_get_monotonic_time (),
                   (gint64) work.tv_sec * G_USEC_PER_SEC + work.tv_nsec / 1000 };
}

static void
add_time (Times *times, gint64 us)
{
  double ms = (double) us / 1000;

  times->latest_ms[times->n++ % N_LATEST] = (float) ms;
  times->n_blocks += ms > RS_PACE_BLOCK_MS;
  times->longest_ms = MAX (times->longest_ms, ms);
}

static int
compare_floats (gconstpointer a, gconstpointer b)
{
  return (*(const float *) a > *(const float *) b) - (*(const float *) a < *(const float *) b);
}

static void
get_figures (const Times *times, RsPaceFigures *figures)
{
  guint n = MIN (times->n, N_LATEST);
  float sorted[N_LATEST];

  *figures = (RsPaceFigures){ .n = times->n, .n_blocks = times->n_blocks,
                              .longest = times->longest_ms };
  if (n == 0)
    return;
  for (guint i = 0; i < n; i++)
    sorted[i] = times->latest_ms[i];
  qsort (sorted, n, sizeof *sorted, compare_floats);
  figures->median = (double) sorted[n / 2];
  figures->p95 = (double) sorted[MIN (n - 1, n * 95 / 100)];
}

/* Between two turns of the main loop it waits here. */
static int
poll_func (GPollFD *fds, guint n, int timeout)
{
  Moment now = get_now ();
  int ready;

  for (guint i = 0; turn_start.wall_us > 0 && i < paces->len; i++)
    {
      RsPace *self = g_ptr_array_index (paces, i);

      add_time (&self->turns,
                MAX (now.wall_us - turn_start.wall_us - self->in_frames.wall_us, 0));
      add_time (&self->work, MAX (now.work_us - turn_start.work_us - self->in_frames.work_us, 0));
      self->in_frames = (Moment){ 0 };
    }
  ready = plain_poll (fds, n, timeout);
  turn_start = get_now ();
  return ready;
}

static void
before_paint_cb (RsPace *self)
{
  Moment now = get_now ();
  gint64 gap_us = now.wall_us - self->last_frame_us;

  if (self->last_frame_us > 0 && gap_us < REST_US)
    self->gaps_us[self->n_gaps++ % N_RATE] = gap_us;
  self->last_frame_us = now.wall_us;
  self->frame_start = now;
}

static void
after_paint_cb (RsPace *self)
{
  Moment now = get_now ();

  if (self->frame_start.wall_us == 0)
    return;
  self->in_frames.wall_us += now.wall_us - self->frame_start.wall_us;
  self->in_frames.work_us += now.work_us - self->frame_start.work_us;
  add_time (&self->frames, now.wall_us - self->frame_start.wall_us);
  self->frame_start = (Moment){ 0 };
}

RsPace *
rs_pace_new (GdkFrameClock *clock)
{
  RsPace *self = g_new0 (RsPace, 1);

  self->clock = g_object_ref (clock);
  self->handlers[0] = g_signal_connect_swapped (clock, "before-paint",
                                                G_CALLBACK (before_paint_cb), self);
  self->handlers[1] = g_signal_connect_swapped (clock, "after-paint",
                                                G_CALLBACK (after_paint_cb), self);
  if (!paces)
    {
      paces = g_ptr_array_new ();
      turn_start = (Moment){ 0 };
      plain_poll = g_main_context_get_poll_func (NULL);
      g_main_context_set_poll_func (NULL, poll_func);
    }
  g_ptr_array_add (paces, self);
  return self;
}

void
rs_pace_free (RsPace *self)
{
  if (!self)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (self->handlers); i++)
    g_signal_handler_disconnect (self->clock, self->handlers[i]);
  g_object_unref (self->clock);
  g_ptr_array_remove (paces, self);
  if (paces->len == 0)
    {
      g_main_context_set_poll_func (NULL, plain_poll);
      g_clear_pointer (&paces, g_ptr_array_unref);
    }
  g_free (self);
}

void
rs_pace_reset (RsPace *self)
{
  self->frames.n = self->frames.n_blocks = 0;
  self->turns.n = self->turns.n_blocks = 0;
  self->work.n = self->work.n_blocks = 0;
  self->frames.longest_ms = self->turns.longest_ms = self->work.longest_ms = 0;
  self->n_gaps = 0;
  self->last_frame_us = 0;
}

void
rs_pace_get_frames (RsPace *self, RsPaceFigures *out_figures)
{
  get_figures (&self->frames, out_figures);
}

void
rs_pace_get_turns (RsPace *self, RsPaceFigures *out_figures)
{
  get_figures (&self->turns, out_figures);
}

void
rs_pace_get_work (RsPace *self, RsPaceFigures *out_figures)
{
  get_figures (&self->work, out_figures);
}

double
rs_pace_get_rate (RsPace *self)
{
  guint n = MIN (self->n_gaps, N_RATE);
  gint64 sum_us = 0;

  for (guint i = 0; i < n; i++)
    sum_us += self->gaps_us[i];
  return sum_us > 0 ? n * 1e6 / (double) sum_us : 0;
}
