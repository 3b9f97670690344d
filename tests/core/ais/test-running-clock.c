/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ais/running-clock.h"

#define NOON G_GINT64_CONSTANT (1709812800000) /* 2024-03-07T12:00:00Z */
#define STATION_A 2731001
#define STATION_B 2731002
#define STATION_C 2731003
#define STATION_D 2731004

static void
begin (RsRunningClock *clock, gint64 date_ms)
{
  rs_running_clock_init (clock, date_ms);
  clock->latest_ms = NOON + 300 * RS_DAY_MS;
}

static void
check_hear (RsRunningClock *clock, guint32 mmsi, gint64 said_ms, RsClockVerdict verdict, gint64 t_ms)
{
  g_assert_cmpint (rs_running_clock_hear (clock, mmsi, said_ms), ==, verdict);
  g_assert_cmpint (clock->t_ms, ==, t_ms);
}

/* The log's own receiver goes first, wherever stations are. */
static void
test_receiver_first (void)
{
  RsRunningClock clock;

  begin (&clock, RS_TIME_NONE);
  g_assert_cmpint (rs_running_clock_set (&clock, NOON, RS_AIS_CLOCK_RMC), ==, RS_CLOCK_TAKEN);
  check_hear (&clock, STATION_A, NOON - 17 * 365 * RS_DAY_MS, RS_CLOCK_CONTRADICTS, NOON);
  check_hear (&clock, STATION_B, NOON + RS_DAY_MS, RS_CLOCK_CONTRADICTS, NOON);
  /* One that agrees changes nothing while the receiver speaks, and takes over when it is silent. */
  check_hear (&clock, STATION_C, NOON + 10000, RS_CLOCK_TAKEN, NOON);
  g_assert_cmpint (clock.source, ==, RS_AIS_CLOCK_RMC);
  check_hear (&clock, STATION_C, NOON + 70000, RS_CLOCK_TAKEN, NOON + 70000);
  g_assert_cmpint (clock.source, ==, RS_AIS_CLOCK_BASE);
  /* It jumps where it likes, but not into the future. */
  g_assert_cmpint (rs_running_clock_set (&clock, NOON - RS_DAY_MS, RS_AIS_CLOCK_ZDA), ==,
                   RS_CLOCK_TAKEN);
  g_assert_cmpint (rs_running_clock_set (&clock, NOON + 301 * RS_DAY_MS, RS_AIS_CLOCK_ZDA), ==,
                   RS_CLOCK_FUTURE);
  g_assert_cmpint (clock.t_ms, ==, NOON - RS_DAY_MS);
  g_assert_cmpint (clock.source, ==, RS_AIS_CLOCK_ZDA);
}

static void
test_wrong_station (void)
{
  RsRunningClock clock;
  gint64 wrong_ms = NOON - 20 * 365 * RS_DAY_MS;

  begin (&clock, RS_TIME_NONE);
  check_hear (&clock, STATION_C, NOON + 301 * RS_DAY_MS, RS_CLOCK_FUTURE, RS_TIME_NONE);
  check_hear (&clock, STATION_A, NOON, RS_CLOCK_TAKEN, NOON);
  for (gint64 t = 10000; t < 100000; t += 10000)
    {
      check_hear (&clock, STATION_B, wrong_ms + t, RS_CLOCK_CONTRADICTS, NOON + t - 10000);
      check_hear (&clock, STATION_A, NOON + t, RS_CLOCK_TAKEN, NOON + t);
    }
}

/* The wrong one speaks first: the other is believed at once, and the look ahead tells. */
static void
test_wrong_first (void)
{
  RsRunningClock clock, again;
  gint64 wrong_ms = NOON - 20 * 365 * RS_DAY_MS;

  begin (&clock, RS_TIME_NONE);
  check_hear (&clock, STATION_B, wrong_ms, RS_CLOCK_TAKEN, wrong_ms);
  check_hear (&clock, STATION_A, NOON, RS_CLOCK_TAKEN, NOON);
  check_hear (&clock, STATION_B, wrong_ms + 10000, RS_CLOCK_CONTRADICTS, NOON);
  begin (&again, RS_TIME_NONE);
  rs_running_clock_learn (&again, &clock);
  g_assert_true (rs_running_clock_distrusts (&again, STATION_B));
  g_assert_false (rs_running_clock_distrusts (&again, STATION_A));
  check_hear (&again, STATION_B, wrong_ms, RS_CLOCK_CONTRADICTS, RS_TIME_NONE);
  check_hear (&again, STATION_A, NOON, RS_CLOCK_TAKEN, NOON);
}

