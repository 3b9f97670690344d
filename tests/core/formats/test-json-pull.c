/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/json-pull.h"

#include <string.h>

#include "formats/error.h"
#include "formats/limits.h"

/* All tokens of a text in a line. */
static char *
list_tokens (const char *text, GError **error)
{
  static const char *const marks[] = { "!", "$", "{", "}", "[", "]" };
  g_autoptr (RsInput) input = rs_input_new_for_bytes (text, strlen (text));
  g_autoptr (RsJson) json = rs_json_new (input);
  GString *list = g_string_new (NULL);

  for (;;)
    {
      RsJsonToken token = rs_json_next (json, error);

      if (token <= RS_JSON_END_ARRAY)
        g_string_append (list, marks[token]);
      else if (token == RS_JSON_TRUE || token == RS_JSON_FALSE || token == RS_JSON_NULL)
        g_string_append (list, token == RS_JSON_TRUE ? "T" : token == RS_JSON_FALSE ? "F" : "N");
      else
        g_string_append_printf (list, token == RS_JSON_KEY ? "%s:" : token == RS_JSON_STRING
                                                                        ? "\"%s\" "
                                                                        : "%s ",
                                rs_json_get_text (json, NULL));
      if (token == RS_JSON_ERROR || token == RS_JSON_END)
        return g_string_free (list, FALSE);
    }
}

static void
test_tokens (void)
{
  static const struct
  {
    const char *text, *expected;
  } rows[] = {
    { "", "$" },
    { "\xef\xbb\xbf {}", "{}$" },
    { "{\"a\":[1,-2.5e+3,true,false,null],\"b\":{}}", "{a:[1 -2.5e+3 TFN]b:{}}$" },
    { "[NaN, Infinity,-Infinity]", "[NNN]$" },
    { "{\"a\":1}\n\n{\"a\":2}", "{a:1 }{a:2 }$" },
    { "\x1e{\"a\":1}\n\x1e[]\n", "{a:1 }[]$" },
    { "\"\\u0041\\n\\\"\\/\\ud83d\\ude00\\ud800x\\ud800\\n\\ud800\\u0041\"",
      "\"A\n\"/\xf0\x9f\x98\x80\xef\xbf\xbdx\xef\xbf\xbd\n\xef\xbf\xbd"
      "A\" $" },
    { "\"\\u0000\"", "\"\xef\xbf\xbd\" $" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *list = list_tokens (rows[i].text, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (list, ==, rows[i].expected);
    }
}

static void
test_faults (void)
{
  static const struct
  {
    const char *text, *where;
  } rows[] = {
    { "{", "line 1, column 2" },
    { "{\"a\" 1}", "line 1, column 6" },
    { "{\"a\":\n  1 2}", "line 2, column 5" },
    { "{\"a\":1,}", "line 1, column 8" },
    { "[1,]", "line 1, column 4" },
    { "[1}", "line 1, column 3" },
    { "{a:1}", "line 1, column 2" },
    { "[01]", "line 1, column 2" },
    { "[1.]", "line 1, column 2" },
    { "[+1]", "line 1, column 2" },
    { "[tru]", "line 1, column 2" },
    { "[%]", "line 1, column 2" },
    { "\"a", "line 1, column 3" },
    { "\"a\nb\"", "line 1, column 3" },
    { "\"\\x\"", "line 1, column 3" },
    { "\"\\u12g4\"", "line 1, column 6" },
    { "]", "line 1, column 1" },
  };
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autoptr (GError) too_deep = NULL;
  g_autofree char *list = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_free (list_tokens (rows[i].text, &error));
      g_test_message ("%s", rows[i].text);
      g_assert_error (error, RS_READ_ERROR, RS_READ_ERROR_DAMAGED);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, rows[i].where));
    }
  for (guint i = 0; i <= RS_JSON_MAX_DEPTH; i++)
    g_string_append_c (deep, '[');
  list = list_tokens (deep->str, &too_deep);
  g_assert_error (too_deep, RS_READ_ERROR, RS_READ_ERROR_DAMAGED);
}

static void
test_skip (void)
{
  static const char text[] = "{\"a\":{\"b\":[1,{\"c\":2}]},\"d\":3} bad\n{\"e\":4}";
  g_autoptr (RsInput) input = rs_input_new_for_bytes (text, strlen (text));
  g_autoptr (RsJson) json = rs_json_new (input);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (rs_json_next (json, NULL), ==, RS_JSON_BEGIN_OBJECT);
  g_assert_cmpint (rs_json_next (json, NULL), ==, RS_JSON_KEY);
  g_assert_cmpint (rs_json_next (json, NULL), ==, RS_JSON_BEGIN_OBJECT);
  g_assert_true (rs_json_skip (json, RS_JSON_BEGIN_OBJECT, NULL));
  g_assert_cmpint (rs_json_next (json, NULL), ==, RS_JSON_KEY);
  g_assert_cmpstr (rs_json_get_text (json, NULL), ==, "d");
  g_assert_cmpint (rs_json_next (json, NULL), ==, RS_JSON_NUMBER);
  g_assert_cmpint (rs_json_next (json, NULL), ==, RS_JSON_END_OBJECT);
  g_assert_cmpint (rs_json_next (json, &error), ==, RS_JSON_ERROR);
  g_assert_error (error, RS_READ_ERROR, RS_READ_ERROR_DAMAGED);
  g_assert_true (rs_json_resync (json, NULL));
  g_assert_cmpint (rs_json_next (json, NULL), ==, RS_JSON_BEGIN_OBJECT);
  g_assert_cmpuint (rs_json_get_line (json), ==, 2);
  g_assert_cmpuint (rs_json_get_column (json), ==, 1);
}

/* A text of any length does not fill the memory. */
static void
test_long_text (void)
{
  gsize n = 4 * RS_MAX_LINE;
  g_autofree char *text = g_malloc (n + 4);
  g_autoptr (RsInput) input = NULL;
  g_autoptr (RsJson) json = NULL;
  gsize len;

  memset (text, 'x', n);
  text[0] = '[';
  text[1] = '"';
  memcpy (text + n, "\",1]", 4);
  input = rs_input_new_for_bytes (text, n + 4);
  json = rs_json_new (input);
  g_assert_cmpint (rs_json_next (json, NULL), ==, RS_JSON_BEGIN_ARRAY);
  g_assert_cmpint (rs_json_next (json, NULL), ==, RS_JSON_STRING);
  rs_json_get_text (json, &len);
  g_assert_cmpuint (len, ==, RS_MAX_LINE);
  g_assert_cmpint (rs_json_next (json, NULL), ==, RS_JSON_NUMBER);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/json-pull/tokens", test_tokens);
  g_test_add_func ("/formats/json-pull/faults", test_faults);
  g_test_add_func ("/formats/json-pull/skip", test_skip);
  g_test_add_func ("/formats/json-pull/long-text", test_long_text);
  return g_test_run ();
}
