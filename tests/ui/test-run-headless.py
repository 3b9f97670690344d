#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""run-headless gives a screen, a bus and empty folders, and leaves nothing behind."""

import os
import signal
import subprocess
import sys
import time
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'util'))
import tap

RUNNER = sys.argv[1]

BUS_PROBE = '''
import os
import gi
gi.require_version('Atspi', '2.0')
gi.require_version('Gtk', '4.0')
from gi.repository import Atspi, Gtk
assert Gtk.init_check()
print(Atspi.get_desktop(0).get_child_count(), os.environ['HOME'], os.getppid())
'''


def run(*command, **options):
  return subprocess.run([RUNNER, *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                        text=True, timeout=90, check=False, **options)


def is_running(pid):
  try:
    os.kill(pid, 0)
  except ProcessLookupError:
    return False
  return True


def wait_until_gone(pid):
  for _attempt in range(200):
    if not is_running(pid):
      return True
    time.sleep(0.05)
  return False


class RunHeadless(unittest.TestCase):
  def test_screen_and_accessibility_bus(self):
    result = run('/usr/bin/python3', '-c', BUS_PROBE)
    self.assertEqual(result.returncode, 0, result.stderr)
    applications, home, _runner = result.stdout.split()
    self.assertEqual(applications, '0', 'the accessibility bus is not ours alone')
    self.assertFalse(os.path.exists(home), 'the private home is still there')

  def test_status_is_passed_on(self):
    self.assertEqual(run('sh', '-c', 'exit 7').returncode, 7)
    self.assertEqual(run('sh', '-c', 'kill -KILL $$').returncode, 128 + signal.SIGKILL)
    self.assertEqual(run('/nonexistent/program').returncode, 127)
    self.assertEqual(run().returncode, 2)

  def test_session_around_is_hidden(self):
    around = dict(os.environ, WAYLAND_DISPLAY='wayland-9', GTK_THEME='Nosuch', DISPLAY=':9999',
                  DBUS_SESSION_BUS_ADDRESS='unix:path=/nonexistent')
    result = run('sh', '-c', 'echo "$WAYLAND_DISPLAY|$GTK_THEME|$DISPLAY|'
                 '$DBUS_SESSION_BUS_ADDRESS"', env=around)
    wayland, theme, display, bus = result.stdout.strip().split('|')
    self.assertEqual((wayland, theme), ('', ''))
    self.assertNotEqual(display, ':9999')
    self.assertNotEqual(bus, 'unix:path=/nonexistent')

  def test_orphans_are_ended(self):
    result = run('sh', '-c', 'setsid sleep 1000 & echo $!')
    self.assertTrue(wait_until_gone(int(result.stdout)))

  def test_term_ends_all(self):
    with subprocess.Popen([RUNNER, 'sh', '-c', 'echo $$; exec sleep 1000'],
                          stdout=subprocess.PIPE, text=True) as runner:
      child = int(runner.stdout.readline())
      runner.terminate()
      self.assertEqual(runner.wait(timeout=30), 128 + signal.SIGTERM)
    self.assertTrue(wait_until_gone(child))

  def test_kill_ends_the_command(self):
    with subprocess.Popen([RUNNER, 'sh', '-c', 'echo $$; exec sleep 1000'],
                          stdout=subprocess.PIPE, text=True) as runner:
      child = int(runner.stdout.readline())
      runner.kill()
    self.assertTrue(wait_until_gone(child))


if __name__ == '__main__':
  tap.main()
