/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/options.h"

G_BEGIN_DECLS

/* The options that say how a file is to be read, for each subcommand that reads one. Owned strings. */
typedef struct
{
  char *layout, *map, *zone, *encoding, *delimiter, *header;
} RsReadArgs;

#define RS_READ_ARGS 6

/* (out caller-allocates) (array length=RS_READ_ARGS): entries that fill @self. */
void rs_read_args_get_entries (RsReadArgs *self, GOptionEntry *out);

/* What was given as options, which borrow from @self; prints what is wrong and returns %FALSE. */
gboolean rs_read_args_get_options (const RsReadArgs *self, RsReadOptions *out);
void rs_read_args_clear (RsReadArgs *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RsReadArgs, rs_read_args_clear)

G_END_DECLS
