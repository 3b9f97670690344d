/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ais/assembler.h"

#include <string.h>

#include "ais/sixbit.h"

typedef struct
{
  gboolean used;
  /* The key. */
  guint32 group_id; /* 0: by the other fields */
  char talker[2];
  char channel;
  gint sequence;
  guint n_parts;
  char station[RS_NMEA_MAX_STATION + 1];
  /* What came so far. */
  guint next_part;
  guint last_len;  /* payload characters of the part before, to know it when it comes again */
  guint32 last_hash;
  gint64 age;      /* the count of sentences when the last part came */
  gint64 last_ms;  /* time of the last part that had one; RS_TIME_NONE */
  gint last_clock;
  gint64 last_now_ms; /* the log's clock when the last part came; RS_TIME_NONE */
  guint32 line;
  gint64 t_ms;
  gint clock;
  gboolean own;
  char text[96];
  RsAisPayload payload;
} Slot;

struct _RsAisAssembler
{
  Slot slots[RS_AIS_MAX_SLOTS];
  RsAisPayload single;
  gint64 count; /* sentences seen */
  RsAisLostFunc lost;
  gpointer user_data;
};

RsAisAssembler *
rs_ais_assembler_new (RsAisLostFunc lost, gpointer user_data)
{
  RsAisAssembler *self = g_new0 (RsAisAssembler, 1);

  self->lost = lost;
  self->user_data = user_data;
  return self;
}

void
rs_ais_assembler_free (RsAisAssembler *self)
{
  g_free (self);
}

static void
give_up (RsAisAssembler *self, Slot *slot)
{
  RsAisAssembled lost = {
    .line = slot->line, .last_line = slot->line, .t_ms = slot->t_ms, .clock = slot->clock,
    .channel = slot->channel, .own = slot->own, .text = slot->text,
  };

  slot->used = FALSE;
  if (self->lost)
    self->lost (&lost, self->user_data);
}

static guint32
hash_part (const RsNmeaVdm *vdm)
{
  guint32 hash = 2166136261u;

  for (gsize i = 0; i < vdm->payload_len; i++)
    hash = (hash ^ (guint8) vdm->payload[i]) * 16777619u;
  return hash;
}

static gboolean
slot_matches (const Slot *slot, const RsNmeaSentence *sentence, const RsNmeaVdm *vdm)
{
  if (!slot->used || slot->n_parts != vdm->n_parts)
    return FALSE;
  if (slot->group_id != 0 && sentence->group_total != 0)
    return slot->group_id == sentence->group_id;
  return slot->sequence == vdm->sequence && slot->channel == vdm->channel
         && memcmp (slot->talker, sentence->text + 1, 2) == 0
         && (slot->station[0] == '\0' || sentence->station[0] == '\0'
             || strcmp (slot->station, sentence->station) == 0);
}

/* Whether a part is too long after the one before it to go on with its message. Clocks of two kinds may
 * differ by anything. */
static gboolean
is_far (const Slot *slot, gint64 t_ms, gint clock, gint64 now_ms)
{
  if (slot->last_ms != RS_TIME_NONE && t_ms != RS_TIME_NONE && slot->last_clock == clock)
    return ABS (t_ms - slot->last_ms) > RS_AIS_MAX_PART_GAP_MS;
  return slot->last_now_ms != RS_TIME_NONE && now_ms != RS_TIME_NONE
         && ABS (now_ms - slot->last_now_ms) > RS_AIS_MAX_CLOCK_GAP_MS;
}

/* Parts of one message come one after the other; the youngest slot that fits is the right one. */
static Slot *
find_slot (RsAisAssembler *self, const RsNmeaSentence *sentence, const RsNmeaVdm *vdm, gint64 t_ms,
           gint clock, gint64 now_ms)
{
  Slot *best = NULL;

  for (guint i = 0; i < RS_AIS_MAX_SLOTS; i++)
    {
      Slot *slot = &self->slots[i];

      if (slot->used && self->count - slot->age > RS_AIS_MAX_SLOT_AGE)
        give_up (self, slot);
      else if (!slot_matches (slot, sentence, vdm))
        continue;
      else if (is_far (slot, t_ms, clock, now_ms))
        give_up (self, slot);
      else if (!best || slot->age > best->age)
        best = slot;
    }
  return best;
}

