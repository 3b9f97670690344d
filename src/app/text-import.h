/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/advice.h"
#include "model/records.h"

G_BEGIN_DECLS

/* What an import is, in the words of the window and the user's language. */

/* A layout as people know it: "AIS of MarineCadastre (NOAA), CSV"; @name itself if it is a saved one. */
const char *rs_text_layout (const char *name);

gboolean rs_text_import_is_live (const RsImport *import);
/* Whether it is a live source's, which has its hash when it ends. */
gboolean rs_text_import_is_running (const RsImport *import);

/* (transfer full): the name of the file, or of a live source its address and protocol:
 * "127.0.0.1:10110 · TCP". */
char *rs_text_import_title (const RsImport *import);

/* (transfer full): the same, and of a live source when it began: no two are alike. */
char *rs_text_import_name (const RsImport *import);

/* What a person can do in the window so that the file is read otherwise. @is_imported: else it could not be
 * read. */
const char *rs_text_advice (RsAdvice advice, gboolean is_imported);

/* (transfer full) (element-type utf8): how the file was read, as far as a person said so: pairs of what it
 * is about and what was said, in words. */
GPtrArray *rs_text_import_options (const RsImport *import);

G_END_DECLS
