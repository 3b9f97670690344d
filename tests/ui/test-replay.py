#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The replay as its user moves it: buttons, keys, the time line, a typed time."""

import datetime
import os
import re
import subprocess
import sys
import tempfile
import time
import unittest.mock

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'util'))
import scene
import tap

PLAYHEAD = bytes.fromhex('d55e00')


class Replay(scene.Window):
  def setUp(self):
    super().setUp()
    for action in ('win.loop', 'win.skip-idle'):
      if self.program.state(action):
        self.program.activate(action)
    self.program.activate('win.set-speed', 3600.0)
    self.part('button', 'Play')
    self.clock()

  def wait_playing(self, playing):
    self.program.wait_for(lambda: self.program.state('win.play') == playing,
                          'playing to be %s' % playing)

  def test_play_and_pause(self):
    self.program.activate('win.set-speed', 60.0)
    play = self.part('button', 'Play')
    play.click()
    self.wait_playing(True)
    self.program.wait_for(lambda: self.time() > '2024-03-07 00:01', 'the time to pass')
    self.assertEqual(play.fresh_name(), 'Pause')
    play.click()
    self.wait_playing(False)
    self.assertEqual(play.fresh_name(), 'Play')
    held = self.time()
    # With nothing playing, drawing a whole new picture later it is still that time.
    self.program.settle()
    self.assertEqual(self.time(), held)

  def test_playhead_out_of_view(self):
    """An arrow at the edge of the time line says on which side it is."""
    x, y, width, height = self.part('panel', 'Time line with events').box()
    left = (x + 84, y + 10, 24, height - 10)
    right = (x + width - 24, y + 10, 24, height - 10)
    self.program.xdotool('mousemove', round(x + width * 0.6), round(y + height / 2), 'click', '--repeat', 6, 4)
    self.program.settle()
    self.assertGreater(self.count_pixels(PLAYHEAD, left), 20)
    self.assertEqual(self.count_pixels(PLAYHEAD, right), 0)
    self.program.activate('win.go-to-end')
    self.program.xdotool('mousemove', round(x + width * 0.3), round(y + height / 2), 'click', '--repeat', 4, 4)
    self.program.settle()
    self.assertEqual(self.count_pixels(PLAYHEAD, left), 0)
    self.assertGreater(self.count_pixels(PLAYHEAD, right), 20)

  def test_plays_to_the_end_and_over(self):
    self.program.activate('win.set-speed', 200000.0)
    self.program.activate('win.play')
    self.wait_time('2024-03-07 12:00')
    self.wait_playing(False)
    self.program.activate('win.set-speed', 60.0)
    self.program.activate('win.play')
    self.program.wait_for(lambda: self.time() < '2024-03-07 01:00', 'the replay to start over')
    self.program.activate('win.play')
    self.wait_playing(False)

  def test_loop(self):
    self.program.activate('win.loop')
    self.assertTrue(self.program.state('win.loop'))
    self.program.activate('win.go-to-time', '2024-03-07T11:59:00Z')
    self.program.activate('win.set-speed', 600.0)
    self.program.activate('win.play')
    self.program.wait_for(lambda: self.time() < '2024-03-07 06:00', 'the replay to start over')
    self.assertTrue(self.program.state('win.play'))
    self.program.activate('win.play')
    self.wait_playing(False)

  def test_steps(self):
    for name, time in (('Step forward', '01:00'), ('Step forward', '02:00'), ('Step back', '01:00'),
                       ('Next event', '04:00'), ('Next event', '04:00'), ('To the end', '12:00'),
                       ('Previous event', '04:00'), ('To the start', '00:00')):
      self.part('button', name).click()
      self.wait_time(time)

  def test_keys(self):
    # On the map, which has them pass what it does not use itself.
    x, y, width, height = self.part('panel', 'Map').box()
    self.program.click(x + width / 2, y + height * 0.9)
    for key, time in (('period', '01:00'), ('period', '02:00'), ('comma', '01:00'),
                      ('n', '04:00'), ('End', '12:00'), ('p', '04:00'), ('Home', '00:00')):
      self.program.key(key)
      self.wait_time(time)
    self.program.key('space')
    self.wait_playing(True)
    self.program.key('space')
    self.wait_playing(False)

  def spend(self, wall_s):
    """Processor time that the program takes meanwhile, seconds."""
    def spent():
      with open('/proc/%d/stat' % self.program.process.pid, encoding='utf-8') as file:
        fields = file.read().rpartition(')')[2].split()
      return (int(fields[11]) + int(fields[12])) / os.sysconf('SC_CLK_TCK')
    before = spent()
    time.sleep(wall_s)
    return spent() - before

  def test_hidden(self):
    """A window that nobody can see keeps its clock and draws nothing."""
    window = self.program.wait_for_window()
    self.program.activate('win.set-speed', 600.0)
    self.program.activate('win.play')
    self.wait_playing(True)
    seen = self.spend(3)
    self.program.xdotool('windowunmap', '--sync', window)
    self.spend(0.5)
    before = self.time()
    hidden = self.spend(3)
    self.assertGreater(self.time(), before)
    self.assertTrue(self.program.state('win.play'))
    self.assertLess(hidden, seen / 2)
    self.program.xdotool('windowmap', '--sync', window)
    self.program.activate('win.play')
    self.wait_playing(False)
    self.program.activate('win.go-to-end')
    self.program.settle()
    self.assertGreater(self.count_pixels(bytes.fromhex('0072b2')), 20)

  def speed(self):
    return self.part('button', re.compile('× · ')).fresh_name().split('×')[0]

  def test_speed(self):
    self.assertEqual(self.speed(), '3600')
    self.program.activate('win.faster')
    self.program.wait_for(lambda: self.speed() == '7200', 'the faster speed')
    self.program.activate('win.slower')
    self.program.activate('win.slower')
    self.program.wait_for(lambda: self.speed() == '1800', 'the slower speed')
    # A step follows the speed.
    self.program.activate('win.step', 1)
    self.wait_time('00:30')
    self.program.activate('win.set-speed', 0.0)
    self.assertEqual(self.speed(), '1800')

  def test_typed_time(self):
    self.program.activate('win.go-to-time', 'not a time')
    self.program.activate('win.go-to-time', '2024-03-07 09:30')
    self.wait_time('09:30')
    self.program.activate('win.go-to-time', '2025-01-01')
    self.wait_time('2024-03-07 12:00')

  def test_scrub(self):
    """Where on the strip is which time is read off the gap, which it shows from 04:00 to 07:00."""
    x, y, width, height = self.part('panel', 'Time line with events').box()
    y += height - 40
    self.program.click(x + width / 2, y)
    self.program.wait_for(lambda: self.time() > '2024-03-07 03:00', 'the time to follow')
    middle = self.time()
    self.program.drag([(x + width / 2, y), (x + width * 0.6, y), (x + width * 0.8, y)])
    self.program.wait_for(lambda: self.time() > '2024-03-07 08:00', 'the time to follow the drag')
    self.assertGreater(self.time(), middle)
    self.program.drag([(x + width * 0.8, y), (x + width + 200, y)])
    self.wait_time('12:00')
    self.program.drag([(x + width * 0.8, y), (x + 2, y)])
    self.wait_time('00:00')

  def test_near_view(self):
    """Its times have seconds, however fast the replay is."""
    x, y, width, height = self.part('panel', 'Time line with events').box()
    self.wait_time('2024-03-07 00:00')
    place = round(x + width / 2), round(y + 15)
    self.program.xdotool('mousemove', *place, 'click', '--repeat', 20, 4)
    self.program.wait_for(lambda: self.time().endswith('00:00:00'), 'the seconds')
    self.program.xdotool('mousemove', place[0] + 5, place[1])
    self.program.find('label', re.compile(r'^2024-03-07 0[56]:\d\d:\d\d UTC$'))
    self.program.xdotool('click', '--repeat', 20, 5, 'mousemove', 0, 0)
    self.wait_time('2024-03-07 00:00')

  def test_lane(self):
    """A click chooses what lies in a lane and goes to its beginning; a drag only begins there."""
    x, y, width, height = self.part('panel', 'Time line with events').box()
    middle = x + width / 2, y + height - 28
    self.program.click(*middle)
    self.wait_time('04:00')
    self.wait_selected('BRAVO')
    self.program.activate('win.deselect')
    self.wait_selected()
    self.program.drag([middle, (middle[0] + width * 0.1, middle[1]), (middle[0] + width * 0.3, middle[1])])
    self.program.wait_for(lambda: self.time() > '2024-03-07 08:00', 'the time to follow the drag')
    self.assertEqual(self.selected(), [])

  def test_skip_idle(self):
    """Only CHARLIE is left, which lies still: nothing to see, so it is passed at once."""
    for vessel in scene.cli_json('vessels', self.path):
      if vessel['mmsi'] != scene.CHARLIE:
        self.program.activate('win.toggle-vessel', vessel['id'])
    self.program.activate('win.skip-idle')
    self.program.activate('win.set-speed', 1.0)
    self.program.activate('win.play')
    self.wait_time('12:00:00')
    self.wait_playing(False)


