/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/models/record-view.h"

#include <string.h>

#include "case/vessel-text.h"
#include "drawing/event-title.h"
#include "places/gazetteer.h"

/* The request */

void
rs_record_request_clear (RsRecordRequest *self)
{
  g_clear_pointer (&self->snapshot, rs_snapshot_unref);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  g_clear_pointer (&self->words, g_strfreev);
  g_clear_pointer (&self->outside, g_hash_table_unref);
  g_clear_pointer (&self->filter, rs_filter_unref);
  g_clear_pointer (&self->passing, rs_filter_result_unref);
}

RsRecordRequest *
rs_record_request_copy (const RsRecordRequest *self)
{
  RsRecordRequest *copy = g_memdup2 (self, sizeof *self);

  if (copy->snapshot)
    rs_snapshot_ref (copy->snapshot);
  if (copy->texts)
    g_ptr_array_ref (copy->texts);
  copy->words = g_strdupv (self->words);
  if (copy->outside)
    g_hash_table_ref (copy->outside);
  if (copy->filter)
    rs_filter_ref (copy->filter);
  if (copy->passing)
    rs_filter_result_ref (copy->passing);
  return copy;
}

void
rs_record_request_free (RsRecordRequest *self)
{
  rs_record_request_clear (self);
  g_free (self);
}

/* Search keys */

static void
append_ports (GString *text, const char *id)
{
  const RsPort *port = id && *id ? rs_gazetteer_get (id) : NULL;

  if (port)
    g_string_append_printf (text, " %s %s %s %s %s", port->name_en, port->name_ru, port->name_ko,
                            port->name_ja, port->aliases);
}

static char *
make_text (const RsSnapshot *snapshot, RsRecordKind kind, guint index)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (kind == RS_RECORD_VESSEL)
    return rs_vessel_search_text (g_ptr_array_index (snapshot->vessels, index));
  if (kind == RS_RECORD_INCIDENT)
    {
      const RsIncident *incident = g_ptr_array_index (snapshot->incidents, index);

      g_string_append_printf (text, "%d %s %s", incident->number, incident->title,
                              incident->narrative);
      for (guint i = 0; i < incident->vessel_ids->len; i++)
        {
          const RsVessel *vessel = rs_snapshot_get_vessel (
              snapshot, g_array_index (incident->vessel_ids, gint64, i));

          if (vessel)
            g_string_append_printf (text, " %s", vessel->name);
        }
      for (guint i = 0; i < incident->ports->len; i++)
        append_ports (text, g_ptr_array_index (incident->ports, i));
      for (guint i = 0; i < incident->claims->len; i++)
        {
          const RsClaim *claim = g_ptr_array_index (incident->claims, i);

          g_string_append_printf (text, " %s %s", claim->speaker, claim->text);
        }
    }
  else
    {
      const RsEvent *event = g_ptr_array_index (snapshot->events, index);
      const RsVessel *vessel
          = event->vessel_id ? rs_snapshot_get_vessel (snapshot, event->vessel_id) : NULL;

      g_autofree char *title = rs_event_dup_title (event, RS_LANG_EN);

      g_string_append_printf (text, "%s %s", title, event->detail);
      if (vessel)
        g_string_append_printf (text, " %s", vessel->name);
      append_ports (text, event->port);
      append_ports (text, event->to_port);
    }
  return rs_search_key (text->str);
}

static GPtrArray *
make_texts (const RsSnapshot *snapshot, RsRecordKind kind, GCancellable *cancellable)
{
  guint n = rs_record_count (snapshot, kind);
  GPtrArray *texts = g_ptr_array_new_full (n, g_free);

  for (guint i = 0; i < n && !g_cancellable_is_cancelled (cancellable); i++)
    g_ptr_array_add (texts, make_text (snapshot, kind, i));
  return texts;
}

/* What passes */

static gboolean
meets_span (const RsRecordRequest *self, gint64 from_ms, gint64 to_ms)
{
  return self->from_ms == RS_TIME_NONE || (from_ms <= self->to_ms && to_ms >= self->from_ms);
}

