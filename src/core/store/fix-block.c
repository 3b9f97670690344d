/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/fix-block.h"

#include <string.h>

#include "store/bits.h"
#include "store/fix-column.h"
#include "store/fix-motion.h"

#define VERSION 2
/* Version, count, and for each column mode, first value, divisor, middle, rate, two parameters, count of
 * others, the numbers: two for each fix where only some are written. */
#define COLUMN_MAX (3 + 5 * RS_VARINT_MAX + 2 * RS_FIX_BLOCK_MAX * RS_BITS_NUMBER_MAX)
#define RAW_MAX (1 + RS_VARINT_MAX + RS_N_COLUMNS * COLUMN_MAX + 8)
/* Lines a millisecond, and their unit. */
#define RATE_SHIFT 24
/* Of a column's numbers, looked at to choose how it is written. */
#define N_SAMPLES 32

/* How a column is written. */
enum
{
  MODE_CONSTANT = 0, /* the first value only */
  MODE_DELTA = 1,    /* the difference from the value before */
  MODE_DELTA2 = 2,   /* the difference of that from the one before */
  MODE_EXPECTED = 3, /* the difference from what time, or time, speed and course, lead to expect */
  MODE_MASK = 3,
  MODE_AIS = 4,    /* added: values are multiples of 1/600000 degree, and those are what is coded */
  MODE_SPARSE = 8, /* added: most numbers are the middle one; only the others are written */
};

/* What others are expected by comes first. */
static const RsColumn order[RS_N_COLUMNS] = {
  RS_COLUMN_T,     RS_COLUMN_LINE,       RS_COLUMN_SOG,        RS_COLUMN_COG, RS_COLUMN_HEADING,
  RS_COLUMN_FLAGS, RS_COLUMN_NAV_STATUS, RS_COLUMN_PROVENANCE, RS_COLUMN_LAT, RS_COLUMN_LON,
};

/* Whether all are on the AIS grid; then they are numbers of it. */
static gboolean
take_ais_grid (gint64 *values, guint n)
{
  for (guint i = 0; i < n; i++)
    if (rs_from_ais_grid (rs_to_ais_grid (values[i])) != values[i])
      return FALSE;
  for (guint i = 0; i < n; i++)
    values[i] = rs_to_ais_grid (values[i]);
  return TRUE;
}

static guint64
magnitude (gint64 value)
{
  return value < 0 ? 0 - (guint64) value : (guint64) value;
}

static guint64
common_divisor (guint64 a, guint64 b)
{
  while (b)
    {
      guint64 rest = a % b;

      a = b;
      b = rest;
    }
  return a;
}

/* What x with @odd x = 1 modulo 2^64 is, by Newton's iteration: each step doubles the bits that fit. */
static guint64
invert (guint64 odd)
{
  guint64 x = odd;

  for (guint i = 0; i < 5; i++)
    x *= 2 - odd * x;
  return x;
}

/* The greatest common divisor of all, by which all are divided; 0 if all are 0. Division of what is
 * divisible is a multiplication with the inverse, and what is not shows by a quotient out of range. */
static guint64
divide_all (gint64 *values, guint n)
{
  guint64 divisor = 0, inverse, limit;
  guint shift, i;

  for (i = 0; i < n && divisor != 1; i++)
    if (values[i] != 0)
      {
        divisor = common_divisor (divisor, magnitude (values[i]));
        /* As a rule the first few have it. */
        if (i >= 8)
          break;
      }
  if (divisor == 0)
    return 0;
  for (;;)
    {
      if (divisor == 1)
        return 1;
      shift = (guint) __builtin_ctzll (divisor);
      inverse = invert (divisor >> shift);
      limit = G_MAXUINT64 / divisor;
      for (i = 0; i < n; i++)
        {
          guint64 m = magnitude (values[i]);

          if ((m & ((G_GUINT64_CONSTANT (1) << shift) - 1)) != 0
              || (m >> shift) * inverse > limit)
            break;
        }
      if (i == n)
        break;
      divisor = common_divisor (divisor, magnitude (values[i]));
    }
  /* A divisor of 2^63 can only come from a difference that wrapped: not worth a case of its own. */
  if (divisor > G_MAXINT64)
    return 1;
  for (i = 0; i < n; i++)
    {
      guint64 quotient = (magnitude (values[i]) >> shift) * inverse;

      values[i] = (gint64) (values[i] < 0 ? 0 - quotient : quotient);
    }
  return divisor;
}

