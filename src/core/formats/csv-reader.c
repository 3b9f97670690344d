/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSV with a row for each position: MarineCadastre, the Danish Maritime Authority, and any other whose
 * columns are known by name or by --map. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ais/mmsi.h"
#include "formats/csv-layout.h"
#include "formats/reader-private.h"

/* What was last said of a vessel, as a hash of the cells: most rows say it again. */
typedef struct
{
  RsReadContext *context;
  RsCsv csv;
  RsCsvColumns columns;
  RsTimeReader times;
  GHashTable *said; /* of guint64* to guint */
  guint64 n_not_vessels;
  /* Of the row at hand: trimmed, and empty where the file says that there is nothing. */
  RsCell cells[RS_N_FIELDS];
} Reader;

static RsCell
get_cell (Reader *self, RsField field)
{
  gint column = self->columns.columns[field];
  RsCell cell = { "", 0 };

  if (column >= 0 && (guint) column < self->csv.n_cells)
    {
      cell = self->csv.cells[column];
      rs_value_trim (&cell.text, &cell.len);
      if (rs_value_is_none (cell.text, cell.len))
        cell.len = 0;
    }
  return cell;
}

/* "IMO9307839", "IMO 9307839", "9307839", "9307839.0"; 0 none. */
static guint32
parse_imo (RsCell cell)
{
  guint64 imo;

  if (cell.len >= 3 && g_ascii_strncasecmp (cell.text, "IMO", 3) == 0)
    {
      cell.text += 3;
      cell.len -= 3;
      rs_value_trim (&cell.text, &cell.len);
    }
  return rs_value_uint (cell.text, cell.len, 99999999, &imo) ? (guint32) imo : 0;
}

/* A cell that is a length in metres, 0 none. */
static guint
parse_metres (RsCell cell, guint scale, guint max)
{
  gint64 value;

  if (cell.len == 0 || !rs_value_decimal (cell.text, cell.len, scale, &value) || value < 0
      || value > max)
    return 0;
  return (guint) value;
}

/* Names from a transponder may hold what follows their '@'. */
static char *
clean_name (RsCell cell)
{
  const char *at = memchr (cell.text, '@', cell.len);
  char *text;

  if (at)
    cell.len = (gsize) (at - cell.text);
  text = rs_read_clean (cell.text, cell.len, RS_MAX_NAME);
  return g_strchomp (text);
}

static guint
hash_cells (const Reader *self)
{
  static const RsField fields[] = {
    RS_FIELD_NAME,  RS_FIELD_IMO,     RS_FIELD_CALLSIGN,    RS_FIELD_TYPE,
    RS_FIELD_LENGTH, RS_FIELD_WIDTH,  RS_FIELD_DRAUGHT,     RS_FIELD_DESTINATION,
    RS_FIELD_DIM_A, RS_FIELD_DIM_B,   RS_FIELD_DIM_C,       RS_FIELD_DIM_D,
  };
  guint hash = 2166136261u, n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      RsCell cell = self->cells[fields[i]];

      for (gsize c = 0; c < cell.len; c++)
        hash = (hash ^ (guchar) cell.text[c]) * 16777619u;
      hash = (hash ^ 0xffu) * 16777619u;
      n += cell.len > 0;
    }
  /* 0 stands for a row that says nothing. */
  return n == 0 ? 0 : MAX (hash, 1);
}

static gboolean
emit_static (Reader *self, guint64 key, gint64 t_ms, GError **error)
{
  guint hash = hash_cells (self);
  gpointer said;
  RsReadStatic statics = { .key = key, .t_ms = t_ms, .line = self->csv.line };
  g_autofree char *name = NULL, *callsign = NULL, *destination = NULL;

  if (hash == 0)
    return TRUE;
  said = g_hash_table_lookup (self->said, &key);
  statics.name = statics.callsign = statics.destination = "";
  if (GPOINTER_TO_UINT (said) == hash)
    {
      statics.same = TRUE;
      return rs_read_emit_static (self->context, &statics, error);
    }
  g_hash_table_insert (self->said, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (hash));
  statics.name = name = clean_name (self->cells[RS_FIELD_NAME]);
  statics.callsign = callsign = clean_name (self->cells[RS_FIELD_CALLSIGN]);
  statics.destination = destination = clean_name (self->cells[RS_FIELD_DESTINATION]);
  statics.imo = parse_imo (self->cells[RS_FIELD_IMO]);
  statics.ship_type = rs_csv_parse_ship_type (self->cells[RS_FIELD_TYPE].text,
                                              self->cells[RS_FIELD_TYPE].len);
  statics.dim_a_m = (guint16) parse_metres (self->cells[RS_FIELD_DIM_A], 0, 511);
  statics.dim_b_m = (guint16) parse_metres (self->cells[RS_FIELD_DIM_B], 0, 511);
  statics.dim_c_m = (guint16) parse_metres (self->cells[RS_FIELD_DIM_C], 0, 63);
  statics.dim_d_m = (guint16) parse_metres (self->cells[RS_FIELD_DIM_D], 0, 63);
  /* Only length and width: the antenna's place is not known. AIS says so by A = C = 0 (ITU-R M.1371,
   * dimensions without a reference point). */
  if (statics.dim_a_m == 0 && statics.dim_b_m == 0)
    statics.dim_b_m = (guint16) parse_metres (self->cells[RS_FIELD_LENGTH], 0, 1022);
  if (statics.dim_c_m == 0 && statics.dim_d_m == 0)
    statics.dim_d_m = (guint16) parse_metres (self->cells[RS_FIELD_WIDTH], 0, 126);
  statics.draught_dm = (guint16) parse_metres (self->cells[RS_FIELD_DRAUGHT], 1, 400);
  return rs_read_emit_static (self->context, &statics, error);
}

