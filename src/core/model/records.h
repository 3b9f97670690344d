/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/fix.h"

G_BEGIN_DECLS

/* The records of a case: plain structs that own their strings, never NULL unless said. Every one
 * has _new () (all empty, id 0), _copy () (deep) and _free (). id 0 means "not yet stored". Lists
 * are GPtrArray with a free function, or GArray of plain values. */

typedef enum
{
  RS_RECORD_VESSEL,
  RS_RECORD_EVENT,
  RS_RECORD_INCIDENT,
  RS_RECORD_SOURCE,
  RS_RECORD_NOTE,
  RS_N_RECORDS
} RsRecordKind;

/* A name, number or size that a vessel had for a time, from static data or from an analyst. */
typedef struct
{
  gint64 id;
  gint64 from_ms, to_ms; /* first and last report of it, UTC; RS_TIME_NONE: open */
  char *name;
  char *callsign;
  guint32 imo;     /* 0 none */
  gint ship_type;  /* AIS ship and cargo type, 0 none */
  guint16 dim_a_m, dim_b_m, dim_c_m, dim_d_m; /* antenna to bow, stern, port, starboard; 0 none */
  guint16 draught_dm; /* 0.1 m, 0 none */
  char *destination;
  gint64 import_id; /* 0: entered by hand */
} RsIdentity;

typedef struct
{
  gint64 id;
  guint32 mmsi;    /* 0 none */
  guint32 imo;     /* 0 none */
  char *name;      /* as shown; for a vessel that no source names, a description: "Tanker 1" */
  gboolean unnamed; /* no source names it: name is our label and is shown as such */
  char *callsign;
  char *flag;      /* ISO 3166 alpha-2, "" unknown */
  gint ship_type;  /* AIS ship and cargo type, 0 none */
  guint16 dim_a_m, dim_b_m, dim_c_m, dim_d_m; /* 0 none */
  char *aliases;   /* other names in any script, one a line */
  char *note;
  gint color;      /* index into the palette of LOOK.md, -1: by rank */
  GPtrArray *identities; /* of RsIdentity*, by from_ms */
} RsVessel;

typedef enum
{
  RS_EVENT_PORT_CALL,
  RS_EVENT_VOYAGE,
  RS_EVENT_GAP,
  RS_EVENT_POLICY, /* a date of sanctions or diplomacy: no vessel, no place */
  RS_N_EVENT_KINDS
} RsEventKind;

/* Files say "port-call", "voyage", "gap", "policy". */
const char *rs_event_kind_to_string (RsEventKind kind);
gboolean rs_event_kind_from_string (const char *text, RsEventKind *out);

typedef struct
{
  gint64 id;        /* 0: computed when the case was loaded (gaps) */
  RsEventKind kind;
  gint64 vessel_id; /* 0 none */
  gint64 from_ms, to_ms; /* equal for a moment */
  gboolean has_place;
  RsLatLon place;   /* where it began */
  char *port;       /* UN/LOCODE or gazetteer id; voyage: origin */
  char *to_port;    /* voyage: destination */
  char *title;
  char *detail;     /* numbers and rule that made it, or what the source says */
  gint64 source_id; /* 0 none */
  RsProvenance provenance;
} RsEvent;

typedef struct
{
  gint64 id;
  char *title;
  char *publisher;
  char *url;
  gint64 t_ms;      /* date of publication, RS_TIME_NONE unknown */
  char reliability; /* Admiralty code 'A' to 'F'; 0 not rated */
  char *note;
} RsSource;

typedef enum
{
  RS_STANCE_ASSERTS,
  RS_STANCE_DENIES,
  RS_STANCE_NO_COMMENT,
  RS_STANCE_OBSERVES,
  RS_N_STANCES
} RsStance;

/* "asserts", "denies", "no-comment", "observes". */
const char *rs_stance_to_string (RsStance stance);
gboolean rs_stance_from_string (const char *text, RsStance *out);

/* One statement by one speaker in one source. */
typedef struct
{
  gint64 id;
  char *speaker;
  RsStance stance;
  char *text;
  gint64 t_ms;      /* when it was said, RS_TIME_NONE unknown */
  gint64 source_id; /* 0 none */
  gint credibility; /* Admiralty code 1 to 6; 0 not rated */
} RsClaim;

typedef struct
{
  gint64 id;
  char *name;
  char *mime_type;
  gint64 size; /* bytes */
  char *sha256; /* lower case hex */
  GBytes *content; /* (nullable): only while it is being added; read with rs_case_read_attachment () */
} RsAttachment;

typedef enum
{
  RS_INCIDENT_TRANSFER,     /* transfer between ships */
  RS_INCIDENT_PORT_CALL,
  RS_INCIDENT_TRANSSHIPMENT,
  RS_INCIDENT_GAP,
  RS_INCIDENT_IDENTITY,
  RS_INCIDENT_OTHER,
  RS_N_INCIDENT_KINDS
} RsIncidentKind;

/* "transfer", "port-call", "transshipment", "gap", "identity", "other". */
const char *rs_incident_kind_to_string (RsIncidentKind kind);
gboolean rs_incident_kind_from_string (const char *text, RsIncidentKind *out);

typedef struct
{
  gint64 id;
  gint number; /* shown in the pin; from 1, given when stored, never used again */
  char *title;
  RsIncidentKind kind;
  gboolean has_place;
  RsLatLon place;
  GArray *area;      /* of RsLatLon, a polygon without repeated end; empty: none */
  gint64 from_ms, to_ms; /* RS_TIME_NONE unknown */
  char *narrative;
  GArray *vessel_ids; /* of gint64 */
  GPtrArray *ports;   /* of char*, gazetteer ids */
  GPtrArray *claims;  /* of RsClaim* */
  GArray *source_ids; /* of gint64: evidence beside the claims' sources */
  GPtrArray *attachments; /* of RsAttachment* */
} RsIncident;

