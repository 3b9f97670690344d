# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives a GTK program as its user would; for scripts that run below run-headless.

  with ui.Program([exe, case]) as program:
    program.wait_for_window()
    program.activate('win.play')
    program.wait_for(lambda: program.state('win.play'), 'playing')
    program.click_on('button', 'Add Incident')
    program.screenshot('window.png')

Actions go over org.gtk.Actions on the session bus, names and roles come from AT-SPI, keys and pointer
from xdotool. Everything waits for what it names, up to a time limit, and never for a fixed time.
"""

import os
import re
import signal
import subprocess
import sys
import time

from gi.repository import Gio, GLib

import screen
from access import Tree, UiError, connect_accessibility

APP_ID = 'org.roadstead.Roadstead'
TIMEOUT_S = 30
# How many times longer all takes on a machine that is slow or busy.
PATIENCE = float(os.environ.get('RS_TEST_PATIENCE', '1'))


class Program:
  """A running program; ended, and asked how it ended, when the with statement ends."""

  def __init__(self, command, app_id=APP_ID, env=None):
    self.app_id = app_id
    self.path = '/' + app_id.replace('.', '/')
    self.bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
    self.accessibility = None  # connected when first asked
    self.sender = None
    self.process = subprocess.Popen([str(word) for word in command],
                                    env=dict(os.environ, **(env or {})))

  def __enter__(self):
    return self

  def __exit__(self, kind, error, trace):
    if self.process.poll() is None and kind is None:
      self.quit()
    self.stop()
    if kind is None and self.process.returncode != 0:
      raise UiError('the program ended with status %d' % self.process.returncode)

  def stop(self):
    if self.process.poll() is None:
      self.process.send_signal(signal.SIGTERM)
      try:
        self.process.wait(5)
      except subprocess.TimeoutExpired:
        self.process.kill()
        self.process.wait()

  def quit(self):
    """Ends the program by its own action, so that it closes its case and frees what it has."""
    self.activate('app.quit')
    self.wait_for(lambda: self.process.poll() is not None, 'the program to end', alive=False)

  # Waiting

  def wait_for(self, probe, what, timeout_s=TIMEOUT_S, alive=True):
    """Calls @probe until it gives something true, which is returned."""
    deadline = time.monotonic() + timeout_s * PATIENCE
    last = None
    while True:
      try:
        result = probe()
        if result:
          return result
      except GLib.Error as error:
        last = error
      if alive and self.process.poll() is not None:
        raise UiError('waiting for %s: the program ended with status %d'
                      % (what, self.process.returncode))
      if time.monotonic() > deadline:
        raise UiError('waited in vain for %s%s' % (what, ' (%s)' % last.message if last else ''))
      context = GLib.MainContext.default()
      while context.pending():
        context.iteration(False)
      time.sleep(0.05)

  # Actions: 'app.NAME' of the program, 'win.NAME' of its newest window

  def call(self, path, method, parameters, reply):
    return self.bus.call_sync(self.app_id, path, 'org.gtk.Actions', method, parameters,
                              GLib.VariantType(reply) if reply else None,
                              Gio.DBusCallFlags.NO_AUTO_START, 20000, None)

  def windows(self):
    """Object paths of the windows that offer actions, oldest first."""
    xml = self.bus.call_sync(self.app_id, self.path + '/window',
                             'org.freedesktop.DBus.Introspectable', 'Introspect', None,
                             GLib.VariantType('(s)'), Gio.DBusCallFlags.NO_AUTO_START, 20000,
                             None).unpack()[0]
    return ['%s/window/%s' % (self.path, number)
            for number in sorted(re.findall(r'<node name="(\d+)"', xml), key=int)]

  def find_action(self, action):
    scope, _, name = action.partition('.')
    return (self.path if scope == 'app' else self.windows()[-1]), name

  def actions(self, scope):
    """Names of the actions of 'app' or 'win'."""
    path, _name = self.find_action(scope + '.')
    return self.call(path, 'List', None, '(as)').unpack()[0]

  def describe(self, action):
    """(enabled, type of the parameter, state or None)"""
    path, name = self.find_action(action)
    enabled, kind, state = self.call(path, 'Describe', GLib.Variant('(s)', (name,)),
                                     '((bgav))').unpack()[0]
    return enabled, kind, state[0] if state else None

  def state(self, action):
    return self.describe(action)[2]

  def activate(self, action, parameter=None):
    """@parameter: a GLib.Variant, or a str, bool or int of the action's type."""
    path, name = self.find_action(action)
    if parameter is not None and not isinstance(parameter, GLib.Variant):
      parameter = GLib.Variant(self.describe(action)[1], parameter)
    self.call(path, 'Activate', GLib.Variant(
      '(sava{sv})', (name, [] if parameter is None else [parameter], {})), None)

  def activate_at_once(self, *steps):
    """(action, text) pairs, text or None: all are on their way before the first is answered."""
    calls = []
    for action, text in steps:
      path, name = self.find_action(action)
      parameters = [] if text is None else [GLib.Variant('s', text)]
      calls.append((path, GLib.Variant('(sava{sv})', (name, parameters, {}))))
    for path, parameters in calls:
      self.bus.call(self.app_id, path, 'org.gtk.Actions', 'Activate', parameters, None,
                    Gio.DBusCallFlags.NO_AUTO_START, 20000, None, None)

  def set_state(self, action, value):
    path, name = self.find_action(action)
    self.call(path, 'SetState', GLib.Variant('(sva{sv})', (name, value, {})), None)

  # What is on the screen

  def find_sender(self):
    """The program's name on the accessibility bus; None before it has one."""
    registry = ('org.a11y.atspi.Registry', Tree.ROOT, 'org.a11y.atspi.Accessible', 'GetChildren')
    senders = self.accessibility.call_sync(*registry, None, None, Gio.DBusCallFlags.NONE, 20000,
                                           None).unpack()[0]
    for sender, _path in senders:
      pid = self.accessibility.call_sync(
        'org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus',
        'GetConnectionUnixProcessID', GLib.Variant('(s)', (sender,)), None, Gio.DBusCallFlags.NONE,
        20000, None).unpack()[0]
      if pid == self.process.pid:
        return sender
    return None

  def root(self):
    """The program's accessible object; None before it has one. Its children are windows."""
    self.accessibility = self.accessibility or connect_accessibility()
    self.sender = self.sender or self.find_sender()
    return Tree(self.accessibility, self.sender).node(Tree.ROOT) if self.sender else None

  def find_all(self, role=None, name=None, showing=True):
    root = self.root()
    return root.pick_all(role, name, showing) if root else []

  def find(self, role=None, name=None, timeout_s=TIMEOUT_S):
    """Waits until such an object shows."""
    return self.wait_for(lambda: self.find_all(role, name), '%s "%s"' % (
      role or 'an object', getattr(name, 'pattern', name) or ''), timeout_s)[0]

  def wait_gone(self, role=None, name=None):
    self.wait_for(lambda: not self.find_all(role, name), 'no %s "%s"' % (role, name))

  def click_on(self, role, name):
    self.find(role, name).click()

  def wait_for_window(self, name=None, at_rest=True):
    """Waits for a window of that title, gives it the focus and returns its number for xdotool. Not @at_rest: as
    soon as it takes the focus, though it may be about to lose it."""
    def search():
      done = subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid', str(self.process.pid),
                             '--name', name or '.'], stdout=subprocess.PIPE,
                            stderr=subprocess.DEVNULL, text=True, check=False)
      return done.stdout.split()
    window = self.wait_for(search, 'a window' + (' "%s"' % name if name else ''))[-1]
    self.wait_for(lambda: self.take_focus(window, 2 if at_rest else 1), 'the focus')
    return window

  @staticmethod
  def take_focus(window, times):
    """Whether the window has the focus, and keeps it: one that was just found may not be ready for it yet, and
    without a window manager GTK asks for it too, for the window that it shows."""
    for i in range(times):
      if i > 0:
        time.sleep(0.2)
      focus = subprocess.run(['xdotool', 'getwindowfocus'], stdout=subprocess.PIPE,
                             stderr=subprocess.DEVNULL, text=True, check=False)
      if focus.stdout.strip() != window:
        subprocess.run(['xdotool', 'windowfocus', window], stderr=subprocess.DEVNULL, check=False)
        return False
    return True

  # Keys and pointer

  @staticmethod
  def xdotool(*words):
    subprocess.run(['xdotool', *[str(word) for word in words]], check=True)

  def key(self, *keys):
    self.xdotool('key', *keys)

  def key_seen(self, *keys):
    """Keys that change the screen; waits until they have, and it is at rest."""
    before = screen.grab()
    self.key(*keys)
    self.wait_for(lambda: screen.grab() != before, 'something to change on %s' % ' '.join(keys))
    self.settle(0.1)

  def type(self, text):
    self.xdotool('type', '--delay', '20', text)

  def click(self, x, y, button=1):
    self.xdotool('mousemove', round(x), round(y), 'click', button)

  def double_click(self, x, y):
    self.xdotool('mousemove', round(x), round(y), 'click', '--repeat', 2, '--delay', 40, 1)

  def drag(self, points, button=1, rest_s=0):
    """Presses at the first point, moves over the others, lets go at the last after a rest, without
    which what is dragged may slide on."""
    self.xdotool('mousemove', round(points[0][0]), round(points[0][1]), 'mousedown', button)
    for x, y in points[1:]:
      self.xdotool('mousemove', round(x), round(y), 'sleep', '0.05')
    self.xdotool('sleep', rest_s, 'mouseup', button)

  def fill_screen(self, window):
    """Gives the window the whole screen, its border outside, so that what box() says are places on
    the screen. There is no window manager here that would do it."""
    done = subprocess.run(['xdotool', 'getdisplaygeometry'], stdout=subprocess.PIPE, text=True,
                          check=True)
    width, height = (int(word) for word in done.stdout.split())
    frame = self.find('frame')

    def try_once():
      shell = subprocess.run(['xdotool', 'getwindowgeometry', '--shell', window],
                             stdout=subprocess.PIPE, text=True, check=True).stdout
      outer = int(re.search(r'^WIDTH=(\d+)$', shell, re.MULTILINE).group(1))
      # GTK 4.18 counts the shadow to the frame, so its content is asked.
      content = frame.children()
      if not content:
        return False  # not told yet what is in it
      inner = content[0].box()[2]
      if inner == width:
        return True
      border = (outer - inner) // 2
      self.xdotool('windowmove', window, -border, -border)
      self.xdotool('windowsize', window, width + 2 * border, height + 2 * border)
      time.sleep(0.2)
      return False

    self.wait_for(try_once, 'the window to fill the screen')

  @staticmethod
  def screenshot(path):
    screen.grab().write_png(path)

  def settle(self, quiet_s=0.4, timeout_s=TIMEOUT_S):
    """Waits until the screen has not changed for @quiet_s."""
    before = screen.grab()
    deadline = time.monotonic() + timeout_s * PATIENCE
    quiet_since = time.monotonic()
    while time.monotonic() < deadline:
      time.sleep(0.05)
      now = screen.grab()
      if now != before:
        before = now
        quiet_since = time.monotonic()
      elif time.monotonic() - quiet_since >= quiet_s * PATIENCE:
        return
    raise UiError('the screen does not come to rest')


if __name__ == '__main__':
  sys.exit('ui.py is for import')
