/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files into a case: what is stored, what is told, what a cancel and a repetition leave. */
#include <glib/gstdio.h>
#include <string.h>

#include "case/case.h"

#define NOAA "MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType\n"

typedef struct
{
  char *dir, *case_path;
  RsCase *document;
  GPtrArray *paths; /* of char*: files written */
  GPtrArray *results;
  GError *error;
  GCancellable *cancellable;
  guint n_progress;
  gboolean cancel_at_once;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  GError *error = NULL;

  f->dir = g_dir_make_tmp ("roadstead-XXXXXX", NULL);
  f->case_path = g_build_filename (f->dir, "a.roadstead", NULL);
  f->document = rs_case_create (f->case_path, "", &error);
  g_assert_no_error (error);
  f->paths = g_ptr_array_new_with_free_func (g_free);
  f->cancellable = g_cancellable_new ();
}

static void
forget_results (Fixture *f)
{
  g_clear_pointer (&f->results, g_ptr_array_unref);
  g_clear_error (&f->error);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  forget_results (f);
  g_assert_true (rs_case_close (f->document, NULL));
  g_assert_finalize_object (f->document);
  g_unlink (f->case_path);
  for (guint i = 0; i < f->paths->len; i++)
    g_unlink (f->paths->pdata[i]);
  g_ptr_array_unref (f->paths);
  g_assert_cmpint (g_rmdir (f->dir), ==, 0);
  g_object_unref (f->cancellable);
  g_free (f->case_path);
  g_free (f->dir);
}

