/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/session.h"

G_BEGIN_DECLS

/* What a kind of condition can ask for in a case, with how much of it there is. */
typedef struct
{
  char *value;  /* of the condition */
  char *label;
  char *key;    /* to be searched by */
  guint64 count; /* of vessels; of events, positions where these are chosen; 0: not counted */
} RsFilterChoice;

void rs_filter_choice_free (RsFilterChoice *self);

/* (transfer full) (element-type RsFilterChoice): the most frequent first; empty for kinds that are typed
 * or drawn. O(vessels), O(events). */
GPtrArray *rs_filter_choices_new (const RsSnapshot *snapshot, RsFilterKind kind);

G_END_DECLS
