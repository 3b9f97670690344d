/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "case/case.h"

G_BEGIN_DECLS

/* A line of an imported file, as it is in the file. */
typedef struct
{
  char *path;      /* the file that it was read from */
  char *member;    /* (nullable): which file within it, if it is an archive */
  guint32 line;    /* in the file, or in the member */
  char *text;      /* without its end; bytes that are no UTF-8 replaced */
  gboolean sealed; /* the file is the one that was imported, by its SHA-256; FALSE only while a live
                      source still writes it */
} RsSourceLine;

void rs_source_line_free (RsSourceLine *self);

/**
 * rs_case_read_source_line:
 * @import_id: an import of the case
 * @line: from 1, as a fix or a rejected row has it: counted on through the files of an archive
 * @path: (nullable): where the file is; %NULL looks beside the case and in the current folder for one
 *   of the import's name
 * @cancellable: (nullable)
 * @error: %RS_CASE_ERROR_NOT_FOUND: no such import; %RS_CASE_ERROR_NO_SOURCE: the import was made
 *   without a file, or its file is not there; %RS_CASE_ERROR_OTHER_SOURCE: a file is there, but
 *   not with the content that was imported, or it has no such line; or it is an archive, and was imported
 *   before it was kept which of its files a line is in
 *
 * Leads a fix back to the line that it came from, and vouches for it: the whole file is read and its
 * SHA-256 compared with that of the import. Blocks; O(size of the file).
 *
 * Returns: (transfer full) (nullable): the line
 */
RsSourceLine *rs_case_read_source_line (RsCase *self, gint64 import_id, guint32 line,
                                        const char *path, GCancellable *cancellable,
                                        GError **error);

/**
 * rs_case_find_member_line:
 * @member: name of a file in the archive that was imported
 * @line: from 1, within it
 * @out_line: (out): the line as fixes and rejected rows of the import have it
 * @error: %RS_CASE_ERROR_NOT_FOUND if there is no such import, or no such file in it, naming those that are
 */
gboolean rs_case_find_member_line (RsCase *self, gint64 import_id, const char *member,
                                   guint32 line, guint32 *out_line, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsSourceLine, rs_source_line_free)

G_END_DECLS