/* Who the row is about; 0 and a reason if nobody. */
static guint64
find_key (Reader *self, const char **out_problem)
{
  RsCell cell = self->cells[RS_FIELD_MMSI];
  g_autofree char *name = NULL;
  guint64 mmsi = 0, key;

  if (cell.len > 0 && !rs_value_uint (cell.text, cell.len, RS_MMSI_MAX, &mmsi))
    {
      *out_problem = RS_REJECT_BAD_MMSI;
      return 0;
    }
  if (mmsi > 0)
    return mmsi;
  name = clean_name (self->cells[RS_FIELD_NAME]);
  key = rs_read_name_key (self->context, name);
  if (key == 0)
    *out_problem = RS_REJECT_NOBODY;
  return key;
}

static const char *
parse_fix (Reader *self, RsFix *fix)
{
  RsCell lat = self->cells[RS_FIELD_LAT], lon = self->cells[RS_FIELD_LON];
  RsCell time = self->cells[RS_FIELD_TIME], cell;
  gint64 lat_e7, lon_e7, value;
  const char *problem;

  if (lat.len == 0 || lon.len == 0)
    return RS_REJECT_NO_POSITION;
  if (!rs_value_decimal (lat.text, lat.len, 7, &lat_e7))
    return RS_REJECT_BAD_LAT;
  if (!rs_value_decimal (lon.text, lon.len, 7, &lon_e7))
    return RS_REJECT_BAD_LON;
  problem = rs_read_set_position (fix, lat_e7, lon_e7);
  if (problem)
    return problem;
  if (time.len == 0)
    return RS_REJECT_NO_TIME;
  if (!rs_time_reader_parse (&self->times, time.text, time.len, &fix->t_ms))
    return RS_REJECT_BAD_TIME;
  cell = self->cells[RS_FIELD_SOG];
  if (rs_value_decimal (cell.text, cell.len, 1, &value) && value >= 0 && value < 1023)
    fix->sog_dkn = (guint16) value;
  cell = self->cells[RS_FIELD_COG];
  if (rs_value_decimal (cell.text, cell.len, 1, &value) && value >= 0 && value < 3600)
    fix->cog_ddeg = (guint16) value;
  cell = self->cells[RS_FIELD_HEADING];
  if (rs_value_decimal (cell.text, cell.len, 1, &value) && value >= 0 && value < 3600)
    fix->heading_deg = (guint16) ((value + 5) / 10 % 360);
  cell = self->cells[RS_FIELD_STATUS];
  if (cell.len > 0)
    fix->nav_status = rs_csv_parse_status (cell.text, cell.len);
  return NULL;
}

static gboolean
is_no_vessel (RsCell mobile)
{
  return (mobile.len == 12 && g_ascii_strncasecmp (mobile.text, "Base Station", 12) == 0)
         || (mobile.len == 4 && g_ascii_strncasecmp (mobile.text, "AtoN", 4) == 0);
}

static gboolean
read_row (Reader *self, GError **error)
{
  RsFix fix = rs_read_blank_fix ();
  const char *problem = NULL;
  guint64 key;

  for (guint i = 0; i < RS_N_FIELDS; i++)
    self->cells[i] = get_cell (self, i);
  self->context->summary->n_records++;
  if (is_no_vessel (self->cells[RS_FIELD_MOBILE]))
    {
      self->n_not_vessels++;
      return TRUE;
    }
  fix.line = self->csv.line;
  key = find_key (self, &problem);
  if (key != 0)
    problem = parse_fix (self, &fix);
  if (problem)
    {
      /* What the row says of the ship is of use without a position, if it says when. */
      if (key != 0 && strcmp (problem, RS_REJECT_NO_POSITION) == 0
          && rs_time_reader_parse (&self->times, self->cells[RS_FIELD_TIME].text,
                                   self->cells[RS_FIELD_TIME].len, &fix.t_ms)
          && !emit_static (self, key, fix.t_ms, error))
        return FALSE;
      return rs_read_emit_reject (self->context, self->csv.line, problem, self->csv.record,
                                  self->csv.record_len, error);
    }
  return emit_static (self, key, fix.t_ms, error)
         && rs_read_emit_fix (self->context, key, &fix, error);
}

