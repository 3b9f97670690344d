/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/xml.h"

#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <string.h>

/* Deeper elements than any such file has are garbage or an attack. */
#define MAX_DEPTH 64
#define CHUNK (32 * 1024)
/* Bytes of the end of a file that breaks off, for the report. */
#define TAIL 80

struct _RsXml
{
  RsReadContext *context;
  const char *root, *kind;
  const RsXmlHandler *handler;
  gpointer user_data;
  xmlParserCtxtPtr parser;
  gint depth; /* of the element to begin next */
  /* Of the element that begins: five pointers for each, as SAX2 has them. */
  const xmlChar **attributes;
  int n_attributes;
  GError *error;
  char *fault; /* the first one, as libxml2 says it */
  int fault_line, fault_column;
  GString *tail; /* the last bytes of the file */
  gboolean is_closed; /* the root has ended */
};

static void
stop (RsXml *self)
{
  xmlStopParser (self->parser);
}

static void
fail_damaged (RsXml *self, const char *format)
{
  /* The format is one of our own with a single %s. */
  g_auto (GStrv) parts = g_strsplit (format, "%s", 2);
  g_autofree char *message
      = g_strconcat (parts[0], rs_input_get_path (self->context->input), parts[1], NULL);

  if (!self->error)
    g_set_error_literal (&self->error, RS_READ_ERROR, RS_READ_ERROR_DAMAGED, message);
  stop (self);
}

static void
begin_cb (void *user_data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
          int n_namespaces, const xmlChar **namespaces, int n_attributes, int n_defaulted,
          const xmlChar **attributes)
{
  RsXml *self = user_data;

  if (self->error || self->fault)
    return;
  if (self->depth > MAX_DEPTH)
    {
      fail_damaged (self, _("“%s” has elements in elements beyond all measure"));
      return;
    }
  if (self->depth == 0 && strcmp ((const char *) name, self->root) != 0)
    {
      g_set_error (&self->error, RS_READ_ERROR, RS_READ_ERROR_UNKNOWN,
                   /* Translators: file, GPX or KML, an XML element */
                   _("“%s” is XML but no %s: it begins with <%s>"),
                   rs_input_get_path (self->context->input), self->kind, (const char *) name);
      stop (self);
      return;
    }
  self->attributes = attributes;
  self->n_attributes = n_attributes;
  if (!self->handler->begin (self, (const char *) name, self->depth, self->user_data, &self->error))
    stop (self);
  self->attributes = NULL;
  self->n_attributes = 0;
  self->depth++;
}

static void
end_cb (void *user_data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
  RsXml *self = user_data;

  if (self->error || self->fault)
    return;
  self->depth--;
  self->is_closed = self->depth == 0;
  if (!self->handler->end (self, (const char *) name, self->depth, self->user_data, &self->error))
    stop (self);
}

static void
text_cb (void *user_data, const xmlChar *text, int len)
{
  RsXml *self = user_data;

  if (!self->error && !self->fault && len > 0
      && !self->handler->text (self, (const char *) text, (gsize) len, self->user_data,
                               &self->error))
    stop (self);
}

static void
doctype_cb (void *user_data, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
  fail_damaged (user_data, _("“%s” declares a document type, which such a file does not have"));
}

static xmlEntityPtr
entity_cb (void *user_data, const xmlChar *name)
{
  return xmlGetPredefinedEntity (name);
}

/* The parser looks for the name of an entity behind it. */
static gboolean
is_bare_ampersand (int code, const char *message)
{
  return code == XML_ERR_ENTITYREF_SEMICOL_MISSING
         || (code == XML_ERR_NAME_REQUIRED && message && strstr (message, "EntityRef"));
}

#if LIBXML_VERSION >= 21200
static void
fault_cb (void *user_data, const xmlError *error)
#else
static void
fault_cb (void *user_data, xmlErrorPtr error)
#endif
{
  RsXml *self = user_data;

  /* An undeclared prefix is no fault here. */
  if (self->fault || error->level < XML_ERR_ERROR || error->domain == XML_FROM_NAMESPACE)
    return;
  if (is_bare_ampersand (error->code, error->message))
    self->fault = g_strdup (_("an & of a text must be written &amp;"));
  else
    self->fault = g_strchomp (g_strdup (error->message ? error->message : ""));
  self->fault_line = MAX (error->line, 0);
  self->fault_column = MAX (error->int2, 0);
}

static void
ignore_cb (void *user_data, const char *format, ...)
{
}

guint32
rs_xml_get_line (RsXml *self)
{
  int line = self->parser->input ? self->parser->input->line : 0;

  return (guint32) MAX (line, 0);
}

gboolean
rs_xml_get_attribute (RsXml *self, const char *name, char *out, gsize size)
{
  for (int i = 0; i < self->n_attributes; i++)
    {
      const xmlChar **a = self->attributes + 5 * i;

      if (strcmp ((const char *) a[0], name) == 0)
        {
          gsize len = (gsize) (a[4] - a[3]);

          len = MIN (len, size - 1);
          memcpy (out, a[3], len);
          out[len] = '\0';
          return TRUE;
        }
    }
  out[0] = '\0';
  return FALSE;
}

