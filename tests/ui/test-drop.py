#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files dragged with the pointer out of another program's window and dropped on ours."""

import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'util'))
import scene
import screen
import tap

SOURCE = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'util', 'drag-source.py')


class Drop(scene.Window):
  def start_source(self, *paths):
    """A window with the files that lies over the corner of ours."""
    source = subprocess.Popen(['/usr/bin/python3', SOURCE, *paths], stdout=subprocess.PIPE, text=True)
    self.program.wait_for(lambda: subprocess.run(
      ['xdotool', 'search', '--onlyvisible', '--name', '^Files to Drag$'],
      stdout=subprocess.DEVNULL, check=False).returncode == 0, 'the window with the files')
    self.program.settle()
    return source

  def drop(self, *paths):
    """Onto the middle of the map, out of a window that lies over the corner of ours."""
    source = self.start_source(*paths)
    try:
      x, y = self.map_middle()
      self.program.drag([(120, 130), (126, 136), (140, 150), (170, 180), (x - 40, y - 20),
                         (x, y), (x + 2, y)], rest_s=0.5)
      self.assertEqual(source.stdout.readline(), 'began\n')
      self.assertEqual(source.stdout.readline(), 'ended\n')
    finally:
      source.terminate()
      source.communicate()

  def test_data(self):
    """It asks how to read them, and then imports them."""
    path = scene.write_csv(os.path.join(self.folder, 'dropped.csv'), ((scene.BRAVO, 'BRAVO'),))
    self.drop(path)
    self.program.wait_for(lambda: self.has_text('dropped.csv'), 'the question')
    self.program.activate('win.start-import')
    self.program.wait_for(lambda: len(self.info()['imports']) == 2, 'the second import')
    self.assertEqual((self.info()['imports'][1]['file'], self.info()['vessels']), ('dropped.csv', 3))
    self.assertGreater(self.info()['imports'][1]['fixes'], 0)

  def test_undo(self):
    """Once it is undone, nothing on its page undoes what was done before."""
    path = scene.write_csv(os.path.join(self.folder, 'more.csv'), ((scene.BRAVO, 'BRAVO'),))
    self.program.activate('win.import-files', scene.ui.GLib.Variant('as', [path]))
    self.program.activate('win.start-import')
    self.program.wait_for(lambda: len(self.info()['imports']) == 2, 'the second import')
    self.program.find('button', 'Show All')
    n_undo = len(self.program.find_all('button', 'Undo'))
    self.program.activate('win.undo')
    self.program.find('label', 'Import Undone')
    self.assertEqual(len(self.info()['imports']), 1)
    self.assertEqual(self.program.find_all('button', 'Show All'), [])
    self.assertLess(len(self.program.find_all('button', 'Undo')), n_undo)

  def test_many(self):
    """However many files there are, the button that begins is in sight."""
    paths = [scene.write_csv(os.path.join(self.folder, f'many-{i}.csv'),
                             ((scene.BRAVO, 'BRAVO'),)) for i in range(12)]
    self.program.activate('win.import-files', scene.ui.GLib.Variant('as', paths))
    self.program.wait_for(lambda: self.has_text('many-11.csv'), 'the question')
    start = [node for node in self.program.find_all('button', 'Import')
             if node.box()[0] > self.map_middle()[0]]
    self.assertEqual(len(start), 1)
    _x, y, _width, height = start[0].box()
    _x, map_y, _width, map_height = self.part('panel', 'Map').box()
    self.assertLessEqual(y + height, map_y + map_height)

  def ask(self, *paths):
    self.program.activate('win.import-files', scene.ui.GLib.Variant('as', list(paths)))
    self.program.wait_for(lambda: self.has_text(os.path.basename(paths[-1])), 'the question')

  def test_wrong_zone(self):
    """A zone that is none is not left out silently: nothing is imported."""
    path = scene.write_csv(os.path.join(self.folder, 'zone.csv'), ((scene.BRAVO, 'BRAVO'),))
    self.ask(path)
    zone = 'Zone of times without one (UTC)'
    self.type_in(self.program.find('text', zone), 'Vladivostok')
    self.program.activate('win.start-import')
    self.wait_text('There is no such time zone.')
    self.assertEqual(len(self.info()['imports']), 1)
    self.type_in(self.program.find('text', zone), 'Asia/Vladivostok')
    self.program.activate('win.start-import')
    self.program.wait_for(lambda: len(self.info()['imports']) == 2, 'the second import')
    imports = scene.cli_json('imports', self.path)
    self.assertEqual(imports[1]['options'], '--time-zone Asia/Vladivostok')

  def test_left_question(self):
    """What was asked and left is no part of the next question."""
    first, second = (scene.write_csv(os.path.join(self.folder, name), ((scene.BRAVO, 'BRAVO'),))
                     for name in ('first.csv', 'second.csv'))
    self.ask(first)
    self.type_in(self.program.find('text', 'Zone of times without one (UTC)'), 'Asia/Tokyo')
    self.program.key('Escape')
    self.program.settle()
    self.ask(second)
    self.assertFalse(self.has_text('first.csv'))
    self.assertEqual(self.program.find('text', 'Zone of times without one (UTC)').text, '')

  def test_known(self):
    path = scene.write_csv(os.path.join(self.folder, 'twice.csv'), ((scene.BRAVO, 'BRAVO'),))
    for heading in ('Imported', 'Already in the Case'):
      self.ask(path)
      self.program.activate('win.start-import')
      self.program.find('label', heading)

  def test_dead_source(self):
    """A program that ends in the middle of a drag leaves no veil over the window."""
    def pick():
      return screen.grab((*map(round, self.map_middle()), 1, 1))
    # A map that is not drawn yet is as white as the words on the veil.
    self.program.settle()
    before = pick()
    source = self.start_source(self.path)
    try:
      x, y = self.map_middle()
      self.program.xdotool('mousemove', 120, 130, 'mousedown', 1)
      for place in ((126, 136), (140, 150), (170, 180), (x - 40, y - 90), (x, y - 90), (x + 2, y - 90)):
        self.program.xdotool('mousemove', *map(round, place), 'sleep', 0.1)
      self.assertEqual(source.stdout.readline(), 'began\n')
      self.program.wait_for(lambda: pick() != before, 'the veil')
    finally:
      source.kill()
      source.communicate()
      # Else no later test could use the pointer.
      self.program.xdotool('mouseup', 1)
    self.program.wait_for(lambda: pick() == before, 'the veil to go')

  def test_case(self):
    other = os.path.join(self.folder, 'dropped.roadstead')
    scene.cli('new', other, '--title', 'Dropped')
    self.drop(other)
    self.program.wait_for_window('Dropped')


if __name__ == '__main__':
  tap.main()
