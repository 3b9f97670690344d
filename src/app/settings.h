/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "app/session.h"

G_BEGIN_DECLS

/**
 * rs_settings_new:
 *
 * The user's settings (resources/org.roadstead.Roadstead.gschema.xml). Where the schema is not
 * installed and GSETTINGS_SCHEMA_DIR does not name it, the copy in the program's resources is used
 * and changes last as long as the program runs.
 *
 * Returns: (transfer full): the settings
 */
GSettings *rs_settings_new (void);

/* Keeps a session's preferences equal to the settings, both ways, while the session lives. */
void rs_settings_bind_session (GSettings *settings, RsSession *session);

/* Applies the key "theme" to the whole program, now and whenever it changes. */
void rs_settings_follow_theme (GSettings *settings);

G_END_DECLS
