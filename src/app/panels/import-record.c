/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/panels/import-record.h"

#include <glib/gi18n.h>

#include "app/panels/import-parts.h"
#include "app/text-import.h"
#include "app/text.h"
#include "app/widgets/page.h"

/* Files of an archive that are named. */
#define N_CONTENTS_MAX 50

struct _RsImportRecord
{
  GtkBox parent_instance;

  RsSession *session;
  gint64 import_id; /* 0: none */
  char *shown;      /* what the page was made of */
  GtkLabel *heading;
  GtkLabel *detail;
  GtkWidget *page;
  GtkBox *groups;
};

enum
{
  CLOSED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RsImportRecord, rs_import_record, GTK_TYPE_BOX)

static void
add_value (AdwPreferencesGroup *group, const char *title, const char *value)
{
  if (value && *value)
    adw_preferences_group_add (group, rs_page_create_value_row (title, value));
}

static char *
describe_size (guint64 size)
{
  g_autofree char *count = rs_text_count (size);

  return g_strdup_printf (ngettext ("%s byte", "%s bytes", (gulong) size), count);
}

static void
add_hash (AdwPreferencesGroup *group, const char *sha256)
{
  GtkWidget *row;

  if (!*sha256)
    return;
  row = rs_page_create_value_row ("SHA-256", sha256);
  gtk_widget_add_css_class (row, "rs-hash-row");
  adw_preferences_group_add (group, row);
}

/* What lay packed in the file, and was read. */
static void
add_contents (RsImportRecord *self, const RsImport *import)
{
  AdwPreferencesGroup *group;

  if (import->contents->len == 0)
    return;
  group = rs_page_add_group (self->groups, _ ("Packed in It"));
  for (guint i = 0; i < MIN (import->contents->len, N_CONTENTS_MAX); i++)
    {
      const RsContent *content = g_ptr_array_index (import->contents, i);
      g_autofree char *size = describe_size (content->size);

      add_value (group, *content->name ? content->name : _ ("Unpacked"), size);
      add_hash (group, content->sha256);
    }
  if (import->contents->len > N_CONTENTS_MAX)
    {
      guint n = import->contents->len - N_CONTENTS_MAX;
      g_autofree char *more
          = g_strdup_printf (ngettext ("and %u more file", "and %u more files", n), n);

      adw_preferences_group_add (group, rs_page_create_row (more, NULL));
    }
}

static void
add_file (RsImportRecord *self, const RsImport *import)
{
  AdwPreferencesGroup *group = rs_page_add_group (self->groups, _ ("File"));
  g_autofree char *size = describe_size ((guint64) import->size);

  add_value (group, _ ("Name"), import->file_name);
  if (*import->sha256)
    add_value (group, _ ("Size"), size);
  add_hash (group, import->sha256);
  add_contents (self, import);
}

static void
add_reading (RsImportRecord *self, const RsImport *import)
{
  AdwPreferencesGroup *group = rs_page_add_group (self->groups, _ ("How It Was Read"));
  g_autofree char *when = rs_text_second (import->t_ms);
  g_autoptr (GPtrArray) options = rs_text_import_options (import);

  add_value (group, _ ("Imported"), when);
  add_value (group, _ ("Layout"), rs_text_layout (import->layout));
  if (rs_text_import_is_live (import))
    add_value (group, _ ("Address"), import->options);
  for (guint i = 0; i + 1 < options->len; i += 2)
    add_value (group, g_ptr_array_index (options, i), g_ptr_array_index (options, i + 1));
  add_value (group, _ ("Clock"), import->clock);
  if (import->provenance != RS_OBSERVED)
    add_value (group, _ ("Provenance"), rs_text_provenance (import->provenance));
}

