/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include "formats/limits.h"
#include "formats/list-file.h"

/* What must hold of every list that is read, whatever the bytes are. */
static inline void
check_list (const uint8_t *data, size_t size, RsListKind kind)
{
  g_autoptr (RsInput) input = rs_input_new_for_bytes (data, size);
  g_autoptr (GPtrArray) rejects = g_ptr_array_new_with_free_func ((GDestroyNotify) rs_reject_free);
  g_autoptr (GError) error = NULL;
  RsList *list = rs_list_read_input (input, kind, NULL, rejects, NULL, &error);

  g_assert_true ((list == NULL) == (error != NULL));
  for (guint i = 0; i < rejects->len; i++)
    {
      const RsReject *reject = g_ptr_array_index (rejects, i);

      g_assert_true (g_utf8_validate (reject->text, -1, NULL));
      g_assert_cmpuint (strlen (reject->text), <=, RS_MAX_REJECT_TEXT);
    }
  for (guint i = 0; list && i < list->items->len; i++)
    if (kind == RS_LIST_WATCH)
      {
        const RsWatchEntry *entry = g_ptr_array_index (list->items, i);

        g_assert_true (entry->imo != 0 || entry->mmsi != 0 || entry->name[0] != '\0'
                       || strcmp (list->layout, "ofac-sdn") == 0);
        g_assert_true (g_utf8_validate (entry->name, -1, NULL));
        g_assert_true (g_utf8_validate (entry->remark, -1, NULL));
        g_assert_true (g_utf8_validate (entry->aliases, -1, NULL));
      }
    else
      {
        const RsPlace *place = g_ptr_array_index (list->items, i);

        g_assert_true (place->name[0] != '\0');
        g_assert_true (g_utf8_validate (place->name, -1, NULL));
        g_assert_cmpint (place->lat_e7, >=, -RS_LAT_E7_MAX);
        g_assert_cmpint (place->lat_e7, <=, RS_LAT_E7_MAX);
        g_assert_cmpint (place->lon_e7, <, RS_LON_E7_MAX);
      }
  g_clear_pointer (&list, rs_list_free);
}
