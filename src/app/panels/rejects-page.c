/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/panels/rejects-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/panels/count-filter.h"
#include "app/text.h"
#include "app/widgets/page.h"
#include "formats/reason.h"

/* As many as a person scrolls through; "roadstead-cli rejects" gives all. */
#define N_MAX 10000

struct _RsRejectsPage
{
  GtkBox parent_instance;

  RsSession *session;
  GCancellable *reading;
  gint64 import_id;
  guint flags; /* counted: positions with one of these; 0: rejected rows */
  guint shown_flags; /* of them: those whose positions are shown */
  char *reason;      /* (nullable): whose rows are shown; all */
  GtkLabel *heading;
  GtkLabel *detail;
  RsCountFilter *counts; /* by reason, or by flag */
  GPtrArray *reasons;    /* of char*, in the order of the counts; of flags: empty */
  GArray *bits;          /* of guint, in the order of the counts; of reasons: empty */
  GtkListView *view;
  GArray *places; /* (nullable): of Place, parallel to rows: where a click goes */
  GtkLabel *line;  /* of the row that was clicked, and its text */
  GtkLabel *text;
  GtkWidget *whole;
  GtkStack *stack;
  GtkStringList *rows; /* "LINE · REASON\nTEXT" */
  AdwStatusPage *status;
  GtkSpinner *spinner;
};

enum
{
  CLOSED,
  VISITED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RsRejectsPage, rs_rejects_page, GTK_TYPE_BOX)

typedef struct
{
  RsCase *document;
  RsSnapshot *snapshot;
  gint64 import_id;
  guint flags;
  char *reason; /* (nullable) */
} Request;

typedef struct
{
  gint64 vessel_id;
  gint64 t_ms; /* RS_TIME_NONE: nobody knows */
  RsLatLon place;
} Place;

typedef struct
{
  GPtrArray *texts; /* of char*, with a NULL at the end */
  GArray *places;   /* (nullable): of Place */
} Rows;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_object_unref (request->document);
  rs_snapshot_unref (request->snapshot);
  g_free (request->reason);
  g_free (request);
}

static void
rows_free (gpointer data)
{
  Rows *rows = data;

  g_ptr_array_unref (rows->texts);
  g_clear_pointer (&rows->places, g_array_unref);
  g_free (rows);
}

static Rows *
rows_new (gboolean with_places)
{
  Rows *rows = g_new0 (Rows, 1);

  rows->texts = g_ptr_array_new_with_free_func (g_free);
  if (with_places)
    rows->places = g_array_new (FALSE, FALSE, sizeof (Place));
  return rows;
}

static char *
describe_flags (guint flags)
{
  GString *text = g_string_new (NULL);

  for (guint bit = 0; bit < RS_N_FIX_FLAGS; bit++)
    if (flags & 1u << bit)
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", rs_text_fix_flag (bit));
  return g_string_free (text, FALSE);
}

/* Adds a vessel's flagged fixes, dated or not. */
static void
add_fixes (Rows *rows, const Request *request, const RsVessel *vessel, const RsFix *fixes, guint n)
{
  const RsSnapshot *snapshot = request->snapshot;

  for (guint i = 0; i < n && rows->texts->len < N_MAX; i++)
    {
      const RsFix *fix = &fixes[i];
      const RsImport *import = fix->import < snapshot->imports->len
                                   ? g_ptr_array_index (snapshot->imports, fix->import)
                                   : NULL;
      Place place = { vessel->id, fix->t_ms, rs_fix_lat_lon (fix) };
      g_autofree char *when = NULL;
      g_autofree char *where = NULL;
      g_autofree char *flags = NULL;
      guint32 line;

      if (!(fix->flags & request->flags) || !import
          || (request->import_id != 0 && import->id != request->import_id))
        continue;
      when = fix->t_ms == RS_TIME_NONE ? g_strdup (_ ("No time")) : rs_text_second (fix->t_ms);
      where = rs_lat_lon_format (place.place);
      flags = describe_flags (fix->flags);
      rs_import_find_content (import, fix->line, &line);
      g_ptr_array_add (rows->texts,
                       /* Translators: time, what is suspicious; vessel, position, line of the file */
                       g_strdup_printf (_ ("%s · %s\n%s · %s · line %u"), when, flags, vessel->name,
                                        where, line));
      g_array_append_val (rows->places, place);
    }
}

