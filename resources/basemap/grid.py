# SPDX-License-Identifier: GPL-3.0-or-later
"""Web Mercator, simplification, and the exact cutting of rings and lines into grid cells.

A level's coordinates are whole numbers, a power of two of them to a cell side. Wherever an edge crosses a cell side,
a vertex is put there first; from then on cutting only picks vertices, so two neighbouring cells
have exactly the same points on the side they share.
"""
import numpy as np
from osgeo import ogr

ogr.UseExceptions()
LAT_MAX = 85.05112877980659
LAND, LAKE, ISLAND = 0, 1, 2
# Latitudes 58, 66 and 72, as distances from the equator in the unit square, and by how much the
# tolerance grows beyond each.
BANDS = np.arcsinh(np.tan(np.radians([58, 66, 72]))) / (2 * np.pi)
COARSER = (1, 1.7, 2.5, 4)


def project(deg):
    """Degrees to the unit square, x east from 180 W (unbounded), y south from the north edge."""
    deg = np.asarray(deg, float)
    out = np.empty_like(deg)
    lat = np.radians(np.clip(deg[:, 1], -LAT_MAX, LAT_MAX))
    out[:, 0] = (deg[:, 0] + 180) / 360
    out[:, 1] = np.clip(0.5 - np.arcsinh(np.tan(lat)) / (2 * np.pi), 0, 1)
    return out


def unwrap(deg):
    """Takes the jumps of 360 degrees out of a ring or line."""
    out = deg.copy()
    out[:, 0] -= 360 * np.concatenate([[0], np.cumsum(np.round(np.diff(deg[:, 0]) / 360))])
    return out


def close_round_pole(deg):
    """A ring that ends 360 degrees from its start goes round the south pole: makes it a strip of three
    worlds, closed far below the map's edge. Others come back as they are."""
    turn = deg[-1, 0] - deg[0, 0]
    if abs(turn) < 180:
        return deg
    step = 360 if turn > 0 else -360
    strip = np.concatenate([deg + (k * step, 0) for k in (-2, -1, 0, 1, 2)])
    ends = np.array([[strip[-1, 0], -90], [strip[0, 0], -90]])
    return np.concatenate([strip, ends])


def area2(xy):
    """Twice the signed area."""
    x, y = xy[:, 0], xy[:, 1]
    return float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y))


def around(xy):
    """The length of a ring."""
    return float(np.sum(np.hypot(*(xy - np.roll(xy, 1, axis=0)).T)))


def width(xy):
    """The mean width of a long and narrow ring."""
    return abs(area2(xy)) / max(around(xy), 1e-12)


def is_compact(xy):
    """Whether a lake is one, and no wide stretch of a river."""
    return 2 * np.pi * abs(area2(xy)) > 0.04 * around(xy) ** 2


def simplify_line(xy, tolerance):
    """Douglas and Peucker's, keeping both ends."""
    if len(xy) < 3 or tolerance <= 0:
        return xy
    head = np.array([1], np.uint8).tobytes() + np.array([2, len(xy)], '<u4').tobytes()
    line = ogr.CreateGeometryFromWkb(head + np.ascontiguousarray(xy, '<f8').tobytes())
    return np.frombuffer(bytes(line.Simplify(tolerance).ExportToWkb()), '<f8', offset=9
                         ).reshape(-1, 2)


def simplify_ring(xy, tolerance, keep=None):
    """The ring with less points; keep is a mask of points that must stay. Islands that would vanish
    but are as wide as the tolerance stay as their extreme points. Towards the poles, where the
    projection magnifies and few ships go, the tolerance grows so as to stay alike on the ground."""
    n = len(xy)
    if n < 4 or tolerance <= 0:
        return xy
    band = np.searchsorted(BANDS, np.abs(xy[:, 1] - 0.5))
    change = band != np.roll(band, 1)
    marks = np.flatnonzero(change if keep is None else change | keep)
    if not len(marks):
        marks = np.array([int(np.argmin(xy[:, 0]))])
    if len(marks) == 1:
        far = int(np.argmax(np.sum((xy - xy[marks[0]]) ** 2, axis=1)))
        if far != marks[0]:
            marks = np.sort(np.array([marks[0], far]))
    parts = []
    for i, a in enumerate(marks):
        b = marks[(i + 1) % len(marks)]
        part = xy[a:b + 1] if b > a else np.concatenate([xy[a:], xy[:b + 1]])
        parts.append(simplify_line(part, tolerance * COARSER[band[a]])[:-1])
    out = np.concatenate(parts)
    if len(out) >= 4:
        return out
    if np.ptp(xy, axis=0).max() < tolerance:
        return out[:0]
    extremes = sorted({int(f(xy[:, k])) for f in (np.argmin, np.argmax) for k in (0, 1)})
    return xy[extremes]


def quantise(xy, scale):
    """Whole numbers, without repeated points."""
    q = np.rint(xy * scale).astype(np.int64)
    q[:, 1] = np.clip(q[:, 1], 0, int(scale))
    return q


