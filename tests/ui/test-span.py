#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A span of time brushed on the time line narrows map and lists; and times are typed in many forms."""

import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'util'))
import scene
import tap

CHIP = re.compile(r'^2024-03-07 .* ×$')


class Span(scene.Window):
  def setUp(self):
    super().setUp()
    # A tip of the time line would be the newest window, where wait_toast () looks.
    self.program.xdotool('mousemove', 0, 0)
    self.clock()

  def tearDown(self):
    if self.program.process.poll() is None:
      self.program.activate('win.clear-span')

  def chips(self):
    return self.program.find_all('button', CHIP)

  def wait_chip(self, *words):
    chip = self.program.wait_for(self.chips, 'the chip')[0]
    for word in words:
      self.assertIn(word, chip.name)
    return chip

  def wait_no_chip(self):
    self.program.wait_for(lambda: not self.chips(), 'the chip to go')

  def test_set_and_clear(self):
    self.assertEqual(self.chips(), [])
    self.program.activate('win.set-span', '2024-03-07T05:00Z/2024-03-07T06:00Z')
    chip = self.wait_chip('05:00', '06:00')
    # BRAVO is silent then.
    self.wait_text('2 of 3 vessels')
    names = [node.text for node in self.program.find_all('label')]
    self.assertIn('ALPHA', names)
    self.assertNotIn('BRAVO', names)
    chip.click()
    self.wait_no_chip()
    self.program.wait_for(
      lambda: 'BRAVO' in [node.text for node in self.program.find_all('label')], 'BRAVO to be listed')

  def test_emptied_list(self):
    self.program.activate('win.show-list', 'events')
    # BRAVO's silence is not of this hour.
    self.program.activate('win.set-span', '2024-03-07T00:00Z/2024-03-07T01:00Z')
    self.wait_text('Nothing in This Span')
    self.program.find('label', '2024-03-07 00:00 – 01:00 UTC')
    self.program.click_on('button', 'Show All Times')
    self.wait_no_chip()
    self.program.activate('win.show-list', 'vessels')

  def test_emptied_by_filter(self):
    """The span is named only where the list would show more without it."""
    self.program.activate('win.set-span', '2024-03-07T00:00Z/2024-03-07T01:00Z')
    self.wait_chip()
    self.program.activate('win.set-filter', 'name:nobody')
    self.wait_text('Nothing Passes the Filter')
    for name, title in (('alpha', 'Nothing Passes the Filter'), ('bravo', 'Nothing in This Span')):
      # BRAVO alone has been silent, though not in this hour.
      self.program.activate('win.show-list', 'events')
      self.program.activate('win.set-filter', 'name:' + name)
      self.wait_text(title)
    self.program.activate('win.clear-filter')
    self.program.activate('win.show-list', 'vessels')

  def test_escape(self):
    self.program.activate('win.deselect')
    self.program.activate('win.set-span', '2024-03-07T05:00Z/+1h')
    self.wait_chip()
    self.program.activate('win.escape')
    self.wait_no_chip()

  def test_nonsense(self):
    self.program.activate('win.set-span', 'yesterday/today')
    self.program.activate('win.set-span', '2024-03-07')
    self.assertEqual(self.chips(), [])

  def test_brush(self):
    x, y, width, height = self.part('panel', 'Time line with events').box()
    self.program.xdotool('keydown', 'ctrl')
    try:
      self.program.drag([(x + width * 0.4, y + 15), (x + width * 0.5, y + 15),
                         (x + width * 0.7, y + 15)])
    finally:
      self.program.xdotool('keyup', 'ctrl')
    self.wait_chip()
    self.assertEqual(self.time(), '2024-03-07 00:00')

  def test_tracks_are_cut(self):
    """The map shows less of the tracks while there is a span."""
    self.program.activate('win.go-to-end')
    for action in ('win.show-labels', 'win.show-trails'):
      if self.program.state(action):
        self.program.activate(action)
    self.program.settle()
    whole = self.pixels(self.map_box())
    self.program.activate('win.set-span', '2024-03-07T10:00Z/2024-03-07T12:00Z')
    self.wait_chip()
    self.program.settle()
    self.assertNotEqual(self.pixels(self.map_box()), whole)
    for action in ('win.show-labels', 'win.show-trails'):
      self.program.activate(action)

  def test_typed_times(self):
    for typed, time in (('7 Mar 2024 0930', '09:30'), ('06:00', '06:00'), ('+2h', '08:00'),
                        ('07.03.2024 11:15', '11:15'), ('nonsense', '11:15'),
                        ('2024-03-07T10:00+09:00', '01:00')):
      self.program.activate('win.go-to-time', typed)
      self.wait_time(time)

  def test_time_outside(self):
    self.program.activate('win.go-to-time', '3000-01-01')
    self.wait_time('12:00')
    self.wait_toast('The case ends at 2024-03-07 12:00 UTC')

  def wait_entry(self):
    self.program.key('ctrl+g')
    entry = self.program.wait_for(
      lambda: [node for node in self.program.find_all('text')
               if (node.text or '').startswith('2024-03-07 00:00')], 'the entry')[0]
    self.assertTrue(entry.showing)

  def test_time_not_understood(self):
    """It says why, and offers no city that the case has no clock of."""
    self.wait_entry()
    examples = self.program.find('label', re.compile('^2024-03-07T06:00Z .*[+]2h', re.DOTALL))
    self.assertNotIn('Vladivostok', examples.name)
    for typed, error in (('16:00 Asia/Seoul', '“Asia/Seoul” is not understood'),
                         ('whenever', 'not understood as a time')):
      self.program.key('ctrl+a')
      self.program.type(typed)
      self.program.key('Return')
      self.program.find('label', re.compile(error))
    self.program.key('Escape')
    self.program.wait_gone('label', re.compile('not understood as a time'))

  def test_ask_time(self):
    self.wait_entry()
    self.program.key('ctrl+a')
    self.program.type('7 Mar 2024 03:20')
    self.program.key('Return')
    self.wait_time('03:20')


if __name__ == '__main__':
  tap.main()
