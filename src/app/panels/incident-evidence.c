/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/panels/incident-evidence.h"

#include <glib/gi18n.h>

#include "app/panels/claim-row.h"
#include "app/panels/source-row.h"
#include "app/text.h"
#include "app/widgets/page.h"

struct _RsIncidentEvidence
{
  GtkBox parent_instance;

  RsIncidentDraft *draft;
  AdwPreferencesGroup *claims;
  AdwPreferencesGroup *sources;
  GtkWidget *add_claim;
  GtkWidget *add_source;
  GMenu *source_menu;
  GSimpleActionGroup *actions;
  GPtrArray *claim_rows;  /* of RsClaimRow*, in the draft's order */
  GPtrArray *source_rows; /* of RsSourceRow* */
  guint n_claims;         /* before the last update, to fold rows when one was deleted */
  gint64 incident_id;     /* that the rows show */
};

G_DEFINE_FINAL_TYPE (RsIncidentEvidence, rs_incident_evidence, GTK_TYPE_BOX)

static RsIncident *
get_incident (RsIncidentEvidence *self)
{
  return rs_incident_draft_get (self->draft);
}

/* Rows are kept over updates, so that what is unfolded and focused stays so. */
static void
set_n_rows (AdwPreferencesGroup *group, GPtrArray *rows, guint n, RsIncidentDraft *draft,
            GtkWidget *(*create) (RsIncidentDraft *draft))
{
  while (rows->len > n)
    {
      adw_preferences_group_remove (group, g_ptr_array_index (rows, rows->len - 1));
      g_ptr_array_set_size (rows, (gint) rows->len - 1);
    }
  while (rows->len < n)
    rs_page_add_row (group, rows, create (draft));
}

static void
fold_all (GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    adw_expander_row_set_expanded (g_ptr_array_index (rows, i), FALSE);
}

static gboolean
has_source (const RsIncident *incident, gint64 id)
{
  for (guint i = 0; i < incident->source_ids->len; i++)
    if (g_array_index (incident->source_ids, gint64, i) == id)
      return TRUE;
  return FALSE;
}

static void
update_menu (RsIncidentEvidence *self, const RsIncident *incident)
{
  RsSnapshot *snapshot = rs_session_get_snapshot (rs_incident_draft_get_session (self->draft));
  g_autoptr (GMenu) known = g_menu_new ();

  g_menu_remove_all (self->source_menu);
  g_menu_append (self->source_menu, _ ("_New Source"), "evidence.new-source");
  for (guint i = 0; i < snapshot->sources->len; i++)
    {
      const RsSource *source = g_ptr_array_index (snapshot->sources, i);
      g_autoptr (GMenuItem) item = NULL;
      g_autofree char *label = NULL;
      g_auto (GStrv) parts = NULL;

      if (has_source (incident, source->id))
        continue;
      /* An underscore would be taken for a mnemonic. */
      parts = g_strsplit (source->title, "_", -1);
      label = g_strjoinv ("__", parts);
      item = g_menu_item_new (label, NULL);
      g_menu_item_set_action_and_target_value (item, "evidence.add-source",
                                               g_variant_new_int64 (source->id));
      g_menu_append_item (known, item);
    }
  if (g_menu_model_get_n_items (G_MENU_MODEL (known)) > 0)
    g_menu_append_section (self->source_menu, _ ("Sources of the Case"), G_MENU_MODEL (known));
}

static void
update (RsIncidentEvidence *self)
{
  RsIncident *incident = get_incident (self);
  gboolean writable = rs_incident_draft_is_writable (self->draft);

  if (!incident)
    return;
  if (incident->claims->len < self->n_claims || incident->id != self->incident_id)
    fold_all (self->claim_rows);
  if (incident->id != self->incident_id)
    fold_all (self->source_rows);
  self->incident_id = incident->id;
  self->n_claims = incident->claims->len;
  set_n_rows (self->claims, self->claim_rows, incident->claims->len, self->draft,
              rs_claim_row_new);
  for (guint i = 0; i < incident->claims->len; i++)
    rs_claim_row_show (g_ptr_array_index (self->claim_rows, i), i);
  set_n_rows (self->sources, self->source_rows, incident->source_ids->len, self->draft,
              rs_source_row_new);
  for (guint i = 0; i < incident->source_ids->len; i++)
    rs_source_row_show (g_ptr_array_index (self->source_rows, i),
                        g_array_index (incident->source_ids, gint64, i));
  update_menu (self, incident);
  gtk_widget_set_visible (self->add_claim, writable);
  gtk_widget_set_visible (self->add_source, writable);
}

