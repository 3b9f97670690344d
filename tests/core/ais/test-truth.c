/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Our decoding against what libais and gpsdecode made of real logs, where the two agree. The logs are
 * not part of the project: without them the tests are skipped. */
#include "ais/stream.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "ais/message-json.h"

typedef struct
{
  GPtrArray *messages; /* of char*, JSON objects */
  GArray *times;       /* of gint64 */
  guint n_rejected;
} Decoded;

static void
message_cb (const RsAisReport *report, gpointer user_data)
{
  Decoded *d = user_data;
  GString *json = g_string_new ("{");

  rs_ais_message_append_json (&report->message, json);
  g_string_append_c (json, '}');
  g_ptr_array_add (d->messages, g_string_free (json, FALSE));
  g_array_append_val (d->times, report->t_ms);
}

static void
reject_cb (guint32 line, const char *reason, const char *text, gsize len, gpointer user_data)
{
  Decoded *d = user_data;

  d->n_rejected++;
}

static Decoded *
decode_lines (const char *const *lines)
{
  static const RsAisStreamFuncs funcs = { message_cb, reject_cb };
  Decoded *d = g_new0 (Decoded, 1);
  g_autoptr (RsAisStream) stream = NULL;

  d->messages = g_ptr_array_new_with_free_func (g_free);
  d->times = g_array_new (FALSE, FALSE, sizeof (gint64));
  stream = rs_ais_stream_new (&funcs, d, RS_TIME_NONE);
  for (guint i = 0; lines[i]; i++)
    rs_ais_stream_push_line (stream, lines[i], strlen (lines[i]), i + 1);
  rs_ais_stream_flush (stream);
  return d;
}

static void
decoded_free (Decoded *d)
{
  g_ptr_array_unref (d->messages);
  g_array_unref (d->times);
  g_free (d);
}

static char *
get_cases (const char *below)
{
  const char *dir = g_getenv ("RS_CASES_DIR");
  char *path = g_build_filename (dir ? dir : "", below, NULL);

  if (!dir || !g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_free (path);
      g_test_skip ("the real logs are not here (RS_CASES_DIR)");
      return NULL;
    }
  return path;
}

/* The truth's names where they are not gpsd's. */
static const char *
our_name (const char *name, gint64 type)
{
  if (strcmp (name, "sog") == 0)
    return "speed";
  if (strcmp (name, "cog") == 0)
    return "course";
  if (strcmp (name, "name") == 0)
    return type == 21 ? "name" : "shipname";
  return name;
}

/* Where the peers disagree, which of them is right, or neither. */
typedef enum
{
  AGREED,
  GPSD,   /* text: 31 is '_' and 39 is '\'' (libais has others); draught of inland ships in cm */
  LIBAIS, /* places of type 17, which gpsdecode rounds; a status that is a number */
  ABSENT, /* speed 102.3 is "not available" */
} Judgement;

static Judgement
judge (JsonObject *row, const char *name, gint64 type)
{
  JsonArray *names = json_object_has_member (row, "disagree")
                         ? json_object_get_array_member (row, "disagree")
                         : NULL;
  gboolean disputed = FALSE;

  for (guint i = 0; names && i < json_array_get_length (names); i++)
    disputed = disputed || strcmp (json_array_get_string_element (names, i), name) == 0;
  if (!disputed)
    return AGREED;
  /* 102.2 kn or more is "fast" with gpsd; 102.3 is taken for no speed below. */
  if (strcmp (name, "sog") == 0)
    return LIBAIS;
  if (strcmp (name, "name") == 0 || strcmp (name, "destination") == 0
      || strcmp (name, "draught") == 0)
    return GPSD;
  if ((type == 17 && (strcmp (name, "lat") == 0 || strcmp (name, "lon") == 0))
      || (type == 27 && strcmp (name, "status") == 0))
    return LIBAIS;
  g_error ("type %d, %s: a disagreement that nobody decided", (int) type, name);
}

