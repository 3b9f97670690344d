/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ais/stream.h"
#include "model/records.h"

G_BEGIN_DECLS

/* What a message says of a vessel, in the records of a case. Pure. */

/* Whether the message tells where a vessel is: type 11 is a ship's answer to who asks for the time;
 * type 4 is the same from a station ashore, and is none. */
gboolean rs_ais_report_has_position (const RsAisReport *report);

/* %NULL, or in words why the message is no vessel's: its number (static). */
const char *rs_ais_report_check_sender (const RsAisReport *report);

/**
 * rs_ais_report_to_fix:
 * @report: one that rs_ais_report_has_position ()
 * @out: (out): the fix, observed, with its line
 *
 * Returns: %NULL, or in words why the position is none (static); then @out is not set
 */
const char *rs_ais_report_to_fix (const RsAisReport *report, RsFix *out);

/* (transfer full): @problem, which one of these two gave, with the value at fault as it was decoded, as
 * rs_reason_get_base () undoes it. */
char *rs_ais_report_dup_reason (const RsAisReport *report, const char *problem);

/* (transfer full) (nullable): the identity that a static report tells of; an IMO number whose check
 * digit is wrong is left out. %NULL if the message is no static report. */
RsIdentity *rs_ais_report_to_identity (const RsAisReport *report);

G_END_DECLS
