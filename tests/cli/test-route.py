#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""roadstead-cli route, as a shell sees it."""

import json
import os
import re
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'util'))
import tap


def route(*args):
  return subprocess.run([os.environ['RS_CLI'], 'route', *args], capture_output=True, text=True,
                        encoding='utf-8')


class Route(unittest.TestCase):
  def test_text(self):
    run = route('Vostochny', 'KPCHO')
    self.assertEqual(run.returncode, 0, run.stderr)
    lines = run.stdout.splitlines()
    self.assertRegex(lines[0], r'^15\d\.\d nm from Vostochny \(RUVYP\) to Chongjin \(KPCHO\)')
    self.assertEqual(len(lines) - 1, int(lines[0].split()[-2]))
    for line in lines[1:]:
      lat, lon = map(float, line.split(','))
      self.assertTrue(41 < lat < 43 and 129 < lon < 134)

  def test_any_script(self):
    wanted = route('RUVYP', 'KPCHO').stdout
    for a, b in (('Восточный', '청진'), ('ヴォストーチヌイ', '清津'), ('vostochny', "Ch'ŏngjin")):
      self.assertEqual(route(a, b).stdout, wanted)

  def test_json(self):
    run = route('--json', 'Vladivostok', 'Honolulu')
    self.assertEqual(run.returncode, 0, run.stderr)
    feature = json.loads(run.stdout)
    self.assertEqual(feature['type'], 'Feature')
    self.assertEqual(feature['geometry']['type'], 'MultiLineString')
    west, east = feature['geometry']['coordinates']
    self.assertEqual((west[-1][0], east[0][0]), (180, -180))
    self.assertAlmostEqual(west[-1][1], east[0][1])
    for line in (west, east):
      for a, b in zip(line, line[1:]):
        self.assertLess(abs(a[0] - b[0]), 2)
    self.assertEqual(feature['properties']['provenance'], 'reconstructed')
    self.assertGreater(feature['properties']['distance_nm'],
                       feature['properties']['great_circle_nm'])

  def test_digits(self):
    """A centimetre and a thousandth of a mile: no number shows more than is known."""
    run = route('--json', 'Vostochny', 'Chongjin')
    coordinates, properties = run.stdout.split('"properties"')
    numbers = re.findall(r'-?\d+\.\d+', coordinates)
    self.assertGreater(len(numbers), 4)
    for number in numbers:
      self.assertRegex(number, r'^-?\d+\.\d{1,7}$')
    for name in ('distance_nm', 'great_circle_nm'):
      self.assertRegex(properties, r'"%s":\d+\.\d{1,3}[,}]' % name)

  def test_positions(self):
    run = route('-33.9,18.3', '--json', ' -34.5, 17.0')
    self.assertEqual(run.returncode, 0, run.stderr)
    feature = json.loads(run.stdout)
    self.assertEqual(feature['geometry']['coordinates'][0], [18.3, -33.9])
    self.assertIsNone(feature['properties']['from_port'])

  def test_wrong(self):
    for args, code, word in ((('Atlantis', 'Rajin'), 2, 'Atlantis'), (('chon', 'Rajin'), 2, 'Tanchon'),
                             (('Rajin',), 2, 'FROM TO'), (('43,104', 'Rajin'), 1, 'no sea'),
                             (('Rajin', 'Wonsan', '--clearance', '-1'), 2, '--clearance')):
      run = route(*args)
      self.assertEqual(run.returncode, code, args)
      self.assertEqual(run.stdout, '')
      self.assertIn(word, run.stderr)


if __name__ == '__main__':
  tap.main()
