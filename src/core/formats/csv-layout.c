/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/csv-layout.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "formats/csv-known.h"
#include "formats/csv-words.h"
#include "formats/csv-zone.h"
#include "formats/error.h"
#include "formats/values.h"

/* A word of a cell as it is compared: lower case letters and digits only. */
#define MAX_WORD 40

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
  [RS_FIELD_ID] = "id",            [RS_FIELD_PROVENANCE] = "provenance",
  [RS_FIELD_CLOCK] = "clock",      [RS_FIELD_MOBILE] = "mobile",
};

/* Which kinds of field can have a unit. */
enum
{
  TIMES = 1,
  SPEEDS = 2,
  ANGLES = 4, /* of a position */
  TURNS = 8,  /* course and heading */
  LENGTHS = 16,
  NUMBERS = 32,
};

static const struct
{
  const char *name;
  guint kinds;
} units[RS_N_UNITS] = {
  [RS_UNIT_USUAL] = { "", ~0u },
  [RS_UNIT_DMY] = { "dmy", TIMES },
  [RS_UNIT_MDY] = { "mdy", TIMES },
  [RS_UNIT_YMD] = { "ymd", TIMES },
  [RS_UNIT_EPOCH_S] = { "s", TIMES },
  [RS_UNIT_EPOCH_MS] = { "ms", TIMES },
  [RS_UNIT_EPOCH_US] = { "us", TIMES },
  [RS_UNIT_EPOCH_NS] = { "ns", TIMES },
  [RS_UNIT_EXCEL] = { "excel", TIMES },
  [RS_UNIT_KN] = { "kn", SPEEDS },
  [RS_UNIT_DKN] = { "dkn", SPEEDS },
  [RS_UNIT_KMH] = { "kmh", SPEEDS },
  [RS_UNIT_MPS] = { "mps", SPEEDS },
  [RS_UNIT_MPH] = { "mph", SPEEDS },
  [RS_UNIT_DEG] = { "deg", ANGLES | TURNS },
  [RS_UNIT_DDEG] = { "ddeg", TURNS },
  [RS_UNIT_AIS] = { "ais", ANGLES },
  [RS_UNIT_E6] = { "e6", ANGLES },
  [RS_UNIT_E7] = { "e7", ANGLES },
  [RS_UNIT_M] = { "m", LENGTHS },
  [RS_UNIT_DM] = { "dm", LENGTHS },
  [RS_UNIT_FT] = { "ft", LENGTHS },
  [RS_UNIT_PREFIX] = { "prefix", NUMBERS },
};

const char *
rs_field_to_string (RsField field)
{
  return field_names[field];
}

const char *
rs_unit_to_string (RsUnit unit)
{
  return units[unit].name;
}

gboolean
rs_unit_from_string (const char *name, RsUnit *out)
{
  static const struct
  {
    const char *name;
    RsUnit unit;
  } others[] = { { "km/h", RS_UNIT_KMH }, { "m/s", RS_UNIT_MPS },   { "kt", RS_UNIT_KN },
                 { "kts", RS_UNIT_KN },   { "tenths", RS_UNIT_DKN }, { "knots", RS_UNIT_KN } };

  for (guint i = 1; i < RS_N_UNITS; i++)
    if (g_ascii_strcasecmp (units[i].name, name) == 0)
      {
        *out = i;
        return TRUE;
      }
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (g_ascii_strcasecmp (others[i].name, name) == 0)
      {
        *out = others[i].unit;
        return TRUE;
      }
  return FALSE;
}

gboolean
rs_unit_fits (RsField field, RsUnit unit)
{
  guint kind = 0;

  switch (field)
    {
    case RS_FIELD_TIME:
      kind = TIMES;
      break;
    case RS_FIELD_SOG:
      kind = SPEEDS;
      break;
    case RS_FIELD_LAT:
    case RS_FIELD_LON:
      kind = ANGLES;
      break;
    case RS_FIELD_COG:
    case RS_FIELD_HEADING:
      kind = TURNS;
      break;
    case RS_FIELD_LENGTH:
    case RS_FIELD_WIDTH:
    case RS_FIELD_DRAUGHT:
    case RS_FIELD_DIM_A:
    case RS_FIELD_DIM_B:
    case RS_FIELD_DIM_C:
    case RS_FIELD_DIM_D:
      kind = LENGTHS;
      break;
    case RS_FIELD_MMSI:
      kind = NUMBERS;
      break;
    case RS_FIELD_NAME:
    case RS_FIELD_STATUS:
    case RS_FIELD_IMO:
    case RS_FIELD_CALLSIGN:
    case RS_FIELD_TYPE:
    case RS_FIELD_DESTINATION:
    case RS_FIELD_ID:
    case RS_FIELD_PROVENANCE:
    case RS_FIELD_CLOCK:
    case RS_FIELD_MOBILE:
    case RS_N_FIELDS:
    default:
      break;
    }
  return unit == RS_UNIT_USUAL || (units[unit].kinds & kind) != 0;
}

