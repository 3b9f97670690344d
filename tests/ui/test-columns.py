#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A table whose columns nobody knows: the dialog asks, imports, and keeps the answer for the next."""

import json
import os
import re
import sys
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'util'))
import scene
import tap

HEADER = 'Wann;Norden;Osten;Kennung;Tempo\n'
WHAT_IS_WHAT = (('Wann', 'Date and time'), ('Norden', 'Latitude'), ('Osten', 'Longitude'),
                ('Kennung', 'MMSI'))
ROW = '%02d.03.2024 06:%02d;42,%d;132,5;273310001;18,52\n'


def write(path, day, header=HEADER):
  with open(path, 'w', encoding='utf-8') as file:
    file.write(header)
    for minute in range(2):
      file.write(ROW % (day, minute, minute))
    file.write('32.03.2024 06:00;42,5;132,5;273310001;1\n')
  return path


class Columns(scene.Window):
  @classmethod
  def setUpClass(cls):
    super().setUpClass()
    os.environ['RS_LAYOUTS_DIR'] = os.path.join(cls.folder, 'layouts')

  def imports(self):
    return scene.cli_json('imports', self.path)

  def drop(self, path):
    """As if the file was dropped on the window."""
    self.program.activate('win.import-files', scene.ui.GLib.Variant('as', [path]))

  def in_dialog(self, role, name):
    """Waits for such an object there; the window behind has a thousand more."""
    def search():
      windows = self.program.root().children()
      return len(windows) > 1 and windows[-1].pick_all(role, name)
    return self.program.wait_for(search, '%s %s in the dialog' % (role, name))[0]

  def dialog(self):
    self.program.wait_for_window('Columns')
    self.in_dialog('label', 'Line')
    # It may have been shown only now.
    self.program.wait_for_window('Columns')

  def wait_closed(self):
    self.program.wait_for(lambda: len(self.program.root().children()) == 1, 'the dialog to close')

  def put_away_summary(self):
    self.program.click_on('button', re.compile('Done$'))
    # GTK shows a button pressed for a quarter of a second before it does what it is for. What is done
    # meanwhile would be put away in its stead.
    self.program.settle(0.4)

  def buttons(self):
    """Of the dialog, by name: those of the drop-downs too, which are what has the focus."""
    dialog = self.program.root().children()[-1]
    # GTK 4.18 has another role for those; the list is above what it drops down from.
    roles = ('combo box', 'toggle button', 'button')
    return {node.name: node for node in dialog.pick_all(roles)}

  def choose(self, button, choice):
    """In the list of the drop-down that has the focus, by keyboard."""
    def find_rows():
      dialog = self.program.root().children()[-1]
      return [part for part in dialog.pick_all('list', None)
              if any(row.has('focused') for row in part.pick_all('list item', None))]

    # Nothing else is walked through at each key: the preview has hundreds of cells.
    rows = []

    def find_row():
      rows[:] = rows or find_rows()[-1:]
      focused = [row for row in (rows[0].pick_all('list item', None) if rows else [])
                 if row.has('focused')]
      return focused[0].pick_all('label', None)[0].name if focused else None

    def is_chosen():
      return choice in [label.name for label in self.buttons()[button].pick_all('label', None)]

    self.program.key('space')
    row = self.program.wait_for(find_row, 'a list to open')
    for _i in range(40):
      if row == choice:
        break
      self.program.key('Down')
      row = self.program.wait_for(lambda last=row: find_row() not in (None, last) and find_row(),
                                  'the row below %s' % row)
    self.program.key('Return')
    self.program.wait_for(is_chosen, '%s to be chosen' % choice)

  def tab_to(self, button):
    # Once around: where the focus is after a list has closed is GTK's affair.
    for _i in range(40):
      if button.has('focused'):
        return
      self.program.key('Tab')
      self.program.settle(0.1)
    self.fail('the keyboard does not get to %r' % button)

  def test_dialog(self):
    """By keyboard alone, from the file to the positions; the next such file needs no question."""
    program = self.program
    self.drop(write(os.path.join(self.folder, 'eins.csv'), 7))
    self.dialog()
    self.in_dialog('label', re.compile('^Delimiter: Semicolon · Encoding: UTF-8 · '
                                     'The first row names the columns · 5 columns'))
    self.in_dialog('label', re.compile('still needed: Date and time, Latitude, Longitude$'))
    buttons = self.buttons()
    self.assertFalse(buttons['Import'].has('sensitive'))
    self.assign(*WHAT_IS_WHAT)
    self.in_dialog('label', re.compile('^1 of the first 3 rows would be rejected; line 4: '))
    # Every value as it will be read.
    self.in_dialog('label', '2024-03-07T06:01:00Z')
    self.in_dialog('label', '42.10000°')
    self.in_dialog('label', '132.50000°')
    self.in_dialog(None, 'Would be rejected')
    self.assign(('Tempo', 'Speed'))
    # It is there now.
    self.tab_to(self.buttons()['Unit of column “Tempo”'])
    self.choose('Unit of column “Tempo”', 'km/h')
    # The zone moves the times.
    program.key('alt+t')
    program.type('Asia/Vladivostok')
    self.in_dialog('label', '2024-03-06T20:01:00Z')
    program.key('alt+k')
    program.type('csv-noaa')
    self.in_dialog('label', re.compile('no name of the program’s own$'))
    self.assertFalse(buttons['Import'].has('sensitive'))
    program.key('ctrl+a')
    program.type('Wache Kiel')
    self.in_dialog('label', 'The next file with the same header is read like this one')
    self.import_by('Return')
    program.find('label', re.compile('^2 positions · 1 row rejected'))
    row = self.imports()[-1]
    self.assertEqual((row['layout'], row['fixes'], row['rejected'], row['from']),
                     ('Wache Kiel', 2, 1, '2024-03-06T20:00:00Z'))
    fixes = [line for line in scene.cli('fixes', self.path, '--vessel', '273310001').splitlines()
             if '2024-03-06T20:01' in line]
    self.assertEqual(len(fixes), 1)
    self.assertIn('10', fixes[0])

    self.put_away_summary()
    self.drop(write(os.path.join(self.folder, 'zwei.csv'), 8))
    program.find('button', re.compile('Columns…$'))
    program.activate('win.start-import')
    program.wait_for(lambda: len(self.imports()) == 3, 'the second table')
    program.find('label', re.compile('saved layout “Wache Kiel”'))
    self.assertEqual(self.imports()[-1]['from'], '2024-03-07T20:00:00Z')

  def test_known(self):
    """A table that is known needs no question, but can be asked about; cancel changes nothing."""
    program = self.program
    path = os.path.join(self.folder, 'known.csv')
    with open(path, 'w', encoding='utf-8') as file:
      file.write('mmsi,time,lat,lon\n273310001,2024-03-07T06:00:00Z,42.5,132.5\n')
    program.activate('win.import-columns-of', path)
    self.dialog()
    self.in_dialog('label', 'The first 1 row can be read')
    self.assertTrue(self.buttons()['Import'].has('sensitive'))
    program.key('Escape')
    self.wait_closed()
    self.assertEqual(len(self.imports()), 1)

  def test_return_at_once(self):
    """Return before the beginning is read is kept in mind until it is: here behind other files."""
    program = self.program
    path = os.path.join(self.folder, 'behind.zip')
    # Some tenths of a second to pass over.
    words = os.urandom(1 << 20).hex()
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED, compresslevel=1) as file:
      for i in range(60):
        file.writestr('%04d.txt' % i, words)
      file.writestr('z.csv', 'mmsi,time,lat,lon\n273310002,2024-03-07T06:00:00Z,42.5,132.5\n')
    program.activate('win.import-columns-of', path)
    program.wait_for_window('Columns', at_rest=False)
    program.key('Return')
    self.wait_closed()
    program.find('label', re.compile('^1 position'))
    self.assertEqual(self.imports()[-1]['file'], 'behind.zip')
    self.put_away_summary()

  def import_by(self, *keys):
    """Imports by keyboard, once that is offered."""
    button = self.buttons()['Import']
    self.program.wait_for(lambda: button.has('sensitive'), 'Import to be offered')
    self.program.key(*keys)

  def assign(self, *columns):
    """In the order in which they stand: (name, what it holds)."""
    buttons = self.buttons()
    for name, choice in columns:
      button = 'What column “%s” holds' % name
      self.tab_to(buttons[button])
      self.choose(button, choice)

  def test_one_after_the_other(self):
    """Of several files that nobody knows each is asked about, and what was kept of one is not asked again."""
    program = self.program
    paths = [write(os.path.join(self.folder, 'reihe-%d.csv' % i), i + 1,
                   HEADER.replace('Tempo', 'Tempo%d' % (i % 2))) for i in range(3)]
    program.activate('win.import-files', scene.ui.GLib.Variant('as', paths))
    for i in range(2):
      self.dialog()
      self.in_dialog('label', re.compile('still needed: Date and time, Latitude, Longitude$'))
      self.assign(*WHAT_IS_WHAT)
      self.in_dialog('label', re.compile('^1 of the first 3 rows would be rejected'))
      program.key('alt+k')
      program.type('Reihe %d' % i)
      self.in_dialog('label', 'The next file with the same header is read like this one')
      self.import_by('Return')
      self.wait_closed()
      program.wait_for(lambda: len(self.imports()) == 2 + i, 'table %d' % i)
      program.find('label', re.compile('^2 positions · 1 row rejected'))
      self.put_away_summary()
    # The third has the header of the first.
    program.find('button', re.compile('Columns…$'))
    program.activate('win.start-import')
    program.wait_for(lambda: len(self.imports()) == 4, 'the third table')
    self.assertEqual({row['layout'] for row in self.imports()[1:]}, {'Reihe 0', 'Reihe 1'})
    program.find('label', re.compile('^2 positions · 1 row rejected'))
    self.put_away_summary()

  def test_archive(self):
    path = os.path.join(self.folder, 'tabelle.zip')
    inner = write(os.path.join(self.folder, 'innen.csv'), 9, HEADER.replace('Wann', 'Weil'))
    with zipfile.ZipFile(path, 'w') as file:
      file.writestr('liesmich.txt', 'Worte')
      file.write(inner, 'in/innen.csv')
    self.drop(path)
    self.dialog()
    self.in_dialog('label', re.compile('The rows are those of “in/innen.csv” in the archive'))
    self.assign(('Weil', 'Date and time'), *WHAT_IS_WHAT[1:])
    self.in_dialog('label', re.compile('^1 of the first 3 rows would be rejected'))
    self.import_by('alt+i')
    self.program.find('label', re.compile('^2 positions · 1 row rejected'))
    self.assertEqual(self.imports()[-1]['contents'][0]['name'], 'in/innen.csv')
    # The rejected row's line is that of the file within.
    self.program.find('label', re.compile('first in line 4 of “in/innen.csv”$'))
    self.put_away_summary()

  def test_json(self):
    """The columns are the names of the values."""
    path = os.path.join(self.folder, 'werte.json')
    with open(path, 'w', encoding='utf-8') as file:
      json.dump({'rows': [{'wann': '2024-03-07T06:0%d:00Z' % i, 'wo': {'n': 42 + i, 'o': 132.5},
                           'wer': 273310001} for i in range(3)]}, file)
    self.drop(path)
    self.dialog()
    self.in_dialog('label', re.compile('^JSON · UTF-8 · 4 columns'))
    self.assign(('wann', 'Date and time'), ('wo.n', 'Latitude'), ('wo.o', 'Longitude'),
                ('wer', 'MMSI'))
    self.in_dialog('label', 'The first 3 rows can be read')
    self.import_by('alt+i')
    self.program.find('label', re.compile('^3 positions · 0 rows rejected'))
    self.assertEqual(self.imports()[-1]['layout'], 'json')
    self.put_away_summary()

  def test_saved_layouts(self):
    """In the preferences: renamed, deleted, put back."""
    program = self.program
    folder = os.environ['RS_LAYOUTS_DIR']
    os.makedirs(folder, exist_ok=True)
    for name in os.listdir(folder):
      os.remove(os.path.join(folder, name))
    with open(os.path.join(folder, 'Alt.layout'), 'w', encoding='utf-8') as file:
      file.write('[layout]\nmap=t=1,lat=2,lon=3\n')
    program.activate('app.preferences')
    program.wait_for_window('Preferences')
    delete = self.in_dialog('button', 'Delete the layout “Alt”')
    # From the first thing in the window back to the last.
    for _i in range(8):
      if delete.has('focused'):
        break
      program.key('shift+Tab')
      program.settle(0.1)
    self.assertTrue(delete.has('focused'))
    program.key('shift+Tab')
    program.key('ctrl+a')
    program.type('Neu')
    program.key('Return')
    program.wait_for(lambda: os.listdir(folder) == ['Neu.layout'], 'the new name')
    self.assertEqual(delete.fresh_name(), 'Delete the layout “Neu”')
    program.key('Tab')
    program.key('space')
    self.in_dialog('label', 'Layout “Neu” deleted')
    self.assertEqual(os.listdir(folder), [])
    undo = self.in_dialog('button', re.compile('^Undo'))
    program.settle()
    undo.click()
    program.wait_for(lambda: os.listdir(folder) == ['Neu.layout'], 'the layout to be back')

  def test_no_table(self):
    path = os.path.join(self.folder, 'x.csv')
    self.program.activate('win.import-columns-of', path)
    self.in_dialog('label', 'The File Cannot Be Read')
    self.program.key('Escape')
    self.wait_closed()


if __name__ == '__main__':
  tap.main()
