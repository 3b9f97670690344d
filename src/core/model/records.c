/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/records.h"

/* New records: all strings empty, all lists there, all times unknown. */

static char *
empty (void)
{
  return g_strdup ("");
}

/* Replaces the borrowed string at @text by an own copy. */
static void
own (char **text)
{
  *text = g_strdup (*text ? *text : "");
}

static GPtrArray *
copy_list (const GPtrArray *list, gpointer (*copy) (gconstpointer record), GDestroyNotify destroy)
{
  GPtrArray *result = g_ptr_array_new_full (list->len, destroy);

  for (guint i = 0; i < list->len; i++)
    g_ptr_array_add (result, copy (g_ptr_array_index (list, i)));
  return result;
}

static gpointer
copy_text (gconstpointer text)
{
  return g_strdup (text);
}

static gpointer
copy_identity (gconstpointer record)
{
  return rs_identity_copy (record);
}

static gpointer
copy_claim (gconstpointer record)
{
  return rs_claim_copy (record);
}

static gpointer
copy_attachment (gconstpointer record)
{
  return rs_attachment_copy (record);
}

RsIdentity *
rs_identity_new (void)
{
  RsIdentity *self = g_new0 (RsIdentity, 1);

  self->from_ms = RS_TIME_NONE;
  self->to_ms = RS_TIME_NONE;
  self->name = empty ();
  self->callsign = empty ();
  self->destination = empty ();
  return self;
}

RsIdentity *
rs_identity_copy (const RsIdentity *self)
{
  RsIdentity *copy = g_memdup2 (self, sizeof *self);

  own (&copy->name);
  own (&copy->callsign);
  own (&copy->destination);
  return copy;
}

void
rs_identity_free (RsIdentity *self)
{
  g_free (self->name);
  g_free (self->callsign);
  g_free (self->destination);
  g_free (self);
}

RsVessel *
rs_vessel_new (void)
{
  RsVessel *self = g_new0 (RsVessel, 1);

  self->name = empty ();
  self->callsign = empty ();
  self->flag = empty ();
  self->aliases = empty ();
  self->note = empty ();
  self->color = -1;
  self->identities = g_ptr_array_new_with_free_func ((GDestroyNotify) rs_identity_free);
  return self;
}

RsVessel *
rs_vessel_copy (const RsVessel *self)
{
  RsVessel *copy = g_memdup2 (self, sizeof *self);

  own (&copy->name);
  own (&copy->callsign);
  own (&copy->flag);
  own (&copy->aliases);
  own (&copy->note);
  copy->identities
      = copy_list (self->identities, copy_identity, (GDestroyNotify) rs_identity_free);
  return copy;
}

void
rs_vessel_free (RsVessel *self)
{
  g_free (self->name);
  g_free (self->callsign);
  g_free (self->flag);
  g_free (self->aliases);
  g_free (self->note);
  g_ptr_array_unref (self->identities);
  g_free (self);
}

RsEvent *
rs_event_new (void)
{
  RsEvent *self = g_new0 (RsEvent, 1);

  self->from_ms = RS_TIME_NONE;
  self->to_ms = RS_TIME_NONE;
  self->port = empty ();
  self->to_port = empty ();
  self->title = empty ();
  self->detail = empty ();
  return self;
}

RsEvent *
rs_event_copy (const RsEvent *self)
{
  RsEvent *copy = g_memdup2 (self, sizeof *self);

  own (&copy->port);
  own (&copy->to_port);
  own (&copy->title);
  own (&copy->detail);
  return copy;
}

void
rs_event_free (RsEvent *self)
{
  g_free (self->port);
  g_free (self->to_port);
  g_free (self->title);
  g_free (self->detail);
  g_free (self);
}

RsSource *
rs_source_new (void)
{
  RsSource *self = g_new0 (RsSource, 1);

  self->title = empty ();
  self->publisher = empty ();
  self->url = empty ();
  self->note = empty ();
  self->t_ms = RS_TIME_NONE;
  return self;
}

