# SPDX-License-Identifier: GPL-3.0-or-later
"""Land borders: which lines, and how they end at a shore that another source drew."""
import netCDF4
import numpy as np

import grid
import gshhg
from topology import Topology

ROWS = 4096
# How far from a border's end a shore may lie to be the one meant: a part of the world, 8 km at the
# equator.
REACH = 8 / 40075
# WDBII has no line between North Korea and Russia.
WDBII_PAIRS = (('China', 'North Korea'), ('North Korea', 'South Korea'))
# Who governs Crimea is disputed; no line is drawn across its isthmus. West, south, east, north.
NO_LINE = (33.3, 45.7, 35.1, 46.4)


class Shore:
    """Land rings (unit square, unwrapped) by rows of the map."""

    def __init__(self, rings):
        a = np.concatenate([r for r in rings])
        b = np.concatenate([np.roll(r, -1, axis=0) for r in rings])
        # Twice at most: the part of a ring beyond 180 degrees is wanted on this side too.
        edges = np.concatenate([np.concatenate([a + (k, 0), b + (k, 0)], axis=1) for k in (-1, 0)])
        edges = edges[(np.maximum(edges[:, 0], edges[:, 2]) >= 0) & (np.minimum(edges[:, 0], edges[:, 2]) <= 1)]
        low, high = np.minimum(edges[:, 1], edges[:, 3]), np.maximum(edges[:, 1], edges[:, 3])
        long = high - low > 1 / ROWS
        self.long = edges[long]
        edges, low = edges[~long], low[~long]
        row = np.clip((low * ROWS).astype(int), 0, ROWS - 1)
        order = np.argsort(row, kind='stable')
        self.edges = edges[order]
        self.starts = np.searchsorted(row[order], np.arange(ROWS + 1))

    def _near(self, y, margin):
        first = max(int((y - margin) * ROWS) - 1, 0)
        last = min(int((y + margin) * ROWS), ROWS - 1)
        return np.concatenate([self.edges[self.starts[first]:self.starts[last + 1]], self.long])

    def is_land(self, p):
        e = self._near(p[1], 0)
        e = e[(e[:, 1] <= p[1]) != (e[:, 3] <= p[1])]
        at = e[:, 0] + (p[1] - e[:, 1]) / (e[:, 3] - e[:, 1]) * (e[:, 2] - e[:, 0])
        return np.count_nonzero(at > p[0]) % 2 == 1

    def nearest(self, p, reach):
        """The nearest vertex of a shore, or None."""
        e = self._near(p[1], reach)
        d = np.hypot(e[:, 0] - p[0], e[:, 1] - p[1])
        i = int(np.argmin(d)) if len(d) else -1
        return e[i, :2] if i >= 0 and d[i] <= reach else None

    def fit_end(self, line):
        """The line with its last point brought to the shore; empty if it is all at sea."""
        n = len(line)
        land = n - 1
        while land >= 0 and not self.is_land(line[land]):
            land -= 1
        if land < 0:
            return line[:0]
        if land == n - 1:
            lat = np.arctan(np.sinh((0.5 - line[-1, 1]) * 2 * np.pi))
            end = self.nearest(line[-1], REACH / np.cos(lat))
            return line if end is None else np.concatenate([line, [end]])
        inside, outside = line[land], line[land + 1]
        for _ in range(30):
            middle = (inside + outside) / 2
            if self.is_land(middle):
                inside = middle
            else:
                outside = middle
        return np.concatenate([line[:land + 1], [outside]])


def key(p):
    return round(float(p[0]) % 1 * 1e7), round(float(p[1]) * 1e7)


def chains(lines):
    """Joins lines end to end where just two meet."""
    lines = [line for line in lines if key(line[0]) != key(line[-1])]
    ends = {}
    for i, line in enumerate(lines):
        for p in (line[0], line[-1]):
            ends.setdefault(key(p), []).append(i)
    lines = dict(enumerate(lines))
    for users in ends.values():
        if len(users) != 2 or users[0] == users[1]:
            continue
        a, b = users
        la, lb = lines[a], lines[b]
        if key(la[0]) in (key(lb[0]), key(lb[-1])):
            la = la[::-1]
        if key(la[-1]) == key(lb[-1]):
            lb = lb[::-1]
        if key(la[-1]) != key(lb[0]):
            continue
        lines[a] = np.concatenate([la, lb[1:]])
        del lines[b]
        for other in ends.values():
            other[:] = [a if u == b else u for u in other]
    return list(lines.values())


