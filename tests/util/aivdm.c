/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "aivdm.h"

#include <string.h>

#include "ais/sixbit.h"

void
aivdm_put_u (AivdmBits *bits, guint32 value, guint width)
{
  for (guint i = width; i-- > 0;)
    {
      g_assert_cmpuint (bits->n_bits, <, sizeof bits->values);
      bits->values[bits->n_bits++] = (value >> i) & 1;
    }
}

static void
put_s (AivdmBits *bits, gint32 value, guint width)
{
  aivdm_put_u (bits, (guint32) value, width);
}

void
aivdm_put_text (AivdmBits *bits, const char *text, guint n_chars)
{
  gsize len = strlen (text);

  for (guint i = 0; i < n_chars; i++)
    aivdm_put_u (bits, i < len ? (guint8) text[i] & 63 : 0, 6);
}

static void
put_sog (AivdmBits *bits, guint16 sog_dkn)
{
  aivdm_put_u (bits, sog_dkn == RS_AIS_SOG_NONE ? 1023 : sog_dkn, 10);
}

static void
put_dimensions (AivdmBits *bits, const RsAisStatic *s)
{
  aivdm_put_u (bits, s->dim_a_m, 9);
  aivdm_put_u (bits, s->dim_b_m, 9);
  aivdm_put_u (bits, s->dim_c_m, 6);
  aivdm_put_u (bits, s->dim_d_m, 6);
}

static void
put_position (AivdmBits *bits, guint type, const RsAisPosition *p)
{
  if (type == 27)
    {
      aivdm_put_u (bits, p->accuracy, 1);
      aivdm_put_u (bits, p->raim, 1);
      aivdm_put_u (bits, p->status, 4);
      put_s (bits, p->lon_raw / 1000, 18);
      put_s (bits, p->lat_raw / 1000, 17);
      aivdm_put_u (bits, p->sog_dkn == RS_AIS_SOG_NONE ? 63 : p->sog_dkn / 10, 6);
      aivdm_put_u (bits, p->cog_raw / 10, 9);
      aivdm_put_u (bits, p->gnss, 1);
      aivdm_put_u (bits, 0, 1);
      return;
    }
  if (type <= 3)
    {
      aivdm_put_u (bits, p->status, 4);
      put_s (bits, p->turn_raw, 8);
    }
  else if (type == 9)
    aivdm_put_u (bits, p->alt_m, 12);
  else
    aivdm_put_u (bits, p->reserved, 8);
  if (type == 9)
    aivdm_put_u (bits, p->sog_dkn == RS_AIS_SOG_NONE ? 1023 : p->sog_dkn / 10, 10);
  else
    put_sog (bits, p->sog_dkn);
  aivdm_put_u (bits, p->accuracy, 1);
  put_s (bits, p->lon_raw, 28);
  put_s (bits, p->lat_raw, 27);
  aivdm_put_u (bits, p->cog_raw, 12);
  if (type != 9)
    aivdm_put_u (bits, p->heading, 9);
  aivdm_put_u (bits, p->second, 6);
  if (type == 19)
    {
      aivdm_put_u (bits, p->regional, 4);
      return;
    }
  if (type <= 3)
    {
      aivdm_put_u (bits, p->maneuver, 2);
      aivdm_put_u (bits, 0, 3);
    }
  else if (type == 9)
    {
      aivdm_put_u (bits, p->regional, 8);
      aivdm_put_u (bits, p->dte, 1);
      aivdm_put_u (bits, 0, 3);
      aivdm_put_u (bits, p->assigned, 1);
    }
  else
    {
      aivdm_put_u (bits, p->regional, 2);
      aivdm_put_u (bits, p->cs, 1);
      aivdm_put_u (bits, p->display, 1);
      aivdm_put_u (bits, p->dsc, 1);
      aivdm_put_u (bits, p->band, 1);
      aivdm_put_u (bits, p->msg22, 1);
      aivdm_put_u (bits, p->assigned, 1);
    }
  aivdm_put_u (bits, p->raim, 1);
  aivdm_put_u (bits, p->radio, type <= 3 ? 19 : 20);
}

static void
put_base (AivdmBits *bits, const RsAisBase *b)
{
  aivdm_put_u (bits, b->year, 14);
  aivdm_put_u (bits, b->month, 4);
  aivdm_put_u (bits, b->day, 5);
  aivdm_put_u (bits, b->hour, 5);
  aivdm_put_u (bits, b->minute, 6);
  aivdm_put_u (bits, b->second, 6);
  aivdm_put_u (bits, b->accuracy, 1);
  put_s (bits, b->lon_raw, 28);
  put_s (bits, b->lat_raw, 27);
  aivdm_put_u (bits, b->epfd, 4);
  aivdm_put_u (bits, 0, 10);
  aivdm_put_u (bits, b->raim, 1);
  aivdm_put_u (bits, b->radio, 19);
}

