/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/application.h"
#include "app/session.h"

G_BEGIN_DECLS

/* One window: a start page, or one case with its lists, map, details and timeline. What it shows
 * is in its session; what it does is in its actions (win.*; see ACTIONS.md). */
#define RS_TYPE_WINDOW (rs_window_get_type ())
G_DECLARE_FINAL_TYPE (RsWindow, rs_window, RS, WINDOW, AdwApplicationWindow)

RsWindow *rs_window_new (RsApplication *application);

/* (transfer none) */
RsSession *rs_window_get_session (RsWindow *self);

/* (nullable): canonical path of the case shown or being opened */
const char *rs_window_get_case_path (RsWindow *self);

/* Opens, or makes and opens, a case in place of the present one; in a worker. */
void rs_window_open_case (RsWindow *self, const char *path);
void rs_window_create_case (RsWindow *self, const char *path);

/* Shows a page with a message instead of a case. */
void rs_window_show_error (RsWindow *self, const char *title, const char *message);

/* A short message at the bottom. @action: (nullable): detailed action, with @button its label. */
void rs_window_toast (RsWindow *self, const char *message, const char *button, const char *action,
                      GVariant *target);

/* Asks how to read the files (panels/import-page.h). Opens the first case file among them instead,
 * if there is one. */
void rs_window_import (RsWindow *self, const char *const *paths);

G_END_DECLS
