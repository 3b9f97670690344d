/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window can be told to do with the filter. */
#include <glib/gi18n.h>

#include "app/window-private.h"

static void
set_filter_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rs_session_set_filter_text (RS_WINDOW (user_data)->session, g_variant_get_string (parameter, NULL));
}

static void
clear_filter_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rs_session_set_filter_text (RS_WINDOW (user_data)->session, "");
}

static void
add_to_filter_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rs_session_add_to_filter (RS_WINDOW (user_data)->session, g_variant_get_string (parameter, NULL));
}

static void
remove_from_filter_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rs_session_remove_from_filter (RS_WINDOW (user_data)->session,
                                 g_variant_get_string (parameter, NULL));
}

static void
stored_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RsWindow) self = user_data;
  g_autoptr (RsEdit) edit = rs_session_apply_finish (RS_SESSION (object), result, NULL);

  /* What failed was told. */
  if (edit)
    rs_window_toast (self, rs_edit_get_summary (edit), _ ("Undo"), "win.undo", NULL);
}

static void
save_filter_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RsWindow *self = user_data;

  if (rs_session_save_filter (self->session, g_variant_get_string (parameter, NULL), stored_cb, self))
    g_object_ref (self);
}

static void
use_filter_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rs_session_use_filter (RS_WINDOW (user_data)->session, g_variant_get_string (parameter, NULL));
}

static void
delete_filter_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RsWindow *self = user_data;

  if (rs_session_delete_filter (self->session, g_variant_get_string (parameter, NULL), stored_cb,
                                self))
    g_object_ref (self);
}

static void
update_clear (RsWindow *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "clear-filter");

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action),
                               rs_session_get_filter (self->session)->n > 0);
}

void
rs_window_install_filter_actions (RsWindow *self)
{
  static const GActionEntry entries[] = {
    { "set-filter", set_filter_cb, "s" },
    { "clear-filter", clear_filter_cb },
    { "add-to-filter", add_to_filter_cb, "s" },
    { "remove-from-filter", remove_from_filter_cb, "s" },
    { "save-filter", save_filter_cb, "s" },
    { "use-filter", use_filter_cb, "s" },
    { "delete-filter", delete_filter_cb, "s" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (self->session, "filter-changed", G_CALLBACK (update_clear), self,
                           G_CONNECT_SWAPPED);
  update_clear (self);
}
