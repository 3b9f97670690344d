/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/segment.h"

#include <math.h>

/* A step shorter than this in latitude and in longitude is shorter than 1.7 nm, which is no jump by
 * any rule: no distance is computed for it. */
#define NEAR_E7 200000
/* Where a ship was heading says nothing about where she is later than this. */
#define AHEAD_MAX_H 1.0
/* A step shorter than this says more of the clock than of the speed. */
#define RATE_MS (3 * RS_MINUTE_MS)
/* What a ship says of her speed is believed up to this much more. */
#define SAID_FACTOR 1.25
/* Knots of disagreement that a difference in what the fixes say adds when an open segment is chosen. */
#define SOG_WEIGHT 0.25
#define COURSE_WEIGHT (2.0 / 180)
#define STATUS_WEIGHT 0.5
/* And each hour of silence: of two ships the one that is being heard is the likelier. */
#define AGE_WEIGHT 1.0
/* Divided by the fixes that a segment has: a single one is likelier noise than a ship. */
#define SHORT_WEIGHT 5.0
/* Below this a course is noise. */
#define COURSE_MIN_DKN 20

typedef struct
{
  RsFix last;
  guint32 number;
  guint n;
  /* Over the last minutes, for fixes that do not say it: degrees of latitude and of longitude an
   * hour, from where the ship was at the anchor. */
  gint64 anchor_ms;
  gint32 anchor_lat_e7, anchor_lon_e7;
  gboolean has_rates;
  double lat_rate, lon_rate;
} Open;

struct _RsSegmenter
{
  RsSegmentRule rule;
  GArray *open; /* of Open, in no order */
  guint32 n;
};

static double
get_hours (const RsFix *from, const RsFix *to)
{
  return (double) (to->t_ms - from->t_ms) / RS_HOUR_MS;
}

static gboolean
is_near (const RsFix *a, const RsFix *b)
{
  return ABS ((gint64) a->lat_e7 - b->lat_e7) < NEAR_E7
         && ABS ((gint64) a->lon_e7 - b->lon_e7) < NEAR_E7;
}

static gboolean
are_computed (const RsFix *a, const RsFix *b)
{
  return a->provenance == RS_RECONSTRUCTED && b->provenance == RS_RECONSTRUCTED;
}

static double
get_said_kn (const RsFix *fix)
{
  return fix->sog_dkn == RS_SOG_NONE ? 0 : fix->sog_dkn / 10.0;
}

/* Whether the way can be sailed, whatever the pause. */
static gboolean
can_sail (const RsSegmentRule *rule, const RsFix *from, const RsFix *to)
{
  double said_kn, limit_kn, dist_nm;

  if (is_near (from, to))
    return TRUE;
  if (rs_track_is_jump (from, to))
    return FALSE;
  said_kn = SAID_FACTOR * MAX (get_said_kn (from), get_said_kn (to));
  limit_kn = MAX (rule->limit_kn, said_kn);
  dist_nm = rs_sphere_distance (rs_fix_lat_lon (from), rs_fix_lat_lon (to)) / RS_M_PER_NM;
  return dist_nm <= limit_kn * (get_hours (from, to) + rule->buffer_h);
}

gboolean
rs_segment_allows (const RsSegmentRule *rule, const RsFix *from, const RsFix *to)
{
  return are_computed (from, to)
         || (to->t_ms - from->t_ms <= rule->pause_ms && can_sail (rule, from, to));
}

gboolean
rs_segment_is_one_ship (const RsFix *from, const RsFix *to, const RsSegmentRule *rule)
{
  return are_computed (from, to) || can_sail (rule, from, to);
}

RsSegmenter *
rs_segmenter_new (const RsSegmentRule *rule)
{
  RsSegmenter *self = g_new0 (RsSegmenter, 1);

  self->rule = *rule;
  self->open = g_array_new (FALSE, FALSE, sizeof (Open));
  return self;
}

void
rs_segmenter_free (RsSegmenter *self)
{
  if (!self)
    return;
  g_array_unref (self->open);
  g_free (self);
}

/* How fast the ship of an open segment goes, degrees an hour; FALSE if nothing says where to. */
static gboolean
get_rates (const Open *open, double *out_lat, double *out_lon)
{
  const RsFix *last = &open->last;
  double course, stretch;

  if (last->sog_dkn == RS_SOG_NONE || last->cog_ddeg == RS_COG_NONE)
    {
      *out_lat = open->lat_rate;
      *out_lon = open->lon_rate;
      return open->has_rates;
    }
  course = last->cog_ddeg / 10.0 * (G_PI / 180.0);
  stretch = MAX (cos (rs_deg_from_e7 (last->lat_e7) * (G_PI / 180.0)), 0.01);
  *out_lat = last->sog_dkn / 600.0 * cos (course);
  *out_lon = last->sog_dkn / 600.0 * sin (course) / stretch;
  return TRUE;
}

