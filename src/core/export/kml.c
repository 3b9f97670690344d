/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "drawing/event-title.h"
#include "export/writers.h"

/* KML 2.2 with Google's gx:Track. A vessel is a folder; each provenance in it is a gx:MultiTrack
 * that does not interpolate, so that no line joins two runs over a gap. KML has no dashes: what is
 * not observed is thin, half transparent, and says so in its name. */

/* Palette of LOOK.md as KML colours, aabbggrr. */
static const char *const colors[]
    = { "b27200", "005ed5", "5f8700", "8f50b8", "0085c9", "d5932a" };

static void
put_element (RsOut *out, const char *name, const char *text)
{
  rs_out_printf (out, "<%s>", name);
  rs_out_xml (out, text);
  rs_out_printf (out, "</%s>", name);
}

static void
put_span (RsOut *out, gint64 from_ms, gint64 to_ms)
{
  g_autofree char *from = rs_time_format (from_ms), *to = rs_time_format (to_ms);

  if (!*from && !*to)
    return;
  rs_out_puts (out, "<TimeSpan>");
  if (*from)
    rs_out_printf (out, "<begin>%s</begin>", from);
  if (*to)
    rs_out_printf (out, "<end>%s</end>", to);
  rs_out_puts (out, "</TimeSpan>");
}

static void
put_data (RsOut *out, const char *name, const char *value)
{
  if (!value || !*value)
    return;
  rs_out_printf (out, "<Data name=\"%s\"><value>", name);
  rs_out_xml (out, value);
  rs_out_puts (out, "</value></Data>");
}

static void
put_coordinate (RsOut *out, RsLatLon p, const char *between)
{
  rs_out_deg (out, rs_e7_from_deg (p.lon_deg));
  rs_out_puts (out, between);
  rs_out_deg (out, rs_e7_from_deg (p.lat_deg));
}

static void
put_styles (RsOut *out)
{
  for (guint i = 0; i < G_N_ELEMENTS (colors); i++)
    {
      rs_out_printf (out,
                     "<Style id=\"observed%u\"><LineStyle><color>ff%s</color><width>3</width>"
                     "</LineStyle><IconStyle><color>ff%s</color></IconStyle></Style>\n",
                     i, colors[i], colors[i]);
      rs_out_printf (out,
                     "<Style id=\"inferred%u\"><LineStyle><color>80%s</color><width>1.5</width>"
                     "</LineStyle><IconStyle><color>80%s</color></IconStyle></Style>\n",
                     i, colors[i], colors[i]);
    }
  rs_out_puts (out, "<Style id=\"area\"><LineStyle><color>ff005ed5</color><width>2</width>"
                    "</LineStyle><PolyStyle><color>33005ed5</color></PolyStyle></Style>\n");
}

static void
put_run (RsOut *out, const RsTrack *track, const RsRun *run)
{
  rs_out_puts (out, "<gx:Track><altitudeMode>clampToGround</altitudeMode>\n");
  for (guint i = run->first; i < run->first + run->n; i++)
    {
      g_autofree char *t = rs_time_format (track->fixes[i].t_ms);

      rs_out_printf (out, "<when>%s</when>", t);
    }
  rs_out_puts (out, "\n");
  for (guint i = run->first; i < run->first + run->n; i++)
    {
      rs_out_puts (out, "<gx:coord>");
      rs_out_deg (out, track->fixes[i].lon_e7);
      rs_out_puts (out, " ");
      rs_out_deg (out, track->fixes[i].lat_e7);
      rs_out_puts (out, " 0</gx:coord>");
    }
  rs_out_puts (out, "</gx:Track>\n");
}

static void
put_part (RsOut *out, const RsSelection *selection, const RsVessel *vessel, const RsTrack *track,
          guint hull, RsProvenance provenance, guint color)
{
  gboolean open = FALSE;
  guint at = 0;
  RsRun run;

  while (rs_out_is_good (out) && rs_selection_next_run (selection, track, &at, &run))
    {
      if (run.provenance != provenance)
        continue;
      if (!open)
        {
          g_autofree char *mmsi = vessel->mmsi ? g_strdup_printf ("%u", vessel->mmsi) : NULL;
          g_autofree char *imo = vessel->imo ? g_strdup_printf ("%u", vessel->imo) : NULL;
          g_autofree char *name = rs_selection_name_part (vessel, track, hull, provenance);
          g_autofree char *number = track->whole ? g_strdup_printf ("%u", hull) : NULL;

          rs_out_puts (out, "<Placemark>");
          put_element (out, "name", name);
          rs_out_printf (out, "<styleUrl>#%s%u</styleUrl><ExtendedData>",
                         provenance == RS_OBSERVED ? "observed" : "inferred", color);
          put_data (out, "provenance", rs_provenance_to_string (provenance));
          put_data (out, "mmsi", mmsi);
          put_data (out, "imo", imo);
          put_data (out, "flag", vessel->flag);
          put_data (out, "hull", number);
          put_data (out, "unnamed", vessel->unnamed ? "no source names this vessel" : "");
          rs_out_puts (out, "</ExtendedData><gx:MultiTrack><gx:interpolate>0</gx:interpolate>\n");
          open = TRUE;
        }
      put_run (out, track, &run);
    }
  if (open)
    rs_out_puts (out, "</gx:MultiTrack></Placemark>\n");
}

