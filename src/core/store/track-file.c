/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/track-file-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include "store/error.h"

/* More of the mapped files than this does not stay in memory. Letting go costs a fault for each page
 * that is looked at again, so it is not small. */
#define RESIDENT_BYTES ((gsize) 384 << 20)
/* How often that is looked at: each so many times that a thread had to have something mapped while it looks at
 * tracks; and by a thread, when it grows, and when it does not. */
#define FAULTS_PER_LOOK 32
#define WATCH_BUSY_US (50 * 1000)
#define WATCH_IDLE_US (100 * 1000)

typedef struct
{
  guint8 *data; /* NULL for an empty section */
  gsize size;
} Section;

/* Lives as long as anything points into the files. */
typedef struct
{
  Section sections[RS_N_TRACK_SECTIONS];
  GThread *watcher;
  GMutex lock; /* of ended */
  GCond cond;
  gboolean ended;
} Mapping;

struct _RsTrackFile
{
  gatomicrefcount ref_count;
  char *folder, *path;
  GBytes *storage; /* keeps mapping */
  Mapping *mapping;
  const RsTrackFileHeader *header;
  const RsTrackImport *imports;
  const RsTrackPart *parts;
  const RsStoredVesselRecord *vessels;
  const RsStoredTrackRecord *tracks;
};

char *
rs_track_section_dup_name (guint section)
{
  static const char *const NAMES[] = { "index", "fixes", "side", "blocks" };

  return section < RS_TRACK_SECTION_LEVEL_0
           ? g_strdup (NAMES[section])
           : g_strdup_printf ("level-%02u", section - RS_TRACK_SECTION_LEVEL_0);
}

void
rs_track_file_header_init (RsTrackFileHeader *self)
{
  const guint32 sizes[]
    = { sizeof (RsFix),       sizeof (RsLevelPoint),         sizeof (RsLevelChunk),
        sizeof (RsKnot),      sizeof (RsSuspect),            sizeof (RsGap),
        sizeof (RsTimeSpan),  sizeof (RsTrackBlock),         sizeof (RsTrackPart),
        sizeof (RsTrackImport), sizeof (RsStoredVesselRecord), sizeof (RsStoredTrackRecord) };

  G_STATIC_ASSERT (sizeof sizes == sizeof self->sizes);
  *self = (RsTrackFileHeader) { .magic = RS_TRACK_FILE_MAGIC,
                                .version = RS_TRACK_FILE_VERSION,
                                .endian = RS_TRACK_FILE_ENDIAN };
  memcpy (self->sizes, sizes, sizeof sizes);
}

/* All sets that are open: what is resident is known of the process alone. */
static struct
{
  GMutex lock; /* of all below */
  GPtrArray *mappings; /* (nullable): of Mapping* */
  gsize others; /* bytes of other files that are resident, as far as is known */
  gsize room;   /* 0: RESIDENT_BYTES */
  guint n_tight; /* of the latest forgettings, how many left much */
} residence;

/* So many in a row, and it is looked at what the others have. */
#define N_TIGHT 4

/* Bytes of files that this process has in memory; 0 where the system does not tell. Some microseconds. */
static gsize
get_resident (void)
{
  int fd = open ("/proc/self/statm", O_RDONLY | O_CLOEXEC);
  char text[128] = "";
  const char *field;

  if (fd < 0)
    return 0;
  if (read (fd, text, sizeof text - 1) < 0)
    text[0] = '\0';
  close (fd);
  field = strchr (text, ' ');
  field = field ? strchr (field + 1, ' ') : NULL;
  return field ? (gsize) g_ascii_strtoull (field + 1, NULL, 10) * (gsize) sysconf (_SC_PAGESIZE) : 0;
}

static void
forget_all (const Mapping *self)
{
  for (guint i = 0; i < RS_N_TRACK_SECTIONS; i++)
    if (self->sections[i].data)
      madvise (self->sections[i].data, self->sections[i].size, MADV_DONTNEED);
}

