/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "export/report.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "places/gazetteer.h"
#include "places/own-places.h"

static void
block_free (gpointer data)
{
  RsBlock *block = data;

  g_free (block->text);
  g_clear_pointer (&block->rows, g_ptr_array_unref);
  g_free (block);
}

static RsBlock *
add_block (GPtrArray *blocks, RsBlockKind kind, const char *text)
{
  RsBlock *block = g_new0 (RsBlock, 1);

  block->kind = kind;
  block->text = g_strdup (text);
  if (kind == RS_BLOCK_FACTS || kind == RS_BLOCK_TABLE || kind == RS_BLOCK_PAIR)
    block->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_ptr_array_add (blocks, block);
  return block;
}

/* A row of the cells up to NULL; copies them. */
static void G_GNUC_NULL_TERMINATED
add_row (RsBlock *block, const char *first, ...)
{
  GPtrArray *cells = g_ptr_array_new ();
  va_list args;

  va_start (args, first);
  for (const char *cell = first; cell; cell = va_arg (args, const char *))
    g_ptr_array_add (cells, g_strdup (cell));
  va_end (args);
  g_ptr_array_add (cells, NULL);
  g_ptr_array_add (block->rows, g_ptr_array_free (cells, FALSE));
}

static void
add_fact (RsBlock *block, const char *name, const char *value)
{
  if (value && *value)
    add_row (block, name, value, NULL);
}

static char *
format_time (const RsExportOptions *options, gint64 t_ms)
{
  g_autofree char *utc = NULL, *local = NULL;

  if (t_ms == RS_TIME_NONE)
    return g_strdup ("");
  utc = rs_time_format_zone (t_ms, NULL, FALSE);
  if (!options->zone)
    return g_strdup_printf ("%s UTC", utc);
  local = rs_time_format_zone (t_ms, options->zone, FALSE);
  return g_strdup_printf ("%s UTC (%s %s)", utc, local,
                          options->zone_label ? options->zone_label : "");
}

static char *
format_span (const RsExportOptions *options, gint64 from_ms, gint64 to_ms)
{
  g_autofree char *from = format_time (options, from_ms), *to = format_time (options, to_ms);

  if (!*to || from_ms == to_ms)
    return g_steal_pointer (&from);
  return g_strdup_printf ("%s – %s", from, to);
}

static const char *
describe_kind (RsIncidentKind kind)
{
  switch (kind)
    {
    case RS_INCIDENT_TRANSFER:
      return _ ("Transfer between ships");
    case RS_INCIDENT_PORT_CALL:
      return _ ("Port call");
    case RS_INCIDENT_TRANSSHIPMENT:
      return _ ("Transshipment");
    case RS_INCIDENT_GAP:
      return _ ("Gap in the transmissions");
    case RS_INCIDENT_IDENTITY:
      return _ ("Identity");
    case RS_INCIDENT_OTHER:
      return _ ("Other");
    case RS_N_INCIDENT_KINDS:
    default:
      g_return_val_if_reached ("");
    }
}

static const char *
describe_provenance (RsProvenance provenance)
{
  switch (provenance)
    {
    case RS_OBSERVED:
      return _ ("observed");
    case RS_RECONSTRUCTED:
      return _ ("reconstructed");
    case RS_ASSERTED:
      return _ ("asserted");
    default:
      g_return_val_if_reached ("");
    }
}

static const char *
describe_stance (RsStance stance)
{
  switch (stance)
    {
    case RS_STANCE_ASSERTS:
      return _ ("asserts");
    case RS_STANCE_DENIES:
      return _ ("denies");
    case RS_STANCE_NO_COMMENT:
      return _ ("no comment");
    case RS_STANCE_OBSERVES:
      return _ ("observes");
    case RS_N_STANCES:
    default:
      g_return_val_if_reached ("");
    }
}

/* What is known of where a vessel's fixes come from: "observed", "observed, reconstructed". */
static char *
describe_track (const RsTrack *track)
{
  gboolean has[3] = { FALSE, FALSE, FALSE };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < track->n; i++)
    has[track->fixes[i].provenance] = TRUE;
  for (int i = 0; i < 3; i++)
    if (has[i])
      g_string_append_printf (text, "%s%s", text->len ? ", " : "", describe_provenance (i));
  return g_string_free (text, FALSE);
}

