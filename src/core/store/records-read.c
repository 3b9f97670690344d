/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/records-read.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "store/import-report.h"
#include "store/points.h"

/* Records by id, borrowed from a list. */
static GHashTable *
index_by_id (GPtrArray *records, gsize id_offset)
{
  GHashTable *index = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < records->len; i++)
    {
      gpointer record = g_ptr_array_index (records, i);

      g_hash_table_insert (index, G_STRUCT_MEMBER_P (record, id_offset), record);
    }
  return index;
}

static void
take_text (RsStatement *s, char **text)
{
  g_free (*text);
  *text = rs_statement_dup_text (s);
}

static gboolean
read_place (RsStatement *s, RsLatLon *out)
{
  gboolean there = !rs_statement_is_null (s);
  gint64 lat_e7 = rs_statement_get_int (s);
  gint64 lon_e7;

  there = there && !rs_statement_is_null (s);
  lon_e7 = rs_statement_get_int (s);
  out->lat_deg = rs_deg_from_e7 ((double) CLAMP (lat_e7, -RS_LAT_E7_MAX, RS_LAT_E7_MAX));
  out->lon_deg = rs_deg_from_e7 ((double) CLAMP (lon_e7, -RS_LON_E7_MAX, RS_LON_E7_MAX));
  return there;
}

/* A word that is not ours was written by somebody else: the file is not as we left it. */
static gboolean
fail_word (RsStatement *s, const char *table, const char *word, GError **error)
{
  g_set_error (error, RS_STORE_ERROR, RS_STORE_ERROR_DAMAGED,
               _("The table “%s” holds a value that it cannot have: “%s”."), table, word);
  rs_statement_reset (s);
  return FALSE;
}

RsIdentity *
rs_records_take_identity (RsStatement *s, gint64 *out_vessel_id)
{
  RsIdentity *identity = rs_identity_new ();
  gint64 vessel_id;

  identity->id = rs_statement_get_int (s);
  vessel_id = rs_statement_get_int (s);
  if (out_vessel_id)
    *out_vessel_id = vessel_id;
  identity->from_ms = rs_statement_get_time (s);
  identity->to_ms = rs_statement_get_time (s);
  take_text (s, &identity->name);
  take_text (s, &identity->callsign);
  identity->imo = (guint32) rs_statement_get_id (s);
  identity->ship_type = (gint) rs_statement_get_int (s);
  identity->dim_a_m = (guint16) rs_statement_get_int (s);
  identity->dim_b_m = (guint16) rs_statement_get_int (s);
  identity->dim_c_m = (guint16) rs_statement_get_int (s);
  identity->dim_d_m = (guint16) rs_statement_get_int (s);
  identity->draught_dm = (guint16) rs_statement_get_int (s);
  take_text (s, &identity->destination);
  identity->import_id = rs_statement_get_id (s);
  return identity;
}

static gboolean
read_identities (RsDatabase *database, GPtrArray *vessels, GError **error)
{
  g_autoptr (GHashTable) index = index_by_id (vessels, G_STRUCT_OFFSET (RsVessel, id));
  RsStatement *s = rs_database_get (database, RS_SQL_GET_IDENTITIES, error);
  int found;

  if (!s)
    return FALSE;
  while ((found = rs_statement_step (s, error)) > 0)
    {
      gint64 vessel_id;
      RsIdentity *identity = rs_records_take_identity (s, &vessel_id);
      RsVessel *vessel = g_hash_table_lookup (index, &vessel_id);

      if (vessel)
        g_ptr_array_add (vessel->identities, identity);
      else
        rs_identity_free (identity);
    }
  return found == 0;
}

gboolean
rs_records_read_vessels (RsDatabase *database, GPtrArray *out, GError **error)
{
  RsStatement *s = rs_database_get (database, RS_SQL_GET_VESSELS, error);
  int found;

  if (!s)
    return FALSE;
  while ((found = rs_statement_step (s, error)) > 0)
    {
      RsVessel *vessel = rs_vessel_new ();

      vessel->id = rs_statement_get_int (s);
      vessel->mmsi = (guint32) rs_statement_get_id (s);
      vessel->imo = (guint32) rs_statement_get_id (s);
      take_text (s, &vessel->name);
      vessel->unnamed = rs_statement_get_int (s) != 0;
      take_text (s, &vessel->callsign);
      take_text (s, &vessel->flag);
      vessel->ship_type = (gint) rs_statement_get_int (s);
      vessel->dim_a_m = (guint16) rs_statement_get_int (s);
      vessel->dim_b_m = (guint16) rs_statement_get_int (s);
      vessel->dim_c_m = (guint16) rs_statement_get_int (s);
      vessel->dim_d_m = (guint16) rs_statement_get_int (s);
      take_text (s, &vessel->aliases);
      take_text (s, &vessel->note);
      vessel->color = (gint) rs_statement_get_int (s);
      g_ptr_array_add (out, vessel);
    }
  return found == 0 && read_identities (database, out, error);
}

