/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ais/nmea.h"

#include <string.h>

#include "ais/beside.h"

/* A piece of a line. */
typedef struct
{
  const char *text;
  gsize len;
} Field;

/* Splits at commas; the last field takes all that is left once @max are found. */
static guint
split (const char *text, gsize len, Field *fields, guint max)
{
  const char *end = text + len;
  guint n = 0;

  while (n < max)
    {
      const char *comma = n + 1 < max ? memchr (text, ',', (gsize) (end - text)) : NULL;

      fields[n].text = text;
      fields[n++].len = (gsize) ((comma ? comma : end) - text);
      if (!comma)
        break;
      text = comma + 1;
    }
  return n;
}

/* Digits only, at least one, no more than @max in value. */
static gboolean
parse_digits (const char *text, gsize len, guint64 max, guint64 *out)
{
  guint64 value = 0;

  if (len == 0 || len > 19)
    return FALSE;
  for (gsize i = 0; i < len; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      value = value * 10 + (guint64) (text[i] - '0');
    }
  if (value > max)
    return FALSE;
  *out = value;
  return TRUE;
}

static gboolean
parse_uint (Field field, guint max, guint *out)
{
  guint64 value;

  if (!parse_digits (field.text, field.len, max, &value))
    return FALSE;
  *out = (guint) value;
  return TRUE;
}

static void
copy_station (RsNmeaSentence *out, const char *text, gsize len)
{
  len = MIN (len, RS_NMEA_MAX_STATION);
  for (gsize i = 0; i < len; i++)
    out->station[i] = g_ascii_isgraph (text[i]) ? text[i] : '?';
  out->station[len] = '\0';
}

/* "1-2-1604" and the older "1G2:0125", both as PART, TOTAL, ID. */
static void
parse_group (RsNmeaSentence *out, Field part, Field total, Field id)
{
  guint n_part, n_total;
  guint64 n_id;

  if (parse_uint (part, RS_AIS_MAX_PARTS, &n_part) && parse_uint (total, RS_AIS_MAX_PARTS, &n_total)
      && parse_digits (id.text, id.len, G_MAXUINT32, &n_id) && n_part >= 1 && n_part <= n_total)
    {
      out->group_part = n_part;
      out->group_total = n_total;
      out->group_id = (guint32) n_id;
    }
}

static gint
hex_pair (const char *text, const char *end)
{
  if (end - text < 2 || !g_ascii_isxdigit (text[0]) || !g_ascii_isxdigit (text[1]))
    return -1;
  return g_ascii_xdigit_value (text[0]) * 16 + g_ascii_xdigit_value (text[1]);
}

/* The characters of a sentence or of a tag block together, by exclusive or. */
static guint8
sum_up (const char *text, const char *end)
{
  guint64 sum = 0;
  guint8 rest = 0;

  for (; end - text >= 8; text += 8)
    {
      guint64 word;

      memcpy (&word, text, sizeof word);
      sum ^= word;
    }
  for (; text < end; text++)
    rest ^= (guint8) *text;
  sum ^= sum >> 32;
  sum ^= sum >> 16;
  sum ^= sum >> 8;
  return (guint8) sum ^ rest;
}

static void
note_tag (RsNmeaSentence *out, RsNmeaTagProblem why, const char *text, gsize len)
{
  out->tag_problem = why;
  out->tag_text = text;
  out->tag_len = len;
}

