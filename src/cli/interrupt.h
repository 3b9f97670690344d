/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Cancels @cancellable when the process gets SIGINT or SIGTERM. To be called once, before any other thread is
 * started: all inherit that the signals are blocked. */
void rs_interrupt_catch (GCancellable *cancellable);

G_END_DECLS
