/* SPDX-License-Identifier: GPL-3.0-or-later */
/* DAC 1: IMO SN/Circ.236 (2004) and SN/Circ.289 (2010). */
#include "ais/application-private.h"

WORDS (trend_word, "N/A", "steady", "increasing", "decreasing", "N/A")
WORDS (precipitation_word, "N/A", "reserved", "rain", "thunderstorm", "freezing rain", "mixed/ice",
       "snow", "reserved", "N/A")
WORDS (ice_word, "N/A", "no", "yes", "reserved", "N/A")
WORDS (position_word, "Reserved for future use", "Not available", "Port-side to",
       "Starboard-side to", "Mediterranean (end-on) mooring", "Mooring buoy", "Anchorage")
WORDS (id_word, "other", "mmsi", "imo", "callsign", "other")
WORDS (shape_word, "reserved", "circle", "rectangle", "sector", "polyline", "polygon", "text")
WORDS (signal_word, "Reserved for future use", "N/A",
       "Serious emergency - stop or divert according to instructions.",
       "Vessels shall not proceed.", "Vessels may proceed. One way traffic.",
       "Vessels may proceed. Two way traffic.", "Vessels shall proceed on specific orders only.",
       "Vessels in main channel shall not proceed.",
       "Vessels in main channel shall proceed on specific orders only.",
       "Vessels in main channel shall proceed on specific orders only.",
       "I = \"in-bound\" only acceptable.", "O = \"out-bound\" only acceptable.",
       "F = both \"in- and out-bound\" acceptable.", "XI = Code will shift to \"I\" in due time.",
       "XO = Code will shift to \"O\" in due time.",
       "X = Vessels shall proceed only on direction.")

static const char *
route_word (guint value)
{
  static const char *const words[] = { "Undefined (default)", "Mandatory", "Recommended",
                                       "Alternative", "Recommended route through ice",
                                       "Ship route plan" };

  if (value == 31)
    return "Cancel route identified by message linkage";
  return value < G_N_ELEMENTS (words) ? words[value] : "Reserved for future use.";
}

/* 11: weather and water, 236. */
static const RsAppField weather_236[] = {
  DEG3 ("lat", 24), DEG3 ("lon", 25), DHM ("timestamp"), U ("wspeed", 7), U ("wgust", 7),
  U ("wdir", 9), U ("wgustdir", 9), SCALED ("airtemp", 11, -600, 1), U ("humidity", 7),
  SCALED ("dewpoint", 10, -200, 1), SCALED ("pressure", 9, 800, 0),
  WORD_ALONE ("pressuretend", 2, trend_word), SCALED ("visibility", 8, 0, 1),
  SCALED ("waterlevel", 9, -100, 1), WORD_ALONE ("leveltrend", 2, trend_word),
  SCALED ("cspeed", 8, 0, 1), U ("cdir", 9), SCALED ("cspeed2", 8, 0, 1), U ("cdir2", 9),
  U ("cdepth2", 5), SCALED ("cspeed3", 8, 0, 1), U ("cdir3", 9), U ("cdepth3", 5),
  SCALED ("waveheight", 8, 0, 1), U ("waveperiod", 6), U ("wavedir", 9),
  SCALED ("swellheight", 8, 0, 1), U ("swellperiod", 6), U ("swelldir", 9), U ("seastate", 4),
  SCALED ("watertemp", 10, -100, 1), WORD ("preciptype", 3, precipitation_word),
  SCALED ("salinity", 9, 0, 1), WORD ("ice", 2, ice_word), END
};

