/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/ais-report.h"

#include <string.h>

#include "ais/mmsi.h"
#include "formats/reader-private.h"
#include "formats/reason.h"

gboolean
rs_ais_report_has_position (const RsAisReport *report)
{
  return report->message.type == 11 || rs_ais_message_get_position (&report->message) != NULL;
}

const char *
rs_ais_report_check_sender (const RsAisReport *report)
{
  return report->message.mmsi == 0 || report->message.mmsi > RS_MMSI_MAX ? RS_REJECT_BAD_MMSI : NULL;
}

static void
get_place (const RsAisReport *report, gint64 *out_lat_e7, gint64 *out_lon_e7)
{
  const RsAisPosition *p = rs_ais_message_get_position (&report->message);
  const RsAisBase *base = &report->message.base;

  *out_lat_e7 = rs_ais_e7_from_raw (p ? p->lat_raw : base->lat_raw);
  *out_lon_e7 = rs_ais_e7_from_raw (p ? p->lon_raw : base->lon_raw);
}

const char *
rs_ais_report_to_fix (const RsAisReport *report, RsFix *out)
{
  const RsAisPosition *p = rs_ais_message_get_position (&report->message);
  RsFix fix = rs_read_blank_fix ();
  gint64 lat_e7, lon_e7;
  const char *problem;

  get_place (report, &lat_e7, &lon_e7);
  problem = rs_read_set_position (&fix, lat_e7, lon_e7);
  if (problem)
    return problem;
  fix.t_ms = report->t_ms;
  fix.line = report->line;
  if (p)
    {
      if (p->sog_dkn != RS_AIS_SOG_NONE)
        fix.sog_dkn = p->sog_dkn;
      if (p->cog_raw < RS_AIS_COG_NONE_RAW)
        fix.cog_ddeg = p->cog_raw;
      if (p->heading < 360)
        fix.heading_deg = p->heading;
      fix.nav_status = p->status;
    }
  *out = fix;
  return NULL;
}

char *
rs_ais_report_dup_reason (const RsAisReport *report, const char *problem)
{
  char value[G_ASCII_DTOSTR_BUF_SIZE];
  gint64 lat_e7, lon_e7;
  gboolean is_lat;

  if (strcmp (problem, RS_REJECT_BAD_MMSI) == 0)
    {
      g_snprintf (value, sizeof value, "%u", report->message.mmsi);
      return rs_reason_name_value (problem, "mmsi", value);
    }
  if (strcmp (problem, RS_REJECT_POSITION_RANGE) != 0)
    return g_strdup (problem);
  get_place (report, &lat_e7, &lon_e7);
  is_lat = ABS (lat_e7) > RS_LAT_E7_MAX;
  g_ascii_formatd (value, sizeof value, "%.6f", (double) (is_lat ? lat_e7 : lon_e7) / RS_E7);
  return rs_reason_name_value (problem, is_lat ? "lat" : "lon", value);
}

static void
set_text (char **text, const char *value)
{
  g_free (*text);
  *text = g_strdup (value);
}

RsIdentity *
rs_ais_report_to_identity (const RsAisReport *report)
{
  const RsAisStatic *s = rs_ais_message_get_static (&report->message);
  RsIdentity *identity;

  if (!s)
    return NULL;
  identity = rs_identity_new ();
  set_text (&identity->name, s->name);
  set_text (&identity->callsign, s->callsign);
  set_text (&identity->destination, s->destination);
  identity->imo = rs_imo_is_valid (s->imo) ? s->imo : 0;
  identity->ship_type = s->ship_type;
  identity->dim_a_m = s->dim_a_m;
  identity->dim_b_m = s->dim_b_m;
  identity->dim_c_m = s->dim_c_m;
  identity->dim_d_m = s->dim_d_m;
  identity->draught_dm = s->draught_dm;
  return identity;
}
