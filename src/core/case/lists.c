/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "case/lists.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "case/case-private.h"
#include "formats/list-file.h"
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
rs_case_add_list (RsCase *self, const char *path, RsListKind kind, const RsReadOptions *options,
                  GPtrArray *rejects, GPtrArray *losses, GError **error)
{
  g_autoptr (RsList) list = NULL;
  g_autofree char *summary = NULL;
  GError *failure = NULL;

  if (!rs_case_check_writable (self, error))
    return 0;
  list = rs_list_read (path, kind, options, rejects, losses, error);
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
