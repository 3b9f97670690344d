/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "drawing/event-title.h"
#include "export/writers.h"

/* RFC 7946: longitude first, lines cut at 180 degrees, "roadstead" as a foreign member. */

typedef struct
{
  RsOut *out;
  const RsSelection *selection;
  gboolean first; /* no feature written yet */
} Writer;

static void
put_time (RsOut *out, gint64 t_ms)
{
  g_autofree char *text = rs_time_format (t_ms);

  if (t_ms == RS_TIME_NONE)
    rs_out_puts (out, "null");
  else
    rs_out_json (out, text);
}

static void
put_string (RsOut *out, const char *name, const char *value)
{
  rs_out_printf (out, ",\"%s\":", name);
  rs_out_json (out, value);
}

static void
put_place (RsOut *out, RsLatLon p)
{
  rs_out_puts (out, "[");
  rs_out_deg (out, rs_e7_from_deg (p.lon_deg));
  rs_out_puts (out, ",");
  rs_out_deg (out, rs_e7_from_deg (p.lat_deg));
  rs_out_puts (out, "]");
}

static void
put_fix (RsOut *out, const RsFix *fix)
{
  rs_out_puts (out, "[");
  rs_out_deg (out, fix->lon_e7);
  rs_out_puts (out, ",");
  rs_out_deg (out, fix->lat_e7);
  rs_out_puts (out, "]");
}

static void
put_ring (RsOut *out, const RsLatLon *points, guint n, gboolean close)
{
  rs_out_puts (out, "[");
  for (guint i = 0; i < n + close; i++)
    {
      if (i)
        rs_out_puts (out, ",");
      put_place (out, points[i % n]);
    }
  rs_out_puts (out, "]");
}

static void
begin_feature (Writer *w, const char *kind)
{
  rs_out_puts (w->out, w->first ? "\n" : ",\n");
  w->first = FALSE;
  rs_out_puts (w->out, "{\"type\":\"Feature\",\"properties\":{\"kind\":");
  rs_out_json (w->out, kind);
}

static void
put_vessel (RsOut *out, const RsVessel *vessel)
{
  put_string (out, "vessel", vessel->name);
  rs_out_printf (out, ",\"unnamed\":%s", vessel->unnamed ? "true" : "false");
  if (vessel->mmsi)
    rs_out_printf (out, ",\"mmsi\":%u", vessel->mmsi);
  if (vessel->imo)
    rs_out_printf (out, ",\"imo\":%u", vessel->imo);
  if (*vessel->flag)
    put_string (out, "flag", vessel->flag);
}

/* Where the way from @a to @b meets the antimeridian: its latitude, or NAN if it does not. */
static double
crossing_latitude (const RsFix *a, const RsFix *b)
{
  double step = (double) b->lon_e7 - a->lon_e7, to_edge;

  if (fabs (step) <= RS_LON_E7_MAX)
    return NAN;
  step += step > 0 ? -2.0 * RS_LON_E7_MAX : 2.0 * RS_LON_E7_MAX;
  to_edge = (step > 0 ? RS_LON_E7_MAX : -(double) RS_LON_E7_MAX) - a->lon_e7;
  return rs_deg_from_e7 (a->lat_e7)
         + (step == 0 ? 0 : to_edge / step) * (b->lat_e7 - a->lat_e7) / 1e7;
}

/* Fixes [from, to) as coordinates; @before and @after are latitudes at the antimeridian where the
 * piece begins and ends there, else NAN. */