static void
put_event (RsOut *out, const RsSelection *selection, const RsEvent *event)
{
  const RsVessel *vessel
      = event->vessel_id ? rs_snapshot_get_vessel (selection->snapshot, event->vessel_id) : NULL;
  g_autofree char *title = NULL;

  if (!event->has_place)
    return;
  rs_out_puts (out, "<Placemark>");
  title = rs_event_dup_title (event, selection->options->lang);
  put_element (out, "name", title);
  put_element (out, "description", event->detail);
  put_span (out, event->from_ms, event->to_ms);
  rs_out_puts (out, "<ExtendedData>");
  put_data (out, "roadstead", "event");
  put_data (out, "kind", rs_event_kind_to_string (event->kind));
  put_data (out, "vessel", vessel ? vessel->name : NULL);
  put_data (out, "provenance", rs_provenance_to_string (event->provenance));
  rs_out_puts (out, "</ExtendedData><Point><coordinates>");
  put_coordinate (out, event->place, ",");
  rs_out_puts (out, "</coordinates></Point></Placemark>\n");
}

/* What it is, so that whoever reads the file takes it for no vessel's place. */
static void
put_annotation (RsOut *out, const char *what)
{
  rs_out_puts (out, "<ExtendedData>");
  put_data (out, "roadstead", what);
  rs_out_puts (out, "</ExtendedData>");
}

/* The text of an incident for a balloon: plain lines, since KML viewers differ in what HTML they
 * take. */
static char *
describe_incident (const RsSelection *selection, const RsIncident *incident)
{
  GString *text = g_string_new (incident->narrative);

  for (guint i = 0; i < incident->claims->len; i++)
    {
      const RsClaim *claim = g_ptr_array_index (incident->claims, i);
      const RsSource *source = rs_snapshot_get_source (selection->snapshot, claim->source_id);

      g_string_append_printf (text, "%s%s %s: %s", text->len ? "\n\n" : "", claim->speaker,
                              rs_stance_to_string (claim->stance), claim->text);
      if (source)
        g_string_append_printf (text, " (%s, %s)", source->publisher, source->title);
    }
  return g_string_free (text, FALSE);
}

static void
put_ring (RsOut *out, const GArray *points, gboolean close)
{
  for (guint i = 0; i < points->len + close; i++)
    {
      rs_out_puts (out, i ? " " : "");
      put_coordinate (out, g_array_index (points, RsLatLon, i % points->len), ",");
    }
}

static void
put_incident (RsOut *out, const RsSelection *selection, const RsIncident *incident)
{
  g_autofree char *name = g_strdup_printf ("%d · %s", incident->number, incident->title);
  g_autofree char *text = describe_incident (selection, incident);
  gboolean has_area = incident->area->len >= 3;

  if (!incident->has_place && !has_area)
    return;
  rs_out_puts (out, "<Placemark>");
  put_element (out, "name", name);
  put_element (out, "description", text);
  put_span (out, incident->from_ms, incident->to_ms);
  rs_out_puts (out, has_area ? "<styleUrl>#area</styleUrl>" : "");
  put_annotation (out, "incident");
  rs_out_puts (out, has_area ? "<MultiGeometry>" : "");
  if (incident->has_place)
    {
      rs_out_puts (out, "<Point><coordinates>");
      put_coordinate (out, incident->place, ",");
      rs_out_puts (out, "</coordinates></Point>");
    }
  if (has_area)
    {
      rs_out_puts (out, "<Polygon><outerBoundaryIs><LinearRing><coordinates>");
      put_ring (out, incident->area, TRUE);
      rs_out_puts (out, "</coordinates></LinearRing></outerBoundaryIs></Polygon></MultiGeometry>");
    }
  rs_out_puts (out, "</Placemark>\n");
}

