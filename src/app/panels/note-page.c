/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/panels/note-page.h"

#include <glib/gi18n.h>

#include "app/text.h"
#include "app/widgets/field.h"
#include "app/widgets/page.h"
#include "app/widgets/palette-row.h"

struct _RsNotePage
{
  GtkBox parent_instance;

  RsSession *session;
  gint64 note_id; /* shown; 0 none */

  GtkLabel *heading;
  RsField *text;
  RsPaletteRow *color;
  RsField *from;
  RsField *to;
  RsField *radius;
  GtkWidget *remove;
};

G_DEFINE_FINAL_TYPE (RsNotePage, rs_note_page, GTK_TYPE_BOX)

static RsNote *
copy_note (RsNotePage *self)
{
  const RsNote *note
      = rs_snapshot_get_note (rs_session_get_snapshot (self->session), self->note_id);

  return note ? rs_note_copy (note) : NULL;
}

static void
apply (RsNotePage *self, const char *summary, const RsNote *note)
{
  RsEdit *edit = rs_edit_new (summary);

  rs_edit_put_note (edit, note);
  rs_session_apply (self->session, edit, NULL, NULL);
}

static gboolean
text_typed (const char *text, gpointer user_data)
{
  RsNotePage *self = user_data;
  g_autoptr (RsNote) note = copy_note (self);

  if (note)
    {
      rs_set_string (&note->text, text);
      apply (self, _ ("Change the text of a map note"), note);
    }
  return TRUE;
}

static void
color_chosen_cb (RsNotePage *self, int color)
{
  g_autoptr (RsNote) note = copy_note (self);

  if (!note || note->color == color)
    return;
  note->color = color;
  apply (self, _ ("Change the colour of a map note"), note);
}

static gboolean
set_times (RsNotePage *self, const gint64 *from_ms, const gint64 *to_ms)
{
  g_autoptr (RsNote) note = copy_note (self);

  if (!note)
    return TRUE;
  if (from_ms)
    note->from_ms = *from_ms;
  if (to_ms)
    note->to_ms = *to_ms;
  if (note->from_ms != RS_TIME_NONE && note->to_ms != RS_TIME_NONE && note->from_ms > note->to_ms)
    return FALSE;
  apply (self, _ ("Change when a map note is shown"), note);
  return TRUE;
}

static gboolean
from_typed (const char *text, gpointer user_data)
{
  gint64 t_ms;

  return rs_text_time_from_edit (text, &t_ms) && set_times (user_data, &t_ms, NULL);
}

static gboolean
to_typed (const char *text, gpointer user_data)
{
  gint64 t_ms;

  return rs_text_time_from_edit (text, &t_ms) && set_times (user_data, NULL, &t_ms);
}

/* The field is in the units of the session. */
static double
get_unit_m (RsNotePage *self)
{
  guint units = RS_UNITS_NAUTICAL;

  g_object_get (self->session, "units", &units, NULL);
  return units == RS_UNITS_METRIC ? 1000.0 : RS_M_PER_NM;
}

static gboolean
radius_typed (const char *text, gpointer user_data)
{
  RsNotePage *self = user_data;
  g_autoptr (RsNote) note = copy_note (self);
  char *end = NULL;
  double radius = g_strtod (text, &end);

  /* Half the way round the Earth is as far as a ring can reach. */
  if (end == text || *end || !(radius > 0) || radius * get_unit_m (self) > 20.0e6)
    return FALSE;
  if (note)
    {
      note->radius_m = radius * get_unit_m (self);
      apply (self, _ ("Change the radius of a range ring"), note);
    }
  return TRUE;
}

static void
use_now_cb (GtkWidget *button, RsNotePage *self)
{
  gint64 t_ms = rs_session_get_time (self->session);

  if (t_ms == RS_TIME_NONE)
    return;
  if (!set_times (self, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "to")) ? NULL
                                                                                       : &t_ms,
                  GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "to")) ? &t_ms : NULL))
    gtk_widget_error_bell (button);
}

