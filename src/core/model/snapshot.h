/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/filter.h"
#include "model/list.h"
#include "model/records.h"
#include "model/track.h"
#include "model/undated.h"

G_BEGIN_DECLS

/* Everything of a case at one revision, for drawing, lists, replay and export. Immutable once
 * built, shared by an atomic reference count; any thread may read it. The window and the shell
 * command read snapshots and never the store. */
typedef struct
{
  guint64 revision; /* grows with each change of the case */
  char *path;       /* of the case file */
  char *title;
  char *description;
  char *zone;       /* IANA name of the case's second clock, "" none: "Asia/Vladivostok" */
  gint64 gap_ms;    /* the gap threshold in force */
  gint64 from_ms, to_ms; /* span of all fixes, events and incidents; RS_TIME_NONE: none */
  gint64 tracks_from_ms, tracks_to_ms; /* span of all fixes alone; RS_TIME_NONE: none */
  gint64 main_from_ms, main_to_ms; /* of them without outlying ones (main-span.h); RS_TIME_NONE: none */
  guint64 n_fixes;   /* in all tracks */
  guint64 n_undated; /* fixes without a time: in no track */
  GPtrArray *vessels;   /* of RsVessel*, by name */
  GPtrArray *tracks;    /* of RsTrack*, parallel to vessels; an empty track for one without fixes */
  /* of RsUndated* or NULL, parallel to vessels; empty where the builder had none */
  GPtrArray *undated;
  /* The ships that the fixes are of, each a track of one ship that may be drawn: a vessel's track, or
   * in its place its hulls. Those of vessel i are hulls[hull_starts[i] .. hull_starts[i + 1]). Made by
   * rs_snapshot_seal (). */
  GPtrArray *hulls;     /* of RsTrack* */
  GArray *hull_starts;  /* of guint, one more than there are vessels */
  GPtrArray *imports;   /* of RsImport*, by id; RsFix.import is an index into it */
  GPtrArray *events;    /* of RsEvent*, by from_ms, with the computed gaps */
  GPtrArray *incidents; /* of RsIncident*, by number */
  GPtrArray *sources;   /* of RsSource* */
  GPtrArray *notes;     /* of RsNote* */
  GPtrArray *watchlists;  /* of RsList*, by id */
  GPtrArray *place_lists; /* of RsList*, by id */
  GPtrArray *filters;     /* of RsSavedFilter*, by name */
  char *undo_label; /* (nullable): what undo would take back */
  char *redo_label; /* (nullable) */
} RsSnapshot;

/* An empty snapshot, to be filled by its builder before it is shared. */
RsSnapshot *rs_snapshot_new (void);
RsSnapshot *rs_snapshot_ref (RsSnapshot *self);
void rs_snapshot_unref (RsSnapshot *self);

/* Index into vessels, or -1. O(1): rs_snapshot_seal () builds the index. */
gint rs_snapshot_find_vessel (const RsSnapshot *self, gint64 vessel_id);
const RsVessel *rs_snapshot_get_vessel (const RsSnapshot *self, gint64 vessel_id);
const RsTrack *rs_snapshot_get_track (const RsSnapshot *self, gint64 vessel_id);
/* (nullable): the vessel's fixes without a time. */
const RsUndated *rs_snapshot_get_undated (const RsSnapshot *self, gint64 vessel_id);
const RsIncident *rs_snapshot_get_incident (const RsSnapshot *self, gint64 incident_id);
const RsSource *rs_snapshot_get_source (const RsSnapshot *self, gint64 source_id);
const RsNote *rs_snapshot_get_note (const RsSnapshot *self, gint64 note_id);

/* Computes span, counts and index after filling; call once, before sharing. */
void rs_snapshot_seal (RsSnapshot *self);

/* Where the hulls of a vessel begin among RsSnapshot.hulls; up to where the next one's do. */
static inline guint
rs_snapshot_get_hulls (const RsSnapshot *self, guint vessel_index, guint *out_end)
{
  *out_end = g_array_index (self->hull_starts, guint, vessel_index + 1);
  return g_array_index (self->hull_starts, guint, vessel_index);
}

/* Whether any fix of the vessel, or of the case if @vessel_id is 0, is not observed. */
gboolean rs_snapshot_has_reconstructed (const RsSnapshot *self, gint64 vessel_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsSnapshot, rs_snapshot_unref)

G_END_DECLS
