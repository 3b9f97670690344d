# SPDX-License-Identifier: GPL-3.0-or-later
"""Flags of fixes, segments and hulls, and what is reported of them."""

import csv
import datetime
import json

import cli

HEAD = 'mmsi,t,lat,lon,sog,cog\n'
SHIP = 273111000
DAY = datetime.datetime(2024, 3, 7)


def when(minutes):
  return (DAY + datetime.timedelta(minutes=minutes)).strftime('%Y-%m-%dT%H:%M:%SZ')


def row(minutes, lat, lon, mmsi=SHIP, motion='10,90'):
  return '%s,%s,%.7f,%.7f,%s\n' % (mmsi, when(minutes), lat, lon, motion)


def voyage(n):
  """Rows of a ship that sails east at 10 kn, ten minutes apart."""
  return [row(10 * i, 42.0, 133.05 + 0.037 * i) for i in range(n)]


class Quality(cli.CliTest):
  def setUp(self):
    super().setUp()
    self.run_cli('new', 'a.roadstead')

  def do(self, rows, code=cli.OK):
    """Imports rows, the header before them; returns the import's summary."""
    self.write('a.csv', HEAD + ''.join(rows))
    return self.load('a.csv', code=code)

  def load(self, path, code=cli.OK):
    return self.run_json('import', 'a.roadstead', '--json', path, code=code)['files'][0]

  def fixes(self, *args):
    out, _ = self.run_cli('fixes', 'a.roadstead', '--json', *args)
    return [json.loads(line) for line in out.splitlines()]

  def flagged(self, name):
    """Lines of the fixes that have the flag."""
    fixes = self.fixes('--flag', name)
    self.assertTrue(all(name in fix['flags'] for fix in fixes))
    return [fix['line'] for fix in fixes]

  def check(self, file, name, lines):
    self.assertEqual(file['flags'], {name: len(lines)})
    self.assertEqual(self.flagged(name), lines)
    summary, = self.run_json('rejects', 'a.roadstead', '--summary', '--json')
    self.assertEqual(summary['flags'], {name: len(lines)})

  def test_nothing(self):
    file = self.do(voyage(10))
    self.assertEqual((file['fixes'], file['flags'], file['reasons']), (10, {}, []))
    self.assertTrue(all(f['flags'] == [] and f['segment'] == 1 and f['hull'] == 1
                        for f in self.fixes()))
    self.assertEqual(self.run_cli('rejects', 'a.roadstead', '--summary'), ('', ''))

  def test_null_island(self):
    file = self.do([row(10 * i, 0.001 * i, -0.001, mmsi=SHIP + i) for i in range(3)])
    self.check(file, 'null-island', [2, 3, 4])

  def test_on_land(self):
    """In Siberia, and at the quay of Nakhodka."""
    file = self.do([row(0, 60, 100, mmsi=SHIP + 1), row(0, 42.8, 132.88)])
    self.check(file, 'on-land', [2])

  def test_duplicate(self):
    rows = voyage(5)
    rows.insert(3, rows[2])
    file = self.do(rows)
    self.assertEqual((file['fixes'], file['duplicates']), (6, 1))
    self.check(file, 'duplicate', [5])

  def test_overlap(self):
    """A second file repeats half of the first: told alike by everything that reads the case."""
    rows = voyage(8)
    self.do(rows[:6])
    self.write('b.csv', HEAD + ''.join(rows[3:] + [row(75, 20, 118)]))
    self.load('b.csv')
    expected = [('b.csv', 2), ('b.csv', 3), ('b.csv', 4)]
    self.assertEqual([(f['file'], f['line']) for f in self.fixes('--flag', 'duplicate')], expected)
    self.assertEqual([(f['file'], f['line']) for f in self.fixes('--flag', 'too-fast')],
                     [('b.csv', 7)])
    out, _ = self.run_cli('rejects', 'a.roadstead', '--flagged', '--json')
    flagged = [json.loads(line) for line in out.splitlines()]
    self.assertEqual([(f['file'], f['line']) for f in flagged if f['flags'] == 'duplicate'], expected)
    first, second = self.run_json('rejects', 'a.roadstead', '--summary', '--json')
    self.assertEqual(first['flags'], {})
    self.assertEqual(second['flags'], {'duplicate': 3, 'too-fast': 1})
    self.run_cli('remove-import', 'a.roadstead', str(first['import']))
    second, = self.run_json('rejects', 'a.roadstead', '--summary', '--json')
    self.assertNotIn('duplicate', second['flags'])
    self.assertEqual(self.flagged('duplicate'), [])

  def test_same_time_elsewhere(self):
    """Two places at one time are no repetition."""
    self.assertEqual(self.do(voyage(5) + [row(40, 42.001, 133.198)])['flags'], {})

  def test_out_of_order(self):
    rows = voyage(6)
    rows.append(rows.pop(2))
    self.check(self.do(rows), 'out-of-order', [7])

  def test_future(self):
    rows = voyage(5)
    rows.insert(1, row(60 * 24 * 365 * 60, 42.0, 133.05))
    self.check(self.do(rows), 'future', [3])

  def test_too_fast(self):
    rows = voyage(10)
    rows[4] = row(40, 40.0, 133.05 + 0.037 * 4)
    self.check(self.do(rows), 'too-fast', [6])
    fix = self.fixes('--flag', 'too-fast')[0]
    self.assertEqual((fix['segment'], fix['hull']), (2, None))
    vessel, = self.run_json('vessels', 'a.roadstead', '--json')
    self.assertEqual((vessel['hulls'], vessel['strays']), (1, 1))

  def test_odd_mmsi(self):
    rows = [row(0, 42, 133, mmsi=m) for m in ('111111111', '2733', '002731234', SHIP)]
    file = self.do(rows)
    self.assertEqual(file['flags'], {'odd-mmsi': 3})
    self.assertEqual(sorted(self.flagged('odd-mmsi')), [2, 3, 4])

  def test_no_motion(self):
    rows = voyage(4)
    rows[1] = row(10, 42.0, 133.087, motion=',')
    rows[2] = row(20, 42.0, 133.124, motion='0.1,')
    self.check(self.do(rows), 'no-motion', [3])

  def test_any_of_several(self):
    rows = voyage(6)
    rows.insert(2, rows[1])
    rows.append(row(60, 42.0, 133.272, motion=','))
    self.do(rows)
    lines = [f['line'] for f in self.fixes('--flag', 'duplicate', '--flag', 'no-motion')]
    self.assertEqual(lines, [4, 9])
    out, _ = self.run_cli('fixes', 'a.roadstead', '--flag', 'duplicate')
    self.assertTrue(out.splitlines()[-1].endswith('a.csv:4 duplicate'))
    _, err = self.run_cli('fixes', 'a.roadstead', '--flag', 'red', code=cli.USAGE)
    self.assertIn('null-island', err)

  def test_summary(self):
    rows = voyage(3) + [row(30, 91, 181), row(40, 91, 181), 'x,y,z\n']
    file = self.do(rows, code=cli.PARTIAL)
    self.assertEqual(file['rejected'], 3)
    summary, = self.run_json('rejects', 'a.roadstead', '--summary', '--json')
    self.assertEqual(summary['reasons'], file['reasons'])
    self.assertEqual(sum(r['count'] for r in summary['reasons']), 3)
    self.assertEqual((summary['file'], summary['records'], summary['rejected']), ('a.csv', 6, 3))
    out, _ = self.run_cli('rejects', 'a.roadstead', '--summary')
    self.assertIn('a.csv\trejected\t2\tposition not available\n', out)
    none = self.run_json('rejects', 'a.roadstead', '--summary', '--json', '--import', '99')
    self.assertEqual(none, [])

  def fleet(self, silent=()):
    """Three hulls on one number, interleaved, one across 180 degrees, and a stray; the first is not
    heard in some of its turns."""
    rows = []
    for i in range(30):
      for hull, (lat, lon) in enumerate(((10, 179.9), (12, -179.8), (-40, 20))):
        lon = (lon + 0.037 * i + 180) % 360 - 180
        if hull > 0 or i not in silent:
          rows.append(row(10 * i + hull, lat, lon))
      if i == 13:
        rows.append(row(133, 75, 0))
    return rows

  def test_hulls(self):
    file = self.do(self.fleet())
    self.assertEqual(file['flags'], {'too-fast': 1})
    vessel, = self.run_json('vessels', 'a.roadstead', '--json')
    self.assertEqual((vessel['fixes'], vessel['hulls'], vessel['strays']), (91, 3, 1))
    lats = {}
    for fix in self.fixes():
      lats.setdefault(fix['hull'], set()).add(fix['lat'])
    self.assertEqual(lats, {1: {10.0}, 2: {12.0}, 3: {-40.0}, None: {75.0}})

  def test_exports_of_hulls(self):
    """No line of any export joins two hulls."""
    self.do(self.fleet())
    self.run_cli('export', 'a.roadstead', '--format', 'geojson', '-o', 'a.geojson')
    with open(self.dir + '/a.geojson', encoding='utf-8') as file:
      features = [f for f in json.load(file)['features'] if f['properties']['kind'] == 'track']
    points = []
    for feature in features:
      geometry = feature['geometry']
      line = geometry['coordinates'] if geometry['type'] == 'LineString' \
          else [geometry['coordinates']]
      self.assertEqual(len({lat for _, lat in line}), 1)
      points += [feature['properties']['hull']] * len(line)
    self.assertEqual({hull for hull in points}, {0, 1, 2, 3})
    self.run_cli('export', 'a.roadstead', '--format', 'csv', '-o', 'out.csv')
    with open(self.dir + '/out.csv', encoding='utf-8', newline='') as file:
      rows = list(csv.DictReader(file))
    self.assertEqual(len(rows), 91)
    self.assertEqual({(r['hull'], r['lat']) for r in rows},
                     {('1', '10.0'), ('2', '12.0'), ('3', '-40.0'), ('', '75.0')})
    self.assertEqual(len({r['segment'] for r in rows}), 4)
    self.assertEqual([r['flags'].split()[-1] for r in rows if r['flags']], ['too-fast'])
    for kind, name, part in (('gpx', '<trkpt lat="', '<trk>'), ('kml', None, '<gx:Track>')):
      self.run_cli('export', 'a.roadstead', '--format', kind, '-o', 'a.' + kind)
      with open(self.dir + '/a.' + kind, encoding='utf-8') as file:
        text = file.read()
      for piece in text.split(part)[1:]:
        piece = piece.split(part.replace('<', '</'))[0]
        if name:
          lats = {p.split('"')[0] for p in piece.split(name)[1:]}
        else:
          lats = {p.split(' ')[1] for p in piece.split('<gx:coord>')[1:]}
        self.assertEqual(len({float(lat) for lat in lats}), 1, kind)

  def test_gaps_of_hulls(self):
    """A hull's silence is a gap though the others are heard; theirs are none."""
    self.do(self.fleet(silent=range(8, 23)))
    self.run_cli('export', 'a.roadstead', '--format', 'geojson', '-o', 'a.geojson')
    with open(self.dir + '/a.geojson', encoding='utf-8') as file:
      gaps = [f for f in json.load(file)['features'] if f['properties']['kind'] == 'gap']
    self.assertEqual([f['geometry']['coordinates'][1] for f in gaps], [10])
    self.assertIn('2.7 h', gaps[0]['properties']['detail'])

  # Figures of cases/README.md.

  def test_noaa_file(self):
    path = self.case_file('ais_csv', 'AISViz+AISdb', 'aisdb', 'tests', 'testdata',
                          'test_data_noaa_20230101.csv')
    file = self.load(path)
    self.assertEqual((file['records'], file['vessels']), (1000, 1000))
    odd = {fix['mmsi'] for fix in self.fixes('--flag', 'odd-mmsi')}
    self.assertTrue({3669882, 36926403} <= odd)
    # A row for each ship: nothing can be out of order or too fast.
    self.assertTrue({'out-of-order', 'too-fast', 'duplicate'}.isdisjoint(file['flags']))

  def test_dma_file(self):
    path = self.case_file('derived', 'dma', 'aisdk_head_rows_from_blog.csv')
    file = self.load(path)
    # Two rows are base stations, which the layout says are no vessels.
    self.assertEqual((file['records'], file['fixes']), (9, 7))
    self.assertEqual(file['flags'], {'duplicate': 2})

  def test_encounter_file(self):
    path = self.case_file('derived', 'encounters', 'fastsep_input.csv')
    file = self.load(path)
    self.assertEqual((file['fixes'], file['flags']['null-island']), (28, 21))
    self.assertEqual(file['flags']['odd-mmsi'], 28)
    # One of the two numbers is in two places at once.
    hulls = {v['mmsi']: v['hulls'] for v in self.run_json('vessels', 'a.roadstead', '--json')}
    self.assertEqual(hulls, {1: 1, 2: 2})

  def test_dateline_file(self):
    path = self.case_file('derived', 'encounters', 'dateline_input.csv')
    file = self.load(path)
    self.assertEqual((file['fixes'], file['flags']['odd-mmsi']), (28, 28))
    self.assertNotIn('too-fast', file['flags'])
    self.assertEqual([v['hulls'] for v in self.run_json('vessels', 'a.roadstead', '--json')],
                     [1, 1])

  def test_jumping_file(self):
    """A ship that makes 7.9 nm in each of two minutes."""
    path = self.case_file('ais_csv', 'FATHOM5+ais', 'testdata', 'track.csv')
    file = self.load(path)
    self.assertEqual((file['fixes'], file['flags']['too-fast']), (12, 2))
    self.assertEqual({f['mmsi'] for f in self.fixes('--flag', 'too-fast')}, {477307901})


cli.main()
