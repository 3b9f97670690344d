# SPDX-License-Identifier: GPL-3.0-or-later
"""Layouts of CSV: found, named, saved; and the real files with the counts that were measured."""

import gzip
import json
import os
import zipfile

import cli

ODD = ('Datum;Uhrzeit;Schiff;Y;X;km/h\n'
       '03/07/2024;06:00:00;273000001;42,5;132,75;18,52\n'
       '03/08/2024;06:00:00;273000001;42,6;132,75;xx\n'
       '03/xx/2024;06:00:00;273000001;42,6;132,75;1\n')
MAP = 't=Datum+Uhrzeit:mdy,mmsi=Schiff,lat=Y,lon=X,sog=km/h:kmh'

REAL = [
    (('ais_csv', 'AISViz+AISdb', 'aisdb', 'tests', 'testdata', 'test_data_noaa_20230101.csv'),
     'csv-noaa', 1000, 0),
    (('ais_csv', 'FATHOM5+ais', 'testdata', 'badHeaders.csv'), 'csv', 10, 0),
    (('ais_csv', 'FATHOM5+ais', 'testdata', 'badMMSIData.csv'), 'csv-noaa', 10, 1),
    (('ais_csv', 'FATHOM5+ais', 'testdata', 'badTimeData.csv'), 'csv-noaa', 10, 1),
    (('ais_csv', 'FATHOM5+ais', 'testdata', 'ten.csv'), 'csv-noaa', 10, 0),
    (('ais_csv', 'FATHOM5+ais', 'testdata', 'track.csv'), 'csv-noaa', 12, 0),
    (('ais_csv', 'MobilityDB+GoMEOS', 'data', 'ais_instants_small.csv'), 'csv', 199, 0),
    (('ais_csv', 'simula+damast', 'tests', 'damast', 'data', 'test_ais.barentswatch.csv'),
     'csv-barentswatch', 3, 0),
    (('ais_csv', 'simula+damast', 'tests', 'damast', 'data', 'test_ais.csv'), 'csv', 13, 0),
    (('derived', 'dma', 'aisdk_head_rows_from_blog.csv'), 'csv-dma', 9, 0),
    (('derived', 'encounters', 'dateline_input.csv'), 'csv', 28, 0),
]