static gboolean
is_of_sets (guint64 address)
{
  for (guint i = 0; residence.mappings && i < residence.mappings->len; i++)
    {
      const Mapping *mapping = g_ptr_array_index (residence.mappings, i);

      for (guint k = 0; k < RS_N_TRACK_SECTIONS; k++)
        if (address - (guint64) (gsize) mapping->sections[k].data < mapping->sections[k].size)
          return TRUE;
    }
  return FALSE;
}

/* Bytes of all sets that this process has in memory; 0 where the system does not tell. Some milliseconds. */
static gsize
get_resident_of_sets (void)
{
  g_autofree char *text = NULL;
  gboolean ours = FALSE;
  gsize sum = 0;

  if (!g_file_get_contents ("/proc/self/smaps", &text, NULL, NULL))
    return 0;
  for (const char *line = text; line && *line; line = strchr (line, '\n'), line += line != NULL)
    {
      char *end;
      guint64 address = g_ascii_strtoull (line, &end, 16);

      if (*end == '-')
        ours = is_of_sets (address);
      else if (ours && g_str_has_prefix (line, "Rss:"))
        sum += (gsize) g_ascii_strtoull (line + strlen ("Rss:"), NULL, 10) << 10;
    }
  return sum;
}

/* Much stays where others have grown: the sets still need some room. It also stays where threads have had much
 * mapped again before it was counted. */
static void
note_left (gsize left, gsize room)
{
  gsize of_sets;

  residence.n_tight = left > residence.others + room / 2 ? residence.n_tight + 1 : 0;
  if (residence.n_tight < N_TIGHT)
    return;
  residence.n_tight = 0;
  /* Meanwhile the sets may grow, so this is rather too little than too much. */
  of_sets = get_resident_of_sets ();
  if (left > of_sets)
    residence.others = MAX (residence.others, left - of_sets);
}

/* Whoever reads meanwhile has its pages mapped anew. */
static void
see_to_room (void)
{
  gsize room;

  /* One is enough. */
  if (!g_mutex_trylock (&residence.lock))
    return;
  room = residence.room > 0 ? residence.room : RESIDENT_BYTES;
  if (get_resident () > residence.others + room)
    {
      for (guint i = 0; residence.mappings && i < residence.mappings->len; i++)
        forget_all (g_ptr_array_index (residence.mappings, i));
      note_left (get_resident (), room);
    }
  g_mutex_unlock (&residence.lock);
}

static void
tidy_cb (void)
{
  static __thread glong before;
  struct rusage usage;

  if (getrusage (RUSAGE_THREAD, &usage) != 0
      || usage.ru_minflt + usage.ru_majflt < before + FAULTS_PER_LOOK)
    return;
  before = usage.ru_minflt + usage.ru_majflt;
  see_to_room ();
}

static void
enter_residence (Mapping *self)
{
  g_mutex_lock (&residence.lock);
  if (!residence.mappings)
    residence.mappings = g_ptr_array_new ();
  if (residence.mappings->len == 0)
    residence.others = get_resident ();
  g_ptr_array_add (residence.mappings, self);
  g_mutex_unlock (&residence.lock);
}

static void
leave_residence (Mapping *self)
{
  g_mutex_lock (&residence.lock);
  if (residence.mappings)
    g_ptr_array_remove_fast (residence.mappings, self);
  g_mutex_unlock (&residence.lock);
}

void
rs_track_files_set_room (gsize bytes)
{
  g_mutex_lock (&residence.lock);
  residence.room = bytes;
  g_mutex_unlock (&residence.lock);
}

static gpointer
watch_thread (gpointer data)
{
  Mapping *self = data;
  gsize last = get_resident ();
  gint64 wait_us = WATCH_BUSY_US;

  g_mutex_lock (&self->lock);
  while (!self->ended)
    {
      gsize now;

      if (g_cond_wait_until (&self->cond, &self->lock, g_get_monotonic_time () + wait_us))
        continue;
      see_to_room ();
      now = get_resident ();
      wait_us = now > last ? WATCH_BUSY_US : MIN (2 * wait_us, WATCH_IDLE_US);
      last = now;
    }
  g_mutex_unlock (&self->lock);
  return NULL;
}

