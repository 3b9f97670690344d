/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/steps.h"

static GString *done;
static RsSteps steps;
static guint n_turns;

static gboolean
a_step (gpointer owner, guint *at)
{
  g_assert_true (owner == &done);
  g_string_append_c (done, 'a');
  return ++*at < 3;
}

static gboolean
b_step (gpointer owner, guint *at)
{
  g_assert_cmpuint (*at, ==, 0);
  g_string_append_c (done, 'b');
  return FALSE;
}

static gboolean
again_step (gpointer owner, guint *at)
{
  static const RsStepFunc others[] = { b_step, b_step };

  g_string_append_c (done, 'r');
  rs_steps_start (&steps, &done, others, G_N_ELEMENTS (others));
  return FALSE;
}

static gboolean
stop_step (gpointer owner, guint *at)
{
  g_string_append_c (done, 's');
  rs_steps_stop (&steps);
  return TRUE;
}

static void
run (const char *wanted)
{
  for (n_turns = 0; g_main_context_iteration (NULL, FALSE); n_turns++)
    ;
  g_assert_cmpstr (done->str, ==, wanted);
  /* Each in a turn of its own. */
  g_assert_cmpuint (n_turns, ==, done->len);
  g_string_truncate (done, 0);
}

static void
test_steps (void)
{
  static const RsStepFunc plain[] = { a_step, b_step }, again[] = { again_step, a_step };
  static const RsStepFunc stopped[] = { b_step, stop_step, a_step };

  done = g_string_new (NULL);
  rs_steps_start (&steps, &done, plain, G_N_ELEMENTS (plain));
  run ("aaab");
  rs_steps_start (&steps, &done, plain, G_N_ELEMENTS (plain));
  g_main_context_iteration (NULL, FALSE);
  rs_steps_start (&steps, &done, plain, G_N_ELEMENTS (plain));
  g_string_truncate (done, 0);
  run ("aaab");
  rs_steps_start (&steps, &done, again, G_N_ELEMENTS (again));
  run ("rbb");
  rs_steps_start (&steps, &done, stopped, G_N_ELEMENTS (stopped));
  run ("bs");
  rs_steps_start (&steps, &done, plain, G_N_ELEMENTS (plain));
  rs_steps_stop (&steps);
  run ("");
  g_string_free (done, TRUE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/steps", test_steps);
  return g_test_run ();
}
