/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "drawing/legend-rows.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "drawing/heat.h"
#include "drawing/legend.h"
#include "drawing/projection.h"
#include "drawing/vessel-style.h"
#include "model/country.h"

#define MAX_VESSELS 8
#define MAX_VESSELS_BRIEF 3

/* On the picture, or on the one that this is furniture of. */
static gboolean
shows (const RsDrawContext *context, guint bits)
{
  return ((context->frame->show | context->frame->show_below) & bits) != 0;
}

static void
clear_row (gpointer data)
{
  RsLegendRow *row = data;

  g_free (row->text);
  for (guint i = 0; i < row->n_ticks; i++)
    g_free (row->ticks[i]);
}

static RsLegendRow *
add_row (GArray *rows, RsSign sign, char *text, gboolean begins_group)
{
  RsLegendRow row = { .sign = sign, .text = text, .begins_group = begins_group && rows->len > 0 };

  g_array_append_val (rows, row);
  return &g_array_index (rows, RsLegendRow, rows->len - 1);
}

static gboolean
is_seen (const RsDrawContext *context, const RsProjection *projection, guint index)
{
  const RsVessel *vessel = g_ptr_array_index (context->snapshot->vessels, index);
  const RsTrack *track = g_ptr_array_index (context->snapshot->tracks, index);

  return track->n > 0 && !rs_frame_hides_vessel (context->frame, vessel->id)
         && rs_projection_meets_track (projection, track);
}

/* By its name, and by its number where another of those @listed has that name too. */
static char *
name_vessel (const GPtrArray *listed, const RsVessel *vessel)
{
  for (guint i = 0; i < listed->len && vessel->mmsi; i++)
    {
      const RsVessel *other = g_ptr_array_index (listed, i);

      if (other != vessel && g_str_equal (other->name, vessel->name))
        return g_strdup_printf ("%s (%09u)", vessel->name, vessel->mmsi);
    }
  return g_strdup (vessel->name);
}

static void
add_vessels (const RsDrawContext *context, GArray *rows, const RsProjection *projection, guint most)
{
  const RsSnapshot *snapshot = context->snapshot;
  g_autoptr (GPtrArray) listed = g_ptr_array_new ();
  guint n_more = 0, room = rows->len < most ? most - rows->len : 0;

  for (guint i = 0; i < snapshot->vessels->len; i++)
    {
      if (!is_seen (context, projection, i))
        continue;
      if (listed->len < room)
        g_ptr_array_add (listed, g_ptr_array_index (snapshot->vessels, i));
      else
        n_more++;
    }
  for (guint i = 0; i < listed->len; i++)
    {
      const RsVessel *vessel = g_ptr_array_index (listed, i);
      const RsTrack *track = rs_snapshot_get_track (snapshot, vessel->id);
      RsLegendRow *row = add_row (rows, RS_SIGN_VESSEL, name_vessel (listed, vessel), FALSE);

      row->color = rs_tints_get_vessel (context->tints, vessel);
      row->dash = rs_dash_for_provenance ((RsProvenance) track->fixes[track->n / 2].provenance);
    }
  if (n_more > 0)
    add_row (rows, RS_SIGN_WORDS,
             /* Translators: below the vessels that the map's legend names */
             g_strdup_printf (ngettext ("and %u more vessel", "and %u more vessels", n_more),
                              n_more),
             FALSE)
        ->is_dim
        = TRUE;
}

static void
add_flags (const RsDrawContext *context, GArray *rows, const RsProjection *projection)
{
  const RsTintFacts *facts = context->tints->facts;
  gboolean seen[RS_N_VESSEL_COLORS + 1] = { FALSE };

  for (guint i = 0; i < context->snapshot->vessels->len; i++)
    {
      const RsVessel *vessel = g_ptr_array_index (context->snapshot->vessels, i);

      if (is_seen (context, projection, i))
        seen[rs_tints_find_flag (facts, vessel->flag)] = TRUE;
    }
  for (guint i = 0; i < facts->n_flags; i++)
    if (seen[i])
      add_row (rows, RS_SIGN_VESSEL, g_strdup (rs_country_get_name (facts->flags[i])), FALSE)->color
          = rs_style_get_vessel_color (context->style, (gint) i);
  if (seen[facts->n_flags])
    /* Translators: the flag that a ship flies, in the map's legend */
    add_row (rows, RS_SIGN_VESSEL, g_strdup (_ ("another or unknown flag")), FALSE)->color
        = context->style->context;
}

static void
add_sources (const RsDrawContext *context, GArray *rows)
{
  const GPtrArray *imports = context->snapshot->imports;

  for (guint i = 0; i < MIN (imports->len, RS_N_VESSEL_COLORS); i++)
    {
      const RsImport *import = g_ptr_array_index (imports, i);

      add_row (rows, RS_SIGN_VESSEL, g_strdup (import->file_name), FALSE)->color
          = context->tints->colors[i];
    }
  if (imports->len > RS_N_VESSEL_COLORS)
    add_row (rows, RS_SIGN_VESSEL, g_strdup (_ ("other files")), FALSE)->color
        = context->style->context;
}

