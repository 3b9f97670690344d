/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/statements.h"

#define VESSEL_COLUMNS                                                                             \
  "id, mmsi, imo, name, unnamed, callsign, flag, ship_type, dim_a_m, dim_b_m, dim_c_m, dim_d_m,"   \
  " aliases, note, color"
#define IDENTITY_COLUMNS                                                                           \
  "id, vessel_id, from_ms, to_ms, name, callsign, imo, ship_type, dim_a_m, dim_b_m, dim_c_m,"      \
  " dim_d_m, draught_dm, destination, import_id"
#define IMPORT_COLUMNS                                                                             \
  "id, file_name, sha256, size, t_ms, layout, options, n_read, n_fixes, n_rejected, from_ms,"      \
  " to_ms, provenance, blocks_sha256, rejects_sha256"
#define EVENT_COLUMNS                                                                              \
  "id, kind, vessel_id, from_ms, to_ms, lat_e7, lon_e7, port, to_port, title, detail, source_id,"  \
  " provenance"
#define INCIDENT_COLUMNS                                                                           \
  "id, number, title, kind, lat_e7, lon_e7, area, from_ms, to_ms, narrative"
#define CLAIM_COLUMNS                                                                              \
  "id, incident_id, position, speaker, stance, text, t_ms, source_id, credibility"
#define ATTACHMENT_COLUMNS "id, incident_id, position, name, mime_type, size, sha256"
#define NOTE_COLUMNS "id, kind, points, radius_m, text, color, from_ms, to_ms"
#define LIST_COLUMNS                                                                               \
  "id, title, publisher, file_name, sha256, size, layout, t_ms, n_read, note"
#define ENTRY_COLUMNS                                                                              \
  "id, watchlist_id, line, name, aliases, imo, mmsi, callsign, flag, ship_type, program, from_ms," \
  " to_ms, remark"
#define PLACE_COLUMNS                                                                              \
  "id, place_list_id, line, code, name, aliases, country, lat_e7, lon_e7, detail"
#define SOURCE_COLUMNS "id, title, publisher, url, t_ms, reliability, note"

/* Only blocks of imports that are there: those of an undone one wait for its redo. */
#define BLOCKS                                                                                     \
  "SELECT b.id, b.import_id, b.vessel_id, b.n, b.from_ms, b.to_ms, b.content FROM fix_block b "

#define FOUND "SELECT b.id, b.vessel_id, b.from_ms, b.import_id FROM fix_block b "

/* The last column is the import's place among all by id, from 0. */
#define UNDATED                                                                                    \
  "SELECT b.id, b.import_id, b.vessel_id, b.n, b.content,"                                         \
  " (SELECT count (*) FROM import i WHERE i.id < b.import_id) FROM undated_block b "

/* The same ?2 of an import's blocks in both statements that delete them: in the order of the index. */
#define SOME_OF(table)                                                                             \
  "SELECT id FROM " table " WHERE import_id = ?1 ORDER BY vessel_id, n, id LIMIT ?2"

