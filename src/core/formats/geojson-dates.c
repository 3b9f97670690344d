/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/geojson-dates.h"

#include <string.h>

#include "formats/geojson-lists.h"
#include "formats/json-pull.h"

/* Tokens between two looks at the cancellable. */
#define TOKENS_PER_LOOK 4096

typedef struct
{
  RsDateOrder *order;
  guint64 n_times;
  gboolean is_time; /* the value of the key at hand is one, or a list of them */
  guint list_depth; /* of the list of times at hand, 0 none */
} Weighing;

static void
take (Weighing *self, RsJson *json, RsJsonToken token)
{
  gsize len;
  const char *text = rs_json_get_text (json, &len);

  switch (token)
    {
    case RS_JSON_KEY:
      self->is_time = rs_geojson_lists_is_times (text) || rs_geojson_lists_is_span (text)
                      || rs_field_from_word (text, len) == RS_FIELD_TIME;
      return;
    case RS_JSON_STRING:
      if (self->is_time || self->list_depth > 0)
        {
          rs_value_trim (&text, &len);
          rs_date_order_add (self->order, text, len, rs_json_get_line (json));
        }
      G_GNUC_FALLTHROUGH;
    case RS_JSON_NUMBER:
      self->n_times += self->is_time || self->list_depth > 0;
      break;
    case RS_JSON_BEGIN_ARRAY:
      if (self->is_time && self->list_depth == 0)
        self->list_depth = rs_json_get_depth (json);
      break;
    case RS_JSON_END_ARRAY:
      if (rs_json_get_depth (json) < self->list_depth)
        self->list_depth = 0;
      break;
    case RS_JSON_BEGIN_OBJECT:
    case RS_JSON_END_OBJECT:
    case RS_JSON_TRUE:
    case RS_JSON_FALSE:
    case RS_JSON_NULL:
    case RS_JSON_ERROR:
    case RS_JSON_END:
    default:
      break;
    }
  self->is_time = FALSE;
}

/* All of an input, until its JSON is bad. FALSE: it cannot be read, or was cancelled. */
static gboolean
weigh (Weighing *self, RsInput *input, gboolean by_line, GCancellable *cancellable, GError **error)
{
  g_autoptr (RsJson) json = rs_json_new (input);

  rs_json_set_by_line (json, by_line);
  for (guint64 n = 1;; n++)
    {
      g_autoptr (GError) failure = NULL;
      RsJsonToken token = rs_json_next (json, &failure);

      if (token == RS_JSON_END)
        return TRUE;
      if (token == RS_JSON_ERROR && by_line
          && g_error_matches (failure, RS_READ_ERROR, RS_READ_ERROR_DAMAGED))
        {
          self->list_depth = 0;
          self->is_time = FALSE;
          if (!rs_json_resync (json, error))
            return FALSE;
        }
      else if (g_error_matches (failure, RS_READ_ERROR, RS_READ_ERROR_DAMAGED))
        return TRUE;
      else if (failure)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      else
        take (self, json, token);
      if (n % TOKENS_PER_LOOK == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
}

gboolean
rs_geojson_weigh_dates (RsReadContext *context, gboolean by_line, RsDateOrder *out, GError **error)
{
  Weighing beginning = { .order = out }, all = { .order = out };
  g_autoptr (RsInput) head = NULL, again = NULL;
  gsize n;
  const guint8 *bytes = rs_input_peek (context->input, RS_SNIFF_BYTES, &n, error);

  memset (out, 0, sizeof *out);
  if (!bytes)
    return FALSE;
  head = rs_input_new_for_bytes (bytes, n);
  if (!weigh (&beginning, head, by_line, NULL, error))
    return FALSE;
  if (beginning.n_times > 0 && rs_date_order_result (out) == RS_DATE_ORDER_NONE)
    return TRUE;
  memset (out, 0, sizeof *out);
  again = rs_input_reopen (context->input, error);
  return again && weigh (&all, again, by_line, context->cancellable, error);
}