class Korean(scene.Window):
  """Its dates are the longest."""

  @classmethod
  def setUpClass(cls):
    # Newer C libraries translate nothing in the C locale, whatever LANGUAGE says.
    locales = cls.enterClassContext(tempfile.TemporaryDirectory())
    try:
      subprocess.run(['localedef', '-i', 'ko_KR', '-f', 'UTF-8', os.path.join(locales, 'ko_KR.UTF-8')],
                     check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
      raise unittest.SkipTest('no Korean locale can be made: %s' % error) from error
    cls.enterClassContext(unittest.mock.patch.dict(
      os.environ, LANGUAGE='ko', LOCPATH=locales, LC_ALL='ko_KR.UTF-8',
      RS_LOCALEDIR=os.path.join(os.environ['G_TEST_BUILDDIR'], '..', 'po')))
    cls.enterClassContext(unittest.mock.patch.object(scene, 'START', datetime.datetime(2019, 7, 15)))
    super().setUpClass()

  def test_day(self):
    """That beside the axis ends before the arrow to a playhead out of view."""
    x, y, width, height = self.part('panel', '이벤트가 있는 시간 표시줄').box()
    self.program.xdotool('mousemove', round(x + width * 0.6), round(y + height / 2), 'click', '--repeat', 6, 4)
    self.program.settle()
    picture = self.pixels((x, y + height - 20, 120, 20))
    colors = list(zip(*picture.planes))
    arrow = min(i % 120 for i, color in enumerate(colors) if bytes(color) == PLAYHEAD)
    day = max(i % 120 for i, (red, _green, blue) in enumerate(colors)
              if i % 120 < arrow + 9 and red < 200 and abs(red - blue) < 30)
    self.assertLess(day, arrow - 1)


if __name__ == '__main__':
  tap.main()
