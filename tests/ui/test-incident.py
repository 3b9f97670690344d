#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An analyst adds, edits and deletes incidents; roadstead-cli says what the case holds then."""

import hashlib
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'util'))
import scene
import tap


class Incident(scene.Window):
  def wait_incident(self, **wanted):
    """Waits until the only incident has these members."""
    def get():
      incidents = self.incidents()
      return incidents and all(incidents[0][key] == value for key, value in wanted.items())
    try:
      self.program.wait_for(get, 'the incident')
    except scene.ui.UiError:
      self.fail('%s is not in %s' % (wanted, self.incidents()))
    return self.incidents()[0]

  def add(self):
    self.program.activate('win.add-incident')
    self.wait_incident(title='New incident')
    return self.field('text', 'Title', 'New incident')

  def vessel_id(self, mmsi):
    return [vessel['id'] for vessel in scene.cli_json('vessels', self.path)
            if vessel['mmsi'] == mmsi][0]

  def count_red(self, node):
    return self.pixels(node.box()).count_if(
      lambda red, green, _blue: red > 150 and green < 160 and red - green > 60)

  def test_add_with_vessel(self):
    self.assertEqual(self.incidents(), [])
    self.program.activate('win.go-to-time', '2024-03-07 06:00')
    self.wait_time('06:00')
    self.program.activate('win.select-vessel', self.vessel_id(scene.ALPHA))
    self.program.activate('win.add-incident')
    incident = self.wait_incident(title='New incident')
    self.assertEqual([vessel['name'] for vessel in incident['vessels']], ['ALPHA'])
    self.assertAlmostEqual(incident['place'][0], 132.6, 4)
    self.assertAlmostEqual(incident['place'][1], 42.0, 4)
    self.assertEqual(incident['from'], '2024-03-07T06:00:00Z')

  def test_fields(self):
    self.type_in(self.add(), 'Meeting at sea')
    self.wait_incident(title='Meeting at sea')
    self.program.wait_for(lambda: self.program.find_all('label', 'Meeting at sea'),
                          'the title above')
    self.type_in(self.program.find('text', 'Narrative'), 'They met, and parted.')
    self.wait_incident(narrative='They met, and parted.')
    self.type_in(self.program.find('text', 'To (UTC)'), '2024-03-07 02:30')
    self.wait_incident(to='2024-03-07T02:30:00Z')
    self.type_in(self.program.find('text', 'Place (latitude, longitude)'), '42.25, 132.125')
    self.wait_incident(place=[132.125, 42.25])
    # What makes no sense is marked in red, and is not stored.
    field = self.program.find('text', 'From (UTC)')
    self.assertEqual(self.count_red(field), 0)
    self.type_in(field, '2024-03-07 05:00')
    self.program.wait_for(lambda: self.count_red(field) > 50, 'the mark')
    self.assertEqual(field.text, '2024-03-07 05:00')
    self.assertEqual(self.incidents()[0]['from'], '2024-03-07T00:00:00Z')

  def test_filter_chip(self):
    """It is named by the title, also after that has changed, and no wider than the list."""
    field = self.add()
    self.program.activate('win.set-filter', 'incident:1')
    self.program.find('button', 'Incident: 1 · New incident')
    self.type_in(field, 'Meeting at sea near Chongjin with transfer')
    chip = self.program.find('button', 'Incident: 1 · Meeting at sea near Chongjin with transfer')
    x, _y, width, _height = chip.box()
    self.assertLess(x + width, self.map_box()[0])
    self.program.activate('win.clear-filter')

  def test_claim(self):
    self.add()
    self.program.click_on('button', 'Add a claim or a denial')
    self.program.wait_for(lambda: self.incidents()[0]['claims'], 'a claim')
    self.type_in(self.program.find('text', 'Speaker'), 'Foreign Ministry')
    self.type_in(self.program.find('text', 'What is said'), 'No such ship called.')
    def said():
      return [(claim['speaker'], claim['text']) for claim in self.incidents()[0]['claims']] == [
        ('Foreign Ministry', 'No such ship called.')]
    self.program.wait_for(said, 'the claim as typed')
    self.program.click_on('button', 'Delete this claim')
    self.program.wait_for(lambda: self.incidents()[0]['claims'] == [], 'no claim')
    self.program.activate('win.undo')
    self.program.wait_for(said, 'the claim again')

  def test_undo_and_redo(self):
    self.program.wait_for(lambda: not self.program.describe('win.redo')[0], 'no redo')
    self.type_in(self.add(), 'First')
    self.wait_incident(title='First')
    self.program.activate('win.undo')
    self.wait_incident(title='New incident')
    self.program.wait_for(lambda: self.program.describe('win.redo')[0], 'a redo')
    self.program.activate('win.undo')
    self.program.wait_for(lambda: self.incidents() == [], 'no incident')
    self.program.activate('win.redo')
    self.wait_incident(title='New incident')
    self.program.activate('win.redo')
    self.wait_incident(title='First')
    self.assertEqual(scene.cli('verify', self.path).count('wrong'), 0)

  def test_keys_after_editing(self):
    """Who leaves an incident whose title has the focus does not write into the title of the case."""
    title = self.info()['title']
    self.click_in(self.add())
    self.program.key('Escape')
    self.program.activate('win.deselect')
    self.program.settle()
    self.program.key('space')
    self.program.wait_for(lambda: self.program.state('win.play'), 'the replay to play')
    self.program.activate('win.play')
    self.program.settle()
    self.assertEqual(self.info()['title'], title)

  def test_add_by_right_click(self):
    self.center_on(42.0, 132.1)
    x, y = self.map_middle()
    self.program.click(x, y, 3)
    self.program.click_on('menu item', 'Add an Incident Here')
    lon, lat = self.wait_incident(title='New incident')['place']
    # A pixel of zoom 8 is below 0.006 degrees.
    self.assertAlmostEqual(lat, 42.0, delta=0.006)
    self.assertAlmostEqual(lon, 132.1, delta=0.006)

  def test_delete_and_take_back(self):
    self.type_in(self.add(), 'Short-lived')
    self.wait_incident(title='Short-lived')
    self.program.activate('win.delete-selected')
    self.program.wait_for(lambda: self.incidents() == [], 'no incident')
    self.program.click_on('button', 'Undo')
    self.assertEqual(self.wait_incident(title='Short-lived')['number'], 1)

  def test_pick_place(self):
    self.add()
    self.center_on(41.7, 131.5)
    self.program.click_on('button', 'Pick the place on the map')
    self.program.wait_for(lambda: self.program.state('win.tool') == 'place', 'the tool')
    self.program.click(*self.map_middle())
    self.program.wait_for(lambda: self.incidents()[0]['place'], 'a place')
    lon, lat = self.incidents()[0]['place']
    self.assertAlmostEqual(lat, 41.7, delta=0.006)
    self.assertAlmostEqual(lon, 131.5, delta=0.006)

  def test_draw_area(self):
    self.add()
    self.center_on(41.7, 131.5)
    x, y = self.map_middle()
    self.program.click_on('button', 'Draw the area on the map')
    self.program.wait_for(lambda: self.program.state('win.tool') == 'area', 'the tool')
    self.program.click(x - 50, y - 40)
    self.program.click(x + 50, y - 40)
    self.program.click(x + 50, y + 40)
    self.program.click_on('button', re.compile('Finish'))
    self.program.wait_for(lambda: self.incidents()[0]['area'], 'an area')
    area = self.incidents()[0]['area']
    self.assertEqual(len(area), 3)
    self.assertAlmostEqual(area[0][1], area[1][1], 5)
    self.assertAlmostEqual(area[1][0], area[2][0], 5)
    self.assertGreater(area[1][0], area[0][0])
    self.assertGreater(area[1][1], area[2][1])
    self.program.click_on('button', 'Remove the area')
    self.program.wait_for(lambda: self.incidents()[0]['area'] == [], 'no area')

  def test_attachment(self):
    """Kept with its hash, saved out again byte for byte, by the button and its dialog too."""
    content = os.urandom(70000)
    path = os.path.join(self.folder, 'photo.bin')
    with open(path, 'wb') as file:
      file.write(content)
    self.add()
    self.program.activate('win.attach', path)
    self.program.wait_for(lambda: self.incidents()[0]['attachments'], 'the attachment')
    attachment = self.incidents()[0]['attachments'][0]
    self.assertEqual((attachment['name'], attachment['size']), ('photo.bin', len(content)))
    self.assertEqual(attachment['sha256'], hashlib.sha256(content).hexdigest())
    self.program.find('label', 'photo.bin')

    def wait_saved(copy):
      self.program.wait_for(lambda: os.path.exists(copy), copy)
      with open(copy, 'rb') as file:
        self.assertEqual(file.read(), content)
    copy = os.path.join(self.folder, 'by-action.bin')
    self.program.activate('win.save-attachment-to', '%d::%s' % (attachment['id'], copy))
    wait_saved(copy)
    copy = os.path.join(self.folder, 'by-shell.bin')
    scene.cli('incidents', self.path, '--attachment', attachment['id'], '-o', copy)
    wait_saved(copy)
    copy = os.path.join(self.folder, 'by-dialog.bin')
    self.program.click_on('button', 'Save “photo.bin”')
    self.program.wait_for_window('Save Attachment')
    self.program.settle()
    self.program.key('ctrl+a')
    self.program.type(copy)
    self.program.key('Return')
    wait_saved(copy)
    self.program.wait_for_window('original')

  def test_list(self):
    self.type_in(self.add(), 'In the list')
    self.wait_incident(title='In the list')
    self.program.activate('win.deselect')
    self.program.activate('win.show-list', 'incidents')
    self.program.wait_gone('label', 'New incident')
    self.click_in(self.program.find('label', 'In the list'))
    self.field('text', 'Title', 'In the list')


if __name__ == '__main__':
  tap.main()
