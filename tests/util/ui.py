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

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, Gio, GLib

APP_ID = 'org.roadstead.Roadstead'
TIMEOUT_S = 30
# Nothing to find is below these, and each question costs a round trip.
LEAVES = {'label', 'image', 'icon', 'separator', 'scroll bar', 'menu item', 'page tab'}


class UiError(AssertionError):
  pass


class Node:
  """One accessible object. A plain view: asks the program anew at each call."""

  def __init__(self, accessible, origin=(0, 0)):
    self.accessible = accessible
    self.origin = origin  # where AT-SPI says that the window's content begins

  def __repr__(self):
    return '<%s "%s">' % (self.role, self.name)

  @property
  def name(self):
    return self.accessible.get_name() or ''

  def fresh_name(self):
    """The name as it is by now, of an object that was found before."""
    self.accessible.clear_cache()
    return self.name

  @property
  def description(self):
    return self.accessible.get_description() or ''

  @property
  def role(self):
    """The role's name: "button" as newer AT-SPI has it, which Debian 12 calls "push button", and
    "panel" as Debian 12 has it for a group, which GTK 4.18 calls "grouping"."""
    role = re.sub('^push button', 'button', self.accessible.get_role_name() or '')
    return 'panel' if role == 'grouping' else role

  def has(self, state):
    """Whether the object is in @state, a word of Atspi.StateType: 'showing', 'focusable'."""
    return self.accessible.get_state_set().contains(
      getattr(Atspi.StateType, state.upper().replace('-', '_')))

  @property
  def showing(self):
    """Visible and given room; GTK 4.8 says "showing" of windows only."""
    try:
      _x, _y, width, height = self.box()
    except GLib.Error:
      return False
    return self.has('visible') and width > 0 and height > 0

  @property
  def text(self):
    interface = self.accessible.get_text_iface()
    if not interface:
      return None
    # Not -1 for the end, which GTK takes as it stands.
    return Atspi.Text.get_text(interface, 0, Atspi.Text.get_character_count(interface))

  @property
  def value(self):
    interface = self.accessible.get_value_iface()
    return Atspi.Value.get_current_value(interface) if interface else None

  def box(self):
    """x, y, width and height in the window without its shadow; see Program.fill_screen ()."""
    extents = self.accessible.get_extents(Atspi.CoordType.WINDOW)
    return (extents.x - self.origin[0], extents.y - self.origin[1], extents.width,
            extents.height)

  def children(self):
    self.accessible.clear_cache()
    found = [self.accessible.get_child_at_index(i)
             for i in range(self.accessible.get_child_count())]
    return [Node(child, self.origin) for child in found if child is not None]

  def walk(self, leaves=()):
    """This object and all below it, in the order of the tree; not below those of the roles @leaves."""
    yield self
    try:
      children = [] if leaves and self.role in leaves else self.children()
    except GLib.Error:
      return
    for child in children:
      yield from child.walk(leaves)

  def find_all(self, role=None, name=None, showing=True):
    """Objects below: @role as AT-SPI has it, @name as text or as compiled pattern; None is any."""
    found = []
    for node in self.walk(LEAVES):
      try:
        if role is not None and node.role != role:
          continue
        if isinstance(name, re.Pattern) and not name.search(node.name):
          continue
        if isinstance(name, str) and node.name != name:
          continue
        if showing and not node.showing:
          continue
      except GLib.Error:
        continue  # gone since we saw it
      found.append(node)
    return found

  def click(self):
    """The object's first action, as a screen reader does it."""
    interface = self.accessible.get_action_iface()
    if not interface or not Atspi.Action.do_action(interface, 0):
      raise UiError('%r cannot be clicked' % self)


class Application(Node):
  """The accessible object of a program; its children are windows."""

  def children(self):
    # GTK 4.18 counts from a point that lies as far outside of the shadow as the shadow is wide.
    windows = super().children()
    for window in windows:
      window.origin = window.box()[:2]
    return windows


class Program:
  """A running program; ended, and asked how it ended, when the with statement ends."""

  def __init__(self, command, app_id=APP_ID, env=None):
    self.app_id = app_id
    self.path = '/' + app_id.replace('.', '/')
    self.bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
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
    deadline = time.monotonic() + timeout_s * float(os.environ.get('RS_TEST_PATIENCE', '1'))
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

  def set_state(self, action, value):
    path, name = self.find_action(action)
    self.call(path, 'SetState', GLib.Variant('(sva{sv})', (name, value, {})), None)

  # What is on the screen

  def root(self):
    """The program's accessible object."""
    desktop = Atspi.get_desktop(0)
    desktop.clear_cache()
    for i in range(desktop.get_child_count()):
      child = desktop.get_child_at_index(i)
      if child is not None and child.get_process_id() == self.process.pid:
        return Application(child)
    return None

  def find_all(self, role=None, name=None, showing=True):
    root = self.root()
    return root.find_all(role, name, showing) if root else []

  def find(self, role=None, name=None, timeout_s=TIMEOUT_S):
    """Waits until such an object shows."""
    return self.wait_for(lambda: self.find_all(role, name), '%s "%s"' % (
      role or 'an object', getattr(name, 'pattern', name) or ''), timeout_s)[0]

  def wait_gone(self, role=None, name=None):
    self.wait_for(lambda: not self.find_all(role, name), 'no %s "%s"' % (role, name))

  def click_on(self, role, name):
    self.find(role, name).click()

  def wait_for_window(self, name=None):
    """Waits for a window of that title, gives it the focus and returns its number for xdotool."""
    def search():
      done = subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid', str(self.process.pid),
                             '--name', name or '.'], stdout=subprocess.PIPE,
                            stderr=subprocess.DEVNULL, text=True, check=False)
      return done.stdout.split()
    window = self.wait_for(search, 'a window' + (' "%s"' % name if name else ''))[-1]
    # A window that is found may not be ready for the focus yet.
    self.wait_for(lambda: subprocess.run(['xdotool', 'windowfocus', window], check=False,
                                         stderr=subprocess.DEVNULL).returncode == 0, 'the focus')
    return window

  # Keys and pointer

  @staticmethod
  def xdotool(*words):
    subprocess.run(['xdotool', *[str(word) for word in words]], check=True)

  def key(self, *keys):
    self.xdotool('key', *keys)

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
    subprocess.run(['import', '-silent', '-window', 'root', 'png:' + str(path)], check=True)

  def settle(self, quiet_s=0.4, timeout_s=TIMEOUT_S):
    """Waits until the screen has not changed for @quiet_s."""
    def picture():
      return subprocess.run(['import', '-silent', '-window', 'root', 'rgb:-'],
                            stdout=subprocess.PIPE, check=True).stdout
    before = picture()
    deadline = time.monotonic() + timeout_s
    while time.monotonic() < deadline:
      time.sleep(quiet_s)
      now = picture()
      if now == before:
        return
      before = now
    raise UiError('the screen does not come to rest')


if __name__ == '__main__':
  sys.exit('ui.py is for import')
