/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/track-file-writer.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "replay/clock.h"
#include "store/track-file-private.h"

/* Sets are numbered; a case never has more than a few. */
#define MAX_NUMBER 9999
/* The kernel keeps what is written at once in one piece, and maps the whole of it for a look at any place. */
#define BUFFER_BYTES (1 << 16)

struct _RsTrackFileWriter
{
  char *parent, *folder, *case_path;
  gint64 gap_ms;
  guint64 n_fixes;
  FILE *files[RS_N_TRACK_SECTIONS];
  guint64 sizes[RS_N_TRACK_SECTIONS];
  GArray *parts;   /* of RsTrackPart */
  GArray *vessels; /* of RsStoredVesselRecord */
  GArray *tracks;  /* of RsStoredTrackRecord, as the vessels came */
};

/* Of one ship's track: what is drawn, and when it moves. */
typedef struct
{
  RsLevel *levels[RS_LEVEL_MAX_STORED_ZOOM + 1];
  RsKnots *knots[RS_LEVEL_MAX_STORED_ZOOM + 1];
  GArray *moves; /* of RsTimeSpan */
} Part;

struct _RsTrackExtract
{
  guint n_parts; /* the hulls, or the track itself */
  Part *parts;
  GArray *gaps; /* of RsGap */
};

RsTrackExtract *
rs_track_extract_new (const RsTrack *track, gint64 gap_ms)
{
  RsTrackExtract *self = g_new0 (RsTrackExtract, 1);

  self->n_parts = track->hulls ? track->n_hulls : 1;
  self->parts = g_new0 (Part, self->n_parts);
  for (guint i = 0; i < self->n_parts; i++)
    {
      const RsTrack *part = track->hulls ? track->hulls[i] : track;

      for (guint zoom = 0; zoom <= RS_LEVEL_MAX_STORED_ZOOM; zoom++)
        {
          self->parts[i].levels[zoom] = rs_level_new (part, zoom);
          self->parts[i].knots[zoom] = rs_knots_new (part, self->parts[i].levels[zoom]);
        }
      self->parts[i].moves = g_array_new (FALSE, FALSE, sizeof (RsTimeSpan));
      rs_activity_find_moves (part, self->parts[i].moves);
    }
  self->gaps = rs_gaps_find (track, gap_ms);
  return self;
}

void
rs_track_extract_free (RsTrackExtract *self)
{
  for (guint i = 0; i < self->n_parts; i++)
    {
      for (guint zoom = 0; zoom <= RS_LEVEL_MAX_STORED_ZOOM; zoom++)
        {
          rs_level_unref (self->parts[i].levels[zoom]);
          rs_knots_unref (self->parts[i].knots[zoom]);
        }
      g_array_unref (self->parts[i].moves);
    }
  g_free (self->parts);
  g_array_unref (self->gaps);
  g_free (self);
}

static gboolean
fail (const char *path, GError **error)
{
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", path,
               g_strerror (errno));
  return FALSE;
}

RsTrackFileWriter *
rs_track_file_writer_new (const char *parent, const char *case_path, gint64 gap_ms, GError **error)
{
  g_autoptr (RsTrackFileWriter) self = g_new0 (RsTrackFileWriter, 1);

  self->parent = g_strdup (parent);
  self->case_path = g_strdup (case_path);
  self->gap_ms = gap_ms;
  self->parts = g_array_new (FALSE, FALSE, sizeof (RsTrackPart));
  self->vessels = g_array_new (FALSE, FALSE, sizeof (RsStoredVesselRecord));
  self->tracks = g_array_new (FALSE, FALSE, sizeof (RsStoredTrackRecord));
  self->folder = g_build_filename (parent, "new-XXXXXX", NULL);
  if (!g_mkdtemp (self->folder))
    {
      fail (self->folder, error);
      g_clear_pointer (&self->folder, g_free);
      return NULL;
    }
  for (guint i = 0; i < RS_N_TRACK_SECTIONS; i++)
    {
      g_autofree char *name = rs_track_section_dup_name (i);
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      self->files[i] = g_fopen (path, "wbex");
      if (!self->files[i] || g_chmod (path, 0600) != 0)
        {
          fail (path, error);
          return NULL;
        }
      setvbuf (self->files[i], NULL, _IOFBF, BUFFER_BYTES);
    }
  return g_steal_pointer (&self);
}

