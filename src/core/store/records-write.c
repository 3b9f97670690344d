/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/records-write.h"

#include <glib/gi18n-lib.h>

#include "store/points.h"
#include "store/records-read.h"

static const char *const sequences[RS_N_RECORDS] = {
  [RS_RECORD_VESSEL] = "vessel", [RS_RECORD_EVENT] = "event", [RS_RECORD_INCIDENT] = "incident",
  [RS_RECORD_SOURCE] = "source", [RS_RECORD_NOTE] = "note",
};

static const RsStatementId has_statements[RS_N_RECORDS] = {
  [RS_RECORD_VESSEL] = RS_SQL_HAS_VESSEL,
  [RS_RECORD_EVENT] = RS_SQL_HAS_EVENT,
  [RS_RECORD_INCIDENT] = RS_SQL_GET_INCIDENT_NUMBER,
  [RS_RECORD_SOURCE] = RS_SQL_HAS_SOURCE,
  [RS_RECORD_NOTE] = RS_SQL_HAS_NOTE,
};

static const RsStatementId delete_statements[RS_N_RECORDS] = {
  [RS_RECORD_VESSEL] = RS_SQL_DELETE_VESSEL,
  [RS_RECORD_EVENT] = RS_SQL_DELETE_EVENT,
  [RS_RECORD_INCIDENT] = RS_SQL_DELETE_INCIDENT,
  [RS_RECORD_SOURCE] = RS_SQL_DELETE_SOURCE,
  [RS_RECORD_NOTE] = RS_SQL_DELETE_NOTE,
};

/* What belongs to an incident and goes with it. */
static const RsStatementId incident_parts[] = {
  RS_SQL_DELETE_INCIDENT_VESSELS, RS_SQL_DELETE_INCIDENT_PORTS, RS_SQL_DELETE_INCIDENT_SOURCES,
  RS_SQL_DELETE_CLAIMS,           RS_SQL_DELETE_ATTACHMENTS,
};

/* Runs a statement whose only parameter is an id. */
static gboolean
run_for (RsDatabase *database, RsStatementId statement, gint64 id, GError **error)
{
  RsStatement *s = rs_database_get (database, statement, error);

  if (!s)
    return FALSE;
  rs_statement_put_int (s, id);
  return rs_statement_run (s, error);
}

/* First column of the first row for an id; @out_found says whether there is one. */
static gboolean
look_up (RsDatabase *database, RsStatementId statement, gint64 id, gboolean *out_found,
         gint64 *out_value, GError **error)
{
  RsStatement *s = rs_database_get (database, statement, error);
  int found;

  if (!s)
    return FALSE;
  rs_statement_put_int (s, id);
  found = rs_statement_step (s, error);
  *out_found = found > 0;
  *out_value = found > 0 ? rs_statement_get_int (s) : 0;
  rs_statement_reset (s);
  return found >= 0;
}

gboolean
rs_records_allocate (RsDatabase *database, RsRecordKind kind, gint64 *out_id, GError **error)
{
  return rs_database_next_id (database, sequences[kind], 1, out_id, error);
}

gboolean
rs_records_has (RsDatabase *database, RsRecordKind kind, gint64 id, gboolean *out_found,
                GError **error)
{
  gint64 value;

  return look_up (database, has_statements[kind], id, out_found, &value, error);
}

static void
put_place (RsStatement *s, gboolean has_place, RsLatLon place)
{
  if (has_place)
    {
      rs_statement_put_int (s, rs_e7_from_deg (place.lat_deg));
      rs_statement_put_int (s, rs_e7_from_deg (place.lon_deg));
    }
  else
    {
      rs_statement_put_null (s);
      rs_statement_put_null (s);
    }
}

gboolean
rs_records_put_identity (RsDatabase *database, gint64 vessel_id, const RsIdentity *identity,
                         GError **error)
{
  gint64 id = identity->id;
  RsStatement *s;

  if (id == 0 && !rs_database_next_id (database, "identity", 1, &id, error))
    return FALSE;
  s = rs_database_get (database, RS_SQL_PUT_IDENTITY, error);
  if (!s)
    return FALSE;
  rs_statement_put_int (s, id);
  rs_statement_put_int (s, vessel_id);
  rs_statement_put_time (s, identity->from_ms);
  rs_statement_put_time (s, identity->to_ms);
  rs_statement_put_text (s, identity->name);
  rs_statement_put_text (s, identity->callsign);
  rs_statement_put_id (s, identity->imo);
  rs_statement_put_int (s, identity->ship_type);
  rs_statement_put_int (s, identity->dim_a_m);
  rs_statement_put_int (s, identity->dim_b_m);
  rs_statement_put_int (s, identity->dim_c_m);
  rs_statement_put_int (s, identity->dim_d_m);
  rs_statement_put_int (s, identity->draught_dm);
  rs_statement_put_text (s, identity->destination);
  rs_statement_put_id (s, identity->import_id);
  return rs_statement_run (s, error);
}