/* Of several conditions of a kind one must hold; without any, all pass. */
static gboolean
meets_ids (const RsFilter *filter, RsFilterKind kind, gint64 id)
{
  gboolean asked = FALSE;

  for (guint i = 0; filter && i < filter->n; i++)
    {
      const RsFilterCondition *c = filter->conditions[i];

      if (c->kind != kind || c->negated)
        continue;
      if (c->id == id || g_str_equal (c->value, "any"))
        return TRUE;
      asked = TRUE;
    }
  return !asked;
}

static gboolean
meets_times (const RsFilter *filter, gint64 from_ms, gint64 to_ms)
{
  gboolean asked = FALSE;

  for (guint i = 0; filter && i < filter->n; i++)
    {
      const RsFilterCondition *c = filter->conditions[i];

      if (c->kind != RS_FILTER_TIME || c->negated)
        continue;
      if ((c->to_ms == RS_TIME_NONE || from_ms <= c->to_ms) && to_ms >= c->from_ms)
        return TRUE;
      asked = TRUE;
    }
  return !asked;
}

static gboolean
has_passing_vessel (const RsRecordRequest *self, const RsIncident *incident)
{
  for (guint i = 0; i < incident->vessel_ids->len; i++)
    if (rs_filter_result_has (self->passing, g_array_index (incident->vessel_ids, gint64, i)))
      return TRUE;
  return incident->vessel_ids->len == 0;
}

static gboolean
takes_vessel (const RsRecordRequest *self, guint index)
{
  const RsVessel *vessel = g_ptr_array_index (self->snapshot->vessels, index);

  /* What the filter leaves out is outside, too. */
  if (self->outside)
    return !g_hash_table_contains (self->outside, &vessel->id);
  return !self->passing || rs_filter_result_has (self->passing, vessel->id);
}

/* One without a date may have been at any time. */
static gboolean
takes_incident (const RsRecordRequest *self, guint index)
{
  const RsIncident *incident = g_ptr_array_index (self->snapshot->incidents, index);
  gint64 to_ms = incident->to_ms == RS_TIME_NONE ? incident->from_ms : incident->to_ms;

  if (incident->from_ms != RS_TIME_NONE
      && (!meets_span (self, incident->from_ms, to_ms)
          || !meets_times (self->filter, incident->from_ms, to_ms)))
    return FALSE;
  return meets_ids (self->filter, RS_FILTER_INCIDENT, incident->number)
         && (!self->passing || has_passing_vessel (self, incident));
}

/* One of no vessel, as a date of policy, is of all. */
static gboolean
takes_event (const RsRecordRequest *self, guint index)
{
  const RsEvent *event = g_ptr_array_index (self->snapshot->events, index);

  if (self->event_kinds && !(self->event_kinds & (1u << event->kind)))
    return FALSE;
  return meets_span (self, event->from_ms, event->to_ms)
         && meets_times (self->filter, event->from_ms, event->to_ms)
         && meets_ids (self->filter, RS_FILTER_EVENT, event->kind)
         && (!self->passing || !event->vessel_id
             || rs_filter_result_has (self->passing, event->vessel_id));
}

static gboolean
takes (const RsRecordRequest *self, const GPtrArray *texts, guint index)
{
  gboolean taken = self->kind == RS_RECORD_VESSEL     ? takes_vessel (self, index)
                   : self->kind == RS_RECORD_INCIDENT ? takes_incident (self, index)
                                                      : takes_event (self, index);

  return taken
         && (!texts || rs_search_text_has (g_ptr_array_index (texts, index), self->words));
}

/* Of a request that takes nothing: whether that is by the span alone. */
static gboolean
is_outside (const RsRecordRequest *self, const GPtrArray *texts, GCancellable *cancellable)
{
  RsRecordRequest always = *self;
  guint n = rs_record_count (self->snapshot, self->kind);

  if (self->from_ms == RS_TIME_NONE)
    return FALSE;
  always.from_ms = always.to_ms = RS_TIME_NONE;
  always.outside = NULL;
  for (guint i = 0; i < n && !g_cancellable_is_cancelled (cancellable); i++)
    if (takes (&always, texts, i))
      return TRUE;
  return FALSE;
}

