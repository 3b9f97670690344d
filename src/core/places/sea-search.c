/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "places/sea-search.h"

#include <math.h>

/* A straight step longer than this is not tried: looking along it costs too much. */
#define LONGEST_STEP_M 800e3
/* So many leaves around an end are looked at to see whether it lies in a pond. */
#define POND_LEAVES 3000
/* And so many, once, when a search has grown to SUSPICIOUS expansions. */
#define LAKE_LEAVES 150000
#define SUSPICIOUS 40000
#define NO_LEAF G_MAXUINT32

typedef struct
{
  double cost_m; /* from the start, weighted; a guess until checked */
  guint32 parent;
  guint8 seen, closed, checked, goal;
  guint8 by_side; /* reached from the parent through the middle of the side they share */
  RsSpot spot;
} State;

typedef struct
{
  double key;
  guint32 leaf;
} Entry;

typedef struct
{
  RsSeaTree *tree;
  const RsSpot *to;
  GArray *states;     /* of State, by leaf */
  GArray *heap;       /* of Entry, a binary heap by key, then leaf */
  GArray *neighbours; /* of RsSeaNeighbour; scratch */
} Search;

#define ENTRY(i) g_array_index (heap, Entry, i)

static gboolean
entry_is_before (const Entry *a, const Entry *b)
{
  return a->key < b->key || (a->key == b->key && a->leaf < b->leaf);
}

static void
heap_push (GArray *heap, double key, guint32 leaf)
{
  Entry entry = { key, leaf };
  guint i = heap->len;

  g_array_append_val (heap, entry);
  while (i > 0 && entry_is_before (&entry, &ENTRY ((i - 1) / 2)))
    {
      ENTRY (i) = ENTRY ((i - 1) / 2);
      i = (i - 1) / 2;
    }
  ENTRY (i) = entry;
}

static Entry
heap_pop (GArray *heap)
{
  Entry top = ENTRY (0), last = ENTRY (heap->len - 1);
  guint i = 0, n;

  g_array_set_size (heap, heap->len - 1);
  n = heap->len;
  while (2 * i + 1 < n)
    {
      guint child = 2 * i + 1;

      if (child + 1 < n && entry_is_before (&ENTRY (child + 1), &ENTRY (child)))
        child++;
      if (!entry_is_before (&ENTRY (child), &last))
        break;
      ENTRY (i) = ENTRY (child);
      i = child;
    }
  if (n > 0)
    ENTRY (i) = last;
  return top;
}

static State *
get_state (Search *self, guint32 leaf)
{
  State *state;

  if (leaf >= self->states->len)
    g_array_set_size (self->states, MAX (leaf + 1, rs_sea_tree_get_n_nodes (self->tree)));
  state = &g_array_index (self->states, State, leaf);
  if (!state->seen)
    {
      state->seen = TRUE;
      state->cost_m = INFINITY;
      state->parent = NO_LEAF;
      state->spot = rs_sea_tree_get_middle (self->tree, leaf);
    }
  return state;
}

static void
push (Search *self, guint32 leaf)
{
  const State *state = get_state (self, leaf);

  heap_push (self->heap, state->cost_m + rs_spot_distance (&state->spot, self->to), leaf);
}

/* From middle to middle through the side that two leaves share: always clear. */
static double
side_cost (Search *self, const State *a, guint32 a_leaf, const State *b, guint32 b_leaf,
           const RsSeaNeighbour *side)
{
  RsSpot middle = rs_spot_from_world (side->x, side->y);

  return rs_spot_distance (&a->spot, &middle) * rs_sea_tree_get_weight (self->tree, a_leaf)
         + rs_spot_distance (&middle, &b->spot) * rs_sea_tree_get_weight (self->tree, b_leaf);
}

/* Replaces a guess by the true cost: straight from the parent, or from a neighbour that is closed.
 * Returns FALSE if it grew, so that another leaf may come first now. */
static gboolean
check (Search *self, guint32 leaf)
{
  State *state = get_state (self, leaf);
  const State *parent = get_state (self, state->parent);
  double guess = state->cost_m, best = INFINITY;

  best = parent->cost_m + rs_sea_tree_line_cost (self->tree, &parent->spot, &state->spot);
  state->by_side = FALSE;
  rs_sea_tree_list_neighbours (self->tree, leaf, self->neighbours);
  for (guint i = 0; i < self->neighbours->len; i++)
    {
      const RsSeaNeighbour *n = &g_array_index (self->neighbours, RsSeaNeighbour, i);
      const State *other;
      double cost;

      if (n->leaf >= self->states->len)
        continue;
      other = &g_array_index (self->states, State, n->leaf);
      if (!other->closed || other->cost_m >= best)
        continue;
      cost = other->cost_m + side_cost (self, other, n->leaf, state, leaf, n);
      if (cost < best)
        {
          best = cost;
          state->parent = n->leaf;
          state->by_side = TRUE;
        }
    }
  state->cost_m = best;
  state->checked = TRUE;
  return best <= guess + 1e-3;
}