/* This vessel's identities as they are now: by id, RsIdentity*. */
static GHashTable *
read_identities (RsDatabase *database, gint64 vessel_id, GError **error)
{
  g_autoptr (GHashTable) identities
    = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify) rs_identity_free);
  RsStatement *s = rs_database_get (database, RS_SQL_GET_IDENTITIES_OF_VESSEL, error);
  int found;

  if (!s)
    return NULL;
  rs_statement_put_int (s, vessel_id);
  while ((found = rs_statement_step (s, error)) > 0)
    {
      RsIdentity *identity = rs_records_take_identity (s, NULL);

      g_hash_table_insert (identities, &identity->id, identity);
    }
  return found == 0 ? g_steal_pointer (&identities) : NULL;
}

static gboolean
is_same_identity (const RsIdentity *a, const RsIdentity *b)
{
  return a->from_ms == b->from_ms && a->to_ms == b->to_ms && g_str_equal (a->name, b->name)
         && g_str_equal (a->callsign, b->callsign) && a->imo == b->imo
         && a->ship_type == b->ship_type && a->dim_a_m == b->dim_a_m && a->dim_b_m == b->dim_b_m
         && a->dim_c_m == b->dim_c_m && a->dim_d_m == b->dim_d_m
         && a->draught_dm == b->draught_dm && g_str_equal (a->destination, b->destination);
}

gboolean
rs_records_put_vessel (RsDatabase *database, const RsVessel *vessel, GError **error)
{
  g_autoptr (GHashTable) kept = NULL;
  gboolean there;
  gint64 edited;
  RsStatement *s;

  if (!look_up (database, RS_SQL_GET_VESSEL_EDITED, vessel->id, &there, &edited, error))
    return FALSE;
  s = rs_database_get (database, there ? RS_SQL_UPDATE_VESSEL : RS_SQL_PUT_VESSEL, error);
  if (!s)
    return FALSE;
  rs_statement_put_int (s, vessel->id);
  rs_statement_put_id (s, vessel->mmsi);
  rs_statement_put_id (s, vessel->imo);
  rs_statement_put_text (s, vessel->name);
  rs_statement_put_int (s, vessel->unnamed != FALSE);
  rs_statement_put_text (s, vessel->callsign);
  rs_statement_put_text (s, vessel->flag);
  rs_statement_put_int (s, vessel->ship_type);
  rs_statement_put_int (s, vessel->dim_a_m);
  rs_statement_put_int (s, vessel->dim_b_m);
  rs_statement_put_int (s, vessel->dim_c_m);
  rs_statement_put_int (s, vessel->dim_d_m);
  rs_statement_put_text (s, vessel->aliases);
  rs_statement_put_text (s, vessel->note);
  rs_statement_put_int (s, vessel->color);
  rs_statement_put_int (s, 1); /* edited */
  if (!there)
    rs_statement_put_null (s); /* import_id */
  if (!rs_statement_run (s, error))
    return FALSE;
  kept = read_identities (database, vessel->id, error);
  if (!kept || !run_for (database, RS_SQL_DELETE_IDENTITY, vessel->id, error))
    return FALSE;
  for (guint i = 0; i < vessel->identities->len; i++)
    {
      RsIdentity identity = *(const RsIdentity *) g_ptr_array_index (vessel->identities, i);
      const RsIdentity *before = g_hash_table_lookup (kept, &identity.id);
      gint64 id = identity.id;

      /* What an analyst changed is hers: it no longer goes with the import that brought it. */
      if (!before || !is_same_identity (before, &identity))
        identity.import_id = 0;
      if (!before)
        identity.id = 0;
      if (!rs_records_put_identity (database, vessel->id, &identity, error))
        return FALSE;
      /* Taken out as it is used: the same id twice in a list is a new identity the second time. */
      g_hash_table_remove (kept, &id);
    }
  return TRUE;
}

