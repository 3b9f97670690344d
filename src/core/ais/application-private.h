/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ais/application.h"

/* How the tables are written. */
#define U(field, bits) { .kind = RS_APP_UINT, .name = field, .width = bits }
#define I(field, bits) { .kind = RS_APP_INT, .name = field, .width = bits }
#define ID(field, bits) { .kind = RS_APP_ID, .name = field, .width = bits }
#define FLAG(field) { .kind = RS_APP_FLAG, .name = field, .width = 1 }
#define TEXT(field, chars) { .kind = RS_APP_TEXT, .name = field, .width = 6 * (chars) }
#define REST(field) { .kind = RS_APP_REST, .name = field }
#define SKIP(bits) { .kind = RS_APP_SKIP, .width = bits }
#define DEG3(field, bits) { .kind = RS_APP_DEG3, .name = field, .width = bits }
#define DEG4(field, bits) { .kind = RS_APP_DEG4, .name = field, .width = bits }
#define MDHM(field) { .kind = RS_APP_MDHM, .name = field, .width = 20 }
#define MDHM_BARE(field) { .kind = RS_APP_MDHM_BARE, .name = field, .width = 20 }
#define DMHM(field) { .kind = RS_APP_DMHM, .name = field, .width = 20 }
#define DHM(field) { .kind = RS_APP_DHM, .name = field, .width = 16 }
#define SPAN { .kind = RS_APP_SPAN, .name = "start", .width = 56 }
#define SCALED(field, bits, off, dec)                                                              \
  { .kind = RS_APP_UINT, .name = field, .width = bits, .offset = off, .factor = 1, .decimals = dec }
#define SIGNED(field, bits, dec)                                                                   \
  { .kind = RS_APP_INT, .name = field, .width = bits, .factor = 1, .decimals = dec }
/* In halves of a degree. */
#define SCALED5(field, bits)                                                                       \
  { .kind = RS_APP_UINT, .name = field, .width = bits, .factor = 5, .decimals = 1 }
/* In 0.05 V. */
#define VOLTS(field, bits)                                                                         \
  { .kind = RS_APP_UINT, .name = field, .width = bits, .factor = 5, .decimals = 2 }
#define WORD(field, bits, func)                                                                    \
  { .kind = RS_APP_UINT, .name = field, .width = bits, .word = func }
#define WORD_ALONE(field, bits, func)                                                              \
  { .kind = RS_APP_UINT, .name = field, .width = bits, .word = func, .word_alone = TRUE }
#define LIST(field, table, bits)                                                                   \
  { .kind = RS_APP_LIST, .name = field, .width = bits, .items = table }
#define COUNTED(field, table, bits, count)                                                         \
  { .kind = RS_APP_LIST, .name = field, .width = bits, .items = table, .count_width = count }
#define CASE(tables) { .kind = RS_APP_CASE, .cases = tables, .n_cases = G_N_ELEMENTS (tables) }
#define END { .kind = RS_APP_END }

/* A function that gives the word of a number, @other for one that has none. */
#define WORDS(func, other, ...)                                                                    \
  static const char *func (guint value)                                                            \
  {                                                                                                \
    static const char *const words[] = { __VA_ARGS__ };                                            \
                                                                                                   \
    return value < G_N_ELEMENTS (words) ? words[value] : other;                                    \
  }
