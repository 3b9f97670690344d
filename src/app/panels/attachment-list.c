/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/panels/attachment-list.h"

#include <glib/gi18n.h>

#include "app/compat/file-chooser.h"
#include "app/text.h"
#include "app/widgets/page.h"

/* An attachment lies in the case file and goes through memory as a whole. */
#define SIZE_MAX_BYTES (256 * 1024 * 1024)

struct _RsAttachmentList
{
  AdwBin parent_instance;

  RsIncidentDraft *draft;
  GSettings *settings;
  AdwPreferencesGroup *group;
  GtkWidget *add;
  GPtrArray *rows;
};

G_DEFINE_FINAL_TYPE (RsAttachmentList, rs_attachment_list, ADW_TYPE_BIN)

static void
tell (RsAttachmentList *self, const char *message)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.tell", "s", message);
}

/* Adding */

static void
load_thread (GTask *task, gpointer object, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GFile) file = g_file_new_for_path (data);
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (RsAttachment) attachment = NULL;
  g_autofree char *content = NULL;
  gsize len = 0;
  GError *error = NULL;

  info = g_file_query_info (file,
                            G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE
                            "," G_FILE_ATTRIBUTE_STANDARD_CONTENT_TYPE
                            "," G_FILE_ATTRIBUTE_STANDARD_DISPLAY_NAME,
                            G_FILE_QUERY_INFO_NONE, cancellable, &error);
  if (info && g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    error = g_error_new (G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, _ ("“%s” is no file."),
                         g_file_info_get_display_name (info));
  else if (info && g_file_info_get_size (info) > SIZE_MAX_BYTES)
    error = g_error_new (G_IO_ERROR, G_IO_ERROR_NO_SPACE,
                         _ ("“%s” is larger than 256 MiB and cannot be kept in the case."),
                         g_file_info_get_display_name (info));
  if (error || !g_file_load_contents (file, cancellable, &content, &len, NULL, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  attachment = rs_attachment_new ();
  rs_set_string (&attachment->name, g_file_info_get_display_name (info));
  if (g_file_info_get_content_type (info))
    {
      g_autofree char *mime = g_content_type_get_mime_type (g_file_info_get_content_type (info));

      rs_set_string (&attachment->mime_type, mime);
    }
  attachment->size = (gint64) len;
  attachment->content = g_bytes_new_take (g_steal_pointer (&content), len);
  g_task_return_pointer (task, g_steal_pointer (&attachment),
                         (GDestroyNotify) rs_attachment_free);
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  RsAttachmentList *self = RS_ATTACHMENT_LIST (object);
  gint64 *incident_id = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RsAttachment) attachment = g_task_propagate_pointer (G_TASK (result), &error);
  RsIncident *incident = self->draft ? rs_incident_draft_get (self->draft) : NULL;

  if (error)
    tell (self, error->message);
  else if (incident && incident->id == *incident_id)
    {
      g_ptr_array_add (incident->attachments, g_steal_pointer (&attachment));
      rs_incident_draft_commit (self->draft, _ ("Attach a file to “%s”"));
    }
  g_free (incident_id);
}

void
rs_attachment_list_add_file (RsAttachmentList *self, const char *path)
{
  RsIncident *incident = rs_incident_draft_get (self->draft);
  g_autoptr (GTask) task = NULL;

  if (!incident)
    return;
  task = g_task_new (self, NULL, loaded_cb, g_memdup2 (&incident->id, sizeof (gint64)));
  g_task_set_source_tag (task, rs_attachment_list_add_file);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, load_thread);
}

static GtkWindow *
get_window (RsAttachmentList *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void
files_chosen_cb (const char *const *paths, gpointer user_data)
{
  for (gsize i = 0; paths && paths[i]; i++)
    rs_attachment_list_add_file (user_data, paths[i]);
}

static void
add_cb (RsAttachmentList *self)
{
  rs_file_chooser_open_many (get_window (self), self->settings, _ ("Attach Files"), NULL,
                             files_chosen_cb, self);
}

/* Saving */

typedef struct
{
  RsCase *document;
  gint64 attachment_id;
  char *path;
} SaveRequest;

static void
save_request_free (gpointer data)
{
  SaveRequest *request = data;

  g_object_unref (request->document);
  g_free (request->path);
  g_free (request);
}

static void
save_thread (GTask *task, gpointer object, gpointer data, GCancellable *cancellable)
{
  SaveRequest *request = data;
  GError *error = NULL;

  if (rs_case_save_attachment (request->document, request->attachment_id, request->path, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  RsAttachmentList *self = RS_ATTACHMENT_LIST (object);
  SaveRequest *request = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *base = g_filename_display_basename (request->path);
  g_autofree char *message = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    message = g_strdup_printf (_ ("Saved “%s”; its hash is right"), base);
  tell (self, message ? message : error->message);
}

void
rs_attachment_list_save (RsAttachmentList *self, gint64 attachment_id, const char *path)
{
  RsCase *document
      = self->draft ? rs_session_get_case (rs_incident_draft_get_session (self->draft)) : NULL;
  g_autoptr (GTask) task = NULL;
  SaveRequest *request;

  if (!document)
    return;
  request = g_new0 (SaveRequest, 1);
  request->document = g_object_ref (document);
  request->attachment_id = attachment_id;
  request->path = g_strdup (path);
  task = g_task_new (self, NULL, saved_cb, NULL);
  g_task_set_source_tag (task, rs_attachment_list_save);
  g_task_set_task_data (task, request, save_request_free);
  g_task_run_in_thread (task, save_thread);
}

typedef struct
{
  RsAttachmentList *list;
  gint64 attachment_id;
} SaveChoice;

static void
save_chosen_cb (const char *path, gpointer user_data)
{
  g_autofree SaveChoice *choice = user_data;
  g_autoptr (RsAttachmentList) self = choice->list;

  if (path)
    rs_attachment_list_save (self, choice->attachment_id, path);
}

static RsAttachment *
get_attachment (RsAttachmentList *self, GtkWidget *button, guint *out_index)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "index"));
  RsIncident *incident = rs_incident_draft_get (self->draft);

  if (!incident || index >= incident->attachments->len)
    return NULL;
  *out_index = index;
  return g_ptr_array_index (incident->attachments, index);
}

