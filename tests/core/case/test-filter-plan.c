/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case/filter-plan.h"

#include <string.h>

#define START_MS G_GINT64_CONSTANT (1709791200000) /* 2024-03-07T06:00Z */

static RsVessel *
add_vessel (RsSnapshot *self, gint64 id, const char *name, const char *flag, gint type, guint length_m,
            const RsFix *fixes, guint n)
{
  RsVessel *vessel = rs_vessel_new ();

  vessel->id = id;
  vessel->mmsi = (guint32) (273000000 + id);
  g_free (vessel->name);
  vessel->name = g_strdup (name);
  g_free (vessel->flag);
  vessel->flag = g_strdup (flag);
  vessel->ship_type = type;
  vessel->dim_a_m = (guint16) length_m;
  g_ptr_array_add (self->vessels, vessel);
  g_ptr_array_add (self->tracks, rs_track_new (id, g_memdup2 (fixes, n * sizeof *fixes), n,
                                               RS_HOUR_MS));
  g_ptr_array_add (self->undated, NULL);
  return vessel;
}

static RsFix
make_fix (gint minute, double lat_deg, double lon_deg, guint sog_dkn, guint import)
{
  return (RsFix){ .t_ms = START_MS + minute * RS_MINUTE_MS, .lat_e7 = rs_e7_from_deg (lat_deg),
                  .lon_e7 = rs_e7_from_deg (lon_deg), .sog_dkn = (guint16) sog_dkn,
                  .import = (guint16) import };
}

static void
add_import (RsSnapshot *self, gint64 id)
{
  RsImport *import = rs_import_new ();

  import->id = id;
  g_ptr_array_add (self->imports, import);
}

/* ALPHA goes from Vostochny to Chongjin; BRAVO lies off Vostochny; CHARLIE is at sea and of another import;
 * DELTA was never heard; ECHO has fixes without a time, off Chongjin. */
static RsSnapshot *
make_snapshot (void)
{
  RsSnapshot *self = rs_snapshot_new ();
  const RsFix alpha[] = { make_fix (0, 42.70, 133.05, 0, 0), make_fix (60, 42.2, 132.0, 100, 0),
                          make_fix (600, 41.75, 129.85, 5, 0) };
  const RsFix bravo[] = { make_fix (10, 42.70, 133.06, 1, 0), make_fix (700, 42.70, 133.06, 0, 0) };
  const RsFix charlie[] = { make_fix (20, 40, 133, RS_SOG_NONE, 1) };
  const RsFix echo[] = { make_fix (0, 41.75, 129.85, 30, 1) };
  RsIdentity *was = rs_identity_new ();
  RsVessel *vessel;
  RsEvent *event = rs_event_new ();
  RsIncident *incident = rs_incident_new ();
  RsList *list = rs_list_new (RS_LIST_WATCH);
  RsWatchEntry *entry = rs_watch_entry_new ();
  gint64 id = 1;

  add_import (self, 5);
  add_import (self, 9);
  vessel = add_vessel (self, 1, "ALPHA STAR", "KP", 80, 120, alpha, 3);
  g_free (was->name);
  was->name = g_strdup ("OLD NAME");
  was->ship_type = 79;
  was->dim_a_m = 60;
  g_ptr_array_add (vessel->identities, was);
  add_vessel (self, 2, "BRAVO", "RU", 70, 90, bravo, 2);
  add_vessel (self, 3, "CHARLIE", "", 0, 0, charlie, 1);
  add_vessel (self, 4, "DELTA", "RU", 52, 30, NULL, 0);
  add_vessel (self, 5, "ECHO", "KP", 30, 20, NULL, 0);
  self->undated->pdata[4] = rs_undated_new (5, g_memdup2 (echo, sizeof echo), 1);
  event->kind = RS_EVENT_GAP;
  event->vessel_id = 1;
  event->from_ms = START_MS + RS_HOUR_MS;
  event->to_ms = START_MS + 10 * RS_HOUR_MS;
  g_ptr_array_add (self->events, event);
  incident->id = 20;
  incident->number = 4;
  g_array_append_val (incident->vessel_ids, id);
  g_ptr_array_add (self->incidents, incident);
  list->id = 3;
  entry->mmsi = 273000002;
  g_ptr_array_add (list->items, entry);
  g_ptr_array_add (self->watchlists, list);
  rs_snapshot_seal (self);
  return self;
}

