#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes waters.rsgrid: which country's land or territorial sea a place lies in. See PROVENANCE.md.

    make-waters.py WORLD_ATLAS I18N_ISO_COUNTRIES OUTPUT

A grid of cells of one minute. A cell that a country's land touches is its own; a cell at sea belongs to
the country of the nearest such cell no farther than 12 nautical miles: an approximation of the
territorial sea, without baselines, treaties or claims. Places that two countries claim belong to both.

The file, numbers little-endian: "RSWATER1"; u16 cells a degree; u16 number of entries; each entry, from
1 on, 8 bytes: country codes of two letters without a separator, zeros; u32 size of what follows once it
is unpacked; one zstd frame: rows from the north, each of runs along longitudes from 180 W: length as
a varint of 7 bits a byte, entry as one byte (0: nobody's).
"""
import json
import struct
import sys

import numpy as np
from osgeo import gdal, ogr

from pack import compress, varint
from topology import Topology

PER_DEGREE = 60
WIDTH, HEIGHT = 360 * PER_DEGREE, 180 * PER_DEGREE
REACH_NM = 12
# Beyond, only Antarctica and ice.
LAST_LAT = 84
# Codes, whose land it is in Natural Earth, west, south, east, north.
CLAIMED = (('RUUA', 'RU', 32.3, 44.2, 36.65, 46.15), ('RUJP', 'RU', 145.3, 43.2, 149.0, 45.6),
           ('KRJP', 'KR', 131.7, 37.1, 132.0, 37.4))


def country_codes(folder):
    with open(f'{folder}/codes.json', encoding='utf-8') as f:
        return {row[2]: row[0] for row in json.load(f)}


def rasterise(world_atlas, codes, entries):
    """An array of entries: the land that each country's polygons touch."""
    grid = np.zeros((HEIGHT, WIDTH), np.uint8)
    # That nothing here has a spatial reference.
    gdal.PushErrorHandler('CPLQuietErrorHandler')
    driver = gdal.GetDriverByName('MEM')
    topology = Topology(f'{world_atlas}/countries-10m.json')
    for number, _, polygons in topology.objects('countries'):
        code = codes.get(number)
        if code is None or code == 'AQ':
            continue
        shape = ogr.Geometry(ogr.wkbMultiPolygon)
        for rings in polygons:
            polygon = ogr.Geometry(ogr.wkbPolygon)
            for arcs in rings:
                ring = ogr.Geometry(ogr.wkbLinearRing)
                points = topology.ring(arcs)
                for x, y in np.concatenate([points, points[:1]]):
                    ring.AddPoint_2D(float(x), float(y))
                polygon.AddGeometry(ring)
            shape.AddGeometry(polygon)
        west, east, south, north = shape.GetEnvelope()
        col, row = int((west + 180) * PER_DEGREE), int((90 - north) * PER_DEGREE)
        width = min(int((east + 180) * PER_DEGREE) + 2, WIDTH) - col
        height = min(int((90 - south) * PER_DEGREE) + 2, HEIGHT) - row
        target = driver.Create('', width, height, 1, gdal.GDT_Byte)
        target.SetGeoTransform((col / PER_DEGREE - 180, 1 / PER_DEGREE, 0,
                                90 - row / PER_DEGREE, 0, -1 / PER_DEGREE))
        source = ogr.GetDriverByName('Memory').CreateDataSource('')
        layer = source.CreateLayer('')
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometry(shape)
        layer.CreateFeature(feature)
        gdal.RasterizeLayer(target, [1], layer, burn_values=[1], options=['ALL_TOUCHED=TRUE'])
        part = grid[row:row + height, col:col + width]
        # Where two share a cell, the first keeps it.
        part[(target.ReadAsArray() == 1) & (part == 0)] = entry(entries, code)
    return grid


def entry(entries, codes):
    if codes not in entries:
        entries.append(codes)
    return entries.index(codes) + 1


def mark_claimed(grid, entries):
    for codes, owner, west, south, east, north in CLAIMED:
        part = grid[int((90 - north) * PER_DEGREE):int((90 - south) * PER_DEGREE),
                    int((west + 180) * PER_DEGREE):int((east + 180) * PER_DEGREE)]
        part[part == entry(entries, owner)] = entry(entries, codes)


def spread(land):
    """Each cell at sea gets the nearest shore's entry, if it is near enough."""
    grid = land.copy()
    near = np.full(land.shape, np.inf, np.float32)
    near[land > 0] = 0
    sea = land == 0
    shore = (land > 0) & (np.roll(sea, 1, 1) | np.roll(sea, -1, 1) | np.roll(sea, 1, 0)
                          | np.roll(sea, -1, 0))
    nm = 60 / PER_DEGREE
    for lat in range(-LAST_LAT, LAST_LAT):
        first = (90 - lat - 1) * PER_DEGREE
        rows, cols = np.nonzero(shore[first:first + PER_DEGREE])
        rows += first
        what = land[rows, cols]
        cos = np.cos(np.radians(lat + 0.5))
        for dy in range(-int(REACH_NM / nm), int(REACH_NM / nm) + 1):
            reach = int(np.sqrt(max(REACH_NM ** 2 - (dy * nm) ** 2, 0)) / nm / cos)
            y = np.clip(rows + dy, 0, HEIGHT - 1)
            for dx in range(-reach, reach + 1):
                distance = np.float32(np.hypot(dy * nm, dx * nm * cos))
                x = (cols + dx) % WIDTH
                better = near[y, x] > distance
                near[y[better], x[better]] = distance
                grid[y[better], x[better]] = what[better]
    return grid


def pack_rows(grid):
    out = bytearray()
    for row in grid:
        ends = np.append(np.nonzero(np.diff(row))[0] + 1, WIDTH)
        start = 0
        for end in ends:
            out += varint(int(end) - start)
            out.append(int(row[start]))
            start = int(end)
    return bytes(out)


def main(world_atlas, i18n, output):
    entries = []
    land = rasterise(world_atlas, country_codes(i18n), entries)
    mark_claimed(land, entries)
    rows = pack_rows(spread(land))
    if len(entries) > 255:
        raise SystemExit('more than 255 entries')
    packed = compress(rows)
    with open(output, 'wb') as f:
        f.write(b'RSWATER1' + struct.pack('<HH', PER_DEGREE, len(entries)))
        for codes in entries:
            f.write(codes.encode('ascii').ljust(8, b'\0'))
        f.write(struct.pack('<I', len(rows)) + packed)
    print(f'{len(entries)} entries, {len(rows)} bytes of runs, {len(packed)} packed')


if __name__ == '__main__':
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    main(*sys.argv[1:])
