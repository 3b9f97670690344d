#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""roadstead-cli imports, source and remove-import: where each fix came from, and the way back."""

import gzip
import hashlib
import os
import shutil
import zipfile

import aivdm
import cli

T = 1709791200


def log():
  """Two ships, the second named, and a line that is none."""
  lines = [
    '\\c:%d\\%s' % (T, aivdm.position(273000001, 42.7, 133.05, sog=8.5)),
    '!AIVDM,1,1,,A,zz,0*00',
    '\\c:%d\\%s' % (T + 60, aivdm.position(273000002, 42.8, 133.1)),
  ]
  lines += ['\\c:%d\\%s' % (T + 90, part) for part in aivdm.voyage(273000002, 'SOVIET STAR')]
  return '\n'.join(reseal(line) for line in lines) + '\n'


def reseal(line):
  """The tag block with its checksum."""
  if not line.startswith('\\'):
    return line
  tag, sentence = line[1:].split('\\')
  return '\\%s\\%s' % (cli.seal('.' + tag)[1:], sentence)


class ProvenanceTest(cli.CliTest):
  def setUp(self):
    super().setUp()
    self.run_cli('new', 'a.roadstead')
    self.text = log()
    self.path = self.write('log.nmea', self.text)

  def do_import(self, *files, code=cli.PARTIAL):
    return self.run_json('import', 'a.roadstead', *files, '--json', code=code)['files']

  def info(self):
    return self.run_json('info', 'a.roadstead', '--json')

  def fixes(self):
    out, _ = self.run_cli('fixes', 'a.roadstead', '--json')
    return [cli.json.loads(line) for line in out.splitlines()]

  def verify(self):
    self.run_cli('verify', 'a.roadstead')

  def test_nested(self):
    """A KMZ in an archive and one that is compressed: its KML is read, and found again."""
    kml = ('<kml><Document><Placemark><name>VERA</name><gx:Track>\n'
           '<when>2024-03-07T12:00:00Z</when><gx:coord>133.05 42.6 0</gx:coord>\n'
           '</gx:Track></Placemark></Document></kml>\n')
    kmz = self.pack('in.kmz', ('files/icon.png', b'\x89PNG'), ('doc.kml', kml))
    other = self.pack('no.zip', ('a.csv', 'x'))
    self.write('in.kmz.gz', gzip.compress(kmz))
    self.write('no.zip.gz', gzip.compress(other))
    self.pack('out.zip', ('in.kmz', kmz), ('no.zip', other))
    for name, where in (('out.zip', 'in.kmz'), ('in.kmz.gz', None)):
      self.run_cli('new', 'b.roadstead')
      one, = self.run_json('import', 'b.roadstead', name, '--json')['files']
      self.assertEqual(one['layout'], 'kml')
      self.assertEqual(one['fixes'], 1)
      out, _ = self.run_cli('source', 'b.roadstead', '--import', '1', '--line', '2',
                            *(['--member', where] if where else []))
      self.assertIn('133.05 42.6 0', out)
      os.remove(os.path.join(self.dir, 'b.roadstead'))
    _, err = self.run_cli('import', 'a.roadstead', 'no.zip.gz', code=cli.FAILED)
    self.assertIn('holds an archive that is no KMZ', err)
    bomb = self.pack('bomb.kmz', ('doc.kml', b'<kml>' + b' ' * (140 << 20)))
    self.write('bomb.kmz.gz', gzip.compress(bomb))
    _, err = self.run_cli('import', 'a.roadstead', 'bomb.kmz.gz', code=cli.FAILED)
    self.assertIn('grows more than', err)

  def test_member_notes(self):
    """A note of one file in an archive says which."""
    self.pack('m.zip', *((name, 'mmsi,time,lat,lon\n273123456,%s/2024 12:00,42,133\n' % day)
                         for name, day in (('a.csv', '14/03'), ('b.csv', '03/14'))))
    one, = self.run_json('import', 'a.roadstead', 'm.zip', '--json')['files']
    self.assertTrue(any(note.startswith('a.csv: Dates are day/month/year') for note in one['notes']))
    self.assertTrue(any(note.startswith('b.csv: Dates are month/day/year') for note in one['notes']))

  def test_encoding(self):
    """A line is shown as it was read: in the encoding that was guessed, or said."""
    rows = 'mmsi,name,time,lat,lon\n%s' % ''.join(
      '273123456,%%s,2024-03-07 12:%02d:00,42.6,133.05\n' % minute for minute in range(4))
    for name, encoding, ship, options in (
        ('ru.csv', 'cp1251', 'ПЁТР ВЕЛИКИЙ', []), ('kr.csv', 'euc-kr', '무궁화', []),
        ('u16.csv', 'utf-16', 'ПЁТР', []), ('koi.csv', 'koi8-r', 'ПЁТР', ['--encoding', 'KOI8-R'])):
      self.write(name, (rows % ((ship,) * 4)).encode(encoding))
      self.run_cli('import', 'a.roadstead', name, *options)
      number = len(self.run_json('imports', 'a.roadstead', '--json'))
      out, _ = self.run_cli('source', 'a.roadstead', '--import', str(number), '--line', '3')
      self.assertIn('273123456,%s,2024-03-07 12:01:00' % ship, out)

  def test_imports(self):
    self.do_import('log.nmea')
    one, = self.run_json('imports', 'a.roadstead', '--json')
    self.assertEqual(one['file'], 'log.nmea')
    self.assertEqual(one['size'], len(self.text))
    self.assertEqual(one['sha256'], hashlib.sha256(self.text.encode()).hexdigest())
    self.assertEqual((one['layout'], one['fixes'], one['rejected']), ('aivdm', 2, 1))
    self.assertIn('tag block', one['clock'])
    self.assertEqual([(reason['count'], reason['first_line']) for reason in one['reasons']], [(1, 2)])
    out, _ = self.run_cli('imports', 'a.roadstead')
    self.assertIn(one['sha256'], out)
    self.assertIn('2 fixes, 1 rejected', out)

  def test_source(self):
    self.do_import('log.nmea')
    lines = self.text.splitlines()
    fixes = self.fixes()
    self.assertEqual(len(fixes), 2)
    for fix in fixes:
      out, _ = self.run_cli('source', 'a.roadstead', '--import', str(fix['import']), '--line',
                            str(fix['line']))
      self.assertEqual(out, lines[fix['line'] - 1] + '\n')
    found = self.run_json('source', 'a.roadstead', '--import', '1', '--line', '2', '--json')
    self.assertEqual(found['text'], lines[1])
    self.assertTrue(found['sha256_matches'])

  def test_source_elsewhere(self):
    self.do_import('log.nmea')
    os.mkdir(os.path.join(self.dir, 'archive'))
    moved = os.path.join(self.dir, 'archive', 'renamed')
    shutil.move(self.path, moved)
    asked = ('source', 'a.roadstead', '--import', '1', '--line', '3')
    _, err = self.run_cli(*asked, code=cli.FAILED)
    self.assertIn('log.nmea', err)
    out, _ = self.run_cli(*asked, '--file', moved)
    self.assertEqual(out, self.text.splitlines()[2] + '\n')
    with open(moved, 'a') as file:
      file.write('\n')
    _, err = self.run_cli(*asked, '--file', moved, code=cli.FAILED)
    self.assertIn('SHA-256', err)

  def test_source_of_gzip(self):
    path = os.path.join(self.dir, 'log.nmea.gz')
    with gzip.open(path, 'wb') as file:
      file.write(self.text.encode())
    self.do_import('log.nmea.gz')
    out, _ = self.run_cli('source', 'a.roadstead', '--import', '1', '--line', '1')
    self.assertEqual(out, self.text.splitlines()[0] + '\n')

  def test_source_refused(self):
    self.do_import('log.nmea')
    self.run_cli('source', 'a.roadstead', code=cli.USAGE)
    self.run_cli('source', 'a.roadstead', '--import', '1', '--line', '0', code=cli.USAGE)
    _, err = self.run_cli('source', 'a.roadstead', '--import', '7', '--line', '1', code=cli.FAILED)
    self.assertIn('no import 7', err)
    _, err = self.run_cli('source', 'a.roadstead', '--import', '1', '--line', '99', code=cli.FAILED)
    self.assertIn('no line 99', err)

  def test_twice(self):
    self.do_import('log.nmea')
    before = self.info()
    _, err = self.run_cli('import', 'a.roadstead', 'log.nmea', code=cli.FAILED)
    self.assertIn('imported before', err)
    self.assertEqual(self.info()['history_sha256'], before['history_sha256'])

  def test_two_copies(self):
    shutil.copy(self.path, os.path.join(self.dir, 'copy.nmea'))
    first, second = self.do_import('log.nmea', 'copy.nmea')
    self.assertIsNone(first['error'])
    self.assertIn('imported before', second['error'])
    self.assertEqual(self.info()['fixes'], 2)

  def pack(self, name, *members):
    path = os.path.join(self.dir, name)
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as file:
      for member, content in members:
        file.writestr(member, content)
    with open(path, 'rb') as file:
      return file.read()

  def refuse(self, *files):
    before = self.info()
    _, err = self.run_cli('import', 'a.roadstead', *files, code=cli.FAILED)
    self.assertIn('imported before', err)
    self.assertEqual(self.info()['history_sha256'], before['history_sha256'])

  def test_same_content_packed(self):
    self.write('log.nmea.gz', gzip.compress(self.text.encode()))
    self.write('again.gz', gzip.compress(self.text.encode(), 1))
    self.pack('log.zip', ('log.nmea', self.text))
    self.do_import('log.nmea')
    self.refuse('log.nmea.gz')
    self.refuse('again.gz')
    self.refuse('log.zip')

  def test_same_content_unpacked(self):
    self.write('log.nmea.gz', gzip.compress(self.text.encode()))
    self.write('again.gz', gzip.compress(self.text.encode(), 1))
    self.pack('log.zip', ('log.nmea', self.text))
    self.do_import('log.nmea.gz')
    self.refuse('log.nmea')
    self.refuse('again.gz')
    self.refuse('log.zip')
    one, = self.run_json('imports', 'a.roadstead', '--json')
    self.assertEqual(one['contents'], [{'name': '', 'size': len(self.text),
                                        'sha256': hashlib.sha256(self.text.encode()).hexdigest()}])
    # What was removed may come again, packed otherwise.
    self.run_cli('remove-import', 'a.roadstead', '1')
    self.do_import('log.zip')
    self.refuse('log.nmea.gz')
    self.verify()

  def test_same_content_at_once(self):
    self.write('log.nmea.gz', gzip.compress(self.text.encode()))
    self.pack('log.zip', ('a.nmea', self.text), ('copy/a.nmea', self.text))
    first, second, third = self.do_import('log.zip', 'log.nmea.gz', 'log.nmea')
    self.assertIsNone(first['error'])
    self.assertIn('1 file in the archive was not read, because the same content was imported before: '
                  'copy/a.nmea', '\n'.join(first['notes']))
    self.assertIn('imported before', second['error'])
    self.assertIn('imported before', third['error'])
    self.assertEqual(self.info()['fixes'], 2)

  def test_archive_partly_known(self):
    rows = 'mmsi,time,lat,lon\n273000001,2024-03-07T12:00:00Z,42,133\n'
    self.pack('log.zip', ('a.csv', rows), ('log.nmea', self.text))
    self.do_import('log.nmea')
    said, = self.do_import('log.zip', code=cli.OK)
    self.assertEqual((said['fixes'], said['layout']), (1, 'csv'))
    self.assertIn('log.nmea', '\n'.join(said['notes']))
    self.assertEqual(len(self.fixes()), 3)

  def test_source_of_archive(self):
    rows = 'mmsi,time,lat,lon\n273000001,2024-03-07T12:00:00Z,42,133\n273000001,never,1,1\n'
    other = rows.replace('12:00', '13:00')
    self.pack('all.zip', ('one.csv', rows), ('log.nmea', self.text), ('in/two.csv', other))
    self.do_import('all.zip')
    texts = {'one.csv': rows, 'log.nmea': self.text, 'in/two.csv': other}
    fixes = self.fixes()
    self.assertEqual(len(fixes), 4)
    self.assertEqual(len({fix['line'] for fix in fixes}), 4)
    self.assertEqual({fix['member'] for fix in fixes}, set(texts))
    rejects = self.run_json('rejects', 'a.roadstead', '--json')
    self.assertEqual([(r['member'], r['line_in_member']) for r in rejects],
                     [('one.csv', 3), ('log.nmea', 2), ('in/two.csv', 3)])
    for row in fixes + rejects:
      asked = ('source', 'a.roadstead', '--import', str(row['import']))
      found = self.run_json(*asked, '--line', str(row['line']), '--json')
      self.assertEqual((found['member'], found['line_in_member']),
                       (row['member'], row['line_in_member']))
      self.assertEqual(found['text'], texts[row['member']].splitlines()[row['line_in_member'] - 1])
      out, _ = self.run_cli(*asked, '--member', row['member'], '--line', str(row['line_in_member']))
      self.assertEqual(out, found['text'] + '\n')
    out, _ = self.run_cli('fixes', 'a.roadstead')
    self.assertIn('all.zip/in/two.csv:2', out)
    out, _ = self.run_cli('rejects', 'a.roadstead')
    self.assertIn('all.zip/in/two.csv\t3\t', out)
    self.run_cli('export', 'a.roadstead', '--format', 'csv', '-o', 'all.csv')
    with open(os.path.join(self.dir, 'all.csv')) as file:
      self.assertIn('all.zip/in/two.csv,', file.read())
    _, err = self.run_cli('source', 'a.roadstead', '--import', '1', '--member', 'x', '--line', '1',
                          code=cli.FAILED)
    self.assertIn('in/two.csv', err)
    self.pack('all.zip', ('one.csv', rows + '\n'))
    _, err = self.run_cli('source', 'a.roadstead', '--import', '1', '--line', '2', code=cli.FAILED)
    self.assertIn('one.csv', err)

  def test_flagged_rows(self):
    """Suspicious positions beside the rejected rows, each with the file and line that it came from."""
    rows = ('mmsi,time,lat,lon\n273000001,2024-03-07T12:00:00Z,42,133\n'
            '273000001,2024-03-07T12:00:00Z,42,133\n273000001,x,1,1\n')
    self.pack('two.zip', ('a.csv', rows.replace('42', '41')), ('b.csv', rows.replace('0001', '0002')))
    self.do_import('two.zip')
    out, _ = self.run_cli('rejects', 'a.roadstead', '--flagged', '--json')
    found = [cli.json.loads(line) for line in out.splitlines()]
    self.assertEqual([(f['member'], f['line_in_member']) for f in found if 'duplicate' in f['flags']],
                     [('a.csv', 3), ('b.csv', 3)])
    out, _ = self.run_cli('rejects', 'a.roadstead', '--flagged')
    self.assertIn('two.zip/b.csv\t3\tduplicate', out)

  def test_remove(self):
    self.write('other.csv', 'mmsi,time,lat,lon\n273000001,2024-03-07T12:00:00Z,42,133\n')
    self.do_import('log.nmea')
    self.do_import('other.csv', code=cli.OK)
    self.assertEqual(self.info()['vessels'], 2)
    removed = self.run_json('remove-import', 'a.roadstead', '1', '--json')
    self.assertEqual(removed, {'removed': 1, 'fixes': 2, 'vessels': 1})
    self.assertEqual([fix['file'] for fix in self.fixes()], ['other.csv'])
    self.assertEqual(self.run_json('rejects', 'a.roadstead', '--json'), [])
    self.assertEqual([one['id'] for one in self.run_json('imports', 'a.roadstead', '--json')], [2])
    self.verify()
    # Undo brings it back, as it was.
    self.assertEqual(self.run_json('undo', 'a.roadstead', '--json'), {'undone': 'Remove import “log.nmea”'})
    self.assertEqual(sorted(fix['file'] for fix in self.fixes()), ['log.nmea', 'log.nmea', 'other.csv'])
    self.assertEqual(len(self.run_json('rejects', 'a.roadstead', '--json')), 1)
    self.verify()
    self.assertIn('done again: Remove import', self.run_cli('redo', 'a.roadstead')[0])
    self.assertEqual([fix['file'] for fix in self.fixes()], ['other.csv'])
    self.assertIn('nothing to redo', self.run_cli('redo', 'a.roadstead', code=cli.FAILED)[1])
    self.run_cli('undo', 'a.roadstead', 'twice', code=cli.USAGE)
    self.verify()
    # What was removed may come again.
    self.do_import('log.nmea')
    self.assertEqual(len(self.fixes()), 3)
    self.verify()

  def test_remove_refused(self):
    self.do_import('log.nmea')
    self.run_cli('remove-import', 'a.roadstead', 'all', code=cli.USAGE)
    self.run_cli('remove-import', 'a.roadstead', code=cli.USAGE)
    self.run_cli('remove-import', 'a.roadstead', '9', code=cli.FAILED)
    self.assertEqual(self.info()['fixes'], 2)


if __name__ == '__main__':
  cli.main()
