/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/panels/source-row.h"

#include <glib/gi18n.h>

#include "app/text.h"
#include "app/widgets/choice.h"
#include "app/widgets/field.h"
#include "app/widgets/page.h"

struct _RsSourceRow
{
  AdwExpanderRow parent_instance;

  RsIncidentDraft *draft;
  gint64 source_id;

  RsField *title;
  RsField *publisher;
  RsField *url;
  RsField *date;
  GtkWidget *reliability;
  GtkWidget *open;
  GtkWidget *remove;
};

G_DEFINE_FINAL_TYPE (RsSourceRow, rs_source_row, ADW_TYPE_EXPANDER_ROW)

static const RsSource *
get_source (RsSourceRow *self)
{
  RsSession *session = rs_incident_draft_get_session (self->draft);

  return rs_snapshot_get_source (rs_session_get_snapshot (session), self->source_id);
}

static void
apply (RsSourceRow *self, const RsSource *source)
{
  g_autofree char *summary = g_strdup_printf (_ ("Change source “%s”"), source->title);
  RsEdit *edit = rs_edit_new (summary);

  rs_edit_put_source (edit, source);
  rs_session_apply (rs_incident_draft_get_session (self->draft), edit, NULL, NULL);
}

/* @offset: of the string in RsSource */
static gboolean
set_text (RsSourceRow *self, gsize offset, const char *text)
{
  const RsSource *stored = get_source (self);
  g_autoptr (RsSource) source = stored ? rs_source_copy (stored) : NULL;

  if (source)
    {
      rs_set_string (G_STRUCT_MEMBER_P (source, offset), text);
      apply (self, source);
    }
  return TRUE;
}

static gboolean
title_typed (const char *text, gpointer user_data)
{
  return *text && set_text (user_data, G_STRUCT_OFFSET (RsSource, title), text);
}

static gboolean
publisher_typed (const char *text, gpointer user_data)
{
  return set_text (user_data, G_STRUCT_OFFSET (RsSource, publisher), text);
}

static gboolean
url_typed (const char *text, gpointer user_data)
{
  return set_text (user_data, G_STRUCT_OFFSET (RsSource, url), text);
}

static gboolean
date_typed (const char *text, gpointer user_data)
{
  RsSourceRow *self = user_data;
  const RsSource *stored = get_source (self);
  g_autoptr (RsSource) source = stored ? rs_source_copy (stored) : NULL;
  gint64 t_ms;

  if (!rs_text_time_from_edit (text, &t_ms))
    return FALSE;
  if (source)
    {
      source->t_ms = t_ms;
      apply (self, source);
    }
  return TRUE;
}

static void
reliability_chosen (guint index, gpointer user_data)
{
  RsSourceRow *self = user_data;
  const RsSource *stored = get_source (self);
  g_autoptr (RsSource) source = stored ? rs_source_copy (stored) : NULL;

  if (source && index <= 6)
    {
      source->reliability = index == 0 ? 0 : (char) ('A' + index - 1);
      apply (self, source);
    }
}

static void
remove_cb (RsSourceRow *self)
{
  RsIncident *incident = rs_incident_draft_get (self->draft);

  for (guint i = 0; incident && i < incident->source_ids->len; i++)
    if (g_array_index (incident->source_ids, gint64, i) == self->source_id)
      {
        g_array_remove_index (incident->source_ids, i);
        rs_incident_draft_commit (self->draft, _ ("Remove a source from “%s”"));
        return;
      }
}

static gboolean
is_web_address (const char *url)
{
  return g_str_has_prefix (url, "https://") || g_str_has_prefix (url, "http://");
}

static void
open_cb (RsSourceRow *self)
{
  const RsSource *source = get_source (self);

  if (source && is_web_address (source->url))
    gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), source->url,
                  GDK_CURRENT_TIME);
}