static void
add_vessels (GPtrArray *blocks, const RsSelection *selection, const RsIncident *incident)
{
  RsBlock *table;

  if (incident->vessel_ids->len == 0)
    return;
  add_block (blocks, RS_BLOCK_SUBHEADING, _ ("Vessels"));
  table = add_block (blocks, RS_BLOCK_TABLE, NULL);
  add_row (table, _ ("Vessel"), _ ("MMSI"), _ ("IMO"), _ ("Flag"), _ ("Fixes"),
           _ ("Where they come from"), NULL);
  for (guint i = 0; i < incident->vessel_ids->len; i++)
    {
      gint64 id = g_array_index (incident->vessel_ids, gint64, i);
      const RsVessel *vessel = rs_snapshot_get_vessel (selection->snapshot, id);
      const RsTrack *track = rs_snapshot_get_track (selection->snapshot, id);
      g_autofree char *mmsi = NULL, *imo = NULL, *n = NULL, *from = NULL, *name = NULL;

      if (!vessel || !track)
        continue;
      /* Translators: a vessel that no source names, shown under our own label */
      name = vessel->unnamed ? g_strdup_printf (_ ("%s (our label; no source names it)"),
                                                vessel->name)
                             : g_strdup (vessel->name);
      mmsi = vessel->mmsi ? g_strdup_printf ("%u", vessel->mmsi) : g_strdup ("–");
      imo = vessel->imo ? g_strdup_printf ("%u", vessel->imo) : g_strdup ("–");
      n = g_strdup_printf ("%u", track->n);
      from = describe_track (track);
      add_row (table, name, mmsi, imo, *vessel->flag ? vessel->flag : "–", n,
               *from ? from : "–", NULL);
    }
}

static char *
describe_rating (const RsSelection *selection, const RsClaim *claim)
{
  const RsSource *source = rs_snapshot_get_source (selection->snapshot, claim->source_id);
  GString *text = g_string_new (NULL);

  if (source && source->reliability)
    g_string_append_c (text, source->reliability);
  if (claim->credibility)
    g_string_append_printf (text, "%d", claim->credibility);
  return g_string_free (text, FALSE);
}

static char *
describe_claim (const RsSelection *selection, const RsClaim *claim)
{
  const RsSource *source = rs_snapshot_get_source (selection->snapshot, claim->source_id);
  g_autofree char *rating = describe_rating (selection, claim);
  g_autofree char *date = NULL;
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%s (%s)", claim->speaker, describe_stance (claim->stance));
  if (*claim->text)
    g_string_append_printf (text, ": %s", claim->text);
  if (source)
    g_string_append_printf (text, " — %s", *source->publisher ? source->publisher : source->title);
  if (claim->t_ms != RS_TIME_NONE)
    {
      date = rs_time_format (claim->t_ms);
      date[10] = '\0';
      g_string_append_printf (text, ", %s", date);
    }
  if (*rating)
    g_string_append_printf (text, " [%s]", rating);
  return g_string_free (text, FALSE);
}

static void
add_claims (GPtrArray *blocks, const RsSelection *selection, const RsIncident *incident)
{
  RsBlock *pair;
  GPtrArray *sides[2];

  if (incident->claims->len == 0)
    return;
  sides[0] = g_ptr_array_new_with_free_func (g_free);
  sides[1] = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < incident->claims->len; i++)
    {
      const RsClaim *claim = g_ptr_array_index (incident->claims, i);
      gboolean against = claim->stance == RS_STANCE_DENIES || claim->stance == RS_STANCE_NO_COMMENT;

      g_ptr_array_add (sides[against], describe_claim (selection, claim));
    }
  add_block (blocks, RS_BLOCK_SUBHEADING, _ ("Claims and denials"));
  pair = add_block (blocks, RS_BLOCK_PAIR, NULL);
  add_row (pair, _ ("Asserted or observed"), _ ("Denied or not commented"), NULL);
  for (guint i = 0; i < MAX (sides[0]->len, sides[1]->len); i++)
    add_row (pair, i < sides[0]->len ? (char *) g_ptr_array_index (sides[0], i) : "",
             i < sides[1]->len ? (char *) g_ptr_array_index (sides[1], i) : "", NULL);
  add_block (blocks, RS_BLOCK_TEXT,
             _ ("In brackets: reliability of the source (A to F) and credibility of the item (1 to "
                "6) in the Admiralty code."));
  g_ptr_array_unref (sides[0]);
  g_ptr_array_unref (sides[1]);
}

