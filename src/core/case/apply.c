/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "case/apply.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "case/case.h"
#include "case/edit-private.h"
#include "store/records-read.h"
#include "store/records-write.h"

/* The edit, and the ids that its puts get: kept aside until the transaction is committed. */
typedef struct
{
  GArray *steps;
  GArray *puts;
  gint64 *ids; /* of each put */
} Apply;

static const char *
name_kind (RsRecordKind kind)
{
  switch (kind)
    {
    case RS_RECORD_VESSEL:
      return _("vessel");
    case RS_RECORD_EVENT:
      return _("event");
    case RS_RECORD_INCIDENT:
      return _("incident");
    case RS_RECORD_SOURCE:
      return _("source");
    case RS_RECORD_NOTE:
      return _("note");
    case RS_N_RECORDS:
    default:
      g_return_val_if_reached ("");
    }
}

static gint64 *
get_id (const RsEditStep *step)
{
  switch (step->kind)
    {
    case RS_RECORD_VESSEL:
      return &((RsVessel *) step->record)->id;
    case RS_RECORD_EVENT:
      return &((RsEvent *) step->record)->id;
    case RS_RECORD_INCIDENT:
      return &((RsIncident *) step->record)->id;
    case RS_RECORD_SOURCE:
      return &((RsSource *) step->record)->id;
    case RS_RECORD_NOTE:
      return &((RsNote *) step->record)->id;
    case RS_N_RECORDS:
    default:
      g_return_val_if_reached (NULL);
    }
}

static RsEditStep *
get_put (const Apply *apply, guint index)
{
  return &g_array_index (apply->steps, RsEditStep, g_array_index (apply->puts, guint, index));
}

static gboolean
fail_not_found (RsRecordKind kind, gint64 id, GError **error)
{
  g_set_error (error, RS_CASE_ERROR, RS_CASE_ERROR_NOT_FOUND,
               /* Translators: %s is “vessel”, “event”, “incident”, “source” or “note” */
               _("There is no %s %" PRId64 " in this case; it may have been deleted."),
               name_kind (kind), id);
  return FALSE;
}

/* Gives every put its id before anything is written: records may refer to later ones. */
static gboolean
settle_ids (Apply *apply, RsDatabase *database, GError **error)
{
  for (guint i = 0; i < apply->puts->len; i++)
    {
      const RsEditStep *step = get_put (apply, i);
      gint64 id = *get_id (step);
      gboolean there;

      if (id == 0)
        {
          if (!rs_records_allocate (database, step->kind, &apply->ids[i], error))
            return FALSE;
          continue;
        }
      if (!rs_records_has (database, step->kind, id, &there, error))
        return FALSE;
      if (!there)
        return fail_not_found (step->kind, id, error);
      apply->ids[i] = id;
    }
  return TRUE;
}

/* The id that a reference means: a negative one counts the puts of this edit. */
static gboolean
resolve (const Apply *apply, RsRecordKind kind, gint64 *id, GError **error)
{
  guint64 index = (guint64) - (*id + 1);

  if (*id >= 0)
    return TRUE;
  if (index >= apply->puts->len || get_put (apply, (guint) index)->kind != kind)
    {
      g_set_error (error, RS_CASE_ERROR, RS_CASE_ERROR_INVALID,
                   _("A reference to a new %s that this edit does not have."), name_kind (kind));
      return FALSE;
    }
  *id = apply->ids[index];
  return TRUE;
}

/* A reference must lead to a record that is there once all is written. */
static gboolean
check_reference (RsDatabase *database, RsRecordKind kind, gint64 id, GError **error)
{
  gboolean there;

  if (id == 0)
    return TRUE;
  return rs_records_has (database, kind, id, &there, error)
         && (there || fail_not_found (kind, id, error));
}

static gboolean
write_incident (Apply *apply, RsDatabase *database, RsIncident *incident, GError **error)
{
  for (guint i = 0; i < incident->vessel_ids->len; i++)
    if (!resolve (apply, RS_RECORD_VESSEL, &g_array_index (incident->vessel_ids, gint64, i), error))
      return FALSE;
  for (guint i = 0; i < incident->source_ids->len; i++)
    if (!resolve (apply, RS_RECORD_SOURCE, &g_array_index (incident->source_ids, gint64, i), error))
      return FALSE;
  for (guint i = 0; i < incident->claims->len; i++)
    {
      RsClaim *claim = g_ptr_array_index (incident->claims, i);

      if (!resolve (apply, RS_RECORD_SOURCE, &claim->source_id, error))
        return FALSE;
    }
  return rs_records_put_incident (database, incident, error);
}

/* Writes a copy: the edit stays as it was, and can be applied again after a failure. */
static gboolean
write_put (Apply *apply, RsDatabase *database, const RsEditStep *step, gint64 id, GError **error)
{
  switch (step->kind)
    {
    case RS_RECORD_VESSEL:
      {
        g_autoptr (RsVessel) vessel = rs_vessel_copy (step->record);

        vessel->id = id;
        return rs_records_put_vessel (database, vessel, error);
      }
    case RS_RECORD_EVENT:
      {
        g_autoptr (RsEvent) event = rs_event_copy (step->record);

        event->id = id;
        return resolve (apply, RS_RECORD_VESSEL, &event->vessel_id, error)
               && resolve (apply, RS_RECORD_SOURCE, &event->source_id, error)
               && rs_records_put_event (database, event, error);
      }
    case RS_RECORD_INCIDENT:
      {
        g_autoptr (RsIncident) incident = rs_incident_copy (step->record);

        incident->id = id;
        return write_incident (apply, database, incident, error);
      }
    case RS_RECORD_SOURCE:
      {
        g_autoptr (RsSource) source = rs_source_copy (step->record);

        source->id = id;
        return rs_records_put_source (database, source, error);
      }
    case RS_RECORD_NOTE:
      {
        g_autoptr (RsNote) note = rs_note_copy (step->record);

        note->id = id;
        return rs_records_put_note (database, note, error);
      }
    case RS_N_RECORDS:
    default:
      g_return_val_if_reached (FALSE);
    }
}

