/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What imports do to vessels: names from static reports, and the removal of an import. */
#include "config.h"

#include "store/records-write.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What the reports of a vessel add up to: of each field the latest that was said. */
typedef struct
{
  gint64 imo;
  char *name;
  char *callsign;
  gint64 ship_type;
  gint64 dims[4];
} Static;

static void
clear_static (Static *self)
{
  g_free (self->name);
  g_free (self->callsign);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Static, clear_static)

/* Adds a later report. */
static void
add_report (Static *self, const char *name, const char *callsign, gint64 imo, gint64 ship_type,
            const gint64 dims[4])
{
  if (*name)
    {
      g_free (self->name);
      self->name = g_strdup (name);
    }
  if (*callsign)
    {
      g_free (self->callsign);
      self->callsign = g_strdup (callsign);
    }
  self->imo = imo ? imo : self->imo;
  self->ship_type = ship_type ? ship_type : self->ship_type;
  /* The four belong together. */
  if (dims[0] || dims[1] || dims[2] || dims[3])
    memcpy (self->dims, dims, sizeof self->dims);
}

static gboolean
read_static (RsDatabase *database, gint64 vessel_id, Static *self, GError **error)
{
  RsStatement *s = rs_database_get (database, RS_SQL_GET_IDENTITIES_OF_VESSEL, error);
  int found;

  if (!s)
    return FALSE;
  rs_statement_put_int (s, vessel_id);
  while ((found = rs_statement_step (s, error)) > 0)
    {
      const char *name, *callsign;
      gint64 imo, ship_type, dims[4];

      s->at = 4; /* after id, vessel_id, from_ms, to_ms */
      name = rs_statement_get_text (s);
      callsign = rs_statement_get_text (s);
      imo = rs_statement_get_id (s);
      ship_type = rs_statement_get_int (s);
      for (guint i = 0; i < 4; i++)
        dims[i] = rs_statement_get_int (s);
      add_report (self, name, callsign, imo, ship_type, dims);
    }
  return found == 0;
}

/* In the order that RS_SQL_GET_IDENTITIES_OF_VESSEL has; no time is before all. */
static int
compare_identities (gconstpointer a, gconstpointer b)
{
  const RsIdentity *x = *(gpointer *) a, *y = *(gpointer *) b;

  if (x->to_ms != y->to_ms)
    return x->to_ms < y->to_ms ? -1 : 1;
  if (x->from_ms != y->from_ms)
    return x->from_ms < y->from_ms ? -1 : 1;
  return x->id < y->id ? -1 : x->id > y->id;
}

/* What read_static () will find when they are written. */
static void
sum_up (const GPtrArray *identities, Static *self)
{
  g_autoptr (GPtrArray) in_order = g_ptr_array_new ();

  for (guint i = 0; i < identities->len; i++)
    g_ptr_array_add (in_order, g_ptr_array_index (identities, i));
  g_ptr_array_sort (in_order, compare_identities);
  for (guint i = 0; i < in_order->len; i++)
    {
      const RsIdentity *identity = g_ptr_array_index (in_order, i);
      const gint64 dims[4] = { identity->dim_a_m, identity->dim_b_m, identity->dim_c_m, identity->dim_d_m };

      add_report (self, identity->name, identity->callsign, identity->imo, identity->ship_type, dims);
    }
}

gboolean
rs_records_update_static (RsDatabase *database, gint64 vessel_id, GError **error)
{
  g_auto (Static) latest = { 0 };
  g_autofree char *name = NULL;
  gboolean unnamed;
  gint64 mmsi;
  RsStatement *s;
  int found;

  if (!read_static (database, vessel_id, &latest, error))
    return FALSE;
  s = rs_database_get (database, RS_SQL_GET_VESSEL_LABEL, error);
  if (!s)
    return FALSE;
  rs_statement_put_int (s, vessel_id);
  found = rs_statement_step (s, error);
  if (found <= 0)
    return found == 0;
  name = rs_statement_dup_text (s);
  mmsi = rs_statement_get_id (s);
  unnamed = rs_statement_get_int (s) != 0;
  rs_statement_reset (s);
  if (latest.name)
    {
      unnamed = FALSE;
      g_free (name);
      name = g_strdup (latest.name);
    }
  else if (mmsi && !unnamed)
    {
      /* The import that named it is gone: its number is all that is known again. */
      unnamed = TRUE;
      g_free (name);
      name = g_strdup_printf ("MMSI %09" G_GINT64_FORMAT, mmsi);
    }
  s = rs_database_get (database, RS_SQL_SET_VESSEL_STATIC, error);
  if (!s)
    return FALSE;
  rs_statement_put_int (s, vessel_id);
  rs_statement_put_id (s, latest.imo);
  rs_statement_put_text (s, name);
  rs_statement_put_int (s, unnamed);
  rs_statement_put_text (s, latest.callsign);
  rs_statement_put_int (s, latest.ship_type);
  for (guint i = 0; i < 4; i++)
    rs_statement_put_int (s, latest.dims[i]);
  return rs_statement_run (s, error);
}

static GArray *
read_ids (RsDatabase *database, RsStatementId statement, gint64 id, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  RsStatement *s = rs_database_get (database, statement, error);
  int found;

  if (!s)
    return NULL;
  rs_statement_put_int (s, id);
  while ((found = rs_statement_step (s, error)) > 0)
    {
      gint64 value = rs_statement_get_int (s);

      g_array_append_val (ids, value);
    }
  return found == 0 ? g_steal_pointer (&ids) : NULL;
}

