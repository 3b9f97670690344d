# SPDX-License-Identifier: GPL-3.0-or-later
"""roadstead-cli decode."""

import datetime
import glob
import gzip
import json
import os
import subprocess

import aivdm
import cli


class Decode(cli.CliTest):
  def decode(self, content, *args, code=cli.OK):
    out, err = self.run_cli('decode', self.write('a.log', content), *args, code=code)
    return [json.loads(line) for line in out.splitlines()], err

  def test_fields(self):
    log = '\\c:1709787600*00\\' + aivdm.position(273312345, 42.7, 133.05, 8.5, 210.5, 211, 5, 7)
    rows, err = self.decode(log)
    self.assertEqual(err, '')
    self.assertEqual(rows, [{
      'class': 'AIS', 'type': 1, 'repeat': 0, 'mmsi': 273312345, 'status': 5,
      'status_text': 'Moored', 'turn': None, 'speed': 8.5, 'accuracy': False, 'lon': 133.05,
      'lat': 42.7, 'course': 210.5, 'heading': 211, 'second': 7, 'maneuver': 0, 'raim': False,
      'radio': 0, 'line': 1, 't': 1709787600000}])

  def test_static(self):
    parts = aivdm.voyage(273312345, 'TEST SHIP', 9074729, 'UABC', 81, 'VOSTOCHNY', 6.5,
                         (90, 20, 8, 8))
    rows, err = self.decode('\n'.join(['# two parts'] + parts))
    self.assertEqual(err, '')
    self.assertEqual(len(rows), 1)
    for name, value in (('shipname', 'TEST SHIP'), ('imo', 9074729), ('callsign', 'UABC'),
                        ('shiptype', 81), ('destination', 'VOSTOCHNY'), ('draught', 6.5),
                        ('to_bow', 90), ('line', 2), ('t', None)):
      self.assertEqual(rows[0][name], value, name)

  def test_clock(self):
    log = '\n'.join([aivdm.base(2734450, 2024, 3, 7, 5, 59, 58),
                     aivdm.position(273312345, 42.7, 133.05, second=1)])
    rows, _ = self.decode(log)
    self.assertEqual(rows[1]['t'], 1709791201000)

  def test_date(self):
    rows, _ = self.decode(aivdm.position(273312345, 42.7, 133.05, second=1), '--date', '2024-03-07')
    self.assertEqual(rows[0]['t'], 1709769601000)

  def test_rejects(self):
    good = aivdm.position(273312345, 42.7, 133.05)
    rows, err = self.decode(good + '\n' + good[:-2] + '00\nwords\n', code=cli.PARTIAL)
    self.assertEqual(len(rows), 1)
    self.assertIn('line 2: wrong checksum', err)
    self.assertIn('line 3: no NMEA sentence', err)

  def test_gzip(self):
    rows, _ = self.decode(gzip.compress(aivdm.position(273312345, 42.7, 133.05).encode()))
    self.assertEqual(rows[0]['mmsi'], 273312345)

  def test_nothing(self):
    _, err = self.decode('$GPGGA,1*00\n', code=cli.FAILED)
    self.assertIn('no AIS message', err)
    _, err = self.run_cli('decode', self.dir, code=cli.FAILED)
    self.assertIn('is a folder', err)
    _, err = self.run_cli('decode', 'absent.log', code=cli.FAILED)
    self.assertIn('absent.log', err)
    self.run_cli('decode', code=cli.USAGE)
    self.run_cli('decode', self.write('a', 'x'), '--date', 'soon', code=cli.USAGE)

  def test_published(self):
    """Line and time of every message of the logs whose truth is published."""
    truths = glob.glob(os.path.join(self.case_file('derived', 'aivdm_truth'), '*.truth.jsonl'))
    n = 0
    for truth in truths:
      name = os.path.basename(truth)[:-len('.truth.jsonl')].replace('__', '/')
      path = os.path.join(cli.CASES, 'aivdm', name)
      if not os.path.exists(path):
        continue
      out = subprocess.run([cli.CLI, 'decode', path], capture_output=True).stdout.decode()
      ours = {}
      for line in out.splitlines():
        row = json.loads(line)
        ours.setdefault((row['line'], row['type'], row['mmsi']), []).append(row)
      opener = gzip.open if path.endswith('.gz') else open
      with opener(path, 'rb') as file:
        lines = file.read().split(b'\n')
      with open(truth) as file:
        for line in file:
          row = json.loads(line)
          want = row.get('gpsd') or row.get('libais')
          # The truth was taken from commented sentences too.
          if 'reject' in row or not want or lines[row['line'] - 1].startswith(b'#'):
            continue
          found = ours.get((row['line'], want['type'], want['mmsi']))
          self.assertTrue(found, '%s line %d' % (name, row['line']))
          if 't' in row:
            self.assertIn(row['t'], [iso(r['t']) for r in found],
                          '%s line %d' % (name, row['line']))
          n += 1
    self.assertGreater(n, 5000)


def iso(ms):
  if ms is None:
    return None
  time = datetime.datetime.fromtimestamp(ms // 1000, datetime.timezone.utc)
  return time.strftime('%Y-%m-%dT%H:%M:%S') + ('.%03dZ' % (ms % 1000) if ms % 1000 else 'Z')


if __name__ == '__main__':
  cli.main()
