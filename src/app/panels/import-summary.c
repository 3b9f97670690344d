/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/panels/import-summary.h"

#include <glib/gi18n.h>

#include "app/panels/import-parts.h"
#include "app/text-import.h"
#include "app/text.h"
#include "app/widgets/page.h"
#include "formats/error.h"

struct _RsImportSummary
{
  GtkBox parent_instance;

  GtkWidget *page;
  GtkLabel *heading;
  GtkLabel *detail;
  GtkWidget *fit;
  GtkWidget *undo;
  GtkWidget *done;
  GtkBox *files; /* a group for each file */
};

enum
{
  CLOSED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RsImportSummary, rs_import_summary, GTK_TYPE_BOX)

/* A file that is no data but a list to compare with. */
static void
add_list (AdwPreferencesGroup *group, const RsImportResult *result)
{
  gboolean is_watchlist = result->list_kind == RS_LIST_WATCH;

  adw_preferences_group_add (
      group, rs_page_create_value_row (is_watchlist ? _ ("Watchlist") : _ ("List of ports"),
                                       result->list_title));
  rs_import_parts_add_count (group, is_watchlist ? _ ("Vessels on it") : _ ("Ports on it"), result->n_entries);
  if (is_watchlist)
    rs_import_parts_add_count (group, _ ("Vessels of the case that may be on it"), result->n_watched);
  for (guint i = 0; i < result->notes->len; i++)
    rs_import_parts_add_note (group, g_ptr_array_index (result->notes, i));
  rs_import_parts_add_list_reasons (group, result->reasons);
}

/* A table of which nobody knows the columns can be told them. */
static void
add_columns_button (AdwPreferencesGroup *group, const char *path)
{
  GtkWidget *button = rs_page_create_text_button (_ ("Co_lumns…"));

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", path);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.import-columns-of");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_preferences_group_set_header_suffix (group, button);
}

static void
add_file (RsImportSummary *self, const RsImportResult *result)
{
  g_autofree char *name = g_filename_display_basename (result->path);
  g_autofree char *markup = g_markup_escape_text (name, -1);
  AdwPreferencesGroup *group = rs_page_add_group (self->files, markup);
  const RsImport *import = result->import;

  if (result->error)
    {
      GtkWidget *row = rs_page_create_row (_ ("Not imported"), result->error->message);

      adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                                 gtk_image_new_from_icon_name ("dialog-error-symbolic"));
      adw_preferences_group_add (group, row);
      rs_import_parts_add_advice (group, result->advice, FALSE);
      if (result->advice & RS_ADVICE_COLUMNS)
        add_columns_button (group, result->path);
    }
  if (result->list_id != 0)
    add_list (group, result);
  if (!import)
    return;
  rs_import_parts_add_counts (group, import);
  {
    g_autofree char *n = rs_text_count (result->n_vessels);
    g_autofree char *n_new = rs_text_count (result->n_new_vessels);
    g_autofree char *value
        = result->n_new_vessels > 0 ? g_strdup_printf (_ ("%s, %s of them new"), n, n_new)
                                    : g_strdup (n);

    adw_preferences_group_add (group, rs_page_create_value_row (_ ("Vessels"), value));
  }
  if (import->from_ms != RS_TIME_NONE && import->n_fixes > 0)
    {
      g_autofree char *span = rs_text_span (import->from_ms, import->to_ms);

      adw_preferences_group_add (group, rs_page_create_value_row (_ ("Span"), span));
    }
  if (result->clock && *result->clock)
    adw_preferences_group_add (group, rs_page_create_value_row (_ ("Clock"), result->clock));
  if (*import->layout)
    adw_preferences_group_add (group, rs_page_create_value_row (_ ("Layout"),
                                                                rs_text_layout (import->layout)));
  for (guint i = 0; result->notes && i < result->notes->len; i++)
    rs_import_parts_add_note (group, g_ptr_array_index (result->notes, i));
  rs_import_parts_add_advice (group, result->advice, TRUE);
  rs_import_parts_add_reasons (group, import, result->reasons);
  rs_import_parts_add_flags (group, import, result->n_flagged);
}

static char *
describe_total (const RsImportOutcome *outcome)
{
  guint64 n_fixes = 0, n_rejected = 0;
  guint n_failed = 0;
  g_autofree char *fixes = NULL;
  g_autofree char *rejected = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *lost = NULL;
  g_autofree char *total = NULL;
  g_autofree char *failed = NULL;

  for (guint i = 0; outcome->results && i < outcome->results->len; i++)
    {
      const RsImportResult *result = g_ptr_array_index (outcome->results, i);

      n_failed += result->error != NULL;
      if (result->import)
        {
          n_fixes += (guint64) result->import->n_fixes;
          n_rejected += (guint64) result->import->n_rejected;
        }
      else
        n_rejected += rs_import_parts_count_reasons (result->reasons);
    }
  fixes = rs_text_count (n_fixes);
  rejected = rs_text_count (n_rejected);
  kept = g_strdup_printf (ngettext ("%s position", "%s positions", (gulong) n_fixes), fixes);
  lost = g_strdup_printf (ngettext ("%s row rejected", "%s rows rejected", (gulong) n_rejected),
                          rejected);
  /* Translators: positions kept, rows rejected, seconds it took */
  total = g_strdup_printf (_ ("%s · %s · %.1f s"), kept, lost, outcome->seconds);
  if (n_failed == 0)
    return g_steal_pointer (&total);
  failed = g_strdup_printf (ngettext ("%u file was not imported: why is said below",
                                      "%u files were not imported: why is said below", n_failed),
                            n_failed);
  return g_strdup_printf ("%s\n%s", total, failed);
}

