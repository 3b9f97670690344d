# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the TopoJSON files of the npm package world-atlas (Natural Earth)."""
import json

import numpy as np


class Topology:
    def __init__(self, path):
        with open(path, encoding='utf-8') as f:
            self.doc = json.load(f)
        scale = np.array(self.doc['transform']['scale'])
        move = np.array(self.doc['transform']['translate'])
        self.arcs = [np.cumsum(np.array(a, np.int64), axis=0) * scale + move
                     for a in self.doc['arcs']]

    def objects(self, name):
        """Yields (id, name, polygons); a polygon is a list of rings, a ring a list of arc numbers,
        ~n for arc n backwards."""
        for g in self.doc['objects'][name]['geometries']:
            polygons = {'Polygon': lambda a: [a], 'MultiPolygon': lambda a: a}[g['type']](g['arcs']) \
                if g.get('type') in ('Polygon', 'MultiPolygon') else []
            yield g.get('id'), g.get('properties', {}).get('name'), polygons

    def ring(self, arcs):
        """The ring in degrees, not closed."""
        parts = [(self.arcs[a] if a >= 0 else self.arcs[~a][::-1])[:-1] for a in arcs]
        return np.concatenate(parts)

    def shared_arcs(self):
        """Yields (degrees, (name, name)) for each arc that two countries share."""
        users = {}
        for _, name, polygons in self.objects('countries'):
            for ring in (r for p in polygons for r in p):
                for a in ring:
                    users.setdefault(a if a >= 0 else ~a, set()).add(name)
        for a, names in users.items():
            if len(names) > 1:
                yield self.arcs[a], tuple(sorted(names))
