# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the binned GSHHG shorelines of the Debian packages gmt-gshhg* and stitches whole rings.

The files hold, for each bin of a longitude-latitude grid, the pieces of polygons inside it, as
1/65535 of the bin from its south-west corner. A piece that crosses the bin begins and ends on
its sides, at exactly the same place as its neighbour's piece, so the pieces join by position.
"""
import os

import netCDF4
import numpy as np

FOLDERS = ('/usr/share/gmt/coast', '/usr/share/gmt-gshhg')
# Antarctica exists twice: the ice front (as level 1) and the grounding line (level 6). A ship meets
# the first.
DEEPEST_LEVEL = 4


def find(name):
    """The path of one of the packages' files."""
    return next(p for p in (f'{d}/{name}' for d in FOLDERS) if os.path.exists(p))


def read_rings(resolution):
    """Yields (level, xy): level 1 land, 2 lake, 3 island in a lake, 4 pond on such an island; xy
    an (n, 2) float array of degrees, longitudes unwrapped along the ring, not closed. A ring that
    goes round the pole ends 360 degrees from where it began."""
    data = netCDF4.Dataset(find(f'binned_GSHHS_{resolution}.nc'))
    data.set_auto_mask(False)
    size = int(data['Bin_size_in_minutes'][0]) / 60
    n_lon = int(data['N_bins_in_360_longitude_range'][0])
    first_seg = data['Id_of_first_segment_in_a_bin'][:]
    n_seg = data['N_segments_in_a_bin'][:]
    info = data['Embedded_npts_levels_exit_entry_for_a_segment'][:]
    first_pt = data['Id_of_first_point_in_a_segment'][:]
    poly = data['Id_of_GSHHS_ID'][:]
    rel_x = data['Relative_longitude_from_SW_corner_of_bin'][:].view(np.uint16).astype(np.int64)
    rel_y = data['Relative_latitude_from_SW_corner_of_bin'][:].view(np.uint16).astype(np.int64)
    world = n_lon * 65535

    open_segments = {}  # start (x, y, polygon) -> list of (xy, level)
    rings = []
    for b in range(len(n_seg)):
        west = (b % n_lon) * 65535
        south = -(b // n_lon + 1) * 65535  # below 90 N
        for s in range(first_seg[b], first_seg[b] + n_seg[b]):
            word = int(info[s])
            n, level, leave, enter = word >> 9, (word >> 6) & 7, (word >> 3) & 7, word & 7
            if level > DEEPEST_LEVEL:
                continue
            xy = np.empty((n, 2), np.int64)
            xy[:, 0] = rel_x[first_pt[s]:first_pt[s] + n] + west
            xy[:, 1] = rel_y[first_pt[s]:first_pt[s] + n] + south
            if leave == 4 or enter == 4:
                rings.append((level, xy))
            else:
                key = (int(xy[0, 0]) % world, int(xy[0, 1]), int(poly[s]))
                open_segments.setdefault(key, []).append((xy, level))

    loose = 0
    while open_segments:
        key = next(iter(open_segments))
        parts, polygon, start = [], key[2], key[:2]
        shift, level = 0, None
        while True:
            found = open_segments.get(key)
            if not found:
                loose += key[:2] != start
                break
            xy, level = found.pop()
            if not found:
                del open_segments[key]
            if parts:
                # The neighbour across 0 or 360 degrees continues one world further.
                shift += round((parts[-1][-1, 0] - xy[0, 0] - shift) / world) * world
            parts.append(xy + (shift, 0))
            end = parts[-1][-1]
            key = (int(end[0]) % world, int(end[1]), polygon)
            if key[:2] == start:
                break
        rings.append((level, np.concatenate(parts)))

    print(f'  gshhg {resolution}: {len(rings)} rings, {sum(len(r) for _, r in rings)} points, '
          f'{loose} left open')
    for level, xy in rings:
        deg = np.empty((len(xy), 2))
        deg[:, 0] = xy[:, 0] * (size / 65535)
        deg[:, 1] = xy[:, 1] * (size / 65535) + 90
        yield level, deg
