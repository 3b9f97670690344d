/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/field.h"

/* After the last key: long enough to finish a word, short enough to lose nothing. */
#define COMMIT_DELAY_MS 1200

struct _RsField
{
  GObject parent_instance;

  GtkWidget *row;  /* AdwEntryRow, or NULL */
  GtkWidget *view; /* GtkTextView, or NULL */
  RsFieldFunc func;
  gpointer user_data;
  char *stored; /* what was there last */
  gboolean setting;
  gboolean has_focus;
  guint timeout_id;
};

G_DEFINE_FINAL_TYPE (RsField, rs_field, G_TYPE_OBJECT)

static char *
get_text (RsField *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  if (self->row)
    return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->row))));
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

static void
show_text (RsField *self, const char *text)
{
  self->setting = TRUE;
  if (self->row)
    gtk_editable_set_text (GTK_EDITABLE (self->row), text);
  else
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)), text, -1);
  self->setting = FALSE;
}

void
rs_field_mark (GtkWidget *widget, gboolean is_wrong)
{
  if (is_wrong)
    gtk_widget_add_css_class (widget, "error");
  else
    gtk_widget_remove_css_class (widget, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_INVALID,
                               is_wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

gboolean
rs_field_flush (RsField *self)
{
  g_autofree char *text = get_text (self);
  gboolean good = TRUE;

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  if (!g_str_equal (text, self->stored))
    {
      g_autofree char *old = g_steal_pointer (&self->stored);

      /* Before the call: it may set the field. */
      self->stored = g_strdup (text);
      good = self->func (text, self->user_data);
      if (!good)
        {
          g_free (self->stored);
          self->stored = g_steal_pointer (&old);
        }
    }
  rs_field_mark (rs_field_get_widget (self), !good);
  return good;
}

static gboolean
timeout_cb (gpointer user_data)
{
  RsField *self = user_data;

  self->timeout_id = 0;
  rs_field_flush (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (RsField *self)
{
  if (self->setting)
    return;
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  self->timeout_id = g_timeout_add (COMMIT_DELAY_MS, timeout_cb, self);
}

static void
focus_enter_cb (RsField *self)
{
  self->has_focus = TRUE;
}

static void
focus_leave_cb (RsField *self)
{
  self->has_focus = FALSE;
  rs_field_flush (self);
}

void
rs_field_set_text (RsField *self, const char *text)
{
  g_autofree char *present = get_text (self);
  gboolean typing = !g_str_equal (present, self->stored);
  char *copy = g_strdup (text);

  if (typing && self->has_focus)
    return;
  g_free (self->stored);
  self->stored = copy;
  if (!g_str_equal (present, copy))
    show_text (self, copy);
  rs_field_mark (rs_field_get_widget (self), FALSE);
}

void
rs_field_set_editable (RsField *self, gboolean editable)
{
  if (self->row)
    gtk_editable_set_editable (GTK_EDITABLE (self->row), editable);
  else
    gtk_text_view_set_editable (GTK_TEXT_VIEW (self->view), editable);
}

void
rs_field_add_button (RsField *self, GtkWidget *button)
{
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self->row), button);
}

GtkWidget *
rs_field_get_widget (RsField *self)
{
  return self->row ? self->row : self->view;
}

static RsField *
create (GtkWidget *widget, RsFieldFunc func, gpointer user_data)
{
  RsField *self = g_object_new (RS_TYPE_FIELD, NULL);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->func = func;
  self->user_data = user_data;
  g_signal_connect_object (focus, "enter", G_CALLBACK (focus_enter_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (focus_leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, focus);
  g_object_set_data_full (G_OBJECT (widget), "rs-field", self, g_object_unref);
  return self;
}

RsField *
rs_field_new_row (const char *title, RsFieldFunc func, gpointer user_data)
{
  GtkWidget *row = adw_entry_row_new ();
  RsField *self = create (row, func, user_data);

  self->row = row;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), title);
  gtk_widget_add_css_class (self->row, "rs-figures");
  g_signal_connect_object (self->row, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->row, "entry-activated", G_CALLBACK (rs_field_flush), self,
                           G_CONNECT_SWAPPED);
  return self;
}

RsField *
rs_field_new_text (const char *title, int height, RsFieldFunc func, gpointer user_data)
{
  GtkWidget *view = gtk_text_view_new ();
  RsField *self = create (view, func, user_data);

  self->view = view;
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->view), FALSE);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (self->view), 9);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (self->view), 9);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (self->view), 12);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (self->view), 12);
  gtk_widget_set_size_request (self->view, -1, height);
  gtk_widget_add_css_class (self->view, "rs-text");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)), "changed",
                           G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

static void
rs_field_dispose (GObject *object)
{
  RsField *self = RS_FIELD (object);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  G_OBJECT_CLASS (rs_field_parent_class)->dispose (object);
}

static void
rs_field_finalize (GObject *object)
{
  g_free (RS_FIELD (object)->stored);
  G_OBJECT_CLASS (rs_field_parent_class)->finalize (object);
}

static void
rs_field_class_init (RsFieldClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rs_field_dispose;
  G_OBJECT_CLASS (klass)->finalize = rs_field_finalize;
}

static void
rs_field_init (RsField *self)
{
  self->stored = g_strdup ("");
}
