/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/table.h"

#include "formats/list-file.h"
#include "formats/preview.h"
#include "formats/reader-private.h"
#include "formats/saved-layout.h"

RsTableKind
rs_read_table_kind (const char *path)
{
  static const RsReadOptions none;
  g_autoptr (RsInput) input = rs_input_open (path, NULL);
  g_autoptr (RsSavedLayout) saved = NULL;
  g_autoptr (RsPreview) preview = NULL;
  gboolean is_archive = TRUE;
  RsListKind list_kind;
  const char *layout;

  if (!input || !rs_read_is_archive (input, &is_archive, NULL) || is_archive)
    return RS_TABLE_NONE;
  saved = rs_saved_layout_match (input);
  if (saved)
    return RS_TABLE_KNOWN;
  if (rs_list_sniff (path, &list_kind))
    return RS_TABLE_NONE;
  layout = rs_sniff (input, NULL);
  if (layout)
    return g_str_has_prefix (layout, "csv") || g_str_has_prefix (layout, "json") ? RS_TABLE_KNOWN
                                                                                 : RS_TABLE_NONE;
  preview = rs_read_preview (path, &none, 2, NULL);
  /* A time and a position take three columns. */
  return preview && preview->delimiter != 0 && preview->rows->len > 0
                 && g_strv_length (preview->names) >= 3
             ? RS_TABLE_UNKNOWN
             : RS_TABLE_NONE;
}
