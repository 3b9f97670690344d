/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/panels/case-page.h"

#include <glib/gi18n.h>

#include "app/panels/case-lists.h"
#include "app/text-import.h"
#include "app/steps.h"
#include "app/text.h"
#include "app/widgets/field.h"
#include "app/widgets/page.h"
#include "drawing/event-title.h"

#define N_HISTORY_MAX 50

struct _RsCasePage
{
  GtkBox parent_instance;

  RsSession *session;
  RsSteps steps; /* groups that are yet to be filled */
  RsField *title;
  RsField *description;
  RsField *zone;
  AdwPreferencesGroup *contents;
  AdwPreferencesGroup *imports;
  AdwPreferencesGroup *sources;
  AdwExpanderRow *history;
  GPtrArray *content_rows;
  GPtrArray *import_rows;
  char *contents_shown, *imports_shown; /* what the rows were made of */
  GPtrArray *source_rows;
  GPtrArray *history_rows;
  GCancellable *reading; /* of the history */
};

G_DEFINE_FINAL_TYPE (RsCasePage, rs_case_page, GTK_TYPE_BOX)

/* Fields */

static void
set_setting (RsCasePage *self, const char *summary, const char *key, const char *value)
{
  RsEdit *edit = rs_edit_new (summary);

  rs_edit_set (edit, key, value);
  rs_session_apply (self->session, edit, NULL, NULL);
}

static gboolean
title_typed (const char *text, gpointer user_data)
{
  if (!*text)
    return FALSE;
  set_setting (user_data, _ ("Change the title of the case"), "title", text);
  return TRUE;
}

static gboolean
description_typed (const char *text, gpointer user_data)
{
  set_setting (user_data, _ ("Change the description of the case"), "description", text);
  return TRUE;
}

static gboolean
zone_typed (const char *text, gpointer user_data)
{
  g_autoptr (GTimeZone) zone = *text ? rs_time_zone_new (text) : NULL;

  if (*text && !zone)
    return FALSE;
  set_setting (user_data, _ ("Change the clock of the case"), "zone", text);
  return TRUE;
}

/* What is in it */

static char *
describe_records (const RsSnapshot *snapshot)
{
  g_autofree char *vessels = rs_text_count (snapshot->vessels->len);
  g_autofree char *fixes = rs_text_count (snapshot->n_fixes);
  g_autofree char *a = g_strdup_printf (
      ngettext ("%s vessel", "%s vessels", snapshot->vessels->len), vessels);
  g_autofree char *b = g_strdup_printf (
      ngettext ("%s position", "%s positions", (gulong) snapshot->n_fixes), fixes);

  return g_strdup_printf ("%s · %s", a, b);
}

static char *
describe_findings (const RsSnapshot *snapshot)
{
  g_autofree char *a
      = g_strdup_printf (ngettext ("%u incident", "%u incidents", snapshot->incidents->len),
                         snapshot->incidents->len);
  g_autofree char *b = g_strdup_printf (
      ngettext ("%u event", "%u events", snapshot->events->len), snapshot->events->len);

  return g_strdup_printf ("%s · %s", a, b);
}

/* Pairs of title and value. (transfer full) */
static GPtrArray *
describe_contents (const RsSnapshot *snapshot)
{
  GPtrArray *texts = g_ptr_array_new_null_terminated (10, g_free, TRUE);

  g_ptr_array_add (texts, g_strdup (_ ("Tracks")));
  g_ptr_array_add (texts, describe_records (snapshot));
  g_ptr_array_add (texts, g_strdup (_ ("Findings")));
  g_ptr_array_add (texts, describe_findings (snapshot));
  if (snapshot->from_ms != RS_TIME_NONE)
    {
      g_ptr_array_add (texts, g_strdup (_ ("Span")));
      g_ptr_array_add (texts, rs_text_span (snapshot->from_ms, snapshot->to_ms));
    }
  g_ptr_array_add (texts, g_strdup (_ ("A pause counts as a gap from")));
  g_ptr_array_add (texts, rs_duration_describe (snapshot->gap_ms));
  if (rs_snapshot_has_reconstructed (snapshot, 0))
    {
      g_ptr_array_add (texts, g_strdup (_ ("Provenance")));
      g_ptr_array_add (texts,
                       g_strdup (_ ("Holds reconstructed tracks: computed, not observed. They are "
                                    "drawn dashed and marked in every export.")));
    }
  return texts;
}