static void
free_mapping (gpointer data)
{
  Mapping *self = data;

  if (self->watcher)
    {
      g_mutex_lock (&self->lock);
      self->ended = TRUE;
      g_cond_signal (&self->cond);
      g_mutex_unlock (&self->lock);
      g_thread_join (self->watcher);
      leave_residence (self);
    }
  for (guint i = 0; i < RS_N_TRACK_SECTIONS; i++)
    if (self->sections[i].data)
      munmap (self->sections[i].data, self->sections[i].size);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->cond);
  g_free (self);
}

/* Whole pages that lie within. The file keeps what they hold. */
static void
forget_cb (gconstpointer start, gsize size)
{
  gsize page = (gsize) sysconf (_SC_PAGESIZE);
  gsize from = ((gsize) start + page - 1) / page * page, to = ((gsize) start + size) / page * page;

  if (to > from)
    madvise ((gpointer) from, to - from, MADV_DONTNEED);
}

static const RsTrackKeeper keeper = { forget_cb, tidy_cb };

static gboolean
fail (const char *path, GError **error)
{
  g_set_error (error, RS_STORE_ERROR, RS_STORE_ERROR_DAMAGED,
               "%s is no file of tracks that this version wrote, or was cut off", path);
  return FALSE;
}

/* Only what this user wrote is believed: what is in the sections is not checked. */
static gboolean
map_section (Mapping *self, const char *folder, guint section, GError **error)
{
  g_autofree char *name = rs_track_section_dup_name (section);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW, 0);
  gboolean ok;
  GStatBuf info;

  if (fd < 0 || fstat (fd, &info) != 0)
    {
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", path,
                   g_strerror (errno));
      if (fd >= 0)
        close (fd);
      return FALSE;
    }
  ok = S_ISREG (info.st_mode) && info.st_uid == geteuid () && (info.st_mode & 022) == 0;
  if (ok && info.st_size > 0)
    {
      gpointer data = mmap (NULL, (gsize) info.st_size, PROT_READ, MAP_SHARED, fd, 0);

      ok = data != MAP_FAILED;
      if (ok)
        self->sections[section] = (Section) { data, (gsize) info.st_size };
    }
  close (fd);
  return ok || fail (path, error);
}

/* Whether n elements at the offset lie within the section. */
static gboolean
fits (const Mapping *self, guint section, guint64 offset, guint64 n, gsize size)
{
  gsize all = self->sections[section].size;

  return n == 0 || offset == RS_TRACK_NOWHERE
         || (offset % 8 == 0 && offset <= all && n <= (all - offset) / size);
}

