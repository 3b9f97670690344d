/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/panels/filter-choice-row.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/text-filter.h"
#include "app/text.h"
#include "app/widgets/field.h"

#define DELAY_MS 400

/* Lives as long as its row. */
typedef struct
{
  AdwExpanderRow *row; /* borrowed */
  RsSession *session;
  RsFilterKind kind;
  GtkWidget *low, *high; /* borrowed */
  GtkLabel *error;       /* borrowed: what is wrong with one of them */
  guint apply_id;
  gboolean showing; /* entries are being set from the filter */
} Range;

static void
range_free (gpointer data)
{
  Range *self = data;

  g_clear_handle_id (&self->apply_id, g_source_remove);
  g_object_unref (self->session);
  g_free (self);
}

/* (transfer full) (nullable): what was typed, as a filter has it; "" for nothing. */
static char *
read_end (Range *self, GtkWidget *entry)
{
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
  gint64 t_ms;

  /* Until a day is until its end, as in a filter's text. */
  if (self->kind == RS_FILTER_TIME)
    return (entry == self->high && rs_time_parse_end (typed, &t_ms)) || rs_text_time_from_edit (typed, &t_ms)
             ? rs_time_format (t_ms)
             : NULL;
  /* Decimal commas are typed where they are usual. */
  return g_strdelimit (g_steal_pointer (&typed), ",", '.');
}

/* (transfer full) (nullable): what the ends ask for together; NULL: nothing that a filter can. */
static RsFilter *
parse_ends (Range *self, const char *low, const char *high, char **out_text)
{
  g_autofree char *text
    = *low || *high
        ? g_strdup_printf ("%s:%s..%s", rs_filter_kind_to_string (self->kind), low, high)
        : g_strdup ("");
  RsFilter *filter = rs_filter_parse (text, NULL);

  if (out_text)
    *out_text = g_steal_pointer (&text);
  return filter;
}

static gboolean
is_end (Range *self, const char *text, gboolean is_high)
{
  g_autoptr (RsFilter) filter
    = text ? parse_ends (self, is_high ? "" : text, is_high ? text : "", NULL) : NULL;

  return filter != NULL;
}

/* Marks an entry and says to a screen reader, too, what is wrong with it; NULL: nothing is. */
static void
set_error (GtkWidget *entry, const char *error)
{
  rs_field_mark (entry, error != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  error ? error : "", -1);
}

static void
set_errors (Range *self, const char *low, const char *high)
{
  set_error (self->low, low);
  set_error (self->high, high);
  gtk_label_set_text (self->error, low ? low : high ? high : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error), low || high);
}

static gboolean
is_typed_in (GtkWidget *entry)
{
  return (gtk_widget_get_state_flags (entry) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0
         && gtk_widget_get_mapped (entry);
}

static gboolean
apply_cb (gpointer data)
{
  Range *self = data;
  g_autofree char *low = read_end (self, self->low), *high = read_end (self, self->high);
  g_autofree char *text = NULL;
  g_autoptr (RsFilter) filter = NULL;
  gboolean is_time = self->kind == RS_FILTER_TIME;
  gboolean has_low = is_end (self, low, FALSE), has_high = is_end (self, high, TRUE);
  const char *no_end = is_time ? _ ("Write a date, or date and time in UTC: 2024-03-07 06:00")
                               : _ ("Write a number of eight digits at most and no sign, such as 12.5");
  const char *order = is_time ? _ ("The end comes before the start")
                              : _ ("The least is more than the most");

  self->apply_id = 0;
  if (has_low && has_high)
    filter = parse_ends (self, low, high, &text);
  if (filter)
    {
      set_errors (self, NULL, NULL);
      rs_session_replace_in_filter (self->session, self->kind, text);
    }
  else if (has_low && has_high)
    set_errors (self, is_typed_in (self->low) ? order : NULL, is_typed_in (self->low) ? NULL : order);
  else
    set_errors (self, has_low ? NULL : no_end, has_high ? NULL : no_end);
  return G_SOURCE_REMOVE;
}

static void
typed_cb (Range *self)
{
  if (self->showing)
    return;
  g_clear_handle_id (&self->apply_id, g_source_remove);
  self->apply_id = g_timeout_add (DELAY_MS, apply_cb, self);
}

static void
entered_cb (Range *self)
{
  g_clear_handle_id (&self->apply_id, g_source_remove);
  apply_cb (self);
}

static char *
show_number (double value)
{
  return isinf (value) ? g_strdup ("") : g_strdup_printf ("%g", value);
}

static void
show_ends (Range *self, const RsFilterCondition *condition)
{
  g_autofree char *low = NULL, *high = NULL;

  if (condition && self->kind == RS_FILTER_TIME)
    {
      low = rs_text_time_to_edit (condition->from_ms);
      high = rs_text_time_to_edit (condition->to_ms);
    }
  else if (condition)
    {
      low = show_number (condition->min);
      high = show_number (condition->max);
    }
  self->showing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->low), low ? low : "");
  gtk_editable_set_text (GTK_EDITABLE (self->high), high ? high : "");
  set_errors (self, NULL, NULL);
  self->showing = FALSE;
}

