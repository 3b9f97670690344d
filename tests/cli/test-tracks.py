# SPDX-License-Identifier: GPL-3.0-or-later
"""Tracks of other people's KML, GPX and GeoJSON against a slow, plain reading of the same files, archives,
and what our own exports give when they are imported."""

import datetime
import decimal
import glob
import gzip
import json
import os
import re
import shutil
import subprocess
import xml.etree.ElementTree
import zipfile

import aivdm
import cli

NOAA = 'MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType\n'
GPX = ('<gpx><trk>%s<trkseg><trkpt lat="%s" lon="2"><time>2024-03-07T06:00:00Z</time></trkpt></trkseg>'
       '</trk></gpx>')

# Files without a position of anything, and why.
NO_POSITIONS = {
  'ground_overlay.kml': 'a picture laid on the ground', 'ground_overlay_quad.kml': 'the same',
  'polygon.kml': 'an area', 'timespan.kml': 'an area', 'linear_ring.kml': 'an area',
  'networklink.kml': 'a link', 'nogeomplacemark.kml': 'no geometry', 'null_geometry.kml': 'no geometry',
  'schema.kml': 'an area', 'selfclosing.kml': 'no geometry', 'style_url.kml': 'an area',
}


def local(element):
  return element.tag.split('}')[-1]


def degrees_e7(text):
  value = decimal.Decimal(text.strip()) * 10 ** 7
  return int(value.quantize(decimal.Decimal(1), rounding=decimal.ROUND_HALF_UP))


def position(lat, lon):
  """Degrees x 10^7, or None if it is none."""
  try:
    lat, lon = degrees_e7(lat), degrees_e7(lon)
  except (decimal.InvalidOperation, AttributeError):
    return None
  if abs(lat) > 90 * 10 ** 7 or abs(lon) > 180 * 10 ** 7:
    return None
  return lat, -lon if lon == 180 * 10 ** 7 else lon


def moment(text):
  """Seconds since 1970 with milliseconds cut off behind the third, or None."""
  text = (text or '').strip()
  match = re.fullmatch(r'(\d{4})(?:-(\d\d))?(?:-(\d\d))?'
                       r'(?:T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?)?(Z|[+-]\d\d:\d\d)?', text)
  if not match:
    return None
  year, month, day, hour, minute, second, fraction, zone = match.groups()
  t = datetime.datetime(int(year), int(month or 1), int(day or 1), int(hour or 0), int(minute or 0),
                        int(second or 0), tzinfo=datetime.timezone.utc)
  offset = 0
  if zone and zone != 'Z':
    offset = (int(zone[1:3]) * 60 + int(zone[4:])) * 60 * (-1 if zone[0] == '-' else 1)
  return int(t.timestamp()) * 1000 - offset * 1000 + int(((fraction or '') + '000')[:3])


def read_gpx(root):
  for point in root.iter():
    if local(point) in ('trkpt', 'rtept', 'wpt'):
      at = position(point.get('lat', ''), point.get('lon', ''))
      times = [moment(child.text) for child in point if local(child) == 'time']
      if at:
        yield (times[0] if times else None,) + at


def read_placemark(placemark):
  span = []
  for child in placemark:
    if local(child) in ('TimeStamp', 'TimeSpan'):
      span = sorted({moment(c.text) for c in child if moment(c.text) is not None})[:1]
  for piece in placemark.iter():
    if local(piece) in ('Point', 'LineString'):
      text = ''.join(c.text or '' for c in piece if local(c) == 'coordinates')
      for part in re.sub(r'\s*,\s*', ',', text).split():
        at = position(*(part.split(',') + [''])[1::-1])
        if at:
          for t in (span if local(piece) == 'Point' and span else [None]):
            yield (t,) + at
    elif local(piece) == 'Track':
      whens = [moment(c.text) for c in piece if local(c) == 'when']
      coords = [(c.text or '').split() for c in piece if local(c) == 'coord']
      for i, coord in enumerate(coords):
        at = position(coord[1], coord[0]) if len(coord) > 1 else None
        if at:
          yield (whens[i] if i < len(whens) else None,) + at


def read_kml(root):
  for element in root.iter():
    if local(element) == 'Placemark':
      yield from read_placemark(element)


def read_moving(data):
  for feature in data.get('features', [data]):
    geometry = feature.get('temporalGeometry') or feature['geometry']
    times = geometry.get('datetimes') or feature['properties'].get('datetimes')
    for t, (lon, lat) in zip(times, geometry['coordinates']):
      yield (moment(t),) + position(repr(lat), repr(lon))


class TracksTest(cli.CliTest):
  def start_over(self):
    """A new case; there are many, so that only the first is made and the others are its copies."""
    for name in glob.glob(os.path.join(self.dir, 'a.roadstead*')):
      os.remove(name)
    empty = os.path.join(self.dir, 'empty.roadstead')
    if not os.path.exists(empty):
      self.run_cli('new', empty)
    shutil.copy(empty, os.path.join(self.dir, 'a.roadstead'))

  def imported(self, *files, code=(cli.OK, cli.PARTIAL)):
    """A new case with the files in it: what the import says, and the fixes."""
    self.start_over()
    said = self.run_json('import', 'a.roadstead', '--json', *files, code=code)['files']
    out, _ = self.run_cli('fixes', 'a.roadstead', '--json')
    return said, [json.loads(line) for line in out.splitlines()]


