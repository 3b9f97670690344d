/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/list-columns.h"

#include <string.h>

#include "ais/mmsi.h"
#include "formats/csv-words.h"
#include "formats/list-private.h"
#include "formats/reader-private.h"

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
  { "sog", RS_LIST_COLUMN_TIME },           { "cog", RS_LIST_COLUMN_TIME },
};

/* The same in other languages, folded words between spaces, as far as they are not those of a table of tracks
 * (csv-words.c): German, French, Spanish, Portuguese, Italian, Scandinavian, Dutch, Polish, Turkish, Finnish,
 * Russian, Korean, Japanese, Chinese. */
static const struct
{
  RsListColumn column;
  const char *words;
} foreign[] = {
  { RS_LIST_COLUMN_NAME, " schiff skip skib schip statek gemi laiva 선박 船舶 船 hafen hafenname puerto "
                         " porto havn havnenavn hamn hamnnamn haven satama порт названиепорта 항구 항구명 "
                         " 항만 항만명 港 港名 港口 港口名称 " },
  { RS_LIST_COLUMN_ALIASES, " früherername frueherername anciennom прежнееназвание прежниеназвания "
                            " другиеназвания бывшееназвание 이전선명 구선명 旧船名 曾用名 " },
  { RS_LIST_COLUMN_FLAG, " flagge flaggenstaat pavillon drapeau bandera bandiera bandeira flagg "
                         " flaggstat vlag bayrak lippu флаг флагсудна странафлага 국적 선적 선적국 기국 旗国 "
                         " 船籍 船籍国 国籍 船旗 船旗国 " },
  { RS_LIST_COLUMN_PROGRAM, " sanktionen grund санкции программа основание причина 제재 사유 制裁 理由 原因 " },
  { RS_LIST_COLUMN_FROM, " датавнесения датавключения 지정일 등재일 指定日 列入日期 " },
  { RS_LIST_COLUMN_TO, " датаисключения 해제일 解除日 " },
  { RS_LIST_COLUMN_REMARK, " bemerkung bemerkungen remarque remarques observaciones merknad merknader "
                           " примечание примечания комментарий 비고 備考 备注 " },
  { RS_LIST_COLUMN_CODE, " кодпорта 항구코드 港口代码 " },
  { RS_LIST_COLUMN_COUNTRY, " land pays país paese страна 국가 나라 国 国名 国家 " },
};

/* What a word of a table of tracks is in a list. Dates may be when a ship was listed: they are passed over. */
static gboolean
find_track_word (RsCell cell, RsListColumn *out)
{
  static const struct
  {
    RsField field;
    RsListColumn column;
  } pairs[] = {
    { RS_FIELD_NAME, RS_LIST_COLUMN_NAME },         { RS_FIELD_IMO, RS_LIST_COLUMN_IMO },
    { RS_FIELD_MMSI, RS_LIST_COLUMN_MMSI },         { RS_FIELD_CALLSIGN, RS_LIST_COLUMN_CALLSIGN },
    { RS_FIELD_TYPE, RS_LIST_COLUMN_TYPE },         { RS_FIELD_LAT, RS_LIST_COLUMN_LAT },
    { RS_FIELD_LON, RS_LIST_COLUMN_LON },           { RS_FIELD_TIME, RS_LIST_COLUMN_TIME },
  };
  RsCsvWord word;

  if (!rs_csv_word_find (cell.text, cell.len, &word) || word.kind == RS_CSV_WORD_DATE
      || (word.kind == RS_CSV_WORD_WEAK && word.field != RS_FIELD_NAME))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (pairs[i].field == word.field)
      {
        *out = pairs[i].column;
        return TRUE;
      }
  return FALSE;
}

static gboolean
find_word (RsCell cell, RsListColumn *out)
{
  char word[RS_CSV_WORD], padded[RS_CSV_WORD + 2];

  rs_csv_word_fold (cell.text, cell.len, word);
  if (word[0] == '\0')
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (word, words[i].word) == 0)
      {
        *out = words[i].column;
        return TRUE;
      }
  g_snprintf (padded, sizeof padded, " %s ", word);
  for (gsize i = 0; i < G_N_ELEMENTS (foreign); i++)
    if (strstr (foreign[i].words, padded))
      {
        *out = foreign[i].column;
        return TRUE;
      }
  return find_track_word (cell, out);
}

void
rs_list_columns_match (const RsCell *cells, guint n, RsListColumns *out)
{
  out->has_header = FALSE;
  for (guint i = 0; i < RS_N_LIST_COLUMNS; i++)
    out->columns[i] = -1;
  for (guint i = 0; i < n; i++)
    {
      RsListColumn column;

      if (!find_word (cells[i], &column))
        continue;
      out->has_header = TRUE;
      if (out->columns[column] < 0)
        out->columns[column] = (gint) i;
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

/* The number as it is there; 0 if it is longer than one of seven digits, or none. */
static guint32
read_imo (const char *text)
{
  guint64 imo;

  if (g_ascii_strncasecmp (text, "IMO", 3) == 0)
    for (text += 3; *text == ' ' || *text == ':'; text++)
      ;
  return rs_value_uint (text, strlen (text), 9999999, &imo) ? (guint32) imo : 0;
}

guint32
rs_list_parse_imo (const char *text)
{
  guint32 imo = read_imo (text);

  return rs_imo_is_valid (imo) ? imo : 0;
}

const char *
rs_list_judge_imo (const char *text)
{
  guint32 imo = read_imo (text);

  if (rs_imo_is_valid (imo))
    return NULL;
  return imo >= 1000000 ? RS_LIST_REJECT_IMO : RS_LIST_REJECT_IMO_DIGITS;
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
