/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "case/known.h"

#include <glib/gi18n-lib.h>

#include "formats/input.h"

typedef struct
{
  char *file_name; /* that brought it */
  gint64 t_ms;
} Brought;

struct _RsKnown
{
  GHashTable *contents; /* of char* (SHA-256) to Brought* */
  GArray *sizes;        /* of guint64 */
};

static void
brought_free (gpointer data)
{
  Brought *brought = data;

  g_free (brought->file_name);
  g_free (brought);
}

static void
add (RsKnown *self, const char *file_name, gint64 t_ms, const char *sha256, guint64 size)
{
  Brought *brought;

  /* A live source that still runs has none. */
  if (*sha256 == '\0' || g_hash_table_contains (self->contents, sha256))
    return;
  brought = g_new0 (Brought, 1);
  brought->file_name = g_strdup (file_name);
  brought->t_ms = t_ms;
  g_hash_table_insert (self->contents, g_strdup (sha256), brought);
  g_array_append_val (self->sizes, size);
}

RsKnown *
rs_known_new (const RsSnapshot *snapshot)
{
  RsKnown *self = g_new0 (RsKnown, 1);

  self->contents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, brought_free);
  self->sizes = g_array_new (FALSE, FALSE, sizeof (guint64));
  for (guint i = 0; i < snapshot->imports->len; i++)
    {
      const RsImport *import = g_ptr_array_index (snapshot->imports, i);

      rs_known_add (self, import->file_name, import->t_ms, import->sha256, (guint64) import->size,
                    import->contents);
    }
  return self;
}

void
rs_known_free (RsKnown *self)
{
  if (!self)
    return;
  g_hash_table_unref (self->contents);
  g_array_unref (self->sizes);
  g_free (self);
}

void
rs_known_add (RsKnown *self, const char *file_name, gint64 t_ms, const char *sha256, guint64 size,
              const GPtrArray *contents)
{
  add (self, file_name, t_ms, sha256, size);
  for (guint i = 0; i < contents->len; i++)
    {
      const RsContent *content = g_ptr_array_index (contents, i);

      add (self, file_name, t_ms, content->sha256, content->size);
    }
}

gboolean
rs_known_has_size (const RsKnown *self, guint64 size)
{
  for (guint i = 0; i < self->sizes->len; i++)
    if (g_array_index (self->sizes, guint64, i) == size)
      return TRUE;
  return FALSE;
}

gboolean
rs_known_has (const RsKnown *self, const char *sha256)
{
  return g_hash_table_contains (self->contents, sha256);
}

static gboolean
check_new (const RsKnown *self, const char *path, const char *sha256, GError **error)
{
  const Brought *brought = g_hash_table_lookup (self->contents, sha256);
  g_autofree char *when = NULL;

  if (!brought)
    return TRUE;
  when = rs_time_format_zone (brought->t_ms, NULL, TRUE);
  g_set_error (error, RS_CASE_ERROR, RS_CASE_ERROR_DUPLICATE,
               /* Translators: file, name under which it was imported, time */
               _("“%s” was imported before, as “%s” (%s UTC): the same content."), path,
               brought->file_name, when);
  return FALSE;
}

gboolean
rs_known_check_file (const RsKnown *self, const char *path, guint64 size,
                     GCancellable *cancellable, GError **error)
{
  g_autoptr (RsInput) input = NULL;
  g_autofree char *sha256 = NULL;

  if (!rs_known_has_size (self, size))
    return TRUE;
  input = rs_input_open (path, error);
  if (input)
    rs_input_set_cancellable (input, cancellable);
  sha256 = input ? rs_input_finish (input, error) : NULL;
  return sha256 && check_new (self, path, sha256, error);
}

gboolean
rs_known_check (const RsKnown *self, const char *path, const GPtrArray *contents, GError **error)
{
  for (guint i = 0; i < contents->len; i++)
    {
      const RsContent *content = g_ptr_array_index (contents, i);

      if (!check_new (self, path, content->sha256, error))
        return FALSE;
    }
  return TRUE;
}
