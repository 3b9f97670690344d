/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case/vessel-text.h"

#include <string.h>

#include "places/gazetteer.h"

char *
rs_vessel_search_text (const RsVessel *vessel)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%s %s %s %s", vessel->name, vessel->callsign, vessel->aliases,
                          vessel->flag);
  if (vessel->mmsi)
    g_string_append_printf (text, " mmsi%09u", vessel->mmsi);
  if (vessel->imo)
    g_string_append_printf (text, " imo%07u", vessel->imo);
  for (guint i = 0; i < vessel->identities->len; i++)
    {
      const RsIdentity *identity = g_ptr_array_index (vessel->identities, i);

      g_string_append_printf (text, " %s %s", identity->name, identity->callsign);
      if (identity->imo)
        g_string_append_printf (text, " imo%07u", identity->imo);
    }
  return rs_search_key (text->str);
}

char **
rs_search_words (const char *typed)
{
  g_auto (GStrv) parts = g_strsplit_set (typed, " \t", -1);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; parts[i]; i++)
    {
      g_autofree char *word = rs_search_key (parts[i]);

      if (*word)
        g_ptr_array_add (words, g_steal_pointer (&word));
    }
  g_ptr_array_add (words, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&words), FALSE);
}

gboolean
rs_search_text_has (const char *text, char *const *words)
{
  for (guint i = 0; words && words[i]; i++)
    if (!strstr (text, words[i]))
      return FALSE;
  return TRUE;
}
