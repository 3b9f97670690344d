/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case/import-options.h"

#include <string.h>

static const char *const words[RS_N_IMPORT_OPTIONS] = {
  [RS_IMPORT_OPTION_LAYOUT] = "--layout ",
  [RS_IMPORT_OPTION_MAP] = "--map ",
  [RS_IMPORT_OPTION_TIME_ZONE] = "--time-zone ",
  [RS_IMPORT_OPTION_ENCODING] = "--encoding ",
  [RS_IMPORT_OPTION_DELIMITER] = "--delimiter ",
  [RS_IMPORT_OPTION_HEADER] = "--header ",
  [RS_IMPORT_OPTION_DATE] = "--date ",
};

char *
rs_import_options_describe (const RsReadOptions *options, const char *encoding)
{
  GString *text = g_string_new (NULL);
  g_autofree char *date
      = options->date_ms != 0 ? rs_time_format (options->date_ms) : g_strdup ("");
  const char *const headers[] = { NULL, "yes", "no" };
  const char delimiter[] = { options->delimiter, '\0' };
  const char *const values[RS_N_IMPORT_OPTIONS] = {
    [RS_IMPORT_OPTION_LAYOUT] = options->layout,
    [RS_IMPORT_OPTION_MAP] = options->map,
    [RS_IMPORT_OPTION_TIME_ZONE] = options->time_zone,
    [RS_IMPORT_OPTION_ENCODING] = encoding,
    [RS_IMPORT_OPTION_DELIMITER] = options->delimiter == '\t' ? "tab" : delimiter,
    [RS_IMPORT_OPTION_HEADER] = headers[options->header],
    [RS_IMPORT_OPTION_DATE] = date,
  };

  for (guint i = 0; i < RS_N_IMPORT_OPTIONS; i++)
    if (values[i] && values[i][0] != '\0')
      g_string_append_printf (text, "%s%s%s", text->len > 0 ? " " : "", words[i], values[i]);
  return g_string_free (text, FALSE);
}

/* Where the word of @option stands: at the beginning or behind a space. */
static const char *
find_word (const char *text, RsImportOption option)
{
  const char *at = strstr (text, words[option]);

  while (at && at > text && at[-1] != ' ')
    at = strstr (at + 1, words[option]);
  return at;
}

char *
rs_import_options_find (const char *text, RsImportOption option)
{
  const char *at = find_word (text, option), *end = NULL;

  if (!at)
    return NULL;
  at += strlen (words[option]);
  /* A value may hold spaces: it ends where the next option begins. */
  for (guint next = (guint) option + 1; next < RS_N_IMPORT_OPTIONS && !end; next++)
    end = find_word (at, (RsImportOption) next);
  return end && end > at ? g_strndup (at, (gsize) (end - at - 1)) : g_strdup (at);
}