/* The inside of a tag block. One without a checksum is taken, one with a wrong checksum is not. */
static void
parse_tag_block (const char *text, gsize len, RsNmeaSentence *out)
{
  Field fields[RS_NMEA_MAX_FIELDS];
  const char *star = memchr (text, '*', len);
  guint n = split (text, star ? (gsize) (star - text) : len, fields, RS_NMEA_MAX_FIELDS);
  gint wanted = star ? hex_pair (star + 1, text + len) : 0;

  if (star && wanted != (gint) sum_up (text, star))
    {
      note_tag (out, wanted == 0 ? RS_NMEA_TAG_UNSUMMED : RS_NMEA_TAG_CHECKSUM, text, len);
      if (wanted != 0)
        return;
    }
  for (guint i = 0; i < n; i++)
    {
      Field f = fields[i];
      const char *colon = memchr (f.text, ':', f.len);
      Field key = { f.text, colon ? (gsize) (colon - f.text) : 0 };
      Field value = { colon ? colon + 1 : f.text, colon ? f.len - key.len - 1 : 0 };

      if (key.len == 1 && key.text[0] == 'c')
        {
          gint64 t_ms = rs_beside_parse_epoch (value.text, value.len);

          if (t_ms != RS_TIME_NONE)
            out->tag_ms = t_ms;
          else if (value.len > 0)
            note_tag (out, RS_NMEA_TAG_TIME, value.text, value.len);
        }
      else if (key.len == 1 && key.text[0] == 's')
        copy_station (out, value.text, value.len);
      else if (key.len == 1 && key.text[0] == 'g')
        {
          const char *a = memchr (value.text, '-', value.len);
          const char *end = value.text + value.len;
          const char *b = a ? memchr (a + 1, '-', (gsize) (end - a - 1)) : NULL;

          if (b)
            parse_group (out, (Field){ value.text, (gsize) (a - value.text) },
                         (Field){ a + 1, (gsize) (b - a - 1) },
                         (Field){ b + 1, (gsize) (end - b - 1) });
        }
      else if (key.len == 3 && key.text[1] == 'G')
        parse_group (out, (Field){ key.text, 1 }, (Field){ key.text + 2, 1 }, value);
    }
}

/* What a logger wrote after the sentence: ",r003669987,1152921693", ",1485907262" or anything else. */
static void
parse_suffix (const char *text, gsize len, RsNmeaSentence *out)
{
  Field fields[RS_NMEA_MAX_FIELDS];
  gboolean is_civil = FALSE;
  gint64 t_ms = RS_TIME_NONE;

  while (len > 0 && g_ascii_isspace (text[len - 1]))
    len--;
  if (len == 0)
    return;
  if (text[0] == ',')
    {
      guint n = split (text, len, fields, RS_NMEA_MAX_FIELDS);

      t_ms = rs_beside_parse_epoch (fields[n - 1].text, fields[n - 1].len);
      for (guint i = 1; i < n; i++)
        if (fields[i].len > 4 && (fields[i].text[0] == 'r' || fields[i].text[0] == 'b')
            && out->station[0] == '\0')
          copy_station (out, fields[i].text, fields[i].len);
    }
  if (t_ms == RS_TIME_NONE && out->beside_ms == RS_TIME_NONE)
    t_ms = rs_beside_find_time (text, len, &is_civil);
  if (t_ms == RS_TIME_NONE)
    return;
  out->beside_ms = t_ms;
  out->beside_is_civil = is_civil;
  out->beside_is_before = FALSE;
}

/* What stands before the sentence or its tag block: digits, with space, tab, comma, semicolon or colon
 * between, or anything else. */
static void
parse_prefix (const char *text, gsize len, RsNmeaSentence *out)
{
  gboolean is_civil = FALSE;
  gsize end = len;
  gint64 t_ms;

  while (end > 0 && strchr (" \t,;:", text[end - 1]))
    end--;
  if (end == 0)
    return;
  t_ms = rs_beside_parse_epoch (text, end);
  if (t_ms == RS_TIME_NONE)
    t_ms = rs_beside_find_time (text, end, &is_civil);
  if (t_ms == RS_TIME_NONE)
    return;
  out->beside_ms = t_ms;
  out->beside_is_civil = is_civil;
  out->beside_is_before = TRUE;
}

/* '!' and '$' are armour or text nowhere, but a letter must follow for a talker. */
static const char *
find_start (const char *from, const char *end, gboolean or_tag)
{
  for (; from < end; from++)
    if (((*from == '!' || *from == '$') && end - from > 5 && g_ascii_isalpha (from[1]))
        || (or_tag && *from == '\\'))
      return from;
  return NULL;
}

/* Where the sentence's text ends: at the '*' of its checksum, at a line end, or at @end. */
static const char *
find_star (const char *start, const char *end)
{
  const char *star = memchr (start, '*', (gsize) (end - start));
  const char *cr = memchr (start, '\r', (gsize) ((star ? star : end) - start));

  return cr ? cr : star ? star : end;
}