static const char *
put (Fixture *f, const char *name, const char *text)
{
  char *path = g_build_filename (f->dir, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_ptr_array_add (f->paths, path);
  return path;
}

static void
progress_cb (const RsImportProgress *at, gpointer user_data)
{
  Fixture *f = user_data;

  g_assert_cmpuint (at->bytes_done, <=, at->bytes_total);
  g_assert_cmpfloat (at->records_per_s, >=, 0);
  f->n_progress++;
  if (f->cancel_at_once)
    g_cancellable_cancel (f->cancellable);
}

static gboolean
import (Fixture *f, const char *const *files, guint n)
{
  gboolean ok;

  forget_results (f);
  ok = rs_case_import (f->document, files, n, NULL, progress_cb, f, f->cancellable, &f->results,
                       &f->error);
  g_assert_cmpint (ok, ==, f->error == NULL);
  g_assert_cmpuint (f->results->len, ==, n);
  return ok;
}

static RsImportResult *
result (Fixture *f, guint i)
{
  return f->results->pdata[i];
}

static void
check_counts (Fixture *f, guint n_vessels, guint n_fixes, guint n_imports)
{
  g_autoptr (RsSnapshot) s = rs_case_ref_snapshot (f->document);

  g_assert_cmpuint (s->vessels->len, ==, n_vessels);
  g_assert_cmpuint (s->n_fixes, ==, n_fixes);
  g_assert_cmpuint (s->imports->len, ==, n_imports);
}

static void
test_one_file (Fixture *f, gconstpointer data)
{
  const char *path = put (
      f, "a.csv",
      NOAA "273312345,2024-03-07T06:00:10,42.7331,133.0501,8.5,210.5,211,SHIP,IMO9074729,UABC,80\n"
           "273312345,2024-03-07T06:00:00,42.7330,133.0500,8.5,210.5,211,SHIP,IMO9074729,UABC,80\n"
           "445000001,2024-03-07T06:00:05,41.7,129.8,0,0,0,,,,\n"
           "445000001,nonsense,41.7,129.8,0,0,0,,,,\n"
           "445000001,2024-03-07T06:00:05,91,181,0,0,0,,,,\n"
           /* the first one heard again */
           "273312345,2024-03-07T06:00:10,42.7331,133.0501,8.5,210.5,211,SHIP,IMO9074729,UABC,80\n"
           "445000001,nonsense,41.7,129.8,0,0,0,,,,\n");
  g_autoptr (RsSnapshot) s = NULL;
  g_autoptr (GPtrArray) rejects = NULL, of_reason = NULL;
  const RsVessel *vessel;
  const RsTrack *track;
  const RsImport *stored;
  const RsReject *reject;
  const RsReasonCount *reason;
  g_autofree char *sha = NULL, *content = NULL;
  gsize len;

  g_assert_true (import (f, &path, 1));
  g_assert_cmpuint (f->n_progress, >=, 2);
  check_counts (f, 2, 4, 1);
  g_assert_no_error (result (f, 0)->error);
  g_assert_cmpuint (result (f, 0)->n_vessels, ==, 2);
  g_assert_cmpuint (result (f, 0)->n_new_vessels, ==, 2);
  g_assert_cmpuint (result (f, 0)->n_flagged[2], ==, 1); /* duplicate */
  g_assert_cmpuint (result (f, 0)->reasons->len, ==, 2);
  reason = result (f, 0)->reasons->pdata[0];
  g_assert_cmpstr (reason->reason, ==, "time is not readable");
  g_assert_cmpuint (reason->n, ==, 2);
  g_assert_cmpuint (reason->first_line, ==, 5);
  stored = result (f, 0)->import;
  g_assert_nonnull (stored);
  g_assert_cmpstr (stored->file_name, ==, "a.csv");
  g_assert_cmpstr (stored->layout, ==, "csv-noaa");
  g_assert_cmpint (stored->n_read, ==, 7);
  g_assert_cmpint (stored->n_fixes, ==, 4);
  g_assert_cmpint (stored->n_rejected, ==, 3);
  /* Its report is in the case. */
  g_assert_cmpuint (stored->n_flagged[2], ==, 1);
  g_assert_cmpuint (stored->n_flagged[3], ==, 1); /* out of order */
  g_assert_cmpuint (stored->reasons->len, ==, 2);
  reason = stored->reasons->pdata[0];
  g_assert_cmpstr (reason->reason, ==, "time is not readable");
  g_assert_cmpuint (reason->n, ==, 2);
  g_assert_cmpuint (reason->first_line, ==, 5);
  g_assert_cmpstr (stored->clock, ==, result (f, 0)->clock);
  g_assert_cmpint (stored->provenance, ==, RS_OBSERVED);
  g_assert_true (g_file_get_contents (path, &content, &len, NULL));
  sha = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) content, len);
  g_assert_cmpstr (stored->sha256, ==, sha);
  g_assert_cmpint (stored->size, ==, len);

  s = rs_case_ref_snapshot (f->document);
  for (guint i = 0; i < 2; i++)
    {
      vessel = s->vessels->pdata[i];
      track = s->tracks->pdata[i];
      if (vessel->mmsi == 445000001)
        {
          g_assert_cmpstr (vessel->flag, ==, "KP");
          g_assert_cmpuint (track->n, ==, 1);
          continue;
        }
      g_assert_cmpuint (vessel->mmsi, ==, 273312345);
      g_assert_cmpstr (vessel->name, ==, "SHIP");
      g_assert_cmpuint (vessel->imo, ==, 9074729);
      g_assert_cmpstr (vessel->callsign, ==, "UABC");
      g_assert_cmpstr (vessel->flag, ==, "RU");
      g_assert_cmpint (vessel->ship_type, ==, 80);
      g_assert_cmpuint (track->n, ==, 3);
      g_assert_cmpint (track->fixes[0].t_ms, <, track->fixes[1].t_ms);
      g_assert_cmpint (track->fixes[1].t_ms, ==, track->fixes[2].t_ms);
      g_assert_cmpuint (track->fixes[1].flags & RS_FIX_DUPLICATE, ==, 0);
      g_assert_cmpuint (track->fixes[2].flags & RS_FIX_DUPLICATE, !=, 0);
      g_assert_cmpuint (track->fixes[2].line, ==, 7);
      g_assert_cmpuint (track->fixes[0].line, ==, 3);
      g_assert_cmpuint (track->fixes[0].flags & RS_FIX_OUT_OF_ORDER, !=, 0);
      g_assert_cmpuint (track->fixes[1].line, ==, 2);
      g_assert_cmpint (track->fixes[0].lat_e7, ==, 427330000);
      g_assert_cmpuint (track->fixes[0].sog_dkn, ==, 85);
      g_assert_cmpint (track->fixes[0].provenance, ==, RS_OBSERVED);
    }
  rejects = rs_case_read_rejects (f->document, 0, NULL, G_MAXUINT, NULL);
  g_assert_cmpuint (rejects->len, ==, 3);
  reject = rejects->pdata[1];
  g_assert_cmpuint (reject->line, ==, 6);
  g_assert_cmpstr (reject->reason, ==, "position not available: LAT = “91”");
  g_assert_cmpstr (reject->text, ==, "445000001,2024-03-07T06:00:05,91,181,0,0,0,,,,");
  /* By what they are counted by: the words before the column and its value. */
  of_reason = rs_case_read_rejects (f->document, 0, "position not available", 1, NULL);
  g_assert_cmpuint (of_reason->len, ==, 1);
  g_assert_cmpuint (((const RsReject *) of_reason->pdata[0])->line, ==, 6);
}

