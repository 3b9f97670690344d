#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Filters of roadstead-cli vessels and fixes, and those that are saved with a case."""

import aivdm
import cli

HEADER = 'MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,VesselType,Length'
# ALPHA lies off Vostochny, then off Chongjin; BRAVO crosses the open sea; CHARLIE lies off Niigata.
FIRST = [
  '445000001,2024-03-07T00:00:00,42.70,133.05,0.1,0,511,ALPHA,80,120',
  '445000001,2024-03-07T12:00:00,41.76,129.86,4.0,0,511,ALPHA,80,120',
  '273000002,2024-03-07T00:10:00,41.0,132.0,12.0,0,511,BRAVO STAR,70,90',
  '273000002,2024-03-07T06:10:00,41.5,132.5,12.0,0,511,BRAVO STAR,70,90',
]
SECOND = ['431000003,2024-03-08T00:00:00,37.97,139.05,0.0,0,511,CHARLIE,30,25']


class Filters(cli.CliTest):
  def open_case(self):
    self.write('one.csv', '\n'.join([HEADER] + FIRST) + '\n')
    self.write('two.csv', '\n'.join([HEADER] + SECOND) + '\n')
    self.run_cli('new', 'a.roadstead')
    self.run_cli('import', 'a.roadstead', 'one.csv')
    self.run_cli('import', 'a.roadstead', 'two.csv')
    return 'a.roadstead'

  def names(self, case, *options):
    vessels = self.run_json('vessels', case, '--json', *options)
    return [vessel['name'].split()[0] for vessel in vessels]

  def fixes(self, case, *options):
    out, _err = self.run_cli('fixes', case, '--json', *options)
    return [line for line in out.split('\n') if line]

  def test_options(self):
    case = self.open_case()
    box = '42.6,133 42.8,133 42.8,133.1 42.6,133.1'
    for options, wanted in (
        ([], ['ALPHA', 'BRAVO', 'CHARLIE']),
        (['--area', box], ['ALPHA']),
        (['--area', 'RUVYP'], ['ALPHA']),
        (['--area', 'Chongjin~5', '--area', 'Niigata'], ['ALPHA', 'CHARLIE']),
        (['--country', 'KP'], ['ALPHA']),
        (['--country', 'KP', '--to', '2024-03-07T06:00Z'], []),
        # A day that is named as the end is in it.
        (['--from', '2024-03-08', '--to', '2024-03-08'], ['CHARLIE']),
        (['--country', 'RU', '--country', 'JP'], ['ALPHA', 'CHARLIE']),
        (['--type', 'tanker', '--type', 'fishing'], ['ALPHA', 'CHARLIE']),
        (['--flag-state', 'ru'], ['BRAVO']),
        (['--speed', '10..'], ['BRAVO']),
        (['--length', '..100'], ['BRAVO', 'CHARLIE']),
        (['--name', 'star'], ['BRAVO']),
        (['--name', '431000003'], ['CHARLIE']),
        (['--import', '2'], ['CHARLIE']),
        (['--from', '2024-03-07T06:10Z', '--to', '2024-03-07T12:00Z'], ['ALPHA', 'BRAVO']),
        (['--event-kind', 'gap'], ['ALPHA', 'BRAVO']),
        (['--filter', '-waters:RU,JP'], ['BRAVO']),
        (['--filter', 'type:tanker,cargo -flag:RU'], ['ALPHA']),
        (['--watchlist', 'any'], []),
        (['--incident', 'any'], [])):
      self.assertEqual(self.names(case, *options), wanted, options)
    out, _err = self.run_cli('vessels', case, '--name', 'star')
    self.assertEqual(len(out.split('\n')), 3)

  def test_fixes(self):
    case = self.open_case()
    self.assertEqual(len(self.fixes(case)), 5)
    self.assertEqual(len(self.fixes(case, '--country', 'KP')), 1)
    self.assertEqual(len(self.fixes(case, '--speed', '..1')), 2)
    self.assertEqual(len(self.fixes(case, '--flag-state', 'RU')), 2)
    self.assertEqual(len(self.fixes(case, '--flag-state', 'RU', '--from', '2024-03-07T01:00Z')), 1)
    # Of a vessel that passes, those that meet what is asked of a fix.
    self.assertEqual(len(self.fixes(case, '--filter', 'type:tanker speed:3.. -waters:JP')), 1)
    self.assertEqual(self.fixes(case, '--filter', 'type:tanker -waters:KP'), [])
    self.assertEqual(len(self.fixes(case, '--bbox', '129,41,130,42', '--type', 'tanker')), 1)

  def test_undated(self):
    """Those without a time too, of vessels that pass alone."""
    case = self.open_case()
    self.write('c.nmea', ''.join(aivdm.position(mmsi, 42 + i, 133, sog=3) + '\n'
                                 for i, mmsi in enumerate((445000001, 273000002, 273000002))))
    self.run_cli('import', case, 'c.nmea')
    self.assertEqual(len(self.fixes(case)), 8)
    self.assertEqual(len(self.fixes(case, '--name', 'star')), 4)
    self.assertEqual(len(self.fixes(case, '--name', 'star', '--speed', '..5')), 2)
    self.assertEqual(len(self.fixes(case, '--name', 'charlie')), 1)

  def test_saved(self):
    case = self.open_case()
    self.assertEqual(self.run_json('filters', case, 'list', '--json'), [])
    self.run_cli('filters', case, 'save', 'Off Korea', 'waters:kp  type:tanker')
    self.run_cli('filters', case, 'save', 'Fast', 'speed:10..')
    self.assertEqual(self.names(case, '--saved', 'Off Korea'), ['ALPHA'])
    self.assertEqual(self.names(case, '--saved', 'Off Korea', '--flag-state', 'JP'), [])
    saved = self.run_json('filters', case, 'list', '--json')
    self.assertEqual([entry['name'] for entry in saved], ['Fast', 'Off Korea'])
    self.assertEqual(saved[1]['filter'], 'waters:KP type:tanker')
    self.assertEqual(saved[1]['conditions'][1], {'kind': 'type', 'excludes': False, 'value': 'tanker'})
    self.run_cli('filters', case, 'save', 'Fast', 'speed:20..')
    self.assertEqual(self.names(case, '--saved', 'Fast'), [])
    self.run_cli('filters', case, 'delete', 'Fast')
    out, _err = self.run_cli('filters', case, 'list')
    self.assertEqual(out, 'Off Korea\twaters:KP type:tanker\n')
    self.run_cli('verify', case)

  def test_saved_that_excludes(self):
    case = self.open_case()
    _out, err = self.run_cli('filters', case, 'save', 'x', '-flag:KP', code=cli.USAGE)
    self.assertIn('-flag:KP', err)
    self.assertIn('after “--”', err)
    self.run_cli('filters', case, 'save', 'x', '--', '-flag:KP')
    self.run_cli('filters', '--', case, 'save', 'y', '-flag:KP')
    self.assertEqual(self.run_cli('filters', case, 'list')[0], 'x\t-flag:KP\ny\t-flag:KP\n')

  def test_saved_of_nothing(self):
    """What a filter names can come later: it is kept, with a word."""
    case = self.open_case()
    for text, told in (('port:Atlantis', 'Atlantis'), ('import:99 flag:KP', '99'), ('watchlist:7', '7')):
      _out, err = self.run_cli('filters', case, 'save', 'n', text)
      self.assertIn('saved', err)
      self.assertIn(told, err)
      self.assertEqual(self.run_cli('filters', case, 'list')[0], 'n\t%s\n' % text)
      _out, err = self.run_cli('vessels', case, '--saved', 'n', code=cli.FAILED)
      self.assertIn(told, err)
    self.assertEqual(self.run_cli('filters', case, 'save', 'n', 'port:RUVYP')[1], '')

  def test_names(self):
    case = self.open_case()
    for name in ('', ' spaces ', 'two\nlines', 'x' * 201, b'Na\xefve', b'\xff'):
      _out, err = self.run_cli('filters', case, 'save', name, 'flag:KP', code=cli.USAGE)
      self.assertIn('Name of the filter: ', err)
    _out, err = self.run_cli('filters', case, 'save', 'n', b'name:\xff', code=cli.USAGE)
    self.assertIn('UTF-8', err)
    self.assertEqual(self.run_json('filters', case, 'list', '--json'), [])

  def test_mistakes(self):
    case = self.open_case()
    for options, told in ((['--filter', 'tanker'], 'tanker'), (['--speed', 'fast'], 'speed:fast'),
                          (['--flag-state', 'KOR'], 'flag:KOR'), (['--area', '1,2 3,4'], 'corners'),
                          (['--from', 'noon'], '--from'), (['--event-kind', 'party'], 'gap')):
      for command in ('vessels', 'fixes'):
        _out, err = self.run_cli(command, case, *options, code=cli.USAGE)
        self.assertIn(told, err)
    for options, told in ((['--area', 'Atlantis'], 'Atlantis'), (['--import', '77'], '77'),
                          (['--saved', 'None'], 'None'), (['--country', 'XX'], 'XX')):
      _out, err = self.run_cli('vessels', case, *options, code=cli.FAILED)
      self.assertIn(told, err)
    self.run_cli('filters', case, 'save', 'Bad', 'colour:red', code=cli.USAGE)
    self.run_cli('filters', case, 'save', 'Empty', '', code=cli.USAGE)
    self.run_cli('filters', case, 'delete', 'None', code=cli.FAILED)
    self.run_cli('filters', case, 'save', 'Name', code=cli.USAGE)


if __name__ == '__main__':
  cli.main()
