# SPDX-License-Identifier: GPL-3.0-or-later
"""The Test Anything Protocol for unittest: tap.main() at the end of a test script.

RS_TEST_ONLY=NAME runs only the tests whose name has NAME in it. A test that has a method note_failure ()
is told by it when it failed, once for each failure."""

import os
import sys
import traceback
import unittest


class TapResult(unittest.TestResult):
  def __init__(self):
    super().__init__()
    self.number = 0
    self.subtest_failed = False

  def write(self, good, test, note=''):
    self.number += 1
    name = '%s.%s' % (type(test).__name__, getattr(test, '_testMethodName', 'set-up'))
    print('%sok %d %s%s' % ('' if good else 'not ', self.number, name, note), flush=True)

  def startTest(self, test):
    super().startTest(test)
    self.subtest_failed = False

  def explain(self, test, error):
    for line in ''.join(traceback.format_exception(*error)).splitlines():
      print('# ' + line)
    getattr(test, 'note_failure', lambda: None)()

  def addSuccess(self, test):
    super().addSuccess(test)
    if not self.subtest_failed:
      self.write(True, test)

  def addSkip(self, test, reason):
    super().addSkip(test, reason)
    self.write(True, test, ' # SKIP ' + reason)

  def addFailure(self, test, err):
    super().addFailure(test, err)
    self.explain(test, err)
    self.write(False, test)

  def addError(self, test, err):
    super().addError(test, err)
    self.explain(test, err)
    self.write(False, test)

  def addSubTest(self, test, subtest, err):
    super().addSubTest(test, subtest, err)
    if err is not None:
      print('# in %s' % subtest)
      self.explain(test, err)
      if not self.subtest_failed:
        self.write(False, test)
      self.subtest_failed = True


def main():
  if os.environ.get('RS_TEST_ONLY'):
    unittest.defaultTestLoader.testNamePatterns = ['*%s*' % os.environ['RS_TEST_ONLY']]
  suite = unittest.defaultTestLoader.loadTestsFromModule(sys.modules['__main__'])
  result = TapResult()
  suite.run(result)
  print('1..%d' % result.number)
  sys.exit(0 if result.wasSuccessful() else 1)