RsNmeaScan
rs_nmea_scan (const char *line, gsize len, gsize *offset, RsNmeaSentence *out)
{
  const char *end = line + len;
  const char *p = line + *offset;
  const char *start, *star, *next;
  gboolean tagged = FALSE;

  out->text = out->whole = NULL;
  out->len = out->whole_len = 0;
  out->has_checksum = out->checksum_ok = FALSE;
  out->tag_ms = out->beside_ms = RS_TIME_NONE;
  out->beside_is_civil = out->beside_is_before = FALSE;
  out->group_part = out->group_total = out->group_id = 0;
  out->station[0] = '\0';
  out->tag_problem = RS_NMEA_TAG_GOOD;
  if (len == 0 || line[0] == '#' || *offset >= len)
    return RS_NMEA_END;

  start = *p == '!' && len - *offset > 5 && g_ascii_isalpha (p[1]) ? p : find_start (p, end, TRUE);
  if (start && start != p)
    parse_prefix (p, (gsize) (start - p), out);
  while (start && *start == '\\')
    {
      const char *close = memchr (start + 1, '\\', (gsize) (end - start - 1));

      if (!close)
        {
          start = find_start (start + 1, end, FALSE);
          break;
        }
      parse_tag_block (start + 1, (gsize) (close - start - 1), out);
      tagged = TRUE;
      p = close + 1;
      start = find_start (p, end, TRUE);
      /* Text between the tag block and the sentence would not be a sentence's own. */
      if (start && start != p && *start != '\\' && *p != ' ')
        parse_prefix (p, (gsize) (start - p), out);
    }
  if (!start)
    {
      *offset = len;
      return tagged ? RS_NMEA_TAG_ONLY : RS_NMEA_END;
    }

  out->text = out->whole = start;
  star = find_star (start, end);
  if (star < end && *star == '*')
    {
      gint wanted = hex_pair (star + 1, end);

      out->len = (gsize) (star - start);
      out->has_checksum = wanted >= 0;
      out->checksum_ok = wanted == (gint) sum_up (start + 1, star);
      p = star + (wanted >= 0 ? 3 : 1);
    }
  else
    {
      /* No checksum: the sentence ends where another begins. */
      next = find_start (start + 1, star, TRUE);
      p = next ? next : star;
      out->len = (gsize) (p - start);
    }
  out->whole_len = (gsize) (p - start);
  next = p < end ? find_start (p, end, TRUE) : NULL;
  if (p < end)
    parse_suffix (p, (gsize) ((next ? next : end) - p), out);
  *offset = (gsize) ((next ? next : end) - line);
  return RS_NMEA_SENTENCE;
}

gboolean
rs_nmea_is_vdm (const RsNmeaSentence *sentence)
{
  return sentence->len >= 7 && sentence->text[0] == '!' && sentence->text[6] == ','
         && sentence->text[3] == 'V' && sentence->text[4] == 'D'
         && (sentence->text[5] == 'M' || sentence->text[5] == 'O');
}

const char *
rs_nmea_parse_vdm (const RsNmeaSentence *sentence, RsNmeaVdm *out)
{
  Field f[10];
  guint n = split (sentence->text, sentence->len, f, G_N_ELEMENTS (f));
  guint at = 5, sequence;

  if (!sentence->has_checksum)
    return "no checksum";
  if (!sentence->checksum_ok)
    return "wrong checksum";
  /* "!AIVDM,1,1,1,,payload,0,0": one field more, behind the payload or before it. */
  if (n == 8)
    at = f[5].len > 1 ? 5 : 6;
  else if (n != 7)
    return "wrong number of fields";
  if (!parse_uint (f[1], RS_AIS_MAX_PARTS, &out->n_parts)
      || !parse_uint (f[2], RS_AIS_MAX_PARTS, &out->part))
    return "part numbers are not readable";
  if (out->n_parts == 0 || out->part == 0 || out->part > out->n_parts)
    return "part numbers are not possible";
  out->sequence = -1;
  if (parse_uint (f[3], 99, &sequence))
    out->sequence = (gint) sequence;
  out->channel = f[4].len > 0 ? f[4].text[0] : 0;
  out->own = sentence->text[5] == 'O';
  out->payload = f[at].text;
  out->payload_len = f[at].len;
  /* An empty or longer fill field is taken for 0: the decoders look at the length themselves. */
  if (f[at + 1].len == 0)
    out->fill = 0;
  else if (!parse_uint ((Field){ f[at + 1].text, 1 }, 5, &out->fill))
    return "fill bits are not 0 to 5";
  if (out->payload_len == 0)
    return "no payload";
  if (out->payload_len > RS_AIS_MAX_PAYLOAD_CHARS)
    return "payload is too long";
  return NULL;
}

