/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/panels/claim-row.h"

#include <glib/gi18n.h>

#include "app/text.h"
#include "app/widgets/choice.h"
#include "app/widgets/field.h"
#include "app/widgets/page.h"

struct _RsClaimRow
{
  AdwExpanderRow parent_instance;

  RsIncidentDraft *draft;
  guint index;

  GtkWidget *stance_mark;
  RsField *speaker;
  GtkWidget *stance;
  RsField *text;
  RsField *date;
  GtkWidget *source;
  GtkWidget *credibility;
  GtkWidget *remove;
  GArray *source_ids; /* of gint64, as in the combo; the first is 0 */
};

G_DEFINE_FINAL_TYPE (RsClaimRow, rs_claim_row, ADW_TYPE_EXPANDER_ROW)

static RsClaim *
get_claim (RsClaimRow *self)
{
  RsIncident *incident = rs_incident_draft_get (self->draft);

  if (!incident || self->index >= incident->claims->len)
    return NULL;
  return g_ptr_array_index (incident->claims, self->index);
}

static void
commit (RsClaimRow *self)
{
  /* Translators: entry of the history; %s is the incident's title */
  rs_incident_draft_commit (self->draft, _ ("Change a claim of “%s”"));
}

static gboolean
speaker_typed (const char *text, gpointer user_data)
{
  RsClaim *claim = get_claim (user_data);

  if (claim)
    {
      rs_set_string (&claim->speaker, text);
      commit (user_data);
    }
  return TRUE;
}

static gboolean
text_typed (const char *text, gpointer user_data)
{
  RsClaim *claim = get_claim (user_data);

  if (claim)
    {
      rs_set_string (&claim->text, text);
      commit (user_data);
    }
  return TRUE;
}

static gboolean
date_typed (const char *text, gpointer user_data)
{
  RsClaim *claim = get_claim (user_data);
  gint64 t_ms;

  if (!rs_text_time_from_edit (text, &t_ms))
    return FALSE;
  if (claim)
    {
      claim->t_ms = t_ms;
      commit (user_data);
    }
  return TRUE;
}

static void
stance_chosen (guint index, gpointer user_data)
{
  RsClaim *claim = get_claim (user_data);

  if (claim && index < RS_N_STANCES)
    {
      claim->stance = (RsStance) index;
      commit (user_data);
    }
}

static void
source_chosen (guint index, gpointer user_data)
{
  RsClaimRow *self = user_data;
  RsClaim *claim = get_claim (self);

  if (claim && index < self->source_ids->len)
    {
      claim->source_id = g_array_index (self->source_ids, gint64, index);
      commit (self);
    }
}

static void
credibility_chosen (guint index, gpointer user_data)
{
  RsClaim *claim = get_claim (user_data);

  if (claim && index <= 6)
    {
      claim->credibility = (gint) index;
      commit (user_data);
    }
}

static void
remove_cb (RsClaimRow *self)
{
  RsIncident *incident = rs_incident_draft_get (self->draft);

  if (!get_claim (self))
    return;
  g_ptr_array_remove_index (incident->claims, self->index);
  rs_incident_draft_commit (self->draft, _ ("Delete a claim of “%s”"));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.announce-deletion", "s",
                              _ ("Claim deleted"));
}

static void
update_sources (RsClaimRow *self, gint64 source_id)
{
  RsSnapshot *snapshot = rs_session_get_snapshot (rs_incident_draft_get_session (self->draft));
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);
  gint64 none = 0;
  guint chosen = 0;

  g_array_set_size (self->source_ids, 0);
  g_array_append_val (self->source_ids, none);
  g_ptr_array_add (labels, g_strdup (_ ("No source")));
  for (guint i = 0; i < snapshot->sources->len; i++)
    {
      const RsSource *source = g_ptr_array_index (snapshot->sources, i);

      if (source->id == source_id)
        chosen = self->source_ids->len;
      g_array_append_val (self->source_ids, source->id);
      g_ptr_array_add (labels, *source->publisher
                                   ? g_strdup_printf ("%s: %s", source->publisher, source->title)
                                   : g_strdup (source->title));
    }
  g_ptr_array_add (labels, NULL);
  rs_choice_set_labels (self->source, (const char *const *) labels->pdata);
  rs_choice_set_index (self->source, chosen);
}

static void
show_stance (RsClaimRow *self, RsStance stance)
{
  static const char *const classes[] = { "rs-asserts", "rs-denies", "rs-silent", "rs-observes" };

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (self->stance_mark, classes[i]);
  if (stance < RS_N_STANCES)
    gtk_widget_add_css_class (self->stance_mark, classes[stance]);
  gtk_widget_set_tooltip_text (self->stance_mark, rs_text_stance (stance));
}

