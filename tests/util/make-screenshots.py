# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the pictures of README: run-headless make-screenshots.py BUILD FOLDER (./dev screenshots)

Each is the window as it is, on a copy of a sample case, at a moment of its replay.
"""

import os
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import ui


def open_sample(build, name):
  """A program that shows a copy of the sample; nobody's edits, nobody's settings."""
  case = os.path.join(os.environ['HOME'], name + '.roadstead')
  shutil.copyfile(os.path.join(build, 'resources', 'samples', name + '.roadstead'), case)
  return ui.Program([os.path.join(build, 'src', 'app', 'roadstead'), case])


def wait_until_shown(program):
  program.fill_screen(program.wait_for_window())
  program.find(name='Map')
  program.settle()


def take(program, folder, name):
  path = os.path.join(folder, name + '.png')
  # Away from whatever would light up below it.
  program.xdotool('mousemove', 0, 0)
  program.settle()
  program.screenshot(path)
  # Few colours, so few bytes; the text stays sharp.
  subprocess.run(['convert', path, '+dither', '-colors', '256', '-strip', 'png8:' + path + '.small'],
                 check=True)
  os.replace(path + '.small', path)
  print(path, flush=True)


def take_replay(build, folder):
  with open_sample(build, 'petroleum-2024') as program:
    wait_until_shown(program)
    program.activate('win.go-to-time', '2024-03-13T00:00Z')
    program.activate('win.select-vessel', 2)
    take(program, folder, 'replay')


def take_incident(build, folder):
  with open_sample(build, 'coal-2017') as program:
    wait_until_shown(program)
    program.activate('win.go-to-time', '2017-09-03T06:00Z')
    program.activate('win.show-list', 'incidents')
    program.settle()
    program.activate('win.select-incident', 1)
    program.find('button', 'Add a claim or a denial')
    program.settle()
    # Down to the claims, by the wheel over the page.
    program.xdotool('mousemove', 1280, 560, 'click', '--repeat', 19, '--delay', 60, 5)
    take(program, folder, 'incident')


def take_dark(build, folder):
  os.environ['ADW_DEBUG_COLOR_SCHEME'] = 'prefer-dark'
  with open_sample(build, 'coal-2017') as program:
    wait_until_shown(program)
    program.activate('win.go-to-time', '2017-10-04T06:00Z')
    take(program, folder, 'dark')
  del os.environ['ADW_DEBUG_COLOR_SCHEME']


def main():
  if len(sys.argv) != 3:
    sys.exit('Usage: make-screenshots.py BUILD FOLDER')
  build, folder = sys.argv[1:]
  os.makedirs(folder, exist_ok=True)
  take_replay(build, folder)
  take_incident(build, folder)
  take_dark(build, folder)


if __name__ == '__main__':
  main()
