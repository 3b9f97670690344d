/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/json-records.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "formats/reader-private.h"

/* Nested objects followed, and brackets that a record may have: the parser below recurses. */
#define MAX_NESTED 5
#define MAX_DEPTH 32

void
rs_json_records_init (RsJsonRecords *self, RsInput *input, const RsJsonShape *shape)
{
  memset (self, 0, sizeof *self);
  self->input = input;
  self->shape = *shape;
  self->record = g_string_sized_new (1024);
  self->chunk = g_malloc (RS_SNIFF_BYTES);
  self->line = 1;
}

void
rs_json_records_clear (RsJsonRecords *self)
{
  g_string_free (self->record, TRUE);
  g_free (self->chunk);
}

/* What a record begins with. */
static inline char
get_opening (const RsJsonRecords *self)
{
  return self->shape.is_lists ? '[' : '{';
}

static void
begin_record (RsJsonRecords *self)
{
  g_string_truncate (self->record, 0);
  self->in_record = TRUE;
  self->in_list = self->in_rest = FALSE;
  self->too_long = FALSE;
  self->record_line = self->line;
}

/* What may stand between loose records: blanks, a comma, a byte order mark, the mark before each record of a text
 * sequence (RFC 7464). */
static gboolean
is_between (char c)
{
  return g_ascii_isspace (c) || strchr (",\x1e\xef\xbb\xbf", c) != NULL;
}

/* Takes one byte of what is no JSON between loose records; TRUE if that ends with it. */
static gboolean
take_rest (RsJsonRecords *self, char c)
{
  if (c == '\n')
    {
      self->in_record = FALSE;
      return TRUE;
    }
  if (self->record->len < RS_MAX_QUOTED_RECORD)
    g_string_append_c (self->record, c);
  return FALSE;
}

/* Takes one byte; TRUE if a record ends with it. */
static gboolean
take_byte (RsJsonRecords *self, char c)
{
  if (self->in_record && self->in_rest)
    return take_rest (self, c);
  if (self->shape.level == 0 && self->depth == 0 && !self->in_record && c != get_opening (self)
      && !is_between (c))
    {
      begin_record (self);
      self->in_list = c == '[' || c == '{';
      self->in_rest = !self->in_list;
      if (self->in_rest)
        return take_rest (self, c);
    }
  if (self->in_string)
    {
      if (self->escaped)
        self->escaped = FALSE;
      else if (c == '\\')
        self->escaped = TRUE;
      else if (c == '"')
        self->in_string = FALSE;
    }
  else if (c == '"')
    self->in_string = TRUE;
  else if (c == '{' || c == '[')
    {
      if (c == get_opening (self) && self->depth == self->shape.level && !self->in_record)
        begin_record (self);
      if (self->depth < 64)
        self->lists = (self->lists & ~(G_GUINT64_CONSTANT (1) << self->depth))
                      | (guint64) (c == '[') << self->depth;
      self->depth++;
    }
  if (self->in_record)
    {
      if (self->record->len < RS_MAX_QUOTED_RECORD)
        g_string_append_c (self->record, c);
      else
        self->too_long = TRUE;
      /* The parser would take comments, within which brackets were not counted here. */
      if (self->depth > self->shape.level + MAX_DEPTH
          || (!self->in_string && c != '"' && !g_ascii_isalnum (c) && !strchr ("{}[]:,+-. \t\r\n", c)))
        self->broken = TRUE;
    }
  if (!self->in_string && (c == '}' || c == ']') && self->depth > 0)
    {
      self->depth--;
      if (self->in_record && self->depth == self->shape.level)
        {
          self->in_record = FALSE;
          return TRUE;
        }
    }
  return FALSE;
}

/* Whether the innermost bracket that is open is that of a list. */
static gboolean
is_in_list (const RsJsonRecords *self)
{
  return self->depth > 0 && self->depth <= 64 && ((self->lists >> (self->depth - 1)) & 1) != 0;
}

