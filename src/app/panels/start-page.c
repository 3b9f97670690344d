/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/panels/start-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/application.h"
#include "app/widgets/page.h"
#include "config.h"

#define N_RECENT_MAX 5

struct _RsStartPage
{
  GtkBox parent_instance;

  AdwPreferencesGroup *recent;
  GPtrArray *rows; /* of GtkWidget*, borrowed: what is in recent */
};

G_DEFINE_FINAL_TYPE (RsStartPage, rs_start_page, GTK_TYPE_BOX)

static const struct
{
  const char *name;
  const char *title;
  const char *detail;
} samples[] = {
  { "petroleum-2024", N_ ("Petroleum from Vostochny, March 2024"),
    N_ ("Tankers load at one berth; two are seen at Chongjin. Reconstructed voyages with the "
        "claims of the press and the governments.") },
  { "coal-2017", N_ ("Coal through Nakhodka and Kholmsk, 2017"),
    N_ ("Coal after the ban, unloaded at two ports and reloaded for South Korea and Japan: who "
        "says so, and who denies it.") },
};

void
rs_start_page_refresh (RsStartPage *self)
{
  GList *infos = gtk_recent_manager_get_items (gtk_recent_manager_get_default ());

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->recent, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (GList *l = infos; l && self->rows->len < N_RECENT_MAX; l = l->next)
    {
      GtkRecentInfo *info = l->data;
      g_autofree char *path = NULL;
      g_autofree char *name = NULL;
      g_autofree char *folder = NULL;
      g_autofree char *title = NULL;
      g_autofree char *subtitle = NULL;
      GtkWidget *row;

      if (!gtk_recent_info_has_group (info, "roadstead"))
        continue;
      path = g_filename_from_uri (gtk_recent_info_get_uri (info), NULL, NULL);
      if (!path)
        continue;
      name = g_filename_display_basename (path);
      folder = g_path_get_dirname (path);
      title = g_markup_escape_text (name, -1);
      subtitle = g_markup_escape_text (folder, -1);
      row = adw_action_row_new ();
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "app.open-file");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", path);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 gtk_image_new_from_icon_name ("go-next-symbolic"));
      adw_preferences_group_add (self->recent, row);
      g_ptr_array_add (self->rows, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->recent), self->rows->len > 0);
  g_list_free_full (infos, (GDestroyNotify) gtk_recent_info_unref);
}

static GtkWidget *
create_card (guint index)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *title = gtk_label_new (_ (samples[index].title));
  GtkWidget *detail = gtk_label_new (_ (samples[index].detail));

  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (title), 24);
  gtk_widget_add_css_class (title, "title");
  gtk_label_set_wrap (GTK_LABEL (detail), TRUE);
  gtk_label_set_xalign (GTK_LABEL (detail), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (detail), 24);
  gtk_widget_add_css_class (detail, "dim-label");
  gtk_widget_add_css_class (detail, "body");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), detail);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "card");
  gtk_widget_add_css_class (button, "rs-case-card");
  gtk_widget_set_hexpand (button, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (samples[index].title), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _ (samples[index].detail), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "app.open-sample");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", samples[index].name);
  return button;
}

static GtkWidget *
create_samples (void)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  guint n = 0;

  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *path = rs_application_find_sample (samples[i].name);

      if (!path)
        continue;
      gtk_box_append (GTK_BOX (box), create_card (i));
      n++;
    }
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Sample Cases"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), box);
  gtk_widget_set_visible (group, n > 0);
  return group;
}

static GtkWidget *
create_button (const char *label, const char *action, gboolean suggested)
{
  GtkWidget *button = rs_page_create_text_button (label);

  gtk_widget_add_css_class (button, "pill");
  if (suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static void
rs_start_page_dispose (GObject *object)
{
  RsStartPage *self = RS_START_PAGE (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (rs_start_page_parent_class)->dispose (object);
}

static void
rs_start_page_class_init (RsStartPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rs_start_page_dispose;
}

static void
rs_start_page_init (RsStartPage *self)
{
  GtkWidget *status = adw_status_page_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->rows = g_ptr_array_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (status), RS_APP_ID);
  adw_status_page_set_title (ADW_STATUS_PAGE (status), "Roadstead");
  adw_status_page_set_description (
      ADW_STATUS_PAGE (status),
      _ ("Follow ships between ports, show what they did, and prove it."));
  gtk_widget_set_vexpand (status, TRUE);
  gtk_widget_set_hexpand (status, TRUE);

  gtk_widget_set_halign (buttons, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (buttons), create_button (_ ("_New Case…"), "app.new", TRUE));
  gtk_box_append (GTK_BOX (buttons), create_button (_ ("_Open Case…"), "app.open", FALSE));
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_box_append (GTK_BOX (box), create_samples ());
  self->recent = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->recent, _ ("Recent Cases"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->recent));

  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 660);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  adw_status_page_set_child (ADW_STATUS_PAGE (status), clamp);
  gtk_box_append (GTK_BOX (self), status);
  rs_start_page_refresh (self);
}
