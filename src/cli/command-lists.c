/* SPDX-License-Identifier: GPL-3.0-or-later */
/* roadstead-cli watchlist and places: the lists that a case compares its vessels and ports with. */
#include <stdio.h>
#include <string.h>

#include "case/lists.h"
#include "case/watch.h"
#include "cli/command.h"
#include "formats/reason.h"

/* Rejected rows that are told. */
#define REJECTS_MAX 20

/* @what: what became of such rows */
static void
print_rejects (const char *path, const GPtrArray *rejects, const char *what)
{
  for (guint i = 0; i < MIN (rejects->len, REJECTS_MAX); i++)
    {
      const RsReject *reject = g_ptr_array_index (rejects, i);

      fprintf (stderr, "%s:%u: %s%s: %s\n", path, reject->line, what, reject->reason, reject->text);
    }
  if (rejects->len > REJECTS_MAX)
    fprintf (stderr, "and %u more rows\n", rejects->len - REJECTS_MAX);
}

static void
add_rejects_json (JsonBuilder *builder, const char *name, const GPtrArray *rejects)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < rejects->len; i++)
    {
      const RsReject *reject = g_ptr_array_index (rejects, i);

      json_builder_begin_object (builder);
      rs_command_json_int (builder, "line", reject->line);
      rs_command_json_text (builder, "reason", reject->reason);
      rs_command_json_text (builder, "text", reject->text);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_list_json (JsonBuilder *builder, const RsList *list)
{
  rs_command_json_int (builder, "id", list->id);
  rs_command_json_text (builder, "title", list->title);
  rs_command_json_text (builder, "publisher", list->publisher);
  rs_command_json_text (builder, "file", list->file_name);
  rs_command_json_text (builder, "sha256", list->sha256);
  rs_command_json_int (builder, "bytes", list->size);
  rs_command_json_text (builder, "layout", list->layout);
  rs_command_json_time (builder, "t", list->t_ms);
  rs_command_json_int (builder, "records", list->n_read);
  rs_command_json_int (builder, "entries", list->items->len);
  rs_command_json_text (builder, "note", list->note);
}

static void
print_list (const RsList *list)
{
  printf ("%" G_GINT64_FORMAT "\t%s\t%u\t%s\t%s\n", list->id, list->title, list->items->len,
          list->layout, list->file_name);
}

static int
do_list (RsCase *document, RsListKind kind, gboolean as_json)
{
  g_autoptr (RsSnapshot) snapshot = rs_case_ref_snapshot (document);
  const GPtrArray *lists = kind == RS_LIST_WATCH ? snapshot->watchlists : snapshot->place_lists;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < lists->len; i++)
    if (as_json)
      {
        json_builder_begin_object (builder);
        add_list_json (builder, g_ptr_array_index (lists, i));
        json_builder_end_object (builder);
      }
    else
      print_list (g_ptr_array_index (lists, i));
  json_builder_end_array (builder);
  if (as_json)
    rs_command_print_json (builder, TRUE);
  return RS_EXIT_OK;
}

static int
do_add (RsCase *document, RsListKind kind, const char *path, const RsReadOptions *options,
        gboolean as_json)
{
  g_autoptr (GPtrArray) rejects = g_ptr_array_new_with_free_func ((GDestroyNotify) rs_reject_free);
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func ((GDestroyNotify) rs_reject_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (RsSnapshot) snapshot = NULL;
  gint64 id = rs_case_add_list (document, path, kind, options, rejects, losses, &error);
  const RsList *list;

  if (id == 0)
    return rs_command_fail (error);
  snapshot = rs_case_ref_snapshot (document);
  list = rs_case_find_list (snapshot, kind, id);
  if (as_json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      add_list_json (builder, list);
      add_rejects_json (builder, "rejects", rejects);
      add_rejects_json (builder, "losses", losses);
      json_builder_end_object (builder);
      rs_command_print_json (builder, TRUE);
    }
  else
    print_list (list);
  print_rejects (path, rejects, "");
  print_rejects (path, losses, "the entry is kept without its number: ");
  return rejects->len + losses->len > 0 ? RS_EXIT_PARTIAL : RS_EXIT_OK;
}

static int
do_remove (RsCase *document, RsListKind kind, const char *text)
{
  g_autoptr (GError) error = NULL;
  guint64 id;

  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT64, &id, NULL))
    {
      fprintf (stderr, "%s: “%s” is no id of a list; list them to see theirs\n", g_get_prgname (),
               text);
      return RS_EXIT_USAGE;
    }
  return rs_case_remove_list (document, kind, (gint64) id, &error) ? RS_EXIT_OK
                                                                  : rs_command_fail (error);
}

