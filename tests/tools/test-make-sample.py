#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""make-sample: the same input gives the same case, and a mistake is named by file and field."""

import copy
import json
import os
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, '..', 'util'))
import tap

SAMPLES = os.path.join(HERE, '..', '..', 'resources', 'samples')
MAKE = os.environ['RS_MAKE_SAMPLE']
ATLAS = os.path.join(os.environ['RS_DATADIR'], 'world.rsmap')


def at(record, path):
  for step in path[:-1]:
    record = record[step]
  return record, path[-1]


class MakeSample(unittest.TestCase):
  def setUp(self):
    self.folder = tempfile.TemporaryDirectory()
    self.out = os.path.join(self.folder.name, 'out.roadstead')
    with open(os.path.join(SAMPLES, 'petroleum-2024.json'), encoding='utf-8') as file:
      self.good = json.load(file)

  def tearDown(self):
    self.folder.cleanup()

  def make(self, text):
    path = os.path.join(self.folder.name, 'bad.json')
    with open(path, 'w', encoding='utf-8') as file:
      file.write(text)
    return subprocess.run([MAKE, ATLAS, path, self.out], capture_output=True, text=True,
                          encoding='utf-8')

  def read(self, command):
    return subprocess.run([os.environ['RS_CLI'], command, self.out, '--json'], check=True,
                          capture_output=True).stdout

  def test_same(self):
    seen = []
    for _ in range(2):
      self.assertEqual(self.make(json.dumps(self.good)).returncode, 0)
      seen.append([self.read(command) for command in ('fixes', 'vessels', 'incidents')])
    self.assertEqual(seen[0], seen[1])

  def test_mistakes(self):
    stay = ('vessels', 0, 'stays', 1)
    for path, value, words in (
        (('title',), None, 'title: it is missing'),
        (('tittle',), 'x', 'tittle: there is no such field'),
        (('sources', 1, 'key'), 'rusi', 'sources[1].key: “rusi” is there twice'),
        (('sources', 0, 'reliability'), 'G', 'sources[0].reliability: “G”'),
        (('sources', 0, 'date'), '26 March', 'sources[0].date: “26 March” is no time'),
        (('vessels', 2), 7, 'vessels[2]: it should be an object'),
        (('vessels', 1, 'unnamed'), 'yes', 'vessels[1].unnamed: it should be true or false'),
        (stay + ('port',), 'RUXXX', 'vessels[0].stays[1].port: the gazetteer has no “RUXXX”'),
        (stay + ('at',), [42.9], 'vessels[0].stays[1].at: it should be [latitude, longitude]'),
        (stay + ('at',), [42.9, 233], 'vessels[0].stays[1].at: 233 is not within 180'),
        (stay + ('at',), [43.5, 133.5], 'vessels[0].stays[1].at: this place is on land'),
        (stay + ('speed_kn',), 40, 'vessels[0].stays[1].speed_kn: 40 is not between'),
        (stay + ('source',), 'tass', 'vessels[0].stays[1].source: there is no “tass”'),
        (stay + ('arrive',), None, 'vessels[0].stays[0].arrive: it is neither given'),
        (stay + ('depart',), '2024-03-07T01:00Z', 'vessels[0].stays[1].depart: it is not after arrive'),
        (('vessels', 0, 'stays', 0, 'depart'), '2024-03-07T00:00Z',
         'vessels[0].stays[1].arrive: too early'),
        (('incidents', 0, 'claims', 0, 'stance'), 'shouts',
         'incidents[0].claims[0].stance: there is no “shouts”'),
        (('incidents', 0, 'vessels'), ['tanker-9'], 'incidents[0].vessels: there is no “tanker-9”')):
      with self.subTest(path=path):
        bad = copy.deepcopy(self.good)
        record, name = at(bad, path)
        if value is None:
          del record[name]
        else:
          record[name] = value
        run = self.make(json.dumps(bad))
        self.assertEqual(run.returncode, 1)
        self.assertIn('bad.json: ' + words, run.stderr)
        self.assertFalse(os.path.exists(self.out))

  def test_no_json(self):
    run = self.make('{ "title": ')
    self.assertEqual(run.returncode, 1)
    self.assertIn('bad.json', run.stderr)


if __name__ == '__main__':
  tap.main()