typedef enum
{
  RS_NOTE_TEXT,    /* 1 point */
  RS_NOTE_ARROW,   /* 2 points, head at the second */
  RS_NOTE_LINE,    /* 2 or more */
  RS_NOTE_POLYGON, /* 3 or more, not repeated */
  RS_NOTE_RING,    /* 1 point and radius_m */
  RS_N_NOTE_KINDS
} RsNoteKind;

/* "text", "arrow", "line", "polygon", "ring". */
const char *rs_note_kind_to_string (RsNoteKind kind);
gboolean rs_note_kind_from_string (const char *text, RsNoteKind *out);

/* A drawing of the analyst on the map. */
typedef struct
{
  gint64 id;
  RsNoteKind kind;
  GArray *points;  /* of RsLatLon */
  double radius_m; /* ring */
  char *text;
  gint color;      /* index into the palette of LOOK.md */
  gint64 from_ms, to_ms; /* shown only then; RS_TIME_NONE: open */
} RsNote;

/* The layout of an import that was heard from a live source; its file is the log kept of it. */
#define RS_LAYOUT_LIVE "live"

/* How many rows of a file were rejected for a reason. */
typedef struct
{
  char *reason;
  guint64 n;
  guint32 first_line;
} RsReasonCount;

/* A file that lay packed in the one that was imported. */
typedef struct
{
  char *name;        /* within the archive; "": the only one, unpacked (gzip) */
  char *sha256;      /* of its bytes, unpacked */
  guint64 size;      /* bytes, unpacked */
  guint32 line_base; /* its line N is line line_base + N of the import */
} RsContent;

typedef struct
{
  gint64 id;
  char *file_name; /* as given, without folders */
  char *sha256;    /* "" for generated data, and for a live source until it ends */
  gint64 size;     /* bytes */
  gint64 t_ms;     /* when it was imported */
  char *layout;    /* "aivdm", "csv-noaa", "csv-dma", "gpx", "sample", RS_LAYOUT_LIVE */
  char *options;   /* as text; "" none */
  gint64 n_read, n_fixes, n_rejected; /* records read, fixes kept, rows rejected */
  gint64 from_ms, to_ms;
  RsProvenance provenance; /* of its fixes */
  /* Its report: empty where none was kept (files of version 1, generated tracks). */
  char *clock;     /* which clock gave the times, a sentence */
  char *notes;     /* what else a person should know, one a line */
  guint64 n_flagged[RS_N_FIX_FLAGS]; /* fixes with each flag, by its bit */
  GPtrArray *reasons; /* of RsReasonCount*: rejected rows by reason, most frequent first */
  GPtrArray *contents; /* of RsContent*, by line_base: what was read of a packed file; else empty */
} RsImport;

/* A row that was not imported. */
typedef struct
{
  gint64 import_id;
  guint32 line;
  char *reason;
  char *text; /* the row, valid UTF-8, at most 4 KiB */
} RsReject;

RsIdentity *rs_identity_new (void);
RsIdentity *rs_identity_copy (const RsIdentity *self);
void rs_identity_free (RsIdentity *self);
RsVessel *rs_vessel_new (void);
RsVessel *rs_vessel_copy (const RsVessel *self);
void rs_vessel_free (RsVessel *self);
RsEvent *rs_event_new (void);
RsEvent *rs_event_copy (const RsEvent *self);
void rs_event_free (RsEvent *self);
RsSource *rs_source_new (void);
RsSource *rs_source_copy (const RsSource *self);
void rs_source_free (RsSource *self);
RsClaim *rs_claim_new (void);
RsClaim *rs_claim_copy (const RsClaim *self);
void rs_claim_free (RsClaim *self);
RsAttachment *rs_attachment_new (void);
RsAttachment *rs_attachment_copy (const RsAttachment *self);
void rs_attachment_free (RsAttachment *self);
RsIncident *rs_incident_new (void);
RsIncident *rs_incident_copy (const RsIncident *self);
void rs_incident_free (RsIncident *self);
RsNote *rs_note_new (void);
RsNote *rs_note_copy (const RsNote *self);
void rs_note_free (RsNote *self);
RsReasonCount *rs_reason_count_new (const char *reason, guint64 n, guint32 first_line);
void rs_reason_count_free (RsReasonCount *self);
RsContent *rs_content_new (const char *name, const char *sha256, guint64 size, guint32 line_base);
RsContent *rs_content_copy (const RsContent *self);
void rs_content_free (RsContent *self);
RsImport *rs_import_new (void);
RsImport *rs_import_copy (const RsImport *self);
void rs_import_free (RsImport *self);

/**
 * rs_import_find_content:
 * @line: as a fix or a rejected row of the import has it
 * @out_line: (out): the line within what is returned; @line itself if that is %NULL
 *
 * Returns: (nullable): the packed file that the line is in; %NULL if the import was not packed, or was
 *   made before that was kept
 */
const RsContent *rs_import_find_content (const RsImport *self, guint32 line, guint32 *out_line);

/* (transfer full): the file that a line of the import is in, as people are told of it: "a.csv", or
 * "a.zip/b.csv" of one in an archive. @out_line: (out): the line within it. */
char *rs_import_dup_place (const RsImport *self, guint32 line, guint32 *out_line);
RsReject *rs_reject_new (void);
void rs_reject_free (RsReject *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsIdentity, rs_identity_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsVessel, rs_vessel_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsEvent, rs_event_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsSource, rs_source_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsClaim, rs_claim_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsAttachment, rs_attachment_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsIncident, rs_incident_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsNote, rs_note_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsImport, rs_import_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsReject, rs_reject_free)

G_END_DECLS
