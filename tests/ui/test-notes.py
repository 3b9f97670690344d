#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Notes of each kind are drawn on the map with the mouse, moved, edited and deleted."""

import math
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'util'))
import scene
import tap

PLACE = (41.8, 131.9)  # open sea
SEA = bytes.fromhex('d9e6ee')
FINISH = re.compile('Finish')


class Notes(scene.Window):
  def setUp(self):
    super().setUp()
    self.center_on(*PLACE)
    self.x, self.y = self.map_middle()

  def take(self, tool):
    self.program.activate('win.tool', tool)
    self.program.wait_for(lambda: self.program.state('win.tool') == tool, 'the tool')

  def click(self, dx, dy):
    self.program.click(self.x + dx, self.y + dy)

  def wait_note(self, kind):
    notes = self.program.wait_for(lambda: self.features('note'), 'a note')
    self.assertEqual(len(notes), 1)
    self.assertEqual(notes[0]['properties']['noteKind'], kind)
    return notes[0]

  def coordinates(self):
    notes = self.features('note')
    return notes[0]['geometry']['coordinates'] if notes else None

  def check_at(self, point, dx, dy, scale):
    """@scale: degrees of longitude of one pixel."""
    self.assertAlmostEqual(point[0], PLACE[1] + dx * scale, delta=1.5 * scale)
    self.assertAlmostEqual(point[1], PLACE[0] - dy * scale * math.cos(math.radians(PLACE[0])),
                           delta=2 * scale)

  def test_text(self):
    self.take('note-text')
    self.click(60, -30)
    note = self.wait_note('text')
    self.assertEqual(note['geometry']['type'], 'Point')
    self.assertEqual(self.program.state('win.tool'), 'none')
    # It is selected, so that the text can be typed.
    self.type_in(self.field('text', 'Text of the note', 'Note'), 'Anchorage')
    self.program.wait_for(
      lambda: self.features('note')[0]['properties']['text'] == 'Anchorage', 'the text')

  def test_arrow(self):
    self.take('note-arrow')
    self.click(-50, 40)
    self.click(70, 40)
    a, b = self.wait_note('arrow')['geometry']['coordinates']
    scale = (b[0] - a[0]) / 120
    self.assertGreater(scale, 0)
    self.check_at(a, -50, 40, scale)
    self.check_at(b, 70, 40, scale)

  def test_line(self):
    self.take('note-line')
    self.click(-80, 0)
    self.click(0, -60)
    self.click(40, -60)
    # The last point is taken back, and set elsewhere.
    self.program.key('BackSpace')
    self.click(80, 0)
    self.program.click_on('button', FINISH)
    line = self.wait_note('line')['geometry']['coordinates']
    self.assertEqual(len(line), 3)
    scale = (line[2][0] - line[0][0]) / 160
    for point, dx, dy in zip(line, (-80, 0, 80), (0, -60, 0)):
      self.check_at(point, dx, dy, scale)

  def test_double_click(self):
    """Sets the last point and finishes; it does not zoom the map, too."""
    ground = self.count_pixels(SEA)
    for _attempt in range(4):
      self.take('note-line')
      self.click(-80, 0)
      self.program.settle()
      self.program.double_click(self.x + 80, self.y)
      self.program.settle()
      if self.info()['notes']:
        break
      # A program that is busy for 0.4 s sees two single clicks.
      self.program.activate('win.tool', 'none')
    self.assertEqual(len(self.wait_note('line')['geometry']['coordinates']), 2)
    self.program.activate('win.deselect')
    self.program.settle()
    self.assertAlmostEqual(self.count_pixels(SEA), ground, delta=ground * 0.02)

  def test_area(self):
    self.take('note-polygon')
    for dx, dy in ((-60, -40), (60, -40), (60, 40)):
      self.click(dx, dy)
    self.program.click_on('button', FINISH)
    note = self.wait_note('polygon')
    self.assertEqual(note['geometry']['type'], 'Polygon')
    ring = note['geometry']['coordinates'][0]
    self.assertEqual(ring[0], ring[-1])
    self.assertEqual(len(ring), 4)

  def test_enter_after_clicks(self):
    """Finishes; the middle of the map, where nobody clicked, is no corner."""
    self.take('note-polygon')
    for dx, dy in ((40, 40), (120, 40), (120, 100)):
      self.click(dx, dy)
    self.program.key('Return')
    ring = self.wait_note('polygon')['geometry']['coordinates'][0]
    self.assertEqual(len(ring), 4)

  def test_keys_alone(self):
    """Enter sets a point at the cross, and finishes at the same place; it does after a click too, if the map
    was moved by keys since."""
    self.take('note-line')
    self.program.key('Return', 'Right', 'Return')
    self.click(60, 60)
    self.program.key('Down', 'Return')
    self.program.settle()
    self.assertEqual(self.features('note'), [])
    self.program.key('Return')
    line = self.wait_note('line')['geometry']['coordinates']
    self.assertEqual(len(line), 4)
    scale = (line[1][0] - line[0][0]) / 60
    for point, dx, dy in zip(line, (0, 60, 120, 60), (0, 0, 60, 60)):
      self.check_at(point, dx, dy, scale)

  def test_ring(self):
    self.take('note-ring')
    self.click(0, 0)
    self.click(100, 0)
    note = self.wait_note('ring')
    lon, lat = note['geometry']['coordinates']
    self.check_at((lon, lat), 0, 0, 0.005)
    # 100 px at zoom 8 or closer: below 100 x 611 m x cos 41.8.
    self.assertGreater(note['properties']['radiusM'], 1000)
    self.assertLess(note['properties']['radiusM'], 100 * 611.5 * math.cos(math.radians(41.7)))

  def test_escape_and_right_click(self):
    self.take('note-line')
    self.click(-80, 0)
    self.click(80, 0)
    self.program.key('Escape')
    self.program.wait_for(lambda: self.program.state('win.tool') == 'none', 'no tool')
    self.assertEqual(self.features('note'), [])
    self.take('note-line')
    self.click(-80, 0)
    self.click(80, 0)
    self.program.click(self.x + 80, self.y + 50, 3)
    self.assertEqual(len(self.wait_note('line')['geometry']['coordinates']), 2)

  def draw_line(self):
    self.take('note-arrow')
    self.click(-50, 0)
    self.click(50, 0)
    self.wait_note('arrow')
    return self.coordinates()

  def test_move(self):
    before = self.draw_line()
    # By its middle, all of it moves ...
    self.program.drag([(self.x + 5, self.y), (self.x + 20, self.y + 20), (self.x + 35, self.y + 60)])
    self.program.wait_for(lambda: self.coordinates() != before, 'the arrow to move')
    moved = self.coordinates()
    for a, b in zip(before, moved):
      self.assertGreater(b[0], a[0])
      self.assertLess(b[1], a[1])
    self.assertAlmostEqual(moved[1][0] - moved[0][0], before[1][0] - before[0][0], 5)
    # ... by its head, only that.
    self.program.drag([(self.x + 80, self.y + 60), (self.x + 90, self.y + 30),
                       (self.x + 110, self.y)])
    self.program.wait_for(lambda: self.coordinates() != moved, 'the head to move')
    self.assertEqual(self.coordinates()[0], moved[0])
    self.assertGreater(self.coordinates()[1][1], moved[1][1])
    self.program.activate('win.undo')
    self.program.activate('win.undo')
    self.program.wait_for(lambda: self.coordinates() == before, 'the arrow where it was')

  def test_delete(self):
    self.draw_line()
    # A click on it gives the map the focus: the key is for what is selected there.
    self.click(20, 0)
    self.program.key('Delete')
    self.wait_info('notes', 0)
    self.program.activate('win.undo')
    self.wait_info('notes', 1)
    # A click selects it again; the page's button deletes.
    self.program.activate('win.deselect')
    self.click(20, 0)
    self.program.click_on('button', re.compile('Delete Note'))
    self.wait_info('notes', 0)

  def test_pan_and_zoom(self):
    """The map moves under the mouse while no tool is in hand."""
    self.draw_line()
    self.program.activate('win.deselect')
    self.program.drag([(self.x, self.y + 100), (self.x + 30, self.y + 130),
                       (self.x + 60, self.y + 160)], rest_s=0.3)
    self.program.settle()
    self.take('note-text')
    self.click(60, 60)
    self.program.wait_for(lambda: self.info()['notes'] == 2, 'a second note')
    text = [note for note in self.features('note') if note['properties']['noteKind'] == 'text'][0]
    self.check_at(text['geometry']['coordinates'], 0, 0, 0.006)


if __name__ == '__main__':
  tap.main()
