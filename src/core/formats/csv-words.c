/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/csv-words.h"

#include <string.h>

/* Folded words between spaces. In the order of languages as they came: English, what archives write,
 * German, French, Spanish, Portuguese, Italian, Scandinavian, Dutch, Polish, Turkish, Finnish, Greek,
 * Russian, Korean, Japanese, Chinese. */
static const struct
{
  RsField field;
  RsCsvWordKind kind;
  const char *words;
} table[] = {
  { RS_FIELD_TIME, RS_CSV_WORD_SURE,
    " t timestamp timestamputc timeutc utctime utc datetime datetimeutc utcdatetime "
    " dateandtime basedatetime msgtime receivedtime positiontime positiontimestamp "
    " reporttime receivetime lastposepoch lastposutc tstamp ts timestampmillis epoch "
    " epochtime unixtime unixtimestamp timeposition timelastupdate lastreport posdt "
    " lasttime lastseen lastupdate lastpositiontime datotid datotidspunkt datumtid "
    " acquisitiontime dtposutc datetimestamp timeofposition dtg zeitstempel datumzeit "
    " datumuhrzeit horodatage dateheure fechahora datahora dataora tidspunkt tidsstempel "
    " tidstempel datumtijd tijdstip датавремя времяutc датаивремя меткавремени "
    " времясигнала 일시 시각utc 타임스탬프 수신일시 수신시간 日時 タイムスタンプ 受信日時 时间戳 日期时间 更新时间 zamandamgasi "
    " znacznikczasu aikaleima " },
  { RS_FIELD_TIME, RS_CSV_WORD_CLOCK,
    " time timeofday clock timegmt gmt localtime zeit uhrzeit heure hora ora tijd tid "
    " klokkeslett klokkeslaet время час 시간 시각 時刻 時間 时间 saat zaman godzina czas aika "
    " kellonaika ώρα " },
  { RS_FIELD_TIME, RS_CSV_WORD_DATE,
    " date day dateutc utcdate datum jour fecha data dato дата 날짜 일자 日付 日期 tarih paiva "
    " päivä pvm ημερομηνία " },
  { RS_FIELD_LAT, RS_CSV_WORD_SURE,
    " lat latitude lastlat lastlatitude ylat latdeg latdd latwgs84 latdecimal "
    " decimallatitude positionlat positionlatitude geolat reportedlatitude coordy breitengrad geographischebreite "
    " latitud latitudine breddegrad leveysaste szerokosc szerokość enlem γεωγραφικόπλάτος "
    " πλάτος широта 위도 緯度 纬度 " },
  { RS_FIELD_LAT, RS_CSV_WORD_WEAK,
    " y breite bredde bredd breedtegraad leveys " },
  { RS_FIELD_LON, RS_CSV_WORD_SURE,
    " lon lng long longitude lastlon lastlongitude xlon londeg londd lonwgs84 londecimal "
    " decimallongitude positionlon positionlongitude geolon reportedlongitude coordx längengrad laengengrad "
    " geographischelänge longitud longitudine lengdegrad længdegrad laengdegrad pituusaste "
    " dlugosc długość boylam γεωγραφικόμήκος μήκος долгота 경도 経度 经度 " },
  { RS_FIELD_LON, RS_CSV_WORD_WEAK,
    " x länge laenge lengtegraad pituus " },
  { RS_FIELD_MMSI, RS_CSV_WORD_SURE,
    " mmsi mmsinumber mmsino mmsinr mmsicode mmsiid sourcemmsi ssvid userid shipmmsi "
    " vesselmmsi ммси номерmmsi mmsi번호 mmsi番号 " },
  { RS_FIELD_NAME, RS_CSV_WORD_SURE,
    " vesselname shipname nameofship nameofvessel vessel ship nameais shipnameais "
    " schiffsname nomnavire nomdunavire nombrebuque nombredelbuque buque navire nomenave "
    " nave nomedonavio navio skibsnavn skipsnavn fartøy fartygsnamn scheepsnaam "
    " nazwastatku gemiadi gemiadı laivannimi судно названиесудна имясудна "
    " наименованиесудна 선명 선박명 선박이름 船名 船舶名 船舶名称 " },
  { RS_FIELD_NAME, RS_CSV_WORD_WEAK,
    " name nom nombre nome navn namn naam название имя 이름 名前 nazwa " },
  { RS_FIELD_SOG, RS_CSV_WORD_SURE,
    " sog speed speedoverground speedog velocity groundspeed spd speedais geschwindigkeit "
    " fahrt vitesse velocidad velocidade velocità velocita hastighed hastighet fart "
    " snelheid predkosc prędkość hiz hız nopeus скорость скоростьхода 속도 속력 대지속도 速度 速力 "
    " 対地速力 航速 ταχύτητα " },
  { RS_FIELD_COG, RS_CSV_WORD_SURE,
    " cog course courseoverground courseog track trackangle courseais kurs kursübergrund "
    " kursuebergrund routefond rumbo curso rotta kurskurs koers rota курс путевойугол 침로 "
    " 대지침로 針路 対地針路 航迹向 πορεία " },
  { RS_FIELD_COG, RS_CSV_WORD_WEAK,
    " route direction azimuth bearing 방향 航向 " },
  { RS_FIELD_HEADING, RS_CSV_WORD_SURE,
    " heading trueheading hdg hdt headingtrue hdgais steuerkurs vorausrichtung cap capvrai "
    " proa rumboproa prua истинныйкурс курсистинный 선수방향 선수방위 船首方位 船首方向 艏向 船首向 " },
  { RS_FIELD_STATUS, RS_CSV_WORD_SURE,
    " status navstatus navigationalstatus navigationstatus navstat navigationalstatuscode "
    " navstatuscode navstatusid statuscode navigationsstatus statutnavigation "
    " estadonavegacion estado статус навигационныйстатус 항해상태 航海状態 航行状态 " },
  { RS_FIELD_IMO, RS_CSV_WORD_SURE,
    " imo imonr imonumber imono imocode vesselimo shipimo imoid имо номеримо imo번호 imo番号 "
    " imo船舶番号 " },
  { RS_FIELD_CALLSIGN, RS_CSV_WORD_SURE,
    " callsign radiocallsign cs rufzeichen indicatif distintivo indicativo nominativo "
    " kaldesignal kallesignal anropssignal roepletters позывной 호출부호 콜사인 呼出符号 信号符字 コールサイン "
    " 呼号 " },
  { RS_FIELD_TYPE, RS_CSV_WORD_SURE,
    " type vesseltype shiptype shipandcargotype shipcargotype typeofship typeofvessel "
    " typecargo aistype vesseltypecode shiptypecode schiffstyp typenavire typedenavire "
    " tipobuque tiponave tipo skibstype skipstype fartygstyp scheepstype typstatku "
    " типсудна тип 선종 선박종류 船種 船舶類型 船舶类型 " },
  { RS_FIELD_LENGTH, RS_CSV_WORD_SURE,
    " length shiplength vessellength lengthoverall loa schiffslänge longueur eslora "
    " lunghezza comprimento længde lengde lengd длина 전장 길이 全長 船长 船長 " },
  { RS_FIELD_WIDTH, RS_CSV_WORD_SURE,
    " width beam shipwidth vesselwidth breadth breadthextreme schiffsbreite largeur manga "
    " larghezza largura ширина 폭 선폭 船幅 幅 船宽 " },
  { RS_FIELD_DRAUGHT, RS_CSV_WORD_SURE,
    " draft draught currentdraught maxdraught maximumstaticdraught draughtais tiefgang "
    " tirantdeau calado pescaggio dybgang dypgang djupgående diepgang осадка 흘수 喫水 吃水 " },
  { RS_FIELD_DESTINATION, RS_CSV_WORD_SURE,
    " destination dest destinationport portofdestination destinationais ziel zielhafen "
    " destino destinazione bestemming destinasjon портназначения назначение 목적지 도착항 目的地 "
    " 仕向地 仕向港 " },
  { RS_FIELD_DIM_A, RS_CSV_WORD_SURE,
    " a tobow dimensiontobow dimbow dima dimensiona sizea bow refa " },
  { RS_FIELD_DIM_B, RS_CSV_WORD_SURE,
    " b tostern dimensiontostern dimstern dimb dimensionb sizeb stern refb " },
  { RS_FIELD_DIM_C, RS_CSV_WORD_SURE,
    " c toport dimensiontoport dimport dimc dimensionc sizec refc " },
  { RS_FIELD_DIM_D, RS_CSV_WORD_SURE,
    " d tostarboard dimensiontostarboard dimstarboard dimd dimensiond sized starboard refd " },
  { RS_FIELD_ID, RS_CSV_WORD_SURE,
    " vesselid shipid trackid tripid trajectoryid trajid platformid objectid deviceid " },
  { RS_FIELD_ID, RS_CSV_WORD_WEAK,
    " segid " },
  { RS_FIELD_PROVENANCE, RS_CSV_WORD_SURE,
    " provenance " },
  { RS_FIELD_MOBILE, RS_CSV_WORD_SURE,
    " typeofmobile " },
};

