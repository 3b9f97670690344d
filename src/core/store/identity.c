/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/identity.h"

/* Whether two texts can be of one identity: equal, or one says nothing. */
static gboolean
texts_fit (const char *a, const char *b)
{
  return *a == '\0' || *b == '\0' || g_str_equal (a, b);
}

static gboolean
numbers_fit (guint64 a, guint64 b)
{
  return a == 0 || b == 0 || a == b;
}

static gboolean
has_size (const RsIdentity *identity)
{
  return identity->dim_a_m || identity->dim_b_m || identity->dim_c_m || identity->dim_d_m;
}

static gboolean
sizes_fit (const RsIdentity *a, const RsIdentity *b)
{
  return !has_size (a) || !has_size (b)
         || (a->dim_a_m == b->dim_a_m && a->dim_b_m == b->dim_b_m && a->dim_c_m == b->dim_c_m
             && a->dim_d_m == b->dim_d_m);
}

gboolean
rs_identity_fits (const RsIdentity *a, const RsIdentity *b)
{
  return texts_fit (a->name, b->name) && texts_fit (a->callsign, b->callsign)
         && texts_fit (a->destination, b->destination) && numbers_fit (a->imo, b->imo)
         && numbers_fit ((guint) a->ship_type, (guint) b->ship_type)
         && numbers_fit (a->draught_dm, b->draught_dm) && sizes_fit (a, b);
}

static void
fill_text (char **text, const char *from)
{
  if (**text == '\0' && *from != '\0')
    {
      g_free (*text);
      *text = g_utf8_make_valid (from, -1);
    }
}

void
rs_identity_extend (RsIdentity *self, const RsIdentity *report, gint64 t_ms)
{
  fill_text (&self->name, report->name);
  fill_text (&self->callsign, report->callsign);
  fill_text (&self->destination, report->destination);
  self->imo = self->imo ? self->imo : report->imo;
  self->ship_type = self->ship_type ? self->ship_type : report->ship_type;
  self->draught_dm = self->draught_dm ? self->draught_dm : report->draught_dm;
  if (!has_size (self))
    {
      self->dim_a_m = report->dim_a_m;
      self->dim_b_m = report->dim_b_m;
      self->dim_c_m = report->dim_c_m;
      self->dim_d_m = report->dim_d_m;
    }
  if (t_ms == RS_TIME_NONE)
    return;
  if (self->from_ms == RS_TIME_NONE || t_ms < self->from_ms)
    self->from_ms = t_ms;
  if (self->to_ms == RS_TIME_NONE || t_ms > self->to_ms)
    self->to_ms = t_ms;
}