void
rs_csv_columns_init (RsCsvColumns *out, guint n)
{
  memset (out, 0, sizeof *out);
  out->layout = "csv";
  out->n_columns = n;
  out->has_header = TRUE;
  for (guint i = 0; i < RS_N_FIELDS; i++)
    out->columns[i] = -1;
}

void
rs_csv_columns_settle_vessel (RsCsvColumns *self, const char *header, guint64 n, guint64 n_numbers)
{
  char word[RS_CSV_WORD];

  rs_csv_word_fold (header, strlen (header), word);
  if (n == 0 || n_numbers < n || (strcmp (word, "vessel") != 0 && strcmp (word, "ship") != 0))
    return;
  if (self->columns[RS_FIELD_ID] < 0)
    self->columns[RS_FIELD_ID] = self->columns[RS_FIELD_NAME];
  self->columns[RS_FIELD_NAME] = -1;
}

gboolean
rs_csv_columns_have_imo_only (const RsCsvColumns *self)
{
  return self->columns[RS_FIELD_IMO] >= 0 && self->columns[RS_FIELD_MMSI] < 0
         && self->columns[RS_FIELD_NAME] < 0 && self->columns[RS_FIELD_ID] < 0;
}

/* Whether a map can call column @i by its header: find_column () finds it and no other. */
static gboolean
name_is_plain (const char *const *names, gint i)
{
  const char *name = names[i];
  char wanted[RS_CSV_WORD], folded[RS_CSV_WORD];

  rs_csv_word_fold (name, strlen (name), wanted);
  if (wanted[0] == '\0' || strlen (name) >= RS_CSV_WORD || strpbrk (name, ",+:=")
      || g_ascii_isspace (name[0]) || g_ascii_isspace (name[strlen (name) - 1]))
    return FALSE;
  for (gint k = 0; names[k]; k++)
    {
      rs_csv_word_fold (names[k], strlen (names[k]), folded);
      if (k != i && strcmp (wanted, folded) == 0)
        return FALSE;
    }
  return TRUE;
}

static void
append_column (GString *map, gint column, const char *const *names)
{
  if (names && name_is_plain (names, column))
    g_string_append (map, names[column]);
  else
    g_string_append_printf (map, "%d", column + 1);
}

static char *
write_map (const RsCsvColumns *self, const char *const *names)
{
  GString *map = g_string_new (NULL);

  for (guint i = 0; i < RS_N_FIELDS; i++)
    {
      if (self->columns[i] < 0 || i == RS_FIELD_CLOCK)
        continue;
      g_string_append_printf (map, "%s%s=", map->len ? "," : "", field_names[i]);
      append_column (map, self->columns[i], names);
      if (i == RS_FIELD_TIME && self->columns[RS_FIELD_CLOCK] >= 0)
        {
          g_string_append_c (map, '+');
          append_column (map, self->columns[RS_FIELD_CLOCK], names);
        }
      if (self->units[i] != RS_UNIT_USUAL)
        g_string_append_printf (map, ":%s", units[self->units[i]].name);
    }
  return g_string_free (map, FALSE);
}

char *
rs_csv_columns_to_map (const RsCsvColumns *self)
{
  return write_map (self, NULL);
}

char *
rs_csv_columns_to_named_map (const RsCsvColumns *self, const char *const *names)
{
  return write_map (self, self->has_header ? names : NULL);
}

gint
rs_field_from_word (const char *text, gsize len)
{
  RsCsvWord word;

  return rs_csv_word_find (text, len, &word) ? (gint) word.field : -1;
}

gint
rs_field_from_string (const char *name)
{
  for (guint i = 0; i < RS_N_FIELDS; i++)
    if (strcmp (name, field_names[i]) == 0)
      return (gint) i;
  return rs_field_from_word (name, strlen (name));
}

void
rs_csv_columns_find_zone (RsCsvColumns *self, const RsCell *cells, guint n)
{
  static const RsField fields[] = { RS_FIELD_CLOCK, RS_FIELD_TIME };
  char rest[RS_CSV_ZONE_REST];

  self->zone = NULL;
  self->is_local = FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (fields) && !self->zone && !self->is_local; i++)
    {
      gint column = self->columns[fields[i]];

      if (column >= 0 && (guint) column < n
          && rs_csv_zone_find (cells[column].text, cells[column].len, &self->zone, rest))
        self->is_local = self->zone == NULL;
    }
}

