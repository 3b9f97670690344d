# SPDX-License-Identifier: GPL-3.0-or-later
"""roadstead-cli import and rejects."""

import csv
import datetime
import gzip
import json
import os
import signal
import subprocess
import time
import zipfile

import aivdm
import cli

NOAA = 'MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType\n'
DMA = ('# Timestamp,Type of mobile,MMSI,Latitude,Longitude,Navigational status,ROT,SOG,COG,Heading,'
       'IMO,Callsign,Name,Ship type,Cargo type,Width,Length,Type of position fixing device,Draught,'
       'Destination,ETA,Data source type,A,B,C,D\n')


class Import(cli.CliTest):
  def setUp(self):
    super().setUp()
    self.run_cli('new', 'a.roadstead')

  def do(self, *args, code=cli.OK):
    return self.run_json('import', 'a.roadstead', '--json', *args, code=code)['files']

  def rejects(self):
    return [(row['line'], row['reason'], row['text'])
            for row in self.run_json('rejects', 'a.roadstead', '--json')]

  def test_noaa(self):
    self.write('a.csv', NOAA + '273312345,2024-03-07T06:00:00,42.7,133.05,8.5,210.5,211,SHIP,,,80\n')
    file, = self.do('a.csv')
    self.assertEqual(file['error'], None)
    self.assertEqual((file['layout'], file['records'], file['fixes'], file['rejected']),
                     ('csv-noaa', 1, 1, 0))
    self.assertEqual((file['vessels'], file['new_vessels']), (1, 1))
    self.assertEqual((file['from'], file['to']), ('2024-03-07T06:00:00Z', '2024-03-07T06:00:00Z'))
    self.assertEqual(len(file['sha256']), 64)
    self.assertEqual(self.rejects(), [])

  def test_dma_and_zone(self):
    row = '15/07/2023 12:00:00,Class A,219063000,57.1,8.3' + ',' * 21 + '\n'
    self.write('a.csv', DMA + row)
    file, = self.do('--time-zone', 'Europe/Copenhagen', 'a.csv')
    self.assertEqual((file['layout'], file['from']), ('csv-dma', '2023-07-15T10:00:00Z'))
    self.assertIn('Europe/Copenhagen', file['clock'])

  def test_aivdm(self):
    lines = [aivdm.position(273312345, 42.7, 133.05)]
    lines += aivdm.voyage(273312345, 'TEST SHIP', 9074729)
    self.write('a.nmea', ''.join('\\c:170978760%d\\%s\r\n' % (i, l) for i, l in enumerate(lines)))
    file, = self.do('a.nmea')
    self.assertEqual((file['layout'], file['records'], file['fixes']), ('aivdm', 2, 1))
    self.assertIn('tag block', file['clock'])

  def test_no_clock_in_archive(self):
    """Each log says what its own fixes lack."""
    with zipfile.ZipFile(os.path.join(self.dir, 'logs.zip'), 'w') as logs:
      for name, n in (('a.nmea', 3), ('b.nmea', 1)):
        logs.writestr(name, ''.join(aivdm.position(273312345, 42.7 + i / 10, 133.05) + '\n' for i in range(n)))
    file, = self.do('logs.zip')
    self.assertEqual((file['fixes'], file['undated']), (4, 4))
    told = [note for note in file['notes'] if 'no time' in note]
    self.assertEqual([note[:note.index(' no time')] for note in told],
                     ['a.nmea: 3 fixes have', 'b.nmea: 1 fix has'])
    self.assertEqual(file['clock'], 'no clock')

  def test_clocks_in_archive(self):
    """Each clock that gave times is named, once."""
    with zipfile.ZipFile(os.path.join(self.dir, 'mixed.zip'), 'w') as logs:
      for name in ('a.csv', 'c.csv'):
        logs.writestr(name, 'MMSI,Time,Lat,Lon\n273312345,2024-03-07T06:0%dZ,42.7,133\n' % (name == 'c.csv'))
      logs.writestr('b.nmea', '1709793000 ' + aivdm.position(273312345, 42.8, 133.1) + '\n')
    file, = self.do('mixed.zip')
    self.assertEqual((file['fixes'], file['undated']), (3, 0))
    self.assertEqual(file['clock'], 'times in the rows; time written beside the sentence')

  def test_no_clock(self):
    """Fixes without a time are kept as such, everywhere."""
    lines = [aivdm.position(273312345, 42.7, 133.05, second=5),
             aivdm.position(273312345, 42.8, 133.15, second=15),
             aivdm.base(2734450, 2024, 3, 7, 6, 0, 0),
             aivdm.position(273312345, 42.9, 133.25, second=25)]
    self.write('a.nmea', '\n'.join(lines))
    file, = self.do('a.nmea')
    self.assertEqual((file['fixes'], file['undated'], file['rejected']), (3, 2, 0))
    self.assertEqual((file['from'], file['to']), ('2024-03-07T06:00:25Z',) * 2)
    self.assertIn('no clock (2 messages)', file['clock'])
    self.assertTrue(any(note.startswith('2 fixes have no time') for note in file['notes']))
    info = self.run_json('info', 'a.roadstead', '--json')
    self.assertEqual((info['fixes'], info['undated']), (1, 2))
    vessel, = self.run_json('vessels', 'a.roadstead', '--json')
    self.assertEqual((vessel['fixes'], vessel['undated']), (1, 2))
    out, _ = self.run_cli('vessels', 'a.roadstead')
    self.assertIn('(and 2 undated)', out)
    self.assertEqual(self.fixes(), [('2024-03-07T06:00:25Z', 42.9, 4), (None, 42.7, 1),
                                    (None, 42.8, 2)])
    self.assertEqual(self.fixes('--from', '2000-01-01'), [('2024-03-07T06:00:25Z', 42.9, 4)])
    self.assertEqual(self.fixes('--bbox', '133,42.75,134,42.85'), [(None, 42.8, 2)])
    self.assertEqual(self.fixes('--vessel', '273312345')[1:], [(None, 42.7, 1), (None, 42.8, 2)])
    out, _ = self.run_cli('fixes', 'a.roadstead')
    self.assertIn('\n-                      42.7000000', out)
    out, _ = self.run_cli('verify', 'a.roadstead')
    self.run_cli('export', 'a.roadstead', '--format', 'csv', '-o', 'a.csv')
    with open(os.path.join(self.dir, 'a.csv'), newline='') as f:
      rows = list(csv.DictReader(f))
    self.assertEqual([(row['t'], row['lat']) for row in rows],
                     [('2024-03-07T06:00:25Z', '42.9'), ('', '42.7'), ('', '42.8')])
    self.run_cli('export', 'a.roadstead', '--format', 'geojson', '-o', 'a.geojson')
    with open(os.path.join(self.dir, 'a.geojson')) as f:
      features = json.load(f)['features']
    undated, = [f for f in features if f['properties']['kind'] == 'undated']
    self.assertEqual(undated['geometry'], {'type': 'MultiPoint',
                                           'coordinates': [[133.05, 42.7], [133.15, 42.8]]})
    self.assertEqual(undated['properties']['from'], None)
    removed = self.run_json('remove-import', 'a.roadstead', '1', '--json')
    self.assertEqual((removed['fixes'], removed['vessels']), (3, 1))
    info = self.run_json('info', 'a.roadstead', '--json')
    self.assertEqual((info['fixes'], info['undated'], info['vessels']), (0, 0, 0))

  def test_copies(self):
    """One transmission that three receivers heard is one fix that counts two copies."""
    a, b = aivdm.position(273312345, 42.7, 133.05, second=5), aivdm.position(273312345, 42.8, 133.05)
    self.write('a.nmea', ''.join('\\s:r%d,c:%d\\%s\r\n' % (i, t, s) for i, t, s in (
      (1, 1709787605, a), (2, 1709787606, a), (1, 1709787607, b), (3, 1709787630, a),
      (1, 1709787700, a))))
    file, = self.do('a.nmea')
    self.assertEqual((file['records'], file['fixes'], file['duplicates']), (5, 3, 0))
    self.assertTrue(any(note.startswith('2 messages repeat') for note in file['notes']))
    out, _ = self.run_cli('fixes', 'a.roadstead', '--json')
    self.assertEqual([(row['line'], row['copies']) for row in map(json.loads, out.splitlines())],
                     [(1, 2), (3, 0), (5, 0)])

  def test_own_ship(self):
    """VDO: a vessel like others."""
    body = aivdm.position(273312345, 42.7, 133.05, second=5).split('*')[0].replace('VDM', 'VDO')
    self.write('a.nmea', '\\c:1709787605\\' + cli.seal(body))
    file, = self.do('a.nmea')
    self.assertEqual((file['fixes'], file['vessels']), (1, 1))

  def test_zone_in_hours(self):
    """UTC+9 is nine hours ahead, as everybody writes it, not behind, as POSIX has it."""
    self.write('h.csv', 'mmsi,time,lat,lon\n273123456,2024-03-07 12:00:00,42.6,133.0\n')
    file, = self.do('--time-zone', 'UTC+9', 'h.csv')
    self.assertEqual(file['from'], '2024-03-07T03:00:00Z')

  def test_zone_of_a_log(self):
    self.write('a.nmea', '$PGHP,1,2024,3,7,16,2,3,4,219,,,1,00\n'
               + aivdm.position(273312345, 42.7, 133.05, second=5))
    file, = self.do('--time-zone', 'Asia/Vladivostok', 'a.nmea')
    self.assertEqual(file['from'], '2024-03-07T06:02:03.004Z')
    self.write('b.nmea', '# other content\n' + aivdm.position(273312345, 42.7, 133.05, second=5))
    _, err = self.run_cli('import', 'a.roadstead', '--time-zone', 'Mars', 'b.nmea', code=cli.FAILED)
    self.assertIn('no time zone “Mars”', err)

  def test_identities(self):
    """Static data of types 5 and 24, interleaved between ships, make dated identities."""
    def part(mmsi, rest, kind):
      return aivdm.sentences(rest(aivdm.Bits().put(24, 6).put(0, 2).put(mmsi, 30).put(kind, 2)))[0]

    def name(mmsi, text):
      return part(mmsi, lambda bits: bits.text(text, 20), 0)

    def rest(mmsi, callsign, bow):
      return part(mmsi, lambda bits: bits.put(37, 8).put(0, 42).text(callsign, 7).put(bow, 9)
                  .put(4, 9).put(2, 6).put(2, 6).put(0, 6), 1)

    lines = [name(273000001, 'FIRST'), name(273000002, 'OTHER'), rest(273000001, 'UA1', 10),
             rest(273000002, 'UA2', 20), name(273000001, 'FIRST'), name(273000001, 'SECOND'),
             rest(273000001, 'UA1', 10)]
    lines += aivdm.voyage(273000003, 'BIG', 9074729, 'UCBA', 80, 'CHONGJIN', 6.5, (90, 20, 8, 8))
    lines += aivdm.voyage(273000003, 'BIG', 9074729, 'UCBA', 80, 'VOSTOCHNY', 7.5, (90, 20, 8, 8))
    self.write('a.nmea', '\n'.join('\\c:%d\\%s' % (1709787600 + i, l)
                                   for i, l in enumerate(lines)))
    self.do('a.nmea')
    vessels = {v['mmsi']: v for v in self.run_json('vessels', 'a.roadstead', '--json')}
    self.assertEqual([(i['name'], i['callsign'], i['dimensions_m'], i['from'], i['to'])
                      for i in vessels[273000001]['identities']],
                     [('FIRST', 'UA1', [10, 4, 2, 2], '2024-03-07T05:00:00Z', '2024-03-07T05:00:04Z'),
                      ('SECOND', 'UA1', [10, 4, 2, 2], '2024-03-07T05:00:05Z',
                       '2024-03-07T05:00:06Z')])
    self.assertEqual([(i['name'], i['callsign']) for i in vessels[273000002]['identities']],
                     [('OTHER', 'UA2')])
    self.assertEqual([(i['destination'], i['draught_dm'], i['from'])
                      for i in vessels[273000003]['identities']],
                     [('CHONGJIN', 65, '2024-03-07T05:00:07Z'),
                      ('VOSTOCHNY', 75, '2024-03-07T05:00:09Z')])
    self.assertEqual(vessels[273000003]['imo'], 9074729)
    # Without a clock an identity has no dates, and is there all the same.
    self.write('b.nmea', name(273000004, 'UNDATED'))
    self.do('b.nmea')
    vessels = {v['mmsi']: v for v in self.run_json('vessels', 'a.roadstead', '--json')}
    self.assertEqual([(i['name'], i['from'], i['to']) for i in vessels[273000004]['identities']],
                     [('UNDATED', None, None)])

  def test_wrong_imo(self):
    """The first number that is none is told with its line."""
    self.write('i.csv', 't,lat,lon,mmsi,name,imo\n2024-03-07T06:00:00Z,42.7,133,273000001,A,9074729\n'
                        '2024-03-07T06:00:00Z,42.7,133,273000002,B,9074728\n'
                        '2024-03-07T06:00:00Z,42.7,133,273000003,C,12345\n')
    file, = self.do('i.csv')
    self.assertTrue(any(note.startswith('2 reports have an IMO number that is none')
                        and note.endswith('(first: line 3, “9074728”)') for note in file['notes']), file['notes'])

  def fixes(self, *args):
    out, _ = self.run_cli('fixes', 'a.roadstead', '--json', *args)
    return [(row['t'], row['lat'], row['line']) for row in map(json.loads, out.splitlines())]

  def test_date(self):
    self.write('a.nmea', aivdm.position(273312345, 42.7, 133.05, second=5))
    file, = self.do('--date', '2024-03-07', 'a.nmea')
    self.assertEqual(file['from'], '2024-03-07T00:00:05Z')

  def test_map(self):
    self.write('a.csv', 'Ship;When;Y;X\n273312345;1709791200;42.7;133.05\n')
    file, = self.do('--map', 't=When,lat=Y,lon=X,mmsi=Ship', 'a.csv')
    self.assertEqual((file['layout'], file['fixes']), ('csv', 1))

  def test_late_encoding(self):
    """ASCII for 64 KiB and more, and then not: what comes is told, and read."""
    header = 'mmsi,time,lat,lon,name\n'
    ascii_rows = ''.join('273000001,2024-03-07T%02d:%02d:00Z,42.5,132.75,PLAIN\n' % (i // 60 % 24, i % 60)
                         for i in range(3000))
    row = '273000002,2024-03-07T%02d:00:00Z,42.5,132.75,%s\n'
    words = {'windows-1251': 'ИВАН СУСАНИН', 'euc-kr': '백두산호 청진', 'shift_jis': '新潟まる かなしお',
             'utf-8': 'ИВАН СУСАНИН'}
    for encoding, word in words.items():
      with self.subTest(encoding):
        late = ''.join(row % (i, word) for i in range(20)).encode(encoding)
        name = encoding + '.csv'
        self.write(name, (header + ascii_rows).encode() + late)
        self.write(name + '.gz', gzip.compress((header + ascii_rows).encode() + late))
        for file in (name, name + '.gz'):
          self.run_cli('new', file + '.roadstead')
          said, = self.run_json('import', file + '.roadstead', '--json', file)['files']
          self.assertEqual((said['fixes'], said['rejected']), (3020, 0))
          names = {v['mmsi']: v['name'] for v in self.run_json('vessels', file + '.roadstead', '--json')}
          self.assertEqual(names, {273000001: 'PLAIN', 273000002: word})
          self.assertEqual(any('is no UTF-8' in note for note in said['notes']), encoding != 'utf-8')
    # A damaged byte before text in UTF-8 is one, and no other encoding.
    self.write('bad.csv', (header + ascii_rows).encode() + b'273000003,2024-03-07T00:00:00Z,42,132,A\xffB\n'
               + (row % (1, words['utf-8'])).encode())
    self.run_cli('new', 'bad.roadstead')
    self.run_json('import', 'bad.roadstead', '--json', 'bad.csv')
    names = {v['mmsi']: v['name'] for v in self.run_json('vessels', 'bad.roadstead', '--json')}
    self.assertEqual(names[273000002], words['utf-8'])

  def test_gpx_and_gzip(self):
    self.write('a.gpx.gz', gzip.compress(
      b'<gpx><trk><name>A</name><trkseg><trkpt lat="1" lon="2"><time>2024-03-07T06:00:00Z</time>'
      b'</trkpt><trkpt lat="1" lon="2"/>'
      b'<trkpt lat="1" lon="2"><time>soon</time></trkpt></trkseg></trk></gpx>'))
    file, = self.do('a.gpx.gz', code=cli.PARTIAL)
    self.assertEqual((file['layout'], file['fixes'], file['undated'], file['rejected']),
                     ('gpx', 2, 1, 1))
    self.assertEqual(self.rejects()[0][:2], (1, 'time is not readable: time = “soon”'))

  def test_rejects(self):
    self.write('a.csv', NOAA + 'x,2024-03-07,1,1,,,,,,,\n1,2024-03-07,91,181,,,,,,,\n'
               '1,2024-03-07,1,1,,,,,,,\n')
    out, err = self.run_cli('import', 'a.roadstead', 'a.csv', code=cli.PARTIAL)
    self.assertEqual(err, '')
    self.assertIn('3 records, 1 fix of 1 vessel (1 new), 2 rejected', out)
    out, _ = self.run_cli('rejects', 'a.roadstead')
    self.assertEqual(out.splitlines(),
                     ['a.csv\t2\tMMSI is not a number of up to nine digits: MMSI = “x”\t'
                      'x,2024-03-07,1,1,,,,,,,',
                      'a.csv\t3\tposition not available: LAT = “91”\t1,2024-03-07,91,181,,,,,,,'])

  def test_again(self):
    self.write('a.csv', NOAA + '1,2024-03-07,1,1,,,,,,,\n')
    self.do('a.csv')
    _, err = self.run_cli('import', 'a.roadstead', 'a.csv', code=cli.FAILED)
    self.assertIn('imported before', err)

  def test_some_fail(self):
    self.write('a.csv', NOAA + '1,2024-03-07,1,1,,,,,,,\n')
    self.write('b.txt', 'words')
    good, bad, absent = self.do('a.csv', 'b.txt', 'absent', code=cli.PARTIAL)
    self.assertEqual(good['fixes'], 1)
    self.assertIn('no layout that is known', bad['error'])
    self.assertEqual(bad['hints'], [])
    self.assertIn('absent', absent['error'])

  def test_hints(self):
    """What could be said, in the words of a shell; the case keeps only what was found."""
    self.write('t.csv', 'a;b;c;d\n1;2;3;4\n5;6;7;8\n')
    _, err = self.run_cli('import', 'a.roadstead', 't.csv', code=cli.FAILED)
    self.assertIn('hint: say which column is what with --map', err)
    self.write('local.csv', 'mmsi,time (local),lat,lon\n273000001,2024-03-07 06:00,42,132\n')
    file, = self.do('local.csv')
    self.assertIn('--time-zone', ' '.join(file['hints']))
    self.assertIn('The file tells neither speed nor course of any position', file['notes'])
    self.assertEqual(file['flags'], {})
    self.assertNotIn('--', json.dumps(self.run_json('imports', 'a.roadstead', '--json')))

  def test_nothing(self):
    self.write('empty', '')
    os.mkdir(os.path.join(self.dir, 'folder'))
    for name, words in (('empty', 'is empty'), ('folder', 'is a folder'), ('absent', 'absent'),
                        ('/dev/null', 'is a device')):
      _, err = self.run_cli('import', 'a.roadstead', name, code=cli.FAILED)
      self.assertIn(words, err)
      self.assertEqual(len(err.splitlines()), 1, err)
    self.run_cli('import', 'absent.roadstead', 'empty', code=cli.FAILED)
    self.run_cli('import', 'a.roadstead', code=cli.USAGE)
    self.run_cli('import', 'a.roadstead', 'empty', '--date', 'soon', code=cli.USAGE)
    self.run_cli('import', 'a.roadstead', 'empty', '--no-such', code=cli.USAGE)
    self.run_cli('rejects', code=cli.USAGE)

  def wait_until_heeded(self, process, number):
    """Waits until a process has taken charge of a signal: before, it would just end."""
    for _ in range(6000):
      with open(f'/proc/{process.pid}/status') as status:
        blocked = [line.split()[1] for line in status if line.startswith('SigBlk')]
      if not blocked or int(blocked[0], 16) >> (number - 1) & 1:
        return
      time.sleep(0.01)
    self.fail(f'signal {number} would end the import')

  def test_interrupt(self):
    """An interrupted import leaves the case as it was, byte for byte."""
    row = '2733%05d,2024-03-07T06:%02d:%02d,42.7,133.05,8.5,210.5,211,SHIP %d,,,80\n'
    with open(os.path.join(self.dir, 'a.csv'), 'w') as file:
      file.write(NOAA)
      for i in range(1500000):
        file.write(row % (i % 5000, i // 60 % 60, i % 60, i % 77))
    import_process = subprocess.Popen([cli.CLI, 'import', 'a.roadstead', 'a.csv'], cwd=self.dir,
                                      stderr=subprocess.PIPE)
    self.wait_until_heeded(import_process, signal.SIGINT)
    # Somewhere amid the import.
    time.sleep(0.3)
    import_process.send_signal(signal.SIGINT)
    _, err = import_process.communicate(timeout=60)
    if import_process.returncode == cli.OK:
      self.skipTest('the import was faster than the interrupt')
    self.assertEqual(import_process.returncode, cli.FAILED)
    self.assertIn(b'interrupted', err)
    self.assertEqual(self.run_json('info', 'a.roadstead', '--json')['fixes'], 0)
    self.assertLess(os.path.getsize(os.path.join(self.dir, 'a.roadstead')), 1000000)

  def test_drift(self):
    """One vessel over 14.5 hours: as many messages as libais and gpsdecode find."""
    path = self.case_file('aivdm', 'dma-ais+AisAbnormal', 'ais-ab-analyzer', 'src', 'test',
                          'resources', 'ais', '212123000_drift_1.ais')
    file, = self.do(path)
    self.assertEqual((file['records'], file['rejected'], file['vessels']), (3130, 0, 1))
    # 2568 positions, most of them heard by several receivers.
    out, _ = self.run_cli('fixes', 'a.roadstead', '--json')
    copies = [json.loads(line)['copies'] for line in out.splitlines()]
    self.assertEqual(len(copies) + sum(copies), 2568)
    self.assertEqual(file['fixes'], self.count_transmissions())

  def count_transmissions(self):
    """Payloads that were not heard in the 30 seconds before, by the published truth."""
    truth = self.case_file('derived', 'aivdm_truth',
                           'dma-ais+AisAbnormal__ais-ab-analyzer__src__test__resources__ais__'
                           '212123000_drift_1.ais.truth.jsonl')
    first, n = {}, 0
    with open(truth) as rows:
      for row in map(json.loads, rows):
        if row['gpsd']['type'] not in (1, 2, 3, 11):
          continue
        t = datetime.datetime.fromisoformat(row['t'].replace('Z', '+00:00')).timestamp()
        payload = row['nmea'][0].split(',')[5]
        if payload not in first or t - first[payload] > 30:
          first[payload] = t
          n += 1
    return n

  def test_noaa_published(self):
    path = self.case_file('ais_csv', 'AISViz+AISdb', 'aisdb', 'tests', 'testdata',
                          'test_data_noaa_20230101.csv')
    file, = self.do(path)
    self.assertEqual((file['records'], file['fixes'], file['vessels']), (1000, 1000, 1000))
    self.assertEqual((file['from'], file['to']), ('2023-01-11T00:00:00Z', '2023-01-11T23:59:01Z'))
    self.assertTrue(any('3669882' in note and '36926403' in note for note in file['notes']))


if __name__ == '__main__':
  cli.main()
