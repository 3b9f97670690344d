/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/list-columns.h"

#include <string.h>

#include "ais/mmsi.h"
#include "formats/reader-private.h"

#define MAX_WORD 40

static const struct
{
  const char *word;
  RsListColumn column;
} words[] = {
  { "name", RS_LIST_COLUMN_NAME },          { "vesselname", RS_LIST_COLUMN_NAME },
  { "shipname", RS_LIST_COLUMN_NAME },      { "vessel", RS_LIST_COLUMN_NAME },
  { "ship", RS_LIST_COLUMN_NAME },          { "nameofvessel", RS_LIST_COLUMN_NAME },
  { "mainportname", RS_LIST_COLUMN_NAME },  { "portname", RS_LIST_COLUMN_NAME },
  { "port", RS_LIST_COLUMN_NAME },          { "place", RS_LIST_COLUMN_NAME },
  { "aliases", RS_LIST_COLUMN_ALIASES },    { "alias", RS_LIST_COLUMN_ALIASES },
  { "aka", RS_LIST_COLUMN_ALIASES },        { "fka", RS_LIST_COLUMN_ALIASES },
  { "formername", RS_LIST_COLUMN_ALIASES }, { "formernames", RS_LIST_COLUMN_ALIASES },
  { "othernames", RS_LIST_COLUMN_ALIASES }, { "alternatename", RS_LIST_COLUMN_ALIASES },
  { "alternateportname", RS_LIST_COLUMN_ALIASES },
  { "imo", RS_LIST_COLUMN_IMO },            { "imonumber", RS_LIST_COLUMN_IMO },
  { "imono", RS_LIST_COLUMN_IMO },          { "imonr", RS_LIST_COLUMN_IMO },
  { "mmsi", RS_LIST_COLUMN_MMSI },          { "mmsinumber", RS_LIST_COLUMN_MMSI },
  { "callsign", RS_LIST_COLUMN_CALLSIGN },  { "flag", RS_LIST_COLUMN_FLAG },
  { "flagstate", RS_LIST_COLUMN_FLAG },     { "vesselflag", RS_LIST_COLUMN_FLAG },
  { "type", RS_LIST_COLUMN_TYPE },          { "vesseltype", RS_LIST_COLUMN_TYPE },
  { "shiptype", RS_LIST_COLUMN_TYPE },      { "program", RS_LIST_COLUMN_PROGRAM },
  { "programme", RS_LIST_COLUMN_PROGRAM },  { "regime", RS_LIST_COLUMN_PROGRAM },
  { "list", RS_LIST_COLUMN_PROGRAM },       { "reason", RS_LIST_COLUMN_PROGRAM },
  { "sanctions", RS_LIST_COLUMN_PROGRAM },  { "from", RS_LIST_COLUMN_FROM },
  { "validfrom", RS_LIST_COLUMN_FROM },     { "listed", RS_LIST_COLUMN_FROM },
  { "listedon", RS_LIST_COLUMN_FROM },      { "designated", RS_LIST_COLUMN_FROM },
  { "to", RS_LIST_COLUMN_TO },              { "until", RS_LIST_COLUMN_TO },
  { "validto", RS_LIST_COLUMN_TO },         { "delisted", RS_LIST_COLUMN_TO },
  { "remark", RS_LIST_COLUMN_REMARK },      { "remarks", RS_LIST_COLUMN_REMARK },
  { "note", RS_LIST_COLUMN_REMARK },        { "notes", RS_LIST_COLUMN_REMARK },
  { "comment", RS_LIST_COLUMN_REMARK },     { "comments", RS_LIST_COLUMN_REMARK },
  { "detail", RS_LIST_COLUMN_REMARK },      { "details", RS_LIST_COLUMN_REMARK },
  { "code", RS_LIST_COLUMN_CODE },          { "locode", RS_LIST_COLUMN_CODE },
  { "unlocode", RS_LIST_COLUMN_CODE },      { "portcode", RS_LIST_COLUMN_CODE },
  { "worldportindexnumber", RS_LIST_COLUMN_INDEX },
  { "country", RS_LIST_COLUMN_COUNTRY },    { "countrycode", RS_LIST_COLUMN_COUNTRY },
  { "lat", RS_LIST_COLUMN_LAT },            { "latitude", RS_LIST_COLUMN_LAT },
  { "lon", RS_LIST_COLUMN_LON },            { "lng", RS_LIST_COLUMN_LON },
  { "long", RS_LIST_COLUMN_LON },           { "longitude", RS_LIST_COLUMN_LON },
  { "t", RS_LIST_COLUMN_TIME },             { "time", RS_LIST_COLUMN_TIME },
  { "timestamp", RS_LIST_COLUMN_TIME },     { "datetime", RS_LIST_COLUMN_TIME },
  { "basedatetime", RS_LIST_COLUMN_TIME },  { "utc", RS_LIST_COLUMN_TIME },
  { "sog", RS_LIST_COLUMN_TIME },           { "cog", RS_LIST_COLUMN_TIME },
};

