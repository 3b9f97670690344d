/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing/tints.h"

#include <math.h>
#include <string.h>

#include "base/time.h"
#include "drawing/vessel-style.h"

#define N_STOPS 5

/* Ramps whose lightness grows evenly (test-tints.c), so that they are read without telling hues apart,
 * in grey, and in both themes: even their palest end stands off the sea. */
typedef RsColor Ramp[N_STOPS];

static const Ramp SPEED[2] = {
  { RS_RGB (0x33228A), RS_RGB (0x7A2595), RS_RGB (0xB33A6E), RS_RGB (0xCC5A33), RS_RGB (0xC98500) },
  { RS_RGB (0x7A6CE8), RS_RGB (0xBA6FD2), RS_RGB (0xEE7C8E), RS_RGB (0xFAA96A), RS_RGB (0xFFE066) },
};
static const Ramp TIME[2] = {
  { RS_RGB (0x1E2F73), RS_RGB (0x175580), RS_RGB (0x1C766F), RS_RGB (0x46903A), RS_RGB (0x949300) },
  { RS_RGB (0x6479E8), RS_RGB (0x3C9CCB), RS_RGB (0x45BF9C), RS_RGB (0x97D768), RS_RGB (0xF4EA55) },
};
/* Density: from what is hardly there to what nobody overlooks. */
static const Ramp HEAT[2] = {
  { 0x50E8A33D, 0xA0E07B39, 0xD0C9463D, 0xE88F1D5C, 0xF83D0F52 },
  { 0x505B3FA0, 0xA09A3FA8, 0xD0DE5C6E, 0xE8FB9F4B, 0xF8FFF3B0 },
};

static RsColor
mix (const RsColor *stops, double share)
{
  double at = CLAMP (share, 0, 1) * (N_STOPS - 1);
  guint i = MIN ((guint) at, N_STOPS - 2u);
  double u = at - i;
  RsColor color = 0;

  for (guint shift = 0; shift < 32; shift += 8)
    {
      double a = stops[i] >> shift & 0xff, b = stops[i + 1] >> shift & 0xff;

      color |= (RsColor) (a + (b - a) * u + 0.5) << shift;
    }
  return color;
}

RsColor
rs_tints_get_heat (RsTheme theme, double share)
{
  return mix (HEAT[theme == RS_THEME_DARK], share);
}

RsColor
rs_tints_get_ramp (RsTheme theme, RsColorBy by, double share)
{
  return mix (by == RS_COLOR_BY_TIME ? TIME[theme == RS_THEME_DARK] : SPEED[theme == RS_THEME_DARK],
              share);
}

typedef struct
{
  const char *flag;
  guint n;
} FlagCount;

static int
compare_counts (gconstpointer a, gconstpointer b)
{
  const FlagCount *x = a, *y = b;

  if (x->n != y->n)
    return x->n > y->n ? -1 : 1;
  return strcmp (x->flag, y->flag);
}

static void
rank_flags (RsTintFacts *self, const RsSnapshot *snapshot)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) counts = g_array_new (FALSE, FALSE, sizeof (FlagCount));

  for (guint i = 0; i < snapshot->vessels->len; i++)
    {
      const RsVessel *vessel = g_ptr_array_index (snapshot->vessels, i);
      FlagCount count = { vessel->flag, 1 };
      guint place;

      if (!*vessel->flag || strlen (vessel->flag) >= sizeof self->flags[0])
        continue;
      place = GPOINTER_TO_UINT (g_hash_table_lookup (places, vessel->flag));
      if (place > 0)
        {
          g_array_index (counts, FlagCount, place - 1).n++;
          continue;
        }
      g_array_append_val (counts, count);
      g_hash_table_insert (places, vessel->flag, GUINT_TO_POINTER (counts->len));
    }
  g_array_sort (counts, compare_counts);
  self->n_flags = MIN (counts->len, RS_N_VESSEL_COLORS);
  for (guint i = 0; i < self->n_flags; i++)
    g_strlcpy (self->flags[i], g_array_index (counts, FlagCount, i).flag, sizeof self->flags[i]);
}

void
rs_tint_facts_init (RsTintFacts *self, const RsSnapshot *snapshot)
{
  *self = (RsTintFacts){ .from_ms = RS_TIME_NONE, .to_ms = RS_TIME_NONE };
  for (guint i = 0; i < snapshot->hulls->len; i++)
    {
      const RsTrack *track = g_ptr_array_index (snapshot->hulls, i);

      if (track->n == 0)
        continue;
      if (self->from_ms == RS_TIME_NONE)
        {
          self->from_ms = track->from_ms;
          self->to_ms = track->to_ms;
        }
      self->from_ms = MIN (self->from_ms, track->from_ms);
      self->to_ms = MAX (self->to_ms, track->to_ms);
    }
  rank_flags (self, snapshot);
}

guint
rs_tints_find_flag (const RsTintFacts *facts, const char *flag)
{
  for (guint i = 0; i < facts->n_flags; i++)
    if (strcmp (facts->flags[i], flag) == 0)
      return i;
  return facts->n_flags;
}

static void
add_ramp (RsTints *self, guint n)
{
  for (guint i = 0; i < n; i++)
    self->colors[self->n++] = rs_tints_get_ramp (self->frame->theme, self->by, i / (n - 1.0));
}