static RsJsonResult
end_record (RsJsonRecords *self, gboolean closed, const char **out_reason)
{
  gboolean broken = self->broken;

  self->broken = FALSE;
  self->in_record = FALSE;
  if (self->in_list || self->in_rest)
    {
      *out_reason = "line is no JSON object";
      return RS_JSON_BAD;
    }
  if (closed && !self->too_long && !broken)
    {
      self->n_records++;
      return RS_JSON_RECORD;
    }
  *out_reason = self->too_long ? "line is too long" : self->at_end ? RS_REJECT_BREAKS_OFF : "JSON is not readable";
  return RS_JSON_BAD;
}

RsJsonResult
rs_json_records_next (RsJsonRecords *self, const char **out_reason, GError **error)
{
  for (;;)
    {
      while (self->pos < self->n_chunk)
        {
          char c = (char) self->chunk[self->pos];
          RsJsonResult result;
          gboolean ended;

          /* A loose record that is open where a line begins with a brace was cut; unless it is the first, and
           * a list in it has its objects there. */
          if (self->shape.level == 0 && self->in_record && c == get_opening (self)
              && self->record->len > 0
              && (self->n_records > 0 || !is_in_list (self))
              && self->record->str[self->record->len - 1] == '\n')
            {
              self->depth = 0;
              self->in_string = self->escaped = FALSE;
              return end_record (self, FALSE, out_reason);
            }
          self->pos++;
          ended = take_byte (self, c);
          self->line += c == '\n' && self->line < G_MAXUINT32;
          if (!ended)
            continue;
          result = end_record (self, TRUE, out_reason);
          if (result != RS_JSON_RECORD || self->n_records > 1 || !self->shape.has_header)
            return result;
        }
      {
        gssize got = rs_input_read (self->input, self->chunk, RS_SNIFF_BYTES, error);

        if (got < 0)
          return RS_JSON_ERROR;
        self->pos = 0;
        self->n_chunk = (gsize) got;
        self->at_end = got == 0;
        if (got == 0)
          return self->in_record ? end_record (self, FALSE, out_reason) : RS_JSON_END;
      }
    }
}

void
rs_json_table_init (RsJsonTable *self)
{
  memset (self, 0, sizeof *self);
  self->paths = g_ptr_array_new_with_free_func (g_free);
  self->by_path = g_hash_table_new (g_str_hash, g_str_equal);
  self->texts = g_string_chunk_new (1024);
}

void
rs_json_table_clear (RsJsonTable *self)
{
  g_hash_table_unref (self->by_path);
  g_ptr_array_unref (self->paths);
  g_string_chunk_free (self->texts);
}

static guint
add_path (RsJsonTable *self, const char *path)
{
  char *owned = g_strdup (path);

  g_ptr_array_add (self->paths, owned);
  g_hash_table_insert (self->by_path, owned, GUINT_TO_POINTER (self->paths->len));
  return self->paths->len;
}

/* (nullable): a value that is a text or a number, in @number for the call; and whether that is written with a
 * point. */
static const char *
get_text (JsonNode *node, char number[G_ASCII_DTOSTR_BUF_SIZE], gboolean *out_point)
{
  GType type = json_node_get_value_type (node);

  *out_point = type == G_TYPE_DOUBLE;
  if (type == G_TYPE_STRING)
    return json_node_get_string (node);
  if (type == G_TYPE_DOUBLE)
    return g_ascii_formatd (number, G_ASCII_DTOSTR_BUF_SIZE, "%.15g", json_node_get_double (node));
  if (type != G_TYPE_INT64)
    return NULL;
  g_snprintf (number, G_ASCII_DTOSTR_BUF_SIZE, "%" G_GINT64_FORMAT, json_node_get_int (node));
  return number;
}

static void
set_cell (RsJsonTable *self, guint index, const char *text)
{
  /* The first that says something wins: a message before what surrounds it. */
  if (self->cells[index].len > 0 || text[0] == '\0')
    return;
  self->cells[index].text = g_string_chunk_insert (self->texts, text);
  self->cells[index].len = strlen (text);
}

