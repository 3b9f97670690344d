/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/fix-pages.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* A slab is what the processor can have as one page of memory: each fix goes to another of thousands of places,
 * and with pages of 4 KiB it would look for most of them in tables first. */
#define SLAB_BYTES (2 * 1024 * 1024)
#define SLAB_PAGES (SLAB_BYTES / sizeof (RsFixPage))


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

  self->slabs = g_ptr_array_new_with_free_func (free);
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

/* Its content is not set. */
static RsFixPage *
new_slab (void)
{
  void *slab = NULL;

  if (posix_memalign (&slab, SLAB_BYTES, SLAB_BYTES) != 0)
    g_error ("no memory for fixes: %d bytes", SLAB_BYTES);
#ifdef MADV_HUGEPAGE
  /* A wish: without, it is only slower. */
  madvise (slab, SLAB_BYTES, MADV_HUGEPAGE);
#endif
  return slab;
}

void
rs_fix_pages_extend (RsFixPages *self, RsFixQueue *queue)
{
  RsFixPage *page;

  if (!self->free)
    {
      RsFixPage *slab = new_slab ();

      g_ptr_array_add (self->slabs, slab);
      for (gsize i = 0; i < SLAB_PAGES; i++)
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
