/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "places/gazetteer.h"

#include <string.h>

/* The marks that make one kana another one (ha, ba, pa): dropping them would change the letter. */
#define KANA_VOICED 0x3099
#define KANA_SEMI_VOICED 0x309a

static gboolean
is_kana (gunichar c)
{
  return c >= 0x3041 && c <= 0x30ff;
}

static gboolean
is_kept (gunichar c, gunichar before)
{
  if (c == KANA_VOICED || c == KANA_SEMI_VOICED)
    return is_kana (before);
  switch (g_unichar_type (c))
    {
    case G_UNICODE_MODIFIER_LETTER:
      /* The long mark and repetition marks of Japanese are letters; the breathing marks that
       * romanisations write as modifier letters are not. */
      return c > 0x3000;
    case G_UNICODE_LOWERCASE_LETTER:
    case G_UNICODE_OTHER_LETTER:
    case G_UNICODE_TITLECASE_LETTER:
    case G_UNICODE_UPPERCASE_LETTER:
    case G_UNICODE_DECIMAL_NUMBER:
    case G_UNICODE_LETTER_NUMBER:
    case G_UNICODE_OTHER_NUMBER:
      return TRUE;
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_UNASSIGNED:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_SPACING_MARK:
    case G_UNICODE_ENCLOSING_MARK:
    case G_UNICODE_NON_SPACING_MARK:
    case G_UNICODE_CONNECT_PUNCTUATION:
    case G_UNICODE_DASH_PUNCTUATION:
    case G_UNICODE_CLOSE_PUNCTUATION:
    case G_UNICODE_FINAL_PUNCTUATION:
    case G_UNICODE_INITIAL_PUNCTUATION:
    case G_UNICODE_OTHER_PUNCTUATION:
    case G_UNICODE_OPEN_PUNCTUATION:
    case G_UNICODE_CURRENCY_SYMBOL:
    case G_UNICODE_MODIFIER_SYMBOL:
    case G_UNICODE_MATH_SYMBOL:
    case G_UNICODE_OTHER_SYMBOL:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_SPACE_SEPARATOR:
    default:
      return FALSE;
    }
}

char *
rs_search_key (const char *text)
{
  g_return_val_if_fail (text, NULL);

  /* Most names are plain, and there are very many. */
  if (g_str_is_ascii (text))
    {
      char *key = g_malloc (strlen (text) + 1), *end = key;

      for (const char *p = text; *p; p++)
        if (g_ascii_isalnum (*p))
          *end++ = g_ascii_tolower (*p);
      *end = '\0';
      return key;
    }
  /* Compatibility forms first (full width, half width, ligatures), since they fold only then. */
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *plain = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL);
  g_autofree char *folded = g_utf8_casefold (plain, -1);
  g_autofree char *split = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);
  g_autoptr (GString) kept = g_string_new (NULL);
  gunichar before = 0;

  for (const char *p = split; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_kept (c, before))
        g_string_append_unichar (kept, c);
      before = c;
    }
  return g_utf8_normalize (kept->str, -1, G_NORMALIZE_ALL_COMPOSE);
}