static void
add_result (RsImportRecord *self, const RsImport *import)
{
  AdwPreferencesGroup *group = rs_page_add_group (self->groups, _ ("What It Brought"));
  g_autofree char *span = rs_text_span (import->from_ms, import->to_ms);
  g_auto (GStrv) notes = g_strsplit (import->notes, "\n", -1);

  if (rs_text_import_is_running (import))
    {
      rs_import_parts_add_note (group, _ ("It is being listened to: it is counted when that ends."));
      return;
    }
  rs_import_parts_add_counts (group, import);
  add_value (group, _ ("Span"), span);
  for (guint i = 0; notes[i]; i++)
    if (*notes[i])
      rs_import_parts_add_note (group, notes[i]);
  rs_import_parts_add_reasons (group, import, import->reasons);
  rs_import_parts_add_flags (group, import, import->n_flagged);
}

static const RsImport *
find_import (RsImportRecord *self)
{
  const RsSnapshot *snapshot = rs_session_get_snapshot (self->session);

  for (guint i = 0; self->import_id != 0 && i < snapshot->imports->len; i++)
    {
      const RsImport *import = g_ptr_array_index (snapshot->imports, i);

      if (import->id == self->import_id)
        return import;
    }
  return NULL;
}

/* What can change of an import that is in the case: a live one ends, flags depend on the others. */
static char *
describe_state (const RsImport *import)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%" G_GINT64_FORMAT " %s", import->id, import->sha256);
  for (guint bit = 0; bit < RS_N_FIX_FLAGS; bit++)
    g_string_append_printf (text, " %" G_GUINT64_FORMAT, import->n_flagged[bit]);
  return g_string_free (text, FALSE);
}

static void
update (RsImportRecord *self)
{
  const RsImport *import = find_import (self);
  g_autofree char *state = import ? describe_state (import) : NULL;
  g_autofree char *title = import ? rs_text_import_title (import) : NULL;
  g_autofree char *when = import ? rs_text_time (import->t_ms) : NULL;
  GtkWidget *child;

  /* Not asked about any more, or still the same. */
  if (self->import_id == 0 || (import && g_strcmp0 (state, self->shown) == 0))
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&state);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->groups))))
    gtk_box_remove (self->groups, child);
  if (!import)
    {
      self->import_id = 0;
      g_signal_emit (self, signals[CLOSED], 0);
      return;
    }
  gtk_label_set_text (self->heading, title);
  gtk_label_set_text (self->detail, when);
  add_file (self, import);
  add_reading (self, import);
  add_result (self, import);
}

void
rs_import_record_show (RsImportRecord *self, gint64 import_id)
{
  if (import_id != self->import_id)
    rs_page_scroll_to_top (self->page);
  self->import_id = import_id;
  update (self);
}

static void
close_cb (RsImportRecord *self)
{
  g_signal_emit (self, signals[CLOSED], 0);
}

GtkWidget *
rs_import_record_new (RsSession *session)
{
  RsImportRecord *self = g_object_new (RS_TYPE_IMPORT_RECORD, "orientation",
                                       GTK_ORIENTATION_VERTICAL, NULL);

  self->session = g_object_ref (session);
  gtk_box_append (GTK_BOX (self),
                  rs_page_create_head (_ ("Back to the case"), G_CALLBACK (close_cb), self,
                                       &self->heading, &self->detail));
  self->page = rs_page_new (&self->groups);
  gtk_box_append (GTK_BOX (self), self->page);
  g_signal_connect_object (session, "snapshot-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

static void
rs_import_record_dispose (GObject *object)
{
  g_clear_object (&RS_IMPORT_RECORD (object)->session);
  G_OBJECT_CLASS (rs_import_record_parent_class)->dispose (object);
}

static void
rs_import_record_finalize (GObject *object)
{
  g_free (RS_IMPORT_RECORD (object)->shown);
  G_OBJECT_CLASS (rs_import_record_parent_class)->finalize (object);
}

static void
rs_import_record_class_init (RsImportRecordClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rs_import_record_dispose;
  G_OBJECT_CLASS (klass)->finalize = rs_import_record_finalize;
  signals[CLOSED] = g_signal_new ("closed", RS_TYPE_IMPORT_RECORD, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
rs_import_record_init (RsImportRecord *self)
{
}