/* @wanted: first letters of the vessels that pass, in order. */
static void
check (RsSnapshot *snapshot, const char *text, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RsFilter) filter = rs_filter_parse (text, &error);
  g_autoptr (RsFilterPlan) plan = NULL;
  g_autoptr (RsFilterResult) result = NULL;
  g_autoptr (GString) found = g_string_new (NULL);

  g_assert_no_error (error);
  plan = rs_filter_plan_new (snapshot, filter);
  g_assert_cmpuint (rs_filter_plan_get_problems (plan)->len, ==, 0);
  result = rs_filter_plan_run (plan, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < snapshot->vessels->len; i++)
    {
      const RsVessel *vessel = g_ptr_array_index (snapshot->vessels, i);

      g_assert_cmpint (rs_filter_result_has (result, vessel->id), ==, result->passes[i]);
      if (result->passes[i])
        g_string_append_c (found, vessel->name[0]);
    }
  if (strcmp (found->str, wanted) != 0)
    g_error ("%s: %s, wanted %s", text, found->str, wanted);
  g_assert_cmpuint (result->n_passing, ==, strlen (wanted));
  g_assert_true (rs_filter_result_has (result, 4711));
}

static void
test_vessel_conditions (void)
{
  g_autoptr (RsSnapshot) snapshot = make_snapshot ();

  check (snapshot, "", "ABCDE");
  check (snapshot, "flag:KP", "AE");
  check (snapshot, "flag:KP,unknown", "ACE");
  check (snapshot, "-flag:KP", "BCD");
  check (snapshot, "flag:KP -flag:KP", "");
  check (snapshot, "type:tanker", "A");
  check (snapshot, "type:cargo", "AB"); /* ALPHA was one */
  check (snapshot, "type:unknown", "C");
  check (snapshot, "type:52,30", "DE");
  check (snapshot, "length:25..95", "ABD");
  check (snapshot, "length:..29", "E");
  check (snapshot, "-length:1..", "C");
  check (snapshot, "name:alpha", "A");
  check (snapshot, "name:\"star alpha\"", "A");
  check (snapshot, "name:oldname", "A");
  check (snapshot, "name:273000004,bravo", "BD");
  check (snapshot, "event:gap", "A");
  check (snapshot, "event:gap time:2024-03-07T05:00Z..2024-03-07T06:30Z", "");
  /* Silent throughout: nobody has a fix then. */
  check (snapshot, "time:2024-03-07T08:00Z..2024-03-07T09:00Z", "");
  check (snapshot, "event:gap time:2024-03-07T08:00Z..2024-03-07T09:00Z", "A");
  check (snapshot, "event:gap time:2024-03-07T08:00Z..2024-03-07T09:00Z speed:0..", "");
  check (snapshot, "-event:gap time:2024-03-07T08:00Z..2024-03-07T09:00Z", "");
  check (snapshot, "-event:gap,voyage", "BCDE");
  check (snapshot, "incident:4", "A");
  check (snapshot, "-incident:any", "BCDE");
  check (snapshot, "watchlist:3", "B");
  check (snapshot, "watchlist:any flag:RU", "B");
}

