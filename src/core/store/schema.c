/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/schema.h"

#include <glib/gi18n-lib.h>

/* Described in FORMAT.md. Append-only: a released version is never changed, a later one is a new
 * entry that alters it. Foreign keys are deferred: within one edit the order does not matter. */
static const char version_1[] =
  "CREATE TABLE setting ("
  "  key TEXT NOT NULL PRIMARY KEY,"
  "  value TEXT NOT NULL"
  ") STRICT, WITHOUT ROWID;"

  "CREATE TABLE import ("
  "  id INTEGER PRIMARY KEY,"
  "  file_name TEXT NOT NULL,"
  "  sha256 TEXT NOT NULL,"
  "  size INTEGER NOT NULL,"
  "  t_ms INTEGER,"
  "  layout TEXT NOT NULL,"
  "  options TEXT NOT NULL,"
  "  n_read INTEGER NOT NULL,"
  "  n_fixes INTEGER NOT NULL,"
  "  n_rejected INTEGER NOT NULL,"
  "  from_ms INTEGER,"
  "  to_ms INTEGER,"
  "  provenance TEXT NOT NULL CHECK (provenance IN ('observed', 'reconstructed', 'asserted')),"
  "  blocks_sha256 TEXT NOT NULL,"
  "  rejects_sha256 TEXT NOT NULL"
  ") STRICT;"

  "CREATE TABLE vessel ("
  "  id INTEGER PRIMARY KEY,"
  "  mmsi INTEGER,"
  "  imo INTEGER,"
  "  name TEXT NOT NULL,"
  "  unnamed INTEGER NOT NULL CHECK (unnamed IN (0, 1)),"
  "  callsign TEXT NOT NULL,"
  "  flag TEXT NOT NULL,"
  "  ship_type INTEGER NOT NULL,"
  "  dim_a_m INTEGER NOT NULL,"
  "  dim_b_m INTEGER NOT NULL,"
  "  dim_c_m INTEGER NOT NULL,"
  "  dim_d_m INTEGER NOT NULL,"
  "  aliases TEXT NOT NULL,"
  "  note TEXT NOT NULL,"
  "  color INTEGER NOT NULL,"
  "  edited INTEGER NOT NULL CHECK (edited IN (0, 1)),"
  "  import_id INTEGER REFERENCES import (id) DEFERRABLE INITIALLY DEFERRED"
  ") STRICT;"
  "CREATE INDEX vessel_mmsi ON vessel (mmsi) WHERE mmsi IS NOT NULL;"
  "CREATE INDEX vessel_import ON vessel (import_id) WHERE import_id IS NOT NULL;"

  "CREATE TABLE identity ("
  "  id INTEGER PRIMARY KEY,"
  "  vessel_id INTEGER NOT NULL REFERENCES vessel (id) DEFERRABLE INITIALLY DEFERRED,"
  "  from_ms INTEGER,"
  "  to_ms INTEGER,"
  "  name TEXT NOT NULL,"
  "  callsign TEXT NOT NULL,"
  "  imo INTEGER,"
  "  ship_type INTEGER NOT NULL,"
  "  dim_a_m INTEGER NOT NULL,"
  "  dim_b_m INTEGER NOT NULL,"
  "  dim_c_m INTEGER NOT NULL,"
  "  dim_d_m INTEGER NOT NULL,"
  "  draught_dm INTEGER NOT NULL,"
  "  destination TEXT NOT NULL,"
  "  import_id INTEGER REFERENCES import (id) DEFERRABLE INITIALLY DEFERRED"
  ") STRICT;"
  "CREATE INDEX identity_vessel ON identity (vessel_id);"
  "CREATE INDEX identity_import ON identity (import_id) WHERE import_id IS NOT NULL;"

  "CREATE TABLE source ("
  "  id INTEGER PRIMARY KEY,"
  "  title TEXT NOT NULL,"
  "  publisher TEXT NOT NULL,"
  "  url TEXT NOT NULL,"
  "  t_ms INTEGER,"
  "  reliability TEXT NOT NULL CHECK (reliability IN ('', 'A', 'B', 'C', 'D', 'E', 'F')),"
  "  note TEXT NOT NULL"
  ") STRICT;"

  "CREATE TABLE event ("
  "  id INTEGER PRIMARY KEY,"
  "  kind TEXT NOT NULL,"
  "  vessel_id INTEGER REFERENCES vessel (id) DEFERRABLE INITIALLY DEFERRED,"
  "  from_ms INTEGER,"
  "  to_ms INTEGER,"
  "  lat_e7 INTEGER,"
  "  lon_e7 INTEGER,"
  "  port TEXT NOT NULL,"
  "  to_port TEXT NOT NULL,"
  "  title TEXT NOT NULL,"
  "  detail TEXT NOT NULL,"
  "  source_id INTEGER REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED,"
  "  provenance TEXT NOT NULL CHECK (provenance IN ('observed', 'reconstructed', 'asserted'))"
  ") STRICT;"
  "CREATE INDEX event_vessel ON event (vessel_id) WHERE vessel_id IS NOT NULL;"
  "CREATE INDEX event_source ON event (source_id) WHERE source_id IS NOT NULL;"

  "CREATE TABLE incident ("
  "  id INTEGER PRIMARY KEY,"
  "  number INTEGER NOT NULL UNIQUE,"
  "  title TEXT NOT NULL,"
  "  kind TEXT NOT NULL,"
  "  lat_e7 INTEGER,"
  "  lon_e7 INTEGER,"
  "  area TEXT NOT NULL,"
  "  from_ms INTEGER,"
  "  to_ms INTEGER,"
  "  narrative TEXT NOT NULL"
  ") STRICT;"

  "CREATE TABLE incident_vessel ("
  "  incident_id INTEGER NOT NULL REFERENCES incident (id) DEFERRABLE INITIALLY DEFERRED,"
  "  position INTEGER NOT NULL,"
  "  vessel_id INTEGER NOT NULL REFERENCES vessel (id) DEFERRABLE INITIALLY DEFERRED,"
  "  PRIMARY KEY (incident_id, position)"
  ") STRICT, WITHOUT ROWID;"
  "CREATE INDEX incident_vessel_vessel ON incident_vessel (vessel_id);"

  "CREATE TABLE incident_port ("
  "  incident_id INTEGER NOT NULL REFERENCES incident (id) DEFERRABLE INITIALLY DEFERRED,"
  "  position INTEGER NOT NULL,"
  "  port TEXT NOT NULL,"
  "  PRIMARY KEY (incident_id, position)"
  ") STRICT, WITHOUT ROWID;"

  "CREATE TABLE incident_source ("
  "  incident_id INTEGER NOT NULL REFERENCES incident (id) DEFERRABLE INITIALLY DEFERRED,"
  "  position INTEGER NOT NULL,"
  "  source_id INTEGER NOT NULL REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED,"
  "  PRIMARY KEY (incident_id, position)"
  ") STRICT, WITHOUT ROWID;"
  "CREATE INDEX incident_source_source ON incident_source (source_id);"

  "CREATE TABLE claim ("
  "  id INTEGER PRIMARY KEY,"
  "  incident_id INTEGER NOT NULL REFERENCES incident (id) DEFERRABLE INITIALLY DEFERRED,"
  "  position INTEGER NOT NULL,"
  "  speaker TEXT NOT NULL,"
  "  stance TEXT NOT NULL,"
  "  text TEXT NOT NULL,"
  "  t_ms INTEGER,"
  "  source_id INTEGER REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED,"
  "  credibility INTEGER NOT NULL CHECK (credibility BETWEEN 0 AND 6)"
  ") STRICT;"
  "CREATE INDEX claim_incident ON claim (incident_id, position);"
  "CREATE INDEX claim_source ON claim (source_id) WHERE source_id IS NOT NULL;"

  "CREATE TABLE attachment ("
  "  id INTEGER PRIMARY KEY,"
  "  incident_id INTEGER NOT NULL REFERENCES incident (id) DEFERRABLE INITIALLY DEFERRED,"
  "  position INTEGER NOT NULL,"
  "  name TEXT NOT NULL,"
  "  mime_type TEXT NOT NULL,"
  "  size INTEGER NOT NULL,"
  "  sha256 TEXT NOT NULL"
  ") STRICT;"
  "CREATE INDEX attachment_incident ON attachment (incident_id, position);"

  "CREATE TABLE note ("
  "  id INTEGER PRIMARY KEY,"
  "  kind TEXT NOT NULL,"
  "  points TEXT NOT NULL,"
  "  radius_m REAL NOT NULL,"
  "  text TEXT NOT NULL,"
  "  color INTEGER NOT NULL,"
  "  from_ms INTEGER,"
  "  to_ms INTEGER"
  ") STRICT;"

  "CREATE TABLE counter ("
  "  name TEXT NOT NULL PRIMARY KEY,"
  "  last INTEGER NOT NULL"
  ") STRICT, WITHOUT ROWID;"

  /* From here on: not recorded by the history's changesets. */
  "CREATE TABLE sequence ("
  "  name TEXT NOT NULL PRIMARY KEY,"
  "  last INTEGER NOT NULL"
  ") STRICT, WITHOUT ROWID;"

  "CREATE TABLE import_data ("
  "  import_id INTEGER PRIMARY KEY,"
  "  complete INTEGER NOT NULL CHECK (complete IN (0, 1))"
  ") STRICT;"

  "CREATE TABLE fix_block ("
  "  id INTEGER PRIMARY KEY,"
  "  import_id INTEGER NOT NULL,"
  "  vessel_id INTEGER NOT NULL,"
  "  n INTEGER NOT NULL,"
  "  from_ms INTEGER NOT NULL,"
  "  to_ms INTEGER NOT NULL,"
  "  content BLOB NOT NULL"
  ") STRICT;"
  "CREATE INDEX fix_block_vessel ON fix_block (vessel_id, from_ms, import_id);"
  "CREATE INDEX fix_block_import ON fix_block (import_id, vessel_id, n);"
  "CREATE VIRTUAL TABLE fix_area USING rtree_i32 ("
  "  id, west_e7, east_e7, south_e7, north_e7, from_s, to_s);"

  "CREATE TABLE reject ("
  "  id INTEGER PRIMARY KEY,"
  "  import_id INTEGER NOT NULL,"
  "  line INTEGER NOT NULL,"
  "  reason TEXT NOT NULL,"
  "  text TEXT NOT NULL"
  ") STRICT;"
  "CREATE INDEX reject_import ON reject (import_id, line);"

  "CREATE TABLE attachment_content ("
  "  sha256 TEXT NOT NULL PRIMARY KEY,"
  "  content BLOB NOT NULL"
  ") STRICT;"

  "CREATE TABLE history ("
  "  seq INTEGER PRIMARY KEY,"
  "  t_ms INTEGER NOT NULL,"
  "  author TEXT NOT NULL,"
  "  action TEXT NOT NULL CHECK (action IN ('create', 'edit', 'import', 'undo', 'redo')),"
  "  summary TEXT NOT NULL,"
  "  target INTEGER,"
  "  prev_hash BLOB NOT NULL,"
  "  hash BLOB NOT NULL,"
  "  changeset BLOB NOT NULL"
  ") STRICT;"

  "INSERT INTO sequence (name, last) VALUES ('import', 0), ('vessel', 0), ('identity', 0),"
  "  ('source', 0), ('event', 0), ('incident', 0), ('claim', 0), ('attachment', 0), ('note', 0);";