static gboolean
read_import (RsStatement *s, RsImport *import, GError **error)
{
  import->id = rs_statement_get_int (s);
  take_text (s, &import->file_name);
  take_text (s, &import->sha256);
  import->size = rs_statement_get_int (s);
  import->t_ms = rs_statement_get_time (s);
  take_text (s, &import->layout);
  take_text (s, &import->options);
  import->n_read = rs_statement_get_int (s);
  import->n_fixes = rs_statement_get_int (s);
  import->n_rejected = rs_statement_get_int (s);
  import->from_ms = rs_statement_get_time (s);
  import->to_ms = rs_statement_get_time (s);
  if (!rs_provenance_from_string (rs_statement_get_text (s), &import->provenance))
    return fail_word (s, "import", "provenance", error);
  return TRUE;
}

gboolean
rs_records_read_imports (RsDatabase *database, GPtrArray *out, GError **error)
{
  RsStatement *s = rs_database_get (database, RS_SQL_GET_IMPORTS, error);
  int found;

  if (!s)
    return FALSE;
  while ((found = rs_statement_step (s, error)) > 0)
    {
      g_autoptr (RsImport) import = rs_import_new ();

      if (!read_import (s, import, error))
        return FALSE;
      g_ptr_array_add (out, g_steal_pointer (&import));
    }
  return found == 0 && rs_import_report_read (database, out, error);
}

RsImport *
rs_records_read_import (RsDatabase *database, gint64 id, GError **error)
{
  g_autoptr (RsImport) import = rs_import_new ();
  RsStatement *s = rs_database_get (database, RS_SQL_GET_IMPORT, error);
  int found;

  if (!s)
    return NULL;
  rs_statement_put_int (s, id);
  found = rs_statement_step (s, error);
  if (found == 0)
    g_set_error (error, RS_STORE_ERROR, RS_STORE_ERROR_NOT_FOUND,
                 _("There is no import %" PRId64 " in this case."), id);
  if (found <= 0 || !read_import (s, import, error))
    return NULL;
  rs_statement_reset (s);
  return g_steal_pointer (&import);
}

gboolean
rs_records_read_events (RsDatabase *database, GPtrArray *out, GError **error)
{
  RsStatement *s = rs_database_get (database, RS_SQL_GET_EVENTS, error);
  int found;

  if (!s)
    return FALSE;
  while ((found = rs_statement_step (s, error)) > 0)
    {
      g_autoptr (RsEvent) event = rs_event_new ();
      const char *word;

      event->id = rs_statement_get_int (s);
      word = rs_statement_get_text (s);
      if (!rs_event_kind_from_string (word, &event->kind))
        return fail_word (s, "event", word, error);
      event->vessel_id = rs_statement_get_id (s);
      event->from_ms = rs_statement_get_time (s);
      event->to_ms = rs_statement_get_time (s);
      event->has_place = read_place (s, &event->place);
      take_text (s, &event->port);
      take_text (s, &event->to_port);
      take_text (s, &event->title);
      take_text (s, &event->detail);
      event->source_id = rs_statement_get_id (s);
      word = rs_statement_get_text (s);
      if (!rs_provenance_from_string (word, &event->provenance))
        return fail_word (s, "event", word, error);
      g_ptr_array_add (out, g_steal_pointer (&event));
    }
  return found == 0;
}

gboolean
rs_records_read_sources (RsDatabase *database, GPtrArray *out, GError **error)
{
  RsStatement *s = rs_database_get (database, RS_SQL_GET_SOURCES, error);
  int found;

  if (!s)
    return FALSE;
  while ((found = rs_statement_step (s, error)) > 0)
    {
      RsSource *source = rs_source_new ();

      source->id = rs_statement_get_int (s);
      take_text (s, &source->title);
      take_text (s, &source->publisher);
      take_text (s, &source->url);
      source->t_ms = rs_statement_get_time (s);
      source->reliability = rs_statement_get_text (s)[0];
      take_text (s, &source->note);
      g_ptr_array_add (out, source);
    }
  return found == 0;
}

