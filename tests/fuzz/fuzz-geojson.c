/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as GeoJSON. */
#include "fuzz.h"

#include <string.h>

#include "read-sink.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const RsReadOptions options = { .layout = "geojson" };

  check_reading (data, size, &options);
  return 0;
}
