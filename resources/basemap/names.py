# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the names of the map from the .tsv files beside this one.

A line is: kind, rank, smallest zoom, largest zoom, latitude, longitude, en, ru, ko, ja; a text may
be empty for "as the English". Lines with # are comments.
"""
import glob
import os

import numpy as np

import grid

KINDS = {'ocean': 0, 'sea': 1, 'country': 2, 'city': 3, 'island': 4}


def load():
    """(kind, rank, min_zoom, max_zoom, x, y, texts), by rank."""
    out = []
    for path in sorted(glob.glob(os.path.join(os.path.dirname(__file__) or '.', '*.tsv'))):
        with open(path, encoding='utf-8') as f:
            for number, line in enumerate(f, 1):
                if line.startswith('#') or not line.strip():
                    continue
                cells = [c.strip() for c in line.rstrip('\n').split('\t')]
                if len(cells) > 10 or len(cells) < 7 or cells[0] not in KINDS or not cells[6]:
                    raise SystemExit(f'{path}:{number}: not a name: {line!r}')
                rank, low, high, lat, lon = (float(c) for c in cells[1:6])
                x, y = grid.project(np.array([[lon, lat]]))[0] * 2 ** 32
                texts = (cells[6:] + [''] * 4)[:4]
                out.append((KINDS[cells[0]], int(rank), low, high,
                            round(x) % 2 ** 32, min(round(y), 2 ** 32 - 1), texts))
    return sorted(out, key=lambda n: (n[1], n[6][0]))