/* Logs stop and go on: the clock follows. */
static void
test_pauses (void)
{
  RsRunningClock clock, again;

  begin (&clock, RS_TIME_NONE);
  check_hear (&clock, STATION_A, NOON, RS_CLOCK_TAKEN, NOON);
  /* The only station there is, forth and back. */
  check_hear (&clock, STATION_A, NOON + RS_DAY_MS, RS_CLOCK_TAKEN, NOON + RS_DAY_MS);
  check_hear (&clock, STATION_A, NOON, RS_CLOCK_TAKEN, NOON);
  check_hear (&clock, STATION_B, NOON + 1000, RS_CLOCK_TAKEN, NOON + 1000);
  /* One that was right before. */
  check_hear (&clock, STATION_A, NOON + RS_HOUR_MS, RS_CLOCK_TAKEN, NOON + RS_HOUR_MS);
  check_hear (&clock, STATION_B, NOON + RS_HOUR_MS, RS_CLOCK_TAKEN, NOON + RS_HOUR_MS);
  /* A new one, after a pause of minutes; two others bring it back if it was wrong, and once was enough. */
  check_hear (&clock, STATION_D, NOON + RS_HOUR_MS + 600000, RS_CLOCK_TAKEN,
              NOON + RS_HOUR_MS + 600000);
  check_hear (&clock, STATION_A, NOON + RS_HOUR_MS, RS_CLOCK_CONTRADICTS,
              NOON + RS_HOUR_MS + 600000);
  check_hear (&clock, STATION_B, NOON + RS_HOUR_MS, RS_CLOCK_TAKEN, NOON + RS_HOUR_MS);
  check_hear (&clock, STATION_A, NOON + RS_HOUR_MS, RS_CLOCK_TAKEN, NOON + RS_HOUR_MS);
  check_hear (&clock, STATION_D, NOON + RS_HOUR_MS + 610000, RS_CLOCK_CONTRADICTS,
              NOON + RS_HOUR_MS);
  check_hear (&clock, STATION_B, NOON + RS_HOUR_MS, RS_CLOCK_TAKEN, NOON + RS_HOUR_MS);
  /* Back: two must say so, or one that is heard alone. */
  check_hear (&clock, STATION_A, NOON, RS_CLOCK_CONTRADICTS, NOON + RS_HOUR_MS);
  check_hear (&clock, STATION_B, NOON + 2000, RS_CLOCK_TAKEN, NOON + 2000);
  check_hear (&clock, STATION_C, NOON + 2000, RS_CLOCK_TAKEN, NOON + 2000);
  check_hear (&clock, STATION_A, NOON - RS_HOUR_MS, RS_CLOCK_CONTRADICTS, NOON + 2000);
  check_hear (&clock, STATION_A, NOON - RS_HOUR_MS + 10000, RS_CLOCK_CONTRADICTS, NOON + 2000);
  check_hear (&clock, STATION_A, NOON - RS_HOUR_MS + 20000, RS_CLOCK_TAKEN,
              NOON - RS_HOUR_MS + 20000);
  begin (&again, RS_TIME_NONE);
  rs_running_clock_learn (&again, &clock);
  g_assert_false (rs_running_clock_distrusts (&again, STATION_A));
  g_assert_false (rs_running_clock_distrusts (&again, STATION_B));
}

static void
test_many_stations (void)
{
  RsRunningClock clock;

  begin (&clock, RS_TIME_NONE);
  for (guint i = 0; i < 10 * RS_CLOCK_MAX_STATIONS; i++)
    check_hear (&clock, 2000000 + i, NOON + i * 1000, RS_CLOCK_TAKEN, NOON + i * 1000);
  g_assert_cmpuint (clock.n_stations, ==, RS_CLOCK_MAX_STATIONS);
}

/* A course of @n messages, one each @every_ms, one in @wrong with any second whatever and the others late
 * by up to 4 s. Returns the largest error of the clock at a message that is right. */