/* How much more than at @from the column is expected to be at @to, in what it is coded in; @rate of a line. */
static gint64
expect (RsColumn column, const RsFix *from, const RsFix *to, guint64 rate, gboolean ais)
{
  gint64 step;

  if (column == RS_COLUMN_LINE)
    return (gint64) ((((guint64) to->t_ms - (guint64) from->t_ms) * rate) >> RATE_SHIFT);
  step = column == RS_COLUMN_LAT ? rs_fix_motion_north_e7 (from, to)
                                 : rs_fix_motion_east_e7 (from, to);
  return ais ? step * 3 / 50 : step;
}

/* A column on its way: what is written is the difference of numbers from the middle one. */
typedef struct
{
  const RsFix *fixes;
  guint n; /* numbers: one less than fixes */
  RsColumn column;
  gboolean ais;
  gint64 *steps; /* differences between values, / divisor */
  gint64 divisor;
  guint64 rate;
  guint8 mode;
  gint64 middle;
} Plan;

/* Number @i as the mode has it. */
static inline gint64
get_number (const Plan *self, guint8 mode, guint i)
{
  gint64 step;

  if (mode == MODE_DELTA || (mode == MODE_DELTA2 && i == 0))
    return self->steps[i];
  if (mode == MODE_DELTA2)
    return rs_wrap_subtract (self->steps[i], self->steps[i - 1]);
  step = expect (self->column, &self->fixes[i], &self->fixes[i + 1], self->rate, self->ais);
  return rs_wrap_subtract (self->steps[i], self->divisor == 1 ? step : step / self->divisor);
}

/* How many bits it takes at least. */
static inline guint
count_bits (guint64 value)
{
  return 64 - (guint) __builtin_clzll (value | 1);
}

/* Sorts a few. */
static void
sort_samples (gint64 *samples, guint n)
{
  for (guint i = 1; i < n; i++)
    {
      gint64 sample = samples[i];
      guint at = i;

      for (; at > 0 && samples[at - 1] > sample; at--)
        samples[at] = samples[at - 1];
      samples[at] = sample;
    }
}

/* Bits that some of the numbers would take in that mode; @out_middle: the one in the middle of them. */
static guint
try_mode (const Plan *self, guint8 mode, gint64 *out_middle)
{
  gint64 samples[N_SAMPLES];
  guint n = MIN (self->n, N_SAMPLES), sum = 0;

  for (guint i = 0; i < n; i++)
    samples[i] = get_number (self, mode, (guint) ((guint64) i * self->n / n));
  sort_samples (samples, n);
  *out_middle = samples[n / 2];
  for (guint i = 0; i < n; i++)
    {
      guint64 rest = rs_zigzag (rs_wrap_subtract (samples[i], *out_middle));

      sum += rest == 0 ? 0 : count_bits (rest);
    }
  return sum;
}

/* Chooses what is nearest to zero. */
static void
choose_mode (Plan *self)
{
  const RsFix *first = &self->fixes[0], *last = &self->fixes[self->n];
  guint best = G_MAXUINT;

  self->rate = 0;
  if (self->column == RS_COLUMN_LINE && last->line > first->line && last->t_ms > first->t_ms)
    self->rate = ((guint64) (last->line - first->line) << RATE_SHIFT)
                 / ((guint64) last->t_ms - (guint64) first->t_ms);
  for (guint8 mode = MODE_DELTA; mode <= MODE_EXPECTED; mode++)
    {
      gint64 middle;
      guint bits;

      if (mode == MODE_EXPECTED
          && (self->column == RS_COLUMN_LINE
                ? self->rate == 0
                : self->column != RS_COLUMN_LAT && self->column != RS_COLUMN_LON))
        continue;
      bits = try_mode (self, mode, &middle);
      if (bits >= best)
        continue;
      best = bits;
      self->mode = mode;
      self->middle = middle;
    }
}