gboolean
rs_records_read_notes (RsDatabase *database, GPtrArray *out, GError **error)
{
  RsStatement *s = rs_database_get (database, RS_SQL_GET_NOTES, error);
  int found;

  if (!s)
    return FALSE;
  while ((found = rs_statement_step (s, error)) > 0)
    {
      g_autoptr (RsNote) note = rs_note_new ();
      const char *text;

      note->id = rs_statement_get_int (s);
      text = rs_statement_get_text (s);
      if (!rs_note_kind_from_string (text, &note->kind))
        return fail_word (s, "note", text, error);
      text = rs_statement_get_text (s);
      if (!rs_points_from_text (text, note->points))
        return fail_word (s, "note", text, error);
      note->radius_m = rs_statement_get_double (s);
      take_text (s, &note->text);
      note->color = (gint) rs_statement_get_int (s);
      note->from_ms = rs_statement_get_time (s);
      note->to_ms = rs_statement_get_time (s);
      g_ptr_array_add (out, g_steal_pointer (&note));
    }
  return found == 0;
}

/* Appends to a list of the incident that a row names. */
typedef void (*AddPartFunc) (RsIncident *incident, RsStatement *s);

static void
add_vessel (RsIncident *incident, RsStatement *s)
{
  gint64 id = rs_statement_get_int (s);

  g_array_append_val (incident->vessel_ids, id);
}

static void
add_port (RsIncident *incident, RsStatement *s)
{
  g_ptr_array_add (incident->ports, rs_statement_dup_text (s));
}

static void
add_source (RsIncident *incident, RsStatement *s)
{
  gint64 id = rs_statement_get_int (s);

  g_array_append_val (incident->source_ids, id);
}

static gboolean
read_parts (RsDatabase *database, RsStatementId statement, GHashTable *incidents, AddPartFunc add,
            GError **error)
{
  RsStatement *s = rs_database_get (database, statement, error);
  int found;

  if (!s)
    return FALSE;
  while ((found = rs_statement_step (s, error)) > 0)
    {
      gint64 id = rs_statement_get_int (s);
      RsIncident *incident = g_hash_table_lookup (incidents, &id);

      if (incident)
        add (incident, s);
    }
  return found == 0;
}

static gboolean
read_claims (RsDatabase *database, GHashTable *incidents, GError **error)
{
  RsStatement *s = rs_database_get (database, RS_SQL_GET_CLAIMS, error);
  int found;

  if (!s)
    return FALSE;
  while ((found = rs_statement_step (s, error)) > 0)
    {
      g_autoptr (RsClaim) claim = rs_claim_new ();
      RsIncident *incident;
      const char *word;
      gint64 incident_id;

      claim->id = rs_statement_get_int (s);
      incident_id = rs_statement_get_int (s);
      rs_statement_get_int (s); /* position: the order */
      take_text (s, &claim->speaker);
      word = rs_statement_get_text (s);
      if (!rs_stance_from_string (word, &claim->stance))
        return fail_word (s, "claim", word, error);
      take_text (s, &claim->text);
      claim->t_ms = rs_statement_get_time (s);
      claim->source_id = rs_statement_get_id (s);
      claim->credibility = (gint) rs_statement_get_int (s);
      incident = g_hash_table_lookup (incidents, &incident_id);
      if (incident)
        g_ptr_array_add (incident->claims, g_steal_pointer (&claim));
    }
  return found == 0;
}

static gboolean
read_attachments (RsDatabase *database, GHashTable *incidents, GError **error)
{
  RsStatement *s = rs_database_get (database, RS_SQL_GET_ATTACHMENTS, error);
  int found;

  if (!s)
    return FALSE;
  while ((found = rs_statement_step (s, error)) > 0)
    {
      g_autoptr (RsAttachment) attachment = rs_attachment_new ();
      RsIncident *incident;
      gint64 incident_id;

      attachment->id = rs_statement_get_int (s);
      incident_id = rs_statement_get_int (s);
      rs_statement_get_int (s); /* position: the order */
      take_text (s, &attachment->name);
      take_text (s, &attachment->mime_type);
      attachment->size = rs_statement_get_int (s);
      take_text (s, &attachment->sha256);
      incident = g_hash_table_lookup (incidents, &incident_id);
      if (incident)
        g_ptr_array_add (incident->attachments, g_steal_pointer (&attachment));
    }
  return found == 0;
}