static void
put_note (RsOut *out, const RsNote *note)
{
  gboolean is_area = note->kind == RS_NOTE_POLYGON || note->kind == RS_NOTE_RING;

  rs_out_puts (out, "<Placemark>");
  put_element (out, "name", *note->text ? note->text : rs_note_kind_to_string (note->kind));
  put_span (out, note->from_ms, note->to_ms);
  rs_out_puts (out, is_area ? "<styleUrl>#area</styleUrl>" : "");
  put_annotation (out, "note");
  if (is_area)
    {
      g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (RsLatLon));

      if (note->kind == RS_NOTE_RING)
        for (int i = 0; i < 72; i++)
          {
            RsLatLon p = rs_geodesic_direct (g_array_index (note->points, RsLatLon, 0), i * 5.0,
                                             note->radius_m);
            g_array_append_val (points, p);
          }
      else
        g_array_append_vals (points, note->points->data, note->points->len);
      rs_out_puts (out, "<Polygon><outerBoundaryIs><LinearRing><coordinates>");
      put_ring (out, points, TRUE);
      rs_out_puts (out, "</coordinates></LinearRing></outerBoundaryIs></Polygon>");
    }
  else
    {
      const char *shape = note->points->len > 1 ? "LineString" : "Point";

      rs_out_printf (out, "<%s><coordinates>", shape);
      put_ring (out, note->points, FALSE);
      rs_out_printf (out, "</coordinates></%s>", shape);
    }
  rs_out_puts (out, "</Placemark>\n");
}

static char *
describe_case (const RsSelection *selection)
{
  const RsSnapshot *snapshot = selection->snapshot;
  GString *text = g_string_new (snapshot->description);
  g_autofree char *undated = rs_selection_describe_undated (selection);

  if (undated)
    g_string_append_printf (text, "\n\n%s", undated);
  if (selection->has_inferred)
    g_string_append (text, "\n\nSome tracks are reconstructed: computed between known calls, not "
                           "observed. They are thin and say so in their names.");
  for (guint i = 0; i < snapshot->imports->len; i++)
    {
      const RsImport *import = g_ptr_array_index (snapshot->imports, i);

      g_string_append_printf (text, "\n%s, SHA-256 %s (%s)", import->file_name, import->sha256,
                              rs_provenance_to_string (import->provenance));
    }
  for (guint i = 0; i < snapshot->sources->len; i++)
    {
      const RsSource *source = g_ptr_array_index (snapshot->sources, i);

      g_string_append_printf (text, "\n%s: %s", source->publisher, source->title);
    }
  g_string_append_printf (text, "\nTimes are UTC. %s", rs_export_generator ());
  return g_string_free (text, FALSE);
}

void
rs_write_kml (RsOut *out, const RsSelection *selection)
{
  const RsSnapshot *snapshot = selection->snapshot;
  g_autofree char *description = describe_case (selection);

  rs_out_puts (out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                    "<kml xmlns=\"http://www.opengis.net/kml/2.2\" "
                    "xmlns:gx=\"http://www.google.com/kml/ext/2.2\">\n<Document>");
  put_element (out, "name", snapshot->title);
  put_element (out, "description", description);
  rs_out_puts (out, "\n");
  put_styles (out);
  for (guint i = 0; i < selection->vessels->len; i++)
    {
      const RsVessel *vessel = g_ptr_array_index (selection->vessels, i);
      const RsTrack *track = g_ptr_array_index (selection->tracks, i);
      guint color = vessel->color >= 0 ? (guint) vessel->color % G_N_ELEMENTS (colors)
                                       : i % G_N_ELEMENTS (colors);

      if (track->n == 0)
        continue;
      rs_out_puts (out, "<Folder>");
      put_element (out, "name", vessel->name);
      rs_out_puts (out, "\n");
      for (guint k = 0; rs_track_get_part (track, k); k++)
        for (int provenance = RS_OBSERVED; provenance <= RS_ASSERTED; provenance++)
          put_part (out, selection, vessel, rs_track_get_part (track, k),
                    k < track->n_hulls ? k + 1 : 0, provenance, color);
      rs_track_forget (track);
      rs_out_puts (out, "</Folder>\n");
    }
  rs_out_puts (out, "<Folder><name>Events</name>\n");
  for (guint i = 0; i < snapshot->events->len; i++)
    if (rs_selection_has_event (selection, g_ptr_array_index (snapshot->events, i)))
      put_event (out, selection, g_ptr_array_index (snapshot->events, i));
  rs_out_puts (out, "</Folder>\n<Folder><name>Incidents</name>\n");
  for (guint i = 0; i < selection->incidents->len; i++)
    put_incident (out, selection, g_ptr_array_index (selection->incidents, i));
  rs_out_puts (out, "</Folder>\n<Folder><name>Notes</name>\n");
  for (guint i = 0; i < snapshot->notes->len; i++)
    put_note (out, g_ptr_array_index (snapshot->notes, i));
  rs_out_puts (out, "</Folder>\n</Document></kml>\n");
}
