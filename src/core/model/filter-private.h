/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/filter.h"

G_BEGIN_DECLS

void rs_filter_condition_free (RsFilterCondition *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsFilterCondition, rs_filter_condition_free)

/* (transfer full) (nullable): @value of @kind, understood; @error says what the kind takes. */
RsFilterCondition *rs_filter_value_parse (RsFilterKind kind, gboolean negated, const char *value,
                                          GError **error);

/* @conditions: (transfer full) (element-type RsFilterCondition): put in order, each once */
RsFilter *rs_filter_new_take (GPtrArray *conditions);

G_END_DECLS
