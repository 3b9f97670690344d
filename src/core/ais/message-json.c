/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ais/message-json.h"

#include <math.h>

void
rs_json_append_string (GString *out, const char *text)
{
  g_autofree char *valid = NULL;

  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);
  g_string_append_c (out, '"');
  for (; *text; text++)
    if (*text == '"' || *text == '\\')
      {
        g_string_append_c (out, '\\');
        g_string_append_c (out, *text);
      }
    else if ((guchar) *text < 0x20)
      g_string_append_printf (out, "\\u%04x", (guint) (guchar) *text);
    else
      g_string_append_c (out, *text);
  g_string_append_c (out, '"');
}

static void
add_name (GString *out, const char *name)
{
  g_string_append (out, ",\"");
  g_string_append (out, name);
  g_string_append (out, "\":");
}

static void
add_uint (GString *out, const char *name, guint32 value)
{
  add_name (out, name);
  g_string_append_printf (out, "%u", value);
}

static void
add_flag (GString *out, const char *name, gboolean value)
{
  add_name (out, name);
  g_string_append (out, value ? "true" : "false");
}

static void
add_text (GString *out, const char *name, const char *value)
{
  add_name (out, name);
  rs_json_append_string (out, value);
}

/* One decimal. */
static void
add_tenths (GString *out, const char *name, guint32 value)
{
  add_name (out, name);
  g_string_append_printf (out, "%u.%u", value / 10, value % 10);
}

static void
add_degrees (GString *out, const char *name, gint32 raw)
{
  gint32 e7 = rs_ais_e7_from_raw (raw);
  guint32 size = e7 < 0 ? -(guint32) e7 : (guint32) e7;

  add_name (out, name);
  g_string_append_printf (out, "%s%u.%07u", e7 < 0 ? "-" : "", size / 10000000, size % 10000000);
}

static void
add_place (GString *out, gint32 lon_raw, gint32 lat_raw)
{
  add_degrees (out, "lon", lon_raw);
  add_degrees (out, "lat", lat_raw);
}

static void
add_turn (GString *out, gint8 turn_raw)
{
  double turn = rs_ais_turn_dpm (turn_raw);
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  add_name (out, "turn");
  if (isnan (turn))
    g_string_append (out, "null");
  else if (isinf (turn))
    g_string_append (out, turn > 0 ? "\"fastright\"" : "\"fastleft\"");
  else
    g_string_append (out, g_ascii_formatd (text, sizeof text, "%.2f", turn));
}

static void
add_position (GString *out, guint type, const RsAisPosition *p)
{
  if (type <= 3 || type == 27)
    {
      add_uint (out, "status", p->status);
      add_text (out, "status_text", rs_ais_status_to_string (p->status));
    }
  if (type <= 3)
    add_turn (out, p->turn_raw);
  if (type == 9)
    add_uint (out, "alt", p->alt_m);
  if (type == 18 || type == 19)
    add_uint (out, "reserved", p->reserved);
  if (p->sog_dkn == RS_AIS_SOG_NONE)
    {
      add_name (out, "speed");
      g_string_append (out, "null");
    }
  else if (type == 9 || type == 27)
    add_uint (out, "speed", p->sog_dkn / 10);
  else
    add_tenths (out, "speed", p->sog_dkn);
  add_flag (out, "accuracy", p->accuracy);
  add_place (out, p->lon_raw, p->lat_raw);
  if (type == 27)
    {
      add_uint (out, "course", p->cog_raw / 10);
      add_flag (out, "raim", p->raim);
      add_flag (out, "gnss", p->gnss);
      return;
    }
  add_tenths (out, "course", p->cog_raw);
  if (type != 9)
    add_uint (out, "heading", p->heading);
  add_uint (out, "second", p->second);
  if (type <= 3)
    add_uint (out, "maneuver", p->maneuver);
  else
    add_uint (out, "regional", p->regional);
  if (type == 18)
    {
      add_flag (out, "cs", p->cs);
      add_flag (out, "display", p->display);
      add_flag (out, "dsc", p->dsc);
      add_flag (out, "band", p->band);
      add_flag (out, "msg22", p->msg22);
    }
  if (type == 9)
    add_uint (out, "dte", p->dte);
  add_flag (out, "raim", p->raim);
  if (type != 19)
    add_uint (out, "radio", p->radio);
}

static void
add_dimensions (GString *out, guint a, guint b, guint c, guint d)
{
  add_uint (out, "to_bow", a);
  add_uint (out, "to_stern", b);
  add_uint (out, "to_port", c);
  add_uint (out, "to_starboard", d);
}

