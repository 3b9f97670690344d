/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The two side panels, which fold, and full screen. */
#include "app/window-private.h"

#define FOLD_MS 200
/* Below this both panels leave too little of the map. */
#define NARROW_PX 900
#define PANEL_MIN_PX 280

static const char *const width_keys[] = { "sidebar-width", "details-width" };
static const char *const show_keys[] = { "show-sidebar", "show-details" };
static const char *const property_names[] = { "show-sidebar", "show-details" };

static GtkPaned *
get_paned (RsWindow *self, RsPanel panel)
{
  return panel == RS_PANEL_LEFT ? self->outer_paned : self->inner_paned;
}

static GtkWidget *
get_panel (RsWindow *self, RsPanel panel)
{
  return panel == RS_PANEL_LEFT ? GTK_WIDGET (self->sidebar) : GTK_WIDGET (self->details);
}

static void
set_shrink (RsWindow *self, RsPanel panel, gboolean shrink)
{
  if (panel == RS_PANEL_LEFT)
    gtk_paned_set_shrink_start_child (self->outer_paned, shrink);
  else
    gtk_paned_set_shrink_end_child (self->inner_paned, shrink);
}

static int
get_total (GtkPaned *paned)
{
  return gtk_widget_get_width (GTK_WIDGET (paned));
}

static void
place (RsWindow *self, RsPanel panel, int width)
{
  GtkPaned *paned = get_paned (self, panel);

  gtk_paned_set_position (paned,
                          panel == RS_PANEL_LEFT ? width : MAX (get_total (paned) - width, 0));
}

static int
get_width (RsWindow *self, RsPanel panel)
{
  GtkPaned *paned = get_paned (self, panel);
  int position = gtk_paned_get_position (paned);

  return panel == RS_PANEL_LEFT ? position : get_total (paned) - position;
}

static int
get_wanted_width (RsWindow *self, RsPanel panel)
{
  return g_settings_get_int (self->settings, width_keys[panel]);
}

static void
remember_width (RsWindow *self, RsPanel panel)
{
  int width;

  if (!gtk_widget_get_mapped (get_panel (self, panel)) || self->folds[panel] || self->place_id
      || get_total (get_paned (self, panel)) == 0)
    return;
  width = CLAMP (get_width (self, panel), PANEL_MIN_PX, panel == RS_PANEL_LEFT ? 480 : 560);
  if (width != get_wanted_width (self, panel))
    g_settings_set_int (self->settings, width_keys[panel], width);
}

static void
left_value_cb (double value, gpointer user_data)
{
  place (user_data, RS_PANEL_LEFT, (int) value);
}

static void
right_value_cb (double value, gpointer user_data)
{
  place (user_data, RS_PANEL_RIGHT, (int) value);
}

static gboolean
is_visible_now (RsWindow *self, RsPanel panel)
{
  gboolean fullscreen = gtk_window_is_fullscreen (GTK_WINDOW (self));

  return self->show_panel[panel] && !fullscreen;
}

/* Keys go nowhere while the focus is on something hidden. */
static void
rescue_focus (RsWindow *self, GtkWidget *hidden)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));
  GtkWidget *map = adw_bin_get_child (self->map_bin);

  if (map && focus && gtk_widget_is_ancestor (focus, hidden))
    gtk_widget_grab_focus (map);
}

static void
place_both (RsWindow *self)
{
  for (guint panel = RS_PANEL_LEFT; panel <= RS_PANEL_RIGHT; panel++)
    place (self, panel, get_wanted_width (self, panel));
}

/* A GtkPaned that showed one child only takes its new place as relative to the size that it had with both, in
 * the layout of the frame that this is called in first; so it is told again in the next. */
static gboolean
place_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  RsWindow *self = RS_WINDOW (widget);

  if (!self->laid_out)
    {
      self->laid_out = TRUE;
      return G_SOURCE_CONTINUE;
    }
  self->place_id = 0;
  place_both (self);
  return G_SOURCE_REMOVE;
}

static void
finish_fold (RsWindow *self, RsPanel panel)
{
  gboolean visible = is_visible_now (self, panel);

  if (!visible)
    rescue_focus (self, get_panel (self, panel));
  g_clear_object (&self->folds[panel]);
  gtk_widget_set_visible (get_panel (self, panel), visible);
  set_shrink (self, panel, FALSE);
  if (visible && get_total (get_paned (self, panel)) > 0)
    {
      place (self, panel, get_wanted_width (self, panel));
      remember_width (self, panel == RS_PANEL_LEFT ? RS_PANEL_RIGHT : RS_PANEL_LEFT);
      self->laid_out = FALSE;
      if (!self->place_id)
        self->place_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), place_tick_cb, NULL, NULL);
    }
}

static void
fold_done_cb (AdwAnimation *animation, RsWindow *self)
{
  finish_fold (self, self->folds[RS_PANEL_LEFT] == animation ? RS_PANEL_LEFT : RS_PANEL_RIGHT);
}

