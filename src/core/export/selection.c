/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "export/selection.h"

const char *
rs_export_generator (void)
{
  return "Roadstead " RS_VERSION;
}

static gboolean
contains (const gint64 *ids, guint n, gint64 id)
{
  for (guint i = 0; i < n; i++)
    if (ids[i] == id)
      return TRUE;
  return ids == NULL;
}

static gboolean
in_time (const RsExportOptions *options, gint64 t_ms)
{
  return (options->from_ms == RS_TIME_NONE || t_ms >= options->from_ms)
         && (options->to_ms == RS_TIME_NONE || t_ms <= options->to_ms);
}

RsSelection *
rs_selection_new (RsSnapshot *snapshot, const RsExportOptions *options)
{
  RsSelection *self = g_new0 (RsSelection, 1);
  gboolean any_time = options->from_ms == RS_TIME_NONE && options->to_ms == RS_TIME_NONE;

  self->snapshot = snapshot;
  self->options = options;
  self->vessels = g_ptr_array_new ();
  self->tracks = g_ptr_array_new ();
  self->undated = g_ptr_array_new ();
  self->incidents = g_ptr_array_new ();
  for (guint i = 0; i < snapshot->vessels->len; i++)
    {
      RsVessel *vessel = g_ptr_array_index (snapshot->vessels, i);
      RsTrack *track = g_ptr_array_index (snapshot->tracks, i);

      if (!contains (options->vessel_ids, options->n_vessels, vessel->id))
        continue;
      g_ptr_array_add (self->vessels, vessel);
      g_ptr_array_add (self->tracks, track);
      g_ptr_array_add (self->undated,
                       any_time ? (gpointer) rs_snapshot_get_undated (snapshot, vessel->id) : NULL);
      for (guint j = 0; track->n_not_observed > 0 && j < track->n && !self->has_inferred; j++)
        self->has_inferred = track->fixes[j].provenance != RS_OBSERVED
                             && in_time (options, track->fixes[j].t_ms);
    }
  for (guint i = 0; i < snapshot->incidents->len; i++)
    {
      RsIncident *incident = g_ptr_array_index (snapshot->incidents, i);

      if (contains (options->incident_ids, options->n_incidents, incident->id))
        g_ptr_array_add (self->incidents, incident);
    }
  return self;
}

void
rs_selection_free (RsSelection *self)
{
  g_ptr_array_unref (self->vessels);
  g_ptr_array_unref (self->tracks);
  g_ptr_array_unref (self->undated);
  g_ptr_array_unref (self->incidents);
  g_free (self);
}

guint64
rs_selection_count_undated (const RsSelection *self)
{
  guint64 n = 0;

  for (guint i = 0; i < self->undated->len; i++)
    {
      const RsUndated *undated = g_ptr_array_index (self->undated, i);

      n += undated ? undated->n : 0;
    }
  return n;
}

char *
rs_selection_describe_undated (const RsSelection *self)
{
  guint64 n = rs_selection_count_undated (self);

  return n > 0 ? g_strdup_printf ("Positions without a time, which are not in this file: %" G_GUINT64_FORMAT ".", n)
               : NULL;
}

char *
rs_selection_name_part (const RsVessel *vessel, const RsTrack *part, guint hull,
                        RsProvenance provenance)
{
  GString *name = g_string_new (vessel->name);

  if (part->whole && hull > 0)
    g_string_append_printf (name, " (hull %u)", hull);
  else if (part->whole)
    g_string_append (name, " (strays)");
  if (provenance != RS_OBSERVED)
    g_string_append_printf (name, " (%s)", rs_provenance_to_string (provenance));
  return g_string_free (name, FALSE);
}

gboolean
rs_selection_next_run (const RsSelection *self, const RsTrack *track, guint *at, RsRun *out)
{
  guint i = *at, end;

  while (i < track->n && !in_time (self->options, track->fixes[i].t_ms))
    i++;
  if (i >= track->n)
    return FALSE;
  for (end = i + 1; end < track->n; end++)
    if ((track->fixes[end].flags & RS_FIX_BREAK)
        || track->fixes[end].provenance != track->fixes[i].provenance
        || !in_time (self->options, track->fixes[end].t_ms))
      break;
  out->provenance = track->fixes[i].provenance;
  out->first = i;
  out->n = end - i;
  *at = end;
  if (out->provenance == RS_OBSERVED)
    return TRUE;
  if (i > 0 && !(track->fixes[i].flags & RS_FIX_BREAK)
      && in_time (self->options, track->fixes[i - 1].t_ms))
    {
      out->first--;
      out->n++;
    }
  if (end < track->n && !(track->fixes[end].flags & RS_FIX_BREAK)
      && track->fixes[end].provenance == RS_OBSERVED
      && in_time (self->options, track->fixes[end].t_ms))
    out->n++;
  return TRUE;
}

gboolean
rs_selection_has_event (const RsSelection *self, const RsEvent *event)
{
  if (event->vessel_id
      && !contains (self->options->vessel_ids, self->options->n_vessels, event->vessel_id))
    return FALSE;
  return (self->options->from_ms == RS_TIME_NONE || event->to_ms >= self->options->from_ms)
         && (self->options->to_ms == RS_TIME_NONE || event->from_ms <= self->options->to_ms);
}
