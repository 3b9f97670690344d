# SPDX-License-Identifier: GPL-3.0-or-later
"""What the checks of the sources share: which files there are, and how a check ends."""

import os
import subprocess
import sys

TEXT_ENDINGS = ('.c', '.h', '.py', '.sh', '.ui', '.css', '.xml', '.in', '.md', '.svg', '.po', '.json',
                '.csv', '.txt', '.supp', 'meson.build', 'meson_options.txt', '/dev', '/run',
                '/run-headless', 'LINGUAS')


def list_files(root):
  """Paths below @root, with slashes, of what is or could be committed: no build folders."""
  if os.path.exists(os.path.join(root, '.git')):
    listed = subprocess.run(['git', '-c', 'safe.directory=*', '-C', root, 'ls-files', '-z',
                             '--cached', '--others', '--exclude-standard'],
                            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    if listed.returncode == 0:
      names = sorted(set(listed.stdout.decode().split('\0')) - {''})
      return [name for name in names if os.path.isfile(os.path.join(root, name))]
  names = []
  for folder, below, files in os.walk(root):
    below[:] = sorted(name for name in below
                      if name == '.ci' or not name.startswith(('.', '_', 'build')))
    relative = os.path.relpath(folder, root)
    names += [name if relative == '.' else relative + '/' + name for name in files]
  return sorted(names)


def is_text(name):
  return ('/' + name).endswith(TEXT_ENDINGS)


def read(root, name):
  with open(os.path.join(root, name), encoding='utf-8') as file:
    return file.read()


def finish(what, problems):
  for problem in problems:
    print(problem, file=sys.stderr)
  print('%s: %s' % (what, '%d problems' % len(problems) if problems else 'good'))
  sys.exit(1 if problems else 0)