/* What a header may say of the unit behind the word; only where the field can have it. */
static const struct
{
  const char *suffix;
  RsUnit unit;
} suffixes[] = {
  { "kilometersperhour", RS_UNIT_KMH },
  { "meterspersecond", RS_UNIT_MPS },   { "knots", RS_UNIT_KN },
  { "knoten", RS_UNIT_KN },             { "noeuds", RS_UNIT_KN },
  { "kmph", RS_UNIT_KMH },              { "kmh", RS_UNIT_KMH },
  { "mph", RS_UNIT_MPH },               { "milesperhour", RS_UNIT_MPH },
  { "kph", RS_UNIT_KMH },               { "кмч", RS_UNIT_KMH },
  { "mps", RS_UNIT_MPS },               { "ms", RS_UNIT_MPS },
  { "kts", RS_UNIT_KN },                { "kn", RS_UNIT_KN },
  { "kt", RS_UNIT_KN },                 { "уз", RS_UNIT_KN },
  { "tenthknots", RS_UNIT_DKN },        { "x10", RS_UNIT_DKN },
  { "milliseconds", RS_UNIT_EPOCH_MS }, { "millis", RS_UNIT_EPOCH_MS },
  { "ms", RS_UNIT_EPOCH_MS },           { "seconds", RS_UNIT_EPOCH_S },
  { "degrees", RS_UNIT_DEG },           { "deg", RS_UNIT_DEG },
  { "grad", RS_UNIT_DEG },              { "decimal", RS_UNIT_USUAL },
  { "dd", RS_UNIT_USUAL },              { "wgs84", RS_UNIT_USUAL },
  { "utc", RS_UNIT_USUAL },             { "gmt", RS_UNIT_USUAL },
  { "z", RS_UNIT_USUAL },               { "decimeters", RS_UNIT_DM },
  { "dm", RS_UNIT_DM },                 { "feet", RS_UNIT_FT },
  { "ft", RS_UNIT_FT },                 { "meters", RS_UNIT_M },
  { "metres", RS_UNIT_M },              { "meter", RS_UNIT_M },
  { "m", RS_UNIT_M },                   { "nr", RS_UNIT_USUAL },
  { "number", RS_UNIT_USUAL },          { "code", RS_UNIT_USUAL },
};