static void
keep_tail (RsXml *self, const char *chunk, gsize n)
{
  g_string_append_len (self->tail, chunk + n - MIN (n, TAIL), (gssize) MIN (n, TAIL));
  if (self->tail->len > TAIL)
    g_string_erase (self->tail, 0, (gssize) (self->tail->len - TAIL));
}

/* Whether the file ends as a whole one does. The parser may come to a fault in it at its end only: it looks for the
 * end of an entity. */
static gboolean
ends_whole (RsXml *self)
{
  const char *end, *name;

  g_strchomp (self->tail->str);
  end = g_strrstr (self->tail->str, "</");
  if (!end)
    return FALSE;
  name = strchr (end, ':') ? strchr (end, ':') + 1 : end + 2;
  return g_str_has_prefix (name, self->root) && strcmp (name + strlen (self->root), ">") == 0;
}

/* The file ends and is not whole: libxml2 would blame what it finds there. */
static gboolean
break_off (RsXml *self, guint64 n_before, GError **error)
{
  const char *last;

  if (self->handler->cut && self->depth > 0 && !self->handler->cut (self, self->user_data, error))
    return FALSE;
  last = strrchr (self->tail->str, '\n');
  last = last ? last + 1 : self->tail->str;
  return rs_read_break_off (self->context, n_before, rs_xml_get_line (self), last, strlen (last), error);
}

/* The file is no XML from somewhere on: what stands before is kept. */
static gboolean
spoil (RsXml *self, guint64 n_before, GError **error)
{
  RsReadContext *context = self->context;
  g_autofree char *where = NULL;

  if (self->handler->cut && self->depth > 0 && !self->handler->cut (self, self->user_data, error))
    return FALSE;
  if (context->summary->n_records == n_before)
    {
      where = g_strdup_printf ("line %d, column %d: %s", self->fault_line, self->fault_column,
                               self->fault ? self->fault : _("it breaks off"));
      g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_DAMAGED,
                   _("“%s” is no well-formed XML (%s). Mend it, or get it again"),
                   rs_input_get_path (context->input), where);
      return FALSE;
    }
  rs_read_note (context,
                /* Translators: numbers, what the parser says in English */
                _("The file is no well-formed XML from line %d, column %d on (%s): what stands before was read, the "
                  "rest was not. Mend it, or get it again"),
                self->fault_line, self->fault_column, self->fault ? self->fault : "");
  where = g_strdup_printf ("column %d: %s", self->fault_column, self->fault ? self->fault : "");
  context->summary->n_records++;
  return rs_read_emit_reject (context, (guint32) self->fault_line, RS_REJECT_XML, where, strlen (where), error);
}

static gboolean
feed (RsXml *self, GError **error)
{
  g_autofree char *chunk = g_malloc (CHUNK);
  guint64 n_before = self->context->summary->n_records;
  gboolean sound;
  gssize got = 0;

  do
    {
      GError *failure = NULL;

      got = rs_input_read (self->context->input, chunk, CHUNK, &failure);
      if (got < 0)
        {
          g_propagate_error (error, failure);
          return FALSE;
        }
      sound = !self->fault && !self->parser->disableSAX;
      keep_tail (self, chunk, (gsize) got);
      xmlParseChunk (self->parser, chunk, (int) got, got == 0);
      if (self->error)
        {
          g_propagate_error (error, g_steal_pointer (&self->error));
          return FALSE;
        }
      if (!rs_read_tick (self->context, error))
        return FALSE;
    }
  while (got > 0 && !self->fault && !self->parser->disableSAX);
  if ((self->fault || !self->parser->wellFormed) && got == 0 && sound && !self->is_closed
      && !ends_whole (self))
    return break_off (self, n_before, error);
  return (!self->fault && self->parser->wellFormed) || spoil (self, n_before, error);
}

gboolean
rs_xml_read (RsReadContext *context, const char *root, const char *kind,
             const RsXmlHandler *handler, gpointer user_data, GError **error)
{
  RsXml self = { .context = context, .root = root, .kind = kind, .handler = handler,
                 .user_data = user_data };
  xmlSAXHandler sax = { .initialized = XML_SAX2_MAGIC, .startElementNs = begin_cb,
                        .endElementNs = end_cb, .characters = text_cb, .cdataBlock = text_cb,
                        .ignorableWhitespace = text_cb, .internalSubset = doctype_cb,
                        .getEntity = entity_cb, .serror = fault_cb, .error = ignore_cb,
                        .warning = ignore_cb, .fatalError = ignore_cb };
  gboolean ok;

  self.parser = xmlCreatePushParserCtxt (&sax, &self, NULL, 0, NULL);
  g_return_val_if_fail (self.parser != NULL, FALSE);
  /* libxml2's own bounds stay on: no XML_PARSE_HUGE. */
  xmlCtxtUseOptions (self.parser, XML_PARSE_NONET | XML_PARSE_BIG_LINES);
  self.tail = g_string_new (NULL);
  ok = feed (&self, error);
  g_string_free (self.tail, TRUE);
  if (self.parser->myDoc)
    xmlFreeDoc (self.parser->myDoc);
  xmlFreeParserCtxt (self.parser);
  g_clear_error (&self.error);
  g_free (self.fault);
  return ok;
}