def keys_of(fixes):
  return {(None if f['t'] is None else moment(f['t']), round(f['lat'] * 1e7), round(f['lon'] * 1e7))
          for f in fixes}


class Peers(TracksTest):
  """Every file of tracks that other people publish as an example."""

  def check(self, path, expected):
    expected = list(expected)
    said, fixes = self.imported(path)
    name = os.path.basename(path)
    self.assertEqual(said[0]['error'], None, name)
    self.assertEqual(keys_of(fixes), set(expected), name)
    # Nothing is lost on the way but what is said; what repeats another is kept too.
    self.assertEqual(said[0]['records'], said[0]['fixes'] + said[0]['rejected'], name)
    self.assertEqual(said[0]['records'] - said[0]['rejected'], len(expected), name)
    return len(expected)

  def files(self, pattern):
    self.case_file('tracks')
    return sorted(glob.glob(os.path.join(cli.CASES, 'tracks', '**', pattern), recursive=True))

  def test_gpx(self):
    counts = {os.path.basename(path): self.check(path, read_gpx(xml.etree.ElementTree.parse(path)
                                                                .getroot()))
              for path in self.files('*.gpx')}
    self.assertGreater(len(counts), 40)
    empty = sorted(name for name, n in counts.items() if n == 0)
    self.assertEqual(empty, ['bad.gpx', 'custom_schema_locations.gpx', 'default_schema_locations.gpx',
                             'empty_trk.gpx', 'trek_no_rtept.gpx', 'unicode2.gpx'])

  def test_kml(self):
    counts = {}
    for path in self.files('*.kml'):
      with open(path, 'rb') as file:
        text = file.read()
      try:
        root = xml.etree.ElementTree.fromstring(text)
      except xml.etree.ElementTree.ParseError:
        # A prefix that is not declared is no XML with namespaces; we read it all the same.
        root = xml.etree.ElementTree.fromstring(re.sub(rb'<(/?)\w+:', rb'<\1', text))
      counts[os.path.basename(path)] = self.check(path, read_kml(root))
    self.assertGreater(len(counts), 30)
    empty = {name for name, n in counts.items() if n == 0}
    self.assertEqual(empty, set(NO_POSITIONS) & set(counts) | {'bad.kml'})

  def test_moving_features(self):
    for path in self.files('*.json'):
      with open(path, encoding='utf-8') as file:
        self.check(path, read_moving(json.load(file)))


class Malformed(TracksTest):
  """GeoJSON that a checker of GeoJSON finds fault with, and such that it does not."""

  def run_one(self, path):
    self.start_over()
    done = subprocess.run([cli.CLI, 'import', 'a.roadstead', '--json', path], cwd=self.dir,
                          capture_output=True, timeout=60)
    said = json.loads(done.stdout)['files'][0] if done.stdout else None
    rejects = []
    if done.returncode == cli.PARTIAL:
      rejects = self.run_json('rejects', 'a.roadstead', '--json')
    return done.returncode, said, rejects, done.stderr.decode()

  # A position is what it is whatever these say of the rest of the file.
  HARMLESS = {'bad-polygon-interiorring-rhr', 'bad-polygonloop', 'badcoordtype', 'badfeatureid',
              'bbox-4or6elements', 'bbox-contains-string', 'bbox-string', 'different-first-last',
              'different-first-size', 'excessive_precision_truncated', 'feature_changed_semantics',
              'featurecollection_changed_semantics', 'geometry_changed_semantics',
              'geometrycollection_nested', 'geometrycollection_single', 'bad-duplicate-properties',
              'bad-properties-as-array', 'polygon_winding_order', 'short-line', 'short-linearring',
              'short-multilinestring', 'point-toomany', 'multiple_problems',
              'expected_object', 'badcoord'}

  def test_bad(self):
    self.case_file('malformed')
    paths = glob.glob(os.path.join(cli.CASES, 'malformed', 'mapbox+geojsonhint', '**', 'bad',
                                   '*.geojson'), recursive=True)
    self.assertGreater(len(paths), 30)
    silent = set()
    for path in sorted(paths):
      name = os.path.basename(path)[:-len('.geojson')]
      code, said, rejects, err = self.run_one(path)
      self.assertIn(code, (cli.OK, cli.FAILED, cli.PARTIAL), '%s\n%s' % (name, err))
      if code == cli.FAILED:
        self.assertTrue(said and said['error'] or err, name)
        if said:
          self.assertRegex(said['error'], 'line [0-9]+, column [0-9]+|JSON', name)
      elif code == cli.PARTIAL:
        self.assertTrue(all(row['line'] >= 1 and row['reason'] for row in rejects), name)
      else:
        silent.add(name)
    self.assertEqual(silent - self.HARMLESS, set())

  def test_good(self):
    self.case_file('malformed')
    for path in glob.glob(os.path.join(cli.CASES, 'malformed', 'mapbox+geojsonhint', '**', 'good',
                                       '*.geojson'), recursive=True):
      code, said, rejects, err = self.run_one(path)
      # One of them has places beyond the poles, which is good GeoJSON and no place.
      rejects = [r for r in rejects if r['reason'] != 'position is out of range']
      self.assertIn(code, (cli.OK, cli.PARTIAL), path)
      self.assertEqual((said and said['error'], rejects), (None, []), '%s\n%s' % (path, err))


