/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tools/sample.h"

#include <math.h>
#include <string.h>

#include "places/gazetteer.h"
#include "tools/json-fields.h"

/* What the reader needs beside the sample: which key is which record. */
typedef struct
{
  JsonFields fields;
  Sample *sample;
  GHashTable *source_ids; /* key to negative id */
  GHashTable *vessel_ids;
  gint n_records;
} Reader;

static void
stay_free (SampleStay *self)
{
  g_free (self->where);
  g_free (self->port);
  g_free (self->title);
  g_free (self->detail);
  g_free (self->voyage_detail);
  g_free (self);
}

static void
vessel_free (SampleVessel *self)
{
  rs_vessel_free (self->record);
  g_ptr_array_unref (self->stays);
  g_array_unref (self->fixes);
  g_free (self);
}

void
sample_free (Sample *self)
{
  g_free (self->file);
  g_free (self->title);
  g_free (self->description);
  g_free (self->zone);
  g_ptr_array_unref (self->sources);
  g_ptr_array_unref (self->vessels);
  g_ptr_array_unref (self->events);
  g_ptr_array_unref (self->incidents);
  g_free (self);
}

static void
set_text (char **slot, const char *text)
{
  g_free (*slot);
  *slot = g_strdup (text);
}

static void
set_prose (char **slot, char *text)
{
  g_free (*slot);
  *slot = text;
}

/* Notes the id that the record will have within the edit. */
static void
take_key (Reader *r, GHashTable *keys, JsonObject *object, const char *where)
{
  const char *key = json_fields_text (&r->fields, object, where, "key", NULL);

  if (!g_hash_table_insert (keys, g_strdup (key), GINT_TO_POINTER (-++r->n_records)))
    json_fields_refuse (&r->fields, where, "key", "“%s” is there twice", key);
}

static gint64
find_id (Reader *r, GHashTable *keys, const char *key, const char *where, const char *name)
{
  gint id = GPOINTER_TO_INT (g_hash_table_lookup (keys, key));

  if (id == 0)
    json_fields_refuse (&r->fields, where, name, "there is no “%s”", key);
  return id;
}

/* The source that an object names, 0 none. */
static gint64
read_source_id (Reader *r, JsonObject *object, const char *where)
{
  const char *key = json_fields_text (&r->fields, object, where, "source", "");

  return *key ? find_id (r, r->source_ids, key, where, "source") : 0;
}

static const char *
read_port (Reader *r, JsonObject *object, const char *where)
{
  const char *id = json_fields_text (&r->fields, object, where, "port", NULL);

  if (*id && !rs_gazetteer_get (id))
    json_fields_refuse (&r->fields, where, "port", "the gazetteer has no “%s”", id);
  return id;
}

static void
read_source (Reader *r, JsonObject *o, const char *where)
{
  RsSource *source = rs_source_new ();
  const char *rating;

  json_fields_check (&r->fields, o, where, "key title publisher url date reliability note");
  g_ptr_array_add (r->sample->sources, source);
  take_key (r, r->source_ids, o, where);
  set_text (&source->title, json_fields_text (&r->fields, o, where, "title", NULL));
  set_text (&source->publisher, json_fields_text (&r->fields, o, where, "publisher", NULL));
  set_text (&source->url, json_fields_text (&r->fields, o, where, "url", ""));
  set_prose (&source->note, json_fields_prose (&r->fields, o, where, "note"));
  source->t_ms = json_fields_time (&r->fields, o, where, "date");
  rating = json_fields_text (&r->fields, o, where, "reliability", "");
  if (*rating && (strlen (rating) != 1 || *rating < 'A' || *rating > 'F'))
    json_fields_refuse (&r->fields, where, "reliability", "“%s” is not one of A to F", rating);
  source->reliability = *rating;
}

