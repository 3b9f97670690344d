/* SPDX-License-Identifier: GPL-3.0-or-later */
/* make-noaa ROWS FILE [VESSELS [SEED]]: a CSV as MarineCadastre has them (the header of before 2025), to
 * be measured with: rows in the order of time, those of some ten thousand vessels between each other, each
 * a report in one minute or three, as ships move. The same arguments give the same bytes. */
#include <glib.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/time.h"

#define N_VESSELS 15000
#define SEED 20230101
#define WHEEL 256 /* seconds; longer than any interval between reports */
#define BUFFER (1 << 20)
#define ROW_MAX 256

typedef struct
{
  guint32 mmsi;
  guint32 next; /* vessel of the same second, or G_MAXUINT32 */
  double lat_deg, lon_deg, sog_kn, cog_deg;
  guint8 kind; /* 0 under way, 1 moored, 2 at anchor, 3 class B */
  guint8 status;
  guint32 said_s;
  char tail[96]; /* name, number, call sign, type; after the status: size, draught, cargo, class */
  guint8 n_head, n_tail;
} Vessel;

static guint64 state;

static guint32
roll (void)
{
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return (guint32) (state >> 32);
}

static guint
below (guint n)
{
  return (guint) (((guint64) roll () * n) >> 32);
}

/* About normal, deviation 1. */
static double
noise (void)
{
  return ((double) roll () + roll () + roll () + roll ()) / 2147483648.0 * 0.866 - 3.464;
}

static guint
make_imo (guint base)
{
  guint sum = 0, rest = base;

  for (guint weight = 2; weight <= 7; weight++, rest /= 10)
    sum += rest % 10 * weight;
  return base * 10 + sum % 10;
}

static void
make_vessel (Vessel *v, guint i)
{
  static const char *const words[]
      = { "PACIFIC", "OCEAN", "STAR", "NORTHERN", "LADY", "ATLANTIC", "GULF", "SEA", "BLUE", "QUEEN" };
  static const guint types[] = { 31, 52, 30, 70, 80, 60, 37, 36, 90, 35 };
  guint type = types[below (10)], length = 10 + below (300);
  char head[64], tail[32];

  v->mmsi = below (3) ? 366000000 + below (2000000) : 200000000 + below (570000000);
  v->kind = (guint8) (below (100) < 38 ? 0 : below (10) < 5 ? 1 : below (10) < 4 ? 2 : 3);
  v->status = v->kind == 1 ? 5 : v->kind == 2 ? 1 : 0;
  v->lat_deg = 25 + below (2200000) / 1e5;
  v->lon_deg = -125 + below (5500000) / 1e5;
  v->sog_kn = v->kind == 0 || (v->kind == 3 && i % 3 == 0) ? 4 + below (160) / 10.0 : 0;
  v->cog_deg = below (3600) / 10.0;
  if (v->kind == 3)
    {
      v->n_head = (guint8) snprintf (head, sizeof head, "%s %s %u,,,%u,", words[below (10)],
                                     words[below (10)], i, i % 2 ? 37 : 36);
      v->n_tail = (guint8) snprintf (tail, sizeof tail, ",%u,%u,,,B\n", length % 30 + 5,
                                     length % 7 + 2);
    }
  else
    {
      v->n_head = (guint8) snprintf (head, sizeof head, "%s %s %u,IMO%u,W%c%c%u,%u,",
                                     words[below (10)], words[below (10)], i,
                                     make_imo (100000 + below (900000)), 'A' + below (26),
                                     'A' + below (26), 1000 + below (9000), type);
      v->n_tail = (guint8) snprintf (tail, sizeof tail, ",%u,%u,%u.%u,%u,A\n", length,
                                     length / 7 + 3, 2 + below (14), below (10), type);
    }
  memcpy (v->tail, head, v->n_head);
  memcpy (v->tail + v->n_head, tail, v->n_tail);
}

/* Moves the vessel on to @t_s; returns when it reports next. */
static guint32
sail (Vessel *v, guint32 t_s)
{
  double hours = (t_s - v->said_s) / 3600.0;

  if (v->sog_kn > 0.5)
    {
      v->lat_deg += v->sog_kn * hours / 60 * cos (v->cog_deg * G_PI / 180);
      v->lon_deg += v->sog_kn * hours / 60 * sin (v->cog_deg * G_PI / 180) / cos (v->lat_deg * G_PI / 180);
      v->cog_deg += noise () * 1.5;
      v->sog_kn = CLAMP (v->sog_kn + noise () * 0.1, 2, 24);
      if (below (500) == 0)
        v->cog_deg += below (120);
      /* Back to the open sea. */
      if (v->lat_deg < 20 || v->lat_deg > 50 || v->lon_deg < -130 || v->lon_deg > -65)
        v->cog_deg += 180;
      v->cog_deg = fmod (v->cog_deg + 720, 360);
    }
  v->said_s = t_s;
  return t_s + (v->kind == 0 ? 60 + below (12) : v->kind == 3 ? 62 + below (60) : 180 + below (10));
}

static char *
put_uint (char *at, guint value, guint digits)
{
  for (guint i = digits; i > 0; i--, value /= 10)
    at[i - 1] = (char) ('0' + value % 10);
  return at + digits;
}

