/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of specially designated nationals of the US Treasury's OFAC: no header, "-0- " for nothing, a
 * Ctrl-Z at the end; numbers and former names of vessels stand in the remarks. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "formats/list-private.h"
#include "formats/reason.h"
#include "formats/values.h"

enum
{
  NUMBER,
  NAME,
  TYPE,
  PROGRAM,
  TITLE,
  CALLSIGN,
  SHIP_TYPE,
  TONNAGE,
  GROSS_TONNAGE,
  FLAG,
  OWNER,
  REMARKS,
  N_COLUMNS
};

static gboolean
is_text (RsCell cell, const char *text)
{
  rs_value_trim (&cell.text, &cell.len);
  return cell.len == strlen (text) && g_ascii_strncasecmp (cell.text, text, cell.len) == 0;
}

gboolean
rs_ofac_is_row (const RsCell *cells, guint n)
{
  static const char *const types[] = { "-0-", "individual", "vessel", "aircraft", "entity" };
  guint64 number;

  if (n != N_COLUMNS || !rs_value_uint (cells[NUMBER].text, cells[NUMBER].len, G_MAXUINT32, &number))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (is_text (cells[TYPE], types[i]))
      return TRUE;
  return FALSE;
}

/* Two numbers first: the entry's and its own. Of alt.csv "aka" and a name follow; of add.csv street, town and
 * country, with "-0- " for nothing. */
const char *
rs_ofac_describe_sibling (const RsCell *cells, guint n)
{
  static const char *const kinds[] = { "aka", "fka", "nka" };
  guint64 number;
  guint n_none = 0;

  if (n < 5 || n > 6 || !rs_value_uint (cells[0].text, cells[0].len, G_MAXUINT32, &number)
      || !rs_value_uint (cells[1].text, cells[1].len, G_MAXUINT32, &number))
    return NULL;
  for (gsize i = 0; n == 5 && i < G_N_ELEMENTS (kinds); i++)
    if (is_text (cells[2], kinds[i]))
      /* Translators: %s is the name of a file */
      return N_("“%s” has the other names of OFAC’s list, and no vessels of its own. Import sdn.csv: other "
                "names in an alt.csv beside it are read with it");
  for (guint i = 2; n == 6 && i < n; i++)
    n_none += is_text (cells[i], "-0-");
  if (n_none == 0)
    return NULL;
  /* Translators: %s is the name of a file */
  return N_("“%s” has the addresses of OFAC’s list, and no vessels. Import sdn.csv, which has them");
}

/* The number behind a word: "IMO 9187629". */
static char *
find_number (const char *text, const char *word)
{
  const char *at = strstr (text, word);
  gsize len;

  if (!at)
    return g_strdup ("");
  at += strlen (word);
  len = strspn (at, "0123456789");
  return g_strndup (at, len);
}

/* "a.k.a. 'NAME'", "alt. f.k.a. 'NAME'". */
static void
take_alias (RsWatchEntry *entry, const char *part)
{
  static const char *const words[] = { "a.k.a.", "f.k.a.", "n.k.a." };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const char *at = strstr (part, words[i]);
      g_autofree char *name = NULL;
      gsize len;

      if (!at)
        continue;
      at += strlen (words[i]);
      name = g_strstrip (g_strdup (at));
      len = strlen (name);
      while (len > 0 && strchr ("'\".", name[len - 1]))
        name[--len] = '\0';
      rs_list_add_alias (&entry->aliases, name + strspn (name, "'\" "));
    }
}

static void
take_remarks (RsWatchEntry *entry)
{
  g_auto (GStrv) parts = g_strsplit (entry->remark, ";", -1);

  for (guint i = 0; parts[i]; i++)
    {
      g_autofree char *imo = find_number (parts[i], "IMO "), *mmsi = find_number (parts[i], "MMSI ");

      if (entry->imo == 0)
        entry->imo = rs_list_parse_imo (imo);
      if (entry->mmsi == 0)
        entry->mmsi = rs_list_parse_mmsi (mmsi);
      take_alias (entry, parts[i]);
    }
}

/* Says that the entry has no IMO number, if its remarks have one that is none. */
static void
judge_imo (RsListReading *self, const RsWatchEntry *entry)
{
  g_autofree char *imo = find_number (entry->remark, "IMO "), *reason = NULL;
  const char *problem = imo[0] != '\0' && entry->imo == 0 ? rs_list_judge_imo (imo) : NULL;

  if (!problem)
    return;
  reason = rs_reason_name_value (problem, "IMO", imo);
  rs_list_lose (self, reason);
}

