/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ais/nmea.h"
#include "formats/charset.h"
#include "formats/csv-plan.h"
#include "formats/csv-sample.h"
#include "formats/json-plan.h"
#include "formats/list-private.h"
#include "formats/reader-private.h"

#define MAX_LINES 400
#define SIBLING_ROWS 5
/* Where a tar archive says that it is one. */
#define TAR_MAGIC 257
/* Of a list of names, and bytes of one. */
#define NAME_ROWS 40
#define MAX_LISTED_NAME 60

static gboolean
begins_with (const guint8 *b, gsize n, const char *magic, gsize len)
{
  return n >= len && memcmp (b, magic, len) == 0;
}

/* A message of our own table with the name in the place of its "%s". */
static char *
replace_name (const char *message, const char *name)
{
  g_auto (GStrv) parts = g_strsplit (message, "%s", 2);

  return g_strconcat (parts[0], name, parts[1], NULL);
}

/* What a file is that we do not read, with what to do about it; NULL: no idea. */
static const char *
name_stranger (const guint8 *b, gsize n)
{
  if (begins_with (b, n, "SQLite format 3", 16))
    return N_("“%s” is an SQLite database; a case is opened, not imported");
  if (begins_with (b, n, "PK\3\4", 4))
    return N_("“%s” is a ZIP archive; unpack it and import what is in it");
  if (n > TAR_MAGIC + 5 && memcmp (b + TAR_MAGIC, "ustar", 5) == 0)
    return N_("“%s” is a tar archive; unpack it and import what is in it");
  if (begins_with (b, n, "%PDF", 4))
    return N_("“%s” is a PDF document; attach it to an incident instead");
  if (begins_with (b, n, "\x89PNG", 4) || begins_with (b, n, "\xff\xd8\xff", 3))
    return N_("“%s” is a picture; attach it to an incident instead");
  return rs_bytes_are_text (b, n) ? NULL : N_("“%s” is binary data, no text; choose another file");
}

static gboolean
has_text (const char *text, gsize n, const char *word)
{
  return g_strstr_len (text, (gssize) n, word) != NULL;
}

static gboolean
is_geojson (const char *text, gsize n, const char *path)
{
  static const char *const words[] = { "\"Feature\"",    "\"FeatureCollection\"",
                                       "\"LineString\"", "\"MultiLineString\"",
                                       "\"MultiPoint\"", "\"GeometryCollection\"",
                                       "\"Polygon\"",    "\"MultiPolygon\"" };

  if (g_str_has_suffix (path, ".geojson") || g_str_has_suffix (path, ".geojsonl"))
    return TRUE;
  if (*text != '{' && *text != 0x1e)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (has_text (text, n, words[i]))
      return TRUE;
  return has_text (text, n, "\"Point\"") && has_text (text, n, "\"coordinates\"");
}

static gboolean
has_ais (const char *line, gsize len)
{
  RsNmeaSentence sentence;
  gsize offset = 0;
  RsNmeaScan scan;

  if (len > RS_NMEA_MAX_LINE)
    return FALSE;
  while ((scan = rs_nmea_scan (line, len, &offset, &sentence)) == RS_NMEA_SENTENCE)
    if (rs_nmea_is_vdm (&sentence))
      return TRUE;
  return FALSE;
}

/* The layout of a CSV, by its header or by its values. */
static const char *
match_csv (const char *text, gsize n, gboolean whole, gboolean by_value)
{
  static const RsReadOptions none;
  const char *charset = rs_charset_guess ((const guint8 *) text, n);
  g_autofree char *decoded = NULL;
  const char *layout = NULL;
  RsCsvPlan plan;

  /* A header need not be in English. */
  if (strcmp (charset, "UTF-8") != 0)
    {
      g_autoptr (RsCharset) converter = rs_charset_new (charset, NULL);
      gsize used;

      decoded = g_malloc (3 * n + 16);
      n = converter ? rs_charset_convert (converter, (const guint8 *) text, n, whole, decoded,
                                          3 * n + 16, &used)
                    : 0;
      text = decoded;
    }
  if (rs_csv_plan_make (&plan, text, n, whole, &none, by_value, NULL) && plan.found)
    layout = plan.columns.layout;
  rs_csv_plan_clear (&plan);
  return layout;
}

static const char *
match_json (const char *text, gsize n)
{
  static const RsReadOptions none;
  const char *layout = NULL;
  RsJsonPlan plan;

  if (rs_json_plan_make (&plan, text, n, &none, NULL))
    layout = plan.columns.layout;
  rs_json_plan_clear (&plan);
  return layout;
}

