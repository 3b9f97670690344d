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
    log = '\\c:1709787600\\' + aivdm.position(273312345, 42.7, 133.05, 8.5, 210.5, 211, 5, 7)
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


  def test_where_peers_disagree(self):
    """Each class of disagreement between gpsd and libais, with messages of our own."""
    def head(kind):
      return aivdm.Bits().put(kind, 6).put(0, 2).put(273312345, 30)

    fast = aivdm.position(273312345, 42.7, 133.05, 102.3)
    dgnss = head(17).put(0, 2).put(79850, 18).put(25640, 17).put(0, 5).put(0xabcd, 16)
    far = head(27).put(0, 2).put(15, 4).put(79850, 18).put(25640, 17).put(63, 6).put(511, 9).put(0, 2)
    aid = head(21).put(1, 5).text("O'NEIL_BUOY", 20).put(0, 109)
    text = head(14).put(0, 2).text('BEFORE@AFTER', 12)
    long_1 = head(1).put(5, 4).put(0, 8).put(10, 10).put(0, 116).put(0, 10)
    ship = head(5).put(0, 2).put(9074729, 30).text('UABC', 7).text('LONG', 20)
    ship_444, ship_448 = (aivdm.Bits().put(int(ship.bits, 2), len(ship.bits)).put(0, n - len(ship.bits))
                          for n in (444, 448))
    part = head(24).put(0, 2).text('SMALL', 20)
    log = [fast]
    for bits in (dgnss, far, aid, text, long_1, ship_444, ship_448, part):
      log += aivdm.sentences(bits)
    rows, err = self.decode('\n'.join(log))
    self.assertEqual(err, '')
    self.assertEqual(len(rows), 9)
    self.assertEqual(rows[0]['speed'], None)
    self.assertEqual((rows[1]['lon'], rows[1]['lat']), (133.0833333, 42.7333333))
    self.assertEqual((rows[2]['lon'], rows[2]['lat'], rows[2]['speed'], rows[2]['status']),
                     (133.0833333, 42.7333333, None, 15))
    self.assertEqual(rows[3]['name'], "O'NEIL_BUOY")
    self.assertEqual(rows[4]['text'], 'BEFORE')
    self.assertEqual((rows[5]['status'], rows[5]['speed'], rows[5]['odd_bits']), (5, 1.0, 186))
    self.assertEqual([(r['shipname'], r['imo'], r['odd_bits']) for r in rows[6:8]],
                     [('LONG', 9074729, 444), ('LONG', 9074729, 448)])
    self.assertEqual((rows[8]['part'], rows[8]['shipname']), ('A', 'SMALL'))

  def test_sample(self):
    """gpsd's own sample: its integers, each one, and its units as far as it writes them."""
    log = self.case_file('aivdm', 'ntpsec+gpsd', 'test', 'sample.aivdm')
    for args, truth in (((), '.js.chk'), (('--raw',), '.ju.chk')):
      out = subprocess.run([cli.CLI, 'decode', *args, log], capture_output=True).stdout.decode()
      ours = join_parts(json.loads(line) for line in out.splitlines())
      with open(log + truth) as file:
        theirs = [json.loads(line) for line in file]
      self.assertEqual(len(ours), len(theirs))
      n = 0
      for want, got in zip(theirs, ours):
        for name, value in want.items():
          if name in ('device', 'scaled'):
            continue
          if args:
            self.assertEqual(got.get(name), value, '%s of %s' % (name, want))
          else:
            self.assertTrue(same(value, got.get(name), want['type'], name),
                            '%s of %s is %s' % (name, want, got.get(name)))
          n += 1
      self.assertGreater(n, 1200)


def join_parts(rows):
  """gpsd waits for both parts of type 24 and tells them as one."""
  names, out = {}, []
  for row in rows:
    if row['type'] != 24:
      out.append(row)
    elif row['part'] == 'A':
      names[row['mmsi']] = row
    elif row['mmsi'] in names:
      out.append(dict(names.pop(row['mmsi']), **row))
  return out


def same(theirs, ours, kind, name):
  """Whether two scaled values agree as far as gpsd writes them."""
  if theirs in ('n/a', 'nan'):
    return ours is None
  if isinstance(theirs, list):
    return all(same(a[k], b[k], kind, k) for a, b in zip(theirs, ours) for k in a)
  # gpsd rounds the coordinates of type 17 to a tenth of a degree, though the wire has 1/600.
  # It puts some numbers in quotes.
  if isinstance(ours, float):
    digits = 5e-2 if kind == 17 or name == 'waterlevel' else 5.1e-5 if kind == 27 else 6e-7
    return abs(float(theirs) - ours) <= digits * 1.01
  return theirs == ours


def iso(ms):
  if ms is None:
    return None
  time = datetime.datetime.fromtimestamp(ms // 1000, datetime.timezone.utc)
  return time.strftime('%Y-%m-%dT%H:%M:%S') + ('.%03dZ' % (ms % 1000) if ms % 1000 else 'Z')


if __name__ == '__main__':
  cli.main()