void
rs_csv_word_fold (const char *text, gsize len, char *out)
{
  gsize n = 0;
  gboolean ascii = TRUE;
  g_autofree char *valid = NULL, *composed = NULL, *folded = NULL;

  for (gsize i = 0; i < len && ascii; i++)
    ascii = (guchar) text[i] < 0x80;
  if (ascii)
    {
      for (gsize i = 0; i < len && n < RS_CSV_WORD - 1; i++)
        if (g_ascii_isalnum (text[i]))
          out[n++] = g_ascii_tolower (text[i]);
      out[n] = '\0';
      return;
    }
  valid = g_utf8_make_valid (text, (gssize) MIN (len, 512));
  composed = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL_COMPOSE);
  folded = g_utf8_casefold (composed, -1);
  for (const char *p = folded; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gsize size = (gsize) (g_utf8_next_char (p) - p);

      if (!g_unichar_isalnum (c) && !g_unichar_ismark (c))
        continue;
      if (c == 0xfffd || n + size > RS_CSV_WORD - 1)
        break;
      memcpy (out + n, p, size);
      n += size;
    }
  out[n] = '\0';
}

gboolean
rs_csv_word_is_other_time (const char *text, gsize len)
{
  static const char others[]
      = " eta etautc etatime etadate etaais nexteta nextporteta etd etdutc ata atd atautc atdutc "
        " estimatedtimeofarrival expectedarrival arrival arrivaltime arrivaldate departure "
        " departuretime departuredate built builddate yearbuilt yearofbuild dateofbuild launched "
        " listedon designated ankunft abfahrt baujahr arrivee arrivée llegada salida прибытие отход "
        " времяприбытия ожидаемоевремяприбытия годпостройки датапостройки 도착예정 도착예정시간 도착예정시각 "
        " 도착예정일시 입항예정 출항예정 건조일 到着予定 到着予定時刻 到着予定日時 预计到达时间 ";
  char word[RS_CSV_WORD], padded[RS_CSV_WORD + 2];

  rs_csv_word_fold (text, len, word);
  g_snprintf (padded, sizeof padded, " %s ", word);
  return word[0] != '\0' && strstr (others, padded);
}

