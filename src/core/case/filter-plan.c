/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "case/filter-plan.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "case/filter-fixes.h"
#include "case/lists.h"
#include "case/vessel-text.h"
#include "case/watch.h"
#include "drawing/parallel.h"
#include "places/gazetteer.h"
#include "places/own-places.h"

/* Pieces of work for the threads: more than there are, as vessels differ. */
#define N_PIECES 128
/* So few vessels whose fixes nobody asks for are looked at faster than threads are woken. */
#define INLINE_MAX 200

/* A condition of a vessel. */
typedef struct
{
  const RsFilterCondition *condition;
  char **words;       /* name: as search keys */
  guint8 *is_listed;  /* event, incident, watchlist: parallel to the vessels */
} VesselTest;

struct _RsFilterPlan
{
  RsSnapshot *snapshot;
  RsFilter *filter;
  GPtrArray *problems;
  RsFixTest wanted;   /* all its groups */
  RsFixTest unwanted; /* any of its groups */
  GArray *tests; /* of VesselTest, by kind, those that exclude last */
  gboolean events_suffice; /* fixes are asked for their time alone, and that an event has */
};

typedef struct
{
  RsFilterResult result;
  gatomicrefcount ref_count;
  guint8 *passes;
} FullResult;

/* Looking names up */

static void
clear_vessel_test (gpointer data)
{
  VesselTest *test = data;

  g_strfreev (test->words);
  g_free (test->is_listed);
}

