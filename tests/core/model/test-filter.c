/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/filter.h"

#include <math.h>

#include "model/ship-type.h"

/* @text is read and written as @wanted, and that again as itself. */
static void
check (const char *text, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RsFilter) filter = rs_filter_parse (text, &error);
  g_autofree char *written = NULL, *again = NULL;

  g_assert_no_error (error);
  written = rs_filter_to_text (filter);
  g_assert_cmpstr (written, ==, wanted);
  if (filter->n > 0)
    {
      g_autoptr (RsFilter) second = rs_filter_parse (written, &error);

      g_assert_no_error (error);
      again = rs_filter_to_text (second);
      g_assert_cmpstr (again, ==, wanted);
    }
}

static void
test_written_form (void)
{
  check ("", "");
  check ("  \n ", "");
  check ("flag:kp", "flag:KP");
  check ("flag:RU,kp flag:RU", "flag:RU,KP");
  check ("name:star flag:KP -flag:RU type:tanker", "type:tanker flag:KP -flag:RU name:star");
  check ("type:80..89,70,1..19,unknown,Tug", "type:tanker,70,1..19,unknown,tug");
  check ("speed:..3.50 length:100..", "speed:..3.5 length:100..");
  check ("speed:0..0", "speed:0");
  check ("time:2024-03-07..2024-03-08T06:00Z", "time:2024-03-07T00:00:00Z..2024-03-08T06:00:00Z");
  /* A day that is named as the end is in it. */
  check ("time:..2024-03-08", "time:..2024-03-08T23:59:59.999Z");
  check ("time:2024-03-08..2024-03-08", "time:2024-03-08T00:00:00Z..2024-03-08T23:59:59.999Z");
  check ("port:\"Pohang New Port\",RUVYP~5,Chongjin~3", "port:\"Pohang New Port\",RUVYP~5,Chongjin");
  check ("area:\"42.60,132.9  42.9,132.9 42.9,-180\"", "area:\"42.6,132.9 42.9,132.9 42.9,-180\"");
  check ("name:\"a \\\"b\\\" \\\\c, d\"", "name:\"a \\\"b\\\" \\\\c, d\"");
  check ("import:3 incident:any,2 watchlist:any event:GAP",
         "import:3 event:gap incident:any,2 watchlist:any");
  check ("flag:unknown waters:kp", "waters:KP flag:unknown");
  /* No number is written with an exponent, which none may have. */
  check ("speed:..0.00001 length:0.00000001..99999999", "speed:..0.00001 length:0..99999999");
  /* A tilde in a name is not the one of a distance. */
  check ("port:a~2~3,b~c~4", "port:a~2~3,b~c~4");
  check ("area:\"-0.00000001,179.99999999 1,2 3,4\"", "area:\"0,-180 1,2 3,4\"");
}