char *
rs_csv_columns_describe_zone (const RsCsvColumns *self, const char *header)
{
  if (self->zone)
    /* Translators: header of a column, a time zone */
    return g_strdup_printf (_("“%s” names a time zone: times were read as of %s"),
                            header, self->zone);
  if (self->is_local)
    /* Translators: header of a column */
    return g_strdup_printf (_("“%s” says that times are local, but not of which zone: they were read as "
                              "UTC"),
                            header);
  return NULL;
}

/* The field that a header means; a time may have its zone beside it. */
static gboolean
find_word_of_cell (RsCell cell, RsCsvWord *out)
{
  char rest[RS_CSV_ZONE_REST];
  const char *zone;

  return rs_csv_word_find (cell.text, cell.len, out)
         || (rs_csv_zone_find (cell.text, cell.len, &zone, rest)
             && rs_csv_word_find (rest, strlen (rest), out) && out->field == RS_FIELD_TIME);
}

/* The best column of each field; of a date and a time of day both. */
gboolean
rs_csv_layout_match (const RsCell *cells, guint n, const char *wanted, RsCsvColumns *out)
{
  RsCsvWordKind kinds[RS_N_FIELDS];
  gint date = -1, clock = -1;

  rs_csv_columns_init (out, n);
  for (guint i = 0; i < n; i++)
    {
      RsCsvWord word;

      if (!find_word_of_cell (cells[i], &word))
        continue;
      if (word.kind == RS_CSV_WORD_DATE && date < 0)
        date = (gint) i;
      if (word.kind == RS_CSV_WORD_CLOCK && clock < 0)
        clock = (gint) i;
      if (out->columns[word.field] >= 0 && word.kind >= kinds[word.field])
        continue;
      kinds[word.field] = word.kind;
      out->columns[word.field] = (gint) i;
      out->units[word.field] = word.unit;
    }
  if (out->columns[RS_FIELD_TIME] >= 0 && kinds[RS_FIELD_TIME] != RS_CSV_WORD_SURE && date >= 0
      && clock >= 0)
    {
      out->columns[RS_FIELD_TIME] = date;
      out->columns[RS_FIELD_CLOCK] = clock;
      out->units[RS_FIELD_TIME] = RS_UNIT_USUAL;
    }
  if (out->columns[RS_FIELD_TIME] < 0 || out->columns[RS_FIELD_LAT] < 0
      || out->columns[RS_FIELD_LON] < 0)
    return FALSE;
  rs_csv_known_apply (cells, n, wanted, out);
  rs_csv_columns_find_zone (out, cells, n);
  return TRUE;
}

/* By the exact header, or the header but for case and punctuation. */
static gint
find_column (const RsCell *cells, guint n, const char *name)
{
  char wanted[RS_CSV_WORD], folded[RS_CSV_WORD];

  for (guint i = 0; i < n; i++)
    {
      RsCell cell = cells[i];

      rs_value_trim (&cell.text, &cell.len);
      if (cell.len == strlen (name) && memcmp (cell.text, name, cell.len) == 0)
        return (gint) i;
    }
  rs_csv_word_fold (name, strlen (name), wanted);
  for (guint i = 0; i < n && wanted[0]; i++)
    {
      rs_csv_word_fold (cells[i].text, cells[i].len, folded);
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

/* One column of a pair, by its header or its number. */
static gboolean
map_column (const char *field, const char *name, const RsCell *cells, guint n, gboolean *by_number,
            gint *out, GError **error)
{
  guint64 number;

  *out = find_column (cells, n, name);
  if (*out >= 0)
    {
      *by_number = FALSE;
      return TRUE;
    }
  if (!rs_value_uint (name, strlen (name), RS_MAX_COLUMNS, &number) || number < 1)
    {
      g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_OPTION,
                   _("the file has no column “%s” that the map names for %s"), name, field);
      return FALSE;
    }
  if (number > n)
    {
      g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_OPTION,
                   _("the map names column %s, the file has %u"), name, n);
      return FALSE;
    }
  *out = (gint) number - 1;
  return TRUE;
}