/* Most edits change nothing of it. */
static void
update_contents (RsCasePage *self, const RsSnapshot *snapshot)
{
  g_autoptr (GPtrArray) texts = describe_contents (snapshot);
  g_autofree char *shown = g_strjoinv ("\n", (char **) texts->pdata);

  if (g_strcmp0 (shown, self->contents_shown) == 0)
    return;
  rs_set_string (&self->contents_shown, shown);
  rs_page_clear_group (self->contents, self->content_rows);
  for (guint i = 0; i + 1 < texts->len; i += 2)
    rs_page_add_row (self->contents, self->content_rows,
                     rs_page_create_value_row (g_ptr_array_index (texts, i),
                                               g_ptr_array_index (texts, i + 1)));
}

/* Imports */

static void
remove_import_cb (GtkWidget *button, RsCasePage *self)
{
  gint64 id = *(gint64 *) g_object_get_data (G_OBJECT (button), "import");
  RsSnapshot *snapshot = rs_session_get_snapshot (self->session);

  for (guint i = 0; i < snapshot->imports->len; i++)
    {
      const RsImport *import = g_ptr_array_index (snapshot->imports, i);
      g_autofree char *name = NULL;
      g_autofree char *summary = NULL;
      g_autofree char *message = NULL;
      RsEdit *edit;

      if (import->id != id)
        continue;
      name = rs_text_import_name (import);
      summary = g_strdup_printf (_ ("Remove import “%s”"), name);
      edit = rs_edit_new (summary);
      rs_edit_remove_import (edit, id);
      rs_session_apply (self->session, edit, NULL, NULL);
      message = g_strdup_printf (_ ("Removed “%s”"), name);
      gtk_widget_activate_action (GTK_WIDGET (self), "win.announce-deletion", "s", message);
      return;
    }
}

/* What it brought; of a live source also when it began, as one may be listened to again and again. */
static char *
describe_import (const RsImport *import)
{
  g_autofree char *fixes = rs_text_count ((guint64) import->n_fixes);
  g_autofree char *rejected = rs_text_count ((guint64) import->n_rejected);
  g_autofree char *begun = rs_text_second (import->t_ms);
  GString *text = g_string_new (NULL);

  if (rs_text_import_is_live (import))
    /* Translators: of a live source; %s is a time */
    g_string_append_printf (text, _ ("Begun at %s"), begun);
  if (rs_text_import_is_running (import))
    return g_string_free (text, FALSE);
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append_printf (
      text, ngettext ("%s position", "%s positions", (gulong) import->n_fixes), fixes);
  if (import->n_rejected > 0)
    {
      g_string_append (text, " · ");
      g_string_append_printf (
          text, ngettext ("%s row rejected", "%s rows rejected", (gulong) import->n_rejected), rejected);
    }
  return g_string_free (text, FALSE);
}

/* Leads to the import's record. */
static GtkWidget *
create_import_row (RsCasePage *self, const RsImport *import)
{
  g_autofree char *title = rs_text_import_title (import);
  g_autofree char *detail = describe_import (import);
  GtkWidget *row = rs_page_create_row (title, detail);
  gboolean is_sample = g_str_equal (import->layout, "sample");

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "x", import->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.show-import");
  if (!is_sample && !rs_case_get_read_only_reason (rs_session_get_case (self->session)))
    {
      g_autofree char *name = rs_text_import_name (import);
      g_autofree char *label = g_strdup_printf (_ ("Remove import “%s”"), name);
      GtkWidget *button = rs_page_create_button ("user-trash-symbolic", label);

      g_object_set_data_full (G_OBJECT (button), "import", g_memdup2 (&import->id, sizeof (gint64)),
                              g_free);
      g_signal_connect_object (button, "clicked", G_CALLBACK (remove_import_cb), self, 0);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
    }
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  return row;
}

