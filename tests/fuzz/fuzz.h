/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stddef.h>
#include <stdint.h>

/**
 * LLVMFuzzerTestOneInput:
 * @data: (array length=size): bytes from outside, in a block of exactly this size; not terminated
 * @size: their number, may be 0
 *
 * Each fuzz-NAME.c defines it: hands the bytes to one reader and asserts what must hold whatever
 * they are. Keeps nothing from one call to the next.
 *
 * Returns: 0
 */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);
