# SPDX-License-Identifier: GPL-3.0-or-later
"""A small case for the tests of the window, and a window that shows it.

Three vessels for twelve hours off Vostochny, every 10 minutes, from a CSV file in NOAA's layout that
is made here: ALPHA sails north, BRAVO sails east and is silent for three hours, CHARLIE lies still.
"""

import csv
import datetime
import json
import os
import re
import shutil
import subprocess
import tempfile
import unittest

import screen
import ui

START = datetime.datetime(2024, 3, 7)
HOURS = 12
ALPHA, BRAVO, CHARLIE = 273310001, 273310002, 273310003
NAMES = ('ALPHA', 'BRAVO', 'CHARLIE')
COLUMNS = ('MMSI BaseDateTime LAT LON SOG COG Heading VesselName IMO CallSign VesselType Status '
           'Length Width Draft Cargo TransceiverClass').split()

CLI = os.environ['RS_CLI']


def cli(*words, ok=(0,)):
  """What roadstead-cli prints."""
  done = subprocess.run([CLI, *map(str, words)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                        text=True, encoding='utf-8', check=False)
  if done.returncode not in ok:
    raise AssertionError('roadstead-cli %s: status %d: %s'
                         % (' '.join(map(str, words)), done.returncode, done.stderr))
  return done.stdout


def cli_json(*words):
  return json.loads(cli(*words, '--json'))


def fixes(mmsi, hours=HOURS):
  """Rows of one vessel: minutes since START, latitude, longitude, speed, course."""
  for minute in range(0, hours * 60 + 1, 10):
    if mmsi == ALPHA:
      yield minute, 41.4 + minute / 60 * 0.1, 132.6, 6.0, 0.0
    elif mmsi == BRAVO and not 240 < minute < 420:
      yield minute, 41.2, 131.0 + minute / 60 * 0.1, 4.5, 90.0
    elif mmsi == CHARLIE:
      yield minute, 42.4, 131.8, 0.0, 511.0


def write_csv(path, vessels=((ALPHA, 'ALPHA'), (BRAVO, 'BRAVO'), (CHARLIE, 'CHARLIE')), bad_rows=0):
  with open(path, 'w', newline='', encoding='utf-8') as file:
    writer = csv.DictWriter(file, COLUMNS, restval='', lineterminator='\n')
    writer.writeheader()
    for mmsi, name in vessels:
      for minute, lat, lon, sog, cog in fixes(mmsi):
        writer.writerow({
          'MMSI': mmsi, 'BaseDateTime': (START + datetime.timedelta(minutes=minute)).isoformat(),
          'LAT': '%.5f' % lat, 'LON': '%.5f' % lon, 'SOG': '%.1f' % sog,
          'COG': '%.1f' % (cog if cog < 360 else 360.0), 'Heading': 511, 'VesselName': name,
          'VesselType': 80, 'Status': 0, 'Length': 180, 'Width': 30, 'TransceiverClass': 'A'})
    for number in range(bad_rows):
      writer.writerow({'MMSI': ALPHA, 'BaseDateTime': START.isoformat(), 'LAT': '99.0',
                       'LON': '133.0', 'VesselName': 'BAD %d' % number})
  return path


def write_twins_csv(path):
  """Two ships on TWIN's number, heard in turn and 137 nm apart, and SOLO 14 nm east of the second one;
  all on 42 N, lying still from 00:00 to 04:00."""
  with open(path, 'w', newline='', encoding='utf-8') as file:
    writer = csv.writer(file)
    writer.writerow('MMSI BaseDateTime LAT LON SOG COG Heading VesselName'.split())
    for minute in range(0, 241, 5):
      for mmsi, second, lon, name in ((273310009, 0, 136.0, 'TWIN'), (273310003, 0, 136.3, 'SOLO'),
                                      (273310009, 90, 133.0, 'TWIN')):
        time = START + datetime.timedelta(minutes=minute, seconds=second)
        writer.writerow([mmsi, time.isoformat(), '42.0', lon, '0.0', '', 511, name])
  return path


class Window(unittest.TestCase):
  """Base of tests that drive the window over a case of their own.

  The program is started once for a class, and again if it ended, if a test failed, which may leave it
  in any state, or if one left a dialog open. Each test gets a copy of the case, opened in the program's
  window."""

  @classmethod
  def setUpClass(cls):
    cls.folder = tempfile.mkdtemp(prefix='window-')
    cls.program = None
    cls.is_spoilt = False
    cls.original = os.path.join(cls.folder, 'original.roadstead')
    cli('new', cls.original)
    cli('import', cls.original, write_csv(os.path.join(cls.folder, 'three.csv')))
    cls.n_cases = 0

  @classmethod
  def tearDownClass(cls):
    if cls.program and cls.is_spoilt:
      cls.program.stop()
    elif cls.program:
      try:
        if cls.program.process.poll() is None:
          cls.program.quit()
        cls.assertEqual(cls(), cls.program.process.wait(), 0, 'how the program ended')
      finally:
        cls.program.stop()
    shutil.rmtree(cls.folder, ignore_errors=True)

  def runTest(self):
    """So that tearDownClass () can make one to assert with."""

  def note_failure(self):
    """tap.py calls it: shows what was on the screen; the next test starts the program anew."""
    type(self).is_spoilt = True
    folder = os.path.join(os.environ.get('G_TEST_BUILDDIR', ''), '..', 'meson-logs')
    if self.program and os.path.isdir(folder):
      path = os.path.join(os.path.realpath(folder), 'failed-%s.png' % self.id())
      self.program.screenshot(path)
      print('# the screen then: ' + path)

  clock_label = None
  parts = {}

  @classmethod
  def start(cls, *arguments):
    cls.clock_label = None
    cls.parts = {}
    program = ui.Program([os.environ['RS_WINDOW'], *arguments])
    cls.program = program
    window = program.wait_for_window()
    program.fill_screen(window)
    program.xdotool('mousemove', 0, 0)

  def setUp(self):
    cls = type(self)
    runs = cls.program and cls.program.process.poll() is None
    if runs and (cls.is_spoilt or len(cls.program.root().children()) > 1):
      cls.program.stop()
      runs = False
    if not runs:
      cls.is_spoilt = False
      cls.start()
    cls.n_cases += 1
    self.path = os.path.join(cls.folder, '%s-%d.roadstead' % (self._testMethodName, cls.n_cases))
    shutil.copy(cls.original, self.path)
    self.open(self.path)

  def open(self, path):
    """Into the window that is there."""
    program = self.program
    if program.describe('win.close-case')[0]:
      program.activate('win.close-case')
    program.activate('app.open-file', str(path))
    self.wait_case()

  def open_twins(self):
    """A case of those of write_twins_csv (), at 03:03, when that of TWIN which is far was heard last."""
    self.path = os.path.join(self.folder, 'twins-%d.roadstead' % self.n_cases)
    cli('new', self.path)
    cli('import', self.path, write_twins_csv(os.path.join(self.folder, 'twins.csv')))
    self.open(self.path)
    self.program.activate('win.go-to-time', '2024-03-07T03:03Z')
    return {vessel['name']: vessel['id'] for vessel in cli_json('vessels', self.path)}

  def wait_case(self):
    self.program.wait_for(lambda: self.program.describe('win.save-copy')[0], 'the case to be open')
    self.program.wait_for(self.time, 'the clock to show a time')

  def part(self, role, name):
    """An object that the window has as long as it lives, asked for before something moves: each
    question to a program that draws frame after frame has to wait for one."""
    if (role, name) not in self.parts:
      self.parts[role, name] = self.program.find(role, name)
    return self.parts[role, name]

  # What the window says

  def clock(self):
    """The label with the time, which stays the same object."""
    if not self.clock_label:
      found = self.program.find_all('label', re.compile(r'^\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)? UTC$'))
      type(self).clock_label = found[0] if found else None
    return self.clock_label

  def time(self):
    """What the clock says, '2024-03-07 00:00'; None without a time."""
    label = self.clock()
    text = label.text if label else ''
    return text[:-len(' UTC')] if text.endswith(' UTC') else None

  def wait_time(self, text):
    """@text: as the clock has it, or only the time of day."""
    try:
      self.program.wait_for(lambda: (self.time() or '').endswith(text), 'the clock')
    except ui.UiError:
      self.fail('the clock shows %s, not %s' % (self.time(), text))

  def has_text(self, text):
    nodes = self.program.find_all(showing=False)
    if any(text in node.name and node.showing for node in nodes):
      return True
    # What a label says is its name, too, unless newer GTK was told another that labels it.
    return any(node.has_text and node.showing and text in (node.text or '')
               for node in sorted(nodes, key=lambda node: node.role == 'label'))

  def wait_text(self, text):
    self.program.wait_for(lambda: self.has_text(text), '"%s" in the window' % text)

  def wait_toast(self, text):
    """Waits for a passing message with @text in it. Looks only where they are: on a busy machine
    a look at the whole window takes longer than a toast stays."""
    def words():
      children = self.program.root().children()[-1].children()
      while len(children) == 1:
        children = children[0].children()
      return [label.name for child in children[1:] for label in child.find_all('label')]
    self.program.wait_for(lambda: any(text in word for word in words()), 'the word "%s"' % text)

  # What the case file says: the window has it open, so others may read it only

  def info(self):
    return cli_json('info', self.path)

  def incidents(self):
    return cli_json('incidents', self.path)

  def wait_info(self, key, value):
    self.program.wait_for(lambda: self.info()[key] == value, '%s to be %s' % (key, value))

  # What is chosen

  def selected(self):
    """Names of the vessels that are selected in the list."""
    rows = [row for row in self.program.find('list', 'Vessels').find_all('list item')
            if row.has('selected')]
    return [label.name for row in rows for label in row.find_all('label')
            if label.name in NAMES]

  def wait_selected(self, *names):
    self.program.wait_for(lambda: self.selected() == list(names), '%s to be selected' % (names,))

  # The map and what is drawn on it

  def map_box(self):
    return self.part('panel', 'Map').box()

  def map_middle(self):
    x, y, width, height = self.map_box()
    return x + width / 2, y + height / 2

  def center_on(self, lat, lon):
    """Afterwards that place is in the middle of the map."""
    self.program.activate('win.center-on', '%f,%f' % (lat, lon))
    self.program.settle()

  def pixels(self, box=None):
    """The screen.Picture of that part of the screen; of the map if no box is given."""
    return screen.grab(box or self.map_box())

  def count_pixels(self, color, box=None):
    """How many pixels have just that colour; on the map if no box is given."""
    return self.pixels(box).count(color)

  def features(self, kind):
    """What the case exports as GeoJSON, of one kind."""
    path = os.path.join(self.folder, 'look.geojson')
    cli('export', self.path, '--format', 'geojson', '-o', path)
    with open(path, encoding='utf-8') as file:
      return [feature for feature in json.load(file)['features']
              if feature['properties'].get('kind') == kind]

  # Hands

  def field(self, role, name, text):
    """Pages that are not shown are in the tree, too: the one that holds @text."""
    return self.program.wait_for(
      lambda: [node for node in self.program.find_all(role, name) if (node.text or '') == text],
      '%s "%s" with "%s"' % (role, name, text))[0]

  def click_in(self, node, button=1):
    """A click of the pointer in the middle; the panel at the right is scrolled to it first."""
    _x, top, _width, height = self.map_box()
    deadline = 40
    while True:
      x, y, w, h = node.box()
      if top <= y and y + min(h, 60) <= top + height:
        break
      deadline -= 1
      self.assertGreater(deadline, 0, '%r cannot be scrolled to' % node)
      self.program.click(x + w / 2, top + height / 2, 5 if y > top else 4)
      self.program.wait_for(lambda: node.box()[1] != y, 'the panel to scroll')
    self.program.click(x + w / 2, y + min(h / 2, 30), button)

  def type_in(self, node, text):
    """Replaces what is written there."""
    self.click_in(node)
    self.program.key('ctrl+a')
    self.program.type(text)
