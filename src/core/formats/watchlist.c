/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plain tables of vessels to look for: by a header, or by what the values are. */
#include "config.h"

#include <string.h>

#include "formats/list-private.h"
#include "formats/reason.h"
#include "formats/xsd-time.h"

static void
set_fault (const char *text, char **out_fault)
{
  const char *problem = rs_list_judge_imo (text);

  if (problem && !*out_fault)
    *out_fault = rs_reason_name_value (problem, "IMO", text);
}

/* Whether a cell of a table without a header is meant for an IMO number. */
static gboolean
is_meant_for_imo (const char *text)
{
  return g_ascii_strncasecmp (text, "IMO", 3) == 0
             ? strpbrk (text, "0123456789") != NULL
             : strlen (text) == 7 && strspn (text, "0123456789") == 7;
}

/* What a cell of a table without a header is. @out_fault: (inout): why it is no IMO number */
static void
take_cell (RsWatchEntry *entry, const char *text, char **out_fault)
{
  guint32 imo = rs_list_parse_imo (text), mmsi = rs_list_parse_mmsi (text);

  if (imo == 0 && mmsi == 0 && is_meant_for_imo (text))
    set_fault (text, out_fault);
  else if (imo != 0 && entry->imo == 0)
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
take_columns (RsListReading *self, const RsListColumns *columns, RsWatchEntry *entry,
              char **out_fault)
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
  if (imo[0] != '\0')
    set_fault (imo, out_fault);
  entry->from_ms = take_time (self, columns, RS_LIST_COLUMN_FROM);
  entry->to_ms = take_time (self, columns, RS_LIST_COLUMN_TO);
}

void
rs_watchlist_add_row (RsListReading *self, const RsListColumns *columns)
{
  g_autoptr (RsWatchEntry) entry = rs_watch_entry_new ();
  g_autofree char *fault = NULL;

  entry->line = self->csv.line;
  if (columns->has_header)
    take_columns (self, columns, entry, &fault);
  else
    for (guint i = 0; i < self->csv.n_cells; i++)
      {
        g_autofree char *text = rs_list_cell_dup (self->csv.cells[i]);

        take_cell (entry, text, &fault);
      }
  if (entry->imo == 0 && entry->mmsi == 0 && entry->name[0] == '\0')
    {
      rs_list_reject (self, fault ? fault : RS_LIST_REJECT_EMPTY);
      return;
    }
  /* A number in another column may be it. */
  if (fault && entry->imo == 0)
    rs_list_lose (self, fault);
  g_ptr_array_add (self->list->items, g_steal_pointer (&entry));
}
