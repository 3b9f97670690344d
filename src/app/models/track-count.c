/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/models/track-count.h"

RsTrackCount *
rs_track_count_new (const RsTrack *track, guint n_imports)
{
  RsTrackCount *self = g_new0 (RsTrackCount, 1);

  self->n_imports = n_imports;
  self->is_used = g_new0 (gboolean, MAX (n_imports, 1));
  for (guint i = 0; i < track->n; i++)
    {
      self->n_copied += (track->fixes[i].flags & RS_FIX_COPIES_MASK) != 0;
      if (track->fixes[i].import < n_imports)
        self->is_used[track->fixes[i].import] = TRUE;
    }
  rs_track_forget (track);
  return self;
}

void
rs_track_count_free (RsTrackCount *self)
{
  g_free (self->is_used);
  g_free (self);
}

typedef struct
{
  RsTrack *track;
  guint n_imports;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  rs_track_unref (request->track);
  g_free (request);
}

static void
count_thread (GTask *task, gpointer object, gpointer data, GCancellable *cancellable)
{
  Request *request = data;

  g_task_return_pointer (task, rs_track_count_new (request->track, request->n_imports),
                         (GDestroyNotify) rs_track_count_free);
}

void
rs_track_count_async (RsTrack *track, guint n_imports, GCancellable *cancellable,
                      GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  request->track = rs_track_ref (track);
  request->n_imports = n_imports;
  g_task_set_source_tag (task, rs_track_count_async);
  g_task_set_task_data (task, request, request_free);
  g_task_run_in_thread (task, count_thread);
}

RsTrackCount *
rs_track_count_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
