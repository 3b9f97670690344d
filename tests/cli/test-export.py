#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""roadstead-cli export, checked by readers that are not ours: GDAL, libxml2, poppler."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'util'))
import tap

HEADER = ('MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType,Status,'
          'Length,Width,Draft,Cargo,TransceiverClass')


def row(mmsi, minute, lat, lon, name):
  return '%d,2024-03-07T%02d:%02d:00,%.5f,%.5f,9.5,180.0,181,%s,,,70,0,120,18,6.5,70,A' % (
      mmsi, minute // 60, minute % 60, lat, lon, name)


# Ship one: 13 positions, then a gap of four hours, then 7. Ship two: 12 positions across 180 degrees.
ROWS = ([row(273000001, 10 * i, 42.5 - 0.02 * i, 132.5, 'POLAR STAR') for i in range(13)]
        + [row(273000001, 360 + 10 * i, 41.5 - 0.02 * i, 132.5, 'POLAR STAR') for i in range(7)]
        + [row(366000002, 10 * i, 52.0, 179.9 + 0.02 * i if i < 5 else -180.0 + 0.02 * (i - 5),
               '=2+5') for i in range(12)])


def cli(*args):
  return subprocess.run([os.environ['RS_CLI'], *args], capture_output=True, text=True,
                        encoding='utf-8')


def need(program):
  if shutil.which(program) is None:
    raise unittest.SkipTest(program + ' is not installed')


def run(*args):
  done = subprocess.run(args, capture_output=True, text=True, encoding='utf-8')
  if done.returncode:
    raise AssertionError('%s: %s' % (args, done.stderr))
  return done.stdout


class Export(unittest.TestCase):
  @classmethod
  def setUpClass(cls):
    cls.folder = tempfile.mkdtemp()
    cls.case = os.path.join(cls.folder, 'a.roadstead')
    csv = os.path.join(cls.folder, 'a.csv')
    with open(csv, 'w') as f:
      f.write('\n'.join([HEADER] + ROWS) + '\n')
    for args in (('new', cls.case), ('import', cls.case, csv)):
      done = cli(*args)
      assert done.returncode == 0, done.stderr

  @classmethod
  def tearDownClass(cls):
    shutil.rmtree(cls.folder)

  def export(self, suffix, *options, case=None):
    path = os.path.join(self.folder, 'out.' + suffix)
    done = cli('export', case or self.case, '-f', suffix, '-o', path, *options)
    self.assertEqual(done.returncode, 0, done.stderr)
    return path

  def layers(self, path):
    need('ogrinfo')
    text = run('ogrinfo', '-ro', '-so', '-al', path)
    self.assertNotIn('ERROR', text)
    return dict(zip(re.findall(r'^Layer name: (.*)$', text, re.M),
                    map(int, re.findall(r'^Feature Count: (\d+)$', text, re.M))))

  def test_geojson(self):
    path = self.export('geojson')
    with open(path, encoding='utf-8') as f:
      root = json.load(f)
    tracks = [f for f in root['features'] if f['properties']['kind'] == 'track']
    # two runs on either side of the gap, two on either side of 180 degrees
    self.assertEqual(len(tracks), 4)
    self.assertEqual(sum(len([t for t in f['properties']['coordinateProperties']['times'] if t])
                         for f in tracks), len(ROWS))
    gaps = [f for f in root['features'] if f['properties']['kind'] == 'gap']
    self.assertEqual(len(gaps), 1)
    self.assertEqual(len(root['roadstead']['imports'][0]['sha256']), 64)
    self.assertEqual(self.layers(path), {'out': len(root['features'])})

  def test_kml(self):
    need('xmllint')
    path = self.export('kml')
    run('xmllint', '--noout', path)
    layers = self.layers(path)
    self.assertEqual(layers['POLAR STAR'], 1)
    with open(path, encoding='utf-8') as f:
      text = f.read()
    self.assertEqual(text.count('<when>'), len(ROWS))
    self.assertEqual(text.count('<gx:coord>'), len(ROWS))
    self.assertEqual(text.count('<gx:Track>'), 3)

  def test_kmz(self):
    with open(self.export('kmz'), 'rb') as f:
      self.assertEqual(f.read(4), b'PK\3\4')
    self.assertIn('POLAR STAR', self.layers(os.path.join(self.folder, 'out.kmz')))

  def test_gpx(self):
    need('xmllint')
    path = self.export('gpx')
    run('xmllint', '--noout', path)
    layers = self.layers(path)
    self.assertEqual((layers['tracks'], layers['track_points']), (2, len(ROWS)))

  def test_csv(self):
    with open(self.export('csv'), encoding='utf-8', newline='') as f:
      lines = f.read().split('\r\n')
    self.assertEqual(len(lines), 1 + len(ROWS) + 1)
    # a name that a spreadsheet would compute is guarded
    self.assertTrue(any(line.startswith('"\'=2+5"') for line in lines))
    # back to the file and the line: line 1 is the header
    self.assertTrue(any(line.endswith(',2,1,1,') for line in lines))

  def test_selection(self):
    with open(self.export('csv', '--vessel', '273000001', '--from', '2024-03-07T06:00:00Z'),
              encoding='utf-8') as f:
      self.assertEqual(len(f.readlines()), 1 + 7)

  def test_same_bytes(self):
    for suffix in ('geojson', 'kml', 'kmz', 'gpx', 'csv'):
      with self.subTest(suffix):
        with open(self.export(suffix), 'rb') as f:
          first = f.read()
        with open(self.export(suffix), 'rb') as f:
          self.assertEqual(f.read(), first)

  def test_report_of_sample(self):
    sample = os.path.join(os.environ['RS_DATADIR'], 'samples', 'petroleum-2024.roadstead')
    need('pdftotext')
    text = run('pdftotext', '-layout', self.export('pdf', case=sample), '-')
    with open(self.export('html', case=sample), encoding='utf-8') as f:
      html = f.read()
    with open(self.export('md', case=sample), encoding='utf-8') as f:
      md = f.read()
    for wanted in ('Petroleum from Vostochny', 'econstructed', 'Claims and denials', 'Sources'):
      self.assertIn(wanted, text)
      self.assertIn(wanted, html)
      self.assertIn(wanted, md)
    self.assertIn('data:image/png;base64,', html)
    self.assertNotIn('<script', html)
    self.assertNotRegex(html, r'(src|href)="http')

  def test_sample_is_reconstructed_everywhere(self):
    sample = os.path.join(os.environ['RS_DATADIR'], 'samples', 'petroleum-2024.roadstead')
    with open(self.export('geojson', case=sample), encoding='utf-8') as f:
      for feature in json.load(f)['features']:
        if feature['properties']['kind'] == 'track':
          self.assertEqual(feature['properties']['provenance'], 'reconstructed')
          self.assertTrue(feature['properties']['unnamed'])
    with open(self.export('csv', case=sample), encoding='utf-8') as f:
      for line in f.readlines()[1:]:
        self.assertIn(',reconstructed,', line)
    for suffix in ('kml', 'gpx'):
      with open(self.export(suffix, case=sample), encoding='utf-8') as f:
        self.assertIn('(reconstructed)', f.read())

  def read_back(self, path):
    """Imports a file into a new case: its fixes, and what the command says."""
    again = os.path.join(self.folder, 'again.roadstead')
    if os.path.exists(again):
      os.remove(again)
    self.assertEqual(cli('new', again).returncode, 0)
    done = cli('import', again, path, '--json')
    self.assertIn(done.returncode, (0, 3), done.stderr)
    fixes = cli('fixes', again, '--json')
    return [json.loads(line) for line in fixes.stdout.splitlines()], json.loads(done.stdout)['files'][0]

  def test_reconstructed_comes_back_as_such(self):
    sample = os.path.join(os.environ['RS_DATADIR'], 'samples', 'petroleum-2024.roadstead')
    wanted = [json.loads(line) for line in cli('fixes', sample, '--json').stdout.splitlines()]
    listed = os.path.join(self.folder, 'fixes.json')
    with open(listed, 'w', encoding='utf-8') as f:
      f.write(cli('fixes', sample, '--json').stdout)
    for path in [self.export(suffix, case=sample) for suffix in ('csv', 'kml', 'kmz', 'gpx', 'geojson')] + [listed]:
      with self.subTest(path):
        fixes, _ = self.read_back(path)
        self.assertEqual(len(fixes), len(wanted))
        self.assertEqual({fix['provenance'] for fix in fixes}, {'reconstructed'})
        one, = json.loads(cli('imports', os.path.join(self.folder, 'again.roadstead'), '--json').stdout)
        self.assertEqual(one['provenance'], 'reconstructed')
        self.assertEqual(len({fix['vessel'] for fix in fixes}), len({fix['vessel'] for fix in wanted}))

  def test_list_of_fixes(self):
    """The numbers that a list of fixes has for its vessels are no names of them."""
    listed = os.path.join(self.folder, 'fixes.json')
    with open(listed, 'w', encoding='utf-8') as f:
      f.write(cli('fixes', self.case, '--json').stdout)
    fixes, _ = self.read_back(listed)
    self.assertEqual(len(fixes), len(ROWS))
    vessels = json.loads(cli('vessels', os.path.join(self.folder, 'again.roadstead'), '--json').stdout)
    self.assertEqual({vessel['mmsi']: [i['name'] for i in vessel['identities'] if i['name']] for vessel in vessels},
                     {273000001: [], 366000002: []})

  def test_left_out(self):
    """A track has times: what has none is left out of GPX and KML, and that is said."""
    undated = os.path.join(self.folder, 'undated.roadstead')
    path = os.path.join(self.folder, 'line.geojson')
    with open(path, 'w', encoding='utf-8') as f:
      json.dump({'type': 'Feature', 'properties': {'name': 'VERA'}, 'geometry': {
        'type': 'LineString', 'coordinates': [[131, 42], [131.1, 42], [131.2, 42]]}}, f)
    self.assertEqual(cli('new', undated).returncode, 0)
    self.assertEqual(cli('import', undated, path).returncode, 0)
    out = os.path.join(self.folder, 'left-out')
    for format_name, n in (('gpx', 3), ('kml', 3), ('kmz', 3), ('csv', 0), ('geojson', 0)):
      with self.subTest(format_name):
        done = cli('export', undated, '-f', format_name, '-o', out, '--json')
        self.assertEqual((done.returncode, json.loads(done.stdout)['left_out']), (0, n))
        self.assertEqual('left out: 3 positions without a time' in done.stderr, n > 0)
        if format_name in ('gpx', 'kml'):
          with open(out, encoding='utf-8') as f:
            self.assertIn('Positions without a time, which are not in this file: 3.', f.read())
    done = cli('export', undated, '-f', 'csv', '-o', out, '--from', '2024-01-01', '--json')
    self.assertEqual(json.loads(done.stdout)['left_out'], 3)

  def test_strange_provenance(self):
    rows = ['t,lat,lon,name,provenance']
    rows += ['2024-03-07T%02d:00:00Z,42.%d,131.5,VERA,%s' % (i, i, word)
             for i, word in enumerate(('observed', 'Asserted', '', 'rumour', 'reconstructed'))]
    path = os.path.join(self.folder, 'strange.csv')
    with open(path, 'w', encoding='utf-8') as f:
      f.write('\n'.join(rows) + '\n')
    fixes, said = self.read_back(path)
    self.assertEqual([fix['provenance'] for fix in fixes],
                     ['observed', 'asserted', 'observed', 'observed', 'reconstructed'])
    self.assertIn('“provenance”', ' '.join(said['notes']))
    self.assertIn('line 5, “rumour”', ' '.join(said['notes']))
    records = [dict(zip(rows[0].split(','), line.split(','))) for line in rows[1:]]
    path = os.path.join(self.folder, 'strange.json')
    with open(path, 'w', encoding='utf-8') as f:
      f.write('\n'.join(json.dumps(record) for record in records) + '\n')
    fixes, said = self.read_back(path)
    self.assertEqual([fix['provenance'] for fix in fixes],
                     ['observed', 'asserted', 'observed', 'observed', 'reconstructed'])
    self.assertIn('line 4, “rumour”', ' '.join(said['notes']))

  def test_wrong(self):
    out = os.path.join(self.folder, 'never')
    for args, code, word in (
        (('-f', 'docx', '-o', out), 2, 'docx'),
        (('-o', out), 2, '--format'),
        (('-f', 'csv', '-o', out, '--from', 'yesterday'), 2, 'yesterday'),
        (('-f', 'csv', '-o', out, '--vessel', 'NOBODY'), 1, 'NOBODY'),
        (('-f', 'pdf', '-o', out, '--incident', '99'), 1, '99'),
        (('-f', 'pdf', '-o', out), 1, 'no incident'),
        (('-f', 'csv', '-o', '/nonexistent/x.csv'), 1, '/nonexistent/x.csv')):
      with self.subTest(args):
        done = cli('export', self.case, *args)
        self.assertEqual(done.returncode, code, done.stderr)
        self.assertIn(word, done.stderr)
        self.assertFalse(os.path.exists(out))


tap.main()