/* Order */

typedef struct
{
  gint64 rank; /* the smaller the earlier */
  guint index; /* by name */
} Sortable;

static int
compare_ranks (gconstpointer a, gconstpointer b)
{
  const Sortable *x = a, *y = b;

  if (x->rank != y->rank)
    return x->rank < y->rank ? -1 : 1;
  return x->index < y->index ? -1 : 1;
}

/* What is not known comes last. */
static gint64
rank_vessel (const RsSnapshot *snapshot, guint index, RsRecordOrder order)
{
  const RsVessel *vessel = g_ptr_array_index (snapshot->vessels, index);
  const RsTrack *track = g_ptr_array_index (snapshot->tracks, index);
  guint length_m = (guint) vessel->dim_a_m + vessel->dim_b_m;

  switch (order)
    {
    case RS_ORDER_LAST_SEEN:
      return track && track->n > 0 ? -track->to_ms : G_MAXINT64;
    case RS_ORDER_FIRST_SEEN:
      return track && track->n > 0 ? track->from_ms : G_MAXINT64;
    case RS_ORDER_POSITIONS:
      return track ? -(gint64) track->n : 0;
    case RS_ORDER_TYPE:
      return vessel->ship_type > 0 ? vessel->ship_type : G_MAXINT64;
    case RS_ORDER_FLAG:
      return vessel->flag[0] ? vessel->flag[0] * 256 + vessel->flag[1] : G_MAXINT64;
    case RS_ORDER_LENGTH:
      return -(gint64) length_m;
    case RS_ORDER_NAME:
    case RS_N_ORDERS:
    default:
      return index;
    }
}

static void
sort_vessels (GArray *indices, const RsSnapshot *snapshot, RsRecordOrder order)
{
  g_autofree Sortable *all = g_new (Sortable, MAX (indices->len, 1));

  for (guint i = 0; i < indices->len; i++)
    {
      guint index = g_array_index (indices, guint, i);

      all[i] = (Sortable){ rank_vessel (snapshot, index, order), index };
    }
  qsort (all, indices->len, sizeof *all, compare_ranks);
  for (guint i = 0; i < indices->len; i++)
    g_array_index (indices, guint, i) = all[i].index;
}

RsRecordView *
rs_record_view_new (const RsRecordRequest *request, GCancellable *cancellable)
{
  RsRecordView *self = g_new0 (RsRecordView, 1);
  gboolean has_words = request->words && request->words[0];
  guint n = rs_record_count (request->snapshot, request->kind);
  const GPtrArray *texts;

  self->snapshot = rs_snapshot_ref (request->snapshot);
  if (request->texts)
    self->texts = g_ptr_array_ref (request->texts);
  else if (has_words)
    self->texts = make_texts (request->snapshot, request->kind, cancellable);
  texts = has_words ? self->texts : NULL;
  self->indices = g_array_sized_new (FALSE, FALSE, sizeof (guint), n);
  self->keys = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n);
  for (guint i = 0; i < n && !g_cancellable_is_cancelled (cancellable); i++)
    if (takes (request, texts, i))
      g_array_append_val (self->indices, i);
  self->is_outside = self->indices->len == 0 && is_outside (request, texts, cancellable);
  if (request->kind == RS_RECORD_VESSEL && request->order != RS_ORDER_NAME)
    sort_vessels (self->indices, request->snapshot, request->order);
  for (guint i = 0; i < self->indices->len; i++)
    {
      gint64 key = rs_record_key (request->snapshot, request->kind,
                                  g_array_index (self->indices, guint, i));

      g_array_append_val (self->keys, key);
    }
  return self;
}

void
rs_record_view_free (RsRecordView *self)
{
  rs_snapshot_unref (self->snapshot);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  g_array_unref (self->indices);
  g_array_unref (self->keys);
  g_free (self);
}
