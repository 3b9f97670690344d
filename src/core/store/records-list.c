/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/records-list.h"

/* What differs between the two kinds. */
static const struct
{
  const char *list_sequence, *item_sequence;
  RsStatementId get_lists, get_items, put_list, put_item, delete_list, delete_items, has_list;
} kinds[] = {
  [RS_LIST_WATCH] = { "watchlist", "watchlist_entry", RS_SQL_GET_WATCHLISTS,
                      RS_SQL_GET_WATCHLIST_ENTRIES, RS_SQL_PUT_WATCHLIST, RS_SQL_PUT_WATCHLIST_ENTRY,
                      RS_SQL_DELETE_WATCHLIST, RS_SQL_DELETE_WATCHLIST_ENTRIES,
                      RS_SQL_HAS_WATCHLIST },
  [RS_LIST_PLACES] = { "place_list", "place", RS_SQL_GET_PLACE_LISTS, RS_SQL_GET_PLACES,
                       RS_SQL_PUT_PLACE_LIST, RS_SQL_PUT_PLACE, RS_SQL_DELETE_PLACE_LIST,
                       RS_SQL_DELETE_PLACES, RS_SQL_HAS_PLACE_LIST },
};

static void
take_text (RsStatement *s, char **text)
{
  g_free (*text);
  *text = rs_statement_dup_text (s);
}

static guint32
take_number (RsStatement *s)
{
  gint64 number = rs_statement_get_id (s);

  return (guint32) CLAMP (number, 0, (gint64) G_MAXUINT32);
}

static void
take_entry (RsStatement *s, RsWatchEntry *entry)
{
  take_text (s, &entry->name);
  take_text (s, &entry->aliases);
  entry->imo = take_number (s);
  entry->mmsi = take_number (s);
  take_text (s, &entry->callsign);
  take_text (s, &entry->flag);
  take_text (s, &entry->ship_type);
  take_text (s, &entry->program);
  entry->from_ms = rs_statement_get_time (s);
  entry->to_ms = rs_statement_get_time (s);
  take_text (s, &entry->remark);
}

static void
take_place (RsStatement *s, RsPlace *place)
{
  gint64 lat_e7, lon_e7;

  take_text (s, &place->code);
  take_text (s, &place->name);
  take_text (s, &place->aliases);
  take_text (s, &place->country);
  lat_e7 = rs_statement_get_int (s);
  lon_e7 = rs_statement_get_int (s);
  place->lat_e7 = (gint32) CLAMP (lat_e7, -RS_LAT_E7_MAX, RS_LAT_E7_MAX);
  place->lon_e7 = (gint32) CLAMP (lon_e7, -RS_LON_E7_MAX, RS_LON_E7_MAX - 1);
  take_text (s, &place->detail);
}

static gboolean
read_items (RsDatabase *database, RsListKind kind, GHashTable *lists, GError **error)
{
  RsStatement *s = rs_database_get (database, kinds[kind].get_items, error);
  int found;

  if (!s)
    return FALSE;
  while ((found = rs_statement_step (s, error)) > 0)
    {
      gint64 id = rs_statement_get_int (s), list_id = rs_statement_get_int (s);
      guint32 line = take_number (s);
      RsList *list = g_hash_table_lookup (lists, &list_id);

      if (!list)
        continue;
      if (kind == RS_LIST_WATCH)
        {
          RsWatchEntry *entry = rs_watch_entry_new ();

          entry->id = id;
          entry->line = line;
          take_entry (s, entry);
          g_ptr_array_add (list->items, entry);
        }
      else
        {
          RsPlace *place = rs_place_new ();

          place->id = id;
          place->line = line;
          take_place (s, place);
          g_ptr_array_add (list->items, place);
        }
    }
  return found == 0;
}

static gboolean
read_lists (RsDatabase *database, RsListKind kind, GPtrArray *out, GError **error)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  RsStatement *s = rs_database_get (database, kinds[kind].get_lists, error);
  int found;

  if (!s)
    return FALSE;
  while ((found = rs_statement_step (s, error)) > 0)
    {
      RsList *list = rs_list_new (kind);

      list->id = rs_statement_get_int (s);
      take_text (s, &list->title);
      take_text (s, &list->publisher);
      take_text (s, &list->file_name);
      take_text (s, &list->sha256);
      list->size = rs_statement_get_int (s);
      take_text (s, &list->layout);
      list->t_ms = rs_statement_get_time (s);
      list->n_read = rs_statement_get_int (s);
      take_text (s, &list->note);
      g_ptr_array_add (out, list);
      g_hash_table_insert (by_id, &list->id, list);
    }
  return found == 0 && read_items (database, kind, by_id, error);
}

