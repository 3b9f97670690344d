/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case/import-result.h"

#include "formats/reason.h"

void
rs_import_result_free (RsImportResult *self)
{
  if (!self)
    return;
  g_free (self->path);
  g_clear_error (&self->error);
  g_clear_pointer (&self->import, rs_import_free);
  g_free (self->clock);
  g_ptr_array_unref (self->reasons);
  g_ptr_array_unref (self->notes);
  g_free (self->list_title);
  g_free (self);
}

RsImportResult *
rs_import_result_new (const char *path)
{
  RsImportResult *self = g_new0 (RsImportResult, 1);

  self->path = g_strdup (path);
  self->clock = g_strdup ("");
  self->reasons = g_ptr_array_new_with_free_func ((GDestroyNotify) rs_reason_count_free);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
rs_import_result_count (RsImportResult *self, GHashTable *by_reason, const char *reason, guint32 line)
{
  const char *base = rs_reason_get_base (reason);
  RsReasonCount *count = g_hash_table_lookup (by_reason, base ? base : reason);

  if (!count)
    {
      count = rs_reason_count_new (base ? base : reason, 0, line);
      g_hash_table_insert (by_reason, count->reason, count);
      g_ptr_array_add (self->reasons, count);
    }
  count->n++;
}