/* Quality, undated fixes, watchlists and places of the user's own. */
static const char version_2[] =
  /* What an import said of itself, one row for each that has more than counts to say. */
  "CREATE TABLE import_report ("
  "  import_id INTEGER PRIMARY KEY REFERENCES import (id) DEFERRABLE INITIALLY DEFERRED,"
  "  clock TEXT NOT NULL,"
  "  notes TEXT NOT NULL,"
  "  counts TEXT NOT NULL"
  ") STRICT;"

  "CREATE TABLE watchlist ("
  "  id INTEGER PRIMARY KEY,"
  "  title TEXT NOT NULL,"
  "  publisher TEXT NOT NULL,"
  "  file_name TEXT NOT NULL,"
  "  sha256 TEXT NOT NULL,"
  "  size INTEGER NOT NULL,"
  "  layout TEXT NOT NULL,"
  "  t_ms INTEGER,"
  "  n_read INTEGER NOT NULL,"
  "  note TEXT NOT NULL"
  ") STRICT;"

  "CREATE TABLE watchlist_entry ("
  "  id INTEGER PRIMARY KEY,"
  "  watchlist_id INTEGER NOT NULL REFERENCES watchlist (id) DEFERRABLE INITIALLY DEFERRED,"
  "  line INTEGER NOT NULL,"
  "  name TEXT NOT NULL,"
  "  aliases TEXT NOT NULL,"
  "  imo INTEGER,"
  "  mmsi INTEGER,"
  "  callsign TEXT NOT NULL,"
  "  flag TEXT NOT NULL,"
  "  ship_type TEXT NOT NULL,"
  "  program TEXT NOT NULL,"
  "  from_ms INTEGER,"
  "  to_ms INTEGER,"
  "  remark TEXT NOT NULL"
  ") STRICT;"
  "CREATE INDEX watchlist_entry_list ON watchlist_entry (watchlist_id, line);"
  "CREATE INDEX watchlist_entry_imo ON watchlist_entry (imo) WHERE imo IS NOT NULL;"
  "CREATE INDEX watchlist_entry_mmsi ON watchlist_entry (mmsi) WHERE mmsi IS NOT NULL;"

  "CREATE TABLE place_list ("
  "  id INTEGER PRIMARY KEY,"
  "  title TEXT NOT NULL,"
  "  publisher TEXT NOT NULL,"
  "  file_name TEXT NOT NULL,"
  "  sha256 TEXT NOT NULL,"
  "  size INTEGER NOT NULL,"
  "  layout TEXT NOT NULL,"
  "  t_ms INTEGER,"
  "  n_read INTEGER NOT NULL,"
  "  note TEXT NOT NULL"
  ") STRICT;"

  "CREATE TABLE place ("
  "  id INTEGER PRIMARY KEY,"
  "  place_list_id INTEGER NOT NULL REFERENCES place_list (id) DEFERRABLE INITIALLY DEFERRED,"
  "  line INTEGER NOT NULL,"
  "  code TEXT NOT NULL,"
  "  name TEXT NOT NULL,"
  "  aliases TEXT NOT NULL,"
  "  country TEXT NOT NULL,"
  "  lat_e7 INTEGER NOT NULL,"
  "  lon_e7 INTEGER NOT NULL,"
  "  detail TEXT NOT NULL"
  ") STRICT;"
  "CREATE INDEX place_list_place ON place (place_list_id, line);"

  /* Not recorded by the history's changesets, as fix_block. */
  "CREATE TABLE undated_block ("
  "  id INTEGER PRIMARY KEY,"
  "  import_id INTEGER NOT NULL,"
  "  vessel_id INTEGER NOT NULL,"
  "  n INTEGER NOT NULL,"
  "  content BLOB NOT NULL"
  ") STRICT;"
  "CREATE INDEX undated_block_vessel ON undated_block (vessel_id, import_id);"
  "CREATE INDEX undated_block_import ON undated_block (import_id, vessel_id, n);"

  "INSERT INTO sequence (name, last) VALUES ('watchlist', 0), ('watchlist_entry', 0),"
  "  ('place_list', 0), ('place', 0);";