static gboolean
write_delete (const Apply *apply, RsDatabase *database, const RsEditStep *step, GError **error)
{
  gint64 id = step->id;
  gboolean there;

  if (!resolve (apply, step->kind, &id, error)
      || !rs_records_has (database, step->kind, id, &there, error))
    return FALSE;
  return there ? rs_records_delete (database, step->kind, id, error)
               : fail_not_found (step->kind, id, error);
}

static gboolean
write_removal (RsDatabase *database, gint64 import_id, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (RsImport) import = rs_records_read_import (database, import_id, &local);

  if (import)
    return rs_records_remove_import (database, import_id, error);
  if (g_error_matches (local, RS_STORE_ERROR, RS_STORE_ERROR_NOT_FOUND))
    g_set_error_literal (error, RS_CASE_ERROR, RS_CASE_ERROR_NOT_FOUND, local->message);
  else
    g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
write_step (Apply *apply, RsDatabase *database, const RsEditStep *step, gint64 id, GError **error)
{
  switch (step->action)
    {
    case RS_EDIT_PUT:
      return write_put (apply, database, step, id, error);
    case RS_EDIT_DELETE:
      return write_delete (apply, database, step, error);
    case RS_EDIT_REMOVE_IMPORT:
      return write_removal (database, step->id, error);
    case RS_EDIT_SET:
      return rs_records_set (database, step->key, step->value, error);
    default:
      g_return_val_if_reached (FALSE);
    }
}

/* Nothing may be left that refers to what was deleted. */
static gboolean
check_deletion (const RsEditStep *step, RsDatabase *database, GError **error)
{
  g_autofree char *uses = NULL, *files = NULL;

  if (!rs_records_find_uses (database, step->kind, step->id, &uses, error))
    return FALSE;
  if (uses)
    {
      g_set_error (error, RS_CASE_ERROR, RS_CASE_ERROR_INVALID,
                   /* Translators: the first %s is “source” or “vessel”, the second a list */
                   _("This %s cannot be deleted: %s refers to it."), name_kind (step->kind), uses);
      return FALSE;
    }
  if (step->kind != RS_RECORD_VESSEL)
    return TRUE;
  if (!rs_records_find_fixes (database, step->id, &files, error))
    return FALSE;
  if (files)
    {
      g_set_error (error, RS_CASE_ERROR, RS_CASE_ERROR_INVALID,
                   _("This vessel cannot be deleted: it has fixes from %s. Remove the import."),
                   files);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_references (const Apply *apply, RsDatabase *database, const RsEditStep *step, GError **error)
{
  if (step->kind == RS_RECORD_EVENT)
    {
      const RsEvent *event = step->record;

      return (event->vessel_id < 0
              || check_reference (database, RS_RECORD_VESSEL, event->vessel_id, error))
             && (event->source_id < 0
                 || check_reference (database, RS_RECORD_SOURCE, event->source_id, error));
    }
  if (step->kind == RS_RECORD_INCIDENT)
    {
      const RsIncident *incident = step->record;

      for (guint i = 0; i < incident->vessel_ids->len; i++)
        {
          gint64 id = g_array_index (incident->vessel_ids, gint64, i);

          if (id > 0 && !check_reference (database, RS_RECORD_VESSEL, id, error))
            return FALSE;
        }
      for (guint i = 0; i < incident->source_ids->len; i++)
        {
          gint64 id = g_array_index (incident->source_ids, gint64, i);

          if (id > 0 && !check_reference (database, RS_RECORD_SOURCE, id, error))
            return FALSE;
        }
      for (guint i = 0; i < incident->claims->len; i++)
        {
          const RsClaim *claim = g_ptr_array_index (incident->claims, i);

          if (claim->source_id > 0
              && !check_reference (database, RS_RECORD_SOURCE, claim->source_id, error))
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
apply_in_writer (RsDatabase *database, gpointer user_data, GError **error)
{
  Apply *apply = user_data;
  guint n_puts = 0;

  if (!settle_ids (apply, database, error))
    return FALSE;
  for (guint i = 0; i < apply->steps->len; i++)
    {
      const RsEditStep *step = &g_array_index (apply->steps, RsEditStep, i);
      gint64 id = step->action == RS_EDIT_PUT ? apply->ids[n_puts++] : 0;

      if (!write_step (apply, database, step, id, error))
        return FALSE;
    }
  for (guint i = 0; i < apply->steps->len; i++)
    {
      const RsEditStep *step = &g_array_index (apply->steps, RsEditStep, i);

      if (step->action == RS_EDIT_DELETE && !check_deletion (step, database, error))
        return FALSE;
      if (step->action == RS_EDIT_PUT && !check_references (apply, database, step, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
rs_apply_edit (RsStore *store, RsEdit *edit, GError **error)
{
  Apply apply = { rs_edit_get_steps (edit), rs_edit_get_puts (edit), NULL };
  g_autofree gint64 *ids = g_new0 (gint64, apply.puts->len + 1);

  apply.ids = ids;
  if (!rs_store_edit (store, "edit", rs_edit_get_summary (edit), apply_in_writer, &apply, error))
    return FALSE;
  for (guint i = 0; i < apply.puts->len; i++)
    get_put (&apply, i)->id = ids[i];
  return TRUE;
}
