/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "drawing/view.h"
#include "model/snapshot.h"
#include "places/atlas.h"

G_BEGIN_DECLS

typedef enum
{
  RS_THEME_LIGHT,
  RS_THEME_DARK,
} RsTheme;

typedef enum
{
  RS_SHOW_BASE = 1 << 0,      /* land, sea, borders; without it the ground is transparent */
  RS_SHOW_GRATICULE = 1 << 1,
  RS_SHOW_NAMES = 1 << 2,     /* countries, seas, cities */
  RS_SHOW_PORTS = 1 << 3,
  RS_SHOW_TRACKS = 1 << 4,    /* whole tracks */
  RS_SHOW_TRAILS = 1 << 5,    /* the last trail_ms before t_ms */
  RS_SHOW_VESSELS = 1 << 6,   /* symbols at t_ms */
  RS_SHOW_LABELS = 1 << 7,    /* vessel names */
  RS_SHOW_EVENTS = 1 << 8,
  RS_SHOW_INCIDENTS = 1 << 9,
  RS_SHOW_NOTES = 1 << 10,
  RS_SHOW_CLOCK = 1 << 11,    /* with the tag "reconstructed" when anything in view is inferred */
  RS_SHOW_LEGEND = 1 << 12,
  RS_SHOW_SCALE = 1 << 13,    /* scale bar and attribution */
  RS_SHOW_DIRECTIONS = 1 << 14, /* arrows on tracks */
  RS_SHOW_SUSPECTS = 1 << 15,   /* suspicious fixes, with the whole tracks */
  RS_SHOW_HEAT = 1 << 16,       /* how long ships were where, in place of the lines of whole tracks */
} RsShow;

#define RS_SHOW_MAP (RS_SHOW_BASE | RS_SHOW_GRATICULE | RS_SHOW_NAMES | RS_SHOW_PORTS)
#define RS_SHOW_CASE                                                                               \
  (RS_SHOW_TRACKS | RS_SHOW_TRAILS | RS_SHOW_VESSELS | RS_SHOW_LABELS | RS_SHOW_EVENTS             \
   | RS_SHOW_INCIDENTS | RS_SHOW_NOTES | RS_SHOW_DIRECTIONS | RS_SHOW_SUSPECTS)
#define RS_SHOW_FURNITURE (RS_SHOW_CLOCK | RS_SHOW_LEGEND | RS_SHOW_SCALE)

/* What the colours of tracks, trails and symbols say. Whether a line is observed, reconstructed or
 * asserted is told by its dashes in each of them. */
typedef enum
{
  RS_COLOR_BY_VESSEL,
  RS_COLOR_BY_SPEED,      /* over ground */
  RS_COLOR_BY_TIME,       /* from the start to the end of the span, or of all tracks */
  RS_COLOR_BY_FLAG,       /* the countries with the most ships of the case */
  RS_COLOR_BY_SOURCE,     /* the file that a fix came from */
  RS_COLOR_BY_CONFIDENCE, /* observed, suspicious, reconstructed, asserted */
  RS_N_COLOR_BY
} RsColorBy;

/* "vessel", "speed", "time", "flag", "source", "confidence". */
const char *rs_color_by_to_string (RsColorBy by);
gboolean rs_color_by_from_string (const char *text, RsColorBy *out);

/* Width of whole tracks, logical pixels. */
#define RS_TRACK_PX 1.6
#define RS_TRACK_MIN_PX 0.5
#define RS_TRACK_MAX_PX 8.0
#define RS_TRACK_MIN_OPACITY 0.1

typedef enum
{
  RS_UNITS_NAUTICAL, /* nm, kn */
  RS_UNITS_METRIC,   /* km, km/h */
} RsUnits;

/* Everything that a picture depends on beside the snapshot: the same frame and snapshot give the
 * same picture, on screen, in a PNG and in a video. Borrowed pointers live as long as the call. */
typedef struct
{
  RsView view;
  gint64 t_ms;          /* RS_TIME_NONE: no moment, whole tracks and no symbols */
  gint64 trail_ms;      /* length of trails */
  RsTheme theme;
  RsLang lang;
  RsUnits units;
  guint show;           /* RsShow */
  RsColorBy color_by;
  double track_px;      /* RS_TRACK_MIN_PX to RS_TRACK_MAX_PX; trails go with it */
  double track_opacity; /* of whole tracks, RS_TRACK_MIN_OPACITY to 1 */
  double furniture_scale; /* 1; 2 on stage */
  double legend_top_px;   /* buttons lie at the right down to here: the legend stays below, where it can; 0: none */
  GTimeZone *zone;      /* (nullable): second clock */
  const char *zone_label; /* (nullable): "Vladivostok" */
  GHashTable *hidden;   /* (nullable): set of gint64 vessel ids not drawn (keys point to gint64) */
  gint64 span_from_ms, span_to_ms; /* tracks and events are drawn only so far; RS_TIME_NONE: whole */
  gint64 selected_vessel, hovered_vessel;     /* 0 none */
  gint64 selected_incident, selected_note;    /* 0 none */
  const char *attribution; /* (nullable): of a raster map below, added to the atlas's */
  gboolean inferred_below; /* furniture drawn apart from its picture: that has something inferred */
  guint show_below;        /* furniture drawn apart from its picture: what that shows, for the legend */
  guint show_later;        /* furniture that will be laid over the picture, less its rim */
  double rim_px;           /* on each side of what is seen of the picture, for show_later */
  gboolean hurry;  /* somebody waits who sees nothing of the case yet: tracks that would take long may be drafted, without
                    * the map's names: rs_renderer_is_draft () */
  gboolean steady; /* on a screen, where the renderer's picture before counts: names of ships keep the sides that they
                    * had in it, trails are kept while no ship moves by half a pixel; the picture is not of
                    * snapshot and frame alone then */
} RsFrame;

/* Everything on, light, no selection, nautical; view zeroed, t_ms RS_TIME_NONE, trail 1 h. */
void rs_frame_init (RsFrame *frame);

/**
 * rs_frame_fit_case:
 * @frame: its view's size is used; centre and zoom are set
 *
 * Fits the fixes of @snapshot's vessels that are not hidden, and its incidents, or the whole world if
 * there are none.
 */
void rs_frame_fit_case (RsFrame *frame, const RsSnapshot *snapshot);

G_END_DECLS