/* How many of some numbers have how many bits; index 0: are 0. */
typedef guint Lengths[65];

/* The parameter with which they take least; they are taken for the middle of those of their length. */
static guint
choose_parameter (const Lengths lengths)
{
  guint64 best = G_MAXUINT64;
  guint k = 0, longest = 64;

  while (longest > 0 && lengths[longest] == 0)
    longest--;
  for (guint at = 0; at < 64 && at <= longest; at++)
    {
      guint64 bits = 0;

      for (guint length = 0; length <= longest; length++)
        {
          guint64 typical = length < 2 ? length : G_GUINT64_CONSTANT (3) << (length - 2);
          guint64 ones = typical >> at;

          if (lengths[length] > 0)
            bits += lengths[length]
                    * (ones < RS_BITS_ESCAPE ? ones + 1 + at : RS_BITS_ESCAPE + (guint64) 64);
        }
      if (bits < best)
        {
          best = bits;
          k = at;
        }
      else if (bits > 2 * best)
        break;
    }
  return k;
}

/* Those that are not 0 with the numbers of zeros before each. */
static guint8 *
put_sparse (guint8 *at, const guint64 *numbers, guint n, guint n_others)
{
  Lengths gaps = { 0 }, others = { 0 };
  guint since = 0, k_gap, k;
  RsBitWriter writer = { 0 };

  for (guint i = 0; i < n; i++)
    {
      if (numbers[i] == 0)
        {
          since++;
          continue;
        }
      gaps[since == 0 ? 0 : count_bits (since)]++;
      others[numbers[i] == 1 ? 0 : count_bits (numbers[i] - 1)]++;
      since = 0;
    }
  k_gap = choose_parameter (gaps);
  k = choose_parameter (others);
  at = rs_column_put_varint (at, n_others);
  *at++ = (guint8) k_gap;
  *at++ = (guint8) k;
  writer.at = at;
  since = 0;
  for (guint i = 0; i < n; i++)
    {
      if (numbers[i] == 0)
        {
          since++;
          continue;
        }
      rs_bits_put_rice (&writer, since, k_gap);
      rs_bits_put_rice (&writer, numbers[i] - 1, k);
      since = 0;
    }
  return rs_bits_finish (&writer);
}

static guint8 *
put_all (guint8 *at, const guint64 *numbers, guint n, const Lengths lengths)
{
  guint k = choose_parameter (lengths);
  RsBitWriter writer = { .at = at + 1 };

  *at = (guint8) k;
  for (guint i = 0; i < n; i++)
    rs_bits_put_rice (&writer, numbers[i], k);
  return rs_bits_finish (&writer);
}

/* All numbers as the mode has them, from a loop for each. */
static void
take_numbers (const Plan *self, guint64 *out)
{
#define TAKE(mode)                                                                                 \
  for (guint i = 0; i < self->n; i++)                                                              \
  out[i] = rs_zigzag (rs_wrap_subtract (get_number (self, mode, i), self->middle))

  if (self->mode == MODE_DELTA)
    TAKE (MODE_DELTA);
  else if (self->mode == MODE_DELTA2)
    TAKE (MODE_DELTA2);
  else
    TAKE (MODE_EXPECTED);
#undef TAKE
}

