#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two vessels held against each other, where one was at a time, who was at a place, and charts."""

import os
import re
import sys

from gi.repository import GLib

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'util'))
import scene
import tap


class Compare(scene.Window):
  def setUp(self):
    super().setUp()
    self.ids = {vessel['name']: vessel['id'] for vessel in scene.cli_json('vessels', self.path)}

  def texts(self):
    return [node.text or node.name for node in self.program.find_all('label')]

  def wait_label(self, pattern):
    pattern = re.compile(pattern)
    return self.program.wait_for(lambda: [text for text in self.texts() if pattern.search(text)],
                                 'a label as %s' % pattern.pattern)[0]

  def compare(self, own, other):
    self.program.activate('win.compare', GLib.Variant('(xx)', (self.ids[own], self.ids[other])))
    self.wait_label('^Compared with %s' % other)

  def test_card(self):
    self.program.activate('win.go-to-time', '2024-03-07T02:00Z')
    self.compare('ALPHA', 'BRAVO')
    wanted = scene.cli_json('compare', self.path, 'ALPHA', 'BRAVO', '--at', '2024-03-07T02:00Z')
    shown = self.wait_label(r'nm .*, observed$')
    self.assertTrue(shown.startswith('%.2f nm' % wanted['moment']['range_nm']), shown)
    closest = self.wait_label('in which both are known')
    self.assertTrue(closest.startswith('%.2f nm' % wanted['closest']['range_nm']), closest)
    self.wait_label('^(closing|opening) at')
    # BRAVO is silent: the figures say so.
    self.program.activate('win.go-to-time', '2024-03-07T05:30Z')
    self.wait_label('from a last known place$')
    self.program.click_on('button', 'Stop comparing')
    self.program.wait_for(lambda: not any(text.startswith('Compared') for text in self.texts()),
                          'the card to go')

  def test_shared_number(self):
    """The card and the line speak of one pair: the two that are near."""
    self.ids = self.open_twins()
    self.compare('SOLO', 'TWIN')
    self.wait_label(r'^13\.\d\d nm .*\nTWIN: ship \d of 2')

    self.wait_label('^neither closing nor opening$')
    self.wait_label(r'^13\.\d\d nm \(.*\): they keep their distance$')

    def look():
      pictures = []
      for lon in (134.65, 136.15):
        self.center_on(42.0, lon)
        x, y = self.map_middle()
        pictures.append(self.pixels((x - 20, y - 20, 40, 40)))
      # SOLO's name, east of her.
      pictures.append(self.pixels((x + 44, y - 9, 40, 18)))
      return pictures

    far, near, name = look()
    self.program.click_on('button', 'Stop comparing')
    far_without, near_without, name_without = look()
    self.assertEqual(far, far_without, 'a line to the far ship')
    self.assertNotEqual(near, near_without, 'no line to the near ship')
    self.assertEqual(name, name_without, 'the distance lies over a name')

  def test_control_click(self):
    self.program.activate('win.go-to-time', '2024-03-07T00:00Z')
    self.program.activate('win.select-vessel', self.ids['ALPHA'])
    self.center_on(42.4, 131.8)
    x, y = self.map_middle()
    self.program.xdotool('keydown', 'ctrl')
    try:
      self.program.click(x, y)
    finally:
      self.program.xdotool('keyup', 'ctrl')
    self.wait_label('^Compared with CHARLIE')
    # Selecting something else ends it.
    self.program.activate('win.select-vessel', self.ids['BRAVO'])
    self.program.wait_for(lambda: not any(text.startswith('Compared') for text in self.texts()),
                          'the card to go')

  def test_where(self):
    self.program.activate('win.select-vessel', self.ids['BRAVO'])
    entry = self.program.wait_for(
      lambda: [node for node in self.program.find_all('text')
               if node.name == 'Time, UTC or with its zone'], 'the entry')[0]
    self.click_in(entry)
    self.program.type('2024-03-07 05:00')
    self.program.key('Return')
    self.wait_label('last known place; it is silent$')
    self.wait_label(r'^2024-03-07 04:00 UTC\n')
    self.wait_label(r'^2024-03-07 07:00 UTC\n')
    self.wait_time('05:00')

  def test_when(self):
    self.program.activate('win.deselect')
    self.program.activate('win.when-here', '42.4,131.8')
    self.wait_label('^CHARLIE$')
    self.wait_label('heard from 2024-03-07 00:00 UTC\nlast heard 2024-03-07 12:00 UTC')
    self.program.activate('win.when-here', '30.0,130.0')
    self.wait_label('^No vessel is known')

  def test_charts(self):
    self.program.activate('win.select-vessel', self.ids['ALPHA'])
    self.program.activate('win.show-charts')
    chart = self.program.wait_for(
      lambda: self.program.find_all(None, re.compile('^Speed of ALPHA')), 'the chart')[0]
    self.assertEqual(chart.name, 'Speed of ALPHA over time: 6.0 to 6.0 kn')
    self.assertTrue(self.program.find_all(None, re.compile('^Draught of ALPHA')))
    x, y, width, height = chart.box()
    self.program.click(x + width * 0.6, y + height / 2)
    self.program.wait_for(lambda: (self.time() or '') > '2024-03-07 04:00', 'the clock to follow')
    self.program.activate('win.select-vessel', self.ids['CHARLIE'])
    self.program.wait_for(
      lambda: self.program.find_all(None, re.compile('^Speed of CHARLIE over time: 0.0 to 0.0')),
      'the other vessel')
    self.program.activate('win.show-charts')
    self.program.wait_for(lambda: not self.program.find_all(None, re.compile('^Speed of ')),
                          'the chart to go')


if __name__ == '__main__':
  tap.main()