RsSource *
rs_source_copy (const RsSource *self)
{
  RsSource *copy = g_memdup2 (self, sizeof *self);

  own (&copy->title);
  own (&copy->publisher);
  own (&copy->url);
  own (&copy->note);
  return copy;
}

void
rs_source_free (RsSource *self)
{
  g_free (self->title);
  g_free (self->publisher);
  g_free (self->url);
  g_free (self->note);
  g_free (self);
}

RsClaim *
rs_claim_new (void)
{
  RsClaim *self = g_new0 (RsClaim, 1);

  self->speaker = empty ();
  self->text = empty ();
  self->t_ms = RS_TIME_NONE;
  return self;
}

RsClaim *
rs_claim_copy (const RsClaim *self)
{
  RsClaim *copy = g_memdup2 (self, sizeof *self);

  own (&copy->speaker);
  own (&copy->text);
  return copy;
}

void
rs_claim_free (RsClaim *self)
{
  g_free (self->speaker);
  g_free (self->text);
  g_free (self);
}

RsAttachment *
rs_attachment_new (void)
{
  RsAttachment *self = g_new0 (RsAttachment, 1);

  self->name = empty ();
  self->mime_type = empty ();
  self->sha256 = empty ();
  return self;
}

RsAttachment *
rs_attachment_copy (const RsAttachment *self)
{
  RsAttachment *copy = g_memdup2 (self, sizeof *self);

  own (&copy->name);
  own (&copy->mime_type);
  own (&copy->sha256);
  if (copy->content)
    g_bytes_ref (copy->content);
  return copy;
}

void
rs_attachment_free (RsAttachment *self)
{
  g_free (self->name);
  g_free (self->mime_type);
  g_free (self->sha256);
  g_clear_pointer (&self->content, g_bytes_unref);
  g_free (self);
}

RsIncident *
rs_incident_new (void)
{
  RsIncident *self = g_new0 (RsIncident, 1);

  self->title = empty ();
  self->narrative = empty ();
  self->kind = RS_INCIDENT_OTHER;
  self->from_ms = RS_TIME_NONE;
  self->to_ms = RS_TIME_NONE;
  self->area = g_array_new (FALSE, FALSE, sizeof (RsLatLon));
  self->vessel_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->ports = g_ptr_array_new_with_free_func (g_free);
  self->claims = g_ptr_array_new_with_free_func ((GDestroyNotify) rs_claim_free);
  self->source_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->attachments = g_ptr_array_new_with_free_func ((GDestroyNotify) rs_attachment_free);
  return self;
}

RsIncident *
rs_incident_copy (const RsIncident *self)
{
  RsIncident *copy = g_memdup2 (self, sizeof *self);

  own (&copy->title);
  own (&copy->narrative);
  copy->area = g_array_copy (self->area);
  copy->vessel_ids = g_array_copy (self->vessel_ids);
  copy->ports = copy_list (self->ports, copy_text, g_free);
  copy->claims = copy_list (self->claims, copy_claim, (GDestroyNotify) rs_claim_free);
  copy->source_ids = g_array_copy (self->source_ids);
  copy->attachments
      = copy_list (self->attachments, copy_attachment, (GDestroyNotify) rs_attachment_free);
  return copy;
}

void
rs_incident_free (RsIncident *self)
{
  g_free (self->title);
  g_free (self->narrative);
  g_array_unref (self->area);
  g_array_unref (self->vessel_ids);
  g_ptr_array_unref (self->ports);
  g_ptr_array_unref (self->claims);
  g_array_unref (self->source_ids);
  g_ptr_array_unref (self->attachments);
  g_free (self);
}

RsNote *
rs_note_new (void)
{
  RsNote *self = g_new0 (RsNote, 1);

  self->text = empty ();
  self->points = g_array_new (FALSE, FALSE, sizeof (RsLatLon));
  self->from_ms = RS_TIME_NONE;
  self->to_ms = RS_TIME_NONE;
  return self;
}

RsNote *
rs_note_copy (const RsNote *self)
{
  RsNote *copy = g_memdup2 (self, sizeof *self);

  own (&copy->text);
  copy->points = g_array_copy (self->points);
  return copy;
}