static Rows *
list_flagged (const Request *request)
{
  const RsSnapshot *snapshot = request->snapshot;
  Rows *rows = rows_new (TRUE);

  for (guint i = 0; i < snapshot->vessels->len && rows->texts->len < N_MAX; i++)
    {
      const RsVessel *vessel = g_ptr_array_index (snapshot->vessels, i);
      const RsTrack *track = g_ptr_array_index (snapshot->tracks, i);
      const RsUndated *undated
          = i < snapshot->undated->len ? g_ptr_array_index (snapshot->undated, i) : NULL;

      add_fixes (rows, request, vessel, track->fixes, track->n);
      if (undated)
        add_fixes (rows, request, vessel, undated->fixes, undated->n);
    }
  g_ptr_array_add (rows->texts, NULL);
  return rows;
}

/* Where a rejected row is and why: with its file unless it is one import's only one. */
static char *
describe_reject (const Request *request, const RsReject *reject)
{
  g_autofree char *reason = rs_reason_to_local (reject->reason);
  g_autofree char *file = NULL;
  const RsContent *content;
  guint32 line = reject->line;

  for (guint i = 0; i < request->snapshot->imports->len; i++)
    {
      const RsImport *import = g_ptr_array_index (request->snapshot->imports, i);

      if (import->id != reject->import_id)
        continue;
      content = rs_import_find_content (import, reject->line, &line);
      if (request->import_id == 0)
        file = rs_import_dup_place (import, reject->line, &line);
      else if (content && *content->name)
        file = g_strdup (content->name);
    }
  if (file)
    /* Translators: file, line number and reason of a rejected row */
    return g_strdup_printf (_ ("%s, line %u · %s"), file, line, reason);
  /* Translators: line number and reason of a rejected row */
  return g_strdup_printf (_ ("Line %u · %s"), line, reason);
}

/* The texts are made here: ten thousand of them take a while. */
static void
read_thread (GTask *task, gpointer object, gpointer data, GCancellable *cancellable)
{
  Request *request = data;
  GError *error = NULL;
  g_autoptr (GPtrArray) rejects = NULL;
  Rows *rows;

  if (request->flags)
    {
      g_task_return_pointer (task, list_flagged (request), rows_free);
      return;
    }
  rejects = rs_case_read_rejects (request->document, request->import_id, request->reason, N_MAX,
                                  &error);
  if (!rejects)
    {
      g_task_return_error (task, error);
      return;
    }
  rows = rows_new (FALSE);
  for (guint i = 0; i < rejects->len; i++)
    {
      const RsReject *reject = g_ptr_array_index (rejects, i);

      g_autofree char *head = describe_reject (request, reject);

      g_ptr_array_add (rows->texts, g_strdup_printf ("%s\n%s", head, reject->text));
    }
  g_ptr_array_add (rows->texts, NULL);
  g_task_return_pointer (task, rows, rows_free);
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  RsRejectsPage *self = RS_REJECTS_PAGE (object);
  g_autoptr (GError) error = NULL;
  Rows *rows = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *count = NULL;
  g_autofree char *detail = NULL;
  guint n;

  if (g_task_get_cancellable (G_TASK (result)) != self->reading)
    {
      g_clear_pointer (&rows, rows_free);
      return;
    }
  g_clear_object (&self->reading);
  gtk_spinner_stop (self->spinner);
  if (error)
    {
      g_autofree char *markup = g_markup_escape_text (error->message, -1);

      adw_status_page_set_title (self->status, _ ("The Rows Cannot Be Read"));
      adw_status_page_set_description (self->status, markup);
      gtk_stack_set_visible_child_name (self->stack, "status");
      return;
    }
  n = rows->texts->len - 1;
  g_clear_pointer (&self->places, g_array_unref);
  self->places = g_steal_pointer (&rows->places);
  gtk_string_list_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)),
                          (const char *const *) rows->texts->pdata);
  rows_free (rows);
  /* A list that had the focus stays where that was. */
  if (n > 0)
    gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", 0u);
  count = rs_text_count (n);
  detail = n == N_MAX ? g_strdup_printf (_ ("The first %s rows"), count)
                      : g_strdup_printf (ngettext ("%s row", "%s rows", n), count);
  gtk_label_set_text (self->detail, detail);
  adw_status_page_set_title (self->status,
                             self->flags ? _ ("No Flagged Positions") : _ ("No Rejected Rows"));
  adw_status_page_set_description (self->status, NULL);
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : "status");
}

