/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/records.h"

G_BEGIN_DECLS

/* Static reports come in parts (AIS type 24 gives the name in one message and the size in another)
 * and again and again: those that do not contradict each other are one identity. */

/* Whether two can be one: each field is equal, or one of them says nothing. */
gboolean rs_identity_fits (const RsIdentity *a, const RsIdentity *b);

/* Takes over what @report says and @self did not, and its time (RS_TIME_NONE: unknown). */
void rs_identity_extend (RsIdentity *self, const RsIdentity *report, gint64 t_ms);

G_END_DECLS
