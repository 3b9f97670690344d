/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/session.h"
#include "app/shown.h"

G_BEGIN_DECLS

/* The session is one class in six files: session.c (state, selection, what is shown, GObject),
 * session-replay.c (time), session-span.c (hidden vessels, the span in view, comparing),
 * session-filter.c (the filter), session-tool.c (the tool in hand, questions to the map) and session-edit.c
 * (the way of an edit to the store). */
struct _RsSession
{
  GObject parent_instance;

  RsCase *document;
  RsSnapshot *snapshot;
  GThreadPool *writer; /* one thread: edits are stored in the order they were handed over */
  guint n_writing;

  gint64 t_ms;
  gboolean playing;
  double speed;
  double carried_ms; /* case time that frames have played and that makes no whole millisecond yet */
  gboolean follow;     /* the time stays at the end of the case */
  gboolean refreshing; /* a new snapshot moves the time, not the user */
  gboolean loop;
  gboolean skip_idle;
  /* Where this stretch of playing began, and the wall time since: so that a millisecond's rounding in
   * each frame does not add up. */
  gint64 anchor_ms;
  double anchor_speed;
  double played_ms; /* wall */
  gint64 played_to_ms;
  RsActivity *activity; /* of the snapshot and what is masked; NULL: to be made, or being found */
  gboolean prepare_wanted; /* when it is found */

  gint64 selected_vessel;
  gint64 selected_incident;
  gint64 selected_note;
  gint64 hovered_vessel;
  GHashTable *hidden;    /* by hand; replaced, never changed */
  gboolean hides_others; /* these are shown, and all others hidden */

  RsFilter *filter;
  RsFilterResult *filter_result; /* NULL: everything passes */
  GCancellable *filtering;       /* nullable: of the task that finds the next result */
  gboolean filter_is_new;        /* what is wrong with it was not told yet */

  gint64 span_from_ms, span_to_ms; /* RS_TIME_NONE: none */
  RsShown *shown;        /* its activity is below */
  GCancellable *finding; /* nullable: of the task that finds the next one */
  guint to_tell;         /* what that will be told as: RsTell */
  gint64 compared_vessel;
  gboolean show_charts;

  guint show;
  RsColorBy color_by;
  double track_px, track_opacity;
  gboolean dark;
  guint lang;
  guint units;
  char *zone;
  GTimeZone *time_zone; /* of the effective zone, NULL none */
  char *zone_label;

  RsTool tool;
  RsBaseMap base_map;
  gboolean seamarks;

  RsPlaceFunc place_func;
  RsAreaFunc area_func;
  gpointer answer_data;
};

/* Takes the case's newest snapshot and tells everybody, unless it is the present one. */
void rs_session_refresh (RsSession *self);

/* Where the time is when a case is opened: the first of all, but not that of a fix dated long before the others. */
gint64 rs_session_get_opening_time (RsSession *self);

/* A case opens where its ships begin to move, at a speed that shows them all in a while: if that is wanted, and
 * nobody has gone elsewhere since. */
void rs_session_prepare_replay (RsSession *self);

/* What session-span.c has: made, freed, told to the renderer. */
void rs_session_init_span (RsSession *self);
/* No vessel is hidden by hand any more; nobody is told. */
void rs_session_forget_hidden (RsSession *self);
void rs_session_clear_span (RsSession *self);
/* What tracks are cut to: the brushed span and that of a filter by time; FALSE: neither is there. */
gboolean rs_session_get_drawn_span (RsSession *self, gint64 *out_from_ms, gint64 *out_to_ms);
void rs_session_fill_frame_span (RsSession *self, RsFrame *frame);
/* Finds anew which vessels are shown, of a large case in a thread; then tells those of @changes (RsTell). */
typedef enum
{
  RS_TELL_HIDDEN = 1 << 0, /* "hidden-changed" */
  RS_TELL_SPAN = 1 << 1,   /* "span-changed" */
} RsTell;
void rs_session_update_span (RsSession *self, guint changes);

/* Finds in a thread which vessels pass. */
void rs_session_run_filter (RsSession *self);

/* The writer's thread pool calls this for each edit. */
void rs_session_write_func (gpointer data, gpointer user_data);

G_END_DECLS
