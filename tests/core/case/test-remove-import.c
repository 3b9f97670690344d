/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Removing an import takes what it brought and nobody edited; undo brings it back. */
#include <glib/gstdio.h>
#include <string.h>

#include "case/case.h"

#define NOAA "MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType\n"

typedef struct
{
  char *dir, *case_path, *first, *second;
  RsCase *document;
} Fixture;

static gint64
import (Fixture *f, const char *path)
{
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (rs_case_import (f->document, &path, 1, NULL, NULL, NULL, NULL, &results, &error));
  g_assert_no_error (error);
  return ((RsImportResult *) results->pdata[0])->import->id;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  GError *error = NULL;

  f->dir = g_dir_make_tmp ("roadstead-XXXXXX", NULL);
  f->case_path = g_build_filename (f->dir, "a.roadstead", NULL);
  f->first = g_build_filename (f->dir, "first.csv", NULL);
  f->second = g_build_filename (f->dir, "second.csv", NULL);
  g_assert_true (g_file_set_contents (
      f->first,
      NOAA "273000001,2024-03-07T06:00:00,42.7,133.0,8.5,210.5,211,ONE,IMO9074729,UABC,80\n"
           "273000002,2024-03-07T06:00:00,42.8,133.1,8.5,210.5,211,TWO,,,80\n"
           "273000003,2024-03-07T06:00:00,42.9,133.2,8.5,210.5,211,THREE,,,80\n"
           "x,2024-03-07T06:00:00,42.9,133.2,8.5,210.5,211,THREE,,,80\n",
      -1, NULL));
  g_assert_true (g_file_set_contents (
      f->second, NOAA "273000001,2024-03-08T06:00:00,42.7,133.0,8.5,210.5,211,LATER,,,80\n", -1,
      NULL));
  f->document = rs_case_create (f->case_path, "", &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_assert_true (rs_case_close (f->document, NULL));
  g_assert_finalize_object (f->document);
  g_unlink (f->case_path);
  g_unlink (f->first);
  g_unlink (f->second);
  g_assert_cmpint (g_rmdir (f->dir), ==, 0);
  g_free (f->case_path);
  g_free (f->first);
  g_free (f->second);
  g_free (f->dir);
}

static const RsVessel *
find_vessel (const RsSnapshot *snapshot, guint32 mmsi)
{
  for (guint i = 0; i < snapshot->vessels->len; i++)
    {
      const RsVessel *vessel = g_ptr_array_index (snapshot->vessels, i);

      if (vessel->mmsi == mmsi)
        return vessel;
    }
  return NULL;
}

/* Everything that an import brings, in words, and that the case is sound. */
static char *
describe (Fixture *f)
{
  g_autoptr (RsSnapshot) s = rs_case_ref_snapshot (f->document);
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GPtrArray) rejects = rs_case_read_rejects (f->document, 0, NULL, 100, NULL);
  GString *text = g_string_new (NULL);

  g_assert_true (rs_case_verify (f->document, &findings, NULL));
  for (guint i = 0; i < findings->len; i++)
    g_test_message ("%s", (char *) findings->pdata[i]);
  g_assert_cmpuint (findings->len, ==, 0);
  g_string_append_printf (text, "%u imports %u rejects;", s->imports->len, rejects->len);
  for (guint i = 0; i < s->vessels->len; i++)
    {
      const RsVessel *vessel = g_ptr_array_index (s->vessels, i);
      const RsTrack *track = g_ptr_array_index (s->tracks, i);

      g_string_append_printf (text, " %u “%s” %u fixes", vessel->mmsi, vessel->name, track->n);
      for (guint k = 0; k < vessel->identities->len; k++)
        g_string_append_printf (text, " [%s]",
                                ((RsIdentity *) vessel->identities->pdata[k])->name);
      g_string_append_c (text, ';');
    }
  return g_string_free (text, FALSE);
}