class Layouts(cli.CliTest):
  def setUp(self):
    super().setUp()
    os.environ['RS_LAYOUTS_DIR'] = os.path.join(self.dir, 'layouts')
    self.run_cli('new', 'a.roadstead')

  def do(self, *args, code=cli.OK):
    return self.run_json('import', 'a.roadstead', '--json', *args, code=code)['files']

  def test_list(self):
    names = [row['name'] for row in self.run_json('layouts', '--json')]
    for name in ('aivdm', 'csv-noaa', 'csv-dma', 'csv-spire', 'csv-marinetraffic', 'csv-gfw',
                 'csv-barentswatch', 'csv-aishub', 'csv-aisstream', 'csv', 'gpx'):
      self.assertIn(name, names)
    self.assertIn('csv-spire', self.run_cli('layouts')[0])

  def test_stray_quotes(self):
    """Quotes are letters of AIS: those of two rows do not swallow what stands between, in a short file nor in
    one that several threads read; text over lines is text."""
    for n in (200, 20000):
      rows = ['2737777%02d,2024-03-07T%02d:%02d:%02d,42.%05d,131.5,%s,1%d.5' %
              (i % 40, i // 3600, i // 60 % 60, i % 60, i, {50: '"OLGA', 120: 'ABC"'}.get(i, 'B'), i % 9)
              for i in range(n)]
      self.write('q.csv', 'mmsi,time,lat,lon,name,sog\n' + '\n'.join(rows) + '\n')
      file, = self.do('q.csv')
      self.assertEqual((file['records'], file['fixes'], file['rejected']), (n, n, 0))
      self.assertIn('In 1 row a quotation mark that nothing closes was read as a letter of its cell',
                    file['notes'])
    self.write('q.csv', 'mmsi,time,lat,lon,remark,sog\n'
               '273777701,2024-03-07T06:00:00,42,131,"seen, twice,\nby the pilot",1\n'
               '273777701,2024-03-07T06:01:00,42,131,,1\n')
    file, = self.do('q.csv')
    self.assertEqual((file['records'], file['fixes']), (2, 2))
    self.assertNotIn('quotation', ' '.join(file['notes']))

  def test_seconds_of_the_minute(self):
    """The second that AIS's messages have is no time since 1970: what reads as a time is taken, or nothing."""
    rows = [(54, '2017-05-19T09:39:57'), (12, '2017-05-19T09:49:57'), (60, '2017-05-19T09:59:57')]
    for seconds, received in (('utc_seconds', 'received_at'), ('time_seconds', 'received'), ('timestamp', 'msgtime')):
      self.write('s.csv', 'mmsi,lat,lon,%s,%s\n' % (seconds, received)
                 + ''.join('304010417,47.%d758,-5.154,%d,%s\n' % (i, *row) for i, row in enumerate(rows)))
      file, = self.do('s.csv')
      self.assertEqual((file['fixes'], file['from']), (3, '2017-05-19T09:39:57Z'), seconds)
    for names in (('UTC_SECONDS', 'TIMESTAMP'), ('timestamp', 'time_utc')):
      self.write('s.json', json.dumps([{'mmsi': 304010417, 'lat': 47.7 + i / 100, 'lon': -5.1, names[0]: row[0],
                                        names[1]: row[1]} for i, row in enumerate(rows)]))
      file, = self.do('s.json')
      self.assertEqual((file['fixes'], file['from']), (3, '2017-05-19T09:39:57Z'), names)
    self.write('s.csv', 'mmsi,lat,lon,utc_seconds\n' + '304010417,47.758,-5.154,54\n' * 3)
    self.write('s.json', '[{"mmsi":304010417,"lat":47.7,"lon":-5.1,"utc_seconds":54}]')
    for name in ('s.csv', 's.json'):
      self.run_cli('import', 'a.roadstead', name, code=cli.FAILED)

  def test_mmsi_by_value(self):
    """Numbers of ships are told by their values if no header names them, and what is not read is said."""
    rows = [(273777777 + i % 3, '2024-03-07T06:%02d:00' % i, '42.%d3436' % i, '131.54743', 'S%d' % (i % 3))
            for i in range(6)]

    def read(header, *columns):
      self.write('t.csv', header + '\n' + ''.join(','.join(str(row[c]) for c in columns) + '\n' for row in rows))
      file, = self.do('t.csv')
      return file

    for header, columns in (('Nr,time,lat,lon', (0, 1, 2, 3)), ('선박번호,time,lat,lon,선명', (0, 1, 2, 3, 4)),
                            ('ship,time,lat,lon,remark', (0, 1, 2, 3, 4)),
                            ('Nr,when,lat,lon,ship', (0, 1, 2, 3, 4))):
      file = read(header, *columns)
      self.assertEqual((file['fixes'], file['vessels']), (6, 3), header)
      self.assertEqual('Columns that were not read: “remark”' in file['notes'], 'remark' in header)
      self.assertEqual({v['mmsi'] for v in self.run_json('vessels', 'a.roadstead', '--json')},
                       {273777777, 273777778, 273777779})
    rows = [(273777777 + i,) + row[1:] for i, row in enumerate(rows)]
    file = read('row,time,lat,lon,ship', 0, 1, 2, 3, 4)
    self.assertEqual((file['fixes'], file['vessels']), (6, 3))
    self.assertIn('Columns that were not read: “row”', file['notes'])
    self.write('p.csv', 'port,lat,lon,updated\n' + ''.join('%s,%s,%s,%s\n' % (row[4], *row[2:4], row[1]) for row in rows))
    file, = self.do('p.csv')
    self.assertEqual((file['places'], file['entries']), ('p', 6))

  def test_days(self):
    """A date without a time of day is its beginning, and that is said: of some rows, of many, of JSON."""
    for n in (3, 20000):
      rows = ['27377777%d,%s,42.%05d,131.5,Rotterdam Maas,9246712,70' %
              (i % 7, '2024-03-07' if i % 3 == 1 else '2024-03-07T00:%02d:%02d' % (i // 60 % 60, i % 60), i)
              for i in range(n)]
      self.write('d.csv', 'mmsi,time,lat,lon,name,imo,type\n' + '\n'.join(rows) + '\n')
      file, = self.do('d.csv')
      self.assertEqual(file['fixes'], n)
      said = [note for note in file['notes'] if 'a day, a month or a year only' in note]
      self.assertEqual([note.split()[0] for note in said], ['%d' % len(range(1, n, 3))])
    self.write('d.json', '[{"mmsi":273777777,"timestamp":"2024-03-07","lat":42.1,"lon":131.5}]')
    file, = self.do('d.json')
    self.assertIn('1 time names a day, a month or a year only; its beginning was taken', file['notes'])

  def test_zero_bytes(self):
    """A zero byte in a cell of a long table is its letter, wherever it stands; data full of them are no table."""
    rows = ['27377777%d,2024-03-07T00:%02d:%02d,42.%05d,131.5,%s' %
            (i % 7, i // 60 % 60, i % 60, i, 'A\0B' if i in (20, 3000) else '한빛') for i in range(4000)]
    self.write('z.csv', 'mmsi,time,lat,lon,name\n' + '\n'.join(rows) + '\n')
    file, = self.do('z.csv')
    self.assertEqual((file['fixes'], file['rejected']), (4000, 0))
    self.assertNotIn('UTF-8', ' '.join(file['notes']))
    self.write('z.csv', 'mmsi,time,lat,lon,name\n' + '\n'.join(rows[:30]).replace('한빛', '\0' * 4) + '\n')
    self.assertIn('binary data', self.run_cli('import', 'a.roadstead', 'z.csv', code=cli.FAILED)[1])

  def test_save_and_use(self):
    self.write('odd.csv', ODD)
    file, = self.do('--map', MAP, '--save-layout', 'Zoll Kiel', 'odd.csv', code=cli.PARTIAL)
    self.assertEqual((file['fixes'], file['rejected'], file['from']), (2, 1, '2024-03-07T06:00:00Z'))
    saved = [row for row in self.run_json('layouts', '--json') if row['saved']]
    self.assertEqual([(row['name'], row['title']) for row in saved], [('Zoll Kiel', MAP)])
    self.run_cli('new', 'b.roadstead')
    file, = self.run_json('import', 'b.roadstead', '--json', '--layout', 'Zoll Kiel', 'odd.csv',
                          code=cli.PARTIAL)['files']
    self.assertEqual((file['layout'], file['fixes'], file['from']),
                     ('Zoll Kiel', 2, '2024-03-07T06:00:00Z'))
    fixes = self.run_cli('fixes', 'b.roadstead')[0]
    self.assertIn('42.5', fixes)
    self.run_cli('layouts', '--rename', 'Zoll Kiel=csv-noaa', code=cli.FAILED)
    self.run_cli('layouts', '--rename', 'Zoll Kiel', code=cli.USAGE)
    self.run_cli('layouts', '--rename', 'Zoll Kiel=Zoll')
    saved = [row for row in self.run_json('layouts', '--json') if row['saved']]
    self.assertEqual([(row['name'], row['title']) for row in saved], [('Zoll', MAP)])
    self.run_cli('layouts', '--rename', 'Zoll Kiel=Zoll', code=cli.FAILED)
    self.run_cli('layouts', '--rename', 'Zoll=Zoll Kiel')
    self.run_cli('layouts', '--delete', 'Zoll Kiel')
    self.run_cli('layouts', '--delete', 'Zoll Kiel', code=cli.FAILED)

  def test_saved_layout_is_found(self):
    """The next file with the same header is read with it unasked; one with another is not."""
    header = 'wann;wo1;wo2;wer;was\n'
    row = '07.03.2024 06:00;42.5;132.75;273000001;%s\n'
    self.write('one.csv', header + row % 'x')
    self.write('two.csv', '\ufeffListe vom 8. März\n' + header + row.replace('07.', '08.') % 'y')
    self.write('three.csv', header.replace('was', 'wie') + row % 'z')
    self.do('one.csv', code=cli.FAILED)
    self.do('--map', 't=wann:dmy,lat=wo1,lon=wo2,mmsi=wer', '--save-layout', 'Wache', 'one.csv')
    file, = self.do('two.csv')
    self.assertEqual((file['layout'], file['fixes'], file['from']),
                     ('Wache', 1, '2024-03-08T06:00:00Z'))
    self.assertIn('saved layout “Wache”', ' '.join(file['notes']))
    self.do('three.csv', code=cli.FAILED)
    seen = self.run_json('preview', '--json', 'two.csv')
    self.assertEqual(seen['map'], 't=1:dmy,lat=2,lon=3,mmsi=4')
    # What a header names is told even if it is not enough.
    self.write('part.csv', 'Breite;lon;mmsi;Zeichen\na;b;c;d\n')
    seen = self.run_json('preview', '--json', 'part.csv', code=cli.PARTIAL)
    self.assertEqual([column['field'] for column in seen['columns']], ['lat', 'lon', 'mmsi', None])
    # Of two for the same header it is the one that was saved last.
    self.write('five.csv', header + row % 'v')
    self.do('--map', 't=wann:mdy,lat=wo1,lon=wo2', '--save-layout', 'Andere', 'five.csv')
    os.utime(os.path.join(os.environ['RS_LAYOUTS_DIR'], 'Wache.layout'), (0, 0))
    self.assertEqual(self.run_json('preview', '--json', 'two.csv')['map'], 't=1:mdy,lat=2,lon=3')
    self.run_cli('layouts', '--delete', 'Andere')
    self.run_cli('layouts', '--delete', 'Wache')
    self.write('four.csv', header + row % 'x')
    self.do('four.csv', code=cli.FAILED)

  def test_saved_encoding(self):
    """The line that a fix came from is shown in the encoding that a saved layout named."""
    header, row = 'когда;ш;д;кто;что\n', '07.03.2024 06:00;42.5;132.75;273000001;%s\n'
    self.write('one.csv', (header + row % 'х').encode('koi8-r'))
    self.write('two.csv', (header + row % 'Ангара').encode('koi8-r'))
    self.do('--encoding', 'KOI8-R', '--map', 't=когда:dmy,lat=ш,lon=д,mmsi=кто', '--save-layout', 'Вахта', 'one.csv')
    file, = self.do('two.csv')
    self.assertEqual((file['layout'], file['fixes']), ('Вахта', 1))
    out, _ = self.run_cli('source', 'a.roadstead', '--import', str(file['import']), '--line', '2')
    self.assertIn('Ангара', out)
    self.run_cli('layouts', '--delete', 'Вахта')

  def pack(self, name, *members):
    with zipfile.ZipFile(os.path.join(self.dir, name), 'w', zipfile.ZIP_DEFLATED) as file:
      for member, content in members:
        file.writestr(member, content)

  def test_saved_layout_in_archives(self):
    """A table that is packed is read as it would be unpacked; what it lies beside is read by what it is."""
    header = 'wann;wo1;wo2;wer;was\n'
    row = '07.03.2024 06:00;42.5;132.75;273000001;%s\n'
    known = 'mmsi,time,lat,lon\n273000002,2024-03-07T07:00:00Z,42,133\n'
    self.pack('one.zip', ('liesmich.txt', 'Worte, viele, Worte\n'), ('known.csv', known),
              ('in/one.csv', header + row % 'x'))
    self.write('two.csv.gz', gzip.compress((header + row % 'y').encode()))
    self.pack('three.zip', ('three.csv', header + row % 'ä', ), ('known.csv', known + known[18:]))
    self.do('two.csv.gz', code=cli.FAILED)
    seen = self.run_json('preview', '--json', 'one.zip', code=cli.PARTIAL)
    self.assertIn('in/one.csv', ' '.join(seen['notes']))
    self.assertEqual([column['name'] for column in seen['columns']], header.strip().split(';'))
    file, = self.do('--map', 't=wann:dmy,lat=wo1,lon=wo2,mmsi=wer', '--save-layout', 'Wache', 'one.zip')
    self.assertEqual((file['fixes'], file['vessels']), (2, 2))
    self.assertIn('liesmich.txt', ' '.join(file['notes']))
    file, = self.do('two.csv.gz')
    self.assertEqual((file['layout'], file['fixes']), ('Wache', 1))
    file, = self.do('three.zip')
    self.assertEqual((file['fixes'], file['layout']), (3, 'zip'))
    self.assertIn('three.csv: The columns are those of the saved layout “Wache”', ' '.join(file['notes']))
    self.run_cli('new', 'b.roadstead')
    file, = self.run_json('import', 'b.roadstead', '--json', '--layout', 'Wache', 'one.zip')['files']
    self.assertEqual(file['fixes'], 2)

  def test_encoding_in_archives(self):
    self.pack('a.zip', ('a.csv', 'mmsi,time,lat,lon,name\n273000001,2024-03-07T06:00:00Z,1,2,'.encode()
                        + 'ИВАН\n'.encode('koi8-r')),
              ('b.csv', ('mmsi,time,lat,lon,name\n273000002,2024-03-07T06:00:00Z,1,2,ПЁТР\n')
               .encode('koi8-r')))
    self.do('--encoding', 'KOI8-R', 'a.zip')
    names = {vessel['name'] for vessel in self.run_json('vessels', 'a.roadstead', '--json')}
    self.assertEqual(names, {'ИВАН', 'ПЁТР'})

  def test_json_of_unknown_names(self):
    """Values that no name tells are shown, and can be told by --map: in lines, arrays and archives."""
    records = [{'wann': '2024-03-07T06:0%d:00Z' % i, 'wo': {'ns': 42.5, 'ow': 132.75 + i}, 'wer': 273000001}
               for i in range(3)]
    self.write('lines.jsonl', '\n'.join(json.dumps(record) for record in records))
    self.write('array.json', json.dumps({'n': 3, 'to': 'x', 'of': 'y', 'rows': records[:2]}, indent=1))
    self.pack('packed.zip', ('x.jsonl', json.dumps(records[0])))
    for name, rows in (('lines.jsonl', 3), ('array.json', 2), ('packed.zip', 1)):
      seen = self.run_json('preview', '--json', name, code=cli.PARTIAL)
      self.assertEqual([column['name'] for column in seen['columns']], ['wann', 'wo.ns', 'wo.ow', 'wer'])
      self.assertEqual((len(seen['rows']), seen['map']), (rows, None))
      self.assertEqual(seen['rows'][0]['cells'], [records[0]['wann'], '42.5', '132.75', '273000001'])
    args = ('--map', 't=wann,lat=wo.ns,lon=wo.ow,mmsi=wer')
    seen = self.run_json('preview', '--json', *args, 'array.json')
    self.assertEqual(seen['map'], 't=wann,lat=wo.ns,lon=wo.ow,mmsi=wer')
    self.assertEqual(self.do(*args, 'lines.jsonl')[0]['fixes'], 3)
    self.assertEqual(self.do(*args, 'array.json')[0]['fixes'], 2)
    self.assertEqual(self.do(*args, 'packed.zip')[0]['fixes'], 1)

  def test_wrong_names(self):
    self.write('odd.csv', ODD)
    for name in ('csv-noaa', '../x', '.x', 'a/b', ''):
      self.run_cli('import', 'a.roadstead', '--map', MAP, '--save-layout', name, 'odd.csv',
                   code=cli.FAILED)
      os.remove(os.path.join(self.dir, 'a.roadstead'))
      self.run_cli('new', 'a.roadstead')
    self.assertIn('nothing', self.run_cli('import', 'a.roadstead', '--layout', 'nothing', 'odd.csv',
                                          code=cli.FAILED)[1])
    self.run_cli('import', 'a.roadstead', '--save-layout', 'x', 'odd.csv', code=cli.USAGE)
    self.run_cli('import', 'a.roadstead', '--delimiter', 'ab', 'odd.csv', code=cli.USAGE)
    self.run_cli('import', 'a.roadstead', '--header', 'maybe', 'odd.csv', code=cli.USAGE)

  def test_options(self):
    self.write('a.csv', 'mmsi^time^lat^lon^name\n273000001^2024-03-07T06:00:00^1^2^'.encode()
               + 'ИВАН\n'.encode('cp1251'))
    file, = self.do('--delimiter', '^', '--encoding', 'WINDOWS-1251', '--header', 'yes', 'a.csv')
    self.assertEqual(file['fixes'], 1)
    self.assertEqual(self.run_json('vessels', 'a.roadstead', '--json')[0]['name'], 'ИВАН')

  def test_reject_names_column_and_value(self):
    self.write('odd.csv', ODD)
    self.do('--map', MAP, 'odd.csv', code=cli.PARTIAL)
    row, = self.run_json('rejects', 'a.roadstead', '--json')
    self.assertEqual((row['line'], row['reason']),
                     (4, 'time is not readable: Datum = “03/xx/2024”'))

  def test_help_explains_the_map(self):
    text = self.run_cli('import', '--help')[0]
    for word in ('t=Date+Time:dmy', 'sog=Speed:kmh', 'excel', 'ddeg'):
      self.assertIn(word, text)

  def test_preview(self):
    self.write('odd.csv', ODD)
    self.write('none.csv', 'foo;bar;baz\n1;2;3\n4;5;6\n')
    seen = self.run_json('preview', '--json', 'none.csv', code=cli.PARTIAL)
    self.assertEqual((seen['layout'], seen['delimiter'], seen['header'], len(seen['rows'])),
                     (None, ';', True, 2))
    seen = self.run_json('preview', '--json', 'odd.csv')
    self.assertEqual((seen['layout'], seen['map']), ('csv', 't=1+2,lat=4,lon=5,mmsi=3'))
    self.assertEqual([column['name'] for column in seen['columns']],
                     ['Datum', 'Uhrzeit', 'Schiff', 'Y', 'X', 'km/h'])
    seen = self.run_json('preview', '--json', '--map', MAP, 'odd.csv')
    self.assertEqual([column['field'] for column in seen['columns']],
                     ['t:mdy', 'clock', 'mmsi', 'lat', 'lon', 'sog:kmh'])
    self.assertEqual([(row['line'], row['t'], row['problem']) for row in seen['rows']],
                     [(2, '2024-03-07T06:00:00Z', None), (3, '2024-03-08T06:00:00Z', None),
                      (4, None, 'time is not readable: Datum = “03/xx/2024”')])
    self.assertEqual(seen['rows'][0]['cells'][3], '42,5')
    text = self.run_cli('preview', '--map', MAP, '--rows', '1', 'odd.csv')[0]
    self.assertIn('2024-03-07T06:00:00Z', text)
    self.run_cli('preview', 'absent.csv', code=cli.FAILED)
    self.write('a.jsonl', '{"ssvid":"1","timestamp":"2020-02-03 04:05:06 UTC","lat":1.5,"lon":103.5}\n'
               '{"ssvid":"1","timestamp":"x","lat":1.5,"lon":103.5}\n')
    seen = self.run_json('preview', '--json', 'a.jsonl')
    self.assertEqual((seen['layout'], seen['delimiter']), ('json-gfw', ''))
    self.assertEqual([(row['line'], row['t'], row['problem']) for row in seen['rows']],
                     [(1, '2020-02-03T04:05:06Z', None),
                      (2, None, 'time is not readable: timestamp = “x”')])

  def test_real(self):
    for path, layout, records, rejected in REAL:
      full = self.case_file(*path)
      with self.subTest(path[-1]):
        self.run_cli('new', path[-1] + '.roadstead')
        file, = self.run_json('import', path[-1] + '.roadstead', '--json', full,
                              code=cli.PARTIAL if rejected else cli.OK)['files']
        self.assertEqual((file['layout'], file['records'], file['rejected']),
                         (layout, records, rejected))

  def test_real_json(self):
    """Each answer and each message that holds a position; the others say that they hold none."""
    folder = self.case_file('ais_json', 'code4fukui+aisstream', 'sample')
    lines = []
    for name in sorted(os.listdir(folder)):
      with open(os.path.join(folder, name), encoding='utf-8') as file:
        lines.append(json.dumps(json.load(file)))
    self.write('a.jsonl', '\n'.join(lines) + '\n')
    file, = self.do('a.jsonl')
    self.assertEqual((file['layout'], file['records'], file['fixes'], file['rejected']),
                     ('json-aisstream', len(lines), 4, 0))
    for name, fixes in (('ps01_response.json', 4), ('ps07_response.json', 1)):
      full = self.case_file('ais_json', 'amphinicy+marine-traffic-client-api', 'tests', 'responses',
                            name)
      file, = self.do(full)
      self.assertEqual((file['layout'], file['fixes'], file['rejected']),
                       ('json-marinetraffic', fixes, 0))


if __name__ == '__main__':
  cli.main()