/* 31: the same, 289. */
static const RsAppField weather_289[] = {
  DEG3 ("lon", 25), DEG3 ("lat", 24), FLAG ("accuracy"), DHM ("timestamp"), U ("wspeed", 7),
  U ("wgust", 7), U ("wdir", 9), U ("wgustdir", 9), SIGNED ("airtemp", 11, 1), U ("humidity", 7),
  SIGNED ("dewpoint", 10, 1), SCALED ("pressure", 9, 799, 0),
  WORD_ALONE ("pressuretend", 2, trend_word), FLAG ("visgreater"), SCALED ("visibility", 7, 0, 1),
  SCALED ("waterlevel", 12, -1000, 2), WORD_ALONE ("leveltrend", 2, trend_word),
  SCALED ("cspeed", 8, 0, 1), U ("cdir", 9), SCALED ("cspeed2", 8, 0, 1), U ("cdir2", 9),
  U ("cdepth2", 5), SCALED ("cspeed3", 8, 0, 1), U ("cdir3", 9), U ("cdepth3", 5),
  SCALED ("waveheight", 8, 0, 1), U ("waveperiod", 6), U ("wavedir", 9),
  SCALED ("swellheight", 8, 0, 1), U ("swellperiod", 6), U ("swelldir", 9), U ("seastate", 4),
  SIGNED ("watertemp", 10, 1), WORD_ALONE ("preciptype", 3, precipitation_word),
  SCALED ("salinity", 9, 0, 1), WORD_ALONE ("ice", 2, ice_word), END
};

static const RsAppField dangerous_236[] = {
  TEXT ("lastport", 5), MDHM ("departure"), TEXT ("nextport", 5), MDHM ("eta"),
  TEXT ("dangerous", 20), TEXT ("imdcat", 4), U ("unid", 13), U ("amount", 10), U ("unit", 2), END
};

static const RsAppField cargo[] = { U ("code", 4), U ("subtype", 13), END };
static const RsAppField dangerous_289[] = {
  U ("unit", 2), U ("amount", 10), LIST ("cargos", cargo, 17), END
};

static const RsAppField fairway_closed[] = {
  TEXT ("reason", 20), TEXT ("closefrom", 20), TEXT ("closeto", 20), U ("radius", 10),
  U ("extunit", 2), DMHM ("from"), DMHM ("to"), END
};

static const RsAppField tidal_236[] = {
  DEG3 ("lat", 27), DEG3 ("lon", 28), U ("from_hour", 5), U ("from_min", 6), U ("to_hour", 5),
  U ("to_min", 6), U ("cdir", 9), SCALED ("cspeed", 7, 0, 1), END
};
static const RsAppField tidal_289[] = {
  DEG3 ("lon", 25), DEG3 ("lat", 24), U ("from_hour", 5), U ("from_min", 6), U ("to_hour", 5),
  U ("to_min", 6), U ("cdir", 9), SCALED ("cspeed", 8, 0, 1), END
};
static const RsAppField tidal_window_236[] = {
  U ("month", 4), U ("day", 5), LIST ("tidals", tidal_236, 93), END
};
static const RsAppField tidal_window_289[] = {
  U ("month", 4), U ("day", 5), LIST ("tidals", tidal_289, 88), END
};

static const RsAppField extended_236[] = { U ("airdraught", 11), END };
static const RsAppField persons[] = { U ("persons", 13), END };

static const RsAppField id_mmsi[] = { ID ("mmsi", 42), END };
static const RsAppField id_imo[] = { ID ("imo", 42), END };
static const RsAppField id_callsign[] = { TEXT ("callsign", 7), END };
static const RsAppField id_other[] = { TEXT ("other", 7), END };
static const RsAppField *const ids[] = { id_mmsi, id_imo, id_callsign, id_other };

/* VTS targets: 16 in 236, 17 in 289. */
static const RsAppField target_236[] = {
  WORD ("idtype", 2, id_word), CASE (ids), SKIP (4), DEG3 ("lat", 24), DEG3 ("lon", 25),
  U ("course", 9), U ("second", 6), U ("speed", 8), END
};
static const RsAppField target_289[] = {
  WORD ("idtype", 2, id_word), CASE (ids), SKIP (4), DEG3 ("lat", 24), DEG3 ("lon", 25),
  U ("course", 9), U ("second", 6), U ("speed", 10), END
};
static const RsAppField targets_236[] = { LIST ("targets", target_236, 120), END };
static const RsAppField targets_289[] = { LIST ("targets", target_289, 122), END };

static const RsAppField clearance[] = {
  U ("linkage", 10), MDHM ("arrival"), TEXT ("portname", 20), TEXT ("destination", 5),
  DEG3 ("lon", 25), DEG3 ("lat", 24), END
};

