/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ais/message-json-private.h"

/* A payload of the right length fits at most this often into its list. */
#define ITEMS_MAX 32

typedef struct
{
  RsJsonText *out;
  gboolean scaled;
  RsBits bits;  /* behind the end are zeros */
  guint n_bits; /* that are really there */
  guint last;   /* number read last: what a case is chosen by */
  gboolean cut; /* something was read that is not there */
} Walk;

static void
put_name (Walk *self, const char *name)
{
  RS_JSON_PUT (self->out, ",\"");
  rs_json_put (self->out, name, strlen (name));
  RS_JSON_PUT (self->out, "\":");
}

static void
put_word (Walk *self, const RsAppField *f, guint value)
{
  RS_JSON_PUT (self->out, ",\"");
  rs_json_put (self->out, f->name, strlen (f->name));
  RS_JSON_PUT (self->out, "_text\":");
  rs_json_put_string (self->out, f->word (value));
}

static void
put_number (Walk *self, const RsAppField *f)
{
  gint64 value = f->kind == RS_APP_INT ? (gint64) rs_bits_s (&self->bits, f->width)
                                       : (gint64) rs_bits_u (&self->bits, f->width);

  self->last = (guint) value;
  put_name (self, f->name);
  if (self->scaled && f->word_alone)
    {
      rs_json_put_string (self->out, f->word (self->last));
      return;
    }
  if (self->scaled)
    {
      value = (value + f->offset) * MAX (f->factor, 1);
      if (f->decimals > 0)
        rs_json_put_decimal (self->out, value, f->decimals);
      else
        rs_json_put_int (self->out, value);
    }
  else
    rs_json_put_int (self->out, value);
  if (f->word && !f->word_alone)
    put_word (self, f, self->last);
}

/* @per_degree: units of the wire in one degree. */
static void
put_degrees (Walk *self, const RsAppField *f, gint32 per_degree)
{
  gint64 raw = rs_bits_s (&self->bits, f->width);

  put_name (self, f->name);
  if (self->scaled)
    rs_json_put_decimal (self->out,
                         (raw * 10000000 + (raw < 0 ? -per_degree / 2 : per_degree / 2))
                             / per_degree,
                         7);
  else
    rs_json_put_int (self->out, raw);
}

static void
put_text (Walk *self, const RsAppField *f, guint n_chars)
{
  char text[RS_AIS_MAX_DATA_BITS / 6 + 1];

  rs_bits_text (&self->bits, MIN (n_chars, RS_AIS_MAX_DATA_BITS / 6), text);
  put_name (self, f->name);
  rs_json_put_string (self->out, text);
}

static void
put_time (Walk *self, const RsAppField *f)
{
  guint month = 0, day, hour, minute;
  guint width = f->kind == RS_APP_MDHM_BARE ? 1 : 2;

  if (f->kind == RS_APP_MDHM || f->kind == RS_APP_MDHM_BARE)
    month = rs_bits_u (&self->bits, 4);
  day = rs_bits_u (&self->bits, 5);
  if (f->kind == RS_APP_DMHM)
    month = rs_bits_u (&self->bits, 4);
  hour = rs_bits_u (&self->bits, 5);
  minute = rs_bits_u (&self->bits, 6);
  put_name (self, f->name);
  RS_JSON_PUT (self->out, "\"");
  if (f->kind != RS_APP_DHM)
    {
      rs_json_put_padded (self->out, month, width);
      RS_JSON_PUT (self->out, "-");
    }
  rs_json_put_padded (self->out, day, width);
  RS_JSON_PUT (self->out, "T");
  rs_json_put_padded (self->out, hour, width);
  RS_JSON_PUT (self->out, ":");
  rs_json_put_padded (self->out, minute, width);
  if (f->kind == RS_APP_MDHM || f->kind == RS_APP_DHM)
    RS_JSON_PUT (self->out, "Z");
  RS_JSON_PUT (self->out, "\"");
}

/* Both dates come before both times. */
static void
put_span (Walk *self)
{
  static const char *const names[] = { "start", "end" };
  guint date[2][3], time[2][2];

  for (guint i = 0; i < 2; i++)
    {
      date[i][0] = 2000 + rs_bits_u (&self->bits, 8);
      date[i][1] = rs_bits_u (&self->bits, 4);
      date[i][2] = rs_bits_u (&self->bits, 5);
    }
  for (guint i = 0; i < 2; i++)
    {
      time[i][0] = rs_bits_u (&self->bits, 5);
      time[i][1] = rs_bits_u (&self->bits, 6);
    }
  for (guint i = 0; i < 2; i++)
    {
      put_name (self, names[i]);
      RS_JSON_PUT (self->out, "\"");
      rs_json_put_padded (self->out, date[i][0], 4);
      RS_JSON_PUT (self->out, "-");
      rs_json_put_padded (self->out, date[i][1], 2);
      RS_JSON_PUT (self->out, "-");
      rs_json_put_padded (self->out, date[i][2], 2);
      RS_JSON_PUT (self->out, "T");
      rs_json_put_padded (self->out, time[i][0], 2);
      RS_JSON_PUT (self->out, ":");
      rs_json_put_padded (self->out, time[i][1], 2);
      RS_JSON_PUT (self->out, "\"");
    }
}

