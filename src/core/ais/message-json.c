/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ais/message-json.h"

#include <math.h>

#include "ais/message-json-private.h"

/* A member of a known name: ,"name":value */
#define UINT(out, name, value)                                                                     \
  G_STMT_START                                                                                     \
  {                                                                                                \
    RS_JSON_NAME (out, name);                                                                      \
    rs_json_put_uint (out, value);                                                                 \
  }                                                                                                \
  G_STMT_END
#define FLAG(out, name, value)                                                                     \
  G_STMT_START                                                                                     \
  {                                                                                                \
    if (value)                                                                                     \
      RS_JSON_PUT (out, ",\"" name "\":true");                                                     \
    else                                                                                           \
      RS_JSON_PUT (out, ",\"" name "\":false");                                                    \
  }                                                                                                \
  G_STMT_END
#define TEXT(out, name, value)                                                                     \
  G_STMT_START                                                                                     \
  {                                                                                                \
    RS_JSON_NAME (out, name);                                                                      \
    rs_json_put_string (out, value);                                                               \
  }                                                                                                \
  G_STMT_END

/* What is written, and how. */
typedef struct
{
  RsJsonText *out;
  gboolean scaled;
} Writer;

/* Tenths of a unit. */
static void
put_tenths (Writer *w, guint32 value)
{
  if (w->scaled)
    rs_json_put_decimal (w->out, value, 1);
  else
    rs_json_put_uint (w->out, value);
}

/* @per_raw: how many of our units one of the wire's is. */
static void
put_degrees (Writer *w, gint32 raw, gint32 per_raw)
{
  if (w->scaled)
    rs_json_put_decimal (w->out, rs_ais_e7_from_raw (raw), 7);
  else
    rs_json_put_int (w->out, raw / per_raw);
}

static void
add_place (Writer *w, gint32 lon_raw, gint32 lat_raw, gint32 per_raw)
{
  RS_JSON_NAME (w->out, "lon");
  put_degrees (w, lon_raw, per_raw);
  RS_JSON_NAME (w->out, "lat");
  put_degrees (w, lat_raw, per_raw);
}

static void
add_turn (Writer *w, gint8 turn_raw)
{
  double turn = rs_ais_turn_dpm (turn_raw);

  RS_JSON_NAME (w->out, "turn");
  if (!w->scaled)
    rs_json_put_int (w->out, turn_raw);
  else if (isnan (turn))
    RS_JSON_PUT (w->out, "null");
  else if (isinf (turn))
    {
      if (turn > 0)
        RS_JSON_PUT (w->out, "\"fastright\"");
      else
        RS_JSON_PUT (w->out, "\"fastleft\"");
    }
  else
    rs_json_put_decimal (w->out, lround (turn * 100), 2);
}

/* Types 9 and 27 have whole knots. */
static void
add_speed (Writer *w, guint type, guint16 sog_dkn)
{
  gboolean whole = type == 9 || type == 27;

  RS_JSON_NAME (w->out, "speed");
  if (sog_dkn == RS_AIS_SOG_NONE && w->scaled)
    RS_JSON_PUT (w->out, "null");
  else if (sog_dkn == RS_AIS_SOG_NONE)
    rs_json_put_uint (w->out, type == 27 ? 63 : 1023);
  else if (whole)
    rs_json_put_uint (w->out, sog_dkn / 10u);
  else
    put_tenths (w, sog_dkn);
}

static void
add_position (Writer *w, guint type, const RsAisPosition *p)
{
  if (type <= 3 || type == 27)
    {
      UINT (w->out, "status", p->status);
      TEXT (w->out, "status_text", rs_ais_status_to_string (p->status));
    }
  if (type <= 3)
    add_turn (w, p->turn_raw);
  if (type == 9)
    UINT (w->out, "alt", p->alt_m);
  if (type == 18 || type == 19)
    UINT (w->out, "reserved", p->reserved);
  add_speed (w, type, p->sog_dkn);
  FLAG (w->out, "accuracy", p->accuracy);
  add_place (w, p->lon_raw, p->lat_raw, type == 27 ? 1000 : 1);
  if (type == 27)
    {
      UINT (w->out, "course", p->cog_raw / 10u);
      FLAG (w->out, "raim", p->raim);
      FLAG (w->out, "gnss", p->gnss);
      return;
    }
  RS_JSON_NAME (w->out, "course");
  put_tenths (w, p->cog_raw);
  if (type != 9)
    UINT (w->out, "heading", p->heading);
  UINT (w->out, "second", p->second);
  if (type <= 3)
    UINT (w->out, "maneuver", p->maneuver);
  else
    UINT (w->out, "regional", p->regional);
  if (type == 18)
    {
      FLAG (w->out, "cs", p->cs);
      FLAG (w->out, "display", p->display);
      FLAG (w->out, "dsc", p->dsc);
      FLAG (w->out, "band", p->band);
      FLAG (w->out, "msg22", p->msg22);
    }
  if (type == 9)
    UINT (w->out, "dte", p->dte);
  FLAG (w->out, "raim", p->raim);
  if (type != 19)
    UINT (w->out, "radio", p->radio);
}

