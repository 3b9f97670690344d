/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of ships neither overlap nor flicker while the map and the ships move a little. */
#include "drawing/name-places.h"

#include "drawing/labels.h"
#include "picture.h"
#include "sample.h"

#define SEED 7
#define N_SHIPS 70
#define N_PICTURES 80

/* Ships that meet and part in a small sea, so that names are always in each other's way. */
static RsSnapshot *
make_case (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  RsSnapshot *snapshot = sample_new ();

  for (gint64 id = 1; id <= N_SHIPS; id++)
    {
      GArray *fixes = g_array_new (FALSE, FALSE, sizeof (RsFix));
      RsLatLon from = { g_rand_double_range (rand, 41, 43), g_rand_double_range (rand, 131, 135) };
      RsLatLon to = { g_rand_double_range (rand, 41, 43), g_rand_double_range (rand, 131, 135) };
      g_autofree char *name = g_strdup_printf ("SHIP %" G_GINT64_FORMAT, id);
      gint64 t_ms = SAMPLE_START_MS;

      sample_sail (fixes, &t_ms, from, to, g_rand_double_range (rand, 6, 18), 2 * RS_MINUTE_MS,
                   RS_OBSERVED);
      sample_add_vessel (snapshot, id, name, fixes);
    }
  rs_snapshot_seal (snapshot);
  return snapshot;
}

static const RsPlacedName *
find_name (const GArray *names, gint64 ship)
{
  for (guint i = 0; i < names->len; i++)
    if (g_array_index (names, RsPlacedName, i).ship == ship)
      return &g_array_index (names, RsPlacedName, i);
  return NULL;
}

static gboolean
is_inside (const RsPlacedName *name)
{
  return name->x > 30 && name->y > 30 && name->x + name->width < 370 && name->y + name->height < 270;
}

static void
assert_apart (const GArray *names)
{
  for (guint i = 0; i < names->len; i++)
    for (guint k = 0; k < i; k++)
      {
        const RsPlacedName *a = &g_array_index (names, RsPlacedName, i);
        const RsPlacedName *b = &g_array_index (names, RsPlacedName, k);

        g_assert_false (a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height
                        && b->y < a->y + a->height);
      }
}

/* Names of @before that stand elsewhere or nowhere in @now, though they are well inside the picture. */
static guint
count_changes (const GArray *before, const GArray *now)
{
  guint n = 0;

  for (guint i = 0; i < before->len; i++)
    {
      const RsPlacedName *was = &g_array_index (before, RsPlacedName, i);
      const RsPlacedName *is = find_name (now, was->ship);

      n += is_inside (was) && (!is || is->place != was->place);
    }
  return n;
}

/* Changes over a sequence of pictures; each as if it were the first if @forgets. */
static guint
count_flicker (RsSnapshot *snapshot, gboolean plays, gboolean forgets, guint *out_n_names)
{
  RsFrame frame = picture_frame (42, 133, 7, RS_SHOW_VESSELS | RS_SHOW_LABELS);
  RsRenderer *renderer = picture_new_renderer ();
  g_autoptr (GArray) before = g_array_new (FALSE, FALSE, sizeof (RsPlacedName));
  guint n = 0;

  *out_n_names = 0;
  frame.t_ms = SAMPLE_START_MS + RS_HOUR_MS;
  frame.steady = !forgets;
  for (guint i = 0; i < N_PICTURES; i++)
    {
      double way = i < N_PICTURES / 2 ? 1 : -1;
      const GArray *names;
      Picture picture;

      if (plays)
        frame.t_ms += 20 * RS_SECOND_MS;
      else
        {
          frame.view.center.x += way * 1.3 / rs_view_world_px (&frame.view);
          frame.view.zoom += way * 0.002;
        }
      picture = picture_draw (renderer, snapshot, &frame);
      picture_clear (&picture);
      names = rs_renderer_list_names (renderer);
      assert_apart (names);
      n += i > 0 ? count_changes (before, names) : 0;
      *out_n_names += names->len;
      g_array_set_size (before, 0);
      g_array_append_vals (before, names->data, names->len);
    }
  rs_renderer_free (renderer);
  return n;
}

static void
test_flicker (void)
{
  g_autoptr (RsSnapshot) snapshot = make_case ();

  g_test_message ("seed %d", SEED);
  for (guint plays = 0; plays <= 1; plays++)
    {
      guint n_names, n_other, kept, forgot;

      kept = count_flicker (snapshot, plays, FALSE, &n_names);
      forgot = count_flicker (snapshot, plays, TRUE, &n_other);
      g_test_message ("%s: %u of %u names changed, %u of %u without memory",
                      plays ? "replay" : "pan and zoom", kept, n_names, forgot, n_other);
      g_assert_cmpuint (n_names, >, 12 * N_PICTURES);
      /* No fewer names for it. */
      g_assert_cmpuint (n_names * 10, >, n_other * 9);
      g_assert_cmpuint (kept * 2, <=, forgot);
      g_assert_cmpuint (kept * 100, <, n_names);
    }
}

static void
test_places (void)
{
  g_autoptr (RsNamePlaces) places = rs_name_places_new ();
  const RsPlacedName one = { rs_name_places_key (5, 0), 3, 0, 0, 10, 10 };
  const RsPlacedName two = { rs_name_places_key (5, 1), 7, 0, 0, 10, 10 };

  g_assert_cmpint (rs_name_places_find (places, one.ship), ==, -1);
  rs_name_places_add (places, &one);
  g_assert_cmpint (rs_name_places_find (places, one.ship), ==, -1);
  rs_name_places_end_picture (places);
  g_assert_cmpint (rs_name_places_find (places, one.ship), ==, 3);
  g_assert_cmpint (rs_name_places_find (places, two.ship), ==, -1);
  rs_name_places_add (places, &two);
  rs_name_places_end_picture (places);
  g_assert_cmpint (rs_name_places_find (places, one.ship), ==, -1);
  g_assert_cmpint (rs_name_places_find (places, two.ship), ==, 7);
  g_assert_cmpuint (rs_name_places_list (places)->len, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/name-places/flicker", test_flicker);
  g_test_add_func ("/name-places/places", test_places);
  return g_test_run ();
}
