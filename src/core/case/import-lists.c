/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case/import-lists.h"

#include "case/import-result.h"
#include "case/lists.h"
#include "case/watch.h"
#include "formats/input.h"
#include "formats/list-file.h"
#include "formats/saved-layout.h"

/* Whether the user has said of such files what their columns are. */
static gboolean
has_saved_layout (const char *path)
{
  g_autoptr (RsInput) input = rs_input_open (path, NULL);
  g_autoptr (RsSavedLayout) saved = input ? rs_saved_layout_match (input) : NULL;

  return saved != NULL;
}

static void
add_sentences (GPtrArray *notes, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i]; i++)
    if (lines[i][0] != '\0')
      g_ptr_array_add (notes, g_strdup (lines[i]));
}

guint
rs_import_lists (RsCase *self, GPtrArray *results, const RsReadOptions *options)
{
  guint n = 0;

  for (guint i = 0; i < results->len && !options->layout && !options->map; i++)
    {
      RsImportResult *result = g_ptr_array_index (results, i);
      g_autoptr (GPtrArray) rejects = g_ptr_array_new_with_free_func ((GDestroyNotify) rs_reject_free);
      g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func ((GDestroyNotify) rs_reject_free);
      g_autoptr (GHashTable) reasons = g_hash_table_new (g_str_hash, g_str_equal);
      g_autoptr (RsSnapshot) snapshot = NULL;
      const RsList *list;

      if (has_saved_layout (result->path) || !rs_list_sniff (result->path, options, &result->list_kind))
        continue;
      result->list_id = rs_case_add_list (self, result->path, result->list_kind, options, rejects,
                                          losses, &result->error);
      for (guint r = 0; r < rejects->len; r++)
        {
          const RsReject *reject = g_ptr_array_index (rejects, r);

          rs_import_result_count (result, reasons, reject->reason, reject->line);
        }
      snapshot = rs_case_ref_snapshot (self);
      list = rs_case_find_list (snapshot, result->list_kind, result->list_id);
      if (!list)
        continue;
      n++;
      result->list_title = g_strdup (list->title);
      result->n_entries = list->items->len;
      result->n_lossy = losses->len;
      add_sentences (result->notes, list->note);
    }
  return n;
}

void
rs_import_lists_count_vessels (RsCase *self, GPtrArray *results)
{
  g_autoptr (RsSnapshot) snapshot = rs_case_ref_snapshot (self);
  g_autoptr (GArray) matches = rs_watch_match (snapshot);

  for (guint i = 0; i < results->len; i++)
    {
      RsImportResult *result = g_ptr_array_index (results, i);
      gint64 last_id = 0;

      /* Those of a vessel come together. */
      for (guint m = 0; m < matches->len && result->list_kind == RS_LIST_WATCH && result->list_id != 0; m++)
        {
          const RsWatchMatch *match = &g_array_index (matches, RsWatchMatch, m);

          if (match->list->id != result->list_id || match->vessel_id == last_id)
            continue;
          last_id = match->vessel_id;
          result->n_watched++;
        }
    }
}
