# SPDX-License-Identifier: GPL-3.0-or-later
"""Each check of the sources passes a good tree and fails a bad one, for the reason it should."""

import json
import os
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
UTIL = os.path.join(HERE, '..', 'util')
sys.path.insert(0, UTIL)
import tap

SPDX = 'SPDX-License-Identifier: GPL-3.0-or-later'
C = '/* ' + SPDX + ' */\n'
# In two pieces, or the checks would find them here.
NOTE = 'TO' 'DO'
MACHINE = '/wo' 'rk/main/src'
HOST = 'https://deb.deb' 'ian.org/x'

GOOD = {
  'src/core/base/time.h': C,
  'src/core/base/time.c': C + '#include "time.h"\n#include <glib.h>\n',
  'src/core/store/database.c': C + '#include "base/time.h"\n#include <sqlite3.h>\n',
  'src/core/replay/clock.h': C + '#include "base/time.h"\n',
  'src/core/drawing/map.c': C + '#include "replay/clock.h"\n',
  'src/core/case/case.h': C + '#include "replay/clock.h"\n',
  'src/cli/main.c': C + '#include "case/case.h"\n#include "config.h"\n',
  'src/app/map/map-view.h': C,
  'src/app/window.c': C + '#include "map/map-view.h"\n#include <adwaita.h>\n'
                          'const char *t = _("Open");\n',
  'ui/window.ui': '<!-- ' + SPDX + ' -->\n<p translatable="yes">Undo</p>\n',
  'po/POTFILES.in': 'src/app/window.c\nui/window.ui\n',
  'po/LINGUAS': '',
}


def write_tree(folder, files):
  for name, text in files.items():
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w', encoding='utf-8') as file:
      file.write(text)