/* Reads the rows that are to be shown. */
static void
read_rows (RsRejectsPage *self)
{
  RsCase *document = rs_session_get_case (self->session);
  g_autoptr (GTask) task = NULL;
  Request *request;

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  gtk_widget_set_visible (self->whole, FALSE);
  gtk_label_set_text (self->detail, "");
  gtk_stack_set_visible_child_name (self->stack, "loading");
  gtk_spinner_start (self->spinner);
  request = g_new0 (Request, 1);
  request->document = g_object_ref (document);
  request->snapshot = rs_snapshot_ref (rs_session_get_snapshot (self->session));
  request->import_id = self->import_id;
  request->flags = self->shown_flags;
  request->reason = g_strdup (self->reason);
  task = g_task_new (self, self->reading, read_cb, NULL);
  g_task_set_source_tag (task, read_rows);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, request, request_free);
  g_task_run_in_thread (task, read_thread);
}

/* Counts */

/* One of them was chosen to see its rows only, or none any more. */
static void
count_chosen_cb (RsRejectsPage *self, gint index)
{
  if (!rs_session_get_case (self->session))
    return;
  g_clear_pointer (&self->reason, g_free);
  self->shown_flags = self->flags;
  if (index >= 0 && (guint) index < self->bits->len)
    self->shown_flags = 1u << g_array_index (self->bits, guint, index);
  else if (index >= 0 && (guint) index < self->reasons->len)
    self->reason = g_strdup (g_ptr_array_index (self->reasons, index));
  read_rows (self);
}

static void
count_flags (RsRejectsPage *self, const RsSnapshot *snapshot)
{
  for (guint bit = 0; bit < RS_N_FIX_FLAGS; bit++)
    {
      gboolean chosen = self->shown_flags != self->flags && self->shown_flags == 1u << bit;
      guint64 n = 0;

      for (guint i = 0; i < snapshot->imports->len; i++)
        {
          const RsImport *import = g_ptr_array_index (snapshot->imports, i);

          if (self->import_id == 0 || import->id == self->import_id)
            n += import->n_flagged[bit];
        }
      if (!(self->flags & 1u << bit) || (n == 0 && !chosen))
        continue;
      g_array_append_val (self->bits, bit);
      rs_count_filter_add (self->counts, n, rs_text_fix_flag (bit), chosen);
    }
}

static int
compare_counts (gconstpointer a, gconstpointer b)
{
  const RsReasonCount *x = *(gpointer *) a, *y = *(gpointer *) b;

  return x->n != y->n ? (x->n < y->n ? 1 : -1) : strcmp (x->reason, y->reason);
}

