/* SPDX-License-Identifier: GPL-3.0-or-later */
/* models/record-model: what a list shows, what a search lets through, what stays over snapshots. */
#include <gtk/gtk.h>

#include "app/models/record-model.h"

static void
add_vessel (RsSnapshot *snapshot, gint64 id, const char *name, guint32 mmsi, guint32 imo)
{
  RsVessel *vessel = rs_vessel_new ();

  vessel->id = id;
  g_free (vessel->name);
  vessel->name = g_strdup (name);
  vessel->mmsi = mmsi;
  vessel->imo = imo;
  g_ptr_array_add (snapshot->vessels, vessel);
  g_ptr_array_add (snapshot->tracks, rs_track_new (id, NULL, 0, 0));
}

static RsSnapshot *
create_snapshot (gboolean with_third)
{
  RsSnapshot *snapshot = rs_snapshot_new ();

  add_vessel (snapshot, 7, "CHON MA SAN", 445123000, 9307839);
  add_vessel (snapshot, 9, "Надежда", 273123000, 0);
  if (with_third)
    add_vessel (snapshot, 12, "Tanker 1", 0, 0);
  rs_snapshot_seal (snapshot);
  return snapshot;
}

static guint
count (RsRecordModel *model, const char *query)
{
  rs_record_model_set_query (model, query);
  return g_list_model_get_n_items (G_LIST_MODEL (model));
}

static void
add_event (RsSnapshot *snapshot, gint64 from_ms, gint64 to_ms)
{
  RsEvent *event = rs_event_new ();

  event->id = snapshot->events->len + 1;
  event->from_ms = from_ms;
  event->to_ms = to_ms;
  g_ptr_array_add (snapshot->events, event);
}

static guint
narrow (RsRecordModel *model, gint64 from_ms, gint64 to_ms, GHashTable *outside)
{
  rs_record_model_set_span (model, from_ms, to_ms, outside);
  return g_list_model_get_n_items (G_LIST_MODEL (model));
}

static void
test_span (void)
{
  g_autoptr (RsRecordModel) vessels = rs_record_model_new (RS_RECORD_VESSEL);
  g_autoptr (RsRecordModel) events = rs_record_model_new (RS_RECORD_EVENT);
  g_autoptr (RsSnapshot) snapshot = rs_snapshot_new ();
  g_autoptr (GHashTable) outside = g_hash_table_new (g_int64_hash, g_int64_equal);
  const gint64 nine = 9;

  add_vessel (snapshot, 7, "A", 1, 0);
  add_vessel (snapshot, 9, "B", 2, 0);
  add_event (snapshot, 1000, 1000);
  add_event (snapshot, 2000, 5000);
  add_event (snapshot, 9000, 9500);
  rs_snapshot_seal (snapshot);
  rs_record_model_set_snapshot (vessels, snapshot);
  rs_record_model_set_snapshot (events, snapshot);
  g_hash_table_add (outside, (gpointer) &nine);

  g_assert_cmpuint (narrow (vessels, 0, 10000, outside), ==, 1);
  g_assert_cmpuint (rs_record_model_find (vessels, 7), ==, 0);
  /* Both ends count, and what began before and ended after, too. */
  g_assert_cmpuint (narrow (events, 1000, 2000, NULL), ==, 2);
  g_assert_cmpuint (narrow (events, 3000, 4000, NULL), ==, 1);
  g_assert_cmpuint (narrow (events, 5001, 8999, NULL), ==, 0);
  /* The filter stays over a new query, and goes. */
  g_assert_cmpuint (count (vessels, "b"), ==, 0);
  g_assert_cmpuint (narrow (vessels, RS_TIME_NONE, RS_TIME_NONE, NULL), ==, 1);
  g_assert_cmpuint (narrow (events, RS_TIME_NONE, RS_TIME_NONE, NULL), ==, 3);
}

static void
test_query (void)
{
  g_autoptr (RsRecordModel) model = rs_record_model_new (RS_RECORD_VESSEL);
  g_autoptr (RsSnapshot) snapshot = create_snapshot (TRUE);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 0);
  rs_record_model_set_snapshot (model, snapshot);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 3);
  g_assert_cmpuint (count (model, "chon"), ==, 1);
  g_assert_cmpuint (count (model, "445123"), ==, 1);
  g_assert_cmpuint (count (model, "IMO 9307839"), ==, 1);
  g_assert_cmpuint (count (model, "imo9307839"), ==, 1);
  g_assert_cmpuint (count (model, "надежда"), ==, 1);
  g_assert_cmpuint (count (model, "НАДЕЖДА"), ==, 1);
  g_assert_cmpuint (count (model, "chon 273"), ==, 0);
  g_assert_cmpuint (count (model, "  "), ==, 3);
  g_assert_cmpuint (rs_record_model_find (model, 9), ==, 1);
  g_assert_cmpuint (rs_record_model_find (model, 8), ==, G_MAXUINT);
  g_assert_cmpuint (rs_record_model_get_n_all (model), ==, 3);
}

