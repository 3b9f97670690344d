#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every export of the window, as programs that are not ours read it."""

import json
import os
import re
import subprocess
import sys
import zipfile
from xml.etree import ElementTree

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'util'))
import scene
import screen
import tap


def run(*words):
  return subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                        check=True).stdout


class Export(scene.Window):
  def export(self, form, ending=None):
    path = os.path.join(self.folder, '%s.%s' % (self._testMethodName, ending or form))
    self.program.activate('win.export-to', '%s::%s' % (form, path))
    # It is written aside and renamed: once it is there, it is all there.
    self.program.wait_for(lambda: os.path.exists(path), path)
    return path

  def setUp(self):
    super().setUp()
    self.program.activate('win.add-incident-at', '42.0,132.0')
    self.wait_info('incidents', 1)

  def test_geojson(self):
    path = self.export('geojson')
    with open(path, encoding='utf-8') as file:
      kinds = [feature['properties']['kind'] for feature in json.load(file)['features']]
    self.assertIn('track', kinds)
    self.assertIn('incident', kinds)
    self.assertIn('GeoJSON', run('ogrinfo', '-ro', '-so', path))
    # The same as the shell command writes, byte for byte.
    other = path + '.cli'
    scene.cli('export', self.path, '--format', 'geojson', '-o', other)
    with open(path, 'rb') as a, open(other, 'rb') as b:
      self.assertEqual(a.read(), b.read())

  def test_kml(self):
    path = self.export('kml')
    run('xmllint', '--noout', path)
    with open(path, encoding='utf-8') as file:
      self.assertIn('ALPHA', file.read())

  def test_kmz(self):
    with zipfile.ZipFile(self.export('kmz')) as archive:
      self.assertIsNone(archive.testzip())
      ElementTree.fromstring(archive.read('doc.kml'))

  def test_gpx(self):
    path = self.export('gpx')
    run('xmllint', '--noout', path)
    self.assertRegex(run('ogrinfo', '-ro', '-so', path, 'track_points'), 'Feature Count: 202')

  def test_csv(self):
    with open(self.export('csv'), encoding='utf-8') as file:
      self.assertEqual(sum(1 for line in file if not line.startswith('#')), 203)

  def test_html(self):
    with open(self.export('html'), encoding='utf-8') as file:
      self.assertIn('New incident', file.read())

  def test_md(self):
    with open(self.export('md'), encoding='utf-8') as file:
      self.assertIn('New incident', file.read())

  def test_pdf(self):
    self.assertIn('New incident', run('pdftotext', self.export('pdf'), '-'))

  def test_picture_png(self):
    # The incident has given the time line a lane, and the map less room.
    self.program.settle()
    path = self.export('picture', 'png')
    picture = screen.read_file(path)
    width, height = picture.size
    _x, _y, map_width, map_height = self.map_box()
    self.assertEqual(width * map_height, height * map_width)
    # The sea, as the map has it, and ALPHA.
    self.assertGreater(picture.count(bytes.fromhex('d9e6ee')), 1000)
    self.assertGreater(picture.count(bytes.fromhex('0072b2')), 0)

  def test_picture_svg(self):
    path = self.export('picture', 'svg')
    self.assertTrue(re.match(r'\{[^}]*\}svg$', ElementTree.parse(path).getroot().tag))

  def test_picture_pdf(self):
    self.assertIn('ALPHA', run('pdftotext', self.export('picture', 'pdf'), '-'))


class Cancel(scene.Window):
  def test_cancel(self):
    """While a report is drawn a button appears that stops it; nothing of it stays behind."""
    folder = os.path.join(self.folder, 'cancelled')
    os.mkdir(folder)
    self.program.activate('win.add-incident-at', '42.0,132.0')
    self.wait_info('incidents', 1)
    self.assertFalse(self.program.describe('win.cancel-export')[0])
    self.program.activate_at_once(('win.export-to', 'pdf::' + os.path.join(folder, 'report.pdf')),
                                  ('win.cancel-export', None))
    self.wait_toast('The export was cancelled')
    self.assertEqual(os.listdir(folder), [])
    self.assertFalse(self.program.describe('win.cancel-export')[0])
    # The next one is a new one.
    path = os.path.join(folder, 'again.md')
    self.program.activate('win.export-to', 'md::' + path)
    self.program.wait_for(lambda: os.path.exists(path), path)


class Words(scene.Window):
  """What the window says of an export; in a program of its own, since words queue up."""

  def test_not_written(self):
    self.program.activate('win.export-to', 'csv::/nonexistent/folder/x.csv')
    self.wait_toast('was not exported')

  def test_written(self):
    self.program.activate('win.export-to', 'csv::' + os.path.join(self.folder, 'all.csv'))
    self.wait_toast('Exported “all.csv”')


if __name__ == '__main__':
  tap.main()