static gboolean
check_track (const Mapping *self, const RsStoredTrackRecord *track)
{
  const guint side = RS_TRACK_SECTION_SIDE;

  if (track->n_levels > RS_LEVEL_MAX_STORED_ZOOM + 1
      || !fits (self, RS_TRACK_SECTION_FIXES, track->fixes, track->n, sizeof (RsFix))
      || !fits (self, side, track->samples, (track->n + RS_TRACK_SAMPLE - 1) / RS_TRACK_SAMPLE,
                sizeof (gint64))
      || !fits (self, side, track->segments, track->n, sizeof (guint32))
      || !fits (self, side, track->whole, track->n, sizeof (guint32))
      || !fits (self, side, track->suspects, track->n_suspects, sizeof (RsSuspect))
      || !fits (self, side, track->moves, track->n_moves, sizeof (RsTimeSpan))
      || !fits (self, RS_TRACK_SECTION_BLOCKS, track->blocks,
                rs_track_blocks_count (track->n, NULL, NULL), sizeof (RsTrackBlock)))
    return FALSE;
  for (guint i = 0; i < track->n_levels; i++)
    {
      const RsStoredLevelRecord *level = &track->levels[i];

      if (!fits (self, RS_TRACK_SECTION_LEVEL_0 + i, level->points, level->n_points,
                 sizeof (RsLevelPoint))
          || !fits (self, RS_TRACK_SECTION_LEVEL_0 + i, level->chunks, level->n_chunks,
                    sizeof (RsLevelChunk))
          || !fits (self, RS_TRACK_SECTION_LEVEL_0 + i, level->knots, level->n_knots,
                    sizeof (RsKnot)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_records (const RsTrackFile *self)
{
  const RsTrackFileHeader *header = self->header;

  for (guint i = 0; i < header->n_vessels; i++)
    {
      const RsStoredVesselRecord *vessel = &self->vessels[i];

      if ((i > 0 && vessel->vessel_id <= self->vessels[i - 1].vessel_id)
          || vessel->first_part > header->n_parts
          || vessel->n_parts > header->n_parts - vessel->first_part || vessel->n_tracks == 0
          || vessel->first_track > header->n_tracks
          || vessel->n_tracks > header->n_tracks - vessel->first_track
          || vessel->has_strays > 1 || (vessel->has_strays && vessel->n_tracks < 2)
          || (vessel->n_tracks > 1
              && self->tracks[vessel->first_track].n_hulls
                   != vessel->n_tracks - 1 - vessel->has_strays)
          || !fits (self->mapping, RS_TRACK_SECTION_SIDE, vessel->gaps, vessel->n_gaps,
                    sizeof (RsGap)))
        return FALSE;
    }
  for (guint i = 0; i < header->n_tracks; i++)
    if (!check_track (self->mapping, &self->tracks[i]))
      return FALSE;
  return TRUE;
}

/* Finds the tables behind the header. */
static gboolean
read_index (RsTrackFile *self)
{
  const Section *index = &self->mapping->sections[RS_TRACK_SECTION_INDEX];
  RsTrackFileHeader wanted;
  const guint8 *at = index->data;
  guint8 digest[RS_SHA256_SIZE];
  RsSha256 hash;
  guint64 size;

  self->header = (gconstpointer) at;
  rs_track_file_header_init (&wanted);
  if (index->size < sizeof wanted
      || memcmp (self->header, &wanted, G_STRUCT_OFFSET (RsTrackFileHeader, gap_ms)) != 0)
    return FALSE;
  for (guint i = 1; i < RS_N_TRACK_SECTIONS; i++)
    if (self->header->section_sizes[i] != self->mapping->sections[i].size)
      return FALSE;
  size = (guint64) self->header->n_imports * sizeof (RsTrackImport)
         + (guint64) self->header->n_parts * sizeof (RsTrackPart)
         + (guint64) self->header->n_vessels * sizeof (RsStoredVesselRecord)
         + (guint64) self->header->n_tracks * sizeof (RsStoredTrackRecord) + self->header->path_size;
  if (size != index->size - sizeof wanted)
    return FALSE;
  wanted = *self->header;
  memset (wanted.sha256, 0, sizeof wanted.sha256);
  rs_sha256_init (&hash);
  rs_sha256_update (&hash, &wanted, sizeof wanted);
  rs_sha256_update (&hash, at + sizeof wanted, (gsize) size);
  rs_sha256_get_digest (&hash, digest);
  if (memcmp (digest, self->header->sha256, sizeof digest) != 0)
    return FALSE;
  at += sizeof wanted;
  self->imports = (gconstpointer) at;
  at += self->header->n_imports * sizeof (RsTrackImport);
  self->parts = (gconstpointer) at;
  at += self->header->n_parts * sizeof (RsTrackPart);
  self->vessels = (gconstpointer) at;
  at += self->header->n_vessels * sizeof (RsStoredVesselRecord);
  self->tracks = (gconstpointer) at;
  at += self->header->n_tracks * sizeof (RsStoredTrackRecord);
  self->path = g_strndup ((const char *) at, self->header->path_size);
  return check_records (self);
}

RsTrackFile *
rs_track_file_open (const char *folder, GError **error)
{
  g_autoptr (RsTrackFile) self = g_new0 (RsTrackFile, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->folder = g_strdup (folder);
  self->mapping = g_new0 (Mapping, 1);
  g_mutex_init (&self->mapping->lock);
  g_cond_init (&self->mapping->cond);
  self->storage = g_bytes_new_with_free_func ("", 1, free_mapping, self->mapping);
  for (guint i = 0; i < RS_N_TRACK_SECTIONS; i++)
    if (!map_section (self->mapping, folder, i, error))
      return NULL;
  if (!self->mapping->sections[RS_TRACK_SECTION_INDEX].data || !read_index (self))
    {
      fail (folder, error);
      return NULL;
    }
  enter_residence (self->mapping);
  self->mapping->watcher = g_thread_new ("tracks", watch_thread, self->mapping);
  return g_steal_pointer (&self);
}

RsTrackFile *
rs_track_file_ref (RsTrackFile *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rs_track_file_unref (RsTrackFile *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_bytes_unref (self->storage);
  g_free (self->folder);
  g_free (self->path);
  g_free (self);
}

const char *
rs_track_file_get_folder (const RsTrackFile *self)
{
  return self->folder;
}

gint64
rs_track_file_get_gap_ms (const RsTrackFile *self)
{
  return self->header->gap_ms;
}

const char *
rs_track_file_get_case (const RsTrackFile *self)
{
  return self->path;
}

guint64
rs_track_file_get_n_fixes (const RsTrackFile *self)
{
  return self->header->n_fixes;
}

static gboolean
has_same_parts (const RsTrackFile *a, const RsTrackFile *b, guint vessel)
{
  const RsStoredVesselRecord *x = &a->vessels[vessel], *y = &b->vessels[vessel];

  if (x->vessel_id != y->vessel_id || x->n_parts != y->n_parts)
    return FALSE;
  for (guint i = 0; i < x->n_parts; i++)
    {
      const RsTrackPart *p = &a->parts[x->first_part + i], *q = &b->parts[y->first_part + i];

      if (p->import_id != q->import_id || p->index != q->index || p->n != q->n)
        return FALSE;
    }
  return TRUE;
}

gboolean
rs_track_file_is_same (const RsTrackFile *a, const RsTrackFile *b)
{
  const RsTrackFileHeader *x = a->header, *y = b->header;

  if (x->gap_ms != y->gap_ms || x->n_vessels != y->n_vessels || x->n_imports != y->n_imports
      || memcmp (a->imports, b->imports, x->n_imports * sizeof *a->imports) != 0)
    return FALSE;
  for (guint i = 0; i < x->n_vessels; i++)
    if (!has_same_parts (a, b, i))
      return FALSE;
  return TRUE;
}

static gconstpointer
get_at (const RsTrackFile *self, guint section, guint64 offset)
{
  return offset == RS_TRACK_NOWHERE ? NULL : self->mapping->sections[section].data + offset;
}

/* @hulls: (transfer full) (nullable) */
static RsTrack *
make_track (const RsTrackFile *self, gint64 vessel_id, const RsStoredTrackRecord *record,
            RsTrack **hulls, RsTrack *strays)
{
  const guint side = RS_TRACK_SECTION_SIDE;
  RsStoredLevel levels[RS_LEVEL_MAX_STORED_ZOOM + 1];
  const RsTrack like = {
    .vessel_id = vessel_id,
    .n = record->n,
    .fixes = get_at (self, RS_TRACK_SECTION_FIXES, record->fixes),
    .from_ms = record->from_ms,
    .to_ms = record->to_ms,
    .west_deg = record->west_deg,
    .south_deg = record->south_deg,
    .east_deg = record->east_deg,
    .north_deg = record->north_deg,
    .n_not_observed = record->n_not_observed,
    .provenances = record->provenances,
    .segments = get_at (self, side, record->segments),
    .n_segments = record->n_segments,
    .n_hulls = record->n_hulls,
    .whole = get_at (self, side, record->whole),
    .suspects = get_at (self, side, record->suspects),
    .n_suspects = record->n_suspects,
    .blocks = get_at (self, RS_TRACK_SECTION_BLOCKS, record->blocks),
    .samples = get_at (self, side, record->samples),
    .moves = get_at (self, side, record->moves),
    .n_moves = record->n_moves,
    .levels = levels,
    .n_levels = record->n_levels,
  };

  for (guint i = 0; i < record->n_levels; i++)
    {
      const RsStoredLevelRecord *level = &record->levels[i];

      levels[i].points = get_at (self, RS_TRACK_SECTION_LEVEL_0 + i, level->points);
      levels[i].chunks = get_at (self, RS_TRACK_SECTION_LEVEL_0 + i, level->chunks);
      levels[i].knots = get_at (self, RS_TRACK_SECTION_LEVEL_0 + i, level->knots);
      levels[i].n_points = level->n_points;
      levels[i].n_chunks = level->n_chunks;
      levels[i].n_knots = level->n_knots;
    }
  return rs_track_new_stored (&like, hulls, strays, self->storage, &keeper);
}

static RsTrack *
make_whole (const RsTrackFile *self, const RsStoredVesselRecord *vessel)
{
  const RsStoredTrackRecord *records = self->tracks + vessel->first_track;
  guint n_hulls = vessel->n_tracks - 1 - vessel->has_strays;
  RsTrack **hulls = vessel->n_tracks > 1 ? g_new0 (RsTrack *, n_hulls) : NULL;
  RsTrack *strays = NULL;

  for (guint i = 0; i < n_hulls; i++)
    hulls[i] = make_track (self, vessel->vessel_id, &records[1 + i], NULL, NULL);
  if (vessel->has_strays)
    strays = make_track (self, vessel->vessel_id, &records[1 + n_hulls], NULL, NULL);
  return make_track (self, vessel->vessel_id, &records[0], hulls, strays);
}

static const RsStoredVesselRecord *
find_vessel (const RsTrackFile *self, gint64 vessel_id)
{
  guint low = 0, high = self->header->n_vessels;

  while (low < high)
    {
      guint mid = low + (high - low) / 2;

      if (self->vessels[mid].vessel_id < vessel_id)
        low = mid + 1;
      else
        high = mid;
    }
  return low < self->header->n_vessels && self->vessels[low].vessel_id == vessel_id
           ? &self->vessels[low]
           : NULL;
}

static const RsTrackImport *
find_import (const RsTrackImport *imports, guint n, gint64 id)
{
  for (guint i = 0; i < n; i++)
    if (imports[i].id == id)
      return &imports[i];
  return NULL;
}

gboolean
rs_track_file_find (RsTrackFile *self, gint64 vessel_id, const RsTrackPart *parts, guint n_parts,
                    const RsTrackImport *imports, guint n_imports, RsStoredVessel *out)
{
  const RsStoredVesselRecord *vessel = find_vessel (self, vessel_id);

  if (!vessel || vessel->n_parts != n_parts)
    return FALSE;
  for (guint i = 0; i < n_parts; i++)
    {
      const RsTrackPart *own = &self->parts[vessel->first_part + i];
      const RsTrackImport *known, *there;

      if (own->import_id != parts[i].import_id || own->index != parts[i].index
          || own->n != parts[i].n)
        return FALSE;
      known = find_import (self->imports, self->header->n_imports, own->import_id);
      there = find_import (imports, n_imports, own->import_id);
      if (!known || !there || memcmp (known, there, sizeof *known) != 0)
        return FALSE;
    }
  out->track = make_whole (self, vessel);
  out->gaps = get_at (self, RS_TRACK_SECTION_SIDE, vessel->gaps);
  out->n_gaps = vessel->n_gaps;
  out->parts = self->parts + vessel->first_part;
  return TRUE;
}
