/* SPDX-License-Identifier: GPL-3.0-or-later */
/* DAC 200: Inland AIS. DAC 235 and 250: aids to navigation of the General Lighthouse Authorities. */
#include "ais/application-private.h"

WORDS (hazard_word, "INVALID HAZARD TYPE", "0 blue cones/lights", "1 blue cone/light",
       "2 blue cones/lights", "3 blue cones/lights", "4 B-Flag", "Unknown")
WORDS (loaded_word, "INVALID LOAD STATUS", "N/A (default)", "Unloaded", "Loaded")
WORDS (lock_word, "N/A", "Operational", "Limited operation", "Out of order", "N/A")
WORDS (warning_word, "INVALID EMMA TYPE", "Not Available", "Wind", "Rain", "Snow and ice",
       "Thunderstorm", "Fog", "Low temperature", "High temperature", "Flood", "Forest Fire")
WORDS (class_word, "INVALID EMMA TYPE", "Slight", "Medium", "Strong")
WORDS (wind_word, "INVALID EMMA WIND DIRECTION", "N/A", "North", "North East", "East", "South East",
       "South", "South West", "West", "North West")
WORDS (direction_word, "INVALID DIRECTION", "Unknown", "Upstream", "Downstream", "To left bank",
       "To right bank")
WORDS (light_signal_word, "INVALID STATUS", "Unknown", "No light", "White", "Yellow", "Green",
       "Red", "White flashing", "Yellow flashing.")
WORDS (racon_word, "N/A", "No RACON installed", "RACON not monitored", "RACON operational",
       "RACON ERROR")
WORDS (light_word, "N/A", "No light or no monitoring", "Light ON", "Light OFF", "Light ERROR")

