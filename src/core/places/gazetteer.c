/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "places/gazetteer-private.h"

#include <string.h>

/* Ambiguous keys map to this instead of a port. */
static const RsPort ambiguous;

typedef struct
{
  GHashTable *by_code; /* exact id or other code -> RsPort */
  GHashTable *by_key;  /* rs_search_key () of every code and name -> RsPort or &ambiguous */
  GPtrArray **keys;    /* for each port: search keys of its names, then of its codes */
} Index;

static void
add_key (Index *index, guint i, const char *text)
{
  const RsPort *port = &rs_gazetteer_table[i];
  char *key = rs_search_key (text);
  const RsPort *other = g_hash_table_lookup (index->by_key, key);

  g_ptr_array_add (index->keys[i], key);
  if (!other)
    g_hash_table_insert (index->by_key, key, (gpointer) port);
  else if (other != port)
    g_hash_table_insert (index->by_key, key, (gpointer) &ambiguous);
}

static void
add_list (Index *index, guint i, const char *list, const char *separator)
{
  g_auto (GStrv) items = g_strsplit (list, separator, -1);

  for (char **p = items; *p; p++)
    if (**p)
      add_key (index, i, *p);
}

static const Index *
get_index (void)
{
  static gsize index_once = 0;

  if (g_once_init_enter (&index_once))
    {
      Index *index = g_new0 (Index, 1);

      index->by_code = g_hash_table_new (g_str_hash, g_str_equal);
      index->by_key = g_hash_table_new (g_str_hash, g_str_equal);
      index->keys = g_new0 (GPtrArray *, rs_gazetteer_table_n);
      for (guint i = 0; i < rs_gazetteer_table_n; i++)
        {
          const RsPort *port = &rs_gazetteer_table[i];
          g_auto (GStrv) codes = g_strsplit (port->alt_ids, " ", -1);

          g_hash_table_insert (index->by_code, (gpointer) port->id, (gpointer) port);
          for (char **c = codes; *c; c++)
            if (**c)
              g_hash_table_insert (index->by_code, (gpointer) g_intern_string (*c),
                                   (gpointer) port);
          index->keys[i] = g_ptr_array_new ();
          add_key (index, i, port->name_en);
          add_key (index, i, port->name_ru);
          add_key (index, i, port->name_ko);
          add_key (index, i, port->name_ja);
          add_list (index, i, port->aliases, "|");
          add_key (index, i, port->id);
          add_list (index, i, port->alt_ids, " ");
        }
      g_once_init_leave (&index_once, (gsize) index);
    }
  return (const Index *) index_once;
}

const RsPort *
rs_gazetteer_get_ports (guint *out_n)
{
  *out_n = rs_gazetteer_table_n;
  return rs_gazetteer_table;
}

const RsPort *
rs_gazetteer_get (const char *id)
{
  g_return_val_if_fail (id, NULL);
  return g_hash_table_lookup (get_index ()->by_code, id);
}

const RsPort *
rs_gazetteer_find (const char *text)
{
  g_return_val_if_fail (text, NULL);

  const RsPort *port = rs_gazetteer_get (text);
  if (!port)
    {
      g_autofree char *key = rs_search_key (text);

      port = g_hash_table_lookup (get_index ()->by_key, key);
    }
  return port == &ambiguous ? NULL : port;
}

const RsPort *
rs_gazetteer_nearest (RsLatLon p, double max_m, double *out_dist_m)
{
  const RsPort *best = NULL;
  double best_m = max_m;

  for (guint i = 0; i < rs_gazetteer_table_n; i++)
    {
      const RsPort *port = &rs_gazetteer_table[i];
      double dist_m = MIN (rs_geodesic_inverse (p, port->place, NULL),
                           rs_geodesic_inverse (p, port->roadstead, NULL));

      if (dist_m <= best_m && (!best || dist_m < best_m))
        {
          best = port;
          best_m = dist_m;
        }
    }
  if (best && out_dist_m)
    *out_dist_m = best_m;
  return best;
}

/* How well a port matches: 0 a whole name, 1 the start of one, 2 somewhere within; 3 not at all. */
static guint
rate (const GPtrArray *keys, const char *wanted)
{
  guint best = 3;

  for (guint i = 0; i < keys->len && best > 0; i++)
    {
      const char *key = keys->pdata[i];
      const char *hit = strstr (key, wanted);

      if (hit)
        best = MIN (best, hit > key ? 2 : strcmp (key, wanted) == 0 ? 0 : 1);
    }
  return best;
}

GPtrArray *
rs_gazetteer_search (const char *text, guint limit)
{
  g_return_val_if_fail (text, NULL);

  GPtrArray *found = g_ptr_array_new ();
  const Index *index = get_index ();
  g_autofree char *wanted = rs_search_key (text);
  g_autofree guint *rates = g_new (guint, rs_gazetteer_table_n);

  for (guint i = 0; i < rs_gazetteer_table_n; i++)
    rates[i] = rate (index->keys[i], wanted);
  for (guint r = 0; r < 3; r++)
    for (guint i = 0; i < rs_gazetteer_table_n; i++)
      if (rates[i] == r && (limit == 0 || found->len < limit))
        g_ptr_array_add (found, (gpointer) &rs_gazetteer_table[i]);
  return found;
}
