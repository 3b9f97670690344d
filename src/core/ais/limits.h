/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Bounds of everything that the AIS readers take from outside. */

/* A message fills at most five slots, 1192 bits on air; logs hold longer concatenations only as
 * garbage. Nine sentences of 82 characters would be 3,300 bits. */
#define RS_AIS_MAX_PAYLOAD_CHARS 560
#define RS_AIS_MAX_BITS (6 * RS_AIS_MAX_PAYLOAD_CHARS)
#define RS_AIS_MAX_BYTES (RS_AIS_MAX_BITS / 8)
#define RS_AIS_MAX_PARTS 9

/* Multi-part messages that wait for their next part, and for how many sentences they do. */
#define RS_AIS_MAX_SLOTS 64
#define RS_AIS_MAX_SLOT_AGE 4000
/* Longest time between two parts of a message: they leave the transmitter in consecutive slots of 27 ms,
 * and receivers and loggers pass them on within a second or two. Sequence numbers come again
 * after ten messages: parts farther apart than that are two messages'. */
#define RS_AIS_MAX_PART_GAP_MS (10 * RS_SECOND_MS)
/* The same by the clock of a log whose lines tell no times: it stands still where nobody says the time,
 * an RMC once a minute is common, and one may come between the parts. */
#define RS_AIS_MAX_CLOCK_GAP_MS (2 * RS_MINUTE_MS)

/* A line that is longer is no NMEA line: a sentence has 82 characters, a tag block 80. */
#define RS_NMEA_MAX_LINE 4096
#define RS_NMEA_MAX_FIELDS 32
/* Characters kept of a station's or receiver's name. */
#define RS_NMEA_MAX_STATION 23

/* Times outside 1990 to 2100 are counters or garbage, not clocks. */
#define RS_AIS_CLOCK_MIN_MS G_GINT64_CONSTANT (631152000000)
#define RS_AIS_CLOCK_MAX_MS G_GINT64_CONSTANT (4102444800000)
