/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/subject.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ais/mmsi.h"
#include "formats/csv-row.h"
#include "formats/csv-words.h"
#include "formats/reason.h"

void
rs_subject_clear (RsSubject *self)
{
  for (guint i = 0; i < RS_N_FIELDS; i++)
    {
      g_free (self->cells[i]);
      g_free (self->words[i]);
    }
  g_free (self->date);
  g_free (self->date_word);
  g_free (self->title);
  g_free (self->id);
  memset (self, 0, sizeof *self);
}

static gboolean
is_word (const char *word, gsize len, const char *wanted)
{
  return len == strlen (wanted) && g_ascii_strncasecmp (word, wanted, len) == 0;
}

static char *
dup_clean (const char *text, gsize len)
{
  char *clean = rs_read_clean (text, len, RS_MAX_NAME);

  return g_strstrip (clean);
}

void
rs_subject_set_title (RsSubject *self, const char *text, gsize len)
{
  if (self->title && self->title[0] != '\0')
    return;
  g_free (self->title);
  self->title = dup_clean (text, len);
}

/* Takes @value if the word is known and has no value yet. */
static void
set_cell (RsSubject *self, const char *word, gsize word_len, char **value)
{
  char **cell = NULL, **called = NULL;
  RsCsvWord meaning;

  if (is_word (word, word_len, "vessel"))
    {
      cell = &self->cells[RS_FIELD_NAME];
      called = &self->words[RS_FIELD_NAME];
    }
  else if (!rs_csv_word_find (word, word_len, &meaning))
    return;
  else if (meaning.field == RS_FIELD_TIME && meaning.kind == RS_CSV_WORD_DATE)
    {
      cell = &self->date;
      called = &self->date_word;
    }
  else
    {
      RsField field = meaning.field == RS_FIELD_TIME && meaning.kind == RS_CSV_WORD_CLOCK
                          ? RS_FIELD_CLOCK
                          : meaning.field;

      cell = &self->cells[field];
      called = &self->words[field];
    }
  if (*cell)
    return;
  *cell = g_steal_pointer (value);
  *called = rs_read_clean (word, word_len, 64);
}

void
rs_subject_set (RsSubject *self, const char *word, gsize word_len, const char *value, gsize len)
{
  g_autofree char *clean = dup_clean (value, len);

  if (rs_value_is_none (clean, strlen (clean)))
    return;
  if (is_word (word, word_len, "provenance"))
    self->has_provenance = rs_provenance_from_string (clean, &self->provenance);
  else if (is_word (word, word_len, "roadstead"))
    self->is_annotation = TRUE;
  else if (is_word (word, word_len, "unnamed"))
    /* Our own GeoJSON says true, our own KML gives the reason. */
    self->unnamed = strcmp (clean, "false") != 0;
  else if (is_word (word, word_len, "id") || is_word (word, word_len, "trajectory_id")
           || is_word (word, word_len, "traj_id") || is_word (word, word_len, "track_id"))
    {
      if (!self->id)
        self->id = g_steal_pointer (&clean);
    }
  else if (is_word (word, word_len, "title"))
    rs_subject_set_title (self, clean, strlen (clean));
  else
    set_cell (self, word, word_len, &clean);
}

char *
rs_subject_dup_mmsi_problem (const RsSubject *self)
{
  const char *cell = self->cells[RS_FIELD_MMSI];
  guint64 mmsi;

  return !cell || rs_value_uint (cell, strlen (cell), RS_MMSI_MAX, &mmsi)
             ? NULL
             : rs_reason_name_value (RS_REJECT_BAD_MMSI, self->words[RS_FIELD_MMSI], cell);
}

static guint64
get_mmsi (const RsSubject *self)
{
  const char *cell = self->cells[RS_FIELD_MMSI];
  guint64 mmsi;

  return cell && rs_value_uint (cell, strlen (cell), RS_MMSI_MAX, &mmsi) ? mmsi : 0;
}

gboolean
rs_subject_is_explicit (const RsSubject *self)
{
  return get_mmsi (self) != 0 || self->cells[RS_FIELD_NAME];
}

char *
rs_subject_dup_name (const RsSubject *self)
{
  const char *name = self->cells[RS_FIELD_NAME];
  g_autofree char *suffix = NULL;

  if (!name)
    name = self->title ? self->title : "";
  /* Our own exports name a track that is not observed "NAME (reconstructed)". */
  if (self->has_provenance)
    suffix = g_strdup_printf (" (%s)", rs_provenance_to_string (self->provenance));
  if (suffix && g_str_has_suffix (name, suffix))
    return g_strndup (name, strlen (name) - strlen (suffix));
  return g_strdup (name);
}