gboolean
rs_records_read_incidents (RsDatabase *database, GPtrArray *out, GError **error)
{
  g_autoptr (GHashTable) index = NULL;
  RsStatement *s = rs_database_get (database, RS_SQL_GET_INCIDENTS, error);
  int found;

  if (!s)
    return FALSE;
  while ((found = rs_statement_step (s, error)) > 0)
    {
      g_autoptr (RsIncident) incident = rs_incident_new ();
      const char *text;

      incident->id = rs_statement_get_int (s);
      incident->number = (gint) rs_statement_get_int (s);
      take_text (s, &incident->title);
      text = rs_statement_get_text (s);
      if (!rs_incident_kind_from_string (text, &incident->kind))
        return fail_word (s, "incident", text, error);
      incident->has_place = read_place (s, &incident->place);
      text = rs_statement_get_text (s);
      if (!rs_points_from_text (text, incident->area))
        return fail_word (s, "incident", text, error);
      incident->from_ms = rs_statement_get_time (s);
      incident->to_ms = rs_statement_get_time (s);
      take_text (s, &incident->narrative);
      g_ptr_array_add (out, g_steal_pointer (&incident));
    }
  if (found < 0)
    return FALSE;
  index = index_by_id (out, G_STRUCT_OFFSET (RsIncident, id));
  return read_parts (database, RS_SQL_GET_INCIDENT_VESSELS, index, add_vessel, error)
         && read_parts (database, RS_SQL_GET_INCIDENT_PORTS, index, add_port, error)
         && read_parts (database, RS_SQL_GET_INCIDENT_SOURCES, index, add_source, error)
         && read_claims (database, index, error) && read_attachments (database, index, error);
}

GHashTable *
rs_records_read_settings (RsDatabase *database, GError **error)
{
  g_autoptr (GHashTable) settings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  RsStatement *s = rs_database_get (database, RS_SQL_GET_SETTINGS, error);
  int found;

  if (!s)
    return NULL;
  while ((found = rs_statement_step (s, error)) > 0)
    {
      char *key = rs_statement_dup_text (s);

      g_hash_table_insert (settings, key, rs_statement_dup_text (s));
    }
  return found == 0 ? g_steal_pointer (&settings) : NULL;
}

GPtrArray *
rs_records_read_rejects (RsDatabase *database, gint64 import_id, RsReasonFunc wants,
                         gconstpointer user_data, guint limit, GError **error)
{
  g_autoptr (GPtrArray) rejects
    = g_ptr_array_new_with_free_func ((GDestroyNotify) rs_reject_free);
  RsStatement *s = rs_database_get (
    database, import_id ? RS_SQL_GET_REJECTS_OF_IMPORT : RS_SQL_GET_REJECTS, error);
  int found = 0;

  if (!s)
    return NULL;
  if (import_id)
    rs_statement_put_int (s, import_id);
  /* Which are wanted is not for SQL to say: it looks at them until there are enough. */
  rs_statement_put_int (s, wants ? G_MAXINT64 : limit);
  while (rejects->len < limit && (found = rs_statement_step (s, error)) > 0)
    {
      g_autoptr (RsReject) reject = rs_reject_new ();

      reject->import_id = rs_statement_get_int (s);
      reject->line = (guint32) rs_statement_get_int (s);
      take_text (s, &reject->reason);
      if (wants && !wants (reject->reason, user_data))
        continue;
      take_text (s, &reject->text);
      g_ptr_array_add (rejects, g_steal_pointer (&reject));
    }
  if (found > 0)
    rs_statement_reset (s);
  return found >= 0 ? g_steal_pointer (&rejects) : NULL;
}

GBytes *
rs_records_read_attachment (RsDatabase *database, gint64 attachment_id, GError **error)
{
  g_autofree char *name = NULL, *sha256 = NULL, *actual = NULL;
  g_autoptr (GBytes) content = NULL;
  RsStatement *s = rs_database_get (database, RS_SQL_GET_ATTACHMENT, error);
  gconstpointer data;
  gsize size;
  int found;

  if (!s)
    return NULL;
  rs_statement_put_int (s, attachment_id);
  found = rs_statement_step (s, error);
  if (found == 0)
    g_set_error (error, RS_STORE_ERROR, RS_STORE_ERROR_NOT_FOUND,
                 _("There is no attachment %" PRId64 " in this case."), attachment_id);
  if (found <= 0)
    return NULL;
  name = rs_statement_dup_text (s);
  rs_statement_get_int (s); /* size: what counts is the hash */
  sha256 = rs_statement_dup_text (s);
  rs_statement_reset (s);
  s = rs_database_get (database, RS_SQL_GET_CONTENT, error);
  if (!s)
    return NULL;
  rs_statement_put_text (s, sha256);
  found = rs_statement_step (s, error);
  if (found > 0)
    {
      data = rs_statement_get_blob (s, &size);
      content = g_bytes_new (data, size);
      actual = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);
    }
  rs_statement_reset (s);
  if (found < 0)
    return NULL;
  if (g_strcmp0 (actual, sha256) != 0)
    {
      g_set_error (error, RS_STORE_ERROR, RS_STORE_ERROR_DAMAGED,
                   content ? _("The attachment “%s” was changed: it does not match its hash.")
                           : _("The content of the attachment “%s” is missing."),
                   name);
      return NULL;
    }
  return g_steal_pointer (&content);
}
