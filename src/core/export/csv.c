/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "export/writers.h"

/* One row a fix. What is not available is an empty cell. */

static void
put_tenths (RsOut *out, guint16 value, guint16 none)
{
  if (value != none)
    rs_out_printf (out, "%u.%u", value / 10, value % 10);
}

/* "on-land too-fast" */
static void
put_flags (RsOut *out, guint flags)
{
  gboolean any = FALSE;

  for (guint bit = 0; bit < RS_N_FIX_FLAGS; bit++)
    if (flags & 1u << bit)
      {
        rs_out_printf (out, "%s%s", any ? " " : "", rs_fix_flag_to_string (bit));
        any = TRUE;
      }
}

/* @segment, @hull: 0 of an undated fix, which has none; a stray has no hull. */
static void
put_row (RsOut *out, const RsSnapshot *snapshot, const RsVessel *vessel, const RsFix *fix,
         guint segment, guint hull)
{
  const RsImport *import = fix->import < snapshot->imports->len
                               ? g_ptr_array_index (snapshot->imports, fix->import)
                               : NULL;
  g_autofree char *t = rs_time_format (fix->t_ms);
  g_autofree char *place = NULL;
  guint32 line = fix->line;

  rs_out_csv (out, vessel->name);
  rs_out_puts (out, vessel->unnamed ? ",1," : ",0,");
  if (vessel->mmsi)
    rs_out_printf (out, "%u", vessel->mmsi);
  rs_out_puts (out, ",");
  if (vessel->imo)
    rs_out_printf (out, "%u", vessel->imo);
  rs_out_puts (out, ",");
  rs_out_csv (out, vessel->flag);
  rs_out_printf (out, ",%s,", t);
  rs_out_deg (out, fix->lat_e7);
  rs_out_puts (out, ",");
  rs_out_deg (out, fix->lon_e7);
  rs_out_puts (out, ",");
  put_tenths (out, fix->sog_dkn, RS_SOG_NONE);
  rs_out_puts (out, ",");
  put_tenths (out, fix->cog_ddeg, RS_COG_NONE);
  rs_out_puts (out, ",");
  if (fix->heading_deg != RS_HEADING_NONE)
    rs_out_printf (out, "%u", fix->heading_deg);
  rs_out_puts (out, ",");
  if (fix->nav_status != RS_NAV_STATUS_NONE)
    rs_out_printf (out, "%u", fix->nav_status);
  rs_out_printf (out, ",%s,%d,", rs_provenance_to_string (fix->provenance),
                 (fix->flags & RS_FIX_BREAK) != 0);
  if (import && import->contents->len > 0)
    place = rs_import_dup_place (import, line, &line);
  rs_out_csv (out, place ? place : import ? import->file_name : "");
  rs_out_printf (out, ",%s,", import ? import->sha256 : "");
  if (fix->line)
    rs_out_printf (out, "%u", line);
  rs_out_puts (out, ",");
  if (segment)
    rs_out_printf (out, "%u", segment);
  rs_out_puts (out, ",");
  if (hull)
    rs_out_printf (out, "%u", hull);
  rs_out_puts (out, ",");
  put_flags (out, fix->flags);
  rs_out_puts (out, "\r\n");
}

void
rs_write_csv (RsOut *out, const RsSelection *selection)
{
  const RsSnapshot *snapshot = selection->snapshot;

  rs_out_puts (out, "vessel,unnamed,mmsi,imo,flag,t,lat,lon,sog_kn,cog_deg,heading_deg,nav_status,"
                    "provenance,gap_before,file,sha256,line,segment,hull,flags\r\n");
  for (guint v = 0; v < selection->vessels->len && rs_out_is_good (out); v++)
    {
      const RsVessel *vessel = g_ptr_array_index (selection->vessels, v);
      const RsTrack *track = g_ptr_array_index (selection->tracks, v);
      const RsUndated *undated = g_ptr_array_index (selection->undated, v);

      for (guint i = 0; i < track->n; i++)
        {
          const RsFix *fix = &track->fixes[i];

          if ((selection->options->from_ms == RS_TIME_NONE
               || fix->t_ms >= selection->options->from_ms)
              && (selection->options->to_ms == RS_TIME_NONE
                  || fix->t_ms <= selection->options->to_ms))
            put_row (out, snapshot, vessel, fix, rs_track_get_segment (track, i),
                     rs_track_get_hull_number (track, i));
        }
      rs_track_forget (track);
      /* Without a time: the cell is empty. */
      for (guint i = 0; undated && i < undated->n; i++)
        put_row (out, snapshot, vessel, &undated->fixes[i], 0, 0);
    }
}
