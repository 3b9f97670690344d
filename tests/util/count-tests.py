# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts what meson ran: count-tests.py LABEL=LOG...

Each LOG is a meson-logs/testlog*.json. A test that speaks TAP counts by its subtests, any other as
one. A log that is missing or empty counts as one failure: the build failed, or no test was run.
Prints a line for each skipped and each failed test and for each log, then the total as
"N passed, N failed, N skipped"; exits 1 if anything failed or nothing ran.
"""

import json
import os
import re
import sys

TAP_LINE = re.compile(r'^(not )?ok\b(?:\s+\d+)?(?:\s+-)?\s*([^#]*)(?:#\s*(\w+)\s*(.*))?$')
GOOD = ('OK', 'EXPECTEDFAIL')


class Count:
  def __init__(self):
    self.passed = 0
    self.failed = []
    self.skipped = []


def last_line(text):
  lines = [line.strip() for line in text.splitlines() if line.strip()]
  return lines[-1] if lines else 'no reason given'


def count_test(test, count):
  name = test['name'].split(':', 1)[-1]
  output = test.get('stdout', '')
  passed, failed, skipped = 0, [], []
  subtests = re.search(r'^1\.\.\d+', output, re.MULTILINE) is not None
  if subtests:
    for line in output.splitlines():
      found = TAP_LINE.match(line)
      if not found:
        continue
      bad, subtest, directive, note = found.groups()
      subtest = '%s %s' % (name, subtest.strip())
      if directive and directive.upper() == 'SKIP':
        skipped.append((subtest, note.strip() or 'no reason given'))
      elif bad and not directive:
        failed.append(subtest)
      else:
        passed += 1
    plan = re.search(r'^1\.\.0\s*#\s*SKIP\s*(.*)$', output, re.MULTILINE | re.IGNORECASE)
    if plan and test['result'] == 'SKIP':
      skipped.append((name, plan.group(1) or 'no reason given'))
  if test['result'] == 'SKIP' and not skipped:
    skipped.append((name, last_line(test.get('stderr', '') or output)))
  elif test['result'] in GOOD and not subtests:
    passed += 1
  elif test['result'] not in GOOD + ('SKIP',) and not failed:
    failed.append('%s (%s)' % (name, test['result'].lower()))
  count.passed += passed
  count.failed += failed
  count.skipped += skipped


def count_log(path):
  count = Count()
  tests = []
  if os.path.exists(path):
    with open(path, encoding='utf-8', errors='replace') as file:
      tests = [json.loads(line) for line in file if line.strip()]
  if not tests:
    count.failed.append('the build, or no test was run: there is nothing in ' + path)
  for test in tests:
    count_test(test, count)
  return count


def main():
  total = Count()
  for argument in sys.argv[1:]:
    label, _, path = argument.partition('=')
    count = count_log(path)
    for name, reason in count.skipped:
      print('skipped with %s: %s: %s' % (label, name, reason))
    for name in count.failed:
      print('FAILED with %s: %s' % (label, name))
    print('with %s: passed %d, failed %d, skipped %d'
          % (label, count.passed, len(count.failed), len(count.skipped)))
    total.passed += count.passed
    total.failed += count.failed
    total.skipped += count.skipped
  print('%d passed, %d failed, %d skipped' % (total.passed, len(total.failed), len(total.skipped)),
        flush=True)
  return 1 if total.failed or not total.passed else 0


if __name__ == '__main__':
  sys.exit(main())
