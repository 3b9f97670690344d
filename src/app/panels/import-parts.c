/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/panels/import-parts.h"

#include <glib/gi18n.h>

#include "app/text-import.h"
#include "app/text.h"
#include "app/widgets/page.h"
#include "formats/reason.h"

void
rs_import_parts_add_count (AdwPreferencesGroup *group, const char *title, guint64 n)
{
  g_autofree char *count = rs_text_count (n);

  adw_preferences_group_add (group, rs_page_create_value_row (title, count));
}

void
rs_import_parts_add_counts (AdwPreferencesGroup *group, const RsImport *import)
{
  rs_import_parts_add_count (group, _ ("Records read"), (guint64) import->n_read);
  rs_import_parts_add_count (group, _ ("Positions kept"), (guint64) import->n_fixes);
  rs_import_parts_add_count (group, _ ("Rows rejected"), (guint64) import->n_rejected);
}

static void
add_text (AdwPreferencesGroup *group, const char *text, const char *icon)
{
  GtkWidget *row = rs_page_create_row (text, NULL);

  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name (icon));
  adw_preferences_group_add (group, row);
}

void
rs_import_parts_add_note (AdwPreferencesGroup *group, const char *note)
{
  add_text (group, note, "dialog-information-symbolic");
}

void
rs_import_parts_add_advice (AdwPreferencesGroup *group, guint advice, gboolean is_imported)
{
  for (guint i = 0; i < RS_N_ADVICES; i++)
    if (advice & 1u << i)
      add_text (group, rs_text_advice ((RsAdvice) (1u << i), is_imported), "document-edit-symbolic");
}

static GtkWidget *
create_expander (const char *title, const char *subtitle, const char *icon)
{
  GtkWidget *row = adw_expander_row_new ();

  rs_page_bound_texts (row);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (row), gtk_image_new_from_icon_name (icon));
  return row;
}

/* A row that leads to a list. @target: (transfer full) */
static void
add_link (GtkWidget *expander, const char *title, const char *subtitle, const char *action,
          GVariant *target)
{
  GtkWidget *row = rs_page_create_row (title, subtitle);

  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (row), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), action);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), row);
}

/* @import: (nullable): of a list, which is one file */
static char *
describe_first (const RsImport *import, const RsReasonCount *reason)
{
  g_autofree char *n = rs_text_count (reason->n);
  g_autofree char *rows
      = g_strdup_printf (ngettext ("%s row", "%s rows", (gulong) reason->n), n);
  guint32 line = reason->first_line;
  const RsContent *content
      = import ? rs_import_find_content (import, reason->first_line, &line) : NULL;

  if (reason->first_line == 0)
    return g_steal_pointer (&rows);
  if (content && *content->name)
    /* Translators: number of rows, the first line where it happened, a file in an archive */
    return g_strdup_printf (_ ("%s, first in line %u of “%s”"), rows, line, content->name);
  /* Translators: number of rows, and the first line where it happened */
  return g_strdup_printf (_ ("%s, first in line %u"), rows, line);
}

guint64
rs_import_parts_count_reasons (const GPtrArray *reasons)
{
  guint64 n = 0;

  for (guint i = 0; reasons && i < reasons->len; i++)
    n += ((const RsReasonCount *) g_ptr_array_index (reasons, i))->n;
  return n;
}

void
rs_import_parts_add_list_reasons (AdwPreferencesGroup *group, const GPtrArray *reasons)
{
  guint64 n = rs_import_parts_count_reasons (reasons);
  g_autofree char *count = NULL, *title = NULL;
  GtkWidget *expander;

  if (n == 0)
    return;
  count = rs_text_count (n);
  title = g_strdup_printf (ngettext ("%s row rejected", "%s rows rejected", (gulong) n), count);
  expander = create_expander (title, "", "dialog-warning-symbolic");
  for (guint i = 0; i < reasons->len; i++)
    {
      const RsReasonCount *reason = g_ptr_array_index (reasons, i);
      g_autofree char *words = rs_reason_to_local (reason->reason);
      g_autofree char *subtitle = describe_first (NULL, reason);
      GtkWidget *row = rs_page_create_row (words, subtitle);

      adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
      adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), row);
    }
  adw_preferences_group_add (group, expander);
}

void
rs_import_parts_add_reasons (AdwPreferencesGroup *group, const RsImport *import,
                             const GPtrArray *reasons)
{
  g_autofree char *count = rs_text_count ((guint64) import->n_rejected);
  g_autofree char *title = g_strdup_printf (
      ngettext ("%s row rejected", "%s rows rejected", (gulong) import->n_rejected), count);
  GtkWidget *expander;

  if (import->n_rejected == 0)
    return;
  expander = create_expander (title, _ ("Kept aside with line and reason; nothing is lost"),
                              "dialog-warning-symbolic");
  for (guint i = 0; reasons && i < reasons->len; i++)
    {
      const RsReasonCount *reason = g_ptr_array_index (reasons, i);
      g_autofree char *words = rs_reason_to_local (reason->reason);
      g_autofree char *subtitle = describe_first (import, reason);

      add_link (expander, words, subtitle, "win.show-rejects-for",
                g_variant_new ("(xs)", import->id, reason->reason));
    }
  /* Of one reason, or where none was kept, that is all there is to see. */
  if (!reasons || reasons->len != 1)
    add_link (expander, _ ("Show the rejected rows"), NULL, "win.show-rejects",
              g_variant_new_int64 (import->id));
  adw_preferences_group_add (group, expander);
}

void
rs_import_parts_add_flags (AdwPreferencesGroup *group, const RsImport *import,
                           const guint64 *n_flagged)
{
  GtkWidget *expander = NULL;

  for (guint bit = 0; bit < RS_N_FIX_FLAGS; bit++)
    {
      g_autofree char *count = rs_text_count (n_flagged[bit]);

      if (n_flagged[bit] == 0)
        continue;
      if (!expander)
        {
          expander = create_expander (_ ("Flagged positions"),
                                      _ ("Kept as they are; look before you trust them"),
                                      "dialog-question-symbolic");
          adw_preferences_group_add (group, expander);
        }
      add_link (expander, rs_text_fix_flag (bit), count, "win.show-flagged",
                g_variant_new ("(xu)", import->id, (guint32) 1 << bit));
    }
}