static void
expand (Search *self, guint32 leaf)
{
  const State here = *get_state (self, leaf);
  double own = rs_sea_tree_get_weight (self->tree, leaf);

  rs_sea_tree_list_neighbours (self->tree, leaf, self->neighbours);
  for (guint i = 0; i < self->neighbours->len; i++)
    {
      guint32 other = g_array_index (self->neighbours, RsSeaNeighbour, i).leaf;
      State *state = get_state (self, other);
      guint32 parent = leaf;
      double cost, step_m;

      if (state->closed)
        continue;
      step_m = rs_spot_distance (&here.spot, &state->spot);
      cost = here.cost_m + step_m * (own + rs_sea_tree_get_weight (self->tree, other)) / 2;
      if (here.parent != NO_LEAF)
        {
          const State *before = get_state (self, here.parent);
          double far_m;

          state = get_state (self, other);
          far_m = rs_spot_distance (&before->spot, &state->spot);
          if (far_m < LONGEST_STEP_M)
            {
              double more_m = far_m - rs_spot_distance (&before->spot, &here.spot);

              /* As if what is added weighed as the leaf it leads to. */
              parent = here.parent;
              cost = MIN (cost, here.cost_m
                                    + more_m * rs_sea_tree_get_weight (self->tree, other));
              cost = MAX (cost, before->cost_m + far_m);
            }
        }
      if (cost < state->cost_m - 1e-3)
        {
          state->cost_m = cost;
          state->parent = parent;
          state->checked = FALSE;
          push (self, other);
        }
    }
}

/* Whether the water around a leaf ends before so many leaves without holding one of @wanted. */
static gboolean
is_cut_off (RsSeaTree *tree, const GArray *from, const GArray *wanted, guint limit)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) queue = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) neighbours = g_array_new (FALSE, FALSE, sizeof (RsSeaNeighbour));

  for (guint i = 0; i < from->len; i++)
    if (g_hash_table_add (seen, GUINT_TO_POINTER (g_array_index (from, guint, i))))
      g_array_append_val (queue, g_array_index (from, guint, i));
  for (guint next = 0; next < queue->len; next++)
    {
      if (next >= limit)
        return FALSE;
      rs_sea_tree_list_neighbours (tree, g_array_index (queue, guint, next), neighbours);
      for (guint i = 0; i < neighbours->len; i++)
        {
          guint leaf = g_array_index (neighbours, RsSeaNeighbour, i).leaf;

          if (g_hash_table_add (seen, GUINT_TO_POINTER (leaf)))
            g_array_append_val (queue, leaf);
        }
    }
  for (guint i = 0; i < wanted->len; i++)
    if (g_hash_table_contains (seen, GUINT_TO_POINTER (g_array_index (wanted, guint, i))))
      return FALSE;
  return TRUE;
}

static void
trace (Search *self, guint32 leaf, const RsSpot *from, GArray *path)
{
  g_array_set_size (path, 0);
  g_array_append_val (path, *self->to);
  while (leaf != NO_LEAF)
    {
      const State *state = get_state (self, leaf);

      g_array_append_val (path, state->spot);
      if (state->by_side)
        {
          rs_sea_tree_list_neighbours (self->tree, state->parent, self->neighbours);
          for (guint i = 0; i < self->neighbours->len; i++)
            {
              const RsSeaNeighbour *n = &g_array_index (self->neighbours, RsSeaNeighbour, i);

              if (n->leaf == leaf)
                {
                  RsSpot middle = rs_spot_from_world (n->x, n->y);

                  g_array_append_val (path, middle);
                  break;
                }
            }
        }
      leaf = state->parent;
    }
  g_array_append_val (path, *from);
  for (guint i = 0; i < path->len / 2; i++)
    {
      RsSpot *a = &g_array_index (path, RsSpot, i);
      RsSpot *b = &g_array_index (path, RsSpot, path->len - 1 - i);
      RsSpot spot = *a;

      *a = *b;
      *b = spot;
    }
}

static RsSeaResult
run (Search *self, const GArray *starts, const RsSpot *from, const GArray *goals,
     GCancellable *cancellable, GArray *path)
{
  guint n_expanded = 0;

  for (guint i = 0; i < goals->len; i++)
    get_state (self, g_array_index (goals, guint, i))->goal = TRUE;
  for (guint i = 0; i < starts->len; i++)
    {
      guint32 leaf = g_array_index (starts, guint, i);
      State *state = get_state (self, leaf);

      state->cost_m = rs_spot_distance (from, &state->spot)
                      * rs_sea_tree_get_weight (self->tree, leaf);
      state->checked = TRUE;
      push (self, leaf);
    }
  while (self->heap->len > 0)
    {
      guint32 leaf = heap_pop (self->heap).leaf;

      if (get_state (self, leaf)->closed)
        continue;
      if (!get_state (self, leaf)->checked && !check (self, leaf))
        {
          push (self, leaf);
          continue;
        }
      get_state (self, leaf)->closed = TRUE;
      if (get_state (self, leaf)->goal)
        {
          trace (self, leaf, from, path);
          return RS_SEA_FOUND;
        }
      expand (self, leaf);
      if (++n_expanded % 512 == 0 && g_cancellable_is_cancelled (cancellable))
        return RS_SEA_CANCELLED;
      if (n_expanded == SUSPICIOUS && is_cut_off (self->tree, goals, starts, LAKE_LEAVES))
        return RS_SEA_NOT_FOUND;
    }
  return RS_SEA_NOT_FOUND;
}

RsSeaResult
rs_sea_search (RsSeaTree *tree, const GArray *starts, const RsSpot *from, const GArray *goals,
               const RsSpot *to, GCancellable *cancellable, GArray *path)
{
  Search self = { .tree = tree, .to = to };
  RsSeaResult result;

  if (is_cut_off (tree, goals, starts, POND_LEAVES))
    return RS_SEA_NOT_FOUND;
  self.states = g_array_new (FALSE, TRUE, sizeof (State));
  self.heap = g_array_new (FALSE, FALSE, sizeof (Entry));
  self.neighbours = g_array_new (FALSE, FALSE, sizeof (RsSeaNeighbour));
  result = run (&self, starts, from, goals, cancellable, path);
  g_array_unref (self.states);
  g_array_unref (self.heap);
  g_array_unref (self.neighbours);
  return result;
}
