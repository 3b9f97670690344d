/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A ZIP archive, KMZ or other: every file in it that is of a known layout. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "formats/preview.h"
#include "formats/reader-private.h"
#include "formats/saved-layout.h"

/* Names that a note lists. */
#define NAMED_MAX 5
/* Rows that tell whether columns fit. */
#define FIT_ROWS 20
/* Bytes of what is told of the clocks of an archive, about. */
#define CLOCKS_MAX 400

typedef struct
{
  guint index;
  const char *name; /* borrowed from the list */
  const RsLayout *layout;
  RsReadOptions options;
  RsSavedLayout *saved; /* (nullable): what the options borrow from */
} Member;

gboolean
rs_read_is_archive (RsInput *input, gboolean *out, GError **error)
{
  gsize n;
  const guint8 *bytes = rs_input_peek (input, 4, &n, error);

  if (!bytes)
    return FALSE;
  *out = n == 4 && (memcmp (bytes, "PK\3\4", 4) == 0 || memcmp (bytes, "PK\5\6", 4) == 0);
  return TRUE;
}

static void
clear_member (gpointer data)
{
  g_clear_pointer (&((Member *) data)->saved, rs_saved_layout_free);
}

/* Whether the columns that a person named are those of the table: most of its first rows can be read. */
static gboolean
fits (RsInput *input, const RsReadOptions *options)
{
  g_autoptr (RsPreview) preview = rs_read_preview_input (input, options, FIT_ROWS, NULL);
  guint n_bad = 0;

  if (!preview || !preview->found)
    return FALSE;
  for (guint i = 0; i < preview->rows->len; i++)
    n_bad += ((RsPreviewRow *) g_ptr_array_index (preview->rows, i))->problem != NULL;
  return n_bad * 2 < preview->rows->len;
}

static gboolean
has_map (const RsReadOptions *options)
{
  return options->map && options->map[0] != '\0';
}

/* The layout by which a file within is read, and how; NULL if it is of none. */
static const char *
find_layout (RsReadContext *context, RsInput *input, Member *member)
{
  const char *wanted = context->options->layout;
  gboolean is_named = wanted && rs_layout_find (wanted);
  g_autoptr (RsInput) again = NULL;

  member->options = *context->options;
  if (!wanted && !has_map (context->options))
    member->saved = rs_saved_layout_match (input);
  if (member->saved)
    {
      member->options.layout = member->saved->name;
      rs_saved_layout_apply (member->saved, &member->options);
      return rs_read_is_json (input) ? "json" : "csv";
    }
  /* What the user names is tried on every text. */
  if (is_named)
    return rs_input_is_text (input) ? wanted : NULL;
  if (has_map (context->options))
    {
      again = rs_input_reopen (input, NULL);
      if (again && rs_input_is_text (input) && fits (again, context->options))
        return rs_read_is_json (input) ? "json" : "csv";
      /* Columns of another table say nothing of this one. */
      member->options.map = NULL;
      member->options.layout = NULL;
    }
  return rs_sniff (input, NULL);
}

/* Finds out what each file within is. What cannot be read is named in @others. */
static GArray *
sniff_members (RsReadContext *context, RsZip *zip, GPtrArray *others, GError **error)
{
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (Member));
  const GPtrArray *names = rs_zip_get_names (zip);

  g_array_set_clear_func (members, clear_member);
  for (guint i = 0; i < names->len; i++)
    {
      g_autoptr (RsInput) input = rs_input_open_member (zip, i, NULL);
      const char *layout;
      Member member = { .index = i, .name = g_ptr_array_index (names, i) };

      if (input)
        rs_input_set_cancellable (input, context->cancellable);
      layout = input ? find_layout (context, input, &member) : NULL;
      if (layout)
        member.layout = rs_layout_find (layout);
      if (member.layout)
        g_array_append_val (members, member);
      else
        {
          clear_member (&member);
          g_ptr_array_add (others, (gpointer) member.name);
        }
      if (g_cancellable_set_error_if_cancelled (context->cancellable, error))
        return NULL;
    }
  return g_steal_pointer (&members);
}

static char *
join_names (const GPtrArray *names)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < MIN (names->len, NAMED_MAX); i++)
    g_string_append_printf (text, "%s%s", i ? ", " : "", (char *) g_ptr_array_index (names, i));
  if (names->len > NAMED_MAX)
    g_string_append (text, ", …");
  return g_string_free (text, FALSE);
}

static RsInput *
open_member (RsReadContext *context, RsZip *zip, const Member *member, GError **error)
{
  RsInput *input = rs_input_open_member (zip, member->index, error);

  if (input)
    rs_input_set_cancellable (input, context->cancellable);
  return input;
}

/* Whether the sink, or this archive, had a file of that size and, unless @sha256 is NULL, content. */
static gboolean
had (const RsReadContext *context, guint64 size, const char *sha256)
{
  const GPtrArray *contents = context->summary->contents;

  for (guint i = 0; i < contents->len; i++)
    {
      const RsContent *content = g_ptr_array_index (contents, i);

      if (content->size == size && (!sha256 || strcmp (content->sha256, sha256) == 0))
        return TRUE;
    }
  return context->sink->is_known && context->sink->is_known (size, sha256, context->user_data);
}

/* Whether the member was read before: only one of the same size is hashed for it. */
static gboolean
check_known (RsReadContext *context, RsZip *zip, const Member *member, gboolean *out,
             GError **error)
{
  g_autoptr (RsInput) input = open_member (context, zip, member, error);
  g_autofree char *sha256 = NULL;
  guint64 size;

  *out = FALSE;
  if (!input)
    return FALSE;
  if (!had (context, rs_input_get_member_size (input), NULL))
    return TRUE;
  sha256 = rs_input_finish_content (input, &size, error);
  *out = sha256 && had (context, size, sha256);
  return sha256 != NULL;
}

