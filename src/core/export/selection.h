/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "export/export.h"

G_BEGIN_DECLS

/* What of a snapshot is exported, worked out once from the options. Shared by all writers. */
typedef struct
{
  RsSnapshot *snapshot; /* borrowed */
  const RsExportOptions *options; /* borrowed */
  GPtrArray *vessels;   /* of const RsVessel* */
  GPtrArray *tracks;    /* of const RsTrack*, parallel */
  GPtrArray *undated;   /* of const RsUndated* or NULL, parallel; NULL where a time is asked for */
  GPtrArray *incidents; /* of const RsIncident* */
  gboolean has_inferred; /* any fix in the selection is not observed */
} RsSelection;

RsSelection *rs_selection_new (RsSnapshot *snapshot, const RsExportOptions *options);
void rs_selection_free (RsSelection *self);

/* Fixes without a time in the selection. */
guint64 rs_selection_count_undated (const RsSelection *self);

/* (transfer full) (nullable): says in English, for a description, that they are not in the file; %NULL: there are none. */
char *rs_selection_describe_undated (const RsSelection *self);

/**
 * rs_selection_name_part:
 * @part: a part of the vessel's track (rs_track_get_part ())
 * @hull: its number, 0: fixes of no hull
 *
 * Returns: (transfer full): the vessel's name, and what part of its track this is
 */
char *rs_selection_name_part (const RsVessel *vessel, const RsTrack *part, guint hull,
                              RsProvenance provenance);

/* A run of fixes that may be joined by a line: no break inside, one provenance. */
typedef struct
{
  guint first, n;
  RsProvenance provenance;
} RsRun;

/**
 * rs_selection_next_run:
 * @track: a part of a track of the selection
 * @at: (inout): index to start from; 0 at first
 * @out: (out): the next run within the selected time
 *
 * The line from an observed fix to one that is not is not observed: such a run takes the fix
 * before it, and an observed one after it, where no break lies between. An observed run never does.
 *
 * Returns: %FALSE if there is none
 */
gboolean rs_selection_next_run (const RsSelection *self, const RsTrack *track, guint *at,
                                RsRun *out);

/* Whether an event belongs: its vessel is selected and its time meets the selected span. */
gboolean rs_selection_has_event (const RsSelection *self, const RsEvent *event);

/* "roadstead 0.1.0", written into every file. */
const char *rs_export_generator (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsSelection, rs_selection_free)

G_END_DECLS
