#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists brought by the window: a watchlist marks vessels, a list of ports is searched for an incident;
and positions without a time are counted and shown."""

import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, '..', 'util'))
sys.path.insert(0, os.path.join(HERE, '..', 'cli'))
import aivdm
import scene
import tap

LIST = ('name,imo,mmsi,flag,program\n'
        'ALPHA,,%d,RU,TEST-PROGRAM\n'
        'NOT HERE,9000003,,KP,TEST-PROGRAM\n' % scene.ALPHA)
MARK = re.compile('^ALPHA · watch, line 2: ')


class Watchlist(scene.Window):
  def bring(self, name, text):
    """Into the case by the window's own import."""
    path = os.path.join(self.folder, name)
    with open(path, 'w', encoding='utf-8') as file:
      file.write(text)
    self.program.activate('win.import-files', scene.ui.GLib.Variant('as', [path]))
    self.program.find('label', 'How to Read Them')
    self.program.activate('win.start-import')
    self.program.find('button', 'Done')

  def marks(self):
    """Of the list of vessels: pictures with words."""
    return [node for node in self.program.find_all(None, MARK) if node.role in ('image', 'icon')]

  def test_watchlist(self):
    program = self.program
    self.bring('watch.csv', LIST)
    program.find('label', 'Vessels on it')
    program.wait_for(lambda: len(self.marks()) == 1, 'the mark of ALPHA in the list')
    # Where the vessel is looked at, and the list with it.
    vessel = next(row['id'] for row in scene.cli_json('vessels', self.path)
                  if row['mmsi'] == scene.ALPHA)
    program.activate('win.select-vessel', vessel)
    program.find('label', 'On Watchlists')
    program.find('label', MARK)
    program.find('label', 'TEST-PROGRAM')
    program.activate('win.deselect')
    program.click_on('button', 'Remove list “watch”')
    program.wait_for(lambda: not self.marks(), 'the mark to go')
    program.activate('win.undo')
    program.wait_for(lambda: len(self.marks()) == 1, 'the mark to come back')

  def test_own_places(self):
    """The ports of an incident can be those of the case's own list."""
    self.bring('ports.csv', 'name,country,lat,lon\nZavtrashnyaya,RU,42.7,133.1\n')
    self.program.find('label', 'Ports on it')
    self.program.activate('win.add-incident-at', '42.0,132.0')
    self.wait_info('incidents', 1)
    self.click_in(self.program.find(None, 'Choose ports'))
    self.program.find('label', 'Vladivostok')
    self.program.type('zavtra')
    self.program.find('label', 'Zavtrashnyaya')
    self.program.key('Return')
    self.program.wait_for(lambda: self.incidents()[0]['ports'] == ['Zavtrashnyaya'], 'the port')

  def test_undated(self):
    """A log without a clock: its positions are shown as such and get no time."""
    self.bring('log.nmea', ''.join(aivdm.position(scene.ALPHA, 42.0 + i / 100, 132.5) + '\n'
                                   for i in range(7)))
    vessel = next(row['id'] for row in scene.cli_json('vessels', self.path)
                  if row['mmsi'] == scene.ALPHA)
    self.program.activate('win.select-vessel', vessel)
    self.program.find('label', 'Positions without a time')
    self.assertEqual(self.info()['undated'], 7)


if __name__ == '__main__':
  tap.main()