static void
update_imports (RsCasePage *self, const RsSnapshot *snapshot)
{
  g_autoptr (GString) shown = g_string_new (NULL);

  /* The focus stays where it is while a case grows every second. */
  for (guint i = 0; i < snapshot->imports->len; i++)
    {
      const RsImport *import = g_ptr_array_index (snapshot->imports, i);

      g_string_append_printf (shown, "%s %" G_GINT64_FORMAT " %d;", snapshot->path, import->id,
                              rs_text_import_is_running (import));
    }
  if (g_strcmp0 (shown->str, self->imports_shown) == 0)
    return;
  rs_set_string (&self->imports_shown, shown->str);
  rs_page_clear_group (self->imports, self->import_rows);
  for (guint i = 0; i < snapshot->imports->len; i++)
    rs_page_add_row (self->imports, self->import_rows,
                     create_import_row (self, g_ptr_array_index (snapshot->imports, i)));
  if (snapshot->imports->len == 0)
    rs_page_add_row (self->imports, self->import_rows,
                     rs_page_create_row (_ ("Nothing imported yet"), NULL));
}

/* Sources */

static void
update_sources (RsCasePage *self, const RsSnapshot *snapshot)
{
  rs_page_clear_group (self->sources, self->source_rows);
  for (guint i = 0; i < snapshot->sources->len; i++)
    {
      const RsSource *source = g_ptr_array_index (snapshot->sources, i);
      g_autofree char *date = source->t_ms == RS_TIME_NONE
                                  ? g_strdup ("")
                                  : rs_time_format_zone (source->t_ms, NULL, FALSE);
      g_autofree char *subtitle = NULL;

      if (*date)
        date[10] = '\0';
      subtitle = g_strdup_printf ("%s%s%s%s%s", source->publisher,
                                  *source->publisher && *date ? " · " : "", date,
                                  source->reliability ? " · " : "",
                                  source->reliability ? rs_text_reliability (source->reliability)
                                                      : "");
      rs_page_add_row (self->sources, self->source_rows,
                       rs_page_create_row (source->title, subtitle));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->sources), snapshot->sources->len > 0);
}

/* History */

