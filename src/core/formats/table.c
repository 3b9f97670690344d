/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/table.h"

#include <glib/gi18n-lib.h>

#include "formats/list-file.h"
#include "formats/preview.h"
#include "formats/reader-private.h"
#include "formats/saved-layout.h"

/* A time and a position take three columns. */
#define MIN_COLUMNS 3
/* Files of an archive that are looked at. */
#define MEMBERS_MAX 100

/* The kind of what @input holds; @again: the same once more. Both are used up. */
static RsTableKind
get_kind (RsInput *input, RsInput *again)
{
  static const RsReadOptions none;
  g_autoptr (RsSavedLayout) saved = rs_saved_layout_match (input);
  g_autoptr (RsPreview) preview = NULL;
  g_autoptr (GError) error = NULL;
  const char *layout;

  if (saved)
    return RS_TABLE_KNOWN;
  layout = rs_sniff (input, &error);
  if (layout)
    return g_str_has_prefix (layout, "csv") || g_str_has_prefix (layout, "json") ? RS_TABLE_KNOWN
                                                                                 : RS_TABLE_NONE;
  if (g_error_matches (error, RS_READ_ERROR, RS_READ_ERROR_BESIDE) || !rs_input_is_text (input))
    return RS_TABLE_NONE;
  preview = rs_read_preview_input (again, &none, 2, NULL);
  return preview && preview->rows->len > 0 && g_strv_length (preview->names) >= MIN_COLUMNS
             ? RS_TABLE_UNKNOWN
             : RS_TABLE_NONE;
}

/* The file in an archive that is shown; NULL without an error if it has no table. @out_kind: of all. */
static RsInput *
find_member (const char *path, char **out_name, RsTableKind *out_kind, GError **error)
{
  g_autoptr (RsZip) zip = rs_zip_open (path, error);
  const GPtrArray *names = zip ? rs_zip_get_names (zip) : NULL;
  gint known = -1, unknown = -1, shown;
  gboolean has_others = FALSE;

  *out_name = NULL;
  *out_kind = RS_TABLE_NONE;
  if (!names)
    return NULL;
  for (guint i = 0; i < MIN (names->len, MEMBERS_MAX); i++)
    {
      g_autoptr (RsInput) input = rs_input_open_member (zip, i, NULL);
      g_autoptr (RsInput) again = input ? rs_input_reopen (input, NULL) : NULL;
      RsTableKind kind = again ? get_kind (input, again) : RS_TABLE_NONE;

      has_others = has_others || (kind == RS_TABLE_NONE && input && rs_sniff (input, NULL));
      if (kind == RS_TABLE_KNOWN && known < 0)
        known = (gint) i;
      if (kind == RS_TABLE_UNKNOWN && unknown < 0)
        unknown = (gint) i;
    }
  shown = unknown >= 0 ? unknown : known;
  if (shown < 0)
    return NULL;
  *out_kind = known >= 0 || has_others ? RS_TABLE_KNOWN : RS_TABLE_UNKNOWN;
  *out_name = g_strdup (g_ptr_array_index (names, shown));
  return rs_input_open_member (zip, (guint) shown, error);
}

RsTableKind
rs_read_table_kind (const char *path)
{
  g_autoptr (RsInput) input = rs_input_open (path, NULL), again = NULL;
  gboolean is_archive = FALSE;
  RsListKind list_kind;

  if (!input || !rs_read_is_archive (input, &is_archive, NULL))
    return RS_TABLE_NONE;
  if (is_archive)
    {
      g_autofree char *name = NULL;
      g_autoptr (RsInput) member = NULL;
      RsTableKind kind;

      member = find_member (path, &name, &kind, NULL);
      return kind;
    }
  again = rs_input_reopen (input, NULL);
  if (!again)
    return RS_TABLE_NONE;
  if (rs_list_sniff (path, NULL, &list_kind))
    {
      g_autoptr (RsSavedLayout) saved = rs_saved_layout_match (input);

      return saved ? RS_TABLE_KNOWN : RS_TABLE_NONE;
    }
  return get_kind (input, again);
}

RsInput *
rs_read_open_table (const char *path, char **out_member, GError **error)
{
  g_autoptr (RsInput) input = rs_input_open (path, error);
  gboolean is_archive;
  g_autoptr (RsInput) member = NULL;
  g_autoptr (GError) failure = NULL;
  RsTableKind kind;

  *out_member = NULL;
  if (!input || !rs_read_is_archive (input, &is_archive, error))
    return NULL;
  if (!is_archive)
    return g_steal_pointer (&input);
  member = find_member (path, out_member, &kind, &failure);
  if (failure)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (!member)
    g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_UNKNOWN,
                 _("“%s” is an archive without a table of text"), path);
  return g_steal_pointer (&member);
}
