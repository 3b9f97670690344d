/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as JSON of a layout to be found out, and with mapped names. */
#include "fuzz.h"

#include "read-sink.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const RsReadOptions sniffed = { .layout = "json" };
  static const RsReadOptions mapped = { .layout = "json", .map = "t=t:ms,lat=p.y,lon=p.x,mmsi=m" };

  check_reading (data, size, &sniffed);
  check_reading (data, size, &mapped);
  return 0;
}
