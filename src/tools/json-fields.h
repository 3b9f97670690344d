/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "base/geo.h"
#include "base/time.h"

G_BEGIN_DECLS

/* Reads members of JSON objects and keeps the first thing that is wrong, named by file and field;
 * after that every function gives an empty value, so that a reader need ask only at its end. @where
 * is the object's own name, "vessels[2]", "" for the root. Strings returned belong to the JSON. */
typedef struct
{
  const char *file; /* for messages; borrowed */
  GError *error;    /* (nullable): the first */
} JsonFields;

#define JSON_FIELDS_ERROR (json_fields_error_quark ())
GQuark json_fields_error_quark (void);
typedef enum
{
  JSON_FIELDS_ERROR_INVALID, /* missing, of the wrong type, out of range, or not known */
} JsonFieldsError;

/* Records that WHERE.NAME is wrong; the message ends with the formatted text. */
void json_fields_refuse (JsonFields *self, const char *where, const char *name, const char *format,
                         ...) G_GNUC_PRINTF (4, 5);

/* Refuses members that are not in @known, space separated: a misspelt name is not passed over. */
void json_fields_check (JsonFields *self, JsonObject *object, const char *where, const char *known);

/* @fallback: (nullable): for a member that is not there; %NULL: it must be. Never %NULL. */
const char *json_fields_text (JsonFields *self, JsonObject *object, const char *where,
                              const char *name, const char *fallback);

/* (transfer full): a text, or a list of paragraphs, joined by empty lines; "" if not there. */
char *json_fields_prose (JsonFields *self, JsonObject *object, const char *where, const char *name);

/* NAN if not there. */
double json_fields_number (JsonFields *self, JsonObject *object, const char *where,
                           const char *name, double min, double max);

gboolean json_fields_flag (JsonFields *self, JsonObject *object, const char *where,
                           const char *name);

/* ISO 8601, ms UTC; RS_TIME_NONE if not there. */
gint64 json_fields_time (JsonFields *self, JsonObject *object, const char *where, const char *name);

/* [latitude, longitude]; FALSE if not there. */
gboolean json_fields_place (JsonFields *self, JsonObject *object, const char *where,
                            const char *name, RsLatLon *out);

/* Objects of a list; (nullable) (transfer none): element @i, its own name put in @out_where. */
guint json_fields_count (JsonFields *self, JsonObject *object, const char *where, const char *name);
JsonObject *json_fields_item (JsonFields *self, JsonObject *object, const char *where,
                              const char *name, guint i, char **out_where);

/* (transfer full): texts of a list, in order; empty if not there. */
char **json_fields_texts (JsonFields *self, JsonObject *object, const char *where,
                          const char *name);

G_END_DECLS
