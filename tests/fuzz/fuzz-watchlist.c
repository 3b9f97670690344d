/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a list of vessels. */
#include "fuzz.h"

#include "list-check.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  check_list (data, size, RS_LIST_WATCH);
  return 0;
}
