/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/arguments.h"
#include "export/export.h"
#include "places/atlas.h"

#define DEFAULT_WIDTH 1280
#define DEFAULT_HEIGHT 800
#define MAX_ZOOM 20
#define MAX_SCALE 4
#define MMSI_DIGITS 9

typedef struct
{
  char *at, *size, *view, *theme, *lang, *show, *units, *trail, *colour_by, *select, *output;
  double scale, furniture, track_width, track_opacity;
  gboolean heat, json;
} Options;

static void
clear_options (Options *options)
{
  g_free (options->at);
  g_free (options->size);
  g_free (options->view);
  g_free (options->theme);
  g_free (options->lang);
  g_free (options->show);
  g_free (options->units);
  g_free (options->trail);
  g_free (options->colour_by);
  g_free (options->select);
  g_free (options->output);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

static const struct
{
  const char *name;
  guint bits;
} parts[] = {
  { "all", RS_SHOW_MAP | RS_SHOW_CASE | RS_SHOW_FURNITURE },
  { "map", RS_SHOW_MAP },
  { "case", RS_SHOW_CASE },
  { "furniture", RS_SHOW_FURNITURE },
  { "base", RS_SHOW_BASE },
  { "graticule", RS_SHOW_GRATICULE },
  { "names", RS_SHOW_NAMES },
  { "ports", RS_SHOW_PORTS },
  { "tracks", RS_SHOW_TRACKS },
  { "trails", RS_SHOW_TRAILS },
  { "vessels", RS_SHOW_VESSELS },
  { "labels", RS_SHOW_LABELS },
  { "events", RS_SHOW_EVENTS },
  { "incidents", RS_SHOW_INCIDENTS },
  { "notes", RS_SHOW_NOTES },
  { "clock", RS_SHOW_CLOCK },
  { "legend", RS_SHOW_LEGEND },
  { "scale", RS_SHOW_SCALE },
  { "directions", RS_SHOW_DIRECTIONS },
  { "suspects", RS_SHOW_SUSPECTS },
  { "heat", RS_SHOW_HEAT },
};

/* "map,tracks", or "all,-legend": each word adds, one with a minus takes away. */
static gboolean
parse_show (const char *text, guint *out)
{
  g_auto (GStrv) words = g_strsplit (text, ",", -1);
  guint show = 0;

  for (guint i = 0; words[i]; i++)
    {
      gboolean minus = words[i][0] == '-';
      guint k;

      for (k = 0; k < G_N_ELEMENTS (parts); k++)
        if (strcmp (words[i] + minus, parts[k].name) == 0)
          break;
      if (k == G_N_ELEMENTS (parts))
        return FALSE;
      if (minus && i == 0)
        show = RS_SHOW_MAP | RS_SHOW_CASE | RS_SHOW_FURNITURE;
      show = minus ? show & ~parts[k].bits : show | parts[k].bits;
    }
  *out = show;
  return TRUE;
}

static gboolean
parse_size (const char *text, RsView *view)
{
  char *end;
  guint64 width = g_ascii_strtoull (text, &end, 10), height;

  if (end == text || *end != 'x')
    return FALSE;
  text = end + 1;
  height = g_ascii_strtoull (text, &end, 10);
  if (end == text || *end || width < 1 || height < 1 || width > 16384 || height > 16384)
    return FALSE;
  view->width = (double) width;
  view->height = (double) height;
  return TRUE;
}

static gboolean
parse_view (const char *text, RsView *view)
{
  const char *comma = strrchr (text, ',');
  g_autofree char *place = comma ? g_strndup (text, (gsize) (comma - text)) : NULL;
  RsLatLon center;
  double zoom;
  char *end;

  if (!place || !rs_lat_lon_parse (place, &center))
    return FALSE;
  zoom = g_ascii_strtod (comma + 1, &end);
  if (end == comma + 1 || *end || !(zoom >= 0 && zoom <= MAX_ZOOM))
    return FALSE;
  view->center = rs_world_from_lat_lon (center);
  view->zoom = zoom;
  return TRUE;
}

static gboolean
parse_lang (const char *text, RsLang *out)
{
  static const char *const codes[RS_N_LANGS] = { "en", "ru", "ko", "ja" };

  for (guint i = 0; i < RS_N_LANGS; i++)
    if (strcmp (text, codes[i]) == 0)
      {
        *out = (RsLang) i;
        return TRUE;
      }
  return FALSE;
}

/* -1 to go on, or the exit code. */
static int
read_colours (const Options *options, RsFrame *frame)
{
  if (options->colour_by && !rs_color_by_from_string (options->colour_by, &frame->color_by))
    return rs_arguments_refuse ("colour-by", options->colour_by,
                                "vessel, speed, time, flag, source or confidence");
  if (!(options->track_width >= RS_TRACK_MIN_PX && options->track_width <= RS_TRACK_MAX_PX))
    {
      fprintf (stderr, "%s: --track-width: wanted %g to %g\n", g_get_prgname (), RS_TRACK_MIN_PX,
               RS_TRACK_MAX_PX);
      return RS_EXIT_USAGE;
    }
  if (!(options->track_opacity >= RS_TRACK_MIN_OPACITY && options->track_opacity <= 1))
    {
      fprintf (stderr, "%s: --track-opacity: wanted %g to 1\n", g_get_prgname (),
               RS_TRACK_MIN_OPACITY);
      return RS_EXIT_USAGE;
    }
  frame->track_px = options->track_width;
  frame->track_opacity = options->track_opacity;
  frame->show |= options->heat ? RS_SHOW_HEAT : 0;
  return -1;
}

/* -1 to go on, or the exit code. */
static int
read_options (const Options *options, RsFrame *frame)
{
  frame->view.width = DEFAULT_WIDTH;
  frame->view.height = DEFAULT_HEIGHT;
  frame->view.scale = options->scale;
  frame->furniture_scale = options->furniture;
  if (options->at && !rs_time_parse (options->at, &frame->t_ms))
    return rs_arguments_refuse ("at", options->at, "a time such as 2024-03-07T06:00Z");
  if (options->size && !parse_size (options->size, &frame->view))
    return rs_arguments_refuse ("size", options->size, "WIDTHxHEIGHT, such as 1920x1080");
  if (!(options->scale >= 0.25 && options->scale <= MAX_SCALE))
    {
      fprintf (stderr, "%s: --scale: wanted 0.25 to %d\n", g_get_prgname (), MAX_SCALE);
      return RS_EXIT_USAGE;
    }
  if (!(options->furniture >= 0.5 && options->furniture <= 4))
    {
      fprintf (stderr, "%s: --furniture: wanted 0.5 to 4\n", g_get_prgname ());
      return RS_EXIT_USAGE;
    }
  if (options->theme && strcmp (options->theme, "dark") == 0)
    frame->theme = RS_THEME_DARK;
  else if (options->theme && strcmp (options->theme, "light") != 0)
    return rs_arguments_refuse ("theme", options->theme, "light or dark");
  if (options->units && strcmp (options->units, "metric") == 0)
    frame->units = RS_UNITS_METRIC;
  else if (options->units && strcmp (options->units, "nautical") != 0)
    return rs_arguments_refuse ("units", options->units, "nautical or metric");
  if (options->lang && !parse_lang (options->lang, &frame->lang))
    return rs_arguments_refuse ("lang", options->lang, "en, ru, ko or ja");
  if (options->show && !parse_show (options->show, &frame->show))
    return rs_arguments_refuse ("show", options->show, "names of parts with commas between; see --help");
  if (options->trail)
    {
      char *end;
      double hours = g_ascii_strtod (options->trail, &end);

      if (end == options->trail || *end || !(hours >= 0 && hours <= 24 * 366))
        return rs_arguments_refuse ("trail", options->trail, "hours");
      frame->trail_ms = (gint64) (hours * (double) RS_HOUR_MS);
    }
  return read_colours (options, frame);
}

/* "Asia/Vladivostok" is shown as "Vladivostok". */
static void
set_zone (RsFrame *frame, const RsSnapshot *snapshot, GTimeZone **zone, char **label)
{
  const char *slash;

  if (!snapshot->zone || !*snapshot->zone)
    return;
  *zone = rs_time_zone_new (snapshot->zone);
  if (!*zone)
    return;
  slash = strrchr (snapshot->zone, '/');
  *label = g_strdelimit (g_strdup (slash ? slash + 1 : snapshot->zone), "_", ' ');
  frame->zone = *zone;
  frame->zone_label = *label;
}

/* A number too short for an MMSI can be an id without its "#", too. NULL: there is none, which was said. */
static const RsVessel *
find_selected (const RsSnapshot *snapshot, const char *text, int *code)
{
  guint64 number;
  gboolean is_id = strlen (text) < MMSI_DIGITS
                   && g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT32, &number, NULL)
                   && rs_snapshot_find_vessel (snapshot, (gint64) number) >= 0;
  g_autofree char *id = is_id ? g_strconcat ("#", text, NULL) : NULL;

  return rs_arguments_find_vessel (snapshot, id ? id : text, code);
}

