/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/dialogs/preferences.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/compat/preferences-window.h"
#include "app/dialogs/saved-layouts.h"
#include "drawing/frame.h"

/* A choice of one key: what is stored and what is shown. Ends with a NULL value. */
typedef struct
{
  const char *value;
  const char *label;
} Choice;

static const Choice unit_choices[] = {
  { "nautical", N_ ("Nautical (nm, kn)") },
  { "metric", N_ ("Metric (km, km/h)") },
  { NULL },
};
static const Choice map_choices[] = {
  { "built-in", N_ ("Built in, works offline") },
  { "open-street-map", N_ ("OpenStreetMap, online") },
  { NULL },
};
static const Choice colour_choices[] = {
  { "vessel", N_ ("The vessel") },
  { "speed", N_ ("Speed") },
  { "time", N_ ("Time") },
  { "flag", N_ ("Flag") },
  { "source", N_ ("Source file") },
  { "confidence", N_ ("How sure it is") },
  { NULL },
};
static const Choice theme_choices[] = {
  { "system", N_ ("Like the desktop") },
  { "light", N_ ("Light") },
  { "dark", N_ ("Dark") },
  { NULL },
};
static const Choice lang_choices[] = {
  { "system", N_ ("Like the desktop") },
  /* The languages call themselves by their own names. */
  { "en", "English" },
  { "ru", "Русский" },
  { "ko", "한국어" },
  { "ja", "日本語" },
  { NULL },
};
static const Choice zone_choices[] = {
  { "", N_ ("As the case says") },
  { "Asia/Vladivostok", N_ ("Vladivostok") },
  { "Asia/Pyongyang", N_ ("Pyongyang") },
  { "Asia/Seoul", N_ ("Seoul") },
  { "Asia/Tokyo", N_ ("Tokyo") },
  { "Asia/Shanghai", N_ ("Shanghai") },
  { "Asia/Sakhalin", N_ ("Sakhalin") },
  { "Europe/Moscow", N_ ("Moscow") },
  { "Europe/Vienna", N_ ("Vienna") },
  { "Europe/London", N_ ("London") },
  { "America/New_York", N_ ("New York") },
  { NULL },
};

static gboolean
value_to_index (GValue *value, GVariant *variant, gpointer user_data)
{
  const Choice *choices = user_data;
  const char *name = g_variant_get_string (variant, NULL);

  g_value_set_uint (value, GTK_INVALID_LIST_POSITION);
  for (guint i = 0; choices[i].value; i++)
    if (g_str_equal (choices[i].value, name))
      g_value_set_uint (value, i);
  return TRUE;
}

static GVariant *
index_to_value (const GValue *value, const GVariantType *type, gpointer user_data)
{
  const Choice *choices = user_data;
  guint index = g_value_get_uint (value);

  if (index == GTK_INVALID_LIST_POSITION)
    return NULL;
  return g_variant_new_string (choices[index].value);
}

static GtkWidget *
create_choice_row (GSettings *settings, const char *key, const char *title, const char *subtitle,
                   const Choice *choices)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (guint i = 0; choices[i].value; i++)
    gtk_string_list_append (labels, _ (choices[i].label));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (labels));
  g_settings_bind_with_mapping (settings, key, row, "selected", G_SETTINGS_BIND_DEFAULT,
                                value_to_index, index_to_value, (gpointer) choices, NULL);
  return row;
}

static GtkWidget *
create_switch_row (GSettings *settings, const char *key, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_switch_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  g_settings_bind (settings, key, button, "active", G_SETTINGS_BIND_DEFAULT);
  return row;
}

static GtkWidget *
create_number_row (GSettings *settings, const char *key, const char *title, double least, double most,
                   double step)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_spin_button_new_with_range (least, most, step);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (button), 1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  g_settings_bind (settings, key, button, "value", G_SETTINGS_BIND_DEFAULT);
  return row;
}

