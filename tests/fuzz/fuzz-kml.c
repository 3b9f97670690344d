/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as KML. */
#include "fuzz.h"

#include <string.h>

#include "read-sink.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const RsReadOptions options = { .layout = "kml" };

  check_reading (data, size, &options);
  return 0;
}