static void
put_piece (Writer *w, const RsVessel *vessel, const RsTrack *track, guint hull, guint from,
           guint to, RsProvenance provenance, double before, double after)
{
  RsOut *out = w->out;
  guint n = to - from + !isnan (before) + !isnan (after);
  const RsFix *fixes = track->fixes;

  begin_feature (w, "track");
  put_vessel (out, vessel);
  put_string (out, "provenance", rs_provenance_to_string (provenance));
  rs_out_printf (out, ",\"segment\":%u", rs_track_get_segment (track, from));
  /* Only where ships share the number; 0 is none of them. */
  if (track->whole)
    rs_out_printf (out, ",\"hull\":%u", hull);
  rs_out_puts (out, ",\"from\":");
  put_time (out, fixes[from].t_ms);
  rs_out_puts (out, ",\"to\":");
  put_time (out, fixes[to - 1].t_ms);
  /* One entry for each coordinate; the point cut in at 180 degrees is no fix and has no time. */
  rs_out_puts (out, ",\"coordinateProperties\":{\"times\":[");
  if (!isnan (before))
    rs_out_puts (out, "null,");
  for (guint i = from; i < to; i++)
    {
      if (i > from)
        rs_out_puts (out, ",");
      put_time (out, fixes[i].t_ms);
    }
  if (!isnan (after))
    rs_out_puts (out, ",null");
  rs_out_puts (out, "]}},\"geometry\":{\"type\":");
  rs_out_puts (out, n > 1 ? "\"LineString\",\"coordinates\":[" : "\"Point\",\"coordinates\":");
  if (!isnan (before))
    {
      put_place (out, (RsLatLon){ before, fixes[from].lon_e7 > 0 ? 180 : -180 });
      rs_out_puts (out, ",");
    }
  for (guint i = from; i < to; i++)
    {
      if (i > from)
        rs_out_puts (out, ",");
      put_fix (out, &fixes[i]);
    }
  if (!isnan (after))
    {
      rs_out_puts (out, ",");
      put_place (out, (RsLatLon){ after, fixes[to - 1].lon_e7 > 0 ? 180 : -180 });
    }
  rs_out_puts (out, n > 1 ? "]}}" : "}}");
}

static void
put_part (Writer *w, const RsVessel *vessel, const RsTrack *track, guint hull)
{
  guint at = 0;
  RsRun run;

  while (rs_out_is_good (w->out) && rs_selection_next_run (w->selection, track, &at, &run))
    {
      guint from = run.first, end = run.first + run.n;
      double before = NAN;

      for (guint i = from + 1; i <= end; i++)
        {
          double after = i < end ? crossing_latitude (&track->fixes[i - 1], &track->fixes[i]) : NAN;

          if (i < end && isnan (after))
            continue;
          put_piece (w, vessel, track, hull, from, i, run.provenance, before, after);
          from = i;
          before = after;
        }
    }
}

/* Points of their own: nobody knows their order in time. */
static void
put_undated (Writer *w, const RsVessel *vessel, const RsUndated *undated)
{
  RsOut *out = w->out;

  begin_feature (w, "undated");
  put_vessel (out, vessel);
  put_string (out, "provenance", rs_provenance_to_string (undated->fixes[0].provenance));
  rs_out_puts (out, ",\"from\":null,\"to\":null},\"geometry\":{\"type\":\"MultiPoint\","
                    "\"coordinates\":[");
  for (guint i = 0; i < undated->n; i++)
    {
      if (i > 0)
        rs_out_puts (out, ",");
      put_fix (out, &undated->fixes[i]);
    }
  rs_out_puts (out, "]}}");
}

static void
put_track (Writer *w, const RsVessel *vessel, const RsTrack *track)
{
  for (guint i = 0; rs_track_get_part (track, i); i++)
    put_part (w, vessel, rs_track_get_part (track, i), i < track->n_hulls ? i + 1 : 0);
  rs_track_forget (track);
}

static void
put_event (Writer *w, const RsEvent *event)
{
  const RsVessel *vessel
      = event->vessel_id ? rs_snapshot_get_vessel (w->selection->snapshot, event->vessel_id) : NULL;
  g_autofree char *title = rs_event_dup_title (event, w->selection->options->lang);
  RsOut *out = w->out;

  begin_feature (w, rs_event_kind_to_string (event->kind));
  put_string (out, "roadstead", "event");
  put_string (out, "title", title);
  put_string (out, "detail", event->detail);
  if (vessel)
    put_vessel (out, vessel);
  if (*event->port)
    put_string (out, "port", event->port);
  if (*event->to_port)
    put_string (out, "toPort", event->to_port);
  if (event->kind != RS_EVENT_POLICY)
    put_string (out, "provenance", rs_provenance_to_string (event->provenance));
  rs_out_puts (out, ",\"from\":");
  put_time (out, event->from_ms);
  rs_out_puts (out, ",\"to\":");
  put_time (out, event->to_ms);
  rs_out_puts (out, "},\"geometry\":");
  if (event->has_place)
    {
      rs_out_puts (out, "{\"type\":\"Point\",\"coordinates\":");
      put_place (out, event->place);
      rs_out_puts (out, "}}");
    }
  else
    rs_out_puts (out, "null}");
}

