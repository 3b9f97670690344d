#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever takes the keyboard's focus has a name that a screen reader can say.

test-accessible-names.py ROADSTEAD
"""

import os
import re
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'util'))
import tap
import ui

ROADSTEAD = sys.argv[1]
CONTROLS = ('button', 'toggle button', 'check box', 'radio button', 'text', 'entry', 'combo box',
            'slider', 'spin button', 'menu item', 'check menu item', 'radio menu item', 'page tab',
            'switch', 'link')
# What GTK says where nobody gave a name: that of the class.
NO_NAME = re.compile(r'^$|^(Gtk|Adw|Shumate|Rs)[A-Z]\w+$')


# A text that is read out twice: "_Open Open".
TWICE = re.compile(r'^_?(\S.+?) \1$')


def find_twice(program):
  return ['%r' % node for node in program.root().walk()
          if node.role in CONTROLS and TWICE.match(node.name.replace('_', ''))]


def find_nameless(program):
  return ['%r at %s' % (node, node.box()) for node in program.root().walk()
          if node.role in CONTROLS and node.has('focusable') and node.showing
          and NO_NAME.match(node.name) and not node.description]


class AccessibleNames(unittest.TestCase):
  def check(self, program, where):
    self.assertEqual(find_nameless(program), [], where)
    self.assertEqual(find_twice(program), [], where)

  def test_start_page(self):
    with ui.Program([ROADSTEAD]) as program:
      program.wait_for_window()
      program.find('button', re.compile('New Case'))
      self.check(program, 'the start page')

  def test_window(self):
    path = os.path.join(os.environ['TMPDIR'], 'Names.roadstead')
    with ui.Program([ROADSTEAD]) as program:
      program.wait_for_window()
      program.activate('app.new-file', path)
      program.find(name='Map')
      program.find(name=re.compile('^Time line'))
      self.check(program, 'an empty case')
      program.activate('win.add-incident')
      program.wait_for(lambda: program.find_all('text', 'Title')
                       or program.find_all('entry', 'Title'), 'the incident to be edited')
      self.check(program, 'an incident')
      program.activate('app.preferences')
      program.wait_for_window('Preferences')
      self.check(program, 'the preferences')
      program.key('Escape')


if __name__ == '__main__':
  tap.main()
