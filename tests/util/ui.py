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


def is_in(states, state):
  """Whether an Atspi.StateType is in two words of 32 states."""
  return bool(states[int(state) // 32] >> (int(state) % 32) & 1)


class Tree:
  """What the program tells of all its accessible objects in one answer: asking one by one costs two
  milliseconds a question, and there are hundreds of objects with five questions each."""

  ROOT = '/org/a11y/atspi/accessible/root'

  def __init__(self, bus, sender):
    self.bus = bus
    self.sender = sender
    self.origins = {}
    if self.read():
      self.read()

  def read(self):
    """Reads all that the program has told of. True if there was more, of which it tells from now on:
    GTK makes an object when first asked about the one above it."""
    self.items = {}
    self.below = {}
    counts = {}
    # Printed without types it is a literal of Python's too; unpack() takes half a second for it, as
    # does ast.literal_eval().
    text = self.call('/org/a11y/atspi/cache', 'org.a11y.atspi.Cache', 'GetItems').print_(False)
    reply = eval(text, {'__builtins__': {}})[0]  # pylint: disable=eval-used
    for (_sender, path), _application, (_parents, parent), index, count, _interfaces, name, role, \
        _description, states in reply:
      self.items[path] = (name, role, states)
      counts[path] = count
      if index >= 0 and path != Tree.ROOT:
        self.below.setdefault(parent, []).append((index, path))
    for children in self.below.values():
      children.sort()
    more = False
    reached = [Tree.ROOT]
    while reached:
      above = reached.pop()
      # It keeps telling of hidden ones, but does not count them.
      if counts.get(above) != len(self.below.get(above, [])):
        try:
          children = self.ask(above, 'org.a11y.atspi.Accessible', 'GetChildren')[0]
        except GLib.Error:
          continue  # gone since
        self.below[above] = [(i, path) for i, (_sender, path) in enumerate(children)]
      for _index, path in self.below.get(above, []):
        more = more or path not in counts
        reached.append(path)
    return more

  def call(self, path, interface, method, parameters=None):
    return self.bus.call_sync(self.sender, path, interface, method, parameters, None,
                              Gio.DBusCallFlags.NO_AUTO_START, 20000, None)

  def ask(self, path, interface, method, parameters=None):
    return self.call(path, interface, method, parameters).unpack()

  def node(self, path, window=None):
    return Node(self, path, window, *self.items.get(path, ('', 0, (0, 0))))

  def extents(self, path):
    return self.ask(path, 'org.a11y.atspi.Component', 'GetExtents', GLib.Variant(
      '(u)', (int(Atspi.CoordType.WINDOW),)))[0]

  def origin(self, window):
    """Where AT-SPI says that the window's content begins: GTK 4.18 counts from a point that lies as
    far outside of the shadow as the shadow is wide."""
    if window not in self.origins:
      self.origins[window] = self.extents(window)[:2]
    return self.origins[window]


class Node:
  """One accessible object: its name, role and place as they were when it was found, all else asked
  anew."""

  def __init__(self, tree, path, window, name, role, states):
    self.tree = tree
    self.path = path
    self.window = window  # the path of the window that it is in
    self.name = name
    self.role_number = role
    self.states = states

  def __repr__(self):
    return '<%s "%s">' % (self.role, self.name)

  def get(self, interface, key):
    return self.tree.ask(self.path, 'org.freedesktop.DBus.Properties', 'Get',
                         GLib.Variant('(ss)', ('org.a11y.atspi.' + interface, key)))[0]

  def fresh_name(self):
    """The name as it is by now, of an object that was found before."""
    return self.get('Accessible', 'Name')

  @property
  def description(self):
    return self.get('Accessible', 'Description')

  @property
  def role(self):
    """The role's name: "button" as newer AT-SPI has it, which Debian 12 calls "push button", and
    "panel" as Debian 12 has it for a group, which GTK 4.18 calls "grouping"."""
    role = re.sub('^push button', 'button', Atspi.role_get_name(Atspi.Role(self.role_number)) or '')
    return 'panel' if role == 'grouping' else role

  def has(self, state):
    """Whether the object is in @state, a word of Atspi.StateType: 'showing', 'focusable'."""
    states = self.tree.ask(self.path, 'org.a11y.atspi.Accessible', 'GetState')[0]
    return is_in(states, getattr(Atspi.StateType, state.upper().replace('-', '_')))

  @property
  def showing(self):
    """Visible and given room; GTK 4.8 says "showing" of windows only."""
    if not is_in(self.states, Atspi.StateType.VISIBLE):
      return False
    try:
      _x, _y, width, height = self.box()
    except GLib.Error:
      return False
    return width > 0 and height > 0

  @property
  def text(self):
    try:
      count = self.get('Text', 'CharacterCount')
      # Not -1 for the end, which GTK takes as it stands.
      return self.tree.ask(self.path, 'org.a11y.atspi.Text', 'GetText',
                           GLib.Variant('(ii)', (0, count)))[0]
    except GLib.Error:
      return None

  @property
  def value(self):
    try:
      return self.get('Value', 'CurrentValue')
    except GLib.Error:
      return None

  def box(self):
    """x, y, width and height in the window without its shadow; see Program.fill_screen ()."""
    x, y, width, height = self.tree.extents(self.path)
    left, top = self.tree.origin(self.window) if self.window else (0, 0)
    return x - left, y - top, width, height

  def children(self):
    """As they are in the tree that this object was found in."""
    return [self.tree.node(path, path if self.path == Tree.ROOT else self.window)
            for _index, path in self.tree.below.get(self.path, [])]

  def walk(self, leaves=()):
    """This object and all below it, in the order of the tree; not below those of the roles @leaves."""
    yield self
    if not leaves or self.role not in leaves:
      for child in self.children():
        yield from child.walk(leaves)

  def find_all(self, role=None, name=None, showing=True):
    """Objects below, as they are by now: @role as AT-SPI has it, @name as text or as compiled pattern;
    None is any."""
    now = Tree(self.tree.bus, self.tree.sender)
    found = []
    for node in now.node(self.path, self.window).walk(LEAVES):
      if role is not None and node.role != role:
        continue
      if isinstance(name, re.Pattern) and not name.search(node.name):
        continue
      if isinstance(name, str) and node.name != name:
        continue
      if showing and not node.showing:
        continue
      found.append(node)
    return found

  def click(self):
    """The object's first action, as a screen reader does it."""
    if not self.tree.ask(self.path, 'org.a11y.atspi.Action', 'DoAction',
                         GLib.Variant('(i)', (0,)))[0]:
      raise UiError('%r cannot be clicked' % self)


def connect_accessibility():
  """A connection to the bus on which programs tell of their accessible objects."""
  session = Gio.bus_get_sync(Gio.BusType.SESSION, None)
  address = session.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress', None,
                              None, Gio.DBusCallFlags.NONE, 20000, None).unpack()[0]
  return Gio.DBusConnection.new_for_address_sync(
    address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
    | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)


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
