/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/* The filter: which vessels it lets through is found in a thread, and shown as soon as it is known; until
 * then what was shown before stays. */
#include <glib/gi18n.h>

#include "app/session-private.h"

typedef struct
{
  RsSnapshot *snapshot;
  RsFilter *filter;
  GPtrArray *problems; /* (nullable) of char*: what the filter names and nobody has */
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  rs_snapshot_unref (request->snapshot);
  rs_filter_unref (request->filter);
  g_clear_pointer (&request->problems, g_ptr_array_unref);
  g_free (request);
}

static void
filter_thread (GTask *task, gpointer object, gpointer data, GCancellable *cancellable)
{
  Request *request = data;
  g_autoptr (RsFilterPlan) plan = rs_filter_plan_new (request->snapshot, request->filter);
  GError *error = NULL;
  RsFilterResult *result = rs_filter_plan_run (plan, cancellable, &error);

  if (!result)
    {
      g_task_return_error (task, error);
      return;
    }
  request->problems = g_ptr_array_ref ((GPtrArray *) rs_filter_plan_get_problems (plan));
  g_task_return_pointer (task, result, (GDestroyNotify) rs_filter_result_unref);
}

static void
take_result (RsSession *self, RsFilterResult *result)
{
  g_clear_pointer (&self->filter_result, rs_filter_result_unref);
  self->filter_result = result;
  rs_session_update_span (self, RS_TELL_HIDDEN | RS_TELL_SPAN);
}

static void
filtered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  RsSession *self = user_data;
  const Request *request = g_task_get_task_data (G_TASK (result));
  RsFilterResult *found = g_task_propagate_pointer (G_TASK (result), NULL);

  /* Cancelled: another one is under way, or the session is gone. */
  if (!found)
    return;
  g_clear_object (&self->filtering);
  if (self->filter_is_new && request->problems->len > 0)
    g_signal_emit_by_name (self, "failed", g_ptr_array_index (request->problems, 0));
  self->filter_is_new = FALSE;
  take_result (self, found);
}

void
rs_session_run_filter (RsSession *self)
{
  g_autoptr (GTask) task = NULL;
  Request *request;

  g_cancellable_cancel (self->filtering);
  g_clear_object (&self->filtering);
  if (self->filter->n == 0)
    {
      if (self->filter_result)
        take_result (self, NULL);
      return;
    }
  request = g_new0 (Request, 1);
  request->snapshot = rs_snapshot_ref (self->snapshot);
  request->filter = rs_filter_ref (self->filter);
  self->filtering = g_cancellable_new ();
  task = g_task_new (NULL, self->filtering, filtered_cb, self);
  g_task_set_source_tag (task, rs_session_run_filter);
  g_task_set_task_data (task, request, request_free);
  g_task_run_in_thread (task, filter_thread);
}

const RsFilter *
rs_session_get_filter (RsSession *self)
{
  return self->filter;
}

RsFilterResult *
rs_session_get_filter_result (RsSession *self)
{
  return self->filter_result;
}

void
rs_session_set_filter (RsSession *self, const RsFilter *filter)
{
  g_autofree char *old = rs_filter_to_text (self->filter), *text = rs_filter_to_text (filter);

  if (g_str_equal (old, text))
    return;
  rs_filter_ref (filter);
  rs_filter_unref (self->filter);
  self->filter = (RsFilter *) filter;
  self->filter_is_new = TRUE;
  rs_session_run_filter (self);
  g_signal_emit_by_name (self, "filter-changed");
}

gboolean
rs_session_set_filter_text (RsSession *self, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RsFilter) filter = rs_filter_parse (text, &error);

  if (filter)
    rs_session_set_filter (self, filter);
  else
    g_signal_emit_by_name (self, "failed", error->message);
  return filter != NULL;
}

gboolean
rs_session_add_to_filter (RsSession *self, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RsFilter) more = rs_filter_parse (text, &error), joined = NULL;

  if (!more)
    {
      g_signal_emit_by_name (self, "failed", error->message);
      return FALSE;
    }
  joined = rs_filter_join (self->filter, more);
  rs_session_set_filter (self, joined);
  return TRUE;
}

void
rs_session_remove_from_filter (RsSession *self, const char *text)
{
  g_autoptr (RsFilter) filter = rs_filter_ref (self->filter);
  g_autoptr (RsFilter) less = rs_filter_parse (text, NULL);

  for (guint i = 0; less && i < less->n; i++)
    {
      const RsFilterCondition *c = less->conditions[i];
      gint at = rs_filter_find (filter, c->kind, c->negated, c->value);

      if (at >= 0)
        {
          RsFilter *rest = rs_filter_remove (filter, (guint) at);

          rs_filter_unref (filter);
          filter = rest;
        }
    }
  rs_session_set_filter (self, filter);
}

void
rs_session_replace_in_filter (RsSession *self, RsFilterKind kind, const char *text)
{
  g_autoptr (RsFilter) filter = rs_filter_ref (self->filter), more = rs_filter_parse (text, NULL);
  g_autoptr (RsFilter) joined = NULL;

  for (guint i = filter->n; i > 0; i--)
    if (filter->conditions[i - 1]->kind == kind && !filter->conditions[i - 1]->negated)
      {
        RsFilter *rest = rs_filter_remove (filter, i - 1);

        rs_filter_unref (filter);
        filter = rest;
      }
  joined = rs_filter_join (filter, more);
  rs_session_set_filter (self, joined);
}

/* Saved ones */

static const RsSavedFilter *
find_saved (RsSession *self, const char *name)
{
  for (guint i = 0; i < self->snapshot->filters->len; i++)
    {
      const RsSavedFilter *saved = g_ptr_array_index (self->snapshot->filters, i);

      if (g_str_equal (saved->name, name))
        return saved;
    }
  return NULL;
}

void
rs_session_use_filter (RsSession *self, const char *name)
{
  const RsSavedFilter *saved = find_saved (self, name);
  g_autofree char *message = NULL;

  if (saved)
    {
      rs_session_set_filter_text (self, saved->text);
      return;
    }
  message = g_strdup_printf (_ ("No filter is saved as “%s”"), name);
  g_signal_emit_by_name (self, "failed", message);
}

static void
put_saved (RsSession *self, const char *summary, const char *name, const char *text,
           GAsyncReadyCallback callback, gpointer user_data)
{
  g_autofree char *key = g_strconcat (RS_FILTER_SETTING, name, NULL);
  RsEdit *edit = rs_edit_new (summary);

  rs_edit_set (edit, key, text);
  rs_session_apply (self, edit, callback, user_data);
}

gboolean
rs_session_save_filter (RsSession *self, const char *name, GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autofree char *text = rs_filter_to_text (self->filter);
  g_autofree char *stripped = g_strstrip (g_strdup (name));
  g_autofree char *summary = g_strdup_printf (_ ("Save filter “%s”"), stripped);

  if (!self->document || self->filter->n == 0 || !*stripped)
    return FALSE;
  put_saved (self, summary, stripped, text, callback, user_data);
  return TRUE;
}

gboolean
rs_session_delete_filter (RsSession *self, const char *name, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autofree char *summary = g_strdup_printf (_ ("Delete filter “%s”"), name);

  if (!self->document || !find_saved (self, name))
    return FALSE;
  put_saved (self, summary, name, "", callback, user_data);
  return TRUE;
}
