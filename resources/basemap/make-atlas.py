#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes world.rsmap, the built-in base map. See PROVENANCE.md for what it needs and how to run it.

    make-atlas.py WORLD_ATLAS_FOLDER OUTPUT
"""
import sys

import numpy as np

import grid as g
import gshhg
import names
import pack
from topology import Topology

ATTRIBUTION = 'Natural Earth · GSHHG'
# Level 4's part of the world, degrees: west, south, east, north; widened to whole cells of level 3.
REGION = (117, 30, 157, 58)
LEVEL_3_BITS, LEVEL_4_BITS = 7, 9
# Narrower rings are left out: parts of the tolerance, which is half a pixel.
SMALLEST = {g.LAND: 2, g.LAKE: 6, g.ISLAND: 4}


def half_pixel(zoom):
    """Half a pixel at a zoom, as a part of the world."""
    return 0.5 / (256 * 2 ** zoom)


def natural_earth_level(folder, detail, bits, max_zoom, lake_rings):
    """A far level: Natural Earth's land, borders from the same arcs, lakes from GSHHG."""
    level = g.Grid(bits, 3)
    holes = []
    land = Topology(f'{folder}/land-{detail}.json')
    for _, _, polygons in land.objects('land'):
        for polygon in polygons:
            for i, ring in enumerate(polygon):
                deg = g.unwrap(land.ring(ring))
                kind = g.LAKE if i else g.LAND
                if i:
                    holes.append((deg.min(axis=0), deg.max(axis=0)))
                xy = g.project(g.close_round_pole(deg))
                level.add_ring(kind, g.quantise(xy, level.scale))
    tolerance = half_pixel(max_zoom)
    for kind, deg in lake_rings:
        middle = deg.mean(axis=0)
        if any((a < middle).all() and (middle < b).all() for a, b in holes):
            continue
        xy = g.simplify_ring(g.project(deg), tolerance)
        if len(xy) >= 3 and abs(g.area2(xy)) > 2 * (4 * tolerance) ** 2:
            level.add_ring(kind, g.quantise(xy, level.scale))
    add_borders(level, folder, detail, 0)
    return level


def add_borders(level, folder, detail, tolerance):
    countries = Topology(f'{folder}/countries-{detail}.json')
    for deg, _ in countries.shared_arcs():
        xy = g.simplify_line(g.project(g.unwrap(deg)), tolerance)
        level.add_line(g.quantise(xy, level.scale))


def shore_level(rings, bits, shift, max_zoom, box=None, keep=None, tolerance=None):
    level = g.Grid(bits, shift, box)
    tolerance = half_pixel(max_zoom) if tolerance is None else tolerance
    for i, (kind, xy) in enumerate(rings):
        far = g.COARSER[np.searchsorted(g.BANDS, abs(xy[0, 1] - 0.5))]
        if np.ptp(xy, axis=0).max() < tolerance * far * SMALLEST[kind]:
            continue
        slim = g.simplify_ring(xy, tolerance, keep[i] if keep else None)
        if len(slim) >= 3:
            level.add_ring(kind, g.quantise(slim, level.scale))
    return level


KIND_OF_LEVEL = {1: g.LAND, 2: g.LAKE, 3: g.ISLAND}


def read_shores(resolution):
    """Projected rings by kind."""
    out = []
    for level, deg in gshhg.read_rings(resolution):
        # Ponds on islands in lakes (level 4) are too few and small to have a kind of their own.
        if level in KIND_OF_LEVEL:
            out.append((KIND_OF_LEVEL[level], g.project(g.close_round_pole(deg))))
    return out


def main():
    folder, output = sys.argv[1:3]
    lakes = [(KIND_OF_LEVEL[k], deg) for k, deg in gshhg.read_rings('i') if k in (2, 3)]
    levels = [(natural_earth_level(folder, '110m', 2, 2.5, lakes), 2.5),
              (natural_earth_level(folder, '50m', 4, 4.5, lakes), 4.5)]
    shores = read_shores('h')
    level = shore_level(shores, 6, 3, 6.5)
    add_borders(level, folder, '10m', half_pixel(6.5))
    levels.append((level, 6.5))
    level = shore_level(shores, LEVEL_3_BITS, 2, 9, tolerance=half_pixel(7.3))
    add_borders(level, folder, '10m', 0)
    levels.append((level, 9))
    pack.write(output, levels, names.load(), ATTRIBUTION)


main()
