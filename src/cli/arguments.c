/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/arguments.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "places/own-places.h"
#include "replay/position.h"

#define N_SUGGESTIONS 5
#define N_CHOICES 12

void
rs_named_place_clear (RsNamedPlace *self)
{
  g_clear_pointer (&self->name, g_free);
}

gboolean
rs_named_place_parse (const char *text, RsNamedPlace *out)
{
  /* Of rs_arguments_guard_positions (). */
  text += strspn (text, " ");
  out->port = rs_gazetteer_find (text);
  if (out->port)
    {
      out->p = out->port->roadstead;
      out->name = g_strdup_printf ("%s (%s)", out->port->name_en, out->port->id);
      return TRUE;
    }
  if (rs_lat_lon_parse (text, &out->p))
    {
      out->name = rs_lat_lon_format (out->p);
      return TRUE;
    }

  g_autoptr (GPtrArray) similar = rs_gazetteer_search (text, N_SUGGESTIONS);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < similar->len; i++)
    {
      const RsPort *port = similar->pdata[i];

      g_string_append_printf (names, "%s%s (%s)", i ? ", " : "; known are ", port->name_en, port->id);
    }
  fprintf (stderr, "%s: “%s” is neither a port nor a position LAT,LON%s\n", g_get_prgname (), text,
           names->str);
  return FALSE;
}

gboolean
rs_named_place_parse_in (const RsSnapshot *snapshot, const char *text, RsNamedPlace *out)
{
  const RsPlace *place = snapshot ? rs_own_places_find (snapshot, text) : NULL;

  if (!place)
    return rs_named_place_parse (text, out);
  out->p = (RsLatLon){ rs_deg_from_e7 (place->lat_e7), rs_deg_from_e7 (place->lon_e7) };
  out->name = place->code[0] != '\0' ? g_strdup_printf ("%s (%s)", place->name, place->code)
                                     : g_strdup (place->name);
  return TRUE;
}

void
rs_arguments_guard_positions (int argc, char **argv)
{
  for (int i = 1; i < argc; i++)
    if (argv[i][0] == '-' && (g_ascii_isdigit (argv[i][1]) || argv[i][1] == '.') && strchr (argv[i], ','))
      {
        g_autofree char *text = g_strconcat (" ", argv[i], NULL);

        argv[i] = (char *) g_intern_string (text);
      }
}

/* The vessels that a word means: an id, else an MMSI, else a name, so that no name stands before a number.
 * (transfer full) (element-type RsVessel) */
static GPtrArray *
list_vessels (const RsSnapshot *snapshot, const char *text)
{
  GPtrArray *all = snapshot->vessels, *found = g_ptr_array_new ();
  guint64 number;
  gint index = *text == '#' && g_ascii_string_to_unsigned (text + 1, 10, 1, G_MAXINT64, &number, NULL)
                 ? rs_snapshot_find_vessel (snapshot, (gint64) number)
                 : -1;

  if (index >= 0)
    g_ptr_array_add (found, all->pdata[index]);
  else if (g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT32, &number, NULL))
    for (guint i = 0; i < all->len; i++)
      if (((const RsVessel *) all->pdata[i])->mmsi == number)
        g_ptr_array_add (found, all->pdata[i]);
  if (found->len == 0)
    for (guint i = 0; i < all->len; i++)
      if (strcmp (text, ((const RsVessel *) all->pdata[i])->name) == 0)
        g_ptr_array_add (found, all->pdata[i]);
  return found;
}

const RsVessel *
rs_arguments_find_vessel (const RsSnapshot *snapshot, const char *text, int *code)
{
  g_autoptr (GPtrArray) found = list_vessels (snapshot, text);

  *code = found->len == 1 ? RS_EXIT_OK : found->len == 0 ? RS_EXIT_FAILED : RS_EXIT_USAGE;
  if (found->len == 1)
    return found->pdata[0];
  if (found->len == 0)
    {
      fprintf (stderr, "%s: there is no vessel “%s” in this case\n", g_get_prgname (), text);
      return NULL;
    }
  fprintf (stderr, "%s: “%s” is any of %u vessels; say which by its #id:\n", g_get_prgname (), text,
           found->len);
  for (guint i = 0; i < MIN (found->len, N_CHOICES); i++)
    {
      const RsVessel *vessel = found->pdata[i];

      fprintf (stderr, "  #%-6" G_GINT64_FORMAT, vessel->id);
      if (vessel->mmsi)
        fprintf (stderr, "  %09u", vessel->mmsi);
      else
        fprintf (stderr, "  %9s", "no MMSI");
      fprintf (stderr, "  %s\n", vessel->name);
    }
  if (found->len > N_CHOICES)
    fprintf (stderr, "  and %u more\n", found->len - N_CHOICES);
  return NULL;
}