static Slot *
take_slot (RsAisAssembler *self)
{
  Slot *oldest = &self->slots[0];

  for (guint i = 0; i < RS_AIS_MAX_SLOTS; i++)
    {
      Slot *slot = &self->slots[i];

      if (!slot->used)
        return slot;
      if (slot->age < oldest->age)
        oldest = slot;
    }
  give_up (self, oldest);
  return oldest;
}

static void
begin (RsAisAssembler *self, Slot *slot, const RsNmeaSentence *sentence, const RsNmeaVdm *vdm,
       guint32 line, gint64 t_ms, gint clock)
{
  gsize len = MIN (sentence->whole_len, sizeof slot->text - 1);

  slot->used = TRUE;
  slot->group_id = sentence->group_total != 0 ? sentence->group_id : 0;
  memcpy (slot->talker, sentence->text + 1, 2);
  slot->channel = vdm->channel;
  slot->sequence = vdm->sequence;
  slot->n_parts = vdm->n_parts;
  memcpy (slot->station, sentence->station, sizeof slot->station);
  slot->next_part = 1;
  slot->line = line;
  slot->t_ms = slot->last_ms = t_ms;
  slot->clock = slot->last_clock = clock;
  slot->own = vdm->own;
  memcpy (slot->text, sentence->whole, len);
  slot->text[len] = '\0';
  rs_sixbit_clear (&slot->payload);
}

gboolean
rs_ais_assembler_push (RsAisAssembler *self, const RsNmeaSentence *sentence, const RsNmeaVdm *vdm,
                       guint32 line, gint64 t_ms, gint clock, gint64 now_ms, RsAisAssembled *out,
                       const char **out_problem)
{
  Slot *slot;
  guint32 hash;

  *out_problem = NULL;
  self->count++;
  if (vdm->n_parts == 1)
    {
      rs_sixbit_clear (&self->single);
      if (!rs_sixbit_append (&self->single, vdm->payload, vdm->payload_len, vdm->fill))
        {
          *out_problem = "payload has characters that are no AIS armour";
          return FALSE;
        }
      *out = (RsAisAssembled){ .payload = &self->single, .line = line, .last_line = line,
                               .t_ms = t_ms, .clock = clock, .channel = vdm->channel,
                               .own = vdm->own };
      return TRUE;
    }

  hash = hash_part (vdm);
  slot = find_slot (self, sentence, vdm, t_ms, clock, now_ms);
  if (slot && vdm->part + 1 == slot->next_part && slot->last_hash == hash
      && slot->last_len == vdm->payload_len)
    return FALSE; /* the same part, heard by another receiver or written twice */
  if (vdm->part == 1)
    {
      if (slot)
        give_up (self, slot);
      slot = slot ? slot : take_slot (self);
      begin (self, slot, sentence, vdm, line, t_ms, clock);
    }
  else if (!slot || slot->next_part != vdm->part)
    {
      *out_problem = "part of a message without the parts before it";
      return FALSE;
    }
  if (!rs_sixbit_append (&slot->payload, vdm->payload, vdm->payload_len, vdm->fill))
    {
      slot->used = FALSE;
      *out_problem = "payload is too long or has characters that are no AIS armour";
      return FALSE;
    }
  if (slot->t_ms == RS_TIME_NONE && t_ms != RS_TIME_NONE)
    {
      slot->t_ms = t_ms;
      slot->clock = clock;
    }
  if (t_ms != RS_TIME_NONE)
    {
      slot->last_ms = t_ms;
      slot->last_clock = clock;
    }
  slot->last_now_ms = now_ms;
  slot->next_part++;
  slot->last_hash = hash;
  slot->last_len = (guint) vdm->payload_len;
  slot->age = self->count;
  if (vdm->part < vdm->n_parts)
    return FALSE;
  slot->used = FALSE;
  *out = (RsAisAssembled){ .payload = &slot->payload, .line = slot->line, .last_line = line,
                           .t_ms = slot->t_ms, .clock = slot->clock, .channel = slot->channel,
                           .own = slot->own };
  return TRUE;
}

/* In the order in which they began. */
void
rs_ais_assembler_flush (RsAisAssembler *self)
{
  for (;;)
    {
      Slot *first = NULL;

      for (guint i = 0; i < RS_AIS_MAX_SLOTS; i++)
        if (self->slots[i].used && (!first || self->slots[i].line < first->line))
          first = &self->slots[i];
      if (!first)
        break;
      give_up (self, first);
    }
}
