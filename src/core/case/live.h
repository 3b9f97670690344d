/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "case/case.h"

G_BEGIN_DECLS

/* Listening to a receiver: a running import. */

typedef enum
{
  RS_LIVE_CONNECTED,
  RS_LIVE_WAITING,    /* the connection was lost, or never made (n_lost 0); it is tried again in a while */
  RS_LIVE_CONNECTING, /* it is being tried again now */
} RsLiveState;

/* How it goes. Plain value but for the borrowed text. */
typedef struct
{
  RsLiveState state;
  const char *problem;   /* (nullable): why the connection was lost last or cannot be made, a sentence */
  guint retry_in_s;      /* while waiting */
  guint n_lost;          /* times that the connection was lost */
  guint64 n_lines;       /* received and kept */
  guint64 n_messages;    /* of AIS */
  guint64 n_fixes;       /* copies of one transmission are one */
  guint64 n_rejected;
  guint n_vessels;       /* that said where they are or who */
  double messages_per_s; /* over the last ten seconds */
} RsLiveStatus;

typedef void (*RsLiveStatusFunc) (const RsLiveStatus *status, gpointer user_data);

/* Zero-initialised means: no bounds. */
typedef struct
{
  gint64 duration_ms;   /* listen so long; 0 until it is stopped */
  guint64 max_messages; /* stop after so many messages; 0 no limit */
  guint64 max_log_size; /* bytes; a longer log is closed and the next begun; 0: 256 MiB */
} RsLiveOptions;

/* What became of it. */
typedef struct
{
  RsLiveStatus status; /* at the end; no problem */
  GArray *import_ids;  /* of gint64: one for each log; none if nothing was received */
} RsLiveResult;

void rs_live_result_clear (RsLiveResult *self);

/**
 * rs_case_listen:
 * @url: as rs_live_source_new () has it
 * @options: (nullable)
 * @status: (nullable) (scope call): called in this thread, at most four times a second and when the
 *   state changes
 * @stop: (nullable): its cancellation is the regular end: what was received stays
 * @out: (out): what became of it, also on failure; free with rs_live_result_clear ()
 * @error: set if the address is none or at fault (no such host or device) or if the duration is over before the
 *   source was there (then nothing was added), or if the case or the log cannot be written (then what
 *   was stored by then stays)
 *
 * Connects and takes what is sent until it is stopped. Every line is kept in a log beside the case,
 * with the moment of its reception; fixes, identities and rejected rows go into the case every two
 * seconds or 5,000 fixes, and show in its snapshots within a second or two. A connection that is
 * lost, or that nobody takes yet (rs_live_source_may_come ()), is tried again after 1, 2, 4, up to 30 seconds, for ever. All of it is one undo step, which
 * can be taken back once listening has ended. If the program is killed, the next opening keeps what
 * was stored and says so (rs_case_get_notice ()).
 *
 * Blocks: call it in a thread of its own.
 */
gboolean rs_case_listen (RsCase *self, const char *url, const RsLiveOptions *options,
                         RsLiveStatusFunc status, gpointer user_data, GCancellable *stop,
                         RsLiveResult *out, GError **error);

G_END_DECLS
