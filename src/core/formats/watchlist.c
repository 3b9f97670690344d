/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plain tables of vessels to look for: by a header, or by what the values are. */
#include "config.h"

#include <string.h>

#include "formats/list-private.h"
#include "formats/xsd-time.h"

/* What a cell of a table without a header is. */
static void
take_cell (RsListReading *self, RsWatchEntry *entry, const char *text)
{
  guint32 imo = rs_list_parse_imo (text), mmsi = rs_list_parse_mmsi (text);

  if (imo != 0 && entry->imo == 0)
    entry->imo = imo;
  else if (mmsi != 0 && entry->mmsi == 0)
    entry->mmsi = mmsi;
  else if (entry->name[0] == '\0' && strspn (text, "0123456789") < strlen (text))
    {
      g_free (entry->name);
      entry->name = g_strdup (text);
    }
  else if (text[0] != '\0')
    {
      char *remark = entry->remark[0] != '\0' ? g_strconcat (entry->remark, "; ", text, NULL)
                                              : g_strdup (text);

      g_free (entry->remark);
      entry->remark = remark;
    }
}

static void
take_text (RsListReading *self, const RsListColumns *columns, RsListColumn column, char **out)
{
  g_free (*out);
  *out = rs_list_columns_dup (columns, self->csv.cells, self->csv.n_cells, column);
}

static gint64
take_time (RsListReading *self, const RsListColumns *columns, RsListColumn column)
{
  g_autofree char *text
      = rs_list_columns_dup (columns, self->csv.cells, self->csv.n_cells, column);
  RsTimeReader times;
  gint64 t_ms;
  gboolean coarse, ok;

  rs_time_reader_init (&times, NULL);
  ok = rs_xsd_time_parse (&times, text, strlen (text), &t_ms, &coarse);
  rs_time_reader_clear (&times);
  return ok ? t_ms : RS_TIME_NONE;
}

static void
take_columns (RsListReading *self, const RsListColumns *columns, RsWatchEntry *entry)
{
  g_autofree char *imo = NULL, *mmsi = NULL, *aliases = NULL;
  g_auto (GStrv) names = NULL;

  take_text (self, columns, RS_LIST_COLUMN_NAME, &entry->name);
  take_text (self, columns, RS_LIST_COLUMN_CALLSIGN, &entry->callsign);
  take_text (self, columns, RS_LIST_COLUMN_FLAG, &entry->flag);
  take_text (self, columns, RS_LIST_COLUMN_TYPE, &entry->ship_type);
  take_text (self, columns, RS_LIST_COLUMN_PROGRAM, &entry->program);
  take_text (self, columns, RS_LIST_COLUMN_REMARK, &entry->remark);
  take_text (self, columns, RS_LIST_COLUMN_ALIASES, &aliases);
  take_text (self, columns, RS_LIST_COLUMN_IMO, &imo);
  take_text (self, columns, RS_LIST_COLUMN_MMSI, &mmsi);
  names = g_strsplit_set (aliases, ";|", -1);
  for (guint i = 0; names[i]; i++)
    rs_list_add_alias (&entry->aliases, g_strstrip (names[i]));
  entry->imo = rs_list_parse_imo (imo);
  entry->mmsi = rs_list_parse_mmsi (mmsi);
  self->n_wrong_imo += entry->imo == 0 && imo[0] != '\0';
  entry->from_ms = take_time (self, columns, RS_LIST_COLUMN_FROM);
  entry->to_ms = take_time (self, columns, RS_LIST_COLUMN_TO);
}

void
rs_watchlist_add_row (RsListReading *self, const RsListColumns *columns)
{
  g_autoptr (RsWatchEntry) entry = rs_watch_entry_new ();

  entry->line = self->csv.line;
  if (columns->has_header)
    take_columns (self, columns, entry);
  else
    for (guint i = 0; i < self->csv.n_cells; i++)
      {
        g_autofree char *text = rs_list_cell_dup (self->csv.cells[i]);

        take_cell (self, entry, text);
      }
  if (entry->imo == 0 && entry->mmsi == 0 && entry->name[0] == '\0')
    rs_list_reject (self, self->n_wrong_imo > 0 ? RS_LIST_REJECT_IMO : RS_LIST_REJECT_EMPTY);
  else
    g_ptr_array_add (self->list->items, g_steal_pointer (&entry));
}
