#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Flagged positions and rejected rows are counted and listed; a click goes to the place or the row."""

import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'util'))
import scene
import tap


class Quality(scene.Window):
  @classmethod
  def setUpClass(cls):
    super().setUpClass()
    path = os.path.join(cls.folder, 'odd.csv')
    scene.write_csv(path, vessels=(), bad_rows=3)
    with open(path, 'a', encoding='utf-8') as file:
      # A ship eastwards, for a moment far away.
      for minute in range(0, 60, 5):
        lat, lon = (38, 134) if minute == 25 else (41.6, 132 + minute * 0.002)
        file.write('273310009,2024-03-07T03:%02d:00,%.5f,%.5f,6.0,90.0,511,DELTA,,,80,0,180,30,,,A\n'
                   % (minute, lat, lon))
    scene.cli('import', cls.original, path, ok=(0, 3))

  def show_flagged(self, flags):
    self.program.activate('win.show-flagged', scene.ui.GLib.Variant('(xu)', (0, flags)))
    self.program.find('label', 'Flagged Positions')

  def test_flagged(self):
    """The list stays while its positions are visited."""
    self.show_flagged(0x02 | 0x10 | 0x04)
    self.program.find('label', 'No Flagged Positions')
    self.show_flagged(0x20)
    self.program.find('label', scene.re.compile('^1 × '))
    rows = self.program.find('list', 'Flagged Positions').find_all('list item')
    self.assertEqual(len(rows), 1)
    self.click_in(rows[0])
    self.wait_time('03:25')
    self.assertEqual(len(self.program.find_all('list', 'Flagged Positions')), 1)

  def test_rejects(self):
    self.program.activate('win.show-rejects', scene.ui.GLib.Variant('x', 0))
    self.program.find('label', 'Rejected Rows')
    self.program.find('label', scene.re.compile('^3 × '))
    rows = self.program.find('list', 'Rejected Rows').find_all('list item')
    self.assertEqual(len(rows), 3)
    self.click_in(rows[0])
    self.program.find('label', scene.re.compile('BAD 0'))
    self.click_in(self.program.find(('button', 'toggle button'), scene.re.compile('^3 × ')))
    reason = scene.cli_json('rejects', self.path, '--summary')[-1]['reasons'][0]['reason']
    self.program.activate('win.show-rejects-for', scene.ui.GLib.Variant('(xs)', (0, reason)))
    self.program.find('label', '3 rows')
    self.program.activate('win.show-rejects-for', scene.ui.GLib.Variant('(xs)', (0, 'no time')))
    self.program.find('label', 'No Rejected Rows')

  def test_record(self):
    """What the import said of itself is there later, too."""
    one = scene.cli_json('imports', self.path)[-1]
    self.program.activate('win.show-import', scene.ui.GLib.Variant('x', one['id']))
    self.wait_text(one['sha256'])
    for text in (one['clock'], 'odd.csv'):
      self.wait_text(text)
    self.click_in(self.program.find('label', 'out of reach of all others'))
    self.program.find('label', 'Flagged Positions')
    self.program.click_on('button', 'Back to the case')
    self.wait_text(one['sha256'])

  def test_toggle(self):
    self.assertTrue(self.program.state('win.show-suspects'))
    self.program.set_state('win.show-suspects', scene.ui.GLib.Variant('b', False))
    self.assertFalse(self.program.state('win.show-suspects'))
    self.program.set_state('win.show-suspects', scene.ui.GLib.Variant('b', True))


if __name__ == '__main__':
  tap.main()
