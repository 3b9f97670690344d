/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ais/message-private.h"

#include <math.h>
#include <string.h>

/* Lengths that the standard gives, in bits; 0: any. A second one where two are usual. */
static const guint16 lengths[28][2] = {
  [1] = { 168 },  [2] = { 168 },  [3] = { 168 },      [4] = { 168 }, [5] = { 424 }, [9] = { 168 },
  [10] = { 72 },  [11] = { 168 }, [18] = { 168 },     [19] = { 312 }, [22] = { 168 },
  [23] = { 160 }, [24] = { 160, 168 }, [27] = { 96 },
};

const char *
rs_ais_message_decode (const RsAisPayload *payload, RsAisMessage *out)
{
  RsBits bits;

  rs_bits_init (&bits, payload);
  /* Type, repeat indicator and MMSI. */
  if (payload->n_bits < 38)
    return "message is too short to name its sender";
  memset (out, 0, sizeof *out);
  out->type = (guint8) rs_bits_u (&bits, 6);
  out->repeat = (guint8) rs_bits_u (&bits, 2);
  out->mmsi = rs_bits_u (&bits, 30);
  out->n_bits = payload->n_bits;
  if (out->type >= 1 && out->type <= 27)
    out->odd_length = lengths[out->type][0] != 0 && payload->n_bits != lengths[out->type][0]
                      && payload->n_bits != lengths[out->type][1];
  switch (out->type)
    {
    case 1:
    case 2:
    case 3:
    case 9:
    case 18:
    case 27:
      return rs_ais_decode_position (&bits, out->type, &out->position);
    case 4:
    case 11:
      return rs_ais_decode_base (&bits, &out->base);
    case 5:
      return rs_ais_decode_voyage (&bits, &out->statics);
    case 6:
    case 8:
    case 17:
    case 25:
    case 26:
      return rs_ais_decode_binary (&bits, out->type, &out->binary);
    case 12:
    case 14:
      return rs_ais_decode_text (&bits, out->type, &out->text);
    case 7:
    case 13:
      /* One to four stations, 32 bits each. */
      out->odd_length = payload->n_bits > 168 || payload->n_bits % 32 != 8;
      return rs_ais_decode_control (&bits, out->type, &out->control);
    case 10:
    case 15:
    case 16:
    case 20:
    case 22:
    case 23:
      return rs_ais_decode_control (&bits, out->type, &out->control);
    case 19:
      return rs_ais_decode_extended (&bits, &out->extended);
    case 21:
      return rs_ais_decode_aton (&bits, &out->aton);
    case 24:
      return rs_ais_decode_static_part (&bits, out->mmsi, &out->statics);
    default:
      return "there is no such message type";
    }
}

const RsAisPosition *
rs_ais_message_get_position (const RsAisMessage *self)
{
  switch (self->type)
    {
    case 1:
    case 2:
    case 3:
    case 9:
    case 18:
    case 27:
      return &self->position;
    case 19:
      return &self->extended.position;
    default:
      return NULL;
    }
}

const RsAisStatic *
rs_ais_message_get_static (const RsAisMessage *self)
{
  switch (self->type)
    {
    case 5:
    case 24:
      return &self->statics;
    case 19:
      return &self->extended.statics;
    default:
      return NULL;
    }
}

double
rs_ais_turn_dpm (gint8 turn_raw)
{
  double root = turn_raw / 4.733;

  if (turn_raw == RS_AIS_TURN_NONE_RAW)
    return NAN;
  if (turn_raw == 127 || turn_raw == -127)
    return turn_raw > 0 ? INFINITY : -INFINITY;
  return copysign (root * root, root);
}