gboolean
rs_records_read_watchlists (RsDatabase *database, GPtrArray *out, GError **error)
{
  return read_lists (database, RS_LIST_WATCH, out, error);
}

gboolean
rs_records_read_place_lists (RsDatabase *database, GPtrArray *out, GError **error)
{
  return read_lists (database, RS_LIST_PLACES, out, error);
}

static gboolean
put_entry (RsDatabase *database, gint64 list_id, const RsWatchEntry *entry, GError **error)
{
  RsStatement *s = rs_database_get (database, RS_SQL_PUT_WATCHLIST_ENTRY, error);

  if (!s)
    return FALSE;
  rs_statement_put_int (s, entry->id);
  rs_statement_put_int (s, list_id);
  rs_statement_put_int (s, entry->line);
  rs_statement_put_text (s, entry->name);
  rs_statement_put_text (s, entry->aliases);
  rs_statement_put_id (s, entry->imo);
  rs_statement_put_id (s, entry->mmsi);
  rs_statement_put_text (s, entry->callsign);
  rs_statement_put_text (s, entry->flag);
  rs_statement_put_text (s, entry->ship_type);
  rs_statement_put_text (s, entry->program);
  rs_statement_put_time (s, entry->from_ms);
  rs_statement_put_time (s, entry->to_ms);
  rs_statement_put_text (s, entry->remark);
  return rs_statement_run (s, error);
}

static gboolean
put_place (RsDatabase *database, gint64 list_id, const RsPlace *place, GError **error)
{
  RsStatement *s = rs_database_get (database, RS_SQL_PUT_PLACE, error);

  if (!s)
    return FALSE;
  rs_statement_put_int (s, place->id);
  rs_statement_put_int (s, list_id);
  rs_statement_put_int (s, place->line);
  rs_statement_put_text (s, place->code);
  rs_statement_put_text (s, place->name);
  rs_statement_put_text (s, place->aliases);
  rs_statement_put_text (s, place->country);
  rs_statement_put_int (s, place->lat_e7);
  rs_statement_put_int (s, place->lon_e7);
  rs_statement_put_text (s, place->detail);
  return rs_statement_run (s, error);
}

static gboolean
put_head (RsDatabase *database, const RsList *list, GError **error)
{
  RsStatement *s = rs_database_get (database, kinds[list->kind].put_list, error);

  if (!s)
    return FALSE;
  rs_statement_put_int (s, list->id);
  rs_statement_put_text (s, list->title);
  rs_statement_put_text (s, list->publisher);
  rs_statement_put_text (s, list->file_name);
  rs_statement_put_text (s, list->sha256);
  rs_statement_put_int (s, list->size);
  rs_statement_put_text (s, list->layout);
  rs_statement_put_time (s, list->t_ms);
  rs_statement_put_int (s, list->n_read);
  rs_statement_put_text (s, list->note);
  return rs_statement_run (s, error);
}

gboolean
rs_records_add_list (RsDatabase *database, RsList *list, GError **error)
{
  gint64 first = 0;

  if (!rs_database_next_id (database, kinds[list->kind].list_sequence, 1, &list->id, error)
      || !put_head (database, list, error)
      || (list->items->len > 0
          && !rs_database_next_id (database, kinds[list->kind].item_sequence, list->items->len,
                                   &first, error)))
    return FALSE;
  for (guint i = 0; i < list->items->len; i++)
    {
      gpointer item = g_ptr_array_index (list->items, i);

      if (list->kind == RS_LIST_WATCH)
        {
          ((RsWatchEntry *) item)->id = first + i;
          if (!put_entry (database, list->id, item, error))
            return FALSE;
        }
      else
        {
          ((RsPlace *) item)->id = first + i;
          if (!put_place (database, list->id, item, error))
            return FALSE;
        }
    }
  return TRUE;
}

gboolean
rs_records_delete_list (RsDatabase *database, RsListKind kind, gint64 id, gboolean *out_found,
                        GError **error)
{
  const RsStatementId steps[] = { kinds[kind].delete_items, kinds[kind].delete_list };
  RsStatement *s = rs_database_get (database, kinds[kind].has_list, error);
  int found;

  if (!s)
    return FALSE;
  rs_statement_put_int (s, id);
  found = rs_statement_step (s, error);
  rs_statement_reset (s);
  if (found < 0)
    return FALSE;
  *out_found = found > 0;
  for (gsize i = 0; i < G_N_ELEMENTS (steps) && *out_found; i++)
    {
      s = rs_database_get (database, steps[i], error);
      if (!s)
        return FALSE;
      rs_statement_put_int (s, id);
      if (!rs_statement_run (s, error))
        return FALSE;
    }
  return TRUE;
}
