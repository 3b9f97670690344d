/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/csv-known.h"

#include <string.h>

#include "formats/csv-words.h"

#define MAX_MARKS 8

typedef struct
{
  const char *name;
  /* Folded headers that only this layout has together. */
  const char *marks[MAX_MARKS];
  /* What the words of the header do not say: "FIELD=WORD[:UNIT]", WORD "-" for no column. */
  const char *overrides[4];
  /* The whole header, for files without one; NULL if the order varies. */
  const char *header;
} Known;

/* In the order in which they are tried: the more particular first. */
static const Known layouts[] = {
  { "csv-noaa",
    { "mmsi", "basedatetime", "lat", "lon" },
    { NULL },
    "MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType,Status,Length,Width,"
    "Draft,Cargo" },
  { "csv-noaa",
    { "mmsi", "basedatetime", "lat", "lon", "transceiverclass" },
    { NULL },
    "MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType,Status,Length,Width,"
    "Draft,Cargo,TransceiverClass" },
  { "csv-noaa",
    { "mmsi", "basedatetime", "latitude", "longitude" },
    { NULL },
    "mmsi,base_date_time,longitude,latitude,sog,cog,heading,vessel_name,imo,call_sign,vessel_type,"
    "status,length,width,draft,cargo,transceiver" },
  { "csv-dma",
    { "timestamp", "typeofmobile", "mmsi", "latitude", "longitude" },
    { "t=timestamp:dmy" },
    "Timestamp,Type of mobile,MMSI,Latitude,Longitude,Navigational status,ROT,SOG,COG,Heading,IMO,"
    "Callsign,Name,Ship type,Cargo type,Width,Length,Type of position fixing device,Draught,"
    "Destination,ETA,Data source type,A,B,C,D" },
  /* exactEarth, which writes its time as 20210701_185151, and what became of it. */
  { "csv-spire", { "mmsi", "messageid", "time", "millisecond", "longitude", "latitude" },
    { "t=time", "width=-", "length=-", "mobile=messageid" }, NULL },
  /* Extracts, as messages come or each position with what was said before. created_at is when the record
   * was made; the type is a word in ship_type, and AIS's number in ship_and_cargo_type. */
  { "csv-spire",
    { "mmsi", "timestamp", "latitude", "longitude", "shipandcargotype" },
    { "t=timestamp", "mobile=msgtype", "type=shipandcargotype" }, NULL },
  { "csv-spire",
    { "mmsi", "timestamp", "msgtype", "latitude", "longitude", "collectiontype" },
    { "t=timestamp", "mobile=msgtype" }, NULL },
  { "csv-spire", { "positiontimestamp", "mmsi", "positionlatitude", "positionlongitude" }, { NULL },
    NULL },
  /* The web service: degrees and "2025-08-21 12:16:05 GMT" (format=1), or AIS's integers and a Unix time
   * (format=0), which the numbers tell; TIME in the older one, TSTAMP in the newer. */
  { "csv-aishub", { "mmsi", "navstat", "dest", "longitude", "latitude" }, { NULL },
    "MMSI,TSTAMP,LATITUDE,LONGITUDE,COG,SOG,HEADING,NAVSTAT,IMO,NAME,CALLSIGN,TYPE,A,B,C,D,DRAUGHT,DEST,"
    "ETA" },
  { "csv-aishub", { "mmsi", "navstat", "rot", "longitude", "latitude", "tstamp" }, { NULL }, NULL },
  { "csv-barentswatch",
    { "courseoverground", "latitude", "longitude", "mmsi", "msgtime", "speedoverground" },
    { "t=msgtime" },
    NULL },
  { "csv-aisstream", { "metadatammsi", "metadatatimeutc" },
    { "t=metadatatimeutc", "mmsi=metadatammsi" }, NULL },
  { "csv-aisstream", { "mmsi", "timeutc", "shipname", "latitude", "longitude" }, { "t=timeutc" }, NULL },
  /* Tenths of a knot are taken back where any speed of the file has a decimal point (csv-plan.c). */
  { "csv-marinetraffic",
    { "mmsi", "status", "speed", "lon", "lat", "course", "heading", "timestamp" },
    { "sog=speed:dkn", "draught=draught:dm" }, "MMSI,STATUS,SPEED,LON,LAT,COURSE,HEADING,TIMESTAMP" },
  { "csv-marinetraffic", { "shipid", "speed", "lon", "lat", "course", "timestamp" },
    { "sog=speed:dkn", "draught=draught:dm" }, NULL },
  { "csv-marinetraffic", { "mmsi", "lat", "lon", "speed", "course", "timestamp", "shipname", "dsrc" },
    { "sog=speed:dkn", "draught=draught:dm" }, NULL },
  /* Training data: the numbers are made up, and longer than an MMSI. */
  { "csv-gfw", { "mmsi", "timestamp", "distancefromshore", "distancefromport", "speed" },
    { "id=mmsi", "mmsi=-" }, NULL },
  { "csv-gfw", { "ssvid", "timestamp", "lat", "lon" }, { "id=-" }, NULL },
  { "csv-gfw", { "vesselid", "segid", "timestamp", "lat", "lon" }, { "id=vesselid" }, NULL },
  { "csv-gfw", { "vesselid", "timestamp", "lat", "lon" }, { "id=vesselid" }, NULL },
  { "csv-gfw", { "segid", "timestamp", "lat", "lon", "speed" }, { "id=segid" }, NULL },
};