static void G_GNUC_PRINTF (2, 3)
add_problem (RsFilterPlan *self, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (self->problems, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

static void
add_port (RsFilterPlan *self, RsFixTest *test, const RsFilterCondition *condition)
{
  const RsPlace *place = rs_own_places_find (self->snapshot, condition->text);
  const RsPort *port = place ? NULL : rs_gazetteer_find (condition->text);
  double radius_m = condition->radius_nm * RS_M_PER_NM;

  if (place)
    {
      RsLatLon p = { rs_deg_from_e7 (place->lat_e7), rs_deg_from_e7 (place->lon_e7) };

      g_ptr_array_add (test->areas, rs_area_new_circle (p, radius_m));
    }
  else if (port)
    {
      /* The place of a code can lie inland, the roadstead before the breakwater. */
      g_ptr_array_add (test->areas, rs_area_new_circle (port->place, radius_m));
      g_ptr_array_add (test->areas, rs_area_new_circle (port->roadstead, radius_m));
    }
  else
    {
      add_problem (self, _("No port is called “%s”, or more than one."), condition->text);
    }
}

static void
add_waters (RsFilterPlan *self, RsFixTest *test, const RsFilterCondition *condition)
{
  g_autoptr (GError) error = NULL;

  if (!test->world)
    test->world = rs_waters_get_default (&error);
  if (!test->world)
    add_problem (self, "%s", error->message);
  else if (!rs_waters_add_country (test->world, condition->text, &test->waters))
    add_problem (self, _("No country with the code %s has a coast that is known."),
                 condition->text);
}

static void
add_import (RsFilterPlan *self, RsFixTest *test, const RsFilterCondition *condition)
{
  test->has_imports = TRUE;
  for (guint i = 0; i < self->snapshot->imports->len; i++)
    if (((const RsImport *) g_ptr_array_index (self->snapshot->imports, i))->id == condition->id)
      {
        test->imports[i] = 1;
        return;
      }
  add_problem (self, _("This case has no import %" PRId64 "."), condition->id);
}

static void
add_to_fix_test (RsFilterPlan *self, RsFixTest *test, const RsFilterCondition *condition)
{
  RsTimeSpan span = { condition->from_ms,
                      condition->to_ms == RS_TIME_NONE ? G_MAXINT64 : condition->to_ms };
  RsSpeedRange range = { (guint) ceil (CLAMP (condition->min, 0, 10000) * 10 - 1e-6),
                         (guint) floor (CLAMP (condition->max, 0, 6553) * 10 + 1e-6) };

  test->has_places |= rs_filter_kind_is_place (condition->kind);
  switch (condition->kind)
    {
    case RS_FILTER_TIME:
      g_array_append_val (test->spans, span);
      break;
    case RS_FILTER_AREA:
      g_ptr_array_add (test->areas, rs_area_new_polygon ((gpointer) condition->area->data,
                                                         condition->area->len));
      break;
    case RS_FILTER_PORT:
      add_port (self, test, condition);
      break;
    case RS_FILTER_WATERS:
      add_waters (self, test, condition);
      break;
    case RS_FILTER_SPEED:
      g_array_append_val (test->speeds, range);
      break;
    case RS_FILTER_IMPORT:
      add_import (self, test, condition);
      break;
    case RS_FILTER_TYPE:
    case RS_FILTER_FLAG:
    case RS_FILTER_LENGTH:
    case RS_FILTER_NAME:
    case RS_FILTER_EVENT:
    case RS_FILTER_INCIDENT:
    case RS_FILTER_WATCHLIST:
    case RS_N_FILTER_KINDS:
    default:
      g_return_if_reached ();
    }
}

static void
list_vessel (const RsFilterPlan *self, VesselTest *test, gint64 vessel_id)
{
  gint i = rs_snapshot_find_vessel (self->snapshot, vessel_id);

  if (i >= 0)
    test->is_listed[i] = 1;
}

static gboolean
is_within (const GArray *spans, gint64 from_ms, gint64 to_ms)
{
  for (guint i = 0; i < spans->len; i++)
    {
      const RsTimeSpan *span = &g_array_index (spans, RsTimeSpan, i);

      if (from_ms <= span->to_ms && to_ms >= span->from_ms)
        return TRUE;
    }
  return spans->len == 0;
}

static void
list_by_event (RsFilterPlan *self, VesselTest *test)
{
  for (guint i = 0; i < self->snapshot->events->len; i++)
    {
      const RsEvent *event = g_ptr_array_index (self->snapshot->events, i);

      if (event->kind == (RsEventKind) test->condition->id
          && is_within (self->wanted.spans, event->from_ms, event->to_ms))
        list_vessel (self, test, event->vessel_id);
    }
}

static void
list_by_incident (RsFilterPlan *self, VesselTest *test)
{
  gint64 number = test->condition->id;
  gboolean found = number == 0;

  for (guint i = 0; i < self->snapshot->incidents->len; i++)
    {
      const RsIncident *incident = g_ptr_array_index (self->snapshot->incidents, i);

      if (number && incident->number != number)
        continue;
      found = TRUE;
      for (guint k = 0; k < incident->vessel_ids->len; k++)
        list_vessel (self, test, g_array_index (incident->vessel_ids, gint64, k));
    }
  if (!found)
    add_problem (self, _("This case has no incident %" PRId64 "."), number);
}

static void
list_by_watchlist (RsFilterPlan *self, VesselTest *test)
{
  g_autoptr (GArray) matches = NULL;
  gint64 id = test->condition->id;

  if (id && !rs_case_find_list (self->snapshot, RS_LIST_WATCH, id))
    {
      add_problem (self, _("This case has no watchlist %" PRId64 "."), id);
      return;
    }
  matches = rs_watch_match (self->snapshot);
  for (guint i = 0; i < matches->len; i++)
    {
      const RsWatchMatch *match = &g_array_index (matches, RsWatchMatch, i);

      if (id == 0 || match->list->id == id)
        list_vessel (self, test, match->vessel_id);
    }
}

static void
add_vessel_test (RsFilterPlan *self, const RsFilterCondition *condition)
{
  VesselTest test = { .condition = condition };

  if (condition->kind == RS_FILTER_NAME)
    {
      test.words = rs_search_words (condition->text);
      if (!*test.words)
        add_problem (self, _("“%s” has no letter or digit to look for."), condition->text);
    }
  if (condition->kind >= RS_FILTER_EVENT)
    test.is_listed = g_new0 (guint8, self->snapshot->vessels->len + 1);
  if (condition->kind == RS_FILTER_EVENT)
    list_by_event (self, &test);
  else if (condition->kind == RS_FILTER_INCIDENT)
    list_by_incident (self, &test);
  else if (condition->kind == RS_FILTER_WATCHLIST)
    list_by_watchlist (self, &test);
  self->events_suffice |= condition->kind == RS_FILTER_EVENT && !condition->negated;
  g_array_append_val (self->tests, test);
}

RsFilterPlan *
rs_filter_plan_new (RsSnapshot *snapshot, const RsFilter *filter)
{
  RsFilterPlan *self = g_new0 (RsFilterPlan, 1);

  self->snapshot = rs_snapshot_ref (snapshot);
  self->filter = rs_filter_ref (filter);
  self->problems = g_ptr_array_new_with_free_func (g_free);
  self->tests = g_array_new (FALSE, FALSE, sizeof (VesselTest));
  g_array_set_clear_func (self->tests, clear_vessel_test);
  rs_fix_test_init (&self->wanted, snapshot->imports->len);
  rs_fix_test_init (&self->unwanted, snapshot->imports->len);
  /* By kind: the time is known before the events. */
  for (guint i = 0; i < filter->n; i++)
    {
      const RsFilterCondition *condition = filter->conditions[i];

      if (rs_filter_kind_is_of_fix (condition->kind))
        add_to_fix_test (self, condition->negated ? &self->unwanted : &self->wanted, condition);
      else
        add_vessel_test (self, condition);
    }
  rs_fix_test_seal (&self->wanted);
  rs_fix_test_seal (&self->unwanted);
  self->events_suffice &= self->wanted.speeds->len == 0 && !self->wanted.has_places && !self->wanted.has_imports;
  return self;
}

void
rs_filter_plan_free (RsFilterPlan *self)
{
  rs_fix_test_clear (&self->wanted);
  rs_fix_test_clear (&self->unwanted);
  g_array_unref (self->tests);
  g_ptr_array_unref (self->problems);
  rs_filter_unref (self->filter);
  rs_snapshot_unref (self->snapshot);
  g_free (self);
}

const GPtrArray *
rs_filter_plan_get_problems (const RsFilterPlan *self)
{
  return self->problems;
}

/* A vessel */

static gboolean
is_of_type (const RsFilterCondition *condition, gint ship_type)
{
  return ship_type > 0 && ship_type >= condition->min && ship_type <= condition->max;
}

static gboolean
is_of_length (const RsFilterCondition *condition, guint length_m)
{
  return length_m > 0 && length_m >= condition->min && length_m <= condition->max;
}

/* What it is, or said of itself at any time. */
static gboolean
meets_static (const RsFilterCondition *condition, const RsVessel *vessel)
{
  gboolean is_type = condition->kind == RS_FILTER_TYPE;
  gboolean unknown = is_type && condition->max == 0;

  if (unknown ? vessel->ship_type <= 0
      : is_type ? is_of_type (condition, vessel->ship_type)
                : is_of_length (condition, (guint) vessel->dim_a_m + vessel->dim_b_m))
    return TRUE;
  for (guint i = 0; !unknown && i < vessel->identities->len; i++)
    {
      const RsIdentity *said = g_ptr_array_index (vessel->identities, i);

      if (is_type ? is_of_type (condition, said->ship_type)
                  : is_of_length (condition, (guint) said->dim_a_m + said->dim_b_m))
        return TRUE;
    }
  return FALSE;
}

/* @text: (inout): the vessel's search text, made when first wanted. */
static gboolean
meets_name (const VesselTest *test, const RsVessel *vessel, char **text)
{
  if (!*text)
    *text = rs_vessel_search_text (vessel);
  return *test->words && rs_search_text_has (*text, test->words);
}

static gboolean
meets_vessel_test (const VesselTest *test, const RsVessel *vessel, guint index, char **text)
{
  switch (test->condition->kind)
    {
    case RS_FILTER_TYPE:
    case RS_FILTER_LENGTH:
      return meets_static (test->condition, vessel);
    case RS_FILTER_FLAG:
      return g_ascii_strcasecmp (vessel->flag, test->condition->text) == 0;
    case RS_FILTER_NAME:
      return meets_name (test, vessel, text);
    case RS_FILTER_EVENT:
    case RS_FILTER_INCIDENT:
    case RS_FILTER_WATCHLIST:
      return test->is_listed[index] != 0;
    case RS_FILTER_TIME:
    case RS_FILTER_AREA:
    case RS_FILTER_PORT:
    case RS_FILTER_WATERS:
    case RS_FILTER_SPEED:
    case RS_FILTER_IMPORT:
    case RS_N_FILTER_KINDS:
    default:
      g_return_val_if_reached (FALSE);
    }
}

static gboolean
takes_vessel (const RsFilterPlan *self, guint index)
{
  const RsVessel *vessel = g_ptr_array_index (self->snapshot->vessels, index);
  g_autofree char *text = NULL;

  for (guint i = 0; i < self->tests->len;)
    {
      const VesselTest *first = &g_array_index (self->tests, VesselTest, i);
      gboolean met = FALSE;

      /* One group: a kind, and whether it excludes. */
      for (; i < self->tests->len; i++)
        {
          const VesselTest *test = &g_array_index (self->tests, VesselTest, i);

          if (test->condition->kind != first->condition->kind
              || test->condition->negated != first->condition->negated)
            break;
          met = met || meets_vessel_test (test, vessel, index, &text);
        }
      if (met == first->condition->negated)
        return FALSE;
    }
  return TRUE;
}

gboolean
rs_filter_plan_takes_fix (const RsFilterPlan *self, const RsFix *fix)
{
  RsWatersCursor cursor = { 0 };

  if (self->wanted.spans->len > 0
      && (fix->t_ms == RS_TIME_NONE || !rs_fix_test_has_time (&self->wanted, fix->t_ms)))
    return FALSE;
  return rs_fix_test_meets_all (&self->wanted, fix, &cursor);
}

/* All of them */

typedef struct
{
  RsFilterPlan *plan;
  GCancellable *cancellable;
  guint8 *passes;
  guint n, n_pieces;
} Run;

static gboolean
takes (const RsFilterPlan *self, guint index)
{
  const RsTrack *track = g_ptr_array_index (self->snapshot->tracks, index);
  const RsUndated *undated = index < self->snapshot->undated->len
                               ? g_ptr_array_index (self->snapshot->undated, index)
                               : NULL;
  RsFixSearch search = { .wanted = &self->wanted, .unwanted = &self->unwanted,
                         .found = !self->wanted.is_asked || self->events_suffice };

  if (!takes_vessel (self, index))
    return FALSE;
  if (track)
    rs_fix_search_track (&search, track);
  if (undated)
    rs_fix_search_undated (&search, undated->fixes, undated->n);
  return search.found && !search.refused;
}

static void
run_piece (guint piece, gpointer user_data)
{
  Run *run = user_data;
  guint first = (guint) ((guint64) run->n * piece / run->n_pieces);
  guint end = (guint) ((guint64) run->n * (piece + 1) / run->n_pieces);

  for (guint i = first; i < end && !g_cancellable_is_cancelled (run->cancellable); i++)
    run->passes[i] = (guint8) takes (run->plan, i);
}

RsFilterResult *
rs_filter_plan_run (RsFilterPlan *self, GCancellable *cancellable, GError **error)
{
  guint n = self->snapshot->vessels->len;
  g_autofree guint8 *passes = g_new0 (guint8, n + 1);
  Run run = { self, cancellable, passes, n, MIN (n, N_PIECES) };
  FullResult *full;

  if (n <= INLINE_MAX && !self->wanted.is_asked && !self->unwanted.is_asked)
    run.n_pieces = MIN (n, 1);
  rs_parallel_run (run.n_pieces, run_piece, &run);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  full = g_new0 (FullResult, 1);
  g_atomic_ref_count_init (&full->ref_count);
  full->passes = g_steal_pointer (&passes);
  full->result = (RsFilterResult){ rs_snapshot_ref (self->snapshot), full->passes, n, 0 };
  for (guint i = 0; i < n; i++)
    full->result.n_passing += full->passes[i];
  return &full->result;
}

RsFilterResult *
rs_filter_result_ref (RsFilterResult *self)
{
  g_atomic_ref_count_inc (&((FullResult *) self)->ref_count);
  return self;
}

void
rs_filter_result_unref (RsFilterResult *self)
{
  FullResult *full = (FullResult *) self;

  if (!g_atomic_ref_count_dec (&full->ref_count))
    return;
  rs_snapshot_unref (self->snapshot);
  g_free (full->passes);
  g_free (full);
}

gboolean
rs_filter_result_has (const RsFilterResult *self, gint64 vessel_id)
{
  gint i = rs_snapshot_find_vessel (self->snapshot, vessel_id);

  return i < 0 || self->passes[i];
}