/* Says of the notes from @first on which file they are about. */
static void
name_notes (GPtrArray *notes, guint first, const char *name)
{
  for (guint i = first; i < notes->len; i++)
    {
      char *note = g_ptr_array_index (notes, i);

      notes->pdata[i] = g_strdup_printf ("%s: %s", name, note);
      g_free (note);
    }
}

/* What is told of an archive's clocks names each once.
 * @before: (transfer full) (nullable): of the members before */
static void
join_clocks (RsReadSummary *summary, char *before)
{
  g_autofree char *clocks = before, *own = g_steal_pointer (&summary->clock);

  if (!own)
    own = g_strdup (_("times in the rows"));
  if (!clocks)
    summary->clock = g_steal_pointer (&own);
  else if (strstr (clocks, own) || strlen (clocks) > CLOCKS_MAX)
    summary->clock = g_steal_pointer (&clocks);
  else
    summary->clock = g_strconcat (clocks, "; ", own, NULL);
}

static gboolean
read_member (RsReadContext *context, RsZip *zip, const Member *member, gboolean alone,
             GError **error)
{
  RsInput *outer = context->input;
  const RsReadOptions *options = context->options;
  g_autoptr (RsInput) input = open_member (context, zip, member, error);
  g_autofree char *sha256 = NULL;
  guint first_note = context->summary->notes->len;
  guint64 size;
  guint64 n_fixes = context->summary->n_fixes;
  char *clocks;
  gboolean ok;

  if (!input || !rs_read_set_encoding (input, &member->options, context->summary, error))
    return FALSE;
  clocks = g_steal_pointer (&context->summary->clock);
  context->input = input;
  context->options = &member->options;
  context->member = alone ? NULL : member->name;
  context->next_tick = 0;
  context->last_line = 0;
  ok = member->layout->read (context, error) && rs_read_flush (context, error);
  if (context->summary->clock || context->summary->n_fixes > n_fixes)
    join_clocks (context->summary, clocks);
  else
    context->summary->clock = clocks;
  if (ok)
    rs_read_note_encoding (context);
  context->input = outer;
  context->options = options;
  context->member = NULL;
  if (ok && member->saved)
    {
      g_autofree char *text = rs_saved_layout_describe_match (member->saved);

      rs_read_note (context, "%s", text);
    }
  if (!alone)
    name_notes (context->summary->notes, first_note, member->name);
  if (ok)
    sha256 = rs_input_finish_content (input, &size, error);
  if (!sha256)
    return FALSE;
  g_ptr_array_add (context->summary->contents,
                   rs_content_new (member->name, sha256, size, context->line_base));
  context->line_base += context->last_line;
  return TRUE;
}

gboolean
rs_read_archive (RsReadContext *context, GError **error)
{
  const char *path = rs_input_get_path (context->input), *layout = NULL;
  g_autoptr (RsZip) zip = rs_zip_open (path, error);
  g_autoptr (GPtrArray) others = g_ptr_array_new (), read = g_ptr_array_new ();
  g_autoptr (GPtrArray) known = g_ptr_array_new ();
  g_autoptr (GArray) members = NULL;
  g_autofree char *listed = NULL;

  if (!zip)
    return FALSE;
  members = sniff_members (context, zip, others, error);
  if (!members)
    return FALSE;
  listed = join_names (others);
  if (members->len == 0)
    {
      g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_UNKNOWN,
                   /* Translators: file, names of files */
                   _("“%s” is a ZIP archive without a file that can be imported: %s"), path,
                   rs_zip_get_names (zip)->len > 0 ? listed : _("it is empty"));
      return FALSE;
    }
  for (guint i = 0; i < members->len; i++)
    {
      const Member *member = &g_array_index (members, Member, i);
      gboolean is_known;

      if (!check_known (context, zip, member, &is_known, error))
        return FALSE;
      if (is_known)
        {
          g_ptr_array_add (known, (gpointer) member->name);
          continue;
        }
      if (!read_member (context, zip, member, members->len == 1, error))
        return FALSE;
      g_ptr_array_add (read, (gpointer) member->name);
      /* The reader of CSV knows better which one it is. */
      if (!context->summary->layout)
        context->summary->layout = member->layout->info.name;
      if (layout && strcmp (layout, context->summary->layout) != 0)
        layout = "zip";
      else
        layout = context->summary->layout;
      context->summary->layout = NULL;
    }
  if (read->len == 0)
    {
      g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_KNOWN,
                   _("What is in “%s” was imported before: the same content."), path);
      return FALSE;
    }
  context->summary->layout = layout;
  if (known->len > 0)
    {
      g_autofree char *text = join_names (known);

      rs_read_note (context,
                    /* Translators: %s lists names of files */
                    ngettext ("%u file in the archive was not read, because the same content was "
                              "imported before: %s",
                              "%u files in the archive were not read, because the same content was "
                              "imported before: %s",
                              known->len),
                    known->len, text);
    }
  if (read->len > 1)
    {
      g_autofree char *text = join_names (read);

      rs_read_note (context,
                    /* Translators: %s lists names of files; a row’s line counts within its own file */
                    ngettext ("%u file was read from the archive: %s",
                              "%u files were read from the archive, each with lines of its own: %s",
                              read->len),
                    read->len, text);
    }
  if (others->len > 0)
    rs_read_note (context,
                  ngettext ("%u file in the archive was not read: %s",
                            "%u files in the archive were not read: %s", others->len),
                  others->len, listed);
  return TRUE;
}