static gboolean
run_for (RsDatabase *database, RsStatementId statement, gint64 id, GError **error)
{
  RsStatement *s = rs_database_get (database, statement, error);

  if (!s)
    return FALSE;
  rs_statement_put_int (s, id);
  return rs_statement_run (s, error);
}

/* A vessel that came with the import goes with it, unless something else speaks of it. */
static gboolean
release_vessel (RsDatabase *database, gint64 vessel_id, GError **error)
{
  RsStatement *s = rs_database_get (database, RS_SQL_IS_VESSEL_USED, error);
  gboolean used;
  int found;

  if (!s)
    return FALSE;
  rs_statement_put_int (s, vessel_id);
  found = rs_statement_step (s, error);
  used = found > 0 && rs_statement_get_int (s) != 0;
  rs_statement_reset (s);
  if (found < 0)
    return FALSE;
  return run_for (database, used ? RS_SQL_CLEAR_VESSEL_IMPORT : RS_SQL_DELETE_VESSEL, vessel_id,
                  error);
}

static gboolean
check_complete (RsDatabase *database, gint64 import_id, GError **error)
{
  RsStatement *s = rs_database_get (database, RS_SQL_IS_COMPLETE, error);
  gboolean running;
  int found;

  if (!s)
    return FALSE;
  rs_statement_put_int (s, import_id);
  found = rs_statement_step (s, error);
  running = found > 0 && rs_statement_get_int (s) == 0;
  rs_statement_reset (s);
  if (running)
    g_set_error_literal (error, RS_STORE_ERROR, RS_STORE_ERROR_INVALID,
                         _("Stop listening before you remove what was heard."));
  return found >= 0 && !running;
}

gboolean
rs_records_remove_import (RsDatabase *database, gint64 import_id, GError **error)
{
  g_autoptr (GArray) brought = read_ids (database, RS_SQL_GET_VESSELS_OF_IMPORT, import_id, error);
  g_autoptr (GArray) named
    = brought ? read_ids (database, RS_SQL_GET_IDENTIFIED_BY_IMPORT, import_id, error) : NULL;

  if (!named || !check_complete (database, import_id, error)
      || !run_for (database, RS_SQL_DELETE_IDENTITIES_OF_IMPORT, import_id, error)
      || !run_for (database, RS_SQL_DELETE_REPORT_OF_IMPORT, import_id, error)
      || !run_for (database, RS_SQL_DELETE_IMPORT, import_id, error))
    return FALSE;
  for (guint i = 0; i < brought->len; i++)
    if (!release_vessel (database, g_array_index (brought, gint64, i), error))
      return FALSE;
  for (guint i = 0; i < named->len; i++)
    if (!rs_records_update_static (database, g_array_index (named, gint64, i), error))
      return FALSE;
  return TRUE;
}

gboolean
rs_records_put_import (RsDatabase *database, const RsImport *import, const char *blocks_sha256,
                       const char *rejects_sha256, GError **error)
{
  RsStatement *s = rs_database_get (database, RS_SQL_PUT_IMPORT, error);

  if (!s)
    return FALSE;
  rs_statement_put_int (s, import->id);
  rs_statement_put_text (s, import->file_name);
  rs_statement_put_text (s, import->sha256);
  rs_statement_put_int (s, import->size);
  rs_statement_put_time (s, import->t_ms);
  rs_statement_put_text (s, import->layout);
  rs_statement_put_text (s, import->options);
  rs_statement_put_int (s, import->n_read);
  rs_statement_put_int (s, import->n_fixes);
  rs_statement_put_int (s, import->n_rejected);
  rs_statement_put_time (s, import->from_ms);
  rs_statement_put_time (s, import->to_ms);
  rs_statement_put_text (s, rs_provenance_to_string (import->provenance));
  rs_statement_put_text (s, blocks_sha256);
  rs_statement_put_text (s, rejects_sha256);
  return rs_statement_run (s, error);
}

gboolean
rs_records_put_new_vessel (RsDatabase *database, gint64 id, guint32 mmsi, const char *name,
                           gboolean unnamed, const char *flag, gint64 import_id,
                           const GPtrArray *identities, GError **error)
{
  g_autofree char *label = g_strdup_printf ("MMSI %09u", mmsi);
  g_auto (Static) latest = { 0 };
  RsStatement *s;

  sum_up (identities, &latest);
  s = rs_database_get (database, RS_SQL_PUT_VESSEL, error);
  if (!s)
    return FALSE;
  rs_statement_put_int (s, id);
  rs_statement_put_id (s, mmsi);
  rs_statement_put_id (s, latest.imo);
  /* One that was deleted while we read has no name of ours. */
  rs_statement_put_text (s, latest.name ? latest.name : name ? name : label);
  rs_statement_put_int (s, !latest.name && (name == NULL || unnamed));
  rs_statement_put_text (s, latest.callsign);
  rs_statement_put_text (s, flag);
  rs_statement_put_int (s, latest.ship_type);
  for (guint i = 0; i < 4; i++)
    rs_statement_put_int (s, latest.dims[i]);
  rs_statement_put_text (s, ""); /* aliases */
  rs_statement_put_text (s, ""); /* note */
  rs_statement_put_int (s, -1);  /* color */
  rs_statement_put_int (s, 0);   /* edited */
  rs_statement_put_int (s, import_id);
  return rs_statement_run (s, error);
}