static void
update (RsNotePage *self)
{
  RsSnapshot *snapshot = rs_session_get_snapshot (self->session);
  gint64 id = rs_session_get_selected_note (self->session);
  const RsNote *note = id ? rs_snapshot_get_note (snapshot, id) : NULL;
  RsCase *document = rs_session_get_case (self->session);
  gboolean writable = document && !rs_case_get_read_only_reason (document);
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *radius = NULL;

  if (self->note_id && id != self->note_id)
    rs_note_page_flush (self);
  self->note_id = note ? id : 0;
  if (!note)
    return;
  from = rs_text_time_to_edit (note->from_ms);
  to = rs_text_time_to_edit (note->to_ms);
  radius = g_strdup_printf ("%.3g", note->radius_m / get_unit_m (self));
  gtk_label_set_text (self->heading, rs_text_note_kind (note->kind));
  rs_field_set_text (self->text, note->text);
  rs_field_set_text (self->from, from);
  rs_field_set_text (self->to, to);
  rs_field_set_text (self->radius, radius);
  gtk_widget_set_visible (rs_field_get_widget (self->radius), note->kind == RS_NOTE_RING);
  rs_palette_row_set_color (self->color, note->color);
  rs_field_set_editable (self->text, writable);
  rs_field_set_editable (self->from, writable);
  rs_field_set_editable (self->to, writable);
  rs_field_set_editable (self->radius, writable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->color), writable);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self->remove),
                                          g_variant_new_int64 (id));
}

void
rs_note_page_flush (RsNotePage *self)
{
  if (!self->note_id)
    return;
  rs_field_flush (self->text);
  rs_field_flush (self->from);
  rs_field_flush (self->to);
  rs_field_flush (self->radius);
}

void
rs_note_page_focus (RsNotePage *self)
{
  gtk_widget_grab_focus (rs_field_get_widget (self->text));
}

static RsField *
add_time (RsNotePage *self, AdwPreferencesGroup *group, const char *title, RsFieldFunc func,
          gboolean to)
{
  RsField *field = rs_field_new_row (title, func, self);
  GtkWidget *button = rs_page_create_button ("rs-now-symbolic", _ ("Use the time of the replay"));

  g_object_set_data (G_OBJECT (button), "to", GINT_TO_POINTER (to));
  g_signal_connect_object (button, "clicked", G_CALLBACK (use_now_cb), self, 0);
  rs_field_add_button (field, button);
  adw_preferences_group_add (group, rs_field_get_widget (field));
  return field;
}

GtkWidget *
rs_note_page_new (RsSession *session)
{
  RsNotePage *self = g_object_new (RS_TYPE_NOTE_PAGE, NULL);
  AdwPreferencesGroup *group;
  GtkBox *box;
  GtkWidget *page = rs_page_new (&box);

  self->session = g_object_ref (session);
  gtk_widget_set_hexpand (page, TRUE);
  gtk_box_append (GTK_BOX (self), page);
  self->heading = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->heading, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->heading), "title-2");
  gtk_box_append (box, GTK_WIDGET (self->heading));

  group = rs_page_add_group (box, _ ("Text"));
  self->text = rs_field_new_text (_ ("Text of the note"), 72, text_typed, self);
  adw_preferences_group_add (group, rs_field_get_widget (self->text));

  group = rs_page_add_group (box, NULL);
  self->color = RS_PALETTE_ROW (rs_palette_row_new (_ ("Colour")));
  g_signal_connect_object (self->color, "chosen", G_CALLBACK (color_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, GTK_WIDGET (self->color));
  self->radius = rs_field_new_row (_ ("Radius (nm, or km with metric units)"), radius_typed, self);
  adw_preferences_group_add (group, rs_field_get_widget (self->radius));

  group = rs_page_add_group (box, _ ("Shown Only"));
  self->from = add_time (self, group, _ ("From (UTC)"), from_typed, FALSE);
  self->to = add_time (self, group, _ ("Until (UTC)"), to_typed, TRUE);

  self->remove = rs_page_create_text_button (_ ("_Delete Note"));
  gtk_widget_add_css_class (self->remove, "destructive-action");
  gtk_widget_set_halign (self->remove, GTK_ALIGN_START);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->remove), "x", G_GINT64_CONSTANT (0));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->remove), "win.delete-note");
  gtk_box_append (box, self->remove);

  g_signal_connect_object (session, "snapshot-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::selected-note", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::units", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

static void
rs_note_page_dispose (GObject *object)
{
  g_clear_object (&RS_NOTE_PAGE (object)->session);
  G_OBJECT_CLASS (rs_note_page_parent_class)->dispose (object);
}

static void
rs_note_page_class_init (RsNotePageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rs_note_page_dispose;
}

static void
rs_note_page_init (RsNotePage *self)
{
}
