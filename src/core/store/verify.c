/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/verify.h"

#include <string.h>

#include "store/fix-block.h"
#include "store/history.h"
#include "store/import-batch.h"
#include "store/schema.h"
#include "store/undated.h"

#define FINDINGS_PER_TABLE 50
#define TEXT_SHOWN 60 /* characters of a value in a finding */

static void add_finding (GPtrArray *findings, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
add_finding (GPtrArray *findings, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (findings, g_strdup_vprintf (format, args));
  va_end (args);
}

/* Damage is a finding; another failure ends the check. */
static gboolean
note_damage (GPtrArray *findings, const char *what, GError *failure, GError **error)
{
  if (!g_error_matches (failure, RS_STORE_ERROR, RS_STORE_ERROR_DAMAGED))
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  add_finding (findings, "%s cannot be read: %s", what, failure->message);
  g_error_free (failure);
  return TRUE;
}

/* The history. */

typedef struct
{
  gint64 expected_seq;
  guint8 head[RS_HISTORY_HASH_SIZE];
  gboolean replayed; /* so far every changeset fitted */
} Chain;

static void
check_entry (Chain *chain, RsStatement *s, RsDatabase *replay, GPtrArray *findings)
{
  RsHistoryRecord record = { .seq = rs_statement_get_int (s) };
  guint8 hash[RS_HISTORY_HASH_SIZE];
  gconstpointer stored, prev;
  gsize stored_size, prev_size;
  g_autoptr (GError) failure = NULL;

  record.t_ms = rs_statement_get_int (s);
  record.author = rs_statement_get_text (s);
  record.action = rs_statement_get_text (s);
  record.summary = rs_statement_get_text (s);
  record.target = rs_statement_get_id (s);
  prev = rs_statement_get_blob (s, &prev_size);
  stored = rs_statement_get_blob (s, &stored_size);
  record.changeset = rs_statement_get_blob (s, &record.changeset_size);
  record.prev_hash = chain->head;

  if (record.seq != chain->expected_seq)
    add_finding (findings,
                 "History: entry %" G_GINT64_FORMAT " follows where %" G_GINT64_FORMAT
                 " was expected: entries are missing.",
                 record.seq, chain->expected_seq);
  if (prev_size != sizeof chain->head || memcmp (prev, chain->head, prev_size) != 0)
    add_finding (findings,
                 "History: entry %" G_GINT64_FORMAT " does not continue the entry before it.",
                 record.seq);
  /* By its own account of the entry before: one changed entry is one finding. */
  if (prev_size == sizeof chain->head)
    record.prev_hash = prev;
  rs_history_hash (&record, hash);
  if (stored_size != sizeof hash || memcmp (stored, hash, sizeof hash) != 0)
    add_finding (findings,
                 "History: entry %" G_GINT64_FORMAT " (“%s”) was changed: it does not match its "
                 "hash.",
                 record.seq, record.summary);
  if (stored_size == sizeof chain->head)
    memcpy (chain->head, stored, stored_size);
  chain->expected_seq = record.seq + 1;
  if (chain->replayed
      && !rs_history_apply (replay, record.changeset, record.changeset_size, FALSE, &failure))
    {
      chain->replayed = FALSE;
      add_finding (findings,
                   "History: entry %" G_GINT64_FORMAT " (“%s”) cannot be replayed; the records "
                   "were not compared.",
                   record.seq, record.summary);
    }
}

static gboolean
check_history (RsDatabase *database, RsDatabase *replay, GPtrArray *findings,
               gboolean *out_replayed, GError **error)
{
  Chain chain = { .expected_seq = 1, .replayed = TRUE };
  RsStatement *s = rs_database_get (database, RS_SQL_GET_HISTORY_IN_ORDER, error);
  GError *failure = NULL;
  int found;
  *out_replayed = FALSE;
  if (!s)
    return FALSE;
  while ((found = rs_statement_step (s, &failure)) > 0)
    check_entry (&chain, s, replay, findings);
  if (found < 0)
    return note_damage (findings, "The history", failure, error);
  if (chain.expected_seq == 1)
    add_finding (findings, "History: it is empty.");
  *out_replayed = chain.replayed;
  return TRUE;
}

/* The container: pages, indexes, and what the file's schema holds. */

static gboolean
check_pages (RsDatabase *database, GPtrArray *findings, GError **error)
{
  sqlite3_stmt *stmt = NULL;
  GError *failure = NULL;
  int result;

  if (sqlite3_prepare_v2 (rs_database_get_handle (database), "PRAGMA integrity_check(20)", -1,
                          &stmt, NULL)
      != SQLITE_OK)
    {
      rs_database_set_error (database, &failure);
      return note_damage (findings, "The file", failure, error);
    }
  while ((result = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      const char *text = (const char *) sqlite3_column_text (stmt, 0);
      g_autofree char *line = g_strdup (text ? text : "");

      if (g_str_has_prefix (line, "*** in database main ***\n"))
        memmove (line, strchr (line, '\n') + 1, strlen (strchr (line, '\n')));
      g_strdelimit (line, "\n", ' ');
      if (!g_str_equal (line, "ok"))
        add_finding (findings, "The file is damaged: %s.", line);
    }
  if (result != SQLITE_DONE)
    rs_database_set_error (database, &failure);
  sqlite3_finalize (stmt);
  return !failure || note_damage (findings, "The file", failure, error);
}

/* (element-type utf8 utf8): "trigger evil" of all that is in the schema, but for what SQLite adds
 * itself. */
static GHashTable *
read_schema (RsDatabase *database, GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  sqlite3_stmt *stmt = NULL;
  int result = sqlite3_prepare_v2 (rs_database_get_handle (database),
                                   "SELECT type, name FROM sqlite_schema"
                                   " WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
                                   -1, &stmt, NULL);

  while (result == SQLITE_OK || result == SQLITE_ROW)
    {
      result = sqlite3_step (stmt);
      if (result == SQLITE_ROW)
        g_hash_table_add (names, g_strdup_printf ("%s %s", sqlite3_column_text (stmt, 0),
                                                  sqlite3_column_text (stmt, 1)));
    }
  if (result != SQLITE_DONE)
    rs_database_set_error (database, error);
  sqlite3_finalize (stmt);
  return result == SQLITE_DONE ? g_steal_pointer (&names) : NULL;
}

static void
note_missing (GHashTable *all, GHashTable *from, const char *what, GPtrArray *findings)
{
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (all), (GCompareFunc) strcmp);

  for (GList *l = names; l; l = l->next)
    if (!g_hash_table_contains (from, l->data))
      add_finding (findings, "Schema: the %s %s.", (const char *) l->data, what);
}

/* A trigger could change what is written later, a table hide what no history tells. */
static gboolean
check_schema (RsDatabase *database, RsDatabase *replay, GPtrArray *findings, GError **error)
{
  GError *failure = NULL;
  g_autoptr (GHashTable) ours = read_schema (replay, error);
  g_autoptr (GHashTable) theirs = NULL;

  if (!ours)
    return FALSE;
  theirs = read_schema (database, &failure);
  if (!theirs)
    return note_damage (findings, "The schema", failure, error);
  note_missing (theirs, ours, "was added by other means", findings);
  note_missing (ours, theirs, "is missing", findings);
  return TRUE;
}

/* The plain tables. */

static char *
describe_value (sqlite3_stmt *stmt, int column)
{
  g_autofree char *valid = NULL;
  const char *text;

  if (sqlite3_column_type (stmt, column) == SQLITE_NULL)
    return g_strdup ("nothing");
  text = (const char *) sqlite3_column_text (stmt, column);
  valid = g_utf8_make_valid (text ? text : "", -1);
  if (g_utf8_strlen (valid, -1) > TEXT_SHOWN)
    {
      g_autofree char *start = g_utf8_substring (valid, 0, TEXT_SHOWN);

      return g_strdup_printf ("“%s…”", start);
    }
  return g_strdup_printf ("“%s”", valid);
}

static int
compare_bytes (gconstpointer a, int a_size, gconstpointer b, int b_size)
{
  int order = a_size && b_size ? memcmp (a, b, (gsize) MIN (a_size, b_size)) : 0;

  return order ? order : a_size - b_size;
}

/* As SQLite sorts values of one column, and 0 only for equal ones. */
static int
compare_values (sqlite3_stmt *a, sqlite3_stmt *b, int column)
{
  int type = sqlite3_column_type (a, column);

  if (type != sqlite3_column_type (b, column))
    return type - sqlite3_column_type (b, column);
  if (type == SQLITE_INTEGER)
    {
      gint64 va = sqlite3_column_int64 (a, column), vb = sqlite3_column_int64 (b, column);

      return (va > vb) - (va < vb);
    }
  if (type == SQLITE_FLOAT)
    {
      double va = sqlite3_column_double (a, column), vb = sqlite3_column_double (b, column);

      return (va > vb) - (va < vb);
    }
  if (type == SQLITE_NULL)
    return 0;
  return compare_bytes (sqlite3_column_blob (a, column), sqlite3_column_bytes (a, column),
                        sqlite3_column_blob (b, column), sqlite3_column_bytes (b, column));
}

/* "vessel 3", "incident_port 2/0": the table and the key, which is the first columns. */
static char *
describe_row (const char *table, sqlite3_stmt *stmt, int n_keys)
{
  GString *text = g_string_new (table);

  for (int i = 0; i < n_keys; i++)
    {
      const char *value = (const char *) sqlite3_column_text (stmt, i);

      g_string_append_printf (text, "%c%s", i == 0 ? ' ' : '/', value ? value : "");
    }
  return g_string_free (text, FALSE);
}

static void
compare_rows (const char *table, sqlite3_stmt *file, sqlite3_stmt *replay, int n_keys,
              GPtrArray *findings)
{
  int n = sqlite3_column_count (file);

  for (int i = n_keys; i < n; i++)
    {
      g_autofree char *row = NULL, *is = NULL, *was = NULL;

      if (compare_values (file, replay, i) == 0)
        continue;
      row = describe_row (table, file, n_keys);
      is = describe_value (file, i);
      was = describe_value (replay, i);
      add_finding (findings, "Record %s was changed by other means: %s is %s, by the history %s.",
                   row, sqlite3_column_name (file, i), is, was);
    }
}

static gboolean
step (RsDatabase *database, sqlite3_stmt *stmt, gboolean *out_row, GError **error)
{
  int result = sqlite3_step (stmt);

  *out_row = result == SQLITE_ROW;
  if (result == SQLITE_ROW || result == SQLITE_DONE)
    return TRUE;
  rs_database_set_error (database, error);
  return FALSE;
}

/* Walks both tables in the order of their key. */
static gboolean
merge_tables (const char *table, RsDatabase *database, sqlite3_stmt *file, RsDatabase *other,
              sqlite3_stmt *replay, int n_keys, GPtrArray *findings, GError **error)
{
  guint start = findings->len;
  gboolean in_file, in_replay;

  if (!step (database, file, &in_file, error) || !step (other, replay, &in_replay, error))
    return FALSE;
  while ((in_file || in_replay) && findings->len - start < FINDINGS_PER_TABLE)
    {
      int order = in_file && in_replay ? 0 : in_file ? -1 : 1;

      for (int i = 0; in_file && in_replay && order == 0 && i < n_keys; i++)
        order = compare_values (file, replay, i);
      if (order == 0)
        compare_rows (table, file, replay, n_keys, findings);
      else
        {
          g_autofree char *row = describe_row (table, order < 0 ? file : replay, n_keys);

          if (order < 0)
            add_finding (findings, "Record %s was added by other means: the history has no such.",
                         row);
          else
            add_finding (findings, "Record %s is missing: by the history it is there.", row);
        }
      if (order <= 0 && !step (database, file, &in_file, error))
        return FALSE;
      if (order >= 0 && !step (other, replay, &in_replay, error))
        return FALSE;
    }
  if (in_file || in_replay)
    add_finding (findings, "Table %s: more findings were left out.", table);
  return TRUE;
}

static gboolean
compare_table (const char *table, RsDatabase *database, RsDatabase *replay, GPtrArray *findings,
               GError **error)
{
  /* Lists of an incident have two key columns; every other table has one. */
  int n_keys = g_str_has_prefix (table, "incident_") ? 2 : 1;
  g_autofree char *sql
    = g_strdup_printf ("SELECT * FROM %s ORDER BY %s", table, n_keys == 2 ? "1, 2" : "1");
  sqlite3_stmt *file = NULL, *other = NULL;
  GError *failure = NULL;
  gboolean done = FALSE;

  if (sqlite3_prepare_v2 (rs_database_get_handle (database), sql, -1, &file, NULL) != SQLITE_OK)
    rs_database_set_error (database, &failure);
  else if (sqlite3_prepare_v2 (rs_database_get_handle (replay), sql, -1, &other, NULL) != SQLITE_OK)
    rs_database_set_error (replay, &failure);
  else
    done = merge_tables (table, database, file, replay, other, n_keys, findings, &failure);
  sqlite3_finalize (file);
  sqlite3_finalize (other);
  return done || note_damage (findings, table, failure, error);
}

/* Fixes, rejected rows, attachments. */

static void
check_boxes (RsDatabase *database, gint64 block_id, const RsFix *fixes, guint n,
             GPtrArray *findings)
{
  RsFixBox boxes[2];
  guint n_boxes = rs_fix_boxes (fixes, n, boxes);

  for (guint i = 0; i < n_boxes; i++)
    {
      RsStatement *s = rs_database_get (database, RS_SQL_GET_AREA, NULL);
      gboolean ok = FALSE;

      if (s)
        {
          rs_statement_put_int (s, block_id * 2 + i);
          ok = rs_statement_step (s, NULL) > 0;
          ok = ok && rs_statement_get_int (s) == boxes[i].west_e7;
          ok = ok && rs_statement_get_int (s) == boxes[i].east_e7;
          ok = ok && rs_statement_get_int (s) == boxes[i].south_e7;
          ok = ok && rs_statement_get_int (s) == boxes[i].north_e7;
          ok = ok && rs_statement_get_int (s) == boxes[i].from_s;
          ok = ok && rs_statement_get_int (s) == boxes[i].to_s;
          rs_statement_reset (s);
        }
      if (!ok)
        add_finding (findings,
                     "Block %" G_GINT64_FORMAT " of fixes: the area index does not find it.",
                     block_id);
    }
}

typedef struct
{
  gint64 id;
  char *name;
  gint64 n_fixes, n_rejected;
  char *blocks_sha256, *rejects_sha256;
} Import;

static void
clear_import (gpointer data)
{
  Import *import = data;

  g_free (import->name);
  g_free (import->blocks_sha256);
  g_free (import->rejects_sha256);
}

/* The blocks of an import in the order in which they were written. */
static GArray *
read_block_ids (RsDatabase *database, gint64 import_id, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  RsStatement *s = rs_database_get (database, RS_SQL_GET_BLOCK_IDS, error);
  int found;

  if (!s)
    return NULL;
  rs_statement_put_int (s, import_id);
  while ((found = rs_statement_step (s, error)) > 0)
    {
      gint64 id = rs_statement_get_int (s);

      g_array_append_val (ids, id);
    }
  return found == 0 ? g_steal_pointer (&ids) : NULL;
}

/* Adds the block to the checksum. Returns its number of fixes, or -1 and sets @error. */
static gint64
check_block (RsDatabase *database, gint64 block_id, RsFix *buffer, RsSha256 *checksum,
             GPtrArray *findings, GError **error)
{
  RsStatement *s = rs_database_get (database, RS_SQL_GET_BLOCK, error);
  gint64 vessel_id, n, from_ms, to_ms;
  gconstpointer content;
  gsize size;

  if (!s)
    return -1;
  rs_statement_put_int (s, block_id);
  if (rs_statement_step (s, error) < 0)
    return -1;
  s->at = 2; /* after id, import_id */
  vessel_id = rs_statement_get_int (s);
  n = rs_statement_get_int (s);
  from_ms = rs_statement_get_int (s);
  to_ms = rs_statement_get_int (s);
  content = rs_statement_get_blob (s, &size);
  rs_import_digest_block (checksum, vessel_id, n, from_ms, to_ms, content, size);
  if (n < 1 || n > RS_FIX_BLOCK_MAX
      || !rs_fix_block_unpack (content, size, (guint) n, buffer, NULL))
    add_finding (findings, "Block %" G_GINT64_FORMAT " of fixes cannot be read.", block_id);
  else
    check_boxes (database, block_id, buffer, (guint) n, findings);
  rs_statement_reset (s);
  return MAX (n, 0);
}

static gboolean
check_blocks (RsDatabase *database, const Import *import, GPtrArray *findings, GError **error)
{
  RsSha256 checksum;
  g_autofree char *sha256 = NULL;
  g_autofree RsFix *buffer = g_new (RsFix, RS_FIX_BLOCK_MAX);
  GError *failure = NULL;
  g_autoptr (GArray) ids = read_block_ids (database, import->id, &failure);
  gint64 total = 0, n_undated = 0;

  rs_sha256_init (&checksum);
  for (guint i = 0; ids && i < ids->len; i++)
    {
      gint64 n = check_block (database, g_array_index (ids, gint64, i), buffer, &checksum, findings,
                              &failure);

      if (n < 0)
        break;
      total += n;
    }
  if (!failure)
    rs_undated_verify (database, import->id, &checksum, findings, &n_undated, &failure);
  total += n_undated;
  if (failure)
    return note_damage (findings, "A block of fixes", failure, error);
  sha256 = rs_sha256_dup_hex (&checksum);
  if (g_strcmp0 (sha256, import->blocks_sha256) != 0)
    add_finding (findings,
                 "Import %" G_GINT64_FORMAT " “%s”: its fixes were changed: they do not match "
                 "their hash.",
                 import->id, import->name);
  if (total != import->n_fixes)
    add_finding (findings,
                 "Import %" G_GINT64_FORMAT " “%s”: it has %" G_GINT64_FORMAT " fixes, and had %"
                 G_GINT64_FORMAT ".",
                 import->id, import->name, total, import->n_fixes);
  return TRUE;
}

static gboolean
check_rejects (RsDatabase *database, const Import *import, GPtrArray *findings, GError **error)
{
  RsSha256 checksum;
  g_autofree char *sha256 = NULL;
  RsStatement *s = rs_database_get (database, RS_SQL_GET_REJECTS_BY_ID, error);
  GError *failure = NULL;
  int found;

  rs_sha256_init (&checksum);
  if (!s)
    return FALSE;
  rs_statement_put_int (s, import->id);
  while ((found = rs_statement_step (s, &failure)) > 0)
    {
      gint64 line = rs_statement_get_int (s);
      const char *reason = rs_statement_get_text (s);

      rs_import_digest_reject (&checksum, line, reason, rs_statement_get_text (s));
    }
  if (found < 0)
    return note_damage (findings, "A rejected row", failure, error);
  sha256 = rs_sha256_dup_hex (&checksum);
  if (g_strcmp0 (sha256, import->rejects_sha256) != 0)
    add_finding (findings,
                 "Import %" G_GINT64_FORMAT " “%s”: its rejected rows were changed: they do not "
                 "match their hash.",
                 import->id, import->name);
  return TRUE;
}

static gboolean
check_imports (RsDatabase *database, GPtrArray *findings, GError **error)
{
  g_autoptr (GArray) imports = g_array_new (FALSE, FALSE, sizeof (Import));
  RsStatement *s = rs_database_get (database, RS_SQL_GET_IMPORTS, error);
  GError *failure = NULL;
  gint64 n_orphans = 0;
  int found;

  if (!s)
    return FALSE;
  g_array_set_clear_func (imports, clear_import);
  while ((found = rs_statement_step (s, &failure)) > 0)
    {
      Import import = { .id = rs_statement_get_int (s) };

      import.name = rs_statement_dup_text (s);
      s->at = 8;
      import.n_fixes = rs_statement_get_int (s);
      import.n_rejected = rs_statement_get_int (s);
      s->at = 13;
      import.blocks_sha256 = rs_statement_dup_text (s);
      import.rejects_sha256 = rs_statement_dup_text (s);
      g_array_append_val (imports, import);
    }
  if (found < 0 && !note_damage (findings, "An import", failure, error))
    return FALSE;
  for (guint i = 0; i < imports->len; i++)
    {
      const Import *import = &g_array_index (imports, Import, i);

      /* One that is being listened to has its hashes when it ends. */
      if (*import->blocks_sha256 == '\0')
        continue;
      if (!check_blocks (database, import, findings, error)
          || !check_rejects (database, import, findings, error))
        return FALSE;
    }
  if (!rs_database_query_int (database,
                              "SELECT (SELECT count (*) FROM fix_block WHERE import_id NOT IN"
                              " (SELECT import_id FROM import_data))"
                              " + (SELECT count (*) FROM undated_block WHERE import_id NOT IN"
                              " (SELECT import_id FROM import_data))",
                              &n_orphans, &failure))
    return note_damage (findings, "A block of fixes", failure, error);
  if (n_orphans > 0)
    add_finding (findings, "%" G_GINT64_FORMAT " blocks of fixes belong to no import.", n_orphans);
  return TRUE;
}

static gboolean
check_attachments (RsDatabase *database, GPtrArray *findings, GError **error)
{
  RsStatement *s = rs_database_get (database, RS_SQL_GET_CONTENT_NAMES, error);
  GError *failure = NULL;
  int found;
  if (!s)
    return FALSE;
  while ((found = rs_statement_step (s, &failure)) > 0)
    {
      g_autofree char *sha256 = rs_statement_dup_text (s);
      g_autofree char *actual = NULL;
      gsize size;
      gconstpointer content = rs_statement_get_blob (s, &size);

      actual = g_compute_checksum_for_data (G_CHECKSUM_SHA256, size ? content : (gpointer) "", size);
      if (!g_str_equal (actual, sha256))
        add_finding (findings,
                     "The content of an attachment was changed: it does not match its hash %s.",
                     sha256);
    }
  if (found < 0)
    return note_damage (findings, "An attachment", failure, error);
  s = rs_database_get (database, RS_SQL_GET_MISSING_CONTENTS, error);
  if (!s)
    return FALSE;
  while ((found = rs_statement_step (s, &failure)) > 0)
    add_finding (findings, "The content of the attachment “%s” is missing.",
                 rs_statement_get_text (s));
  return found == 0 || note_damage (findings, "An attachment", failure, error);
}

gboolean
rs_verify_file (RsDatabase *database, GPtrArray *findings, GError **error)
{
  const char *const *tables = rs_schema_get_plain_tables ();
  g_autoptr (RsDatabase) replay
    = rs_database_open (rs_database_get_path (database), RS_DATABASE_MEMORY, error);
  gboolean replayed;

  if (!replay || !rs_schema_create (replay, error) || !check_pages (database, findings, error)
      || !check_schema (database, replay, findings, error)
      || !check_history (database, replay, findings, &replayed, error))
    return FALSE;
  for (guint i = 0; replayed && tables[i]; i++)
    if (!compare_table (tables[i], database, replay, findings, error))
      return FALSE;
  return check_imports (database, findings, error)
         && check_attachments (database, findings, error);
}
