# SPDX-License-Identifier: GPL-3.0-or-later
"""The accessible objects of a running GTK program, as AT-SPI tells of them; for ui.py."""

import re
import struct

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, Gio, GLib

# Nothing to find is below these, and each question costs a round trip.
LEAVES = {'label', 'image', 'icon', 'separator', 'scroll bar', 'menu item', 'page tab'}
TEXT = b'org.a11y.atspi.Text'


class UiError(AssertionError):
  pass


def is_in(states, state):
  """Whether an Atspi.StateType is in two words of 32 states."""
  return bool(states[int(state) // 32] >> (int(state) % 32) & 1)


def read_items(message):
  """Yields what each item of the answer to GetItems says: path, the path above, place below that,
  count of those below, whether it has a text, name, role, states.

  Read as the bytes that D-Bus sends: GLib.Variant.unpack() takes half a second for a thousand items,
  this a hundredth."""
  if message.get_signature() != 'a((so)(so)(so)iiassusau)':
    raise UiError('the accessible objects are told of in a way that is not known here')
  data = message.to_blob(Gio.DBusCapabilityFlags.NONE)
  order = '<' if data[:1] == b'l' else '>'
  word = struct.Struct(order + 'I').unpack_from
  two_ints = struct.Struct(order + 'ii').unpack_from
  two_words = struct.Struct(order + 'II').unpack_from

  def skip_text(at):
    at = at + 3 & ~3
    return at + word(data, at)[0] + 5

  def read_path(at):
    at = skip_text(at + 7 & ~7)
    end = skip_text(at)
    return data[(at + 3 & ~3) + 4:end - 1].decode(), end

  at = 16 + word(data, 12)[0] + 7 & ~7
  end = (at + 4 + 7 & ~7) + word(data, at)[0]
  at += 4
  while at + 7 & ~7 < end:
    path, at = read_path(at + 7 & ~7)
    _application, at = read_path(at)
    parent, at = read_path(at)
    at = at + 3 & ~3
    index, count = two_ints(data, at)
    interfaces = at + 12
    at = interfaces + word(data, at + 8)[0]
    has_text = TEXT in data[interfaces:at]
    name, at = at, skip_text(at)
    name = data[(name + 3 & ~3) + 4:at - 1].decode('utf-8', 'replace')
    at = at + 3 & ~3
    role, = word(data, at)
    at = skip_text(at + 4) + 3 & ~3
    states = two_words(data, at + 4)
    at += 4 + word(data, at)[0]
    yield path, parent, index, count, has_text, name, role, states


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
    below = {}
    counts = {}
    message, _serial = self.bus.send_message_with_reply_sync(
      Gio.DBusMessage.new_method_call(self.sender, '/org/a11y/atspi/cache', 'org.a11y.atspi.Cache',
                                      'GetItems'), Gio.DBusSendMessageFlags.NONE, 20000, None)
    message.to_gerror()
    for path, parent, index, count, has_text, name, role, states in read_items(message):
      self.items[path] = (name, role, states, has_text)
      counts[path] = count
      if index >= 0 and path != Tree.ROOT:
        below.setdefault(parent, []).append((index, path))
    told = {above: [path for _index, path in sorted(children)] for above, children in below.items()}
    self.below = {}
    reached = [Tree.ROOT]
    while reached:
      unsure = []
      for above in reached:
        children = told.get(above, [])
        if counts.get(above) != len(children):
          # It keeps telling of hidden ones, but does not count them.
          children = [path for path in children
                      if is_in(self.items[path][2], Atspi.StateType.VISIBLE)]
        if counts.get(above) == len(children):
          self.below[above] = children
        else:
          unsure.append(above)
      self.below.update(self.ask_children(unsure))
      reached = [path for above in reached for path in self.below.get(above, [])]
    return any(path not in counts for children in self.below.values() for path in children)

  def ask_children(self, paths):
    """The children of each of @paths that is still there; all questions are out before the first
    answer is waited for."""
    children = {}
    open_questions = set(paths)

    def take(bus, result, path):
      open_questions.discard(path)
      try:
        children[path] = [child for _sender, child in bus.call_finish(result).unpack()[0]]
      except GLib.Error:
        pass  # gone since
    for path in paths:
      self.bus.call(self.sender, path, 'org.a11y.atspi.Accessible', 'GetChildren', None, None,
                    Gio.DBusCallFlags.NO_AUTO_START, 20000, None, take, path)
    while open_questions:
      GLib.MainContext.default().iteration(True)
    return children

  def call(self, path, interface, method, parameters=None):
    return self.bus.call_sync(self.sender, path, interface, method, parameters, None,
                              Gio.DBusCallFlags.NO_AUTO_START, 20000, None)

  def ask(self, path, interface, method, parameters=None):
    return self.call(path, interface, method, parameters).unpack()

  def node(self, path, window=None):
    return Node(self, path, window, *self.items.get(path, ('', 0, (0, 0), True)))

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

  def __init__(self, tree, path, window, name, role, states, has_text):
    self.tree = tree
    self.path = path
    self.window = window  # the path of the window that it is in
    self.name = name
    self.role_number = role
    self.states = states
    self.has_text = has_text

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
    if not self.has_text:
      return None
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
            for path in self.tree.below.get(self.path, [])]

  def walk(self, leaves=()):
    """This object and all below it, in the order of the tree; not below those of the roles @leaves."""
    yield self
    if not leaves or self.role not in leaves:
      for child in self.children():
        yield from child.walk(leaves)

  def find_all(self, role=None, name=None, showing=True):
    """Objects below, as they are by now: @role as AT-SPI has it or several of them, @name as text or
    as compiled pattern; None is any."""
    now = Tree(self.tree.bus, self.tree.sender)
    return now.node(self.path, self.window).pick_all(role, name, showing)

  def pick_all(self, role=None, name=None, showing=True):
    """As find_all (), as they were when this object was found."""
    roles = (role,) if isinstance(role, str) else role
    found = []
    for node in self.walk(LEAVES):
      if roles is not None and node.role not in roles:
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
