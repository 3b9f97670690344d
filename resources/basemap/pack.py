# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the atlas file. All numbers little-endian; "varint" is LEB128, "signed" zigzag before it.

    8 bytes  magic "RSATLAS1"
    u32      length of the index as stored
    u32      length of the index unpacked
    u64      length of the file
    index    one zstd frame with checksum:
        varint n_levels, then for each level
            varint log2 of cells per side, varint shift: coordinates are to be taken times 2^shift
            varint x0, y0, nx, ny: the range of cells that it has
            varint largest zoom for which it is meant, in 1/16; 0 for the finest
            nx * ny varints, row by row: 0 all sea, 1 all land, else 1 + length of the cell's frame
        varint n_names, then for each, by rank
            u8 kind, u8 rank, u8 smallest zoom x 8, u8 largest zoom x 8, u32 x, u32 y (2^32 the world)
            four texts (en, ru, ko, ja), each varint length and UTF-8; length 0 for "as the English"
        attribution: varint length and UTF-8
    cells    one zstd frame with checksum each, level by level in the order of the index:
        varint n_rings, n_borders
        for each ring varint n * 4 + kind, for each border varint n
        signed steps of x of all points from the one before (the first from 0), then the same of y
"""
import ctypes
import ctypes.util
import struct

import numpy as np

MAGIC = b'RSATLAS1'
_zstd = ctypes.CDLL(ctypes.util.find_library('zstd') or 'libzstd.so.1')
for _f, _r, _a in (('ZSTD_createCCtx', ctypes.c_void_p, []),
                   ('ZSTD_compressBound', ctypes.c_size_t, [ctypes.c_size_t]),
                   ('ZSTD_isError', ctypes.c_uint, [ctypes.c_size_t]),
                   ('ZSTD_CCtx_setParameter', ctypes.c_size_t,
                    [ctypes.c_void_p, ctypes.c_int, ctypes.c_int]),
                   ('ZSTD_compress2', ctypes.c_size_t,
                    [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_char_p,
                     ctypes.c_size_t])):
    getattr(_zstd, _f).restype = _r
    getattr(_zstd, _f).argtypes = _a
_ctx = _zstd.ZSTD_createCCtx()
_zstd.ZSTD_CCtx_setParameter(_ctx, 100, 22)  # compression level
_zstd.ZSTD_CCtx_setParameter(_ctx, 201, 1)  # checksum


def compress(raw):
    room = _zstd.ZSTD_compressBound(len(raw))
    out = ctypes.create_string_buffer(room)
    n = _zstd.ZSTD_compress2(_ctx, out, room, raw, len(raw))
    assert not _zstd.ZSTD_isError(n)
    return out.raw[:n]


def varint(v):
    out = bytearray()
    while v >= 128:
        out.append(v & 127 | 128)
        v >>= 7
    out.append(v)
    return bytes(out)


def varints(values):
    return b''.join(map(varint, values))


def steps(column):
    d = np.diff(column, prepend=0)
    return varints(np.where(d < 0, -2 * d - 1, 2 * d).tolist())


def pack_cell(rings, lines):
    rings = sorted(rings, key=lambda r: r[0])
    out = varint(len(rings)) + varint(len(lines))
    out += varints(len(r) * 4 + k for k, r in rings) + varints(len(p) for p in lines)
    points = np.concatenate([r for _, r in rings] + lines)
    return compress(out + steps(points[:, 0]) + steps(points[:, 1]))


def text(s):
    raw = s.encode()
    return varint(len(raw)) + raw


def write(path, levels, names, attribution):
    """levels: (grid, max_zoom or None); names: (kind, rank, min_zoom, max_zoom, x, y, texts)."""
    index, cells = varint(len(levels)), []
    for grid, max_zoom in levels:
        x0, y0, x1, y1 = grid.box
        index += varints([grid.bits, grid.shift, x0, y0, x1 - x0, y1 - y0, round((max_zoom or 0) * 16)])
        sizes, n_points = [], 0
        for cy in range(y0, y1):
            for cx in range(x0, x1):
                rings, lines = grid.rings.get((cx, cy), []), grid.lines.get((cx, cy), [])
                if not rings and not lines:
                    sizes.append(0)
                elif grid.is_plain((cx, cy)):
                    sizes.append(1)
                else:
                    cells.append(pack_cell(rings, lines))
                    sizes.append(1 + len(cells[-1]))
                    n_points += sum(len(r) for _, r in rings) + sum(map(len, lines))
        index += varints(sizes)
        mixed = [s for s in sizes if s > 1]
        print(f'  level {grid.bits}: {len(mixed)} mixed cells, {n_points} points, {sum(mixed)} bytes,'
              f' largest {max(mixed, default=0)}')
    index += varint(len(names))
    for kind, rank, low, high, x, y, texts in names:
        index += struct.pack('<4B2I', kind, rank, round(low * 8), round(high * 8), x, y)
        index += text(texts[0]) + b''.join(text(t if t and t != texts[0] else '')
                                           for t in texts[1:])
    index += text(attribution)
    packed = compress(index)
    size = len(MAGIC) + 16 + len(packed) + sum(map(len, cells))
    with open(path, 'wb') as f:
        f.write(MAGIC + struct.pack('<IIQ', len(packed), len(index), size))
        f.write(packed)
        f.write(b''.join(cells))
    print(f'  {path}: {size} bytes, index {len(packed)} of {len(index)}')