static gboolean
is_zone_known (const char *name)
{
  g_autoptr (GTimeZone) zone = rs_time_zone_new (name);

  return zone != NULL;
}

/* A zone that is not in the list above can be typed; only a name that exists is stored. */
static void
zone_typed_cb (AdwEntryRow *row, GSettings *settings)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
  gboolean good = *name == '\0' || is_zone_known (name);

  if (good)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
      g_settings_set_string (settings, "zone", name);
    }
  else
    {
      gtk_widget_add_css_class (GTK_WIDGET (row), "error");
    }
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID,
                               good ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE,
                               -1);
}

static void
zone_changed_cb (GSettings *settings, const char *key, AdwEntryRow *row)
{
  g_autofree char *name = g_settings_get_string (settings, "zone");

  if (!g_str_equal (name, gtk_editable_get_text (GTK_EDITABLE (row))))
    gtk_editable_set_text (GTK_EDITABLE (row), name);
}

static GtkWidget *
create_zone_row (GSettings *settings)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 _ ("Another zone (name such as Asia/Kamchatka)"));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  zone_changed_cb (settings, "zone", ADW_ENTRY_ROW (row));
  g_signal_connect_object (row, "apply", G_CALLBACK (zone_typed_cb), settings, 0);
  g_signal_connect_object (settings, "changed::zone", G_CALLBACK (zone_changed_cb), row, 0);
  return row;
}

static AdwPreferencesGroup *
add_group (AdwPreferencesPage *page, const char *title, const char *description)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, title);
  if (description)
    adw_preferences_group_set_description (group, description);
  adw_preferences_page_add (page, group);
  return group;
}

void
rs_preferences_present (GtkWindow *parent, GSettings *settings)
{
  GtkWindow *window = rs_preferences_window_new (parent);
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  AdwPreferencesGroup *group;

  group = add_group (page, _ ("Look"), NULL);
  adw_preferences_group_add (
      group, create_choice_row (settings, "theme", _ ("Theme"), NULL, theme_choices));

  /* Above the row and not in it, where so long a sentence would leave no room for the choice. */
  group = add_group (page, _ ("Map"),
                     _ ("Online maps load pictures for what you look at from their server; the "
                        "case never leaves this computer."));
  adw_preferences_group_add (group, create_choice_row (settings, "base-map", _ ("Base map"), NULL,
                                                       map_choices));
  adw_preferences_group_add (
      group, create_switch_row (settings, "seamarks", _ ("Sea marks"),
                                _ ("OpenSeaMap’s buoys and lights over the map, online.")));
  adw_preferences_group_add (group, create_choice_row (settings, "name-language",
                                                       _ ("Language of names"), NULL,
                                                       lang_choices));
  adw_preferences_group_add (
      group, create_choice_row (settings, "units", _ ("Units"), NULL, unit_choices));

  group = add_group (page, _ ("Tracks"), NULL);
  adw_preferences_group_add (group, create_choice_row (settings, "colour-by", _ ("Colours show"),
                                                       NULL, colour_choices));
  adw_preferences_group_add (group, create_number_row (settings, "track-width",
                                                       _ ("Width in pixels"), RS_TRACK_MIN_PX,
                                                       RS_TRACK_MAX_PX, 0.1));
  adw_preferences_group_add (group, create_number_row (settings, "track-opacity",
                                                       _ ("Opacity, up to 1"),
                                                       RS_TRACK_MIN_OPACITY, 1, 0.1));

  group = add_group (page, _ ("Clock"), _ ("UTC is always shown. A second clock stands beside it."));
  adw_preferences_group_add (
      group, create_choice_row (settings, "zone", _ ("Second clock"), NULL, zone_choices));
  adw_preferences_group_add (group, create_zone_row (settings));

  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (rs_saved_layouts_new ()));

  rs_preferences_window_add (window, page);
  gtk_window_set_default_size (window, 560, 640);
  gtk_window_present (window);
}
