/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ais/copies.h"

/* Room at first; it doubles up to RS_AIS_COPY_WAITING. Both are powers of two. */
#define ROOM_MIN 256
#define COPIES_MAX (RS_FIX_COPIES_MASK >> RS_FIX_COPIES_SHIFT)

typedef struct
{
  guint64 hash;
  guint64 before; /* number of the one before in the same bucket, 0 none */
  RsFix fix;
  guint32 mmsi;
  guint32 station; /* hash of its name, 0 not known */
} Waiting;

/* Fixes have numbers from 1 up; those from @first to before @next wait. A bucket leads from its newest
 * to older ones and ends where they do not wait any more: nothing need be taken out of it. */
struct _RsAisCopies
{
  RsAisCopiesFunc func;
  gpointer user_data;
  guint64 first, next;
  guint room;
  Waiting *ring;    /* room; a fix's place is its number's remainder */
  guint64 *buckets; /* 2 * room */
};

RsAisCopies *
rs_ais_copies_new (RsAisCopiesFunc func, gpointer user_data)
{
  RsAisCopies *self = g_new0 (RsAisCopies, 1);

  self->func = func;
  self->user_data = user_data;
  self->first = self->next = 1;
  self->room = ROOM_MIN;
  self->ring = g_new (Waiting, self->room);
  self->buckets = g_new0 (guint64, 2 * self->room);
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
  return &self->ring[number & (self->room - 1)];
}

static guint64 *
get_bucket (RsAisCopies *self, guint64 hash)
{
  return &self->buckets[hash & (2 * self->room - 1)];
}

static void
put (RsAisCopies *self, guint64 number, const Waiting *waiting)
{
  guint64 *bucket = get_bucket (self, waiting->hash);
  Waiting *w = get (self, number);

  *w = *waiting;
  w->before = *bucket;
  *bucket = number;
}

static void
grow (RsAisCopies *self)
{
  g_autofree Waiting *ring = self->ring;
  guint room = self->room;

  self->room = 2 * room;
  self->ring = g_new (Waiting, self->room);
  g_free (self->buckets);
  self->buckets = g_new0 (guint64, 2 * self->room);
  for (guint64 number = self->first; number < self->next; number++)
    put (self, number, &ring[number & (room - 1)]);
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

RsAisCopy
rs_ais_copies_push (RsAisCopies *self, guint64 hash, guint32 mmsi, const char *station,
                    const RsFix *fix)
{
  const Waiting waiting = { .hash = hash, .fix = *fix, .mmsi = mmsi,
                            .station = *station ? g_str_hash (station) : 0 };

  while (self->first < self->next && is_over (self, self->first, fix->t_ms))
    hand_on (self);
  for (guint64 number = *get_bucket (self, hash); number >= self->first;
       number = get (self, number)->before)
    {
      Waiting *w = get (self, number);
      guint copies = (w->fix.flags & RS_FIX_COPIES_MASK) >> RS_FIX_COPIES_SHIFT;

      if (w->hash != hash || w->mmsi != mmsi
          || (w->fix.t_ms == RS_TIME_NONE) != (fix->t_ms == RS_TIME_NONE)
          || is_over (self, number, fix->t_ms))
        continue;
      if (copies < COPIES_MAX)
        w->fix.flags = (guint16) (w->fix.flags + (1 << RS_FIX_COPIES_SHIFT));
      return w->station != 0 && waiting.station != 0 && w->station != waiting.station
                 ? RS_AIS_COPY_ELSEWHERE
                 : RS_AIS_COPY_AGAIN;
    }
  if (self->next - self->first == self->room && self->room < RS_AIS_COPY_WAITING)
    grow (self);
  if (self->next - self->first == self->room)
    hand_on (self);
  put (self, self->next++, &waiting);
  return RS_AIS_COPY_NONE;
}

void
rs_ais_copies_flush (RsAisCopies *self)
{
  while (self->first < self->next)
    hand_on (self);
}
