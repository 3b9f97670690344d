/* SPDX-License-Identifier: GPL-3.0-or-later */
/* picture: pixels on their way to the screen, in a window that GTK's software renderer paints. */
#include "app/widgets/picture.h"

#include <adwaita.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "app/compat/frame-memory.h"
#include "app/map/pieces.h"
#include "app/widgets/pixel-pool.h"
#ifdef GDK_WINDOWING_X11
#include <gdk/x11/gdkx.h>
#endif

#define SIDE 64
#define N_FRAMES 8

static cairo_surface_t *
make_surface (cairo_format_t format, int *n_freed)
{
  static const cairo_user_data_key_t key;
  cairo_surface_t *surface = cairo_image_surface_create (format, SIDE, SIDE);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgba (cr, 1, 0, 0, 1);
  cairo_rectangle (cr, 0, 0, SIDE / 2.0, SIDE);
  cairo_fill (cr);
  cairo_destroy (cr);
  cairo_surface_set_user_data (surface, &key, n_freed, (cairo_destroy_func_t) g_atomic_int_inc);
  return surface;
}

static guint32
get_pixel (cairo_surface_t *surface, int x, int y)
{
  cairo_surface_flush (surface);
  return ((const guint32 *) (gpointer) (cairo_image_surface_get_data (surface)
                                        + y * cairo_image_surface_get_stride (surface)))[x];
}

static GtkWidget *
open_window (void)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 600);
  gtk_window_present (GTK_WINDOW (window));
  while (!gtk_widget_get_mapped (window) || gtk_widget_get_width (window) == 0)
    g_main_context_iteration (NULL, TRUE);
  return window;
}

static gboolean
is_shared_with_server (GtkWidget *window)
{
#ifdef GDK_WINDOWING_X11
  return GDK_IS_X11_DISPLAY (gtk_widget_get_display (window))
         && GSK_IS_CAIRO_RENDERER (gtk_native_get_renderer (GTK_NATIVE (window)));
#else
  return FALSE;
#endif
}

/* (transfer full): of a picture that is gone when the node is painted */
static GskRenderNode *
append (GtkWidget *window, cairo_format_t format, int *n_freed)
{
  g_autoptr (RsPicture) picture = rs_picture_new (make_surface (format, n_freed));
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  g_assert_cmpint (rs_picture_get_width (picture), ==, SIDE);
  g_assert_cmpint (rs_picture_get_height (picture), ==, SIDE);
  rs_picture_append (picture, window, snapshot, SIDE, SIDE);
  return gtk_snapshot_free_to_node (snapshot);
}

