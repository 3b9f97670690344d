/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/panels/filter-chips.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/text-filter.h"
#include "app/widgets/wrap-layout.h"

#define HEIGHT_MAX_PX 98 /* three rows, and the beginning of a fourth */

struct _RsFilterChips
{
  GtkWidget parent_instance;

  RsSession *session;
  guint update_id;
};

G_DEFINE_FINAL_TYPE (RsFilterChips, rs_filter_chips, GTK_TYPE_WIDGET)

static void
clear (RsFilterChips *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
}

/* The same condition, excluding if it did not. */
static char *
turn_round (const char *text)
{
  return *text == '-' ? g_strdup (text + 1) : g_strconcat ("-", text, NULL);
}

static void
turned_cb (GtkButton *button, RsFilterChips *self)
{
  const char *text = g_object_get_data (G_OBJECT (button), "condition");
  g_autofree char *other = turn_round (text);
  g_autoptr (RsFilter) before = rs_filter_parse (text, NULL), after = NULL, rest = NULL;
  const RsFilter *filter = rs_session_get_filter (self->session);
  const RsFilterCondition *c = before->conditions[0];
  gint at = rs_filter_find (filter, c->kind, c->negated, c->value);

  if (at < 0)
    return;
  /* As one change: nothing is shown in between. */
  rest = rs_filter_remove (filter, (guint) at);
  after = rs_filter_parse (other, NULL);
  rs_filter_unref (g_steal_pointer (&before));
  before = rs_filter_join (rest, after);
  rs_session_set_filter (self->session, before);
}

static void
removed_cb (GtkButton *button, RsFilterChips *self)
{
  g_autofree char *text = g_strdup (g_object_get_data (G_OBJECT (button), "condition"));

  rs_session_remove_from_filter (self->session, text);
}

static GtkWidget *
create_button (RsFilterChips *self, const char *condition, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new ();

  g_object_set_data_full (G_OBJECT (button), "condition", g_strdup (condition), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (button, "clicked", callback, self, 0);
  return button;
}

static GtkWidget *
create_chip (RsFilterChips *self, const RsFilterCondition *condition, RsLang lang)
{
  const char *kind = rs_text_filter_kind (condition->kind);
  const char *hint = rs_text_filter_hint (condition->kind);
  const RsSnapshot *snapshot = rs_session_get_snapshot (self->session);
  g_autofree char *words = rs_text_filter_condition (snapshot, condition, lang, FALSE);
  g_autofree char *short_words = rs_text_filter_condition (snapshot, condition, lang, TRUE);
  g_autofree char *text = rs_filter_condition_to_text (condition);
  g_autofree char *name = g_strdup_printf ("%s: %s", kind, words);
  /* Translators: %s is a condition of the filter, for example “Flag: North Korea” */
  g_autofree char *remove = g_strdup_printf (_ ("Remove %s"), name);
  g_autofree char *tip = NULL;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *turn = create_button (self, text, name, G_CALLBACK (turned_cb));
  GtkWidget *cross = create_button (self, text, remove, G_CALLBACK (removed_cb));
  GtkWidget *label = gtk_label_new (short_words);

  tip = g_strdup_printf ("%s%s%s\n%s", name, hint ? "\n" : "", hint ? hint : "",
                         condition->negated ? _ ("Press to ask for it again")
                                            : _ ("Press to exclude it instead"));
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_button_set_child (GTK_BUTTON (turn), label);
  gtk_widget_set_tooltip_text (turn, tip);
  gtk_widget_set_hexpand (turn, TRUE);
  gtk_button_set_icon_name (GTK_BUTTON (cross), "window-close-symbolic");
  gtk_widget_set_tooltip_text (cross, remove);
  gtk_widget_add_css_class (box, "rs-filter-chip");
  if (condition->negated)
    gtk_widget_add_css_class (box, "excludes");
  gtk_widget_add_css_class (turn, "flat");
  gtk_widget_add_css_class (cross, "flat");
  gtk_box_append (GTK_BOX (box), turn);
  gtk_box_append (GTK_BOX (box), cross);
  return box;
}

static void
update (RsFilterChips *self)
{
  const RsFilter *filter = rs_session_get_filter (self->session);
  guint lang;

  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;

  g_object_get (self->session, "lang", &lang, NULL);
  clear (self);
  for (guint i = 0; i < filter->n; i++)
    gtk_widget_set_parent (create_chip (self, filter->conditions[i], (RsLang) lang),
                           GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), filter->n > 0);
  if (had_focus && filter->n > 0)
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static gboolean
update_in_idle (gpointer data)
{
  RsFilterChips *self = data;

  self->update_id = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

/* A pressed button must not be freed while it is told of it. */
static void
update_later (RsFilterChips *self)
{
  if (!self->update_id)
    self->update_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, update_in_idle, self, NULL);
}

/* However many there are, the window needs room for no more than some rows. */

static GtkSizeRequestMode
get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* A scrolled window alone asks for the rows that its child would have if it were as wide as it likes. */
static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
         int *minimum_baseline, int *natural_baseline)
{
  GtkWidget *scrolled = gtk_widget_get_first_child (widget);
  GtkWidget *viewport = gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (scrolled));

  gtk_widget_measure (orientation == GTK_ORIENTATION_VERTICAL ? gtk_widget_get_first_child (viewport) : scrolled,
                      orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = MIN (*natural, HEIGHT_MAX_PX);
}

static void
allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_allocate (gtk_widget_get_first_child (widget), width, height, baseline, NULL);
}

static GtkWidget *
create_scrolled (RsFilterChips *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new (), *bin = adw_bin_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  /* Always seen: what is hidden is part of the question, too. */
  gtk_scrolled_window_set_overlay_scrolling (GTK_SCROLLED_WINDOW (scrolled), FALSE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self));
  gtk_widget_add_css_class (scrolled, "rs-filter-chips");
  gtk_widget_set_layout_manager (bin, gtk_custom_layout_new (get_request_mode, measure, allocate));
  adw_bin_set_child (ADW_BIN (bin), scrolled);
  g_object_bind_property (self, "visible", bin, "visible", G_BINDING_SYNC_CREATE);
  return bin;
}

GtkWidget *
rs_filter_chips_new (RsSession *session)
{
  RsFilterChips *self = g_object_new (RS_TYPE_FILTER_CHIPS, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "filter-changed", G_CALLBACK (update_later), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "snapshot-changed", G_CALLBACK (update_later), self,
                           G_CONNECT_SWAPPED);
  update (self);
  return create_scrolled (self);
}

static void
rs_filter_chips_dispose (GObject *object)
{
  RsFilterChips *self = RS_FILTER_CHIPS (object);

  g_clear_handle_id (&self->update_id, g_source_remove);
  clear (self);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (rs_filter_chips_parent_class)->dispose (object);
}

static void
rs_filter_chips_class_init (RsFilterChipsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rs_filter_chips_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), RS_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
rs_filter_chips_init (RsFilterChips *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Filter"), -1);
}
