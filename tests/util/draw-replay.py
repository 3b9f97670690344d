# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws a replay into picture files: draw-replay.py ROADSTEAD_CLI CASE FOLDER

Eight moments from the first to the last fix, each as the window would show it then. Prints the
path of each picture.
"""

import datetime
import json
import os
import re
import subprocess
import sys

N_PICTURES = 8
SIZE = '1600x900'


def parse(text):
  return datetime.datetime.fromisoformat(re.sub('Z$', '+00:00', text))


def find_span(cli, case):
  """First and last time of the case as `info --json` has them."""
  done = subprocess.run([cli, 'info', case, '--json'], stdout=subprocess.PIPE, check=True)
  info = json.loads(done.stdout)
  return parse(info['from']), parse(info['to'])


def main():
  if len(sys.argv) != 4:
    sys.exit('Usage: draw-replay.py ROADSTEAD_CLI CASE FOLDER')
  cli, case, folder = sys.argv[1:]
  os.makedirs(folder, exist_ok=True)
  first, last = find_span(cli, case)
  stem = os.path.splitext(os.path.basename(case))[0]
  for i in range(N_PICTURES):
    moment = first + (last - first) * i / (N_PICTURES - 1)
    path = os.path.join(folder, '%s-%d.png' % (stem, i + 1))
    subprocess.run([cli, 'render', case, '--at', moment.strftime('%Y-%m-%dT%H:%M:%SZ'),
                    '--size', SIZE, '-o', path], check=True)
    print(os.path.abspath(path), flush=True)


if __name__ == '__main__':
  try:
    main()
  except (OSError, KeyError, ValueError, subprocess.CalledProcessError) as error:
    sys.exit('draw-replay: %s' % error)
