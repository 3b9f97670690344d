/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Work on widgets that would keep the main loop too long in one turn, in steps: each is done in a turn of its own, all
 * of them before the next frame is painted, so that nobody sees what is half done. Input goes first. Main thread. */

/**
 * RsStepFunc:
 * @owner: as handed to rs_steps_start ()
 * @at: how far the step is: 0 at its first call, and its own afterwards
 *
 * Does some milliseconds of a step.
 *
 * Returns: whether to be called again, in another turn, before the next step
 */
typedef gboolean (*RsStepFunc) (gpointer owner, guint *at);

/* Part of its owner; all zero: nothing to do. */
typedef struct
{
  gpointer owner;
  const RsStepFunc *steps;
  guint n, next; /* of the steps */
  guint at;
  guint n_starts;
  guint source_id;
} RsSteps;

/* Does @steps (not copied), from the first one on, also if some are under way. */
void rs_steps_start (RsSteps *self, gpointer owner, const RsStepFunc *steps, guint n);
/* What was not done is left undone. To be called before the owner goes. */
void rs_steps_stop (RsSteps *self);

G_END_DECLS
