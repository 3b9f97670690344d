/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "export/export.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <string.h>

/* Two vessels: one observed, with a gap and a way across 180 degrees; one that no source names,
 * reconstructed, joined to an observed fix. One incident, one note. Small enough to count by hand. */
#define T0 G_GINT64_CONSTANT (1709791200000) /* 2024-03-07T06:00:00Z */

static RsFix
make_fix (gint64 minutes, double lat, double lon, RsProvenance provenance)
{
  return (RsFix){
    .t_ms = T0 + minutes * RS_MINUTE_MS,
    .lat_e7 = rs_e7_from_deg (lat),
    .lon_e7 = rs_e7_from_deg (lon),
    .line = (guint32) minutes + 1,
    .sog_dkn = 98,
    .cog_ddeg = RS_COG_NONE,
    .heading_deg = RS_HEADING_NONE,
    .nav_status = 0,
    .provenance = provenance,
  };
}

static void
add_vessel (RsSnapshot *snapshot, gint64 id, const char *name, gboolean unnamed, guint32 mmsi,
            const RsFix *fixes, guint n)
{
  RsVessel *vessel = rs_vessel_new ();

  vessel->id = id;
  g_free (vessel->name);
  vessel->name = g_strdup (name);
  vessel->unnamed = unnamed;
  vessel->mmsi = mmsi;
  vessel->color = -1;
  g_ptr_array_add (snapshot->vessels, vessel);
  g_ptr_array_add (snapshot->tracks,
                   rs_track_new (id, g_memdup2 (fixes, n * sizeof *fixes), n, 2 * RS_HOUR_MS));
}

static void
set_string (char **field, const char *text)
{
  g_free (*field);
  *field = g_strdup (text);
}

