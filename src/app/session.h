/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "case/case.h"
#include "case/filter-plan.h"
#include "drawing/frame.h"
#include "replay/clock.h"

G_BEGIN_DECLS

/* What the pointer does on the map. */
typedef enum
{
  RS_TOOL_NONE, /* pan, pick */
  RS_TOOL_NOTE_TEXT,
  RS_TOOL_NOTE_ARROW,
  RS_TOOL_NOTE_LINE,
  RS_TOOL_NOTE_POLYGON,
  RS_TOOL_NOTE_RING,
  RS_TOOL_PLACE, /* the next click is answered to rs_session_pick_place () */
  RS_TOOL_MEASURE, /* distances and bearings; nothing is stored */
  RS_TOOL_AREA,  /* draws a polygon, answered to rs_session_pick_area () */
} RsTool;
#define RS_TYPE_TOOL (rs_tool_get_type ())
GType rs_tool_get_type (void);

/* What lies under our picture. */
typedef enum
{
  RS_BASE_BUILT_IN,
  RS_BASE_OPEN_STREET_MAP,
} RsBaseMap;
#define RS_TYPE_BASE_MAP (rs_base_map_get_type ())
GType rs_base_map_get_type (void);

/* RsColorBy, its values named as rs_color_by_to_string () does. */
#define RS_TYPE_COLOR_BY (rs_color_by_get_type ())
GType rs_color_by_get_type (void);

/* All state of one window that is not in the case file: which case, what time it is, what is
 * selected, shown, hidden. Holds no widget. Widgets show it through bindings and "notify", and
 * change it through setters and actions. Main thread only.
 *
 * Properties (all readable and writable unless said):
 *   "case"             RsCase, nullable
 *   "time"             gint64, ms UTC; RS_TIME_NONE without data; clamped to the case's span
 *   "playing"          gboolean
 *   "speed"            gdouble, case seconds per second
 *   "loop", "skip-idle" gboolean
 *   "follow"           gboolean: the time is the end of the case, also as the case grows; setting another
 *                      time or playing ends it
 *   "selected-vessel", "hovered-vessel", "selected-incident", "selected-note"  gint64, 0 none;
 *                      at most one of the selected ones is set: setting one clears the others
 *   "show"             guint, RsShow
 *   "dark"             gboolean: the style the window has
 *   "lang"             guint, RsLang
 *   "units"            guint, RsUnits
 *   "zone"             string, IANA name of the second clock, "" follows the case
 *   "tool"             RsTool
 *   "base-map"         RsBaseMap;  "seamarks" gboolean (OpenSeaMap overlay)
 *   "colour-by"        RsColorBy: what colours say; other ones than the vessels' own show the legend
 *   "track-width"      gdouble, logical pixels;  "track-opacity" gdouble (RsFrame.track_px, track_opacity)
 *   "has-span"         gboolean, read-only: map and lists show only what was in a span of time
 *   "compared-vessel"  gint64, read-only: the one that the selected vessel is held against, 0 none
 *   "show-charts"      gboolean: speed and draught of the selected vessel below the map
 *   "busy"             gboolean, read-only: an edit is being written
 *
 * Signals:
 *   "snapshot-changed" ()            a new snapshot: of another case or a newer one
 *   "hidden-changed"   ()            which vessels are masked: hidden by hand, or by the filter
 *   "span-changed"     ()            the span, or which vessels have fixes in it and pass the filter
 *   "filter-changed"   ()            the filter's conditions; what passes is told by the two above
 *   "fit"              (gdouble west, south, east, north)  the map shall show this box, degrees
 *   "fit-case"         ()            the map shall show the whole case
 *   "center"           (gdouble lat, lon)                  the map shall bring this into view
 *   "applied"          (string)      an edit was stored: its summary (for a toast with undo)
 *   "failed"           (string)      an edit or undo failed: a sentence for the user
 *   "note-drawn"       (gint64)      a note was drawn and stored: its id
 *   "context"          (RsMapContext *)  a right click or Menu key on the map
 */
