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

gboolean
rs_csv_known_apply (const RsCell *cells, guint n, RsCsvColumns *columns)
{
  g_autofree char *memory = g_malloc0 ((gsize) RS_CSV_WORD * MAX (n, 1));
  char (*words)[RS_CSV_WORD] = (char (*)[RS_CSV_WORD]) memory;

  for (guint i = 0; i < n; i++)
    rs_csv_word_fold (cells[i].text, cells[i].len, words[i]);
  for (gsize l = 0; l < G_N_ELEMENTS (layouts); l++)
    {
      gboolean all = TRUE;

      for (guint m = 0; all && m < MAX_MARKS && layouts[l].marks[m]; m++)
        all = find_word (words, n, layouts[l].marks[m]) >= 0;
      if (!all)
        continue;
      columns->layout = layouts[l].name;
      for (guint o = 0; o < G_N_ELEMENTS (layouts[l].overrides) && layouts[l].overrides[o]; o++)
        apply_override (layouts[l].overrides[o], words, n, columns);
      return TRUE;
    }
  return FALSE;
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
      if (!rs_csv_layout_match (cells, n, columns))
        continue;
      columns->has_header = FALSE;
      return TRUE;
    }
  return FALSE;
}