gboolean
rs_records_put_event (RsDatabase *database, const RsEvent *event, GError **error)
{
  RsStatement *s = rs_database_get (database, RS_SQL_PUT_EVENT, error);

  if (!s)
    return FALSE;
  rs_statement_put_int (s, event->id);
  rs_statement_put_text (s, rs_event_kind_to_string (event->kind));
  rs_statement_put_id (s, event->vessel_id);
  rs_statement_put_time (s, event->from_ms);
  rs_statement_put_time (s, event->to_ms);
  put_place (s, event->has_place, event->place);
  rs_statement_put_text (s, event->port);
  rs_statement_put_text (s, event->to_port);
  rs_statement_put_text (s, event->title);
  rs_statement_put_text (s, event->detail);
  rs_statement_put_id (s, event->source_id);
  rs_statement_put_text (s, rs_provenance_to_string (event->provenance));
  return rs_statement_run (s, error);
}

gboolean
rs_records_put_source (RsDatabase *database, const RsSource *source, GError **error)
{
  const char reliability[2] = { source->reliability, '\0' };
  RsStatement *s = rs_database_get (database, RS_SQL_PUT_SOURCE, error);

  if (!s)
    return FALSE;
  rs_statement_put_int (s, source->id);
  rs_statement_put_text (s, source->title);
  rs_statement_put_text (s, source->publisher);
  rs_statement_put_text (s, source->url);
  rs_statement_put_time (s, source->t_ms);
  rs_statement_put_text (s, reliability);
  rs_statement_put_text (s, source->note);
  return rs_statement_run (s, error);
}

gboolean
rs_records_put_note (RsDatabase *database, const RsNote *note, GError **error)
{
  g_autofree char *points = rs_points_to_text (note->points);
  RsStatement *s = rs_database_get (database, RS_SQL_PUT_NOTE, error);

  if (!s)
    return FALSE;
  rs_statement_put_int (s, note->id);
  rs_statement_put_text (s, rs_note_kind_to_string (note->kind));
  rs_statement_put_text (s, points);
  rs_statement_put_double (s, note->radius_m);
  rs_statement_put_text (s, note->text);
  rs_statement_put_int (s, note->color);
  rs_statement_put_time (s, note->from_ms);
  rs_statement_put_time (s, note->to_ms);
  return rs_statement_run (s, error);
}

/* Gives a part of an incident its id: its own if it has it already there, else a new one. */
static gboolean
settle_part_id (RsDatabase *database, RsStatementId owner_statement, const char *sequence,
                gint64 incident_id, gint64 *id, GError **error)
{
  gboolean there = FALSE;
  gint64 owner = 0;

  if (*id && !look_up (database, owner_statement, *id, &there, &owner, error))
    return FALSE;
  if (there && owner == incident_id)
    return TRUE;
  return rs_database_next_id (database, sequence, 1, id, error);
}

static gboolean
put_claim (RsDatabase *database, gint64 incident_id, guint position, const RsClaim *claim,
           gint64 id, GError **error)
{
  RsStatement *s = rs_database_get (database, RS_SQL_PUT_CLAIM, error);

  if (!s)
    return FALSE;
  rs_statement_put_int (s, id);
  rs_statement_put_int (s, incident_id);
  rs_statement_put_int (s, position);
  rs_statement_put_text (s, claim->speaker);
  rs_statement_put_text (s, rs_stance_to_string (claim->stance));
  rs_statement_put_text (s, claim->text);
  rs_statement_put_time (s, claim->t_ms);
  rs_statement_put_id (s, claim->source_id);
  rs_statement_put_int (s, claim->credibility);
  return rs_statement_run (s, error);
}

/* Stores the content once for each hash. An attachment that comes without content must name one
 * that is there. */
static gboolean
put_content (RsDatabase *database, const RsAttachment *attachment, char **out_sha256,
             gint64 *out_size, GError **error)
{
  RsStatement *s;
  int found;

  if (attachment->content)
    {
      gsize size;
      gconstpointer data = g_bytes_get_data (attachment->content, &size);

      *out_sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, attachment->content);
      *out_size = (gint64) size;
      s = rs_database_get (database, RS_SQL_PUT_CONTENT, error);
      if (!s)
        return FALSE;
      rs_statement_put_text (s, *out_sha256);
      rs_statement_put_blob (s, data, size);
      return rs_statement_run (s, error);
    }
  s = rs_database_get (database, RS_SQL_HAS_CONTENT, error);
  if (!s)
    return FALSE;
  rs_statement_put_text (s, attachment->sha256);
  found = rs_statement_step (s, error);
  *out_sha256 = g_strdup (attachment->sha256);
  *out_size = found > 0 ? rs_statement_get_int (s) : 0;
  rs_statement_reset (s);
  if (found == 0)
    g_set_error (error, RS_STORE_ERROR, RS_STORE_ERROR_INVALID,
                 _("The attachment “%s” has no content."), attachment->name);
  return found > 0;
}

