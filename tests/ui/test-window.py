#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job, end to end, in the window: make a case, import, search, play, add an incident, undo,
export; and what the window shows of it."""

import json
import os
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'util'))
import tap
import ui

EXE = sys.argv[1]
CLI = os.environ['RS_CLI']
TMP = os.environ['TMPDIR']

HEADER = ('MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType,Status,Length,'
          'Width,Draft,Cargo,TransceiverClass\n')


def write_csv(path):
  """Two vessels for an hour in Peter the Great Bay, and one row that cannot be read."""
  with open(path, 'w', encoding='utf-8') as file:
    file.write(HEADER)
    for minute in range(0, 60, 2):
      for mmsi, name, lon in ((273000001, 'ALPHA', 132.0), (273000002, 'BRAVO', 132.5)):
        file.write('%d,2024-03-07T06:%02d:00,%.5f,%.5f,10.0,90.0,90,%s,IMO9307839,UAAA,70,0,100,16,5.0,'
                   '70,A\n' % (mmsi, minute, 42.5 - minute / 1000, lon + minute / 500, name))
    file.write('273000003,2024-03-07T06:00:00,98.0,132.0,1.0,0.0,0,NOWHERE,,,,0,,,,,A\n')


def cli(*arguments):
  done = subprocess.run([CLI, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                        timeout=60, check=False)
  return done.stdout


class Window(unittest.TestCase):
  def start_with_case(self, program, name):
    path = os.path.join(TMP, name)
    program.wait_for_window('Roadstead')
    program.activate('app.new-file', path)
    program.wait_for(lambda: program.describe('win.import')[0], 'the case')
    return path

  def import_csv(self, program):
    csv = os.path.join(TMP, 'fixes.csv')
    write_csv(csv)
    program.activate('win.import-files', [csv])
    program.find('button', 'Import')
    program.activate('win.start-import')
    program.find('label', 'Imported')

  def test_start_page(self):
    with ui.Program([EXE]) as program:
      program.wait_for_window('Roadstead')
      program.find('button', 'New Case…')
      self.assertFalse(program.describe('win.import')[0])
      self.assertFalse(program.describe('win.export')[0])

  def test_main_job(self):
    with ui.Program([EXE]) as program:
      case = self.start_with_case(program, 'job.roadstead')
      program.find('label', 'No Vessels Yet')
      self.import_csv(program)
      program.find('label', 'ALPHA')
      program.find('label', 'BRAVO')
      self.assertTrue(program.describe('win.undo')[0])

      program.activate('win.search-for', 'bravo')
      program.wait_gone('label', 'ALPHA')
      program.activate('win.search-for', '')
      program.find('label', 'ALPHA')

      program.activate('win.play')
      self.assertTrue(program.state('win.play'))
      program.activate('win.play')
      self.assertFalse(program.state('win.play'))

      program.activate('win.add-incident-at', '42.5,132.1')
      program.find('label', 'New incident')
      program.type('Meeting at sea')
      program.key('Return')
      program.find('label', 'Meeting at sea')
      out = os.path.join(TMP, 'job.geojson')
      program.activate('win.export-to', 'geojson::' + out)
      program.wait_for(lambda: os.path.exists(out), 'the export')
      with open(out, encoding='utf-8') as file:
        self.assertIn('Meeting at sea', file.read())
        file.seek(0)
        json.load(file)

      program.activate('win.undo')
      program.wait_gone('label', 'Meeting at sea')
      program.activate('win.redo')
      program.find('label', 'Meeting at sea')
      program.quit()
    self.assertIn('Meeting at sea', cli('incidents', case))
    self.assertIn('ALPHA', cli('vessels', case))

  def test_delete_and_undo(self):
    with ui.Program([EXE]) as program:
      self.start_with_case(program, 'delete.roadstead')
      program.activate('win.add-incident-at', '42.5,132.1')
      program.find('label', 'New incident')
      program.activate('win.delete-selected')
      program.find('label', 'Incident deleted')
      program.wait_gone('label', 'New incident')
      program.activate('win.undo')
      program.activate('win.show-list', 'incidents')
      program.find('label', 'New incident')

  def test_claim(self):
    with ui.Program([EXE]) as program:
      case = self.start_with_case(program, 'claim.roadstead')
      program.activate('win.add-incident-at', '42.5,132.1')
      program.find('label', 'New incident')
      program.click_on('button', 'Add a claim or a denial')
      program.find('label', 'Who says it?')
      program.type('The harbour master')
      program.key('Return')
      program.find('label', 'The harbour master')
      # Typed and left alone: what undo takes back first, and what closing keeps.
      program.type(' himself')
      program.quit()
    incident = json.loads(cli('incidents', case, '--json'))[0]
    self.assertEqual([claim['speaker'] for claim in incident['claims']],
                     ['The harbour master himself'])

  def test_rejects(self):
    with ui.Program([EXE]) as program:
      self.start_with_case(program, 'rejects.roadstead')
      self.import_csv(program)
      program.find('label', '1 row rejected')
      program.activate('win.show-rejects', 0)
      program.find('label', 'Rejected Rows')

  def test_missing_case(self):
    with ui.Program([EXE, os.path.join(TMP, 'nowhere.roadstead')]) as program:
      program.wait_for_window('Roadstead')
      program.find('label', 'The Case Cannot Be Opened')
      program.activate('win.close-case')
      program.find('button', 'New Case…')

  def test_panels_fold(self):
    with ui.Program([EXE]) as program:
      self.start_with_case(program, 'fold.roadstead')
      program.find('page tab', 'Vessels')
      self.assertTrue(program.state('win.show-sidebar'))
      program.key('F9')
      program.wait_for(lambda: not program.state('win.show-sidebar'), 'F9')
      program.activate('win.search')
      program.wait_for(lambda: program.state('win.show-sidebar'), 'the lists')

  def test_keys_after_folding(self):
    with ui.Program([EXE]) as program:
      self.start_with_case(program, 'keys.roadstead')
      program.activate('win.add-incident')
      program.find('label', 'New incident')
      # The focus is in the title, which folding hides: keys must not be lost with it.
      program.key('F10')
      program.wait_for(lambda: not program.state('win.show-details'), 'F10')
      program.activate('win.tool', 'note-line')
      program.key('Escape')
      program.wait_for(lambda: program.state('win.tool') == 'none', 'Escape')


if __name__ == '__main__':
  tap.main()
