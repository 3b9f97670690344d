/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "case/filter-plan.h"
#include "cli/command.h"

G_BEGIN_DECLS

/* The options that say which vessels are meant, for each subcommand that lists some. Owned strings. */
typedef struct
{
  char *text, *saved, *from, *to, *speed, *length;
  char **areas, **countries, **types, **flags, **names, **imports, **events, **incidents,
      **watchlists;
} RsFilterArgs;

#define RS_FILTER_ARGS 15

/* (out caller-allocates) (array length=RS_FILTER_ARGS): entries that fill @self. */
void rs_filter_args_get_entries (RsFilterArgs *self, GOptionEntry *out);

/* %FALSE and says what is wrong if a value is none; to be called before a case is opened. */
gboolean rs_filter_args_check (const RsFilterArgs *self);

/**
 * rs_filter_args_get_plan:
 * @code: (out): what to exit with if there is none
 *
 * What was given as options, and the saved filter that is named, for a case. Prints what is wrong.
 *
 * Returns: (transfer full) (nullable): the plan
 */
RsFilterPlan *rs_filter_args_get_plan (const RsFilterArgs *self, RsSnapshot *snapshot, int *code);

void rs_filter_args_clear (RsFilterArgs *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RsFilterArgs, rs_filter_args_clear)

G_END_DECLS