/* The cells as a row of a CSV whose columns are the fields. */
static void
get_statics (const RsSubject *self, RsCsvStatics *out)
{
  RsCsvRowReader row = { .columns.n_columns = RS_N_FIELDS };
  RsCell cells[RS_N_FIELDS];

  for (guint i = 0; i < RS_N_FIELDS; i++)
    {
      const char *cell = self->cells[i] ? self->cells[i] : "";

      row.columns.columns[i] = (gint) i;
      cells[i] = (RsCell){ cell, strlen (cell) };
    }
  rs_csv_row_get_statics (&row, cells, RS_N_FIELDS, out);
}

gboolean
rs_subject_find_key (const RsSubject *self, RsReadContext *context, guint32 line, gint64 t_ms,
                     RsSubjectLabel label, guint64 *out_key, gboolean *out_named, GError **error)
{
  RsReadStatic statics = { .t_ms = t_ms, .line = line };
  g_autofree char *name = rs_subject_dup_name (self);
  g_autofree char *shown = NULL;
  guint64 mmsi = get_mmsi (self);
  RsCsvStatics said;
  gboolean ok;

  if (out_named)
    *out_named = TRUE;
  statics.is_label = self->unnamed;
  if (name[0] == '\0' && mmsi == 0)
    {
      g_free (name);
      if (self->id)
        name = g_strdup_printf ("%s %s", label.word, self->id);
      else if (label.number > 0)
        name = g_strdup_printf ("%s %u", label.word, label.number);
      else
        name = g_strdup (label.word);
      /* The first track of one file is not that of another. */
      if (context->member)
        {
          g_autofree char *own = g_steal_pointer (&name);

          name = g_strdup_printf ("%s: %s", context->member, own);
        }
      statics.is_label = TRUE;
      if (out_named)
        *out_named = FALSE;
    }
  *out_key = mmsi != 0 ? mmsi : rs_read_name_key (context, name);
  if (*out_key == 0)
    {
      g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_DAMAGED,
                   _("“%s” has more than %d tracks"), rs_input_get_path (context->input),
                   RS_MAX_NAMED);
      return FALSE;
    }
  statics.key = *out_key;
  /* Told apart by all of it; what was put together may be longer than a name can be. */
  shown = rs_read_clean (name, strlen (name), RS_MAX_NAME);
  statics.name = mmsi != 0 && statics.is_label ? "" : shown;
  get_statics (self, &said);
  statics.callsign = said.callsign;
  statics.destination = said.destination;
  statics.imo = said.imo;
  statics.ship_type = said.ship_type;
  statics.dim_a_m = said.dim_a_m;
  statics.dim_b_m = said.dim_b_m;
  statics.dim_c_m = said.dim_c_m;
  statics.dim_d_m = said.dim_d_m;
  statics.draught_dm = said.draught_dm;
  ok = rs_read_emit_static (context, &statics, error);
  rs_csv_statics_clear (&said);
  return ok;
}

void
rs_subject_set_fix_value (RsFix *fix, RsField field, const char *value, gsize len)
{
  gint64 number;

  if (field == RS_FIELD_STATUS)
    {
      fix->nav_status = rs_csv_parse_status (value, len);
      return;
    }
  if ((field != RS_FIELD_SOG && field != RS_FIELD_COG && field != RS_FIELD_HEADING)
      || !rs_value_decimal (value, len, 1, &number) || number < 0)
    return;
  if (field == RS_FIELD_SOG && number < 1023)
    fix->sog_dkn = (guint16) number;
  else if (field == RS_FIELD_COG && number < 3600)
    fix->cog_ddeg = (guint16) number;
  else if (field == RS_FIELD_HEADING && number <= 3600)
    fix->heading_deg = (guint16) ((number + 5) / 10 % 360);
}

void
rs_subject_apply (const RsSubject *self, RsFix *fix)
{
  const RsField fields[] = { RS_FIELD_SOG, RS_FIELD_COG, RS_FIELD_HEADING, RS_FIELD_STATUS };
  const gboolean missing[] = { fix->sog_dkn == RS_SOG_NONE, fix->cog_ddeg == RS_COG_NONE,
                               fix->heading_deg == RS_HEADING_NONE,
                               fix->nav_status == RS_NAV_STATUS_NONE };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (missing[i] && self->cells[fields[i]])
      rs_subject_set_fix_value (fix, fields[i], self->cells[fields[i]],
                                strlen (self->cells[fields[i]]));
  if (self->has_provenance)
    fix->provenance = (guint8) self->provenance;
}
