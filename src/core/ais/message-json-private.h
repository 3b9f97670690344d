/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ais/application.h"
#include "base/json-text.h"

/* Appends the members that the fields of @app make of the payload; fields that are not there read as
 * zeros, and then "cut" is true. */
void rs_application_put_json (const RsApplication *app, const RsAisBinary *binary, gboolean scaled,
                              RsJsonText *out);

/* Words of numbers as gpsd has them, static. */
const char *rs_ais_aid_type_to_string (guint aid_type);
const char *rs_ais_station_type_to_string (guint station_type);
/* @out: room for the number of one that has none. */
const char *rs_ais_epfd_word (guint epfd, char out[16]);
