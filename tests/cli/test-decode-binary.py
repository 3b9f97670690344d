# SPDX-License-Identifier: GPL-3.0-or-later
"""roadstead-cli decode: what is inside of binary messages, against gpsd and against values put in."""

import json
import random
import shutil
import subprocess

import aivdm
import cli

# Type, DAC, FI, bits of the payload. Lists lack their last bit: behind a whole one gpsd tells one more
# of zeros.
KNOWN = [
  (8, 1, 11, 296), (6, 1, 12, 272), (8, 1, 13, 416), (6, 1, 14, 101), (6, 1, 14, 194),
  (8, 1, 17, 121), (8, 1, 17, 243), (6, 1, 18, 272), (6, 1, 20, 272), (6, 1, 25, 46), (6, 1, 25, 80),
  (8, 1, 27, 116), (6, 1, 28, 116), (8, 1, 29, 190), (6, 1, 30, 130), (8, 1, 31, 304),
  (6, 1, 32, 96), (6, 1, 32, 184), (8, 200, 10, 112), (6, 200, 21, 160), (6, 200, 22, 144),
  (8, 200, 24, 112), (8, 200, 40, 112), (6, 200, 55, 80), (6, 235, 10, 48), (6, 250, 10, 48),
  (8, 366, 56, 100), (6, 669, 11, 48), (8, 200, 10, 104),
]


def load(line):
  """Inland texts are not escaped: with a quote in them the line is no JSON."""
  try:
    return json.loads(line)
  except ValueError:
    return {}


def addressed(dac, fid):
  return aivdm.Bits().put(6, 6).put(0, 2).put(273312345, 30).put(1, 2).put(273000001, 30) \
    .put(0, 2).put(dac, 10).put(fid, 6)


def broadcast(dac, fid):
  return aivdm.Bits().put(8, 6).put(0, 2).put(273312345, 30).put(0, 2).put(dac, 10).put(fid, 6)