static gboolean
put_attachment (RsDatabase *database, gint64 incident_id, guint position,
                const RsAttachment *attachment, gint64 id, GError **error)
{
  g_autofree char *sha256 = NULL;
  gint64 size;
  RsStatement *s;

  if (!put_content (database, attachment, &sha256, &size, error))
    return FALSE;
  s = rs_database_get (database, RS_SQL_PUT_ATTACHMENT, error);
  if (!s)
    return FALSE;
  rs_statement_put_int (s, id);
  rs_statement_put_int (s, incident_id);
  rs_statement_put_int (s, position);
  rs_statement_put_text (s, attachment->name);
  rs_statement_put_text (s, attachment->mime_type);
  rs_statement_put_int (s, size);
  rs_statement_put_text (s, sha256);
  return rs_statement_run (s, error);
}

/* One row of a list of an incident: @text, or @id if that is NULL. */
static gboolean
put_item (RsDatabase *database, RsStatementId statement, gint64 incident_id, guint position,
          gint64 id, const char *text, GError **error)
{
  RsStatement *s = rs_database_get (database, statement, error);

  if (!s)
    return FALSE;
  rs_statement_put_int (s, incident_id);
  rs_statement_put_int (s, position);
  if (text)
    rs_statement_put_text (s, text);
  else
    rs_statement_put_int (s, id);
  return rs_statement_run (s, error);
}

static gboolean
put_incident_row (RsDatabase *database, const RsIncident *incident, GError **error)
{
  g_autofree char *area = rs_points_to_text (incident->area);
  gboolean there;
  gint64 number;
  RsStatement *s;

  if (!look_up (database, RS_SQL_GET_INCIDENT_NUMBER, incident->id, &there, &number, error))
    return FALSE;
  if (!there)
    {
      int found;

      s = rs_database_get (database, RS_SQL_NEXT_NUMBER, error);
      if (!s)
        return FALSE;
      rs_statement_put_text (s, "incident");
      found = rs_statement_step (s, error);
      number = found > 0 ? rs_statement_get_int (s) : 0;
      rs_statement_reset (s);
      if (found < 0)
        return FALSE;
    }
  s = rs_database_get (database, RS_SQL_PUT_INCIDENT, error);
  if (!s)
    return FALSE;
  rs_statement_put_int (s, incident->id);
  rs_statement_put_int (s, number);
  rs_statement_put_text (s, incident->title);
  rs_statement_put_text (s, rs_incident_kind_to_string (incident->kind));
  put_place (s, incident->has_place, incident->place);
  rs_statement_put_text (s, area);
  rs_statement_put_time (s, incident->from_ms);
  rs_statement_put_time (s, incident->to_ms);
  rs_statement_put_text (s, incident->narrative);
  return rs_statement_run (s, error);
}

static gboolean
delete_parts (RsDatabase *database, gint64 incident_id, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (incident_parts); i++)
    if (!run_for (database, incident_parts[i], incident_id, error))
      return FALSE;
  return TRUE;
}

static gboolean
put_parts (RsDatabase *database, const RsIncident *incident, const gint64 *claim_ids,
           const gint64 *attachment_ids, GError **error)
{
  for (guint i = 0; i < incident->vessel_ids->len; i++)
    if (!put_item (database, RS_SQL_PUT_INCIDENT_VESSEL, incident->id, i,
                   g_array_index (incident->vessel_ids, gint64, i), NULL, error))
      return FALSE;
  for (guint i = 0; i < incident->ports->len; i++)
    if (!put_item (database, RS_SQL_PUT_INCIDENT_PORT, incident->id, i, 0,
                   g_ptr_array_index (incident->ports, i), error))
      return FALSE;
  for (guint i = 0; i < incident->source_ids->len; i++)
    if (!put_item (database, RS_SQL_PUT_INCIDENT_SOURCE, incident->id, i,
                   g_array_index (incident->source_ids, gint64, i), NULL, error))
      return FALSE;
  for (guint i = 0; i < incident->claims->len; i++)
    if (!put_claim (database, incident->id, i, g_ptr_array_index (incident->claims, i),
                    claim_ids[i], error))
      return FALSE;
  for (guint i = 0; i < incident->attachments->len; i++)
    if (!put_attachment (database, incident->id, i, g_ptr_array_index (incident->attachments, i),
                         attachment_ids[i], error))
      return FALSE;
  return TRUE;
}