static char *
put_number (char *at, guint value)
{
  guint digits = 1;

  for (guint rest = value; rest >= 10; rest /= 10)
    digits++;
  return put_uint (at, value, digits);
}

/* @value in units of the last of @n_decimals. */
static char *
put_decimal (char *at, gint value, guint n_decimals)
{
  guint scale = n_decimals == 5 ? 100000 : 10;

  if (value < 0)
    *at++ = '-';
  at = put_number (at, (guint) ABS (value) / scale);
  *at++ = '.';
  return put_uint (at, (guint) ABS (value) % scale, n_decimals);
}

static char *
put_row (char *at, const Vessel *v, const char *time)
{
  double wobble = v->kind == 2 ? 8e-5 : 1e-5;
  gint cog_ddeg = (gint) (v->cog_deg * 10), heading_deg;

  at = put_uint (at, v->mmsi, 9);
  *at++ = ',';
  memcpy (at, time, 19);
  at += 19;
  *at++ = ',';
  at = put_decimal (at, (gint) lround ((v->lat_deg + noise () * wobble) * 1e5), 5);
  *at++ = ',';
  at = put_decimal (at, (gint) lround ((v->lon_deg + noise () * wobble) * 1e5), 5);
  *at++ = ',';
  at = put_decimal (at, v->sog_kn > 0.5 ? (gint) (v->sog_kn * 10) : (gint) (below (20) == 0), 1);
  *at++ = ',';
  /* A receiver that lies still has no course to speak of. */
  if (v->sog_kn <= 0.5)
    cog_ddeg = (gint) below (3600);
  at = put_decimal (at, cog_ddeg % 3600, 1);
  *at++ = ',';
  heading_deg = v->kind == 3 ? 511 : (gint) (v->cog_deg + (v->sog_kn > 0.5 ? noise () : 0) + 360) % 360;
  at = put_number (at, (guint) heading_deg);
  *at++ = ',';
  memcpy (at, v->tail, v->n_head);
  at += v->n_head;
  if (v->kind != 3)
    at = put_number (at, v->status);
  memcpy (at, v->tail + v->n_head, v->n_tail);
  return at + v->n_tail;
}

static void
format_time (guint32 t_s, char *out)
{
  int year, month, day, hour, minute, second;

  rs_time_to_civil (t_s * RS_SECOND_MS, &year, &month, &day, &hour, &minute, &second, NULL);
  snprintf (out, 64, "%04d-%02d-%02dT%02d:%02d:%02d", year, month, day, hour, minute, second);
}

static gboolean
write_rows (FILE *file, guint64 n_rows, Vessel *vessels, guint n_vessels)
{
  g_autofree char *buffer = g_malloc (BUFFER + ROW_MAX);
  guint32 wheel[WHEEL], start_s = 1672531200; /* 2023-01-01 */
  char *at = buffer;
  char time[64];
  guint64 n = 0;

  at = stpcpy (at, "MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType,"
                   "Status,Length,Width,Draft,Cargo,TransceiverClass\n");
  for (guint i = 0; i < WHEEL; i++)
    wheel[i] = G_MAXUINT32;
  for (guint i = 0; i < n_vessels; i++)
    {
      guint32 *slot = &wheel[(start_s + below (180)) % WHEEL];

      vessels[i].said_s = start_s;
      vessels[i].next = *slot;
      *slot = i;
    }
  for (guint32 t_s = start_s; n < n_rows; t_s++)
    {
      guint32 due = wheel[t_s % WHEEL];

      wheel[t_s % WHEEL] = G_MAXUINT32;
      format_time (t_s, time);
      while (due != G_MAXUINT32 && n < n_rows)
        {
          Vessel *v = &vessels[due];
          guint32 i = due, next_s = sail (v, t_s);

          due = v->next;
          v->next = wheel[next_s % WHEEL];
          wheel[next_s % WHEEL] = i;
          at = put_row (at, v, time);
          n++;
          if (at - buffer < BUFFER)
            continue;
          if (fwrite (buffer, 1, (gsize) (at - buffer), file) != (gsize) (at - buffer))
            return FALSE;
          at = buffer;
        }
    }
  return fwrite (buffer, 1, (gsize) (at - buffer), file) == (gsize) (at - buffer);
}

int
main (int argc, char **argv)
{
  guint64 n_rows = argc > 2 ? g_ascii_strtoull (argv[1], NULL, 10) : 0;
  guint n_vessels = argc > 3 ? (guint) g_ascii_strtoull (argv[3], NULL, 10) : N_VESSELS;
  g_autofree Vessel *vessels = NULL;
  FILE *file;

  if (n_rows == 0 || n_vessels == 0)
    {
      fputs ("Usage: make-noaa ROWS FILE [VESSELS [SEED]]\n", stderr);
      return 2;
    }
  state = argc > 4 ? g_ascii_strtoull (argv[4], NULL, 10) : SEED;
  state = (state + 1) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  vessels = g_new0 (Vessel, n_vessels);
  for (guint i = 0; i < n_vessels; i++)
    make_vessel (&vessels[i], i);
  file = strcmp (argv[2], "-") == 0 ? stdout : fopen (argv[2], "w");
  if (!file || !write_rows (file, n_rows, vessels, n_vessels) || fclose (file) != 0)
    {
      perror (argv[2]);
      return 1;
    }
  return 0;
}
