# SPDX-License-Identifier: GPL-3.0-or-later
"""check-sources.py ROOT: what every file of the project keeps.

A licence line, a bearable length, no note of unfinished work, no path of one machine, no host of a
package registry, plain line ends.
"""

import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import tree

LONG_LINES = 800
TOO_LONG_LINES = 1200
LICENCE = 'SPDX-License-Identifier: GPL-3.0-or-later'
LICENSED = ('.c', '.h', '.py', '.sh', '.ui', '.css', '.supp', 'meson.build', 'meson_options.txt',
            '/dev', '/run', '/run-headless', '.xml', '.xml.in', '.desktop.in', '.desktop.in.in')
CODE = ('.c', '.h', '.py', '.sh', '.ui', '.css', '.in', 'meson.build', '/dev')
# Written so that this file does not trip over itself.
UNFINISHED = re.compile(r'\b(TO' r'DO|FIX' r'ME|XX' r'X|HA' r'CK)\b')
MACHINE_PATH = re.compile(r'(?:^|[^A-Za-z0-9_./$}-])/(?:work|farm|home|root|tmp/(?:bash_jobs|cases|proto))/',
                          re.MULTILINE)
REGISTRY = re.compile(r'https?://[a-z.]*(?:debian|npm)[a-z.]*')


def find(pattern, name, text, what):
  return ['%s:%d: %s: %s' % (name, text.count('\n', 0, match.end()) + 1, what,
                             match.group(0).strip()) for match in pattern.finditer(text)]


def check_file(name, text):
  problems = []
  path = '/' + name
  lines = text.count('\n')
  if path.endswith(('.c', '.h', '.py', '.ui')) and lines > TOO_LONG_LINES:
    problems.append('%s: %d lines: split what is over %d' % (name, lines, TOO_LONG_LINES))
  elif path.endswith(('.c', '.h')) and lines > LONG_LINES:
    print('%s: %d lines: over %d needs a reason' % (name, lines, LONG_LINES))
  if path.endswith(LICENSED) and LICENCE not in '\n'.join(text.split('\n', 4)[:4]):
    problems.append('%s: no "%s" in its first lines' % (name, LICENCE))
  if path.endswith(CODE):
    problems += find(UNFINISHED, name, text, 'a note of unfinished work')
  problems += find(MACHINE_PATH, name, text, 'a path of one machine')
  problems += find(REGISTRY, name, text, 'the host of a registry')
  if '\r' in text and not name.startswith('tests/'):
    problems.append('%s: carriage returns' % name)
  return problems


def check(root):
  problems = []
  for name in tree.list_files(root):
    if not tree.is_text(name) or name == 'COPYING':
      continue
    # Inputs of tests are what others wrote: any bytes, any length.
    if name.startswith(('tests/fuzz/corpus/', 'tests/data/', 'tests/golden/')):
      continue
    try:
      problems += check_file(name, tree.read(root, name))
    except UnicodeDecodeError as error:
      problems.append('%s: is not UTF-8: %s' % (name, error))
  return problems


if __name__ == '__main__':
  tree.finish('sources', check(sys.argv[1]))
