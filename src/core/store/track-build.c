/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/track-build.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "analysis/quality.h"
#include "store/fix-block.h"

#define MAX_THREADS 8
/* Fixes under way: 32 bytes each, and as much again for what is made of them. */
#define MAX_FIXES (1 << 20)
/* And vessels, most of which have few fixes. */
#define MAX_JOBS 512

RsTrackJob *
rs_track_job_new (guint order, gint64 vessel_id, GArray *parts)
{
  RsTrackJob *self = g_new0 (RsTrackJob, 1);

  self->order = order;
  self->vessel_id = vessel_id;
  self->parts = g_array_ref (parts);
  self->data = g_byte_array_new ();
  self->blocks = g_array_new (FALSE, FALSE, sizeof (RsPackedBlock));
  self->problems = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < parts->len; i++)
    self->room += (guint) g_array_index (parts, RsTrackPart, i).n;
  return self;
}

void
rs_track_job_free (RsTrackJob *self)
{
  g_array_unref (self->parts);
  g_byte_array_unref (self->data);
  g_array_unref (self->blocks);
  g_ptr_array_unref (self->problems);
  g_clear_pointer (&self->extracted, rs_track_extract_free);
  g_clear_pointer (&self->track, rs_track_unref);
  g_clear_pointer (&self->gaps, g_array_unref);
  g_free (self);
}

void
rs_track_job_add_block (RsTrackJob *self, gint64 id, gint64 n, guint16 import, gconstpointer data,
                        gsize size)
{
  RsPackedBlock block = { id, self->data->len, size, 0, import };

  if (n >= 1 && n <= RS_FIX_BLOCK_MAX && size <= G_MAXUINT / 2 - self->data->len)
    block.n = (guint) n;
  if (block.n > 0)
    g_byte_array_append (self->data, data, (guint) size);
  g_array_append_val (self->blocks, block);
}

void
rs_track_parts_take_changes (GArray *parts, const RsTrackPart *from)
{
  for (guint i = 0; i < parts->len; i++)
    {
      RsTrackPart *part = &g_array_index (parts, RsTrackPart, i);

      part->n_duplicate = from ? from[i].n_duplicate : 0;
      part->n_too_fast = from ? from[i].n_too_fast : 0;
    }
}

static void
judge_cb (RsFix *fixes, guint n, const guint32 *hulls, gpointer user_data)
{
  GArray *parts = user_data;
  g_autofree RsQualityChange *changes = g_new0 (RsQualityChange, parts->len);

  for (guint i = 0; i < parts->len; i++)
    changes[i].import = g_array_index (parts, RsTrackPart, i).index;
  rs_quality_join (fixes, n, hulls, changes, parts->len);
  for (guint i = 0; i < parts->len; i++)
    {
      g_array_index (parts, RsTrackPart, i).n_duplicate += changes[i].n_duplicate;
      g_array_index (parts, RsTrackPart, i).n_too_fast += changes[i].n_too_fast;
    }
}

RsTrack *
rs_track_of_parts (gint64 vessel_id, RsFix *fixes, guint n, gint64 gap_ms, GArray *parts)
{
  const RsSegmentRule rule = RS_SEGMENT_RULE_DEFAULT;

  /* What one import says of its fixes stands. */
  if (!parts || parts->len < 2)
    return rs_segment_track_new (vessel_id, fixes, n, gap_ms, &rule);
  return rs_segment_track_new_judged (vessel_id, fixes, n, gap_ms, &rule, judge_cb, parts);
}

void
rs_track_job_run (RsTrackJob *self, gint64 gap_ms)
{
  RsFix *fixes = g_new (RsFix, MAX (self->room, 1));
  guint n = 0;

  for (guint i = 0; i < self->blocks->len; i++)
    {
      const RsPackedBlock *block = &g_array_index (self->blocks, RsPackedBlock, i);

      if (block->n == 0 || block->n > self->room - n
          || !rs_fix_block_unpack (self->data->data + block->offset, block->size, block->n,
                                   fixes + n, NULL))
        {
          g_ptr_array_add (self->problems,
                           g_strdup_printf (_("block %" PRId64 " of fixes"), block->id));
          continue;
        }
      for (guint k = 0; k < block->n; k++)
        fixes[n + k].import = block->import;
      n += block->n;
    }
  g_byte_array_set_size (self->data, 0);
  rs_track_parts_take_changes (self->parts, NULL);
  self->track = rs_track_of_parts (self->vessel_id, fixes, n, gap_ms, self->parts);
  if (self->extract && n > 0 && self->problems->len == 0)
    self->extracted = rs_track_extract_new (self->track, gap_ms);
  else
    self->gaps = rs_gaps_find (self->track, gap_ms);
}

struct _RsTrackBuilder
{
  gint64 gap_ms;
  GThreadPool *pool;
  GAsyncQueue *done; /* of RsTrackJob* */
  guint n_jobs;      /* under way; the caller's thread alone looks at both */
  guint64 n_fixes;
};

static void
run_cb (gpointer data, gpointer user_data)
{
  RsTrackBuilder *self = user_data;

  rs_track_job_run (data, self->gap_ms);
  g_async_queue_push (self->done, data);
}

RsTrackBuilder *
rs_track_builder_new (gint64 gap_ms)
{
  RsTrackBuilder *self = g_new0 (RsTrackBuilder, 1);
  gint n_threads = (gint) CLAMP (g_get_num_processors (), 1, MAX_THREADS);

  self->gap_ms = gap_ms;
  self->done = g_async_queue_new_full ((GDestroyNotify) rs_track_job_free);
  self->pool = g_thread_pool_new (run_cb, self, n_threads, FALSE, NULL);
  return self;
}

void
rs_track_builder_free (RsTrackBuilder *self)
{
  if (!self)
    return;
  g_thread_pool_free (self->pool, FALSE, TRUE);
  g_async_queue_unref (self->done);
  g_free (self);
}

void
rs_track_builder_push (RsTrackBuilder *self, RsTrackJob *job)
{
  self->n_jobs++;
  self->n_fixes += job->room;
  g_thread_pool_push (self->pool, job, NULL);
}

RsTrackJob *
rs_track_builder_pop (RsTrackBuilder *self, gboolean all)
{
  RsTrackJob *job;

  if (self->n_jobs == 0 || (!all && self->n_fixes < MAX_FIXES && self->n_jobs < MAX_JOBS))
    return NULL;
  job = g_async_queue_pop (self->done);
  self->n_jobs--;
  self->n_fixes -= job->room;
  return job;
}