static void
read_stay (Reader *r, SampleVessel *vessel, JsonObject *o, const char *where)
{
  SampleStay *stay = g_new0 (SampleStay, 1);
  const char *provenance;

  json_fields_check (&r->fields, o, where,
                     "port at anchored arrive depart stay_hours speed_kn title detail voyage_detail "
                     "source provenance");
  g_ptr_array_add (vessel->stays, stay);
  stay->where = g_strdup (where);
  stay->port = g_strdup (read_port (r, o, where));
  if (!json_fields_place (&r->fields, o, where, "at", &stay->at) && !r->fields.error)
    stay->at = rs_gazetteer_get (stay->port)->roadstead;
  stay->anchored = json_fields_flag (&r->fields, o, where, "anchored");
  stay->arrive_ms = json_fields_time (&r->fields, o, where, "arrive");
  stay->depart_ms = json_fields_time (&r->fields, o, where, "depart");
  stay->stay_h = json_fields_number (&r->fields, o, where, "stay_hours", 0.1, 1000);
  stay->speed_kn = json_fields_number (&r->fields, o, where, "speed_kn", 3, 14);
  stay->title = g_strdup (json_fields_text (&r->fields, o, where, "title", ""));
  stay->detail = json_fields_prose (&r->fields, o, where, "detail");
  stay->voyage_detail = json_fields_prose (&r->fields, o, where, "voyage_detail");
  stay->source_id = read_source_id (r, o, where);
  provenance = json_fields_text (&r->fields, o, where, "provenance", "reconstructed");
  if (!rs_provenance_from_string (provenance, &stay->provenance))
    json_fields_refuse (&r->fields, where, "provenance", "there is no “%s”", provenance);
}

static void
read_vessel (Reader *r, JsonObject *o, const char *where)
{
  SampleVessel *vessel = g_new0 (SampleVessel, 1);
  double type, color;
  guint n;

  json_fields_check (&r->fields, o, where, "key name unnamed flag ship_type color note stays");
  vessel->record = rs_vessel_new ();
  vessel->stays = g_ptr_array_new_with_free_func ((GDestroyNotify) stay_free);
  vessel->fixes = g_array_new (FALSE, FALSE, sizeof (RsFix));
  g_ptr_array_add (r->sample->vessels, vessel);
  take_key (r, r->vessel_ids, o, where);
  set_text (&vessel->record->name, json_fields_text (&r->fields, o, where, "name", NULL));
  set_text (&vessel->record->flag, json_fields_text (&r->fields, o, where, "flag", ""));
  set_prose (&vessel->record->note, json_fields_prose (&r->fields, o, where, "note"));
  vessel->record->unnamed = json_fields_flag (&r->fields, o, where, "unnamed");
  type = json_fields_number (&r->fields, o, where, "ship_type", 0, 99);
  vessel->record->ship_type = isnan (type) ? 0 : (gint) type;
  color = json_fields_number (&r->fields, o, where, "color", 0, 6);
  vessel->record->color = isnan (color) ? -1 : (gint) color;

  n = json_fields_count (&r->fields, o, where, "stays");
  for (guint i = 0; i < n && !r->fields.error; i++)
    {
      g_autofree char *inner = NULL;
      JsonObject *item = json_fields_item (&r->fields, o, where, "stays", i, &inner);

      read_stay (r, vessel, item, inner);
    }
  if (n < 2)
    json_fields_refuse (&r->fields, where, "stays", "a vessel needs two stays at least");
}

static void
read_policy (Reader *r, JsonObject *o, const char *where)
{
  RsEvent *event = rs_event_new ();

  json_fields_check (&r->fields, o, where, "from to title detail source");
  g_ptr_array_add (r->sample->events, event);
  event->kind = RS_EVENT_POLICY;
  event->provenance = RS_ASSERTED;
  event->from_ms = json_fields_time (&r->fields, o, where, "from");
  event->to_ms = json_fields_time (&r->fields, o, where, "to");
  if (event->from_ms == RS_TIME_NONE)
    json_fields_refuse (&r->fields, where, "from", "it is missing");
  if (event->to_ms == RS_TIME_NONE)
    event->to_ms = event->from_ms;
  set_text (&event->title, json_fields_text (&r->fields, o, where, "title", NULL));
  set_prose (&event->detail, json_fields_prose (&r->fields, o, where, "detail"));
  event->source_id = read_source_id (r, o, where);
}

static void
read_claim (Reader *r, RsIncident *incident, JsonObject *o, const char *where)
{
  RsClaim *claim = rs_claim_new ();
  const char *stance;
  double credibility;

  json_fields_check (&r->fields, o, where, "speaker stance text date source credibility");
  g_ptr_array_add (incident->claims, claim);
  set_text (&claim->speaker, json_fields_text (&r->fields, o, where, "speaker", NULL));
  set_prose (&claim->text, json_fields_prose (&r->fields, o, where, "text"));
  stance = json_fields_text (&r->fields, o, where, "stance", NULL);
  if (!rs_stance_from_string (stance, &claim->stance))
    json_fields_refuse (&r->fields, where, "stance", "there is no “%s”", stance);
  claim->t_ms = json_fields_time (&r->fields, o, where, "date");
  claim->source_id = read_source_id (r, o, where);
  credibility = json_fields_number (&r->fields, o, where, "credibility", 1, 6);
  claim->credibility = isnan (credibility) ? 0 : (gint) credibility;
}

