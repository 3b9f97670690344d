/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/csv-layout.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "formats/error.h"
#include "formats/values.h"

/* A header word as it is compared: lower case letters and digits only, so "# Timestamp",
 * "base_date_time" and "BaseDateTime" need one entry each. */
#define MAX_WORD 40

typedef struct
{
  const char *word;
  RsField field;
} Synonym;

static const char *const field_names[RS_N_FIELDS] = {
  [RS_FIELD_TIME] = "t",           [RS_FIELD_LAT] = "lat",
  [RS_FIELD_LON] = "lon",          [RS_FIELD_MMSI] = "mmsi",
  [RS_FIELD_NAME] = "name",        [RS_FIELD_SOG] = "sog",
  [RS_FIELD_COG] = "cog",          [RS_FIELD_HEADING] = "heading",
  [RS_FIELD_STATUS] = "status",    [RS_FIELD_IMO] = "imo",
  [RS_FIELD_CALLSIGN] = "callsign", [RS_FIELD_TYPE] = "type",
  [RS_FIELD_LENGTH] = "length",    [RS_FIELD_WIDTH] = "width",
  [RS_FIELD_DRAUGHT] = "draught",  [RS_FIELD_DESTINATION] = "destination",
  [RS_FIELD_DIM_A] = "a",          [RS_FIELD_DIM_B] = "b",
  [RS_FIELD_DIM_C] = "c",          [RS_FIELD_DIM_D] = "d",
  [RS_FIELD_MOBILE] = "mobile",
};

/* Words that mean the same in every layout. The first of two columns that mean the same wins. */
static const Synonym synonyms[] = {
  { "t", RS_FIELD_TIME },
  { "time", RS_FIELD_TIME },
  { "timestamp", RS_FIELD_TIME },
  { "timestamputc", RS_FIELD_TIME },
  { "timeutc", RS_FIELD_TIME },
  { "utc", RS_FIELD_TIME },
  { "datetime", RS_FIELD_TIME },
  { "datetimeutc", RS_FIELD_TIME },
  { "basedatetime", RS_FIELD_TIME },
  { "msgtime", RS_FIELD_TIME },
  { "receivedtime", RS_FIELD_TIME },
  { "positiontime", RS_FIELD_TIME },
  { "lat", RS_FIELD_LAT },
  { "latitude", RS_FIELD_LAT },
  { "lon", RS_FIELD_LON },
  { "lng", RS_FIELD_LON },
  { "long", RS_FIELD_LON },
  { "longitude", RS_FIELD_LON },
  { "mmsi", RS_FIELD_MMSI },
  { "mmsinumber", RS_FIELD_MMSI },
  { "sourcemmsi", RS_FIELD_MMSI },
  { "name", RS_FIELD_NAME },
  { "vesselname", RS_FIELD_NAME },
  { "shipname", RS_FIELD_NAME },
  { "sog", RS_FIELD_SOG },
  { "speed", RS_FIELD_SOG },
  { "speedoverground", RS_FIELD_SOG },
  { "cog", RS_FIELD_COG },
  { "course", RS_FIELD_COG },
  { "courseoverground", RS_FIELD_COG },
  { "heading", RS_FIELD_HEADING },
  { "trueheading", RS_FIELD_HEADING },
  { "hdg", RS_FIELD_HEADING },
  { "status", RS_FIELD_STATUS },
  { "navstatus", RS_FIELD_STATUS },
  { "navigationalstatus", RS_FIELD_STATUS },
  { "navigationstatus", RS_FIELD_STATUS },
  { "imo", RS_FIELD_IMO },
  { "imonr", RS_FIELD_IMO },
  { "imonumber", RS_FIELD_IMO },
  { "callsign", RS_FIELD_CALLSIGN },
  { "type", RS_FIELD_TYPE },
  { "vesseltype", RS_FIELD_TYPE },
  { "shiptype", RS_FIELD_TYPE },
  { "length", RS_FIELD_LENGTH },
  { "width", RS_FIELD_WIDTH },
  { "beam", RS_FIELD_WIDTH },
  { "draft", RS_FIELD_DRAUGHT },
  { "draught", RS_FIELD_DRAUGHT },
  { "destination", RS_FIELD_DESTINATION },
  { "a", RS_FIELD_DIM_A },
  { "b", RS_FIELD_DIM_B },
  { "c", RS_FIELD_DIM_C },
  { "d", RS_FIELD_DIM_D },
  { "tobow", RS_FIELD_DIM_A },
  { "tostern", RS_FIELD_DIM_B },
  { "toport", RS_FIELD_DIM_C },
  { "tostarboard", RS_FIELD_DIM_D },
  { "typeofmobile", RS_FIELD_MOBILE },
};

