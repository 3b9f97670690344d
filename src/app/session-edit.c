/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/* Edits: to one writer thread in the order they were made, and back to the main context. */
#include "app/session-private.h"

/* One write on its way to the store: @edit, or an undo or redo. */
typedef struct
{
  GTask *task; /* owns this write */
  RsCase *document;
  RsEdit *edit;
  char *summary;
  enum
  {
    WRITE_EDIT,
    WRITE_UNDO,
    WRITE_REDO,
  } kind;
} Write;

static void
write_free (Write *self)
{
  g_clear_object (&self->document);
  g_clear_pointer (&self->edit, rs_edit_free);
  g_free (self->summary);
  g_free (self);
}

void
rs_session_write_func (gpointer data, gpointer user_data)
{
  Write *write = data;
  g_autoptr (GError) error = NULL;
  gboolean ok = FALSE;

  switch (write->kind)
    {
    case WRITE_EDIT:
      ok = rs_case_apply (write->document, write->edit, &error);
      break;
    case WRITE_UNDO:
      ok = rs_case_undo (write->document, &error);
      break;
    case WRITE_REDO:
      ok = rs_case_redo (write->document, &error);
      break;
    default:
      g_assert_not_reached ();
    }
  /* written_cb () drops the task, and with it the write and the session, in the main context. */
  if (ok)
    g_task_return_boolean (write->task, TRUE);
  else
    g_task_return_error (write->task, g_steal_pointer (&error));
}

static void
written_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  RsSession *self = RS_SESSION (object);
  GTask *caller = user_data;
  Write *write = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean ok = g_task_propagate_boolean (G_TASK (result), &error);

  if (--self->n_writing == 0)
    g_object_notify (G_OBJECT (self), "busy");

  /* Show the change now rather than with the next coalesced "changed". */
  if (ok && write->document == self->document)
    rs_session_refresh (self);
  if (!ok)
    g_signal_emit_by_name (self, "failed", error->message);
  else if (write->kind == WRITE_EDIT)
    g_signal_emit_by_name (self, "applied", write->summary);
  if (caller)
    {
      if (ok)
        g_task_return_pointer (caller, g_steal_pointer (&write->edit),
                               (GDestroyNotify) rs_edit_free);
      else
        g_task_return_error (caller, g_steal_pointer (&error));
      g_object_unref (caller);
    }
  g_object_unref (write->task);
}

static void
push_write (RsSession *self, int kind, RsEdit *edit, GTask *caller)
{
  Write *write = g_new0 (Write, 1);

  write->kind = kind;
  write->edit = edit;
  write->summary = g_strdup (edit ? rs_edit_get_summary (edit) : "");
  write->document = g_object_ref (self->document);
  write->task = g_task_new (self, NULL, written_cb, caller);
  g_task_set_task_data (write->task, write, (GDestroyNotify) write_free);
  if (self->n_writing++ == 0)
    g_object_notify (G_OBJECT (self), "busy");
  g_thread_pool_push (self->writer, write, NULL);
}

void
rs_session_apply (RsSession *self, RsEdit *edit, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *caller = NULL;

  g_return_if_fail (self->document);
  if (callback)
    {
      caller = g_task_new (self, NULL, callback, user_data);
      g_task_set_source_tag (caller, rs_session_apply);
    }
  push_write (self, WRITE_EDIT, edit, caller);
}

RsEdit *
rs_session_apply_finish (RsSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
rs_session_undo (RsSession *self)
{
  if (self->document)
    push_write (self, WRITE_UNDO, NULL, NULL);
}

void
rs_session_redo (RsSession *self)
{
  if (self->document)
    push_write (self, WRITE_REDO, NULL, NULL);
}