static void
add_source (GHashTable *seen, RsBlock *table, const RsSelection *selection, gint64 id)
{
  const RsSource *source = rs_snapshot_get_source (selection->snapshot, id);
  g_autofree char *date = NULL;
  char reliability[2] = { 0, 0 };

  if (!source || !g_hash_table_add (seen, (gpointer) source))
    return;
  date = rs_time_format (source->t_ms);
  if (strlen (date) > 10)
    date[10] = '\0';
  reliability[0] = source->reliability;
  add_row (table, source->publisher, source->title, date, *reliability ? reliability : "–",
           source->url, NULL);
}

static void
add_sources (GPtrArray *blocks, const RsSelection *selection, const RsIncident *incident)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  RsBlock *table;

  add_block (blocks, RS_BLOCK_SUBHEADING, _ ("Sources"));
  table = add_block (blocks, RS_BLOCK_TABLE, NULL);
  add_row (table, _ ("Publisher"), _ ("Title"), _ ("Date"), _ ("Reliability"), _ ("Address"), NULL);
  for (guint i = 0; i < incident->claims->len; i++)
    add_source (seen, table, selection,
                ((RsClaim *) g_ptr_array_index (incident->claims, i))->source_id);
  for (guint i = 0; i < incident->source_ids->len; i++)
    add_source (seen, table, selection, g_array_index (incident->source_ids, gint64, i));
  if (table->rows->len == 1)
    {
      g_ptr_array_set_size (blocks, (gint) blocks->len - 1);
      add_block (blocks, RS_BLOCK_TEXT, _ ("No source is recorded."));
    }
}

static void
add_attachments (GPtrArray *blocks, const RsIncident *incident)
{
  RsBlock *table;

  if (incident->attachments->len == 0)
    return;
  add_block (blocks, RS_BLOCK_SUBHEADING, _ ("Attachments"));
  table = add_block (blocks, RS_BLOCK_TABLE, NULL);
  add_row (table, _ ("File"), _ ("Size"), _ ("SHA-256"), NULL);
  for (guint i = 0; i < incident->attachments->len; i++)
    {
      const RsAttachment *attachment = g_ptr_array_index (incident->attachments, i);
      g_autofree char *size = g_strdup_printf (_ ("%" PRId64 " bytes"), attachment->size);

      add_row (table, attachment->name, size, attachment->sha256, NULL);
    }
}

/* Whether any fix of the incident's vessels is not observed. */
static gboolean
is_inferred (const RsSelection *selection, const RsIncident *incident)
{
  for (guint i = 0; i < incident->vessel_ids->len; i++)
    if (rs_snapshot_has_reconstructed (selection->snapshot,
                                       g_array_index (incident->vessel_ids, gint64, i)))
      return TRUE;
  return FALSE;
}

