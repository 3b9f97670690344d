#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""util/ui.py sees and moves what a user sees and moves, on a small program of its own."""

import os
import struct
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'util'))
import screen
import tap
import ui

APP_ID = 'org.roadstead.Driven'
DRIVEN = '''
import gi
gi.require_version('Gtk', '4.0')
from gi.repository import Gio, GLib, Gtk

def toggle(action, parameter):
  action.set_state(GLib.Variant('b', not action.get_state()))

def activate(app):
  window = Gtk.ApplicationWindow(application=app, title='Driven')
  box = Gtk.Box()
  window.set_child(box)
  label = Gtk.Label(label='before')
  button = Gtk.Button(label='Push')
  button.connect('clicked', lambda _button: label.set_label('after'))
  for child in (button, Gtk.Entry(), label):
    box.append(child)
  play = Gio.SimpleAction.new_stateful('play', None, GLib.Variant('b', False))
  play.connect('activate', toggle)
  window.add_action(play)
  speed = Gio.SimpleAction.new_stateful('speed', GLib.VariantType('d'), GLib.Variant('d', 1))
  speed.connect('activate', lambda action, parameter: action.set_state(parameter))
  window.add_action(speed)
  quit = Gio.SimpleAction.new('quit', None)
  quit.connect('activate', lambda *_: app.quit())
  app.add_action(quit)
  window.present()

app = Gtk.Application(application_id='org.roadstead.Driven')
app.connect('activate', activate)
app.run()
'''


def start(script=DRIVEN):
  return ui.Program(['/usr/bin/python3', '-c', script], APP_ID)


class Driver(unittest.TestCase):
  def test_actions(self):
    with start() as program:
      program.wait_for_window('Driven')
      self.assertEqual(sorted(program.actions('win')), ['play', 'speed'])
      self.assertEqual(program.describe('win.play'), (True, '', False))
      program.activate('win.play')
      self.assertTrue(program.state('win.play'))
      program.activate('win.speed', 60.0)
      self.assertEqual(program.state('win.speed'), 60)

  def test_accessible_objects(self):
    with start() as program:
      program.wait_for_window()
      program.find('label', 'before')
      program.click_on('button', 'Push')
      program.find('label', 'after')
      self.assertEqual(program.find_all('button', 'Pull'), [])

  def test_keys_and_pointer(self):
    with start() as program:
      program.wait_for_window()
      program.key('Tab')
      program.type('hello')
      program.wait_for(lambda: program.find('text').text == 'hello', 'the typed text')
      x, y, width, height = program.find('button', 'Push').box()
      program.click(x + width / 2, y + height / 2)
      program.find('label', 'after')

  def test_screenshot(self):
    with start() as program:
      window = program.wait_for_window()
      program.fill_screen(window)
      program.settle()
      path = os.path.join(os.environ['TMPDIR'], 'driven.png')
      program.screenshot(path)
      with open(path, 'rb') as file:
        head = file.read(24)
      self.assertEqual(head[:8], b'\x89PNG\r\n\x1a\n')
      self.assertEqual(struct.unpack('>II', head[16:]), (600, 300))
      shown = screen.grab()
      self.assertTrue(screen.read_file(path) == shown)
      x, y, width, height = program.find('button', 'Push').box()
      self.assertFalse(screen.grab((x, y, width, height)) == screen.grab((x - 1, y, width, height)))
      # Counted by color, all pixels are there.
      colors = set(zip(*shown.planes))
      self.assertGreater(len(colors), 10)
      self.assertEqual(sum(shown.count(bytes(color)) for color in colors), 600 * 300)
      self.assertEqual(shown.count_if(lambda *_color: True), 600 * 300)

  def test_failures_are_told(self):
    with self.assertRaisesRegex(ui.UiError, 'ended with status 3'):
      with start('raise SystemExit(3)') as program:
        program.wait_for_window()
    with self.assertRaisesRegex(ui.UiError, 'in vain for button "Pull"'):
      with start() as program:
        program.wait_for_window()
        program.find('button', 'Pull', timeout_s=0.3)


if __name__ == '__main__':
  tap.main()