void
rs_ofac_add_row (RsListReading *self)
{
  const RsCell *cells = self->csv.cells;
  RsWatchEntry *entry;

  if (!rs_ofac_is_row (cells, self->csv.n_cells))
    {
      /* The end of a file of DOS. */
      if (!(self->csv.record_len > 0 && self->csv.record[0] == 0x1a))
        rs_list_reject (self, RS_LIST_REJECT_EMPTY);
      return;
    }
  if (!is_text (cells[TYPE], "vessel"))
    {
      self->n_others++;
      return;
    }
  entry = rs_watch_entry_new ();
  entry->line = self->csv.line;
  g_free (entry->name);
  entry->name = rs_list_cell_dup (cells[NAME]);
  g_free (entry->program);
  entry->program = rs_list_cell_dup (cells[PROGRAM]);
  g_free (entry->callsign);
  entry->callsign = rs_list_cell_dup (cells[CALLSIGN]);
  g_free (entry->ship_type);
  entry->ship_type = rs_list_cell_dup (cells[SHIP_TYPE]);
  g_free (entry->flag);
  entry->flag = rs_list_cell_dup (cells[FLAG]);
  {
    static const struct
    {
      guint column;
      const char *word;
    } more[] = { { OWNER, "Owner " }, { TONNAGE, "Tonnage " }, { GROSS_TONNAGE, "Gross tonnage " } };
    g_autofree char *number = rs_list_cell_dup (cells[NUMBER]);
    GString *remark = g_string_new (NULL);
    g_autofree char *said = rs_list_cell_dup (cells[REMARKS]);

    g_string_append_printf (remark, "SDN %s", number);
    for (gsize i = 0; i < G_N_ELEMENTS (more); i++)
      {
        g_autofree char *text = rs_list_cell_dup (cells[more[i].column]);

        if (text[0] != '\0')
          g_string_append_printf (remark, "; %s%s", more[i].word, text);
      }
    if (said[0] != '\0')
      g_string_append_printf (remark, "; %s", said);
    g_free (entry->remark);
    entry->remark = g_string_free (remark, FALSE);
  }
  take_remarks (entry);
  judge_imo (self, entry);
  g_ptr_array_add (self->list->items, entry);
}

/* The rows of a file beside: (number, text) by the entry's number. */
static guint
read_sibling (GHashTable *by_number, const char *path, guint text_column, gboolean is_alias)
{
  g_autoptr (RsInput) input = rs_input_open (path, NULL);
  RsCsv *csv;
  const char *reason;
  RsCsvResult got;
  guint n = 0;

  if (!input)
    return 0;
  csv = g_new0 (RsCsv, 1);
  rs_csv_init (csv, input, ',');
  while ((got = rs_csv_next (csv, &reason, NULL)) == RS_CSV_RECORD || got == RS_CSV_BAD)
    {
      guint64 number;
      RsWatchEntry *entry;
      g_autofree char *text = NULL;

      if (got == RS_CSV_BAD || csv->n_cells <= text_column
          || !rs_value_uint (csv->cells[0].text, csv->cells[0].len, G_MAXUINT32, &number))
        continue;
      entry = g_hash_table_lookup (by_number, GUINT_TO_POINTER ((guint) number));
      if (!entry)
        continue;
      n++;
      text = rs_list_cell_dup (csv->cells[text_column]);
      if (is_alias)
        rs_list_add_alias (&entry->aliases, text);
      else
        {
          g_autofree char *before = g_steal_pointer (&entry->remark);

          entry->remark = g_strconcat (before, text, NULL);
          take_remarks (entry);
        }
    }
  rs_csv_clear (csv);
  g_free (csv);
  return n;
}

char *
rs_ofac_add_siblings (RsListReading *self, const char *path)
{
  static const struct
  {
    const char *names[2];
    guint text_column;
    gboolean is_alias;
  } files[] = { { { "alt.csv", "ALT.CSV" }, 3, TRUE },
                { { "sdn_comments.csv", "SDN_COMMENTS.CSV" }, 1, FALSE } };
  g_autoptr (GHashTable) by_number = g_hash_table_new (g_direct_hash, g_direct_equal);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GString) read = g_string_new (NULL);

  for (guint i = 0; i < self->list->items->len; i++)
    {
      RsWatchEntry *entry = g_ptr_array_index (self->list->items, i);
      g_autofree char *number = find_number (entry->remark, "SDN ");

      g_hash_table_insert (by_number,
                           GUINT_TO_POINTER ((guint) g_ascii_strtoull (number, NULL, 10)), entry);
    }
  for (gsize f = 0; f < G_N_ELEMENTS (files); f++)
    for (gsize k = 0; k < 2; k++)
      {
        g_autofree char *file = g_build_filename (folder, files[f].names[k], NULL);

        if (!g_file_test (file, G_FILE_TEST_IS_REGULAR))
          continue;
        if (read_sibling (by_number, file, files[f].text_column, files[f].is_alias) > 0)
          g_string_append_printf (read, "%s%s", read->len > 0 ? ", " : "", files[f].names[k]);
        break;
      }
  return read->len > 0 ? g_strdup (read->str) : NULL;
}