/* How far a fix is from where the ship of an open segment must be by then, nautical miles. */
static double
get_error_nm (const Open *open, const RsFix *fix, double hours)
{
  double ahead = MIN (hours, AHEAD_MAX_H), lat_rate, lon_rate, dist_nm;
  RsLatLon expected = rs_fix_lat_lon (&open->last);

  if (get_rates (open, &lat_rate, &lon_rate))
    {
      expected.lat_deg = CLAMP (expected.lat_deg + lat_rate * ahead, -90, 90);
      expected.lon_deg = rs_lon_wrap (expected.lon_deg + lon_rate * ahead);
      return rs_sphere_distance (expected, rs_fix_lat_lon (fix)) / RS_M_PER_NM;
    }
  /* So far away, whereto nobody knows. */
  dist_nm = rs_sphere_distance (expected, rs_fix_lat_lon (fix)) / RS_M_PER_NM;
  return fabs (dist_nm - get_said_kn (&open->last) * ahead);
}

/* How badly an open segment explains a fix that it could take: knots by which the ship must have
 * sailed otherwise than she was heading, and how much else differs. */
static double
get_cost (const RsSegmenter *self, const Open *open, const RsFix *fix)
{
  const RsFix *last = &open->last;
  double hours = get_hours (last, fix);
  double cost = get_error_nm (open, fix, hours) / (hours + self->rule.buffer_h)
                + AGE_WEIGHT * hours + SHORT_WEIGHT / open->n;

  if (last->sog_dkn != RS_SOG_NONE && fix->sog_dkn != RS_SOG_NONE)
    cost += SOG_WEIGHT * fabs (get_said_kn (last) - get_said_kn (fix));
  if (last->cog_ddeg != RS_COG_NONE && fix->cog_ddeg != RS_COG_NONE
      && last->sog_dkn >= COURSE_MIN_DKN && fix->sog_dkn >= COURSE_MIN_DKN)
    cost += COURSE_WEIGHT * fabs (rs_lon_wrap ((last->cog_ddeg - fix->cog_ddeg) / 10.0));
  if (last->nav_status != fix->nav_status && last->nav_status != RS_NAV_STATUS_NONE
      && fix->nav_status != RS_NAV_STATUS_NONE)
    cost += STATUS_WEIGHT;
  return cost;
}

static void
set_anchor (Open *open)
{
  open->anchor_ms = open->last.t_ms;
  open->anchor_lat_e7 = open->last.lat_e7;
  open->anchor_lon_e7 = open->last.lon_e7;
}

static void
put (Open *open, const RsFix *fix)
{
  gint64 pause_ms = fix->t_ms - open->anchor_ms;

  open->last = *fix;
  open->n++;
  if (pause_ms < RATE_MS)
    return;
  open->has_rates = pause_ms <= AHEAD_MAX_H * RS_HOUR_MS;
  if (open->has_rates)
    {
      double hours = (double) pause_ms / RS_HOUR_MS;

      open->lat_rate = rs_deg_from_e7 (fix->lat_e7 - open->anchor_lat_e7) / hours;
      open->lon_rate
          = rs_lon_wrap (rs_deg_from_e7 (fix->lon_e7) - rs_deg_from_e7 (open->anchor_lon_e7))
            / hours;
    }
  set_anchor (open);
}

static guint32
begin (RsSegmenter *self, const RsFix *fix)
{
  Open open = { .last = *fix, .number = self->n, .n = 1 };

  if (self->open->len >= RS_SEGMENTS_OPEN_MAX)
    {
      guint oldest = 0;

      for (guint i = 1; i < self->open->len; i++)
        if (g_array_index (self->open, Open, i).last.t_ms
            < g_array_index (self->open, Open, oldest).last.t_ms)
          oldest = i;
      g_array_remove_index_fast (self->open, oldest);
    }
  set_anchor (&open);
  g_array_append_val (self->open, open);
  return self->n++;
}

