/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tools/json-fields.h"

#include <math.h>
#include <string.h>

G_DEFINE_QUARK (json-fields-error-quark, json_fields_error)

void
json_fields_refuse (JsonFields *self, const char *where, const char *name, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  if (self->error)
    return;
  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (&self->error, JSON_FIELDS_ERROR, JSON_FIELDS_ERROR_INVALID, "%s: %s%s%s: %s",
               self->file, where, *where && *name ? "." : "", name, text);
}

void
json_fields_check (JsonFields *self, JsonObject *object, const char *where, const char *known)
{
  g_auto (GStrv) names = g_strsplit (known, " ", -1);
  g_autoptr (GList) members = object ? json_object_get_members (object) : NULL;

  for (GList *m = members; m; m = m->next)
    if (!g_strv_contains ((const char *const *) names, m->data))
      json_fields_refuse (self, where, m->data, "there is no such field; known are %s", known);
}

/* The member if it is there and of the wanted type. */
static JsonNode *
get (JsonFields *self, JsonObject *object, const char *where, const char *name, JsonNodeType type,
     const char *wanted)
{
  JsonNode *node = object && !self->error ? json_object_get_member (object, name) : NULL;

  if (node && JSON_NODE_TYPE (node) != type)
    {
      json_fields_refuse (self, where, name, "it should be %s", wanted);
      return NULL;
    }
  return node;
}

const char *
json_fields_text (JsonFields *self, JsonObject *object, const char *where, const char *name,
                  const char *fallback)
{
  JsonNode *node = get (self, object, where, name, JSON_NODE_VALUE, "a text");

  if (node && json_node_get_value_type (node) != G_TYPE_STRING)
    json_fields_refuse (self, where, name, "it should be a text");
  else if (node)
    return json_node_get_string (node);
  else if (!fallback)
    json_fields_refuse (self, where, name, "it is missing");
  return fallback ? fallback : "";
}

char **
json_fields_texts (JsonFields *self, JsonObject *object, const char *where, const char *name)
{
  JsonNode *node = get (self, object, where, name, JSON_NODE_ARRAY, "a list of texts");
  JsonArray *array = node ? json_node_get_array (node) : NULL;
  guint n = array ? json_array_get_length (array) : 0;
  g_auto (GStrv) texts = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    {
      JsonNode *item = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_VALUE (item) || json_node_get_value_type (item) != G_TYPE_STRING)
        json_fields_refuse (self, where, name, "item %u should be a text", i);
      texts[i] = g_strdup (self->error ? "" : json_node_get_string (item));
    }
  return g_steal_pointer (&texts);
}

char *
json_fields_prose (JsonFields *self, JsonObject *object, const char *where, const char *name)
{
  JsonNode *node = object ? json_object_get_member (object, name) : NULL;
  g_auto (GStrv) texts = NULL;

  if (!node || !JSON_NODE_HOLDS_ARRAY (node))
    return g_strdup (json_fields_text (self, object, where, name, ""));
  texts = json_fields_texts (self, object, where, name);
  return g_strjoinv ("\n\n", texts);
}

double
json_fields_number (JsonFields *self, JsonObject *object, const char *where, const char *name,
                    double min, double max)
{
  JsonNode *node = get (self, object, where, name, JSON_NODE_VALUE, "a number");
  GType type = node ? json_node_get_value_type (node) : G_TYPE_NONE;
  double value;

  if (!node)
    return NAN;
  if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
    {
      json_fields_refuse (self, where, name, "it should be a number");
      return NAN;
    }
  value = json_node_get_double (node);
  if (!(value >= min && value <= max))
    json_fields_refuse (self, where, name, "%g is not between %g and %g", value, min, max);
  return value;
}

gboolean
json_fields_flag (JsonFields *self, JsonObject *object, const char *where, const char *name)
{
  JsonNode *node = get (self, object, where, name, JSON_NODE_VALUE, "true or false");

  if (node && json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    json_fields_refuse (self, where, name, "it should be true or false");
  return node && !self->error && json_node_get_boolean (node);
}

gint64
json_fields_time (JsonFields *self, JsonObject *object, const char *where, const char *name)
{
  const char *text = json_fields_text (self, object, where, name, "");
  gint64 t_ms = RS_TIME_NONE;

  if (*text && !rs_time_parse (text, &t_ms))
    {
      json_fields_refuse (self, where, name, "“%s” is no time such as 2024-03-07T06:00Z", text);
      return RS_TIME_NONE;
    }
  return t_ms;
}

gboolean
json_fields_place (JsonFields *self, JsonObject *object, const char *where, const char *name,
                   RsLatLon *out)
{
  JsonNode *node = get (self, object, where, name, JSON_NODE_ARRAY, "[latitude, longitude]");
  JsonArray *array = node ? json_node_get_array (node) : NULL;
  double values[2];

  if (!array)
    return FALSE;
  if (json_array_get_length (array) != 2)
    {
      json_fields_refuse (self, where, name, "it should be [latitude, longitude]");
      return FALSE;
    }
  for (guint i = 0; i < 2; i++)
    {
      JsonNode *item = json_array_get_element (array, i);
      double limit = i == 0 ? 90 : 180;

      if (!JSON_NODE_HOLDS_VALUE (item)
          || (json_node_get_value_type (item) != G_TYPE_DOUBLE
              && json_node_get_value_type (item) != G_TYPE_INT64))
        {
          json_fields_refuse (self, where, name, "it should be [latitude, longitude]");
          return FALSE;
        }
      values[i] = json_node_get_double (item);
      if (!(fabs (values[i]) <= limit))
        {
          json_fields_refuse (self, where, name, "%g is not within %g degrees", values[i], limit);
          return FALSE;
        }
    }
  out->lat_deg = values[0];
  out->lon_deg = rs_lon_wrap (values[1]);
  return TRUE;
}

guint
json_fields_count (JsonFields *self, JsonObject *object, const char *where, const char *name)
{
  JsonNode *node = get (self, object, where, name, JSON_NODE_ARRAY, "a list of objects");

  return node ? json_array_get_length (json_node_get_array (node)) : 0;
}

JsonObject *
json_fields_item (JsonFields *self, JsonObject *object, const char *where, const char *name,
                  guint i, char **out_where)
{
  JsonNode *item = json_array_get_element (json_object_get_array_member (object, name), i);

  *out_where = g_strdup_printf ("%s%s%s[%u]", where, *where ? "." : "", name, i);
  if (!JSON_NODE_HOLDS_OBJECT (item))
    {
      json_fields_refuse (self, *out_where, "", "it should be an object");
      return NULL;
    }
  return json_node_get_object (item);
}