static void
add_tick (RsLegendRow *row, double at, char *text)
{
  g_return_if_fail (row->n_ticks < RS_LEGEND_MAX_TICKS);
  row->at[row->n_ticks] = at;
  row->ticks[row->n_ticks++] = text;
}

static void
add_speeds (const RsDrawContext *context, GArray *rows)
{
  gboolean metric = context->frame->units == RS_UNITS_METRIC;
  double unit_kn = metric ? 1 / 1.852 : 1, step = metric ? 10 : 6;
  double most = RS_N_SPEED_TINTS - 1;
  RsLegendRow *row;

  add_row (rows, RS_SIGN_WORDS,
           g_strdup (metric ? _ ("Speed over ground, km/h") : _ ("Speed over ground, knots")), TRUE);
  row = add_row (rows, RS_SIGN_RAMP, g_strdup (""), FALSE);
  for (double at = 0; at * step * unit_kn <= most; at++)
    add_tick (row, at * step * unit_kn / RS_N_SPEED_TINTS, g_strdup_printf ("%.0f", at * step));
  add_tick (row, 1, g_strdup_printf ("%.0f+", floor (most / unit_kn)));
}

static char *
format_moment (gint64 t_ms, gboolean with_clock)
{
  g_autoptr (GDateTime) t = g_date_time_new_from_unix_utc (t_ms / RS_SECOND_MS);

  if (!t)
    return g_strdup ("");
  return g_date_time_format (t, with_clock ? "%Y-%m-%d %H:%M" : "%Y-%m-%d");
}

static void
add_times (const RsDrawContext *context, GArray *rows)
{
  const RsTints *tints = context->tints;
  gboolean with_clock = tints->to_ms - tints->from_ms < 4 * 24 * RS_HOUR_MS;
  RsLegendRow *row;

  if (tints->from_ms == RS_TIME_NONE)
    return;
  add_row (rows, RS_SIGN_WORDS, g_strdup (_ ("Time, UTC")), TRUE);
  row = add_row (rows, RS_SIGN_RAMP, g_strdup (""), FALSE);
  add_tick (row, 0, format_moment (tints->from_ms, with_clock));
  add_tick (row, 1, format_moment (tints->to_ms, with_clock));
}

/* 0.02, 3, 400: one digit that counts. */
static char *
format_density (double value)
{
  double unit = exp10 (floor (log10 (value)));
  double rounded = rint (value / unit) * unit;

  return g_strdup_printf ("%.*f", unit < 1 ? (int) -rint (log10 (unit)) : 0, rounded);
}

static void
add_heat (const RsDrawContext *context, GArray *rows)
{
  RsLegendRow *row;
  double low, high;

  rs_heat_get_range (&context->frame->view, &low, &high);
  add_row (rows, RS_SIGN_WORDS,
           /* Translators: how long ships were in a square kilometre: density in the map's legend */
           g_strdup (_ ("Ship-hours on each km²")), TRUE);
  row = add_row (rows, RS_SIGN_HEAT, g_strdup (""), FALSE);
  for (guint i = 0; i < 3; i++)
    add_tick (row, i / 2.0, format_density (low * pow (high / low, i / 2.0)));
}

static void
add_line (const RsDrawContext *context, GArray *rows, const char *text, RsDash dash, RsColor color,
          gboolean *begins)
{
  RsLegendRow *row = add_row (rows, RS_SIGN_LINE, g_strdup (text), *begins);

  row->color = color;
  row->dash = dash;
  *begins = FALSE;
}

/* What lines are made of, by their dashes; and by their colours where these say so. */
static void
add_lines (const RsDrawContext *context, GArray *rows)
{
  const RsLegendFacts *facts = context->facts;
  gboolean by = context->tints->by == RS_COLOR_BY_CONFIDENCE, begins = TRUE;
  const RsColor *colors = context->tints->colors;
  RsColor grey = context->style->context;

  if (facts->observed)
    add_line (context, rows, _ ("observed"), RS_DASH_NONE, by ? colors[RS_OBSERVED] : grey,
              &begins);
  if (facts->observed && facts->suspects && by)
    add_line (context, rows, _ ("observed, in doubt"), RS_DASH_NONE, colors[RS_ASSERTED + 1],
              &begins);
  if (facts->reconstructed)
    add_line (context, rows, _ ("reconstructed"), RS_DASH_INFERRED,
              by ? colors[RS_RECONSTRUCTED] : grey, &begins);
  if (facts->asserted)
    add_line (context, rows, _ ("asserted by a source"), RS_DASH_ASSERTED,
              by ? colors[RS_ASSERTED] : grey, &begins);
  if (context->snapshot->n_undated > 0 && shows (context, RS_SHOW_TRACKS))
    add_row (rows, RS_SIGN_RING, g_strdup (_ ("position without a time")), begins)->color = grey;
  if (facts->suspects && shows (context, RS_SHOW_TRACKS)
      && shows (context, RS_SHOW_SUSPECTS))
    add_row (rows, RS_SIGN_SUSPECT, g_strdup (_ ("suspicious position")), begins)->color = grey;
}

