/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "case/edit.h"
#include "store/store.h"

G_BEGIN_DECLS

/* Writes a valid edit to a store in one transaction; the ids of new records are in @edit after
 * success. Fails with %RS_CASE_ERROR_NOT_FOUND for a record that is not there, with
 * %RS_CASE_ERROR_INVALID for a reference to nothing and for the deletion of what is referred to,
 * and with what the store says. Blocks. */
gboolean rs_apply_edit (RsStore *store, RsEdit *edit, GError **error);

G_END_DECLS