guint32
rs_segmenter_add (RsSegmenter *self, const RsFix *fix)
{
  Open *best = NULL;
  double best_cost = 0;

  if (self->open->len == 1)
    {
      Open *only = &g_array_index (self->open, Open, 0);

      if (rs_segment_allows (&self->rule, &only->last, fix))
        {
          put (only, fix);
          return only->number;
        }
    }
  for (guint i = 0; i < self->open->len;)
    {
      Open *open = &g_array_index (self->open, Open, i);
      double cost;

      if (fix->t_ms - open->last.t_ms > self->rule.pause_ms && !are_computed (&open->last, fix))
        {
          /* The last one comes here, and nothing that was looked at moves. */
          g_array_remove_index_fast (self->open, i);
          continue;
        }
      i++;
      if (!rs_segment_allows (&self->rule, &open->last, fix))
        continue;
      cost = get_cost (self, open, fix);
      if (!best || cost < best_cost)
        {
          best = open;
          best_cost = cost;
        }
    }
  if (!best)
    return begin (self, fix);
  put (best, fix);
  return best->number;
}

/* Segments that follow each other. */
typedef struct
{
  guint last;    /* index of its last fix */
  guint n;       /* fixes */
  guint longest; /* fixes of its longest segment */
} Chain;

/* So many are looked at when a segment begins: the longer ones, and the latest of the others. */
#define LONG_CHAINS_MAX 256
#define SHORT_CHAINS_MAX 32

typedef struct
{
  const RsFix *fixes;
  const RsSegmentRule *rule;
  GArray *chains;     /* of Chain */
  GArray *long_ones;  /* of guint: chains with a segment too long for noise */
  GArray *short_ones; /* of guint: the latest others */
} Linker;

/* The chain in @list that the segment from fix @first on continues best; -1 none. */
static gint
find_chain (const Linker *self, const GArray *list, guint first)
{
  const RsFix *to = &self->fixes[first];
  double best_m = 0;
  gint best = -1;

  for (guint i = 0; i < list->len; i++)
    {
      guint index = g_array_index (list, guint, i);
      const Chain *chain = &g_array_index (self->chains, Chain, index);
      const RsFix *from = &self->fixes[chain->last];
      double dist_m;

      if (chain->last >= first || !can_sail (self->rule, from, to))
        continue;
      dist_m = rs_sphere_distance (rs_fix_lat_lon (from), rs_fix_lat_lon (to));
      if (best < 0 || dist_m <= best_m)
        {
          best = (gint) index;
          best_m = dist_m;
        }
    }
  return best;
}

static void
remember (GArray *list, guint index, guint max)
{
  if (list->len >= max)
    g_array_remove_index (list, 0);
  g_array_append_val (list, index);
}

static void
forget (GArray *list, guint index)
{
  for (guint i = 0; i < list->len; i++)
    if (g_array_index (list, guint, i) == index)
      {
        g_array_remove_index (list, i);
        return;
      }
}

/* The chain that a segment belongs to. */
static guint
link_segment (Linker *self, const RsSegment *segment)
{
  gint found = find_chain (self, self->long_ones, segment->first);
  Chain *chain;
  guint index, before;

  if (found < 0)
    found = find_chain (self, self->short_ones, segment->first);
  index = found < 0 ? self->chains->len : (guint) found;
  if (found < 0)
    {
      Chain fresh = { 0 };

      g_array_append_val (self->chains, fresh);
      remember (self->short_ones, index, SHORT_CHAINS_MAX);
    }
  chain = &g_array_index (self->chains, Chain, index);
  before = chain->longest;
  chain->n += segment->n;
  chain->last = segment->last;
  chain->longest = MAX (before, segment->n);
  if (before <= RS_STRAY_SEGMENT_MAX && chain->longest > RS_STRAY_SEGMENT_MAX)
    {
      forget (self->short_ones, index);
      remember (self->long_ones, index, LONG_CHAINS_MAX);
    }
  return index;
}

static gboolean
is_stray (const Chain *chain, const Chain *longest)
{
  return chain != longest
         && (chain->n <= RS_STRAY_MAX
             || (chain->longest <= RS_STRAY_SEGMENT_MAX
                 && (guint64) chain->n * RS_STRAY_PART <= longest->n));
}

/* Gives each segment its hull. */
static void
find_hulls (RsSegments *segments, const RsFix *fixes, const RsSegmentRule *rule)
{
  Linker linker = { .fixes = fixes, .rule = rule };
  g_autofree guint *hulls = NULL;
  guint longest = 0;

  linker.chains = g_array_new (FALSE, FALSE, sizeof (Chain));
  linker.long_ones = g_array_new (FALSE, FALSE, sizeof (guint));
  linker.short_ones = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < segments->n_segments; i++)
    segments->segments[i].hull = link_segment (&linker, &segments->segments[i]);
  for (guint i = 1; i < linker.chains->len; i++)
    if (g_array_index (linker.chains, Chain, i).n > g_array_index (linker.chains, Chain, longest).n)
      longest = i;
  hulls = g_new0 (guint, MAX (linker.chains->len, 1));
  for (guint i = 0; i < linker.chains->len; i++)
    if (!is_stray (&g_array_index (linker.chains, Chain, i),
                   &g_array_index (linker.chains, Chain, longest)))
      hulls[i] = ++segments->n_hulls;
  for (guint i = 0; i < segments->n_segments; i++)
    segments->segments[i].hull = hulls[segments->segments[i].hull];
  g_array_unref (linker.chains);
  g_array_unref (linker.long_ones);
  g_array_unref (linker.short_ones);
}