static void
add_symbol (const RsDrawContext *context, GArray *rows, const char *text, RsPresence presence,
            RsSymbolKind kind, gboolean begins)
{
  RsLegendRow *row = add_row (rows, RS_SIGN_SYMBOL, g_strdup (text), begins);

  row->color = context->style->context;
  row->presence = presence;
  row->kind = kind;
}

static void
add_kinds (const RsDrawContext *context, GArray *rows, const RsProjection *projection)
{
  static const char *const WORDS[RS_N_SYMBOL_KINDS] = {
    [RS_SYMBOL_CARGO] = N_ ("cargo ship"),
    [RS_SYMBOL_TANKER] = N_ ("tanker"),
    [RS_SYMBOL_PASSENGER] = N_ ("passenger ship"),
    [RS_SYMBOL_FISHING] = N_ ("fishing vessel"),
    [RS_SYMBOL_SERVICE] = N_ ("tug or other service vessel"),
    [RS_SYMBOL_PLEASURE] = N_ ("sailing or pleasure craft"),
  };
  gboolean seen[RS_N_SYMBOL_KINDS] = { FALSE }, begins = TRUE;

  for (guint i = 0; i < context->snapshot->vessels->len; i++)
    {
      const RsVessel *vessel = g_ptr_array_index (context->snapshot->vessels, i);

      if (is_seen (context, projection, i))
        seen[rs_symbol_kind_for_type (vessel->ship_type)] = TRUE;
    }
  for (guint kind = 0; kind < RS_N_SYMBOL_KINDS; kind++)
    if (seen[kind] && WORDS[kind])
      {
        add_symbol (context, rows, _ (WORDS[kind]), RS_PRESENCE_MOVING, (RsSymbolKind) kind, begins);
        begins = FALSE;
      }
}

static void
add_colors (const RsDrawContext *context, GArray *rows, const RsProjection *projection,
            guint brevity)
{
  switch (context->tints->by)
    {
    case RS_COLOR_BY_SPEED:
      add_speeds (context, rows);
      break;
    case RS_COLOR_BY_TIME:
      add_times (context, rows);
      break;
    case RS_COLOR_BY_FLAG:
      add_flags (context, rows, projection);
      break;
    case RS_COLOR_BY_SOURCE:
      add_sources (context, rows);
      break;
    case RS_COLOR_BY_CONFIDENCE:
      break;
    case RS_COLOR_BY_VESSEL:
    case RS_N_COLOR_BY:
    default:
      add_vessels (context, rows, projection, brevity > 0 ? MAX_VESSELS_BRIEF : MAX_VESSELS);
      break;
    }
}

GArray *
rs_legend_list (const RsDrawContext *context, guint brevity)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (RsLegendRow));
  gboolean has_moment = context->frame->t_ms != RS_TIME_NONE;
  gboolean has_symbols = shows (context, RS_SHOW_VESSELS) && has_moment;
  gboolean has_heat = shows (context, RS_SHOW_HEAT)
                      && shows (context, RS_SHOW_TRACKS);
  RsProjection projection;
  gboolean any = FALSE;

  g_array_set_clear_func (rows, clear_row);
  if (!shows (context, RS_SHOW_TRACKS | RS_SHOW_TRAILS | RS_SHOW_VESSELS))
    return rows;
  rs_projection_init (&projection, &context->frame->view, 0);
  for (guint i = 0; i < context->snapshot->vessels->len && !any; i++)
    any = is_seen (context, &projection, i);
  if (!any && context->snapshot->n_undated == 0)
    return rows;
  /* Where density stands for the lines, nothing has the vessels' colours but what moves. */
  if (any && (!has_heat || has_moment))
    add_colors (context, rows, &projection, brevity);
  if (any && has_heat)
    add_heat (context, rows);
  if (!has_heat || has_moment || context->frame->selected_vessel != 0 || context->facts->reconstructed
      || context->facts->asserted)
    add_lines (context, rows);
  if (has_symbols && brevity < 2)
    {
      add_symbol (context, rows, _ ("under way"), RS_PRESENCE_MOVING, RS_SYMBOL_OTHER, TRUE);
      add_symbol (context, rows, _ ("moored or at anchor"), RS_PRESENCE_STILL, RS_SYMBOL_OTHER,
                  FALSE);
      add_symbol (context, rows, _ ("no signal: at its last position"), RS_PRESENCE_LOST,
                  RS_SYMBOL_OTHER, FALSE);
      add_kinds (context, rows, &projection);
    }
  return rows;
}
