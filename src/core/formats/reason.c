/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/reason.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "formats/reader-private.h"

/* The readers themselves, and the AIS decoders below them, know no language; a test holds this list to
 * what they say. */
static const char *const reasons[] = {
  /* Any row. */
  N_("position not available"),
  N_("position is out of range"),
  N_("no time"),
  N_("time is not readable"),
  N_("latitude is not readable"),
  N_("longitude is not readable"),
  N_("MMSI is not a number of up to nine digits"),
  N_("neither MMSI nor name"),
  /* Tracks. */
  N_("a time without a position"),
  N_("too many points in one feature"),
  N_("no GeoJSON object: its type is missing or not known"),
  N_("coordinates do not fit the type of the geometry"),
  N_("the features are no list of features"),
  N_("line is no well-formed JSON"),
  N_("XML is not well-formed from here on"),
  N_("the file breaks off here"),
  /* Lists. */
  N_("neither a number nor a name"),
  N_("the check digit of the IMO number is wrong"),
  N_("the IMO number has not seven digits"),
  /* CSV. */
  N_("line is too long"),
  N_("too many columns"),
  N_("more values than the header has columns"),
  N_("a quote is opened and not closed"),
  /* JSON. */
  N_("JSON is not readable"),
  N_("line is no JSON object"),
  /* NMEA. */
  N_("no NMEA sentence in the line"),
  N_("no checksum"),
  N_("wrong checksum"),
  N_("wrong number of fields"),
  N_("part numbers are not readable"),
  N_("part numbers are not possible"),
  N_("fill bits are not 0 to 5"),
  N_("no payload"),
  N_("payload is too long"),
  N_("payload has characters that are no AIS armour"),
  N_("payload is too long or has characters that are no AIS armour"),
  N_("part of a message without the parts before it"),
  N_("message is incomplete: a part is missing"),
  N_("message is too short to name its sender"),
  N_("message is too short for its type"),
  N_("there is no such message type"),
  N_("type 24 has no part C or D"),
};

const char *
rs_reason_get_base (const char *reason)
{
  const char *best = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      gsize n = strlen (reasons[i]);

      if (strncmp (reason, reasons[i], n) == 0 && (reason[n] == '\0' || g_str_has_prefix (reason + n, ": "))
          && (!best || n > strlen (best)))
        best = reasons[i];
    }
  return best;
}

char *
rs_reason_name_value (const char *reason, const char *field, const char *value)
{
  g_autofree char *clean = rs_read_clean (value, strlen (value), 80);

  return g_strdup_printf ("%s: %s = “%s”", reason, field, clean);
}

char *
rs_reason_to_local (const char *reason)
{
  const char *base = rs_reason_get_base (reason);

  return base ? g_strconcat (_(base), reason + strlen (base), NULL) : g_strdup (reason);
}

const char *const *
rs_reason_get_all (guint *out_n)
{
  *out_n = G_N_ELEMENTS (reasons);
  return reasons;
}
