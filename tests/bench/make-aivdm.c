/* SPDX-License-Identifier: GPL-3.0-or-later */
/* make-aivdm MESSAGES FILE [VESSELS [SEED]]: a log of AIVDM sentences to be measured with: ships of class
 * A and B that move a little from message to message, their static data (types 5 and 24, the former in two
 * parts), aids to navigation, weather, and a base station's clock every second. The same arguments give
 * the same bytes. */
#include <stdio.h>
#include <stdlib.h>

#include "aivdm.h"

#define N_VESSELS 5000
#define SEED 20240307
#define PER_SECOND 100

typedef struct
{
  RsAisMessage position, statics;
} Vessel;

static void
make_vessel (GRand *rand, guint i, Vessel *out)
{
  gboolean class_b = i % 5 == 4;
  RsAisMessage *p = &out->position, *s = &out->statics;

  p->type = class_b ? 18 : i % 5 == 3 ? 3 : 1;
  s->type = class_b ? 24 : 5;
  p->mmsi = s->mmsi = 273000000 + i;
  p->position = (RsAisPosition){ .lon_raw = g_rand_int_range (rand, -108000000, 108000000),
                                 .lat_raw = g_rand_int_range (rand, -48000000, 48000000),
                                 .sog_dkn = (guint16) g_rand_int_range (rand, 0, 250),
                                 .cog_raw = (guint16) g_rand_int_range (rand, 0, 3600),
                                 .heading = (guint16) g_rand_int_range (rand, 0, 360),
                                 .turn_raw = (gint8) g_rand_int_range (rand, -20, 20),
                                 .status = class_b ? 15 : (guint8) (i % 6),
                                 .accuracy = i % 2,
                                 .radio = (guint32) g_rand_int_range (rand, 0, 1 << 19) };
  s->statics.part = class_b ? (guint8) (i % 2) : 0;
  s->statics.imo = 9000000 + i;
  g_snprintf (s->statics.name, sizeof s->statics.name, "VESSEL NUMBER %u", i);
  g_snprintf (s->statics.callsign, sizeof s->statics.callsign, "UB%u", i);
  g_snprintf (s->statics.destination, sizeof s->statics.destination, "PORT %u", i % 97);
  s->statics.ship_type = (guint8) (30 + i % 60);
  s->statics.dim_a_m = (guint16) (50 + i % 200);
  s->statics.dim_b_m = 20;
  s->statics.dim_c_m = s->statics.dim_d_m = 10;
  s->statics.draught_dm = (guint8) (i % 120);
}

static void
write_message (FILE *file, const RsAisMessage *message, char channel, guint sequence)
{
  AivdmBits bits;
  g_autoptr (GPtrArray) sentences = NULL;

  aivdm_encode (message, &bits);
  sentences = aivdm_sentences (&bits, channel, sequence, 60);
  for (guint i = 0; i < sentences->len; i++)
    fprintf (file, "%s\r\n", (char *) sentences->pdata[i]);
}

/* Weather (8, DAC 1, FI 31) of random content. */
static void
write_weather (FILE *file, GRand *rand)
{
  AivdmBits bits = { 0 };
  g_autoptr (GPtrArray) sentences = NULL;

  aivdm_put_u (&bits, 8, 6);
  aivdm_put_u (&bits, 0, 2);
  aivdm_put_u (&bits, 2734450, 30);
  aivdm_put_u (&bits, 0, 2);
  aivdm_put_u (&bits, 1, 10);
  aivdm_put_u (&bits, 31, 6);
  while (bits.n_bits < 360)
    aivdm_put_u (&bits, g_rand_int (rand) & 0xff, 8);
  sentences = aivdm_sentences (&bits, 'A', 0, 82);
  fprintf (file, "%s\r\n", (char *) sentences->pdata[0]);
}

int
main (int argc, char **argv)
{
  guint n = argc > 2 ? (guint) strtoul (argv[1], NULL, 10) : 0;
  guint n_vessels = argc > 3 ? (guint) strtoul (argv[3], NULL, 10) : N_VESSELS;
  g_autoptr (GRand) rand = g_rand_new_with_seed (argc > 4 ? (guint32) atoi (argv[4]) : SEED);
  g_autofree Vessel *vessels = NULL;
  FILE *file;

  if (n == 0 || n_vessels == 0 || !(file = fopen (argv[2], "w")))
    {
      fprintf (stderr, "usage: make-aivdm MESSAGES FILE [VESSELS [SEED]]\n");
      return 2;
    }
  vessels = g_new0 (Vessel, n_vessels);
  for (guint i = 0; i < n_vessels; i++)
    make_vessel (rand, i, &vessels[i]);
  for (guint i = 0; i < n; i++)
    {
      guint second = i / PER_SECOND;
      Vessel *v = &vessels[g_rand_int_range (rand, 0, (gint32) n_vessels)];
      guint kind = (guint) g_rand_int_range (rand, 0, 100);

      if (i % PER_SECOND == 0)
        {
          RsAisMessage base = { .type = 4, .mmsi = 2734450 };

          base.base = (RsAisBase){ .year = 2024, .month = 3, .day = (guint8) (7 + second / 86400),
                                   .hour = (guint8) (second / 3600 % 24),
                                   .minute = (guint8) (second / 60 % 60),
                                   .second = (guint8) (second % 60) };
          write_message (file, &base, 'A', 0);
        }
      else if (kind < 84)
        {
          v->position.position.lon_raw += g_rand_int_range (rand, -500, 500);
          v->position.position.lat_raw += g_rand_int_range (rand, -500, 500);
          v->position.position.second = (guint8) (second % 60);
          write_message (file, &v->position, i % 2 ? 'A' : 'B', 0);
        }
      else if (kind < 97)
        write_message (file, &v->statics, i % 2 ? 'A' : 'B', i % 10);
      else
        write_weather (file, rand);
    }
  return fclose (file) == 0 ? 0 : 1;
}