gboolean
rs_records_put_incident (RsDatabase *database, const RsIncident *incident, GError **error)
{
  g_autofree gint64 *claim_ids = g_new0 (gint64, incident->claims->len + 1);
  g_autofree gint64 *attachment_ids = g_new0 (gint64, incident->attachments->len + 1);

  if (!put_incident_row (database, incident, error))
    return FALSE;
  /* Before the old rows go: they say which ids are this incident's. */
  for (guint i = 0; i < incident->claims->len; i++)
    {
      claim_ids[i] = ((const RsClaim *) g_ptr_array_index (incident->claims, i))->id;
      if (!settle_part_id (database, RS_SQL_GET_CLAIM_INCIDENT, "claim", incident->id,
                           &claim_ids[i], error))
        return FALSE;
    }
  for (guint i = 0; i < incident->attachments->len; i++)
    {
      attachment_ids[i] = ((const RsAttachment *) g_ptr_array_index (incident->attachments, i))->id;
      if (!settle_part_id (database, RS_SQL_GET_ATTACHMENT_INCIDENT, "attachment", incident->id,
                           &attachment_ids[i], error))
        return FALSE;
    }
  return delete_parts (database, incident->id, error)
         && put_parts (database, incident, claim_ids, attachment_ids, error);
}

gboolean
rs_records_delete (RsDatabase *database, RsRecordKind kind, gint64 id, GError **error)
{
  if (kind == RS_RECORD_INCIDENT && !delete_parts (database, id, error))
    return FALSE;
  if (kind == RS_RECORD_VESSEL && !run_for (database, RS_SQL_DELETE_IDENTITY, id, error))
    return FALSE;
  return run_for (database, delete_statements[kind], id, error);
}

gboolean
rs_records_set (RsDatabase *database, const char *key, const char *value, GError **error)
{
  RsStatement *s = rs_database_get (
    database, *value ? RS_SQL_PUT_SETTING : RS_SQL_DELETE_SETTING, error);

  if (!s)
    return FALSE;
  rs_statement_put_text (s, key);
  if (*value)
    rs_statement_put_text (s, value);
  return rs_statement_run (s, error);
}

gboolean
rs_records_find_uses (RsDatabase *database, RsRecordKind kind, gint64 id, char **out_uses,
                      GError **error)
{
  g_autoptr (GString) uses = g_string_new (NULL);
  RsStatement *s;
  int found;

  *out_uses = NULL;
  if (kind != RS_RECORD_SOURCE && kind != RS_RECORD_VESSEL)
    return TRUE;
  s = rs_database_get (
    database, kind == RS_RECORD_SOURCE ? RS_SQL_FIND_USES_OF_SOURCE : RS_SQL_FIND_USES_OF_VESSEL,
    error);
  if (!s)
    return FALSE;
  rs_statement_put_int (s, id);
  while ((found = rs_statement_step (s, error)) > 0)
    {
      g_autofree char *what = rs_statement_dup_text (s);
      g_autofree char *title = rs_statement_dup_text (s);
      gint number = (gint) rs_statement_get_int (s);

      if (uses->len > 0)
        g_string_append (uses, ", ");
      if (g_str_equal (what, "event"))
        g_string_append_printf (uses, _("event “%s”"), title);
      else if (g_str_equal (what, "claim"))
        g_string_append_printf (uses, _("a claim of “%s” in incident %d"), title, number);
      else
        g_string_append_printf (uses, _("incident %d “%s”"), number, title);
    }
  if (uses->len > 0)
    *out_uses = g_string_free (g_steal_pointer (&uses), FALSE);
  return found == 0;
}

gboolean
rs_records_find_fixes (RsDatabase *database, gint64 vessel_id, char **out_files, GError **error)
{
  g_autoptr (GString) files = g_string_new (NULL);
  RsStatement *s = rs_database_get (database, RS_SQL_FIND_FIXES_OF_VESSEL, error);
  int found;

  *out_files = NULL;
  if (!s)
    return FALSE;
  rs_statement_put_int (s, vessel_id);
  while ((found = rs_statement_step (s, error)) > 0)
    {
      g_autofree char *name = rs_statement_dup_text (s);

      g_string_append_printf (files, "%s“%s”", files->len > 0 ? ", " : "", name);
    }
  if (files->len > 0)
    *out_files = g_string_free (g_steal_pointer (&files), FALSE);
  return found == 0;
}
