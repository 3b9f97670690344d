/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/nmea-clocks-private.h"

#include <glib/gi18n-lib.h>

void
rs_nmea_clocks_refuse (RsNmeaClocks *self, guint32 line, guint32 mmsi, gint64 t_ms,
                       RsClockVerdict why)
{
  for (guint i = 0; i < self->n_refused; i++)
    if (self->refused[i].mmsi == mmsi)
      return;
  if (self->n_refused < RS_NMEA_MAX_REFUSED)
    self->refused[self->n_refused++] = (RsNmeaRefused){ line, mmsi, t_ms, why };
  else
    self->n_more++;
}

void
rs_nmea_clocks_bad_tag (RsNmeaClocks *self, guint32 line, RsNmeaTagProblem why,
                        const char *text, gsize len)
{
  RsNmeaBadTags *tags = &self->tags[why];

  if (tags->n++ == 0)
    {
      g_autofree char *clean = rs_read_clean (text, len, RS_NMEA_MAX_TAG_TEXT);

      tags->line = line;
      g_strlcpy (tags->text, clean, sizeof tags->text);
    }
}

static void
note_tags (const RsNmeaClocks *self, RsReadContext *context)
{
  const RsNmeaBadTags *unsummed = &self->tags[RS_NMEA_TAG_UNSUMMED];
  const RsNmeaBadTags *sums = &self->tags[RS_NMEA_TAG_CHECKSUM];
  const RsNmeaBadTags *times = &self->tags[RS_NMEA_TAG_TIME];

  if (unsummed->n > 0)
    rs_read_note (context,
                  /* Translators: number, line, what stands there */
                  ngettext ("%u tag block has the checksum 00, which is wrong; it was taken all the same, as "
                            "some loggers compute none: line %u, “%s”",
                            "%u tag blocks have the checksum 00, which is wrong; they were taken all the "
                            "same, as some loggers compute none; the first: line %u, “%s”",
                            (gulong) unsummed->n),
                  (guint) unsummed->n, unsummed->line, unsummed->text);
  if (sums->n > 0)
    rs_read_note (context,
                  /* Translators: number, line, what stands there */
                  ngettext ("%u tag block has a wrong checksum, and nothing of it was taken: line %u, “%s”",
                            "%u tag blocks have wrong checksums, and nothing of them was taken; the first: "
                            "line %u, “%s”",
                            (gulong) sums->n),
                  (guint) sums->n, sums->line, sums->text);
  if (times->n > 0)
    rs_read_note (context,
                  /* Translators: number, line, what stands there */
                  ngettext ("%u time of a tag block (c:) does not count, as it is none from 1990 to 2099: "
                            "line %u, “%s”",
                            "%u times of tag blocks (c:) do not count, as they are none from 1990 to 2099; "
                            "the first: line %u, “%s”",
                            (gulong) times->n),
                  (guint) times->n, times->line, times->text);
}

void
rs_nmea_clocks_note (const RsNmeaClocks *self, RsReadContext *context)
{
  for (guint i = 0; i < self->n_refused; i++)
    {
      const RsNmeaRefused *one = &self->refused[i];
      g_autofree char *time = rs_time_format (one->t_ms);

      if (one->mmsi == 0)
        rs_read_note (context,
                      _("line %u: the log's own receiver says %s, which lies in the future; that "
                        "does not set the clock"),
                      one->line, time);
      else if (one->why == RS_CLOCK_FUTURE)
        rs_read_note (context,
                      _("line %u: base station %09u says %s, which lies in the future; that does "
                        "not set the clock"),
                      one->line, one->mmsi, time);
      else
        rs_read_note (context,
                      _("line %u: base station %09u says %s, which contradicts the other clocks of "
                        "the log; that does not set the clock"),
                      one->line, one->mmsi, time);
    }
  if (self->n_more > 0)
    rs_read_note (context,
                  ngettext ("%u report of other base stations does not set the clock either",
                            "%u reports of other base stations do not set the clock either",
                            (gulong) self->n_more),
                  (guint) self->n_more);
  note_tags (self, context);
}

char *
rs_nmea_clocks_describe (const RsAisStreamCounts *counts)
{
  static const char *const names[RS_N_AIS_CLOCKS] = {
    [RS_AIS_CLOCK_NONE] = N_("no clock"),
    [RS_AIS_CLOCK_TAG] = N_("time of the tag block (c:)"),
    [RS_AIS_CLOCK_PGHP] = N_("$PGHP lines"),
    [RS_AIS_CLOCK_BESIDE] = N_("time written beside the sentence"),
    [RS_AIS_CLOCK_RMC] = N_("RMC of the log, and the second of each message"),
    [RS_AIS_CLOCK_ZDA] = N_("ZDA of the log, and the second of each message"),
    [RS_AIS_CLOCK_BASE]
    = N_("reports of base stations (types 4 and 11), and the second of each message"),
    [RS_AIS_CLOCK_DATE] = N_("the date given, and the second of each message"),
  };
  const guint64 *n = counts->n_by_clock;
  GString *text = g_string_new (NULL);
  guint n_kinds = 0;

  for (guint i = 0; i < RS_N_AIS_CLOCKS; i++)
    n_kinds += n[i] > 0;
  for (guint i = 1; i <= RS_N_AIS_CLOCKS; i++)
    {
      guint clock = i % RS_N_AIS_CLOCKS; /* without a clock comes last */

      if (n[clock] == 0)
        continue;
      if (text->len > 0)
        g_string_append (text, "; ");
      g_string_append (text, _(names[clock]));
      if (n_kinds > 1)
        {
          g_string_append (text, " (");
          g_string_append_printf (text,
                                  ngettext ("%u message", "%u messages", (gulong) n[clock]),
                                  (guint) n[clock]);
          g_string_append_c (text, ')');
        }
    }
  if (text->len == 0)
    g_string_append (text, _(names[RS_AIS_CLOCK_NONE]));
  return g_string_free (text, FALSE);
}
