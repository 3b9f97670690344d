/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define RS_READ_ERROR (rs_read_error_quark ())
GQuark rs_read_error_quark (void);
typedef enum
{
  RS_READ_ERROR_NOT_A_FILE, /* a folder, a device, a socket */
  RS_READ_ERROR_EMPTY,      /* nothing in it */
  RS_READ_ERROR_UNKNOWN,    /* no layout that we know */
  RS_READ_ERROR_OPTION,     /* an option is not understood or does not fit the file */
  RS_READ_ERROR_DAMAGED,    /* the file breaks off or is not what it claims to be */
  RS_READ_ERROR_TOO_BIG,    /* grows beyond all measure when unpacked */
  RS_READ_ERROR_BESIDE,     /* a part of a list that is read beside another file, and is none by itself */
  RS_READ_ERROR_NAMES,      /* names, one a line: a list of vessels only if somebody says so */
  RS_READ_ERROR_KNOWN,      /* everything in the archive was read before, as the sink says */
} RsReadError;

G_END_DECLS