static gboolean
nodes_equal (JsonNode *truth, JsonNode *ours, double tolerance)
{
  if (json_node_get_value_type (truth) == G_TYPE_STRING)
    return json_node_get_value_type (ours) == G_TYPE_STRING
           && strcmp (json_node_get_string (truth), json_node_get_string (ours)) == 0;
  return json_node_get_value_type (ours) != G_TYPE_STRING
         && fabs (json_node_get_double (truth) - json_node_get_double (ours)) <= tolerance;
}

static gboolean
nodes_equal_number (JsonNode *node, double value)
{
  return json_node_get_value_type (node) != G_TYPE_STRING
         && fabs (json_node_get_double (node) - value) < 1e-9;
}

/* Returns how many fields were compared. */
static guint
compare_fields (JsonObject *row, JsonObject *peer, Judgement who, gint64 type, JsonObject *ours,
                const char *where)
{
  /* The truth is rounded to six decimals, by gpsd in a payload to four, in types 17 and 27 to one. */
  double tolerance = who != GPSD ? 6e-7
                     : type == 6 || type == 8 ? 5.1e-5
                     : type == 17 || type == 27 ? 5.1e-2
                                                : 6e-7;
  g_autoptr (GList) names = json_object_get_members (peer);
  guint n = 0;

  for (GList *l = names; l; l = l->next)
    {
      const char *name = our_name (l->data, type);
      JsonNode *wanted = json_object_get_member (peer, l->data);
      Judgement judgement = judge (row, l->data, type);

      if (strcmp (name, "speed") == 0 && nodes_equal_number (wanted, 102.3))
        judgement = ABSENT;
      /* gpsd joins the parts of type 24: each part has what it has. */
      if ((type == 24 && !json_object_has_member (ours, name))
          || (judgement != AGREED && judgement != who && judgement != ABSENT)
          /* What gpsd alone says of type 27's status is said in words. */
          || (json_node_get_value_type (wanted) == G_TYPE_STRING && strcmp (name, "status") == 0))
        continue;
      if (!json_object_has_member (ours, name))
        g_error ("%s: %s is missing", where, name);
      n++;
      if (judgement == ABSENT)
        g_assert_true (json_object_get_null_member (ours, name));
      else if (!nodes_equal (wanted, json_object_get_member (ours, name), tolerance))
        {
          g_autofree char *text = json_to_string (wanted, FALSE);
          g_autofree char *got = json_to_string (json_object_get_member (ours, name), FALSE);

          g_error ("%s: type %d, %s is not %s but %s", where, (int) type, name, text, got);
        }
    }
  return n;
}

/* Returns how many fields were compared. */
static guint
compare_row (JsonObject *row, const char *where)
{
  JsonArray *nmea = json_object_get_array_member (row, "nmea");
  JsonObject *peers[2] = { NULL, NULL }; /* libais, gpsd */
  JsonObject *truth;
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  g_autoptr (JsonNode) root = NULL;
  JsonObject *ours;
  Decoded *d;
  gint64 type;
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (nmea); i++)
    g_ptr_array_add (lines, (gpointer) json_array_get_string_element (nmea, i));
  g_ptr_array_add (lines, NULL);
  d = decode_lines ((const char *const *) lines->pdata);
  if (json_object_has_member (row, "reject"))
    {
      g_assert_cmpuint (d->messages->len, ==, 0);
      g_assert_cmpuint (d->n_rejected, >, 0);
      decoded_free (d);
      return 1;
    }
  for (guint i = 0; i < 2; i++)
    {
      JsonNode *node = json_object_get_member (row, i == 0 ? "libais" : "gpsd");

      if (node && JSON_NODE_HOLDS_OBJECT (node))
        peers[i] = json_node_get_object (node);
    }
  truth = peers[0] ? peers[0] : peers[1];
  if (!truth)
    {
      decoded_free (d);
      return 0;
    }
  if (d->messages->len != 1)
    g_error ("%s: %u messages", where, d->messages->len);
  root = json_from_string (d->messages->pdata[0], NULL);
  g_assert_nonnull (root);
  ours = json_node_get_object (root);
  type = json_object_get_int_member (truth, "type");
  for (guint i = 0; i < 2; i++)
    n += peers[i] ? compare_fields (row, peers[i], i == 0 ? LIBAIS : GPSD, type, ours, where) : 0;
  decoded_free (d);
  return n;
}