static void
add_dimensions (Writer *w, guint a, guint b, guint c, guint d)
{
  UINT (w->out, "to_bow", a);
  UINT (w->out, "to_stern", b);
  UINT (w->out, "to_port", c);
  UINT (w->out, "to_starboard", d);
}

static void
add_epfd (Writer *w, guint epfd)
{
  char number[16];

  UINT (w->out, "epfd", epfd);
  TEXT (w->out, "epfd_text", rs_ais_epfd_word (epfd, number));
}

static void
add_base (Writer *w, const RsAisBase *b)
{
  const struct
  {
    const char *before;
    guint value, width;
  } parts[] = { { ",\"timestamp\":\"", b->year, 4 }, { "-", b->month, 2 }, { "-", b->day, 2 },
                { "T", b->hour, 2 }, { ":", b->minute, 2 }, { ":", b->second, 2 } };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      rs_json_put (w->out, parts[i].before, strlen (parts[i].before));
      rs_json_put_padded (w->out, parts[i].value, parts[i].width);
    }
  RS_JSON_PUT (w->out, "Z\"");
  FLAG (w->out, "accuracy", b->accuracy);
  add_place (w, b->lon_raw, b->lat_raw, 1);
  add_epfd (w, b->epfd);
  FLAG (w->out, "raim", b->raim);
  UINT (w->out, "radio", b->radio);
}

static void
add_ship_type (Writer *w, guint ship_type)
{
  UINT (w->out, "shiptype", ship_type);
  TEXT (w->out, "shiptype_text", rs_ais_ship_type_to_string (ship_type));
}

static void
add_static (Writer *w, guint type, const RsAisStatic *s)
{
  if (type == 5)
    {
      UINT (w->out, "imo", s->imo);
      UINT (w->out, "ais_version", s->ais_version);
      TEXT (w->out, "callsign", s->callsign);
    }
  if (type == 24)
    TEXT (w->out, "part", s->part == 0 ? "A" : "B");
  if (type != 24 || s->part == 0)
    TEXT (w->out, "shipname", s->name);
  if (type == 24 && s->part == 0)
    return;
  add_ship_type (w, s->ship_type);
  if (type == 24)
    {
      TEXT (w->out, "vendorid", s->vendor_text);
      UINT (w->out, "model", s->model);
      UINT (w->out, "serial", s->serial);
      TEXT (w->out, "callsign", s->callsign);
      if (s->mothership)
        {
          UINT (w->out, "mothership_mmsi", s->mothership);
          return;
        }
    }
  add_dimensions (w, s->dim_a_m, s->dim_b_m, s->dim_c_m, s->dim_d_m);
  if (type == 24)
    return;
  add_epfd (w, s->epfd);
  if (type != 5)
    return;
  RS_JSON_PUT (w->out, ",\"eta\":\"");
  rs_json_put_padded (w->out, s->eta_month, 2);
  RS_JSON_PUT (w->out, "-");
  rs_json_put_padded (w->out, s->eta_day, 2);
  RS_JSON_PUT (w->out, "T");
  rs_json_put_padded (w->out, s->eta_hour, 2);
  RS_JSON_PUT (w->out, ":");
  rs_json_put_padded (w->out, s->eta_minute, 2);
  RS_JSON_PUT (w->out, "Z\",\"draught\":");
  put_tenths (w, s->draught_dm);
  TEXT (w->out, "destination", s->destination);
  UINT (w->out, "dte", s->dte);
}

