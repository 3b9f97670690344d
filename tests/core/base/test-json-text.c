/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json-text.h"

static char buffer[256];

static RsJsonText
begin (void)
{
  return (RsJsonText){ buffer, buffer + sizeof buffer - 1, FALSE };
}

#define CHECK(call, wanted)                                                                        \
  G_STMT_START                                                                                     \
  {                                                                                                \
    RsJsonText text = begin ();                                                                    \
                                                                                                   \
    call;                                                                                          \
    *text.at = '\0';                                                                               \
    g_assert_cmpstr (buffer, ==, wanted);                                                          \
    g_assert_false (text.overflow);                                                                \
  }                                                                                                \
  G_STMT_END

static void
test_numbers (void)
{
  CHECK (rs_json_put_uint (&text, 0), "0");
  CHECK (rs_json_put_uint (&text, 9), "9");
  CHECK (rs_json_put_uint (&text, 10), "10");
  CHECK (rs_json_put_uint (&text, 999), "999");
  CHECK (rs_json_put_uint (&text, G_MAXUINT64), "18446744073709551615");
  CHECK (rs_json_put_int (&text, G_MININT64), "-9223372036854775808");
  CHECK (rs_json_put_int (&text, -1), "-1");
  CHECK (rs_json_put_padded (&text, 7, 2), "07");
  CHECK (rs_json_put_padded (&text, 10196, 4), "10196");
  CHECK (rs_json_put_padded (&text, 0, 4), "0000");
  CHECK (rs_json_put_decimal (&text, 0, 1), "0.0");
  CHECK (rs_json_put_decimal (&text, -5, 1), "-0.5");
  CHECK (rs_json_put_decimal (&text, 123, 2), "1.23");
  CHECK (rs_json_put_decimal (&text, -17, 7), "-0.0000017");
  CHECK (rs_json_put_decimal (&text, G_GINT64_CONSTANT (-1800000000), 7), "-180.0000000");
}

/* The slow and obvious way gives the same. */
static void
test_decimals (void)
{
  for (guint round = 0; round < 20000; round++)
    {
      gint32 value = (gint32) g_test_rand_int () >> g_test_rand_int_range (0, 31);
      guint decimals = (guint) g_test_rand_int_range (1, 10);
      gint64 scale = 1;
      g_autofree char *wanted = NULL;

      for (guint i = 0; i < decimals; i++)
        scale *= 10;
      wanted = g_strdup_printf ("%s%" G_GINT64_FORMAT ".%0*" G_GINT64_FORMAT, value < 0 ? "-" : "",
                                ABS ((gint64) value) / scale, (int) decimals,
                                ABS ((gint64) value) % scale);
      CHECK (rs_json_put_decimal (&text, value, decimals), wanted);
    }
}

static void
test_strings (void)
{
  const guint8 bytes[] = { 0x00, 0x7f, 0xff };

  CHECK (rs_json_put_string (&text, ""), "\"\"");
  CHECK (rs_json_put_string (&text, "A\"B\\C"), "\"A\\\"B\\\\C\"");
  CHECK (rs_json_put_string (&text, "\xff\n"), "\"\357\277\275\\u000a\"");
  CHECK (rs_json_put_string (&text, "\xd0\x96"), "\"\xd0\x96\"");
  CHECK (rs_json_put_hex (&text, bytes, 3), "007fff");
  CHECK (RS_JSON_NAME (&text, "lat"), ",\"lat\":");
}

/* Nothing is written behind the end. */
static void
test_overflow (void)
{
  char small[4] = "xxx";
  RsJsonText text = { small, small + 2, FALSE };

  rs_json_put_uint (&text, 12);
  g_assert_false (text.overflow);
  rs_json_put_uint (&text, 3);
  rs_json_put_string (&text, "abc");
  g_assert_true (text.overflow);
  g_assert_cmpstr (small, ==, "12x");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-text/numbers", test_numbers);
  g_test_add_func ("/json-text/decimals", test_decimals);
  g_test_add_func ("/json-text/strings", test_strings);
  g_test_add_func ("/json-text/overflow", test_overflow);
  return g_test_run ();
}