void
rs_source_row_show (RsSourceRow *self, gint64 source_id)
{
  const RsSource *source;
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;
  g_autofree char *subtitle_markup = NULL;
  g_autofree char *date = NULL;
  gboolean writable = rs_incident_draft_is_writable (self->draft);

  self->source_id = source_id;
  source = get_source (self);
  if (!source)
    return;
  title = g_markup_escape_text (source->title, -1);
  date = source->t_ms == RS_TIME_NONE ? g_strdup ("")
                                      : rs_time_format_zone (source->t_ms, NULL, FALSE);
  if (g_str_has_suffix (date, " 00:00"))
    date[10] = '\0';
  subtitle = g_strdup_printf ("%s%s%s%s%s", source->publisher,
                              *source->publisher && *date ? " · " : "", date,
                              source->reliability && (*source->publisher || *date) ? " · " : "",
                              source->reliability ? rs_text_reliability (source->reliability)
                                                  : "");
  subtitle_markup = g_markup_escape_text (subtitle, -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle_markup);
  rs_field_set_text (self->title, source->title);
  rs_field_set_text (self->publisher, source->publisher);
  rs_field_set_text (self->url, source->url);
  rs_field_set_text (self->date, date);
  rs_choice_set_index (self->reliability,
                       source->reliability >= 'A' && source->reliability <= 'F'
                           ? (guint) (source->reliability - 'A' + 1)
                           : 0);
  rs_field_set_editable (self->title, writable);
  rs_field_set_editable (self->publisher, writable);
  rs_field_set_editable (self->url, writable);
  rs_field_set_editable (self->date, writable);
  gtk_widget_set_sensitive (self->reliability, writable);
  gtk_widget_set_visible (self->remove, writable);
  gtk_widget_set_visible (self->open, is_web_address (source->url));
}

void
rs_source_row_flush (RsSourceRow *self)
{
  rs_field_flush (self->title);
  rs_field_flush (self->publisher);
  rs_field_flush (self->url);
  rs_field_flush (self->date);
}

GtkWidget *
rs_source_row_new (RsIncidentDraft *draft)
{
  static const char *reliabilities[8];
  RsSourceRow *self = g_object_new (RS_TYPE_SOURCE_ROW, NULL);
  AdwExpanderRow *row = ADW_EXPANDER_ROW (self);

  reliabilities[0] = rs_text_reliability (0);
  for (int i = 1; i <= 6; i++)
    reliabilities[i] = rs_text_reliability ((char) ('A' + i - 1));

  self->draft = g_object_ref (draft);
  rs_page_bound_texts (GTK_WIDGET (self));
  adw_expander_row_add_prefix (row, gtk_image_new_from_icon_name ("rs-source-symbolic"));
  self->remove = rs_page_create_button ("list-remove-symbolic",
                                        _ ("Remove this source from the incident"));
  g_signal_connect_object (self->remove, "clicked", G_CALLBACK (remove_cb), self,
                           G_CONNECT_SWAPPED);
  adw_expander_row_add_action (row, self->remove);
  self->title = rs_field_new_row (_ ("Title"), title_typed, self);
  adw_expander_row_add_row (row, rs_field_get_widget (self->title));
  self->publisher = rs_field_new_row (_ ("Publisher"), publisher_typed, self);
  adw_expander_row_add_row (row, rs_field_get_widget (self->publisher));
  self->url = rs_field_new_row (_ ("Web address"), url_typed, self);
  self->open = rs_page_create_button ("web-browser-symbolic", _ ("Open in the browser"));
  g_signal_connect_object (self->open, "clicked", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  rs_field_add_button (self->url, self->open);
  adw_expander_row_add_row (row, rs_field_get_widget (self->url));
  self->date = rs_field_new_row (_ ("Published on"), date_typed, self);
  adw_expander_row_add_row (row, rs_field_get_widget (self->date));
  self->reliability
      = rs_choice_new (_ ("Reliability"), reliabilities, reliability_chosen, self);
  adw_expander_row_add_row (row, self->reliability);
  return GTK_WIDGET (self);
}

static void
rs_source_row_dispose (GObject *object)
{
  g_clear_object (&RS_SOURCE_ROW (object)->draft);
  G_OBJECT_CLASS (rs_source_row_parent_class)->dispose (object);
}

static void
rs_source_row_class_init (RsSourceRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rs_source_row_dispose;
}

static void
rs_source_row_init (RsSourceRow *self)
{
}