class Binary(cli.CliTest):
  def decode(self, bits, *args):
    out, err = self.run_cli('decode', self.write('a.log', '\n'.join(aivdm.sentences(bits))), *args)
    self.assertEqual(err, '')
    return json.loads(out)

  def test_like_gpsd(self):
    """Every field of every application that gpsd knows, for random payloads."""
    if not shutil.which('gpsdecode'):
      self.skipTest('gpsdecode (Debian package gpsd-clients) is not here')
    rng = random.Random(20240307)
    lines = []
    for kind, dac, fid, n_bits in KNOWN * 20:
      bits = addressed(dac, fid) if kind == 6 else broadcast(dac, fid)
      payload = rng.getrandbits(n_bits)
      if (dac, fid) in ((1, 27), (1, 28)):
        # One waypoint, and a count that says so.
        payload = payload & ~(31 << 55) | 1 << 55
      if (dac, fid, n_bits) == (200, 10, 112):
        payload &= ~(7 << 24)  # hazard 0: gpsd takes 6 and 7 for no ship's data
      lines += aivdm.sentences(bits.put(payload, n_bits), sequence=len(lines) % 10)
    path = self.write('a.log', '\n'.join(lines) + '\n')
    with open(path, 'rb') as file:
      out = subprocess.run(['gpsdecode', '-j', '-u'], stdin=file, capture_output=True).stdout
    theirs = [load(line) for line in out.decode(errors='replace').splitlines()]
    ours = [json.loads(line) for line in self.run_cli('decode', '--raw', path)[0].splitlines()]
    self.assertEqual(len(theirs), len(KNOWN) * 20)
    self.assertEqual(len(ours), len(theirs))
    self.assertLess(theirs.count({}), len(theirs) / 10)
    for want, got in zip(theirs, ours):
      for name, value in want.items():
        unescaped = want['dac'] == 200 and '\\' in str(got.get(name))
        if name not in ('device', 'shiptype_text') and not unescaped:
          self.assertEqual(got.get(name), value, '%s\n%s\n%s' % (name, want, got))

  def test_voyage(self):
    bits = broadcast(200, 10).text('02103547', 8).put(390, 13).put(50, 10).put(8010, 14).put(0, 3)
    row = self.decode(bits.put(204, 11).put(1, 2).put(4, 3).put(0, 8))
    self.assertEqual({k: row[k] for k in ('vin', 'length', 'beam', 'shiptype', 'shiptype_text',
                                          'hazard', 'draught', 'loaded', 'loaded_text', 'speed_q',
                                          'course_q', 'heading_q')},
                     {'vin': '02103547', 'length': 390, 'beam': 50, 'shiptype': 8010,
                      'shiptype_text': 'Motor freighter', 'hazard': 0, 'draught': 204, 'loaded': 1,
                      'loaded_text': 'Unloaded', 'speed_q': True, 'course_q': False,
                      'heading_q': False})
    self.assertNotIn('data', row)

  def test_extended(self):
    bits = broadcast(1, 24).put(7, 10).put(321, 13).text('RUVYP', 5).text('KPCHO', 5).text('KRPUS', 5)
    bits.put(0, 52).put(3, 4).put(9000, 18).put(16, 12).text('A11A2TN', 7).put(54321, 18).put(1, 2)
    row = self.decode(bits.put(0, 6).put(1200, 14).put(21, 13).put(0, 10))
    self.assertEqual((row['linkage'], row['airdraught'], row['lastport'], row['nextport'],
                      row['secondport'], row['lshiptype'], row['tonnage'], row['totaloil'],
                      row['persons']),
                     (7, 32.1, 'RUVYP', 'KPCHO', 'KRPUS', 'A11A2TN', 54321, 1200, 21))
    # gpsd tells its data only; so that is told too.
    self.assertTrue(row['data'].startswith('304:'))
    self.assertNotIn('cut', row)

  def test_persons(self):
    for bits in (broadcast(1, 16), addressed(1, 16), addressed(1, 40), broadcast(1, 40)):
      self.assertEqual(self.decode(bits.put(42, 13).put(0, 3))['persons'], 42)
    self.assertEqual(self.decode(addressed(1, 16).put(42, 13).put(0, 35))['persons'], 42)
    row = self.decode(addressed(200, 55).put(4, 8).put(1234, 13).put(2, 8).put(0, 51))
    self.assertEqual((row['crew'], row['passengers'], row['personnel']), (4, 1234, 2))

  def test_area_notice(self):
    for bits in (broadcast(1, 22), addressed(1, 23)):
      bits.put(5, 10).put(12, 7).put(3, 4).put(7, 5).put(6, 5).put(30, 6).put(1440, 18)
      bits.put(0, 3).put(1, 2).put(round(133.05 * 60000), 25).put(round(42.7 * 60000), 24)
      bits.put(4, 3).put(500, 12).put(0, 18)
      bits.put(4, 3).put(0, 2)
      for bearing, dist in ((90, 100), (450, 200), (720, 0), (720, 0)):
        bits.put(bearing, 10).put(dist, 10)
      bits.put(0, 2).put(5, 3).text('KEEP CLEAR', 14)
      row = self.decode(bits)
      self.assertEqual((row['linkage'], row['notice'], row['start'], row['duration']),
                       (5, 12, '03-07T06:30Z', 1440))
      circle, line, text = row['areas']
      self.assertEqual(circle, {'shape': 0, 'shape_text': 'circle', 'scale': 1, 'lon': 133.05,
                                'lat': 42.7, 'precision': 4, 'radius': 500})
      self.assertEqual((line['shape_text'], line['bearing1'], line['distance2']),
                       ('polygon', 45.0, 200))
      self.assertEqual(text, {'shape': 5, 'shape_text': 'text', 'text': 'KEEP CLEAR'})

  def test_weather(self):
    bits = broadcast(1, 31).put(round(133.05 * 60000), 25).put(round(42.7 * 60000), 24).put(1, 1)
    bits.put(7, 5).put(6, 5).put(30, 6).put(12, 7).put(20, 7).put(270, 9).put(280, 9).put(-55, 11)
    bits.put(80, 7).put(-80, 10).put(214, 9).put(1, 2).put(0, 1).put(55, 7).put(1123, 12).put(2, 2)
    row = self.decode(bits.put(0, 135).put(0, 10))
    self.assertEqual((row['lon'], row['lat'], row['accuracy'], row['timestamp'], row['wspeed'],
                      row['airtemp'], row['dewpoint'], row['pressure'], row['pressuretend'],
                      row['visibility'], row['waterlevel'], row['leveltrend']),
                     (133.05, 42.7, True, '07T06:30Z', 12, -5.5, -8.0, 1013, 'increasing', 5.5, 1.23,
                      'decreasing'))
    row = self.decode(bits, '--raw')
    self.assertEqual((row['airtemp'], row['waterlevel'], row['pressure']), (-55, 1123, 214))

  def test_observation(self):
    bits = broadcast(1, 21).put(0, 1).text('OFF NAKHODKA', 20).put(round(133.05 * 60000), 25)
    bits.put(round(42.7 * 60000), 24).put(7, 5).put(6, 5).put(0, 6).put(3, 4).put(0, 1).put(50, 7)
    row = self.decode(bits.put(0, 106))
    self.assertEqual((row['location'], row['lat'], row['timestamp'], row['visibility']),
                     ('OFF NAKHODKA', 42.7, '07T06:00Z', 5.0))

  def test_targets_of_236(self):
    bits = broadcast(1, 16)
    for number in (273000001, 273000002):
      bits.put(0, 2).put(number, 42).put(0, 4).put(round(42.7 * 60000), 24)
      bits.put(round(133.05 * 60000), 25).put(210, 9).put(5, 6).put(12, 8)
    row = self.decode(bits)
    self.assertEqual([(t['mmsi'], t['lat'], t['course'], t['speed']) for t in row['targets']],
                     [('273000001', 42.7, 210, 12), ('273000002', 42.7, 210, 12)])

  def test_structured_25_and_26(self):
    head = aivdm.Bits().put(25, 6).put(0, 2).put(273312345, 30).put(0, 1).put(1, 1)
    row = self.decode(head.put(1 << 6 | 40, 16).put(42, 13).put(0, 3))
    self.assertEqual((row['app_id'], row['persons'], row['data']), (104, 42, '16:0150'))
    head = aivdm.Bits().put(26, 6).put(0, 2).put(273312345, 30).put(1, 1).put(1, 1)
    head.put(273000001, 30).put(1 << 6 | 40, 16).put(42, 13).put(0, 3)
    row = self.decode(head.put(4096, 20))
    self.assertEqual((row['dest_mmsi'], row['persons'], row['comm_state']), (273000001, 42, 4096))

  def test_unknown_and_cut(self):
    row = self.decode(broadcast(366, 56).put(0xabc, 12))
    self.assertEqual((row['dac'], row['fid'], row['data']), (366, 56, '12:abc0'))
    row = self.decode(addressed(1, 18).put(7, 10).put(3, 4))
    self.assertEqual((row['linkage'], row['arrival'], row['cut']), (7, '03-00T00:00Z', True))


if __name__ == '__main__':
  cli.main()
