/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a sea route costs, near and far. */
#include "bench.h"

#include "places/gazetteer.h"
#include "places/route.h"

typedef struct
{
  RsAtlas *atlas;
  const char *from, *to;
} Pair;

static guint64
find_route (gpointer user_data)
{
  const Pair *pair = user_data;
  g_autoptr (RsRoute) route
      = rs_route_find (pair->atlas, rs_gazetteer_get (pair->from)->roadstead,
                       rs_gazetteer_get (pair->to)->roadstead, RS_ROUTE_CLEARANCE_M, NULL, NULL);

  g_assert_nonnull (route);
  return 1;
}

int
main (void)
{
  static const struct
  {
    const char *name, *from, *to;
  } pairs[] = { { "Vostochny to Chongjin", "RUVYP", "KPCHO" },
                { "Kholmsk to Pohang", "RUKHO", "KRKPO" },
                { "Nampo to Wonsan", "KPNAM", "KPWON" },
                { "Vladivostok to Honolulu", "RUVVO", "USHNL" },
                { "Singapore to Rotterdam", "SGSIN", "NLRTM" } };
  g_autoptr (RsAtlas) atlas = rs_atlas_open_default (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      Pair pair = { atlas, pairs[i].from, pairs[i].to };

      bench_run (pairs[i].name, "routes", find_route, &pair);
    }
  return 0;
}
