/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/csv-layout.h"
#include "formats/reader-private.h"

G_BEGIN_DECLS

/* Whom a track or a feature is about, and what else it says of itself by name: properties of GeoJSON,
 * ExtendedData of KML, extensions of GPX. The words are those of CSV headers. Speeds are in knots. */
typedef struct
{
  char *cells[RS_N_FIELDS]; /* (nullable) owned: trimmed, not empty; the clock is any word for a time of day */
  char *words[RS_N_FIELDS]; /* (nullable) owned: what each of them is called */
  char *date, *date_word;   /* (nullable) owned: of a word that means a day, which the clock may complete */
  char *title;              /* (nullable) owned: what the feature calls itself */
  char *id;                 /* (nullable) owned: a number of no meaning outside of the file */
  RsProvenance provenance;
  gboolean has_provenance;
  gboolean is_annotation; /* an event, incident or note of an export of ours: no vessel was seen there */
  gboolean unnamed; /* the title is a label: no source names the vessel */
} RsSubject;

/* What a track without a name is called: "Track 3". */
typedef struct
{
  const char *word; /* "Track", "Route": English, as it is stored */
  guint number;     /* 0: without */
} RsSubjectLabel;

void rs_subject_clear (RsSubject *self);

/* Takes a value under its word, if the word is known and has no value yet. */
void rs_subject_set (RsSubject *self, const char *word, gsize word_len, const char *value,
                     gsize len);
/* The name of the feature; a later one is not taken. */
void rs_subject_set_title (RsSubject *self, const char *text, gsize len);

/* (transfer full) (nullable): why it is about nobody: its MMSI is none, with the value; %NULL if there is no such
 * fault. */
char *rs_subject_dup_mmsi_problem (const RsSubject *self);

/* Whether it says by number or by a name of the vessel's own whom it is about. */
gboolean rs_subject_is_explicit (const RsSubject *self);

/* (transfer full): its name as people see it, at most RS_MAX_NAME bytes, "" none. */
char *rs_subject_dup_name (const RsSubject *self);

/**
 * rs_subject_find_key:
 * @line: of the feature
 * @t_ms: from when what it says holds, RS_TIME_NONE unknown
 * @label: what to call it if it has no name
 * @out_key: (out): the vessel
 * @out_named: (out) (optional): %FALSE if the label was taken
 * @error: set if the sink fails or the file has too many names
 *
 * Finds the vessel and emits what the subject says of it. The numbers decide before the name.
 */
gboolean rs_subject_find_key (const RsSubject *self, RsReadContext *context, guint32 line,
                              gint64 t_ms, RsSubjectLabel label, guint64 *out_key,
                              gboolean *out_named, GError **error);

/* Fills in what the fix does not know yet: speed, course, heading, status, provenance. */
void rs_subject_apply (const RsSubject *self, RsFix *fix);

/* Sets the field of a fix from a value, as csv rows have it; other fields are passed over. */
void rs_subject_set_fix_value (RsFix *fix, RsField field, const char *value, gsize len);

G_END_DECLS
