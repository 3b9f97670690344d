/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "places/gazetteer.h"

#include <string.h>

static void
assert_key (const char *text, const char *expected)
{
  g_autofree char *key = rs_search_key (text);

  g_assert_cmpstr (key, ==, expected);
}

static void
test_key (void)
{
  assert_key ("Ch'ŏngjin", "chongjin");
  assert_key ("Chʼŏng-jin ", "chongjin");
  assert_key ("RASŎN", "rason");
  assert_key ("Посьёт", "посьет");
  assert_key ("청진", "청진");
  assert_key ("청진", "청진"); /* the same in conjoining jamo */
  assert_key ("ポシェト", "ポシェト");
  assert_key ("ﾎﾟｼｪﾄ", "ポシェト");
  assert_key ("ば", "ば");
  assert_key ("ヴォストーチヌイ", "ヴォストーチヌイ");
  assert_key ("ＮＡＭＰＯ　２", "nampo2");
  assert_key ("Straße No. 3", "strasseno3");
  assert_key (" -./ ", "");
  assert_key ("a\xff" "b", "ab");
}

/* Keys are fixed points, so that a stored key may be compared with a fresh one. */
static void
test_key_idempotent (void)
{
  guint n;
  const RsPort *ports = rs_gazetteer_get_ports (&n);

  for (guint i = 0; i < n; i++)
    {
      const char *texts[] = { ports[i].name_en, ports[i].name_ru, ports[i].name_ko,
                              ports[i].name_ja, ports[i].aliases };

      for (guint j = 0; j < G_N_ELEMENTS (texts); j++)
        {
          g_autofree char *once = rs_search_key (texts[j]);

          assert_key (once, once);
        }
    }
}

/* The codes of DEFINITIONS.md, section 6, and that each record is complete. */
static void
test_table (void)
{
  static const char *const wanted
      = "RUNJK RUVYP RUKHO RUVVO RUSKA RUPSE RUZAR RUVNN RUKOR dunai livadiya KPRJN KPNJN KPCHO "
        "KPSON KPTCH KPHGM KPWON KPNAM KPSGN KPHAE KPSII taean KRKPO KRINC KRMAS KRTJI KRTGH KRUSN "
        "KRKUV KRPTK JPTMK JPHKD JPKIJ JPSKT JPAXT JPMUR JPOTR JPHHE";
  g_auto (GStrv) codes = g_strsplit (wanted, " ", -1);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  guint n;
  const RsPort *ports = rs_gazetteer_get_ports (&n);

  for (char **c = codes; *c; c++)
    {
      g_assert_nonnull (rs_gazetteer_get (*c));
      g_assert_true (rs_gazetteer_find (*c) == rs_gazetteer_get (*c));
    }
  g_assert_true (rs_gazetteer_get ("KPNJN") == rs_gazetteer_get ("KPRJN"));
  g_assert_null (rs_gazetteer_get ("XXXXX"));
  g_assert_null (rs_gazetteer_get (""));
  for (guint i = 0; i < n; i++)
    {
      const RsPort *p = &ports[i];
      double dist_m = rs_geodesic_inverse (p->place, p->roadstead, NULL);

      g_assert_true (g_hash_table_add (ids, (gpointer) p->id));
      g_assert_cmpuint (strlen (p->country), ==, 2);
      if (strlen (p->id) == 5 && g_ascii_isupper (p->id[0]))
        g_assert_true (g_str_has_prefix (p->id, p->country));
      g_assert_true (*p->name_en && *p->name_ru && *p->name_ko && *p->name_ja);
      if (dist_m > 15000)
        g_error ("%s: roadstead %.1f km from the place", p->id, dist_m / 1000);
    }
}

/* Every name and alias finds its port, in each script. */
static void
test_find (void)
{
  guint n;
  const RsPort *ports = rs_gazetteer_get_ports (&n);

  for (guint i = 0; i < n; i++)
    {
      const RsPort *p = &ports[i];
      g_autofree char *all = g_strjoin ("|", p->name_en, p->name_ru, p->name_ko, p->name_ja,
                                        p->aliases, NULL);
      g_auto (GStrv) names = g_strsplit (all, "|", -1);

      for (char **name = names; *name; name++)
        if (**name && rs_gazetteer_find (*name) != p)
          g_error ("“%s” does not find %s", *name, p->id);
    }
  g_assert_cmpstr (rs_gazetteer_find ("cheong-jin")->id, ==, "KPCHO");
  g_assert_cmpstr (rs_gazetteer_find ("NAJIN")->id, ==, "KPRJN");
  g_assert_cmpstr (rs_gazetteer_find ("rason")->id, ==, "KPRJN");
  g_assert_cmpstr (rs_gazetteer_find ("ruvyp")->id, ==, "RUVYP");
  g_assert_cmpstr (rs_gazetteer_find ("находка")->id, ==, "RUNJK");
  g_assert_cmpstr (rs_gazetteer_find ("나진")->id, ==, "KPRJN");
  g_assert_cmpstr (rs_gazetteer_find ("羅津")->id, ==, "KPRJN");
  g_assert_null (rs_gazetteer_find ("Atlantis"));
  g_assert_null (rs_gazetteer_find (""));
}

static void
test_search (void)
{
  g_autoptr (GPtrArray) start = rs_gazetteer_search ("chong", 0);
  g_autoptr (GPtrArray) within = rs_gazetteer_search ("jin", 0);
  g_autoptr (GPtrArray) two = rs_gazetteer_search ("s", 2);
  g_autoptr (GPtrArray) exact = rs_gazetteer_search ("ulsan", 0);
  g_autoptr (GPtrArray) none = rs_gazetteer_search ("zzz", 0);
  g_autoptr (GPtrArray) all = rs_gazetteer_search ("", 0);
  guint n;

  g_assert_cmpstr (((const RsPort *) start->pdata[0])->id, ==, "KPCHO");
  g_assert_cmpuint (within->len, >=, 3);
  g_assert_cmpuint (two->len, ==, 2);
  g_assert_cmpstr (((const RsPort *) exact->pdata[0])->id, ==, "KRUSN");
  g_assert_cmpuint (none->len, ==, 0);
  rs_gazetteer_get_ports (&n);
  g_assert_cmpuint (all->len, ==, n);
}

static void
test_nearest (void)
{
  RsLatLon wrangel = { 42.74, 133.07 };
  RsLatLon ocean = { 30, -150 };
  double dist_m = -1;

  g_assert_cmpstr (rs_gazetteer_nearest (wrangel, 20000, &dist_m)->id, ==, "RUVYP");
  g_assert_cmpfloat (dist_m, >, 0);
  g_assert_cmpfloat (dist_m, <, 3000);
  g_assert_null (rs_gazetteer_nearest (ocean, 100000, &dist_m));
  g_assert_cmpstr (rs_gazetteer_nearest (ocean, 1e8, NULL)->id, ==, "USHNL");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search-key/forms", test_key);
  g_test_add_func ("/search-key/idempotent", test_key_idempotent);
  g_test_add_func ("/gazetteer/table", test_table);
  g_test_add_func ("/gazetteer/find", test_find);
  g_test_add_func ("/gazetteer/search", test_search);
  g_test_add_func ("/gazetteer/nearest", test_nearest);
  return g_test_run ();
}