static void
print_result (const char *path, const RsFrame *frame)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  RsLatLon center = rs_lat_lon_from_world (frame->view.center);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "file");
  json_builder_add_string_value (builder, path);
  rs_command_json_time (builder, "at", frame->t_ms);
  json_builder_set_member_name (builder, "lat");
  json_builder_add_double_value (builder, center.lat_deg);
  json_builder_set_member_name (builder, "lon");
  json_builder_add_double_value (builder, center.lon_deg);
  json_builder_set_member_name (builder, "zoom");
  json_builder_add_double_value (builder, frame->view.zoom);
  json_builder_set_member_name (builder, "width");
  json_builder_add_int_value (builder, (gint64) (frame->view.width * frame->view.scale));
  json_builder_set_member_name (builder, "height");
  json_builder_add_int_value (builder, (gint64) (frame->view.height * frame->view.scale));
  json_builder_end_object (builder);
  rs_command_print_json (builder, FALSE);
}

int
rs_command_render (int argc, char **argv)
{
  g_auto (Options) options = { .scale = 1, .furniture = 1, .track_width = RS_TRACK_PX, .track_opacity = 1 };
  const GOptionEntry entries[] = {
    { "at", 0, 0, G_OPTION_ARG_STRING, &options.at,
      "The moment to show; without it whole tracks and no clock", "TIME" },
    { "size", 0, 0, G_OPTION_ARG_STRING, &options.size, "Size in pixels; 1280x800", "WxH" },
    { "view", 0, 0, G_OPTION_ARG_STRING, &options.view,
      "Middle and zoom of the map; the whole case without it", "LAT,LON,ZOOM" },
    { "theme", 0, 0, G_OPTION_ARG_STRING, &options.theme, "light or dark", "THEME" },
    { "scale", 0, 0, G_OPTION_ARG_DOUBLE, &options.scale,
      "Pixels of the file for each of --size; 1", "N" },
    { "furniture", 0, 0, G_OPTION_ARG_DOUBLE, &options.furniture,
      "How large clock, legend and scale are; 1", "N" },
    { "lang", 0, 0, G_OPTION_ARG_STRING, &options.lang, "Names in en, ru, ko or ja", "LANG" },
    { "units", 0, 0, G_OPTION_ARG_STRING, &options.units, "nautical or metric", "UNITS" },
    { "trail", 0, 0, G_OPTION_ARG_STRING, &options.trail, "Length of the trails; 1", "HOURS" },
    { "colour-by", 0, 0, G_OPTION_ARG_STRING, &options.colour_by,
      "What colours say: vessel, speed, time, flag, source or confidence", "MODE" },
    { "track-width", 0, 0, G_OPTION_ARG_DOUBLE, &options.track_width,
      "Width of tracks in pixels; 1.6", "PX" },
    { "track-opacity", 0, 0, G_OPTION_ARG_DOUBLE, &options.track_opacity,
      "How opaque tracks are, 0.1 to 1", "SHARE" },
    { "heat", 0, 0, G_OPTION_ARG_NONE, &options.heat,
      "How long ships were where, in place of the lines of whole tracks", NULL },
    { "select", 0, 0, G_OPTION_ARG_STRING, &options.select,
      "The vessel that stands out: MMSI, name or #id", "MMSI" },
    { "show", 0, 0, G_OPTION_ARG_STRING, &options.show,
      "Parts of the picture, or -PART to leave one out: all map case furniture base graticule "
      "names ports tracks trails vessels labels events incidents notes clock legend scale "
      "directions suspects heat",
      "PART,..." },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, "FILE.png, FILE.svg or FILE.pdf",
      "FILE" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, "Say what was drawn as JSON", NULL },
    { NULL },
  };
  int code = rs_command_parse (&argc, &argv, "CASE", "Draw the map as a picture.", entries, 1, 1);
  g_autoptr (RsCase) document = NULL;
  g_autoptr (RsSnapshot) snapshot = NULL;
  g_autoptr (RsAtlas) atlas = NULL;
  g_autoptr (GTimeZone) zone = NULL;
  g_autofree char *zone_label = NULL;
  g_autoptr (GError) error = NULL;
  RsFrame frame;

  if (code >= 0)
    return code;
  rs_frame_init (&frame);
  code = read_options (&options, &frame);
  if (code >= 0)
    return code;
  if (!options.output)
    {
      fprintf (stderr, "%s: say with -o which file to write\n", g_get_prgname ());
      return RS_EXIT_USAGE;
    }
  if (options.view && !parse_view (options.view, &frame.view))
    return rs_arguments_refuse ("view", options.view, "LAT,LON,ZOOM, such as 42.8,132.9,9.5");
  document = rs_command_open (argv[1]);
  if (!document)
    return RS_EXIT_FAILED;
  snapshot = rs_case_ref_snapshot (document);
  if (options.select)
    {
      const RsVessel *vessel = find_selected (snapshot, options.select, &code);

      if (!vessel)
        return code;
      frame.selected_vessel = vessel->id;
    }
  atlas = rs_atlas_open_default (&error);
  if (!atlas)
    return rs_command_fail (error);
  set_zone (&frame, snapshot, &zone, &zone_label);
  if (!options.view)
    rs_frame_fit_case (&frame, snapshot);
  if (!rs_export_picture (snapshot, &frame, atlas, options.output, NULL, &error)
      || !rs_case_close (document, &error))
    {
      rs_command_fail (error);
      return g_error_matches (error, RS_EXPORT_ERROR, RS_EXPORT_ERROR_FORMAT) ? RS_EXIT_USAGE : RS_EXIT_FAILED;
    }
  if (options.json)
    print_result (options.output, &frame);
  return RS_EXIT_OK;
}