static void put_fields (Walk *self, const RsAppField *fields);

static void
put_list (Walk *self, const RsAppField *f)
{
  guint n = f->count_width > 0 ? rs_bits_u (&self->bits, f->count_width) : ITEMS_MAX;

  put_name (self, f->name);
  RS_JSON_PUT (self->out, "[");
  for (guint i = 0; i < MIN (n, ITEMS_MAX); i++)
    {
      guint start = self->bits.pos;
      char *brace;

      /* Of the last one the end may be missing; less than half of one is padding. */
      if (start + (f->width + 1) / 2 > self->n_bits)
        break;
      if (i > 0)
        RS_JSON_PUT (self->out, ",");
      brace = self->out->at;
      put_fields (self, f->items);
      /* Members begin with a comma: the first one's place is the brace's. */
      if (brace < self->out->at)
        *brace = '{';
      RS_JSON_PUT (self->out, "}");
      self->bits.pos = MIN (start + f->width, self->bits.payload->n_bits);
      self->cut = self->cut || start + f->width > self->n_bits;
    }
  RS_JSON_PUT (self->out, "]");
}

static void
put_field (Walk *self, const RsAppField *f)
{
  switch (f->kind)
    {
    case RS_APP_UINT:
    case RS_APP_INT:
      put_number (self, f);
      break;
    case RS_APP_FLAG:
      put_name (self, f->name);
      if (rs_bits_flag (&self->bits))
        RS_JSON_PUT (self->out, "true");
      else
        RS_JSON_PUT (self->out, "false");
      break;
    case RS_APP_TEXT:
      put_text (self, f, f->width / 6);
      break;
    case RS_APP_REST:
      put_text (self, f, self->bits.pos < self->n_bits ? (self->n_bits - self->bits.pos) / 6 : 0);
      break;
    case RS_APP_SKIP:
      rs_bits_skip (&self->bits, f->width);
      break;
    case RS_APP_DEG3:
      put_degrees (self, f, 60000);
      break;
    case RS_APP_DEG4:
      put_degrees (self, f, 600000);
      break;
    case RS_APP_MDHM:
    case RS_APP_MDHM_BARE:
    case RS_APP_DMHM:
    case RS_APP_DHM:
      put_time (self, f);
      break;
    case RS_APP_SPAN:
      put_span (self);
      break;
    case RS_APP_ID:
      /* The number is in the lower 32 bits. */
      rs_bits_skip (&self->bits, f->width - 32u);
      put_name (self, f->name);
      RS_JSON_PUT (self->out, "\"");
      rs_json_put_uint (self->out, rs_bits_u (&self->bits, 32));
      RS_JSON_PUT (self->out, "\"");
      break;
    case RS_APP_LIST:
      put_list (self, f);
      break;
    case RS_APP_CASE:
      if (self->last < f->n_cases)
        put_fields (self, f->cases[self->last]);
      break;
    case RS_APP_END:
      break;
    }
}

static void
put_fields (Walk *self, const RsAppField *fields)
{
  for (; fields->kind != RS_APP_END; fields++)
    put_field (self, fields);
}

void
rs_application_put_json (const RsApplication *app, const RsAisBinary *binary, gboolean scaled,
                         RsJsonText *out)
{
  RsAisPayload payload;
  Walk self = { .out = out, .scaled = scaled, .n_bits = binary->n_bits };

  memset (&payload, 0, sizeof payload);
  memcpy (payload.bytes, binary->data, (binary->n_bits + 7) / 8);
  if (binary->n_bits % 8 != 0)
    payload.bytes[binary->n_bits / 8] &= (guint8) (0xff00u >> (binary->n_bits % 8));
  payload.n_bits = RS_AIS_MAX_BITS;
  rs_bits_init (&self.bits, &payload);
  put_fields (&self, app->fields);
  if (self.cut || self.bits.pos > self.n_bits)
    RS_JSON_PUT (out, ",\"cut\":true");
}