void
rs_list_columns_match (const RsCell *cells, guint n, RsListColumns *out)
{
  out->has_header = FALSE;
  for (guint i = 0; i < RS_N_LIST_COLUMNS; i++)
    out->columns[i] = -1;
  for (guint i = 0; i < n; i++)
    {
      char word[MAX_WORD + 1];
      gsize len = 0;

      for (gsize c = 0; c < cells[i].len && len < MAX_WORD; c++)
        if (g_ascii_isalnum (cells[i].text[c]))
          word[len++] = g_ascii_tolower (cells[i].text[c]);
      word[len] = '\0';
      for (gsize w = 0; w < G_N_ELEMENTS (words); w++)
        if (strcmp (word, words[w].word) == 0)
          {
            out->has_header = TRUE;
            if (out->columns[words[w].column] < 0)
              out->columns[words[w].column] = (gint) i;
          }
    }
}

static gboolean
has (const RsListColumns *self, RsListColumn column)
{
  return self->columns[column] >= 0;
}

gboolean
rs_list_columns_is_watchlist (const RsListColumns *self)
{
  return !has (self, RS_LIST_COLUMN_TIME) && !has (self, RS_LIST_COLUMN_LAT)
         && !has (self, RS_LIST_COLUMN_LON)
         && (has (self, RS_LIST_COLUMN_IMO) || has (self, RS_LIST_COLUMN_MMSI)
             || (has (self, RS_LIST_COLUMN_NAME)
                 && (has (self, RS_LIST_COLUMN_CALLSIGN) || has (self, RS_LIST_COLUMN_FLAG))));
}

gboolean
rs_list_columns_is_places (const RsListColumns *self)
{
  return !has (self, RS_LIST_COLUMN_TIME) && !has (self, RS_LIST_COLUMN_IMO)
         && !has (self, RS_LIST_COLUMN_MMSI) && has (self, RS_LIST_COLUMN_NAME)
         && has (self, RS_LIST_COLUMN_LAT) && has (self, RS_LIST_COLUMN_LON);
}

char *
rs_list_cell_dup (RsCell cell)
{
  char *text = g_strstrip (rs_read_clean (cell.text, cell.len, RS_MAX_REJECT_TEXT));

  if (strcmp (text, "-0-") == 0 || rs_value_is_none (text, strlen (text)))
    text[0] = '\0';
  return text;
}

char *
rs_list_columns_dup (const RsListColumns *self, const RsCell *cells, guint n, RsListColumn column)
{
  gint at = self->columns[column];

  return at >= 0 && (guint) at < n ? rs_list_cell_dup (cells[at]) : g_strdup ("");
}

guint32
rs_list_parse_imo (const char *text)
{
  guint64 imo;

  if (g_ascii_strncasecmp (text, "IMO", 3) == 0)
    for (text += 3; *text == ' ' || *text == ':'; text++)
      ;
  return rs_value_uint (text, strlen (text), 9999999, &imo) && rs_imo_is_valid ((guint32) imo)
             ? (guint32) imo
             : 0;
}

guint32
rs_list_parse_mmsi (const char *text)
{
  guint64 mmsi;

  if (g_ascii_strncasecmp (text, "MMSI", 4) == 0)
    for (text += 4; *text == ' ' || *text == ':'; text++)
      ;
  return rs_value_uint (text, strlen (text), RS_MMSI_MAX, &mmsi) && mmsi >= 100000000
             ? (guint32) mmsi
             : 0;
}
