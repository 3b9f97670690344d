#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A window that opened a case, replayed it and was closed leaves nothing behind.

test-leaks.py ROADSTEAD, in a build with the address sanitizer: it reports leaks as the program ends, and
the program then ends with another status than 0.
"""

import os
import shutil
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'util'))
import tap
import ui

ROADSTEAD = sys.argv[1]


class Leaks(unittest.TestCase):
  def test_replay_and_edit(self):
    case = os.path.join(os.environ['TMPDIR'], 'Leaks.roadstead')
    shutil.copyfile(os.path.join(os.environ['RS_DATADIR'], 'samples', 'petroleum-2024.roadstead'),
                    case)
    with ui.Program([ROADSTEAD, case]) as program:
      program.wait_for(program.windows, 'the window')
      program.wait_for(lambda: program.describe('win.play')[0], 'the case')
      program.activate('win.go-to-time', '2024-03-13T00:00Z')
      program.activate('win.select-vessel', 2)
      program.activate('win.play')
      program.wait_for(lambda: program.state('win.play'), 'the replay')
      program.activate('win.play')
      program.activate('win.add-incident')
      program.wait_for(lambda: program.describe('win.undo')[0], 'the incident')
      program.activate('win.undo')
      program.wait_for(lambda: program.describe('win.redo')[0], 'the undo')


if __name__ == '__main__':
  tap.main()