static void
read_incident (Reader *r, JsonObject *o, const char *where)
{
  RsIncident *incident = rs_incident_new ();
  const char *kind;

  json_fields_check (&r->fields, o, where,
                     "title kind at from to narrative vessels ports sources claims");
  g_ptr_array_add (r->sample->incidents, incident);
  set_text (&incident->title, json_fields_text (&r->fields, o, where, "title", NULL));
  set_prose (&incident->narrative, json_fields_prose (&r->fields, o, where, "narrative"));
  kind = json_fields_text (&r->fields, o, where, "kind", NULL);
  if (!rs_incident_kind_from_string (kind, &incident->kind))
    json_fields_refuse (&r->fields, where, "kind", "there is no “%s”", kind);
  incident->has_place = json_fields_place (&r->fields, o, where, "at", &incident->place);
  incident->from_ms = json_fields_time (&r->fields, o, where, "from");
  incident->to_ms = json_fields_time (&r->fields, o, where, "to");

  g_auto (GStrv) vessels = json_fields_texts (&r->fields, o, where, "vessels");
  g_auto (GStrv) ports = json_fields_texts (&r->fields, o, where, "ports");
  g_auto (GStrv) sources = json_fields_texts (&r->fields, o, where, "sources");

  for (char **key = vessels; *key; key++)
    {
      gint64 id = find_id (r, r->vessel_ids, *key, where, "vessels");

      g_array_append_val (incident->vessel_ids, id);
    }
  for (char **id = ports; *id; id++)
    {
      if (!rs_gazetteer_get (*id))
        json_fields_refuse (&r->fields, where, "ports", "the gazetteer has no “%s”", *id);
      g_ptr_array_add (incident->ports, g_strdup (*id));
    }
  for (char **key = sources; *key; key++)
    {
      gint64 id = find_id (r, r->source_ids, *key, where, "sources");

      g_array_append_val (incident->source_ids, id);
    }
  for (guint i = 0, n = json_fields_count (&r->fields, o, where, "claims");
       i < n && !r->fields.error; i++)
    {
      g_autofree char *inner = NULL;
      JsonObject *item = json_fields_item (&r->fields, o, where, "claims", i, &inner);

      read_claim (r, incident, item, inner);
    }
}

static void
read_list (Reader *r, JsonObject *root, const char *name,
           void (*read) (Reader *r, JsonObject *object, const char *where))
{
  for (guint i = 0, n = json_fields_count (&r->fields, root, "", name); i < n && !r->fields.error;
       i++)
    {
      g_autofree char *where = NULL;
      JsonObject *item = json_fields_item (&r->fields, root, "", name, i, &where);

      if (item)
        read (r, item, where);
    }
}

Sample *
sample_read (const char *file, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (Sample) sample = NULL;
  g_autofree char *name = g_path_get_basename (file);
  Reader r = { .fields = { name, NULL } };
  JsonObject *root;

  if (!json_parser_load_from_file (parser, file, error))
    {
      g_prefix_error (error, "%s: ", name);
      return NULL;
    }
  sample = g_new0 (Sample, 1);
  sample->file = g_strdup (name);
  sample->sources = g_ptr_array_new_with_free_func ((GDestroyNotify) rs_source_free);
  sample->vessels = g_ptr_array_new_with_free_func ((GDestroyNotify) vessel_free);
  sample->events = g_ptr_array_new_with_free_func ((GDestroyNotify) rs_event_free);
  sample->incidents = g_ptr_array_new_with_free_func ((GDestroyNotify) rs_incident_free);
  r.sample = sample;
  r.source_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  r.vessel_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (!JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    json_fields_refuse (&r.fields, "", "", "it should be an object");
  else
    {
      root = json_node_get_object (json_parser_get_root (parser));
      json_fields_check (&r.fields, root, "",
                         "title description zone sources vessels policy incidents");
      sample->title = g_strdup (json_fields_text (&r.fields, root, "", "title", NULL));
      sample->description = json_fields_prose (&r.fields, root, "", "description");
      sample->zone = g_strdup (json_fields_text (&r.fields, root, "", "zone", ""));
      read_list (&r, root, "sources", read_source);
      read_list (&r, root, "vessels", read_vessel);
      read_list (&r, root, "policy", read_policy);
      read_list (&r, root, "incidents", read_incident);
    }
  g_hash_table_unref (r.source_ids);
  g_hash_table_unref (r.vessel_ids);
  if (r.fields.error)
    {
      g_propagate_error (error, r.fields.error);
      return NULL;
    }
  return g_steal_pointer (&sample);
}
