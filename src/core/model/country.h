/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * rs_country_get_name:
 * @code: ISO 3166-1 alpha-2, in capitals or not
 *
 * In the language of the locale; in English where nobody has translated it, or where the translations of
 * iso-codes are not installed. Any thread.
 *
 * Returns: the country's name; @code itself if it is no country's
 */
const char *rs_country_get_name (const char *code);

G_END_DECLS
