/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/records.h"
#include "places/atlas.h"

G_BEGIN_DECLS

/* A sample case as its JSON file tells it (resources/samples/README.md), with the tracks that are
 * computed from it. Records refer to each other by the negative ids of case/edit.h, in the order in
 * which they are put: sources, vessels, events, incidents. */

/* A stay of a vessel at one place. */
typedef struct
{
  char *where;       /* the JSON object's name, for messages */
  char *port;        /* gazetteer id */
  RsLatLon at;
  gboolean anchored; /* else moored */
  gint64 arrive_ms, depart_ms;
  double stay_h;     /* NAN: from the two times */
  double speed_kn;   /* on the way to the next stay; NAN: from the times */
  char *title;       /* of the port call; "": none of its own */
  char *detail;
  char *voyage_detail; /* of the voyage to the next stay */
  gint64 source_id;
  RsProvenance provenance;
} SampleStay;

typedef struct
{
  RsVessel *record;
  GPtrArray *stays; /* of SampleStay* */
  GArray *fixes;    /* of RsFix; empty until computed */
} SampleVessel;

typedef struct
{
  char *file; /* for messages */
  char *title, *description, *zone;
  GPtrArray *sources;   /* of RsSource* */
  GPtrArray *vessels;   /* of SampleVessel* */
  GPtrArray *events;    /* of RsEvent*: policy events, then what the tracks give */
  GPtrArray *incidents; /* of RsIncident* */
} Sample;

/* (transfer full) (nullable): the sample in @file, without tracks; errors name file and field. */
Sample *sample_read (const char *file, GError **error);
void sample_free (Sample *self);

/* Fills in the times that follow from others, the fixes, and the events of port calls and voyages.
 * FALSE if times contradict each other, a stay is on land, or there is no way between two. */
gboolean sample_compute (Sample *self, RsAtlas *atlas, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sample, sample_free)

G_END_DECLS