void
rs_tints_init (RsTints *self, const RsFrame *frame, const RsStyle *style, const RsTintFacts *facts)
{
  *self = (RsTints){ .by = frame->color_by, .frame = frame, .style = style, .facts = facts };
  self->from_ms = frame->span_from_ms != RS_TIME_NONE ? frame->span_from_ms : facts->from_ms;
  self->to_ms = frame->span_to_ms != RS_TIME_NONE ? frame->span_to_ms : facts->to_ms;
  switch (self->by)
    {
    case RS_COLOR_BY_SPEED:
      add_ramp (self, RS_N_SPEED_TINTS);
      self->colors[self->n++] = style->context;
      break;
    case RS_COLOR_BY_TIME:
      add_ramp (self, RS_N_TIME_TINTS);
      break;
    case RS_COLOR_BY_SOURCE:
      for (guint i = 0; i < RS_N_VESSEL_COLORS; i++)
        self->colors[self->n++] = style->vessels[i];
      self->colors[self->n++] = style->context;
      break;
    case RS_COLOR_BY_CONFIDENCE:
      self->colors[RS_OBSERVED] = style->vessels[0];
      self->colors[RS_RECONSTRUCTED] = style->vessels[3];
      self->colors[RS_ASSERTED] = style->vessels[4];
      self->colors[RS_ASSERTED + 1] = style->vessels[1]; /* suspicious */
      self->n = RS_ASSERTED + 2;
      break;
    case RS_COLOR_BY_VESSEL:
    case RS_COLOR_BY_FLAG:
    case RS_N_COLOR_BY:
    default:
      break;
    }
}

static guint
find_speed (double sog_kn)
{
  if (isnan (sog_kn))
    return RS_N_SPEED_TINTS;
  return (guint) CLAMP (sog_kn, 0, RS_N_SPEED_TINTS - 1);
}

guint
rs_tints_find_time (const RsTints *self, gint64 t_ms)
{
  double span_ms = MAX ((double) (self->to_ms - self->from_ms), 1.0);

  return (guint) CLAMP ((double) (t_ms - self->from_ms) / span_ms * RS_N_TIME_TINTS, 0,
                        RS_N_TIME_TINTS - 1);
}

static guint
find_confidence (RsProvenance provenance, gboolean suspect)
{
  return suspect && provenance == RS_OBSERVED ? RS_ASSERTED + 1u : (guint) provenance;
}

guint
rs_tints_find_stretch (const RsTints *self, const RsTrack *track, const RsKnot *knot,
                       RsProvenance provenance)
{
  switch (self->by)
    {
    case RS_COLOR_BY_SPEED:
      return find_speed (knot->speed == RS_KNOT_SPEED_NONE ? NAN : knot->speed * RS_KNOT_SPEED_KN);
    case RS_COLOR_BY_TIME:
      return rs_tints_find_time (self, track->from_ms + (gint64) knot->t_s * RS_SECOND_MS);
    case RS_COLOR_BY_SOURCE:
      return MIN (knot->import, RS_N_VESSEL_COLORS);
    case RS_COLOR_BY_CONFIDENCE:
      return find_confidence (provenance, (knot->flags & RS_KNOT_SUSPECT) != 0);
    case RS_COLOR_BY_VESSEL:
    case RS_COLOR_BY_FLAG:
    case RS_N_COLOR_BY:
    default:
      return 0;
    }
}

guint
rs_tints_find_fix (const RsTints *self, const RsFix *fix, double sog_kn)
{
  switch (self->by)
    {
    case RS_COLOR_BY_SPEED:
      return find_speed (sog_kn);
    case RS_COLOR_BY_TIME:
      return rs_tints_find_time (self, fix->t_ms);
    case RS_COLOR_BY_SOURCE:
      return MIN (fix->import, RS_N_VESSEL_COLORS);
    case RS_COLOR_BY_CONFIDENCE:
      return find_confidence ((RsProvenance) fix->provenance, (fix->flags & RS_FIX_SUSPECT) != 0);
    case RS_COLOR_BY_VESSEL:
    case RS_COLOR_BY_FLAG:
    case RS_N_COLOR_BY:
    default:
      return 0;
    }
}

static RsColor
fade (const RsTints *self, RsColor color, const RsVessel *vessel)
{
  gint64 selected = self->frame->selected_vessel;

  return selected != 0 && selected != vessel->id ? rs_color_with_alpha (color, RS_FADED_ALPHA)
                                                 : color;
}

RsColor
rs_tints_get (const RsTints *self, guint index, const RsVessel *vessel)
{
  return fade (self, self->colors[MIN (index, RS_MAX_TINTS - 1)], vessel);
}

RsColor
rs_tints_get_vessel (const RsTints *self, const RsVessel *vessel)
{
  gint index = -1;

  if (self->by == RS_COLOR_BY_VESSEL)
    index = rs_style_index_for_vessel (vessel->color, vessel->id);
  else if (self->by == RS_COLOR_BY_FLAG)
    index = (gint) rs_tints_find_flag (self->facts, vessel->flag);
  if (self->by == RS_COLOR_BY_FLAG && index == (gint) self->facts->n_flags)
    index = -1;
  return fade (self, rs_style_get_vessel_color (self->style, index), vessel);
}

RsColor
rs_tints_get_position (const RsTints *self, const RsVessel *vessel, const RsTrack *track,
                       const RsPosition *position, gint64 t_ms)
{
  guint index;

  if (!rs_tints_vary (self))
    return rs_tints_get_vessel (self, vessel);
  if (self->by == RS_COLOR_BY_TIME)
    index = rs_tints_find_time (self, t_ms);
  else if (self->by == RS_COLOR_BY_CONFIDENCE)
    index = find_confidence (position->provenance,
                             (track->fixes[MAX (position->index, 0)].flags & RS_FIX_SUSPECT) != 0);
  else
    index = rs_tints_find_fix (self, &track->fixes[MAX (position->index, 0)], position->sog_kn);
  return rs_tints_get (self, index, vessel);
}
