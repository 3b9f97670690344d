/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/panels/filter-choice-row.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/models/filter-choices.h"
#include "app/text-filter.h"
#include "app/text.h"
#include "case/vessel-text.h"

/* Whoever wants another one searches for it. */
#define N_SHOWN_MAX 8

/* Lives as long as its row. */
typedef struct
{
  AdwExpanderRow *row; /* borrowed */
  RsSession *session;
  RsFilterKind kind;
  GPtrArray *choices; /* nullable: not unfolded yet, or of another snapshot */
  GPtrArray *shown;   /* of GtkWidget*, borrowed: rows below */
  GtkWidget *search;  /* nullable, borrowed */
} Choices;

static void
choices_free (gpointer data)
{
  Choices *self = data;

  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_ptr_array_unref (self->shown);
  g_object_unref (self->session);
  g_free (self);
}

char *
rs_filter_row_summary (RsSession *session, RsFilterKind kind)
{
  const RsFilter *filter = rs_session_get_filter (session);
  g_autoptr (GString) text = g_string_new (NULL);
  guint lang;

  g_object_get (session, "lang", &lang, NULL);
  for (guint i = 0; i < filter->n; i++)
    {
      g_autofree char *words = NULL;

      if (filter->conditions[i]->kind != kind)
        continue;
      words = rs_text_filter_condition (rs_session_get_snapshot (session), filter->conditions[i],
                                        (RsLang) lang, FALSE);
      g_string_append_printf (text, "%s%s", text->len ? ", " : "", words);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
is_chosen (Choices *self, const char *value)
{
  return rs_filter_find (rs_session_get_filter (self->session), self->kind, FALSE, value) >= 0;
}

static void
toggled_cb (GtkCheckButton *check, Choices *self)
{
  const char *value = g_object_get_data (G_OBJECT (check), "value");
  g_autofree char *quoted = rs_filter_quote (value);
  g_autofree char *text
    = g_strdup_printf ("%s:%s", rs_filter_kind_to_string (self->kind), quoted);

  if (gtk_check_button_get_active (check))
    rs_session_add_to_filter (self->session, text);
  else
    rs_session_remove_from_filter (self->session, text);
}

static void
add_choice (Choices *self, const RsFilterChoice *choice)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), is_chosen (self, choice->value));
  g_object_set_data_full (G_OBJECT (check), "value", g_strdup (choice->value), g_free);
  g_signal_connect (check, "toggled", G_CALLBACK (toggled_cb), self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  choice->label, -1);
  g_object_set (row, "use-markup", FALSE, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), choice->label);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  if (choice->count > 0)
    {
      g_autofree char *count = rs_text_count (choice->count);
      GtkWidget *label = gtk_label_new (count);

      gtk_widget_add_css_class (label, "dim-label");
      gtk_widget_add_css_class (label, "rs-figures");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }
  adw_expander_row_add_row (self->row, row);
  g_ptr_array_add (self->shown, row);
}

static void
add_note (Choices *self, const char *text)
{
  GtkWidget *row = adw_action_row_new ();

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_expander_row_add_row (self->row, row);
  g_ptr_array_add (self->shown, row);
}

static void
fill (Choices *self)
{
  g_auto (GStrv) words
    = self->search ? rs_search_words (gtk_editable_get_text (GTK_EDITABLE (self->search))) : NULL;
  guint n_matching = 0, n_more;

  for (guint i = 0; i < self->shown->len; i++)
    adw_expander_row_remove (self->row, g_ptr_array_index (self->shown, i));
  g_ptr_array_set_size (self->shown, 0);
  /* Chosen ones first. */
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < self->choices->len; i++)
      {
        const RsFilterChoice *choice = g_ptr_array_index (self->choices, i);

        if (is_chosen (self, choice->value) != (pass == 0)
            || !rs_search_text_has (choice->key, words))
          continue;
        if (pass == 0 || self->shown->len < N_SHOWN_MAX)
          add_choice (self, choice);
        n_matching++;
      }
  n_more = n_matching - self->shown->len;
  if (self->choices->len == 0)
    {
      add_note (self, _ ("This case has none"));
    }
  else if (n_more > 0)
    {
      g_autofree char *text
        = g_strdup_printf (ngettext ("%u more: search for it", "%u more: search for them", n_more),
                           n_more);

      add_note (self, text);
    }
}

