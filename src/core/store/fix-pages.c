/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/fix-pages.h"

#include <string.h>

#define SLAB_PAGES 1024

static guint max_pages = RS_FIX_PAGES_MAX;

struct _RsFixPages
{
  GPtrArray *slabs; /* of RsFixPage[SLAB_PAGES] */
  RsFixPage *free;  /* (nullable): in them */
  guint n_used;
};

RsFixPages *
rs_fix_pages_new (void)
{
  RsFixPages *self = g_new0 (RsFixPages, 1);

  self->slabs = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
rs_fix_pages_free (RsFixPages *self)
{
  g_ptr_array_unref (self->slabs);
  g_free (self);
}

void
rs_fix_pages_set_max (guint n)
{
  max_pages = n > 0 ? n : RS_FIX_PAGES_MAX;
}

guint
rs_fix_pages_get_max (void)
{
  return max_pages;
}

gboolean
rs_fix_pages_are_full (const RsFixPages *self)
{
  return self->n_used >= max_pages;
}

void
rs_fix_pages_extend (RsFixPages *self, RsFixQueue *queue)
{
  RsFixPage *page;

  if (!self->free)
    {
      RsFixPage *slab = g_new (RsFixPage, SLAB_PAGES);

      g_ptr_array_add (self->slabs, slab);
      for (guint i = 0; i < SLAB_PAGES; i++)
        slab[i].next = i + 1 < SLAB_PAGES ? &slab[i + 1] : NULL;
      self->free = slab;
    }
  page = self->free;
  self->free = page->next;
  self->n_used++;
  page->next = NULL;
  if (queue->last)
    queue->last->next = page;
  else
    queue->first = page;
  queue->last = page;
}

void
rs_fix_queue_copy (const RsFixQueue *queue, RsFix *out)
{
  guint at = 0;

  for (const RsFixPage *page = queue->first; at < queue->n; page = page->next)
    {
      guint n = MIN (queue->n - at, RS_FIX_PAGE_FIXES);

      memcpy (out + at, page->fixes, n * sizeof *out);
      at += n;
    }
}

void
rs_fix_pages_clear (RsFixPages *self, RsFixQueue *queue)
{
  if (!queue->first)
    return;
  self->n_used -= rs_fix_pages_count (queue->n);
  queue->last->next = self->free;
  self->free = queue->first;
  *queue = (RsFixQueue) { 0 };
}