static void
test_refused (void)
{
  static const struct
  {
    const char *text;
    RsFilterError code;
  } cases[] = {
    { "tanker", RS_FILTER_ERROR_SYNTAX },
    { "flag :KP", RS_FILTER_ERROR_SYNTAX },
    { "name:\"open", RS_FILTER_ERROR_SYNTAX },
    { "name:\"a\"b", RS_FILTER_ERROR_SYNTAX },
    { "name:\xff", RS_FILTER_ERROR_SYNTAX },
    { "colour:red", RS_FILTER_ERROR_KIND },
    { "flag:", RS_FILTER_ERROR_VALUE },
    { "flag:KP,", RS_FILTER_ERROR_VALUE },
    { "flag:KOR", RS_FILTER_ERROR_VALUE },
    { "speed:fast", RS_FILTER_ERROR_VALUE },
    { "speed:5..3", RS_FILTER_ERROR_VALUE },
    { "speed:..", RS_FILTER_ERROR_VALUE },
    { "speed:-3..", RS_FILTER_ERROR_VALUE },
    { "speed:nan", RS_FILTER_ERROR_VALUE },
    { "speed:0x10", RS_FILTER_ERROR_VALUE },
    { "length:1e3..", RS_FILTER_ERROR_VALUE },
    { "type:0", RS_FILTER_ERROR_VALUE },
    { "type:80.5", RS_FILTER_ERROR_VALUE },
    { "time:2024-03-07", RS_FILTER_ERROR_VALUE },
    { "time:2024-03-08..2024-03-07", RS_FILTER_ERROR_VALUE },
    { "time:..", RS_FILTER_ERROR_VALUE },
    { "area:\"1,2 3,4\"", RS_FILTER_ERROR_VALUE },
    { "area:\"1,2 3,4 91,0\"", RS_FILTER_ERROR_VALUE },
    /* Round a pole; wider than half the world; the whole of it, as one would write it. */
    { "area:\"60,0 60,90 60,180 60,-90\"", RS_FILTER_ERROR_VALUE },
    { "area:\"-60,-180 -60,180 60,180 60,-180\"", RS_FILTER_ERROR_VALUE },
    { "area:\"10,5 20,5 30,5\"", RS_FILTER_ERROR_VALUE },
    { "port:RUVYP~0", RS_FILTER_ERROR_VALUE },
    { "port:RUVYP~0.00000001", RS_FILTER_ERROR_VALUE },
    { "length:1000000000..", RS_FILTER_ERROR_VALUE },
    { "port:~5", RS_FILTER_ERROR_VALUE },
    { "import:0", RS_FILTER_ERROR_VALUE },
    { "event:party", RS_FILTER_ERROR_VALUE },
    { "name:\" \"", RS_FILTER_ERROR_VALUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      RsFilter *filter = rs_filter_parse (cases[i].text, &error);

      if (filter)
        g_error ("%s was taken", cases[i].text);
      g_assert_error (error, RS_FILTER_ERROR, (gint) cases[i].code);
    }
}

static void
test_limits (void)
{
  g_autoptr (GString) text = g_string_new ("import:1");
  g_autoptr (GError) error = NULL;

  for (guint i = 2; i <= RS_FILTER_CONDITIONS_MAX; i++)
    g_string_append_printf (text, ",%u", i);
  rs_filter_unref (rs_filter_parse (text->str, &error));
  g_assert_no_error (error);
  g_string_append (text, " flag:RU");
  g_assert_null (rs_filter_parse (text->str, &error));
  g_assert_error (error, RS_FILTER_ERROR, RS_FILTER_ERROR_SYNTAX);
}

static void
test_change (void)
{
  g_autoptr (RsFilter) first = rs_filter_parse ("flag:KP time:2024-01-01..", NULL);
  g_autoptr (RsFilter) second = rs_filter_parse ("type:tanker flag:KP,RU -flag:CN", NULL);
  g_autoptr (RsFilter) both = rs_filter_join (first, second);
  g_autoptr (RsFilter) less = NULL, none = rs_filter_join (NULL, NULL);
  g_autofree char *text = rs_filter_to_text (both), *one = NULL, *rest = NULL;
  gint64 from_ms, to_ms;
  gint at;

  g_assert_cmpstr (text, ==, "time:2024-01-01T00:00:00Z.. type:tanker flag:KP,RU -flag:CN");
  at = rs_filter_find (both, RS_FILTER_FLAG, TRUE, "CN");
  g_assert_cmpint (at, ==, 4);
  one = rs_filter_condition_to_text (both->conditions[at]);
  g_assert_cmpstr (one, ==, "-flag:CN");
  g_assert_cmpint (rs_filter_find (both, RS_FILTER_FLAG, FALSE, "CN"), ==, -1);
  less = rs_filter_remove (both, 0);
  rest = rs_filter_to_text (less);
  g_assert_cmpstr (rest, ==, "type:tanker flag:KP,RU -flag:CN");
  g_assert_cmpuint (none->n, ==, 0);
  g_assert_true (rs_filter_get_span (both, &from_ms, &to_ms));
  g_assert_cmpint (from_ms, ==, G_GINT64_CONSTANT (1704067200000));
  g_assert_cmpint (to_ms, ==, RS_TIME_NONE);
  g_assert_false (rs_filter_get_span (less, &from_ms, &to_ms));
}

static void
test_values (void)
{
  g_autoptr (RsFilter) filter
    = rs_filter_parse ("speed:2..  type:tanker area:\"1,2 3,4 5,-6\" port:a~7.5", NULL);

  g_assert_cmpuint (filter->conditions[0]->area->len, ==, 3);
  g_assert_cmpfloat (g_array_index (filter->conditions[0]->area, RsLatLon, 2).lon_deg, ==, -6);
  g_assert_cmpfloat (filter->conditions[1]->radius_nm, ==, 7.5);
  g_assert_cmpstr (filter->conditions[1]->text, ==, "a");
  g_assert_cmpfloat (filter->conditions[2]->min, ==, 2);
  g_assert_true (isinf (filter->conditions[2]->max));
  g_assert_cmpfloat (filter->conditions[3]->max, ==, 89);
}

/* What is written as 0 is 0, not the other zero: a filter read back is the same to the bit. */
static void
test_negative_zero (void)
{
  g_autoptr (RsFilter) filter
    = rs_filter_parse ("area:\"-0.0,-0 1,-0.00000001 -0,4\" speed:-0..2", NULL);
  const GArray *area;

  g_assert_nonnull (filter);
  area = filter->conditions[0]->area;
  g_assert_false (signbit (g_array_index (area, RsLatLon, 0).lat_deg));
  g_assert_false (signbit (g_array_index (area, RsLatLon, 0).lon_deg));
  g_assert_false (signbit (g_array_index (area, RsLatLon, 1).lon_deg));
  g_assert_false (signbit (g_array_index (area, RsLatLon, 2).lat_deg));
  g_assert_false (signbit (filter->conditions[1]->min));
}

static void
test_ship_kinds (void)
{
  for (guint kind = 0; kind < RS_N_SHIP_KINDS; kind++)
    {
      RsShipKind found;
      gint from, to;

      g_assert_true (rs_ship_kind_from_string (rs_ship_kind_to_string ((RsShipKind) kind), &found));
      g_assert_cmpint (found, ==, kind);
      rs_ship_kind_get_types ((RsShipKind) kind, &from, &to);
      for (gint type = from; type <= to; type++)
        g_assert_true (rs_ship_kind_of_type (type, &found) && found == (RsShipKind) kind);
    }
  g_assert_false (rs_ship_kind_of_type (0, &(RsShipKind){ 0 }));
  g_assert_false (rs_ship_kind_of_type (99, &(RsShipKind){ 0 }));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/filter/written-form", test_written_form);
  g_test_add_func ("/filter/refused", test_refused);
  g_test_add_func ("/filter/limits", test_limits);
  g_test_add_func ("/filter/change", test_change);
  g_test_add_func ("/filter/values", test_values);
  g_test_add_func ("/filter/negative-zero", test_negative_zero);
  g_test_add_func ("/filter/ship-kinds", test_ship_kinds);
  return g_test_run ();
}
