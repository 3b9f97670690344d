/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cancel-import CASE FILE RECORDS: imports FILE into the new CASE and cancels after so many records. Prints,
 * in milliseconds from the cancel, when the import had returned and when the next edit was done; then how
 * long closing took, and the bytes of the file. */
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>

#include "case/case.h"
#include "case/edit.h"

typedef struct
{
  GCancellable *cancellable;
  guint64 n_records;
  gint64 cancelled_us;
} Run;

static void
progress_cb (const RsImportProgress *at, gpointer user_data)
{
  Run *run = user_data;

  if (run->cancelled_us == 0 && at->n_records >= run->n_records)
    {
      run->cancelled_us = g_get_monotonic_time ();
      g_cancellable_cancel (run->cancellable);
    }
}

static double
since_ms (gint64 from_us)
{
  return (double) (g_get_monotonic_time () - from_us) / 1000;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RsCase) document = NULL;
  g_autoptr (RsEdit) edit = rs_edit_new ("Edit");
  Run run = { .cancellable = cancellable };
  double returned_ms, edited_ms;
  gint64 closed_us;
  GStatBuf info;
  const char *files[1];

  if (argc != 4)
    {
      fprintf (stderr, "usage: cancel-import CASE FILE RECORDS\n");
      return 2;
    }
  files[0] = argv[2];
  run.n_records = g_ascii_strtoull (argv[3], NULL, 10);
  document = rs_case_create (argv[1], "Cancelled", &error);
  if (!document)
    g_error ("%s", error->message);
  if (rs_case_import (document, files, 1, NULL, progress_cb, &run, cancellable, &results, &error))
    {
      fprintf (stderr, "it ended before\n");
      return 1;
    }
  returned_ms = since_ms (run.cancelled_us);
  g_clear_error (&error);
  rs_edit_set (edit, "title", "Edited");
  if (!rs_case_apply (document, edit, &error))
    g_error ("%s", error->message);
  edited_ms = since_ms (run.cancelled_us);
  closed_us = g_get_monotonic_time ();
  if (!rs_case_close (document, &error))
    g_error ("%s", error->message);
  g_stat (argv[1], &info);
  printf ("cancelled after %" G_GUINT64_FORMAT " records: returned %.1f ms, edited %.1f ms; closing %.1f ms,"
          " %" G_GINT64_FORMAT " bytes\n",
          run.n_records, returned_ms, edited_ms, since_ms (closed_us), (gint64) info.st_size);
  return 0;
}
