/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a file of a layout to be found out, and as a CSV with mapped columns. */
#include "fuzz.h"

#include <string.h>

#include "read-sink.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const RsReadOptions sniffed, by_number = { .map = "t=1,lat=2,lon=3,mmsi=4,name=5" };
  static const RsReadOptions units
      = { .map = "t=1+2:mdy,lat=3:ais,lon=4:e6,sog=5:kmh,draught=6:ft", .header = RS_HEADER_NO };
  static const RsReadOptions korean = { .encoding = "EUC-KR", .delimiter = ';' };
  static const RsReadOptions zoned = { .layout = "csv", .time_zone = "Asia/Vladivostok" };

  check_reading (data, size, &sniffed);
  check_reading (data, size, &by_number);
  check_reading (data, size, &zoned);
  check_reading (data, size, &units);
  check_reading (data, size, &korean);
  return 0;
}