static const RsAppField traffic_signal[] = {
  U ("linkage", 10), TEXT ("station", 20), DEG3 ("lon", 25), DEG3 ("lat", 24), U ("status", 2),
  WORD ("signal", 5, signal_word), U ("hour", 5), U ("minute", 6),
  WORD ("nextsignal", 5, signal_word), END
};

static const RsAppField berthing[] = {
  U ("linkage", 10), U ("berth_length", 9), SCALED ("berth_depth", 8, 0, 1),
  WORD ("position", 3, position_word), MDHM_BARE ("arrival"), U ("availability", 1),
  U ("agent", 2), U ("fuel", 2), U ("chandler", 2), U ("stevedore", 2), U ("electrical", 2),
  U ("water", 2), U ("customs", 2), U ("cartage", 2), U ("crane", 2), U ("lift", 2),
  U ("medical", 2), U ("navrepair", 2), U ("provisions", 2), U ("shiprepair", 2),
  U ("surveyor", 2), U ("steam", 2), U ("tugs", 2), U ("solidwaste", 2), U ("liquidwaste", 2),
  U ("hazardouswaste", 2), U ("ballast", 2), U ("additional", 2), U ("regional1", 2),
  U ("regional2", 2), U ("future1", 2), U ("future2", 2), TEXT ("berth_name", 20),
  DEG3 ("berth_lon", 25), DEG3 ("berth_lat", 24), END
};

/* 21: a ship's own observation, the form that is not WMO's. */
static const RsAppField observation[] = {
  U ("wmo", 1), TEXT ("location", 20), DEG3 ("lon", 25), DEG3 ("lat", 24), DHM ("timestamp"),
  U ("weather", 4), FLAG ("visgreater"), SCALED ("visibility", 7, 0, 1), U ("humidity", 7),
  U ("wspeed", 7), U ("wdir", 9), SCALED ("pressure", 9, 799, 0), U ("pressuretend", 4),
  SIGNED ("airtemp", 11, 1), SCALED ("watertemp", 10, -100, 1), U ("waveperiod", 6),
  SCALED ("waveheight", 8, 0, 1), U ("wavedir", 9), SCALED ("swellheight", 8, 0, 1),
  U ("swelldir", 9), U ("swellperiod", 6), END
};

/* 22, 23: notices of areas. */
static const RsAppField area_circle[] = {
  U ("scale", 2), DEG3 ("lon", 25), DEG3 ("lat", 24), U ("precision", 3), U ("radius", 12), END
};
static const RsAppField area_rectangle[] = {
  U ("scale", 2), DEG3 ("lon", 25), DEG3 ("lat", 24), U ("precision", 3), U ("east", 8),
  U ("north", 8), U ("orientation", 9), END
};
static const RsAppField area_sector[] = {
  U ("scale", 2), DEG3 ("lon", 25), DEG3 ("lat", 24), U ("precision", 3), U ("radius", 12),
  U ("left", 9), U ("right", 9), END
};
static const RsAppField area_line[] = {
  U ("scale", 2), SCALED5 ("bearing1", 10), U ("distance1", 10), SCALED5 ("bearing2", 10),
  U ("distance2", 10), SCALED5 ("bearing3", 10), U ("distance3", 10), SCALED5 ("bearing4", 10),
  U ("distance4", 10), END
};
static const RsAppField area_text[] = { TEXT ("text", 14), END };
static const RsAppField *const shapes[] = { area_circle, area_rectangle, area_sector, area_line,
                                            area_line, area_text };
static const RsAppField area[] = { WORD ("shape", 3, shape_word), CASE (shapes), END };
static const RsAppField area_notice[] = {
  U ("linkage", 10), U ("notice", 7), MDHM ("start"), U ("duration", 18), LIST ("areas", area, 87),
  END
};

