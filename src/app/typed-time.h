/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/session.h"

G_BEGIN_DECLS

/* Times as a person types them into the window: what rs_time_parse_typed () takes, with months as the time axis
 * writes them. Main thread. */

/**
 * rs_typed_time_parse:
 * @out_t_ms: (out): untouched on failure
 * @out_error: (out) (optional) (transfer full): why it is none, a sentence; untouched on success
 *
 * Returns: %FALSE if @text is no time
 */
gboolean rs_typed_time_parse (RsSession *session, const char *text, gint64 *out_t_ms, char **out_error);

/* (transfer full): what can be typed in this case, two lines. */
char *rs_typed_time_dup_examples (RsSession *session);

/* (transfer full) (nullable): a sentence if the case has nothing to show at that time. */
char *rs_typed_time_dup_outside (RsSession *session, gint64 t_ms);

G_END_DECLS
