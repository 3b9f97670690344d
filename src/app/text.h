/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/session.h"
#include "model/ship-type.h"

G_BEGIN_DECLS

/* How the window words what the records say. Main thread; every result is for people and in
 * their language. */

/* Replaces an owned string. */
void rs_set_string (char **field, const char *value);

/* (transfer none): names of kinds, untitled ones included. */
const char *rs_text_event_kind (RsEventKind kind);
const char *rs_text_incident_kind (RsIncidentKind kind);
const char *rs_text_stance (RsStance stance);
const char *rs_text_provenance (RsProvenance provenance);
const char *rs_text_note_kind (RsNoteKind kind);
/* What a flag of a fix says, by its bit: "on land". Any thread. */
const char *rs_text_fix_flag (guint bit);
/* (transfer full) (nullable): "heard in 3 copies" where several receivers' copies of a transmission were
 * joined; %NULL where there is one. */
char *rs_text_fix_copies (const RsFix *fix);
const char *rs_text_event_icon (RsEventKind kind);
/* (transfer none): "A – completely reliable"; 0: "Not rated" */
const char *rs_text_reliability (char reliability);
/* (transfer none): "1 – confirmed by other sources"; 0: "Not rated" */
const char *rs_text_credibility (int credibility);

/* (transfer full): "Cargo ship" of AIS type 70; "" for 0. */
char *rs_text_ship_type (int ship_type);
/* "Tanker". */
const char *rs_text_ship_kind (RsShipKind kind);
/* (transfer full): name of a port in @lang, or the id as it is where the gazetteer lacks it. */
char *rs_text_port (const char *id, RsLang lang);
/* (transfer full): of a place of a list: "North Korea · 57830"; "" if the list says neither. */
char *rs_text_place_detail (const RsPlace *place);
/* (transfer full): "2024-03-07 06:00 UTC"; "" for RS_TIME_NONE. */
char *rs_text_time (gint64 t_ms);
/* (transfer full): "2024-03-07 06:00:09 UTC"; "" for RS_TIME_NONE. */
char *rs_text_second (gint64 t_ms);
/* (transfer full): "7 Mar – 9 Mar 2024" as ISO dates: "2024-03-07 06:00 – 2024-03-09 04:00 UTC". */
char *rs_text_span (gint64 from_ms, gint64 to_ms);
/* (transfer full): the same where room is scarce: the year once, "UTC" where there is room. */
char *rs_text_span_short (gint64 from_ms, gint64 to_ms);
/* (transfer full): "2024-03-07 06:00", with seconds where there are any, for a field in which it
 * is typed; "" for RS_TIME_NONE. */
char *rs_text_time_to_edit (gint64 t_ms);
/* Understands what rs_text_time_to_edit () writes and ISO 8601, with or without "UTC"; "" is
 * RS_TIME_NONE. */
gboolean rs_text_time_from_edit (const char *text, gint64 *out_t_ms);
/* (transfer full): "42.73300, 133.05000", which rs_lat_lon_parse () understands. */
char *rs_text_place_to_edit (RsLatLon place);
/* (transfer full): "1,234" as the locale groups digits. */
char *rs_text_count (guint64 n);
/* (transfer full): "MMSI 445123000 · North Korea · 1,204 positions" */
char *rs_text_vessel_detail (const RsSnapshot *snapshot, guint index);
char *rs_text_event_detail (const RsSnapshot *snapshot, const RsEvent *event, RsLang lang);
char *rs_text_incident_detail (const RsSnapshot *snapshot, const RsIncident *incident,
                               RsLang lang);

/* (transfer full): which of the ships that share a number: "ship 2 of 3". @hull: from 1 */
char *rs_text_hull (guint hull, guint n_hulls);

G_END_DECLS
