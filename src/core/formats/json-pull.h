/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/input.h"

G_BEGIN_DECLS

/* JSON as a stream of tokens (RFC 8259), of a file of any size: no tree, memory bounded by the longest
 * string kept. Several values may follow each other: newline-delimited JSON, and text sequences with
 * their record separators (RFC 7464). One thread. */
typedef struct _RsJson RsJson;

typedef enum
{
  RS_JSON_ERROR, /* @error is set: no JSON, or the file cannot be read */
  RS_JSON_END,   /* of the file, between values */
  RS_JSON_BEGIN_OBJECT,
  RS_JSON_END_OBJECT,
  RS_JSON_BEGIN_ARRAY,
  RS_JSON_END_ARRAY,
  RS_JSON_KEY,
  RS_JSON_STRING,
  RS_JSON_NUMBER,
  RS_JSON_TRUE,
  RS_JSON_FALSE,
  RS_JSON_NULL, /* also NaN and Infinity, which are no JSON but are written by many */
} RsJsonToken;

/* Objects and arrays within each other. */
#define RS_JSON_MAX_DEPTH 64

/* @input: borrowed */
RsJson *rs_json_new (RsInput *input);
void rs_json_free (RsJson *self);

/* Each value stands in one line: a line end within one is a fault, which rs_json_resync () mends. */
void rs_json_set_by_line (RsJson *self, gboolean by_line);

/* The next token. Blocks. On a fault of the JSON: %RS_READ_ERROR_DAMAGED with line, column and what is
 * wrong. */
RsJsonToken rs_json_next (RsJson *self, GError **error);

/* Text of the key, the string (escapes resolved, at most RS_MAX_LINE bytes, any bytes) or the number as
 * it is written; terminated; until the next call. */
const char *rs_json_get_text (RsJson *self, gsize *out_len);

/* Where the token at hand begins, from 1; the column in bytes. */
guint32 rs_json_get_line (RsJson *self);
guint32 rs_json_get_column (RsJson *self);

/* Objects and arrays that are open. */
guint rs_json_get_depth (RsJson *self);

/* After a fault: whether it is that the file ends. */
gboolean rs_json_is_cut (RsJson *self);

/* Reads on to the end of the value that @token, the token at hand, begins. */
gboolean rs_json_skip (RsJson *self, RsJsonToken token, GError **error);

/* After a fault, or within a value: passes over the rest of the line; what follows is a new value. */
gboolean rs_json_resync (RsJson *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsJson, rs_json_free)

G_END_DECLS
