/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/json-pull.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "formats/error.h"
#include "formats/limits.h"

#define CHUNK (64 * 1024)
#define MAX_NUMBER 128

/* What may come next. */
typedef enum
{
  WANT_VALUE,
  WANT_VALUE_OR_END, /* after '[' */
  WANT_KEY_OR_END,   /* after '{' */
  WANT_KEY,
  WANT_COLON,
  WANT_COMMA_OR_END,
} Want;

struct _RsJson
{
  RsInput *input;
  guint8 *buffer;
  gsize pos, end;
  gboolean at_end, by_line;
  guint32 line, column; /* of the byte at pos */
  guint32 token_line, token_column;
  guint depth;
  char stack[RS_JSON_MAX_DEPTH]; /* '{' or '[' */
  Want want;
  GString *text;
};

RsJson *
rs_json_new (RsInput *input)
{
  RsJson *self = g_new0 (RsJson, 1);

  self->input = input;
  self->buffer = g_malloc (CHUNK);
  self->line = self->column = 1;
  self->text = g_string_new (NULL);
  return self;
}

void
rs_json_free (RsJson *self)
{
  g_free (self->buffer);
  g_string_free (self->text, TRUE);
  g_free (self);
}

void
rs_json_set_by_line (RsJson *self, gboolean by_line)
{
  self->by_line = by_line;
}

/* The next byte, not taken: -1 at the end, -2 on error. */
static int
peek (RsJson *self, GError **error)
{
  gssize got;

  if (self->pos < self->end)
    return self->buffer[self->pos];
  if (self->at_end)
    return -1;
  got = rs_input_read (self->input, self->buffer, CHUNK, error);
  if (got < 0)
    return -2;
  self->pos = 0;
  self->end = (gsize) got;
  self->at_end = got == 0;
  return got > 0 ? self->buffer[0] : -1;
}

static void
take (RsJson *self)
{
  if (self->buffer[self->pos++] == '\n')
    {
      self->line += self->line < G_MAXUINT32;
      self->column = 1;
    }
  else
    self->column += self->column < G_MAXUINT32;
}

static RsJsonToken
fail (RsJson *self, const char *what, GError **error)
{
  if (error && *error)
    return RS_JSON_ERROR;
  g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_DAMAGED,
               /* Translators: file, line, column, what is wrong there */
               _("“%s” is no well-formed JSON (line %u, column %u: %s). Get the file again"),
               rs_input_get_path (self->input), self->line, self->column, what);
  return RS_JSON_ERROR;
}

/* Passes over blanks, at the start over a byte order mark, between values over record separators.
 * Returns the next byte as peek () does. */
static int
skip_blanks (RsJson *self, GError **error)
{
  for (;;)
    {
      int c = peek (self, error);

      if (c == '\n' && self->by_line && self->depth > 0)
        return c;
      if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || (c == 0x1e && self->depth == 0))
        take (self);
      else if (c == 0xef && self->line == 1 && self->column <= 3)
        take (self);
      else if ((c == 0xbb || c == 0xbf) && self->line == 1 && self->column <= 3 && self->column > 1)
        take (self);
      else
        return c;
    }
}

static gboolean
read_hex (RsJson *self, guint *out, GError **error)
{
  *out = 0;
  for (guint i = 0; i < 4; i++)
    {
      int c = peek (self, error), digit = c >= 0 ? g_ascii_xdigit_value ((char) c) : -1;

      if (digit < 0)
        {
          fail (self, _("\\u without four hexadecimal digits"), error);
          return FALSE;
        }
      take (self);
      *out = *out * 16 + (guint) digit;
    }
  return TRUE;
}

static void
put_char (RsJson *self, gunichar c)
{
  if (self->text->len >= RS_MAX_LINE)
    return;
  /* Half of a pair, and what C cannot hold in a text. */
  if (c == 0 || (c >= 0xd800 && c < 0xe000))
    c = 0xfffd;
  g_string_append_unichar (self->text, c);
}

static gboolean read_escape (RsJson *self, GError **error);

