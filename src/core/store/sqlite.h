/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The one way to SQLite: with the session extension, that the history is made of. */
#define SQLITE_ENABLE_SESSION 1
#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#include <sqlite3.h>