static void
put_static (AivdmBits *bits, guint type, guint32 mmsi, const RsAisStatic *s)
{
  switch (type)
    {
    case 5:
      aivdm_put_u (bits, s->ais_version, 2);
      aivdm_put_u (bits, s->imo, 30);
      aivdm_put_text (bits, s->callsign, 7);
      aivdm_put_text (bits, s->name, 20);
      aivdm_put_u (bits, s->ship_type, 8);
      put_dimensions (bits, s);
      aivdm_put_u (bits, s->epfd, 4);
      aivdm_put_u (bits, s->eta_month, 4);
      aivdm_put_u (bits, s->eta_day, 5);
      aivdm_put_u (bits, s->eta_hour, 5);
      aivdm_put_u (bits, s->eta_minute, 6);
      aivdm_put_u (bits, s->draught_dm, 8);
      aivdm_put_text (bits, s->destination, 20);
      aivdm_put_u (bits, s->dte, 1);
      aivdm_put_u (bits, 0, 1);
      break;
    case 19:
      aivdm_put_text (bits, s->name, 20);
      aivdm_put_u (bits, s->ship_type, 8);
      put_dimensions (bits, s);
      aivdm_put_u (bits, s->epfd, 4);
      break;
    default: /* 24 */
      aivdm_put_u (bits, s->part, 2);
      if (s->part == 0)
        {
          aivdm_put_text (bits, s->name, 20);
          break;
        }
      aivdm_put_u (bits, s->ship_type, 8);
      aivdm_put_text (bits, s->vendor, 3);
      aivdm_put_u (bits, s->model, 4);
      aivdm_put_u (bits, s->serial, 20);
      aivdm_put_text (bits, s->callsign, 7);
      if (mmsi / 10000000 == 98)
        aivdm_put_u (bits, s->mothership, 30);
      else
        put_dimensions (bits, s);
      aivdm_put_u (bits, s->epfd, 4);
      aivdm_put_u (bits, 0, 2);
      break;
    }
}

void
aivdm_encode (const RsAisMessage *message, AivdmBits *out)
{
  guint type = message->type;

  out->n_bits = 0;
  aivdm_put_u (out, type, 6);
  aivdm_put_u (out, message->repeat, 2);
  aivdm_put_u (out, message->mmsi, 30);
  switch (type)
    {
    case 4:
    case 11:
      put_base (out, &message->base);
      break;
    case 5:
    case 24:
      put_static (out, type, message->mmsi, &message->statics);
      break;
    case 19:
      put_position (out, type, &message->extended.position);
      put_static (out, type, message->mmsi, &message->extended.statics);
      aivdm_put_u (out, message->extended.position.raim, 1);
      aivdm_put_u (out, message->extended.position.dte, 1);
      aivdm_put_u (out, message->extended.position.assigned, 1);
      aivdm_put_u (out, 0, 4);
      break;
    default:
      put_position (out, type, &message->position);
      break;
    }
}

char *
aivdm_seal (const char *body)
{
  guint8 sum = 0;

  for (const char *c = body + 1; *c; c++)
    sum ^= (guint8) *c;
  return g_strdup_printf ("%s*%02X", body, sum);
}

GPtrArray *
aivdm_sentences (const AivdmBits *bits, char channel, guint sequence, guint max_chars)
{
  GPtrArray *sentences = g_ptr_array_new_with_free_func (g_free);
  guint n_chars = (bits->n_bits + 5) / 6;
  guint n_parts = (n_chars + max_chars - 1) / max_chars;
  guint fill = n_chars * 6 - bits->n_bits;

  for (guint part = 0; part < n_parts; part++)
    {
      g_autoptr (GString) payload = g_string_new (NULL);
      g_autofree char *body = NULL;
      g_autofree char *id = n_parts > 1 ? g_strdup_printf ("%u", sequence) : g_strdup ("");

      for (guint i = part * max_chars; i < MIN (n_chars, (part + 1) * max_chars); i++)
        {
          guint8 v = 0;

          for (guint b = 0; b < 6; b++)
            v = (guint8) (v << 1 | (i * 6 + b < bits->n_bits ? bits->values[i * 6 + b] : 0));
          g_string_append_c (payload, rs_sixbit_armour (v));
        }
      body = g_strdup_printf ("!AIVDM,%u,%u,%s,%c,%s,%u", n_parts, part + 1, id, channel,
                              payload->str, part + 1 == n_parts ? fill : 0);
      g_ptr_array_add (sentences, aivdm_seal (body));
    }
  return sentences;
}

char *
aivdm_sentence (const RsAisMessage *message, char channel)
{
  AivdmBits bits;
  g_autoptr (GPtrArray) sentences = NULL;

  aivdm_encode (message, &bits);
  sentences = aivdm_sentences (&bits, channel, 0, 100);
  return g_ptr_array_steal_index (sentences, 0);
}