static void
filter_changed_cb (GtkWidget *row)
{
  Range *self = g_object_get_data (G_OBJECT (row), "range");
  g_autofree char *summary = rs_filter_row_summary (self->session, self->kind);
  const RsFilter *filter = rs_session_get_filter (self->session);
  const RsFilterCondition *found = NULL;

  for (guint i = 0; i < filter->n && !found; i++)
    if (filter->conditions[i]->kind == self->kind && !filter->conditions[i]->negated)
      found = filter->conditions[i];
  adw_expander_row_set_subtitle (self->row, summary);
  if (!is_typed_in (self->low) && !is_typed_in (self->high))
    show_ends (self, found);
}

static GtkWidget *
create_entry (Range *self, const char *label)
{
  GtkWidget *entry = gtk_entry_new ();
  gboolean is_time = self->kind == RS_FILTER_TIME;
  g_autofree char *name = g_strdup_printf ("%s: %s", rs_text_filter_kind (self->kind), label);

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), is_time ? 16 : 7);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), is_time ? 16 : 7);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), is_time ? "2024-03-07 06:00" : label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_hexpand (entry, TRUE);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (typed_cb), self);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (entered_cb), self);
  return entry;
}

GtkWidget *
rs_filter_range_row_new (RsSession *session, RsFilterKind kind)
{
  GtkWidget *row = adw_expander_row_new (), *inner = gtk_list_box_row_new ();
  gboolean is_time = kind == RS_FILTER_TIME;
  GtkWidget *outer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *box = gtk_box_new (is_time ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL, 6);
  Range *self = g_new0 (Range, 1);

  self->row = ADW_EXPANDER_ROW (row);
  self->session = g_object_ref (session);
  self->kind = kind;
  g_object_set_data_full (G_OBJECT (row), "range", self, range_free);
  g_object_set (row, "use-markup", FALSE, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), rs_text_filter_kind (kind));
  gtk_widget_set_tooltip_text (row, rs_text_filter_hint (kind));
  self->low = create_entry (self, is_time ? _ ("From, UTC") : _ ("At least"));
  self->high = create_entry (self, is_time ? _ ("Until, UTC") : _ ("At most"));
  gtk_box_append (GTK_BOX (box), self->low);
  gtk_box_append (GTK_BOX (box), gtk_label_new ("–"));
  gtk_box_append (GTK_BOX (box), self->high);
  self->error = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->error, TRUE);
  gtk_label_set_xalign (self->error, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->error), "error");
  gtk_widget_add_css_class (GTK_WIDGET (self->error), "caption");
  gtk_box_append (GTK_BOX (outer), box);
  gtk_box_append (GTK_BOX (outer), GTK_WIDGET (self->error));
  gtk_widget_set_margin_top (outer, 6);
  gtk_widget_set_margin_bottom (outer, 6);
  gtk_widget_set_margin_start (outer, 12);
  gtk_widget_set_margin_end (outer, 12);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (inner), outer);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (inner), FALSE);
  adw_expander_row_add_row (self->row, inner);
  g_signal_connect_object (session, "filter-changed", G_CALLBACK (filter_changed_cb), row,
                           G_CONNECT_SWAPPED);
  filter_changed_cb (row);
  return row;
}