/* After "\\u": the other half of a pair may follow. */
static gboolean
read_unicode (RsJson *self, GError **error)
{
  guint high, low;

  if (!read_hex (self, &high, error))
    return FALSE;
  while (high >= 0xd800 && high < 0xdc00)
    {
      int c = peek (self, error);

      if (c != '\\')
        break;
      take (self);
      c = peek (self, error);
      if (c != 'u')
        {
          put_char (self, 0xfffd);
          return read_escape (self, error);
        }
      take (self);
      if (!read_hex (self, &low, error))
        return FALSE;
      if (low >= 0xdc00 && low < 0xe000)
        {
          put_char (self, 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00));
          return TRUE;
        }
      put_char (self, 0xfffd);
      high = low;
    }
  put_char (self, high);
  return TRUE;
}

static gboolean
read_escape (RsJson *self, GError **error)
{
  static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
  int c = peek (self, error);
  const char *at;

  if (c == 'u')
    {
      take (self);
      return read_unicode (self, error);
    }
  at = c > 0 ? strchr (from, c) : NULL;
  if (!at)
    {
      fail (self, _("a backslash before a character that it does not escape"), error);
      return FALSE;
    }
  take (self);
  if (self->text->len < RS_MAX_LINE)
    g_string_append_c (self->text, to[at - from]);
  return TRUE;
}

static gboolean
read_string (RsJson *self, GError **error)
{
  take (self);
  g_string_truncate (self->text, 0);
  for (;;)
    {
      int c = peek (self, error);

      if (c < 0)
        {
          fail (self, _("the file ends within a text"), error);
          return FALSE;
        }
      if (c == '\n')
        {
          fail (self, _("the line ends within a text"), error);
          return FALSE;
        }
      take (self);
      if (c == '"')
        return TRUE;
      if (c == '\\')
        {
          if (!read_escape (self, error))
            return FALSE;
        }
      else if (self->text->len < RS_MAX_LINE)
        g_string_append_c (self->text, (char) (c == 0 ? ' ' : c));
    }
}

static gboolean
is_number (const char *text)
{
  const char *p = text;

  p += *p == '-';
  if (*p == '0')
    p++;
  else if (g_ascii_isdigit (*p))
    while (g_ascii_isdigit (*p))
      p++;
  else
    return FALSE;
  if (*p == '.')
    {
      if (!g_ascii_isdigit (*++p))
        return FALSE;
      while (g_ascii_isdigit (*p))
        p++;
    }
  if (*p == 'e' || *p == 'E')
    {
      p++;
      p += *p == '+' || *p == '-';
      if (!g_ascii_isdigit (*p))
        return FALSE;
      while (g_ascii_isdigit (*p))
        p++;
    }
  return *p == '\0';
}

/* A number or one of the words. */
static RsJsonToken
read_word (RsJson *self, GError **error)
{
  static const struct
  {
    const char *word;
    RsJsonToken token;
  } words[] = { { "true", RS_JSON_TRUE },          { "false", RS_JSON_FALSE },
                { "null", RS_JSON_NULL },          { "NaN", RS_JSON_NULL },
                { "Infinity", RS_JSON_NULL },      { "-Infinity", RS_JSON_NULL } };
  int c;

  g_string_truncate (self->text, 0);
  while ((c = peek (self, error)) > 0
         && (g_ascii_isalnum ((char) c) || c == '-' || c == '+' || c == '.')
         && self->text->len < MAX_NUMBER)
    {
      g_string_append_c (self->text, (char) c);
      take (self);
    }
  if (c == -2)
    return RS_JSON_ERROR;
  if (is_number (self->text->str))
    return RS_JSON_NUMBER;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (self->text->str, words[i].word) == 0)
      return words[i].token;
  self->line = self->token_line;
  self->column = self->token_column;
  return fail (self, _("neither a value nor a text in quotes"), error);
}