def fit_to_shore(lines, shore, fixed=()):
    """Brings each end that no other line shares to the shore."""
    ends = {}
    for line in lines:
        for p in (line[0], line[-1]):
            ends[key(p)] = ends.get(key(p), 0) + 1
    for p in fixed:
        ends[key(p)] = 2
    for line in lines:
        first, last = ends[key(line[0])], ends[key(line[-1])]
        if last == 1:
            line = shore.fit_end(line)
        if len(line) and first == 1:
            line = shore.fit_end(line[::-1])
        if len(line) > 1:
            yield line


def natural_earth(folder, detail):
    """(projected line, pair of countries)."""
    for deg, pair in Topology(f'{folder}/countries-{detail}.json').shared_arcs():
        west, south, east, north = NO_LINE
        inside = ((deg[:, 0] > west) & (deg[:, 0] < east) & (deg[:, 1] > south) & (deg[:, 1] < north))
        if pair == ('Russia', 'Ukraine') and inside.all():
            continue
        yield grid.project(grid.unwrap(deg)), pair


def wdbii():
    """The national borders of GSHHG's second part, projected."""
    data = netCDF4.Dataset(gshhg.find('binned_border_f.nc'))
    data.set_auto_mask(False)
    n_lon = int(data['N_bins_in_360_longitude_range'][0])
    size = int(data['Bin_size_in_minutes'][0]) / 60
    first_seg, n_seg = data['Id_of_first_segment_in_a_bin'][:], data['N_segments_in_a_bin'][:]
    level = data['Hierarchial_level_of_a_segment'][:]
    first_pt, n_pt = data['Id_of_first_point_in_a_segment'][:], data['N_points_for_a_segment'][:]
    xs = data['Relative_longitude_from_SW_corner_of_bin'][:].view(np.uint16) / 65535 * size
    ys = data['Relative_latitude_from_SW_corner_of_bin'][:].view(np.uint16) / 65535 * size
    for b in range(len(n_seg)):
        for s in range(first_seg[b], first_seg[b] + n_seg[b]):
            if level[s] != 1 or n_pt[s] < 2:
                continue
            part = slice(first_pt[s], first_pt[s] + n_pt[s])
            lon = xs[part] + b % n_lon * size
            lat = ys[part] + 90 - (b // n_lon + 1) * size
            yield grid.project(np.stack([np.where(lon >= 180, lon - 360, lon), lat], axis=1))


def fine(folder, shore):
    """Near by: Natural Earth's, but WDBII's where it follows the rivers round North Korea."""
    arcs = list(natural_earth(folder, '10m'))
    is_korean = [pair in WDBII_PAIRS for _, pair in arcs]
    korean = np.concatenate([line for (line, _), k in zip(arcs, is_korean) if k])
    rest = np.concatenate([line for (line, _), k in zip(arcs, is_korean) if not k])
    low, high = korean.min(axis=0) - 2e-3, korean.max(axis=0) + 2e-3
    rest = rest[((rest > low) & (rest < high)).all(axis=1)]
    found = []
    for line in wdbii():
        if (line.min(axis=0) < low).any() or (line.max(axis=0) > high).any():
            continue
        to_korean = np.mean([np.hypot(*(korean - p).T).min() for p in line])
        to_rest = np.mean([np.hypot(*(rest - p).T).min() for p in line])
        if to_korean < to_rest:
            found.append(line)
    # Its lines between islands at sea are not wanted.
    found = [line for line in chains(found) if np.mean([shore.is_land(p) for p in line]) > 0.5]
    korean_ends = {key(p) for (line, _), k in zip(arcs, is_korean) if k for p in (line[0], line[-1])}
    places = np.concatenate(found)
    tips = np.array([p for line in found for p in (line[0], line[-1])])
    others, met = [], []
    for (line, pair), k in zip(arcs, is_korean):
        if k:
            continue
        for _ in range(2):
            line = line[::-1]
            if key(line[0]) not in korean_ends:
                continue
            if pair == ('North Korea', 'Russia'):
                # WDBII's line goes on down the river for a while: from its tip on, this one.
                gaps = np.hypot(*(line[:, None] - tips).transpose(2, 0, 1))
                _, tip = np.unravel_index(np.argmin(gaps), gaps.shape)
                meeting = tips[tip]
                line = line[int(np.argmin(gaps[:, tip])) + 1:]
            else:
                # Where this line met Natural Earth's, it now meets WDBII's.
                meeting = places[int(np.argmin(np.hypot(*(places - line[0]).T)))]
            line = np.insert(line, 0, meeting, axis=0)
            met.append(meeting)
        others.append(line)
    print(f'  borders: {len(found)} lines of North Korea, {len(others)} others')
    return list(fit_to_shore(others, shore, met)) + list(fit_to_shore(found, shore, met))