static void
add_search (Choices *self)
{
  GtkWidget *row = gtk_list_box_row_new ();
  g_autofree char *label = g_strdup_printf ("%s: %s", rs_text_filter_kind (self->kind), _ ("Search"));

  self->search = gtk_search_entry_new ();
  g_object_set (self->search, "placeholder-text", _ ("Search"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  gtk_widget_set_margin_top (self->search, 6);
  gtk_widget_set_margin_bottom (self->search, 6);
  gtk_widget_set_margin_start (self->search, 6);
  gtk_widget_set_margin_end (self->search, 6);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), self->search);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (fill), self);
  adw_expander_row_add_row (self->row, row);
}

static void
expanded_cb (AdwExpanderRow *row, GParamSpec *pspec, Choices *self)
{
  if (!adw_expander_row_get_expanded (row))
    return;
  if (!self->choices)
    self->choices = rs_filter_choices_new (rs_session_get_snapshot (self->session), self->kind);
  if (!self->search && self->choices->len > N_SHOWN_MAX)
    add_search (self);
  fill (self);
}

/* What is ticked is told at once; rows keep their places while they are looked at. */
static void
filter_changed_cb (GtkWidget *row)
{
  Choices *self = g_object_get_data (G_OBJECT (row), "choices");
  g_autofree char *summary = rs_filter_row_summary (self->session, self->kind);

  adw_expander_row_set_subtitle (self->row, summary);
  for (guint i = 0; i < self->shown->len; i++)
    {
      GtkWidget *check
        = GTK_WIDGET (adw_action_row_get_activatable_widget (g_ptr_array_index (self->shown, i)));
      const char *value = check ? g_object_get_data (G_OBJECT (check), "value") : NULL;

      if (!value)
        continue;
      g_signal_handlers_block_by_func (check, toggled_cb, self);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), is_chosen (self, value));
      g_signal_handlers_unblock_by_func (check, toggled_cb, self);
    }
}

/* A live case changes all the time: what is unfolded stays as it is. */
static void
snapshot_changed_cb (GtkWidget *row)
{
  Choices *self = g_object_get_data (G_OBJECT (row), "choices");

  if (!adw_expander_row_get_expanded (self->row) || !gtk_widget_get_mapped (row))
    {
      adw_expander_row_set_expanded (self->row, FALSE);
      g_clear_pointer (&self->choices, g_ptr_array_unref);
    }
}

GtkWidget *
rs_filter_choice_row_new (RsSession *session, RsFilterKind kind)
{
  GtkWidget *row = adw_expander_row_new ();
  Choices *self = g_new0 (Choices, 1);

  self->row = ADW_EXPANDER_ROW (row);
  self->session = g_object_ref (session);
  self->kind = kind;
  self->shown = g_ptr_array_new ();
  g_object_set_data_full (G_OBJECT (row), "choices", self, choices_free);
  g_object_set (row, "use-markup", FALSE, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), rs_text_filter_kind (kind));
  gtk_widget_set_tooltip_text (row, rs_text_filter_hint (kind));
  g_signal_connect (row, "notify::expanded", G_CALLBACK (expanded_cb), self);
  g_signal_connect_object (session, "filter-changed", G_CALLBACK (filter_changed_cb), row,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "snapshot-changed", G_CALLBACK (snapshot_changed_cb), row,
                           G_CONNECT_SWAPPED);
  filter_changed_cb (row);
  return row;
}
