/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Bounds of everything that the readers of files take from outside. */

/* A line of any text format; a record of CSV may be longer only within quotes. */
#define RS_MAX_LINE (64 * 1024)
#define RS_MAX_QUOTED_RECORD (512 * 1024)
#define RS_MAX_COLUMNS 512
/* Bytes looked at to find out what a file is. */
#define RS_SNIFF_BYTES (64 * 1024)
/* Lines before the header of a CSV: comments and blank ones. */
#define RS_MAX_PREAMBLE 50
/* Text kept of a rejected row, and of any name in a file. */
#define RS_MAX_REJECT_TEXT 4096
#define RS_MAX_NAME 256
/* Vessels that a file knows by name only. */
#define RS_MAX_NAMED 100000
/* Points of one track, line or feature of KML and GeoJSON, which are held together until it is known
 * whose they are. */
#define RS_MAX_FEATURE_POINTS 4000000
/* Fixes handed on at once. */
#define RS_READ_BATCH 4096
/* Files in an archive. */
#define RS_MAX_MEMBERS 10000
/* A compressed file may grow this much; more is a bomb. */
#define RS_MAX_EXPANSION 2000
#define RS_EXPANSION_FREE_BYTES (64 * 1024 * 1024)