#define RS_TYPE_SESSION (rs_session_get_type ())
G_DECLARE_FINAL_TYPE (RsSession, rs_session, RS, SESSION, GObject)

/* Where the map's context menu was asked for. */
typedef struct
{
  RsLatLon place;
  gint64 vessel_id;   /* 0: none under the pointer */
  gint64 selected_vessel; /* before the click, 0 none */
  gint64 incident_id; /* 0 none */
  gint64 note_id;     /* 0 none */
  const char *port;   /* nullable: a gazetteer id, or the name of a place of the user's lists */
  gpointer widget;    /* the map (GtkWidget), for a popover */
  double x, y;        /* in it */
} RsMapContext;

RsSession *rs_session_new (void);

RsCase *rs_session_get_case (RsSession *self);
void rs_session_set_case (RsSession *self, RsCase *document);
/* (transfer none): the newest snapshot; an empty one without a case; never NULL. */
RsSnapshot *rs_session_get_snapshot (RsSession *self);

gint64 rs_session_get_time (RsSession *self);
void rs_session_set_time (RsSession *self, gint64 t_ms);
gboolean rs_session_get_playing (RsSession *self);
/* Playing from the end starts over. */
void rs_session_set_playing (RsSession *self, gboolean playing);
double rs_session_get_speed (RsSession *self);
void rs_session_set_speed (RsSession *self, double speed);
/* Called by the map's frame clock: advances the time while playing. */
void rs_session_tick (RsSession *self, double wall_ms);
/* @n steps of what a second of playing covers; negative goes back. */
void rs_session_step (RsSession *self, int n);
/* To the start of the next (1) or previous (-1) event or incident of the span that is shown; of one that began before
 * it, to the span's start. */
void rs_session_step_event (RsSession *self, int direction);

gint64 rs_session_get_selected_vessel (RsSession *self);
void rs_session_select_vessel (RsSession *self, gint64 id);
gint64 rs_session_get_selected_incident (RsSession *self);
void rs_session_select_incident (RsSession *self, gint64 id);
gint64 rs_session_get_selected_note (RsSession *self);
void rs_session_select_note (RsSession *self, gint64 id);

guint rs_session_get_show (RsSession *self);
void rs_session_set_show (RsSession *self, guint show);
gboolean rs_session_is_hidden (RsSession *self, gint64 vessel_id);
void rs_session_set_hidden (RsSession *self, gint64 vessel_id, gboolean hidden);
/* Hides all others, also those that are not there yet. Which vessels are shown is found in a
 * thread where there are many, and told by "hidden-changed" and "span-changed" when it is; until then what was shown
 * stays. */
void rs_session_show_only (RsSession *self, gint64 vessel_id);
void rs_session_show_all (RsSession *self);
/* Sets of gint64 keys, as RsFrame wants them, (transfer none). They never change: another one takes their
 * place, so whoever wants to keep one takes a reference. O(1). */

/* The vessels that are hidden by hand or do not pass the filter. */
GHashTable *rs_session_get_masked (RsSession *self);

/* The span of time to which map and lists are narrowed, both ends included; FALSE and RS_TIME_NONE if
 * there is none. */
gboolean rs_session_get_span (RsSession *self, gint64 *out_from_ms, gint64 *out_to_ms);
/* In any order; RS_TIME_NONE takes it away. */
void rs_session_set_span (RsSession *self, gint64 from_ms, gint64 to_ms);
/* The vessels without a fix in the span, or that do not pass the filter. */
GHashTable *rs_session_get_outside (RsSession *self);

