/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "case/edit.h"

G_BEGIN_DECLS

typedef enum
{
  RS_EDIT_PUT,
  RS_EDIT_DELETE,
  RS_EDIT_REMOVE_IMPORT,
  RS_EDIT_SET,
} RsEditAction;

/* One change of an edit. */
typedef struct
{
  RsEditAction action;
  RsRecordKind kind; /* of put and delete */
  gpointer record;   /* put: owned, of that kind */
  gint64 id;         /* put: 0 until it is known; delete, remove: of what */
  char *key;         /* set */
  char *value;       /* set */
} RsEditStep;

/* (element-type RsEditStep): in order. */
GArray *rs_edit_get_steps (RsEdit *self);
/* (element-type guint): for each put, the index of its step: what negative ids count in. */
GArray *rs_edit_get_puts (RsEdit *self);

/**
 * rs_edit_validate:
 * @error: %RS_CASE_ERROR_INVALID; the message names the field and the value
 *
 * Everything that can be told without the case: ranges, order of times, counts, valid UTF-8. Any
 * thread.
 */
gboolean rs_edit_validate (RsEdit *self, GError **error);

G_END_DECLS