static void
count_reasons (RsRejectsPage *self, const RsSnapshot *snapshot)
{
  g_autoptr (GPtrArray) all
      = g_ptr_array_new_with_free_func ((GDestroyNotify) rs_reason_count_free);

  for (guint i = 0; i < snapshot->imports->len; i++)
    {
      const RsImport *import = g_ptr_array_index (snapshot->imports, i);

      for (guint k = 0; k < import->reasons->len; k++)
        {
          const RsReasonCount *one = g_ptr_array_index (import->reasons, k);
          guint at = 0;

          if (self->import_id != 0 && import->id != self->import_id)
            continue;
          while (at < all->len
                 && !g_str_equal (((RsReasonCount *) all->pdata[at])->reason, one->reason))
            at++;
          if (at == all->len)
            g_ptr_array_add (all, rs_reason_count_new (one->reason, 0, one->first_line));
          ((RsReasonCount *) all->pdata[at])->n += one->n;
        }
    }
  g_ptr_array_sort (all, compare_counts);
  for (guint i = 0; i < all->len; i++)
    {
      const RsReasonCount *count = g_ptr_array_index (all, i);
      g_autofree char *words = rs_reason_to_local (count->reason);

      g_ptr_array_add (self->reasons, g_strdup (count->reason));
      rs_count_filter_add (self->counts, count->n, words,
                           g_strcmp0 (self->reason, count->reason) == 0);
    }
}

/* Takes what is asked for: @reason is owned by the page now. */
static void
show (RsRejectsPage *self, gint64 import_id, guint flags, guint shown_flags, char *reason)
{
  const char *heading = flags ? _ ("Flagged Positions") : _ ("Rejected Rows");
  const RsSnapshot *snapshot = rs_session_get_snapshot (self->session);

  self->import_id = import_id;
  self->flags = flags;
  self->shown_flags = shown_flags;
  g_free (self->reason);
  self->reason = reason;
  gtk_label_set_text (self->heading, heading);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  heading, -1);
  rs_count_filter_clear (self->counts);
  rs_count_filter_set_label (self->counts, flags ? _ ("Count by what is suspicious")
                                                 : _ ("Count by reason"));
  g_ptr_array_set_size (self->reasons, 0);
  g_array_set_size (self->bits, 0);
  if (flags)
    count_flags (self, snapshot);
  else
    count_reasons (self, snapshot);
  if (rs_session_get_case (self->session))
    read_rows (self);
}

void
rs_rejects_page_show (RsRejectsPage *self, gint64 import_id, const char *reason)
{
  show (self, import_id, 0, 0, g_strdup (reason));
}

void
rs_rejects_page_show_flagged (RsRejectsPage *self, gint64 import_id, guint flags)
{
  gboolean is_one = (flags & (flags - 1)) == 0;

  show (self, import_id, is_one ? RS_FIX_FLAGS_MASK : flags, flags, NULL);
}

static void
case_changed_cb (RsRejectsPage *self)
{
  gtk_widget_set_visible (self->whole, FALSE);
  g_clear_pointer (&self->places, g_array_unref);
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  gtk_string_list_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)),
                          NULL);
  rs_count_filter_clear (self->counts);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *head = gtk_label_new (NULL);
  GtkWidget *text = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (head), 0);
  gtk_label_set_wrap (GTK_LABEL (head), TRUE);
  gtk_widget_add_css_class (head, "rs-figures");
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (text, "dim-label");
  gtk_widget_add_css_class (box, "rs-compact-row");
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), text);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, RsRejectsPage *self)
{
  const char *row = gtk_string_object_get_string (gtk_list_item_get_item (item));
  GtkWidget *head = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *text = gtk_widget_get_next_sibling (head);
  g_auto (GStrv) parts = g_strsplit (row, "\n", 2);

  gtk_label_set_text (GTK_LABEL (head), parts[0]);
  gtk_label_set_text (GTK_LABEL (text), parts[1] ? parts[1] : "");
  gtk_widget_set_tooltip_text (text, parts[1]);
  /* The text of a file's row stands as it is there; where a position is is said in words. */
  gtk_widget_remove_css_class (text, self->flags ? "rs-hash" : "caption");
  gtk_widget_add_css_class (text, self->flags ? "caption" : "rs-hash");
}