static void
put_claim (Writer *w, const RsClaim *claim)
{
  const RsSource *source = rs_snapshot_get_source (w->selection->snapshot, claim->source_id);
  RsOut *out = w->out;

  rs_out_puts (out, "{\"stance\":");
  rs_out_json (out, rs_stance_to_string (claim->stance));
  put_string (out, "speaker", claim->speaker);
  put_string (out, "text", claim->text);
  rs_out_puts (out, ",\"t\":");
  put_time (out, claim->t_ms);
  if (claim->credibility)
    rs_out_printf (out, ",\"credibility\":%d", claim->credibility);
  if (source)
    {
      put_string (out, "source", source->title);
      put_string (out, "publisher", source->publisher);
      put_string (out, "url", source->url);
      if (source->reliability)
        rs_out_printf (out, ",\"reliability\":\"%c\"", source->reliability);
    }
  rs_out_puts (out, "}");
}

static void
put_incident (Writer *w, const RsIncident *incident)
{
  RsOut *out = w->out;

  begin_feature (w, "incident");
  put_string (out, "roadstead", "incident");
  rs_out_printf (out, ",\"number\":%d", incident->number);
  put_string (out, "title", incident->title);
  put_string (out, "incidentKind", rs_incident_kind_to_string (incident->kind));
  put_string (out, "narrative", incident->narrative);
  rs_out_puts (out, ",\"from\":");
  put_time (out, incident->from_ms);
  rs_out_puts (out, ",\"to\":");
  put_time (out, incident->to_ms);
  rs_out_puts (out, ",\"vessels\":[");
  for (guint i = 0; i < incident->vessel_ids->len; i++)
    {
      const RsVessel *vessel = rs_snapshot_get_vessel (
          w->selection->snapshot, g_array_index (incident->vessel_ids, gint64, i));

      rs_out_puts (out, i ? "," : "");
      rs_out_json (out, vessel ? vessel->name : "");
    }
  rs_out_puts (out, "],\"ports\":[");
  for (guint i = 0; i < incident->ports->len; i++)
    {
      rs_out_puts (out, i ? "," : "");
      rs_out_json (out, g_ptr_array_index (incident->ports, i));
    }
  rs_out_puts (out, "],\"claims\":[");
  for (guint i = 0; i < incident->claims->len; i++)
    {
      rs_out_puts (out, i ? "," : "");
      put_claim (w, g_ptr_array_index (incident->claims, i));
    }
  rs_out_puts (out, "],\"attachments\":[");
  for (guint i = 0; i < incident->attachments->len; i++)
    {
      const RsAttachment *attachment = g_ptr_array_index (incident->attachments, i);

      rs_out_puts (out, i ? ",{\"name\":" : "{\"name\":");
      rs_out_json (out, attachment->name);
      put_string (out, "sha256", attachment->sha256);
      rs_out_printf (out, ",\"size\":%" G_GINT64_FORMAT "}", attachment->size);
    }
  rs_out_puts (out, "]},\"geometry\":");
  if (incident->area->len >= 3)
    {
      rs_out_puts (out, "{\"type\":\"Polygon\",\"coordinates\":[");
      put_ring (out, (const RsLatLon *) (void *) incident->area->data, incident->area->len, TRUE);
      rs_out_puts (out, "]}}");
    }
  else if (incident->has_place)
    {
      rs_out_puts (out, "{\"type\":\"Point\",\"coordinates\":");
      put_place (out, incident->place);
      rs_out_puts (out, "}}");
    }
  else
    rs_out_puts (out, "null}");
}