static void
remove_import (Fixture *f, gint64 id)
{
  g_autoptr (RsEdit) edit = rs_edit_new ("Remove");
  g_autoptr (GError) error = NULL;

  rs_edit_remove_import (edit, id);
  g_assert_true (rs_case_apply (f->document, edit, &error));
  g_assert_no_error (error);
}

static void
check_undo_and_redo (Fixture *f, const char *before, const char *after)
{
  g_autofree char *undone = NULL, *redone = NULL;

  g_assert_true (rs_case_undo (f->document, NULL));
  undone = describe (f);
  g_assert_cmpstr (undone, ==, before);
  g_assert_true (rs_case_redo (f->document, NULL));
  redone = describe (f);
  g_assert_cmpstr (redone, ==, after);
}

static void
test_all (Fixture *f, gconstpointer data)
{
  gint64 id = import (f, f->first);
  g_autofree char *before = describe (f), *after = NULL;

  g_assert_nonnull (strstr (before, "1 imports 1 rejects; 273000001 “ONE” 1 fixes [ONE];"));
  remove_import (f, id);
  after = describe (f);
  g_assert_cmpstr (after, ==, "0 imports 0 rejects;");
  check_undo_and_redo (f, before, after);
}

static void
test_other_import (Fixture *f, gconstpointer data)
{
  gint64 first = import (f, f->first), second = import (f, f->second);
  g_autofree char *before = describe (f), *after = NULL, *last = NULL;

  g_assert_nonnull (strstr (before, "273000001 “LATER” 2 fixes [ONE] [LATER];"));
  remove_import (f, second);
  after = describe (f);
  g_assert_nonnull (strstr (after, "273000001 “ONE” 1 fixes [ONE];"));
  check_undo_and_redo (f, before, after);
  g_assert_true (rs_case_undo (f->document, NULL));
  remove_import (f, first);
  last = describe (f);
  g_assert_cmpstr (last, ==, "1 imports 0 rejects; 273000001 “LATER” 1 fixes [LATER];");
}

static void
test_edited (Fixture *f, gconstpointer data)
{
  gint64 id = import (f, f->first);
  g_autoptr (RsSnapshot) s = rs_case_ref_snapshot (f->document);
  g_autoptr (RsEdit) edit = rs_edit_new ("Edit");
  g_autoptr (RsVessel) renamed = rs_vessel_copy (find_vessel (s, 273000001));
  g_autoptr (RsVessel) noted = rs_vessel_copy (find_vessel (s, 273000002));
  RsIdentity *identity = renamed->identities->pdata[0];
  g_autofree char *before = NULL, *after = NULL;

  g_free (identity->name);
  identity->name = g_strdup ("ONE, AS THE PORT HAS IT");
  g_free (noted->note);
  noted->note = g_strdup ("Watched");
  rs_edit_put_vessel (edit, renamed);
  rs_edit_put_vessel (edit, noted);
  g_assert_true (rs_case_apply (f->document, edit, NULL));
  before = describe (f);
  remove_import (f, id);
  after = describe (f);
  /* The identity that was corrected by hand stays, the one nobody touched goes; so does vessel 3. */
  g_assert_cmpstr (after, ==,
                   "0 imports 0 rejects; 273000001 “ONE” 0 fixes [ONE, AS THE PORT HAS IT];"
                   " 273000002 “TWO” 0 fixes;");
  check_undo_and_redo (f, before, after);
}

static void
test_absent (Fixture *f, gconstpointer data)
{
  g_autoptr (RsEdit) edit = rs_edit_new ("Remove");
  g_autoptr (GError) error = NULL;

  rs_edit_remove_import (edit, 5);
  g_assert_false (rs_case_apply (f->document, edit, &error));
  g_assert_error (error, RS_CASE_ERROR, RS_CASE_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/case/remove-import/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("all", test_all);
  ADD ("other-import", test_other_import);
  ADD ("edited", test_edited);
  ADD ("absent", test_absent);
#undef ADD
  return g_test_run ();
}