class Archives(TracksTest):
  def zip(self, name, *members):
    with zipfile.ZipFile(os.path.join(self.dir, name), 'w', zipfile.ZIP_DEFLATED) as file:
      for member, content in members:
        file.writestr(member, content)

  def test_several(self):
    self.zip('a.zip', ('in/a.csv', NOAA + '273312345,2024-03-07T06:00:00,42.7,133.05,,,,A,,,\n'),
             ('b.nmea', '\\c:1709787600\\%s\r\n' % aivdm.position(273312345, 42.8, 133.05)),
             ('c.gpx', GPX % ('', '1')), ('d.gpx', GPX % ('', '3')), ('doc.png', b'\x89PNG\r\n\x1a\n'),
             ('readme.txt', 'words'), ('inner.zip', b'PK\3\4'))
    said, fixes = self.imported('a.zip')
    self.assertEqual((said[0]['layout'], said[0]['fixes'], said[0]['vessels']), ('zip', 4, 3))
    self.assertEqual(len(keys_of(fixes)), 4)
    notes = '\n'.join(said[0]['notes'])
    self.assertIn('4 files were read from the archive', notes)
    self.assertIn('3 files in the archive were not read: doc.png, readme.txt, inner.zip', notes)
    # The first track of one file is not the first track of the other.
    names = {v['name'] for v in self.run_json('vessels', 'a.roadstead', '--json')}
    self.assertEqual(names, {'A', 'c.gpx: Track 1', 'd.gpx: Track 1'})
    _, err = self.run_cli('import', 'a.roadstead', 'a.zip', code=cli.FAILED)
    self.assertIn('imported before', err)

  def test_kmz(self):
    self.zip('a.kmz', ('images/x.png', b'\x89PNG\r\n\x1a\n'),
             ('doc.kml', '<kml><Placemark><name>A</name><gx:Track><when>2024-03-07T06:00:00Z</when>'
                         '<gx:coord>133 42 0</gx:coord></gx:Track></Placemark></kml>'))
    said, fixes = self.imported('a.kmz')
    self.assertEqual((said[0]['layout'], len(fixes)), ('kml', 1))
    self.assertEqual(fixes[0]['line'], 1)

  def test_strangers(self):
    self.zip('a.zip', ('readme.txt', 'words'))
    self.zip('empty.zip')
    self.write('cut.zip', open(os.path.join(self.dir, 'a.zip'), 'rb').read()[:40])
    self.run_cli('new', 'a.roadstead')
    for name, words in (('a.zip', 'readme.txt'), ('empty.zip', 'empty'), ('cut.zip', 'cut.zip')):
      _, err = self.run_cli('import', 'a.roadstead', name, code=cli.FAILED)
      self.assertIn(words, err)

  def test_gzip(self):
    self.write('a.geojson.gz', gzip.compress(
      b'{"type":"Feature","properties":{"mmsi":273312345,"times":["2024-03-07T06:00:00Z"]},'
      b'"geometry":{"type":"LineString","coordinates":[[133,42]]}}'))
    said, fixes = self.imported('a.geojson.gz')
    self.assertEqual((said[0]['layout'], len(fixes), fixes[0]['mmsi']), ('geojson', 1, 273312345))


class RoundTrip(TracksTest):
  """What we export comes back as it was."""

  def test_formats(self):
    rows = [(273312345, '2024-03-07T06:%02d:00' % i, 42.7 + i / 100, 133.05 - i / 50, 'SHIP A', 9074729)
            for i in range(30)]
    rows += [(445000001, '2024-03-07T07:00:%02d' % i, -1.5, 179.9 + i / 100 - (360 if i > 9 else 0), '', '')
             for i in range(20)]
    self.write('a.csv', NOAA + ''.join('%d,%s,%.7f,%.7f,,,,%s,%s,,\n' % row for row in rows))
    _, fixes = self.imported('a.csv')
    wanted = keys_of(fixes)
    self.assertEqual(len(wanted), 50)
    for kind in ('kml', 'kmz', 'gpx', 'geojson'):
      self.run_cli('export', 'a.roadstead', '--format', kind, '-o', 'b.' + kind)
    for kind in ('kml', 'kmz', 'gpx', 'geojson'):
      said, again = self.imported('b.' + kind)
      dated = [f for f in again if f['t'] is not None]
      self.assertEqual(keys_of(dated), wanted, kind)
      self.assertEqual({f['mmsi'] for f in dated}, {273312345, 445000001}, kind)
      self.assertEqual({f['provenance'] for f in dated}, {'observed'}, kind)


if __name__ == '__main__':
  cli.main()