/* Whether every file was refused because its content is in the case. */
static gboolean
is_all_known (const RsImportOutcome *outcome)
{
  guint n = outcome->results ? outcome->results->len : 0;

  for (guint i = 0; i < n; i++)
    {
      const RsImportResult *result = g_ptr_array_index (outcome->results, i);

      if (!result->error
          || !(g_error_matches (result->error, RS_CASE_ERROR, RS_CASE_ERROR_DUPLICATE)
               || g_error_matches (result->error, RS_READ_ERROR, RS_READ_ERROR_KNOWN)))
        return FALSE;
    }
  return n > 0;
}

static gboolean
has_failed_file (const RsImportOutcome *outcome)
{
  for (guint i = 0; outcome->results && i < outcome->results->len; i++)
    {
      const RsImportResult *result = g_ptr_array_index (outcome->results, i);

      if (result->error && g_str_equal (result->error->message, outcome->error->message))
        return TRUE;
    }
  return FALSE;
}

static void
clear_files (RsImportSummary *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->files))))
    gtk_box_remove (self->files, child);
}

void
rs_import_summary_show_undone (RsImportSummary *self)
{
  clear_files (self);
  if (gtk_widget_has_focus (self->undo))
    rs_import_summary_focus (self);
  gtk_widget_set_visible (self->fit, FALSE);
  gtk_widget_set_visible (self->undo, FALSE);
  gtk_label_set_text (self->heading, _ ("Import Undone"));
  gtk_label_set_text (self->detail, _ ("The case is as it was."));
}

void
rs_import_summary_show (RsImportSummary *self, const RsImportOutcome *outcome)
{
  gboolean cancelled = outcome->error
                       && g_error_matches (outcome->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_autofree char *total = NULL;

  clear_files (self);
  rs_page_scroll_to_top (self->page);
  gtk_widget_set_visible (self->fit, outcome->error == NULL);
  gtk_widget_set_visible (self->undo, outcome->error == NULL);
  if (cancelled)
    {
      gtk_label_set_text (self->heading, _ ("Import Cancelled"));
      gtk_label_set_text (self->detail, _ ("The case is as it was."));
      return;
    }
  if (outcome->error && is_all_known (outcome))
    {
      gtk_label_set_text (self->heading, _ ("Already in the Case"));
      gtk_label_set_text (self->detail, _ ("The same content was imported before; nothing was added."));
    }
  else if (outcome->error)
    {
      gtk_label_set_text (self->heading, _ ("Nothing Imported"));
      /* Why is said below, beside each file. */
      gtk_label_set_text (self->detail, has_failed_file (outcome)
                                            ? _ ("No file could be read. The case is as it was.")
                                            : outcome->error->message);
    }
  else
    {
      total = describe_total (outcome);
      gtk_label_set_text (self->heading, _ ("Imported"));
      gtk_label_set_text (self->detail, total);
    }
  for (guint i = 0; outcome->results && i < outcome->results->len; i++)
    add_file (self, g_ptr_array_index (outcome->results, i));
}

void
rs_import_summary_focus (RsImportSummary *self)
{
  gtk_widget_grab_focus (self->done);
  /* A label that can be copied from selects itself when the focus passes it. */
  gtk_label_select_region (self->detail, 0, 0);
}

static void
close_cb (RsImportSummary *self)
{
  g_signal_emit (self, signals[CLOSED], 0);
}

GtkWidget *
rs_import_summary_new (void)
{
  RsImportSummary *self = g_object_new (RS_TYPE_IMPORT_SUMMARY, NULL);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkBox *box;
  GtkWidget *page = rs_page_new (&box);

  self->page = page;
  gtk_widget_set_hexpand (page, TRUE);
  gtk_box_append (GTK_BOX (self), page);
  self->heading = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->heading, 0);
  gtk_label_set_wrap (self->heading, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->heading), "title-2");
  gtk_box_append (box, GTK_WIDGET (self->heading));
  self->detail = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->detail, 0);
  gtk_label_set_wrap (self->detail, TRUE);
  gtk_label_set_wrap_mode (self->detail, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (self->detail, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->detail), "rs-figures");
  gtk_box_append (box, GTK_WIDGET (self->detail));

  self->fit = rs_page_create_text_button (_ ("_Show All"));
  gtk_widget_set_tooltip_text (self->fit, _ ("Fit the map to everything in the case"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->fit), "win.fit");
  self->undo = rs_page_create_text_button (_ ("_Undo"));
  gtk_widget_set_tooltip_text (self->undo, _ ("Take the whole import back"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->undo), "win.undo");
  self->done = rs_page_create_text_button (_ ("_Done"));
  gtk_widget_add_css_class (self->done, "suggested-action");
  g_signal_connect_object (self->done, "clicked", G_CALLBACK (close_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (buttons), self->fit);
  gtk_box_append (GTK_BOX (buttons), self->undo);
  gtk_box_append (GTK_BOX (buttons), self->done);
  gtk_widget_set_hexpand (self->done, TRUE);
  gtk_widget_set_halign (self->done, GTK_ALIGN_END);
  gtk_box_append (box, buttons);

  self->files = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 18));
  gtk_box_append (box, GTK_WIDGET (self->files));
  return GTK_WIDGET (self);
}

static void
rs_import_summary_class_init (RsImportSummaryClass *klass)
{
  signals[CLOSED] = g_signal_new ("closed", RS_TYPE_IMPORT_SUMMARY, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
rs_import_summary_init (RsImportSummary *self)
{
}
