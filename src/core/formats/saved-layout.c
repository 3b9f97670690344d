/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/saved-layout.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "formats/error.h"
#include "formats/reader-private.h"

#define GROUP "layout"
#define SUFFIX ".layout"
#define MAX_NAME 60

void
rs_saved_layout_free (RsSavedLayout *self)
{
  if (!self)
    return;
  g_free (self->name);
  g_free (self->map);
  g_free (self->header_row);
  g_free (self->encoding);
  g_free (self->time_zone);
  g_free (self);
}

char *
rs_saved_layout_get_folder (void)
{
  const char *override = g_getenv ("RS_LAYOUTS_DIR");

  if (override && override[0] != '\0')
    return g_strdup (override);
  return g_build_filename (g_get_user_config_dir (), "roadstead", "layouts", NULL);
}

gboolean
rs_saved_layout_is_name (const char *name)
{
  if (name[0] == '\0' || name[0] == '.' || name[0] == ' ' || !g_utf8_validate (name, -1, NULL)
      || g_utf8_strlen (name, -1) > MAX_NAME || rs_layout_find (name))
    return FALSE;
  for (const char *p = name; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isalnum (c) && !g_unichar_ismark (c) && !(c < 0x80 && strchr ("-_. ", (int) c)))
        return FALSE;
    }
  return TRUE;
}

static char *
get_path (const char *name)
{
  g_autofree char *folder = rs_saved_layout_get_folder ();
  g_autofree char *file = g_strconcat (name, SUFFIX, NULL);

  return g_build_filename (folder, file, NULL);
}

static char *
get_string (GKeyFile *file, const char *key)
{
  char *text = g_key_file_get_string (file, GROUP, key, NULL);

  if (text && text[0] == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

RsSavedLayout *
rs_saved_layout_load (const char *name, GError **error)
{
  g_autoptr (RsSavedLayout) self = g_new0 (RsSavedLayout, 1);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) local = NULL;
  g_autofree char *path = NULL, *delimiter = NULL, *header = NULL;

  if (!rs_saved_layout_is_name (name))
    {
      g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_OPTION, _("“%s” is no name of a layout"), name);
      return NULL;
    }
  path = get_path (name);
  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &local))
    {
      g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_OPTION,
                   _("the layout “%s” cannot be read: %s"), name, local->message);
      return NULL;
    }
  self->name = g_strdup (name);
  self->map = get_string (file, "map");
  self->header_row = get_string (file, "header-row");
  self->encoding = get_string (file, "encoding");
  self->time_zone = get_string (file, "time-zone");
  delimiter = get_string (file, "delimiter");
  header = get_string (file, "header");
  if (delimiter)
    self->delimiter = strcmp (delimiter, "tab") == 0 ? '\t' : delimiter[0];
  if (header)
    self->header = strcmp (header, "no") == 0 ? RS_HEADER_NO : RS_HEADER_YES;
  if (!self->map)
    {
      g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_OPTION,
                   _("the layout “%s” names no columns: “%s” has no “map”"), name, path);
      return NULL;
    }
  return g_steal_pointer (&self);
}

static gboolean
set_no_name (const char *name, GError **error)
{
  g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_OPTION,
               _("a layout cannot be called “%s”: use letters, digits, spaces, “-” and “_”, and no "
                 "name of a layout that the program has"),
               name);
  return FALSE;
}

gboolean
rs_saved_layout_save (const RsSavedLayout *self, GError **error)
{
  g_autofree char *folder = rs_saved_layout_get_folder ();
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *path = NULL;
  char delimiter[] = { self->delimiter, '\0' };

  if (!rs_saved_layout_is_name (self->name))
    return set_no_name (self->name, error);
  g_key_file_set_string (file, GROUP, "map", self->map ? self->map : "");
  if (self->header_row)
    g_key_file_set_string (file, GROUP, "header-row", self->header_row);
  if (self->encoding)
    g_key_file_set_string (file, GROUP, "encoding", self->encoding);
  if (self->time_zone)
    g_key_file_set_string (file, GROUP, "time-zone", self->time_zone);
  if (self->delimiter)
    g_key_file_set_string (file, GROUP, "delimiter", self->delimiter == '\t' ? "tab" : delimiter);
  if (self->header != RS_HEADER_ANY)
    g_key_file_set_string (file, GROUP, "header", self->header == RS_HEADER_YES ? "yes" : "no");
  path = get_path (self->name);
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      int code = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), _("“%s” cannot be made: %s"),
                   folder, g_strerror (code));
      return FALSE;
    }
  return g_key_file_save_to_file (file, path, error);
}