static void
test_duplicate (Fixture *f, gconstpointer data)
{
  const char *text = NOAA "273312345,2024-03-07T06:00:10,42.7,133.05,,,,,,,\n";
  const char *first = put (f, "a.csv", text), *again = put (f, "b.csv", text);
  const char *both[2] = { put (f, "c.csv", NOAA "273312345,2024-03-08,42.7,133.05,,,,,,,\n"), again };

  g_assert_true (import (f, &first, 1));
  g_assert_false (import (f, &again, 1));
  g_assert_error (f->error, RS_CASE_ERROR, RS_CASE_ERROR_DUPLICATE);
  g_assert_nonnull (strstr (f->error->message, "a.csv"));
  check_counts (f, 1, 1, 1);
  /* The one of two that is new is imported. */
  g_assert_true (import (f, both, 2));
  g_assert_no_error (result (f, 0)->error);
  g_assert_error (result (f, 1)->error, RS_CASE_ERROR, RS_CASE_ERROR_DUPLICATE);
  check_counts (f, 1, 2, 2);
  /* What was undone may come again. */
  g_assert_true (rs_case_undo (f->document, NULL));
  check_counts (f, 1, 1, 1);
  g_assert_true (import (f, both, 1));
  check_counts (f, 1, 2, 2);
}

/* The same file twice in one call. */
static void
test_duplicate_in_call (Fixture *f, gconstpointer data)
{
  const char *text = NOAA "273312345,2024-03-07T06:00:10,42.7,133.05,,,,,,,\n";
  const char *both[2] = { put (f, "a.csv", text), put (f, "b.csv", text) };

  g_assert_true (import (f, both, 2));
  g_assert_no_error (result (f, 0)->error);
  g_assert_error (result (f, 1)->error, RS_CASE_ERROR, RS_CASE_ERROR_DUPLICATE);
  check_counts (f, 1, 1, 1);
}

