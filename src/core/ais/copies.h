/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/fix.h"

G_BEGIN_DECLS

/* Joins the copies of one transmission that several receivers heard: the same payload within
 * %RS_AIS_COPY_MS of the first, before it or after, is one fix, and RS_FIX_COPIES_MASK of its flags
 * counts the further ones (63: that many or more). The fix is the first of the file: its line, its
 * time. Without times the same payload within %RS_AIS_COPY_MESSAGES fixes is a copy.
 *
 * A ship sends the same bits again later: types 1 to 3 and 18 say their second and their slot, which
 * come again after a minute at the earliest; so the window is half of that.
 *
 * Fixes are handed on in the order of the file once no copy can come; at most %RS_AIS_COPY_WAITING
 * wait. One thread. */
#define RS_AIS_COPY_MS (30 * RS_SECOND_MS)
#define RS_AIS_COPY_MESSAGES 256
#define RS_AIS_COPY_WAITING 65536

/* Whether a fix is a copy, and of one that another station heard: two that are named, and differ. */
typedef enum
{
  RS_AIS_COPY_NONE,
  RS_AIS_COPY_AGAIN,
  RS_AIS_COPY_ELSEWHERE,
  RS_N_AIS_COPIES
} RsAisCopy;

typedef struct _RsAisCopies RsAisCopies;

typedef void (*RsAisCopiesFunc) (guint32 mmsi, const RsFix *fix, gpointer user_data);

RsAisCopies *rs_ais_copies_new (RsAisCopiesFunc func, gpointer user_data);
void rs_ais_copies_free (RsAisCopies *self);

/* @hash: of the payload (RsAisReport.hash); @station: who heard it, "" not known. O(1). */
RsAisCopy rs_ais_copies_push (RsAisCopies *self, guint64 hash, guint32 mmsi, const char *station,
                              const RsFix *fix);

/* Hands on all that still waits; at the end of a file. */
void rs_ais_copies_flush (RsAisCopies *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsAisCopies, rs_ais_copies_free)

G_END_DECLS