static void
test_fix_conditions (void)
{
  g_autoptr (RsSnapshot) snapshot = make_snapshot ();
  const char *box = "area:\"42.6,133 42.8,133 42.8,133.1 42.6,133.1\"";
  g_autofree char *then = g_strconcat (box, " time:2024-03-07T12:00Z..", NULL);
  g_autofree char *slow = g_strconcat (box, " speed:5..", NULL);
  g_autofree char *never = g_strconcat ("-", box, NULL);

  check (snapshot, box, "AB");
  check (snapshot, then, "B");
  check (snapshot, slow, "");
  check (snapshot, never, "CDE");
  check (snapshot, "port:RUVYP", "AB");
  check (snapshot, "port:Chongjin", "AE");
  check (snapshot, "port:RUVYP,KPCHO", "ABE");
  check (snapshot, "port:RUVYP waters:KP", "ABE"); /* of several places one */
  check (snapshot, "port:RUVYP -waters:KP", "B");
  check (snapshot, "waters:KP", "AE");
  check (snapshot, "waters:RU,KP", "ABE");
  check (snapshot, "waters:JP", "");
  check (snapshot, "speed:..0.4", "AB");
  check (snapshot, "speed:3", "E");
  check (snapshot, "-speed:0..", "CD");
  check (snapshot, "import:9", "CE");
  check (snapshot, "import:5 -import:9", "AB");
  /* Fixes without a time are at none. */
  check (snapshot, "time:2024-03-07T06:15Z..2024-03-07T06:30Z", "C");
  check (snapshot, "time:..2024-03-07T06:00Z,2024-03-07T17:00Z..", "AB");
  check (snapshot, "-time:2024-03-07T06:15Z..2024-03-07T06:30Z", "ABDE");
  check (snapshot, "waters:KP time:2000-01-01..", "A");
  check (snapshot, "flag:KP waters:RU", "A");
  /* Excluded within the time alone. */
  check (snapshot, "time:..2024-03-07T08:00Z -waters:KP flag:KP", "A");
}

static void
test_fixes (void)
{
  g_autoptr (RsSnapshot) snapshot = make_snapshot ();
  g_autoptr (RsFilter) filter = rs_filter_parse ("waters:RU time:2024-03-07..2024-03-07T07:00Z", NULL);
  g_autoptr (RsFilterPlan) plan = rs_filter_plan_new (snapshot, filter);
  const RsFix in = make_fix (0, 42.70, 133.05, 0, 0), late = make_fix (61, 42.70, 133.05, 0, 0);
  const RsFix out = make_fix (0, 41, 133, 0, 0);
  RsFix undated = in;

  undated.t_ms = RS_TIME_NONE;
  g_assert_true (rs_filter_plan_takes_fix (plan, &in));
  g_assert_false (rs_filter_plan_takes_fix (plan, &late));
  g_assert_false (rs_filter_plan_takes_fix (plan, &out));
  g_assert_false (rs_filter_plan_takes_fix (plan, &undated));
}

static void
test_problems (void)
{
  g_autoptr (RsSnapshot) snapshot = make_snapshot ();
  static const char *const unknown[] = { "port:Atlantis", "import:77", "incident:77", "watchlist:77",
                                         "waters:XX", "name:***" };

  for (guint i = 0; i < G_N_ELEMENTS (unknown); i++)
    {
      g_autoptr (RsFilter) filter = rs_filter_parse (unknown[i], NULL);
      g_autoptr (RsFilterPlan) plan = rs_filter_plan_new (snapshot, filter);
      g_autoptr (RsFilterResult) result = rs_filter_plan_run (plan, NULL, NULL);

      g_assert_cmpuint (rs_filter_plan_get_problems (plan)->len, ==, 1);
      g_assert_cmpuint (result->n_passing, ==, 0);
    }
}