void
rs_incident_evidence_flush (RsIncidentEvidence *self)
{
  for (guint i = 0; i < self->claim_rows->len; i++)
    rs_claim_row_flush (g_ptr_array_index (self->claim_rows, i));
  for (guint i = 0; i < self->source_rows->len; i++)
    rs_source_row_flush (g_ptr_array_index (self->source_rows, i));
}

void
rs_incident_evidence_add_claim (RsIncidentEvidence *self)
{
  RsIncident *incident = get_incident (self);
  RsClaim *claim;

  if (!incident || !rs_incident_draft_is_writable (self->draft))
    return;
  claim = rs_claim_new ();
  claim->t_ms = RS_TIME_NONE;
  g_ptr_array_add (incident->claims, claim);
  rs_incident_draft_commit (self->draft, _ ("Add a claim to “%s”"));
  update (self);
  rs_claim_row_focus (g_ptr_array_index (self->claim_rows, self->claim_rows->len - 1));
}

static void
new_source_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RsIncidentEvidence *self = user_data;
  RsIncident *incident = get_incident (self);
  g_autoptr (RsSource) source = NULL;
  gint64 id = RS_DRAFT_NEW_SOURCE;

  if (!incident)
    return;
  source = rs_source_new ();
  rs_set_string (&source->title, _ ("New source"));
  source->t_ms = RS_TIME_NONE;
  g_array_append_val (incident->source_ids, id);
  rs_incident_draft_commit_with_source (self->draft, _ ("Add a source to “%s”"), source);
}

static void
add_source_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RsIncidentEvidence *self = user_data;
  RsIncident *incident = get_incident (self);
  gint64 id = g_variant_get_int64 (parameter);

  if (!incident || has_source (incident, id))
    return;
  g_array_append_val (incident->source_ids, id);
  rs_incident_draft_commit (self->draft, _ ("Add a source to “%s”"));
}

GtkWidget *
rs_incident_evidence_new (RsIncidentDraft *draft)
{
  static const GActionEntry entries[] = {
    { "new-source", new_source_cb },
    { "add-source", add_source_cb, "x" },
  };
  RsIncidentEvidence *self
      = g_object_new (RS_TYPE_INCIDENT_EVIDENCE, "orientation", GTK_ORIENTATION_VERTICAL,
                      "spacing", 18, NULL);

  self->draft = g_object_ref (draft);
  self->claims = rs_page_add_group (GTK_BOX (self), _ ("Claims"));
  self->add_claim = rs_page_create_button ("list-add-symbolic", _ ("Add a claim or a denial"));
  g_signal_connect_object (self->add_claim, "clicked", G_CALLBACK (rs_incident_evidence_add_claim),
                           self, G_CONNECT_SWAPPED);
  adw_preferences_group_set_header_suffix (self->claims, self->add_claim);

  self->sources = rs_page_add_group (GTK_BOX (self), _ ("Sources"));
  self->source_menu = g_menu_new ();
  self->add_source = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->add_source), "list-add-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->add_source),
                                  G_MENU_MODEL (self->source_menu));
  gtk_widget_add_css_class (self->add_source, "flat");
  gtk_widget_set_tooltip_text (self->add_source, _ ("Add a source"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add_source),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Add a source"), -1);
  adw_preferences_group_set_header_suffix (self->sources, self->add_source);

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "evidence", G_ACTION_GROUP (self->actions));
  g_signal_connect_object (draft, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

static void
rs_incident_evidence_dispose (GObject *object)
{
  RsIncidentEvidence *self = RS_INCIDENT_EVIDENCE (object);

  g_clear_object (&self->draft);
  g_clear_object (&self->source_menu);
  g_clear_object (&self->actions);
  G_OBJECT_CLASS (rs_incident_evidence_parent_class)->dispose (object);
}

static void
rs_incident_evidence_finalize (GObject *object)
{
  g_ptr_array_unref (RS_INCIDENT_EVIDENCE (object)->claim_rows);
  g_ptr_array_unref (RS_INCIDENT_EVIDENCE (object)->source_rows);
  G_OBJECT_CLASS (rs_incident_evidence_parent_class)->finalize (object);
}

static void
rs_incident_evidence_class_init (RsIncidentEvidenceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rs_incident_evidence_dispose;
  G_OBJECT_CLASS (klass)->finalize = rs_incident_evidence_finalize;
}

static void
rs_incident_evidence_init (RsIncidentEvidence *self)
{
  self->claim_rows = g_ptr_array_new ();
  self->source_rows = g_ptr_array_new ();
}