static void
test_some_fail (Fixture *f, gconstpointer data)
{
  g_autofree char *absent = g_build_filename (f->dir, "absent.csv", NULL);
  const char *files[4] = { absent, put (f, "a.txt", "words\n"),
                           put (f, "b.csv", NOAA "273312345,2024-03-07,42.7,133.05,,,,,,,\n"),
                           f->dir };

  g_assert_true (import (f, files, 4));
  g_assert_error (result (f, 0)->error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_nonnull (result (f, 1)->error);
  g_assert_no_error (result (f, 2)->error);
  g_assert_nonnull (result (f, 3)->error);
  check_counts (f, 1, 1, 1);
  g_assert_false (import (f, files, 2));
  g_assert_error (f->error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  check_counts (f, 1, 1, 1);
}

/* A cancel takes back everything, also the files that were done. */
static void
test_cancel (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NOAA);
  g_autoptr (RsSnapshot) before = NULL, after = NULL;
  const char *files[2];

  files[0] = put (f, "a.csv", NOAA "273312345,2024-03-07,42.7,133.05,,,,,,,\n");
  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (text, "27331%04u,2024-03-07T06:%02u:%02u,42.7,133.05,,,,,,,\n", i % 100,
                            i / 60 % 60, i % 60);
  files[1] = put (f, "b.csv", text->str);
  before = rs_case_ref_snapshot (f->document);
  f->cancel_at_once = TRUE;
  g_assert_false (import (f, files, 2));
  g_assert_error (f->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  after = rs_case_ref_snapshot (f->document);
  g_assert_cmpuint (after->revision, ==, before->revision);
  check_counts (f, 0, 0, 0);
  f->cancel_at_once = FALSE;
  g_cancellable_reset (f->cancellable);
  g_assert_true (import (f, files, 2));
  g_assert_cmpuint (result (f, 1)->import->n_fixes, >, 0);
}

/* Both files know the ship; all of it is one step to undo. */
static void
test_two_files (Fixture *f, gconstpointer data)
{
  const char *files[2]
      = { put (f, "a.csv", NOAA "273312345,2024-03-07,42.7,133.05,,,,OLD NAME,,,\n"),
          put (f, "b.csv", NOAA "273312345,2024-03-08,42.8,133.05,,,,NEW NAME,,,\n") };
  g_autoptr (RsSnapshot) s = NULL;
  const RsVessel *vessel;

  g_assert_true (import (f, files, 2));
  g_assert_cmpuint (result (f, 0)->n_new_vessels, ==, 1);
  g_assert_cmpuint (result (f, 1)->n_new_vessels, ==, 0);
  g_assert_cmpuint (result (f, 1)->n_vessels, ==, 1);
  check_counts (f, 1, 2, 2);
  s = rs_case_ref_snapshot (f->document);
  vessel = s->vessels->pdata[0];
  g_assert_cmpuint (vessel->identities->len, ==, 2);
  g_assert_nonnull (strstr (s->undo_label, "2"));
  g_assert_true (rs_case_undo (f->document, NULL));
  check_counts (f, 0, 0, 0);
  g_assert_true (rs_case_redo (f->document, NULL));
  check_counts (f, 1, 2, 2);
}

static void
test_gpx (Fixture *f, gconstpointer data)
{
  const char *path = put (
      f, "a.gpx",
      "<gpx><wpt lat=\"1\" lon=\"1\"/><trk><name>Paek Yang San</name><trkseg>"
      "<trkpt lat=\"42.7\" lon=\"133\"><time>2024-03-07T06:00:00Z</time></trkpt></trkseg></trk>"
      "<trk><trkseg><trkpt lat=\"1\" lon=\"1\"><time>2024-03-07T06:00:00Z</time></trkpt></trkseg>"
      "</trk></gpx>");
  g_autoptr (RsSnapshot) s = NULL;
  const RsVessel *named, *label;

  g_assert_true (import (f, &path, 1));
  /* The waypoint is kept as a mark of nobody's, without a time. */
  check_counts (f, 3, 2, 1);
  s = rs_case_ref_snapshot (f->document);
  named = s->vessels->pdata[0];
  label = s->vessels->pdata[1];
  g_assert_cmpstr (named->name, ==, "Paek Yang San");
  g_assert_false (named->unnamed);
  g_assert_cmpuint (named->mmsi, ==, 0);
  g_assert_cmpstr (label->name, ==, "Track 2");
  g_assert_true (label->unnamed);
  g_assert_cmpuint (result (f, 0)->notes->len, ==, 3);
  /* No position has a speed: that is one note, and nothing to say of each. */
  g_assert_cmpuint (result (f, 0)->n_flagged[7], ==, 0);
}

/* Numbers that are no ship's are kept and told; a wrong IMO number is not taken over. */
static void
test_odd_numbers (Fixture *f, gconstpointer data)
{
  const char *path = put (f, "a.csv",
                          NOAA "3669882,2024-03-07,42.7,133.05,,,,BASE,IMO0000044,,\n"
                               "200000000,2024-03-07,42.7,133.05,,,,,9074728,,\n"
                               "273312345,2024-03-07,42.7,133.05,,,,,9074729,,\n");
  g_autofree char *notes = NULL;

  g_assert_true (import (f, &path, 1));
  check_counts (f, 3, 3, 1);
  g_ptr_array_add (result (f, 0)->notes, NULL);
  notes = g_strjoinv ("\n", (char **) result (f, 0)->notes->pdata);
  g_ptr_array_set_size (result (f, 0)->notes, 2);
  g_assert_nonnull (strstr (notes, "3669882"));
  g_assert_nonnull (strstr (notes, "200000000"));
  g_assert_null (strstr (notes, "273312345"));
  g_assert_nonnull (strstr (notes, "2 reports have an IMO number"));
}

/* More fixes of one vessel than wait in memory, in random order with repetitions: a slow twin
 * counts. */
static void
test_many (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NOAA);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (RsSnapshot) s = NULL;
  const RsTrack *track;
  const char *path;
  guint n = 150000;

  for (guint i = 0; i < n; i++)
    {
      /* Out of order by up to a hundred seconds, as several receivers deliver. */
      guint t = i + (guint) g_test_rand_int_range (0, 100);
      g_autofree char *time = rs_time_format (G_GINT64_CONSTANT (1709769600000) + t * 1000);

      g_string_append_printf (text, "273312345,%s,42.7,133.05,,,,,,,\n", time);
      g_hash_table_add (seen, GUINT_TO_POINTER (t + 1));
    }
  path = put (f, "a.csv", text->str);
  g_assert_true (import (f, &path, 1));
  check_counts (f, 1, n, 1);
  /* Repetitions in blocks that overlap in time are not all seen. */
  g_assert_cmpuint (result (f, 0)->n_flagged[2], <=, n - g_hash_table_size (seen));
  g_assert_cmpuint (result (f, 0)->n_flagged[2], >, (n - g_hash_table_size (seen)) * 9 / 10);
  s = rs_case_ref_snapshot (f->document);
  track = s->tracks->pdata[0];
  for (guint i = 1; i < track->n; i++)
    g_assert_cmpint (track->fixes[i - 1].t_ms, <=, track->fixes[i].t_ms);
}

static void
check_flags (Fixture *f, guint import, guint bit, guint expected)
{
  g_autoptr (RsSnapshot) s = rs_case_ref_snapshot (f->document);
  const RsImport *of = s->imports->pdata[import];
  guint n = 0;

  for (guint i = 0; i < s->tracks->len; i++)
    {
      const RsTrack *track = s->tracks->pdata[i];

      for (guint k = 0; k < track->n; k++)
        n += track->fixes[k].import == import && (track->fixes[k].flags & 1u << bit);
    }
  g_assert_cmpuint (n, ==, expected);
  g_assert_cmpuint (of->n_flagged[bit], ==, expected);
}

/* A second file overlaps the first. What it repeats is flagged, in the order of imports; whichever goes
 * takes its part of that with it. */
static void
test_overlap (Fixture *f, gconstpointer data)
{
#define AT(minute, lon) "273312345,2024-03-07T06:" minute ":00,42.7," lon ",,,,,,,\n"
  const char *first = put (f, "a.csv", NOAA AT ("20", "133.05") AT ("30", "133.06")
                                           AT ("40", "133.07") AT ("50", "133.08"));
  const char *second = put (f, "b.csv", NOAA AT ("10", "133.04") AT ("30", "133.06")
                                            AT ("40", "133.07") AT ("40", "133.07")
                                            AT ("45", "20.0"));
#undef AT
  g_autoptr (RsEdit) edit = rs_edit_new ("Remove import");
  g_autoptr (GError) error = NULL;
  gint64 id;

  g_assert_true (import (f, &first, 1));
  id = result (f, 0)->import->id;
  check_flags (f, 0, 2, 0);
  g_assert_true (import (f, &second, 1));
  g_assert_cmpuint (result (f, 0)->n_flagged[2], ==, 3);
  g_assert_cmpuint (result (f, 0)->import->n_flagged[2], ==, 3);
  check_flags (f, 0, 2, 0);
  check_flags (f, 1, 2, 3);
  /* An older file that comes later is in no disorder. */
  check_flags (f, 1, 3, 0);
  check_flags (f, 1, 5, 1);
  /* Its own repetition stays. */
  rs_edit_remove_import (edit, id);
  g_assert_true (rs_case_apply (f->document, edit, &error));
  g_assert_no_error (error);
  check_flags (f, 0, 2, 1);
  g_assert_true (rs_case_undo (f->document, NULL));
  check_flags (f, 0, 2, 0);
  check_flags (f, 1, 2, 3);
  g_assert_true (rs_case_undo (f->document, NULL));
  check_counts (f, 1, 4, 1);
  check_flags (f, 0, 2, 0);
  g_assert_true (rs_case_redo (f->document, NULL));
  check_flags (f, 1, 2, 3);
}

static void
test_nothing (Fixture *f, gconstpointer data)
{
  g_assert_false (import (f, NULL, 0));
  g_assert_error (f->error, RS_CASE_ERROR, RS_CASE_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/case/import/one-file", Fixture, NULL, set_up, test_one_file, tear_down);
  g_test_add ("/case/import/duplicate", Fixture, NULL, set_up, test_duplicate, tear_down);
  g_test_add ("/case/import/duplicate-in-call", Fixture, NULL, set_up, test_duplicate_in_call,
              tear_down);
  g_test_add ("/case/import/some-fail", Fixture, NULL, set_up, test_some_fail, tear_down);
  g_test_add ("/case/import/cancel", Fixture, NULL, set_up, test_cancel, tear_down);
  g_test_add ("/case/import/two-files", Fixture, NULL, set_up, test_two_files, tear_down);
  g_test_add ("/case/import/gpx", Fixture, NULL, set_up, test_gpx, tear_down);
  g_test_add ("/case/import/odd-numbers", Fixture, NULL, set_up, test_odd_numbers, tear_down);
  g_test_add ("/case/import/many", Fixture, NULL, set_up, test_many, tear_down);
  g_test_add ("/case/import/overlap", Fixture, NULL, set_up, test_overlap, tear_down);
  g_test_add ("/case/import/nothing", Fixture, NULL, set_up, test_nothing, tear_down);
  return g_test_run ();
}
