/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/limits.h"
#include "formats/reader.h"
#include "formats/reason.h"

/* What must hold of everything that any reader hands out. */

typedef struct
{
  guint64 n_fixes, n_undated, n_statics, n_rejected;
} ReadSeen;

static gboolean
check_fixes (const RsReadFix *fixes, guint n, gpointer user_data, GError **error)
{
  ReadSeen *seen = user_data;

  g_assert_cmpuint (n, >=, 1);
  g_assert_cmpuint (n, <=, RS_READ_BATCH);
  for (guint i = 0; i < n; i++)
    {
      const RsFix *f = &fixes[i].fix;

      g_assert_cmpuint (fixes[i].key, !=, 0);
      seen->n_undated += f->t_ms == RS_TIME_NONE;
      g_assert_cmpint (f->lat_e7, >=, -RS_LAT_E7_MAX);
      g_assert_cmpint (f->lat_e7, <=, RS_LAT_E7_MAX);
      g_assert_cmpint (f->lon_e7, >=, -RS_LON_E7_MAX);
      g_assert_cmpint (f->lon_e7, <, RS_LON_E7_MAX);
      g_assert_true (f->cog_ddeg < 3600 || f->cog_ddeg == RS_COG_NONE);
      g_assert_true (f->heading_deg < 360 || f->heading_deg == RS_HEADING_NONE);
      g_assert_true (f->sog_dkn <= 10220 || f->sog_dkn == RS_SOG_NONE);
      g_assert_cmpuint (f->nav_status, <=, RS_NAV_STATUS_NONE);
      g_assert_cmpuint (f->provenance, <=, RS_ASSERTED);
    }
  seen->n_fixes += n;
  return TRUE;
}

static gboolean
check_static (const RsReadStatic *s, gpointer user_data, GError **error)
{
  ReadSeen *seen = user_data;

  seen->n_statics++;
  g_assert_cmpuint (s->key, !=, 0);
  g_assert_true (g_utf8_validate (s->name, -1, NULL));
  g_assert_true (g_utf8_validate (s->callsign, -1, NULL));
  g_assert_true (g_utf8_validate (s->destination, -1, NULL));
  g_assert_cmpuint (strlen (s->name), <=, RS_MAX_NAME);
  return TRUE;
}

static gboolean
check_reject (guint32 line, const char *reason, const char *text, gpointer user_data, GError **error)
{
  ReadSeen *seen = user_data;

  seen->n_rejected++;
  g_assert_nonnull (rs_reason_get_base (reason));
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpuint (strlen (text), <=, RS_MAX_REJECT_TEXT);
  return TRUE;
}

/* Reads the bytes as @layout; whatever they are, the counts are right and a failure says why. */
static inline void
check_reading (const uint8_t *data, size_t size, const RsReadOptions *options)
{
  static const RsReadSink sink = { check_fixes, check_static, check_reject, NULL, NULL };
  g_autoptr (RsInput) input = rs_input_new_for_bytes (data, size);
  g_autoptr (GError) error = NULL;
  ReadSeen seen = { 0 };
  RsReadSummary summary;
  gboolean ok = rs_read_input (input, options, &sink, &seen, NULL, &summary, &error);

  g_assert_true (ok == (error == NULL));
  if (ok)
    {
      g_assert_cmpuint (seen.n_fixes, ==, summary.n_fixes);
      g_assert_cmpuint (seen.n_undated, ==, summary.n_undated);
      g_assert_cmpuint (seen.n_statics, ==, summary.n_statics);
      g_assert_cmpuint (seen.n_rejected, ==, summary.n_rejected);
      g_assert_cmpuint (summary.n_records, >=, summary.n_rejected);
      g_assert_cmpuint (strlen (summary.sha256), ==, 64);
      g_assert_nonnull (summary.layout);
    }
  rs_read_summary_clear (&summary);
}
