/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "case/lists.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "case/case-private.h"
#include "formats/list-file.h"
#include "places/gazetteer.h"
#include "store/records-list.h"

static const GPtrArray *
get_lists (const RsSnapshot *snapshot, RsListKind kind)
{
  return kind == RS_LIST_WATCH ? snapshot->watchlists : snapshot->place_lists;
}

const RsList *
rs_case_find_list (const RsSnapshot *snapshot, RsListKind kind, gint64 id)
{
  const GPtrArray *lists = get_lists (snapshot, kind);

  for (guint i = 0; i < lists->len; i++)
    {
      const RsList *list = g_ptr_array_index (lists, i);

      if (list->id == id)
        return list;
    }
  return NULL;
}

static gboolean
check_known (RsCase *self, const RsList *list, const char *path, GError **error)
{
  g_autoptr (RsSnapshot) snapshot = rs_case_ref_snapshot (self);
  const GPtrArray *lists = get_lists (snapshot, list->kind);

  for (guint i = 0; i < lists->len; i++)
    {
      const RsList *before = g_ptr_array_index (lists, i);

      if (strcmp (before->sha256, list->sha256) != 0)
        continue;
      g_set_error (error, RS_CASE_ERROR, RS_CASE_ERROR_DUPLICATE,
                   /* Translators: file, title of a list */
                   _("“%s” is in the case already, as the list “%s”: the same content."), path,
                   before->title);
      return FALSE;
    }
  return TRUE;
}

static gboolean
add_in_writer (RsDatabase *database, gpointer user_data, GError **error)
{
  return rs_records_add_list (database, user_data, error);
}

gint64
rs_case_add_list (RsCase *self, const char *path, RsListKind kind, GPtrArray *rejects,
                  GError **error)
{
  g_autoptr (RsList) list = NULL;
  g_autofree char *summary = NULL;
  GError *failure = NULL;

  if (!rs_case_check_writable (self, error))
    return 0;
  list = rs_list_read (path, kind, rejects, error);
  if (!list || !check_known (self, list, path, error))
    return 0;
  list->t_ms = g_get_real_time () / 1000;
  summary = g_strdup_printf (kind == RS_LIST_WATCH
                                 /* Translators: %s is the title of a list */
                                 ? _("Add watchlist “%s”")
                                 /* Translators: %s is the title of a list of ports */
                                 : _("Add ports “%s”"),
                             list->title);
  if (!rs_store_edit (rs_case_get_store (self), "edit", summary, add_in_writer, list, &failure))
    {
      rs_case_take_error (error, failure);
      return 0;
    }
  rs_case_reload (self);
  return list->id;
}

typedef struct
{
  RsListKind kind;
  gint64 id;
  gboolean found;
} Removal;

static gboolean
remove_in_writer (RsDatabase *database, gpointer user_data, GError **error)
{
  Removal *removal = user_data;

  return rs_records_delete_list (database, removal->kind, removal->id, &removal->found, error);
}

gboolean
rs_case_remove_list (RsCase *self, RsListKind kind, gint64 id, GError **error)
{
  g_autoptr (RsSnapshot) snapshot = rs_case_ref_snapshot (self);
  const RsList *list = rs_case_find_list (snapshot, kind, id);
  Removal removal = { kind, id, FALSE };
  g_autofree char *summary = NULL;
  GError *failure = NULL;

  if (!rs_case_check_writable (self, error))
    return FALSE;
  summary = g_strdup_printf (_("Remove list “%s”"), list ? list->title : "");
  if (list
      && !rs_store_edit (rs_case_get_store (self), "edit", summary, remove_in_writer, &removal,
                         &failure))
    return rs_case_take_error (error, failure);
  if (!removal.found)
    {
      g_set_error_literal (error, RS_CASE_ERROR, RS_CASE_ERROR_NOT_FOUND,
                           _("There is no such list in this case; it may have been removed."));
      return FALSE;
    }
  rs_case_reload (self);
  return TRUE;
}

/* How well a place fits a key: 0 not, 1 contains it, 2 begins with it, 3 is it. */
static guint
rate_text (const char *text, const char *key)
{
  g_autofree char *own = rs_search_key (text);

  if (strcmp (own, key) == 0)
    return 3;
  if (g_str_has_prefix (own, key))
    return 2;
  return strstr (own, key) ? 1 : 0;
}

static guint
rate_place (const RsPlace *place, const char *key)
{
  g_auto (GStrv) aliases = g_strsplit (place->aliases, "\n", -1);
  guint best = MAX (rate_text (place->name, key), rate_text (place->code, key));

  for (guint i = 0; aliases[i]; i++)
    if (aliases[i][0] != '\0')
      best = MAX (best, rate_text (aliases[i], key));
  return best;
}

const RsPlace *
rs_case_find_place (const RsSnapshot *snapshot, const char *text)
{
  g_autofree char *key = rs_search_key (text);
  const RsPlace *found = NULL;

  for (guint l = 0; l < snapshot->place_lists->len && key[0] != '\0'; l++)
    {
      const RsList *list = g_ptr_array_index (snapshot->place_lists, l);

      for (guint i = 0; i < list->items->len; i++)
        {
          const RsPlace *place = g_ptr_array_index (list->items, i);

          if (rate_place (place, key) < 3)
            continue;
          if (found && (found->lat_e7 != place->lat_e7 || found->lon_e7 != place->lon_e7))
            return NULL;
          found = place;
        }
    }
  return found;
}

GPtrArray *
rs_case_search_places (const RsSnapshot *snapshot, const char *text, guint limit)
{
  g_autofree char *key = rs_search_key (text);
  GPtrArray *found = g_ptr_array_new ();

  for (guint rate = 3; rate >= 1 && key[0] != '\0'; rate--)
    for (guint l = 0; l < snapshot->place_lists->len; l++)
      {
        const RsList *list = g_ptr_array_index (snapshot->place_lists, l);

        for (guint i = 0; i < list->items->len && found->len < limit; i++)
          if (rate_place (g_ptr_array_index (list->items, i), key) == rate)
            g_ptr_array_add (found, g_ptr_array_index (list->items, i));
      }
  return found;
}