/* What there is to choose from. */
static void
print_hulls (const RsTrack *track)
{
  for (guint i = 0; i < track->n_hulls; i++)
    {
      const RsTrack *hull = track->hulls[i];
      g_autofree char *from = rs_time_format (hull->fixes[0].t_ms);
      g_autofree char *to = rs_time_format (hull->fixes[hull->n - 1].t_ms);
      g_autofree char *place = rs_lat_lon_format (rs_fix_lat_lon (&hull->fixes[0]));

      fprintf (stderr, "  %u: %s to %s, %u %s, first at %s\n", i + 1, from, to, hull->n,
               hull->n == 1 ? "fix" : "fixes", place);
    }
}

const RsTrack *
rs_arguments_choose_hull (const RsSnapshot *snapshot, const RsVessel *vessel, const char *option,
                          gint hull, gint64 t_ms, guint *out_hull)
{
  const RsTrack *track = rs_snapshot_get_track (snapshot, vessel->id);
  guint n = MAX (track->n_hulls, 1);
  g_autoptr (GArray) found = NULL;

  *out_hull = hull > 0 ? (guint) hull : 0;
  if (hull < 0 || (guint) hull > n)
    {
      fprintf (stderr, "%s: %s %d: “%s” is the number of %u %s\n", g_get_prgname (), option, hull,
               vessel->name, n, n == 1 ? "ship" : "ships");
      if (track->hulls)
        print_hulls (track);
      return NULL;
    }
  if (!track->hulls || (hull == 0 && t_ms == RS_TIME_NONE))
    return track;
  if (hull > 0)
    return track->hulls[hull - 1];
  found = rs_position_list_hulls (track, t_ms, snapshot->gap_ms);
  if (found->len == 0)
    return track;
  if (found->len == 1)
    {
      *out_hull = g_array_index (found, guint, 0) + 1;
      return track->hulls[*out_hull - 1];
    }
  fprintf (stderr, "%s: %u ships that send the number of “%s” were there at that time; say which with %s N:\n",
           g_get_prgname (), found->len, vessel->name, option);
  print_hulls (track);
  return NULL;
}

static gboolean
parse_time (const char *option, const char *text, gboolean (*parse) (const char *text, gint64 *out_t_ms),
            gint64 *out_t_ms)
{
  if (!text || parse (text, out_t_ms))
    return TRUE;
  rs_arguments_refuse (option, text, "a time as 2024-03-07T06:00:00Z");
  return FALSE;
}

gboolean
rs_arguments_parse_time (const char *option, const char *text, gint64 *out_t_ms)
{
  return parse_time (option, text, rs_time_parse, out_t_ms);
}

gboolean
rs_arguments_parse_end (const char *option, const char *text, gint64 *out_t_ms)
{
  return parse_time (option, text, rs_time_parse_end, out_t_ms);
}

int
rs_arguments_refuse (const char *option, const char *value, const char *wanted)
{
  fprintf (stderr, "%s: --%s “%s”: wanted %s\n", g_get_prgname (), option, value, wanted);
  return RS_EXIT_USAGE;
}

void
rs_arguments_json_number (JsonBuilder *builder, const char *name, double value, int decimals)
{
  double scale = pow (10, decimals);

  json_builder_set_member_name (builder, name);
  if (isnan (value))
    json_builder_add_null_value (builder);
  else
    json_builder_add_double_value (builder, round (value * scale) / scale + 0.0); /* of -0.0 too 0.0 */
}

void
rs_arguments_json_bearing (JsonBuilder *builder, const char *name, double deg, int decimals)
{
  rs_arguments_json_number (builder, name, rs_bearing_round (deg, decimals), decimals);
}

void
rs_arguments_json_string (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  if (text)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

void
rs_arguments_json_vessel (JsonBuilder *builder, const char *name, const RsVessel *vessel)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "id");
  json_builder_add_int_value (builder, vessel->id);
  json_builder_set_member_name (builder, "mmsi");
  if (vessel->mmsi)
    json_builder_add_int_value (builder, vessel->mmsi);
  else
    json_builder_add_null_value (builder);
  rs_arguments_json_string (builder, "name", vessel->name);
  json_builder_end_object (builder);
}

void
rs_arguments_json_place (JsonBuilder *builder, RsLatLon place)
{
  rs_arguments_json_number (builder, "lat", place.lat_deg, 7);
  rs_arguments_json_number (builder, "lon", place.lon_deg, 7);
}