static void
add_match_json (JsonBuilder *builder, const RsVessel *vessel, const RsWatchMatch *match)
{
  const RsWatchEntry *entry = match->entry;

  json_builder_begin_object (builder);
  rs_command_json_int (builder, "vessel", vessel->id);
  rs_command_json_text (builder, "name", vessel->name);
  rs_command_json_int (builder, "mmsi", vessel->mmsi);
  rs_command_json_int (builder, "imo", vessel->imo);
  rs_command_json_text (builder, "by", rs_watch_by_to_string (match->by));
  rs_command_json_text (builder, "surety", rs_watch_surety_to_string (match->surety));
  rs_command_json_time (builder, "from", match->from_ms);
  rs_command_json_time (builder, "to", match->to_ms);
  rs_command_json_text (builder, "list", match->list->title);
  rs_command_json_int (builder, "line", entry->line);
  rs_command_json_text (builder, "entry", entry->name);
  rs_command_json_int (builder, "entry_imo", entry->imo);
  rs_command_json_int (builder, "entry_mmsi", entry->mmsi);
  rs_command_json_text (builder, "program", entry->program);
  rs_command_json_text (builder, "remark", entry->remark);
  json_builder_end_object (builder);
}

static int
do_match (RsCase *document, gboolean as_json)
{
  g_autoptr (RsSnapshot) snapshot = rs_case_ref_snapshot (document);
  g_autoptr (GArray) matches = rs_watch_match (snapshot);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < matches->len; i++)
    {
      const RsWatchMatch *match = &g_array_index (matches, RsWatchMatch, i);
      const RsVessel *vessel = rs_snapshot_get_vessel (snapshot, match->vessel_id);

      if (as_json)
        add_match_json (builder, vessel, match);
      else
        printf ("%s\t%s\t%s\t%s\t%s:%u\t%s\n", vessel->name,
                rs_watch_surety_to_string (match->surety), rs_watch_by_to_string (match->by),
                match->list->title, match->list->file_name, match->entry->line, match->entry->name);
    }
  json_builder_end_array (builder);
  if (as_json)
    rs_command_print_json (builder, TRUE);
  return RS_EXIT_OK;
}

static int
run (int argc, char **argv, RsListKind kind, const char *usage, const char *summary)
{
  gboolean as_json = FALSE;
  g_autofree char *encoding = NULL;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "Write JSON", NULL },
    { "encoding", 0, 0, G_OPTION_ARG_STRING, &encoding,
      "What the text of the list is in (Windows-1251, EUC-KR, ...); without it that is found out",
      "NAME" },
    { NULL },
  };
  int code = rs_command_parse (&argc, &argv, usage, summary, entries, 2, 3);
  RsReadOptions options = { .encoding = encoding };
  g_autoptr (RsCase) document = NULL;
  const char *what;

  if (code >= 0)
    return code;
  what = argv[2];
  if ((strcmp (what, "add") == 0 || strcmp (what, "remove") == 0) != (argc == 4)
      || !(argc == 4 || strcmp (what, "list") == 0
           || (strcmp (what, "match") == 0 && kind == RS_LIST_WATCH)))
    {
      fprintf (stderr, "Usage: roadstead-cli %s %s\n", argv[0], usage);
      return RS_EXIT_USAGE;
    }
  document = rs_command_open (argv[1]);
  if (!document)
    return RS_EXIT_FAILED;
  if (strcmp (what, "add") == 0)
    return do_add (document, kind, argv[3], &options, as_json);
  if (strcmp (what, "remove") == 0)
    return do_remove (document, kind, argv[3]);
  return strcmp (what, "match") == 0 ? do_match (document, as_json)
                                     : do_list (document, kind, as_json);
}

int
rs_command_watchlist (int argc, char **argv)
{
  return run (argc, argv, RS_LIST_WATCH, "CASE add FILE | list | remove ID | match",
              "Keep lists of vessels to look for: OFAC's sdn.csv (alt.csv and sdn_comments.csv beside it "
              "are read too) or a table of IMO numbers, MMSI or names. “match” says which vessels of the "
              "case are on them, by what and how surely.");
}

int
rs_command_places (int argc, char **argv)
{
  return run (argc, argv, RS_LIST_PLACES, "CASE add FILE | list | remove ID",
              "Keep lists of ports: the World Port Index (UpdatedPub150.csv) or a table with name, "
              "latitude and longitude. “route --case” finds them.");
}