/* Finds the header, past comments. On success the first row is at hand if it is data. */
static gboolean
read_header (Reader *self, gboolean *out_has_row, GError **error)
{
  const RsReadOptions *options = self->context->options;
  const char *path = rs_input_get_path (self->context->input);

  *out_has_row = FALSE;
  for (guint i = 0; i < RS_MAX_PREAMBLE; i++)
    {
      const char *reason;
      RsCsvResult result = rs_csv_next (&self->csv, &reason, error);

      if (result == RS_CSV_ERROR)
        return FALSE;
      if (result == RS_CSV_END)
        break;
      if (result == RS_CSV_BAD)
        continue;
      if (options->map && options->map[0] != '\0')
        {
          /* A comment has no cells to speak of. */
          if (self->csv.record[0] == '#' && self->csv.n_cells < 3)
            continue;
          if (!rs_csv_layout_map (options->map, self->csv.cells, self->csv.n_cells, &self->columns,
                                  error))
            {
              g_prefix_error (error, "“%s”: ", path);
              return FALSE;
            }
          *out_has_row = !self->columns.has_header;
          return TRUE;
        }
      if (rs_csv_layout_match (self->csv.cells, self->csv.n_cells, &self->columns))
        {
          if (options->layout)
            self->columns.layout = rs_layout_find (options->layout)->info.name;
          return TRUE;
        }
    }
  g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_UNKNOWN,
               _("“%s” has no header that names time, latitude and longitude. Say which columns they "
                 "are with --map t=COLUMN,lat=COLUMN,lon=COLUMN,mmsi=COLUMN; a number counts columns "
                 "from 1"),
               path);
  return FALSE;
}

static gboolean
read_rows (Reader *self, GError **error)
{
  gboolean has_row;

  if (!read_header (self, &has_row, error))
    return FALSE;
  self->context->summary->layout = self->columns.layout;
  if (self->columns.columns[RS_FIELD_MMSI] < 0 && self->columns.columns[RS_FIELD_NAME] < 0)
    {
      g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_OPTION,
                   _("“%s” has no column that says which vessel a row is about. Name one with --map "
                     "mmsi=COLUMN or name=COLUMN, beside t, lat and lon"),
                   rs_input_get_path (self->context->input));
      return FALSE;
    }
  for (;;)
    {
      const char *reason;

      if (has_row)
        {
          if (!read_row (self, error) || !rs_read_tick (self->context, error))
            return FALSE;
        }
      switch (rs_csv_next (&self->csv, &reason, error))
        {
        case RS_CSV_END:
          return TRUE;
        case RS_CSV_ERROR:
          return FALSE;
        case RS_CSV_BAD:
          self->context->summary->n_records++;
          if (!rs_read_emit_reject (self->context, self->csv.line, reason, self->csv.record,
                                    self->csv.record_len, error))
            return FALSE;
          has_row = FALSE;
          break;
        case RS_CSV_RECORD:
        default:
          has_row = TRUE;
          break;
        }
    }
}

/* By the first lines together: a comment may hold a comma, a header holds several. */
static gboolean
guess_delimiter (RsInput *input, char *out, GError **error)
{
  gsize n;
  const char *text = (const char *) rs_input_peek (input, RS_SNIFF_BYTES, &n, error);
  gsize len = 0;

  if (!text)
    return FALSE;
  for (guint lines = 0; len < n && lines < 10; len++)
    lines += text[len] == '\n';
  *out = rs_csv_guess_delimiter (text, len);
  return TRUE;
}

gboolean
rs_read_csv (RsReadContext *context, GError **error)
{
  Reader *self;
  char delimiter;
  gboolean ok;

  if (!guess_delimiter (context->input, &delimiter, error))
    return FALSE;
  self = g_new0 (Reader, 1);
  self->context = context;
  if (!rs_time_reader_init (&self->times, context->options->time_zone))
    {
      g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_OPTION,
                   _("there is no time zone “%s”; name one as Asia/Vladivostok or +10:00"),
                   context->options->time_zone);
      g_free (self);
      return FALSE;
    }
  self->said = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  rs_csv_init (&self->csv, context->input, delimiter);
  ok = read_rows (self, error);
  if (ok && self->n_not_vessels > 0)
    rs_read_note (context,
                  ngettext ("%u row is of a base station or an aid to navigation, which is no vessel",
                            "%u rows are of base stations and aids to navigation, which are no vessels",
                            (gulong) self->n_not_vessels),
                  (guint) self->n_not_vessels);
  if (ok && self->times.zone)
    context->summary->clock
        = g_strdup_printf (_("times in the rows, as of %s"), context->options->time_zone);
  rs_csv_clear (&self->csv);
  rs_time_reader_clear (&self->times);
  g_hash_table_unref (self->said);
  g_free (self);
  return ok;
}
