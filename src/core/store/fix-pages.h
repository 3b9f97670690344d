/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/fix.h"

G_BEGIN_DECLS

/* Memory for fixes that wait, vessel by vessel, for their blocks to fill: pages of 1 KiB, taken from the
 * system in slabs, together at most 192 MiB. Pages that a vessel gives back are the next one's. One thread. */
#define RS_FIX_PAGE_FIXES 31
#define RS_FIX_PAGES_MAX (192 * 1024)

typedef struct _RsFixPages RsFixPages;
typedef struct _RsFixPage RsFixPage;
struct _RsFixPage
{
  RsFix fixes[RS_FIX_PAGE_FIXES];
  RsFixPage *next;
} __attribute__ ((aligned (64))); /* no fix lies in two lines of the processor's cache */

G_STATIC_ASSERT (sizeof (RsFixPage) == 1024);

/* The fixes of one vessel, in the order they were added. Zeroed it is empty. */
typedef struct
{
  RsFixPage *first, *last; /* (nullable) */
  guint n;
} RsFixQueue;

RsFixPages *rs_fix_pages_new (void);
/* Every queue is gone with it. */
void rs_fix_pages_free (RsFixPages *self);

/* For tests: how many pages there may be from now on, 0 for RS_FIX_PAGES_MAX. */
void rs_fix_pages_set_max (guint n);
guint rs_fix_pages_get_max (void);

/* Whether so many pages are used that some must be given back first. */
gboolean rs_fix_pages_are_full (const RsFixPages *self);

/* Adds a page to a queue whose last one is full, or that has none; more than there may be if must be. */
void rs_fix_pages_extend (RsFixPages *self, RsFixQueue *queue);

/* The pages of @n fixes. */
static inline guint
rs_fix_pages_count (guint n)
{
  return (n + RS_FIX_PAGE_FIXES - 1) / RS_FIX_PAGE_FIXES;
}

/* Whether the next fix needs a page of its own. */
static inline gboolean
rs_fix_queue_needs_page (const RsFixQueue *queue)
{
  return queue->n % RS_FIX_PAGE_FIXES == 0;
}

/* There must be room: rs_fix_pages_extend (). */
static inline void
rs_fix_queue_add (RsFixQueue *queue, const RsFix *fix)
{
  queue->last->fixes[queue->n++ % RS_FIX_PAGE_FIXES] = *fix;
}

/* @out: (array length=queue.n) */
void rs_fix_queue_copy (const RsFixQueue *queue, RsFix *out);

/* Gives its pages back. */
void rs_fix_pages_clear (RsFixPages *self, RsFixQueue *queue);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsFixPages, rs_fix_pages_free)

G_END_DECLS
