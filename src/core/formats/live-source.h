/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A receiver that sends NMEA sentences while they are heard, line by line. Nothing here keeps or
 * understands a sentence; that is the caller's. One thread; every function that waits does so in the
 * kernel, and a cancel wakes it. */
typedef struct _RsLiveSource RsLiveSource;

/* A line is cut here; what follows up to its end is passed over. */
#define RS_LIVE_MAX_LINE 4096
#define RS_LIVE_GPSD_PORT 2947
/* A connection that is not made by then has failed, and a gpsd that has not greeted is none. */
#define RS_LIVE_CONNECT_S 10

/* Forms of an address, for help texts. */
#define RS_LIVE_FORMS                                                                              \
  "tcp://HOST:PORT, udp://[ADDRESS]:PORT, gpsd://HOST[:PORT], /dev/DEVICE"

/**
 * rs_live_source_new:
 * @url: "tcp://HOST:PORT"; "udp://:PORT" or "udp://ADDRESS:PORT", of this machine or of a multicast
 *   group; "gpsd://HOST" or "gpsd://HOST:PORT"; or the path of a serial device (38400 baud) or pipe
 * @error: %RS_READ_ERROR_OPTION if it is none of these
 *
 * Nothing is opened yet.
 *
 * Returns: (transfer full) (nullable): the source
 */
RsLiveSource *rs_live_source_new (const char *url, GError **error);
void rs_live_source_free (RsLiveSource *self);

/* As it was given. */
const char *rs_live_source_get_url (RsLiveSource *self);

/**
 * rs_live_source_connect:
 * @cancellable: (nullable): ends the waiting
 * @error: set on failure, naming the source (%G_IO_ERROR, %G_RESOLVER_ERROR)
 *
 * Connects, or connects again after rs_live_source_read () had lost it. Blocks, at most
 * %RS_LIVE_CONNECT_S.
 */
gboolean rs_live_source_connect (RsLiveSource *self, GCancellable *cancellable, GError **error);

/**
 * rs_live_source_may_come:
 * @error: of rs_live_source_connect ()
 *
 * Whether the source may just not be there yet: nobody answers, the network is down, no name server answers.
 * Not so where the address itself is at fault: no such host, no such device, no right to it.
 */
gboolean rs_live_source_may_come (const GError *error);

/* @line: (array length=len): without its end, never empty; not terminated, any bytes */
typedef void (*RsLiveLineFunc) (const char *line, gsize len, gpointer user_data);

typedef enum
{
  RS_LIVE_IDLE, /* nothing came in that time, or it was cancelled */
  RS_LIVE_DATA, /* something came; perhaps no whole line yet */
  RS_LIVE_LOST, /* the connection is gone; @error says why */
} RsLiveEvent;

/**
 * rs_live_source_read:
 * @timeout_ms: how long to wait, >= 0
 * @func: (scope call): gets each line that is whole; a line that began in an earlier packet is joined
 * @cancellable: (nullable)
 *
 * Waits for one packet and takes it apart. The end of a datagram ends its last line, and so does the
 * end of a connection.
 */
RsLiveEvent rs_live_source_read (RsLiveSource *self, gint timeout_ms, RsLiveLineFunc func,
                                 gpointer user_data, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsLiveSource, rs_live_source_free)

G_END_DECLS