/* A layout is known by words that only it has together. */
static const struct
{
  const char *name;
  const char *marks[6];
} layouts[] = {
  { "csv-noaa", { "mmsi", "basedatetime", "lat", "lon" } },
  { "csv-noaa", { "mmsi", "basedatetime", "latitude", "longitude" } },
  { "csv-dma", { "timestamp", "typeofmobile", "mmsi", "latitude", "longitude" } },
};

const char *
rs_field_to_string (RsField field)
{
  return field_names[field];
}

static void
fold_word (const char *text, gsize len, char *out)
{
  gsize n = 0;

  for (gsize i = 0; i < len && n < MAX_WORD; i++)
    if (g_ascii_isalnum (text[i]))
      out[n++] = g_ascii_tolower (text[i]);
  out[n] = '\0';
}

static gboolean
has_word (const RsCell *cells, guint n, const char *word)
{
  char folded[MAX_WORD + 1];

  for (guint i = 0; i < n; i++)
    {
      fold_word (cells[i].text, cells[i].len, folded);
      if (strcmp (folded, word) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
clear_columns (RsCsvColumns *out, guint n)
{
  out->layout = "csv";
  out->n_columns = n;
  out->has_header = TRUE;
  for (guint i = 0; i < RS_N_FIELDS; i++)
    out->columns[i] = -1;
}

gboolean
rs_csv_layout_match (const RsCell *cells, guint n, RsCsvColumns *out)
{
  clear_columns (out, n);
  for (guint i = 0; i < n; i++)
    {
      char word[MAX_WORD + 1];

      fold_word (cells[i].text, cells[i].len, word);
      for (gsize s = 0; s < G_N_ELEMENTS (synonyms); s++)
        if (strcmp (word, synonyms[s].word) == 0 && out->columns[synonyms[s].field] < 0)
          out->columns[synonyms[s].field] = (gint) i;
    }
  for (gsize l = 0; l < G_N_ELEMENTS (layouts); l++)
    {
      gboolean all = TRUE;

      for (guint m = 0; m < G_N_ELEMENTS (layouts[l].marks) && layouts[l].marks[m]; m++)
        all = all && has_word (cells, n, layouts[l].marks[m]);
      if (all)
        {
          out->layout = layouts[l].name;
          break;
        }
    }
  return out->columns[RS_FIELD_TIME] >= 0 && out->columns[RS_FIELD_LAT] >= 0
         && out->columns[RS_FIELD_LON] >= 0;
}

gint
rs_field_from_word (const char *text, gsize len)
{
  char word[MAX_WORD + 1];

  fold_word (text, len, word);
  for (gsize s = 0; s < G_N_ELEMENTS (synonyms) && word[0] != '\0'; s++)
    if (strcmp (word, synonyms[s].word) == 0)
      return (gint) synonyms[s].field;
  return -1;
}

static gint
find_field (const char *name)
{
  for (guint i = 0; i < RS_N_FIELDS; i++)
    if (strcmp (name, field_names[i]) == 0)
      return (gint) i;
  return rs_field_from_word (name, strlen (name));
}

/* By the exact header, or the header but for case and punctuation. */
static gint
find_column (const RsCell *cells, guint n, const char *name)
{
  char wanted[MAX_WORD + 1], folded[MAX_WORD + 1];

  for (guint i = 0; i < n; i++)
    {
      RsCell cell = cells[i];

      rs_value_trim (&cell.text, &cell.len);
      if (cell.len == strlen (name) && memcmp (cell.text, name, cell.len) == 0)
        return (gint) i;
    }
  fold_word (name, strlen (name), wanted);
  for (guint i = 0; i < n && wanted[0]; i++)
    {
      fold_word (cells[i].text, cells[i].len, folded);
      if (strcmp (wanted, folded) == 0)
        return (gint) i;
    }
  return -1;
}

static gboolean
cell_is_number (const RsCell *cells, guint n, gint column)
{
  RsCell cell;
  gint64 value;

  if (column < 0 || (guint) column >= n)
    return FALSE;
  cell = cells[column];
  rs_value_trim (&cell.text, &cell.len);
  return rs_value_decimal (cell.text, cell.len, 7, &value);
}

gboolean
rs_csv_layout_map (const char *map, const RsCell *cells, guint n, RsCsvColumns *out,
                   GError **error)
{
  g_auto (GStrv) pairs = g_strsplit (map, ",", -1);
  gboolean by_number = TRUE;

  clear_columns (out, n);
  for (guint i = 0; pairs[i]; i++)
    {
      char *equals = strchr (pairs[i], '=');
      const char *name;
      guint64 number;
      gint field, column;

      if (!equals)
        {
          g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_OPTION,
                       _("“%s” in the map is not FIELD=COLUMN"), pairs[i]);
          return FALSE;
        }
      *equals = '\0';
      field = find_field (g_strstrip (pairs[i]));
      if (field < 0)
        {
          g_autofree char *known = NULL;
          char *names[RS_N_FIELDS + 1] = { NULL };

          for (guint f = 0; f < RS_FIELD_MOBILE; f++)
            names[f] = (char *) field_names[f];
          known = g_strjoinv (", ", names);
          g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_OPTION,
                       _("there is no field “%s” to map; there are %s"), pairs[i], known);
          return FALSE;
        }
      name = g_strstrip (equals + 1);
      column = find_column (cells, n, name);
      if (column >= 0)
        by_number = FALSE;
      else if (rs_value_uint (name, strlen (name), RS_MAX_COLUMNS, &number) && number >= 1)
        {
          if (number > n)
            {
              g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_OPTION,
                           _("the map names column %s, the file has %u"), name, n);
              return FALSE;
            }
          column = (gint) number - 1;
        }
      else
        {
          g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_OPTION,
                       _("the file has no column “%s” that the map names for %s"), name, pairs[i]);
          return FALSE;
        }
      out->columns[field] = column;
    }
  for (guint f = RS_FIELD_TIME; f <= RS_FIELD_LON; f++)
    if (out->columns[f] < 0)
      {
        g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_OPTION,
                     _("the map does not name a column for %s; t, lat and lon are needed"),
                     field_names[f]);
        return FALSE;
      }
  if (by_number && cell_is_number (cells, n, out->columns[RS_FIELD_LAT])
      && cell_is_number (cells, n, out->columns[RS_FIELD_LON]))
    out->has_header = FALSE;
  return TRUE;
}

