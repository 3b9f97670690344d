#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The measuring tool: legs, a ship that catches a point, what is kept and what is not."""

import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'util'))
import scene
import tap

PLACE = (42.4, 131.8)  # where CHARLIE lies
TWO = re.compile(r'^\d+\.\d\d nm \(\d+\.\d\d km\), \d{3}\.\d°$')


class Measure(scene.Window):
  def setUp(self):
    super().setUp()
    self.center_on(*PLACE)
    self.x, self.y = self.map_middle()
    self.program.activate('win.measure')
    self.wait_tool('measure')

  def tearDown(self):
    if self.program.process.poll() is None and self.program.state('win.tool') != 'none':
      self.program.activate('win.tool', 'none')

  def wait_tool(self, tool):
    self.program.wait_for(lambda: self.program.state('win.tool') == tool, 'the tool')

  def click(self, dx, dy):
    self.program.click(self.x + dx, self.y + dy)

  def wait_label(self, pattern):
    return self.program.wait_for(
      lambda: [node.text for node in self.program.find_all('label') if pattern.match(node.text or '')],
      'a label as %s' % pattern.pattern)[0]

  def test_two_legs(self):
    self.click(-110, -80)
    self.click(-30, -80)
    one = self.wait_label(TWO)
    # East, at the same distance from the middle in latitude.
    self.assertIn(float(one.split()[-1][:-1]) // 10, (8, 9))
    self.click(-30, -130)
    two = self.wait_label(re.compile(r'^2 legs, '))
    total = float(re.search(r'legs, ([\d.]+) nm', two).group(1))
    last = float(re.search(r'last ([\d.]+) nm', two).group(1))
    self.assertAlmostEqual(total - last, float(one.split()[0]), delta=0.02)
    # A point taken back, another leg begun, all of it gone with Escape, nothing stored.
    self.program.key('BackSpace')
    self.assertEqual(self.wait_label(TWO), one)
    self.program.key('Escape')
    self.wait_tool('none')
    self.assertEqual(self.features('note'), [])

  def test_hint_leaves_room(self):
    """Its words stand beside the tools and the zoom buttons, and the map below them can be clicked."""
    self.click(-30, 40)
    self.click(90, 40)
    self.click(90, 120)
    label = self.program.find('label', re.compile('^2 legs, '))
    boxes = [label.box()] + [self.program.find('button', re.compile(name)).box()
                             for name in ('Keep as Note', 'Cancel')]
    for name in ('Write a text on the map', 'Measure distance and bearing', 'Zoom in',
                 'Show the whole case'):
      x, y, width, height = self.program.find(None, name).box()
      for left, top, wide, high in boxes:
        self.assertFalse(left < x + width and x < left + wide and top < y + height and y < top + high,
                         'the hint lies over “%s”' % name)
    left, top, wide, high = boxes[0]
    self.assertLess(high, wide / 3)
    self.program.click(left + wide / 2, top + high / 2)
    self.wait_label(re.compile('^3 legs, '))

  def test_words_leave_buttons_free(self):
    """The figures of a leg that ends beside the zoom buttons stand at its other side."""
    x, y, width, height = self.program.find('button', 'Zoom out').box()
    without = self.pixels((x, y, width, height))
    self.program.click(x - 170, y + 150)
    self.program.click(x - 170, y + height + 6)
    self.wait_label(TWO)
    self.program.settle()
    self.assertEqual(self.pixels((x, y, width, height)), without)

  def test_words_leave_clock_free(self):
    """Those of a leg that ends on the clock stand elsewhere."""
    x, y, _, height = self.map_box()
    clock = (x + 45, y + height - 75, 70, 55)
    without = self.pixels(clock)
    self.program.click(x + 30, y + height - 150)
    self.program.click(x + 30, y + height - 25)
    self.wait_label(TWO)
    self.program.settle()
    self.assertEqual(self.pixels(clock), without)

  def test_snaps(self):
    """Five pixels beside the ship is the ship."""
    self.click(5, -4)
    self.click(150, 90)
    figures = self.wait_label(TWO)
    self.program.click_on('button', re.compile('Keep as Note'))
    notes = self.program.wait_for(lambda: self.features('note'), 'the note')
    self.assertEqual(notes[0]['properties']['noteKind'], 'line')
    start = notes[0]['geometry']['coordinates'][0]
    self.assertAlmostEqual(start[0], PLACE[1], 5)
    self.assertAlmostEqual(start[1], PLACE[0], 5)
    self.assertEqual(notes[0]['properties']['text'], figures)
    self.wait_tool('none')

  def test_snaps_to_the_ship_clicked(self):
    """Of two that share a number; the other one was heard last."""
    self.open_twins()
    self.center_on(42.0, 136.0)
    self.program.activate('win.measure')
    self.wait_tool('measure')
    self.click(3, -2)
    self.click(100, 90)
    self.wait_label(TWO)
    self.program.click_on('button', re.compile('Keep as Note'))
    notes = self.program.wait_for(lambda: self.features('note'), 'the note')
    start = notes[0]['geometry']['coordinates'][0]
    self.assertAlmostEqual(start[0], 136.0, 5)
    self.assertAlmostEqual(start[1], 42.0, 5)

  def test_done_and_over(self):
    self.click(-110, -80)
    self.click(-30, -80)
    self.wait_label(TWO)
    self.program.click(self.x + 100, self.y + 120, 3)
    # Finished: it stays, and the next point begins another.
    self.assertEqual(self.program.state('win.tool'), 'measure')
    self.click(60, 120)
    self.wait_label(re.compile('^Click the points to measure'))

  def test_key(self):
    self.program.key('m')
    self.wait_tool('none')
    self.program.key('m')
    self.wait_tool('measure')


if __name__ == '__main__':
  tap.main()
