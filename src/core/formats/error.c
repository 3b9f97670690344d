/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/error.h"

G_DEFINE_QUARK (rs-read-error, rs_read_error)