typedef struct
{
  guint n_signals, position, removed, added, all_removed, all_added;
} Changes;

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, Changes *changes)
{
  changes->n_signals++;
  changes->position = position;
  changes->removed = removed;
  changes->added = added;
  changes->all_removed += removed;
  changes->all_added += added;
}

static void
item_changed_cb (RsRecordItem *item, guint *n)
{
  (*n)++;
}

/* An edit tells a row to read again, and of new rows only the new ones are announced. */
static void
test_next_snapshot (void)
{
  g_autoptr (RsRecordModel) model = rs_record_model_new (RS_RECORD_VESSEL);
  g_autoptr (RsSnapshot) first = create_snapshot (FALSE);
  g_autoptr (RsSnapshot) second = create_snapshot (TRUE);
  g_autoptr (RsRecordItem) item = NULL;
  Changes changes = { 0 };
  guint n = 0;

  rs_record_model_set_snapshot (model, first);
  item = g_list_model_get_item (G_LIST_MODEL (model), 1);
  g_signal_connect (item, "changed", G_CALLBACK (item_changed_cb), &n);
  g_signal_connect (model, "items-changed", G_CALLBACK (items_changed_cb), &changes);
  rs_record_model_set_snapshot (model, second);

  g_assert_cmpuint (n, ==, 1);
  g_assert_true (rs_record_item_get_snapshot (item) == second);
  g_assert_cmpint (rs_record_item_get_key (item), ==, 9);
  g_assert_cmpuint (changes.n_signals, ==, 1);
  g_assert_cmpuint (changes.position, ==, 2);
  g_assert_cmpuint (changes.removed, ==, 0);
  g_assert_cmpuint (changes.added, ==, 1);

  {
    g_autoptr (RsRecordItem) again = g_list_model_get_item (G_LIST_MODEL (model), 1);

    g_assert_true (again == item);
  }
}

/* Above some hundred records the keys are made in a worker; the list fills when they are there. */
static void
test_many (void)
{
  g_autoptr (RsRecordModel) model = rs_record_model_new (RS_RECORD_VESSEL);
  g_autoptr (RsSnapshot) snapshot = rs_snapshot_new ();
  gint64 deadline = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  for (guint i = 0; i < 3000; i++)
    {
      g_autofree char *name = g_strdup_printf ("SHIP %04u", i);

      add_vessel (snapshot, i + 1, name, 200000000 + i, 0);
    }
  rs_snapshot_seal (snapshot);
  rs_record_model_set_snapshot (model, snapshot);
  rs_record_model_set_query (model, "ship 2999");
  while (g_list_model_get_n_items (G_LIST_MODEL (model)) != 1
         && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 1);
  g_assert_cmpuint (rs_record_model_find (model, 3000), ==, 0);
}

static void
test_events (void)
{
  g_autoptr (RsRecordModel) model = rs_record_model_new (RS_RECORD_EVENT);
  g_autoptr (RsSnapshot) snapshot = create_snapshot (FALSE);

  for (guint i = 0; i < 4; i++)
    {
      RsEvent *event = rs_event_new ();

      /* Gaps are computed and have no id; each must be told from the other. */
      event->kind = i < 2 ? RS_EVENT_GAP : RS_EVENT_PORT_CALL;
      event->id = i < 2 ? 0 : i;
      event->vessel_id = 7;
      event->from_ms = i * RS_HOUR_MS;
      event->to_ms = event->from_ms + RS_HOUR_MS;
      g_ptr_array_add (snapshot->events, event);
    }
  rs_record_model_set_snapshot (model, snapshot);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 4);
  g_assert_cmpint (rs_record_key (snapshot, RS_RECORD_EVENT, 0), <, 0);
  g_assert_cmpint (rs_record_key (snapshot, RS_RECORD_EVENT, 0), !=,
                   rs_record_key (snapshot, RS_RECORD_EVENT, 1));
  rs_record_model_set_event_kinds (model, 1u << RS_EVENT_GAP);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 2);
  rs_record_model_set_event_kinds (model, 0);
  g_assert_cmpuint (count (model, "chon"), ==, 4);
  g_assert_cmpuint (count (model, "tanker"), ==, 0);
}

