/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/filter-private.h"

typedef struct
{
  RsFilter filter;
  gatomicrefcount ref_count;
  GPtrArray *owned; /* of RsFilterCondition* */
} Full;

G_DEFINE_QUARK (rs-filter-error-quark, rs_filter_error)

void
rs_filter_condition_free (RsFilterCondition *self)
{
  g_free (self->value);
  g_free (self->text);
  g_clear_pointer (&self->area, g_array_unref);
  g_free (self);
}

static RsFilterCondition *
copy_condition (const RsFilterCondition *self)
{
  RsFilterCondition *copy = g_memdup2 (self, sizeof *self);

  copy->value = g_strdup (self->value);
  copy->text = g_strdup (self->text);
  if (self->area)
    copy->area = g_array_ref (self->area);
  return copy;
}

/* Of a kind, those that exclude come last. */
static gint
compare_groups (const RsFilterCondition *a, const RsFilterCondition *b)
{
  if (a->kind != b->kind)
    return a->kind < b->kind ? -1 : 1;
  return a->negated - b->negated;
}

static gboolean
is_same (const RsFilterCondition *a, const RsFilterCondition *b)
{
  return compare_groups (a, b) == 0 && strcmp (a->value, b->value) == 0;
}

/* Stable: a group keeps the order that it was given in. */
static void
insert (GPtrArray *sorted, RsFilterCondition *condition)
{
  guint at = sorted->len;

  for (guint i = 0; i < sorted->len; i++)
    if (is_same (g_ptr_array_index (sorted, i), condition))
      {
        rs_filter_condition_free (condition);
        return;
      }
  while (at > 0 && compare_groups (g_ptr_array_index (sorted, at - 1), condition) > 0)
    at--;
  g_ptr_array_insert (sorted, (gint) at, condition);
}

RsFilter *
rs_filter_new_take (GPtrArray *conditions)
{
  Full *full = g_new0 (Full, 1);

  g_atomic_ref_count_init (&full->ref_count);
  full->owned = g_ptr_array_new_with_free_func ((GDestroyNotify) rs_filter_condition_free);
  for (guint i = 0; i < conditions->len; i++)
    insert (full->owned, g_steal_pointer (&conditions->pdata[i]));
  g_ptr_array_set_free_func (conditions, NULL);
  g_ptr_array_unref (conditions);
  full->filter.n = full->owned->len;
  full->filter.conditions = (const RsFilterCondition *const *) full->owned->pdata;
  return &full->filter;
}

RsFilter *
rs_filter_ref (const RsFilter *self)
{
  g_atomic_ref_count_inc (&((Full *) self)->ref_count);
  return (RsFilter *) self;
}

void
rs_filter_unref (const RsFilter *self)
{
  Full *full = (Full *) self;

  if (!g_atomic_ref_count_dec (&full->ref_count))
    return;
  g_ptr_array_unref (full->owned);
  g_free (full);
}

static void
add_copies (GPtrArray *conditions, const RsFilter *from, guint except)
{
  for (guint i = 0; from && i < from->n; i++)
    if (i != except)
      g_ptr_array_add (conditions, copy_condition (from->conditions[i]));
}

RsFilter *
rs_filter_join (const RsFilter *self, const RsFilter *other)
{
  GPtrArray *conditions = g_ptr_array_new ();

  add_copies (conditions, self, G_MAXUINT);
  add_copies (conditions, other, G_MAXUINT);
  return rs_filter_new_take (conditions);
}

RsFilter *
rs_filter_remove (const RsFilter *self, guint index)
{
  GPtrArray *conditions = g_ptr_array_new ();

  add_copies (conditions, self, index);
  return rs_filter_new_take (conditions);
}

gint
rs_filter_find (const RsFilter *self, RsFilterKind kind, gboolean negated, const char *value)
{
  for (guint i = 0; self && i < self->n; i++)
    {
      const RsFilterCondition *c = self->conditions[i];

      if (c->kind == kind && !c->negated == !negated && strcmp (c->value, value) == 0)
        return (gint) i;
    }
  return -1;
}

gboolean
rs_filter_get_span (const RsFilter *self, gint64 *out_from_ms, gint64 *out_to_ms)
{
  guint n = 0;

  for (guint i = 0; self && i < self->n; i++)
    {
      const RsFilterCondition *c = self->conditions[i];

      if (c->kind != RS_FILTER_TIME || c->negated)
        continue;
      *out_from_ms = c->from_ms;
      *out_to_ms = c->to_ms;
      n++;
    }
  return n == 1;
}

char *
rs_filter_quote (const char *value)
{
  g_autoptr (GString) quoted = NULL;

  if (*value && !strpbrk (value, " \t\n\r,\"\\"))
    return g_strdup (value);
  quoted = g_string_new ("\"");
  for (const char *p = value; *p; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_c (quoted, '\\');
      g_string_append_c (quoted, *p);
    }
  g_string_append_c (quoted, '"');
  return g_string_free (g_steal_pointer (&quoted), FALSE);
}

static void
append_value (GString *text, const RsFilterCondition *condition)
{
  g_autofree char *quoted = rs_filter_quote (condition->value);

  g_string_append (text, quoted);
}