/* Writes one column; @values is changed, @numbers is scratch. */
static guint8 *
put_column (guint8 *at, const RsFix *fixes, guint n, RsColumn column, gboolean ais, gint64 *values,
            guint64 *numbers)
{
  Plan plan = { .fixes = fixes, .n = n - 1, .column = column, .ais = ais, .steps = values };
  guint8 flags = ais ? MODE_AIS : 0;
  gint64 first = values[0];
  Lengths lengths = { 0 };
  gboolean sparse;

  /* values[i - 1] becomes the difference from value i - 1 to i. */
  for (guint i = 1; i < n; i++)
    values[i - 1] = rs_wrap_subtract (values[i], values[i - 1]);
  plan.divisor = n > 1 ? (gint64) divide_all (values, n - 1) : 0;
  if (plan.divisor == 0)
    {
      *at++ = MODE_CONSTANT | flags;
      return rs_column_put_varint (at, rs_zigzag (first));
    }
  choose_mode (&plan);
  take_numbers (&plan, numbers);
  for (guint i = 0; i < plan.n; i++)
    lengths[numbers[i] == 0 ? 0 : count_bits (numbers[i])]++;
  sparse = lengths[0] >= plan.n - plan.n / 4;
  *at++ = plan.mode | flags | (sparse ? MODE_SPARSE : 0);
  at = rs_column_put_varint (at, rs_zigzag (first));
  at = rs_column_put_varint (at, (guint64) plan.divisor);
  at = rs_column_put_varint (at, rs_zigzag (plan.middle));
  if (plan.mode == MODE_EXPECTED && column == RS_COLUMN_LINE)
    at = rs_column_put_varint (at, plan.rate);
  return sparse ? put_sparse (at, numbers, plan.n, plan.n - lengths[0])
                : put_all (at, numbers, plan.n, lengths);
}

struct _RsFixPacker
{
  gint64 values[RS_FIX_BLOCK_MAX];
  guint64 numbers[RS_FIX_BLOCK_MAX];
  guint8 raw[RAW_MAX];
};

RsFixPacker *
rs_fix_packer_new (void)
{
  return g_new (RsFixPacker, 1);
}

void
rs_fix_packer_free (RsFixPacker *self)
{
  g_free (self);
}

GBytes *
rs_fix_packer_pack (RsFixPacker *self, const RsFix *fixes, guint n)
{
  guint8 *at = self->raw;

  g_return_val_if_fail (n > 0 && n <= RS_FIX_BLOCK_MAX, NULL);

  *at++ = VERSION;
  at = rs_column_put_varint (at, n);
  for (guint i = 0; i < RS_N_COLUMNS; i++)
    {
      RsColumn column = order[i];
      gboolean ais = column == RS_COLUMN_LAT || column == RS_COLUMN_LON;

      rs_column_take (fixes, n, column, self->values);
      ais = ais && take_ais_grid (self->values, n);
      at = put_column (at, fixes, n, column, ais, self->values, self->numbers);
    }
  return g_bytes_new (self->raw, (gsize) (at - self->raw));
}

GBytes *
rs_fix_block_pack (const RsFix *fixes, guint n)
{
  g_autoptr (RsFixPacker) packer = rs_fix_packer_new ();

  return rs_fix_packer_pack (packer, fixes, n);
}

/* A column being read. */
typedef struct
{
  RsColumn column;
  guint8 mode; /* without what is added */
  gboolean ais, sparse;
  gint64 divisor, middle;
  guint64 rate;
  guint k, k_gap;
  guint64 n_others; /* to come */
  guint64 gap;      /* middle ones before the next */
  RsBitReader bits;
} Column;

static gboolean
begin_numbers (Column *self, RsColumnReader *reader)
{
  self->divisor = (gint64) rs_column_get_varint (reader);
  self->middle = rs_unzigzag (rs_column_get_varint (reader));
  if (self->mode == MODE_EXPECTED && self->column == RS_COLUMN_LINE)
    self->rate = rs_column_get_varint (reader);
  if (self->sparse)
    {
      self->n_others = rs_column_get_varint (reader);
      self->k_gap = rs_column_get_byte (reader);
    }
  self->k = rs_column_get_byte (reader);
  if (reader->failed || self->divisor <= 0 || self->k > 63 || self->k_gap > 63)
    return FALSE;
  self->bits = (RsBitReader) { .at = reader->at, .end = reader->end };
  if (self->n_others > 0)
    self->gap = rs_bits_get_rice (&self->bits, self->k_gap);
  return TRUE;
}

