# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws a replay into picture files: draw-replay.py ROADSTEAD_CLI CASE FOLDER

Eight moments at which ships are under way, spread evenly over those that are; in a case without
moving ships, or with more fixes than one wants to look through, spread over its time. Each picture is
what the window would show then. Prints their paths.
"""

import datetime
import json
import os
import re
import subprocess
import sys

N_PICTURES = 8
SIZE = '1600x900'
MANY_FIXES = 500000
UNDER_WAY_KN = 1


def parse(text):
  return datetime.datetime.fromisoformat(re.sub('Z$', '+00:00', text))


def write(moment):
  return moment.strftime('%Y-%m-%dT%H:%M:%SZ')


def call(*words):
  return subprocess.run(words, stdout=subprocess.PIPE, check=True).stdout


def find_moments(cli, case):
  info = json.loads(call(cli, 'info', case, '--json'))
  if info['from'] is None:
    return []
  parts = [(i + 0.5) / N_PICTURES for i in range(N_PICTURES)]
  if info['fixes'] <= MANY_FIXES:
    fixes = [json.loads(line) for line in call(cli, 'fixes', case, '--json').splitlines()]
    moving = sorted(parse(fix['t']) for fix in fixes if (fix['sog_kn'] or 0) >= UNDER_WAY_KN)
    if moving:
      return [moving[int(part * len(moving))] for part in parts]
  first, last = parse(info['from']), parse(info['to'])
  return [first + (last - first) * part for part in parts]


def main():
  if len(sys.argv) != 4:
    sys.exit('Usage: draw-replay.py ROADSTEAD_CLI CASE FOLDER')
  cli, case, folder = sys.argv[1:]
  os.makedirs(folder, exist_ok=True)
  stem = os.path.splitext(os.path.basename(case))[0]
  for i, moment in enumerate(find_moments(cli, case)):
    path = os.path.join(folder, '%s-%d.png' % (stem, i + 1))
    call(cli, 'render', case, '--at', write(moment), '--size', SIZE, '-o', path)
    print(os.path.abspath(path), flush=True)


if __name__ == '__main__':
  try:
    main()
  except (OSError, KeyError, ValueError, subprocess.CalledProcessError) as error:
    sys.exit('draw-replay: %s' % error)
