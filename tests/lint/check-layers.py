# SPDX-License-Identifier: GPL-3.0-or-later
"""check-layers.py ROOT: who includes whom, as src/DESIGN.md has it.

Each folder may include its own headers and those of the folders named here. GTK stays out of the core
and the shell command, SQLite out of everything but store/, and the folders of pure functions have no
way to files, the clock or the locale.
"""

import os
import posixpath
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import tree

DATA = {'base', 'model'}
CORE = DATA | {'ais', 'formats', 'store', 'places', 'analysis', 'replay', 'drawing', 'export', 'case'}
MAY_INCLUDE = {
  'base': set(),
  'model': {'base'},
  'ais': DATA,
  'formats': DATA | {'ais'},
  'store': DATA | {'analysis', 'replay'},
  'places': DATA,
  'analysis': DATA | {'replay'},
  'replay': DATA,
  'drawing': DATA | {'places', 'replay'},
  'export': DATA | {'places', 'replay', 'drawing'},
  'case': CORE - {'case'},
  'cli': CORE - {'store'},
  'tools': CORE - {'store'},
  'app': CORE - {'store'},
}
PURE = ('base', 'ais', 'analysis', 'replay')

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^">\n]+)[">]', re.MULTILINE)
WINDOW_HEADER = re.compile(r'^(gtk|gdk|gsk|adwaita|adw|shumate)[/.-]')
SQLITE_HEADER = re.compile(r'^sqlite3')
IMPURE_HEADER = re.compile(r'^(gio/|glib/gstdio|stdio\.h|time\.h|locale\.h|fcntl\.h|unistd\.h|sys/)')
IMPURE_CALL = re.compile(r'\b(g_get_real_time|g_get_monotonic_time|g_date_time_new_now\w*|g_getenv|'
                         r'g_file_get_contents|g_file_set_contents|g_file_new_\w+|g_print|g_printerr|'
                         r'setlocale|localtime\w*|fopen)\s*\(')


def folder_of(name):
  """The layer that a path below src/ belongs to; None outside of the layers."""
  parts = name.split('/')
  if parts[:2] == ['src', 'core'] and len(parts) > 3:
    return parts[2]
  if parts[0] == 'src' and parts[1] in ('cli', 'tools', 'app') and len(parts) > 2:
    return parts[1]
  return None


def resolve(name, header, names):
  """The path of the quoted @header as @name includes it; None if it is generated."""
  here = posixpath.dirname(name)
  while here:
    path = posixpath.normpath(posixpath.join(here, header))
    if path in names:
      return path
    here = posixpath.dirname(here)
  path = 'src/core/' + header
  return path if path in names else None


def check_include(name, folder, quote, header, names):
  if header.startswith('../') or '/../' in header:
    return 'is included by a relative path: name its folder'
  if SQLITE_HEADER.match(header) and folder != 'store':
    return 'belongs in store/ alone'
  if WINDOW_HEADER.match(header) and folder != 'app' and not resolve(name, header, names):
    return 'is of the window: no place in the core or the shell command'
  if quote == '<' and IMPURE_HEADER.match(header) and folder in PURE:
    return 'leads to files, clock or locale, and %s/ is pure' % folder
  target = resolve(name, header, names) if quote == '"' else None
  layer = target and folder_of(target)
  if layer and layer != folder and layer not in MAY_INCLUDE[folder]:
    return 'is of %s/, which %s/ may not include' % (layer, folder)
  return None


def check(root):
  problems = []
  names = set(tree.list_files(root))
  for name in sorted(names):
    if not name.startswith('src/') or not name.endswith(('.c', '.h')):
      continue
    folder = folder_of(name)
    if folder not in MAY_INCLUDE:
      problems.append('%s: lies in no folder that src/DESIGN.md knows' % name)
      continue
    text = tree.read(root, name)
    for match in INCLUDE.finditer(text):
      why = check_include(name, folder, match.group(1), match.group(2), names)
      if why:
        line = text.count('\n', 0, match.start()) + 1
        problems.append('%s:%d: %s %s' % (name, line, match.group(2), why))
    if folder in PURE:
      for match in IMPURE_CALL.finditer(text):
        line = text.count('\n', 0, match.start()) + 1
        problems.append('%s:%d: %s() in %s/, which is pure' % (name, line, match.group(1), folder))
  return problems


if __name__ == '__main__':
  tree.finish('layers', check(sys.argv[1]))