static void
add_incident (GPtrArray *blocks, const RsSelection *selection, const RsIncident *incident)
{
  const RsExportOptions *options = selection->options;
  g_autofree char *heading = g_strdup_printf ("%d · %s", incident->number, incident->title);
  g_autofree char *span = format_span (options, incident->from_ms, incident->to_ms);
  g_autofree char *place = NULL;
  g_autoptr (GString) ports = g_string_new (NULL);
  RsBlock *facts;

  add_block (blocks, RS_BLOCK_HEADING, heading);
  facts = add_block (blocks, RS_BLOCK_FACTS, NULL);
  add_fact (facts, _ ("Kind"), describe_kind (incident->kind));
  add_fact (facts, _ ("Time"), span);
  if (incident->has_place)
    {
      g_autofree char *text = rs_lat_lon_format (incident->place);
      char lat[G_ASCII_DTOSTR_BUF_SIZE], lon[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (lat, sizeof lat, "%.5f", incident->place.lat_deg);
      g_ascii_formatd (lon, sizeof lon, "%.5f", incident->place.lon_deg);
      place = g_strdup_printf ("%s (%s, %s)", text, lat, lon);
    }
  add_fact (facts, _ ("Place"), place);
  for (guint i = 0; i < incident->ports->len; i++)
    {
      const char *id = g_ptr_array_index (incident->ports, i);
      const RsPort *port = rs_gazetteer_get (id);

      g_string_append_printf (ports, "%s%s", i ? ", " : "", port ? port->name_en : id);
      /* A place of the user's own is known by its name only. */
      if (port)
        g_string_append_printf (ports, " (%s)", id);
    }
  add_fact (facts, _ ("Ports"), ports->str);
  if (is_inferred (selection, incident))
    add_block (blocks, RS_BLOCK_WARNING,
               _ ("Reconstructed: positions of these vessels were computed between known calls. "
                  "They were not observed, and are drawn dashed."));
  add_block (blocks, RS_BLOCK_PICTURE, NULL)->incident = incident;
  if (*incident->narrative)
    {
      g_auto (GStrv) paragraphs = g_strsplit (incident->narrative, "\n\n", -1);

      for (char **p = paragraphs; *p; p++)
        if (**p)
          add_block (blocks, RS_BLOCK_TEXT, *p);
    }
  add_vessels (blocks, selection, incident);
  add_claims (blocks, selection, incident);
  add_sources (blocks, selection, incident);
  add_attachments (blocks, incident);
}

static void
add_evidence (GPtrArray *blocks, const RsSelection *selection)
{
  const RsExportOptions *options = selection->options;
  const RsSnapshot *snapshot = selection->snapshot;
  RsBlock *table, *facts;

  add_block (blocks, RS_BLOCK_HEADING, _ ("Data and method"));
  facts = add_block (blocks, RS_BLOCK_FACTS, NULL);
  add_fact (facts, _ ("Case"), snapshot->title);
  {
    g_autofree char *zone = options->zone_label
                                ? g_strdup_printf ("UTC; %s", options->zone_label)
                                : g_strdup ("UTC");
    g_autofree char *made = format_time (options, options->now_ms);
    /* Translators: a pause of more than this many hours in a vessel's fixes is a gap */
    g_autofree char *gap = g_strdup_printf (_ ("a pause of more than %.3g hours"),
                                            (double) snapshot->gap_ms / RS_HOUR_MS);

    add_fact (facts, _ ("Times"), zone);
    add_fact (facts, _ ("Gap"), gap);
    add_fact (facts, _ ("Made"), made);
    add_fact (facts, _ ("Made with"), rs_export_generator ());
  }
  if (snapshot->imports->len == 0)
    return;
  table = add_block (blocks, RS_BLOCK_TABLE, NULL);
  add_row (table, _ ("Imported file"), _ ("Fixes"), _ ("Rejected rows"), _ ("Where from"),
           _ ("SHA-256"), NULL);
  for (guint i = 0; i < snapshot->imports->len; i++)
    {
      const RsImport *import = g_ptr_array_index (snapshot->imports, i);
      g_autofree char *n = g_strdup_printf ("%" G_GINT64_FORMAT, import->n_fixes);
      g_autofree char *rejected = g_strdup_printf ("%" G_GINT64_FORMAT, import->n_rejected);

      add_row (table, import->file_name, n, rejected, describe_provenance (import->provenance),
               import->sha256, NULL);
    }
}

GPtrArray *
rs_report_build (const RsSelection *selection)
{
  GPtrArray *blocks = g_ptr_array_new_with_free_func (block_free);
  const RsSnapshot *snapshot = selection->snapshot;

  add_block (blocks, RS_BLOCK_TITLE, snapshot->title);
  if (*snapshot->description)
    add_block (blocks, RS_BLOCK_TEXT, snapshot->description);
  for (guint i = 0; i < selection->incidents->len; i++)
    add_incident (blocks, selection, g_ptr_array_index (selection->incidents, i));
  add_evidence (blocks, selection);
  return blocks;
}

/* Grows the box by a point; all longitudes are taken near the first one, so that a box across 180
 * degrees stays small. */
typedef struct
{
  gboolean any;
  double lon0, west, south, east, north;
} Box;

static void
box_add (Box *box, RsLatLon p)
{
  double lon;

  if (!box->any)
    {
      *box = (Box){ TRUE, p.lon_deg, p.lon_deg, p.lat_deg, p.lon_deg, p.lat_deg };
      return;
    }
  lon = box->lon0 + rs_lon_wrap (p.lon_deg - box->lon0);
  box->west = MIN (box->west, lon);
  box->east = MAX (box->east, lon);
  box->south = MIN (box->south, p.lat_deg);
  box->north = MAX (box->north, p.lat_deg);
}

void
rs_report_frame (const RsSelection *selection, const RsIncident *incident, double width,
                 double height, RsFrame *frame)
{
  const RsExportOptions *options = selection->options;
  Box box = { FALSE, 0, 0, 0, 0, 0 };
  gint64 from_ms = incident->from_ms, to_ms = incident->to_ms;

  rs_frame_init (frame);
  frame->view.width = width;
  frame->view.height = height;
  frame->view.scale = 1;
  frame->t_ms = incident->from_ms;
  frame->lang = options->lang;
  frame->zone = options->zone;
  frame->zone_label = options->zone_label;
  frame->selected_incident = incident->id;

  if (incident->has_place)
    box_add (&box, incident->place);
  for (guint i = 0; i < incident->area->len; i++)
    box_add (&box, g_array_index (incident->area, RsLatLon, i));
  for (guint i = 0; i < incident->ports->len; i++)
    {
      const char *id = g_ptr_array_index (incident->ports, i);
      const RsPort *port = rs_gazetteer_get (id);
      const RsPlace *own = port ? NULL : rs_own_places_find (selection->snapshot, id);

      if (port)
        box_add (&box, port->place);
      else if (own)
        box_add (&box, (RsLatLon) { rs_deg_from_e7 (own->lat_e7), rs_deg_from_e7 (own->lon_e7) });
    }
  for (guint i = 0; i < incident->vessel_ids->len && from_ms != RS_TIME_NONE; i++)
    {
      const RsTrack *track = rs_snapshot_get_track (
          selection->snapshot, g_array_index (incident->vessel_ids, gint64, i));
      gint64 until_ms = to_ms == RS_TIME_NONE ? from_ms : to_ms;

      for (gint j = track ? MAX (0, rs_track_find (track, from_ms)) : 0;
           track && (guint) j < track->n && track->fixes[j].t_ms <= until_ms; j++)
        box_add (&box, rs_fix_lat_lon (&track->fixes[j]));
    }
  if (!box.any)
    {
      rs_frame_fit_case (frame, selection->snapshot);
      return;
    }
  rs_view_fit (&frame->view, rs_lon_wrap (box.west), box.south, rs_lon_wrap (box.east), box.north,
               60, 11);
}

gboolean
rs_report_write (const RsSelection *selection, RsExportFormat format, RsAtlas *atlas,
                 const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) blocks = NULL;

  if (selection->incidents->len == 0)
    {
      g_set_error_literal (error, RS_EXPORT_ERROR, RS_EXPORT_ERROR_EMPTY,
                           _ ("There is no incident to report. Add one first."));
      return FALSE;
    }
  blocks = rs_report_build (selection);
  if (format == RS_EXPORT_MARKDOWN)
    return rs_report_write_markdown (selection, blocks, path, cancellable, error);
  if (format == RS_EXPORT_PDF)
    return rs_report_write_pdf (selection, blocks, atlas, path, cancellable, error);
  return rs_report_write_html (selection, blocks, atlas, path, cancellable, error);
}