static void
add_aton (Writer *w, const RsAisAton *a)
{
  UINT (w->out, "aid_type", a->aid_type);
  TEXT (w->out, "aid_type_text", rs_ais_aid_type_to_string (a->aid_type));
  TEXT (w->out, "name", a->name);
  add_place (w, a->lon_raw, a->lat_raw, 1);
  FLAG (w->out, "accuracy", a->accuracy);
  add_dimensions (w, a->dim_a_m, a->dim_b_m, a->dim_c_m, a->dim_d_m);
  add_epfd (w, a->epfd);
  UINT (w->out, "second", a->second);
  UINT (w->out, "regional", a->regional);
  FLAG (w->out, "off_position", a->off_position);
  FLAG (w->out, "raim", a->raim);
  FLAG (w->out, "virtual_aid", a->virtual_aid);
}

/* Types 25 and 26 name the application in one number, if they are structured. */
static const RsApplication *
find_application (guint type, const RsAisBinary *b)
{
  if (type == 6 || type == 8)
    return rs_application_find (b->dac, b->fid, type == 6, b->n_bits);
  return b->structured ? rs_application_find (b->app_id >> 6, b->app_id & 63, b->addressed, b->n_bits)
                       : NULL;
}

static void
add_binary (Writer *w, guint type, const RsAisBinary *b)
{
  const RsApplication *app;

  if (type == 6)
    {
      UINT (w->out, "seqno", b->seqno);
      UINT (w->out, "dest_mmsi", b->dest);
      FLAG (w->out, "retransmit", b->retransmit);
    }
  if (type == 6 || type == 8)
    {
      UINT (w->out, "dac", b->dac);
      UINT (w->out, "fid", b->fid);
    }
  else if (type == 17)
    add_place (w, b->lon_raw, b->lat_raw, 1000);
  else
    {
      FLAG (w->out, "addressed", b->addressed);
      FLAG (w->out, "structured", b->structured);
      UINT (w->out, "dest_mmsi", b->dest);
      UINT (w->out, "app_id", b->app_id);
    }
  app = find_application (type, b);
  if (app)
    rs_application_put_json (app, b, w->scaled, w->out);
  if (!app || app->is_opaque || type >= 25)
    {
      RS_JSON_PUT (w->out, ",\"data\":\"");
      rs_json_put_uint (w->out, b->n_bits);
      RS_JSON_PUT (w->out, ":");
      rs_json_put_hex (w->out, b->data, (b->n_bits + 7) / 8);
      RS_JSON_PUT (w->out, "\"");
    }
  if (type == 26)
    {
      /* gpsd has a "radio" here that it never reads: what is there has a name of its own. */
      RS_JSON_PUT (w->out, ",\"radio\":0");
      UINT (w->out, "comm_state", b->radio);
    }
}

/* "mmsi" and 1 make "mmsi1". */
static void
add_indexed (Writer *w, const char *name, guint index, guint32 value)
{
  RS_JSON_PUT (w->out, ",\"");
  rs_json_put (w->out, name, strlen (name));
  rs_json_put_uint (w->out, index);
  RS_JSON_PUT (w->out, "\":");
  rs_json_put_uint (w->out, value);
}

static void
add_area (Writer *w, const RsAisControl *c)
{
  RS_JSON_NAME (w->out, "ne_lon");
  put_degrees (w, c->ne_lon_raw, 1000);
  RS_JSON_NAME (w->out, "ne_lat");
  put_degrees (w, c->ne_lat_raw, 1000);
  RS_JSON_NAME (w->out, "sw_lon");
  put_degrees (w, c->sw_lon_raw, 1000);
  RS_JSON_NAME (w->out, "sw_lat");
  put_degrees (w, c->sw_lat_raw, 1000);
}