static void
test_rows (void)
{
  g_autofree char *path = get_cases ("derived/aivdm_truth");
  g_autoptr (GDir) dir = NULL;
  const char *name;
  guint n_rows = 0, n_fields = 0;

  if (!path)
    return;
  dir = g_dir_open (path, 0, NULL);
  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      g_autofree char *text = NULL;
      g_auto (GStrv) lines = NULL;

      g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
      lines = g_strsplit (text, "\n", -1);
      for (guint i = 0; lines[i] && lines[i][0]; i++)
        {
          g_autoptr (JsonNode) node = json_from_string (lines[i], NULL);
          g_autofree char *where = g_strdup_printf ("%s:%u", name, i + 1);

          n_fields += compare_row (json_node_get_object (node), where);
          n_rows++;
        }
    }
  g_test_message ("%u messages, %u fields", n_rows, n_fields);
  g_assert_cmpuint (n_rows, >, 5000);
}

/* Whole logs: the times and lines of each message. */
static void
test_log (const char *log, const char *truth)
{
  g_autofree char *log_path = get_cases (log);
  g_autofree char *truth_path = log_path ? get_cases (truth) : NULL;
  g_autofree char *log_text = NULL, *truth_text = NULL;
  g_auto (GStrv) lines = NULL, rows = NULL;
  Decoded *d;
  guint n = 0;

  if (!truth_path)
    return;
  g_assert_true (g_file_get_contents (log_path, &log_text, NULL, NULL));
  g_assert_true (g_file_get_contents (truth_path, &truth_text, NULL, NULL));
  lines = g_strsplit (log_text, "\n", -1);
  rows = g_strsplit (truth_text, "\n", -1);
  d = decode_lines ((const char *const *) lines);
  for (guint i = 0; rows[i] && rows[i][0]; i++)
    {
      g_autoptr (JsonNode) node = json_from_string (rows[i], NULL);
      JsonObject *row = json_node_get_object (node);
      gint64 t_ms;

      if (json_object_has_member (row, "reject"))
        continue;
      g_assert_cmpuint (n, <, d->messages->len);
      g_assert_true (rs_time_parse (json_object_get_string_member (row, "t"), &t_ms));
      g_assert_cmpint (g_array_index (d->times, gint64, n), ==, t_ms);
      n++;
    }
  g_assert_cmpuint (n, ==, d->messages->len);
  g_test_message ("%u messages", n);
  decoded_free (d);
}

static void
test_drift (void)
{
  test_log ("aivdm/dma-ais+AisAbnormal/ais-ab-analyzer/src/test/resources/ais/212123000_drift_1.ais",
            "derived/aivdm_truth/dma-ais+AisAbnormal__ais-ab-analyzer__src__test__resources__ais__"
            "212123000_drift_1.ais.truth.jsonl");
}

static void
test_suffixes (void)
{
  test_log ("aivdm/schwehr+noaadata/test/test.ais",
            "derived/aivdm_truth/schwehr+noaadata__test__test.ais.truth.jsonl");
}

static void
test_tag_blocks (void)
{
  test_log ("aivdm/amsa-code+risky/ais/src/test/resources/nmea-timestamped.txt",
            "derived/aivdm_truth/amsa-code+risky__ais__src__test__resources__"
            "nmea-timestamped.txt.truth.jsonl");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ais/truth/rows", test_rows);
  g_test_add_func ("/ais/truth/drift", test_drift);
  g_test_add_func ("/ais/truth/suffixes", test_suffixes);
  g_test_add_func ("/ais/truth/tag-blocks", test_tag_blocks);
  return g_test_run ();
}