/* What was appended is painted, pixel for pixel, after the picture went away, and then its pixels are freed. */
static void
test_pixels (gconstpointer data)
{
  cairo_format_t format = (cairo_format_t) GPOINTER_TO_INT (data);
  GtkWidget *window = open_window ();
  int n_freed = 0;
  GskRenderNode *node = append (window, format, &n_freed);
  cairo_surface_t *target = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, SIDE, SIDE);
  cairo_t *cr = cairo_create (target);

  g_assert_cmpint (n_freed, ==, 0);
  cairo_set_source_rgb (cr, 0, 0, 1);
  cairo_paint (cr);
  gsk_render_node_draw (node, cr);
  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  g_assert_cmphex (get_pixel (target, 0, 0), ==, 0xffff0000);
  g_assert_cmphex (get_pixel (target, SIDE / 2 - 1, SIDE - 1), ==, 0xffff0000);
  g_assert_cmphex (get_pixel (target, SIDE / 2, 0), ==,
                   format == CAIRO_FORMAT_ARGB32 ? 0xff0000ff : 0xff000000);
  cairo_surface_destroy (target);
  gsk_render_node_unref (node);
  gtk_window_destroy (GTK_WINDOW (window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpint (n_freed, ==, 1);
}

/* Marks in three corners and over the middle: painted as they lie, with little of the rest. */
static void
test_pieces (gconstpointer data)
{
  const double marks[][4] = { { 3, 2, 10, 4 }, { 50, 1, 13, 5 }, { 1, 57, 20, 6 }, { 30, 30, 5, 3 } };
  guint n_marks = GPOINTER_TO_UINT (data);
  GtkWidget *window = open_window ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, SIDE, SIDE);
  cairo_surface_t *whole = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, SIDE, SIDE);
  cairo_surface_t *target = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, SIDE, SIDE);
  cairo_t *cr = cairo_create (surface);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderNode *node;
  RsPieces *pieces;

  cairo_set_source_rgba (cr, 0, 1, 0, 0.5);
  for (guint i = 0; i < n_marks; i++)
    cairo_rectangle (cr, marks[i][0], marks[i][1], marks[i][2], marks[i][3]);
  cairo_fill (cr);
  cairo_destroy (cr);
  cr = cairo_create (whole);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);

  pieces = rs_pieces_new (surface);
  g_assert_cmpuint (rs_pieces_get_area (pieces), <=, SIDE * SIDE * 3 / 4);
  rs_pieces_append (pieces, window, snapshot, 1);
  rs_pieces_free (pieces);
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_true ((node != NULL) == (n_marks > 0));
  if (node)
    {
      cr = cairo_create (target);
      gsk_render_node_draw (node, cr);
      cairo_destroy (cr);
      gsk_render_node_unref (node);
    }
  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < SIDE; x++)
      g_assert_cmphex (get_pixel (target, x, y), ==, get_pixel (whole, x, y));
  cairo_surface_destroy (whole);
  cairo_surface_destroy (target);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Pixels come again for an image of the same size, not while somebody has them, and outlive the pool. */
static void
test_pool (void)
{
  RsPixelPool *pool = rs_pixel_pool_new ();
  cairo_surface_t *a = rs_pixel_pool_take (pool, CAIRO_FORMAT_ARGB32, SIDE, SIDE);
  cairo_surface_t *b = rs_pixel_pool_take (pool, CAIRO_FORMAT_RGB24, SIDE, SIDE);
  const guchar *pixels = cairo_image_surface_get_data (a);

  g_assert_cmpint (cairo_image_surface_get_width (a), ==, SIDE);
  g_assert_cmpint (cairo_image_surface_get_format (b), ==, CAIRO_FORMAT_RGB24);
  g_assert_true (cairo_image_surface_get_data (b) != pixels);
  cairo_surface_destroy (a);
  a = rs_pixel_pool_take (pool, CAIRO_FORMAT_RGB24, SIDE, SIDE);
  g_assert_true (cairo_image_surface_get_data (a) == pixels);
  cairo_surface_destroy (a);
  a = rs_pixel_pool_take (pool, CAIRO_FORMAT_ARGB32, SIDE, SIDE + 1);
  g_assert_cmpint (cairo_image_surface_get_height (a), ==, SIDE + 1);
  memset (cairo_image_surface_get_data (a), 1,
          (gsize) cairo_image_surface_get_stride (a) * (SIDE + 1));
  rs_pixel_pool_unref (pool);
  memset (cairo_image_surface_get_data (b), 1, (gsize) cairo_image_surface_get_stride (b) * SIDE);
  cairo_surface_destroy (a);
  cairo_surface_destroy (b);
}

/* The segments of memory that are shared with the server, as they come in /proc/self/maps. */
static GHashTable *
list_segments (void)
{
  GHashTable *segments = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *maps = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents ("/proc/self/maps", &maps, NULL, NULL))
    return segments;
  lines = g_strsplit (maps, "\n", -1);
  for (guint i = 0; lines[i]; i++)
    {
      g_auto (GStrv) words = g_strsplit_set (lines[i], " \t", 6);

      /* Address, rights, offset, device, inode. */
      if (strstr (lines[i], "/SYSV") && g_strv_length (words) == 6)
        g_hash_table_add (segments, g_strdup (words[4]));
    }
  return segments;
}

static void
fill_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer n)
{
  cairo_set_source_rgb (cr, (*(guint *) n)++ % 2, 0.5, 0.5);
  cairo_paint (cr);
}