RsSegments *
rs_segments_find (const RsFix *fixes, guint n, const RsSegmentRule *rule)
{
  RsSegments *self = g_new0 (RsSegments, 1);
  g_autoptr (RsSegmenter) segmenter = rs_segmenter_new (rule);
  GArray *segments = g_array_new (FALSE, FALSE, sizeof (RsSegment));

  self->n_fixes = n;
  self->of_fix = g_new (guint32, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    {
      guint32 number = rs_segmenter_add (segmenter, &fixes[i]);
      RsSegment *segment;

      if (number == segments->len)
        {
          RsSegment fresh = { .first = i };

          g_array_append_val (segments, fresh);
        }
      segment = &g_array_index (segments, RsSegment, number);
      segment->last = i;
      segment->n++;
      self->of_fix[i] = number;
    }
  self->n_segments = segments->len;
  self->segments = (RsSegment *) (gpointer) g_array_free (segments, FALSE);
  find_hulls (self, fixes, rule);
  return self;
}

void
rs_segments_free (RsSegments *self)
{
  if (!self)
    return;
  g_free (self->of_fix);
  g_free (self->segments);
  g_free (self);
}

/* Whether the fixes follow each other as one ship's, pauses apart; how many pauses part them. */
static gboolean
is_one_ship (const RsFix *fixes, guint n, const RsSegmentRule *rule, guint *out_pauses)
{
  *out_pauses = 0;
  for (guint i = 1; i < n; i++)
    {
      const RsFix *from = &fixes[i - 1], *to = &fixes[i];

      if (!rs_segment_is_one_ship (from, to, rule))
        return FALSE;
      *out_pauses += to->t_ms - from->t_ms > rule->pause_ms && !are_computed (from, to);
    }
  return TRUE;
}

static guint32 *
number_pieces (const RsFix *fixes, guint n, const RsSegmentRule *rule)
{
  guint32 *segments = g_new (guint32, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    segments[i] = i == 0                                               ? 1
                  : rs_segment_allows (rule, &fixes[i - 1], &fixes[i]) ? segments[i - 1]
                                                                       : segments[i - 1] + 1;
  return segments;
}

static void
judge_nothing (RsFix *fixes, guint n, const guint32 *hulls, gpointer user_data)
{
}

RsTrack *
rs_segment_track_new (gint64 vessel_id, RsFix *fixes, guint n, gint64 gap_ms,
                      const RsSegmentRule *rule)
{
  return rs_segment_track_new_judged (vessel_id, fixes, n, gap_ms, rule, judge_nothing, NULL);
}

RsTrack *
rs_segment_track_new_judged (gint64 vessel_id, RsFix *fixes, guint n, gint64 gap_ms,
                             const RsSegmentRule *rule, RsHullFunc judge, gpointer user_data)
{
  g_autoptr (RsSegments) found = NULL;
  g_autofree guint32 *hulls = NULL;
  guint32 *segments;
  guint n_pauses;

  rs_track_sort_fixes (fixes, n);
  /* Nearly every vessel: no segmenter, and no memory, is needed to see it. */
  if (is_one_ship (fixes, n, rule, &n_pauses))
    {
      judge (fixes, n, NULL, user_data);
      if (n_pauses == 0)
        return rs_track_new (vessel_id, fixes, n, gap_ms);
      return rs_track_new_split (vessel_id, fixes, n, gap_ms, number_pieces (fixes, n, rule),
                                 n_pauses + 1, NULL, 1);
    }
  found = rs_segments_find (fixes, n, rule);
  segments = g_new (guint32, n);
  hulls = g_new (guint32, n);
  for (guint i = 0; i < n; i++)
    {
      segments[i] = found->of_fix[i] + 1;
      hulls[i] = found->segments[found->of_fix[i]].hull;
    }
  judge (fixes, n, hulls, user_data);
  return rs_track_new_split (vessel_id, fixes, n, gap_ms, segments, found->n_segments, hulls,
                             found->n_hulls);
}