void
rs_track_file_writer_free (RsTrackFileWriter *self)
{
  for (guint i = 0; i < RS_N_TRACK_SECTIONS; i++)
    {
      g_autofree char *name = rs_track_section_dup_name (i);
      g_autofree char *path = self->folder ? g_build_filename (self->folder, name, NULL) : NULL;

      if (self->files[i])
        fclose (self->files[i]);
      if (path)
        g_unlink (path);
    }
  if (self->folder)
    g_rmdir (self->folder);
  g_free (self->parent);
  g_free (self->folder);
  g_free (self->case_path);
  g_array_unref (self->parts);
  g_array_unref (self->vessels);
  g_array_unref (self->tracks);
  g_free (self);
}

/* Appends @n elements, aligned to 8 bytes; @out_offset: where they begin, RS_TRACK_NOWHERE for none. */
static gboolean
put (RsTrackFileWriter *self, guint section, gconstpointer data, gsize n, gsize size,
     guint64 *out_offset, GError **error)
{
  static const guint8 ZEROS[8] = { 0 };
  gsize bytes = n * size, padding = (8 - bytes % 8) % 8;

  if (!data || bytes == 0)
    {
      *out_offset = RS_TRACK_NOWHERE;
      return TRUE;
    }
  *out_offset = self->sizes[section];
  self->sizes[section] += bytes + padding;
  for (gsize at = 0; at < bytes; at += BUFFER_BYTES)
    {
      gsize piece = MIN (bytes - at, BUFFER_BYTES);

      if (fwrite ((const char *) data + at, 1, piece, self->files[section]) != piece)
        return fail (self->folder, error);
    }
  return fwrite (ZEROS, 1, padding, self->files[section]) == padding || fail (self->folder, error);
}

static gboolean
put_levels (RsTrackFileWriter *self, const Part *part, RsStoredTrackRecord *record, GError **error)
{
  record->n_levels = RS_LEVEL_MAX_STORED_ZOOM + 1;
  for (guint zoom = 0; zoom <= RS_LEVEL_MAX_STORED_ZOOM; zoom++)
    {
      const RsLevel *level = part->levels[zoom];
      const RsKnots *knots = part->knots[zoom];
      RsStoredLevelRecord *out = &record->levels[zoom];
      guint section = RS_TRACK_SECTION_LEVEL_0 + zoom;

      out->n_points = level->n_points;
      out->n_chunks = level->n_chunks;
      out->n_knots = knots->n;
      if (!put (self, section, level->points, level->n_points, sizeof *level->points, &out->points,
                error)
          || !put (self, section, level->chunks, level->n_chunks, sizeof *level->chunks,
                   &out->chunks, error)
          || !put (self, section, knots->knots, knots->n, sizeof *knots->knots, &out->knots, error))
        return FALSE;
    }
  return TRUE;
}

/* @part: (nullable): of a track that is drawn by itself */
static gboolean
put_track (RsTrackFileWriter *self, const RsTrack *track, const Part *part, GError **error)
{
  const guint side = RS_TRACK_SECTION_SIDE;
  guint n_samples = (track->n + RS_TRACK_SAMPLE - 1) / RS_TRACK_SAMPLE;
  g_autofree gint64 *samples = g_new (gint64, n_samples);
  RsStoredTrackRecord record = {
    .west_deg = track->west_deg,
    .south_deg = track->south_deg,
    .east_deg = track->east_deg,
    .north_deg = track->north_deg,
    .from_ms = track->from_ms,
    .to_ms = track->to_ms,
    .n = track->n,
    .n_not_observed = track->n_not_observed,
    .provenances = track->provenances,
    .n_segments = track->n_segments,
    .n_hulls = track->n_hulls,
    .n_suspects = track->n_suspects,
    .n_moves = part ? part->moves->len : 0,
  };

  for (guint i = 0; i < n_samples; i++)
    samples[i] = track->fixes[i * RS_TRACK_SAMPLE].t_ms;
  if (!put (self, RS_TRACK_SECTION_FIXES, track->fixes, track->n, sizeof *track->fixes,
            &record.fixes, error)
      || !put (self, side, samples, n_samples, sizeof *samples, &record.samples, error)
      || !put (self, side, track->segments, track->n, sizeof *track->segments, &record.segments,
               error)
      || !put (self, side, track->whole, track->n, sizeof *track->whole, &record.whole, error)
      || !put (self, side, track->suspects, track->n_suspects, sizeof *track->suspects,
               &record.suspects, error)
      || !put (self, side, part ? part->moves->data : NULL, record.n_moves, sizeof (RsTimeSpan),
               &record.moves, error)
      || !put (self, RS_TRACK_SECTION_BLOCKS, track->blocks,
               rs_track_blocks_count (track->n, NULL, NULL), sizeof *track->blocks, &record.blocks,
               error)
      || (part && !put_levels (self, part, &record, error)))
    return FALSE;
  g_array_append_val (self->tracks, record);
  return TRUE;
}