char
rs_csv_guess_delimiter (const char *text, gsize len)
{
  static const char delimiters[] = { ',', ';', '\t', '|' };
  char best = ',';
  guint best_n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (delimiters); i++)
    {
      gboolean quoted = FALSE;
      guint n = 0;

      for (gsize c = 0; c < len; c++)
        if (text[c] == '"')
          quoted = !quoted;
        else if (!quoted && text[c] == delimiters[i])
          n++;
      if (n > best_n)
        {
          best = delimiters[i];
          best_n = n;
        }
    }
  return best;
}

typedef struct
{
  const char *word;
  gint value;
} Word;

static gint
find_word (const Word *words, gsize n, const char *text, gsize len, gint none)
{
  char folded[MAX_WORD + 1];

  fold_word (text, len, folded);
  for (gsize i = 0; i < n; i++)
    if (g_str_has_prefix (folded, words[i].word))
      return words[i].value;
  return none;
}

gint
rs_csv_parse_ship_type (const char *text, gsize len)
{
  /* Longer words before their beginnings. */
  static const Word words[] = {
    { "antipollution", 54 }, { "cargo", 70 },      { "diving", 34 },   { "dredging", 33 },
    { "fishing", 30 },       { "hsc", 40 },        { "highspeed", 40 }, { "lawenforcement", 55 },
    { "medical", 58 },       { "military", 35 },   { "other", 90 },    { "passenger", 60 },
    { "pilot", 50 },         { "pleasure", 37 },   { "porttender", 53 }, { "sailing", 36 },
    { "sar", 51 },           { "search", 51 },     { "tanker", 80 },   { "towinglong", 32 },
    { "towing", 31 },        { "tug", 52 },        { "wig", 20 },      { "wingin", 20 },
  };
  guint64 number;

  if (rs_value_uint (text, len, 255, &number))
    return (gint) number;
  return find_word (words, G_N_ELEMENTS (words), text, len, 0);
}

guint8
rs_csv_parse_status (const char *text, gsize len)
{
  static const Word words[] = {
    { "aground", 6 },          { "aissart", 14 },          { "atanchor", 1 },
    { "constrained", 4 },      { "engagedinfishing", 7 },  { "fishing", 7 },
    { "moored", 5 },           { "notundercommand", 2 },   { "powerdrivenvesselpushing", 12 },
    { "powerdrivenvesseltowing", 11 },                     { "reservedforfutureamendmenthsc", 9 },
    { "reservedforfutureamendmentwig", 10 },               { "reservedforhsc", 9 },
    { "reservedforwig", 10 },  { "restrictedman", 3 },     { "underwaysailing", 8 },
    { "sailing", 8 },          { "underway", 0 },
  };
  guint64 number;

  if (rs_value_uint (text, len, 15, &number))
    return (guint8) number;
  return (guint8) find_word (words, G_N_ELEMENTS (words), text, len, 15);
}