void
rs_claim_row_show (RsClaimRow *self, guint index)
{
  RsClaim *claim;
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;
  g_autofree char *subtitle_markup = NULL;
  g_autofree char *date = NULL;
  gboolean writable = rs_incident_draft_is_writable (self->draft);

  self->index = index;
  claim = get_claim (self);
  if (!claim)
    return;
  title = g_markup_escape_text (*claim->speaker ? claim->speaker : _ ("Who says it?"), -1);
  subtitle = *claim->text ? g_strdup_printf ("%s: %s", rs_text_stance (claim->stance), claim->text)
                          : g_strdup (rs_text_stance (claim->stance));
  subtitle_markup = g_markup_escape_text (subtitle, -1);
  date = rs_text_time_to_edit (claim->t_ms);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle_markup);
  show_stance (self, claim->stance);
  rs_field_set_text (self->speaker, claim->speaker);
  rs_field_set_text (self->text, claim->text);
  rs_field_set_text (self->date, date);
  rs_choice_set_index (self->stance, claim->stance);
  rs_choice_set_index (self->credibility, (guint) CLAMP (claim->credibility, 0, 6));
  update_sources (self, claim->source_id);
  rs_field_set_editable (self->speaker, writable);
  rs_field_set_editable (self->text, writable);
  rs_field_set_editable (self->date, writable);
  gtk_widget_set_sensitive (self->stance, writable);
  gtk_widget_set_sensitive (self->credibility, writable);
  gtk_widget_set_sensitive (self->source, writable);
  gtk_widget_set_visible (self->remove, writable);
}

void
rs_claim_row_flush (RsClaimRow *self)
{
  rs_field_flush (self->speaker);
  rs_field_flush (self->text);
  rs_field_flush (self->date);
}

void
rs_claim_row_focus (RsClaimRow *self)
{
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), TRUE);
  gtk_widget_grab_focus (rs_field_get_widget (self->speaker));
}

GtkWidget *
rs_claim_row_new (RsIncidentDraft *draft)
{
  static const char *stances[RS_N_STANCES + 1];
  static const char *credibilities[8];
  RsClaimRow *self = g_object_new (RS_TYPE_CLAIM_ROW, NULL);
  AdwExpanderRow *row = ADW_EXPANDER_ROW (self);

  for (guint i = 0; i < RS_N_STANCES; i++)
    stances[i] = rs_text_stance ((RsStance) i);
  for (int i = 0; i <= 6; i++)
    credibilities[i] = rs_text_credibility (i);

  self->draft = g_object_ref (draft);
  rs_page_bound_texts (GTK_WIDGET (self));
  self->stance_mark = gtk_image_new_from_icon_name ("rs-claim-symbolic");
  adw_expander_row_add_prefix (row, self->stance_mark);
  self->remove = rs_page_create_button ("user-trash-symbolic", _ ("Delete this claim"));
  g_signal_connect_object (self->remove, "clicked", G_CALLBACK (remove_cb), self,
                           G_CONNECT_SWAPPED);
  adw_expander_row_add_action (row, self->remove);

  self->speaker = rs_field_new_row (_ ("Speaker"), speaker_typed, self);
  adw_expander_row_add_row (row, rs_field_get_widget (self->speaker));
  self->stance = rs_choice_new (_ ("Stance"), stances, stance_chosen, self);
  adw_expander_row_add_row (row, self->stance);
  self->text = rs_field_new_text (_ ("What is said"), 72, text_typed, self);
  adw_expander_row_add_row (row, rs_page_wrap_in_row (rs_field_get_widget (self->text),
                                                      _ ("What is said")));
  self->date = rs_field_new_row (_ ("Said on (UTC)"), date_typed, self);
  adw_expander_row_add_row (row, rs_field_get_widget (self->date));
  self->source = rs_choice_new (_ ("Source"), NULL, source_chosen, self);
  adw_expander_row_add_row (row, self->source);
  self->credibility
      = rs_choice_new (_ ("Credibility"), credibilities, credibility_chosen, self);
  adw_expander_row_add_row (row, self->credibility);
  return GTK_WIDGET (self);
}

static void
rs_claim_row_dispose (GObject *object)
{
  g_clear_object (&RS_CLAIM_ROW (object)->draft);
  G_OBJECT_CLASS (rs_claim_row_parent_class)->dispose (object);
}

static void
rs_claim_row_finalize (GObject *object)
{
  g_array_unref (RS_CLAIM_ROW (object)->source_ids);
  G_OBJECT_CLASS (rs_claim_row_parent_class)->finalize (object);
}

static void
rs_claim_row_class_init (RsClaimRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rs_claim_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = rs_claim_row_finalize;
}

static void
rs_claim_row_init (RsClaimRow *self)
{
  self->source_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
}
