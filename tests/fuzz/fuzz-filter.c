/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A filter that is accepted has one written form, which reads back as the same conditions; each of them alone
 * does too, and says what its kind takes. */
#include "fuzz.h"

#include <math.h>

#include "base/time.h"
#include "model/filter.h"

static RsFilter *
read_back (const char *text)
{
  g_autoptr (GError) error = NULL;
  RsFilter *filter = rs_filter_parse (text, &error);

  if (!filter)
    g_error ("“%s” does not read back: %s", text, error->message);
  return filter;
}

static void
check_same (const RsFilterCondition *a, const RsFilterCondition *b)
{
  g_assert_cmpint (a->kind, ==, b->kind);
  g_assert_cmpint (a->negated, ==, b->negated);
  g_assert_cmpstr (a->value, ==, b->value);
  g_assert_cmpstr (a->text, ==, b->text);
  g_assert_cmpint (a->from_ms, ==, b->from_ms);
  g_assert_cmpint (a->to_ms, ==, b->to_ms);
  g_assert_true (a->min == b->min && a->max == b->max && a->radius_nm == b->radius_nm);
  g_assert_cmpint (a->id, ==, b->id);
  g_assert_true (!a->area == !b->area);
  if (a->area)
    g_assert_cmpmem (a->area->data, a->area->len * sizeof (RsLatLon), b->area->data,
                     b->area->len * sizeof (RsLatLon));
}

static void
check_ranges (const RsFilterCondition *c)
{
  g_assert_true (!isnan (c->min) && !isnan (c->max) && c->min <= c->max);
  g_assert_true (c->from_ms == RS_TIME_NONE || c->to_ms == RS_TIME_NONE || c->from_ms <= c->to_ms);
  if (c->kind == RS_FILTER_PORT)
    g_assert_true (c->radius_nm > 0 && c->radius_nm <= RS_FILTER_PORT_RADIUS_MAX_NM);
  for (guint i = 0; c->area && i < c->area->len; i++)
    {
      RsLatLon corner = g_array_index (c->area, RsLatLon, i);

      g_assert_true (fabs (corner.lat_deg) <= 90 && fabs (corner.lon_deg) <= 180);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *written = NULL, *joined_text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RsFilter) filter = rs_filter_parse (text, &error), again = NULL, joined = NULL;

  g_assert_true ((filter == NULL) == (error != NULL));
  if (!filter)
    return 0;
  g_assert_cmpuint (filter->n, <=, RS_FILTER_CONDITIONS_MAX);
  written = rs_filter_to_text (filter);
  again = read_back (written);
  g_assert_cmpuint (again->n, ==, filter->n);
  for (guint i = 0; i < filter->n; i++)
    {
      const RsFilterCondition *c = filter->conditions[i];
      g_autofree char *alone = rs_filter_condition_to_text (c);
      g_autoptr (RsFilter) one = read_back (alone);

      check_ranges (c);
      check_same (c, again->conditions[i]);
      g_assert_cmpuint (one->n, ==, 1);
      check_same (c, one->conditions[0]);
      g_assert_cmpint (rs_filter_find (filter, c->kind, c->negated, c->value), ==, (gint) i);
    }
  joined = rs_filter_join (filter, again);
  joined_text = rs_filter_to_text (joined);
  g_assert_cmpstr (joined_text, ==, written);
  return 0;
}
