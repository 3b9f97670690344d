/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "case/filter-plan.h"
#include "replay/clock.h"

G_BEGIN_DECLS

/* Which vessels of a snapshot are shown: of what a request says, which nobody changes, so that a thread can find it. */
typedef struct
{
  RsSnapshot *snapshot;
  GHashTable *hidden;      /* set of gint64: vessels hidden by hand */
  gboolean hides_others;   /* these are shown, and all others hidden */
  RsFilterResult *passing; /* (nullable): all */
  gint64 from_ms, to_ms;   /* a span; RS_TIME_NONE: none */
} RsShownRequest;

/* Owns a reference to everything in it. */
RsShownRequest *rs_shown_request_copy (const RsShownRequest *self);
void rs_shown_request_free (RsShownRequest *self);
/* Whether there is nothing by which a vessel would not be shown. O(1). */
gboolean rs_shown_request_takes_all (const RsShownRequest *self);

/* Sets of gint64; never changed. */
typedef struct
{
  GHashTable *masked;    /* hidden, or not passing the filter */
  GHashTable *outside;   /* without a fix in the span, or not passing the filter */
  GHashTable *not_drawn; /* any of these */
  RsActivity *activity;  /* (nullable): of those that are not masked; whoever finds it sets it */
} RsShown;

/* (transfer full): without activity. O(vessels x log fixes); O(1) if it takes all. Any thread. */
RsShown *rs_shown_new (const RsShownRequest *request, GCancellable *cancellable);
RsShown *rs_shown_new_all (void);
void rs_shown_free (RsShown *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsShown, rs_shown_free)

G_END_DECLS