/* ":UNIT" at the end of @name, unless it is part of a header. */
static gboolean
take_unit (RsField field, char *name, const RsCell *cells, guint n, RsUnit *out, GError **error)
{
  char *colon = strrchr (name, ':');

  if (!colon || find_column (cells, n, name) >= 0)
    return TRUE;
  if (!rs_unit_from_string (colon + 1, out) || !rs_unit_fits (field, *out))
    {
      g_autoptr (GString) known = g_string_new (NULL);

      for (guint i = 1; i < RS_N_UNITS; i++)
        if (rs_unit_fits (field, i))
          g_string_append_printf (known, "%s%s", known->len ? ", " : "", units[i].name);
      g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_OPTION,
                   _("“%s” is no unit of %s; there are: %s"), colon + 1, field_names[field],
                   known->len ? known->str : "—");
      return FALSE;
    }
  *colon = '\0';
  return TRUE;
}

static gboolean
map_pair (char *pair, const RsCell *cells, guint n, RsCsvColumns *out, gboolean *by_number,
          GError **error)
{
  char *equals = strchr (pair, '='), *name, *plus;
  gint found;
  RsField field;

  if (!equals)
    {
      g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_OPTION,
                   _("“%s” in the map is not FIELD=COLUMN"), pair);
      return FALSE;
    }
  *equals = '\0';
  found = rs_field_from_string (g_strstrip (pair));
  if (found < 0)
    {
      g_autofree char *known = NULL;
      char *names[RS_N_FIELDS + 1] = { NULL };

      for (guint f = 0; f < RS_FIELD_CLOCK; f++)
        names[f] = (char *) field_names[f];
      known = g_strjoinv (", ", names);
      g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_OPTION,
                   _("there is no field “%s” to map; there are %s"), pair, known);
      return FALSE;
    }
  field = (RsField) found;
  name = g_strstrip (equals + 1);
  out->units[field] = RS_UNIT_USUAL;
  if (!take_unit (field, name, cells, n, &out->units[field], error))
    return FALSE;
  plus = field == RS_FIELD_TIME && find_column (cells, n, name) < 0 ? strchr (name, '+') : NULL;
  if (field == RS_FIELD_TIME)
    out->columns[RS_FIELD_CLOCK] = -1;
  if (plus)
    {
      *plus = '\0';
      if (!map_column (field_names[field], g_strstrip (plus + 1), cells, n, by_number,
                       &out->columns[RS_FIELD_CLOCK], error))
        return FALSE;
      g_strchomp (name);
    }
  return map_column (field_names[field], name, cells, n, by_number, &out->columns[field], error);
}

gboolean
rs_csv_layout_map (const char *map, const RsCell *cells, guint n, RsCsvColumns *out, GError **error)
{
  g_auto (GStrv) pairs = g_strsplit (map, ",", -1);
  gboolean by_number = TRUE;

  rs_csv_columns_init (out, n);
  for (guint i = 0; pairs[i]; i++)
    if (!map_pair (pairs[i], cells, n, out, &by_number, error))
      return FALSE;
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
  else
    rs_csv_columns_find_zone (out, cells, n);
  return TRUE;
}

const char *
rs_csv_layout_map_help (void)
{
  return "Columns (--map FIELD=COLUMN[:UNIT],...): a column is named by its header or by its number "
         "from 1; a header that holds a comma only by its number.\n"
         "  Needed: t, lat, lon. Who it is: mmsi, name or id; without any the file is one vessel.\n"
         "  Also: sog, cog, heading, status, imo, callsign, type, length, width, draught, destination, "
         "a, b, c, d, provenance (observed, reconstructed or asserted).\n"
         "  t=DATE+TIME joins a date and a time of day that lie in two columns.\n"
         "  Units of t: dmy, mdy, ymd, s, ms, us, ns (since 1970), excel. Of sog: kn, dkn (tenths), "
         "kmh, mps, mph. Of lat and lon: deg, ais (1/10000 minute), e6, e7. Of cog and heading: deg, ddeg. "
         "Of lengths and draught: m, dm, ft. Of mmsi: prefix (the digits before a “-”).\n"
         "  Examples: --map t=Date+Time:dmy,lat=Y,lon=X,mmsi=Ship,sog=Speed:kmh\n"
         "            --map t=1:ms,lat=3,lon=2,mmsi=4   (by number: a file without a header)";
}

typedef struct
{
  const char *word;
  gint value;
} Word;

static void
fold_word (const char *text, gsize len, char *out)
{
  gsize n = 0;

  for (gsize i = 0; i < len && n < MAX_WORD; i++)
    if (g_ascii_isalnum (text[i]))
      out[n++] = g_ascii_tolower (text[i]);
  out[n] = '\0';
}

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
