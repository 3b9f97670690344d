/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/steps.h"

static gboolean
step_cb (gpointer data)
{
  RsSteps *self = data;
  guint n_starts = self->n_starts;
  gboolean is_done = !self->steps[self->next](self->owner, &self->at);

  /* The step may have stopped or started them all. */
  if (!self->source_id)
    return G_SOURCE_REMOVE;
  if (is_done && self->n_starts == n_starts)
    {
      self->next++;
      self->at = 0;
    }
  if (self->next < self->n)
    return G_SOURCE_CONTINUE;
  self->source_id = 0;
  return G_SOURCE_REMOVE;
}

void
rs_steps_start (RsSteps *self, gpointer owner, const RsStepFunc *steps, guint n)
{
  self->owner = owner;
  self->steps = steps;
  self->n = n;
  self->next = self->at = 0;
  self->n_starts++;
  if (!self->source_id && n > 0)
    self->source_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, step_cb, self, NULL);
}

void
rs_steps_stop (RsSteps *self)
{
  g_clear_handle_id (&self->source_id, g_source_remove);
}
