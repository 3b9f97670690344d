/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words that files and messages use for the enumerations of fix.h and records.h. They are part
 * of the case file and of every export: never change one. */
#include "model/records.h"

static const char *const provenances[] = { "observed", "reconstructed", "asserted" };
static const char *const fix_flags[] = { "null-island", "on-land",  "duplicate", "out-of-order",
                                         "future",      "too-fast", "odd-mmsi",  "no-motion" };
static const char *const event_kinds[] = { "port-call", "voyage", "gap", "policy" };
static const char *const stances[] = { "asserts", "denies", "no-comment", "observes" };
static const char *const incident_kinds[]
    = { "transfer", "port-call", "transshipment", "gap", "identity", "other" };
static const char *const note_kinds[] = { "text", "arrow", "line", "polygon", "ring" };

G_STATIC_ASSERT (G_N_ELEMENTS (provenances) == RS_ASSERTED + 1);
G_STATIC_ASSERT (G_N_ELEMENTS (fix_flags) == RS_N_FIX_FLAGS);
G_STATIC_ASSERT (G_N_ELEMENTS (event_kinds) == RS_N_EVENT_KINDS);
G_STATIC_ASSERT (G_N_ELEMENTS (stances) == RS_N_STANCES);
G_STATIC_ASSERT (G_N_ELEMENTS (incident_kinds) == RS_N_INCIDENT_KINDS);
G_STATIC_ASSERT (G_N_ELEMENTS (note_kinds) == RS_N_NOTE_KINDS);

/* Index of @text in @words, or -1. */
static gint
find_word (const char *text, const char *const *words, guint n)
{
  for (guint i = 0; text && i < n; i++)
    if (g_str_equal (text, words[i]))
      return (gint) i;
  return -1;
}

#define DEFINE_WORDS(Type, type, words)                                                            \
  const char *type##_to_string (Type value)                                                        \
  {                                                                                                \
    g_return_val_if_fail ((guint) value < G_N_ELEMENTS (words), "");                               \
    return words[value];                                                                           \
  }                                                                                                \
  gboolean type##_from_string (const char *text, Type *out)                                        \
  {                                                                                                \
    gint i = find_word (text, words, G_N_ELEMENTS (words));                                        \
    if (i < 0)                                                                                     \
      return FALSE;                                                                                \
    *out = (Type) i;                                                                               \
    return TRUE;                                                                                   \
  }

DEFINE_WORDS (RsProvenance, rs_provenance, provenances)
DEFINE_WORDS (guint, rs_fix_flag, fix_flags)
DEFINE_WORDS (RsEventKind, rs_event_kind, event_kinds)
DEFINE_WORDS (RsStance, rs_stance, stances)
DEFINE_WORDS (RsIncidentKind, rs_incident_kind, incident_kinds)
DEFINE_WORDS (RsNoteKind, rs_note_kind, note_kinds)