static RsSnapshot *
make_snapshot (void)
{
  const RsFix north[] = {
    make_fix (0, 42.7, 133.05, RS_OBSERVED),   make_fix (10, 42.71, 133.06, RS_OBSERVED),
    make_fix (300, 50, 179.98, RS_OBSERVED), /* after a gap of 290 min */
    make_fix (310, 50.01, -179.98, RS_OBSERVED),
  };
  const RsFix tanker[] = {
    make_fix (0, 42.7, 133.05, RS_RECONSTRUCTED),
    make_fix (60, 42.6, 132.9, RS_RECONSTRUCTED),
    make_fix (70, 42.5, 132.8, RS_OBSERVED),
  };
  RsSnapshot *snapshot = rs_snapshot_new ();
  RsImport *import = rs_import_new ();
  RsIncident *incident = rs_incident_new ();
  RsSource *source = rs_source_new ();
  RsNote *note = rs_note_new ();
  gint64 vessel_id = 2;
  RsLatLon center = { 42.7, 133.0 };

  set_string (&snapshot->title, "Case <1> & \"others\"");
  set_string (&snapshot->description, "A description.");
  snapshot->gap_ms = 2 * RS_HOUR_MS;
  import->id = 1;
  set_string (&import->file_name, "log.nmea");
  set_string (&import->sha256,
              "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
  import->n_fixes = 7;
  g_ptr_array_add (snapshot->imports, import);
  /* A name as radio brings it: a formula, a quote, markup. */
  add_vessel (snapshot, 1, "=SUM(1)\"<b>", FALSE, 273123456, north, G_N_ELEMENTS (north));
  add_vessel (snapshot, 2, "Tanker 1", TRUE, 0, tanker, G_N_ELEMENTS (tanker));

  source->id = 1;
  set_string (&source->title, "A report");
  set_string (&source->publisher, "A newspaper");
  source->reliability = 'B';
  g_ptr_array_add (snapshot->sources, source);

  incident->id = 1;
  incident->number = 3;
  set_string (&incident->title, "Call at a berth");
  set_string (&incident->narrative, "First.\n\nSecond.");
  incident->has_place = TRUE;
  incident->place = (RsLatLon){ 42.733, 133.05 };
  incident->from_ms = T0;
  incident->to_ms = T0 + RS_HOUR_MS;
  g_array_append_val (incident->vessel_ids, vessel_id);
  g_ptr_array_add (incident->ports, g_strdup ("RUVYP"));
  for (int stance = 0; stance < RS_N_STANCES; stance++)
    {
      RsClaim *claim = rs_claim_new ();

      claim->stance = stance;
      set_string (&claim->speaker, "Somebody");
      set_string (&claim->text, rs_stance_to_string (stance));
      claim->t_ms = T0;
      claim->source_id = 1;
      claim->credibility = 2;
      g_ptr_array_add (incident->claims, claim);
    }
  g_ptr_array_add (snapshot->incidents, incident);

  note->id = 1;
  note->kind = RS_NOTE_RING;
  note->radius_m = 10000;
  g_array_append_val (note->points, center);
  note->from_ms = note->to_ms = RS_TIME_NONE;
  g_ptr_array_add (snapshot->notes, note);
  rs_snapshot_seal (snapshot);
  return snapshot;
}

/* Writes the fixture and returns the bytes; the file is gone afterwards unless @out_path. */
static char *
export (RsExportFormat format, RsAtlas *atlas, gsize *out_length)
{
  g_autoptr (RsSnapshot) snapshot = make_snapshot ();
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("rs-export-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "out", NULL);
  RsExportOptions options;
  char *content = NULL;

  rs_export_options_init (&options);
  g_assert_true (rs_export_write (snapshot, format, &options, atlas, path, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &content, out_length, NULL));
  g_unlink (path);
  /* Nothing else was left beside it. */
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  return content;
}

static JsonArray *
find_features (JsonNode *root, const char *kind, JsonArray *out)
{
  JsonArray *all = json_object_get_array_member (json_node_get_object (root), "features");

  for (guint i = 0; i < json_array_get_length (all); i++)
    {
      JsonObject *feature = json_array_get_object_element (all, i);
      JsonObject *properties = json_object_get_object_member (feature, "properties");

      if (g_str_equal (json_object_get_string_member (properties, "kind"), kind))
        json_array_add_object_element (out, json_object_ref (feature));
    }
  return out;
}

static void
test_geojson (void)
{
  gsize length;
  g_autofree char *text = export (RS_EXPORT_GEOJSON, NULL, &length);
  g_autoptr (JsonNode) root = json_from_string (text, NULL);
  g_autoptr (JsonArray) tracks = json_array_new (), incidents = json_array_new ();
  guint n_reconstructed = 0;
  JsonObject *incident;

  g_assert_nonnull (root);
  find_features (root, "track", tracks);
  /* north: before the gap, and after it cut at 180 degrees; tanker: reconstructed with the join to
   * the observed fix, and that fix alone. */
  g_assert_cmpuint (json_array_get_length (tracks), ==, 5);
  for (guint i = 0; i < json_array_get_length (tracks); i++)
    {
      JsonObject *feature = json_array_get_object_element (tracks, i);
      JsonObject *properties = json_object_get_object_member (feature, "properties");
      JsonObject *geometry = json_object_get_object_member (feature, "geometry");
      JsonArray *coordinates = json_object_get_array_member (geometry, "coordinates");
      JsonArray *times = json_object_get_array_member (
          json_object_get_object_member (properties, "coordinateProperties"), "times");
      gboolean line = g_str_equal (json_object_get_string_member (geometry, "type"), "LineString");

      n_reconstructed += g_str_equal (json_object_get_string_member (properties, "provenance"),
                                      "reconstructed");
      g_assert_cmpuint (json_array_get_length (times), ==,
                        line ? json_array_get_length (coordinates) : 1);
      for (guint j = 1; line && j < json_array_get_length (coordinates); j++)
        {
          double a = json_array_get_double_element (
              json_array_get_array_element (coordinates, j - 1), 0);
          double b
              = json_array_get_double_element (json_array_get_array_element (coordinates, j), 0);

          g_assert_cmpfloat (ABS (b - a), <, 180);
        }
    }
  g_assert_cmpuint (n_reconstructed, ==, 1);
  find_features (root, "incident", incidents);
  g_assert_cmpuint (json_array_get_length (incidents), ==, 1);
  incident = json_object_get_object_member (json_array_get_object_element (incidents, 0),
                                            "properties");
  g_assert_cmpuint (
      json_array_get_length (json_object_get_array_member (incident, "claims")), ==, RS_N_STANCES);
  g_assert_nonnull (strstr (text, "9f86d081884c7d65"));
  g_assert_nonnull (strstr (text, "\"hasReconstructed\":true"));
}

static guint
count_xpath (const char *text, gsize length, const char *path)
{
  xmlDoc *doc = xmlReadMemory (text, (int) length, NULL, NULL, XML_PARSE_NONET);
  xmlXPathContext *context;
  xmlXPathObject *result;
  guint n;

  g_assert_nonnull (doc);
  context = xmlXPathNewContext (doc);
  xmlXPathRegisterNs (context, BAD_CAST "k", BAD_CAST "http://www.opengis.net/kml/2.2");
  xmlXPathRegisterNs (context, BAD_CAST "gx", BAD_CAST "http://www.google.com/kml/ext/2.2");
  xmlXPathRegisterNs (context, BAD_CAST "g", BAD_CAST "http://www.topografix.com/GPX/1/1");
  result = xmlXPathEvalExpression (BAD_CAST path, context);
  g_assert_nonnull (result);
  n = result->nodesetval ? (guint) result->nodesetval->nodeNr : 0;
  xmlXPathFreeObject (result);
  xmlXPathFreeContext (context);
  xmlFreeDoc (doc);
  return n;
}

static void
test_kml (void)
{
  gsize length;
  g_autofree char *text = export (RS_EXPORT_KML, NULL, &length);

  g_assert_cmpuint (count_xpath (text, length, "//gx:Track"), ==, 4);
  g_assert_cmpuint (count_xpath (text, length, "//gx:Track[not(count(k:when)=count(gx:coord))]"),
                    ==, 0);
  g_assert_cmpuint (count_xpath (text, length, "//gx:MultiTrack/gx:interpolate[.='0']"), ==, 3);
  g_assert_cmpuint (count_xpath (text, length, "//k:Placemark[contains(k:name,'(reconstructed)')]"),
                    ==, 1);
  g_assert_cmpuint (count_xpath (text, length, "//k:Placemark[k:name='3 · Call at a berth']"), ==,
                    1);
}

static void
test_kmz (void)
{
  gsize length, again_length;
  g_autofree char *zip = export (RS_EXPORT_KMZ, NULL, &length);
  g_autofree char *again = export (RS_EXPORT_KMZ, NULL, &again_length);

  g_assert_cmpmem (zip, 4, "PK\3\4", 4);
  g_assert_cmpmem (zip, length, again, again_length);
}

static void
test_gpx (void)
{
  gsize length;
  g_autofree char *text = export (RS_EXPORT_GPX, NULL, &length);

  g_assert_cmpuint (count_xpath (text, length, "//g:trk"), ==, 3);
  g_assert_cmpuint (count_xpath (text, length, "//g:trkseg"), ==, 4);
  g_assert_cmpuint (count_xpath (text, length, "//g:trkpt[g:time]"), ==, 8);
  g_assert_cmpuint (count_xpath (text, length, "//g:wpt"), ==, 1);
}

static void
test_csv (void)
{
  gsize length;
  g_autofree char *text = export (RS_EXPORT_CSV, NULL, &length);
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);

  g_assert_cmpuint (g_strv_length (lines), ==, 1 + 7 + 1);
  /* A name that a spreadsheet would run is guarded. */
  g_assert_true (g_str_has_prefix (lines[1], "\"'=SUM(1)\"\"<b>\",0,273123456,,,"
                                             "2024-03-07T06:00:00Z,42.7,133.05,9.8,,,0,observed,0,"
                                             "log.nmea,9f86"));
  g_assert_nonnull (strstr (lines[3], ",observed,1,"));
  g_assert_nonnull (strstr (lines[5], ",reconstructed,0,"));
}

static void
test_report (void)
{
  gsize length;
  g_autofree char *html = export (RS_EXPORT_HTML, NULL, &length);
  g_autofree char *md = export (RS_EXPORT_MARKDOWN, NULL, NULL);
  g_autofree char *pdf = export (RS_EXPORT_PDF, NULL, &length);
  static const char *const wanted[]
      = { "Call at a berth", "Reconstructed", "our label; no source names it", "Denied or not commented",
          "9f86d081884c7d65", "A newspaper", "2024-03-07 06:00 UTC", NULL };

  for (guint i = 0; wanted[i]; i++)
    {
      g_assert_nonnull (strstr (html, wanted[i]));
      g_assert_nonnull (strstr (md, wanted[i]));
    }
  g_assert_nonnull (strstr (html, "Case &lt;1&gt; &amp; &quot;others&quot;"));
  g_assert_null (strstr (html, "<script"));
  g_assert_cmpmem (pdf, 5, "%PDF-", 5);
}

/* With the map: the picture is in it. */
static void
test_report_picture (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RsAtlas) atlas = rs_atlas_open_default (&error);
  gsize with, without;
  g_autofree char *html = NULL, *plain = NULL;

  g_assert_no_error (error);
  html = export (RS_EXPORT_HTML, atlas, &with);
  plain = export (RS_EXPORT_HTML, NULL, &without);
  g_assert_nonnull (strstr (html, "data:image/png;base64,"));
  g_assert_cmpuint (with, >, without + 20000);
}