/* migrations[i] leads from version i to version i + 1. */
static const char *const migrations[] = { version_1, version_2 };

/* Those that a later version brought come last. */
static const char *const plain_tables[] = {
  "setting", "import", "vessel", "identity", "source", "event", "incident", "incident_vessel",
  "incident_port", "incident_source", "claim", "attachment", "note", "counter",
  "import_report", "watchlist", "watchlist_entry", "place_list", "place", NULL,
};
/* How many of them a file of version i + 1 has. */
static const guint n_plain_tables[] = { 14, 19 };

G_STATIC_ASSERT (G_N_ELEMENTS (n_plain_tables) == G_N_ELEMENTS (migrations));
G_STATIC_ASSERT (G_N_ELEMENTS (plain_tables) == 19 + 1);

gint
rs_schema_get_version (void)
{
  return G_N_ELEMENTS (migrations);
}

const char *const *
rs_schema_get_plain_tables (void)
{
  return plain_tables;
}

guint
rs_schema_count_plain_tables (gint version)
{
  g_return_val_if_fail (version >= 1 && version <= rs_schema_get_version (), 0);

  return n_plain_tables[version - 1];
}

static gboolean
set_version (RsDatabase *database, gint version, GError **error)
{
  /* A pragma takes no parameters; both numbers are ours. */
  g_autofree char *sql = g_strdup_printf ("PRAGMA application_id=%d; PRAGMA user_version=%d",
                                          RS_SCHEMA_APPLICATION_ID, version);

  return rs_database_run (database, sql, error);
}