static void
test_cancel (void)
{
  g_autoptr (RsSnapshot) snapshot = make_snapshot ();
  g_autoptr (RsFilter) filter = rs_filter_parse ("speed:99", NULL);
  g_autoptr (RsFilterPlan) plan = rs_filter_plan_new (snapshot, filter);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (rs_filter_plan_run (plan, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Many vessels in many threads: what passes is what one fix of its own lets pass. */
static void
test_twin (void)
{
  static const char *const filters[] = {
    "area:\"41,131 43,131 43,134 42,132 41,134\" speed:5..12",
    "time:2024-03-07T08:00Z..2024-03-07T12:00Z waters:RU,KP import:5",
    "port:RUVYP~40,Chongjin~20 time:..2024-03-07T09:00Z,2024-03-08..",
    "speed:18..",
  };
  g_autoptr (RsSnapshot) snapshot = rs_snapshot_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (12);

  add_import (snapshot, 5);
  add_import (snapshot, 6);
  for (guint v = 0; v < 700; v++)
    {
      RsFix fixes[20];
      gint minute = g_rand_int_range (rand, 0, 500);

      for (guint i = 0; i < G_N_ELEMENTS (fixes); i++)
        {
          fixes[i] = make_fix (minute, g_rand_double_range (rand, 39, 45),
                               g_rand_double_range (rand, 128, 136),
                               (guint) g_rand_int_range (rand, 0, 200),
                               (guint) g_rand_int_range (rand, 0, 2));
          minute += g_rand_int_range (rand, 1, 90);
        }
      add_vessel (snapshot, v + 1, "X", "RU", 80, 100, fixes, G_N_ELEMENTS (fixes));
    }
  rs_snapshot_seal (snapshot);
  for (guint f = 0; f < G_N_ELEMENTS (filters); f++)
    {
      g_autoptr (RsFilter) filter = rs_filter_parse (filters[f], NULL);
      g_autoptr (RsFilterPlan) plan = rs_filter_plan_new (snapshot, filter);
      g_autoptr (RsFilterResult) result = rs_filter_plan_run (plan, NULL, NULL);

      for (guint v = 0; v < snapshot->vessels->len; v++)
        {
          const RsTrack *track = g_ptr_array_index (snapshot->tracks, v);
          gboolean found = FALSE;

          for (guint i = 0; i < track->n; i++)
            found |= rs_filter_plan_takes_fix (plan, &track->fixes[i]);
          g_assert_cmpint (result->passes[v], ==, found);
        }
      g_assert_cmpuint (result->n_passing, >, 0);
      g_assert_cmpuint (result->n_passing, <, snapshot->vessels->len);
    }
}

/* Wanders, sleeps, crosses 180 degrees in every seventh vessel, and does not always say how fast it is. */
static void
wander (GRand *rand, guint v, RsFix *fixes, guint n)
{
  double lat = g_rand_double_range (rand, 36, 46);
  double lon = v % 7 == 0 ? g_rand_double_range (rand, 178, 182) : g_rand_double_range (rand, 127, 138);
  double step = g_rand_double_range (rand, 0.0001, 0.01), dlat = 0, dlon = 0;
  gint minute = g_rand_int_range (rand, 0, 3000);
  guint sog_dkn = 0, import = 0;

  for (guint i = 0; i < n; i++)
    {
      if (i % 50 == 0)
        {
          dlat = g_rand_double_range (rand, -step, step);
          dlon = g_rand_double_range (rand, -step, step);
          sog_dkn = (guint) g_rand_int_range (rand, 0, 300);
          import = (guint) g_rand_int_range (rand, 0, 70);
        }
      lat += dlat;
      lon += dlon;
      minute += g_rand_int_range (rand, 0, 3);
      fixes[i] = make_fix (minute, lat, rs_lon_wrap (lon),
                           v % 13 == 0 || (v % 5 == 0 && i % 3) ? RS_SOG_NONE : sog_dkn + i % 3, import);
    }
}

static RsFilterPlan *
make_plan (RsSnapshot *snapshot, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RsFilter) filter = rs_filter_parse (text, &error);

  g_assert_no_error (error);
  return rs_filter_plan_new (snapshot, filter);
}

/* Whether a fix of a vessel meets both. */
static gboolean
ask_each (const RsSnapshot *snapshot, guint v, const RsFilterPlan *a, const RsFilterPlan *b)
{
  const RsTrack *track = g_ptr_array_index (snapshot->tracks, v);
  const RsUndated *undated = g_ptr_array_index (snapshot->undated, v);

  for (guint i = 0; i < track->n; i++)
    if (rs_filter_plan_takes_fix (a, &track->fixes[i]) && rs_filter_plan_takes_fix (b, &track->fixes[i]))
      return TRUE;
  for (guint i = 0; undated && i < undated->n; i++)
    if (rs_filter_plan_takes_fix (a, &undated->fixes[i])
        && rs_filter_plan_takes_fix (b, &undated->fixes[i]))
      return TRUE;
  return FALSE;
}

/* Long tracks, whose blocks are asked: what passes is what a look at each fix lets pass. */
static void
test_blocks (void)
{
  static const struct
  {
    const char *time, *wanted, *unwanted[3];
  } filters[] = {
    { "", "area:\"38,130 41,129 43,132 42,135 39,134\"", { NULL } },
    { "", "area:\"41,131 43,131 43,134 42,132 41,134\" speed:5..12", { NULL } },
    { "", "area:\"38,178 45,178 45,-178 38,-178\"", { NULL } },
    { "", "port:Niigata~30,Vostochny~25 speed:..3", { NULL } },
    { "", "port:Niigata~300", { "speed:20..25" } },
    { "", "waters:JP", { NULL } },
    { "", "waters:KP,RU speed:10..14.5", { "waters:KR" } },
    { "", "", { "waters:JP,KR", "speed:28.5.." } },
    { "", "speed:3.7..3.9", { NULL } },
    { "", "speed:..1,29..", { "import:68" } },
    { "", "speed:0..", { NULL } },
    { "", "", { "speed:10..20" } },
    { "", "import:7", { "area:\"36,130 45,130 45,133 36,133\"" } },
    { "", "import:65 speed:5..9", { NULL } },
    { "time:2024-03-07T12:00Z..2024-03-08T18:00Z", "area:\"38,130 41,129 43,132 42,135 39,134\"", { NULL } },
    { "time:2024-03-08..2024-03-09T06:00Z", "waters:JP,RU", { "speed:25.." } },
    { "time:2024-03-08..2024-03-08T02:00Z", "speed:12..14", { "waters:KP" } },
    { "time:2024-03-08..2024-03-09,2024-03-10..2024-03-10T01:00Z", "speed:6..9", { NULL } },
    { "time:2024-03-07..2024-03-09", "", { "time:2024-03-08T02:00Z..2024-03-08T03:00Z" } },
    { "time:2024-03-07..2024-03-12", "speed:..20", { "time:2024-03-10T02:00Z..", "waters:RU" } },
  };
  g_autoptr (RsSnapshot) snapshot = rs_snapshot_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (31);
  g_autofree RsFix *fixes = g_new (RsFix, 5000);
  g_autoptr (RsFilterPlan) all = NULL;

  for (gint i = 0; i < 70; i++)
    add_import (snapshot, i + 1);
  for (guint v = 0; v < 150; v++)
    {
      guint n = (guint) g_rand_int_range (rand, 1, v % 10 ? 1500 : 5000);

      wander (rand, v, fixes, n);
      add_vessel (snapshot, v + 1, "X", "RU", 80, 100, fixes, n);
      wander (rand, v, fixes, 3);
      if (v % 11 == 0)
        snapshot->undated->pdata[v] = rs_undated_new (v + 1, g_memdup2 (fixes, 3 * sizeof *fixes), 3);
    }
  rs_snapshot_seal (snapshot);
  all = make_plan (snapshot, "");
  for (guint f = 0; f < G_N_ELEMENTS (filters); f++)
    {
      g_autoptr (GString) text = g_string_new (filters[f].time);
      g_autoptr (RsFilterPlan) plan = NULL, wanted = NULL, time = make_plan (snapshot, filters[f].time);
      g_autoptr (RsFilterResult) result = NULL;

      g_string_append_printf (text, " %s", filters[f].wanted);
      wanted = make_plan (snapshot, text->str);
      for (guint k = 0; filters[f].unwanted[k]; k++)
        g_string_append_printf (text, " -%s", filters[f].unwanted[k]);
      plan = make_plan (snapshot, text->str);
      result = rs_filter_plan_run (plan, NULL, NULL);
      for (guint v = 0; v < snapshot->vessels->len; v++)
        {
          gboolean passes = ask_each (snapshot, v, wanted, all);

          for (guint k = 0; filters[f].unwanted[k]; k++)
            {
              g_autoptr (RsFilterPlan) unwanted = make_plan (snapshot, filters[f].unwanted[k]);

              passes &= !ask_each (snapshot, v, time, unwanted);
            }
          if (result->passes[v] != passes)
            g_error ("%s: vessel %u", text->str, v);
        }
      g_test_message ("%s: %u", text->str, result->n_passing);
      g_assert_cmpuint (result->n_passing, >, 0);
      g_assert_cmpuint (result->n_passing, <, snapshot->vessels->len);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/filter-plan/vessel-conditions", test_vessel_conditions);
  g_test_add_func ("/filter-plan/fix-conditions", test_fix_conditions);
  g_test_add_func ("/filter-plan/fixes", test_fixes);
  g_test_add_func ("/filter-plan/problems", test_problems);
  g_test_add_func ("/filter-plan/cancel", test_cancel);
  g_test_add_func ("/filter-plan/twin", test_twin);
  g_test_add_func ("/filter-plan/blocks", test_blocks);
  return g_test_run ();
}