static void
add_control (Writer *w, guint type, const RsAisControl *c)
{
  switch (type)
    {
    case 7:
    case 13:
      for (guint i = 0; i < 4; i++)
        add_indexed (w, "mmsi", i + 1, c->mmsi[i]);
      break;
    case 10:
      UINT (w->out, "dest_mmsi", c->mmsi[0]);
      break;
    case 15:
      UINT (w->out, "mmsi1", c->mmsi[0]);
      UINT (w->out, "type1_1", c->type1[0]);
      UINT (w->out, "offset1_1", c->offset1[0]);
      UINT (w->out, "type1_2", c->type2[0]);
      UINT (w->out, "offset1_2", c->offset2[0]);
      UINT (w->out, "mmsi2", c->mmsi[1]);
      UINT (w->out, "type2_1", c->type1[1]);
      UINT (w->out, "offset2_1", c->offset1[1]);
      break;
    case 16:
      for (guint i = 0; i < 2; i++)
        {
          add_indexed (w, "mmsi", i + 1, c->mmsi[i]);
          add_indexed (w, "offset", i + 1, c->offset1[i]);
          add_indexed (w, "increment", i + 1, c->increment[i]);
        }
      break;
    case 20:
      for (guint i = 0; i < 4; i++)
        {
          add_indexed (w, "offset", i + 1, c->offset1[i]);
          add_indexed (w, "number", i + 1, c->number[i]);
          add_indexed (w, "timeout", i + 1, c->timeout[i]);
          add_indexed (w, "increment", i + 1, c->increment[i]);
        }
      break;
    case 22:
      UINT (w->out, "channel_a", c->channel_a);
      UINT (w->out, "channel_b", c->channel_b);
      UINT (w->out, "txrx", c->txrx);
      FLAG (w->out, "power", c->power);
      if (c->addressed)
        {
          UINT (w->out, "dest1", c->mmsi[0]);
          UINT (w->out, "dest2", c->mmsi[1]);
        }
      else
        add_area (w, c);
      FLAG (w->out, "addressed", c->addressed);
      FLAG (w->out, "band_a", c->band_a);
      FLAG (w->out, "band_b", c->band_b);
      UINT (w->out, "zonesize", c->zonesize);
      break;
    default:
      add_area (w, c);
      UINT (w->out, "stationtype", c->station_type);
      TEXT (w->out, "stationtype_text", rs_ais_station_type_to_string (c->station_type));
      add_ship_type (w, c->ship_type);
      UINT (w->out, "interval", c->interval);
      UINT (w->out, "quiet", c->quiet);
      break;
    }
}

void
rs_ais_message_put_json (const RsAisMessage *self, gboolean scaled, RsJsonText *out)
{
  Writer writer = { out, scaled };
  Writer *w = &writer;

  RS_JSON_PUT (out, "\"class\":\"AIS\",\"type\":");
  rs_json_put_uint (out, self->type);
  UINT (out, "repeat", self->repeat);
  UINT (out, "mmsi", self->mmsi);
  if (!scaled)
    RS_JSON_PUT (out, ",\"scaled\":false");
  switch (self->type)
    {
    case 4:
    case 11:
      add_base (w, &self->base);
      break;
    case 5:
    case 24:
      add_static (w, self->type, &self->statics);
      break;
    case 19:
      add_position (w, 19, &self->extended.position);
      add_static (w, 19, &self->extended.statics);
      UINT (out, "dte", self->extended.position.dte);
      FLAG (out, "assigned", self->extended.position.assigned);
      break;
    case 6:
    case 8:
    case 17:
    case 25:
    case 26:
      add_binary (w, self->type, &self->binary);
      break;
    case 7:
    case 10:
    case 13:
    case 15:
    case 16:
    case 20:
    case 22:
    case 23:
      add_control (w, self->type, &self->control);
      break;
    case 12:
    case 14:
      if (self->type == 12)
        {
          UINT (out, "seqno", self->text.seqno);
          UINT (out, "dest_mmsi", self->text.dest);
          FLAG (out, "retransmit", self->text.retransmit);
        }
      TEXT (out, "text", self->text.text);
      break;
    case 21:
      add_aton (w, &self->aton);
      break;
    default:
      add_position (w, self->type, &self->position);
      break;
    }
  if (self->odd_length)
    UINT (out, "odd_bits", self->n_bits);
}

void
rs_ais_message_append_json (const RsAisMessage *self, GString *out)
{
  gsize len = out->len;
  RsJsonText text;

  g_string_set_size (out, len + RS_AIS_JSON_MAX);
  text = (RsJsonText){ out->str + len, out->str + len + RS_AIS_JSON_MAX, FALSE };
  rs_ais_message_put_json (self, TRUE, &text);
  g_warn_if_fail (!text.overflow);
  g_string_truncate (out, (gsize) (text.at - out->str));
}