gboolean
rs_schema_migrate (RsDatabase *database, gint from, GError **error)
{
  for (gint version = from; version < rs_schema_get_version (); version++)
    {
      if (!rs_database_begin (database, error))
        return FALSE;
      if (!rs_database_run (database, migrations[version], error)
          || !set_version (database, version + 1, error) || !rs_database_commit (database, error))
        {
          rs_database_rollback (database);
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
rs_schema_create (RsDatabase *database, GError **error)
{
  return rs_schema_migrate (database, 0, error);
}

gboolean
rs_schema_check (RsDatabase *database, gint *out_version, GError **error)
{
  gint64 application_id = 0, version = 0;
  g_autofree char *name = g_filename_display_basename (rs_database_get_path (database));

  if (!rs_database_query_int (database, "PRAGMA application_id", &application_id, error)
      || !rs_database_query_int (database, "PRAGMA user_version", &version, error))
    return FALSE;
  if (application_id != RS_SCHEMA_APPLICATION_ID || version < 1)
    {
      g_set_error (error, RS_STORE_ERROR, RS_STORE_ERROR_NOT_A_CASE,
                   _("“%s” is not a Roadstead case file."), name);
      return FALSE;
    }
  if (version > rs_schema_get_version ())
    {
      g_set_error (error, RS_STORE_ERROR, RS_STORE_ERROR_NEWER,
                   _("“%s” was written by a newer version of Roadstead (format %d; this version "
                     "reads up to %d). Install the newer version to open it."),
                   name, (int) version, rs_schema_get_version ());
      return FALSE;
    }
  *out_version = (gint) version;
  return TRUE;
}
