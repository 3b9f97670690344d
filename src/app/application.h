/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The program: its windows, its settings, and the actions that need no window (app.*; see
 * ACTIONS.md). Files given on the command line or by a double click are opened as cases. */
#define RS_TYPE_APPLICATION (rs_application_get_type ())
G_DECLARE_FINAL_TYPE (RsApplication, rs_application, RS, APPLICATION, AdwApplication)

RsApplication *rs_application_new (void);

/* (transfer none) */
GSettings *rs_application_get_settings (RsApplication *self);

/**
 * rs_application_open_case:
 * @path: a case file
 *
 * Shows the case: in the window that has it open already, else in the active window if that has
 * none, else in a new one. Reading happens in a worker; a failure is shown in the window.
 */
void rs_application_open_case (RsApplication *self, const char *path);

/* Opens a working copy of the shipped case NAME.roadstead in the user's data folder, made now if
 * there is none, so that the shipped one stays as it is. */
void rs_application_open_sample (RsApplication *self, const char *name);

/* (transfer full) (nullable): where the shipped case NAME.roadstead lies, NULL if it does not. */
char *rs_application_find_sample (const char *name);

G_END_DECLS
