#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes world.rsmap, the built-in base map. See PROVENANCE.md for what it needs and how to run it.

    make-atlas.py WORLD_ATLAS_FOLDER OUTPUT
"""
import sys

import numpy as np

import borders
import grid as g
import gshhg
import names
import pack
from topology import Topology

ATTRIBUTION = 'Natural Earth · GSHHG · GeoNames'
# Level 4's part of the world, degrees: west, south, east, north; widened to whole cells of level 3.
REGION = (117, 30, 157, 58)
LEVEL_3_BITS, LEVEL_4_BITS = 7, 9
LEVEL_3_TOLERANCE_ZOOM = 7.4
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
        if len(xy) >= 3 and abs(g.area2(xy)) > 2 * (5 * tolerance) ** 2 and g.is_compact(xy):
            level.add_ring(kind, g.quantise(xy, level.scale))
    add_borders(level, (line for line, _ in borders.natural_earth(folder, detail)), 0)
    return level


def add_borders(level, lines, tolerance):
    for line in lines:
        level.add_line(g.quantise(g.simplify_line(line, tolerance), level.scale))


def is_too_small(kind, xy, tolerance):
    """Whether the level does better without the ring; lakes must not be mere double lines."""
    tolerance *= g.COARSER[np.searchsorted(g.BANDS, abs(xy[0, 1] - 0.5))]
    return (np.ptp(xy, axis=0).max() < tolerance * SMALLEST[kind]
            or (kind == g.LAKE and g.width(xy) < 2 * tolerance))


def shore_level(rings, bits, shift, max_zoom, box=None, keep=None, tolerance=None):
    level = g.Grid(bits, shift, box)
    tolerance = half_pixel(max_zoom) if tolerance is None else tolerance
    for i, (kind, xy) in enumerate(rings):
        if is_too_small(kind, xy, tolerance):
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


def region_box():
    """The region in cells of level 3, end exclusive."""
    west, south, east, north = REGION
    low, high = g.project(np.array([[west, north], [east, south]])) * 2 ** LEVEL_3_BITS
    return (*np.floor(low).astype(int).tolist(), *np.ceil(high).astype(int).tolist())


def fine_levels(rings):
    """Levels 3 and 4 from the same rings, so that they have the same points on the sides of the
    region, where one takes over from the other."""
    three = g.Grid(LEVEL_3_BITS, 2)
    up = LEVEL_4_BITS - LEVEL_3_BITS
    box = region_box()
    four = g.Grid(LEVEL_4_BITS, 1, tuple(v << up for v in box))
    ratio = four.scale // three.scale
    lines = [[v * three.units * ratio for v in (box[axis], box[axis + 2])] for axis in (0, 1)]
    low, high = np.array([l[0] for l in lines]), np.array([l[1] for l in lines])
    tolerance = half_pixel(LEVEL_3_TOLERANCE_ZOOM)
    for kind, xy in rings:
        ring = g.quantise(xy, four.scale)
        near = (ring.min(axis=0) <= high).all() and (ring.max(axis=0) >= low).all()
        keep = None
        if near:
            ring, keep = g.cut_at_lines(ring, lines, ratio)
            four.add_ring(kind, ring)
        if not is_too_small(kind, xy, tolerance):
            slim = g.simplify_ring(ring / four.scale, tolerance, keep)
            if len(slim) >= 3:
                three.add_ring(kind, g.quantise(slim, three.scale))
    return three, four


def main():
    folder, output = sys.argv[1:3]
    lakes = [(KIND_OF_LEVEL[k], deg) for k, deg in gshhg.read_rings('i') if k in (2, 3)]
    levels = [(natural_earth_level(folder, '110m', 2, 2.5, lakes), 2.5),
              (natural_earth_level(folder, '50m', 4, 4.5, lakes), 4.5)]
    two = shore_level(read_shores('h'), 6, 3, 6.2)
    full = read_shores('f')
    three, four = fine_levels(full)
    lines = borders.fine(folder, borders.Shore([xy for kind, xy in full if kind == g.LAND]))
    for level, zoom in (two, 6.2), (three, LEVEL_3_TOLERANCE_ZOOM), (four, 30):
        add_borders(level, lines, half_pixel(zoom))
    levels.append((two, 6.2))
    levels += [(three, LEVEL_3_TOLERANCE_ZOOM + 0.2), (four, None)]
    pack.write(output, levels, names.load(), ATTRIBUTION)


main()