gboolean
rs_saved_layout_delete (const char *name, GError **error)
{
  g_autofree char *path = NULL;

  if (rs_saved_layout_is_name (name))
    path = get_path (name);
  if (!path || g_unlink (path) != 0)
    {
      g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_OPTION, _("there is no saved layout “%s”"),
                   name);
      return FALSE;
    }
  return TRUE;
}

gboolean
rs_saved_layout_rename (const char *name, const char *new_name, GError **error)
{
  g_autoptr (RsSavedLayout) layout = rs_saved_layout_load (name, error);
  g_autoptr (GPtrArray) names = NULL;
  g_autofree char *old_path = NULL, *new_path = NULL;

  if (!layout || g_str_equal (name, new_name))
    return layout != NULL;
  names = rs_saved_layout_list ();
  if (g_ptr_array_find_with_equal_func (names, new_name, g_str_equal, NULL))
    {
      g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_OPTION,
                   _("there is a saved layout “%s” already"), new_name);
      return FALSE;
    }
  if (!rs_saved_layout_is_name (new_name))
    return set_no_name (new_name, error);
  old_path = get_path (name);
  new_path = get_path (new_name);
  /* It stays as old as it is: of several for a file the one that was saved last is taken. */
  if (g_rename (old_path, new_path) != 0)
    {
      int code = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), _("the layout “%s” cannot be renamed: %s"),
                   name, g_strerror (code));
      return FALSE;
    }
  return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
rs_saved_layout_list (void)
{
  g_autofree char *folder = rs_saved_layout_get_folder ();
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *entry;

  while (dir && (entry = g_dir_read_name (dir)))
    {
      g_autofree char *name = NULL;

      if (!g_str_has_suffix (entry, SUFFIX))
        continue;
      name = g_strndup (entry, strlen (entry) - strlen (SUFFIX));
      if (rs_saved_layout_is_name (name))
        g_ptr_array_add (names, g_steal_pointer (&name));
    }
  g_ptr_array_sort (names, compare_names);
  return names;
}

typedef struct
{
  char *name;
  gint64 saved_ns;
} Saved;

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const Saved *x = a, *y = b;

  if (x->saved_ns != y->saved_ns)
    return x->saved_ns < y->saved_ns ? 1 : -1;
  return g_utf8_collate (x->name, y->name);
}

GPtrArray *
rs_saved_layout_list_newest (void)
{
  g_autoptr (GPtrArray) names = rs_saved_layout_list ();
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Saved));
  GPtrArray *newest = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < names->len; i++)
    {
      Saved one = { g_ptr_array_index (names, i), 0 };
      g_autofree char *path = get_path (one.name);
      GStatBuf info;

      if (g_stat (path, &info) == 0)
        one.saved_ns = (gint64) info.st_mtim.tv_sec * 1000000000 + info.st_mtim.tv_nsec;
      g_array_append_val (all, one);
    }
  g_array_sort (all, compare_times);
  for (guint i = 0; i < all->len; i++)
    g_ptr_array_add (newest, g_strdup (g_array_index (all, Saved, i).name));
  return newest;
}

void
rs_saved_layout_apply (const RsSavedLayout *self, RsReadOptions *options)
{
  if (!options->map || options->map[0] == '\0')
    options->map = self->map;
  if (!options->encoding)
    options->encoding = self->encoding;
  if (!options->time_zone)
    options->time_zone = self->time_zone;
  if (!options->delimiter)
    options->delimiter = self->delimiter;
  if (options->header == RS_HEADER_ANY)
    options->header = self->header;
}