/* hhmmss with an optional fraction. */
static gboolean
parse_hms (Field f, guint *h, guint *m, guint *s, guint *ms)
{
  Field hh = { f.text, 2 }, mm = { f.text + 2, 2 }, ss = { f.text + 4, 2 };

  if (f.len < 6 || !parse_uint (hh, 23, h) || !parse_uint (mm, 59, m) || !parse_uint (ss, 60, s))
    return FALSE;
  *s = MIN (*s, 59); /* a leap second */
  *ms = 0;
  if (f.len > 7 && f.text[6] == '.')
    {
      guint scale = 100;

      for (gsize i = 7; i < MIN (f.len, 10); i++, scale /= 10)
        {
          if (!g_ascii_isdigit (f.text[i]))
            return FALSE;
          *ms += (guint) (f.text[i] - '0') * scale;
        }
    }
  return TRUE;
}

RsAisClock
rs_nmea_parse_clock (const RsNmeaSentence *sentence, gint64 *out_t_ms)
{
  Field f[16];
  guint n, y, mo, d, h, mi, s, ms;
  RsAisClock clock = RS_AIS_CLOCK_NONE;
  gint64 t_ms;

  if (sentence->len < 7 || sentence->text[0] != '$')
    return RS_AIS_CLOCK_NONE;
  n = split (sentence->text, sentence->len, f, G_N_ELEMENTS (f));
  /* $PGHP lines with a wrong checksum and a right time are in real logs; its time is checked. */
  if (n >= 9 && f[0].len == 5 && memcmp (f[0].text, "$PGHP", 5) == 0)
    {
      if (parse_uint (f[2], 9999, &y) && parse_uint (f[3], 12, &mo) && parse_uint (f[4], 31, &d)
          && parse_uint (f[5], 23, &h) && parse_uint (f[6], 59, &mi) && parse_uint (f[7], 59, &s)
          && parse_uint (f[8], 999, &ms))
        clock = RS_AIS_CLOCK_PGHP;
    }
  else if (sentence->has_checksum && !sentence->checksum_ok)
    return RS_AIS_CLOCK_NONE;
  else if (n >= 10 && f[0].len == 6 && memcmp (f[0].text + 3, "RMC", 3) == 0)
    {
      Field dd = { f[9].text, 2 }, mm = { f[9].text + 2, 2 }, yy = { f[9].text + 4, 2 };

      if (f[2].len == 1 && f[2].text[0] == 'A' && f[9].len == 6 && parse_hms (f[1], &h, &mi, &s, &ms)
          && parse_uint (dd, 31, &d) && parse_uint (mm, 12, &mo) && parse_uint (yy, 99, &y))
        {
          y += y < 80 ? 2000 : 1900;
          clock = RS_AIS_CLOCK_RMC;
        }
    }
  else if (n >= 5 && f[0].len == 6 && memcmp (f[0].text + 3, "ZDA", 3) == 0)
    {
      if (parse_hms (f[1], &h, &mi, &s, &ms) && parse_uint (f[2], 31, &d)
          && parse_uint (f[3], 12, &mo) && parse_uint (f[4], 9999, &y))
        clock = RS_AIS_CLOCK_ZDA;
    }
  if (clock == RS_AIS_CLOCK_NONE)
    return clock;
  t_ms = rs_time_from_civil ((int) y, (int) mo, (int) d, (int) h, (int) mi, (int) s, (int) ms);
  if (t_ms == RS_TIME_NONE || t_ms < RS_AIS_CLOCK_MIN_MS || t_ms >= RS_AIS_CLOCK_MAX_MS)
    return RS_AIS_CLOCK_NONE;
  *out_t_ms = t_ms;
  return clock;
}
