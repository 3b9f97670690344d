# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the shell command share."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'util'))
import tap  # noqa: E402

CLI = os.environ['RS_CLI']
CASES = os.environ.get('RS_CASES_DIR', '')

OK, FAILED, USAGE, PARTIAL = 0, 1, 2, 3


class CliTest(unittest.TestCase):
  """A test with a folder of its own that runs roadstead-cli in it."""

  def setUp(self):
    self.dir = tempfile.mkdtemp(prefix='roadstead-')
    self.addCleanup(shutil.rmtree, self.dir)

  def run_cli(self, *args, code=OK):
    """Runs the command, checks its exit code, which may be one of several, returns (standard output,
    standard error)."""
    codes = code if isinstance(code, tuple) else (code,)
    done = subprocess.run([CLI] + list(args), cwd=self.dir, capture_output=True, timeout=120)
    out, err = done.stdout.decode(), done.stderr.decode()
    self.assertIn(done.returncode, codes, 'exit code of %s\n%s%s' % (args, out, err))
    return out, err

  def run_json(self, *args, code=OK):
    return json.loads(self.run_cli(*args, code=code)[0])

  def write(self, name, content):
    path = os.path.join(self.dir, name)
    with open(path, 'wb') as file:
      file.write(content if isinstance(content, bytes) else content.encode())
    return path

  def case_file(self, *path):
    """A file of real data, or the test is skipped."""
    full = os.path.join(CASES, *path)
    if not CASES or not os.path.exists(full):
      self.skipTest('the real data is not here (RS_CASES_DIR)')
    return full


def seal(body):
  """An NMEA sentence with its checksum."""
  total = 0
  for char in body[1:]:
    total ^= ord(char)
  return '%s*%02X' % (body, total)


main = tap.main
