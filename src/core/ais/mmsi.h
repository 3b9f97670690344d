/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define RS_MMSI_MAX 999999999u

/* What an MMSI says about its bearer (ITU-R M.585). */
typedef enum
{
  RS_MMSI_INVALID, /* not nine digits' worth, or digits that nobody is given */
  RS_MMSI_SHIP,
  RS_MMSI_GROUP,     /* 0MIDxxxxx */
  RS_MMSI_COAST,     /* 00MIDxxxx: coast and base stations */
  RS_MMSI_AIRCRAFT,  /* 111MIDxxx: search and rescue aircraft */
  RS_MMSI_HANDHELD,  /* 8MIDxxxxx */
  RS_MMSI_SART,      /* 970: search and rescue transmitter */
  RS_MMSI_MOB,       /* 972: man overboard */
  RS_MMSI_EPIRB,     /* 974 */
  RS_MMSI_AUXILIARY, /* 98MIDxxxx: craft of a parent ship */
  RS_MMSI_ATON,      /* 99MIDxxxx: aid to navigation */
} RsMmsiKind;

RsMmsiKind rs_mmsi_get_kind (guint32 mmsi);

/* "ship", "base", "aton", "sar", ...; static. */
const char *rs_mmsi_kind_to_string (RsMmsiKind kind);

/**
 * rs_mmsi_get_country:
 * @mmsi: an MMSI
 *
 * The administration that its maritime identification digits (MID) stand for; a territory with a
 * code of its own is given by that code. The ship need not fly that flag.
 *
 * Returns: ISO 3166 alpha-2, "" if there is none; static. O(log n)
 */
const char *rs_mmsi_get_country (guint32 mmsi);

/**
 * rs_mmsi_is_plausible:
 * @mmsi: an MMSI
 *
 * Placeholders that receivers and sets send (111111111, 123456789, 200000000, ...) and numbers of
 * fewer digits than their kind has are not. Such a vessel is kept, and flagged.
 */
gboolean rs_mmsi_is_plausible (guint32 mmsi);

/* Whether @imo has seven digits and the check digit is right; 0 is not. Weak: transposed digits can
 * pass (7605811 and 7625811 both do). */
gboolean rs_imo_is_valid (guint32 imo);

/* Whether the number is no ship's: no number that is given, a group's, a coast station's, an aid's to
 * navigation, a rescue aircraft's, or that of a transmitter for distress (970, 972, 974). A ship's craft
 * (98) and a handheld set (8), which small craft carry, pass. */
gboolean rs_mmsi_is_odd (guint32 mmsi);

G_END_DECLS
