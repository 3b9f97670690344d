/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/records.h"

G_BEGIN_DECLS

/* Searching vessels by what a person types: the lists' search and the filter find the same. */

/* (transfer full): what a vessel is found by, as one search key: names, call signs, flag and numbers
 * that it has or had, and its other names. Any thread. */
char *rs_vessel_search_text (const RsVessel *vessel);

/* (transfer full) (array zero-terminated): the words of what was typed, each as a search key. */
char **rs_search_words (const char *typed);

/* Whether each word is in the text. @words: (nullable) */
gboolean rs_search_text_has (const char *text, char *const *words);

G_END_DECLS