static void
history_thread (GTask *task, gpointer object, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *entries = rs_case_read_history (data, N_HISTORY_MAX, &error);

  if (entries)
    g_task_return_pointer (task, entries, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
clear_history (RsCasePage *self)
{
  for (guint i = 0; i < self->history_rows->len; i++)
    adw_expander_row_remove (self->history, g_ptr_array_index (self->history_rows, i));
  g_ptr_array_set_size (self->history_rows, 0);
}

static void
add_history_row (RsCasePage *self, const char *title, const char *subtitle)
{
  GtkWidget *row = rs_page_create_row (title, subtitle);

  adw_expander_row_add_row (self->history, row);
  g_ptr_array_add (self->history_rows, row);
}

static void
history_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  RsCasePage *self = RS_CASE_PAGE (object);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = g_task_propagate_pointer (G_TASK (result), &error);

  if (!self->history_rows || g_task_get_cancellable (G_TASK (result)) != self->reading)
    return;
  g_clear_object (&self->reading);
  clear_history (self);
  if (error)
    {
      add_history_row (self, _ ("The history cannot be read"), error->message);
      return;
    }
  for (guint i = 0; i < entries->len; i++)
    {
      const RsHistoryEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *when = rs_text_time (entry->t_ms);
      g_autofree char *subtitle = NULL;
      g_autofree char *title = NULL;

      if (g_str_equal (entry->action, "undo"))
        title = g_strdup_printf (_ ("Undone: %s"), entry->summary);
      else if (g_str_equal (entry->action, "redo"))
        title = g_strdup_printf (_ ("Redone: %s"), entry->summary);
      subtitle = g_strdup_printf ("%s%s%s · %.12s", when, *entry->author ? " · " : "",
                                  entry->author, entry->hash);
      add_history_row (self, title ? title : entry->summary, subtitle);
    }
}

static void
read_history (RsCasePage *self)
{
  RsCase *document = rs_session_get_case (self->session);
  g_autoptr (GTask) task = NULL;

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (!document || !adw_expander_row_get_expanded (self->history))
    return;
  self->reading = g_cancellable_new ();
  task = g_task_new (self, self->reading, history_read_cb, NULL);
  g_task_set_source_tag (task, read_history);
  g_task_set_task_data (task, g_object_ref (document), g_object_unref);
  g_task_run_in_thread (task, history_thread);
}

/* Page */

static gboolean
contents_step (gpointer data, guint *at)
{
  update_contents (data, rs_session_get_snapshot (((RsCasePage *) data)->session));
  return FALSE;
}

static gboolean
imports_step (gpointer data, guint *at)
{
  update_imports (data, rs_session_get_snapshot (((RsCasePage *) data)->session));
  return FALSE;
}

static gboolean
sources_step (gpointer data, guint *at)
{
  update_sources (data, rs_session_get_snapshot (((RsCasePage *) data)->session));
  read_history (data);
  return FALSE;
}

static void
snapshot_changed_cb (RsCasePage *self)
{
  static const RsStepFunc steps[] = { contents_step, imports_step, sources_step };
  RsSnapshot *snapshot = rs_session_get_snapshot (self->session);
  RsCase *document = rs_session_get_case (self->session);
  gboolean writable = document && !rs_case_get_read_only_reason (document);

  rs_field_set_text (self->title, snapshot->title);
  rs_field_set_text (self->description, snapshot->description);
  rs_field_set_text (self->zone, snapshot->zone);
  rs_field_set_editable (self->title, writable);
  rs_field_set_editable (self->description, writable);
  rs_field_set_editable (self->zone, writable);
  if (document)
    rs_steps_start (&self->steps, self, steps, G_N_ELEMENTS (steps));
  else
    rs_steps_stop (&self->steps);
}

void
rs_case_page_flush (RsCasePage *self)
{
  rs_field_flush (self->title);
  rs_field_flush (self->description);
  rs_field_flush (self->zone);
}

GtkWidget *
rs_case_page_new (RsSession *session)
{
  RsCasePage *self = g_object_new (RS_TYPE_CASE_PAGE, NULL);
  AdwPreferencesGroup *group;
  GtkBox *box;

  self->session = g_object_ref (session);
  gtk_box_append (GTK_BOX (self), rs_page_new (&box));
  gtk_widget_set_hexpand (gtk_widget_get_first_child (GTK_WIDGET (self)), TRUE);

  group = rs_page_add_group (box, _ ("Case"));
  self->title = rs_field_new_row (_ ("Title"), title_typed, self);
  adw_preferences_group_add (group, rs_field_get_widget (self->title));
  self->zone = rs_field_new_row (_ ("Second clock, such as Asia/Vladivostok"), zone_typed, self);
  adw_preferences_group_add (group, rs_field_get_widget (self->zone));
  group = rs_page_add_group (box, _ ("Description"));
  self->description = rs_field_new_text (_ ("Description"), 90, description_typed, self);
  adw_preferences_group_add (group, rs_field_get_widget (self->description));

  self->contents = rs_page_add_group (box, _ ("Contents"));
  self->imports = rs_page_add_group (box, _ ("Imports"));
  {
    GtkWidget *button = rs_page_create_button ("list-add-symbolic", _ ("Import AIS data"));

    gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.import");
    adw_preferences_group_set_header_suffix (self->imports, button);
  }
  gtk_box_append (box, rs_case_lists_new (session));
  self->sources = rs_page_add_group (box, _ ("Sources"));
  group = rs_page_add_group (box, _ ("History"));
  self->history = ADW_EXPANDER_ROW (adw_expander_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->history), _ ("Who changed what"));
  adw_expander_row_set_subtitle (self->history,
                                 _ ("Each entry is sealed by the hash of the one before"));
  g_signal_connect_object (self->history, "notify::expanded", G_CALLBACK (read_history), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, GTK_WIDGET (self->history));

  g_signal_connect_object (session, "snapshot-changed", G_CALLBACK (snapshot_changed_cb), self,
                           G_CONNECT_SWAPPED);
  snapshot_changed_cb (self);
  return GTK_WIDGET (self);
}

static void
rs_case_page_dispose (GObject *object)
{
  RsCasePage *self = RS_CASE_PAGE (object);

  rs_steps_stop (&self->steps);
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->session);
  g_clear_pointer (&self->content_rows, g_ptr_array_unref);
  g_clear_pointer (&self->import_rows, g_ptr_array_unref);
  g_clear_pointer (&self->contents_shown, g_free);
  g_clear_pointer (&self->imports_shown, g_free);
  g_clear_pointer (&self->source_rows, g_ptr_array_unref);
  g_clear_pointer (&self->history_rows, g_ptr_array_unref);
  G_OBJECT_CLASS (rs_case_page_parent_class)->dispose (object);
}

static void
rs_case_page_class_init (RsCasePageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rs_case_page_dispose;
}

static void
rs_case_page_init (RsCasePage *self)
{
  self->content_rows = g_ptr_array_new ();
  self->import_rows = g_ptr_array_new ();
  self->source_rows = g_ptr_array_new ();
  self->history_rows = g_ptr_array_new ();
}
