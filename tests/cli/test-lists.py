# SPDX-License-Identifier: GPL-3.0-or-later
"""roadstead-cli watchlist, places, and lists among the files of import."""

import cli

NOAA = 'MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType\n'
SDN = ('1,"SOMEBODY","individual","X",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n'
       '2,"TEST STAR","vessel","DPRK",-0- ,"HMAB",  "Bulk Cargo","10,000","7,000","Mongolia",-0- ,'
       '"Former Vessel Flag Togo; Vessel Registration Identification IMO 9074729; MMSI 457000001; '
       'a.k.a. \'Alt One\'; alt. f.k.a. \'OLD STAR\'."\r\n'
       '3,"HANBIT","vessel","DPRK",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n'
       '\x1a\r\n')


class Lists(cli.CliTest):
  def setUp(self):
    super().setUp()
    self.run_cli('new', 'a.roadstead')

  def vessels(self, *rows):
    """Imports a fix for each (mmsi, name, imo, callsign)."""
    self.write('v.csv', NOAA + ''.join('%d,2024-03-07T06:00:00,42.7,133.05,,,,%s,%s,%s,\n' % row
                                       for row in rows))
    self.run_cli('import', 'a.roadstead', 'v.csv')

  def matches(self):
    return [(m['mmsi'], m['entry'], m['by'], m['surety'])
            for m in self.run_json('watchlist', 'a.roadstead', 'match', '--json')]

  def test_ofac(self):
    self.write('sdn.csv', SDN)
    self.write('alt.csv', '3,10,"aka","한빛",-0- \r\n1,11,"aka","NOBODY",-0- \r\n')
    file, = self.run_json('import', 'a.roadstead', '--json', 'sdn.csv')['files']
    self.assertEqual((file['error'], file['watchlist'], file['entries']), (None, 'OFAC SDN', 2))
    self.assertEqual(sorted(file['notes']),
                     ['1 row is of no vessel', 'Files beside it that were read with it: alt.csv'])
    self.assertEqual(file['matched'], 0)
    kept, = self.run_json('watchlist', 'a.roadstead', 'list', '--json')
    self.assertEqual((kept['layout'], kept['entries'], kept['records']), ('ofac-sdn', 2, 4))
    self.vessels((273000001, 'ANY', 'IMO9074729', ''), (457000001, 'ANOTHER', '', ''),
                 (273000003, 'M/V Old Star', '', ''), (273000004, 'TEST STAR', 'IMO9187629', ''),
                 (273000005, 'Test-Star', '', 'HMAB'), (273000006, '한빛', '', ''),
                 (273000007, 'NOBODY', '', ''))
    self.assertEqual(sorted(self.matches()), [
      (273000001, 'TEST STAR', 'imo', 'sure'), (273000003, 'TEST STAR', 'name', 'possible'),
      (273000005, 'TEST STAR', 'name and callsign', 'likely'),
      (273000006, 'HANBIT', 'name', 'possible'), (457000001, 'TEST STAR', 'mmsi', 'likely')])
    _, err = self.run_cli('watchlist', 'a.roadstead', 'add', 'sdn.csv', code=cli.FAILED)
    self.assertIn('in the case already', err)
    self.run_cli('watchlist', 'a.roadstead', 'remove', '1')
    self.assertEqual(self.matches(), [])
    _, err = self.run_cli('watchlist', 'a.roadstead', 'remove', '1', code=cli.FAILED)
    self.assertIn('no such list', err)
    self.run_cli('verify', 'a.roadstead')

  def test_encodings(self):
    self.write('a.csv', 'Судно;ИМО;Флаг\nАНГАРА;9074729;RU\n'.encode('cp1251'))
    file, = self.run_json('import', 'a.roadstead', '--json', 'a.csv')['files']
    self.assertIn('WINDOWS-1251', ' '.join(file['notes']))
    self.vessels((273000001, 'ANY', 'IMO9074729', ''))
    self.assertEqual(self.matches(), [(273000001, 'АНГАРА', 'imo', 'sure')])
    self.write('b.csv', 'Name\nАНГАРА\n'.encode('koi8-r'))
    added = self.run_json('watchlist', 'a.roadstead', 'add', '--encoding', 'KOI8-R', '--json', 'b.csv')
    self.assertEqual((added['entries'], added['note']), (1, ''))
    _, err = self.run_cli('watchlist', 'a.roadstead', 'add', '--encoding', 'x', 'b.csv', code=cli.FAILED)
    self.assertIn('no encoding “x”', err)

  def test_tables(self):
    self.write('n.csv', '9074729\n457000001\nIMO 9187629\n')
    self.vessels((457000001, 'ANY', '', ''), (273000009, 'NONE', '', ''))
    file, = self.run_json('import', 'a.roadstead', '--json', 'n.csv')['files']
    self.assertEqual(file['matched'], 1)
    self.write('h.csv', 'Ship Name;IMO;Reason;Listed on;Delisted\n'
                        'FIRST;9074729;UN;2024-03-08;\nSECOND;1234567;;;\n;;;;\n')
    self.run_cli('watchlist', 'a.roadstead', 'add', 'h.csv', code=cli.PARTIAL)
    self.write('names.txt', 'PAEK YANG SAN\n백양산\n')
    # Names alone say of no file that it is a watchlist; the user may.
    _, err = self.run_cli('import', 'a.roadstead', 'names.txt', code=cli.FAILED)
    self.assertIn('watchlist CASE add', err)
    self.run_cli('watchlist', 'a.roadstead', 'add', 'names.txt')
    self.vessels((273000001, 'X', 'IMO9074729', ''), (273000002, 'second', '', ''),
                 (273000003, 'paekyangsan', '', ''))
    # The first is listed in one of them, but only from the day after.
    self.assertEqual(sorted(self.matches()), [
      (273000001, '', 'imo', 'sure'), (273000002, 'SECOND', 'name', 'possible'),
      (273000003, 'PAEK YANG SAN', 'name', 'possible'), (457000001, '', 'mmsi', 'likely')])

  def test_wrong_numbers(self):
    """A number that is none is told with its line; the name is watched all the same."""
    self.write('w.csv', 'IMO,Name\n9307839,ALPHA\n9307838,BADCHECK\n12345,SHORT\n# a remark\n9307838,\n')
    _, err = self.run_cli('watchlist', 'a.roadstead', 'add', 'w.csv', code=cli.PARTIAL)
    self.assertIn('w.csv:3: the entry is kept without its number: the check digit of the IMO number is wrong: '
                  'IMO = “9307838”: 9307838,BADCHECK', err)
    self.assertIn('w.csv:4: the entry is kept without its number: the IMO number has not seven digits: '
                  'IMO = “12345”', err)
    self.assertIn('w.csv:6: the check digit of the IMO number is wrong: IMO = “9307838”: 9307838,', err)
    self.run_cli('watchlist', 'a.roadstead', 'remove', '1')
    added = self.run_json('watchlist', 'a.roadstead', 'add', '--json', 'w.csv', code=cli.PARTIAL)
    self.assertEqual((added['entries'], added['records']), (3, 4))
    self.assertEqual([(loss['line'], loss['text']) for loss in added['losses']],
                     [(3, '9307838,BADCHECK'), (4, '12345,SHORT')])
    self.assertEqual([reject['line'] for reject in added['rejects']], [6])
    self.vessels((273000002, 'BADCHECK', '', ''))
    self.assertEqual(self.matches(), [(273000002, 'BADCHECK', 'name', 'possible')])
    self.run_cli('watchlist', 'a.roadstead', 'remove', '2')
    self.write('x.csv', 'IMO,Name\n9307838,BADCHECK\n')
    file, = self.run_json('import', 'a.roadstead', '--json', 'x.csv', code=cli.PARTIAL)['files']
    self.assertIn('Line 2: the check digit of the IMO number is wrong: IMO = “9307838”. '
                  'The entry is kept without it', file['notes'])
    self.write('only.csv', '9307838\n')
    _, err = self.run_cli('watchlist', 'a.roadstead', 'add', 'only.csv', code=cli.FAILED)
    self.assertIn('line 1: the check digit of the IMO number is wrong: IMO = “9307838”', err)

    self.run_cli('watchlist', 'a.roadstead', 'remove', '3')
    self.write('sdn.csv', SDN.replace('IMO 9074729', 'IMO 9074728'))
    _, err = self.run_cli('watchlist', 'a.roadstead', 'add', 'sdn.csv', code=cli.PARTIAL)
    self.assertIn('sdn.csv:2: the entry is kept without its number: the check digit of the IMO number is wrong: '
                  'IMO = “9074728”', err)

  def test_places(self):
    self.write('p.csv', 'Name,UN/LOCODE,Lat,Lon,Alias\nNew Berth,KP NEW,42.2,130.3,새 부두\n'
                        'Nowhere,,91.5,0,\n,,1,2,\n')
    file, = self.run_json('import', 'a.roadstead', '--json', 'p.csv', code=cli.PARTIAL)['files']
    self.assertEqual((file['places'], file['entries'], len(file['reasons'])), ('p', 1, 2))
    out, _ = self.run_cli('route', '--case', 'a.roadstead', '새 부두', 'Vostochny')
    self.assertIn('from New Berth (KPNEW) to Vostochny', out)
    self.run_cli('route', 'KPNEW', 'Vostochny', code=cli.USAGE)
    self.run_cli('places', 'a.roadstead', 'remove', '1')
    self.assertEqual(self.run_json('places', 'a.roadstead', 'list', '--json'), [])
    self.run_cli('places', 'a.roadstead', 'match', code=cli.USAGE)

  def test_strangers(self):
    self.write('e.csv', '')
    self.write('b.bin', b'\0\1\2\3')
    for name in ('e.csv', 'b.bin', 'none.csv', '.'):
      self.run_cli('watchlist', 'a.roadstead', 'add', name, code=cli.FAILED)
      self.run_cli('places', 'a.roadstead', 'add', name, code=cli.FAILED)

  def test_ofac_files_beside(self):
    """Other names and addresses are no lists: what to import is said."""
    self.write('alt.csv', '3,10,"aka","HANBIT TWO",-0- \r\n1,11,"fka","NOBODY",-0- \r\n\x1a\r\n')
    self.write('add.csv', '36,25,-0- ,"Havana","Cuba",-0- \r\n173,129,"A House","London","UK",-0- \r\n')
    for name, words in (('alt.csv', 'other names'), ('add.csv', 'addresses')):
      _, err = self.run_cli('import', 'a.roadstead', name, code=cli.FAILED)
      self.assertIn(words, err)
      self.assertIn('sdn.csv', err)
    folder = self.case_file('sanctions', 'moov-io+ofac', 'test', 'testdata', 'sdn.csv')[:-len('sdn.csv')]
    for name, words in (('alt.csv', 'other names'), ('add.csv', 'addresses')):
      _, err = self.run_cli('import', 'a.roadstead', folder + name, code=cli.FAILED)
      self.assertIn(words, err)

  def test_real(self):
    sdn = self.case_file('sanctions', 'moov-io+ofac', 'test', 'testdata', 'sdn.csv')
    index = self.case_file('ports', 'jordanbell2357+uscg-nais-data', 'NGA', 'WPI',
                           'UpdatedPub150.csv')
    # Two of its vessels have registration numbers of another kind where their IMO numbers should stand.
    lists = self.run_json('import', 'a.roadstead', '--json', sdn, index, code=cli.PARTIAL)['files']
    self.assertEqual([note[:10] for note in lists[0]['notes'] if 'IMO = ' in note], ['Line 6269:', 'Line 6273:'])
    self.assertEqual([(f.get('watchlist'), f.get('places'), f['entries']) for f in lists],
                     [('OFAC SDN', None, 323), (None, 'World Port Index', 3768)])
    self.vessels((572469210, 'OTHER', '', ''), (273312346, 'X', 'IMO9187629', ''))
    self.assertEqual(sorted(self.matches()), [(273312346, 'ARTAVIL', 'imo', 'sure'),
                                              (572469210, 'ARTAVIL', 'mmsi', 'likely')])
    out, _ = self.run_cli('route', '--case', 'a.roadstead', 'Rashin', 'Vostochny')
    self.assertIn('from Najin (KPRJN) to', out)


if __name__ == '__main__':
  cli.main()
