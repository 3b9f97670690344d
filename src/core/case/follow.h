/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "case/case.h"

G_BEGIN_DECLS

/* A thread that looks once a second whether somebody else has changed a case that is open
 * read-only, and then reads it again. Borrows the case: to be freed before it. */
typedef struct _RsFollower RsFollower;

RsFollower *rs_follower_new (RsCase *document);
/* Ends the thread and waits for it: for as long as a read takes that is under way. */
void rs_follower_free (RsFollower *self);

G_END_DECLS
