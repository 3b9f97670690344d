/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ais/copies.h"

#define N_BUCKETS (2 * RS_AIS_COPY_WAITING)
#define COPIES_MAX (RS_FIX_COPIES_MASK >> RS_FIX_COPIES_SHIFT)

typedef struct
{
  guint64 hash;
  guint64 before; /* number of the one before in the same bucket, 0 none */
  RsFix fix;
  guint32 mmsi;
} Waiting;

/* Fixes have numbers from 1 up; those from @first to before @next wait. A bucket leads from its newest
 * to older ones and ends where they do not wait any more: nothing need be taken out of it. */
struct _RsAisCopies
{
  RsAisCopiesFunc func;
  gpointer user_data;
  guint64 first, next;
  Waiting *ring;    /* RS_AIS_COPY_WAITING */
  guint64 *buckets; /* N_BUCKETS */
};

RsAisCopies *
rs_ais_copies_new (RsAisCopiesFunc func, gpointer user_data)
{
  RsAisCopies *self = g_new0 (RsAisCopies, 1);

  self->func = func;
  self->user_data = user_data;
  self->first = self->next = 1;
  self->ring = g_new (Waiting, RS_AIS_COPY_WAITING);
  self->buckets = g_new0 (guint64, N_BUCKETS);
  return self;
}

void
rs_ais_copies_free (RsAisCopies *self)
{
  g_free (self->ring);
  g_free (self->buckets);
  g_free (self);
}

static Waiting *
get (RsAisCopies *self, guint64 number)
{
  return &self->ring[number % RS_AIS_COPY_WAITING];
}

static void
hand_on (RsAisCopies *self)
{
  const Waiting *w = get (self, self->first++);

  self->func (w->mmsi, &w->fix, self->user_data);
}

/* Whether a fix at @t_ms that comes as number @next is too late to be a copy. A clock may jump back:
 * what is far in its future is over too. */
static gboolean
is_over (RsAisCopies *self, guint64 number, gint64 t_ms)
{
  gint64 first_ms = get (self, number)->fix.t_ms;

  if (first_ms == RS_TIME_NONE || t_ms == RS_TIME_NONE)
    return self->next - number > RS_AIS_COPY_MESSAGES;
  return ABS (t_ms - first_ms) > RS_AIS_COPY_MS;
}

gboolean
rs_ais_copies_push (RsAisCopies *self, guint64 hash, guint32 mmsi, const RsFix *fix)
{
  guint64 *bucket = &self->buckets[hash % N_BUCKETS];
  Waiting *w;

  while (self->first < self->next && is_over (self, self->first, fix->t_ms))
    hand_on (self);
  for (guint64 number = *bucket; number >= self->first; number = get (self, number)->before)
    {
      guint copies;

      w = get (self, number);
      if (w->hash != hash || w->mmsi != mmsi
          || (w->fix.t_ms == RS_TIME_NONE) != (fix->t_ms == RS_TIME_NONE)
          || is_over (self, number, fix->t_ms))
        continue;
      copies = (w->fix.flags & RS_FIX_COPIES_MASK) >> RS_FIX_COPIES_SHIFT;
      if (copies < COPIES_MAX)
        w->fix.flags = (guint16) (w->fix.flags + (1 << RS_FIX_COPIES_SHIFT));
      return TRUE;
    }
  if (self->next - self->first == RS_AIS_COPY_WAITING)
    hand_on (self);
  w = get (self, self->next);
  *w = (Waiting){ .hash = hash, .before = *bucket, .fix = *fix, .mmsi = mmsi };
  *bucket = self->next++;
  return FALSE;
}

void
rs_ais_copies_flush (RsAisCopies *self)
{
  while (self->first < self->next)
    hand_on (self);
}