gboolean
rs_track_file_writer_add (RsTrackFileWriter *self, const RsTrack *track, const RsTrackPart *parts,
                          guint n_parts, const RsTrackExtract *extract, GError **error)
{
  RsStoredVesselRecord vessel = {
    .vessel_id = track->vessel_id,
    .first_part = self->parts->len,
    .n_parts = n_parts,
    .first_track = self->tracks->len,
    .has_strays = track->hulls && track->strays,
    .n_gaps = extract->gaps->len,
  };

  if (!put_track (self, track, track->hulls ? NULL : &extract->parts[0], error))
    return FALSE;
  for (guint i = 0; track->hulls && i < track->n_hulls; i++)
    if (!put_track (self, track->hulls[i], &extract->parts[i], error))
      return FALSE;
  if (vessel.has_strays && !put_track (self, track->strays, NULL, error))
    return FALSE;
  if (!put (self, RS_TRACK_SECTION_SIDE, extract->gaps->data, extract->gaps->len, sizeof (RsGap),
            &vessel.gaps, error))
    return FALSE;
  vessel.n_tracks = self->tracks->len - vessel.first_track;
  g_array_append_vals (self->parts, parts, n_parts);
  g_array_append_val (self->vessels, vessel);
  self->n_fixes += track->n;
  return TRUE;
}

static int
compare_vessels (gconstpointer a, gconstpointer b)
{
  const RsStoredVesselRecord *x = a, *y = b;

  return (x->vessel_id > y->vessel_id) - (x->vessel_id < y->vessel_id);
}

static gboolean
write_index (RsTrackFileWriter *self, const RsTrackImport *imports, guint n_imports, GError **error)
{
  FILE *file = self->files[RS_TRACK_SECTION_INDEX];
  gsize path_size = strlen (self->case_path);
  const struct
  {
    gconstpointer data;
    gsize size;
  } tables[] = {
    { imports, n_imports * sizeof *imports },
    { self->parts->data, self->parts->len * sizeof (RsTrackPart) },
    { self->vessels->data, self->vessels->len * sizeof (RsStoredVesselRecord) },
    { self->tracks->data, self->tracks->len * sizeof (RsStoredTrackRecord) },
    { self->case_path, path_size },
  };
  RsTrackFileHeader header;
  RsSha256 hash;

  rs_track_file_header_init (&header);
  header.gap_ms = self->gap_ms;
  header.n_fixes = self->n_fixes;
  memcpy (header.section_sizes, self->sizes, sizeof self->sizes);
  header.n_imports = n_imports;
  header.n_parts = self->parts->len;
  header.n_vessels = self->vessels->len;
  header.n_tracks = self->tracks->len;
  header.path_size = (guint32) path_size;
  rs_sha256_init (&hash);
  rs_sha256_update (&hash, &header, sizeof header);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (tables[i].size > 0)
      rs_sha256_update (&hash, tables[i].data, tables[i].size);
  rs_sha256_get_digest (&hash, header.sha256);
  if (fwrite (&header, 1, sizeof header, file) != sizeof header)
    return fail (self->folder, error);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (tables[i].size > 0 && fwrite (tables[i].data, 1, tables[i].size, file) != tables[i].size)
      return fail (self->folder, error);
  return TRUE;
}

/* The name that no set of the case has yet. */
static char *
move_to_place (RsTrackFileWriter *self, GError **error)
{
  for (guint number = 1; number <= MAX_NUMBER; number++)
    {
      g_autofree char *name = g_strdup_printf ("%04u", number);
      g_autofree char *path = g_build_filename (self->parent, name, NULL);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        continue;
      if (g_rename (self->folder, path) == 0)
        return g_steal_pointer (&path);
      if (errno != ENOTEMPTY && errno != EEXIST)
        break;
    }
  fail (self->folder, error);
  return NULL;
}

RsTrackFile *
rs_track_file_writer_finish (RsTrackFileWriter *self, const RsTrackImport *imports, guint n_imports,
                             GError **error)
{
  g_autofree char *path = NULL;

  g_array_sort (self->vessels, compare_vessels);
  if (!write_index (self, imports, n_imports, error))
    return NULL;
  for (guint i = 0; i < RS_N_TRACK_SECTIONS; i++)
    if (fclose (g_steal_pointer (&self->files[i])) != 0)
      {
        fail (self->folder, error);
        return NULL;
      }
  path = move_to_place (self, error);
  if (!path)
    return NULL;
  g_clear_pointer (&self->folder, g_free);
  return rs_track_file_open (path, error);
}