static gboolean
find_folded (const char *word, RsCsvWord *out)
{
  char padded[RS_CSV_WORD + 2];

  if (word[0] == '\0')
    return FALSE;
  g_snprintf (padded, sizeof padded, " %s ", word);
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    if (strstr (table[i].words, padded))
      {
        out->field = table[i].field;
        out->kind = table[i].kind;
        out->unit = RS_UNIT_USUAL;
        return TRUE;
      }
  return FALSE;
}

/* "speedkmh" is a speed in km/h; "timestampms" no speed, so its ms are milliseconds. */
static gboolean
find_with_unit (const char *word, RsCsvWord *out)
{
  gsize len = strlen (word);

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      gsize n = strlen (suffixes[i].suffix);
      char stem[RS_CSV_WORD];

      if (len < n + 2 || !g_str_has_suffix (word, suffixes[i].suffix))
        continue;
      memcpy (stem, word, len - n);
      stem[len - n] = '\0';
      if (find_folded (stem, out) && rs_unit_fits (out->field, suffixes[i].unit))
        {
          out->unit = suffixes[i].unit;
          return TRUE;
        }
    }
  return FALSE;
}

gboolean
rs_csv_word_find (const char *text, gsize len, RsCsvWord *out)
{
  char word[RS_CSV_WORD];
  const char *dot;

  rs_csv_word_fold (text, len, word);
  /* Most cells are numbers, and no word of ours begins with one. */
  if (g_ascii_isdigit (word[0]))
    return FALSE;
  if (find_folded (word, out) || find_with_unit (word, out))
    return TRUE;
  dot = g_strrstr_len (text, (gssize) len, ".");
  if (!dot || dot + 1 == text + len)
    return FALSE;
  rs_csv_word_fold (dot + 1, (gsize) (text + len - dot - 1), word);
  return find_folded (word, out) || find_with_unit (word, out);
}