/* To the position on the map; of a rejected row, the whole text. */
static void
activate_cb (RsRejectsPage *self, guint position)
{
  g_autoptr (GtkStringObject) row = g_list_model_get_item (G_LIST_MODEL (self->rows), position);
  g_auto (GStrv) parts = NULL;

  if (!row)
    return;
  if (self->places && position < self->places->len)
    {
      Place place = g_array_index (self->places, Place, position);

      if (place.t_ms != RS_TIME_NONE)
        rs_session_set_time (self->session, place.t_ms);
      rs_session_select_vessel (self->session, place.vessel_id);
      rs_session_center_on (self->session, place.place);
      g_signal_emit (self, signals[VISITED], 0);
      return;
    }
  parts = g_strsplit (gtk_string_object_get_string (row), "\n", 2);
  gtk_label_set_text (self->line, parts[0]);
  gtk_label_set_text (self->text, parts[1] ? parts[1] : "");
  gtk_widget_set_visible (self->whole, TRUE);
}

/* The line of the row that was clicked, and all of its text, to be read and copied. */
static GtkWidget *
create_whole (RsRejectsPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->line = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->line, 0);
  gtk_label_set_wrap (self->line, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->line), "heading");
  self->text = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->text, 0);
  gtk_label_set_yalign (self->text, 0);
  gtk_label_set_wrap (self->text, TRUE);
  gtk_label_set_wrap_mode (self->text, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (self->text, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->text), "rs-hash");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 180);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->text));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->line));
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_widget_add_css_class (box, "rs-compact-row");
  gtk_widget_set_visible (box, FALSE);
  return box;
}

static void
close_cb (RsRejectsPage *self)
{
  g_signal_emit (self, signals[CLOSED], 0);
}

GtkWidget *
rs_rejects_page_new (RsSession *session)
{
  RsRejectsPage *self = g_object_new (RS_TYPE_REJECTS_PAGE, "orientation",
                                      GTK_ORIENTATION_VERTICAL, NULL);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  self->session = g_object_ref (session);
  gtk_box_append (GTK_BOX (self),
                  rs_page_create_head (_ ("Back to the case"), G_CALLBACK (close_cb), self,
                                       &self->heading, &self->detail));
  gtk_label_set_text (self->heading, _ ("Rejected Rows"));
  self->counts = RS_COUNT_FILTER (rs_count_filter_new (_ ("Count by reason")));
  g_signal_connect_object (self->counts, "chosen", G_CALLBACK (count_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->counts));

  self->rows = gtk_string_list_new (NULL);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  self->view = GTK_LIST_VIEW (gtk_list_view_new (
      GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->rows)))),
      factory));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "rs-list");
  gtk_list_view_set_single_click_activate (self->view, TRUE);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activate_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Rejected Rows"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->view));
  self->status = ADW_STATUS_PAGE (adw_status_page_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->status), "compact");
  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_stack_add_named (self->stack, scrolled, "list");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->status), "status");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->spinner), "loading");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->stack));
  self->whole = create_whole (self);
  gtk_box_append (GTK_BOX (self), self->whole);
  g_signal_connect_object (session, "notify::case", G_CALLBACK (case_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

static void
rs_rejects_page_dispose (GObject *object)
{
  RsRejectsPage *self = RS_REJECTS_PAGE (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->session);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->places, g_array_unref);
  G_OBJECT_CLASS (rs_rejects_page_parent_class)->dispose (object);
}

static void
rs_rejects_page_finalize (GObject *object)
{
  RsRejectsPage *self = RS_REJECTS_PAGE (object);

  g_free (self->reason);
  g_ptr_array_unref (self->reasons);
  g_array_unref (self->bits);
  G_OBJECT_CLASS (rs_rejects_page_parent_class)->finalize (object);
}

static void
rs_rejects_page_class_init (RsRejectsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rs_rejects_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = rs_rejects_page_finalize;
  signals[CLOSED] = g_signal_new ("closed", RS_TYPE_REJECTS_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[VISITED] = g_signal_new ("visited", RS_TYPE_REJECTS_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
rs_rejects_page_init (RsRejectsPage *self)
{
  self->reasons = g_ptr_array_new_with_free_func (g_free);
  self->bits = g_array_new (FALSE, FALSE, sizeof (guint));
}