static void
test_errors (void)
{
  g_autoptr (RsSnapshot) snapshot = make_snapshot ();
  g_autoptr (RsSnapshot) empty = rs_snapshot_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("rs-export-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "out", NULL);
  RsExportOptions options;

  rs_export_options_init (&options);
  g_assert_false (rs_export_write (snapshot, RS_EXPORT_CSV, &options, NULL,
                                   "/nonexistent-folder/x.csv", NULL, &error));
  g_assert_error (error, RS_EXPORT_ERROR, RS_EXPORT_ERROR_WRITE);
  g_assert_nonnull (strstr (error->message, "/nonexistent-folder/x.csv"));
  g_clear_error (&error);

  rs_snapshot_seal (empty);
  g_assert_false (rs_export_write (empty, RS_EXPORT_HTML, &options, NULL, path, NULL, &error));
  g_assert_error (error, RS_EXPORT_ERROR, RS_EXPORT_ERROR_EMPTY);
  g_clear_error (&error);

  g_cancellable_cancel (cancellable);
  g_assert_false (
      rs_export_write (snapshot, RS_EXPORT_GPX, &options, NULL, path, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  /* A cancel leaves no file, not even one aside. */
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* Only what was asked for. */
static void
test_selection (void)
{
  g_autoptr (RsSnapshot) snapshot = make_snapshot ();
  g_autofree char *folder = g_dir_make_tmp ("rs-export-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "out", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  const gint64 id = 2;
  RsExportOptions options;

  rs_export_options_init (&options);
  options.vessel_ids = &id;
  options.n_vessels = 1;
  options.from_ms = T0 + RS_HOUR_MS;
  g_assert_true (rs_export_write (snapshot, RS_EXPORT_CSV, &options, NULL, path, NULL, NULL));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 1 + 2 + 1);
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/geojson", test_geojson);
  g_test_add_func ("/export/kml", test_kml);
  g_test_add_func ("/export/kmz", test_kmz);
  g_test_add_func ("/export/gpx", test_gpx);
  g_test_add_func ("/export/csv", test_csv);
  g_test_add_func ("/export/report", test_report);
  g_test_add_func ("/export/report-picture", test_report_picture);
  g_test_add_func ("/export/errors", test_errors);
  g_test_add_func ("/export/selection", test_selection);
  return g_test_run ();
}
