#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where people write 1,5 the command reads, says and writes what it does elsewhere, byte for byte.

LOCPATH names the folder with de_DE.UTF-8 in it (./dev test)."""

import json
import locale
import os
import subprocess

import cli
import aivdm

HEADER = 'MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType\n'
FILES = {
  'noaa.csv': HEADER + ''.join('273312345,2024-03-07T%02d:30:00,42.%d5,133.05,8.5,210.5,211,SHIP,,,80\n'
                               % (6 + i, 7 + i % 2) for i in range(4)),
  'odd.csv': 'Kennung;Zeitpunkt;Norden;Osten\n273312346;2024-03-07T06:00:00Z;42,75;133,25\n',
  'track.gpx': '<gpx><trk><name>A</name><trkseg><trkpt lat="42.75" lon="133.5"><time>2024-03-07T06:00:00.5Z'
               '</time></trkpt></trkseg></trk></gpx>',
  'track.kml': '<kml><Placemark><name>B</name><gx:Track><when>2024-03-07T06:00:00.5Z</when>'
               '<gx:coord>133.75 42.25 0.5</gx:coord></gx:Track></Placemark></kml>',
  'line.geojson': json.dumps({'type': 'Feature', 'geometry': {
    'type': 'LineString', 'coordinates': [[133.5, 42.5], [133.625, 42.375]]}, 'properties': {
      'mmsi': 273312347, 'times': ['2024-03-07T06:00:00Z', '2024-03-07T06:10:00.25Z']}}),
  'log.nmea': '\\c:1709787600\\%s\r\n' % aivdm.position(273312348, 42.8125, 133.0625),
}
MAP = ('--map', 'mmsi=1,t=2,lat=3,lon=4')


class Comma(cli.CliTest):
  def setUp(self):
    super().setUp()
    try:
      locale.setlocale(locale.LC_NUMERIC, 'de_DE.UTF-8')
    except locale.Error:
      self.skipTest('the locale de_DE.UTF-8 is not there: ./dev test makes it and names it in LOCPATH')
    self.assertEqual(locale.localeconv()['decimal_point'], ',')
    locale.setlocale(locale.LC_NUMERIC, 'C')
    for name, text in FILES.items():
      self.write(name, text)

  def ask(self, language, *args):
    done = subprocess.run([cli.CLI, *args], cwd=self.dir, capture_output=True, timeout=120,
                          env=dict(os.environ, LC_ALL=language + '.UTF-8'))
    self.assertIn(done.returncode, (cli.OK, cli.PARTIAL), '%s\n%s' % (args, done.stderr.decode()))
    return done.stdout

  def both(self, *args):
    """What the command says, which must be the same for both."""
    said = self.ask('C', *args)
    self.assertEqual(self.ask('de_DE', *args), said, args)
    self.assertNotEqual(said, b'')
    return said.decode()

  def import_all(self, case, language):
    self.ask(language, 'new', case)
    for name in FILES:
      self.ask(language, 'import', case, name, *(MAP if name == 'odd.csv' else ()))

  def test_reading(self):
    self.import_all('c.roadstead', 'C')
    self.import_all('de.roadstead', 'de_DE')
    fixes = self.ask('C', 'fixes', 'c.roadstead', '--json')
    self.assertEqual(self.ask('C', 'fixes', 'de.roadstead', '--json'), fixes)
    places = {(fix['lat'], fix['lon']) for fix in map(json.loads, fixes.splitlines())}
    self.assertEqual(len(places), 8)
    self.assertTrue({(42.75, 133.25), (42.75, 133.5), (42.25, 133.75), (42.375, 133.625)} <= places)

  def test_saying(self):
    self.import_all('a.roadstead', 'C')
    where = ('where', 'a.roadstead', '--vessel', '273312345', '--at', '2024-03-07T07:00:00Z')
    for args in (where, where + ('--json',), ('fixes', 'a.roadstead'), ('vessels', 'a.roadstead'),
                 ('when', 'a.roadstead', '--place', '42.75,133.05', '--radius', '2.5'),
                 ('measure', '42.75,133.05', '41.5,132.5', '--json'),
                 ('decode', 'log.nmea', '--json')):
      self.assertRegex(self.both(*args), r'\d\.\d')

  def test_writing(self):
    self.import_all('a.roadstead', 'C')
    for form in ('csv', 'geojson', 'gpx', 'kml', 'svg'):
      written = []
      for language in ('C', 'de_DE'):
        path = os.path.join(self.dir, '%s.%s' % (language, form))
        word = ('render',) if form == 'svg' else ('export', '-f', form)
        self.ask(language, *word, 'a.roadstead', '-o', path)
        with open(path, 'rb') as file:
          written.append(file.read())
      self.assertEqual(*written, form)
      self.assertIn(b'42.75' if form != 'svg' else b'.', written[0], form)


if __name__ == '__main__':
  cli.main()
