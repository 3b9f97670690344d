/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/import-report.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <json-glib/json-glib.h>

static void
add_contents (JsonBuilder *builder, const GPtrArray *contents)
{
  json_builder_set_member_name (builder, "contents");
  json_builder_begin_array (builder);
  for (guint i = 0; i < contents->len; i++)
    {
      const RsContent *content = g_ptr_array_index (contents, i);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "name");
      json_builder_add_string_value (builder, content->name);
      json_builder_set_member_name (builder, "sha256");
      json_builder_add_string_value (builder, content->sha256);
      json_builder_set_member_name (builder, "size");
      json_builder_add_int_value (builder, (gint64) content->size);
      json_builder_set_member_name (builder, "line_base");
      json_builder_add_int_value (builder, content->line_base);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static char *
counts_to_text (const RsImport *import)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "flags");
  json_builder_begin_object (builder);
  for (guint bit = 0; bit < RS_N_FIX_FLAGS; bit++)
    if (import->n_flagged[bit] > 0)
      {
        json_builder_set_member_name (builder, rs_fix_flag_to_string (bit));
        json_builder_add_int_value (builder, (gint64) import->n_flagged[bit]);
      }
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "reasons");
  json_builder_begin_array (builder);
  for (guint i = 0; i < import->reasons->len; i++)
    {
      const RsReasonCount *count = g_ptr_array_index (import->reasons, i);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "reason");
      json_builder_add_string_value (builder, count->reason);
      json_builder_set_member_name (builder, "count");
      json_builder_add_int_value (builder, (gint64) count->n);
      json_builder_set_member_name (builder, "first_line");
      json_builder_add_int_value (builder, count->first_line);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  if (import->contents->len > 0)
    add_contents (builder, import->contents);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static gboolean
has_report (const RsImport *import)
{
  guint64 n = import->reasons->len + import->contents->len;

  for (guint bit = 0; bit < RS_N_FIX_FLAGS; bit++)
    n += import->n_flagged[bit];
  return n > 0 || *import->clock || *import->notes;
}

gboolean
rs_import_report_put (RsDatabase *database, const RsImport *import, GError **error)
{
  g_autofree char *counts = NULL;
  RsStatement *s;

  if (!has_report (import))
    return TRUE;
  s = rs_database_get (database, RS_SQL_PUT_IMPORT_REPORT, error);
  if (!s)
    return FALSE;
  counts = counts_to_text (import);
  rs_statement_put_int (s, import->id);
  rs_statement_put_text (s, import->clock);
  rs_statement_put_text (s, import->notes);
  rs_statement_put_text (s, counts);
  return rs_statement_run (s, error);
}

static gint64
get_int (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_int (node) : 0;
}

static const char *
get_text (JsonObject *object, const char *name)
{
  const char *text = json_object_get_string_member_with_default (object, name, "");

  return text ? text : "";
}

static JsonArray *
get_array (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static JsonObject *
get_element (JsonArray *array, guint i)
{
  JsonNode *element = json_array_get_element (array, i);

  return JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;
}

static void
read_contents (JsonArray *array, RsImport *import)
{
  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      JsonObject *object = get_element (array, i);

      if (object)
        g_ptr_array_add (import->contents, rs_content_new (get_text (object, "name"),
                                                           get_text (object, "sha256"),
                                                           (guint64) get_int (object, "size"),
                                                           (guint32) get_int (object, "line_base")));
    }
}

static void
read_reasons (JsonArray *array, RsImport *import)
{
  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      JsonObject *object = get_element (array, i);
      const char *reason
          = object ? json_object_get_string_member_with_default (object, "reason", NULL) : NULL;

      if (reason)
        g_ptr_array_add (import->reasons,
                         rs_reason_count_new (reason, (guint64) get_int (object, "count"),
                                              (guint32) get_int (object, "first_line")));
    }
}

/* Flags that a later version counts are passed over. */
static gboolean
read_counts (const char *text, RsImport *import)
{
  g_autoptr (JsonNode) root = json_from_string (text, NULL);
  JsonObject *object;
  JsonNode *flags;

  if (!root || !JSON_NODE_HOLDS_OBJECT (root))
    return FALSE;
  object = json_node_get_object (root);
  flags = json_object_get_member (object, "flags");
  for (guint bit = 0; flags && JSON_NODE_HOLDS_OBJECT (flags) && bit < RS_N_FIX_FLAGS; bit++)
    import->n_flagged[bit]
        = (guint64) get_int (json_node_get_object (flags), rs_fix_flag_to_string (bit));
  read_reasons (get_array (object, "reasons"), import);
  read_contents (get_array (object, "contents"), import);
  return TRUE;
}

/* Both are by id: @at goes along. */
static RsImport *
find_import (GPtrArray *imports, gint64 id, guint *at)
{
  for (; *at < imports->len; (*at)++)
    {
      RsImport *import = g_ptr_array_index (imports, *at);

      if (import->id >= id)
        return import->id == id ? import : NULL;
    }
  return NULL;
}

gboolean
rs_import_report_read (RsDatabase *database, GPtrArray *imports, GError **error)
{
  RsStatement *s = rs_database_get (database, RS_SQL_GET_IMPORT_REPORTS, error);
  guint at = 0;
  int found;

  if (!s)
    return FALSE;
  while ((found = rs_statement_step (s, error)) > 0)
    {
      gint64 id = rs_statement_get_int (s);
      RsImport *import = find_import (imports, id, &at);
      g_autofree char *clock = rs_statement_dup_text (s);
      g_autofree char *notes = rs_statement_dup_text (s);

      if (!import)
        continue;
      g_free (import->clock);
      import->clock = g_steal_pointer (&clock);
      g_free (import->notes);
      import->notes = g_steal_pointer (&notes);
      if (read_counts (rs_statement_get_text (s), import))
        continue;
      g_set_error (error, RS_STORE_ERROR, RS_STORE_ERROR_DAMAGED,
                   _("The report of import %" PRId64 " is damaged."), id);
      rs_statement_reset (s);
      return FALSE;
    }
  return found == 0;
}
