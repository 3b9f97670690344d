/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Listening to a receiver, and the way from a fix back to its line. */
#include <glib/gi18n.h>

#include "app/dialogs/listen-dialog.h"
#include "app/dialogs/source-dialog.h"
#include "app/text.h"
#include "app/window-private.h"

static void
listen_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RsWindow *self = user_data;

  if (rs_live_bar_is_running (self->live_bar))
    rs_window_toast (self, _ ("Something is being listened to already. Stop that first."), NULL,
                     NULL, NULL);
  else
    rs_listen_dialog_present (self);
}

static void
listen_to_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RsWindow *self = user_data;
  const char *url = g_variant_get_string (parameter, NULL);

  if (rs_live_bar_start (self->live_bar, url))
    rs_listen_dialog_remember (self->settings, url);
}

static void
stop_listening_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rs_live_bar_stop (RS_WINDOW (user_data)->live_bar);
}

static void
show_source_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gint64 import_id;
  guint32 line;

  g_variant_get (parameter, "(xu)", &import_id, &line);
  rs_source_dialog_present (user_data, import_id, line);
}

static void
ended_cb (RsWindow *self, const RsLiveOutcome *outcome)
{
  const RsLiveStatus *status = &outcome->result->status;
  g_autofree char *fixes = rs_text_count (status->n_fixes);
  g_autofree char *message = NULL;
  g_autoptr (RsSnapshot) newest = NULL;

  if (outcome->error)
    rs_window_toast (self, outcome->error->message, _ ("Try Again"), "win.listen", NULL);
  else if (status->n_lines == 0)
    {
      /* Translators: %s is an address such as tcp://host:port */
      message = g_strdup_printf (_ ("Nothing was heard from %s"), outcome->url);
      rs_window_toast (self, message, NULL, NULL, NULL);
    }
  else
    {
      /* Translators: address, number of positions */
      message = g_strdup_printf (ngettext ("Heard %s: %s position", "Heard %s: %s positions",
                                           (gulong) status->n_fixes),
                                 outcome->url, fixes);
      rs_window_toast (self, message, _ ("Undo"), "win.undo", NULL);
      /* The last of it is stored, and shown with the next snapshot: that is the one that is meant. */
      newest = rs_case_ref_snapshot (rs_session_get_case (self->session));
      if (newest->revision != rs_session_get_snapshot (self->session)->revision)
        self->undo_revision = 0;
    }
}

void
rs_window_install_live_actions (RsWindow *self)
{
  static const GActionEntry entries[] = {
    { "listen", listen_cb },
    { "listen-to", listen_to_cb, "s" },
    { "stop-listening", stop_listening_cb },
    { "show-source", show_source_cb, "(xu)" },
  };
  g_autoptr (GPropertyAction) follow = g_property_action_new ("follow", self->session, "follow");

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (follow));
  rs_live_bar_set_session (self->live_bar, self->session);
  g_signal_connect_object (self->live_bar, "ended", G_CALLBACK (ended_cb), self,
                           G_CONNECT_SWAPPED);
}