static RsJsonToken
open_group (RsJson *self, char kind, GError **error)
{
  if (self->depth == RS_JSON_MAX_DEPTH)
    return fail (self, _("objects in objects beyond all measure"), error);
  take (self);
  self->stack[self->depth++] = kind;
  self->want = kind == '{' ? WANT_KEY_OR_END : WANT_VALUE_OR_END;
  return kind == '{' ? RS_JSON_BEGIN_OBJECT : RS_JSON_BEGIN_ARRAY;
}

static void
end_value (RsJson *self)
{
  self->want = self->depth > 0 ? WANT_COMMA_OR_END : WANT_VALUE;
}

static RsJsonToken
close_group (RsJson *self)
{
  char kind = self->stack[--self->depth];

  take (self);
  end_value (self);
  return kind == '{' ? RS_JSON_END_OBJECT : RS_JSON_END_ARRAY;
}

static RsJsonToken
read_value (RsJson *self, int c, GError **error)
{
  RsJsonToken token;

  if (c == '{' || c == '[')
    return open_group (self, (char) c, error);
  if (c == '"')
    token = read_string (self, error) ? RS_JSON_STRING : RS_JSON_ERROR;
  else
    token = read_word (self, error);
  if (token != RS_JSON_ERROR)
    end_value (self);
  return token;
}

RsJsonToken
rs_json_next (RsJson *self, GError **error)
{
  for (;;)
    {
      int c = skip_blanks (self, error);
      char open = self->depth > 0 ? self->stack[self->depth - 1] : '\0';

      if (c == -2)
        return RS_JSON_ERROR;
      self->token_line = self->line;
      self->token_column = self->column;
      if (c == '\n')
        return fail (self, _("the line ends within an object or a list"), error);
      if (c == -1)
        return self->depth == 0 ? RS_JSON_END
                                : fail (self, _("the file ends within an object or a list"), error);
      switch (self->want)
        {
        case WANT_VALUE_OR_END:
          if (c == ']')
            return close_group (self);
          return read_value (self, c, error);
        case WANT_VALUE:
          return read_value (self, c, error);
        case WANT_KEY_OR_END:
          if (c == '}')
            return close_group (self);
          G_GNUC_FALLTHROUGH;
        case WANT_KEY:
          if (c != '"')
            return fail (self, _("a key in quotes is expected"), error);
          if (!read_string (self, error))
            return RS_JSON_ERROR;
          self->want = WANT_COLON;
          return RS_JSON_KEY;
        case WANT_COLON:
          if (c != ':')
            return fail (self, _("a colon is expected"), error);
          take (self);
          self->want = WANT_VALUE;
          break;
        case WANT_COMMA_OR_END:
        default:
          if ((c == '}' && open == '{') || (c == ']' && open == '['))
            return close_group (self);
          if (c != ',')
            return fail (self, _("a comma or the end of the object or list is expected"), error);
          take (self);
          self->want = open == '{' ? WANT_KEY : WANT_VALUE;
          break;
        }
    }
}

const char *
rs_json_get_text (RsJson *self, gsize *out_len)
{
  if (out_len)
    *out_len = self->text->len;
  return self->text->str;
}

guint32
rs_json_get_line (RsJson *self)
{
  return self->token_line;
}

guint32
rs_json_get_column (RsJson *self)
{
  return self->token_column;
}

guint
rs_json_get_depth (RsJson *self)
{
  return self->depth;
}

gboolean
rs_json_is_cut (RsJson *self)
{
  return self->at_end;
}

gboolean
rs_json_skip (RsJson *self, RsJsonToken token, GError **error)
{
  guint depth = self->depth;

  if (token == RS_JSON_ERROR)
    return FALSE;
  if (token != RS_JSON_BEGIN_OBJECT && token != RS_JSON_BEGIN_ARRAY)
    return TRUE;
  while (self->depth >= depth)
    if (rs_json_next (self, error) == RS_JSON_ERROR)
      return FALSE;
  return TRUE;
}

gboolean
rs_json_resync (RsJson *self, GError **error)
{
  int c;

  while ((c = peek (self, error)) >= 0)
    {
      take (self);
      if (c == '\n')
        break;
    }
  self->depth = 0;
  self->want = WANT_VALUE;
  return c != -2;
}
