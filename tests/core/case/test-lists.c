/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "case/lists.h"
#include "case/watch.h"
#include "places/own-places.h"

typedef struct
{
  char *dir, *case_path, *list_path;
  RsCase *document;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->dir = g_dir_make_tmp ("roadstead-XXXXXX", NULL);
  f->case_path = g_build_filename (f->dir, "a.roadstead", NULL);
  f->list_path = g_build_filename (f->dir, "list.csv", NULL);
  f->document = rs_case_create (f->case_path, "Lists", &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_assert_true (rs_case_close (f->document, NULL));
  g_assert_finalize_object (f->document);
  g_remove (f->case_path);
  g_remove (f->list_path);
  g_rmdir (f->dir);
  g_free (f->case_path);
  g_free (f->list_path);
  g_free (f->dir);
}

static void
check (Fixture *f, guint n_watchlists, guint n_place_lists, guint n_matches)
{
  g_autoptr (RsSnapshot) s = rs_case_ref_snapshot (f->document);
  g_autoptr (GArray) matches = rs_watch_match (s);
  g_autoptr (GPtrArray) findings = NULL;

  g_assert_cmpuint (s->watchlists->len, ==, n_watchlists);
  g_assert_cmpuint (s->place_lists->len, ==, n_place_lists);
  g_assert_cmpuint (matches->len, ==, n_matches);
  g_assert_true (rs_case_verify (f->document, &findings, NULL));
  g_assert_cmpuint (findings->len, ==, 0);
}

static gint64
add (Fixture *f, const char *text, RsListKind kind, guint n_rejects)
{
  g_autoptr (GPtrArray) rejects = g_ptr_array_new_with_free_func ((GDestroyNotify) rs_reject_free);
  g_autoptr (GError) error = NULL;
  gint64 id;

  g_assert_true (g_file_set_contents (f->list_path, text, -1, NULL));
  id = rs_case_add_list (f->document, f->list_path, kind, NULL, rejects, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  g_assert_cmpuint (rejects->len, ==, n_rejects);
  return id;
}

static void
add_vessel (Fixture *f, guint32 imo, const char *name, gint64 from_ms, gint64 to_ms)
{
  g_autoptr (RsVessel) vessel = rs_vessel_new ();
  g_autoptr (RsEdit) edit = rs_edit_new ("Add vessel");
  RsIdentity *identity = rs_identity_new ();

  g_free (vessel->name);
  vessel->name = g_strdup ("now");
  g_free (identity->name);
  identity->name = g_strdup (name);
  identity->imo = imo;
  identity->from_ms = from_ms;
  identity->to_ms = to_ms;
  g_ptr_array_add (vessel->identities, identity);
  rs_edit_put_vessel (edit, vessel);
  g_assert_true (rs_case_apply (f->document, edit, NULL));
}

/* Adding and removing are steps of the history, which undo takes back and redo does again. */
static void
test_history (Fixture *f, gconstpointer data)
{
  gint64 watch_id, place_id;
  g_autoptr (GError) error = NULL;

  add_vessel (f, 9074729, "A", 0, 1000);
  watch_id = add (f, "imo,name\n9074729,X\n,\n", RS_LIST_WATCH, 1);
  check (f, 1, 0, 1);
  place_id = add (f, "name,lat,lon\nP,1,2\n", RS_LIST_PLACES, 0);
  check (f, 1, 1, 1);
  g_assert_cmpint (rs_case_add_list (f->document, f->list_path, RS_LIST_PLACES, NULL, NULL, NULL, &error), ==, 0);
  g_assert_error (error, RS_CASE_ERROR, RS_CASE_ERROR_DUPLICATE);
  g_clear_error (&error);
  g_assert_true (rs_case_undo (f->document, NULL));
  check (f, 1, 0, 1);
  g_assert_true (rs_case_redo (f->document, NULL));
  check (f, 1, 1, 1);
  g_assert_true (rs_case_remove_list (f->document, RS_LIST_WATCH, watch_id, NULL));
  check (f, 0, 1, 0);
  g_assert_true (rs_case_undo (f->document, NULL));
  check (f, 1, 1, 1);
  g_assert_true (rs_case_remove_list (f->document, RS_LIST_PLACES, place_id, NULL));
  check (f, 1, 0, 1);
  g_assert_false (rs_case_remove_list (f->document, RS_LIST_PLACES, place_id, &error));
  g_assert_error (error, RS_CASE_ERROR, RS_CASE_ERROR_NOT_FOUND);
}

/* An entry that holds for a time finds what a vessel was called then, and no two hulls are one. */
static void
test_dates (Fixture *f, gconstpointer data)
{
  g_autoptr (RsSnapshot) s = NULL;
  g_autoptr (GArray) matches = NULL;
  const RsWatchMatch *match;

  add_vessel (f, 9074729, "OLD NAME", 0, 1000);
  add_vessel (f, 9187629, "MT Old-Name", 86400000, 90000000);
  add (f, "name,imo,from,to\nold name,,1970-01-02,\nOLD NAME,9187655,,\nZ,9074729,,1969\n",
       RS_LIST_WATCH, 0);
  s = rs_case_ref_snapshot (f->document);
  matches = rs_watch_match (s);
  g_assert_cmpuint (matches->len, ==, 1);
  match = &g_array_index (matches, RsWatchMatch, 0);
  g_assert_cmpint (match->from_ms, ==, 86400000);
  g_assert_cmpint (match->by, ==, RS_WATCH_NAME);
  g_assert_cmpint (match->surety, ==, RS_WATCH_POSSIBLE);
}

static void
test_search (Fixture *f, gconstpointer data)
{
  g_autoptr (RsSnapshot) s = NULL;
  g_autoptr (GPtrArray) found = NULL;

  add (f, "name,code,lat,lon,alias\nNorth Pier,KP NOR,1,2,북항\nNorth,,3,4,\nTwin,,5,6,\nTwin,,7,8,\n",
       RS_LIST_PLACES, 0);
  s = rs_case_ref_snapshot (f->document);
  g_assert_cmpstr (rs_own_places_find (s, "북항")->name, ==, "North Pier");
  g_assert_cmpstr (rs_own_places_find (s, "kpnor")->name, ==, "North Pier");
  g_assert_cmpstr (rs_own_places_find (s, "north")->name, ==, "North");
  g_assert_null (rs_own_places_find (s, "twin"));
  g_assert_null (rs_own_places_find (s, ""));
  found = rs_own_places_search (s, "north", 10);
  g_assert_cmpuint (found->len, ==, 2);
  g_assert_cmpstr (((RsPlace *) found->pdata[0])->name, ==, "North");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/case/lists/history", Fixture, NULL, set_up, test_history, tear_down);
  g_test_add ("/case/lists/dates", Fixture, NULL, set_up, test_dates, tear_down);
  g_test_add ("/case/lists/search", Fixture, NULL, set_up, test_search, tear_down);
  return g_test_run ();
}
