/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/text-import.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/models/csv-mapping.h"
#include "app/text.h"
#include "case/import-options.h"
#include "formats/reader.h"

const char *
rs_text_layout (const char *name)
{
  guint n;
  const RsLayoutInfo *layouts = rs_read_get_layouts (&n);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (layouts[i].name, name))
      return _ (layouts[i].title);
  if (g_str_equal (name, RS_LAYOUT_LIVE))
    return _ ("Live source of AIS");
  if (g_str_equal (name, "sample"))
    return _ ("Computed sea routes");
  return name;
}

gboolean
rs_text_import_is_live (const RsImport *import)
{
  return g_str_equal (import->layout, RS_LAYOUT_LIVE);
}

gboolean
rs_text_import_is_running (const RsImport *import)
{
  return rs_text_import_is_live (import) && *import->sha256 == '\0';
}

char *
rs_text_import_title (const RsImport *import)
{
  static const struct
  {
    const char *scheme, *name;
  } schemes[] = { { "tcp://", "TCP" }, { "udp://", "UDP" }, { "gpsd://", "gpsd" } };

  if (!rs_text_import_is_live (import) || !*import->options)
    return g_strdup (import->file_name);
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_str_has_prefix (import->options, schemes[i].scheme))
      return g_strdup_printf ("%s · %s", import->options + strlen (schemes[i].scheme),
                              schemes[i].name);
  return g_strdup (import->options);
}

char *
rs_text_import_name (const RsImport *import)
{
  g_autofree char *title = rs_text_import_title (import);
  g_autofree char *when = NULL;

  if (!rs_text_import_is_live (import))
    return g_steal_pointer (&title);
  when = rs_text_second (import->t_ms);
  /* Translators: a live source, and when it began */
  return g_strdup_printf (_ ("%s from %s"), title, when);
}

const char *
rs_text_advice (RsAdvice advice, gboolean is_imported)
{
  switch (advice)
    {
    case RS_ADVICE_COLUMNS:
      return is_imported ? _ ("To say which column is what: undo this, import the file again and choose "
                              "“Columns…” beside its name.")
                         : _ ("If it is a table, say which column is what: choose “Columns…”.");
    case RS_ADVICE_DATE_ORDER:
      return _ ("If day and month are the other way round: undo this, import the file again, choose "
                "“Columns…” beside its name and the order below the column of times.");
    case RS_ADVICE_TIME_ZONE:
      return _ ("If the times are of another zone: undo this, import the file again and fill in “Zone of "
                "times without one”.");
    case RS_ADVICE_DATE:
      return _ ("To give them times: undo this, import the file again and fill in “First day of a log "
                "without dates”.");
    case RS_ADVICE_ENCODING:
      return _ ("If letters look wrong: undo this, import the file again, choose “Columns…” beside its "
                "name and another encoding.");
    case RS_ADVICE_LAYOUT:
      return _ ("Choose “Find out” as the layout, and import the file again.");
    default:
      g_return_val_if_reached ("");
    }
}

/* "t=Date+Time:dmy" as "Date and time: Date+Time (day/month/year)". */
static char *
describe_column (const char *entry)
{
  g_auto (GStrv) halves = g_strsplit (entry, "=", 2);
  gint field = rs_field_from_string (halves[0]);
  char *colon = halves[1] ? strrchr (halves[1], ':') : NULL;
  RsUnit unit;

  if (field < 0 || !halves[1])
    return g_strdup (entry);
  if (!colon || !rs_unit_from_string (colon + 1, &unit))
    return g_strdup_printf ("%s: %s", rs_field_get_label ((RsField) field), halves[1]);
  *colon = '\0';
  return g_strdup_printf ("%s: %s (%s)", rs_field_get_label ((RsField) field), halves[1],
                          rs_csv_mapping_get_unit_label ((RsField) field, unit));
}

/* One column a line. A comma may stand in the name of a column, too. */
static char *
describe_map (const char *map)
{
  g_auto (GStrv) parts = g_strsplit (map, ",", -1);
  g_autoptr (GString) entry = g_string_new (NULL);
  GString *text = g_string_new (NULL);

  for (guint i = 0; parts[i]; i++)
    {
      g_autofree char *word = NULL;
      gboolean is_last = parts[i + 1] == NULL;

      g_string_append_printf (entry, "%s%s", entry->len > 0 ? "," : "", parts[i]);
      if (!is_last)
        word = g_strndup (parts[i + 1], strcspn (parts[i + 1], "="));
      if (!is_last && rs_field_from_string (word) < 0)
        continue;
      {
        g_autofree char *line = describe_column (entry->str);

        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
      }
      g_string_truncate (entry, 0);
    }
  return g_string_free (text, FALSE);
}

static char *
describe_value (RsImportOption option, const char *value)
{
  gint64 t_ms;

  switch (option)
    {
    case RS_IMPORT_OPTION_LAYOUT:
      return g_strdup (rs_text_layout (value));
    case RS_IMPORT_OPTION_MAP:
      return describe_map (value);
    case RS_IMPORT_OPTION_DELIMITER:
      return g_str_equal (value, "tab") ? g_strdup (_ ("Tab")) : g_strdup_printf ("“%s”", value);
    case RS_IMPORT_OPTION_HEADER:
      return g_strdup (g_str_equal (value, "no") ? _ ("Data") : _ ("Names of the columns"));
    case RS_IMPORT_OPTION_DATE:
      return rs_time_parse (value, &t_ms) ? rs_text_time (t_ms) : g_strdup (value);
    case RS_IMPORT_OPTION_TIME_ZONE:
    case RS_IMPORT_OPTION_ENCODING:
    case RS_N_IMPORT_OPTIONS:
    default:
      return g_strdup (value);
    }
}

GPtrArray *
rs_text_import_options (const RsImport *import)
{
  static const char *const titles[RS_N_IMPORT_OPTIONS] = {
    [RS_IMPORT_OPTION_LAYOUT] = N_ ("Layout that was chosen"),
    [RS_IMPORT_OPTION_MAP] = N_ ("Columns"),
    [RS_IMPORT_OPTION_TIME_ZONE] = N_ ("Zone of times without one"),
    [RS_IMPORT_OPTION_ENCODING] = N_ ("Encoding"),
    [RS_IMPORT_OPTION_DELIMITER] = N_ ("Delimiter"),
    [RS_IMPORT_OPTION_HEADER] = N_ ("First row"),
    [RS_IMPORT_OPTION_DATE] = N_ ("First day of a log without dates"),
  };
  GPtrArray *pairs = g_ptr_array_new_with_free_func (g_free);

  if (rs_text_import_is_live (import) || !*import->options)
    return pairs;
  for (guint i = 0; i < RS_N_IMPORT_OPTIONS; i++)
    {
      g_autofree char *value = rs_import_options_find (import->options, (RsImportOption) i);

      if (!value)
        continue;
      g_ptr_array_add (pairs, g_strdup (_ (titles[i])));
      g_ptr_array_add (pairs, describe_value ((RsImportOption) i, value));
    }
  /* What was made by the program itself says in words how. */
  if (pairs->len == 0)
    {
      g_ptr_array_add (pairs, g_strdup (_ ("How it was made")));
      g_ptr_array_add (pairs, g_strdup (import->options));
    }
  return pairs;
}
