/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_SETTINGS_ENABLE_BACKEND
#include "app/settings.h"

#include <adwaita.h>
#include <gio/gsettingsbackend.h>
#include <glib/gstdio.h>

#include "config.h"

/* GSettingsSchemaSource reads files only, so the copy goes through a folder for a moment. */
static GSettingsSchema *
load_own_schema (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *file = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GSettingsSchemaSource) source = NULL;
  GSettingsSchema *schema = NULL;

  bytes = g_resources_lookup_data ("/org/roadstead/Roadstead/gschemas.compiled",
                                   G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  if (bytes)
    folder = g_dir_make_tmp ("roadstead-XXXXXX", &error);
  if (!folder)
    g_error ("Cannot read the settings schema: %s", error->message);
  file = g_build_filename (folder, "gschemas.compiled", NULL);
  if (g_file_set_contents (file, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                           &error))
    source = g_settings_schema_source_new_from_directory (folder, NULL, TRUE, &error);
  if (source)
    schema = g_settings_schema_source_lookup (source, RS_APP_ID, FALSE);
  g_unlink (file);
  g_rmdir (folder);
  if (!schema)
    g_error ("Cannot read the settings schema: %s", error ? error->message : "not in it");
  return schema;
}

GSettings *
rs_settings_new (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GSettingsBackend) backend = NULL;

  if (source)
    schema = g_settings_schema_source_lookup (source, RS_APP_ID, TRUE);
  /* An older one that is installed lacks keys, and asking for those would end the program. */
  if (schema && g_settings_schema_has_key (schema, "colour-by"))
    return g_settings_new_full (schema, NULL, NULL);
  g_clear_pointer (&schema, g_settings_schema_unref);
  g_info ("The settings schema is not installed: settings are not kept");
  schema = load_own_schema ();
  backend = g_memory_settings_backend_new ();
  return g_settings_new_full (schema, backend, NULL);
}

static gboolean
name_to_units (GValue *value, GVariant *variant, gpointer user_data)
{
  const char *name = g_variant_get_string (variant, NULL);

  g_value_set_uint (value, g_str_equal (name, "metric") ? RS_UNITS_METRIC : RS_UNITS_NAUTICAL);
  return TRUE;
}

static GVariant *
units_to_name (const GValue *value, const GVariantType *type, gpointer user_data)
{
  return g_variant_new_string (g_value_get_uint (value) == RS_UNITS_METRIC ? "metric"
                                                                           : "nautical");
}

/* The language that messages are shown in, as far as the map has names in it. */
static RsLang
find_system_lang (void)
{
  const char *const *names = g_get_language_names ();

  for (gsize i = 0; names[i]; i++)
    {
      if (g_str_has_prefix (names[i], "ru"))
        return RS_LANG_RU;
      if (g_str_has_prefix (names[i], "ko"))
        return RS_LANG_KO;
      if (g_str_has_prefix (names[i], "ja"))
        return RS_LANG_JA;
      if (g_str_has_prefix (names[i], "en"))
        return RS_LANG_EN;
    }
  return RS_LANG_EN;
}

static gboolean
name_to_lang (GValue *value, GVariant *variant, gpointer user_data)
{
  static const struct
  {
    const char *name;
    RsLang lang;
  } langs[] = {
    { "en", RS_LANG_EN }, { "ru", RS_LANG_RU }, { "ko", RS_LANG_KO }, { "ja", RS_LANG_JA },
  };
  const char *name = g_variant_get_string (variant, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (langs); i++)
    if (g_str_equal (name, langs[i].name))
      {
        g_value_set_uint (value, langs[i].lang);
        return TRUE;
      }
  g_value_set_uint (value, find_system_lang ());
  return TRUE;
}

void
rs_settings_bind_session (GSettings *settings, RsSession *session)
{
  g_settings_bind (settings, "zone", session, "zone", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "base-map", session, "base-map", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "seamarks", session, "seamarks", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "colour-by", session, "colour-by", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "track-width", session, "track-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "track-opacity", session, "track-opacity", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "loop", session, "loop", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "skip-idle", session, "skip-idle", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind_with_mapping (settings, "units", session, "units", G_SETTINGS_BIND_DEFAULT,
                                name_to_units, units_to_name, NULL, NULL);
  g_settings_bind_with_mapping (settings, "name-language", session, "lang", G_SETTINGS_BIND_GET,
                                name_to_lang, NULL, NULL, NULL);
}

static void
theme_changed_cb (GSettings *settings)
{
  static const AdwColorScheme schemes[]
      = { ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT, ADW_COLOR_SCHEME_FORCE_DARK };
  int theme = g_settings_get_enum (settings, "theme");

  if (theme >= 0 && theme < (int) G_N_ELEMENTS (schemes))
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (), schemes[theme]);
}

void
rs_settings_follow_theme (GSettings *settings)
{
  g_signal_connect (settings, "changed::theme", G_CALLBACK (theme_changed_cb), NULL);
  theme_changed_cb (settings);
}
