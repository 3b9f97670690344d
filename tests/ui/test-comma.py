#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A window where people write 1,5: what it reads and writes is what roadstead-cli does, byte for byte.

LOCPATH names the folder with de_DE.UTF-8 in it (./dev test)."""

import locale
import os
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'util'))
import scene
import tap


class Comma(scene.Window):
  @classmethod
  def setUpClass(cls):
    try:
      locale.setlocale(locale.LC_NUMERIC, 'de_DE.UTF-8')
    except locale.Error as error:
      raise unittest.SkipTest('the locale de_DE.UTF-8 is not there: ./dev test makes it') from error
    locale.setlocale(locale.LC_NUMERIC, 'C')
    super().setUpClass()
    os.environ['LC_ALL'] = 'de_DE.UTF-8'

  def setUp(self):
    super().setUp()
    with open('/proc/%d/maps' % self.program.process.pid, encoding='utf-8') as file:
      self.assertIn('/de_DE.UTF-8/LC_NUMERIC', file.read(), 'the locale of the window')

  def test_place(self):
    """As the window shows it, it can be typed again; stored it has a point."""
    self.program.activate('win.add-incident')
    self.program.wait_for(self.incidents, 'the incident')
    self.type_in(self.program.find('text', 'Place (latitude, longitude)'), '42.25, 132.125')
    self.program.wait_for(lambda: self.incidents()[0]['place'] == [132.125, 42.25], 'the place')

  def test_exports(self):
    for form in ('geojson', 'csv', 'kml', 'gpx'):
      path = os.path.join(self.folder, 'comma.' + form)
      self.program.activate('win.export-to', '%s::%s' % (form, path))
      self.program.wait_for(lambda: os.path.exists(path), path)
      scene.cli('export', self.path, '--format', form, '-o', path + '.cli')
      with open(path, 'rb') as ours, open(path + '.cli', 'rb') as other:
        content = ours.read()
        self.assertEqual(content, other.read())
      self.assertIn(b'42.4', content)

  def test_import(self):
    path = os.path.join(self.folder, 'more.csv')
    with open(path, 'w', encoding='utf-8') as file:
      file.write('mmsi,time,lat,lon\n273310009,2024-03-07T06:00:00Z,42.625,132.375\n')
    self.program.activate('win.import-files', scene.ui.GLib.Variant('as', [path]))
    self.program.wait_for(lambda: self.program.describe('win.start-import')[0], 'the import')
    self.program.activate('win.start-import')
    self.program.wait_for(lambda: len(scene.cli_json('imports', self.path)) == 2, 'the file')
    self.assertIn('42.6250000', scene.cli('fixes', self.path, '--vessel', '273310009'))


if __name__ == '__main__':
  tap.main()
