/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The two sample cases as the build made them. */
#include "case/case.h"

#include <glib/gstdio.h>
#include <string.h>

#include "places/coast.h"
#include "places/gazetteer.h"

/* A sample opened from a copy, since opening may write. */
typedef struct
{
  char *folder;
  char *path;
  RsCase *document;
  RsSnapshot *snapshot;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer name)
{
  g_autofree char *file = g_strconcat (name, ".roadstead", NULL);
  g_autofree char *built = g_build_filename (g_getenv ("RS_DATADIR"), "samples", file, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;
  gsize size;

  fixture->folder = g_dir_make_tmp ("roadstead-samples-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, file, NULL);
  g_file_get_contents (built, &content, &size, &error);
  g_assert_no_error (error);
  g_file_set_contents (fixture->path, content, (gssize) size, &error);
  g_assert_no_error (error);
  fixture->document = rs_case_open (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_null (rs_case_get_read_only_reason (fixture->document));
  fixture->snapshot = rs_case_ref_snapshot (fixture->document);
}

static void
tear_down (Fixture *fixture, gconstpointer name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *left;

  rs_snapshot_unref (fixture->snapshot);
  rs_case_close (fixture->document, &error);
  g_assert_no_error (error);
  g_assert_finalize_object (fixture->document);
  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((left = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (fixture->folder, left, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static void
test_sound (Fixture *fixture, gconstpointer name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  rs_case_verify (fixture->document, &findings, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    g_test_message ("%s", (const char *) findings->pdata[i]);
  g_assert_cmpuint (findings->len, ==, 0);
  /* Nobody did anything yet that could be undone. */
  g_assert_null (fixture->snapshot->undo_label);
}

/* Nothing may look observed, and no ship may be named. */
static void
test_honest (Fixture *fixture, gconstpointer name)
{
  const RsSnapshot *s = fixture->snapshot;

  g_assert_nonnull (strstr (s->description, "RECONSTRUCTION"));
  g_assert_nonnull (strstr (s->description, "assumed"));
  g_assert_cmpstr (s->zone, ==, "Asia/Vladivostok");
  for (guint i = 0; i < s->vessels->len; i++)
    {
      const RsVessel *vessel = s->vessels->pdata[i];

      g_assert_true (vessel->unnamed);
      g_assert_cmpuint (vessel->mmsi, ==, 0);
      g_assert_cmpuint (vessel->imo, ==, 0);
      g_assert_cmpstr (vessel->callsign, ==, "");
      g_assert_nonnull (strstr (vessel->note, "is our label"));
      g_assert_true (rs_snapshot_has_reconstructed (s, vessel->id));
    }
  for (guint i = 0; i < s->imports->len; i++)
    {
      const RsImport *import = s->imports->pdata[i];

      g_assert_cmpint (import->provenance, ==, RS_RECONSTRUCTED);
      g_assert_cmpstr (import->layout, ==, "sample");
    }
  for (guint i = 0; i < s->events->len; i++)
    {
      const RsEvent *event = s->events->pdata[i];

      g_assert_cmpint (event->kind, !=, RS_EVENT_GAP);
      g_assert_cmpint (event->provenance, !=, RS_OBSERVED);
      if (event->kind == RS_EVENT_POLICY)
        continue;
      g_assert_nonnull (event->kind == RS_EVENT_VOYAGE ? strstr (event->detail, "Computed sea route")
                                                       : strcasestr (event->detail, "assumed"));
      g_assert_nonnull (rs_gazetteer_get (event->port));
    }
  for (guint i = 0; i < s->incidents->len; i++)
    {
      const RsIncident *incident = s->incidents->pdata[i];

      for (guint k = 0; k < incident->claims->len; k++)
        g_assert_nonnull (
            rs_snapshot_get_source (s, ((const RsClaim *) incident->claims->pdata[k])->source_id));
    }
}

/* Every fix is on the water, and so is the line to the next; nobody is faster than 15 knots. */
static void
test_tracks (Fixture *fixture, gconstpointer name)
{
  const RsSnapshot *s = fixture->snapshot;
  g_autoptr (GError) error = NULL;
  g_autoptr (RsAtlas) atlas = rs_atlas_open_default (&error);

  g_assert_no_error (error);
  for (guint v = 0; v < s->tracks->len; v++)
    {
      const RsTrack *track = s->tracks->pdata[v];

      g_assert_cmpuint (track->n, >, 400);
      for (guint i = 0; i < track->n; i++)
        {
          const RsFix *fix = &track->fixes[i], *before = fix - 1;
          RsLatLon p = rs_fix_lat_lon (fix);
          double dist_m;

          g_assert_cmpint (fix->provenance, ==, RS_RECONSTRUCTED);
          g_assert_false (rs_coast_is_land (atlas, p));
          g_assert_cmpuint (fix->sog_dkn, <=, 140);
          if (i == 0)
            continue;
          g_assert_false (fix->flags & RS_FIX_BREAK);
          g_assert_cmpint (fix->t_ms, >, before->t_ms);
          g_assert_cmpint (fix->t_ms - before->t_ms, <=, 30 * RS_MINUTE_MS);
          dist_m = rs_geodesic_inverse (rs_fix_lat_lon (before), p, NULL);
          g_assert_cmpfloat (dist_m * 1000 / (double) (fix->t_ms - before->t_ms), <,
                             15 * RS_KN_TO_MPS);
          g_assert_true (rs_coast_segment_is_clear (atlas, rs_fix_lat_lon (before), p));
        }
    }
}

static guint
count_claims (const RsSnapshot *s, RsStance stance)
{
  guint n = 0;

  for (guint i = 0; i < s->incidents->len; i++)
    {
      const RsIncident *incident = s->incidents->pdata[i];

      for (guint k = 0; k < incident->claims->len; k++)
        n += ((const RsClaim *) incident->claims->pdata[k])->stance == stance;
    }
  return n;
}

static guint
count_events (const RsSnapshot *s, RsEventKind kind, const char *port)
{
  guint n = 0;

  for (guint i = 0; i < s->events->len; i++)
    {
      const RsEvent *event = s->events->pdata[i];

      n += event->kind == kind && (!port || strcmp (event->port, port) == 0);
    }
  return n;
}

/* DEFINITIONS.md, section 5. */
static void
test_petroleum (Fixture *fixture, gconstpointer name)
{
  const RsSnapshot *s = fixture->snapshot;
  gint64 first_ms = rs_time_from_civil (2024, 3, 7, 0, 0, 0, 0);
  guint n_first = 0;

  g_assert_cmpstr (s->title, ==, "Petroleum from Vostochny, March 2024");
  g_assert_cmpuint (s->vessels->len, ==, 5);
  g_assert_cmpuint (s->incidents->len, ==, 3);
  g_assert_cmpuint (s->sources->len, ==, 5);
  g_assert_cmpuint (count_claims (s, RS_STANCE_OBSERVES), ==, 3);
  g_assert_cmpuint (count_claims (s, RS_STANCE_ASSERTS), ==, 2);
  g_assert_cmpuint (count_events (s, RS_EVENT_POLICY, NULL), ==, 4);
  g_assert_cmpuint (count_events (s, RS_EVENT_PORT_CALL, "RUVYP"), ==, 5);
  g_assert_cmpuint (count_events (s, RS_EVENT_VOYAGE, NULL), ==, 10);
  for (guint i = 0; i < s->events->len; i++)
    {
      const RsEvent *event = s->events->pdata[i];

      if (event->kind != RS_EVENT_PORT_CALL || strcmp (event->port, "RUVYP") != 0)
        continue;
      /* The first documented call, and none before it; all before the report. */
      g_assert_cmpint (event->from_ms, >=, first_ms);
      g_assert_cmpint (event->to_ms, <, rs_time_from_civil (2024, 3, 26, 0, 0, 0, 0));
      if (event->provenance == RS_ASSERTED)
        {
          g_assert_cmpint (event->from_ms, <, first_ms + RS_DAY_MS);
          n_first++;
        }
      else
        g_assert_nonnull (strstr (event->detail,
                                  "Date assumed; the source says only March 2024"));
    }
  g_assert_cmpuint (n_first, ==, 1);
  for (guint i = 0; i < s->vessels->len; i++)
    g_assert_cmpstr (((const RsVessel *) s->vessels->pdata[i])->flag, ==, "KP");
}

static void
test_coal (Fixture *fixture, gconstpointer name)
{
  const RsSnapshot *s = fixture->snapshot;

  g_assert_cmpstr (s->title, ==, "Coal through Nakhodka and Kholmsk, 2017");
  g_assert_cmpuint (s->vessels->len, ==, 6);
  g_assert_cmpuint (s->incidents->len, ==, 2);
  g_assert_cmpuint (s->sources->len, ==, 5);
  g_assert_cmpuint (count_claims (s, RS_STANCE_ASSERTS), ==, 4);
  g_assert_cmpuint (count_claims (s, RS_STANCE_NO_COMMENT), ==, 1);
  g_assert_cmpuint (count_claims (s, RS_STANCE_DENIES), ==, 3);
  g_assert_cmpuint (count_events (s, RS_EVENT_POLICY, NULL), ==, 6);
  g_assert_cmpuint (count_events (s, RS_EVENT_VOYAGE, NULL), ==, 9);
  for (guint i = 0; i < s->tracks->len; i++)
    {
      /* After the ban, and done by the end of October. */
      const RsTrack *track = s->tracks->pdata[i];

      g_assert_cmpint (track->fixes[0].t_ms, >, rs_time_from_civil (2017, 8, 5, 0, 0, 0, 0));
      g_assert_cmpint (track->fixes[track->n - 1].t_ms, <,
                       rs_time_from_civil (2017, 11, 1, 0, 0, 0, 0));
    }
  for (guint i = 0; i < s->vessels->len; i++)
    g_assert_cmpstr (((const RsVessel *) s->vessels->pdata[i])->flag, ==, "");
}

int
main (int argc, char *argv[])
{
  static const char *const names[] = { "petroleum-2024", "coal-2017" };
  static const struct
  {
    const char *what;
    void (*test) (Fixture *fixture, gconstpointer name);
  } tests[] = { { "sound", test_sound }, { "honest", test_honest }, { "tracks", test_tracks } };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      for (guint k = 0; k < G_N_ELEMENTS (tests); k++)
        {
          g_autofree char *path = g_strdup_printf ("/samples/%s/%s", names[i], tests[k].what);

          g_test_add (path, Fixture, names[i], set_up, tests[k].test, tear_down);
        }
    }
  g_test_add ("/samples/petroleum-2024/content", Fixture, names[0], set_up, test_petroleum, tear_down);
  g_test_add ("/samples/coal-2017/content", Fixture, names[1], set_up, test_coal, tear_down);
  return g_test_run ();
}