/* 24: static and voyage data beyond those of type 5. */
static const RsAppField extended_289[] = {
  U ("linkage", 10), SCALED ("airdraught", 13, 0, 1), TEXT ("lastport", 5), TEXT ("nextport", 5),
  TEXT ("secondport", 5), U ("ais_state", 2), U ("ata_state", 2), U ("bnwas_state", 2),
  U ("ecdisb_state", 2), U ("chart_state", 2), U ("sounder_state", 2), U ("epaid_state", 2),
  U ("steer_state", 2), U ("gnss_state", 2), U ("gyro_state", 2), U ("lrit_state", 2),
  U ("magcomp_state", 2), U ("navtex_state", 2), U ("arpa_state", 2), U ("sband_state", 2),
  U ("xband_state", 2), U ("hfradio_state", 2), U ("inmarsat_state", 2), U ("mfradio_state", 2),
  U ("vhfradio_state", 2), U ("grndlog_state", 2), U ("waterlog_state", 2), U ("thd_state", 2),
  U ("tcs_state", 2), U ("vdr_state", 2), SKIP (2), U ("iceclass", 4), U ("horsepower", 18),
  U ("vhfchan", 12), TEXT ("lshiptype", 7), U ("tonnage", 18), U ("lading", 2), U ("heavyoil", 2),
  U ("lightoil", 2), U ("dieseloil", 2), U ("totaloil", 14), U ("persons", 13), END
};

/* 26: reports of sensors ashore and at sea; what each measured stays in the data. */
static const RsAppField sensor[] = {
  U ("sensor", 4), DHM ("timestamp"), U ("site", 7), SKIP (85), END
};
static const RsAppField sensors[] = { LIST ("sensors", sensor, 112), END };

static const RsAppField waypoint[] = { DEG4 ("lon", 28), DEG4 ("lat", 27), END };
static const RsAppField route[] = {
  U ("linkage", 10), U ("sender", 3), WORD ("rtype", 5, route_word), MDHM ("start"),
  U ("duration", 18), COUNTED ("waypoints", waypoint, 55, 5), END
};

static const RsAppField description[] = { U ("linkage", 10), REST ("text"), END };

const RsApplication rs_applications_imo[] = {
  { 1, 11, FALSE, TRUE, 0, FALSE, weather_236 },
  { 1, 12, TRUE, FALSE, 0, FALSE, dangerous_236 },
  { 1, 13, FALSE, TRUE, 0, FALSE, fairway_closed },
  { 1, 14, TRUE, FALSE, 0, FALSE, tidal_window_236 },
  { 1, 15, TRUE, TRUE, 0, FALSE, extended_236 },
  { 1, 16, TRUE, TRUE, 16, TRUE, persons },
  { 1, 16, TRUE, TRUE, 48, TRUE, persons },
  { 1, 16, FALSE, TRUE, 120, TRUE, targets_236 },
  { 1, 16, FALSE, TRUE, 240, TRUE, targets_236 },
  { 1, 16, FALSE, TRUE, 360, TRUE, targets_236 },
  { 1, 16, FALSE, TRUE, 480, TRUE, targets_236 },
  { 1, 16, FALSE, TRUE, 600, TRUE, targets_236 },
  { 1, 16, FALSE, TRUE, 720, TRUE, targets_236 },
  { 1, 16, FALSE, TRUE, 840, TRUE, targets_236 },
  { 1, 17, FALSE, TRUE, 0, FALSE, targets_289 },
  { 1, 18, TRUE, FALSE, 0, FALSE, clearance },
  { 1, 19, FALSE, TRUE, 0, FALSE, traffic_signal },
  { 1, 20, TRUE, FALSE, 0, FALSE, berthing },
  { 1, 21, FALSE, TRUE, 304, TRUE, observation },
  { 1, 22, FALSE, TRUE, 0, TRUE, area_notice },
  { 1, 23, TRUE, FALSE, 0, TRUE, area_notice },
  { 1, 24, FALSE, TRUE, 304, TRUE, extended_289 },
  { 1, 25, TRUE, FALSE, 0, FALSE, dangerous_289 },
  { 1, 26, FALSE, TRUE, 0, TRUE, sensors },
  { 1, 27, FALSE, TRUE, 0, FALSE, route },
  { 1, 28, TRUE, FALSE, 0, FALSE, route },
  { 1, 29, FALSE, TRUE, 0, FALSE, description },
  { 1, 30, TRUE, FALSE, 0, FALSE, description },
  { 1, 31, FALSE, TRUE, 0, FALSE, weather_289 },
  { 1, 32, TRUE, FALSE, 0, FALSE, tidal_window_289 },
  { 1, 40, TRUE, TRUE, 16, TRUE, persons },
  { 0 }
};
