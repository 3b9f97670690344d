#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cases are opened, refused, copied, opened twice and found again; what is in them stays."""

import os
import shutil
import sqlite3
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'util'))
import scene
import tap


class Cases(scene.Window):
  def open_bad(self, name, content=None):
    """Opens a file that is no case; returns what the window says of it."""
    path = os.path.join(self.folder, name)
    if content is not None:
      with open(path, 'wb') as file:
        file.write(content)
    self.program.activate('win.close-case')
    self.program.activate('app.open-file', path)
    self.program.wait_for(lambda: any(name in label.name and len(label.name) > len(path)
                                      for label in self.program.find_all('label')),
                          'a sentence about %s' % name)
    self.assertFalse(self.program.describe('win.save-copy')[0])
    with open(path, 'rb') as file:
      self.after = file.read()
    return [label.name for label in self.program.find_all('label') if name in label.name][-1]

  def open_again(self):
    """After a refusal the window opens a good case as before."""
    self.open(self.path)
    self.program.find('label', 'ALPHA')

  def test_no_case(self):
    content = b'MMSI,BaseDateTime\n1,2\n' * 100
    self.open_bad('table.roadstead', content)
    self.assertEqual(self.after, content)
    self.open_again()

  def test_empty_file(self):
    self.open_bad('empty.roadstead', b'')
    self.assertEqual(self.after, b'')
    self.open_again()

  def test_newer_case(self):
    path = os.path.join(self.folder, 'newer.roadstead')
    shutil.copy(self.original, path)
    database = sqlite3.connect(path)
    database.execute('PRAGMA user_version = 9999')
    database.close()
    self.assertRegex(self.open_bad('newer.roadstead'), '(?i)newer')
    self.open_again()

  def test_damaged_case(self):
    """Its middle is overwritten: it is refused, or shown read-only; the program goes on."""
    path = os.path.join(self.folder, 'damaged.roadstead')
    with open(self.original, 'rb') as file:
      content = bytearray(file.read())
    content[4096:] = b'\xa5' * (len(content) - 4096)
    self.open_bad('damaged.roadstead', bytes(content))
    self.open_again()

  def test_missing_case(self):
    self.program.activate('win.close-case')
    self.program.activate('app.open-file', os.path.join(self.folder, 'nowhere.roadstead'))
    self.program.find('label', 'The Case Cannot Be Opened')
    self.assertFalse(os.path.exists(os.path.join(self.folder, 'nowhere.roadstead')))
    self.open_again()

  def test_opened_twice(self):
    """By another program: the second one may look, not write."""
    self.assertIsNotNone(self.info()['read_only'])
    other = os.path.join(self.folder, 'other.roadstead')
    shutil.copy(self.original, other)
    holder = scene.subprocess.Popen([sys.executable, '-c', HOLD, other],
                                    stdin=scene.subprocess.PIPE, stdout=scene.subprocess.PIPE)
    try:
      holder.stdout.readline()
      self.open(other)
      self.program.find('label', scene.re.compile('other.roadstead, read-only'))
      for action in ('win.add-incident', 'win.import', 'win.undo'):
        self.assertFalse(self.program.describe(action)[0], action)
      self.assertTrue(self.program.describe('win.export')[0])
      # What is written there shows here.
      holder.stdin.write(b'\n')
      holder.stdin.flush()
      self.program.wait_for_window('Changed elsewhere')
    finally:
      holder.communicate(b'\n')

  def test_save_copy(self):
    copy = os.path.join(self.folder, 'copy.roadstead')
    self.program.activate('win.add-incident-at', '42.0,132.0')
    self.wait_info('incidents', 1)
    self.program.activate('win.save-copy-to', copy)
    self.wait_toast('Saved a copy as “copy.roadstead”')
    self.assertEqual(scene.cli_json('info', copy)['incidents'], 1)
    self.assertEqual(scene.cli_json('info', copy)['fixes'], self.info()['fixes'])
    self.assertEqual(scene.cli_json('vessels', copy), scene.cli_json('vessels', self.path))

  def test_all_is_kept(self):
    self.program.activate('win.add-incident-at', '42.0,132.0')
    self.wait_info('incidents', 1)
    self.type_in(self.field('text', 'Title', 'New incident'), 'Kept')
    self.program.wait_for(lambda: self.incidents()[0]['title'] == 'Kept', 'the title')
    before, vessels = self.info(), scene.cli_json('vessels', self.path)
    # What is being typed when the case closes is kept, too.
    self.type_in(self.field('text', 'Narrative', ''), 'Typed at the last moment')
    # Keys come by another way than the command to close, which must not overtake them.
    self.field('text', 'Narrative', 'Typed at the last moment')
    self.program.activate('win.close-case')
    self.program.wait_for(lambda: not os.path.exists(self.path + '-wal'), 'the case to be closed')
    self.assertEqual(self.incidents()[0]['narrative'], 'Typed at the last moment')
    self.open(self.path)
    self.program.activate('win.select-incident', self.incidents()[0]['id'])
    self.field('text', 'Title', 'Kept')
    self.field('text', 'Narrative', 'Typed at the last moment')
    after = self.info()
    for key in ('title', 'vessels', 'fixes', 'events', 'incidents', 'from', 'to'):
      self.assertEqual(after[key], before[key], key)
    self.assertEqual(scene.cli_json('vessels', self.path), vessels)

  def test_recent(self):
    def is_noted():
      with open(os.path.join(os.environ['XDG_DATA_HOME'], 'recently-used.xbel'),
                encoding='utf-8') as file:
        return os.path.basename(self.path) in file.read()
    self.program.wait_for(is_noted, 'the case in the list of all programs')
    self.program.activate('win.close-case')
    self.program.find('button', 'New Case…')
    self.program.wait_for(lambda: self.has_text(os.path.basename(self.path)[:-len('.roadstead')]),
                          'the case among the recent ones')


# Holds a case open for writing as a second window would; told to go on, changes it, then ends.
HOLD = '''
import fcntl, sqlite3, sys
lock = open(sys.argv[1] + '-lock', 'a+')
fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
print('held', flush=True)
sys.stdin.readline()
database = sqlite3.connect(sys.argv[1])
database.execute("UPDATE setting SET value = 'Changed elsewhere' WHERE key = 'title'")
database.commit()
database.close()
sys.stdin.readline()
'''


if __name__ == '__main__':
  tap.main()