static void
append_head (GString *text, const RsFilterCondition *condition)
{
  if (condition->negated)
    g_string_append_c (text, '-');
  g_string_append (text, rs_filter_kind_to_string (condition->kind));
  g_string_append_c (text, ':');
}

char *
rs_filter_condition_to_text (const RsFilterCondition *condition)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append_head (text, condition);
  append_value (text, condition);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
rs_filter_to_text (const RsFilter *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; self && i < self->n; i++)
    {
      if (i > 0 && compare_groups (self->conditions[i - 1], self->conditions[i]) == 0)
        {
          g_string_append_c (text, ',');
        }
      else
        {
          if (i > 0)
            g_string_append_c (text, ' ');
          append_head (text, self->conditions[i]);
        }
      append_value (text, self->conditions[i]);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

RsSavedFilter *
rs_saved_filter_new (const char *name, const char *text)
{
  RsSavedFilter *self = g_new0 (RsSavedFilter, 1);

  self->name = g_strdup (name);
  self->text = g_strdup (text);
  return self;
}

void
rs_saved_filter_free (RsSavedFilter *self)
{
  g_free (self->name);
  g_free (self->text);
  g_free (self);
}

/* The text */

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* One value; *@at goes behind it. */
static char *
read_value (const char **at, GError **error)
{
  g_autoptr (GString) value = g_string_new (NULL);
  const char *p = *at;

  if (*p == '"')
    {
      for (p++; *p && *p != '"'; p++)
        {
          if (*p == '\\' && p[1])
            p++;
          g_string_append_c (value, *p);
        }
      if (*p != '"')
        {
          g_set_error (error, RS_FILTER_ERROR, RS_FILTER_ERROR_SYNTAX,
                       _("The quotation mark before “%s” has no other that ends it."), *at + 1);
          return NULL;
        }
      p++;
    }
  else
    {
      while (*p && *p != ',' && !is_space (*p))
        g_string_append_c (value, *p++);
    }
  *at = p;
  return g_string_free (g_steal_pointer (&value), FALSE);
}

static gboolean
read_head (const char **at, RsFilterKind *out_kind, gboolean *out_negated, GError **error)
{
  const char *p = *at, *start;
  g_autofree char *word = NULL;

  *out_negated = *p == '-';
  start = *out_negated ? p + 1 : p;
  for (p = start; *p && *p != ':' && !is_space (*p);)
    p++;
  word = g_strndup (start, (gsize) (p - start));
  if (*p != ':')
    {
      g_set_error (error, RS_FILTER_ERROR, RS_FILTER_ERROR_SYNTAX,
                   _("“%s” in the filter is no condition: write a kind, a colon and a value, as in "
                     "flag:KP."),
                   word);
      return FALSE;
    }
  if (!rs_filter_kind_from_string (word, out_kind))
    {
      g_autoptr (GString) known = g_string_new (NULL);

      for (guint kind = 0; kind < RS_N_FILTER_KINDS; kind++)
        g_string_append_printf (known, "%s%s", kind ? ", " : "",
                                rs_filter_kind_to_string ((RsFilterKind) kind));
      g_set_error (error, RS_FILTER_ERROR, RS_FILTER_ERROR_KIND,
                   /* Translators: the second %s is a list of words that stay English */
                   _("A filter cannot ask for “%s”; it can for %s."), word, known->str);
      return FALSE;
    }
  *at = p + 1;
  return TRUE;
}

/* One kind with its values. */
static gboolean
read_group (const char **at, GPtrArray *conditions, GError **error)
{
  RsFilterKind kind;
  gboolean negated;

  if (!read_head (at, &kind, &negated, error))
    return FALSE;
  for (;;)
    {
      g_autofree char *value = read_value (at, error);
      RsFilterCondition *condition
        = value ? rs_filter_value_parse (kind, negated, value, error) : NULL;

      if (!condition)
        return FALSE;
      g_ptr_array_add (conditions, condition);
      if (**at != ',')
        break;
      (*at)++;
    }
  if (**at && !is_space (**at))
    {
      g_set_error (error, RS_FILTER_ERROR, RS_FILTER_ERROR_SYNTAX,
                   _("After a value in quotation marks a comma or a space follows, not “%s”."), *at);
      return FALSE;
    }
  return TRUE;
}

RsFilter *
rs_filter_parse (const char *text, GError **error)
{
  g_autoptr (GPtrArray) conditions
    = g_ptr_array_new_with_free_func ((GDestroyNotify) rs_filter_condition_free);

  if (strlen (text) > RS_FILTER_TEXT_MAX || !g_utf8_validate (text, -1, NULL))
    {
      g_set_error (error, RS_FILTER_ERROR, RS_FILTER_ERROR_SYNTAX,
                   _("The filter is no text in UTF-8 of at most a million bytes."));
      return NULL;
    }
  for (const char *p = text; *p;)
    {
      if (is_space (*p))
        {
          p++;
          continue;
        }
      if (!read_group (&p, conditions, error))
        return NULL;
      if (conditions->len > RS_FILTER_CONDITIONS_MAX)
        {
          g_set_error (error, RS_FILTER_ERROR, RS_FILTER_ERROR_SYNTAX,
                       _("The filter has more than %d conditions."), RS_FILTER_CONDITIONS_MAX);
          return NULL;
        }
    }
  return rs_filter_new_take (g_steal_pointer (&conditions));
}