static void
add_base (GString *out, const RsAisBase *b)
{
  add_name (out, "timestamp");
  g_string_append_printf (out, "\"%04u-%02u-%02uT%02u:%02u:%02uZ\"", b->year, b->month, b->day,
                          b->hour, b->minute, b->second);
  add_flag (out, "accuracy", b->accuracy);
  add_place (out, b->lon_raw, b->lat_raw);
  add_uint (out, "epfd", b->epfd);
  add_text (out, "epfd_text", rs_ais_epfd_to_string (b->epfd));
  add_flag (out, "raim", b->raim);
  add_uint (out, "radio", b->radio);
}

static void
add_ship_type (GString *out, guint ship_type)
{
  add_uint (out, "shiptype", ship_type);
  add_text (out, "shiptype_text", rs_ais_ship_type_to_string (ship_type));
}

static void
add_static (GString *out, guint type, const RsAisStatic *s)
{
  if (type == 5)
    {
      add_uint (out, "imo", s->imo);
      add_uint (out, "ais_version", s->ais_version);
      add_text (out, "callsign", s->callsign);
    }
  if (type == 24)
    add_text (out, "part", s->part == 0 ? "A" : "B");
  if (type != 24 || s->part == 0)
    add_text (out, "shipname", s->name);
  if (type == 24 && s->part == 0)
    return;
  add_ship_type (out, s->ship_type);
  if (type == 24)
    {
      add_text (out, "vendorid", s->vendor);
      add_uint (out, "model", s->model);
      add_uint (out, "serial", s->serial);
      add_text (out, "callsign", s->callsign);
      if (s->mothership)
        {
          add_uint (out, "mothership_mmsi", s->mothership);
          return;
        }
    }
  add_dimensions (out, s->dim_a_m, s->dim_b_m, s->dim_c_m, s->dim_d_m);
  if (type == 24)
    return;
  add_uint (out, "epfd", s->epfd);
  add_text (out, "epfd_text", rs_ais_epfd_to_string (s->epfd));
  if (type != 5)
    return;
  add_name (out, "eta");
  g_string_append_printf (out, "\"%02u-%02uT%02u:%02uZ\"", s->eta_month, s->eta_day, s->eta_hour,
                          s->eta_minute);
  add_tenths (out, "draught", s->draught_dm);
  add_text (out, "destination", s->destination);
  add_uint (out, "dte", s->dte);
}

static void
add_aton (GString *out, const RsAisAton *a)
{
  add_uint (out, "aid_type", a->aid_type);
  add_text (out, "name", a->name);
  add_place (out, a->lon_raw, a->lat_raw);
  add_flag (out, "accuracy", a->accuracy);
  add_dimensions (out, a->dim_a_m, a->dim_b_m, a->dim_c_m, a->dim_d_m);
  add_uint (out, "epfd", a->epfd);
  add_text (out, "epfd_text", rs_ais_epfd_to_string (a->epfd));
  add_uint (out, "second", a->second);
  add_uint (out, "regional", a->regional);
  add_flag (out, "off_position", a->off_position);
  add_flag (out, "raim", a->raim);
  add_flag (out, "virtual_aid", a->virtual_aid);
}

static void
add_binary (GString *out, guint type, const RsAisBinary *b)
{
  if (type == 6)
    {
      add_uint (out, "seqno", b->seqno);
      add_uint (out, "dest_mmsi", b->dest);
      add_flag (out, "retransmit", b->retransmit);
    }
  if (type == 6 || type == 8)
    {
      add_uint (out, "dac", b->dac);
      add_uint (out, "fid", b->fid);
    }
  else if (type == 17)
    add_place (out, b->lon_raw, b->lat_raw);
  else
    {
      add_flag (out, "addressed", b->addressed);
      add_flag (out, "structured", b->structured);
      add_uint (out, "dest_mmsi", b->dest);
      add_uint (out, "app_id", b->app_id);
    }
  add_name (out, "data");
  g_string_append_printf (out, "\"%u:", b->n_bits);
  for (guint i = 0; i < (b->n_bits + 7) / 8; i++)
    g_string_append_printf (out, "%02x", b->data[i]);
  g_string_append_c (out, '"');
  if (type == 26)
    add_uint (out, "radio", b->radio);
}