static void
wait_until_made (RsRecordModel *model)
{
  gint64 deadline = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  while (rs_record_model_is_making (model) && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (rs_record_model_is_making (model));
}

static gint64
key_at (RsRecordModel *model, guint position)
{
  g_autoptr (RsRecordItem) item = g_list_model_get_item (G_LIST_MODEL (model), position);

  return rs_record_item_get_key (item);
}

static void
shown_cb (RsRecordModel *model, guint *n)
{
  (*n)++;
}

/* A hundred thousand are sorted and searched in a thread. An item that is held stays where it is and shows another
 * record; what is announced is only how many more or less there are. */
static void
test_hundred_thousand (void)
{
  g_autoptr (RsRecordModel) model = rs_record_model_new (RS_RECORD_VESSEL);
  g_autoptr (RsSnapshot) snapshot = rs_snapshot_new ();
  g_autoptr (RsRecordItem) held = NULL;
  Changes changes = { 0 };
  guint n = 100000, n_changed = 0, n_shown = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("SHIP %06u", i);
      RsVessel *vessel;

      add_vessel (snapshot, i + 1, name, 200000000 + i, 0);
      vessel = g_ptr_array_index (snapshot->vessels, i);
      vessel->ship_type = (gint) ((n - i) % 90);
      vessel->dim_a_m = (guint16) (i % 400);
    }
  rs_snapshot_seal (snapshot);
  rs_record_model_set_snapshot (model, snapshot);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 0);
  wait_until_made (model);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, n);
  held = g_list_model_get_item (G_LIST_MODEL (model), 5);
  g_assert_cmpint (rs_record_item_get_key (held), ==, 6);
  g_signal_connect (held, "changed", G_CALLBACK (item_changed_cb), &n_changed);
  g_signal_connect (model, "items-changed", G_CALLBACK (items_changed_cb), &changes);
  g_signal_connect (model, "shown", G_CALLBACK (shown_cb), &n_shown);
  rs_record_model_set_order (model, RS_ORDER_LENGTH);
  wait_until_made (model);
  g_assert_cmpuint (changes.n_signals, ==, 0);
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_cmpuint (n_shown, ==, 1);
  g_assert_cmpint (rs_record_item_get_key (held), ==, 2400);
  g_assert_cmpint (key_at (model, 0), ==, 400);
  g_assert_cmpint (key_at (model, 1), ==, 800);
  rs_record_model_set_order (model, RS_ORDER_TYPE);
  wait_until_made (model);
  for (guint i = 1; i < 2000; i++)
    {
      const RsVessel *a = rs_snapshot_get_vessel (snapshot, key_at (model, i - 1));
      const RsVessel *b = rs_snapshot_get_vessel (snapshot, key_at (model, i));

      g_assert_true (a->ship_type < b->ship_type || (a->ship_type == b->ship_type && a->id < b->id));
    }
  g_assert_cmpuint (rs_record_model_find (model, 6), <, n);
  rs_record_model_set_query (model, "ship00000");
  wait_until_made (model);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 10);
  g_assert_cmpuint (changes.n_signals, >, 1);
  g_assert_cmpuint (changes.position, ==, 10);
  g_assert_cmpuint (changes.removed, <=, 8);
  g_assert_cmpuint (changes.all_removed, ==, n - 10);
  g_assert_cmpuint (changes.all_added, ==, 0);
  {
    g_autoptr (RsRecordItem) again = g_list_model_get_item (G_LIST_MODEL (model), 5);

    g_assert_true (again == held);
  }
  rs_record_model_set_query (model, "");
  wait_until_made (model);
  g_assert_cmpuint (changes.all_removed, ==, n - 10);
  g_assert_cmpuint (changes.all_added, ==, n - 10);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, n);
}

/* Of the rows that a list view holds, as many as it holds at most. */
static void
few_rows_changed_cb (GListModel *model, guint position, guint removed, guint added)
{
  guint n = g_list_model_get_n_items (model), n_old = n + removed - added;

  g_assert_cmpint (ABS ((gint) MIN (n, 220) - (gint) MIN (n_old, 220)), <=, 8);
}

