#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Listening in the window: a source on this machine is heard, counted and stopped; a position leads
back to its line."""

import glob
import os
import re
import socket
import sys
import threading
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, '..', 'util'))
sys.path.insert(0, os.path.join(HERE, '..', 'cli'))
import aivdm
import tap
import ui

EXE = os.environ['RS_WINDOW']
TMP = os.environ['TMPDIR']


class Source(threading.Thread):
  """Takes one connection after the other and sends each what is said."""

  def __init__(self):
    super().__init__(daemon=True)
    self.socket = socket.create_server(('127.0.0.1', 0))
    self.url = 'tcp://127.0.0.1:%d' % self.socket.getsockname()[1]
    self.connected = threading.Event()
    self.connection = None
    self.start()

  def run(self):
    while True:
      try:
        self.connection, _address = self.socket.accept()
      except OSError:
        return
      self.connected.set()

  def say(self, *sentences):
    self.connected.wait(60)
    self.connection.sendall(''.join(line + '\r\n' for line in sentences).encode())

  def close(self):
    self.socket.shutdown(socket.SHUT_RDWR)
    self.socket.close()


class Live(unittest.TestCase):
  def setUp(self):
    self.source = Source()
    self.addCleanup(self.source.close)

  def start_with_case(self, program, name):
    program.wait_for_window('Roadstead')
    program.activate('app.new-file', os.path.join(TMP, name))
    program.wait_for(lambda: program.describe('win.listen')[0], 'the case')

  def test_listen(self):
    with ui.Program([EXE]) as program:
      self.start_with_case(program, 'live.roadstead')
      program.activate('win.listen-to', self.source.url)
      program.find('label', 'Listening to ' + self.source.url)
      self.assertTrue(program.state('win.follow'))
      self.source.say(aivdm.position(273000001, 42.7, 133.05, sog=8.5),
                      *aivdm.voyage(273000001, 'SOVIET STAR'))
      program.find('label', re.compile('1 vessel$'))
      program.find('label', 'SOVIET STAR')
      self.source.say(aivdm.position(273000002, 42.8, 133.1))
      program.find('label', re.compile('2 vessels$'))
      program.click_on('button', 'Stop Listening')
      program.wait_gone('button', 'Stop Listening')
      self.assertFalse(program.state('win.follow'))
      program.activate('win.undo')
      program.find('label', 'No Vessels Yet')
      program.activate('win.redo')
      program.find('label', 'SOVIET STAR')

  def test_dialog(self):
    with ui.Program([EXE]) as program:
      self.start_with_case(program, 'dialog.roadstead')
      program.activate('win.listen')
      program.wait_for_window('Listen to a Receiver')
      program.type('nowhere')
      program.key('Return')
      program.find('label', re.compile('^“nowhere” is no source'))
      program.key('ctrl+a')
      program.type(self.source.url)
      program.key('Return')
      program.find('label', 'Listening to ' + self.source.url)
      program.activate('win.stop-listening')
      program.wait_gone('button', 'Stop Listening')

  def test_source_line(self):
    with ui.Program([EXE]) as program:
      self.start_with_case(program, 'line.roadstead')
      program.activate('win.listen-to', self.source.url)
      sentence = aivdm.position(273000001, 42.7, 133.05, sog=8.5)
      self.source.say(sentence)
      program.find('label', 'MMSI 273000001')
      program.activate('win.stop-listening')
      program.wait_gone('button', 'Stop Listening')
      program.activate('win.select-vessel', 1)
      log, = glob.glob(os.path.join(TMP, 'line-live-*.nmea'))
      program.find('label', '%s, line 1' % os.path.basename(log))
      program.activate('win.show-source', ui.GLib.Variant('(xu)', (1, 1)))
      program.wait_for_window('Source of a Position')
      program.find('label', re.compile(re.escape(sentence) + '$'))
      program.find('label', re.compile('SHA-256 is the same'))

  def test_close_while_listening(self):
    with ui.Program([EXE]) as program:
      self.start_with_case(program, 'close.roadstead')
      program.activate('win.listen-to', self.source.url)
      self.source.say(aivdm.position(273000001, 42.7, 133.05))
      program.find('label', re.compile('1 vessel$'))
      program.activate('win.close-case')
      program.find('button', 'New Case…')
      program.activate('app.open-file', os.path.join(TMP, 'close.roadstead'))
      program.find('label', 'MMSI 273000001')


if __name__ == '__main__':
  tap.main()