/* (transfer none): a window that paints all of itself anew; @n_painted: how often so far */
static GtkWidget *
open_changing_window (guint *n_painted)
{
  GtkWidget *window = open_window (), *child = gtk_drawing_area_new ();

  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (child), fill_cb, n_painted, NULL);
  gtk_window_set_child (GTK_WINDOW (window), child);
  return window;
}

static void
draw_frames (GtkWidget *window, const guint *n_painted, guint n)
{
  for (guint end = *n_painted + n; *n_painted < end;)
    {
      gtk_widget_queue_draw (gtk_window_get_child (GTK_WINDOW (window)));
      g_main_context_iteration (NULL, TRUE);
    }
}

#if defined(__SANITIZE_ADDRESS__)
#define OTHER_MALLOC 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define OTHER_MALLOC 1
#endif
#endif

static glong
count_faults (void)
{
  struct rusage usage;

  g_assert_cmpint (getrusage (RUSAGE_SELF, &usage), ==, 0);
  return usage.ru_minflt;
}

/* Frames are painted in the pages of those before. */
static void
test_frame_pages (void)
{
  guint n_painted = 0;
  GtkWidget *window = open_changing_window (&n_painted);
  glong n, frame_pages = 1000 * 600 * 4 / sysconf (_SC_PAGESIZE);

#ifdef __GLIBC__
  /* As they are at first, and not as they may have become by what was freed. */
  mallopt (M_MMAP_THRESHOLD, 128 << 10);
  mallopt (M_TRIM_THRESHOLD, 128 << 10);
#endif
  rs_frame_memory_keep (window);
  draw_frames (window, &n_painted, 4);
  n = count_faults ();
  draw_frames (window, &n_painted, N_FRAMES);
  n = (count_faults () - n) / N_FRAMES;
  g_test_message ("%ld faults a frame of %ld pages", n, frame_pages);
#if defined(OTHER_MALLOC) || !defined(__GLIBC__)
  g_test_skip ("the C library's malloc () is replaced here");
#else
  if (!is_shared_with_server (window))
    g_test_skip ("frames are not painted here");
  else
    g_assert_cmpint (n, <, frame_pages / 2);
#endif
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A segment that a frame was handed over in is there frames later. */
static void
test_frame_memory (void)
{
  guint n_painted = 0;
  GtkWidget *window = open_changing_window (&n_painted);
  g_autoptr (GHashTable) early = NULL;
  g_autoptr (GHashTable) late = NULL;
  GHashTableIter iter;
  gpointer segment;
  guint n_same = 0;

  rs_frame_memory_keep (window);
  rs_frame_memory_keep (window);
  draw_frames (window, &n_painted, 2);
  early = list_segments ();
  draw_frames (window, &n_painted, N_FRAMES);
  late = list_segments ();
  g_hash_table_iter_init (&iter, early);
  while (g_hash_table_iter_next (&iter, &segment, NULL))
    n_same += g_hash_table_contains (late, segment);
  if (!is_shared_with_server (window))
    g_test_skip ("frames are not handed over to an X server here");
  else
    g_assert_cmpuint (n_same, >, 0);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();

  g_test_add_data_func ("/picture/pixels", GINT_TO_POINTER (CAIRO_FORMAT_ARGB32), test_pixels);
  g_test_add_data_func ("/picture/pixels-opaque", GINT_TO_POINTER (CAIRO_FORMAT_RGB24), test_pixels);
  g_test_add_data_func ("/picture/pieces", GUINT_TO_POINTER (3), test_pieces);
  g_test_add_data_func ("/picture/pieces-middle", GUINT_TO_POINTER (4), test_pieces);
  g_test_add_data_func ("/picture/pieces-none", GUINT_TO_POINTER (0), test_pieces);
  g_test_add_func ("/picture/pool", test_pool);
  /* The first that asks to keep memory. */
  g_test_add_func ("/picture/frame-pages", test_frame_pages);
  g_test_add_func ("/picture/frame-memory", test_frame_memory);
  return g_test_run ();
}
