/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a person could say so that a file is read otherwise than it was. A reader says what is the matter, in
 * its notes and errors, and which of these would help; how one says it (an option, a control) is for the
 * surface that shows the notes to say. Bits. */
typedef enum
{
  RS_ADVICE_COLUMNS = 1 << 0,    /* which column is what */
  RS_ADVICE_DATE_ORDER = 1 << 1, /* whether the day or the month comes first in the column of times */
  RS_ADVICE_TIME_ZONE = 1 << 2,  /* of times without one */
  RS_ADVICE_DATE = 1 << 3,       /* the day on which a log without dates begins */
  RS_ADVICE_ENCODING = 1 << 4,
  RS_ADVICE_LAYOUT = 1 << 5,     /* another layout than the one that was named, or none */
} RsAdvice;

#define RS_N_ADVICES 6

G_END_DECLS