/* A file that lies beside a list of vessels. */
static const char *
name_sibling (const char *text, gsize n, gboolean whole)
{
  g_autoptr (RsCsvSample) sample = rs_csv_sample_new (text, n, whole, ',', SIBLING_ROWS);
  const char *name = NULL;

  for (guint i = 0; i < sample->rows->len; i++)
    {
      const RsCsvSampleRow *row = rs_csv_sample_get (sample, i);
      const char *found;

      /* The end of a file of DOS. */
      if (row->record[0] == 0x1a)
        continue;
      found = rs_ofac_describe_sibling (row->cells, row->n_cells);
      if (!found || (name && found != name))
        return NULL;
      name = found;
    }
  return name;
}

/* Names, one a line, and no more. */
static gboolean
is_name_list (const char *text, gsize n, gboolean whole)
{
  const char *charset = rs_charset_guess ((const guint8 *) text, n);
  g_autoptr (RsCsvSample) sample = NULL;

  if (strcmp (charset, "UTF-8") != 0 && n > 0 && memchr (text, 0, n))
    return FALSE;
  sample = rs_csv_sample_new (text, n, whole, 0, NAME_ROWS);
  for (guint i = 0; i < sample->rows->len; i++)
    {
      const RsCsvSampleRow *row = rs_csv_sample_get (sample, i);
      RsCell cell = rs_csv_get_cell (row->cells, row->n_cells, 0);
      gboolean has_letter = FALSE;

      if (row->n_cells != 1 || cell.len > MAX_LISTED_NAME || strcspn (row->record, "<>{}[]!$=:/") < strlen (row->record))
        return FALSE;
      for (gsize k = 0; k < cell.len; k++)
        has_letter = has_letter || g_ascii_isalpha (cell.text[k]) || ((guchar) cell.text[k] & 0x80);
      if (!has_letter)
        return FALSE;
    }
  return sample->rows->len > 1;
}

const char *
rs_sniff (RsInput *input, GError **error)
{
  gsize n;
  const guint8 *bytes = rs_input_peek (input, RS_SNIFF_BYTES, &n, error);
  const char *text = (const char *) bytes, *head, *end;
  gboolean whole;
  const char *stranger, *csv, *json;

  if (!bytes)
    return NULL;
  stranger = name_stranger (bytes, n);
  if (stranger)
    {
      g_autofree char *message = replace_name (_(stranger), rs_input_get_path (input));

      g_set_error_literal (error, RS_READ_ERROR, RS_READ_ERROR_UNKNOWN, message);
      return NULL;
    }
  if (begins_with (bytes, n, "\xef\xbb\xbf", 3))
    {
      text += 3;
      n -= 3;
    }
  whole = n + 16 < RS_SNIFF_BYTES;
  head = text;
  end = text + n;
  while (text < end && g_ascii_isspace (*text))
    text++;
  if (text < end && *text == '<')
    {
      if (has_text (text, (gsize) (end - text), "<gpx"))
        return "gpx";
      if (has_text (text, (gsize) (end - text), "<kml"))
        return "kml";
    }
  if (text < end && is_geojson (text, (gsize) (end - text), rs_input_get_path (input)))
    return "geojson";
  json = match_json (text, (gsize) (end - text));
  if (json)
    return json;
  /* A header is a surer sign than a sentence, which may also lie in a cell. */
  csv = match_csv (head, (gsize) (end - head), whole, FALSE);
  if (csv)
    return csv;
  for (guint i = 0; i < MAX_LINES && text < end; i++)
    {
      const char *nl = memchr (text, '\n', (gsize) (end - text));

      if (has_ais (text, (gsize) ((nl ? nl : end) - text)))
        return "aivdm";
      if (!nl)
        break;
      text = nl + 1;
    }
  csv = match_csv (head, (gsize) (end - head), whole, TRUE);
  if (csv)
    return csv;
  stranger = name_sibling (head, (gsize) (end - head), whole);
  if (stranger)
    {
      g_autofree char *message = replace_name (_(stranger), rs_input_get_path (input));

      g_set_error_literal (error, RS_READ_ERROR, RS_READ_ERROR_BESIDE, message);
      return NULL;
    }
  if (is_name_list (head, (gsize) (end - head), whole))
    {
      g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_NAMES,
                   _("“%s” looks like names, one a line. If they are vessels to look for, give them a header and "
                     "a second column, as Name,IMO"),
                   rs_input_get_path (input));
      return NULL;
    }
  if (rs_json_is_json (head, (gsize) (end - head)))
    {
      rs_json_plan_set_unknown (head, (gsize) (end - head), rs_input_get_path (input), error);
      return NULL;
    }
  g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_UNKNOWN,
               _("“%s” is of no layout that is known, and no table whose columns can be told"),
               rs_input_get_path (input));
  return NULL;
}
