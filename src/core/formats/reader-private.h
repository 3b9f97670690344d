/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/limits.h"
#include "formats/reader.h"
#include "formats/values.h"

G_BEGIN_DECLS

/* Why a row was not taken. One place, so that the same thing has the same words. */
#define RS_REJECT_NO_POSITION "position not available"
#define RS_REJECT_POSITION_RANGE "position is out of range"
#define RS_REJECT_NO_TIME "no time"
#define RS_REJECT_BAD_TIME "time is not readable"
#define RS_REJECT_BAD_LAT "latitude is not readable"
#define RS_REJECT_BAD_LON "longitude is not readable"
#define RS_REJECT_BAD_MMSI "MMSI is not a number of up to nine digits"
#define RS_REJECT_NOBODY "neither MMSI nor name"
#define RS_REJECT_SURPLUS "more values than the header has columns"
#define RS_REJECT_TIME_ALONE "a time without a position"
#define RS_REJECT_TOO_MANY_POINTS "too many points in one feature"
#define RS_REJECT_NO_TYPE "no GeoJSON object: its type is missing or not known"
#define RS_REJECT_COORDINATES "coordinates do not fit the type of the geometry"
#define RS_REJECT_NO_LIST "the features are no list of features"
#define RS_REJECT_JSON "line is no well-formed JSON"
#define RS_REJECT_XML "XML is not well-formed from here on"
#define RS_REJECT_BREAKS_OFF "the file breaks off here"

/* What a layout's reader works with. */
typedef struct
{
  RsInput *input;
  const RsReadOptions *options;
  const RsReadSink *sink;
  gpointer user_data;
  GCancellable *cancellable;
  RsReadSummary *summary;
  RsReadFix *batch;
  guint n_batch;
  guint64 next_tick; /* bytes on disk */
  GHashTable *named; /* of char* to index + 1 */
  const char *member; /* (nullable): which file of an archive it is, if several are read */
  gboolean is_archive;
  /* Lines are counted on through the files of an archive: those before, and the last of this one. */
  guint32 line_base, last_line;
} RsReadContext;

typedef gboolean (*RsReadFunc) (RsReadContext *context, GError **error);

typedef struct
{
  RsLayoutInfo info;
  RsReadFunc read;
} RsLayout;

gboolean rs_read_nmea_log (RsReadContext *context, GError **error);
gboolean rs_read_csv (RsReadContext *context, GError **error);
gboolean rs_read_json (RsReadContext *context, GError **error);
gboolean rs_read_gpx (RsReadContext *context, GError **error);
gboolean rs_read_kml (RsReadContext *context, GError **error);
gboolean rs_read_geojson (RsReadContext *context, GError **error);

/* Whether it is a ZIP archive, and the reader of all that is in one. */
gboolean rs_read_is_archive (RsInput *input, gboolean *out, GError **error);
gboolean rs_read_archive (RsReadContext *context, GError **error);

/* The encoding that the user says; and UTF-16, which no reader could make anything of. @out: gets a note.
 * Nothing may have been read of @input. */
gboolean rs_read_set_encoding (RsInput *input, const RsReadOptions *options, RsReadSummary *out,
                               GError **error);

/* Whether the text begins as JSON does. */
gboolean rs_read_is_json (RsInput *input);

/* The layout by name, or NULL. */
const RsLayout *rs_layout_find (const char *name);

/**
 * rs_sniff:
 * @input: nothing of which was read
 *
 * Returns: (nullable): the name of the layout, static; %NULL with @error set if it is none
 */
const char *rs_sniff (RsInput *input, GError **error);

/* Hands out what the readers find. All fail only if the sink does. */
gboolean rs_read_emit_fix (RsReadContext *self, guint64 key, const RsFix *fix, GError **error);
/* @says_again: as RsReadFix has it */
gboolean rs_read_emit_row (RsReadContext *self, guint64 key, const RsFix *fix, gboolean says_again,
                           GError **error);
gboolean rs_read_emit_static (RsReadContext *self, const RsReadStatic *statics, GError **error);
gboolean rs_read_emit_reject (RsReadContext *self, guint32 line, const char *reason,
                              const char *text, gsize len, GError **error);
/* Cancel and progress; cheap, to be called for each line. */
gboolean rs_read_tick (RsReadContext *self, GError **error);
/* Says what there is to say of the encoding of an input that was read. */
void rs_read_note_encoding (RsReadContext *self);
gboolean rs_read_flush (RsReadContext *self, GError **error);
void rs_read_note (RsReadContext *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* What would help against what a note says. */
static inline void
rs_read_advise (RsReadContext *self, RsAdvice advice)
{
  self->summary->advice |= advice;
}
/* Says how many messages have no position by their kind; 0: nothing. */
void rs_read_note_silent (RsReadContext *self, guint64 n);

/**
 * rs_read_break_off:
 * @n_before: records of the summary when the reading of the file began
 * @line: the last one
 * @text: (array length=len): what is there, or in words what is not whole
 *
 * The file ends before it is complete: what was read stays, and the end is rejected, with a note.
 *
 * Returns: %FALSE with @error set to %RS_READ_ERROR_DAMAGED if nothing was read before, or by the sink
 */
gboolean rs_read_break_off (RsReadContext *self, guint64 n_before, guint32 line, const char *text,
                            gsize len, GError **error);

/* Says how many positions of tracks and lines have no time, and how many tracks have fewer times than positions;
 * 0: nothing. */
void rs_read_note_undated (RsReadContext *self, guint64 n_undated, guint n_short);

/* Says how many local times were read that the clocks of their zone show twice or not at all, and how; none: nothing. */
void rs_read_note_local_times (RsReadContext *self, const RsTimeReader *times);

/* Says, of a layout that is no log, that the date it begins with was of no use, if one was said. */
void rs_read_note_unused_date (RsReadContext *self);

/* Says how many times name a day or more and were taken for its beginning; 0: nothing. */
void rs_read_note_coarse (RsReadContext *self, guint64 n);

/* Says how many lines are dated as a whole only; 0: nothing. */
void rs_read_note_spans (RsReadContext *self, guint n);

/* Says how many events, incidents and notes of an export of ours were passed over; 0: nothing. */
void rs_read_note_annotations (RsReadContext *self, guint n);

/* The key of a vessel that has no MMSI; 0 if there are too many or the name is empty. */
guint64 rs_read_name_key (RsReadContext *self, const char *name);

/* A fix with everything "not available" but the provenance. */
static inline RsFix
rs_read_blank_fix (void)
{
  return (RsFix) { .t_ms = RS_TIME_NONE, .sog_dkn = RS_SOG_NONE, .cog_ddeg = RS_COG_NONE,
                   .heading_deg = RS_HEADING_NONE, .nav_status = RS_NAV_STATUS_NONE,
                   .provenance = RS_OBSERVED };
}

/* Sets the position after checking it: degrees x 10^7 as they are in the file. Returns NULL or a
 * reason. */
const char *rs_read_set_position (RsFix *fix, gint64 lat_e7, gint64 lon_e7);

/* (transfer full): @text as valid UTF-8 without control characters, cut to @max bytes. */
char *rs_read_clean (const char *text, gsize len, gsize max);

G_END_DECLS
