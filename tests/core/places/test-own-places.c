/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "places/own-places.h"

#include "places/gazetteer.h"

static void
add_place (RsList *list, const char *code, const char *name, const char *aliases, double lat_deg,
           double lon_deg)
{
  RsPlace *place = rs_place_new ();

  g_free (place->code);
  g_free (place->name);
  g_free (place->aliases);
  place->code = g_strdup (code);
  place->name = g_strdup (name);
  place->aliases = g_strdup (aliases);
  place->lat_e7 = rs_e7_from_deg (lat_deg);
  place->lon_e7 = rs_e7_from_deg (lon_deg);
  g_ptr_array_add (list->items, place);
}

static RsIncident *
add_incident (RsSnapshot *snapshot, const char *port)
{
  RsIncident *incident = rs_incident_new ();

  g_ptr_array_add (incident->ports, g_strdup (port));
  g_ptr_array_add (snapshot->incidents, incident);
  return incident;
}

static const RsOwnPlace *
get (const GArray *places, const char *name)
{
  for (guint i = 0; i < places->len; i++)
    {
      const RsOwnPlace *own = &g_array_index (places, RsOwnPlace, i);

      if (g_str_equal (own->place->name, name))
        return own;
    }
  return NULL;
}

/* The gazetteer's ports come once; what the case names by code, by another name or in other letters is its. */
static void
test_list (void)
{
  g_autoptr (RsSnapshot) snapshot = rs_snapshot_new ();
  g_autoptr (GArray) places = NULL;
  RsList *first = rs_list_new (RS_LIST_PLACES), *second = rs_list_new (RS_LIST_PLACES);
  const RsPort *port = rs_gazetteer_get ("RUVYP");

  add_place (first, "61120", "North Pier", "북항\nOld Pier", 42.1, 130.5);
  add_place (first, "61121", "South Pier", "", 42.0, 130.5);
  add_place (first, "1", "Twin", "", 1, 2);
  add_place (first, "2", "Twin", "", 3, 4);
  add_place (first, "RU VYP", "Some berth", "", 42.74, 133.07);
  add_place (first, "9", port->name_en, "", port->place.lat_deg + 0.05, port->place.lon_deg);
  add_place (first, "10", port->name_en, "", port->place.lat_deg + 0.4, port->place.lon_deg);
  add_place (first, "11", "", "", 5, 6);
  add_place (second, "7", "North Pier", "", 42.1, 130.5);
  add_place (second, "8", "East Pier", "", 42.2, 130.5);
  g_ptr_array_add (snapshot->place_lists, first);
  g_ptr_array_add (snapshot->place_lists, second);
  add_incident (snapshot, "old pier");
  add_incident (snapshot, "RUVYP");
  add_incident (snapshot, "Twin");
  add_incident (snapshot, "8");
  places = rs_own_places_list (snapshot);
  g_assert_nonnull (get (places, "North Pier"));
  g_assert_true (get (places, "North Pier")->in_case);
  g_assert_cmpfloat_with_epsilon (get (places, "North Pier")->at.lat_deg, 42.1, 1e-7);
  g_assert_false (get (places, "South Pier")->in_case);
  g_assert_true (get (places, "East Pier")->in_case);
  /* Nobody knows which. */
  g_assert_false (get (places, "Twin")->in_case);
  /* As far off as the last one it is another place of the name. */
  g_assert_cmpfloat_with_epsilon (get (places, port->name_en)->at.lat_deg, port->place.lat_deg + 0.4, 1e-6);
  g_assert_cmpuint (places->len, ==, 6 + (rs_gazetteer_get ("RU VYP") == NULL));
}

static void
test_nothing (void)
{
  g_autoptr (RsSnapshot) snapshot = rs_snapshot_new ();
  g_autoptr (GArray) places = rs_own_places_list (snapshot);

  g_assert_cmpuint (places->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/own-places/list", test_list);
  g_test_add_func ("/own-places/nothing", test_nothing);
  return g_test_run ();
}