static void
put_note (Writer *w, const RsNote *note)
{
  const RsLatLon *points = (const RsLatLon *) (void *) note->points->data;
  guint n = note->points->len;
  RsOut *out = w->out;

  begin_feature (w, "note");
  put_string (out, "roadstead", "note");
  put_string (out, "noteKind", rs_note_kind_to_string (note->kind));
  put_string (out, "text", note->text);
  if (note->kind == RS_NOTE_RING)
    rs_out_printf (out, ",\"radiusM\":%.0f", note->radius_m);
  rs_out_puts (out, ",\"from\":");
  put_time (out, note->from_ms);
  rs_out_puts (out, ",\"to\":");
  put_time (out, note->to_ms);
  rs_out_puts (out, "},\"geometry\":{\"type\":");
  if (note->kind == RS_NOTE_POLYGON && n >= 3)
    {
      rs_out_puts (out, "\"Polygon\",\"coordinates\":[");
      put_ring (out, points, n, TRUE);
      rs_out_puts (out, "]");
    }
  else if (n >= 2)
    {
      rs_out_puts (out, "\"LineString\",\"coordinates\":");
      put_ring (out, points, n, FALSE);
    }
  else
    {
      rs_out_puts (out, "\"Point\",\"coordinates\":");
      put_place (out, points[0]);
    }
  rs_out_puts (out, "}}");
}

static void
put_case (Writer *w)
{
  const RsSnapshot *snapshot = w->selection->snapshot;
  RsOut *out = w->out;

  rs_out_puts (out, "\"roadstead\":{\"generator\":");
  rs_out_json (out, rs_export_generator ());
  put_string (out, "title", snapshot->title);
  put_string (out, "description", snapshot->description);
  put_string (out, "timeZone", "UTC");
  rs_out_printf (out, ",\"hasReconstructed\":%s",
                 w->selection->has_inferred ? "true" : "false");
  rs_out_printf (out, ",\"gapMs\":%" G_GINT64_FORMAT ",\"imports\":[", snapshot->gap_ms);
  for (guint i = 0; i < snapshot->imports->len; i++)
    {
      const RsImport *import = g_ptr_array_index (snapshot->imports, i);

      rs_out_puts (out, i ? ",{\"file\":" : "{\"file\":");
      rs_out_json (out, import->file_name);
      put_string (out, "sha256", import->sha256);
      put_string (out, "provenance", rs_provenance_to_string (import->provenance));
      rs_out_printf (out, ",\"fixes\":%" G_GINT64_FORMAT ",\"rejected\":%" G_GINT64_FORMAT "}",
                     import->n_fixes, import->n_rejected);
    }
  rs_out_puts (out, "],\"sources\":[");
  for (guint i = 0; i < snapshot->sources->len; i++)
    {
      const RsSource *source = g_ptr_array_index (snapshot->sources, i);

      rs_out_puts (out, i ? ",{\"title\":" : "{\"title\":");
      rs_out_json (out, source->title);
      put_string (out, "publisher", source->publisher);
      put_string (out, "url", source->url);
      rs_out_puts (out, ",\"published\":");
      put_time (out, source->t_ms);
      rs_out_puts (out, "}");
    }
  rs_out_puts (out, "]}");
}

void
rs_write_geojson (RsOut *out, const RsSelection *selection)
{
  Writer w = { out, selection, TRUE };
  RsSnapshot *snapshot = selection->snapshot;

  rs_out_puts (out, "{\"type\":\"FeatureCollection\",");
  put_case (&w);
  rs_out_puts (out, ",\n\"features\":[");
  for (guint i = 0; i < selection->vessels->len; i++)
    put_track (&w, g_ptr_array_index (selection->vessels, i),
               g_ptr_array_index (selection->tracks, i));
  for (guint i = 0; i < selection->vessels->len; i++)
    if (g_ptr_array_index (selection->undated, i))
      put_undated (&w, g_ptr_array_index (selection->vessels, i),
                   g_ptr_array_index (selection->undated, i));
  for (guint i = 0; i < snapshot->events->len; i++)
    if (rs_selection_has_event (selection, g_ptr_array_index (snapshot->events, i)))
      put_event (&w, g_ptr_array_index (snapshot->events, i));
  for (guint i = 0; i < selection->incidents->len; i++)
    put_incident (&w, g_ptr_array_index (selection->incidents, i));
  for (guint i = 0; i < snapshot->notes->len; i++)
    put_note (&w, g_ptr_array_index (snapshot->notes, i));
  rs_out_puts (out, "\n]}\n");
}
