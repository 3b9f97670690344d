/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/list-file.h"

#include <glib/gstdio.h>
#include <string.h>

/* A file with @text in @encoding, NULL UTF-8. */
static char *
write_file (const char *text, const char *encoding)
{
  g_autofree char *dir = g_dir_make_tmp ("roadstead-XXXXXX", NULL);
  char *path = g_build_filename (dir, "a.csv", NULL);
  g_autofree char *bytes = NULL;
  gsize n = strlen (text);

  bytes = encoding ? g_convert (text, -1, encoding, "UTF-8", NULL, &n, NULL) : g_strdup (text);
  g_assert_nonnull (bytes);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) n, NULL));
  return path;
}

static void
remove_file (const char *path)
{
  g_autofree char *dir = g_path_get_dirname (path);

  g_remove (path);
  g_rmdir (dir);
}

/* Tables of tracks with a number of a ship, whatever their language: none is a list. */
static void
test_tracks (void)
{
  static const struct
  {
    const char *encoding, *header, *row;
  } tables[] = {
    { NULL, "선박명,MMSI,일시,위도,경도,속도", "한라,440123456,2024-03-07 12:0%u:00,35.10234,129.05678,3" },
    { "EUC-KR", "선박명,MMSI,일시,위도,경도,속도", "한라,440123456,2024-03-07 12:0%u:00,35.10234,129.05678,3" },
    { "WINDOWS-1251", "Судно;MMSI;Дата;Время;Широта;Долгота;Курс;Скорость",
      "АНГАРА;273123456;07.03.2024;12:0%u;42,61034;133,05678;90;10,5" },
    { "SHIFT_JIS", "船名,MMSI,受信日時,緯度,経度", "さくら,431123456,2024/03/07 12:0%u:00,35.10234,139.85678" },
    { "WINDOWS-1252", "MMSI;Zeitstempel;Breitengrad;Längengrad;Geschwindigkeit",
      "211123456;07.03.2024 12:0%u;54,61034;8,05678;10,5" },
    { NULL, "MMSI;Dato tid;Breddegrad;Lengdegrad;Fart;Kurs",
      "257123456;07.03.2024 12:0%u;62,61034;5,05678;10,5;90" },
    { "UTF-16LE", "MMSI;Dato;Tid;Breddegrad;Lengdegrad", "257123456;07.03.2024;12:0%u;62,61034;5,05678" },
    { NULL, "mmsi,imo,name,position_timestamp,position_latitude,position_longitude,position_speed",
      "273123456,9307839,ANGARA,2024-03-07T12:0%u:00Z,42.61034,133.05678,10.5" },
    { NULL, "MMSI,Timestamp UTC,Reported Latitude,Reported Longitude,Speed",
      "273123456,2024-03-07T12:0%u:00Z,42.61034,133.05678,10.5" },
    { NULL, "MMSI,DATE_TIME_UTC,LAT_DD,LON_DD,SPEED",
      "273123456,2024-03-07T12:0%u:00Z,42.61034,133.05678,10.5" },
    { NULL, "mmsi,dt_pos_utc,y,x,sog_kn", "273123456,2024-03-07T12:0%u:00Z,42.61034,133.05678,10.5" },
    { NULL, "IMO Number,Date/Time (UTC),Lat (deg),Long (deg),Speed (kn),Course",
      "9307839,2024-03-07 12:0%u,42.61034,133.05678,10.5,90" },
    { NULL, "ship_id,imo,last_lat,last_lon,last_time", "1,9307839,42.61234,133.05678,2024-03-07 12:0%u" },
    /* Words that nobody knows: the values tell. */
    { NULL, "MMSI,Flag,Gesehen,Nord,Ost", "211123456,DE,2024-03-07T12:0%u:00Z,54.61034,133.05678" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autoptr (GString) text = g_string_new (tables[i].header);
      g_autofree char *path = NULL;
      RsListKind kind;

      g_string_append_c (text, '\n');
      for (guint r = 0; r < 4; r++)
        {
          g_autofree char *digit = g_strdup_printf ("%u", r);
          g_auto (GStrv) parts = g_strsplit (tables[i].row, "%u", 2);

          g_string_append_printf (text, "%s%s%s\n", parts[0], digit, parts[1]);
        }
      path = write_file (text->str, tables[i].encoding);
      if (rs_list_sniff (path, NULL, &kind))
        g_error ("“%s” is taken for a list", tables[i].header);
      remove_file (path);
    }
}

static void
test_lists (void)
{
  static const struct
  {
    const char *text;
    RsListKind kind;
  } tables[] = {
    { "MMSI,Name,Flag\n273123456,ANGARA,RU\n", RS_LIST_WATCH },
    { "IMO;Name;Date;Remark\n9307839;ANGARA;2024-03-07;x\n", RS_LIST_WATCH },
    { "9307839\n9074729\n", RS_LIST_WATCH },
    { "IMO,Built,Length,Width\n9307839,2004-03-07,123.456,12.345\n", RS_LIST_WATCH },
    { "Name,Lat,Lon\nNAKHODKA,42.80,132.88\n", RS_LIST_PLACES },
    { "Port,Latitude,Longitude,Opened\nNAKHODKA,42.80123,132.88123,2001-02-03\n", RS_LIST_PLACES },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *path = write_file (tables[i].text, NULL);
      RsListKind kind;

      g_assert_true (rs_list_sniff (path, NULL, &kind));
      g_assert_cmpint (kind, ==, tables[i].kind);
      remove_file (path);
    }
}

/* Name, number, flag and note of the first entry of a list. */
static char *
read_first (const char *text, const char *encoding, const char *said)
{
  g_autofree char *path = write_file (text, encoding);
  RsReadOptions options = { .encoding = said };
  g_autoptr (GError) error = NULL;
  RsListKind kind;
  RsList *list;
  char *found;

  g_assert_true (rs_list_sniff (path, &options, &kind));
  list = rs_list_read (path, kind, &options, NULL, NULL, &error);
  g_assert_no_error (error);
  if (kind == RS_LIST_WATCH)
    {
      const RsWatchEntry *entry = g_ptr_array_index (list->items, 0);

      found = g_strdup_printf ("%s|%u|%u|%s|%s|%s", entry->name, entry->imo, entry->mmsi, entry->flag,
                               entry->ship_type, strstr (list->note, "no UTF-8") ? "guessed" : "");
    }
  else
    {
      const RsPlace *place = g_ptr_array_index (list->items, 0);

      found = g_strdup_printf ("%s|%d|%d|%s|%s", place->name, place->lat_e7, place->lon_e7,
                               place->country, strstr (list->note, "no UTF-8") ? "guessed" : "");
    }
  rs_list_free (list);
  remove_file (path);
  return found;
}

static void
test_encodings (void)
{
  static const struct
  {
    const char *text, *encoding, *said, *expected;
  } tables[] = {
    { "Name,IMO,Flag\nАНГАРА,9179842,RU\n", "WINDOWS-1251", NULL, "АНГАРА|9179842|0|RU||guessed" },
    { "Судно;ИМО;Флаг;Тип\nАНГАРА;9179842;RU;Танкер\n", "WINDOWS-1251", NULL,
      "АНГАРА|9179842|0|RU|Танкер|guessed" },
    { "Судно;ИМО;Флаг\nАНГАРА;9179842;RU\n", "KOI8-R", "KOI8-R", "АНГАРА|9179842|0|RU||" },
    { "Судно;ИМО;Флаг\nАНГАРА;9179842;RU\n", NULL, NULL, "АНГАРА|9179842|0|RU||" },
    { "Name,MMSI\n한라,440123456\n", "EUC-KR", NULL, "한라|0|440123456|||guessed" },
    { "선박명,MMSI,국적\n한라,440123456,KR\n", "EUC-KR", NULL, "한라|0|440123456|KR||guessed" },
    { "船名,IMO番号,船籍\nさくら,9179842,JP\n", "SHIFT_JIS", NULL, "さくら|9179842|0|JP||guessed" },
    { "Name,IMO\nANGARA,9179842\n", "UTF-16", NULL, "ANGARA|9179842|0|||guessed" },
    { "Schiff;IMO;Flagge\nGRÜNE SEE;9179842;DE\n", "WINDOWS-1252", NULL,
      "GRÜNE SEE|9179842|0|DE||guessed" },
    { "Name;Lat;Lon\nНАХОДКА;42.80;132.88\n", "WINDOWS-1251", NULL,
      "НАХОДКА|428000000|1328800000||guessed" },
    { "Порт;Широта;Долгота;Страна\nНаходка;42,80;132,88;RU\n", "WINDOWS-1251", NULL,
      "Находка|428000000|1328800000|RU|guessed" },
    { "Name;Lat;Lon\nBERTH;42°45'00\"N;133°03.5'E\n", NULL, NULL, "BERTH|427500000|1330583333||" },
    { "항구명,위도,경도,국가\n부산,35.10,129.04,KR\n", NULL, NULL, "부산|351000000|1290400000|KR|" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *found = read_first (tables[i].text, tables[i].encoding, tables[i].said);

      g_assert_cmpstr (found, ==, tables[i].expected);
    }
}

/* Numbers beside positions are no list, though nobody can say when; columns that are passed over are named. */
static void
test_doubts (void)
{
  g_autofree char *places = write_file ("273123456,42.61034,133.05678\n273123457,42.6,133.06\n", NULL);
  g_autofree char *path = write_file ("MMSI,Name,Owner,Hull colour\n273123456,ANGARA,X,red\n", NULL);
  g_autoptr (GError) error = NULL;
  RsListKind kind;
  RsList *list;

  g_assert_false (rs_list_sniff (places, NULL, &kind));
  list = rs_list_read (path, RS_LIST_WATCH, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (list->note, ==, "Columns that were not read: “Owner”, “Hull colour”");
  rs_list_free (list);
  remove_file (places);
  remove_file (path);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/list-file/tracks", test_tracks);
  g_test_add_func ("/list-file/lists", test_lists);
  g_test_add_func ("/list-file/encodings", test_encodings);
  g_test_add_func ("/list-file/doubts", test_doubts);
  return g_test_run ();
}
