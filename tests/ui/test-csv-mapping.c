/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/models/csv-mapping.h"

/* A field lies in one column, a column holds one field. */
static void
test_assign (void)
{
  RsCsvColumns columns;

  rs_csv_columns_init (&columns, 4);
  rs_csv_mapping_assign (&columns, 0, RS_FIELD_TIME);
  columns.units[RS_FIELD_TIME] = RS_UNIT_DMY;
  rs_csv_mapping_assign (&columns, 1, RS_FIELD_LAT);
  rs_csv_mapping_assign (&columns, 2, RS_FIELD_LON);
  g_assert_true (rs_csv_mapping_is_complete (&columns));
  /* Taken away from its column. */
  rs_csv_mapping_assign (&columns, 3, RS_FIELD_LAT);
  g_assert_cmpint (rs_csv_mapping_get_field (&columns, 1), ==, -1);
  g_assert_cmpint (rs_csv_mapping_get_field (&columns, 3), ==, RS_FIELD_LAT);
  /* The column's own field goes, with its unit. */
  rs_csv_mapping_assign (&columns, 0, RS_FIELD_NAME);
  g_assert_cmpint (columns.columns[RS_FIELD_TIME], ==, -1);
  g_assert_cmpint (columns.units[RS_FIELD_TIME], ==, RS_UNIT_USUAL);
  g_assert_false (rs_csv_mapping_is_complete (&columns));
  rs_csv_mapping_assign (&columns, 0, -1);
  g_assert_cmpint (rs_csv_mapping_get_field (&columns, 0), ==, -1);
}

static void
test_missing (void)
{
  RsCsvColumns columns;
  g_autofree char *all = NULL, *one = NULL, *none = NULL;

  rs_csv_columns_init (&columns, 4);
  all = rs_csv_mapping_describe_missing (&columns);
  g_assert_cmpstr (all, ==, "Date and time, Latitude, Longitude");
  rs_csv_mapping_assign (&columns, 0, RS_FIELD_TIME);
  rs_csv_mapping_assign (&columns, 3, RS_FIELD_LAT);
  rs_csv_mapping_assign (&columns, 2, RS_FIELD_LON);
  none = rs_csv_mapping_describe_missing (&columns);
  g_assert_cmpstr (none, ==, "");
  /* Another delimiter: there are only three columns. */
  rs_csv_mapping_cut (&columns, 3);
  one = rs_csv_mapping_describe_missing (&columns);
  g_assert_cmpstr (one, ==, "Latitude");
}

/* Each field has a word, each unit that fits it has one, and none twice. */
static void
test_units (void)
{
  for (guint f = 0; f < RS_N_FIELDS; f++)
    {
      g_autoptr (GArray) units = rs_csv_mapping_list_units (f);
      g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

      g_assert_cmpstr (rs_field_get_label (f), !=, "");
      g_assert_cmpuint (units->len, >=, 1);
      g_assert_cmpint (g_array_index (units, RsUnit, 0), ==, RS_UNIT_USUAL);
      for (guint i = 0; i < units->len; i++)
        {
          RsUnit unit = g_array_index (units, RsUnit, i);
          const char *label = rs_csv_mapping_get_unit_label (f, unit);

          g_assert_true (rs_unit_fits (f, unit));
          g_assert_nonnull (label);
          g_assert_true (g_hash_table_add (seen, (gpointer) label));
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv-mapping/assign", test_assign);
  g_test_add_func ("/csv-mapping/missing", test_missing);
  g_test_add_func ("/csv-mapping/units", test_units);
  return g_test_run ();
}
