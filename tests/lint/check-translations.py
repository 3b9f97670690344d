# SPDX-License-Identifier: GPL-3.0-or-later
"""check-translations.py ROOT: every text for people can be, and is, translated.

Each file with such texts stands in po/POTFILES.in, each file named there exists, no macro of GLib breaks
a text in two where xgettext would not see the rest, and for each language of po/LINGUAS no text of the
program as it is now is untranslated, fuzzy or wrongly formatted.
"""

import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import tree

MARKED_C = re.compile(r'(?<!\w)(?:_|N_|Q_|C_|NC_|ngettext|g_dngettext|g_dpgettext2)\s*\(\s*"')
BROKEN_C = re.compile(r'(?<!\w)(?:_|N_|Q_|C_|NC_|ngettext)\s*'
                      r'\((?:[\s,]*"(?:[^"\\]|\\.)*")+\s*(G_\w+_FORMAT)')
MARKED_UI = re.compile(r'\stranslatable="(?:yes|true|1)"')
KEYWORDS = ('_', 'N_', 'Q_:1g', 'C_:1c,2', 'NC_:1c,2', 'ngettext:1,2', 'g_dngettext:2,3',
            'g_dpgettext2:2c,3')


def read_list(root, name):
  lines = [line.split('#')[0].strip() for line in tree.read(root, name).splitlines()]
  return [word for line in lines for word in line.split()]


def has_texts(root, name):
  if name.startswith('src/') and name.endswith(('.c', '.h')):
    return bool(MARKED_C.search(tree.read(root, name)))
  if name.startswith('ui/') and name.endswith('.ui'):
    return bool(MARKED_UI.search(tree.read(root, name)))
  return name.startswith('resources/') and name.endswith(('.desktop.in', '.desktop.in.in',
                                                          '.metainfo.xml.in', '.metainfo.xml.in.in'))


def check_list(root, names, listed):
  problems = ['po/POTFILES.in: %s stands there twice' % name
              for name in sorted(set(listed)) if listed.count(name) > 1]
  problems += ['po/POTFILES.in: %s is no file' % name for name in listed if name not in names]
  problems += ['%s: has texts to translate and is not in po/POTFILES.in' % name
               for name in sorted(names) if name not in listed and has_texts(root, name)]
  for name in sorted(name for name in names if name.startswith('src/') and name.endswith('.c')):
    problems += ['%s: %s breaks a text to translate; PRId64 and the like do not' % (name, macro)
                 for macro in BROKEN_C.findall(tree.read(root, name))]
  return problems


def call(root, *command):
  done = subprocess.run(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                        text=True, check=False, env=dict(os.environ, LC_ALL='C.UTF-8'))
  return done.returncode, done.stdout.strip()


def check_language(root, language, template, folder):
  po = 'po/%s.po' % language
  if not os.path.exists(os.path.join(root, po)):
    return ['po/LINGUAS: names %s, and there is no %s' % (language, po)]
  merged = os.path.join(folder, language + '.po')
  status, output = call(root, 'msgmerge', '--quiet', '--no-fuzzy-matching', '-o', merged, po, template)
  if status:
    return ['%s: %s' % (po, output)]
  status, output = call(root, 'msgfmt', '--check-format', '--check-header', '-o', os.devnull, merged)
  problems = ['%s: %s' % (po, line) for line in output.splitlines()] if status else []
  for what, option in (('untranslated', '--untranslated'), ('fuzzy', '--only-fuzzy')):
    _status, output = call(root, 'msgattrib', '--no-obsolete', '--no-wrap', option, merged)
    for text in re.findall(r'^msgid (".+"(?:\n".*")*|""(?:\n".+")+)$', output, re.MULTILINE):
      plain = ''.join(line.strip()[1:-1] for line in text.splitlines())
      if not plain.startswith(('Project-Id-Version', 'Report-Msgid')):
        problems.append('%s: %s: "%s"' % (po, what, plain))
  return problems


def check(root):
  names = set(tree.list_files(root))
  listed = read_list(root, 'po/POTFILES.in') if 'po/POTFILES.in' in names else []
  languages = read_list(root, 'po/LINGUAS') if 'po/LINGUAS' in names else []
  problems = check_list(root, names, listed)
  if problems or not languages:
    return problems
  with tempfile.TemporaryDirectory() as folder:
    template = os.path.join(folder, 'texts.pot')
    status, output = call(root, 'xgettext', '--from-code=UTF-8', '--package-name=roadstead',
                          '--files-from=po/POTFILES.in', '--output=' + template,
                          *['--keyword=' + word for word in KEYWORDS])
    if status:
      return ['po/POTFILES.in: ' + output]
    if not os.path.exists(template):
      return ['po/POTFILES.in: has no text to translate']
    for language in languages:
      problems += check_language(root, language, template, folder)
  return problems


if __name__ == '__main__':
  tree.finish('translations', check(sys.argv[1]))
