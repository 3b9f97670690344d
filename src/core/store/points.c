/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/points.h"

static void
append_e7 (GString *text, gint32 e7)
{
  guint32 size = e7 < 0 ? 0 - (guint32) e7 : (guint32) e7;

  g_string_append_printf (text, "%s%u.%07u", e7 < 0 ? "-" : "", size / RS_E7, size % RS_E7);
}

char *
rs_points_to_text (const GArray *points)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < points->len; i++)
    {
      RsLatLon p = g_array_index (points, RsLatLon, i);

      if (i > 0)
        g_string_append (text, ", ");
      append_e7 (text, rs_e7_from_deg (p.lat_deg));
      g_string_append_c (text, ' ');
      append_e7 (text, rs_e7_from_deg (p.lon_deg));
    }
  return g_string_free (text, FALSE);
}

/* Reads one number in [-@max, @max]; moves the cursor past it. */
static gboolean
read_degrees (const char **at, double max, double *out_deg)
{
  char *end;
  double deg = g_ascii_strtod (*at, &end);

  /* Written so that NAN fails too. */
  if (end == *at || !(deg >= -max && deg <= max))
    return FALSE;
  *at = end;
  *out_deg = rs_deg_from_e7 (rs_e7_from_deg (deg));
  return TRUE;
}

gboolean
rs_points_from_text (const char *text, GArray *points)
{
  while (*text)
    {
      RsLatLon p;

      if (!read_degrees (&text, 90, &p.lat_deg) || *text != ' '
          || !read_degrees (&text, 180, &p.lon_deg))
        return FALSE;
      g_array_append_val (points, p);
      if (*text == ',')
        {
          text++;
          if (*text != ' ')
            return FALSE;
          text++;
        }
      else if (*text)
        return FALSE;
    }
  return TRUE;
}
