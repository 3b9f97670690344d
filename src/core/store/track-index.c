/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/track-index.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "store/track-file-private.h"

#define MAX_FILES 4
/* Left by a program that crashed while it wrote. */
#define NEW_PREFIX "new-"
#define STALE_S (G_GINT64_CONSTANT (24) * 3600)

struct _RsTrackIndex
{
  char *root, *case_path;
  char *folder;     /* of the case */
  GPtrArray *files; /* of RsTrackFile*, newest first */
};

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) b, *(char *const *) a);
}

/* Names in a folder, the last first; none if it cannot be read. */
static GPtrArray *
list_folder (const char *path)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder && (name = g_dir_read_name (folder)))
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  return names;
}

/* A set and its files, which have the names that we give them. */
static void
remove_set (const char *path)
{
  for (guint i = 0; i < RS_N_TRACK_SECTIONS; i++)
    {
      g_autofree char *name = rs_track_section_dup_name (i);
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_unlink (file);
    }
  g_rmdir (path);
}

static void
remove_case (const char *path)
{
  g_autoptr (GPtrArray) names = list_folder (path);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *set = g_build_filename (path, g_ptr_array_index (names, i), NULL);

      remove_set (set);
    }
  g_rmdir (path);
}

/* Adds a set. One that is there with the same tracks goes: several programs that open a case for the first time
 * at once make one each. The oldest stays, which most of them have. */
static void
add_file (RsTrackIndex *self, RsTrackFile *file)
{
  for (guint i = 0; i < self->files->len; i++)
    if (rs_track_file_is_same (g_ptr_array_index (self->files, i), file))
      {
        remove_set (rs_track_file_get_folder (g_ptr_array_index (self->files, i)));
        g_ptr_array_remove_index (self->files, i);
        break;
      }
  g_ptr_array_add (self->files, file);
}

RsTrackIndex *
rs_track_index_new (const char *root, const char *case_path)
{
  RsTrackIndex *self = g_new0 (RsTrackIndex, 1);
  g_autofree char *name = NULL;
  g_autoptr (GPtrArray) names = NULL;

  self->root = g_strdup (root);
  self->case_path = g_canonicalize_filename (case_path, NULL);
  name = g_compute_checksum_for_string (G_CHECKSUM_SHA256, self->case_path, -1);
  self->folder = g_build_filename (root, name, NULL);
  self->files = g_ptr_array_new_with_free_func ((GDestroyNotify) rs_track_file_unref);
  names = list_folder (self->folder);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (self->folder, g_ptr_array_index (names, i), NULL);
      g_autoptr (GError) error = NULL;
      RsTrackFile *file;

      if (g_str_has_prefix (g_ptr_array_index (names, i), NEW_PREFIX))
        continue;
      file = rs_track_file_open (path, &error);
      if (file && g_str_equal (rs_track_file_get_case (file), self->case_path))
        add_file (self, file);
      else
        {
          /* Of another version, or of a case whose name hashes alike: it would only lie there. */
          g_debug ("removed: %s", error ? error->message : path);
          g_clear_pointer (&file, rs_track_file_unref);
          remove_set (path);
        }
    }
  return self;
}

void
rs_track_index_free (RsTrackIndex *self)
{
  if (!self)
    return;
  g_ptr_array_unref (self->files);
  g_free (self->root);
  g_free (self->case_path);
  g_free (self->folder);
  g_free (self);
}

gboolean
rs_track_index_find (RsTrackIndex *self, gint64 gap_ms, gint64 vessel_id, const RsTrackPart *parts,
                     guint n_parts, const RsTrackImport *imports, guint n_imports,
                     RsStoredVessel *out)
{
  for (guint i = 0; i < self->files->len; i++)
    {
      RsTrackFile *file = g_ptr_array_index (self->files, i);

      if (rs_track_file_get_gap_ms (file) == gap_ms
          && rs_track_file_find (file, vessel_id, parts, n_parts, imports, n_imports, out))
        return TRUE;
    }
  return FALSE;
}

gboolean
rs_track_index_is_crumbled (const RsTrackIndex *self)
{
  return self->files->len >= MAX_FILES;
}

void
rs_track_index_clear (RsTrackIndex *self)
{
  for (guint i = 0; i < self->files->len; i++)
    remove_set (rs_track_file_get_folder (g_ptr_array_index (self->files, i)));
  g_ptr_array_set_size (self->files, 0);
}

/* The case whose tracks lie in the folder is gone, or its tracks were never finished. */
static gboolean
is_orphan (const char *path)
{
  g_autoptr (GPtrArray) names = list_folder (path);
  gboolean orphan = FALSE;

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *set = g_build_filename (path, name, NULL);
      g_autoptr (RsTrackFile) file = NULL;
      GStatBuf info;

      if (g_str_has_prefix (name, NEW_PREFIX))
        {
          if (g_stat (set, &info) == 0 && g_get_real_time () / G_USEC_PER_SEC - info.st_mtime > STALE_S)
            remove_set (set);
          continue;
        }
      file = rs_track_file_open (set, NULL);
      if (!file)
        remove_set (set);
      else if (!g_file_test (rs_track_file_get_case (file), G_FILE_TEST_EXISTS))
        orphan = TRUE;
    }
  return orphan;
}

static void
remove_orphans (RsTrackIndex *self)
{
  g_autoptr (GPtrArray) names = list_folder (self->root);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (self->root, g_ptr_array_index (names, i), NULL);

      if (!g_str_equal (path, self->folder) && is_orphan (path))
        remove_case (path);
    }
}

RsTrackFileWriter *
rs_track_index_begin (RsTrackIndex *self, gint64 gap_ms, GError **error)
{
  remove_orphans (self);
  if (g_mkdir_with_parents (self->folder, 0700) != 0)
    {
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", self->folder,
                   g_strerror (errno));
      return NULL;
    }
  return rs_track_file_writer_new (self->folder, self->case_path, gap_ms, error);
}

RsTrackFile *
rs_track_index_end (RsTrackIndex *self, RsTrackFileWriter *writer, const RsTrackImport *imports,
                    guint n_imports, GError **error)
{
  RsTrackFile *file = rs_track_file_writer_finish (writer, imports, n_imports, error);

  if (file)
    g_ptr_array_insert (self->files, 0, rs_track_file_ref (file));
  return file;
}
