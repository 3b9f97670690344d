/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/reader-private.h"

G_BEGIN_DECLS

/* An XML file as a stream of elements: no tree, no network, no document type and no entities but the
 * five of XML. Names come without their namespace prefix, which may be declared or not: files made by
 * hand often leave it out. */
typedef struct _RsXml RsXml;

typedef struct
{
  /* @depth: 0 for the root. A callback that fails sets @error and ends the reading. */
  gboolean (*begin) (RsXml *xml, const char *name, gint depth, gpointer user_data, GError **error);
  gboolean (*end) (RsXml *xml, const char *name, gint depth, gpointer user_data, GError **error);
  /* A piece of text or CDATA within the element begun last; a long text comes in many. */
  gboolean (*text) (RsXml *xml, const char *text, gsize len, gpointer user_data, GError **error);
  /* (nullable): the file breaks off within what is open, or goes on as no XML: what can be kept of it is handed
   * out. */
  gboolean (*cut) (RsXml *xml, gpointer user_data, GError **error);
} RsXmlHandler;

/**
 * rs_xml_read:
 * @root: the name of the root element
 * @kind: what such a file is called, "GPX"
 * @error: %RS_READ_ERROR_DAMAGED with line and column if it is no well-formed XML before anything was read, deeper than
 *   64 elements or declares a document type; %RS_READ_ERROR_UNKNOWN if the root is another
 *
 * A file that ends within its root breaks off, which is no failure if something was read before: see
 * rs_read_break_off (). Nor is a fault behind something that was read: it is rejected, with a note, and the rest of the
 * file is not read. Blocks.
 */
gboolean rs_xml_read (RsReadContext *context, const char *root, const char *kind,
                      const RsXmlHandler *handler, gpointer user_data, GError **error);

/* Within a callback: the line at hand, from 1. */
guint32 rs_xml_get_line (RsXml *self);

/* Within begin: copies an attribute, cut to @size - 1 bytes; "" and %FALSE if it is not there. */
gboolean rs_xml_get_attribute (RsXml *self, const char *name, char *out, gsize size);

G_END_DECLS