static RsSnapshot *
create_ships (guint n, const char *name)
{
  RsSnapshot *snapshot = rs_snapshot_new ();

  for (guint i = 0; i < n; i++)
    add_vessel (snapshot, i + 1, name, 200000000 + i, 0);
  rs_snapshot_seal (snapshot);
  return snapshot;
}

static void
moved_cb (RsRecordModel *model, guint position, guint removed, guint added, guint *n)
{
  *n += rs_record_model_is_moving (model);
  g_assert_cmpuint (removed, >, 0);
}

/* Where a list is scrolled to its end, the rows there stay, and show the end of what is shown now. */
static void
test_end (void)
{
  g_autoptr (RsRecordModel) model = rs_record_model_new (RS_RECORD_VESSEL);
  g_autoptr (RsSnapshot) many = create_ships (900, "A"), some = create_ships (400, "B");
  g_autoptr (RsRecordItem) held = NULL, last = NULL;
  guint n_moved = 0;

  rs_record_model_set_snapshot (model, many);
  wait_until_made (model);
  held = g_list_model_get_item (G_LIST_MODEL (model), 899);
  g_signal_connect (model, "items-changed", G_CALLBACK (moved_cb), &n_moved);
  rs_record_model_set_snapshot (model, some);
  wait_until_made (model);
  g_assert_cmpuint (n_moved, ==, 1);
  g_assert_false (rs_record_model_is_moving (model));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 400);
  last = g_list_model_get_item (G_LIST_MODEL (model), 399);
  g_assert_true (last == held);
  g_assert_cmpint (rs_record_item_get_key (held), ==, 400);
  g_assert_true (rs_record_item_get_snapshot (held) == some);
}

/* Rows come and go a few at a time; another snapshot that comes meanwhile is what is shown in the end, and an item
 * that is held follows or is let go. */
static void
test_steps (void)
{
  g_autoptr (RsRecordModel) model = rs_record_model_new (RS_RECORD_VESSEL);
  g_autoptr (RsSnapshot) many = create_ships (900, "A"), some = create_ships (40, "B");
  g_autoptr (RsSnapshot) none = create_ships (0, "");
  g_autoptr (RsRecordItem) held = NULL, late = NULL;

  g_signal_connect (model, "items-changed", G_CALLBACK (few_rows_changed_cb), NULL);
  rs_record_model_set_snapshot (model, many);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 8);
  g_assert_cmpuint (rs_record_model_get_n_shown (model), ==, 900);
  g_assert_cmpuint (rs_record_model_find (model, 100), ==, G_MAXUINT);
  /* Another order on the way. */
  rs_record_model_set_order (model, RS_ORDER_LENGTH);
  wait_until_made (model);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 900);
  g_assert_cmpuint (rs_record_model_find (model, 100), ==, 99);
  held = g_list_model_get_item (G_LIST_MODEL (model), 20);
  late = g_list_model_get_item (G_LIST_MODEL (model), 100);
  /* Fewer, then all again before they are fewer, then fewer. */
  rs_record_model_set_snapshot (model, some);
  g_main_context_iteration (NULL, TRUE);
  rs_record_model_set_snapshot (model, many);
  wait_until_made (model);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 900);
  rs_record_model_set_snapshot (model, some);
  wait_until_made (model);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 40);
  g_assert_true (rs_record_item_get_snapshot (held) == some);
  g_assert_true (rs_record_item_get_snapshot (late) == many);
  rs_record_model_set_snapshot (model, none);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 32);
  wait_until_made (model);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 0);
  /* Gone in the middle of a way. */
  rs_record_model_set_snapshot (model, many);
  g_assert_finalize_object (g_steal_pointer (&model));
}

static gpointer
hold (RsRecordModel *model, gint64 key)
{
  return g_list_model_get_item (G_LIST_MODEL (model), rs_record_model_find (model, key));
}