/* The next number. */
static inline gint64
take_number (Column *self)
{
  guint64 rest = 0;

  if (!self->sparse)
    rest = rs_bits_get_rice (&self->bits, self->k);
  else if (self->n_others > 0 && self->gap-- == 0)
    {
      rest = rs_bits_get_rice (&self->bits, self->k) + 1;
      self->gap = --self->n_others > 0 ? rs_bits_get_rice (&self->bits, self->k_gap) : 0;
    }
  return rs_wrap_add (self->middle, rs_unzigzag (rest));
}

static gboolean
get_column (RsColumnReader *reader, RsColumn which, RsFix *out, guint n)
{
  guint8 mode = rs_column_get_byte (reader);
  gint64 value = rs_unzigzag (rs_column_get_varint (reader)), step = 0;
  gboolean is_place = which == RS_COLUMN_LAT || which == RS_COLUMN_LON;
  Column column = { .column = which,
                    .mode = mode & MODE_MASK,
                    .ais = (mode & MODE_AIS) != 0,
                    .sparse = (mode & MODE_SPARSE) != 0 };

  if ((mode & ~(MODE_MASK | MODE_AIS | MODE_SPARSE)) || (column.ais && !is_place)
      || (column.mode == MODE_CONSTANT && column.sparse)
      || (column.mode == MODE_EXPECTED && !is_place && which != RS_COLUMN_LINE)
      || (column.mode != MODE_CONSTANT && !begin_numbers (&column, reader)))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      if (i > 0 && column.mode != MODE_CONSTANT)
        {
          gint64 number = take_number (&column);

          if (column.mode == MODE_DELTA2)
            step = rs_wrap_add (step, number);
          else if (column.mode == MODE_EXPECTED)
            step = rs_wrap_add (number, expect (which, &out[i - 1], &out[i], column.rate, column.ais)
                                          / column.divisor);
          else
            step = number;
          value = rs_wrap_add (value, (gint64) ((guint64) step * (guint64) column.divisor));
        }
      /* A number of 1/600000 degrees so large is in no range, and would overflow below. */
      if (column.ais && (value < G_MININT32 || value > G_MAXINT32))
        return FALSE;
      if (!rs_column_set (&out[i], which, column.ais ? rs_from_ais_grid (value) : value))
        return FALSE;
    }
  if (column.mode != MODE_CONSTANT)
    {
      reader->at = rs_bits_end (&column.bits);
      if (!reader->at || column.n_others > 0)
        return FALSE;
    }
  return !reader->failed;
}

gboolean
rs_fix_block_unpack (const guint8 *data, gsize size, guint n, RsFix *out, GError **error)
{
  RsColumnReader reader = { .at = data, .end = data + size };

  /* One of version 1 begins as zstd does. */
  if (size == 0 || data[0] != VERSION)
    return rs_fix_block_unpack_1 (data, size, n, out, error);
  if (n == 0 || n > RS_FIX_BLOCK_MAX)
    return rs_fix_block_fail (error, "impossible count");
  reader.at++;
  if (rs_column_get_varint (&reader) != n || reader.failed)
    return rs_fix_block_fail (error, "another count");
  memset (out, 0, n * sizeof *out);
  for (guint i = 0; i < RS_N_COLUMNS; i++)
    if (!get_column (&reader, order[i], out, n))
      return rs_fix_block_fail (error, "a value out of range");
  if (reader.at != reader.end)
    return rs_fix_block_fail (error, "values after the end");
  for (guint i = 1; i < n; i++)
    if (out[i].t_ms < out[i - 1].t_ms)
      return rs_fix_block_fail (error, "not in time order");
  return TRUE;
}
