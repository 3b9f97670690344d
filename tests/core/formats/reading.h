/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include "formats/reader.h"
#include "formats/reason.h"

/* A sink for tests that writes down what it is given, a line for each thing. */
typedef struct
{
  GString *log;
  GString *reasons; /* of rejected rows, with the column and value that they name */
  RsReadSummary summary;
  GError *error;
  gboolean ok;
  guint n_progress;
  GCancellable *cancel_on_progress;
} Reading;

static gboolean
note_fixes (const RsReadFix *fixes, guint n, gpointer user_data, GError **error)
{
  Reading *r = user_data;

  for (guint i = 0; i < n; i++)
    {
      const RsFix *f = &fixes[i].fix;
      g_autofree char *t = rs_time_format (f->t_ms);
      g_autofree char *key = fixes[i].key & RS_READ_NAMED
                                 ? g_strdup_printf ("#%u", (guint) fixes[i].key)
                                 : g_strdup_printf ("%u", (guint) fixes[i].key);

      g_string_append_printf (r->log, "%u fix %s %s %d %d", f->line, key, t, f->lat_e7, f->lon_e7);
      if (f->sog_dkn != RS_SOG_NONE)
        g_string_append_printf (r->log, " sog=%u", f->sog_dkn);
      if (f->cog_ddeg != RS_COG_NONE)
        g_string_append_printf (r->log, " cog=%u", f->cog_ddeg);
      if (f->heading_deg != RS_HEADING_NONE)
        g_string_append_printf (r->log, " hdg=%u", f->heading_deg);
      if (f->nav_status != RS_NAV_STATUS_NONE)
        g_string_append_printf (r->log, " st=%u", f->nav_status);
      if (f->provenance != RS_OBSERVED)
        g_string_append_printf (r->log, " %s", rs_provenance_to_string (f->provenance));
      if (fixes[i].says_again)
        g_string_append (r->log, " again");
      g_string_append_c (r->log, '\n');
    }
  return TRUE;
}

static gboolean
note_static (const RsReadStatic *s, gpointer user_data, GError **error)
{
  Reading *r = user_data;

  g_string_append_printf (r->log, "%u static %s%u", s->line, s->key & RS_READ_NAMED ? "#" : "",
                          (guint) s->key);
  if (s->same)
    g_string_append (r->log, " same");
  else
    {
      g_string_append_printf (r->log, " [%s]", s->name);
      if (s->callsign[0])
        g_string_append_printf (r->log, " call=%s", s->callsign);
      if (s->imo)
        g_string_append_printf (r->log, " imo=%u", s->imo);
      if (s->ship_type)
        g_string_append_printf (r->log, " type=%d", s->ship_type);
      if (s->dim_a_m + s->dim_b_m + s->dim_c_m + s->dim_d_m)
        g_string_append_printf (r->log, " dim=%u/%u/%u/%u", s->dim_a_m, s->dim_b_m, s->dim_c_m,
                                s->dim_d_m);
      if (s->draught_dm)
        g_string_append_printf (r->log, " draught=%u", s->draught_dm);
      if (s->destination[0])
        g_string_append_printf (r->log, " to=%s", s->destination);
    }
  g_string_append_c (r->log, '\n');
  return TRUE;
}

static gboolean
note_reject (guint32 line, const char *reason, const char *text, gpointer user_data, GError **error)
{
  Reading *r = user_data;

  g_assert_nonnull (rs_reason_get_base (reason));
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_string_append_printf (r->log, "%u reject %s\n", line, rs_reason_get_base (reason));
  g_string_append_printf (r->reasons, "%u %s\n", line, reason);
  return TRUE;
}

static void
note_progress (const RsReadProgress *progress, gpointer user_data)
{
  Reading *r = user_data;

  g_assert_cmpuint (progress->bytes_done, <=, progress->bytes_total);
  r->n_progress++;
  if (r->cancel_on_progress)
    g_cancellable_cancel (r->cancel_on_progress);
}

static const RsReadSink note_sink = { note_fixes, note_static, note_reject, note_progress, NULL };

static void
reading_run (Reading *r, RsInput *input, const RsReadOptions *options)
{
  static const RsReadOptions none;

  r->log = g_string_new (NULL);
  r->reasons = g_string_new (NULL);
  r->ok = rs_read_input (input, options ? options : &none, &note_sink, r, r->cancel_on_progress,
                         &r->summary, &r->error);
  g_assert_cmpint (r->ok, ==, r->error == NULL);
}

static inline Reading *
reading_of_bytes (const char *text, gsize len, const RsReadOptions *options)
{
  Reading *r = g_new0 (Reading, 1);
  g_autoptr (RsInput) input = rs_input_new_for_bytes (text, len);

  reading_run (r, input, options);
  return r;
}

static inline Reading *
reading_of_text (const char *text, const RsReadOptions *options)
{
  return reading_of_bytes (text, strlen (text), options);
}

static inline gboolean
reading_has_note (const Reading *r, const char *words)
{
  for (guint i = 0; i < r->summary.notes->len; i++)
    if (strstr (g_ptr_array_index (r->summary.notes, i), words))
      return TRUE;
  return FALSE;
}

static inline void
reading_free (Reading *r)
{
  rs_read_summary_clear (&r->summary);
  g_string_free (r->log, TRUE);
  g_string_free (r->reasons, TRUE);
  g_clear_error (&r->error);
  g_free (r);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

/* Cuts a good text behind each of its bytes: what is whole before stays, and the end is said, also where
 * nothing is. @n_all: fixes of the longest. */
static inline void
reading_assert_cuts (const char *text, guint n_all)
{
  gsize len = strlen (text);
  guint n_most = 0;

  while (g_ascii_isspace (text[len - 1]))
    len--;
  for (gsize n = 1; n < len; n++)
    {
      g_autoptr (Reading) r = reading_of_bytes (text, n, NULL);

      if (r->error)
        {
          g_assert_cmpuint (n_most, ==, 0);
          continue;
        }
      g_assert_nonnull (strstr (r->log->str, "reject the file breaks off here\n"));
      g_assert_true (reading_has_note (r, "breaks off at line"));
      g_assert_cmpuint (r->summary.n_rejected, ==, 1);
      g_assert_cmpuint (r->summary.n_fixes, >=, n_most);
      n_most = (guint) r->summary.n_fixes;
    }
  g_assert_cmpuint (n_most, ==, n_all);
}