static void
save_cb (GtkWidget *button, RsAttachmentList *self)
{
  guint index;
  RsAttachment *attachment = get_attachment (self, button, &index);
  SaveChoice *choice;

  if (!attachment || attachment->id == 0)
    return;
  choice = g_new0 (SaveChoice, 1);
  choice->list = g_object_ref (self);
  choice->attachment_id = attachment->id;
  rs_file_chooser_save (get_window (self), self->settings, _ ("Save Attachment"),
                        attachment->name, NULL, save_chosen_cb, choice);
}

static void
remove_cb (GtkWidget *button, RsAttachmentList *self)
{
  guint index;

  if (!get_attachment (self, button, &index))
    return;
  g_ptr_array_remove_index (rs_incident_draft_get (self->draft)->attachments, index);
  rs_incident_draft_commit (self->draft, _ ("Delete an attachment of “%s”"));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.announce-deletion", "s",
                              _ ("Attachment deleted"));
}

/* Rows */

static void
add_row (RsAttachmentList *self, const RsAttachment *attachment, guint index, gboolean writable)
{
  g_autofree char *size = g_format_size ((guint64) attachment->size);
  g_autofree char *subtitle
      = *attachment->sha256
            /* Translators: size of a file and its hash */
            ? g_strdup_printf (_ ("%s · SHA-256 %.16s…"), size, attachment->sha256)
            : g_strdup (size);
  GtkWidget *row = rs_page_create_row (attachment->name, subtitle);
  g_autofree char *save_label = g_strdup_printf (_ ("Save “%s”"), attachment->name);
  g_autofree char *remove_label = g_strdup_printf (_ ("Delete “%s”"), attachment->name);
  GtkWidget *save = rs_page_create_button ("document-save-symbolic", save_label);
  GtkWidget *remove = rs_page_create_button ("user-trash-symbolic", remove_label);

  gtk_widget_set_tooltip_text (row, attachment->sha256);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("rs-attachment-symbolic"));
  g_object_set_data (G_OBJECT (save), "index", GUINT_TO_POINTER (index));
  g_object_set_data (G_OBJECT (remove), "index", GUINT_TO_POINTER (index));
  g_signal_connect_object (save, "clicked", G_CALLBACK (save_cb), self, 0);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_cb), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), save);
  if (writable)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), remove);
  rs_page_add_row (self->group, self->rows, row);
}

static void
update (RsAttachmentList *self)
{
  RsIncident *incident = rs_incident_draft_get (self->draft);
  gboolean writable = rs_incident_draft_is_writable (self->draft);

  rs_page_clear_group (self->group, self->rows);
  for (guint i = 0; incident && i < incident->attachments->len; i++)
    add_row (self, g_ptr_array_index (incident->attachments, i), i, writable);
  gtk_widget_set_visible (self->add, writable);
}

GtkWidget *
rs_attachment_list_new (RsIncidentDraft *draft, GSettings *settings)
{
  RsAttachmentList *self = g_object_new (RS_TYPE_ATTACHMENT_LIST, NULL);

  self->draft = g_object_ref (draft);
  self->settings = g_object_ref (settings);
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->group, _ ("Attachments"));
  self->add = rs_page_create_button ("list-add-symbolic", _ ("Attach files"));
  g_signal_connect_object (self->add, "clicked", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_set_header_suffix (self->group, self->add);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->group));
  g_signal_connect_object (draft, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

static void
rs_attachment_list_dispose (GObject *object)
{
  RsAttachmentList *self = RS_ATTACHMENT_LIST (object);

  g_clear_object (&self->draft);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (rs_attachment_list_parent_class)->dispose (object);
}

static void
rs_attachment_list_class_init (RsAttachmentListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rs_attachment_list_dispose;
}

static void
rs_attachment_list_init (RsAttachmentList *self)
{
  self->rows = g_ptr_array_new ();
}