def run_check(check, files):
  with tempfile.TemporaryDirectory() as folder:
    write_tree(folder, files)
    done = subprocess.run([sys.executable, os.path.join(HERE, 'check-%s.py' % check), folder],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    return done.returncode, done.stdout


class CheckCase(unittest.TestCase):
  def assert_good(self, check, **files):
    status, output = run_check(check, dict(GOOD, **files))
    self.assertEqual(status, 0, output)

  def assert_bad(self, check, name, text, *reasons, base=None):
    status, output = run_check(check, dict(GOOD if base is None else base, **{name: text}))
    self.assertEqual(status, 1, '%s: nothing found in:\n%s' % (name, text))
    for reason in (name,) + reasons:
      self.assertIn(reason, output)


class Layers(CheckCase):
  def test_good(self):
    self.assert_good('layers')

  def test_upward(self):
    self.assert_bad('layers', 'src/core/base/units.c', C + '#include "replay/clock.h"\n', ':2:',
                    'may not include')
    self.assert_bad('layers', 'src/core/replay/x.c', C + '#  include "drawing/map.h"\n',
                    'src/core/replay/x.c', base=dict(GOOD, **{'src/core/drawing/map.h': C}))
    self.assert_bad('layers', 'src/core/drawing/x.c', C + '#include "case/case.h"\n', 'case/')

  def test_relative(self):
    self.assert_bad('layers', 'src/core/case/x.c', C + '#include "../base/time.h"\n', 'relative')

  def test_foreign(self):
    for header in ('<gtk/gtk.h>', '<adwaita.h>', '<shumate/shumate.h>', '<gdk/x11/gdkx.h>'):
      self.assert_bad('layers', 'src/core/drawing/x.c', C + '#include %s\n' % header, 'window')
      self.assert_bad('layers', 'src/cli/x.c', C + '#include %s\n' % header, 'window')
    self.assert_bad('layers', 'src/app/x.c', C + '#include <sqlite3.h>\n', 'store/ alone')

  def test_impure(self):
    self.assert_bad('layers', 'src/core/base/x.c', C + '#include <gio/gio.h>\n', 'pure')
    self.assert_bad('layers', 'src/core/replay/x.c', C + 'int t = g_get_real_time ();\n',
                    'g_get_real_time')

  def test_unknown_folder(self):
    self.assert_bad('layers', 'src/core/misc/x.c', C, 'no folder')


class Sources(CheckCase):
  def test_good(self):
    self.assert_good('sources')

  def test_length(self):
    self.assert_good('sources', **{'src/app/x.c': C + '\n' * 1100})
    self.assert_bad('sources', 'src/app/x.c', C + '\n' * 1200, 'split')

  def test_licence(self):
    self.assert_bad('sources', 'src/app/x.c', 'int x;\n', 'SPDX')
    self.assert_bad('sources', 'tests/meson.build', "test('x')\n", 'SPDX')

  def test_unfinished(self):
    self.assert_bad('sources', 'src/app/x.c', C + '/* %s: later */\n' % NOTE, ':2:')

  def test_machine_path(self):
    self.assert_bad('sources', 'src/app/x.c', C + 'a = "%s";\n' % MACHINE, 'machine')
    self.assert_bad('sources', 'README.md', 'See %s for it.\n' % MACHINE, 'machine')

  def test_registry(self):
    self.assert_bad('sources', 'README.md', 'From %s\n' % HOST, 'registry')

  def test_not_utf8(self):
    with tempfile.TemporaryDirectory() as folder:
      write_tree(folder, GOOD)
      with open(os.path.join(folder, 'src/app/x.c'), 'wb') as file:
        file.write(C.encode() + b'/* \xff */\n')
      done = subprocess.run([sys.executable, os.path.join(HERE, 'check-sources.py'), folder],
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    self.assertEqual(done.returncode, 1)
    self.assertIn('UTF-8', done.stdout)


PO_HEADER = ('msgid ""\nmsgstr ""\n"Project-Id-Version: x\\n"\n"PO-Revision-Date: x\\n"\n'
             '"Last-Translator: x\\n"\n"Language-Team: x\\n"\n"Language: ru\\n"\n'
             '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
             '"Content-Transfer-Encoding: 8bit\\n"\n')


class Translations(CheckCase):
  def with_po(self, body):
    return dict(GOOD, **{'po/LINGUAS': 'ru\n', 'src/app/window.c': C + 'char *t = _("Open %s");\n',
                         'ui/window.ui': '<p/>', 'po/POTFILES.in': 'src/app/window.c\n',
                         'po/ru.po': PO_HEADER + body})

  def test_good(self):
    self.assert_good('translations')
    self.assert_good('translations', **self.with_po('\nmsgid "Open %s"\nmsgstr "Открыть %s"\n'))

  def test_file_not_listed(self):
    self.assert_bad('translations', 'src/app/x.c', C + 'f (_("Redo"));\n', 'not in po/POTFILES.in')
    self.assert_bad('translations', 'ui/x.ui', '<p translatable="yes">A</p>',
                    'not in po/POTFILES.in')

  def test_text_broken_by_a_macro(self):
    self.assert_bad('translations', 'src/app/a.c',
                    C + 'f (_("Open %s " "%" G_GINT64_FORMAT " times"));\n', 'G_GINT64_FORMAT breaks')

  def test_listed_without_a_file(self):
    status, output = run_check('translations', dict(GOOD, **{'po/POTFILES.in': 'src/app/no.c\n'}))
    self.assertEqual(status, 1)
    self.assertIn('src/app/no.c is no file', output)

  def test_incomplete(self):
    for body, reason in (('\nmsgid "Open %s"\nmsgstr ""\n', 'untranslated: "Open %s"'),
                         ('\nmsgid "Other"\nmsgstr "Иное"\n', 'untranslated: "Open %s"'),
                         ('\n#, fuzzy\nmsgid "Open %s"\nmsgstr "Открыть %s"\n', 'fuzzy: "Open %s"'),
                         ('\n#, c-format\nmsgid "Open %s"\nmsgstr "Открыть %d"\n', 'format')):
      status, output = run_check('translations', self.with_po(body))
      self.assertEqual(status, 1, body)
      self.assertIn(reason, output)

  def test_language_without_a_file(self):
    self.assert_bad('translations', 'po/LINGUAS', 'ko\n', 'ko')


class Count(unittest.TestCase):
  def count(self, *tests):
    with tempfile.TemporaryDirectory() as folder:
      log = os.path.join(folder, 'testlog.json')
      with open(log, 'w', encoding='utf-8') as file:
        for test in tests:
          file.write(json.dumps(test) + '\n')
      return self.count_log(log)

  def count_log(self, log):
    done = subprocess.run([sys.executable, os.path.join(UTIL, 'count-tests.py'), 'gcc=' + log],
                          stdout=subprocess.PIPE, text=True, check=False)
    return done.returncode, done.stdout.splitlines()

  def test_subtests(self):
    output = '1..4\nok 1 /a\nok 2 /b # SKIP no data here\nnot ok 3 - /c\nok 4 /d\n'
    status, lines = self.count({'name': 'p:core / t', 'stdout': output, 'result': 'FAIL'})
    self.assertEqual((status, lines[-1]), (1, '2 passed, 1 failed, 1 skipped'))
    self.assertIn('skipped with gcc: core / t /b: no data here', lines)
    self.assertIn('FAILED with gcc: core / t /c', lines)

  def test_plain(self):
    status, lines = self.count({'name': 'p:lint / a', 'stdout': 'ok then', 'result': 'OK'},
                               {'name': 'p:lint / b', 'stderr': 'no tool\n', 'result': 'SKIP'})
    self.assertEqual((status, lines[-1]), (0, '1 passed, 0 failed, 1 skipped'))
    self.assertIn('skipped with gcc: lint / b: no tool', lines)

  def test_crash_after_good_subtests(self):
    status, lines = self.count({'name': 'p:core / t', 'stdout': '1..2\nok 1 /a\n', 'result': 'ERROR'})
    self.assertEqual((status, lines[-1]), (1, '1 passed, 1 failed, 0 skipped'))

  def test_whole_file_skipped(self):
    status, lines = self.count({'name': 'p:core / t', 'stdout': '1..0 # SKIP no cases\n',
                                'result': 'SKIP'},
                               {'name': 'p:core / u', 'stdout': '1..1\nok 1\n', 'result': 'OK'})
    self.assertEqual((status, lines[-1]), (0, '1 passed, 0 failed, 1 skipped'))
    self.assertIn('skipped with gcc: core / t: no cases', lines)

  def test_nothing_ran(self):
    status, lines = self.count()
    self.assertEqual((status, lines[-1]), (1, '0 passed, 1 failed, 0 skipped'))

  def test_failed_build(self):
    status, lines = self.count_log('nonexistent/testlog.json')
    self.assertEqual((status, lines[-1]), (1, '0 passed, 1 failed, 0 skipped'))


if __name__ == '__main__':
  tap.main()