/* The filter: never %NULL; without conditions it lets everything through. (transfer none) */
const RsFilter *rs_session_get_filter (RsSession *self);
/* (nullable) (transfer none): what passes, as far as it is known; %NULL: everything. */
RsFilterResult *rs_session_get_filter_result (RsSession *self);
/* Which vessels pass is found in a thread; see the signals. */
void rs_session_set_filter (RsSession *self, const RsFilter *filter);
/* The same of a text; %FALSE, and "failed", if it is none. Added to what is there, or taken out of it. */
gboolean rs_session_set_filter_text (RsSession *self, const char *text);
gboolean rs_session_add_to_filter (RsSession *self, const char *text);
void rs_session_remove_from_filter (RsSession *self, const char *text);
/* Puts the conditions of @text in place of those of @kind that do not exclude. */
void rs_session_replace_in_filter (RsSession *self, RsFilterKind kind, const char *text);
/* Filters saved with the case: edits, which can be undone; callbacks as of rs_session_apply (); %FALSE,
 * and they are not called, where there is nothing to do. */
void rs_session_use_filter (RsSession *self, const char *name);
gboolean rs_session_save_filter (RsSession *self, const char *name, GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean rs_session_delete_filter (RsSession *self, const char *name, GAsyncReadyCallback callback,
                                   gpointer user_data);

gint64 rs_session_get_compared_vessel (RsSession *self);
/* Holds the selected vessel against another; 0 ends it, and so does selecting something else. */
void rs_session_compare_with (RsSession *self, gint64 vessel_id);

RsTool rs_session_get_tool (RsSession *self);
void rs_session_set_tool (RsSession *self, RsTool tool);

/* The effective second zone: the session's, else the case's; NULL if none. (transfer none) */
GTimeZone *rs_session_get_time_zone (RsSession *self);
/* "Vladivostok" of "Asia/Vladivostok"; NULL if none. */
const char *rs_session_get_zone_label (RsSession *self);

/* Fills a frame from the session: all but the view. Pointers live as long as nothing changes. */
void rs_session_fill_frame (RsSession *self, RsFrame *frame);

/* Ask the map to show the whole case, a vessel, an incident, or a place. */
void rs_session_fit_case (RsSession *self);
void rs_session_zoom_to_vessel (RsSession *self, gint64 vessel_id);
void rs_session_zoom_to_incident (RsSession *self, gint64 incident_id);
void rs_session_center_on (RsSession *self, RsLatLon place);

/* The next click on the map answers @func (place); or a drawn polygon does (points in a GArray of
 * RsLatLon). Escape answers with NULL. One question at a time: a new one cancels the old. */
typedef void (*RsPlaceFunc) (const RsLatLon *place, gpointer user_data);
typedef void (*RsAreaFunc) (GArray *area, gpointer user_data);
void rs_session_pick_place (RsSession *self, RsPlaceFunc func, gpointer user_data);
void rs_session_pick_area (RsSession *self, RsAreaFunc func, gpointer user_data);
/* For the map: answers and returns to RS_TOOL_NONE. */
void rs_session_answer_place (RsSession *self, const RsLatLon *place);
void rs_session_answer_area (RsSession *self, GArray *area);

/**
 * rs_session_apply:
 * @edit: (transfer full): what to change
 * @callback: (nullable): called in the main context when stored or failed; "applied"/"failed" are
 *   emitted besides
 *
 * Applies in a worker thread; edits are stored in the order they were handed over.
 */
void rs_session_apply (RsSession *self, RsEdit *edit, GAsyncReadyCallback callback,
                       gpointer user_data);
/* Returns the edit with its ids (transfer full), or NULL with @error. */
RsEdit *rs_session_apply_finish (RsSession *self, GAsyncResult *result, GError **error);
void rs_session_undo (RsSession *self);
void rs_session_redo (RsSession *self);

/* For the map: tells that a context menu is wanted, or a note was stored. */
void rs_session_emit_context (RsSession *self, const RsMapContext *context);
void rs_session_emit_note_drawn (RsSession *self, gint64 note_id);

G_END_DECLS