static gint64
run (guint n, gint64 every_ms, guint wrong, gint64 *out_end_error_ms)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20240307);
  RsRunningClock clock;
  gint64 worst_ms = 0;

  begin (&clock, NOON);
  for (guint i = 0; i < n; i++)
    {
      gint64 now_ms = NOON + i * every_ms;
      gint64 late_ms = g_rand_int_range (rand, 0, 4) * RS_SECOND_MS;
      gboolean is_wrong = wrong > 0 && g_rand_int_range (rand, 0, (gint) wrong) == 0;
      guint second = is_wrong ? (guint) g_rand_int_range (rand, 0, 60)
                              : (guint) ((now_ms - (i ? late_ms : 0)) / RS_SECOND_MS % 60);
      gint64 t_ms = rs_running_clock_date (&clock, 201000000 + i % 97, second);

      if (!is_wrong)
        worst_ms = MAX (worst_ms, ABS (t_ms - now_ms));
      *out_end_error_ms = clock.t_ms - now_ms;
    }
  return worst_ms;
}

/* Ships with a wrong second do not make the clock run away, neither in minutes nor in hours. */
static void
test_seconds (void)
{
  static const struct
  {
    guint n;
    gint64 every_ms;
    guint wrong;
    gint64 most_ms; /* error */
  } rows[] = {
    { 1000, 100, 0, 10000 },    { 1000, 100, 10, 10000 },    { 100000, 150, 10, 10000 },
    { 20000, 1000, 20, 30000 }, { 1000, 20000, 0, 10000 }, { 3000, 25000, 0, 10000 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 end_error_ms;
      gint64 worst_ms = run (rows[i].n, rows[i].every_ms, rows[i].wrong, &end_error_ms);

      g_test_message ("%u messages each %d ms, 1 of %u wrong: worst %d ms, at the end %d ms",
                      rows[i].n, (int) rows[i].every_ms, rows[i].wrong, (int) worst_ms,
                      (int) end_error_ms);
      g_assert_cmpint (worst_ms, <=, rows[i].most_ms);
      g_assert_cmpint (ABS (end_error_ms), <=, rows[i].most_ms);
    }
}

/* A single message far ahead waits for two of other ships, and so does one far back. */
static void
test_witness (void)
{
  RsRunningClock clock;

  begin (&clock, NOON + 1000);
  for (guint i = 1; i <= 20; i++)
    rs_running_clock_date (&clock, i, 1 + i / 2);
  g_assert_cmpint (clock.t_ms, ==, NOON + 11000);
  g_assert_cmpint (rs_running_clock_date (&clock, 100, 31), ==, NOON + 31000);
  g_assert_cmpint (rs_running_clock_date (&clock, 100, 31), ==, NOON + 31000);
  g_assert_cmpint (clock.t_ms, ==, NOON + 11000);
  g_assert_cmpint (rs_running_clock_date (&clock, 101, 32), ==, NOON + 32000);
  g_assert_cmpint (clock.t_ms, ==, NOON + 11000);
  g_assert_cmpint (rs_running_clock_date (&clock, 102, 32), ==, NOON + 32000);
  g_assert_cmpint (clock.t_ms, ==, NOON + 32000);
  /* It was a mistake: who goes on from before is right. */
  g_assert_cmpint (rs_running_clock_date (&clock, 103, 11), ==, NOON + 11000);
  g_assert_cmpint (clock.t_ms, ==, NOON + 32000);
  g_assert_cmpint (rs_running_clock_date (&clock, 104, 12), ==, NOON + 12000);
  g_assert_cmpint (clock.t_ms, ==, NOON + 12000);
}

/* A date without a time: the first message is of that day, whatever its second. */
static void
test_day (void)
{
  RsRunningClock clock;
  gint64 midnight_ms = NOON - 12 * RS_HOUR_MS;

  begin (&clock, midnight_ms);
  g_assert_cmpint (rs_running_clock_date (&clock, 1, 45), ==, midnight_ms + 45000);
  g_assert_cmpint (rs_running_clock_date (&clock, 2, 44), ==, midnight_ms + 44000);
  g_assert_cmpint (rs_running_clock_date (&clock, 3, 0), ==, midnight_ms + 60000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ais/running-clock/receiver-first", test_receiver_first);
  g_test_add_func ("/ais/running-clock/wrong-station", test_wrong_station);
  g_test_add_func ("/ais/running-clock/wrong-first", test_wrong_first);
  g_test_add_func ("/ais/running-clock/pauses", test_pauses);
  g_test_add_func ("/ais/running-clock/many-stations", test_many_stations);
  g_test_add_func ("/ais/running-clock/seconds", test_seconds);
  g_test_add_func ("/ais/running-clock/witness", test_witness);
  g_test_add_func ("/ais/running-clock/day", test_day);
  return g_test_run ();
}
