#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter narrows lists, map and time line; it is made of chips, and saved by name."""

import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'util'))
import scene
import tap


def is_edge(red, green, blue):
  """Of an area's outline, which has no other pixel's colour."""
  return blue > 195 and red < 90 and 80 < green < 150


class Filter(scene.Window):
  def tearDown(self):
    if self.program.process.poll() is None:
      self.program.activate('win.set-filter', '')
      self.wait_listed('ALPHA', 'BRAVO')

  def listed(self):
    return [node.name for node in self.part('list', 'Vessels').find_all('label')]

  def wait_listed(self, *names):
    self.program.wait_for(lambda: all(name in self.listed() for name in names),
                          'the list of ' + ', '.join(names))

  def wait_not_listed(self, name):
    self.program.wait_for(lambda: name not in self.listed(), name + ' to go')

  def chips(self):
    return self.program.find_all('button', re.compile('^Remove [^:]+: '))

  def wait_chips(self, n):
    self.program.wait_for(lambda: len(self.chips()) == n, '%d chips' % n)

  def test_set_and_clear(self):
    self.wait_listed('ALPHA', 'BRAVO')
    whole = self.pixels(self.map_box())
    self.program.activate('win.set-filter', 'name:alpha')
    self.wait_not_listed('BRAVO')
    self.wait_listed('ALPHA')
    self.wait_text('1 of 3 vessels')
    self.wait_chips(1)
    self.program.settle()
    self.assertNotEqual(self.pixels(self.map_box()), whole)
    self.chips()[0].click()
    self.wait_listed('ALPHA', 'BRAVO')
    self.wait_chips(0)

  def test_many_chips(self):
    """They scroll where they would push the time line out of the window."""
    strip = self.part('panel', 'Time line with events')
    place = strip.box()
    self.program.activate('win.set-filter', ' '.join('-name:"no ship number %d"' % i for i in range(40)))
    self.program.wait_for(lambda: self.program.find_all(None, re.compile('^not “no ship number 39”$'), False),
                          'the last chip')
    self.program.settle()
    self.assertEqual(strip.box(), place)
    # Three rows of 30 px are seen, and that there is a fourth.
    below = self.part('list', 'Vessels').box()[1]
    self.assertGreater(below - min(chip.box()[1] for chip in self.chips()), 90)

  def test_span_chip(self):
    """It has room for a span of days, whose full form its button is named by."""
    self.program.activate('win.set-filter', 'time:2024-03-07T00:00Z..2024-03-08T23:59Z')
    self.wait_chips(1)
    button = self.program.find('button', 'Time: 2024-03-07 00:00 – 2024-03-08 23:59 UTC')
    self.assertEqual([label.name for label in button.find_all('label')], ['2024-03-07 00:00 – 03-08 23:59'])

  def test_exclude(self):
    self.program.activate('win.set-filter', 'name:alpha')
    self.wait_not_listed('BRAVO')
    self.program.find_all('button', re.compile('^Name or number: “alpha”$'))[0].click()
    self.wait_listed('BRAVO')
    self.wait_not_listed('ALPHA')
    self.program.find_all('button', re.compile('^Name or number: not'))[0].click()
    self.wait_listed('ALPHA')
    self.wait_not_listed('BRAVO')

  def test_area(self):
    """A drawn area stays in sight as long as it is asked for; one that is left out too, and not alike."""
    self.wait_listed('ALPHA', 'BRAVO')
    self.program.settle()
    whole = self.pixels(self.map_box())
    # All of what the map shows and no land, so that only the outline is new.
    corners = ' '.join('%s,%s' % corner for corner in ((41.0, 130.8), (42.3, 130.8), (42.6, 132.9), (41.0, 132.9)))
    pictures = []
    for sign in ('', '-'):
      self.program.activate('win.set-filter', sign + 'area:"%s"' % corners)
      self.wait_chips(1)
      self.program.settle()
      pictures.append(self.pixels(self.map_box()).count_if(is_edge))
    self.assertGreater(pictures[0], 300)
    self.assertGreater(pictures[1], 30)
    self.assertLess(pictures[1], pictures[0] * 0.7)
    self.program.activate('win.clear-filter')
    self.wait_chips(0)
    self.program.settle()
    self.assertEqual(whole.count_if(is_edge), self.pixels(self.map_box()).count_if(is_edge))

  def test_nothing_passes(self):
    self.program.activate('win.add-to-filter', 'name:nobody')
    self.wait_text('Nothing Passes the Filter')
    self.program.find_all('button', 'Clear the Filter')[0].click()
    self.wait_listed('ALPHA', 'BRAVO')

  def test_nonsense(self):
    self.program.activate('win.set-filter', 'colour:red')
    self.wait_toast('A filter cannot ask for “colour”')
    self.wait_chips(0)

  def test_save(self):
    self.program.activate('win.set-filter', 'name:bravo')
    self.wait_not_listed('ALPHA')
    self.program.activate('win.save-filter', 'Only Bravo')
    self.wait_toast('Save filter “Only Bravo”')
    self.program.activate('win.clear-filter')
    self.wait_listed('ALPHA')
    self.program.activate('win.use-filter', 'Only Bravo')
    self.wait_not_listed('ALPHA')
    self.program.activate('win.delete-filter', 'Only Bravo')
    self.wait_toast('Delete filter “Only Bravo”')
    self.program.activate('win.use-filter', 'Only Bravo')
    self.wait_toast('No filter is saved as “Only Bravo”')

  def test_popover(self):
    self.program.activate('win.deselect')
    [node for node in self.program.find_all(None, 'Filter')
     if node.role in ('toggle button', 'button')][-1].click()
    self.program.find('button', 'Clear All')
    self.program.key('Escape')


if __name__ == '__main__':
  tap.main()
