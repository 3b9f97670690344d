#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Vessels are found, selected, hidden and zoomed to; panels, layers and preferences change what the
window shows, down to its pixels."""

import json
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'util'))
import scene
import tap

ALPHA_BLUE = bytes.fromhex('0072b2')
SEA, DARK_SEA = bytes.fromhex('d9e6ee'), bytes.fromhex('15202a')


class Map(scene.Window):
  def setUp(self):
    super().setUp()
    self.program.activate('win.show-list', 'vessels')
    self.program.activate('win.search-for', '')
    for action in ('win.show-sidebar', 'win.show-details'):
      if not self.program.state(action):
        self.program.activate(action)
    self.program.find('label', 'CHARLIE')
    self.ids = {vessel['name']: vessel['id'] for vessel in scene.cli_json('vessels', self.path)}

  def test_select_in_list(self):
    self.click_in(self.program.find('label', 'BRAVO'))
    self.wait_selected('BRAVO')
    self.program.wait_for(lambda: self.has_text('Known over Time As') or self.has_text('Track'),
                          'its page')
    self.program.activate('win.deselect')
    self.wait_selected()

  def test_select_on_map(self):
    self.center_on(42.4, 131.8)  # CHARLIE
    self.program.click(*self.map_middle())
    self.wait_selected('CHARLIE')
    x, y = self.map_middle()
    self.program.click(x + 60, y + 60)
    self.wait_selected()

  def test_hide_and_show(self):
    self.program.settle()
    before = self.count_pixels(ALPHA_BLUE)
    self.assertGreater(before, 20)
    self.program.click_on('button', 'Hide ALPHA')
    self.program.wait_for(lambda: self.count_pixels(ALPHA_BLUE) == 0, 'ALPHA to vanish')
    self.program.click_on('button', 'Show ALPHA')
    self.program.wait_for(lambda: self.count_pixels(ALPHA_BLUE) >= before // 2, 'ALPHA')
    self.program.activate('win.show-only-vessel', self.ids['BRAVO'])
    self.program.wait_for(lambda: self.count_pixels(ALPHA_BLUE) == 0, 'only BRAVO')
    self.program.activate('win.show-all-vessels')
    self.program.wait_for(lambda: self.count_pixels(ALPHA_BLUE) >= before // 2, 'all')

  def test_zoom_to(self):
    """CHARLIE lies off BRAVO's track, so that zooming to that takes it out of sight."""
    green = bytes.fromhex('00875f')
    self.program.settle()
    self.assertGreater(self.count_pixels(green), 10)
    self.program.activate('win.zoom-to-vessel', self.ids['BRAVO'])
    self.program.wait_for(lambda: self.count_pixels(green) == 0, 'CHARLIE out of sight')
    self.program.activate('win.fit')
    self.program.wait_for(lambda: self.count_pixels(green) > 10, 'CHARLIE in sight')

  def test_search(self):
    self.program.activate('win.search')
    self.program.type('brav')
    self.program.wait_gone('label', 'ALPHA')
    self.program.find('label', 'BRAVO')
    self.program.activate('win.search-for', str(scene.CHARLIE))
    self.program.find('label', 'CHARLIE')
    self.program.wait_gone('label', 'BRAVO')
    self.program.activate('win.search-for', '')
    self.program.find('label', 'ALPHA')

  def test_context_menu(self):
    self.center_on(42.4, 131.8)
    self.program.click(*self.map_middle(), 3)
    self.program.click_on('menu item', 'Show Only It')
    self.program.wait_for(lambda: self.count_pixels(ALPHA_BLUE) == 0, 'ALPHA to vanish')
    self.program.activate('win.show-all-vessels')

  def test_panels(self):
    width = self.map_box()[2]
    self.program.key('F9')
    self.program.wait_for(lambda: self.map_box()[2] >= width + 280, 'the lists to fold')
    self.program.key('F10')
    self.program.wait_for(lambda: self.map_box()[2] >= width + 560, 'the details to fold')
    # Also where the second unfolds while the first is being given its room, which takes a few tries.
    for _ in range(8):
      self.program.key('F9')
      self.program.key('F10')
      self.program.wait_for(lambda: self.map_box()[2] == width, 'both to unfold')
      self.program.key('F9', 'F10')
      self.program.wait_for(lambda: self.map_box()[2] >= width + 560, 'both to fold')
    self.program.key('F9', 'F10')
    self.program.wait_for(lambda: self.map_box()[2] == width, 'both to unfold at once')

  def test_layers(self):
    self.program.settle()
    with_names = self.pixels(self.map_box())
    for action in ('win.show-tracks', 'win.show-graticule', 'win.show-names', 'win.show-labels'):
      self.assertTrue(self.program.state(action), action)
      self.program.activate(action)
      self.program.wait_for(lambda: self.pixels(self.map_box()) != with_names, action)
      self.program.activate(action)
      self.program.wait_for(lambda: self.pixels(self.map_box()) == with_names, action + ' again')

  def test_pace(self):
    """What measures the window counts frames that are drawn, and starts anew when told to."""
    def figures():
      return json.loads(self.program.state('win.pace'))
    self.program.key('ctrl+F9')
    self.program.wait_for(lambda: self.program.state('win.show-pace'), 'the figures')
    label = self.program.find('label', re.compile('frames/s'))
    for _ in range(4):
      self.program.key('Left')
    drawn = self.program.wait_for(lambda: figures()['frames']['n'] > 3 and figures(), 'frames')
    self.assertGreater(drawn['turns']['n'], drawn['frames']['n'])
    self.assertEqual(drawn['work']['n'], drawn['turns']['n'])
    # Two clocks, of which one counts no less; they are read one after the other.
    self.assertLess(drawn['work']['median'], drawn['turns']['median'] + 1)
    self.assertGreater(drawn['frames']['longest'], 0)
    self.assertGreaterEqual(drawn['frames']['longest'], drawn['frames']['median'])
    self.assertGreater(drawn['picture'], 0)
    before = drawn['turns']['n']
    self.program.activate('win.pace', '')
    self.program.wait_for(lambda: figures()['turns']['n'] < before, 'a new start')
    self.assertIn('picture', label.fresh_name())
    self.program.key('ctrl+F9')
    self.program.wait_gone('label', re.compile('frames/s'))

  def test_colours(self):
    """What colours say, and how broad lines are, is an action with a state, and seen."""
    variant = scene.ui.GLib.Variant
    self.program.settle()
    before = self.pixels(self.map_box())
    self.assertEqual(self.program.state('win.colour-by'), 'vessel')
    self.assertFalse(self.program.state('win.show-legend'))
    for action, value, usual in (('win.colour-by', variant('s', 'speed'), variant('s', 'vessel')),
                                 ('win.track-width', variant('d', 5), variant('d', 1.6)),
                                 ('win.track-opacity', variant('d', 0.2), variant('d', 1)),
                                 ('win.show-heat', variant('b', True), variant('b', False))):
      self.program.set_state(action, value)
      self.program.wait_for(lambda: self.pixels(self.map_box()) != before, action)
      self.assertEqual(self.program.state(action), value.unpack())
      self.program.set_state(action, usual)
      if action == 'win.colour-by':
        # Nobody reads these colours without it.
        self.program.wait_for(lambda: self.program.state('win.show-legend'), 'the legend')
        self.program.settle()
        legend = self.pixels(self.map_box())
        self.assertNotEqual(legend, before)
        self.program.set_state('win.show-legend', variant('b', False))
      self.program.wait_for(lambda: self.pixels(self.map_box()) == before, action + ' again')

  def choose(self, name, down):
    """Opens the row's list with the keyboard and goes @down in it."""
    row = self.program.find(None, re.compile('^' + name))
    x, y, width, height = row.box()
    self.program.click(x + width / 2, y + height / 2)
    self.program.key(*(['Down'] * down if down > 0 else ['Up'] * -down), 'Return')

  def test_theme(self):
    self.program.settle()
    self.assertGreater(self.count_pixels(SEA), 1000)
    self.program.activate('app.preferences')
    self.program.wait_for_window('Preferences')
    self.program.settle()
    self.choose('Theme', 2)
    self.program.wait_for(lambda: self.count_pixels(DARK_SEA) > 1000, 'the dark sea')
    self.program.settle()
    self.choose('Theme', -1)
    self.program.wait_for(lambda: self.count_pixels(SEA) > 1000, 'the light sea')
    self.program.key('Escape')
    self.program.wait_for_window('original')


if __name__ == '__main__':
  tap.main()