/* "mmsi" and 1 make "mmsi1". */
static void
add_indexed (GString *out, const char *name, guint index, guint32 value)
{
  char full[32];

  g_snprintf (full, sizeof full, "%s%u", name, index);
  add_uint (out, full, value);
}

static void
add_area (GString *out, const RsAisControl *c)
{
  add_degrees (out, "ne_lon", c->ne_lon_raw);
  add_degrees (out, "ne_lat", c->ne_lat_raw);
  add_degrees (out, "sw_lon", c->sw_lon_raw);
  add_degrees (out, "sw_lat", c->sw_lat_raw);
}

static void
add_control (GString *out, guint type, const RsAisControl *c)
{
  switch (type)
    {
    case 7:
    case 13:
      for (guint i = 0; i < 4; i++)
        add_indexed (out, "mmsi", i + 1, c->mmsi[i]);
      break;
    case 10:
      add_uint (out, "dest_mmsi", c->mmsi[0]);
      break;
    case 15:
      add_uint (out, "mmsi1", c->mmsi[0]);
      add_uint (out, "type1_1", c->type1[0]);
      add_uint (out, "offset1_1", c->offset1[0]);
      add_uint (out, "type1_2", c->type2[0]);
      add_uint (out, "offset1_2", c->offset2[0]);
      add_uint (out, "mmsi2", c->mmsi[1]);
      add_uint (out, "type2_1", c->type1[1]);
      add_uint (out, "offset2_1", c->offset1[1]);
      break;
    case 16:
      for (guint i = 0; i < 2; i++)
        {
          add_indexed (out, "mmsi", i + 1, c->mmsi[i]);
          add_indexed (out, "offset", i + 1, c->offset1[i]);
          add_indexed (out, "increment", i + 1, c->increment[i]);
        }
      break;
    case 20:
      for (guint i = 0; i < 4; i++)
        {
          add_indexed (out, "offset", i + 1, c->offset1[i]);
          add_indexed (out, "number", i + 1, c->number[i]);
          add_indexed (out, "timeout", i + 1, c->timeout[i]);
          add_indexed (out, "increment", i + 1, c->increment[i]);
        }
      break;
    case 22:
      add_uint (out, "channel_a", c->channel_a);
      add_uint (out, "channel_b", c->channel_b);
      add_uint (out, "txrx", c->txrx);
      add_flag (out, "power", c->power);
      if (c->addressed)
        {
          add_uint (out, "dest1", c->mmsi[0]);
          add_uint (out, "dest2", c->mmsi[1]);
        }
      else
        add_area (out, c);
      add_flag (out, "addressed", c->addressed);
      add_flag (out, "band_a", c->band_a);
      add_flag (out, "band_b", c->band_b);
      add_uint (out, "zonesize", c->zonesize);
      break;
    default:
      add_area (out, c);
      add_uint (out, "stationtype", c->station_type);
      add_ship_type (out, c->ship_type);
      add_uint (out, "interval", c->interval);
      add_uint (out, "quiet", c->quiet);
      break;
    }
}

void
rs_ais_message_append_json (const RsAisMessage *self, GString *out)
{
  g_string_append_printf (out, "\"class\":\"AIS\",\"type\":%u,\"repeat\":%u,\"mmsi\":%u", self->type,
                          self->repeat, self->mmsi);
  switch (self->type)
    {
    case 4:
    case 11:
      add_base (out, &self->base);
      break;
    case 5:
    case 24:
      add_static (out, self->type, &self->statics);
      break;
    case 19:
      add_position (out, 19, &self->extended.position);
      add_static (out, 19, &self->extended.statics);
      add_uint (out, "dte", self->extended.position.dte);
      add_flag (out, "assigned", self->extended.position.assigned);
      break;
    case 6:
    case 8:
    case 17:
    case 25:
    case 26:
      add_binary (out, self->type, &self->binary);
      break;
    case 7:
    case 10:
    case 13:
    case 15:
    case 16:
    case 20:
    case 22:
    case 23:
      add_control (out, self->type, &self->control);
      break;
    case 12:
    case 14:
      if (self->type == 12)
        {
          add_uint (out, "seqno", self->text.seqno);
          add_uint (out, "dest_mmsi", self->text.dest);
          add_flag (out, "retransmit", self->text.retransmit);
        }
      add_text (out, "text", self->text.text);
      break;
    case 21:
      add_aton (out, &self->aton);
      break;
    default:
      add_position (out, self->type, &self->position);
      break;
    }
  if (self->odd_length)
    add_uint (out, "odd_bits", self->n_bits);
}