/* Of few changes each is announced, and what moves takes its item along. */
static void
test_items (void)
{
  g_autoptr (RsRecordModel) model = rs_record_model_new (RS_RECORD_VESSEL);
  g_autoptr (RsSnapshot) snapshot = rs_snapshot_new ();
  g_autoptr (RsRecordItem) first = NULL, third = NULL, last = NULL, again = NULL;

  for (guint i = 0; i < 5; i++)
    {
      add_vessel (snapshot, i + 1, i == 2 ? "B" : "A", 200000000 + i, 0);
      ((RsVessel *) g_ptr_array_index (snapshot->vessels, i))->dim_a_m = (guint16) (10 * i + 10);
    }
  rs_snapshot_seal (snapshot);
  rs_record_model_set_snapshot (model, snapshot);
  first = hold (model, 1);
  third = hold (model, 3);
  last = hold (model, 5);
  rs_record_model_set_order (model, RS_ORDER_LENGTH);
  again = hold (model, 1);
  g_assert_true (again == first);
  g_assert_cmpuint (rs_record_model_find (model, 1), ==, 4);
  g_clear_object (&again);
  /* One that is gone and comes back is another item. */
  rs_record_model_set_query (model, "B");
  again = hold (model, 3);
  g_assert_true (again == third);
  g_clear_object (&again);
  rs_record_model_set_query (model, "");
  again = hold (model, 5);
  g_assert_true (again != last);
  g_assert_cmpint (rs_record_item_get_key (last), ==, 5);
  g_assert_finalize_object (g_steal_pointer (&last));
}

/* Events and incidents are those of the vessels that pass, at the time that is asked for. */
static void
test_filter (void)
{
  g_autoptr (RsRecordModel) events = rs_record_model_new (RS_RECORD_EVENT);
  g_autoptr (RsRecordModel) incidents = rs_record_model_new (RS_RECORD_INCIDENT);
  g_autoptr (RsSnapshot) snapshot = create_snapshot (FALSE);
  static const struct
  {
    const char *filter;
    guint n_events, n_incidents;
  } cases[] = {
    { "", 3, 2 },
    { "name:chon", 3, 2 },
    { "name:tanker", 1, 1 },
    { "event:gap", 1, 2 },
    { "incident:5", 3, 1 },
    { "-name:chon", 1, 1 },
  };

  for (guint i = 0; i < 3; i++)
    {
      RsEvent *event = rs_event_new ();

      event->id = i + 1;
      event->kind = i == 0 ? RS_EVENT_GAP : i == 1 ? RS_EVENT_VOYAGE : RS_EVENT_POLICY;
      event->vessel_id = i < 2 ? 7 : 0;
      event->from_ms = event->to_ms = i * RS_HOUR_MS;
      g_ptr_array_add (snapshot->events, event);
    }
  for (guint i = 0; i < 2; i++)
    {
      RsIncident *incident = rs_incident_new ();
      gint64 id = 7;

      incident->id = i + 1;
      incident->number = (gint) i + 5;
      if (i == 0)
        g_array_append_val (incident->vessel_ids, id);
      g_ptr_array_add (snapshot->incidents, incident);
    }
  rs_record_model_set_snapshot (events, snapshot);
  rs_record_model_set_snapshot (incidents, snapshot);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RsFilter) filter = rs_filter_parse (cases[i].filter, NULL);
      g_autoptr (RsFilterPlan) plan = rs_filter_plan_new (snapshot, filter);
      g_autoptr (RsFilterResult) passing = rs_filter_plan_run (plan, NULL, NULL);

      rs_record_model_set_filter (events, filter, passing);
      rs_record_model_set_filter (incidents, filter, passing);
      g_test_message ("%s", cases[i].filter);
      g_assert_cmpuint (count (events, ""), ==, cases[i].n_events);
      g_assert_cmpuint (count (incidents, ""), ==, cases[i].n_incidents);
    }
}

static void
test_dispose (void)
{
  RsRecordModel *model = rs_record_model_new (RS_RECORD_VESSEL);
  g_autoptr (RsSnapshot) snapshot = create_snapshot (TRUE);
  RsRecordItem *item;

  rs_record_model_set_snapshot (model, snapshot);
  item = g_list_model_get_item (G_LIST_MODEL (model), 0);
  g_assert_finalize_object (model);
  g_assert_cmpstr (rs_record_item_get_vessel (item)->name, ==, "CHON MA SAN");
  g_assert_null (rs_record_item_get_incident (item));
  g_assert_finalize_object (item);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record-model/span", test_span);
  g_test_add_func ("/record-model/query", test_query);
  g_test_add_func ("/record-model/next-snapshot", test_next_snapshot);
  g_test_add_func ("/record-model/many", test_many);
  g_test_add_func ("/record-model/hundred-thousand", test_hundred_thousand);
  g_test_add_func ("/record-model/steps", test_steps);
  g_test_add_func ("/record-model/end", test_end);
  g_test_add_func ("/record-model/items", test_items);
  g_test_add_func ("/record-model/filter", test_filter);
  g_test_add_func ("/record-model/events", test_events);
  g_test_add_func ("/record-model/dispose", test_dispose);
  return g_test_run ();
}
