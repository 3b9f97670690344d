/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/panels/row-filler.h"

/* What rows out of sight may take of a frame. */
#define FRAME_US 2000
/* So many rows are in sight at most before the view has its size. */
#define FIRST_ROWS 30

typedef struct
{
  RsRowFiller *filler;
  RsRecordRow *row;       /* weak */
  GtkListItem *list_item; /* borrowed */
  gboolean is_stale;
  gboolean was_filled;
} Row;

struct _RsRowFiller
{
  GtkListView *view; /* borrowed */
  GHashTable *rows;  /* GtkListItem to Row */
  GQueue stale;      /* of Row, borrowed */
  int height_px;     /* of a filled row; 0 not known yet */
  guint tick_id;     /* while there are stale rows */
};

static gboolean
is_in_sight (RsRowFiller *self, guint position)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));
  GtkSelectionModel *model = gtk_list_view_get_model (self->view);
  guint n = model ? g_list_model_get_n_items (G_LIST_MODEL (model)) : 0;
  double upper = adjustment ? gtk_adjustment_get_upper (adjustment) : 0, first, n_seen;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self->view)))
    return FALSE;
  if (upper <= 0 || n == 0 || self->height_px == 0)
    return position < FIRST_ROWS;
  /* By the known height: the adjustment's may be of a list that was shorter or longer. */
  first = gtk_adjustment_get_value (adjustment) / self->height_px;
  n_seen = gtk_adjustment_get_page_size (adjustment) / self->height_px;
  return position + 2 > first && position < first + n_seen + 2;
}

static void
fill (RsRowFiller *self, Row *row)
{
  row->is_stale = FALSE;
  /* Bound to nothing since. */
  if (!row->row || !rs_record_row_get_item (row->row))
    return;
  rs_record_row_fill (row->row);
  if (row->was_filled)
    return;
  row->was_filled = TRUE;
  gtk_widget_set_size_request (GTK_WIDGET (row->row), -1, -1);
  if (self->height_px == 0)
    gtk_widget_measure (GTK_WIDGET (row->row), GTK_ORIENTATION_VERTICAL, -1, NULL,
                        &self->height_px, NULL, NULL);
}

static gboolean
tick_cb (GtkWidget *view, GdkFrameClock *clock, gpointer user_data)
{
  RsRowFiller *self = user_data;
  gint64 end_us = g_get_monotonic_time () + FRAME_US;

  /* What came into sight since. */
  for (GList *l = self->stale.head, *next; l; l = next)
    {
      Row *row = l->data;

      next = l->next;
      if (!is_in_sight (self, gtk_list_item_get_position (row->list_item)))
        continue;
      g_queue_delete_link (&self->stale, l);
      fill (self, row);
    }
  while (self->stale.head && g_get_monotonic_time () < end_us)
    fill (self, g_queue_pop_head (&self->stale));
  if (self->stale.head)
    return G_SOURCE_CONTINUE;
  self->tick_id = 0;
  return G_SOURCE_REMOVE;
}

static void
stale_cb (Row *row)
{
  RsRowFiller *self = row->filler;

  if (is_in_sight (self, gtk_list_item_get_position (row->list_item)))
    {
      if (row->is_stale)
        g_queue_remove (&self->stale, row);
      fill (self, row);
      return;
    }
  if (row->is_stale)
    return;
  row->is_stale = TRUE;
  g_queue_push_tail (&self->stale, row);
  if (!row->was_filled && self->height_px > 0)
    gtk_widget_set_size_request (GTK_WIDGET (row->row), -1, self->height_px);
  if (!self->tick_id)
    self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self->view), tick_cb, self, NULL);
}

static void
row_free (gpointer data)
{
  Row *row = data;

  if (row->row)
    g_signal_handlers_disconnect_by_func (row->row, stale_cb, row);
  g_clear_weak_pointer (&row->row);
  if (row->is_stale)
    g_queue_remove (&row->filler->stale, row);
  g_free (row);
}

void
rs_row_filler_add (RsRowFiller *self, RsRecordRow *record_row, GtkListItem *list_item)
{
  Row *row = g_new0 (Row, 1);

  row->filler = self;
  row->list_item = list_item;
  g_set_weak_pointer (&row->row, record_row);
  g_hash_table_insert (self->rows, list_item, row);
  g_signal_connect_swapped (record_row, "stale", G_CALLBACK (stale_cb), row);
}

void
rs_row_filler_remove (RsRowFiller *self, GtkListItem *list_item)
{
  g_hash_table_remove (self->rows, list_item);
}

void
rs_row_filler_set_view (RsRowFiller *self, GtkListView *view)
{
  self->view = view;
}

RsRowFiller *
rs_row_filler_new (void)
{
  RsRowFiller *self = g_new0 (RsRowFiller, 1);

  self->rows = g_hash_table_new_full (NULL, NULL, NULL, row_free);
  g_queue_init (&self->stale);
  return self;
}

void
rs_row_filler_free (RsRowFiller *self)
{
  if (!self)
    return;
  if (self->tick_id)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->view), self->tick_id);
  g_hash_table_unref (self->rows);
  g_free (self);
}