/* Numbers of UN recommendation 28 (8000 and more), or types of an AIS; the first that fits. */
static const char *
vessel_word (guint value)
{
  static const struct
  {
    guint16 code;
    guint8 ais;
    const char *word;
  } types[] = {
    { 8000, 99, "Vessel, type unknown" },
    { 8010, 79, "Motor freighter" },
    { 8020, 89, "Motor tanker" },
    { 8021, 80, "Motor tanker, liquid cargo, type N" },
    { 8022, 80, "Motor tanker, liquid cargo, type C" },
    { 8023, 89, "Motor tanker, dry cargo as if liquid (e.g. cement)" },
    { 8030, 79, "Container vessel" },
    { 8040, 80, "Gas tanker" },
    { 8050, 79, "Motor freighter, tug" },
    { 8060, 89, "Motor tanker, tug" },
    { 8070, 79, "Motor freighter with one or more ships alongside" },
    { 8080, 89, "Motor freighter with tanker" },
    { 8090, 79, "Motor freighter pushing one or more freighters" },
    { 8100, 89, "Motor freighter pushing at least one tank-ship" },
    { 8110, 79, "Tug, freighter" },
    { 8120, 89, "Tug, tanker" },
    { 8130, 31, "Tug freighter, coupled" },
    { 8140, 31, "Tug, freighter/tanker, coupled" },
    { 8150, 99, "Freightbarge" },
    { 8160, 99, "Tankbarge" },
    { 8161, 90, "Tankbarge, liquid cargo, type N" },
    { 8162, 90, "Tankbarge, liquid cargo, type C" },
    { 8163, 99, "Tankbarge, dry cargo as if liquid (e.g. cement)" },
    { 8170, 99, "Freightbarge with containers" },
    { 8180, 90, "Tankbarge, gas" },
    { 8210, 79, "Pushtow, one cargo barge" },
    { 8220, 79, "Pushtow, two cargo barges" },
    { 8230, 79, "Pushtow, three cargo barges" },
    { 8240, 79, "Pushtow, four cargo barges" },
    { 8250, 79, "Pushtow, five cargo barges" },
    { 8260, 79, "Pushtow, six cargo barges" },
    { 8270, 79, "Pushtow, seven cargo barges" },
    { 8280, 79, "Pushtow, eight cargo barges" },
    { 8290, 79, "Pushtow, nine or more barges" },
    { 8310, 80, "Pushtow, one tank/gas barge" },
    { 8320, 80, "Pushtow, two barges at least one tanker or gas barge" },
    { 8330, 80, "Pushtow, three barges at least one tanker or gas barge" },
    { 8340, 80, "Pushtow, four barges at least one tanker or gas barge" },
    { 8350, 80, "Pushtow, five barges at least one tanker or gas barge" },
    { 8360, 80, "Pushtow, six barges at least one tanker or gas barge" },
    { 8370, 80, "Pushtow, seven barges at least one tanker or gas barge" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (types[i].code == value || types[i].ais == value)
      return types[i].word;
  return "Illegal ship type value.";
}

static const RsAppField ship[] = {
  TEXT ("vin", 8), U ("length", 13), U ("beam", 10), WORD ("shiptype", 14, vessel_word),
  WORD ("hazard", 3, hazard_word), U ("draught", 11), WORD ("loaded", 2, loaded_word),
  FLAG ("speed_q"), FLAG ("course_q"), FLAG ("heading_q"), END
};

static const RsAppField arrival[] = {
  TEXT ("country", 2), TEXT ("locode", 3), TEXT ("section", 5), TEXT ("terminal", 5),
  TEXT ("hectometre", 5), MDHM_BARE ("eta"), U ("tugs", 3), U ("airdraught", 12), END
};

static const RsAppField lock_time[] = {
  TEXT ("country", 2), TEXT ("locode", 3), TEXT ("section", 5), TEXT ("terminal", 5),
  TEXT ("hectometre", 5), MDHM_BARE ("eta"), WORD ("status", 2, lock_word), END
};

static const RsAppField warning[] = {
  SPAN, DEG4 ("start_lon", 28), DEG4 ("start_lat", 27), DEG4 ("end_lon", 28), DEG4 ("end_lat", 27),
  WORD ("warning", 4, warning_word), I ("min", 9), I ("max", 9), WORD ("class", 2, class_word),
  WORD ("wind", 4, wind_word), END
};

static const RsAppField gauge[] = { U ("id", 11), I ("level", 14), END };
static const RsAppField water_levels[] = { TEXT ("country", 2), LIST ("gauges", gauge, 25), END };

static const RsAppField signal_status[] = {
  DEG4 ("lon", 28), DEG4 ("lat", 27), U ("form", 4), U ("facing", 9),
  WORD ("direction", 3, direction_word), WORD ("status", 30, light_signal_word), END
};

static const RsAppField on_board[] = {
  U ("crew", 8), U ("passengers", 13), U ("personnel", 8), END
};

static const RsAppField monitoring[] = {
  VOLTS ("ana_int", 10), VOLTS ("ana_ext1", 10), VOLTS ("ana_ext2", 10),
  WORD ("racon", 2, racon_word), WORD ("light", 2, light_word), FLAG ("alarm"), U ("stat_ext", 8),
  FLAG ("off_pos"), END
};

const RsApplication rs_applications_inland[] = {
  { 200, 10, FALSE, TRUE, 112, FALSE, ship },
  { 200, 21, TRUE, FALSE, 160, FALSE, arrival },
  { 200, 22, TRUE, FALSE, 144, FALSE, lock_time },
  { 200, 23, FALSE, TRUE, 200, FALSE, warning },
  { 200, 24, FALSE, TRUE, 112, FALSE, water_levels },
  { 200, 40, FALSE, TRUE, 112, FALSE, signal_status },
  { 200, 55, TRUE, FALSE, 80, FALSE, on_board },
  { 200, 55, FALSE, TRUE, 80, TRUE, on_board },
  { 235, 10, TRUE, FALSE, 48, FALSE, monitoring },
  { 250, 10, TRUE, FALSE, 48, FALSE, monitoring },
  { 0 }
};