static gint
find_word (char words[][RS_CSV_WORD], guint n, const char *word)
{
  for (guint i = 0; i < n; i++)
    if (strcmp (words[i], word) == 0)
      return (gint) i;
  return -1;
}

static void
apply_override (const char *override, char words[][RS_CSV_WORD], guint n, RsCsvColumns *columns)
{
  g_auto (GStrv) parts = g_strsplit_set (override, "=:", 3);
  gint field = rs_field_from_string (parts[0]);

  columns->units[field] = RS_UNIT_USUAL;
  columns->columns[field] = find_word (words, n, parts[1]);
  if (field == RS_FIELD_TIME)
    columns->columns[RS_FIELD_CLOCK] = -1;
  if (parts[2])
    rs_unit_from_string (parts[2], &columns->units[field]);
}

/* (transfer full): the words of a header, RS_CSV_WORD bytes each. */
static char *
fold_words (const RsCell *cells, guint n)
{
  char *memory = g_malloc0 ((gsize) RS_CSV_WORD * MAX (n, 1));

  for (guint i = 0; i < n; i++)
    rs_csv_word_fold (cells[i].text, cells[i].len, memory + (gsize) RS_CSV_WORD * i);
  return memory;
}

static guint
count_missing (const Known *known, char words[][RS_CSV_WORD], guint n)
{
  guint n_missing = 0;

  for (guint m = 0; m < MAX_MARKS && known->marks[m]; m++)
    n_missing += find_word (words, n, known->marks[m]) < 0;
  return n_missing;
}

gboolean
rs_csv_known_apply (const RsCell *cells, guint n, const char *wanted, RsCsvColumns *columns)
{
  g_autofree char *memory = fold_words (cells, n);
  char (*words)[RS_CSV_WORD] = (char (*)[RS_CSV_WORD]) memory;
  const Known *found = NULL;

  for (gsize l = 0; l < G_N_ELEMENTS (layouts); l++)
    {
      gboolean is_wanted = wanted && strcmp (layouts[l].name, wanted) == 0;

      if ((found && !is_wanted) || count_missing (&layouts[l], words, n) > 0)
        continue;
      found = &layouts[l];
      if (is_wanted || !wanted)
        break;
    }
  if (!found)
    return FALSE;
  columns->layout = found->name;
  for (guint o = 0; o < G_N_ELEMENTS (found->overrides) && found->overrides[o]; o++)
    apply_override (found->overrides[o], words, n, columns);
  return TRUE;
}

gboolean
rs_csv_known_has (const char *layout)
{
  for (gsize l = 0; l < G_N_ELEMENTS (layouts); l++)
    if (strcmp (layouts[l].name, layout) == 0)
      return TRUE;
  return FALSE;
}

/* (transfer full): a mark as the layout's own header has it, if it is known. */
static char *
show_mark (const Known *known, const char *mark)
{
  g_auto (GStrv) names = g_strsplit (known->header ? known->header : "", ",", -1);

  for (guint i = 0; names[i]; i++)
    {
      char word[RS_CSV_WORD];

      rs_csv_word_fold (names[i], strlen (names[i]), word);
      if (strcmp (word, mark) == 0)
        return g_strdup (names[i]);
    }
  return g_strdup (mark);
}

char *
rs_csv_known_list_missing (const char *layout, const RsCell *cells, guint n)
{
  g_autofree char *memory = fold_words (cells, n);
  char (*words)[RS_CSV_WORD] = (char (*)[RS_CSV_WORD]) memory;
  GString *text = g_string_new (NULL);
  const Known *best = NULL;
  guint fewest = G_MAXUINT;

  for (gsize l = 0; l < G_N_ELEMENTS (layouts); l++)
    {
      guint n_missing = count_missing (&layouts[l], words, n);

      if (strcmp (layouts[l].name, layout) != 0 || n_missing >= fewest)
        continue;
      fewest = n_missing;
      best = &layouts[l];
    }
  for (guint m = 0; best && m < MAX_MARKS && best->marks[m]; m++)
    if (find_word (words, n, best->marks[m]) < 0)
      {
        g_autofree char *shown = show_mark (best, best->marks[m]);

        g_string_append_printf (text, "%s%s", text->len ? ", " : "", shown);
      }
  return g_string_free (text, FALSE);
}

gboolean
rs_csv_known_by_position (const char *layout, guint n, RsCsvColumns *columns)
{
  for (gsize l = 0; l < G_N_ELEMENTS (layouts); l++)
    {
      g_auto (GStrv) names = NULL;
      RsCell cells[64];

      if (strcmp (layouts[l].name, layout) != 0 || !layouts[l].header)
        continue;
      names = g_strsplit (layouts[l].header, ",", -1);
      if (g_strv_length (names) != n || n > G_N_ELEMENTS (cells))
        continue;
      for (guint i = 0; i < n; i++)
        cells[i] = (RsCell) { names[i], strlen (names[i]) };
      if (!rs_csv_layout_match (cells, n, layout, columns))
        continue;
      columns->has_header = FALSE;
      return TRUE;
    }
  return FALSE;
}
