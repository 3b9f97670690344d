/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"

typedef struct
{
  const char *name;
  RsCommandFunc func;
  const char *summary;
} Command;

/* In the order of the help. */
static const Command commands[] = {
  { "new", rs_command_new, "Make a new, empty case file" },
  { "info", rs_command_info, "Say what is in a case" },
  { "vessels", rs_command_vessels, "List the vessels of a case" },
  { "fixes", rs_command_fixes, "List fixes with the file and line that they came from" },
  { "filters", rs_command_filters, "Keep filters of vessels with a case, by name" },
  { "where", rs_command_where, "Say where a vessel was at a time, and how that is known" },
  { "when", rs_command_when, "Say when vessels were near a place" },
  { "compare", rs_command_compare, "Say how near two vessels were at a time, and came at all" },
  { "incidents", rs_command_incidents, "List the incidents of a case" },
  { "verify", rs_command_verify, "Check a case against its history and hashes" },
  { "render", rs_command_render, "Draw the map as a picture" },
  { "export", rs_command_export, "Write a case as GeoJSON, KML, GPX, CSV or report" },
  { "measure", rs_command_measure, "Measure distances and bearings between ports or positions" },
  { "route", rs_command_route, "Compute the way by sea between two ports or positions" },
  { "import", rs_command_import, "Import AIS logs, CSV, tracks and lists into a case" },
  { "listen", rs_command_listen, "Listen to a receiver: TCP, UDP, gpsd or a serial device" },
  { "imports", rs_command_imports, "List what was imported, from which file, how and when" },
  { "remove-import", rs_command_remove_import, "Take an import out of a case, with all it brought" },
  { "undo", rs_command_undo, "Take back the latest step of a case" },
  { "redo", rs_command_redo, "Do again what was taken back" },
  { "source", rs_command_source, "Show the line of the file that a fix came from" },
  { "layouts", rs_command_layouts, "List the layouts of files that can be imported" },
  { "preview", rs_command_preview, "Show how a CSV would be read, without importing it" },
  { "watchlist", rs_command_watchlist, "Keep lists of vessels to look for, and find those in a case" },
  { "places", rs_command_places, "Keep lists of ports of your own" },
  { "rejects", rs_command_rejects, "List what was not imported, and why" },
  { "decode", rs_command_decode, "Write the AIS messages of a log as lines of JSON" },
  { NULL },
};

static void
print_help (FILE *to)
{
  fputs ("Usage: roadstead-cli COMMAND [OPTION...]\n\n"
         "Follow ships between ports, show what they did, and prove it.\n\nCommands:\n",
         to);
  for (const Command *c = commands; c->name; c++)
    fprintf (to, "  %-14s %s\n", c->name, c->summary);
  fputs ("\n“roadstead-cli COMMAND --help” says more. Exit codes: 0 done, 1 failed, 2 wrong usage,\n"
         "3 done in part (rows were rejected and kept aside).\n",
         to);
}

/* What was printed must have arrived: on a full disk the command has failed. A reader that had enough
 * ("| head") is no failure. */
static int
finish_output (int result)
{
  struct pollfd out = { .fd = STDOUT_FILENO, .events = POLLOUT };

  if (fflush (stdout) == 0 && !ferror (stdout))
    return result;
  if (poll (&out, 1, 0) > 0 && (out.revents & POLLERR))
    return result;
  fputs ("roadstead-cli: the output cannot be written\n", stderr);
  return RS_EXIT_FAILED;
}

int
main (int argc, char *argv[])
{
  /* Files and numbers are in the C locale whatever the user's; only characters are UTF-8. */
  if (!setlocale (LC_CTYPE, "C.UTF-8"))
    setlocale (LC_CTYPE, "");
  /* A command ends by itself when nobody reads its output, and closes its case. */
  signal (SIGPIPE, SIG_IGN);
  if (argc < 2)
    {
      print_help (stderr);
      return RS_EXIT_USAGE;
    }
  if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0)
    {
      print_help (stdout);
      return RS_EXIT_OK;
    }
  if (strcmp (argv[1], "--version") == 0)
    {
      puts ("roadstead-cli " RS_VERSION);
      return RS_EXIT_OK;
    }
  for (const Command *c = commands; c->name; c++)
    if (strcmp (argv[1], c->name) == 0)
      return finish_output (c->func (argc - 1, argv + 1));
  fprintf (stderr, "roadstead-cli: there is no command “%s”; see roadstead-cli --help\n", argv[1]);
  return RS_EXIT_USAGE;
}
