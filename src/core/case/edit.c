/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case/edit-private.h"

struct _RsEdit
{
  char *summary;
  GArray *steps; /* of RsEditStep */
  GArray *puts;  /* of guint */
};

static void
free_record (RsRecordKind kind, gpointer record)
{
  switch (kind)
    {
    case RS_RECORD_VESSEL:
      rs_vessel_free (record);
      break;
    case RS_RECORD_EVENT:
      rs_event_free (record);
      break;
    case RS_RECORD_INCIDENT:
      rs_incident_free (record);
      break;
    case RS_RECORD_SOURCE:
      rs_source_free (record);
      break;
    case RS_RECORD_NOTE:
      rs_note_free (record);
      break;
    case RS_N_RECORDS:
    default:
      g_return_if_reached ();
    }
}

static void
clear_step (gpointer data)
{
  RsEditStep *step = data;

  if (step->record)
    free_record (step->kind, step->record);
  g_free (step->key);
  g_free (step->value);
}

RsEdit *
rs_edit_new (const char *summary)
{
  RsEdit *self = g_new0 (RsEdit, 1);

  self->summary = g_strdup (summary);
  self->steps = g_array_new (FALSE, TRUE, sizeof (RsEditStep));
  g_array_set_clear_func (self->steps, clear_step);
  self->puts = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

void
rs_edit_free (RsEdit *self)
{
  g_array_unref (self->steps);
  g_array_unref (self->puts);
  g_free (self->summary);
  g_free (self);
}

static guint
put (RsEdit *self, RsRecordKind kind, gpointer record)
{
  RsEditStep step = { .action = RS_EDIT_PUT, .kind = kind, .record = record };
  guint at = self->steps->len;

  g_array_append_val (self->steps, step);
  g_array_append_val (self->puts, at);
  return self->puts->len - 1;
}

guint
rs_edit_put_vessel (RsEdit *self, const RsVessel *vessel)
{
  return put (self, RS_RECORD_VESSEL, rs_vessel_copy (vessel));
}

guint
rs_edit_put_event (RsEdit *self, const RsEvent *event)
{
  return put (self, RS_RECORD_EVENT, rs_event_copy (event));
}

guint
rs_edit_put_incident (RsEdit *self, const RsIncident *incident)
{
  return put (self, RS_RECORD_INCIDENT, rs_incident_copy (incident));
}

guint
rs_edit_put_source (RsEdit *self, const RsSource *source)
{
  return put (self, RS_RECORD_SOURCE, rs_source_copy (source));
}

guint
rs_edit_put_note (RsEdit *self, const RsNote *note)
{
  return put (self, RS_RECORD_NOTE, rs_note_copy (note));
}

void
rs_edit_delete (RsEdit *self, RsRecordKind kind, gint64 id)
{
  RsEditStep step = { .action = RS_EDIT_DELETE, .kind = kind, .id = id };

  g_array_append_val (self->steps, step);
}

void
rs_edit_remove_import (RsEdit *self, gint64 import_id)
{
  RsEditStep step = { .action = RS_EDIT_REMOVE_IMPORT, .id = import_id };

  g_array_append_val (self->steps, step);
}

void
rs_edit_set (RsEdit *self, const char *key, const char *value)
{
  RsEditStep step = { .action = RS_EDIT_SET, .key = g_strdup (key), .value = g_strdup (value) };

  g_array_append_val (self->steps, step);
}

gint64
rs_edit_get_id (RsEdit *self, guint index)
{
  g_return_val_if_fail (index < self->puts->len, 0);

  return g_array_index (self->steps, RsEditStep, g_array_index (self->puts, guint, index)).id;
}

const char *
rs_edit_get_summary (const RsEdit *self)
{
  return self->summary;
}

GArray *
rs_edit_get_steps (RsEdit *self)
{
  return self->steps;
}

GArray *
rs_edit_get_puts (RsEdit *self)
{
  return self->puts;
}