static void
apply_panel (RsWindow *self, RsPanel panel, gboolean animate)
{
  GtkWidget *widget = get_panel (self, panel);
  gboolean visible = is_visible_now (self, panel);
  gboolean was_visible = gtk_widget_get_visible (widget);
  AdwAnimationTarget *target;
  AdwAnimation *fold;
  int width;

  if (self->folds[panel])
    {
      g_autoptr (AdwAnimation) old = g_steal_pointer (&self->folds[panel]);

      g_signal_handlers_disconnect_by_data (old, self);
      adw_animation_pause (old);
    }
  else if (visible == was_visible)
    {
      return;
    }
  if (!animate || !adw_get_enable_animations (GTK_WIDGET (self))
      || !gtk_widget_get_mapped (GTK_WIDGET (get_paned (self, panel))))
    {
      finish_fold (self, panel);
      return;
    }

  width = get_wanted_width (self, panel);
  set_shrink (self, panel, TRUE);
  if (visible && !was_visible)
    {
      place (self, panel, 0);
      gtk_widget_set_visible (widget, TRUE);
    }
  target = adw_callback_animation_target_new (
      panel == RS_PANEL_LEFT ? left_value_cb : right_value_cb, self, NULL);
  fold = adw_timed_animation_new (GTK_WIDGET (self), visible ? 0 : get_width (self, panel),
                                  visible ? width : 0, FOLD_MS, target);
  self->folds[panel] = g_object_ref (fold);
  g_signal_connect_object (fold, "done", G_CALLBACK (fold_done_cb), self, 0);
  adw_animation_play (fold);
  g_object_unref (fold);
}

gboolean
rs_window_get_panel_shown (RsWindow *self, RsPanel panel)
{
  return self->show_panel[panel];
}

void
rs_window_set_panel_shown (RsWindow *self, RsPanel panel, gboolean shown)
{
  if (self->show_panel[panel] == shown)
    return;
  remember_width (self, panel);
  self->show_panel[panel] = shown;
  apply_panel (self, panel, TRUE);
  g_object_notify (G_OBJECT (self), property_names[panel]);

  /* Where there is room for one, the other makes way. */
  if (shown && self->narrow)
    rs_window_set_panel_shown (self, panel == RS_PANEL_LEFT ? RS_PANEL_RIGHT : RS_PANEL_LEFT,
                               FALSE);
}

void
rs_window_update_fullscreen (RsWindow *self)
{
  gboolean fullscreen = gtk_window_is_fullscreen (GTK_WINDOW (self));
  gboolean bare = fullscreen && rs_session_get_case (self->session) != NULL;

  if (bare)
    {
      rescue_focus (self, self->header_bar);
      rescue_focus (self, GTK_WIDGET (self->timeline_bin));
    }
  gtk_widget_set_visible (self->header_bar, !bare);
  gtk_widget_set_visible (GTK_WIDGET (self->timeline_bin), !bare);
  apply_panel (self, RS_PANEL_LEFT, FALSE);
  apply_panel (self, RS_PANEL_RIGHT, FALSE);
}

static void
fullscreened_cb (RsWindow *self)
{
  rs_window_update_fullscreen (self);
}

static void
total_changed_cb (RsWindow *self)
{
  gboolean narrow = get_total (self->outer_paned) > 0 && get_total (self->outer_paned) < NARROW_PX;

  if (narrow == self->narrow)
    return;
  self->narrow = narrow;
  if (narrow && self->show_panel[RS_PANEL_LEFT] && self->show_panel[RS_PANEL_RIGHT])
    rs_window_set_panel_shown (self, RS_PANEL_RIGHT, FALSE);
}

static gboolean
resized_cb (gpointer user_data)
{
  RsWindow *self = user_data;

  self->resized_id = 0;
  if (!self->placed)
    place_both (self);
  self->placed = TRUE;
  total_changed_cb (self);
  return G_SOURCE_REMOVE;
}

/* Before the first allocation the widths of the panels mean nothing, and within an allocation they
 * cannot be set. */
static void
paned_resized_cb (RsWindow *self)
{
  if (get_total (self->outer_paned) > 0 && get_total (self->inner_paned) > 0
      && self->resized_id == 0)
    self->resized_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, resized_cb, self, NULL);
}

void
rs_window_init_layout (RsWindow *self)
{
  int width, height;

  g_settings_get (self->settings, "window-size", "(ii)", &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (self), CLAMP (width, 360, 16384),
                               CLAMP (height, 294, 16384));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  for (guint panel = RS_PANEL_LEFT; panel <= RS_PANEL_RIGHT; panel++)
    {
      self->show_panel[panel] = g_settings_get_boolean (self->settings, show_keys[panel]);
      gtk_widget_set_visible (get_panel (self, panel), self->show_panel[panel]);
      gtk_widget_set_size_request (get_panel (self, panel), PANEL_MIN_PX, -1);
      g_signal_connect_object (get_paned (self, panel), "notify::max-position",
                               G_CALLBACK (paned_resized_cb), self, G_CONNECT_SWAPPED);
    }
  g_signal_connect_object (self, "notify::fullscreened", G_CALLBACK (fullscreened_cb), self,
                           G_CONNECT_SWAPPED);
}

void
rs_window_save_layout (RsWindow *self)
{
  gboolean maximized = gtk_window_is_maximized (GTK_WINDOW (self));
  int width, height;

  for (guint panel = RS_PANEL_LEFT; panel <= RS_PANEL_RIGHT; panel++)
    {
      remember_width (self, panel);
      if (!self->narrow)
        g_settings_set_boolean (self->settings, show_keys[panel], self->show_panel[panel]);
    }
  g_settings_set_boolean (self->settings, "window-maximized", maximized);
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  if (!maximized && !gtk_window_is_fullscreen (GTK_WINDOW (self)) && width > 0 && height > 0)
    g_settings_set (self->settings, "window-size", "(ii)", width, height);
}
