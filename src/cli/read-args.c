/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/read-args.h"

#include <stdio.h>
#include <string.h>

void
rs_read_args_get_entries (RsReadArgs *self, GOptionEntry *out)
{
  const GOptionEntry entries[RS_READ_ARGS] = {
    { "layout", 0, 0, G_OPTION_ARG_STRING, &self->layout,
      "What the file is: one that “roadstead-cli layouts” lists; found out if not given", "NAME" },
    { "map", 0, 0, G_OPTION_ARG_STRING, &self->map, "Columns of a CSV, by header or number; see above",
      "FIELD=COLUMN[:UNIT],..." },
    { "time-zone", 0, 0, G_OPTION_ARG_STRING, &self->zone,
      "Zone of times that name none: Asia/Vladivostok, +10:00; else UTC", "ZONE" },
    { "encoding", 0, 0, G_OPTION_ARG_STRING, &self->encoding,
      "Encoding of the text: UTF-8, UTF-16LE, WINDOWS-1251, WINDOWS-1252, EUC-KR, SHIFT_JIS, ...; "
      "found out if not given",
      "NAME" },
    { "delimiter", 0, 0, G_OPTION_ARG_STRING, &self->delimiter,
      "What stands between the cells of a CSV: one character, or “tab”; found out if not given",
      "CHAR" },
    { "header", 0, 0, G_OPTION_ARG_STRING, &self->header,
      "Whether the first row of a CSV is a header: yes or no; found out if not given", "yes|no" },
  };

  memcpy (out, entries, sizeof entries);
}

gboolean
rs_read_args_get_options (const RsReadArgs *self, RsReadOptions *out)
{
  out->layout = self->layout;
  out->map = self->map;
  out->time_zone = self->zone;
  out->encoding = self->encoding;
  if (self->delimiter)
    {
      gboolean tab = strcmp (self->delimiter, "tab") == 0;

      if (!tab && (strlen (self->delimiter) != 1 || self->delimiter[0] == '"'
                   || (guchar) self->delimiter[0] >= 0x80))
        {
          fprintf (stderr, "%s: “%s” is no delimiter; give one character or “tab”\n",
                   g_get_prgname (), self->delimiter);
          return FALSE;
        }
      out->delimiter = tab ? '\t' : self->delimiter[0];
    }
  if (self->header && strcmp (self->header, "yes") != 0 && strcmp (self->header, "no") != 0)
    {
      fprintf (stderr, "%s: --header is yes or no, not “%s”\n", g_get_prgname (), self->header);
      return FALSE;
    }
  if (self->header)
    out->header = strcmp (self->header, "yes") == 0 ? RS_HEADER_YES : RS_HEADER_NO;
  return TRUE;
}

void
rs_read_args_clear (RsReadArgs *self)
{
  g_clear_pointer (&self->layout, g_free);
  g_clear_pointer (&self->map, g_free);
  g_clear_pointer (&self->zone, g_free);
  g_clear_pointer (&self->encoding, g_free);
  g_clear_pointer (&self->delimiter, g_free);
  g_clear_pointer (&self->header, g_free);
}
