/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "export/writers.h"

/* GPX 1.1: a trk for each vessel and provenance, a trkseg for each run without a gap, incidents as
 * waypoints. Speed, course and provenance go to an extension namespace of ours. */

#define RS_NAMESPACE "https://roadstead.org/gpx/1"

static void
put_element (RsOut *out, const char *name, const char *text)
{
  rs_out_printf (out, "<%s>", name);
  rs_out_xml (out, text);
  rs_out_printf (out, "</%s>", name);
}

static void
put_position (RsOut *out, const char *element, gint32 lat_e7, gint32 lon_e7)
{
  rs_out_printf (out, "<%s lat=\"", element);
  rs_out_deg (out, lat_e7);
  rs_out_puts (out, "\" lon=\"");
  rs_out_deg (out, lon_e7);
  rs_out_puts (out, "\">");
}

static void
put_fix (RsOut *out, const RsFix *fix)
{
  g_autofree char *t = rs_time_format (fix->t_ms);

  rs_out_puts (out, "   ");
  put_position (out, "trkpt", fix->lat_e7, fix->lon_e7);
  rs_out_printf (out, "<time>%s</time>", t);
  if (fix->sog_dkn != RS_SOG_NONE || fix->cog_ddeg != RS_COG_NONE)
    {
      rs_out_puts (out, "<extensions>");
      if (fix->sog_dkn != RS_SOG_NONE)
        rs_out_printf (out, "<rs:sog>%u.%u</rs:sog>", fix->sog_dkn / 10, fix->sog_dkn % 10);
      if (fix->cog_ddeg != RS_COG_NONE)
        rs_out_printf (out, "<rs:cog>%u.%u</rs:cog>", fix->cog_ddeg / 10, fix->cog_ddeg % 10);
      rs_out_puts (out, "</extensions>");
    }
  rs_out_puts (out, "</trkpt>\n");
}

static void
put_part (RsOut *out, const RsSelection *selection, const RsVessel *vessel, const RsTrack *track,
          guint hull, RsProvenance provenance)
{
  guint at = 0;
  RsRun run;
  gboolean open = FALSE;

  while (rs_out_is_good (out) && rs_selection_next_run (selection, track, &at, &run))
    {
      if (run.provenance != provenance)
        continue;
      if (!open)
        {
          g_autofree char *name = rs_selection_name_part (vessel, track, hull, provenance);

          rs_out_puts (out, " <trk>");
          put_element (out, "name", name);
          if (provenance != RS_OBSERVED)
            put_element (out, "desc", "Not observed: a computed or asserted line.");
          rs_out_puts (out, "<extensions>");
          put_element (out, "rs:provenance", rs_provenance_to_string (provenance));
          if (vessel->mmsi)
            rs_out_printf (out, "<rs:mmsi>%u</rs:mmsi>", vessel->mmsi);
          if (vessel->imo)
            rs_out_printf (out, "<rs:imo>%u</rs:imo>", vessel->imo);
          if (track->whole)
            rs_out_printf (out, "<rs:hull>%u</rs:hull>", hull);
          rs_out_puts (out, "</extensions>\n");
          open = TRUE;
        }
      rs_out_puts (out, "  <trkseg>\n");
      for (guint i = run.first; i < run.first + run.n; i++)
        put_fix (out, &track->fixes[i]);
      rs_out_puts (out, "  </trkseg>\n");
    }
  if (open)
    rs_out_puts (out, " </trk>\n");
}

static void
put_track (RsOut *out, const RsSelection *selection, const RsVessel *vessel, const RsTrack *track)
{
  for (guint i = 0; rs_track_get_part (track, i); i++)
    for (int provenance = RS_OBSERVED; provenance <= RS_ASSERTED; provenance++)
      put_part (out, selection, vessel, rs_track_get_part (track, i),
                i < track->n_hulls ? i + 1 : 0, provenance);
  rs_track_forget (track);
}

static void
put_incident (RsOut *out, const RsIncident *incident)
{
  g_autofree char *name = g_strdup_printf ("%d · %s", incident->number, incident->title);
  g_autofree char *t = rs_time_format (incident->from_ms);

  if (!incident->has_place)
    return;
  rs_out_puts (out, " ");
  put_position (out, "wpt", rs_e7_from_deg (incident->place.lat_deg),
                rs_e7_from_deg (incident->place.lon_deg));
  if (*t)
    rs_out_printf (out, "<time>%s</time>", t);
  put_element (out, "name", name);
  put_element (out, "desc", incident->narrative);
  put_element (out, "type", rs_incident_kind_to_string (incident->kind));
  rs_out_puts (out, "<extensions><rs:roadstead>incident</rs:roadstead></extensions></wpt>\n");
}

void
rs_write_gpx (RsOut *out, const RsSelection *selection)
{
  const RsSnapshot *snapshot = selection->snapshot;
  GString *desc = g_string_new (snapshot->description);
  g_autofree char *undated = rs_selection_describe_undated (selection);

  for (guint i = 0; i < snapshot->imports->len; i++)
    {
      const RsImport *import = g_ptr_array_index (snapshot->imports, i);

      g_string_append_printf (desc, "%sImport: %s, SHA-256 %s, %s.", desc->len ? "\n" : "",
                              import->file_name, import->sha256,
                              rs_provenance_to_string (import->provenance));
    }
  if (undated)
    g_string_append_printf (desc, "%s%s", desc->len ? "\n" : "", undated);
  rs_out_puts (out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gpx version=\"1.1\" creator=\"");
  rs_out_xml (out, rs_export_generator ());
  rs_out_puts (out, "\" xmlns=\"http://www.topografix.com/GPX/1/1\" xmlns:rs=\"" RS_NAMESPACE
                    "\">\n <metadata>");
  put_element (out, "name", snapshot->title);
  put_element (out, "desc", desc->str);
  rs_out_puts (out, "</metadata>\n");
  g_string_free (desc, TRUE);
  for (guint i = 0; i < selection->incidents->len; i++)
    put_incident (out, g_ptr_array_index (selection->incidents, i));
  for (guint i = 0; i < selection->vessels->len; i++)
    put_track (out, selection, g_ptr_array_index (selection->vessels, i),
               g_ptr_array_index (selection->tracks, i));
  rs_out_puts (out, "</gpx>\n");
}
