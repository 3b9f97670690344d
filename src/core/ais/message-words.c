/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ais/message-json-private.h"

const char *
rs_ais_status_to_string (guint status)
{
  static const char *const names[] = {
    "Under way using engine", "At anchor", "Not under command", "Restricted maneuverability",
    "Constrained by her draught", "Moored", "Aground", "Engaged in fishing", "Under way sailing",
    "Reserved for HSC", "Reserved for WIG", "Power-driven vessel towing astern",
    "Power-driven vessel pushing ahead or towing alongside", "Reserved", "AIS-SART is active",
  };

  return status < G_N_ELEMENTS (names) ? names[status] : "Not defined";
}

static const char *const epfd_names[] = {
  "Undefined", "GPS", "GLONASS", "Combined GPS/GLONASS", "Loran-C", "Chayka",
  "Integrated navigation system", "Surveyed", "Galileo",
};

const char *
rs_ais_epfd_to_string (guint epfd)
{
  return epfd < G_N_ELEMENTS (epfd_names) ? epfd_names[epfd]
         : epfd == 15                     ? "Internal GNSS"
                                          : "Reserved";
}

const char *
rs_ais_epfd_word (guint epfd, char out[16])
{
  if (epfd < G_N_ELEMENTS (epfd_names) || epfd >= 15)
    return rs_ais_epfd_to_string (epfd);
  g_snprintf (out, 16, "Reserved (%u)", epfd);
  return out;
}

/* Two digits: what, and what it carries. */
const char *
rs_ais_ship_type_to_string (guint ship_type)
{
#define KIND(name, ninth)                                                                          \
  name " - all ships of this type", name " - Hazardous category A", name " - Hazardous category B", \
    name " - Hazardous category C", name " - Hazardous category D",                                \
    name " - Reserved for future use", name " - Reserved for future use",                          \
    name " - Reserved for future use", name " - Reserved for future use", name " - " ninth
  static const char *const names[] = {
    KIND ("Wing in ground (WIG)", "Reserved for future use"),
    "Fishing",
    "Towing",
    "Towing: length exceeds 200m or breadth exceeds 25m",
    "Dredging or underwater ops",
    "Diving ops",
    "Military ops",
    "Sailing",
    "Pleasure Craft",
    "Reserved",
    "Reserved",
    KIND ("High speed craft (HSC)", "No additional information"),
    "Pilot Vessel",
    "Search and Rescue vessel",
    "Tug",
    "Port Tender",
    "Anti-pollution equipment",
    "Law Enforcement",
    "Spare - Local Vessel",
    "Spare - Local Vessel",
    "Medical Transport",
    "Ship according to RR Resolution No. 18",
    KIND ("Passenger", "No additional information"),
    KIND ("Cargo", "No additional information"),
    KIND ("Tanker", "No additional information"),
    KIND ("Other Type", "no additional information"),
  };
#undef KIND

  G_STATIC_ASSERT (G_N_ELEMENTS (names) == 80);
  if (ship_type == 0)
    return "Not available";
  return ship_type >= 20 && ship_type < 100 ? names[ship_type - 20] : "Reserved for future use";
}

const char *
rs_ais_aid_type_to_string (guint aid_type)
{
  static const char *const names[] = {
    "Unspecified", "Reference point", "RACON", "Fixed offshore structure",
    "Spare, Reserved for future use.", "Light, without sectors", "Light, with sectors",
    "Leading Light Front", "Leading Light Rear", "Beacon, Cardinal N", "Beacon, Cardinal E",
    "Beacon, Cardinal S", "Beacon, Cardinal W", "Beacon, Port hand", "Beacon, Starboard hand",
    "Beacon, Preferred Channel port hand", "Beacon, Preferred Channel starboard hand",
    "Beacon, Isolated danger", "Beacon, Safe water", "Beacon, Special mark", "Cardinal Mark N",
    "Cardinal Mark E", "Cardinal Mark S", "Cardinal Mark W", "Port hand Mark",
    "Starboard hand Mark", "Preferred Channel Port hand", "Preferred Channel Starboard hand",
    "Isolated danger", "Safe Water", "Special Mark", "Light Vessel / LANBY / Rigs",
  };

  return names[aid_type % G_N_ELEMENTS (names)];
}

const char *
rs_ais_station_type_to_string (guint station_type)
{
  static const char *const names[] = {
    "All types of mobiles", "Reserved for future use", "All types of Class B mobile stations",
    "SAR airborne mobile station", "Aid to Navigation station", "Class B shipborne mobile station",
    "Regional use and inland waterways", "Regional use and inland waterways",
    "Regional use and inland waterways", "Regional use and inland waterways",
  };

  return station_type < G_N_ELEMENTS (names) ? names[station_type] : "Reserved for future use";
}