static const char *const statements[RS_N_STATEMENTS] = {
  [RS_SQL_TAKE_IDS] = "UPDATE sequence SET last = last + ?1 WHERE name = ?2 RETURNING last",

  [RS_SQL_GET_SETTINGS] = "SELECT key, value FROM setting",
  [RS_SQL_PUT_SETTING]
  = "INSERT INTO setting (key, value) VALUES (?, ?)"
    " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
  [RS_SQL_DELETE_SETTING] = "DELETE FROM setting WHERE key = ?",
  [RS_SQL_NEXT_NUMBER]
  = "INSERT INTO counter (name, last) VALUES (?1, 1)"
    " ON CONFLICT (name) DO UPDATE SET last = last + 1 RETURNING last",

  [RS_SQL_GET_VESSELS] = "SELECT " VESSEL_COLUMNS " FROM vessel ORDER BY id",
  [RS_SQL_HAS_VESSEL] = "SELECT 1 FROM vessel WHERE id = ?",
  [RS_SQL_GET_VESSEL_NUMBERS]
  = "SELECT id, mmsi FROM vessel WHERE mmsi IS NOT NULL ORDER BY mmsi, id",
  [RS_SQL_FIND_VESSEL_BY_MMSI] = "SELECT id FROM vessel WHERE mmsi = ? ORDER BY id LIMIT 1",
  [RS_SQL_BRING_VESSEL]
  = "INSERT INTO vessel (" VESSEL_COLUMNS ", edited, import_id)"
    " VALUES (?1, ?2, NULL, ?3, 1, '', ?4, 0, 0, 0, 0, 0, '', '', -1, 0, ?5)",
  [RS_SQL_PUT_VESSEL]
  = "INSERT INTO vessel (" VESSEL_COLUMNS ", edited, import_id)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
  [RS_SQL_UPDATE_VESSEL]
  = "UPDATE vessel SET mmsi = ?2, imo = ?3, name = ?4, unnamed = ?5, callsign = ?6, flag = ?7,"
    " ship_type = ?8, dim_a_m = ?9, dim_b_m = ?10, dim_c_m = ?11, dim_d_m = ?12, aliases = ?13,"
    " note = ?14, color = ?15, edited = ?16 WHERE id = ?1",
  [RS_SQL_DELETE_VESSEL] = "DELETE FROM vessel WHERE id = ?",
  [RS_SQL_GET_VESSEL_EDITED] = "SELECT edited FROM vessel WHERE id = ?",
  [RS_SQL_SET_VESSEL_STATIC]
  = "UPDATE vessel SET imo = ?2, name = ?3, unnamed = ?4, callsign = ?5, ship_type = ?6,"
    " dim_a_m = ?7, dim_b_m = ?8, dim_c_m = ?9, dim_d_m = ?10 WHERE id = ?1 AND edited = 0",
  [RS_SQL_GET_VESSEL_LABEL] = "SELECT name, mmsi, unnamed FROM vessel WHERE id = ?",
  [RS_SQL_GET_IDENTITIES]
  = "SELECT " IDENTITY_COLUMNS " FROM identity ORDER BY vessel_id, from_ms, id",
  [RS_SQL_GET_IDENTITIES_OF_VESSEL]
  = "SELECT " IDENTITY_COLUMNS " FROM identity WHERE vessel_id = ? ORDER BY to_ms, from_ms, id",
  [RS_SQL_PUT_IDENTITY]
  = "INSERT INTO identity (" IDENTITY_COLUMNS ")"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
  [RS_SQL_UPDATE_IDENTITY]
  = "UPDATE identity SET from_ms = ?3, to_ms = ?4, name = ?5, callsign = ?6, imo = ?7,"
    " ship_type = ?8, dim_a_m = ?9, dim_b_m = ?10, dim_c_m = ?11, dim_d_m = ?12, draught_dm = ?13,"
    " destination = ?14 WHERE id = ?1 AND import_id = ?2",
  [RS_SQL_DELETE_IDENTITY] = "DELETE FROM identity WHERE vessel_id = ?",

  [RS_SQL_GET_SOURCES] = "SELECT " SOURCE_COLUMNS " FROM source ORDER BY id",
  [RS_SQL_HAS_SOURCE] = "SELECT 1 FROM source WHERE id = ?",
  [RS_SQL_PUT_SOURCE]
  = "INSERT INTO source (" SOURCE_COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"
    " ON CONFLICT (id) DO UPDATE SET title = ?2, publisher = ?3, url = ?4, t_ms = ?5,"
    " reliability = ?6, note = ?7",
  [RS_SQL_DELETE_SOURCE] = "DELETE FROM source WHERE id = ?",

  [RS_SQL_GET_EVENTS] = "SELECT " EVENT_COLUMNS " FROM event ORDER BY from_ms, id",
  [RS_SQL_HAS_EVENT] = "SELECT 1 FROM event WHERE id = ?",
  [RS_SQL_PUT_EVENT]
  = "INSERT INTO event (" EVENT_COLUMNS ")"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)"
    " ON CONFLICT (id) DO UPDATE SET kind = ?2, vessel_id = ?3, from_ms = ?4, to_ms = ?5,"
    " lat_e7 = ?6, lon_e7 = ?7, port = ?8, to_port = ?9, title = ?10, detail = ?11,"
    " source_id = ?12, provenance = ?13",
  [RS_SQL_DELETE_EVENT] = "DELETE FROM event WHERE id = ?",

  [RS_SQL_GET_INCIDENTS] = "SELECT " INCIDENT_COLUMNS " FROM incident ORDER BY number",
  [RS_SQL_GET_INCIDENT_NUMBER] = "SELECT number FROM incident WHERE id = ?",
  [RS_SQL_PUT_INCIDENT]
  = "INSERT INTO incident (" INCIDENT_COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"
    " ON CONFLICT (id) DO UPDATE SET title = ?3, kind = ?4, lat_e7 = ?5, lon_e7 = ?6, area = ?7,"
    " from_ms = ?8, to_ms = ?9, narrative = ?10",
  [RS_SQL_DELETE_INCIDENT] = "DELETE FROM incident WHERE id = ?",
  [RS_SQL_GET_INCIDENT_VESSELS]
  = "SELECT incident_id, vessel_id FROM incident_vessel ORDER BY incident_id, position",
  [RS_SQL_PUT_INCIDENT_VESSEL]
  = "INSERT INTO incident_vessel (incident_id, position, vessel_id) VALUES (?, ?, ?)",
  [RS_SQL_DELETE_INCIDENT_VESSELS] = "DELETE FROM incident_vessel WHERE incident_id = ?",
  [RS_SQL_GET_INCIDENT_PORTS]
  = "SELECT incident_id, port FROM incident_port ORDER BY incident_id, position",
  [RS_SQL_PUT_INCIDENT_PORT]
  = "INSERT INTO incident_port (incident_id, position, port) VALUES (?, ?, ?)",
  [RS_SQL_DELETE_INCIDENT_PORTS] = "DELETE FROM incident_port WHERE incident_id = ?",
  [RS_SQL_GET_INCIDENT_SOURCES]
  = "SELECT incident_id, source_id FROM incident_source ORDER BY incident_id, position",
  [RS_SQL_PUT_INCIDENT_SOURCE]
  = "INSERT INTO incident_source (incident_id, position, source_id) VALUES (?, ?, ?)",
  [RS_SQL_DELETE_INCIDENT_SOURCES] = "DELETE FROM incident_source WHERE incident_id = ?",
  [RS_SQL_GET_CLAIMS] = "SELECT " CLAIM_COLUMNS " FROM claim ORDER BY incident_id, position",
  [RS_SQL_GET_CLAIM_INCIDENT] = "SELECT incident_id FROM claim WHERE id = ?",
  [RS_SQL_PUT_CLAIM]
  = "INSERT INTO claim (" CLAIM_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
  [RS_SQL_DELETE_CLAIMS] = "DELETE FROM claim WHERE incident_id = ?",
  [RS_SQL_GET_ATTACHMENTS]
  = "SELECT " ATTACHMENT_COLUMNS " FROM attachment ORDER BY incident_id, position",
  [RS_SQL_GET_ATTACHMENT] = "SELECT name, size, sha256 FROM attachment WHERE id = ?",
  [RS_SQL_GET_ATTACHMENT_INCIDENT] = "SELECT incident_id FROM attachment WHERE id = ?",
  [RS_SQL_PUT_ATTACHMENT]
  = "INSERT INTO attachment (" ATTACHMENT_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?)",
  [RS_SQL_DELETE_ATTACHMENTS] = "DELETE FROM attachment WHERE incident_id = ?",
  [RS_SQL_GET_CONTENT] = "SELECT content FROM attachment_content WHERE sha256 = ?",
  [RS_SQL_HAS_CONTENT] = "SELECT length (content) FROM attachment_content WHERE sha256 = ?",
  [RS_SQL_PUT_CONTENT]
  = "INSERT INTO attachment_content (sha256, content) VALUES (?, ?) ON CONFLICT DO NOTHING",
  [RS_SQL_GET_CONTENT_NAMES] = "SELECT sha256, content FROM attachment_content",
  [RS_SQL_GET_MISSING_CONTENTS]
  = "SELECT name FROM attachment WHERE sha256 NOT IN (SELECT sha256 FROM attachment_content)"
    " ORDER BY id",

  [RS_SQL_GET_NOTES] = "SELECT " NOTE_COLUMNS " FROM note ORDER BY id",
  [RS_SQL_HAS_NOTE] = "SELECT 1 FROM note WHERE id = ?",
  [RS_SQL_PUT_NOTE]
  = "INSERT INTO note (" NOTE_COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
    " ON CONFLICT (id) DO UPDATE SET kind = ?2, points = ?3, radius_m = ?4, text = ?5, color = ?6,"
    " from_ms = ?7, to_ms = ?8",
  [RS_SQL_DELETE_NOTE] = "DELETE FROM note WHERE id = ?",

  [RS_SQL_GET_WATCHLISTS] = "SELECT " LIST_COLUMNS " FROM watchlist ORDER BY id",
  [RS_SQL_HAS_WATCHLIST] = "SELECT 1 FROM watchlist WHERE id = ?",
  [RS_SQL_PUT_WATCHLIST]
  = "INSERT INTO watchlist (" LIST_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
  [RS_SQL_DELETE_WATCHLIST] = "DELETE FROM watchlist WHERE id = ?",
  [RS_SQL_GET_WATCHLIST_ENTRIES]
  = "SELECT " ENTRY_COLUMNS " FROM watchlist_entry ORDER BY watchlist_id, line, id",
  [RS_SQL_PUT_WATCHLIST_ENTRY]
  = "INSERT INTO watchlist_entry (" ENTRY_COLUMNS ")"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
  [RS_SQL_DELETE_WATCHLIST_ENTRIES] = "DELETE FROM watchlist_entry WHERE watchlist_id = ?",
  [RS_SQL_GET_PLACE_LISTS] = "SELECT " LIST_COLUMNS " FROM place_list ORDER BY id",
  [RS_SQL_HAS_PLACE_LIST] = "SELECT 1 FROM place_list WHERE id = ?",
  [RS_SQL_PUT_PLACE_LIST]
  = "INSERT INTO place_list (" LIST_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
  [RS_SQL_DELETE_PLACE_LIST] = "DELETE FROM place_list WHERE id = ?",
  [RS_SQL_GET_PLACES]
  = "SELECT " PLACE_COLUMNS " FROM place ORDER BY place_list_id, line, id",
  [RS_SQL_PUT_PLACE]
  = "INSERT INTO place (" PLACE_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
  [RS_SQL_DELETE_PLACES] = "DELETE FROM place WHERE place_list_id = ?",

  [RS_SQL_FIND_USES_OF_SOURCE]
  = "SELECT 'event', title, 0 FROM event WHERE source_id = ?1"
    " UNION ALL SELECT 'incident', title, number FROM incident"
    "   WHERE id IN (SELECT incident_id FROM incident_source WHERE source_id = ?1)"
    " UNION ALL SELECT 'claim', speaker, number FROM claim"
    "   JOIN incident ON incident.id = claim.incident_id WHERE source_id = ?1 LIMIT 20",
  [RS_SQL_FIND_USES_OF_VESSEL]
  = "SELECT 'event', title, 0 FROM event WHERE vessel_id = ?1"
    " UNION ALL SELECT 'incident', title, number FROM incident"
    "   WHERE id IN (SELECT incident_id FROM incident_vessel WHERE vessel_id = ?1) LIMIT 20",
  [RS_SQL_FIND_FIXES_OF_VESSEL]
  = "SELECT import.file_name, sum (of_vessel.n) FROM (SELECT import_id, n FROM fix_block"
    "   WHERE vessel_id = ?1 UNION ALL SELECT import_id, n FROM undated_block"
    "   WHERE vessel_id = ?1) of_vessel JOIN import ON import.id = of_vessel.import_id"
    " GROUP BY import.id ORDER BY import.id LIMIT 3",

  [RS_SQL_GET_IMPORTS] = "SELECT " IMPORT_COLUMNS " FROM import ORDER BY id",
  [RS_SQL_GET_IMPORT] = "SELECT " IMPORT_COLUMNS " FROM import WHERE id = ?",
  [RS_SQL_FIND_IMPORT_BY_SHA256]
  = "SELECT file_name, t_ms FROM import WHERE sha256 = ?1 AND ?1 <> '' LIMIT 1",
  [RS_SQL_PUT_IMPORT]
  = "INSERT INTO import (" IMPORT_COLUMNS ")"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
  [RS_SQL_SEAL_IMPORT]
  = "UPDATE import SET sha256 = ?2, size = ?3, n_read = max (?4, ?5 + ?6), n_fixes = ?5,"
    " n_rejected = ?6, from_ms = ?7, to_ms = ?8, blocks_sha256 = ?9, rejects_sha256 = ?10"
    " WHERE id = ?1",
  [RS_SQL_DELETE_IMPORT] = "DELETE FROM import WHERE id = ?",
  [RS_SQL_DELETE_REPORT_OF_IMPORT] = "DELETE FROM import_report WHERE import_id = ?",
  [RS_SQL_PUT_IMPORT_REPORT]
  = "INSERT INTO import_report (import_id, clock, notes, counts) VALUES (?, ?, ?, ?)",
  [RS_SQL_GET_IMPORT_REPORTS]
  = "SELECT import_id, clock, notes, counts FROM import_report ORDER BY import_id",
  [RS_SQL_DELETE_IDENTITIES_OF_IMPORT] = "DELETE FROM identity WHERE import_id = ?",
  [RS_SQL_GET_VESSELS_OF_IMPORT] = "SELECT id FROM vessel WHERE import_id = ? ORDER BY id",
  [RS_SQL_GET_IDENTIFIED_BY_IMPORT]
  = "SELECT DISTINCT vessel_id FROM identity WHERE import_id = ? ORDER BY vessel_id",
  [RS_SQL_CLEAR_VESSEL_IMPORT]
  = "UPDATE vessel SET import_id = (SELECT min (i) FROM"
    "   (SELECT import_id AS i FROM identity WHERE vessel_id = ?1 AND import_id IS NOT NULL"
    "    UNION ALL SELECT b.import_id FROM fix_block b JOIN import ON import.id = b.import_id"
    "    WHERE b.vessel_id = ?1"
    "    UNION ALL SELECT b.import_id FROM undated_block b JOIN import ON import.id = b.import_id"
    "    WHERE b.vessel_id = ?1)) WHERE id = ?1",
  [RS_SQL_IS_VESSEL_USED]
  = "SELECT (SELECT edited FROM vessel WHERE id = ?1)"
    " OR EXISTS (SELECT 1 FROM identity WHERE vessel_id = ?1)"
    " OR EXISTS (SELECT 1 FROM event WHERE vessel_id = ?1)"
    " OR EXISTS (SELECT 1 FROM incident_vessel WHERE vessel_id = ?1)"
    " OR EXISTS (SELECT 1 FROM fix_block b JOIN import ON import.id = b.import_id"
    "   WHERE b.vessel_id = ?1)"
    " OR EXISTS (SELECT 1 FROM undated_block b JOIN import ON import.id = b.import_id"
    "   WHERE b.vessel_id = ?1)",

  [RS_SQL_BEGIN_DATA] = "INSERT INTO import_data (import_id, complete) VALUES (?, 0)",
  [RS_SQL_COMPLETE_DATA] = "UPDATE import_data SET complete = 1 WHERE import_id = ?",
  [RS_SQL_IS_COMPLETE] = "SELECT complete FROM import_data WHERE import_id = ?",
  /* One that is in the case and not complete was listened to: what it has is kept. */
  [RS_SQL_GET_LEFTOVERS]
  = "SELECT import_id FROM import_data WHERE complete = 0"
    " AND import_id NOT IN (SELECT id FROM import)",
  [RS_SQL_DELETE_DATA] = "DELETE FROM import_data WHERE import_id = ?",
  [RS_SQL_DELETE_AREAS]
  = "DELETE FROM fix_area WHERE id IN"
    " (SELECT id * 2 + half FROM (" SOME_OF ("fix_block") "), (SELECT 0 AS half UNION ALL SELECT 1))",
  [RS_SQL_DELETE_BLOCKS] = "DELETE FROM fix_block WHERE id IN (" SOME_OF ("fix_block") ")",
  [RS_SQL_DELETE_REJECTS]
  = "DELETE FROM reject WHERE id IN"
    " (SELECT id FROM reject WHERE import_id = ?1 ORDER BY line, id LIMIT ?2)",
  [RS_SQL_PUT_BLOCK]
  = "INSERT INTO fix_block (import_id, vessel_id, n, from_ms, to_ms, content)"
    " VALUES (?, ?, ?, ?, ?, ?)",
  [RS_SQL_UPDATE_BLOCK]
  = "UPDATE fix_block SET n = ?2, from_ms = ?3, to_ms = ?4, content = ?5 WHERE id = ?1",
  [RS_SQL_DELETE_AREAS_OF_BLOCK] = "DELETE FROM fix_area WHERE id IN (?1 * 2, ?1 * 2 + 1)",
  [RS_SQL_PUT_AREA]
  = "INSERT INTO fix_area (id, west_e7, east_e7, south_e7, north_e7, from_s, to_s)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)",
  [RS_SQL_PUT_REJECT] = "INSERT INTO reject (import_id, line, reason, text) VALUES (?, ?, ?, ?)",
  [RS_SQL_GET_REJECTS]
  = "SELECT import_id, line, reason, text FROM reject"
    " WHERE import_id IN (SELECT id FROM import) ORDER BY import_id, line, id LIMIT ?",
  [RS_SQL_GET_REJECTS_OF_IMPORT]
  = "SELECT import_id, line, reason, text FROM reject"
    " WHERE import_id = ?1 AND EXISTS (SELECT 1 FROM import WHERE id = ?1)"
    " ORDER BY line, id LIMIT ?2",
  [RS_SQL_GET_REJECTS_BY_ID]
  = "SELECT line, reason, text FROM reject WHERE import_id = ? ORDER BY id",
  [RS_SQL_GET_BLOCK_IDS] = "SELECT id FROM fix_block WHERE import_id = ? ORDER BY id",
  [RS_SQL_GET_BLOCKS_OF_IMPORT]
  = "SELECT vessel_id, n, from_ms, to_ms, content FROM fix_block WHERE import_id = ? ORDER BY id",
  [RS_SQL_GET_BLOCKS_OF_VESSEL]
  = BLOCKS "WHERE b.vessel_id = ? AND b.import_id IN (SELECT id FROM import)"
           " ORDER BY b.from_ms, b.import_id, b.id",
  [RS_SQL_GET_VESSEL_IMPORTS]
  /* In the order of the index, which needs no sorting. */
  = "SELECT vessel_id, import_id, sum (n) FROM fix_block WHERE import_id IN (SELECT id FROM import)"
    " GROUP BY import_id, vessel_id",
  [RS_SQL_FIND_BLOCKS]
  = FOUND "WHERE b.vessel_id IN (SELECT id FROM vessel) AND b.from_ms <= ?2 AND b.to_ms >= ?1"
          " AND b.import_id IN (SELECT id FROM import)",
  [RS_SQL_FIND_BLOCKS_OF_VESSEL]
  = FOUND "WHERE b.vessel_id = ?3 AND b.from_ms <= ?2 AND b.to_ms >= ?1"
          " AND b.import_id IN (SELECT id FROM import)",
  [RS_SQL_FIND_BLOCKS_IN_AREA]
  = FOUND "WHERE b.id IN (SELECT id / 2 FROM fix_area WHERE east_e7 >= ?1 AND west_e7 <= ?2"
          " AND north_e7 >= ?3 AND south_e7 <= ?4 AND to_s >= ?5 AND from_s <= ?6)"
          " AND b.import_id IN (SELECT id FROM import)",
  [RS_SQL_GET_BLOCK] = BLOCKS "WHERE b.id = ?",
  [RS_SQL_GET_AREA]
  = "SELECT west_e7, east_e7, south_e7, north_e7, from_s, to_s FROM fix_area WHERE id = ?",
  [RS_SQL_GET_DATA] = "SELECT import_id FROM import_data WHERE complete = 1 ORDER BY import_id",

  [RS_SQL_PUT_UNDATED]
  = "INSERT INTO undated_block (import_id, vessel_id, n, content) VALUES (?, ?, ?, ?)",
  [RS_SQL_DELETE_UNDATED] = "DELETE FROM undated_block WHERE id IN (" SOME_OF ("undated_block") ")",
  [RS_SQL_GET_UNDATED]
  = UNDATED "WHERE b.import_id IN (SELECT id FROM import) ORDER BY b.vessel_id, b.import_id, b.id",
  [RS_SQL_GET_UNDATED_OF_VESSEL]
  = UNDATED "WHERE b.vessel_id = ? AND b.import_id IN (SELECT id FROM import)"
            " ORDER BY b.import_id, b.id",
  [RS_SQL_GET_UNDATED_OF_IMPORT] = UNDATED "WHERE b.import_id = ? ORDER BY b.id",

  [RS_SQL_GET_HEAD] = "SELECT seq, hash FROM history WHERE seq = (SELECT max (seq) FROM history)",
  [RS_SQL_PUT_HISTORY]
  = "INSERT INTO history (seq, t_ms, author, action, summary, target, prev_hash, hash, changeset)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
  [RS_SQL_GET_HISTORY]
  = "SELECT seq, t_ms, author, action, summary, lower (hex (hash)) FROM history"
    " ORDER BY seq DESC LIMIT ?",
  [RS_SQL_GET_HISTORY_STEPS] = "SELECT seq, action, target, summary FROM history ORDER BY seq",
  [RS_SQL_GET_CHANGESET] = "SELECT changeset FROM history WHERE seq = ?",
  [RS_SQL_GET_FURTHER_PARTS]
  = "SELECT seq FROM history WHERE action = 'import' AND target = ? ORDER BY seq",
  [RS_SQL_GET_IMPORT_CHANGESETS]
  = "SELECT seq, target, changeset FROM history WHERE action = 'import' ORDER BY seq DESC",
  [RS_SQL_GET_HISTORY_IN_ORDER]
  = "SELECT seq, t_ms, author, action, summary, target, prev_hash, hash, changeset FROM history"
    " ORDER BY seq",
};

const char *
rs_statement_get_sql (RsStatementId id)
{
  return statements[id];
}