void
rs_note_free (RsNote *self)
{
  g_free (self->text);
  g_array_unref (self->points);
  g_free (self);
}

RsReasonCount *
rs_reason_count_new (const char *reason, guint64 n, guint32 first_line)
{
  RsReasonCount *self = g_new0 (RsReasonCount, 1);

  self->reason = g_strdup (reason);
  self->n = n;
  self->first_line = first_line;
  return self;
}

void
rs_reason_count_free (RsReasonCount *self)
{
  g_free (self->reason);
  g_free (self);
}

RsContent *
rs_content_new (const char *name, const char *sha256, guint64 size, guint32 line_base)
{
  RsContent *self = g_new0 (RsContent, 1);

  self->name = g_strdup (name);
  self->sha256 = g_strdup (sha256);
  self->size = size;
  self->line_base = line_base;
  return self;
}

RsContent *
rs_content_copy (const RsContent *self)
{
  return rs_content_new (self->name, self->sha256, self->size, self->line_base);
}

void
rs_content_free (RsContent *self)
{
  g_free (self->name);
  g_free (self->sha256);
  g_free (self);
}

RsImport *
rs_import_new (void)
{
  RsImport *self = g_new0 (RsImport, 1);

  self->file_name = empty ();
  self->sha256 = empty ();
  self->layout = empty ();
  self->options = empty ();
  self->clock = empty ();
  self->notes = empty ();
  self->reasons = g_ptr_array_new_with_free_func ((GDestroyNotify) rs_reason_count_free);
  self->contents = g_ptr_array_new_with_free_func ((GDestroyNotify) rs_content_free);
  self->t_ms = RS_TIME_NONE;
  self->from_ms = RS_TIME_NONE;
  self->to_ms = RS_TIME_NONE;
  return self;
}

RsImport *
rs_import_copy (const RsImport *self)
{
  RsImport *copy = g_memdup2 (self, sizeof *self);

  own (&copy->file_name);
  own (&copy->sha256);
  own (&copy->layout);
  own (&copy->options);
  own (&copy->clock);
  own (&copy->notes);
  copy->reasons = g_ptr_array_new_with_free_func ((GDestroyNotify) rs_reason_count_free);
  for (guint i = 0; i < self->reasons->len; i++)
    {
      const RsReasonCount *count = g_ptr_array_index (self->reasons, i);

      g_ptr_array_add (copy->reasons,
                       rs_reason_count_new (count->reason, count->n, count->first_line));
    }
  copy->contents = g_ptr_array_new_with_free_func ((GDestroyNotify) rs_content_free);
  for (guint i = 0; i < self->contents->len; i++)
    g_ptr_array_add (copy->contents, rs_content_copy (g_ptr_array_index (self->contents, i)));
  return copy;
}

void
rs_import_free (RsImport *self)
{
  g_free (self->file_name);
  g_free (self->sha256);
  g_free (self->layout);
  g_free (self->options);
  g_free (self->clock);
  g_free (self->notes);
  g_ptr_array_unref (self->reasons);
  g_ptr_array_unref (self->contents);
  g_free (self);
}

const RsContent *
rs_import_find_content (const RsImport *self, guint32 line, guint32 *out_line)
{
  const RsContent *found = NULL;

  for (guint i = 0; i < self->contents->len; i++)
    {
      const RsContent *content = g_ptr_array_index (self->contents, i);

      if (line <= content->line_base && i > 0)
        break;
      found = content;
    }
  *out_line = found && line > found->line_base ? line - found->line_base : line;
  return found;
}

char *
rs_import_dup_place (const RsImport *self, guint32 line, guint32 *out_line)
{
  const RsContent *content = rs_import_find_content (self, line, out_line);

  return content && *content->name ? g_strdup_printf ("%s/%s", self->file_name, content->name)
                                   : g_strdup (self->file_name);
}

RsReject *
rs_reject_new (void)
{
  RsReject *self = g_new0 (RsReject, 1);

  self->reason = empty ();
  self->text = empty ();
  return self;
}

void
rs_reject_free (RsReject *self)
{
  g_free (self->reason);
  g_free (self->text);
  g_free (self);
}