def drop_repeats(ring):
    if len(ring) < 2:
        return ring
    same = np.all(ring == np.roll(ring, 1, axis=0), axis=1)
    return ring[~same] if same.any() else ring


def round_div(a, b):
    """a / b to the nearest whole number, halves up; b > 0."""
    return (2 * a + b) // (2 * b)


def insert_cuts(points, closed, step, snap=1):
    """Puts a vertex wherever an edge crosses a multiple of step in x or y; the other coordinate is
    rounded to a multiple of snap."""
    nxt = np.roll(points, -1, axis=0)
    low, high = np.minimum(points, nxt), np.maximum(points, nxt)
    crossing = ((low // step + 1) * step < high).any(axis=1)
    if not closed:
        crossing[-1] = False
    at = np.flatnonzero(crossing)
    if not len(at):
        return points
    where, what = [], []
    for i in at:
        (x0, y0), (x1, y1) = map(lambda p: (int(p[0]), int(p[1])), (points[i], nxt[i]))
        cuts = set()
        if x0 != x1:
            s = 1 if x1 > x0 else -1
            for x in range((min(x0, x1) // step + 1) * step, max(x0, x1), step):
                y = y0 + round_div((x - x0) * s * (y1 - y0), abs(x1 - x0))
                cuts.add((x, min(max(round_div(y, snap) * snap, min(y0, y1)), max(y0, y1))))
        if y0 != y1:
            s = 1 if y1 > y0 else -1
            for y in range((min(y0, y1) // step + 1) * step, max(y0, y1), step):
                x = x0 + round_div((y - y0) * s * (x1 - x0), abs(y1 - y0))
                cuts.add((min(max(round_div(x, snap) * snap, min(x0, x1)), max(x0, x1)), y))
        sx, sy = (1 if x1 > x0 else -1), (1 if y1 > y0 else -1)
        for c in sorted(cuts, key=lambda c: sx * c[0] + sy * c[1]):
            if c != (x0, y0) and c != (x1, y1):
                where.append(i + 1)
                what.append(c)
    return np.insert(points, where, np.array(what, np.int64).reshape(-1, 2), axis=0)


def cut_at_lines(ring, lines, snap):
    """Puts vertices on vertical lines (lines[0]) and horizontal ones (lines[1]); those on a line get
    whole multiples of snap. Returns the ring and a mask of the vertices on a line."""
    for axis in (0, 1):
        for line in lines[axis]:
            c = ring[:, axis]
            nxt = np.roll(ring, -1, axis=0)
            d = nxt[:, axis]
            at = np.flatnonzero(((c < line) & (d > line)) | ((c > line) & (d < line)))
            if len(at):
                t = (line - c[at]) / (d[at] - c[at])
                cut = np.empty((len(at), 2), np.int64)
                cut[:, axis] = line
                other = ring[at, 1 - axis]
                cut[:, 1 - axis] = np.rint(other + t * (nxt[at, 1 - axis] - other))
                ring = np.insert(ring, at + 1, cut, axis=0)
    keep = np.zeros(len(ring), bool)
    for axis in (0, 1):
        on = np.isin(ring[:, axis], lines[axis])
        ring[on, 1 - axis] = np.rint(ring[on, 1 - axis] / snap) * snap
        keep |= on
    return ring, keep


def clean_on(ring, axis, line):
    """Drops the inner points of runs along a line: they enclose nothing."""
    while len(ring) >= 3:
        on = ring[:, axis] == line
        inner = on & np.roll(on, 1) & np.roll(on, -1)
        inner |= np.all(ring == np.roll(ring, 1, axis=0), axis=1)
        if not inner.any():
            return ring
        if inner.all():
            break
        ring = ring[~inner]
    return ring[:0]


def half(ring, axis, line, below):
    """The part of a ring on one side of a line on which all its crossings already are vertices."""
    c = ring[:, axis]
    keep = c <= line if below else c >= line
    if keep.all():
        return ring
    strict = c < line if below else c > line
    if not strict.any():
        return ring[:0]
    nxt = np.roll(ring, -1, axis=0)
    jump = np.flatnonzero(((c < line) & (nxt[:, axis] > line))
                          | ((c > line) & (nxt[:, axis] < line)))
    if len(jump):
        # Only sides that an earlier cut drew can jump a line; they run along the other axis.
        assert (ring[jump, 1 - axis] == nxt[jump, 1 - axis]).all()
        extra = ring[jump].copy()
        extra[:, axis] = line
        ring = np.insert(ring, jump + 1, extra, axis=0)
        c = ring[:, axis]
        keep = c <= line if below else c >= line
    return clean_on(ring[keep], axis, line)


class Grid:
    """Collects rings and lines for the cells of one level; shift: how many of the 15 bits of a
    coordinate in a cell are left out; box: the range of cells kept, (x0, y0, x1, y1), end
    exclusive."""

    def __init__(self, bits, shift, box=None):
        self.bits = bits
        self.shift = shift
        self.side = 1 << bits
        self.units = 32768 >> shift
        self.scale = self.side * self.units
        self.box = box or (0, 0, self.side, self.side)
        self.rings = {}  # (cx, cy) -> [(kind, points)]
        self.lines = {}

    def add_ring(self, kind, ring):
        """ring: whole numbers, unwrapped; each copy that shows in the world is cut into cells."""
        ring = drop_repeats(ring)
        if len(ring) < 3 or area2(ring) == 0:
            return
        # Land runs clockwise on screen (y down), lakes too: each ring is filled for itself.
        if area2(ring) < 0:
            ring = ring[::-1]
        ring = insert_cuts(ring, True, self.units)
        low, high = ring[:, 0].min(), ring[:, 0].max()
        shifts = range(-(int(high) // self.scale), -(int(low) // self.scale) + 1)
        if high - low > 2 * self.scale:
            # A strip round the pole covers the world in any of its inner copies: one is enough.
            shifts = [-round((int(low) + int(high)) / 2 / self.scale - 0.5)]
        for k in shifts:
            self._distribute(kind, ring + (k * self.scale, 0))

    def _distribute(self, kind, ring):
        x0, y0 = (int(v) // self.units for v in ring.min(axis=0))
        x1, y1 = (-(-int(v) // self.units) for v in ring.max(axis=0))
        b = self.box
        for axis, line, below, outside in ((0, b[0], False, x0 < b[0]), (0, b[2], True, x1 > b[2]),
                                           (1, b[1], False, y0 < b[1]), (1, b[3], True, y1 > b[3])):
            if outside and len(ring):
                ring = half(ring, axis, line * self.units, below)
        if len(ring) < 3:
            return
        x0, y0 = (int(v) // self.units for v in ring.min(axis=0))
        x1, y1 = (-(-int(v) // self.units) for v in ring.max(axis=0))
        self._split(kind, ring, x0, y0, max(x1, x0 + 1), max(y1, y0 + 1))

    def _split(self, kind, ring, x0, y0, x1, y1):
        if len(ring) < 3:
            return
        if len(ring) == 4 and x1 - x0 + y1 - y0 > 2:
            corners = {(x * self.units, y * self.units) for x in (x0, x1) for y in (y0, y1)}
            if {(int(x), int(y)) for x, y in ring} == corners:
                for cy in range(y0, y1):
                    for cx in range(x0, x1):
                        self._emit(kind, square(cx, cy, self.units), cx, cy)
                return
        if x1 - x0 == 1 and y1 - y0 == 1:
            self._emit(kind, ring, x0, y0)
        elif x1 - x0 >= y1 - y0:
            m = (x0 + x1) // 2
            self._split(kind, half(ring, 0, m * self.units, True), x0, y0, m, y1)
            self._split(kind, half(ring, 0, m * self.units, False), m, y0, x1, y1)
        else:
            m = (y0 + y1) // 2
            self._split(kind, half(ring, 1, m * self.units, True), x0, y0, x1, m)
            self._split(kind, half(ring, 1, m * self.units, False), x0, m, x1, y1)

    def _emit(self, kind, ring, cx, cy):
        n = -1
        while len(ring) >= 3 and n != len(ring):
            n = len(ring)
            for axis, c in ((0, cx), (1, cy)):
                for line in (c * self.units, (c + 1) * self.units):
                    ring = clean_on(ring, axis, line) if len(ring) >= 3 else ring
        if len(ring) >= 3 and area2(ring) != 0:
            local = ring - (cx * self.units, cy * self.units)
            assert local.min() >= 0 and local.max() <= self.units
            self.rings.setdefault((cx, cy), []).append((kind, local))

    def add_line(self, line):
        keep = np.ones(len(line), bool)
        keep[1:] = (line[1:] != line[:-1]).any(axis=1)
        line = line[keep]
        if len(line) < 2:
            return
        line = insert_cuts(line, False, self.units)
        cell = (line[:-1] + line[1:]) // 2 // self.units
        cell = np.minimum(cell, self.side - 1)
        breaks = np.flatnonzero((cell[1:] != cell[:-1]).any(axis=1)) + 1
        for a, b in zip([0, *breaks], [*breaks, len(cell)]):
            cx, cy = int(cell[a, 0]) % self.side, int(cell[a, 1])
            if self.box[0] <= cx < self.box[2] and self.box[1] <= cy < self.box[3]:
                local = line[a:b + 1] - cell[a] * self.units
                assert local.min() >= 0 and local.max() <= self.units
                self.lines.setdefault((cx, cy), []).append(local)

    def is_plain(self, key):
        """Whether the cell holds nothing but land all over."""
        rings = self.rings.get(key, [])
        return (key not in self.lines and len(rings) > 0
                and all(k == LAND and is_square(r, self.units) for k, r in rings))


def square(cx, cy, units):
    return np.array([(cx, cy), (cx + 1, cy), (cx + 1, cy + 1), (cx, cy + 1)], np.int64) * units


def is_square(local, units):
    return len(local) == 4 and {(int(x), int(y)) for x, y in local} == {
        (0, 0), (0, units), (units, 0), (units, units)}