static void
set_value (RsJsonTable *self, const char *path, JsonNode *node)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  gboolean has_point;
  const char *text = get_text (node, number, &has_point);
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_path, path));

  if (!text || (index == 0 && (self->closed || self->paths->len == RS_MAX_COLUMNS)))
    return;
  if (index == 0)
    index = add_path (self, path);
  set_cell (self, index - 1, text);
  self->has_point[index - 1] = self->has_point[index - 1] || has_point;
}

/* The values of a list, by their places; those of the first are the names of all. */
static void
take_list (RsJsonTable *self, JsonArray *list)
{
  guint n = MIN (json_array_get_length (list), RS_MAX_COLUMNS);
  gboolean is_first = self->paths->len == 0 && !self->closed;

  for (guint i = 0; i < n; i++)
    {
      JsonNode *node = json_array_get_element (list, i);
      char number[G_ASCII_DTOSTR_BUF_SIZE];
      gboolean has_point = FALSE;
      const char *text = JSON_NODE_HOLDS_VALUE (node) ? get_text (node, number, &has_point) : NULL;

      if (is_first)
        add_path (self, text ? text : "");
      if (!text || i >= self->paths->len)
        continue;
      set_cell (self, i, text);
      self->has_point[i] = has_point;
    }
}

/* "Message.PositionReport" and "Message.StaticDataReport.ReportB" are both the message. */
static gboolean
is_message_part (const char *prefix, const char *name)
{
  return strcmp (prefix, "Message.") == 0
         && (strcmp (name, "ReportA") == 0 || strcmp (name, "ReportB") == 0);
}

static void
flatten (RsJsonTable *self, JsonObject *object, const char *prefix, guint nested, const char *message)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &node))
    {
      g_autofree char *path = NULL;

      if (JSON_NODE_HOLDS_OBJECT (node))
        {
          if (nested == MAX_NESTED)
            continue;
          path = (message && strcmp (prefix, "Message.") == 0 && strcmp (name, message) == 0)
                         || (message && is_message_part (prefix, name))
                     ? g_strdup (prefix)
                     : g_strconcat (prefix, name, ".", NULL);
          flatten (self, json_node_get_object (node), path, nested + 1, message);
        }
      else if (JSON_NODE_HOLDS_VALUE (node))
        {
          path = g_strconcat (prefix,
                              message && strcmp (prefix, "Message.") == 0
                                      && strcmp (name, "ShipType") == 0
                                  ? "Type"
                                  : name,
                              NULL);
          set_value (self, path, node);
        }
    }
}

/* aisstream says beside a message what it knows of the ship's name. */
static void
borrow_name (RsJsonTable *self)
{
  guint own = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_path, "Message.Name"));
  guint aside = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_path, "MetaData.ShipName"));

  self->has_borrowed_name = own > 0 && aside > 0 && self->cells[own - 1].len == 0
                            && self->cells[aside - 1].len > 0;
  if (self->has_borrowed_name)
    self->cells[own - 1] = self->cells[aside - 1];
}

gboolean
rs_json_table_take (RsJsonTable *self, const char *text, gsize len)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  const char *message = NULL;
  JsonObject *object;
  JsonNode *root, *type;

  for (guint i = 0; i < self->paths->len; i++)
    {
      self->cells[i] = (RsCell) { "", 0 };
      self->has_point[i] = FALSE;
    }
  g_string_chunk_clear (self->texts);
  if (!g_utf8_validate (text, (gssize) len, NULL)
      || !json_parser_load_from_data (parser, text, (gssize) len, NULL))
    return FALSE;
  root = json_parser_get_root (parser);
  if (root && JSON_NODE_HOLDS_ARRAY (root))
    {
      take_list (self, json_node_get_array (root));
      return TRUE;
    }
  if (!root || !JSON_NODE_HOLDS_OBJECT (root))
    return FALSE;
  object = json_node_get_object (root);
  type = json_object_get_member (object, "MessageType");
  if (type && JSON_NODE_HOLDS_VALUE (type) && json_node_get_value_type (type) == G_TYPE_STRING)
    message = json_node_get_string (type);
  flatten (self, object, "", 0, message);
  borrow_name (self);
  return TRUE;
}
