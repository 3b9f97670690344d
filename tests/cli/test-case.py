#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""roadstead-cli new, info, vessels, fixes, incidents and verify, as a shell sees them."""

import hashlib
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'util'))
import aivdm
import tap


def cli(*args):
  return subprocess.run([os.environ['RS_CLI'], *args], capture_output=True, text=True,
                        encoding='utf-8')


class Case(unittest.TestCase):
  def setUp(self):
    self.folder = tempfile.TemporaryDirectory()
    self.path = os.path.join(self.folder.name, 'Находка 1.roadstead')

  def tearDown(self):
    self.folder.cleanup()

  def run_ok(self, *args):
    run = cli(*args)
    self.assertEqual(run.returncode, 0, run.stderr)
    return run.stdout

  def change(self, sql):
    """What somebody does who has sqlite3 and not Roadstead."""
    db = sqlite3.connect(self.path)
    db.executescript(sql)
    db.commit()
    db.close()

  def test_new(self):
    self.run_ok('new', self.path, '--title', 'Coal', '--zone', 'Asia/Vladivostok')
    self.assertEqual(os.listdir(self.folder.name), ['Находка 1.roadstead'])
    info = json.loads(self.run_ok('info', '--json', self.path))
    self.assertEqual(info['title'], 'Coal')
    self.assertEqual(info['zone'], 'Asia/Vladivostok')
    self.assertEqual((info['vessels'], info['fixes'], info['from']), (0, 0, None))
    self.assertEqual(info['history'], 2)
    self.assertIsNone(info['read_only'])
    again = cli('new', self.path)
    self.assertEqual(again.returncode, 1)
    self.assertIn('exists already', again.stderr)

  def test_no_attachment(self):
    self.run_ok('new', self.path)
    out = os.path.join(self.folder.name, 'out.bin')
    missing = cli('incidents', self.path, '--attachment', '7', '-o', out)
    self.assertEqual(missing.returncode, 1)
    self.assertIn('7', missing.stderr)
    self.assertFalse(os.path.exists(out))
    for args in (('--attachment', '7'), ('-o', out)):
      self.assertEqual(cli('incidents', self.path, *args).returncode, 2)

  def test_title_from_name(self):
    made = json.loads(self.run_ok('new', self.path, '--json'))
    self.assertEqual(made['title'], 'Находка 1')
    self.assertIn('title        Находка 1\n', self.run_ok('info', self.path))

  def test_empty_lists(self):
    self.run_ok('new', self.path)
    self.assertEqual(json.loads(self.run_ok('vessels', '--json', self.path)), [])
    self.assertEqual(json.loads(self.run_ok('incidents', '--json', self.path)), [])
    self.assertEqual(self.run_ok('fixes', '--json', self.path), '')
    self.assertEqual(len(self.run_ok('vessels', self.path).splitlines()), 1)
    self.assertEqual(self.run_ok('incidents', self.path), '')

  def test_reading_leaves_the_file_alone(self):
    self.run_ok('new', self.path)
    with open(self.path, 'rb') as file:
      before = hashlib.sha256(file.read()).hexdigest()
    for command in ('info', 'vessels', 'fixes', 'incidents', 'verify'):
      self.run_ok(command, self.path)
    with open(self.path, 'rb') as file:
      self.assertEqual(hashlib.sha256(file.read()).hexdigest(), before)

  def test_words_after_two_dashes(self):
    """They are none of the options, whatever they begin with."""
    folder = self.folder.name
    run = lambda *args: subprocess.run([os.environ['RS_CLI'], *args], cwd=folder, capture_output=True, text=True)
    for name in ('-dash.roadstead', '--', 'plain.roadstead', '-'):
      self.assertEqual(run('new', '--json', '--', name).returncode, 0, name)
      self.assertEqual(json.loads(run('info', '--json', '--', name).stdout)['fixes'], 0, name)
    self.assertEqual(run('info', '--', '--', '--').returncode, 2)
    with open(os.path.join(folder, '-a.nmea'), 'w') as file:
      file.write('\n'.join(aivdm.position(273000001 + i, 42, 133) for i in range(3)) + '\n')
    self.assertEqual(run('import', '--', '-dash.roadstead', '-a.nmea').returncode, 0)
    self.assertEqual(json.loads(run('info', '--json', '--', '-dash.roadstead').stdout)['vessels'], 3)
    refused = run('info', '-dash.roadstead')
    self.assertEqual(refused.returncode, 2)
    self.assertIn('after “--”', refused.stderr)

  def test_usage(self):
    self.run_ok('new', self.path)
    for args in (['info'], ['info', self.path, 'more'], ['fixes', self.path, '--from', 'noon'],
                 ['fixes', self.path, '--bbox', '1,2,3'], ['fixes', self.path, '--bbox', '0,91,1,92'],
                 ['fixes', self.path, '--bbox', '0,5,1,4'], ['verify', '--loud', self.path]):
      run = cli(*args)
      self.assertEqual(run.returncode, 2, args)
      self.assertEqual(run.stdout, '')
      self.assertNotEqual(run.stderr, '')

  def test_failures(self):
    missing = cli('info', self.path)
    self.assertEqual(missing.returncode, 1)
    self.assertIn('no file', missing.stderr)
    with open(self.path, 'w') as file:
      file.write('!AIVDM,1,1,,A,13u?etPv2;0n:dDPwUM1U1Cb069D,0*23\n' * 100)
    other = cli('info', self.path)
    self.assertEqual(other.returncode, 1)
    self.assertIn('not a Roadstead case', other.stderr)
    os.unlink(self.path)
    self.run_ok('new', self.path)
    vessel = cli('fixes', self.path, '--vessel', '273000001')
    self.assertEqual(vessel.returncode, 1)
    self.assertIn('273000001', vessel.stderr)

  def test_full_disk_for_output(self):
    self.run_ok('new', self.path)
    with open('/dev/full', 'w') as full:
      run = subprocess.run([os.environ['RS_CLI'], 'info', self.path], stdout=full,
                           stderr=subprocess.PIPE, text=True, encoding='utf-8')
    self.assertEqual(run.returncode, 1)
    self.assertIn('output cannot be written', run.stderr)

  def test_nobody_reads(self):
    self.run_ok('new', self.path)
    read, write = os.pipe()
    os.close(read)
    run = subprocess.run([os.environ['RS_CLI'], 'vessels', self.path], stdout=write,
                         stderr=subprocess.PIPE)
    os.close(write)
    self.assertEqual(run.returncode, 0, run.stderr)
    self.assertEqual(os.listdir(self.folder.name), ['Находка 1.roadstead'])

  def test_newer(self):
    self.run_ok('new', self.path)
    self.change('PRAGMA user_version=9999')
    run = cli('info', self.path)
    self.assertEqual(run.returncode, 1)
    self.assertIn('newer version', run.stderr)

  def test_verify(self):
    self.run_ok('new', self.path, '--title', 'Coal')
    self.assertIn('No findings', self.run_ok('verify', self.path))
    self.change("UPDATE setting SET value = 'Gravel'; INSERT INTO source VALUES"
                " (7, 'Forged', '', '', NULL, 'A', '')")
    run = cli('verify', self.path)
    self.assertEqual(run.returncode, 1)
    self.assertIn('“Gravel”, by the history “Coal”', run.stdout)
    self.assertIn('source 7 was added', run.stdout)
    found = cli('verify', '--json', self.path)
    self.assertEqual(found.returncode, 1)
    result = json.loads(found.stdout)
    self.assertFalse(result['sound'])
    self.assertEqual(len(result['findings']), 2)


if __name__ == '__main__':
  tap.main()
